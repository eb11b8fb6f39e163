### Mails. `$service` is the name of the service, `$when` and `$until` are told by `dates-on` and `dates-by`.

# `$title` is one of those that follow.
mail-subject = { $service } – { $title }
mail-title-activation = Attiva la tua utenza
mail-title-credential = Il tuo username e la password temporanea
mail-title-username = Il tuo username
mail-title-held = Hai già un'utenza
mail-title-password-changed = La tua password è cambiata
mail-title-reset = Nuova password
mail-title-mi = La password della tua utenza MI
mail-title-suspended = La tua utenza è sospesa
mail-title-confirm = Conferma la nuova email
mail-title-email-changing = La tua email sta per cambiare
mail-title-email-changed = La tua email è cambiata
mail-title-recapiti = Hai aggiornato i recapiti
mail-title-ending = La tua password sta per scadere
mail-title-reissued = La tua password è stata reimpostata
mail-title-disavowed = Abbiamo messo al sicuro la tua utenza
mail-title-reactivated = La tua utenza è di nuovo attiva
mail-title-unlocked = Puoi accedere di nuovo
mail-title-kind = Il tipo della tua utenza è cambiato
mail-title-deletion = Hai chiesto di cancellare l'utenza

## Around every mail.

mail-greeting = Ciao { $name },
# Where whoever reads it may be a stranger.
mail-greeting-anybody = Ciao,
mail-help = Serve aiuto? Assistenza: { $assistance }
mail-automatic = Questo è un messaggio automatico di { $service }: non rispondere.

## What several mails say. After a colon comes a value or a link on a line of its own.

mail-username = Username:
mail-your-username = Il tuo username:
mail-one-time = Password temporanea:
mail-one-time-once = La password temporanea funziona una volta sola e serve soltanto a scegliere la tua. Non darla a nessuno: non te la chiederemo mai, né per telefono né per email.
mail-log-in = Apri la pagina di accesso:
mail-log-in-and-choose = Apri la pagina di accesso, scrivi username e password temporanea e scegli la tua password:
mail-was-you = Se l'hai chiesto tu, non devi fare nulla.
mail-disavow = Se non l'hai fatto tu, apri questo link { $until } e conferma: chiudiamo tutte le sessioni, fermiamo le modifiche in attesa e ti chiediamo una nuova password.
mail-nothing-changed = Se non hai fatto tu questa richiesta, non devi fare nulla: la tua utenza non è cambiata.
mail-password-stays = Se non hai fatto tu questa richiesta, non devi fare nulla: la tua password resta quella di prima.
mail-ask-help = Rivolgiti al referente della sicurezza o all'assistenza:

## Activation.

mail-activation = per completare la registrazione a { $service } attiva la tua utenza { $until }.
mail-activation-link = Apri questo link e scegli «{ activation-send }»:
mail-activation-code = Se il link non si apre, vai alla pagina { $page } e scrivi questo codice:
mail-activation-once = Link e codice funzionano una volta sola. Se hai chiesto più email, vale solo l'ultima.
mail-activation-next = Dopo l'attivazione ricevi una seconda email con il tuo username.
mail-activation-not-you = Se non hai fatto tu questa richiesta, ignora questa email: senza attivazione la registrazione decade e cancelliamo i dati.
mail-activated = hai attivato la tua utenza di { $service }. Per il primo accesso usa questi dati { $until }.
mail-activated-not-you = Se non hai fatto tu questa richiesta, non usare questi dati e avvisa l'assistenza.
mail-welcome = la tua utenza di { $service } è attiva. Per accedere usa la password che hai scelto e questo username:
mail-welcome-not-you = Se non hai fatto tu questa richiesta, avvisa l'assistenza.
mail-held = qualcuno, forse tu, ha chiesto di registrarsi a { $service } con il tuo codice fiscale. Hai già un'utenza: non serve registrarti di nuovo.
mail-held-forgotten = Se non ricordi la password, in quella pagina scegli «{ login-forgot-password }».

## Passwords.

mail-provisioned = l'Amministrazione ha aperto per te un'utenza di { $service }. Per il primo accesso usa questi dati { $until }.
mail-provisioned-not-you = Se non ti aspettavi questa email, avvisa l'assistenza.
mail-reissued = la password della tua utenza di { $service } è stata reimpostata. Per accedere usa questi dati { $until }.
mail-reissued-not-you = Se non hai chiesto tu di reimpostarla, avvisa l'assistenza.
mail-reissued-elsewhere = la password della tua utenza di { $service } è stata reimpostata { $when }. Abbiamo mandato una password temporanea all'indirizzo di riferimento.
mail-password-changed = la password della tua utenza di { $service } è stata cambiata { $when }.
mail-password-changed-by-you = Se l'hai cambiata tu, non devi fare nulla.
mail-password-changed-by-others = Se non l'hai fatto tu, qualcuno potrebbe conoscere la tua password. Scegline subito un'altra da questa pagina:
mail-ending = la password della tua utenza di { $service } scade { $when }. Da allora, al primo accesso ti chiederemo di sceglierne un'altra: l'utenza resta attiva.
mail-ending-change = Se vuoi, puoi cambiarla subito. Accedi e apri «{ area-password }»:
mail-reset = hai chiesto di scegliere una nuova password per la tua utenza di { $service }. Puoi farlo { $until }.
mail-reset-link = Apri questo link e scegli la nuova password:
mail-reset-once = Il link funziona una volta sola. Se hai chiesto più email, vale solo l'ultima.
mail-mi = hai chiesto una nuova password per la tua utenza di { $service }. La tua è un'utenza MI: la sua password serve anche per la postazione di lavoro, la posta @istruzione.it e il SIDI, perciò da qui non si reimposta.
mail-mi-ways = Puoi reimpostarla dal Portale SIDI. Se non riesci, chiedi al referente della sicurezza del tuo ufficio o della tua scuola: porta un documento. Se invece la ricordi, puoi cambiarla dopo l'accesso.
mail-mi-page = Tutte le indicazioni sono in questa pagina:
mail-reminder = hai chiesto l'username della tua utenza di { $service }. Eccolo:

## Addresses and recapiti.

mail-confirm = conferma che vuoi usare questo indirizzo per la tua utenza di { $service } { $until }.
mail-confirm-link = Apri questo link e scegli «{ link-confirm }»:
mail-confirm-until-then = Fino alla conferma restano validi gli indirizzi di prima.
mail-confirm-not-you = Se non hai fatto tu questa richiesta, ignora questa email: l'indirizzo non sarà usato.
mail-email-changing = è stato chiesto di usare un nuovo indirizzo per la tua utenza di { $service }:
mail-email-changing-then = Sarà valido quando verrà confermato da quella casella. Se l'hai chiesto tu, non devi fare nulla.
mail-email-changed = gli indirizzi della tua utenza di { $service } sono cambiati { $when }. Da ora scriviamo a:
mail-email-changed-nowhere = nessun indirizzo, finché non ne confermi uno
mail-email-changed-by-you = Se l'hai cambiato tu, non devi fare nulla.
mail-email-changed-undo = Se non l'hai fatto tu, apri questo link { $until } e conferma: rimettiamo l'indirizzo di prima, chiudiamo tutte le sessioni e ti chiediamo una nuova password.
mail-email-changed-known = Se lo sapevi, non devi fare nulla.
mail-email-changed-help = Se non l'hai fatto tu, avvisa subito l'assistenza:
mail-recapiti = i recapiti della tua utenza di { $service } sono stati aggiornati { $when }.
mail-recapiti-by-you = Se li hai aggiornati tu, non devi fare nulla.

## The utenza as a whole.

mail-disavowed = ci hai detto che una modifica della tua utenza di { $service } non l'hai fatta tu. Abbiamo messo al sicuro l'utenza: abbiamo chiuso tutte le sessioni e fermato le modifiche in attesa.
mail-disavowed-choose = Al prossimo accesso ti chiederemo di scegliere un'altra password. Se qualcuno può conoscere la tua, o te l'ha cambiata, fallo subito da questa pagina:
mail-disavowed-mailbox = Controlla anche che nessun altro possa leggere la tua casella email.
mail-suspended = la tua utenza di { $service } è stata sospesa { $when }: finché lo è, non puoi accedere.
mail-suspended-why = Se vuoi sapere perché, rivolgiti al referente della sicurezza o all'assistenza:
mail-suspended-recovery = hai chiesto di recuperare l'accesso alla tua utenza di { $service }. L'utenza è sospesa: finché lo è, la password non si reimposta.
mail-reactivated = la tua utenza di { $service } è stata riattivata { $when }. Username e password sono quelli di prima.
mail-unlocked = l'accesso alla tua utenza di { $service } è stato sbloccato { $when }: i tentativi non riusciti sono azzerati e non devi più aspettare. Username e password sono quelli di prima.
mail-unlocked-change = Se i tentativi non erano tuoi, dopo l'accesso cambia la password.
mail-kind-mi = la tua utenza di { $service } è diventata un'utenza MI { $when }. Username e password sono quelli di prima; le sessioni aperte e i link già mandati non valgono più. Da ora la password si reimposta dal Portale SIDI o dal referente della sicurezza.
mail-kind-external = la tua utenza di { $service } è diventata un'utenza esterna { $when }. Username e password sono quelli di prima; le sessioni aperte e i link già mandati non valgono più. Da ora la password si reimposta dalla pagina di accesso.
mail-kind-unexpected = Se non ti aspettavi questa modifica, rivolgiti all'assistenza:
mail-deletion = abbiamo ricevuto { $when } la richiesta di cancellare la tua utenza di { $service }. Ti rispondiamo entro un mese. Alcuni dati si conservano anche dopo, per obbligo di legge: l'informativa privacy dice quali e perché.
