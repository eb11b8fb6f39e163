### Links of mails about changes.

link-confirm = E-Mail-Adresse bestätigen
link-undo = Vorherige E-Mail-Adresse wiederherstellen
link-disavow = Haben Sie diese Änderung nicht gemacht?
link-confirm-lead-html = Sie sind dabei, <strong>{ $address }</strong> für Ihr Benutzerkonto zu verwenden.
link-confirm-what = Wir benachrichtigen die bisherigen Adressen und schließen die offenen Sitzungen auf anderen Geräten.
link-confirm-not-you = Wenn Sie diese Änderung nicht verlangt haben, schließen Sie die Seite: Die Adresse wird nicht verwendet.
link-undo-lead-html = Wenn Sie die E-Mail-Adresse nicht selbst geändert haben, stellen wir <strong>{ $address }</strong> wieder her und sichern Ihr Benutzerkonto.
link-undo-lead-added = Wenn Sie die E-Mail-Adresse nicht selbst hinzugefügt haben, entfernen wir sie und sichern Ihr Benutzerkonto.
link-undo-was-you = Wenn Sie die E-Mail-Adresse selbst geändert haben, brauchen Sie nichts zu tun: Schließen Sie die Seite.
link-disavow-lead = Dann sichern wir Ihr Benutzerkonto.
link-disavow-was-you = Wenn Sie die Änderung selbst gemacht haben, brauchen Sie nichts zu tun: Schließen Sie die Seite.
link-disavow-send = Mein Benutzerkonto sichern
link-go-to-addresses = Zu Ihren Adressen
link-choose-another = Anderes Passwort wählen
link-cut-what = Kopieren Sie ihn vollständig aus der E-Mail und fügen Sie ihn hier ein.
link-cut-field = Link aus der E-Mail
link-confirmed = Die Adresse ist mit Ihrem Benutzerkonto verbunden.
link-confirmed-what = Wir haben die bisherigen Adressen benachrichtigt und die offenen Sitzungen auf anderen Geräten geschlossen.
link-secured = Wir haben alle Sitzungen geschlossen und die ausstehenden Änderungen und die schon verschickten Links aufgehoben.
link-secured-kept-html = Wir haben die vorherige E-Mail-Adresse nicht wiederhergestellt, weil die Verwaltung inzwischen die dienstliche E-Mail-Adresse zugewiesen oder entzogen hat: Die verwendeten Adressen stehen auf der Seite <a href="/area/email">E-Mail</a>.
link-secured-next = Was Sie jetzt tun müssen
link-secured-password-html = <strong>Wählen Sie sofort ein anderes Passwort</strong>: Solange Sie das nicht tun, kann jemand, der das jetzige kennt, vor Ihnen eines wählen. Wenn Sie es noch wissen, <a href="/accedi">melden Sie sich an</a>; wenn Sie es nicht mehr wissen oder es geändert wurde, <a href="/recupera/password">setzen Sie es zurück</a>. Bei MI-Benutzerkonten geht das über das <a href="/recupera/utenza-mi">SIDI-Portal oder die Sicherheitsreferentin oder den Sicherheitsreferenten</a>.
link-secured-undo = Wenn Sie auch die E-Mail „{ mail-title-email-changed }“ erhalten und die Adresse nicht selbst geändert haben, öffnen Sie den Link darin: Er stellt die vorherige Adresse wieder her.
link-secured-mailbox = Prüfen Sie, dass niemand sonst Ihr E-Mail-Postfach lesen kann.
link-securing = Wenn Sie die Schaltfläche drücken:
link-securing-sessions = schließen wir alle offenen Sitzungen
link-securing-changes = heben wir die ausstehenden Änderungen und die schon verschickten Links auf
link-securing-password = verlangen wir bei der nächsten Anmeldung, dass Sie ein anderes Passwort wählen
link-cut = Der Link ist unvollständig
link-open = Öffnen Sie den Link aus der E-Mail
link-confirmed-title = E-Mail-Adresse bestätigt
link-confirmed-before = Die E-Mail-Adresse war schon bestätigt
link-undone-title = Wir haben die vorherige E-Mail-Adresse wiederhergestellt
link-secured-title = Wir haben Ihr Benutzerkonto gesichert
link-secured-before = Ihr Benutzerkonto war schon gesichert
link-expired = Der Link ist abgelaufen
link-expired-confirm = Aus Sicherheitsgründen gilt er { $life }. Ihre Adressen sind unverändert: Wenn Sie die neue noch verwenden wollen, beantragen Sie sie auf der Seite E-Mail noch einmal.
link-expired-other = Aus Sicherheitsgründen gilt er { $life }. Wenn jemand anderes Ihr Benutzerkonto verwendet hat, wählen Sie sofort ein neues Passwort und wenden Sie sich an die Hilfe.
link-newer = Es gibt eine neuere E-Mail
link-newer-what = Sie haben eine neuere E-Mail angefordert: Verwenden Sie den Link der letzten ({ $at }).
link-suspended = Dieses Benutzerkonto ist gesperrt
link-suspended-what = Solange es gesperrt ist, können seine Adressen nicht geändert werden: Wenden Sie sich an die Sicherheitsreferentin oder den Sicherheitsreferenten oder an die Hilfe.
link-void = Der Link gilt nicht mehr
link-void-confirm = Die Änderung wurde abgebrochen, oder inzwischen wurde ein neues Passwort gewählt. Die Adressen sind unverändert: Wenn Sie die neue noch verwenden wollen, beantragen Sie sie auf der Seite E-Mail noch einmal.
link-void-undo = Die Änderung wurde schon von einer anderen Adresse desselben Benutzerkontos aus rückgängig gemacht. Wenn Sie das nicht erwartet haben, wenden Sie sich an die Hilfe.
link-void-disavow = Inzwischen hat sich das Benutzerkonto geändert. Wenn jemand anderes es verwendet hat, wählen Sie sofort ein neues Passwort und wenden Sie sich an die Hilfe.
