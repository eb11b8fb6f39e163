### The guide. Spans of time come from the configuration: `$link` such as "24 ore"; `$length` is a number.

guide-title = Guida
guide-lead-html = Che cosa fare, passo per passo. Se qualcosa non riesce, scrivi all'<a href="/assistenza">assistenza</a>.
guide-all = Tutta la guida
guide-registration = Come registrarsi
guide-registration-lead = Bastano circa 5 minuti. L'utenza è personale: una per codice fiscale.
guide-registration-needs = Che cosa ti serve
guide-registration-needs-code = Il codice fiscale, come è scritto sulla tessera sanitaria
guide-registration-needs-mailbox = Una casella email che apri spesso, non una PEC
guide-steps = I passaggi
guide-registration-step-1-html = <a href="/registrazione">Inizia la registrazione</a>: scrivi il codice fiscale e seleziona «{ captcha-human }».
guide-registration-step-2 = Scrivi nome e cognome come sulla tessera sanitaria, e l'indirizzo email. Accetta le condizioni e conferma di aver letto l'informativa sulla privacy.
guide-registration-step-3 = Controlla il riepilogo e scegli «{ registration-summary-send }»: finché non lo fai, la registrazione non parte.
guide-registration-step-4 = Apri l'email che ti mandiamo e scegli «{ activation-send }». Il link vale { $link }; nella stessa email c'è un codice da scrivere, se il link non si apre.
guide-registration-step-5 = Ricevi una seconda email con l'username e la password temporanea.
guide-registration-step-5-chosen = Scegli la tua password. Ricevi una seconda email con l'username.
guide-registration-stopped = Se ti fermi a metà
guide-registration-stopped-what-html = Torna alla <a href="/registrazione">registrazione</a> dallo stesso browser: riprendi da dove eri. Dopo la conferma conserviamo i dati per { $pending }; se non attivi l'utenza li cancelliamo, e puoi ricominciare.
guide-registration-differs = Se nome e codice fiscale non sembrano d'accordo
guide-registration-differs-what-html = Te lo diciamo e ti chiediamo di ricontrollare. Se sono scritti come sulla tessera sanitaria puoi confermare e andare avanti: vale il codice che ti è stato assegnato. Leggi anche <a href="/guida/codice-fiscale">come è fatto il codice fiscale</a>.
guide-first = Il primo accesso
guide-first-lead = Con la seconda email entri e scegli la tua password.
guide-first-lead-chosen = Con la password temporanea che ti abbiamo mandato entri e scegli la tua.
guide-first-step-1-html = Apri la pagina <a href="/accedi">Accedi</a>.
guide-first-step-2 = Scrivi l'username, o il codice fiscale, e la password temporanea: copiala dall'email, senza spazi. Poi scegli «{ login-send }».
guide-first-step-3 = Scrivi di nuovo la password temporanea, poi la tua nuova password, e scegli «{ credential-save }». Da quel momento vale soltanto quella nuova.
guide-first-expired = Se la password temporanea è scaduta
guide-first-expired-what-html = Vale { $one_time } e funziona una volta sola. Se è scaduta, scrivila lo stesso: la pagina ti offre di mandartene un'altra. Se non la trovi più, <a href="/recupera/attivazione">fattela mandare di nuovo</a>.
guide-data = Modificare i dati
guide-data-lead-html = Tutto si fa nell'<a href="/area">area riservata</a>. Quando cambiano recapiti, email o password ti avvisiamo per email.
guide-data-contacts = Cellulare e domicilio
guide-data-contacts-what-html = In <a href="/area/recapiti">{ area-contacts }</a>: prima di confermare vedi che cosa cambia.
guide-data-email = Email
guide-data-email-what-html = In <a href="/area/email">Email</a>: scrivi il nuovo indirizzo e la password. Il nuovo indirizzo vale quando apri il link che ti mandiamo lì e confermi; fino ad allora resta quello di prima. Con il link che mandiamo al vecchio indirizzo puoi annullare la modifica per { $undo }.
guide-data-institutional = Se hai una casella @istruzione.it o @posta.istruzione.it, ti scriviamo lì: è l'indirizzo di riferimento finché l'Amministrazione non la toglie.
guide-data-language = Lingua
guide-data-language-what-html = In <a href="/area/dati-personali">I tuoi dati personali</a> scegli la lingua delle email e delle pagine.
guide-data-fixed = Nome, cognome e codice fiscale
guide-data-fixed-what-html = Non si modificano da qui: scrivi all'<a href="/assistenza">assistenza</a>.
guide-password = La password
guide-password-lead = Una sola password per questo servizio e per quelli collegati.
guide-password-good = Come sceglierla
guide-password-good-length = Almeno { $length } caratteri (per le utenze MI almeno { $mi_length }, con una cifra, una maiuscola e una minuscola). Qualche parola senza legame tra loro va benissimo.
guide-password-good-words = Non usare il tuo nome, l'username, il codice fiscale o il nome del servizio.
guide-password-good-known = Le password molto usate o già rubate altrove non sono accettate.
guide-password-change = Cambiarla
guide-password-change-what-html = In <a href="/area/password">{ area-password }</a>. Le altre sessioni si chiudono: sugli altri dispositivi dovrai accedere di nuovo.
guide-password-services-html = La nuova password arriva ai servizi collegati: in <a href="/area/servizi">{ area-services }</a> vedi a che punto è ciascuno.
guide-password-forgotten = Se l'hai dimenticata
guide-password-forgotten-what-html = Apri <a href="/recupera/password">{ login-forgot-password }</a>: ti mandiamo un link che vale { $reset }. Per le utenze MI si fa in un altro modo: <a href="/guida/utenze-mi">leggi come</a>.
guide-password-wrong = Se sbagli più volte
guide-password-wrong-what = Dopo alcuni tentativi sbagliati di seguito devi aspettare un po', e la pagina ti dice quanto. Nessuno, sbagliando al posto tuo, può bloccarti sul dispositivo da cui entri di solito.
guide-mail = L'email non arriva
guide-mail-lead = Di solito arriva in pochi minuti. Prova in quest'ordine.
guide-mail-step-1-html = Guarda nella posta indesiderata: il mittente è <strong>{ $mail_from }</strong>.
guide-mail-step-2-html = Aspetta qualche minuto, poi <a href="/recupera/attivazione">fattela mandare di nuovo</a>. Aspetti il link per la nuova password? <a href="/recupera/password">Chiedilo di nuovo</a>. Vale soltanto l'ultima email che ricevi.
guide-mail-step-3-html = Hai sbagliato l'indirizzo? <a href="/registrazione">Riprendi la registrazione</a> dallo stesso browser e correggilo.
guide-mail-step-4 = La casella è piena o è una PEC? Libera spazio, oppure usane un'altra.
guide-mail-lost = Se non apri più quella casella
guide-mail-lost-what-html = Leggi che cosa fare quando <a href="/recupera/email-persa">non hai più accesso alla casella email</a>.
guide-mi = Utenze MI
guide-mi-lead = Sono le utenze del personale del Ministero: l'username è MI seguito da cinque cifre, e arriva dal SIDI.
guide-mi-change-html = Se ricordi la password, <a href="/accedi">accedi</a> e cambiala in «{ area-password }»: vale anche per la postazione di lavoro, la posta @istruzione.it e il SIDI.
guide-mi-forgotten = Se non la ricordi
guide-mi-forgotten-what-html = Da qui non si reimposta. Usa il Portale SIDI, oppure chiedi al referente della sicurezza del tuo ufficio o della tua scuola: porta un documento. <a href="/recupera/utenza-mi">Che cosa puoi fare</a>.
guide-code = Il codice fiscale
guide-code-lead = Ha 16 caratteri e lo trovi sulla tessera sanitaria. Puoi scriverlo con o senza spazi, in maiuscolo o in minuscolo.
guide-code-parts = Come è fatto
guide-code-parts-names = Le prime sei lettere vengono dal cognome e dal nome.
guide-code-parts-birth = Poi l'anno, il mese e il giorno di nascita; per le donne il giorno è aumentato di 40.
guide-code-parts-place = Poi il codice del Comune, o dello Stato se sei nato o nata all'estero, così come era allora.
guide-code-parts-check = L'ultima lettera controlla le altre: se ne sbagli una, ce ne accorgiamo.
guide-code-homonyms = Lettere al posto di alcune cifre: l'omocodia
guide-code-homonyms-what = Quando due persone avrebbero lo stesso codice, l'Agenzia delle Entrate cambia a una delle due qualche cifra in lettera. È un codice valido: scrivilo proprio come è sulla tua tessera. Due codici che differiscono così sono di due persone diverse.
guide-code-provisional = Undici cifre
guide-code-provisional-what = È un codice provvisorio: per registrarti serve quello definitivo di 16 caratteri. Chiedilo all'Agenzia delle Entrate.
guide-faq = Domande frequenti
guide-faq-lead-html = Le risposte in breve; i passaggi completi sono nella <a href="/guida">guida</a>.
guide-faq-username = Non ricordo l'username
guide-faq-username-what-html = Puoi entrare anche con il codice fiscale. Oppure <a href="/recupera/username">fattelo mandare per email</a>.
guide-faq-held = Dice che ho già un'utenza
guide-faq-held-what-html = L'email che hai ricevuto contiene il tuo username: <a href="/accedi">accedi</a> con quello. Se non ricordi la password, <a href="/recupera/password">scegline un'altra</a>.
guide-faq-link = Il link dell'email non funziona
guide-faq-link-what-html = Ogni link funziona una volta sola e vale soltanto l'ultimo che hai chiesto. Se si è spezzato, <a href="/attiva">scrivi il codice</a> che trovi nella stessa email.
guide-faq-signed-out = Perché mi chiede di nuovo di accedere?
guide-faq-signed-out-what = Dopo { $idle } senza fare nulla chiudiamo la sessione, per sicurezza. Se stavi compilando un modulo, dopo l'accesso lo ritrovi.
guide-faq-not-me = Ho ricevuto un avviso di una modifica che non ho fatto
guide-faq-not-me-what = Apri il link di quella email e conferma: chiudiamo tutte le sessioni e fermiamo le modifiche in attesa. Poi scegli una nuova password.
guide-faq-deletion = Come cancello l'utenza?
guide-faq-deletion-what-html = Chiedilo in <a href="/area/dati-personali/cancellazione">I tuoi dati personali</a>: ti rispondiamo entro un mese.
guide-map = Mappa del sito
guide-map-enter = Entrare
guide-map-recover = Recuperare l'accesso
guide-map-help = Aiuto
