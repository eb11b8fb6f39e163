### Links of mails about changes.

link-confirm = Confirm the email
link-undo = Restore the previous email
link-disavow = Was it not you who made this change?
link-confirm-lead-html = You are about to use <strong>{ $address }</strong> for your account.
link-confirm-what = We notify the previous addresses and close the sessions open on other devices.
link-confirm-not-you = If you did not ask for this change, close the page: the address will not be used.
link-undo-lead-html = If you did not change the email, we restore <strong>{ $address }</strong> and secure your account.
link-undo-lead-added = If you did not add the email, we remove the added address and secure your account.
link-undo-was-you = If you did change the email, you need not do anything: close the page.
link-disavow-lead = Then let us secure your account.
link-disavow-was-you = If you did make the change, you need not do anything: close the page.
link-disavow-send = Secure my account
link-go-to-addresses = Go to your addresses
link-choose-another = Choose another password
link-cut-what = Copy all of it from the email and paste it here.
link-cut-field = Link from the email
link-confirmed = The address is linked to your account.
link-confirmed-what = We have notified the previous addresses and closed the sessions open on other devices.
link-secured = We have closed all sessions and cancelled the pending changes and the links already sent.
link-secured-kept-html = We have not restored the previous email, because the administration has meanwhile assigned or removed the institutional email: the addresses in use are on the page <a href="/area/email">Email</a>.
link-secured-next = What you have to do now
link-secured-password-html = <strong>Choose another password at once</strong>: until you do, whoever knows the current one can choose one before you. If you remember it, <a href="/accedi">log in</a>; if you do not remember it or it has been changed, <a href="/recupera/password">reset it</a>. MI accounts reset it through the <a href="/recupera/utenza-mi">SIDI portal or the security officer</a>.
link-secured-undo = If you also received the email “{ mail-title-email-changed }” and did not change it yourself, open its link: it restores the previous address.
link-secured-mailbox = Make sure that nobody else can read your mailbox.
link-securing = When you press the button:
link-securing-sessions = we close all open sessions
link-securing-changes = we cancel the pending changes and the links already sent
link-securing-password = at the next login we ask you to choose another password
link-cut = The link is incomplete
link-open = Open the link in the email
link-confirmed-title = Email confirmed
link-confirmed-before = The email was already confirmed
link-undone-title = We have restored the previous email
link-secured-title = We have secured your account
link-secured-before = We had already secured your account
link-expired = The link has expired
link-expired-confirm = For security it is valid for { $life }. Your addresses have not changed: if you still want to use the new one, ask for it again from the page Email.
link-expired-other = For security it is valid for { $life }. If somebody else has used your account, choose a new password at once and ask for support.
link-newer = There is a more recent email
link-newer-what = You asked for a more recent email: use the link of the last one ({ $at }).
link-suspended = This account is suspended
link-suspended-what = As long as it is suspended its addresses cannot be changed: ask the security officer or support.
link-void = The link is no longer valid
link-void-confirm = The change was cancelled, or meanwhile a new password was chosen. The addresses have not changed: if you still want to use the new one, ask for it again from the page Email.
link-void-undo = The change has already been undone from another address of the same account. If you did not expect that, ask for support.
link-void-disavow = Meanwhile the account has changed. If somebody else has used it, choose a new password at once and ask for support.
