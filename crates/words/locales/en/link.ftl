### Links of mails about changes.

link-confirm = Confirm the email
link-undo = Restore the previous email
link-disavow = Did you not make this change?
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
link-secured-next = What you have to do now
link-secured-password-html = <strong>Choose another password at once</strong>: until you do, whoever knows the current one can choose one before you. If you remember it, <a href="/accedi">log in</a>; if you do not remember it or it has been changed, <a href="/recupera/password">reset it</a>. MI accounts reset it through the <a href="/recupera/utenza-mi">SIDI portal or the security officer</a>.
link-secured-undo = If you also received the email “Your email has changed” and did not change it yourself, open its link: it restores the previous address.
link-secured-mailbox = Make sure that nobody else can read your mailbox.
link-securing = When you press the button:
link-securing-sessions = we close all open sessions
link-securing-changes = we cancel the pending changes and the links already sent
link-securing-password = at the next login we ask you to choose another password
