### The change of the e-mail address, in the area.

address-waiting = Bestätigung ausstehend
address-waiting-what-html = Öffnen Sie den Link, den wir an <strong>{ $address }</strong> geschickt haben: Er gilt bis { $deadline }. Solange Sie ihn nicht öffnen, ändert sich nichts.
address-yours = Ihre Adressen
address-reference = Wir schreiben Ihnen an
address-institutional = Dienstliche E-Mail-Adresse
address-institutional-what = Sie ist die maßgebliche Adresse. Hier kann sie nicht geändert werden: Die Verwaltung weist sie zu und entzieht sie
address-none = Nicht angegeben
address-change = E-Mail-Adresse ändern
address-change-what = Wir schicken einen Link an die neue Adresse und eine Nachricht an die bisherigen. Die bisherigen Adressen gelten, bis Sie den Link öffnen.
address-new = Neue E-Mail-Adresse
address-new-hint = Verwenden Sie ein Postfach, das Sie oft öffnen, keine PEC-Adresse. Wenn die Adresse auf @istruzione.it oder @posta.istruzione.it endet, wird sie Ihre maßgebliche Adresse
address-new-repeat = Neue E-Mail-Adresse wiederholen
address-sent = Sehen Sie in das neue Postfach
address-sent-to-html = Wir haben eine Nachricht an <strong>{ $address }</strong> geschickt.
address-sent-deadline = Um die neue Adresse zu bestätigen, öffnen Sie den Link darin: Er gilt bis { $deadline }. Die bisherigen Adressen gelten, bis Sie die neue bestätigen.
address-sent-notified = Wir haben auch die bisherigen Adressen benachrichtigt.
address-sent-back = Zurück zur Seite E-Mail
address-give-up = Änderung abbrechen
address-why-institutional = Das ist Ihre dienstliche E-Mail-Adresse: Wenn es eine gibt, ist sie immer die maßgebliche Adresse
address-why-personal = Das ist die letzte persönliche E-Mail-Adresse, die Sie bestätigt haben
address-why-withdrawn = Das ist die letzte persönliche E-Mail-Adresse, die Sie bestätigt haben: Die dienstliche wurde entzogen ({ $day })
