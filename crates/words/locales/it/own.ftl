### The own data: seeing them, taking them away, having them deleted.

own-deletion = Cancellazione dell'utenza
own-deletion-what = Puoi chiedere di cancellare la tua utenza e i tuoi dati. { $organisation } ti risponde entro un mese. Finché la richiesta non è accolta l'utenza funziona come prima, e puoi ritirare la richiesta.
own-deletion-consequence-html = Con la cancellazione non entri più in nessuno dei servizi che usano queste credenziali. Prima puoi <a href="/area/dati-personali/esporta">scaricare i tuoi dati</a>.
own-deletion-stays = Che cosa resta, e perché
own-deletion-stays-log = Il registro delle operazioni, senza nome né recapiti, per almeno sei mesi: serve a controllare chi ha fatto che cosa, come chiede il Garante per la protezione dei dati personali.
own-deletion-stays-username = L'username, per sempre: non si assegna mai a un'altra persona.
own-deletion-stays-backups = Le copie di sicurezza, fino alla loro scadenza: servono a ripristinare il servizio.
own-deletion-stays-acts = Le domande e gli atti presentati agli altri servizi: li conserva per legge chi li ha ricevuti.
own-deletion-send = Chiedi la cancellazione
own-deletion-asked = Hai chiesto di cancellare l'utenza: { $asked }. Ti rispondiamo entro un mese. Se ci hai ripensato, puoi ritirare la richiesta.
own-deletion-withdraw = Ritira la richiesta
own-export-title = I dati che conserviamo
own-export = I dati che conserviamo su di te
own-export-what-html = Aggiornati { $at }. Puoi stampare questa pagina; il <a href="/area/dati-personali/esporta">file per i programmi (JSON)</a> contiene anche l'elenco di tutte le attività. Le password non sono comprese: nessuno le conosce.
own-export-nothing = Niente
own-who = Chi sei per questo servizio
own-kind = Tipo di utenza
own-since = Attiva dal
own-fixed-html = Nome, cognome e codice fiscale non si modificano qui: rivolgiti all'<a href="/assistenza">assistenza</a>.
own-language = Lingua delle email e delle pagine
own-language-what = Vale per le email che ti mandiamo da ora in poi e per le pagine dopo ogni accesso.
own-language-save = Salva la lingua
own-rights = I tuoi diritti
own-rights-print = Vedi e stampa i dati che conserviamo
own-rights-export = Scarica i dati per un altro programma (JSON)
own-rights-deletion = Chiedi di cancellare l'utenza
own-deletion-asked-at = Cancellazione chiesta
own-account = Tu e la tua utenza
own-institutional-withdrawn = Email istituzionale tolta
own-email-waiting = Email in attesa di conferma
own-contacts = Recapiti
own-documents = Documenti accettati
own-document-versions = Condizioni, versione { $terms }; informativa, versione { $privacy }
own-accesses = Accessi e sessioni
own-previous-access = Accesso precedente
own-session = Sessione
