### Activation: where the mailed link leads.

activation-code = Code or link from the email
activation-code-hint = The code has 8 characters, for example ABCD-2345. You can also paste the whole link.
activation-send = Activate the account
activation-opened-chosen = We have sent you a second email with your username. The password is the one you chose.
activation-opened-mailed = We have sent you a second email with your username and a temporary password.
activation-opened-missing-html = The email does not arrive? <a href="/recupera/attivazione">Have it sent again</a>
activation-already-active = You can log in with the username that we emailed you.
activation-expired = For security it is valid for { $link_life }. The data you entered are still here: ask for a new link.
activation-renew = Send a new link
activation-gone = This registration is no longer valid: data that you do not activate stay for { $pending_life }, then we delete them. You can start again.
activation-gone-has-account = Already have an account? Log in
activation-taken = Another account has already been activated with the same codice fiscale.
activation-taken-next-html = If you activated it yourself, log in. If it was not you, ask for <a href="/assistenza">support</a>.
activation-renewed = Open your mailbox: the previous link no longer works.
activation-renewed-wait-html = The email may take a few minutes. Check your spam folder too: the sender is <strong>{ $mail_from }</strong>.
activation-not-renewed-html = We have already sent you the link several times: ask for <a href="/assistenza">support</a>.
activation-opened = Account activated
activation-active = The account is already active
activation-link-expired = The link has expired
activation-link-renewed = We have sent you a new link
activation-link-not-renewed = We cannot send you any more links
activation-over = The registration is no longer valid
activation-exists = The account already exists
activation-newer = There is a more recent email
activation-code-what = Enter the code that is in the email, or paste its link here.
activation-cut = The link is incomplete
activation-cut-what = Copy all of it from the email, or paste it here.
activation-whose = You are activating the account of { $given }… { $family }…
