### Linked services.

services-what = Quando cambi la password, la aggiorniamo anche in questi servizi.
services-caption = Servizi che usano la tua password
services-service = Servizio
services-updated = Aggiornato il
services-refresh = Aggiorna la pagina
services-help-html = Un servizio non si aggiorna? <a href="/assistenza">Chiedi assistenza</a>.
services-state = Stato
