### The first page.

home-lead = Il servizio per il personale della scuola e per chi vuole diventarlo: domande, concorsi, trasferimenti e pensioni.
home-first-time = È la prima volta?
home-first-time-what = Per usare il servizio ti serve un'utenza. Bastano circa 5 minuti.
home-keep-at-hand = Tieni a portata di mano:
home-needs-code = il codice fiscale, che trovi sulla tessera sanitaria
home-needs-mailbox = una casella email che apri spesso (non PEC)
home-who = Chi può registrarsi
home-who-code = Serve un codice fiscale di 16 caratteri. L'utenza è personale: una per ogni codice fiscale.
home-forgot-username = Ho dimenticato l'username
home-forgot-password = Ho dimenticato la password
home-open-now = Può registrarsi { $who }.
home-open-nobody = Oggi nessuno può registrarsi.
home-open-closing = { $day } le registrazioni chiudono.
home-open-next = { $day } potrà registrarsi { $who }.
home-open-and = { $first }, e { $second }
home-open-everybody = chiunque abbia un codice fiscale
home-open-staff = chi lavora per l'Amministrazione o nella scuola, o chiede di lavorarci
home-open-without-identity = chi non può avere SPID, CIE o CNS
