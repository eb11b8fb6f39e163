### Sessions and activity.

activity-unknown-html = Non riconosci un accesso? <a href="/area/password">Cambia la password</a>: tutte le altre sessioni si chiudono subito.
activity-sessions = Sessioni aperte
activity-this-session = Questa sessione
activity-session-network = Da { $network }
activity-session-opened = Aperta { $opened }
activity-session-used = Ultimo uso { $used }
activity-close-html = Chiudi <span class="visually-hidden">la sessione { $device }, aperta { $opened }</span>
activity-close-others = Chiudi tutte le altre
activity-recent = Attività recente
activity-none = Le tue attività appariranno qui
activity-earlier = Attività precedenti
activity-access-from = { $moment } da { $network }
activity-access-from-with = { $moment } da { $network }, { $device }
activity-access-with = { $moment }, { $device }
activity-device = { $browser } su { $system }
activity-device-unknown = Dispositivo sconosciuto
activity-failures = { $count ->
    [one] 1 tentativo di accesso non riuscito
   *[other] { $count } tentativi di accesso non riusciti
}
activity-with-reason = { $what }: { $why }
activity-operator-provisioned = Un operatore ha creato l'utenza
activity-operator-kind = Un operatore ha cambiato il tipo di utenza
activity-operator-password-reset = Un operatore ha reimpostato la password
activity-operator-institutional-assigned = Un operatore ha assegnato l'email istituzionale
activity-operator-institutional-withdrawn = Un operatore ha tolto l'email istituzionale
activity-operator-suspended = Un operatore ha sospeso l'utenza
activity-operator-reactivated = Un operatore ha riattivato l'utenza
activity-operator-inspected = Un operatore ha guardato i dati dell'utenza
activity-operator-unlocked = Un operatore ha sbloccato l'accesso
activity-operator-order-retried = Un operatore ha rimandato un aggiornamento a un servizio
activity-operator-order-skipped = Un operatore ha annullato un aggiornamento per un servizio
activity-operator-reconciled = Un operatore ha riallineato un servizio
activity-opened = L'utenza è stata attivata
activity-registration-of-held-code = Qualcuno ha provato a registrarsi con il tuo codice fiscale
activity-one-time-reissued = Ti abbiamo mandato una nuova password temporanea
activity-password-changed = Hai cambiato la password
activity-provisioned = L'utenza è stata creata
activity-kind-changed = Il tipo di utenza è cambiato
activity-password-reset-asked = È stata chiesta una nuova password
activity-password-reset-by-link = La password è stata reimpostata con il link mandato per email
activity-password-reset = La password è stata reimpostata
activity-password-expiry-reminded = Ti abbiamo avvisato che la password sta per scadere
activity-username-reminded = Ti abbiamo mandato l'username per email
activity-email-change-asked = Hai chiesto di cambiare l'email
activity-email-change-cancelled = La modifica dell'email è stata annullata
activity-email-changed = L'email è cambiata
activity-email-change-undone = L'email è tornata quella di prima
activity-institutional-assigned = È stata assegnata un'email istituzionale
activity-institutional-withdrawn = L'email istituzionale è stata tolta
activity-contacts-changed = Hai aggiornato i recapiti
activity-terms-accepted = Hai accettato le nuove condizioni
activity-disavowed = È stata segnalata una modifica non tua
activity-suspended = L'utenza è stata sospesa
activity-reactivated = L'utenza è stata riattivata
activity-inspected = I dati dell'utenza sono stati guardati
activity-unlocked = L'accesso è stato sbloccato
activity-data-exported = Hai scaricato i tuoi dati
activity-deletion-asked = Hai chiesto di cancellare l'utenza
activity-deletion-withdrawn = Hai ritirato la richiesta di cancellare l'utenza
activity-order-retried = Un aggiornamento è stato rimandato a un servizio
activity-order-skipped = Un aggiornamento per un servizio è stato annullato
activity-reconciled = Un servizio è stato riallineato
activity-logged-in = Accesso
activity-login-failed = Tentativo di accesso non riuscito
activity-logged-out = Uscita
activity-session-closed = Hai chiuso una sessione
activity-other-sessions-closed = Hai chiuso tutte le altre sessioni
activity-language-chosen = Hai scelto un'altra lingua
