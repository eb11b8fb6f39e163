### Activation: where the mailed link leads.

activation-code = Codice o link dell'email
activation-code-hint = Il codice ha 8 caratteri, per esempio ABCD-2345. Puoi anche incollare il link per intero.
activation-send = Attiva l'utenza
activation-opened-chosen = Ti abbiamo mandato una seconda email con il tuo username. La password è quella che hai scelto.
activation-opened-mailed = Ti abbiamo mandato una seconda email con username e password temporanea.
activation-opened-missing-html = L'email non arriva? <a href="/recupera/attivazione">Fattela mandare di nuovo</a>
activation-already-active = Puoi accedere con l'username che ti abbiamo mandato per email.
activation-expired = Per sicurezza vale { $link_life }. I dati che hai inserito sono ancora qui: chiedi un nuovo link.
activation-renew = Manda un nuovo link
activation-gone = Questa registrazione non vale più: i dati che non attivi restano { $pending_life }, poi li cancelliamo. Puoi ricominciare.
activation-gone-has-account = Hai già un'utenza? Accedi
activation-taken = Con lo stesso codice fiscale è già stata attivata un'altra utenza.
activation-taken-next-html = Se l'hai attivata tu, accedi. Se non sei stato o stata tu, chiedi <a href="/assistenza">assistenza</a>.
activation-renewed = Apri la posta: il link di prima non funziona più.
activation-renewed-wait-html = L'email può impiegare qualche minuto. Controlla anche la posta indesiderata: il mittente è <strong>{ $mail_from }</strong>.
activation-not-renewed-html = Ti abbiamo già mandato più volte il link: chiedi <a href="/assistenza">assistenza</a>.
activation-opened = Utenza attivata
activation-active = L'utenza è già attiva
activation-link-expired = Il link è scaduto
activation-link-renewed = Ti abbiamo mandato un nuovo link
activation-link-not-renewed = Non possiamo mandarti altri link
activation-over = La registrazione non vale più
activation-exists = L'utenza esiste già
activation-newer = C'è un'email più recente
activation-code-what = Scrivi il codice che trovi nell'email, oppure incolla qui il suo link.
activation-cut = Il link è incompleto
activation-cut-what = Copialo per intero dall'email, oppure incollalo qui.
activation-whose = Stai attivando l'utenza di { $given }… { $family }…
