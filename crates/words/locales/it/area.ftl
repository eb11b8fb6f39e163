### The reserved area: its sections and its first page.

area-activity = Sessioni e attività
area-email = Email
area-welcome = Ti diamo il benvenuto, { $given_name }
area-complete-contacts = Completa i recapiti
area-complete-contacts-what-html = Servono per le domande e le convocazioni. <a href="/area/recapiti">Scrivi cellulare e domicilio</a>
area-your-account = La tua utenza
area-username = Username
area-copy-html = Copia <span class="visually-hidden">l'username</span>
area-kind = Tipo
area-reference = Email di riferimento
area-opened = Attivata
area-last-access = Ultimo accesso
area-last-access-what-html = { $access } – <a href="/area/attivita">Non eri tu?</a>
area-failures = Da allora
area-password = Modifica password
area-personal-data = I tuoi dati personali
area-contacts = Variazione dati di recapito
area-services = Servizi accessibili con le stesse credenziali
area-copied = Copiato
