### Legal pages, cookies, accessibility, support.

legal-accessibility = Dichiarazione di accessibilità
legal-accessibility-promise = { $organisation } si impegna a rendere accessibile questo servizio, secondo la legge 9 gennaio 2004, n. 4, e la norma EN 301 549 (WCAG 2.1, livello AA).
legal-accessibility-how = Come è fatto
legal-accessibility-keyboard = Tutte le pagine funzionano senza JavaScript e con la sola tastiera.
legal-accessibility-errors = Ogni errore è scritto accanto al campo e in un riepilogo all'inizio della pagina.
legal-accessibility-captcha = Al posto di «Non sono un robot» puoi rispondere a una domanda scritta: nessuna immagine e nessun suono da riconoscere.
legal-accessibility-report = Segnala un problema
legal-accessibility-report-how-html = Se qualcosa non è accessibile, scrivi all'<a href="/assistenza">assistenza</a>: indica la pagina e che cosa non riesci a fare.
legal-support-address-html = { $organisation } risponde qui: <a href="{ $address }">{ $assistance }</a>
legal-support-what = Scrivi che cosa stavi facendo e, se la pagina lo mostrava, il codice per l'assistenza. Non scrivere mai la password: nessuno te la chiederà.
legal-support-before = Prima di scrivere
legal-support-mail-html = L'email non arriva? Controlla la posta indesiderata (il mittente è <strong>{ $mail_from }</strong>), poi <a href="/recupera/attivazione">fattela mandare di nuovo</a>.
legal-support-link-html = Il link non funziona? <a href="/attiva">Scrivi il codice</a> che trovi nella stessa email.
legal-support-address-wrong-html = Hai sbagliato a scrivere l'indirizzo email? <a href="/registrazione">Riprendi la registrazione</a> e correggilo.
legal-cookies = Cookie
legal-cookies-what = Usiamo solo cookie tecnici, necessari al funzionamento: per questo non ti chiediamo un consenso. Nessun cookie serve a seguirti e nessuno viene da altri siti.
legal-cookies-draft-html = <code>__Host-bozza</code> lega la registrazione in corso a questo browser. Dura 72 ore.
legal-cookies-activation-html = <code>__Host-attivazione</code> ricorda il link di attivazione che hai aperto. Dura 15 minuti.
legal-cookies-links-html = <code>__Host-conferma-email</code>, <code>__Host-annulla-email</code> e <code>__Host-non-sono-stato-io</code> ricordano il link che hai aperto da una nostra email. Durano 15 minuti.
legal-cookies-reset-html = <code>__Host-nuova-password</code> ricorda il link per la nuova password che hai aperto. Dura 60 minuti.
legal-cookies-renewal-html = <code>__Host-rinnovo</code> ricorda che la tua password temporanea era giusta ma scaduta, per mandartene un'altra. Dura 15 minuti.
legal-cookies-session-html = <code>__Host-sessione</code> ti riconosce dopo l'accesso. Dura finché non esci o chiudi il browser.
legal-cookies-form-html = <code>__Host-modulo</code> ritrova quello che avevi scritto se la sessione scade mentre invii un modulo. Dura 15 minuti.
legal-cookies-device-html = <code>__Host-dispositivo</code> ricorda che da questo dispositivo hai già fatto l'accesso: così i tentativi di estranei non possono bloccarti. Non contiene dati personali e da solo non fa entrare nessuno. Dura 400 giorni.
legal-cookies-language-html = <code>__Host-lingua</code> ricorda la lingua che hai scelto. Dura 400 giorni.
legal-notes = Note legali
legal-notes-who = { $service_name } è un servizio di { $organisation }.
legal-notes-contents = Contenuti
legal-notes-contents-what = I testi di queste pagine si possono riusare citando la fonte, se non è indicato altro.
legal-notes-places = Dati sui luoghi
legal-notes-places-what-html = I nomi di Comuni e Stati vengono dall'archivio dell'Anagrafe nazionale della popolazione residente, Ministero dell'Interno, con licenza <a href="https://creativecommons.org/licenses/by/4.0/deed.it">CC BY 4.0</a>.
legal-notes-liability = Responsabilità
legal-notes-liability-what-html = Teniamo il servizio disponibile e aggiornato. Se trovi un errore, segnalalo all'<a href="/assistenza">assistenza</a>.
legal-version = Versione { $version }
legal-terms = Condizioni generali del servizio
legal-privacy = Informativa sulla privacy
legal-translation = Questa è una traduzione: fa fede il testo italiano.
