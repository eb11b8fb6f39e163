### The change of the e-mail address, in the area.

address-waiting = In attesa di conferma
address-waiting-what-html = Apri il link che abbiamo mandato a <strong>{ $address }</strong>: vale fino { $deadline }. Finché non lo apri non cambia nulla.
address-yours = I tuoi indirizzi
address-reference = Ti scriviamo a
address-institutional = Email istituzionale
address-institutional-what = È il recapito di riferimento. Non si modifica da qui: la assegna e la ritira l'Amministrazione
address-none = Non indicata
address-change = Cambia email
address-change-what = Ti mandiamo un link al nuovo indirizzo, e un avviso a quelli di prima. Gli indirizzi di prima restano validi finché non apri il link.
address-new = Nuova email
address-new-hint = Usa una casella che apri spesso, non una PEC. Se è @istruzione.it o @posta.istruzione.it diventa il tuo recapito di riferimento
address-new-repeat = Ripeti la nuova email
address-sent = Controlla la nuova casella
address-sent-to-html = Abbiamo mandato un messaggio a <strong>{ $address }</strong>.
address-sent-deadline = Per confermare il nuovo indirizzo apri il link che contiene: vale fino { $deadline }. Gli indirizzi di prima restano validi finché non lo confermi.
address-sent-notified = Abbiamo avvisato anche gli indirizzi di prima.
address-sent-back = Torna alla pagina Email
address-give-up = Annulla la modifica
address-why-institutional = È la tua email istituzionale: quando c'è, è sempre il recapito di riferimento
address-why-personal = È l'ultima email personale che hai confermato
address-why-withdrawn = È l'ultima email personale che hai confermato: l'email istituzionale è stata ritirata ({ $day })
