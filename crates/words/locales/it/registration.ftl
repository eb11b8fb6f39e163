### Registration.

registration-title = Registrazione
registration-mailed-html = Abbiamo mandato un messaggio a <strong>{ $email }</strong>.
registration-mailed-deadline = Per attivare l'utenza apri il link che contiene: vale fino { $deadline }.
registration-next = Prossimi passi
registration-next-open = Apri la posta
registration-next-activate = Scegli «{ activation-send }»
registration-next-log-in = Accedi con l'username che ti mandiamo
registration-next-credential = Ricevi username e password temporanea
registration-next-change = Accedi e scegli la tua password
registration-other-device-html = Puoi chiudere questa pagina. Se leggi la posta su un altro dispositivo, puoi <a href="/attiva">scrivere qui il codice</a> che trovi nell'email.
registration-resend-wait = Potrai chiederla di nuovo tra { $wait }.
registration-resend-never-html = Te l'abbiamo già mandata più volte: se ancora non la trovi, chiedi <a href="/assistenza">assistenza</a>.
registration-correct = Correggi l'indirizzo
registration-correct-what = Ti mandiamo un nuovo link al nuovo indirizzo. Quello di prima smette di funzionare.
registration-correct-send = Conferma il nuovo indirizzo
registration-closed-title = Registrazioni chiuse
registration-closed = Le registrazioni sono chiuse
registration-closed-what = Se hai già un'utenza puoi accedere come sempre.
registration-code-title = Codice fiscale (passaggio 1 di 3)
registration-code-heading = 1 di 3 – Codice fiscale
registration-code-hint = 16 caratteri, lo trovi sulla tessera sanitaria. Per esempio RSSMRA80A01H501U. Vanno bene anche i codici con lettere al posto dei numeri (omocodia).
registration-has-account-html = Hai già un'utenza? <a href="/accedi">Accedi</a>
registration-over-title = Registrazione completata
registration-over = Registrazione già completata
registration-over-what = L'utenza è attiva: accedi con l'username che ti abbiamo mandato per email.
registration-person-title = Dati personali (passaggio 2 di 3)
registration-person-heading = 2 di 3 – Dati personali
registration-person-required = I campi con asterisco (*) sono obbligatori. Potrai ricontrollare tutto prima di confermare.
registration-person-from-code = Dal tuo codice fiscale
registration-person-correct-code = Qualcosa non torna? Correggi il codice fiscale
registration-person-renamed = Il luogo di nascita ha cambiato nome o Provincia? È normale: mostriamo il Comune o lo Stato com'era alla tua nascita.
registration-person-names-differ = Nome e cognome non sembrano corrispondere al codice fiscale. Confrontali con la tessera sanitaria.
registration-person-too-young = Per registrarti devi avere almeno { $min_age } anni. Confronta il codice fiscale con la tessera sanitaria.
registration-person-confirm = Confermo: sono scritti come sulla tessera sanitaria
registration-person-given-name-hint = Come sulla tessera sanitaria, anche il secondo nome
registration-person-family-name-hint = Come sulla tessera sanitaria
registration-person-birth-year = Anno di nascita
registration-person-birth-place-hint = Il Comune o lo Stato in cui sei nato o nata, come sulla tessera sanitaria
registration-person-email-hint = Ti mandiamo qui il link per attivare l'utenza. Usa una casella che apri spesso, non una PEC
registration-person-terms-html = Leggi le <a href="/condizioni" target="_blank">condizioni generali del servizio<span class="visually-hidden"> (si apre in una nuova scheda)</span></a>.
registration-person-privacy-html = Usiamo i tuoi dati solo per darti un'utenza e avvisarti di ciò che la riguarda; li conserviamo finché l'utenza esiste. Il titolare è { $organisation }. Leggi l'<a href="/privacy" target="_blank">informativa sulla privacy<span class="visually-hidden"> (si apre in una nuova scheda)</span></a>.
registration-summary-title = Riepilogo (passaggio 3 di 3)
registration-summary-heading = 3 di 3 – Riepilogo
registration-summary-declaration = Le informazioni che hai fornito hanno valore di dichiarazione. Verifica che siano corrette.
registration-summary-the-data = i dati personali
registration-summary-contacts = Contatti
registration-summary-the-contacts = i contatti
registration-summary-mailbox-html = Ti scriveremo a <strong>{ $email }</strong>
registration-summary-not-yet = Finché non confermi, la registrazione non parte.
registration-summary-send = Conferma e registrati
registration-waiting = Registrazione in corso
registration-in-progress-html = <strong>Hai una registrazione in corso.</strong> Puoi riprenderla da dove eri, oppure ricominciare: quello che avevi scritto va perso.
registration-resume = Riprendi
registration-summary-step = Riepilogo
registration-step-done = completato
registration-born-either = { $first } oppure { $second }
registration-place-ceased = { $place } (oggi altro Stato)
registration-place-unknown = Non è nel nostro elenco: scrivilo qui sotto
