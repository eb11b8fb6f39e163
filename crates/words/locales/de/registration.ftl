### Registration.

registration-title = Registrierung
registration-mailed-html = Wir haben eine Nachricht an <strong>{ $email }</strong> geschickt.
registration-mailed-deadline = Um das Benutzerkonto zu aktivieren, öffnen Sie den Link darin: Er gilt bis { $deadline }.
registration-next = Nächste Schritte
registration-next-open = Öffnen Sie Ihr Postfach
registration-next-activate = Wählen Sie „{ activation-send }“
registration-next-log-in = Melden Sie sich mit dem Benutzernamen an, den wir Ihnen schicken
registration-next-credential = Sie erhalten Benutzernamen und vorläufiges Passwort
registration-next-change = Melden Sie sich an und wählen Sie Ihr Passwort
registration-other-device-html = Sie können diese Seite schließen. Wenn Sie Ihre E-Mails auf einem anderen Gerät lesen, können Sie <a href="/attiva">hier den Code eingeben</a>, der in der E-Mail steht.
registration-resend-wait = Sie können sie in { $wait } wieder anfordern.
registration-resend-never-html = Wir haben sie Ihnen schon mehrmals geschickt: Wenn Sie sie noch immer nicht finden, wenden Sie sich an die <a href="/assistenza">Hilfe</a>.
registration-correct = Adresse korrigieren
registration-correct-what = Wir schicken einen neuen Link an die neue Adresse. Der vorherige funktioniert dann nicht mehr.
registration-correct-send = Neue Adresse bestätigen
registration-closed-title = Registrierungen geschlossen
registration-closed = Die Registrierungen sind geschlossen
registration-closed-what = Wenn Sie schon ein Benutzerkonto haben, können Sie sich wie immer anmelden.
registration-code-title = Steuernummer (Schritt 1 von 3)
registration-code-heading = 1 von 3 – Steuernummer
registration-code-hint = 16 Zeichen, sie stehen auf der Gesundheitskarte. Zum Beispiel RSSMRA80A01H501U. Auch Steuernummern mit Buchstaben anstelle von Ziffern sind gültig (Omokodie).
registration-has-account-html = Haben Sie schon ein Benutzerkonto? <a href="/accedi">Melden Sie sich an</a>
registration-over-title = Registrierung abgeschlossen
registration-over = Registrierung bereits abgeschlossen
registration-over-what = Das Benutzerkonto ist aktiv: Melden Sie sich mit dem Benutzernamen an, den wir Ihnen per E-Mail geschickt haben.
registration-person-title = Persönliche Daten (Schritt 2 von 3)
registration-person-heading = 2 von 3 – Persönliche Daten
registration-person-required = Felder mit Sternchen (*) sind Pflichtfelder. Vor dem Bestätigen können Sie alles noch einmal prüfen.
registration-person-from-code = Aus Ihrer Steuernummer
registration-person-correct-code = Stimmt etwas nicht? Steuernummer korrigieren
registration-person-renamed = Der Geburtsort hat seinen Namen oder die Provinz gewechselt? Das ist normal: Wir zeigen die Gemeinde oder den Staat, wie sie bei Ihrer Geburt hießen.
registration-person-names-differ = Vor- und Nachname scheinen nicht zur Steuernummer zu passen. Vergleichen Sie sie mit der Gesundheitskarte.
registration-person-too-young = Für die Registrierung müssen Sie mindestens { $min_age } Jahre alt sein. Vergleichen Sie die Steuernummer mit der Gesundheitskarte.
registration-person-confirm = Ich bestätige: Sie sind so geschrieben wie auf der Gesundheitskarte
registration-person-given-name-hint = Wie auf der Gesundheitskarte, auch der zweite Vorname
registration-person-family-name-hint = Wie auf der Gesundheitskarte
registration-person-birth-year = Geburtsjahr
registration-person-birth-place-hint = Die Gemeinde oder der Staat, wo Sie geboren sind, wie auf der Gesundheitskarte
registration-person-email-hint = An diese Adresse schicken wir den Link zum Aktivieren des Benutzerkontos. Verwenden Sie ein Postfach, das Sie oft öffnen, keine PEC-Adresse
registration-person-terms-html = Lesen Sie die <a href="/condizioni" target="_blank">allgemeinen Nutzungsbedingungen<span class="visually-hidden"> (öffnet sich in einem neuen Tab)</span></a>.
registration-person-privacy-html = Wir verwenden Ihre Daten nur, um Ihnen ein Benutzerkonto zu geben und Sie über alles zu benachrichtigen, was es betrifft; wir bewahren sie auf, solange das Benutzerkonto besteht. Verantwortlich ist { $organisation }. Lesen Sie die <a href="/privacy" target="_blank">Datenschutzerklärung<span class="visually-hidden"> (öffnet sich in einem neuen Tab)</span></a>.
registration-summary-title = Übersicht (Schritt 3 von 3)
registration-summary-heading = 3 von 3 – Übersicht
registration-summary-declaration = Ihre Angaben gelten als Erklärung. Prüfen Sie, ob sie richtig sind.
registration-summary-the-data = die persönlichen Daten
registration-summary-contacts = Kontakt
registration-summary-the-contacts = den Kontakt
registration-summary-mailbox-html = Wir schreiben Ihnen an <strong>{ $email }</strong>
registration-summary-not-yet = Solange Sie nicht bestätigen, beginnt die Registrierung nicht.
registration-summary-send = Bestätigen und registrieren
registration-waiting = Laufende Registrierung
registration-in-progress-html = <strong>Sie haben eine laufende Registrierung.</strong> Sie können dort weitermachen, wo Sie waren, oder von vorn beginnen: Was Sie geschrieben haben, geht dann verloren.
registration-resume = Fortsetzen
registration-summary-step = Übersicht
registration-step-done = erledigt
registration-born-either = { $first } oder { $second }
registration-place-ceased = { $place } (heute ein anderer Staat)
registration-place-unknown = Nicht in unserer Liste: Geben Sie ihn unten ein
