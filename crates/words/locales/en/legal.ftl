### Legal pages, cookies, accessibility, support.

legal-accessibility = Accessibility statement
legal-accessibility-promise = { $organisation } is committed to making this service accessible, under Italian Law no. 4 of 9 January 2004 and standard EN 301 549 (WCAG 2.1, level AA).
legal-accessibility-how = How it is made
legal-accessibility-keyboard = Every page works without JavaScript and with the keyboard alone.
legal-accessibility-errors = Every error is written next to its field and in a summary at the top of the page.
legal-accessibility-captcha = Instead of “I am not a robot” you can answer a written question: there are no images or sounds to recognise.
legal-accessibility-report = Report a problem
legal-accessibility-report-how-html = If something is not accessible, write to <a href="/assistenza">support</a>: say which page it is and what you cannot do.
legal-support-address-html = { $organisation } answers here: <a href="{ $address }">{ $assistance }</a>
legal-support-what = Write what you were doing and, if the page showed one, the code for support. Never write your password: nobody will ask you for it.
legal-support-before = Before you write
legal-support-mail-html = The email does not arrive? Check your spam folder (the sender is <strong>{ $mail_from }</strong>), then <a href="/recupera/attivazione">have it sent again</a>.
legal-support-link-html = The link does not work? <a href="/attiva">Enter the code</a> that is in the same email.
legal-support-address-wrong-html = Did you mistype your email address? <a href="/registrazione">Resume the registration</a> and correct it.
legal-cookies = Cookies
legal-cookies-what = We only use technical cookies that the service needs to work: that is why we do not ask for your consent. None of them tracks you, and none comes from other sites.
legal-cookies-draft-html = <code>__Host-bozza</code> ties the registration in progress to this browser. It lasts 72 hours.
legal-cookies-activation-html = <code>__Host-attivazione</code> remembers the activation link that you opened. It lasts 15 minutes.
legal-cookies-links-html = <code>__Host-conferma-email</code>, <code>__Host-annulla-email</code> and <code>__Host-non-sono-stato-io</code> remember the link that you opened from one of our emails. They last 15 minutes.
legal-cookies-reset-html = <code>__Host-nuova-password</code> remembers the link for the new password that you opened. It lasts 60 minutes.
legal-cookies-renewal-html = <code>__Host-rinnovo</code> remembers that your temporary password was right but had expired, so that we can send you another. It lasts 15 minutes.
legal-cookies-session-html = <code>__Host-sessione</code> recognises you after you log in. It lasts until you log out or close the browser.
legal-cookies-form-html = <code>__Host-modulo</code> finds what you had written if the session ends while you send a form. It lasts 15 minutes.
legal-cookies-device-html = <code>__Host-dispositivo</code> remembers that you have logged in from this device before, so that attempts by strangers cannot lock you out. It holds no personal data and by itself lets nobody in. It lasts 400 days.
legal-cookies-language-html = <code>__Host-lingua</code> remembers the language that you chose. It lasts 400 days.
legal-notes = Legal notices
legal-notes-who = { $service_name } is a service of { $organisation }.
legal-notes-contents = Contents
legal-notes-contents-what = The texts of these pages may be reused if the source is cited, unless stated otherwise.
legal-notes-places = Data on places
legal-notes-places-what-html = The names of municipalities and countries come from the archive of the Italian national population register, Ministry of the Interior, licence <a href="https://creativecommons.org/licenses/by/4.0/deed.it">CC BY 4.0</a>.
legal-notes-liability = Liability
legal-notes-liability-what-html = We keep the service available and up to date. If you find a mistake, tell <a href="/assistenza">support</a>.
legal-version = Version { $version }
legal-terms = General terms of the service
legal-privacy = Privacy notice
legal-translation = This is a translation: the Italian text is the one that counts.
