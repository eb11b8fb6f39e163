### What is wrong with a form, and how to mend it; without the full stop.

fault-captcha-missing = Wählen Sie „Ich bin kein Roboter“, um fortzufahren
fault-captcha-unanswered = Geben Sie die Antwort auf die Frage ein
fault-captcha-wrong = Die Antwort ist nicht richtig: Beantworten Sie die neue Frage
fault-captcha-stale = Es ist zu viel Zeit vergangen. Wählen Sie noch einmal „Ich bin kein Roboter“ und fahren Sie fort
fault-password-temporary-missing = Geben Sie das vorläufige Passwort ein
fault-password-current-missing = Geben Sie das aktuelle Passwort ein
fault-password-temporary-wrong = Das vorläufige Passwort stimmt nicht: Kopieren Sie es aus der letzten E-Mail, ohne Leerzeichen
fault-password-current-wrong = Das aktuelle Passwort ist nicht richtig: Geben Sie es noch einmal ein
fault-password-unlike-temporary = Wählen Sie ein anderes Passwort als das vorläufige
fault-password-unlike-current = Wählen Sie ein anderes Passwort als das aktuelle
fault-password-unlike-before = Wählen Sie ein anderes Passwort als das vorherige
fault-password-missing = Geben Sie das neue Passwort ein
fault-password-short = { $found ->
    [one] Das neue Passwort hat 1 Zeichen: Es braucht mindestens { $min }
   *[other] Das neue Passwort hat { $found } Zeichen: Es braucht mindestens { $min }
}
fault-password-long = Das Passwort darf höchstens { $max } Zeichen haben
fault-password-digit = Fügen Sie dem neuen Passwort mindestens eine Ziffer hinzu
fault-password-upper = Fügen Sie dem neuen Passwort mindestens einen Großbuchstaben hinzu
fault-password-lower = Fügen Sie dem neuen Passwort mindestens einen Kleinbuchstaben hinzu
fault-password-invisible = Das neue Passwort enthält ein unsichtbares Zeichen: Geben Sie es mit der Tastatur ein
fault-password-personal = Verwenden Sie im Passwort weder Ihren Namen noch die Steuernummer oder den Benutzernamen
fault-password-reused = Sie haben dieses Passwort schon verwendet: Wählen Sie ein anderes
fault-password-common = Dieses Passwort wird sehr oft verwendet und ist leicht zu erraten: Wählen Sie ein anderes
fault-password-differs = Die beiden Passwörter stimmen nicht überein: Geben Sie sie noch einmal ein
fault-password-signs = Ein verbundener Dienst nimmt diese Zeichen im Passwort nicht an: { $space ->
    [only] das Leerzeichen
    [first] das Leerzeichen{"  "}{ $signs }
   *[none] { $signs }
}
fault-password-signs-and-more = Ein verbundener Dienst nimmt im Passwort keine Buchstaben mit Akzent oder Umlaut, keine Sonderzeichen und nicht diese Zeichen an: { $space ->
    [only] das Leerzeichen
    [first] das Leerzeichen{"  "}{ $signs }
   *[none] { $signs }
}
fault-password-beyond-ascii = Ein verbundener Dienst nimmt im Passwort keine Buchstaben mit Akzent oder Umlaut und keine Sonderzeichen an
fault-code-empty = Geben Sie die Steuernummer ein
fault-code-length = { $found ->
    [one] Die Steuernummer hat 16 Zeichen: Sie haben 1 eingegeben
   *[other] Die Steuernummer hat 16 Zeichen: Sie haben { $found } eingegeben
}
fault-code-alphabet = Das Zeichen { $position } ist weder ein Buchstabe von A bis Z noch eine Ziffer
fault-code-letter = Das Zeichen { $position } sollte ein Buchstabe sein: Prüfen Sie, ob Sie O und 0 oder I und 1 verwechselt haben
fault-code-digit = Das Zeichen { $position } sollte eine Ziffer sein: Prüfen Sie, ob Sie O und 0 oder I und 1 verwechselt haben
fault-code-date = Die Steuernummer enthält ein Datum, das es nicht gibt: Vergleichen Sie sie mit der Gesundheitskarte
fault-code-provisional = Sie haben eine vorläufige Steuernummer (11 Ziffern) eingegeben. Für die Registrierung brauchen Sie die mit 16 Zeichen
fault-code-eleven-digits = Sie haben 11 Ziffern eingegeben: Für die Registrierung brauchen Sie die Steuernummer mit 16 Zeichen
fault-code-typo = Die Steuernummer enthält einen Tippfehler: Vergleichen Sie sie mit der Gesundheitskarte
fault-name-empty = { $field ->
    [family] Geben Sie den Nachnamen ein
    [place] Geben Sie den Geburtsort ein
   *[given] Geben Sie den Vornamen ein
}
fault-name-long = { $field ->
    [family] Der Nachname darf höchstens { $max } Zeichen haben: Sie haben { $found } eingegeben
    [place] Der Geburtsort darf höchstens { $max } Zeichen haben: Sie haben { $found } eingegeben
   *[given] Der Vorname darf höchstens { $max } Zeichen haben: Sie haben { $found } eingegeben
}
fault-name-digit = { $field ->
    [family] Der Nachname darf Buchstaben, Leerzeichen, Apostrophe und Bindestriche enthalten: Entfernen Sie die Ziffern
    [place] Der Geburtsort darf Buchstaben, Leerzeichen, Apostrophe und Bindestriche enthalten: Entfernen Sie die Ziffern
   *[given] Der Vorname darf Buchstaben, Leerzeichen, Apostrophe und Bindestriche enthalten: Entfernen Sie die Ziffern
}
fault-name-sign = { $field ->
    [family] Der Nachname darf Buchstaben, Leerzeichen, Apostrophe und Bindestriche enthalten: Entfernen Sie die anderen Zeichen
    [place] Der Geburtsort darf Buchstaben, Leerzeichen, Apostrophe und Bindestriche enthalten: Entfernen Sie die anderen Zeichen
   *[given] Der Vorname darf Buchstaben, Leerzeichen, Apostrophe und Bindestriche enthalten: Entfernen Sie die anderen Zeichen
}
fault-email-repeat = Geben Sie die E-Mail-Adresse noch einmal ein
fault-email-differs = Die beiden E-Mail-Adressen stimmen nicht überein: Prüfen Sie sie und geben Sie die zweite noch einmal ein
fault-email-empty = Geben Sie die E-Mail-Adresse ein
fault-email-space = Entfernen Sie die Leerzeichen aus der E-Mail-Adresse
fault-email-local = Vor dem @ sind nur Buchstaben ohne Akzent oder Umlaut, Ziffern, Punkte und wenige andere Zeichen möglich: Prüfen Sie die E-Mail-Adresse
fault-email-domain = Nach dem @ muss der Name einer Website stehen, zum Beispiel esempio.it: Prüfen Sie die E-Mail-Adresse
fault-email-long = Die E-Mail-Adresse darf höchstens 254 Zeichen haben
fault-email-incomplete = Geben Sie die vollständige E-Mail-Adresse ein, zum Beispiel nome@esempio.it
fault-email-yours = Diese Adresse gehört schon zu Ihrem Benutzerkonto: Geben Sie eine andere ein
fault-email-institutional = Die dienstliche E-Mail-Adresse wird von der Verwaltung zugewiesen und entzogen: Hier können Sie die persönliche ändern
fault-email-too-many = Sie haben zu viele E-Mails angefordert. Versuchen Sie es in { $wait } wieder
fault-email-too-soon = Sie haben die E-Mail erst vor Kurzem angefordert. Versuchen Sie es in { $wait } wieder
fault-birth-year = Wählen Sie das Geburtsjahr
fault-terms = Um fortzufahren, müssen Sie die allgemeinen Nutzungsbedingungen annehmen
fault-privacy = Um fortzufahren, bestätigen Sie, dass Sie die Datenschutzerklärung gelesen haben
fault-terms-superseded = Die Dokumente haben sich gerade geändert: Lesen Sie sie noch einmal, bevor Sie fortfahren
fault-identifier = Geben Sie den Benutzernamen oder die Steuernummer ein
fault-login-password = Geben Sie das Passwort ein
fault-login = Benutzername oder Passwort stimmen nicht. Prüfen Sie Groß- und Kleinschreibung, oder setzen Sie das Passwort zurück
fault-login-last = { fault-login }. Vor dem nächsten Versuch müssen Sie ein wenig warten
fault-login-left = { $count ->
    [one] { fault-login }. Sie haben noch 1 Versuch
   *[other] { fault-login }. Sie haben noch { $count } Versuche
}
fault-no-cookie = Für die Registrierung muss der Browser Cookies annehmen: Prüfen Sie die Einstellungen und fahren Sie fort
fault-no-cookie-recovery = Um fortzufahren, muss der Browser Cookies annehmen: Prüfen Sie die Einstellungen und versuchen Sie es noch einmal
fault-registration-over = Die vorherige Registrierung ist abgelaufen. Wählen Sie noch einmal „Ich bin kein Roboter“ und fahren Sie fort
fault-activation-code-missing = Geben Sie den Code ein, der in der E-Mail steht
fault-activation-code-wrong = Der Code stimmt nicht: Kopieren Sie ihn aus der letzten E-Mail, die Sie erhalten haben
fault-link-cut = Der Link ist unvollständig: Kopieren Sie ihn vollständig aus der E-Mail
fault-mobile = Hier braucht es eine Mobilnummer: Geben Sie die Festnetznummer im Feld „Telefon am Domizil“ ein
fault-check-field = Prüfen Sie dieses Feld
fault-phone-missing = { $field ->
    [landline] Geben Sie die Telefonnummer mit Vorwahl ein, zum Beispiel 06 1234 5678
   *[mobile] Geben Sie die Mobilnummer mit Vorwahl ein, zum Beispiel +39 333 123 4567
}
fault-phone-sign = { $field ->
    [landline] Die Telefonnummer darf nur Ziffern, Leerzeichen und das + am Anfang enthalten
   *[mobile] Die Mobilnummer darf nur Ziffern, Leerzeichen und das + am Anfang enthalten
}
fault-phone-short = { $field ->
    [landline] Bei der Telefonnummer fehlen Ziffern: Geben Sie sie vollständig ein, zum Beispiel 06 1234 5678
   *[mobile] Bei der Mobilnummer fehlen Ziffern: Geben Sie sie vollständig ein, zum Beispiel +39 333 123 4567
}
fault-phone-long = { $field ->
    [landline] Die Telefonnummer hat zu viele Ziffern: Prüfen Sie sie, zum Beispiel 06 1234 5678
   *[mobile] Die Mobilnummer hat zu viele Ziffern: Prüfen Sie sie, zum Beispiel +39 333 123 4567
}
fault-cap = Die PLZ hat 5 Ziffern
fault-province = Wählen Sie die Provinz
fault-country = Geben Sie den Namen des Staates auf Italienisch ein, zum Beispiel Francia
fault-comune = In dieser Provinz gibt es keine Gemeinde mit diesem Namen: Prüfen Sie den Namen und die Provinz
fault-comune-meant = In dieser Provinz gibt es keine Gemeinde mit diesem Namen: Meinen Sie vielleicht { $meant }?
fault-comune-typed = Die Gemeinde „{ $town }“ liegt nicht in der Provinz { $province }: Prüfen Sie den Namen und die Provinz
fault-comune-typed-meant = Die Gemeinde „{ $town }“ liegt nicht in der Provinz { $province }: Meinen Sie vielleicht { $meant }?
fault-line-empty = { $field ->
    [town] Geben Sie die Gemeinde oder Stadt ein
    [postal] Geben Sie die Postleitzahl ein
   *[street] Geben Sie die Adresse ein, zum Beispiel Via Roma 1
}
fault-line-long = { $field ->
    [town] Der Name der Gemeinde oder Stadt darf höchstens 100 Zeichen haben: Sie haben { $found } eingegeben
    [postal] Die Postleitzahl darf höchstens 100 Zeichen haben: Sie haben { $found } eingegeben
   *[street] Die Adresse darf höchstens 100 Zeichen haben: Sie haben { $found } eingegeben
}
fault-line-sign = { $field ->
    [town] Der Name der Gemeinde oder Stadt darf Buchstaben, Ziffern, Leerzeichen und die Zeichen { $signs } enthalten: Entfernen Sie die anderen Zeichen
    [postal] Die Postleitzahl darf Buchstaben, Ziffern, Leerzeichen und die Zeichen { $signs } enthalten: Entfernen Sie die anderen Zeichen
   *[street] Die Adresse darf Buchstaben, Ziffern, Leerzeichen und die Zeichen { $signs } enthalten: Entfernen Sie die anderen Zeichen
}
fault-changed-meanwhile = Ihre Daten haben sich inzwischen geändert, in einem anderen Tab oder auf einem anderen Gerät. Prüfen Sie noch einmal, was Sie geschrieben haben, und fahren Sie fort
fault-summary = { $count ->
    [one] Prüfen Sie 1 Feld
   *[other] Prüfen Sie { $count } Felder
}
fault-summary-general = Es gibt ein Problem
fault-captcha-proof-missing = Beantworten Sie die Prüfung „Ich bin kein Roboter“
fault-captcha-proof-rejected = Die Antwort gilt nicht: Fordern Sie eine neue Prüfung an
fault-captcha-proof-expired = Es ist zu viel Zeit vergangen: Fordern Sie eine neue Prüfung an
fault-doubt-domain = Die Domain der E-Mail-Adresse ähnelt einer häufig verwendeten: Prüfen Sie sie
fault-doubt-pec = Das scheint ein PEC-Postfach zu sein: Oft empfängt es unsere E-Mails nicht
fault-doubt-names = Vor- und Nachname scheinen nicht zur Steuernummer zu passen: Vergleichen Sie sie mit der Gesundheitskarte
fault-doubt-young = Nach der Steuernummer ist die Person sehr jung: Vergleichen Sie sie mit der Gesundheitskarte
fault-doubt-place = Dieser Ort kann einer von mehreren sein: Wählen Sie einen der aufgeführten
fault-mi-utenza = Setzen Sie es im SIDI-Portal zurück, oder wenden Sie sich an die Sicherheitsreferentin oder den Sicherheitsreferenten
fault-body-forms = Der Wert hat keine der vorgesehenen Formen
fault-body-missing = Das Feld fehlt
fault-body-unknown = Es gibt ein unbekanntes Feld; vorgesehen sind: { $known }
fault-body-one-of = Es braucht einen dieser Werte: { $items }
fault-body-text = Es braucht einen Text
fault-body-boolean = Es braucht true oder false
fault-body-integer = Es braucht eine ganze Zahl
fault-body-object = Es braucht ein Objekt
fault-json-place = Das Lesen endet in Zeile { $line }, Spalte { $column }
fault-flow-token = Verwenden Sie das flow_token, das mit der Prüfung „Ich bin kein Roboter“ gekommen ist
fault-one-of-two = Senden Sie entweder das Token des Links oder den Code, nur eines von beiden
fault-cursor = Verwenden Sie den next_cursor der vorherigen Seite
fault-code-letter-swapped = Das Zeichen { $position } sollte ein Buchstabe sein: Prüfen Sie, ob Sie { $typed } und { $meant } verwechselt haben
fault-code-digit-swapped = Das Zeichen { $position } sollte eine Ziffer sein: Prüfen Sie, ob Sie { $typed } und { $meant } verwechselt haben
