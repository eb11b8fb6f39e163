### What stands around every page.

frame-demo-html = Ambiente dimostrativo: le email <a href="/demo/posta">si leggono qui</a>, i servizi con la stessa password <a href="/demo/servizi">si vedono qui</a>.
frame-about = Informazioni sul servizio
frame-terms = Condizioni generali
frame-privacy = Informativa privacy
frame-help = Hai bisogno di aiuto?
frame-path = Percorso di navigazione
frame-session = Sei ancora qui?
frame-session-soon = Tra 2 minuti chiudiamo la sessione per sicurezza. Conserviamo quello che hai scritto.
frame-session-last = Mancano 30 secondi.
frame-session-over = Il tempo è finito. Se stavi scrivendo, invia pure: ti chiediamo di accedere di nuovo e ritrovi tutto.
frame-session-stay = Continua la sessione
frame-skip-to-content = Vai al contenuto
frame-skip-to-footer = Vai al piè di pagina
frame-languages = Lingua
frame-language-name = Italiano
frame-contacts = Contatti
frame-phone = Telefono
frame-pec = PEC
frame-data-protection = Responsabile della protezione dei dati
frame-sending = Invio in corso…
