### Choosing and changing a password.

credential-first-access = Primo accesso
credential-save = Salva la password
credential-new = Nuova password
credential-new-shown = la nuova password
credential-repeat = Ripeti la nuova password
credential-repeat-shown = la nuova password ripetuta
credential-mi-too = La modifica vale anche per la postazione di lavoro, la posta @istruzione.it e il SIDI.
credential-change = Cambia la password
credential-between = Da { $min } a { $max } caratteri
credential-at-least = Almeno { $min } caratteri
credential-classes = con un numero, una lettera maiuscola e una minuscola
credential-tip = Un buon modo: tre o quattro parole che non c'entrano tra loro.
credential-paste = Puoi incollarla da un gestore di password.
credential-any = Puoi usare spazi e qualsiasi carattere, e incollarla da un gestore di password.
credential-lead-first = La password che ti abbiamo mandato è temporanea: ora scegline una tua.
credential-lead-old = La tua password è scaduta perché la usi da molto tempo: per continuare scegline una nuova. La tua utenza e i tuoi dati non sono cambiati.
credential-lead-disavowed = Hai segnalato una modifica che non hai fatto tu: qualcun altro potrebbe conoscere la tua password. Per continuare scegline una nuova.
credential-lead-wish = Quando la cambi, tutte le altre sessioni si chiudono: sugli altri dispositivi dovrai accedere di nuovo.
credential-temporary = Password temporanea
credential-temporary-shown = la password temporanea
