### From a forgotten password or username back in.

recovery-title = Problemi di accesso
recovery-activation-what = Scrivi il codice fiscale e l'email che hai usato per registrarti: ti mandiamo di nuovo l'email che aspetti.
recovery-code-hint = 16 caratteri, lo trovi sulla tessera sanitaria
recovery-send = Manda l'email
recovery-ask-another = Chiedi un altro link
recovery-done = Hai una nuova password
recovery-done-what = Abbiamo chiuso le sessioni aperte e ti abbiamo mandato un'email di conferma.
recovery-username-what = Scrivi il codice fiscale: se c'è un'utenza, mandiamo l'username ai suoi indirizzi email.
recovery-password-what = Scrivi l'username o il codice fiscale: se c'è un'utenza, mandiamo ai suoi indirizzi email un link per scegliere una nuova password.
recovery-mailbox-lost = Non hai più accesso alla tua email?
recovery-mailbox-lost-short = Email persa
recovery-mailbox-lost-lead = Per sicurezza le istruzioni arrivano solo agli indirizzi già confermati: da qui non si possono cambiare.
recovery-what-to-do = Che cosa puoi fare
recovery-mailbox-lost-log-in-html = Se ricordi la password, <a href="/accedi">accedi</a> e cambia l'email dalla tua area riservata.
recovery-mailbox-lost-other = Se l'utenza ha due indirizzi, per esempio uno istituzionale, cerca l'email anche nell'altra casella: la mandiamo a tutti e due.
recovery-mailbox-lost-provider = Chiedi al gestore della casella di riaprirla.
recovery-mailbox-lost-support-html = Se nulla di questo è possibile, rivolgiti all'<a href="/assistenza">assistenza</a> o al referente della sicurezza: porta un documento, serve a verificare che l'utenza sia tua.
recovery-go-back = Torna indietro
recovery-mi-title = La password delle utenze MI
recovery-mi-short = Utenza MI
recovery-mi = La password delle utenze MI si reimposta altrove
recovery-mi-lead = Le utenze MI servono anche per la postazione di lavoro, la posta @istruzione.it e il SIDI: per sicurezza la password si reimposta solo dai canali interni.
recovery-mi-portal-html = Reimpostala dal <strong>Portale SIDI</strong>.
recovery-mi-referente-html = Se non riesci, chiedi al <strong>referente della sicurezza</strong> del tuo ufficio o della tua scuola: porta un documento; di solito basta il giorno stesso.
recovery-mi-change-html = Se la ricordi, o quando rientri, puoi cambiarla <a href="/accedi">dopo l'accesso</a>.
recovery-mi-not-html = Non hai un'utenza MI? <a href="/recupera">Torna indietro</a>
recovery-new-password = Scegli la nuova password
recovery-new-password-what = Quando la salvi, chiudiamo tutte le sessioni aperte: poi accedi con la nuova password.
recovery-sent = Se i dati corrispondono a un'utenza, riceverai un'email con le istruzioni agli indirizzi registrati.
recovery-sent-missing-html = Non arriva nulla? Controlla la posta indesiderata (il mittente è <strong>{ $mail_from }</strong>), oppure <a href="/recupera">riprova tra 5 minuti</a>. <a href="/recupera/email-persa">Non hai più accesso a quella casella?</a>
recovery-sent-not-active-html = Se non hai ancora attivato l'utenza, chiedi di nuovo <a href="/recupera/attivazione">l'email di attivazione</a>.
recovery-sent-back = Torna all'accesso
recovery-ways = Che cosa hai dimenticato?
recovery-ways-username = L'username
recovery-ways-username-what = Te lo mandiamo per email: ti serve il codice fiscale.
recovery-ways-password = La password
recovery-ways-password-what = Ti mandiamo un link per sceglierne una nuova.
recovery-ways-activation = Non ho ricevuto l'email di attivazione
recovery-ways-activation-what = Ti mandiamo di nuovo il link di attivazione, oppure una nuova password temporanea se non hai ancora fatto il primo accesso.
recovery-ways-other = Altri problemi
recovery-ways-mi = Ho un'utenza MI
recovery-ways-mailbox = Non ho più accesso alla mia casella email
recovery-ways-else = Ho un altro problema
recovery-cut = Il link è incompleto
recovery-cut-what = Apri di nuovo l'email «{ mail-title-reset }» e copia il link per intero nella barra degli indirizzi.
recovery-used = Il link è già stato usato
recovery-used-what = Con questo link è stata scelta una nuova password { $at }. Se non hai fatto tu questa scelta, apri l'email «{ mail-title-password-changed }» e segui le istruzioni.
recovery-expired = Il link è scaduto
recovery-expired-what = Il link per la nuova password vale { $life } ed è scaduto. La tua password non è cambiata.
recovery-newer = C'è un'email più recente
recovery-newer-what = Hai chiesto un'email più recente: usa il link dell'ultima ({ $at }).
recovery-void = Il link non vale più
recovery-void-what = Dopo questa email la password o un indirizzo della tua utenza sono cambiati: per sicurezza i link di prima non funzionano più.
recovery-suspended = L'utenza è sospesa
recovery-suspended-what = Finché è sospesa, la password non si reimposta. Rivolgiti al referente della sicurezza o all'assistenza.
