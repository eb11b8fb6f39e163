### The own data: seeing them, taking them away, having them deleted.

own-deletion = Löschung des Benutzerkontos
own-deletion-what = Sie können verlangen, dass Ihr Benutzerkonto und Ihre Daten gelöscht werden. { $organisation } antwortet Ihnen innerhalb eines Monats. Solange dem Antrag nicht stattgegeben ist, funktioniert das Benutzerkonto wie bisher, und Sie können den Antrag zurückziehen.
own-deletion-consequence-html = Nach der Löschung kommen Sie in keinen der Dienste mehr hinein, die diese Zugangsdaten verwenden. Vorher können Sie <a href="/area/dati-personali/esporta">Ihre Daten herunterladen</a>.
own-deletion-stays = Was bleibt, und warum
own-deletion-stays-log = Das Protokoll der Vorgänge, ohne Namen und Kontaktdaten, für mindestens sechs Monate: Es dient zur Kontrolle, wer was getan hat, wie es die italienische Datenschutzbehörde verlangt.
own-deletion-stays-username = Der Benutzername, für immer: Er wird nie einer anderen Person zugewiesen.
own-deletion-stays-backups = Die Sicherungskopien, bis sie ablaufen: Sie dienen dazu, den Dienst wiederherzustellen.
own-deletion-stays-acts = Die Gesuche und Akten, die bei anderen Diensten eingereicht wurden: Wer sie erhalten hat, bewahrt sie nach dem Gesetz auf.
own-deletion-send = Löschung verlangen
own-deletion-asked = Sie haben die Löschung des Benutzerkontos verlangt: { $asked }. Wir antworten Ihnen innerhalb eines Monats. Wenn Sie es sich anders überlegt haben, können Sie den Antrag zurückziehen.
own-deletion-withdraw = Antrag zurückziehen
own-export-title = Die Daten, die wir aufbewahren
own-export = Die Daten, die wir über Sie aufbewahren
own-export-what-html = Stand: { $at }. Sie können diese Seite ausdrucken; die <a href="/area/dati-personali/esporta">Datei für Programme (JSON)</a> enthält auch die Liste aller Aktivitäten. Die Passwörter sind nicht dabei: Niemand kennt sie.
own-export-nothing = Nichts
own-who = Wer Sie für diesen Dienst sind
own-kind = Art des Benutzerkontos
own-since = Aktiv seit
own-fixed-html = Vorname, Nachname und Steuernummer können hier nicht geändert werden: Wenden Sie sich an die <a href="/assistenza">Hilfe</a>.
own-language = Sprache der E-Mails und der Seiten
own-language-what = Sie gilt für die E-Mails, die wir Ihnen ab jetzt schicken, und nach jeder Anmeldung für die Seiten.
own-language-save = Sprache speichern
own-rights = Ihre Rechte
own-rights-print = Die aufbewahrten Daten ansehen und ausdrucken
own-rights-export = Die Daten für ein anderes Programm herunterladen (JSON)
own-rights-deletion = Löschung des Benutzerkontos verlangen
own-deletion-asked-at = Löschung verlangt
own-account = Sie und Ihr Benutzerkonto
own-institutional-withdrawn = Dienstliche E-Mail-Adresse entzogen
own-email-waiting = E-Mail-Adresse, die auf Bestätigung wartet
own-contacts = Kontaktdaten
own-documents = Angenommene Dokumente
own-document-versions = Bedingungen, Fassung { $terms }; Datenschutzerklärung, Fassung { $privacy }
own-accesses = Anmeldungen und Sitzungen
own-previous-access = Vorletzte Anmeldung
own-session = Sitzung
