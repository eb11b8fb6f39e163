### Links of mails about changes.

link-confirm = Conferma l'email
link-undo = Rimetti l'email di prima
link-disavow = Non hai fatto tu questa modifica?
link-confirm-lead-html = Stai per usare <strong>{ $address }</strong> per la tua utenza.
link-confirm-what = Avvisiamo gli indirizzi di prima e chiudiamo le sessioni aperte su altri dispositivi.
link-confirm-not-you = Se non hai chiesto tu questa modifica, chiudi la pagina: l'indirizzo non sarà usato.
link-undo-lead-html = Se non hai cambiato tu l'email, rimettiamo <strong>{ $address }</strong> e mettiamo al sicuro la tua utenza.
link-undo-lead-added = Se non hai aggiunto tu l'email, togliamo l'indirizzo aggiunto e mettiamo al sicuro la tua utenza.
link-undo-was-you = Se hai cambiato tu l'email, non devi fare nulla: chiudi la pagina.
link-disavow-lead = Allora mettiamo al sicuro la tua utenza.
link-disavow-was-you = Se hai fatto tu la modifica, non devi fare nulla: chiudi la pagina.
link-disavow-send = Metti al sicuro la mia utenza
link-go-to-addresses = Vai ai tuoi indirizzi
link-choose-another = Scegli un'altra password
link-cut-what = Copialo per intero dall'email e incollalo qui.
link-cut-field = Link dell'email
link-confirmed = L'indirizzo è collegato alla tua utenza.
link-confirmed-what = Abbiamo avvisato gli indirizzi di prima e chiuso le sessioni aperte su altri dispositivi.
link-secured = Abbiamo chiuso tutte le sessioni e annullato le modifiche in attesa e i link già mandati.
link-secured-kept-html = Non abbiamo rimesso l'email di prima, perché nel frattempo l'amministrazione ha assegnato o tolto l'email istituzionale: gli indirizzi in uso sono nella pagina <a href="/area/email">Email</a>.
link-secured-next = Che cosa devi fare ora
link-secured-password-html = <strong>Scegli subito un'altra password</strong>: finché non lo fai, chi conosce quella attuale può sceglierne una prima di te. Se la ricordi, <a href="/accedi">accedi</a>; se non la ricordi o te l'hanno cambiata, <a href="/recupera/password">reimpostala</a>. Le utenze MI la reimpostano dal <a href="/recupera/utenza-mi">Portale SIDI o dal referente della sicurezza</a>.
link-secured-undo = Se hai ricevuto anche l'email «{ mail-title-email-changed }» e non l'hai cambiata tu, apri il suo link: rimette l'indirizzo di prima.
link-secured-mailbox = Controlla che nessun altro possa leggere la tua casella email.
link-securing = Quando premi il pulsante:
link-securing-sessions = chiudiamo tutte le sessioni aperte
link-securing-changes = annulliamo le modifiche in attesa e i link già mandati
link-securing-password = al prossimo accesso ti chiediamo di scegliere un'altra password
link-cut = Il link è incompleto
link-open = Apri il link dell'email
link-confirmed-title = Email confermata
link-confirmed-before = L'email era già confermata
link-undone-title = Abbiamo rimesso l'email di prima
link-secured-title = Abbiamo messo al sicuro la tua utenza
link-secured-before = Avevamo già messo al sicuro la tua utenza
link-expired = Il link è scaduto
link-expired-confirm = Per sicurezza vale { $life }. I tuoi indirizzi non sono cambiati: se vuoi ancora usare quello nuovo, chiedilo di nuovo dalla pagina Email.
link-expired-other = Per sicurezza vale { $life }. Se qualcun altro ha usato la tua utenza, scegli subito una nuova password e chiedi assistenza.
link-newer = C'è un'email più recente
link-newer-what = Hai chiesto un'email più recente: usa il link dell'ultima ({ $at }).
link-suspended = Questa utenza è sospesa
link-suspended-what = Finché è sospesa i suoi indirizzi non si modificano: rivolgiti al referente della sicurezza o all'assistenza.
link-void = Il link non vale più
link-void-confirm = La modifica è stata annullata, oppure nel frattempo è stata scelta una nuova password. Gli indirizzi non sono cambiati: se vuoi ancora usare quello nuovo, chiedilo di nuovo dalla pagina Email.
link-void-undo = La modifica è già stata annullata da un altro indirizzo della stessa utenza. Se non te l'aspettavi, chiedi assistenza.
link-void-disavow = Nel frattempo l'utenza è cambiata. Se qualcun altro l'ha usata, scegli subito una nuova password e chiedi assistenza.
