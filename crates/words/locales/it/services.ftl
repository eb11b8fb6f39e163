### Linked services.

services-what = Quando cambi la password, la aggiorniamo anche in questi servizi.
services-caption = Servizi che usano la tua password
services-service = Servizio
services-updated = Aggiornato il
services-refresh = Aggiorna la pagina
services-help-html = Un servizio non si aggiorna? <a href="/assistenza">Chiedi assistenza</a>.
services-state = Stato
services-being-updated = { $count ->
    [one] Hai cambiato la password. Stiamo aggiornando 1 servizio
   *[other] Hai cambiato la password. Stiamo aggiornando { $count } servizi
}
services-up-to-date = Aggiornato
services-updating = In aggiornamento – di solito 1 minuto
services-failing = Non riuscito – riproviamo { $again }. Nel frattempo in questo servizio la nuova password non vale ancora
services-paused = In attesa: servizio non raggiungibile
services-needs-access = Serve un nuovo accesso: esci e accedi di nuovo, poi aggiorniamo il servizio
services-refused = Rifiutata dal servizio: scegli un'altra password
services-refused-said = Rifiutata dal servizio («{ $said }»): scegli un'altra password
services-stuck = Non riuscito – chiedi assistenza
services-not-yet = Non ancora
services-code-stuck = { $told } e indica il codice { $code }
services-code = { $told }. Se non si aggiorna, chiedi assistenza e indica il codice { $code }
