### From a forgotten password or username back in.

recovery-title = Probleme bei der Anmeldung
recovery-activation-what = Geben Sie die Steuernummer und die E-Mail-Adresse an, mit denen Sie sich registriert haben: Wir schicken Ihnen noch einmal die E-Mail, auf die Sie warten.
recovery-code-hint = 16 Zeichen, sie stehen auf der Gesundheitskarte
recovery-send = E-Mail schicken
recovery-ask-another = Anderen Link anfordern
recovery-done = Sie haben ein neues Passwort
recovery-done-what = Wir haben die offenen Sitzungen geschlossen und Ihnen eine E-Mail zur Bestätigung geschickt.
recovery-username-what = Geben Sie die Steuernummer an: Wenn es ein Benutzerkonto gibt, schicken wir den Benutzernamen an dessen E-Mail-Adressen.
recovery-password-what = Geben Sie den Benutzernamen oder die Steuernummer an: Wenn es ein Benutzerkonto gibt, schicken wir an dessen E-Mail-Adressen einen Link, mit dem Sie ein neues Passwort wählen.
recovery-mailbox-lost = Haben Sie keinen Zugang mehr zu Ihrem Postfach?
recovery-mailbox-lost-short = Postfach verloren
recovery-mailbox-lost-lead = Aus Sicherheitsgründen gehen die Anweisungen nur an bereits bestätigte Adressen: Von hier aus können sie nicht geändert werden.
recovery-what-to-do = Was Sie tun können
recovery-mailbox-lost-log-in-html = Wenn Sie das Passwort wissen, <a href="/accedi">melden Sie sich an</a> und ändern Sie die E-Mail-Adresse in Ihrem geschützten Bereich.
recovery-mailbox-lost-other = Wenn das Benutzerkonto zwei Adressen hat, zum Beispiel eine dienstliche, suchen Sie die E-Mail auch im anderen Postfach: Wir schicken sie an beide.
recovery-mailbox-lost-provider = Bitten Sie den Anbieter des Postfachs, es wieder zu öffnen.
recovery-mailbox-lost-support-html = Wenn nichts davon möglich ist, wenden Sie sich an die <a href="/assistenza">Hilfe</a> oder an die Sicherheitsreferentin oder den Sicherheitsreferenten: Bringen Sie einen Ausweis mit, damit geprüft werden kann, dass das Benutzerkonto Ihnen gehört.
recovery-go-back = Zurück
recovery-mi-title = Das Passwort der MI-Benutzerkonten
recovery-mi-short = MI-Benutzerkonto
recovery-mi = Das Passwort der MI-Benutzerkonten wird anderswo zurückgesetzt
recovery-mi-lead = MI-Benutzerkonten dienen auch für den Arbeitsplatz, das Postfach @istruzione.it und SIDI: Aus Sicherheitsgründen wird das Passwort nur über die internen Wege zurückgesetzt.
recovery-mi-portal-html = Setzen Sie es im <strong>SIDI-Portal</strong> zurück.
recovery-mi-referente-html = Wenn das nicht gelingt, wenden Sie sich an die <strong>Sicherheitsreferentin oder den Sicherheitsreferenten</strong> Ihres Amtes oder Ihrer Schule: Bringen Sie einen Ausweis mit; meist ist es am selben Tag erledigt.
recovery-mi-change-html = Wenn Sie es wissen oder wieder Zugang haben, können Sie es <a href="/accedi">nach der Anmeldung</a> ändern.
recovery-mi-not-html = Sie haben kein MI-Benutzerkonto? <a href="/recupera">Zurück</a>
recovery-new-password = Wählen Sie das neue Passwort
recovery-new-password-what = Wenn Sie es speichern, schließen wir alle offenen Sitzungen: Danach melden Sie sich mit dem neuen Passwort an.
recovery-sent = Wenn die Angaben zu einem Benutzerkonto gehören, erhalten Sie eine E-Mail mit den Anweisungen an die eingetragenen Adressen.
recovery-sent-missing-html = Es kommt nichts an? Sehen Sie im Spam-Ordner nach (Absender ist <strong>{ $mail_from }</strong>), oder <a href="/recupera">versuchen Sie es in 5 Minuten noch einmal</a>. <a href="/recupera/email-persa">Haben Sie keinen Zugang mehr zu diesem Postfach?</a>
recovery-sent-not-active-html = Wenn Sie das Benutzerkonto noch nicht aktiviert haben, fordern Sie <a href="/recupera/attivazione">die Aktivierungs-E-Mail</a> noch einmal an.
recovery-sent-back = Zurück zur Anmeldung
recovery-ways = Was haben Sie vergessen?
recovery-ways-username = Den Benutzernamen
recovery-ways-username-what = Wir schicken ihn per E-Mail: Sie brauchen die Steuernummer.
recovery-ways-password = Das Passwort
recovery-ways-password-what = Wir schicken Ihnen einen Link, mit dem Sie ein neues wählen.
recovery-ways-activation = Ich habe die Aktivierungs-E-Mail nicht erhalten
recovery-ways-activation-what = Wir schicken Ihnen den Aktivierungslink noch einmal, oder ein neues vorläufiges Passwort, wenn Sie sich noch nie angemeldet haben.
recovery-ways-other = Andere Probleme
recovery-ways-mi = Ich habe ein MI-Benutzerkonto
recovery-ways-mailbox = Ich habe keinen Zugang mehr zu meinem Postfach
recovery-ways-else = Ich habe ein anderes Problem
recovery-cut = Der Link ist unvollständig
recovery-cut-what = Öffnen Sie noch einmal die E-Mail „{ mail-title-reset }“ und kopieren Sie den Link vollständig in die Adresszeile.
recovery-used = Der Link wurde schon verwendet
recovery-used-what = Mit diesem Link wurde ein neues Passwort gewählt ({ $at }). Wenn Sie das nicht waren, öffnen Sie die E-Mail „{ mail-title-password-changed }“ und folgen Sie den Anweisungen.
recovery-expired = Der Link ist abgelaufen
recovery-expired-what = Der Link für das neue Passwort galt { $life } und ist abgelaufen. Ihr Passwort ist unverändert.
recovery-newer = Es gibt eine neuere E-Mail
recovery-newer-what = Sie haben eine neuere E-Mail angefordert: Verwenden Sie den Link der letzten ({ $at }).
recovery-void = Der Link gilt nicht mehr
recovery-void-what = Nach dieser E-Mail haben sich das Passwort oder eine Adresse Ihres Benutzerkontos geändert: Aus Sicherheitsgründen funktionieren die früheren Links nicht mehr.
recovery-suspended = Das Benutzerkonto ist gesperrt
recovery-suspended-what = Solange es gesperrt ist, kann das Passwort nicht zurückgesetzt werden. Wenden Sie sich an die Sicherheitsreferentin oder den Sicherheitsreferenten oder an die Hilfe.
