### Registration.

registration-title = Registration
registration-mailed-html = We have sent a message to <strong>{ $email }</strong>.
registration-mailed-deadline = To activate the account, open the link in it: it is valid until { $deadline }.
registration-next = Next steps
registration-next-open = Open your mailbox
registration-next-activate = Choose “{ activation-send }”
registration-next-log-in = Log in with the username that we send you
registration-next-credential = Receive your username and a temporary password
registration-next-change = Log in and choose your password
registration-other-device-html = You can close this page. If you read your mail on another device, you can <a href="/attiva">enter here the code</a> that is in the email.
registration-resend-wait = You can ask for it again in { $wait }.
registration-resend-never-html = We have already sent it several times: if you still cannot find it, ask for <a href="/assistenza">support</a>.
registration-correct = Correct the address
registration-correct-what = We send a new link to the new address. The previous one stops working.
registration-correct-send = Confirm the new address
registration-closed-title = Registrations closed
registration-closed = Registrations are closed
registration-closed-what = If you already have an account you can log in as usual.
registration-code-title = Codice fiscale (step 1 of 3)
registration-code-heading = 1 of 3 – Codice fiscale
registration-code-hint = 16 characters, as on your health card. For example RSSMRA80A01H501U. Codes with letters in place of digits are fine too (omocodia).
registration-has-account-html = Already have an account? <a href="/accedi">Log in</a>
registration-over-title = Registration completed
registration-over = Registration already completed
registration-over-what = The account is active: log in with the username that we emailed you.
registration-person-title = Personal data (step 2 of 3)
registration-person-heading = 2 of 3 – Personal data
registration-person-required = Fields with an asterisk (*) are required. You can check everything again before you confirm.
registration-person-from-code = From your codice fiscale
registration-person-correct-code = Something is wrong? Correct the codice fiscale
registration-person-renamed = Has your place of birth changed its name or province? That is normal: we show the municipality or country as it was when you were born.
registration-person-names-differ = First name and surname do not seem to match the codice fiscale. Compare them with your health card.
registration-person-too-young = You must be at least { $min_age } years old to register. Compare the codice fiscale with your health card.
registration-person-confirm = I confirm: they are written as on the health card
registration-person-given-name-hint = As on your health card, including any second name
registration-person-family-name-hint = As on your health card
registration-person-birth-year = Year of birth
registration-person-birth-place-hint = The municipality or country where you were born, as on your health card
registration-person-email-hint = We send the link that activates the account here. Use a mailbox that you open often, not a PEC address
registration-person-terms-html = Read the <a href="/condizioni" target="_blank">general terms of the service<span class="visually-hidden"> (opens in a new tab)</span></a>.
registration-person-privacy-html = We use your data only to give you an account and to notify you of what concerns it; we keep them as long as the account exists. The controller is { $organisation }. Read the <a href="/privacy" target="_blank">privacy notice<span class="visually-hidden"> (opens in a new tab)</span></a>.
registration-summary-title = Summary (step 3 of 3)
registration-summary-heading = 3 of 3 – Summary
registration-summary-declaration = The information you have given counts as a declaration. Check that it is right.
registration-summary-the-data = the personal data
registration-summary-contacts = Contact details
registration-summary-the-contacts = the contact details
registration-summary-mailbox-html = We will write to <strong>{ $email }</strong>
registration-summary-not-yet = The registration does not start until you confirm.
registration-summary-send = Confirm and register
registration-waiting = Registration in progress
registration-in-progress-html = <strong>You have a registration in progress.</strong> You can resume where you were, or start again: what you had written is then lost.
registration-resume = Resume
registration-summary-step = Summary
registration-step-done = completed
registration-born-either = { $first } or { $second }
registration-place-ceased = { $place } (another country today)
registration-place-unknown = Not in our list: write it below
