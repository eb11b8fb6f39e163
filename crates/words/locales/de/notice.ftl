### What has just happened, after a form.

notice-start-here = Beginnen Sie hier mit der Registrierung
notice-data-first = Schließen Sie zuerst diesen Schritt ab
notice-mailed-again = Wir haben Ihnen eine weitere E-Mail geschickt: Der vorherige Link funktioniert nicht mehr
notice-too-soon = Sie haben die E-Mail erst vor Kurzem angefordert. Versuchen Sie es gleich noch einmal
notice-too-many-mails = Sie haben die E-Mail schon zu oft angefordert: Wenden Sie sich an die Hilfe, oder beginnen Sie die Registrierung von vorn
notice-mailed-elsewhere = Wir haben die Adresse korrigiert und eine weitere E-Mail geschickt: Der vorherige Link funktioniert nicht mehr
notice-logged-out = Sie haben sich abgemeldet
notice-session-over = Die Sitzung ist abgelaufen. Melden Sie sich neu an
notice-password-saved = Passwort gespeichert
notice-password-chosen-before = Sie hatten Ihr Passwort schon gewählt: Wir haben es nicht noch einmal geändert
notice-one-time-renewed = Wir haben Ihnen ein neues vorläufiges Passwort geschickt: Öffnen Sie Ihr Postfach und verwenden Sie dieses
notice-changed-elsewhere = Das Passwort wurde gerade anderswo geändert. Melden Sie sich neu an
notice-contacts-changed = Sie haben die Kontaktdaten aktualisiert
notice-language-chosen = Sie haben die Sprache der E-Mails und der Seiten gewählt
notice-nothing-changed = Sie haben nichts geändert
notice-password-changed = Sie haben das Passwort geändert: Die anderen Sitzungen wurden geschlossen
notice-session-closed = Sie haben die gewählte Sitzung geschlossen
notice-others-closed = Sie haben alle anderen Sitzungen geschlossen
notice-form-kept = Die Sitzung ist abgelaufen. Melden Sie sich neu an: Was Sie geschrieben hatten, ist erhalten geblieben
notice-form-back = Die Sitzung war abgelaufen: Was Sie geschrieben hatten, ist erhalten geblieben. Prüfen und bestätigen Sie es
notice-deletion-asked = Sie haben die Löschung des Benutzerkontos verlangt: Wir antworten Ihnen innerhalb eines Monats
notice-deletion-withdrawn = Sie haben den Antrag zurückgezogen: Das Benutzerkonto bleibt, wie es ist
notice-just-changed = Ihr Benutzerkonto wurde gerade anderswo geändert: Prüfen Sie es und versuchen Sie es noch einmal
notice-email-given-up = Sie haben die Änderung abgebrochen: Die bisherigen Adressen gelten weiter
