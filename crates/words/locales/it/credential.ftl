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
