### From a forgotten password or username back in.

recovery-title = Trouble logging in
recovery-activation-what = Enter the codice fiscale and the email that you registered with: we send you again the email that you are waiting for.
recovery-code-hint = 16 characters, as on your health card
recovery-send = Send the email
recovery-ask-another = Ask for another link
recovery-done = You have a new password
recovery-done-what = We have closed the open sessions and sent you an email to confirm it.
recovery-username-what = Enter your codice fiscale: if there is an account, we send the username to its email addresses.
recovery-password-what = Enter your username or codice fiscale: if there is an account, we send its email addresses a link to choose a new password.
recovery-mailbox-lost = Can you no longer open your mailbox?
recovery-mailbox-lost-short = Lost mailbox
recovery-mailbox-lost-lead = For security, instructions go only to addresses that are already confirmed: they cannot be changed from here.
recovery-what-to-do = What you can do
recovery-mailbox-lost-log-in-html = If you remember the password, <a href="/accedi">log in</a> and change the email in your reserved area.
recovery-mailbox-lost-other = If the account has two addresses, for example an institutional one, look for the email in the other mailbox too: we send it to both.
recovery-mailbox-lost-provider = Ask the provider of the mailbox to reopen it.
recovery-mailbox-lost-support-html = If none of this is possible, ask <a href="/assistenza">support</a> or the security officer: bring an identity document, it serves to verify that the account is yours.
recovery-go-back = Go back
recovery-mi-title = The password of MI accounts
recovery-mi-short = MI account
recovery-mi = The password of MI accounts is reset elsewhere
recovery-mi-lead = MI accounts also serve for the workstation, the @istruzione.it mailbox and SIDI: for security the password is reset only through internal channels.
recovery-mi-portal-html = Reset it in the <strong>SIDI portal</strong>.
recovery-mi-referente-html = If you cannot, ask the <strong>security officer</strong> of your office or school: bring an identity document; it is usually done the same day.
recovery-mi-change-html = If you remember it, or once you are back in, you can change it <a href="/accedi">after logging in</a>.
recovery-mi-not-html = You do not have an MI account? <a href="/recupera">Go back</a>
recovery-new-password = Choose the new password
recovery-new-password-what = When you save it, we close all open sessions: then log in with the new password.
recovery-sent = If the data match an account, you will receive an email with instructions at the registered addresses.
recovery-sent-missing-html = Nothing arrives? Check your spam folder (the sender is <strong>{ $mail_from }</strong>), or <a href="/recupera">try again in 5 minutes</a>. <a href="/recupera/email-persa">Can you no longer open that mailbox?</a>
recovery-sent-not-active-html = If you have not activated the account yet, ask again for <a href="/recupera/attivazione">the activation email</a>.
recovery-sent-back = Back to login
recovery-ways = What have you forgotten?
recovery-ways-username = My username
recovery-ways-username-what = We send it by email: you need your codice fiscale.
recovery-ways-password = My password
recovery-ways-password-what = We send you a link to choose a new one.
recovery-ways-activation = I have not received the activation email
recovery-ways-activation-what = We send you the activation link again, or a new temporary password if you have not logged in yet.
recovery-ways-other = Other problems
recovery-ways-mi = I have an MI account
recovery-ways-mailbox = I can no longer open my mailbox
recovery-ways-else = I have another problem
recovery-cut = The link is incomplete
recovery-cut-what = Open the email “{ mail-title-reset }” again and copy the whole link into the address bar.
recovery-used = The link has already been used
recovery-used-what = A new password was chosen with this link ({ $at }). If that was not you, open the email “{ mail-title-password-changed }” and follow its instructions.
recovery-expired = The link has expired
recovery-expired-what = The link for the new password is valid for { $life } and has expired. Your password has not changed.
recovery-newer = There is a more recent email
recovery-newer-what = You asked for a more recent email: use the link of the last one ({ $at }).
recovery-void = The link is no longer valid
recovery-void-what = After this email the password or an address of your account changed: for security the earlier links no longer work.
recovery-suspended = The account is suspended
recovery-suspended-what = As long as it is suspended, the password cannot be reset. Ask the security officer or support.
