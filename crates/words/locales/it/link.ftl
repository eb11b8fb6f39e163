### Links of mails about changes.

link-confirm = Conferma l'email
link-undo = Rimetti l'email di prima
link-disavow = Non hai fatto tu questa modifica?
link-confirm-lead-html = Stai per usare <strong>{ $address }</strong> per la tua utenza.
link-confirm-what = Avvisiamo gli indirizzi di prima e chiudiamo le sessioni aperte su altri dispositivi.
link-confirm-not-you = Se non hai chiesto tu questa modifica chiudi la pagina: l'indirizzo non sarà usato.
link-undo-lead-html = Se non hai cambiato tu l'email, rimettiamo <strong>{ $address }</strong> e mettiamo al sicuro la tua utenza.
link-undo-lead-added = Se non hai aggiunto tu l'email, togliamo l'indirizzo aggiunto e mettiamo al sicuro la tua utenza.
link-undo-was-you = Se hai cambiato tu l'email non devi fare nulla: chiudi la pagina.
link-disavow-lead = Allora mettiamo al sicuro la tua utenza.
link-disavow-was-you = Se hai fatto tu la modifica non devi fare nulla: chiudi la pagina.
link-disavow-send = Metti al sicuro la mia utenza
link-go-to-addresses = Vai ai tuoi indirizzi
link-choose-another = Scegli un'altra password
link-cut-what = Copialo per intero dall'email e incollalo qui.
link-cut-field = Link dell'email
link-confirmed = L'indirizzo è collegato alla tua utenza.
link-confirmed-what = Abbiamo avvisato gli indirizzi di prima e chiuso le sessioni aperte su altri dispositivi.
link-secured = Abbiamo chiuso tutte le sessioni e annullato le modifiche in attesa e i link già mandati.
link-secured-next = Che cosa devi fare ora
link-secured-password-html = <strong>Scegli subito un'altra password</strong>: finché non lo fai, chi conosce quella attuale può sceglierne una prima di te. Se la ricordi, <a href="/accedi">accedi</a>; se non la ricordi o te l'hanno cambiata, <a href="/recupera/password">reimpostala</a>. Le utenze MI la reimpostano dal <a href="/recupera/utenza-mi">Portale SIDI o dal referente della sicurezza</a>.
link-secured-undo = Se hai ricevuto anche l'email «La tua email è cambiata» e non l'hai cambiata tu, apri il suo link: rimette l'indirizzo di prima.
link-secured-mailbox = Controlla che nessun altro possa leggere la tua casella email.
link-securing = Quando premi il pulsante:
link-securing-sessions = chiudiamo tutte le sessioni aperte
link-securing-changes = annulliamo le modifiche in attesa e i link già mandati
link-securing-password = al prossimo accesso ti chiediamo di scegliere un'altra password
