### The guide. Spans of time come from the configuration: `$link` such as "24 ore"; `$length` is a number.

guide-title = Guide
guide-lead-html = What to do, step by step. If something does not work, write to <a href="/assistenza">support</a>.
guide-all = The whole guide
guide-registration = How to register
guide-registration-lead = It takes about 5 minutes. The account is personal: one for each codice fiscale.
guide-registration-needs = What you need
guide-registration-needs-code = Your codice fiscale, as it is on your health card
guide-registration-needs-mailbox = A mailbox that you open often, not a PEC address
guide-steps = The steps
guide-registration-step-1-html = <a href="/registrazione">Start the registration</a>: enter the codice fiscale and tick “{ captcha-human }”.
guide-registration-step-2 = Enter first name and surname as on your health card, and your email address. Accept the terms and confirm that you have read the privacy notice.
guide-registration-step-3 = Check the summary and choose “{ registration-summary-send }”: until you do, the registration does not start.
guide-registration-step-4 = Open the email that we send you and choose “{ activation-send }”. The link is valid for { $link }; the same email has a code to enter if the link does not open.
guide-registration-step-5 = You receive a second email with your username and a temporary password.
guide-registration-step-5-chosen = Choose your password. You receive a second email with your username.
guide-registration-stopped = If you stop half-way
guide-registration-stopped-what-html = Go back to the <a href="/registrazione">registration</a> in the same browser: you resume where you were. After you confirm, we keep the data for { $pending }; if you do not activate the account we delete them, and you can start again.
guide-registration-differs = If name and codice fiscale do not seem to agree
guide-registration-differs-what-html = We tell you and ask you to check again. If they are written as on your health card you can confirm and continue: what counts is the code that was assigned to you. See also <a href="/guida/codice-fiscale">how the codice fiscale is made up</a>.
guide-first = The first login
guide-first-lead = With the second email you log in and choose your password.
guide-first-lead-chosen = With the temporary password that we sent you, you log in and choose your own.
guide-first-step-1-html = Open the page <a href="/accedi">Log in</a>.
guide-first-step-2 = Enter the username, or the codice fiscale, and the temporary password: copy it from the email, without spaces. Then choose “{ login-send }”.
guide-first-step-3 = Enter the temporary password again, then your new one, and choose “{ credential-save }”. From then on, only the new one counts.
guide-first-expired = If the temporary password has expired
guide-first-expired-what-html = It is valid for { $one_time } and works only once. If it has expired, enter it all the same: the page offers to send you another. If you cannot find it any more, <a href="/recupera/attivazione">have it sent again</a>.
guide-data = Changing your data
guide-data-lead-html = Everything is done in the <a href="/area">reserved area</a>. When contact details, email or password change, we tell you by email.
guide-data-contacts = Mobile number and domicile
guide-data-contacts-what-html = Under <a href="/area/recapiti">{ area-contacts }</a>: before you confirm you see what changes.
guide-data-email = Email
guide-data-email-what-html = Under <a href="/area/email">Email</a>: enter the new address and the password. The new address counts once you open the link that we send there and confirm; until then the previous one does. With the link that we send to the previous address you can undo the change for { $undo }.
guide-data-institutional = If you have a mailbox @istruzione.it or @posta.istruzione.it, we write to you there: it is your reference address until the administration withdraws it.
guide-data-language = Language
guide-data-language-what-html = Under <a href="/area/dati-personali">Your personal data</a> you choose the language of emails and pages.
guide-data-fixed = First name, surname and codice fiscale
guide-data-fixed-what-html = They cannot be changed here: write to <a href="/assistenza">support</a>.
guide-password = The password
guide-password-lead = One password for this service and for those linked to it.
guide-password-good = How to choose it
guide-password-good-length = At least { $length } characters (for MI accounts at least { $mi_length }, with a digit, a capital letter and a small letter). A few words that have nothing to do with each other are fine.
guide-password-good-words = Do not use your name, the username, the codice fiscale or the name of the service.
guide-password-good-known = Passwords that are very common, or were stolen elsewhere, are not accepted.
guide-password-change = Changing it
guide-password-change-what-html = Under <a href="/area/password">{ area-password }</a>. Your other sessions close: on your other devices you will have to log in again.
guide-password-services-html = The new password goes to the linked services: under <a href="/area/servizi">{ area-services }</a> you see how far each of them is.
guide-password-forgotten = If you have forgotten it
guide-password-forgotten-what-html = Open <a href="/recupera/password">{ login-forgot-password }</a>: we send you a link that is valid for { $reset }. For MI accounts there is another way: <a href="/guida/utenze-mi">read how</a>.
guide-password-wrong = If you get it wrong several times
guide-password-wrong-what = After a few wrong attempts in a row you have to wait a little, and the page says how long. Nobody can lock you out of the device that you usually log in from.
guide-mail = The email does not arrive
guide-mail-lead = It usually arrives within a few minutes. Try these steps in order.
guide-mail-step-1-html = Check your spam folder: the sender is <strong>{ $mail_from }</strong>.
guide-mail-step-2-html = Wait a few minutes, then <a href="/recupera/attivazione">have it sent again</a>. Are you waiting for the link for a new password? <a href="/recupera/password">Ask for it again</a>. Only the last email that you receive counts.
guide-mail-step-3-html = Did you mistype the address? <a href="/registrazione">Resume the registration</a> in the same browser and correct it.
guide-mail-step-4 = Is the mailbox full, or a PEC address? Make room, or use another one.
guide-mail-lost = If you cannot open that mailbox any more
guide-mail-lost-what-html = Read what to do when you <a href="/recupera/email-persa">no longer have access to the mailbox</a>.
guide-mi = MI accounts
guide-mi-lead = These are the accounts of the Ministry's staff: the username is MI followed by five digits, and comes from SIDI.
guide-mi-change-html = If you remember the password, <a href="/accedi">log in</a> and change it under “{ area-password }”: it also opens your workstation, the @istruzione.it mailbox and SIDI.
guide-mi-forgotten = If you do not remember it
guide-mi-forgotten-what-html = It is not reset from here. Use the SIDI portal, or ask the security officer of your office or school: bring an identity document. <a href="/recupera/utenza-mi">What you can do</a>.
guide-code = The codice fiscale
guide-code-lead = It has 16 characters and is on your health card. You can write it with or without spaces, in capital or small letters.
guide-code-parts = How it is made up
guide-code-parts-names = The first six letters come from the surname and the first name.
guide-code-parts-birth = Then the year, the month and the day of birth; for women the day is increased by 40.
guide-code-parts-place = Then the code of the municipality, or of the country if you were born abroad, as it was then.
guide-code-parts-check = The last letter checks the others: if you get one wrong, we notice.
guide-code-homonyms = Letters instead of some digits: omocodia
guide-code-homonyms-what = When two people would have the same code, the Agenzia delle Entrate (the tax office) changes some digits of one of them into letters. It is a valid code: write it exactly as it is on your card. Two codes that differ in this way belong to two different people.
guide-code-provisional = Eleven digits
guide-code-provisional-what = That is a provisional code: to register you need the final one of 16 characters. Ask the Agenzia delle Entrate (the tax office) for it.
guide-faq = Frequently asked questions
guide-faq-lead-html = The answers in brief; all the steps are in the <a href="/guida">guide</a>.
guide-faq-username = I do not remember my username
guide-faq-username-what-html = You can also log in with your codice fiscale. Or <a href="/recupera/username">have it sent by email</a>.
guide-faq-held = It says that I already have an account
guide-faq-held-what-html = The email that you received contains your username: <a href="/accedi">log in</a> with it. If you do not remember the password, <a href="/recupera/password">choose another one</a>.
guide-faq-link = The link in the email does not work
guide-faq-link-what-html = Every link works only once, and only the last one that you asked for counts. If it was cut, <a href="/attiva">enter the code</a> that is in the same email.
guide-faq-signed-out = Why do I have to log in again?
guide-faq-signed-out-what = After { $idle } without activity we close the session, for security. If you were filling in a form, you find it again after logging in.
guide-faq-not-me = I received a notice of a change that I did not make
guide-faq-not-me-what = Open the link in that email and confirm: we close all sessions and stop the changes that are waiting. Then choose a new password.
guide-faq-deletion = How do I delete the account?
guide-faq-deletion-what-html = Ask for it under <a href="/area/dati-personali/cancellazione">Your personal data</a>: we reply within a month.
guide-map = Site map
guide-map-enter = Log in and register
guide-map-recover = Recover access
guide-map-help = Help
