### The guide. Spans of time come from the configuration: `$link` such as "24 ore"; `$length` is a number.

guide-title = Anleitung
guide-lead-html = Was zu tun ist, Schritt für Schritt. Wenn etwas nicht gelingt, schreiben Sie an die <a href="/assistenza">Hilfe</a>.
guide-all = Die ganze Anleitung
guide-registration = So registrieren Sie sich
guide-registration-lead = Es dauert etwa 5 Minuten. Das Benutzerkonto ist persönlich: eines je Steuernummer.
guide-registration-needs = Was Sie brauchen
guide-registration-needs-code = Die Steuernummer, wie sie auf der Gesundheitskarte steht
guide-registration-needs-mailbox = Ein E-Mail-Postfach, das Sie oft öffnen, keine PEC-Adresse
guide-steps = Die Schritte
guide-registration-step-1-html = <a href="/registrazione">Beginnen Sie die Registrierung</a>: Geben Sie die Steuernummer ein und wählen Sie „{ captcha-human }“.
guide-registration-step-2 = Geben Sie Vornamen und Nachnamen wie auf der Gesundheitskarte ein, dazu die E-Mail-Adresse. Nehmen Sie die Bedingungen an und bestätigen Sie, dass Sie die Datenschutzerklärung gelesen haben.
guide-registration-step-3 = Prüfen Sie die Übersicht und wählen Sie „{ registration-summary-send }“: Vorher beginnt die Registrierung nicht.
guide-registration-step-4 = Öffnen Sie die E-Mail, die wir Ihnen schicken, und wählen Sie „{ activation-send }“. Der Link gilt { $link }; in derselben E-Mail steht ein Code zum Eingeben, falls sich der Link nicht öffnen lässt.
guide-registration-step-5 = Sie erhalten eine zweite E-Mail mit dem Benutzernamen und dem vorläufigen Passwort.
guide-registration-step-5-chosen = Wählen Sie Ihr Passwort. Sie erhalten eine zweite E-Mail mit dem Benutzernamen.
guide-registration-stopped = Wenn Sie unterbrechen
guide-registration-stopped-what-html = Kehren Sie mit demselben Browser zur <a href="/registrazione">Registrierung</a> zurück: Sie machen dort weiter, wo Sie waren. Nach der Bestätigung bewahren wir die Daten { $pending } auf; wenn Sie das Benutzerkonto nicht aktivieren, löschen wir sie, und Sie können neu beginnen.
guide-registration-differs = Wenn Name und Steuernummer nicht zusammenzupassen scheinen
guide-registration-differs-what-html = Wir sagen es Ihnen und bitten Sie, noch einmal zu prüfen. Wenn beides so auf der Gesundheitskarte steht, können Sie bestätigen und weitermachen: Es gilt die Nummer, die Ihnen zugewiesen wurde. Lesen Sie auch, <a href="/guida/codice-fiscale">wie die Steuernummer aufgebaut ist</a>.
guide-first = Die erste Anmeldung
guide-first-lead = Mit der zweiten E-Mail melden Sie sich an und wählen Ihr Passwort.
guide-first-lead-chosen = Mit dem vorläufigen Passwort, das wir Ihnen geschickt haben, melden Sie sich an und wählen Ihr eigenes.
guide-first-step-1-html = Öffnen Sie die Seite <a href="/accedi">Anmelden</a>.
guide-first-step-2 = Geben Sie den Benutzernamen oder die Steuernummer und das vorläufige Passwort ein: Kopieren Sie es ohne Leerzeichen aus der E-Mail. Wählen Sie dann „{ login-send }“.
guide-first-step-3 = Geben Sie noch einmal das vorläufige Passwort ein, dann Ihr neues, und wählen Sie „{ credential-save }“. Von da an gilt nur das neue.
guide-first-expired = Wenn das vorläufige Passwort abgelaufen ist
guide-first-expired-what-html = Es gilt { $one_time } und nur ein Mal. Wenn es abgelaufen ist, geben Sie es trotzdem ein: Die Seite bietet Ihnen an, ein neues zu schicken. Wenn Sie es nicht mehr finden, <a href="/recupera/attivazione">lassen Sie es sich noch einmal schicken</a>.
guide-data = Daten ändern
guide-data-lead-html = Alles geschieht im <a href="/area">geschützten Bereich</a>. Ändern sich Kontaktdaten, E-Mail-Adresse oder Passwort, benachrichtigen wir Sie per E-Mail.
guide-data-contacts = Mobiltelefon und Domizil
guide-data-contacts-what-html = Unter <a href="/area/recapiti">{ area-contacts }</a>: Vor dem Bestätigen sehen Sie, was sich ändert.
guide-data-email = E-Mail
guide-data-email-what-html = Unter <a href="/area/email">E-Mail</a>: Geben Sie die neue Adresse und das Passwort ein. Die neue Adresse gilt, sobald Sie den Link öffnen, den wir dorthin schicken, und bestätigen; bis dahin gilt die bisherige. Mit dem Link, den wir an die alte Adresse schicken, können Sie die Änderung { $undo } lang rückgängig machen.
guide-data-institutional = Wenn Sie ein Postfach @istruzione.it oder @posta.istruzione.it haben, schreiben wir Ihnen dorthin: Es ist Ihre maßgebliche Adresse, bis die Verwaltung es entzieht.
guide-data-language = Sprache
guide-data-language-what-html = Unter <a href="/area/dati-personali">Ihre persönlichen Daten</a> wählen Sie die Sprache der E-Mails und der Seiten.
guide-data-fixed = Vorname, Nachname und Steuernummer
guide-data-fixed-what-html = Sie können hier nicht geändert werden: Schreiben Sie an die <a href="/assistenza">Hilfe</a>.
guide-password = Das Passwort
guide-password-lead = Ein einziges Passwort für diesen Dienst und für die verbundenen.
guide-password-good = So wählen Sie es
guide-password-good-length = Mindestens { $length } Zeichen (für MI-Benutzerkonten mindestens { $mi_length }, mit einer Ziffer, einem Groß- und einem Kleinbuchstaben). Einige Wörter ohne Zusammenhang sind bestens geeignet.
guide-password-good-words = Verwenden Sie weder Ihren Namen noch den Benutzernamen, die Steuernummer oder den Namen des Dienstes.
guide-password-good-known = Sehr häufige oder anderswo gestohlene Passwörter werden nicht angenommen.
guide-password-change = Es ändern
guide-password-change-what-html = Unter <a href="/area/password">{ area-password }</a>. Die anderen Sitzungen werden geschlossen: Auf den anderen Geräten müssen Sie sich neu anmelden.
guide-password-services-html = Das neue Passwort gelangt zu den verbundenen Diensten: Unter <a href="/area/servizi">{ area-services }</a> sehen Sie, wie weit jeder ist.
guide-password-forgotten = Wenn Sie es vergessen haben
guide-password-forgotten-what-html = Öffnen Sie <a href="/recupera/password">{ login-forgot-password }</a>: Wir schicken Ihnen einen Link, der { $reset } gilt. Bei MI-Benutzerkonten geht es anders: <a href="/guida/utenze-mi">Lesen Sie, wie</a>.
guide-password-wrong = Wenn Sie sich mehrmals vertippen
guide-password-wrong-what = Nach einigen falschen Versuchen hintereinander müssen Sie etwas warten, und die Seite sagt, wie lange. Niemand kann Sie durch falsche Versuche auf dem Gerät aussperren, von dem aus Sie sich sonst anmelden.
guide-mail = Die E-Mail kommt nicht an
guide-mail-lead = Meist kommt sie in wenigen Minuten. Versuchen Sie es in dieser Reihenfolge.
guide-mail-step-1-html = Sehen Sie im Spam-Ordner nach: Der Absender ist <strong>{ $mail_from }</strong>.
guide-mail-step-2-html = Warten Sie einige Minuten, und <a href="/recupera/attivazione">lassen Sie sie sich noch einmal schicken</a>. Warten Sie auf den Link für das neue Passwort? <a href="/recupera/password">Fordern Sie ihn noch einmal an</a>. Es gilt nur die letzte E-Mail, die Sie erhalten.
guide-mail-step-3-html = Haben Sie sich bei der Adresse vertippt? <a href="/registrazione">Setzen Sie die Registrierung</a> mit demselben Browser fort und korrigieren Sie sie.
guide-mail-step-4 = Ist das Postfach voll oder eine PEC-Adresse? Schaffen Sie Platz, oder verwenden Sie ein anderes.
guide-mail-lost = Wenn Sie dieses Postfach nicht mehr öffnen können
guide-mail-lost-what-html = Lesen Sie, was zu tun ist, wenn Sie <a href="/recupera/email-persa">keinen Zugang mehr zum Postfach haben</a>.
guide-mi = MI-Benutzerkonten
guide-mi-lead = Das sind die Benutzerkonten des Personals des Ministeriums: Der Benutzername besteht aus MI und fünf Ziffern und kommt aus SIDI.
guide-mi-change-html = Wenn Sie das Passwort noch wissen, <a href="/accedi">melden Sie sich an</a> und ändern Sie es unter „{ area-password }“: Es gilt auch für den Arbeitsplatz, das Postfach @istruzione.it und SIDI.
guide-mi-forgotten = Wenn Sie es nicht mehr wissen
guide-mi-forgotten-what-html = Hier wird es nicht zurückgesetzt. Verwenden Sie das SIDI-Portal, oder wenden Sie sich an die Sicherheitsreferentin oder den Sicherheitsreferenten Ihres Amtes oder Ihrer Schule: Bringen Sie einen Ausweis mit. <a href="/recupera/utenza-mi">Was Sie tun können</a>.
guide-code = Die Steuernummer
guide-code-lead = Sie hat 16 Zeichen und steht auf der Gesundheitskarte. Sie können sie mit oder ohne Leerzeichen schreiben, groß oder klein.
guide-code-parts = So ist sie aufgebaut
guide-code-parts-names = Die ersten sechs Buchstaben kommen aus Nachnamen und Vornamen.
guide-code-parts-birth = Dann folgen Jahr, Monat und Tag der Geburt; bei Frauen ist der Tag um 40 erhöht.
guide-code-parts-place = Dann folgt der Code der Gemeinde, oder des Staates, wenn Sie im Ausland geboren sind, so wie er damals war.
guide-code-parts-check = Der letzte Buchstabe prüft die anderen: Wenn Sie sich vertippen, merken wir es.
guide-code-homonyms = Buchstaben statt einiger Ziffern: die Omokodie
guide-code-homonyms-what = Wenn zwei Personen dieselbe Nummer hätten, ersetzt die Agentur der Einnahmen bei einer von beiden einige Ziffern durch Buchstaben. Das ist eine gültige Nummer: Schreiben Sie sie genau so, wie sie auf Ihrer Karte steht. Zwei Nummern, die sich so unterscheiden, gehören zwei verschiedenen Personen.
guide-code-provisional = Elf Ziffern
guide-code-provisional-what = Das ist eine vorläufige Nummer: Für die Registrierung brauchen Sie die endgültige mit 16 Zeichen. Verlangen Sie sie bei der Agentur der Einnahmen.
guide-faq = Häufige Fragen
guide-faq-lead-html = Die Antworten in Kürze; alle Schritte stehen in der <a href="/guida">Anleitung</a>.
guide-faq-username = Ich weiß den Benutzernamen nicht mehr
guide-faq-username-what-html = Sie können sich auch mit der Steuernummer anmelden. Oder <a href="/recupera/username">lassen Sie ihn sich per E-Mail schicken</a>.
guide-faq-held = Ich soll bereits ein Benutzerkonto haben
guide-faq-held-what-html = Die E-Mail, die Sie erhalten haben, enthält Ihren Benutzernamen: <a href="/accedi">Melden Sie sich</a> damit an. Wenn Sie das Passwort nicht mehr wissen, <a href="/recupera/password">wählen Sie ein anderes</a>.
guide-faq-link = Der Link in der E-Mail funktioniert nicht
guide-faq-link-what-html = Jeder Link funktioniert nur ein Mal, und es gilt nur der letzte, den Sie angefordert haben. Wenn er unvollständig ist, <a href="/attiva">geben Sie den Code ein</a>, der in derselben E-Mail steht.
guide-faq-signed-out = Warum muss ich mich noch einmal anmelden?
guide-faq-signed-out-what = Nach { $idle } ohne Tätigkeit schließen wir die Sitzung, zur Sicherheit. Wenn Sie gerade ein Formular ausgefüllt haben, finden Sie es nach der Anmeldung wieder.
guide-faq-not-me = Ich habe eine Nachricht über eine Änderung erhalten, die nicht von mir ist
guide-faq-not-me-what = Öffnen Sie den Link in dieser E-Mail und bestätigen Sie: Wir schließen alle Sitzungen und halten offene Änderungen an. Wählen Sie dann ein neues Passwort.
guide-faq-deletion = Wie lösche ich das Benutzerkonto?
guide-faq-deletion-what-html = Verlangen Sie es unter <a href="/area/dati-personali/cancellazione">Ihre persönlichen Daten</a>: Wir antworten Ihnen innerhalb eines Monats.
guide-map = Übersicht der Seiten
guide-map-enter = Anmelden und registrieren
guide-map-recover = Den Zugang wiederherstellen
guide-map-help = Hilfe
