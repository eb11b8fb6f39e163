### What has just happened, after a form.

notice-start-here = Start here to register
notice-data-first = Complete this step before you continue
notice-mailed-again = We have sent you another email: the previous link no longer works
notice-too-soon = You asked for the email a short time ago. Try again shortly
notice-too-many-mails = You have asked for the email too many times: ask for support, or start the registration again
notice-mailed-elsewhere = We have corrected the address and sent another email: the previous link no longer works
notice-logged-out = You have logged out
notice-session-over = The session has expired. Log in again
notice-password-saved = Password saved
notice-password-chosen-before = You had already chosen your password: we have not changed it again
notice-one-time-renewed = We have sent you another temporary password: open your mailbox and use that one
notice-changed-elsewhere = The password has just been changed from elsewhere. Log in again
notice-contacts-changed = You have updated your contact details
notice-language-chosen = You have chosen the language of emails and pages
notice-nothing-changed = You have not changed anything
notice-password-changed = You have changed the password: the other sessions were closed
notice-session-closed = You have closed the chosen session
notice-others-closed = You have closed all other sessions
notice-form-kept = The session has expired. Log in again: we have kept what you had written
notice-form-back = The session had expired: we have kept what you had written. Check and confirm
notice-deletion-asked = You have asked for the account to be deleted: we answer you within one month
notice-deletion-withdrawn = You have withdrawn the request: the account stays as it is
notice-just-changed = Your account has just been changed from elsewhere: check and try again
notice-email-given-up = You have cancelled the change: the previous addresses stay valid
