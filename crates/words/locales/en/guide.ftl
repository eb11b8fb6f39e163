### The guide. Spans of time come from the configuration: `$link` such as "24 ore"; `$length` is a number.

guide-title = Guide
guide-lead-html = What to do, step by step. If something does not work, write to <a href="/assistenza">support</a>.
guide-all = The whole guide
guide-registration = How to register
guide-registration-lead = It takes about 5 minutes. The account is personal: one for each codice fiscale.
guide-registration-needs = What you need
guide-registration-needs-code = Your codice fiscale, as it stands on the tessera sanitaria
guide-registration-needs-mailbox = A mailbox that you open often, not a PEC
guide-steps = The steps
guide-registration-step-1-html = <a href="/registrazione">Begin the registration</a> and enter the codice fiscale.
guide-registration-step-2 = Enter your given name and family name as on the tessera sanitaria, and the email address.
guide-registration-step-3 = Check the summary and confirm: until you do, the registration does not start.
guide-registration-step-4 = Open the email that we send you and choose “{ activation-send }”. The link is good for { $link }; the same email has a code to enter, if the link does not open.
guide-registration-step-5 = You receive a second email with the username and the temporary password.
guide-registration-stopped = If you stop half-way
guide-registration-stopped-what-html = Go back to the <a href="/registrazione">registration</a> with the same browser: you go on where you were. After you confirm, we keep the data for { $pending }; if you do not activate the account we delete them, and you can begin again.
guide-registration-differs = If name and codice fiscale do not seem to agree
guide-registration-differs-what-html = We tell you and ask you to check again. If they are written as on the tessera sanitaria you can confirm and go on: what counts is the code that was assigned to you. Read, too, <a href="/guida/codice-fiscale">how the codice fiscale is made</a>.
guide-first = The first login
guide-first-lead = With the second email you log in and choose your password.
guide-first-step-1-html = Open the page <a href="/accedi">Log in</a>.
guide-first-step-2 = Enter the username, or the codice fiscale, and the temporary password. Copy it from the email: it has no spaces.
guide-first-step-3 = Choose your password. From then on, only that one counts.
guide-first-expired = If the temporary password has expired
guide-first-expired-what-html = It is good for { $one_time } and works once. If it has expired, enter it all the same: the page offers to send you another one. If you cannot find it any more, <a href="/recupera/attivazione">have it sent again</a>.
guide-data = Changing your data
guide-data-lead-html = Everything is done in the <a href="/area">personal area</a>. We tell you of every change by email.
guide-data-contacts = Mobile telephone and domicile
guide-data-contacts-what-html = Under <a href="/area/recapiti">Change of contact details</a>: before you confirm you see what changes.
guide-data-email = Email
guide-data-email-what-html = Under <a href="/area/email">Email</a>: enter the new address and the password. The new address counts when you open the link that we send there; until then the former one does. From the former address you can undo the change for { $undo }.
guide-data-institutional = If you have a mailbox @istruzione.it or @posta.istruzione.it, we write to you there: it is your reference address until the administration takes it back.
guide-data-language = Language
guide-data-language-what-html = Under <a href="/area/dati-personali">Your personal data</a> you choose the language of the emails.
guide-data-fixed = Given name, family name and codice fiscale
guide-data-fixed-what-html = They are not changed here: write to <a href="/assistenza">support</a>.
guide-password = The password
guide-password-lead = One password for this service and for those linked to it.
guide-password-good = How to choose it
guide-password-good-length = At least { $length } characters (for MI accounts at least { $mi_length }, with a digit, an upper-case and a lower-case letter). A few words that have nothing to do with each other are fine.
guide-password-good-words = Do not use your name, the username, the codice fiscale or the name of the service.
guide-password-good-known = Passwords that are very common, or were stolen elsewhere, are not accepted.
guide-password-change = Changing it
guide-password-change-what-html = Under <a href="/area/password">Change password</a>. Your other sessions are closed and the new password goes to the linked services: under <a href="/area/servizi">Services</a> you see how far each of them is.
guide-password-forgotten = If you have forgotten it
guide-password-forgotten-what-html = Open <a href="/recupera/password">Forgotten your password?</a>: we send you a link that is good for { $reset }. For MI accounts there is another way: <a href="/guida/utenze-mi">read how</a>.
guide-password-wrong = If you get it wrong several times
guide-password-wrong-what = After a few wrong attempts in a row you have to wait a little, and the page says how long. Nobody can lock you out, by getting it wrong, of the device from which you usually log in.
guide-mail = The email does not arrive
guide-mail-lead = Usually it arrives within a few minutes. Try this, in this order.
guide-mail-step-1-html = Look into your junk mail: the sender is <strong>{ $mail_from }</strong>.
guide-mail-step-2-html = Wait a few minutes, then <a href="/recupera/attivazione">have it sent again</a>. Only the last one that you receive counts.
guide-mail-step-3-html = Did you mistype the address? <a href="/registrazione">Go on with the registration</a> in the same browser and correct it.
guide-mail-step-4 = Is the mailbox full, or a PEC? Make room, or use another one.
guide-mail-lost = If you cannot open that mailbox any more
guide-mail-lost-what-html = Read what to do when you <a href="/recupera/email-persa">no longer have access to the mailbox</a>.
guide-mi = MI accounts
guide-mi-lead = These are the accounts of the ministry's staff: the username is MI and five digits, and comes from SIDI.
guide-mi-change-html = If you remember the password, <a href="/accedi">log in</a> and change it under “Change password”: it also opens your workstation, the mailbox @istruzione.it and SIDI.
guide-mi-forgotten = If you do not remember it
guide-mi-forgotten-what-html = It is not reset from here. Use Portale SIDI, or ask the security officer of your office or school: bring an identity document. <a href="/recupera/utenza-mi">All ways</a>.
guide-code = The codice fiscale
guide-code-lead = It has 16 characters and stands on the tessera sanitaria. You can write it with or without spaces, in upper or lower case.
guide-code-parts = How it is made
guide-code-parts-names = The first six letters come from the family name and the given name.
guide-code-parts-birth = Then year, month and day of birth; for women the day is raised by 40.
guide-code-parts-place = Then the code of the comune, or of the state if you were born abroad, as it was then.
guide-code-parts-check = The last letter checks the others: if you get one wrong, we notice.
guide-code-homonyms = Letters instead of some digits: omocodia
guide-code-homonyms-what = When two people would have the same code, the Agenzia delle Entrate changes some digits of one of them into letters. It is a valid code: write it exactly as it stands on your card. Two codes that differ in this way belong to two different people.
guide-code-provisional = Eleven digits
guide-code-provisional-what = That is a provisional code: to register you need the definitive one of 16 characters. Ask the Agenzia delle Entrate for it.
guide-faq = Frequently asked questions
guide-faq-lead-html = The answers in short; all the steps are in the <a href="/guida">guide</a>.
guide-faq-username = I do not remember my username
guide-faq-username-what-html = You can log in with the codice fiscale, too. Or <a href="/recupera/username">have it sent by email</a>.
guide-faq-held = It says that I already have an account
guide-faq-held-what-html = The email that you received has your username: <a href="/accedi">log in</a> with it. If you do not remember the password, <a href="/recupera/password">choose another one</a>.
guide-faq-link = The link in the email does not work
guide-faq-link-what-html = Every link works once, and only the last one that you asked for counts. If it was cut, <a href="/attiva">enter the code</a> that stands in the same email.
guide-faq-signed-out = Why do I have to log in again?
guide-faq-signed-out-what = After { $idle } without doing anything we close the session, to be safe. If you were filling in a form, you find it again after logging in.
guide-faq-not-me = I was told of a change that I did not make
guide-faq-not-me-what = Open the link in that email and confirm: we close all sessions and stop the changes that are waiting. Then choose a new password.
guide-faq-deletion = How do I delete the account?
guide-faq-deletion-what-html = Ask for it under <a href="/area/dati-personali/cancellazione">Your personal data</a>: we reply within a month.
guide-map = Map of the site
guide-map-enter = Entering
guide-map-recover = Recovering access
guide-map-help = Help
