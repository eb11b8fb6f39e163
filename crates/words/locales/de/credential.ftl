### Choosing and changing a password.

credential-first-access = Erste Anmeldung
credential-save = Passwort speichern
credential-new = Neues Passwort
credential-new-shown = neues Passwort
credential-repeat = Neues Passwort wiederholen
credential-repeat-shown = wiederholtes neues Passwort
credential-mi-too = Die Änderung gilt auch für den Arbeitsplatz, das Postfach @istruzione.it und SIDI.
credential-change = Passwort ändern
credential-between = { $min } bis { $max } Zeichen
credential-at-least = Mindestens { $min } Zeichen
credential-classes = mit einer Ziffer, einem Großbuchstaben und einem Kleinbuchstaben
credential-tip = Ein guter Weg: drei oder vier Wörter, die nichts miteinander zu tun haben.
credential-paste = Sie können es aus einem Passwortmanager einfügen.
credential-any = Leerzeichen und alle Zeichen sind erlaubt, und Sie können es aus einem Passwortmanager einfügen.
credential-lead-first = Das Passwort, das wir Ihnen geschickt haben, ist vorläufig: Wählen Sie jetzt ein eigenes.
credential-lead-old = Ihr Passwort ist abgelaufen, weil Sie es schon lange verwenden: Wählen Sie ein neues, um fortzufahren. Ihr Benutzerkonto und Ihre Daten sind unverändert.
credential-lead-disavowed = Sie haben eine Änderung gemeldet, die nicht von Ihnen stammt: Jemand anderes könnte Ihr Passwort kennen. Wählen Sie ein neues, um fortzufahren.
credential-lead-wish = Wenn Sie es ändern, werden alle anderen Sitzungen geschlossen: Auf den anderen Geräten müssen Sie sich neu anmelden.
credential-temporary = Vorläufiges Passwort
credential-temporary-shown = vorläufiges Passwort
