### What has just happened, after a form.

notice-start-here = Per registrarti comincia da qui
notice-data-first = Prima di continuare completa questo passaggio
notice-mailed-again = Ti abbiamo mandato un'altra email: il link di prima non funziona più
notice-too-soon = Hai chiesto l'email da poco. Riprova tra poco
notice-too-many-mails = Hai già chiesto l'email troppe volte: rivolgiti all'assistenza, oppure ricomincia la registrazione
notice-mailed-elsewhere = Abbiamo corretto l'indirizzo e mandato un'altra email: il link di prima non funziona più
notice-logged-out = Hai chiuso la sessione
notice-session-over = La sessione è scaduta. Accedi di nuovo
notice-password-saved = Password salvata
notice-password-chosen-before = Avevi già scelto la password: non l'abbiamo cambiata di nuovo
notice-one-time-renewed = Ti abbiamo mandato un'altra password temporanea: apri la posta e usa quella
notice-changed-elsewhere = La password è appena cambiata da un'altra parte. Accedi di nuovo
notice-contacts-changed = Hai aggiornato i recapiti
notice-language-chosen = Hai scelto la lingua delle email e delle pagine
notice-nothing-changed = Non hai modificato nulla
notice-password-changed = Hai cambiato la password: le altre sessioni sono state chiuse
notice-session-closed = Hai chiuso la sessione scelta
notice-others-closed = Hai chiuso tutte le altre sessioni
notice-form-kept = La sessione è scaduta. Accedi di nuovo: abbiamo conservato quello che avevi scritto
notice-form-back = La sessione era scaduta: abbiamo conservato quello che avevi scritto. Controlla e conferma
notice-deletion-asked = Hai chiesto di cancellare l'utenza: ti rispondiamo entro un mese
notice-deletion-withdrawn = Hai ritirato la richiesta: l'utenza resta com'è
notice-just-changed = La tua utenza è appena cambiata da un'altra parte: controlla e riprova
notice-email-given-up = Hai annullato la modifica: restano validi gli indirizzi di prima
