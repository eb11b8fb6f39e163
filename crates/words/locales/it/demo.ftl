### Mailbox and services of the demo.

demo-mailbox = Posta della demo
demo-to = A: { $to }
demo-what = Qui arrivano tutte le email che il servizio manda, a qualunque indirizzo. Esiste solo nella demo.
demo-none-html = Non è arrivato ancora niente: <a href="/registrazione">registrati</a> e torna qui.
demo-mail-to = a { $to }
demo-services = Servizi della demo
demo-services-what = Servizi finti che ricevono la stessa password. Esistono solo nella demo, e di una password conservano solo quanto basta per provarla.
demo-services-real = La configurazione nomina servizi veri: quelli finti non ci sono.
demo-try = Prova ad accedere
demo-try-all = Prova in tutti i servizi
demo-admits = { $service }: { $who } entra
demo-refuses = { $service }: { $who } non entra
demo-on = Il servizio risponde.
demo-off = Il servizio non risponde.
demo-switch-off = Spegni
demo-switch-on = Riaccendi
demo-nothing = Non ha ricevuto ancora niente.
demo-received = Che cosa ha ricevuto { $service }
demo-when = Quando
demo-who = Utenza
demo-received-what = Che cosa
demo-new-password = nuova password
demo-opened = utenza aperta
demo-closed = utenza chiusa
demo-username = Username
demo-password = Password
