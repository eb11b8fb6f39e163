### What is wrong with a form, and how to mend it; without the full stop.

fault-captcha-missing = Per continuare seleziona «Non sono un robot»
fault-captcha-unanswered = Scrivi la risposta alla domanda
fault-captcha-wrong = La risposta non è giusta: rispondi alla nuova domanda
fault-captcha-stale = È passato troppo tempo. Seleziona di nuovo «Non sono un robot» e continua
fault-password-temporary-missing = Scrivi la password temporanea
fault-password-current-missing = Scrivi la password attuale
fault-password-temporary-wrong = La password temporanea non corrisponde: copiala dall'ultima email, senza spazi
fault-password-current-wrong = La password attuale non è corretta: riscrivila
fault-password-unlike-temporary = Scegli una password diversa da quella temporanea
fault-password-unlike-current = Scegli una password diversa da quella attuale
fault-password-unlike-before = Scegli una password diversa da quella di prima
fault-password-missing = Scrivi la nuova password
fault-password-short = { $found ->
    [one] La nuova password ha 1 carattere: ne servono almeno { $min }
   *[other] La nuova password ha { $found } caratteri: ne servono almeno { $min }
}
fault-password-long = La password può avere al massimo { $max } caratteri
fault-password-digit = Aggiungi almeno un numero alla nuova password
fault-password-upper = Aggiungi almeno una lettera maiuscola alla nuova password
fault-password-lower = Aggiungi almeno una lettera minuscola alla nuova password
fault-password-invisible = La nuova password contiene un carattere invisibile: scrivila con la tastiera
fault-password-personal = Non usare il tuo nome, il codice fiscale o l'username nella password
fault-password-reused = Hai già usato questa password: scegline un'altra
fault-password-common = Questa password è molto usata ed è facile da indovinare: scegline un'altra
fault-password-differs = Le due password non coincidono: riscrivile
fault-password-signs = Un servizio collegato non accetta questi caratteri nella password: { $space ->
    [only] lo spazio
    [first] lo spazio{"  "}{ $signs }
   *[none] { $signs }
}
fault-password-signs-and-more = Un servizio collegato non accetta nella password lettere accentate, simboli speciali e questi caratteri: { $space ->
    [only] lo spazio
    [first] lo spazio{"  "}{ $signs }
   *[none] { $signs }
}
fault-password-beyond-ascii = Un servizio collegato non accetta nella password lettere accentate e simboli speciali
fault-code-empty = Scrivi il codice fiscale
fault-code-length = { $found ->
    [one] Il codice fiscale ha 16 caratteri: ne hai scritto 1
   *[other] Il codice fiscale ha 16 caratteri: ne hai scritti { $found }
}
fault-code-alphabet = Il carattere { $position } non è una lettera dalla A alla Z né un numero
fault-code-letter = Il carattere { $position } dovrebbe essere una lettera: controlla di non aver scambiato O e 0, oppure I e 1
fault-code-digit = Il carattere { $position } dovrebbe essere un numero: controlla di non aver scambiato O e 0, oppure I e 1
fault-code-date = Il codice fiscale contiene una data che non esiste: confrontalo con la tessera sanitaria
fault-code-provisional = Hai scritto un codice fiscale provvisorio (11 cifre). Per registrarti qui serve quello di 16 caratteri
fault-code-eleven-digits = Hai scritto 11 cifre: per registrarti qui serve il codice fiscale di 16 caratteri
fault-code-typo = Il codice fiscale contiene un errore di battitura: confrontalo con la tessera sanitaria
fault-name-empty = { $field ->
    [family] Scrivi il cognome
    [place] Scrivi il luogo di nascita
   *[given] Scrivi il nome
}
fault-name-long = { $field ->
    [family] Il cognome può avere al massimo { $max } caratteri: ne hai scritti { $found }
    [place] Il luogo di nascita può avere al massimo { $max } caratteri: ne hai scritti { $found }
   *[given] Il nome può avere al massimo { $max } caratteri: ne hai scritti { $found }
}
fault-name-digit = { $field ->
    [family] Il cognome può contenere lettere, spazi, apostrofi e trattini: togli i numeri
    [place] Il luogo di nascita può contenere lettere, spazi, apostrofi e trattini: togli i numeri
   *[given] Il nome può contenere lettere, spazi, apostrofi e trattini: togli i numeri
}
fault-name-sign = { $field ->
    [family] Il cognome può contenere lettere, spazi, apostrofi e trattini: togli gli altri segni
    [place] Il luogo di nascita può contenere lettere, spazi, apostrofi e trattini: togli gli altri segni
   *[given] Il nome può contenere lettere, spazi, apostrofi e trattini: togli gli altri segni
}
fault-email-repeat = Scrivi di nuovo l'indirizzo email
fault-email-differs = I due indirizzi email non coincidono: controllali e riscrivi il secondo
fault-email-empty = Scrivi l'indirizzo email
fault-email-space = Togli gli spazi dall'indirizzo email
fault-email-local = Prima della @ possono esserci solo lettere senza accenti, numeri, punti e pochi altri segni: controlla l'indirizzo email
fault-email-domain = Dopo la @ serve il nome di un sito, per esempio esempio.it: controlla l'indirizzo email
fault-email-long = L'indirizzo email può avere al massimo 254 caratteri
fault-email-incomplete = Scrivi l'indirizzo email completo, per esempio nome@esempio.it
fault-email-yours = È già un indirizzo della tua utenza: scrivine un altro
fault-email-institutional = L'email istituzionale la assegna e la ritira l'Amministrazione: qui puoi cambiare quella personale
fault-email-too-many = Hai chiesto troppe email. Riprova tra { $wait }
fault-email-too-soon = Hai chiesto l'email da poco. Riprova tra { $wait }
fault-birth-year = Scegli l'anno di nascita
fault-terms = Per continuare devi accettare le condizioni generali del servizio
fault-privacy = Per continuare conferma di aver letto l'informativa sulla privacy
fault-terms-superseded = I documenti sono appena cambiati: rileggili prima di continuare
fault-identifier = Scrivi l'username o il codice fiscale
fault-login-password = Scrivi la password
fault-login = Username o password non corrispondono. Controlla maiuscole e minuscole, oppure reimposta la password
fault-login-last = { fault-login }. Prima del prossimo tentativo dovrai aspettare un po'
fault-login-left = { $count ->
    [one] { fault-login }. Ti resta 1 tentativo
   *[other] { fault-login }. Ti restano { $count } tentativi
}
fault-no-cookie = Per registrarti il browser deve accettare i cookie: controlla le impostazioni e continua
fault-no-cookie-recovery = Per continuare il browser deve accettare i cookie: controlla le impostazioni e riprova
fault-registration-over = La registrazione di prima è scaduta. Seleziona di nuovo «Non sono un robot» e continua
fault-activation-code-missing = Scrivi il codice che trovi nell'email
fault-activation-code-wrong = Il codice non corrisponde: copialo dall'ultima email che hai ricevuto
fault-link-cut = Il link è incompleto: copialo per intero dall'email
fault-mobile = Qui serve un cellulare: scrivi il numero fisso nel campo «Telefono del domicilio»
fault-check-field = Controlla questo campo
fault-phone-missing = { $field ->
    [landline] Scrivi il numero di telefono con il prefisso, per esempio 06 1234 5678
   *[mobile] Scrivi il cellulare con il prefisso, per esempio +39 333 123 4567
}
fault-phone-sign = { $field ->
    [landline] Il numero di telefono può contenere solo cifre, spazi e il + all'inizio
   *[mobile] Il cellulare può contenere solo cifre, spazi e il + all'inizio
}
fault-phone-short = { $field ->
    [landline] Al numero di telefono manca qualche cifra: scrivilo per intero, per esempio 06 1234 5678
   *[mobile] Al cellulare manca qualche cifra: scrivilo per intero, per esempio +39 333 123 4567
}
fault-phone-long = { $field ->
    [landline] Il numero di telefono ha troppe cifre: controllalo, per esempio 06 1234 5678
   *[mobile] Il cellulare ha troppe cifre: controllalo, per esempio +39 333 123 4567
}
fault-cap = Il CAP ha 5 cifre
fault-province = Scegli la provincia
fault-country = Scrivi il nome dello Stato in italiano, per esempio Francia
fault-comune = In questa provincia non c'è un Comune con questo nome: controlla il nome e la provincia
fault-comune-meant = In questa provincia non c'è un Comune con questo nome: forse intendi { $meant }?
fault-comune-typed = Il Comune «{ $town }» non è in provincia di { $province }: controlla il nome e la provincia
fault-comune-typed-meant = Il Comune «{ $town }» non è in provincia di { $province }: forse intendi { $meant }?
fault-line-empty = { $field ->
    [town] Scrivi il Comune o la città
    [postal] Scrivi il codice postale
   *[street] Scrivi l'indirizzo, per esempio Via Roma 1
}
fault-line-long = { $field ->
    [town] Il nome del Comune o della città può avere al massimo 100 caratteri: ne hai scritti { $found }
    [postal] Il codice postale può avere al massimo 100 caratteri: ne hai scritti { $found }
   *[street] L'indirizzo può avere al massimo 100 caratteri: ne hai scritti { $found }
}
fault-line-sign = { $field ->
    [town] Il nome del Comune o della città può contenere lettere, numeri, spazi e i segni { $signs }: togli gli altri segni
    [postal] Il codice postale può contenere lettere, numeri, spazi e i segni { $signs }: togli gli altri segni
   *[street] L'indirizzo può contenere lettere, numeri, spazi e i segni { $signs }: togli gli altri segni
}
fault-changed-meanwhile = I tuoi dati sono cambiati nel frattempo, da un'altra scheda o da un altro dispositivo. Ricontrolla quello che hai scritto e continua
fault-summary = { $count ->
    [one] Controlla 1 campo
   *[other] Controlla { $count } campi
}
fault-summary-general = C'è un problema
fault-captcha-proof-missing = Rispondi alla prova «Non sono un robot»
fault-captcha-proof-rejected = La risposta non vale: chiedi un'altra prova
fault-captcha-proof-expired = È passato troppo tempo: chiedi un'altra prova
fault-doubt-domain = Il dominio dell'indirizzo email somiglia a uno molto usato: controllalo
fault-doubt-pec = Sembra una casella PEC: spesso non riceve le nostre email
fault-doubt-names = Nome e cognome non sembrano corrispondere al codice fiscale: confrontali con la tessera sanitaria
fault-doubt-young = Secondo il codice fiscale è una persona molto giovane: confrontalo con la tessera sanitaria
fault-doubt-place = Questo luogo può essere uno di diversi: scegli tra quelli elencati
fault-mi-utenza = Reimpostala dal Portale SIDI, oppure chiedi al referente della sicurezza
fault-body-forms = Il valore non ha nessuna delle forme previste
fault-body-missing = Il campo manca
fault-body-unknown = C'è un campo sconosciuto; quelli previsti sono: { $known }
fault-body-one-of = Serve uno di questi valori: { $items }
fault-body-text = Serve un testo
fault-body-boolean = Serve true o false
fault-body-integer = Serve un numero intero
fault-body-object = Serve un oggetto
fault-json-place = La lettura si ferma alla riga { $line }, colonna { $column }
fault-flow-token = Usa il flow_token ricevuto con la prova «Non sono un robot»
fault-one-of-two = Manda il token del link oppure il codice, uno solo dei due
fault-cursor = Usa il next_cursor della pagina precedente
fault-code-letter-swapped = Il carattere { $position } dovrebbe essere una lettera: controlla di non aver scambiato { $typed } e { $meant }
fault-code-digit-swapped = Il carattere { $position } dovrebbe essere un numero: controlla di non aver scambiato { $typed } e { $meant }
