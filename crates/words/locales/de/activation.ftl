### Activation: where the mailed link leads.

activation-code = Code oder Link aus der E-Mail
activation-code-hint = Der Code hat 8 Zeichen, zum Beispiel ABCD-2345. Sie können auch den ganzen Link einfügen.
activation-send = Benutzerkonto aktivieren
activation-opened-chosen = Wir haben Ihnen eine zweite E-Mail mit Ihrem Benutzernamen geschickt. Das Passwort ist das, das Sie gewählt haben.
activation-opened-mailed = Wir haben Ihnen eine zweite E-Mail mit Benutzernamen und vorläufigem Passwort geschickt.
activation-opened-missing-html = Die E-Mail kommt nicht an? <a href="/recupera/attivazione">Lassen Sie sie noch einmal schicken</a>
activation-already-active = Sie können sich mit dem Benutzernamen anmelden, den wir Ihnen per E-Mail geschickt haben.
activation-expired = Aus Sicherheitsgründen gilt er { $link_life }. Die eingegebenen Daten sind noch da: Fordern Sie einen neuen Link an.
activation-renew = Neuen Link schicken
activation-gone = Diese Registrierung gilt nicht mehr: Daten, die Sie nicht aktivieren, bleiben { $pending_life }, dann löschen wir sie. Sie können von vorn beginnen.
activation-gone-has-account = Haben Sie schon ein Benutzerkonto? Melden Sie sich an
activation-taken = Mit derselben Steuernummer wurde bereits ein anderes Benutzerkonto aktiviert.
activation-taken-next-html = Wenn Sie es selbst aktiviert haben, melden Sie sich an. Wenn Sie es nicht waren, wenden Sie sich an die <a href="/assistenza">Hilfe</a>.
activation-renewed = Öffnen Sie Ihr Postfach: Der vorherige Link funktioniert nicht mehr.
activation-renewed-wait-html = Die E-Mail kann ein paar Minuten brauchen. Sehen Sie auch im Spam-Ordner nach: Absender ist <strong>{ $mail_from }</strong>.
activation-not-renewed-html = Wir haben Ihnen den Link schon mehrmals geschickt: Wenden Sie sich an die <a href="/assistenza">Hilfe</a>.
activation-opened = Benutzerkonto aktiviert
activation-active = Das Benutzerkonto ist bereits aktiv
activation-link-expired = Der Link ist abgelaufen
activation-link-renewed = Wir haben Ihnen einen neuen Link geschickt
activation-link-not-renewed = Wir können Ihnen keine weiteren Links schicken
activation-over = Die Registrierung gilt nicht mehr
activation-exists = Das Benutzerkonto gibt es schon
activation-newer = Es gibt eine neuere E-Mail
activation-code-what = Geben Sie den Code ein, der in der E-Mail steht, oder fügen Sie hier den Link ein.
activation-cut = Der Link ist unvollständig
activation-cut-what = Kopieren Sie ihn vollständig aus der E-Mail, oder fügen Sie ihn hier ein.
activation-whose = Sie aktivieren das Benutzerkonto von { $given }… { $family }…
