### Mails. `$service` is the name of the service, `$when` and `$until` are told by `dates-on` and `dates-by`.

# `$title` is one of those that follow.
mail-subject = { $service } – { $title }
mail-title-activation = Aktivieren Sie Ihr Benutzerkonto
mail-title-credential = Ihr Benutzername und das vorläufige Passwort
mail-title-username = Ihr Benutzername
mail-title-held = Sie haben bereits ein Benutzerkonto
mail-title-password-changed = Ihr Passwort wurde geändert
mail-title-reset = Neues Passwort
mail-title-mi = Das Passwort Ihres MI-Benutzerkontos
mail-title-suspended = Ihr Benutzerkonto ist gesperrt
mail-title-confirm = Bestätigen Sie die neue E-Mail-Adresse
mail-title-email-changing = Ihre E-Mail-Adresse soll geändert werden
mail-title-email-changed = Ihre E-Mail-Adresse wurde geändert
mail-title-recapiti = Sie haben Ihre Kontaktdaten geändert
mail-title-ending = Ihr Passwort läuft bald ab
mail-title-reissued = Ihr Passwort wurde zurückgesetzt
mail-title-disavowed = Wir haben Ihr Benutzerkonto gesichert
mail-title-reactivated = Ihr Benutzerkonto ist wieder aktiv
mail-title-unlocked = Sie können sich wieder anmelden
mail-title-kind = Die Art Ihres Benutzerkontos hat sich geändert
mail-title-deletion = Sie haben die Löschung des Benutzerkontos verlangt

## Around every mail.

mail-greeting = Guten Tag { $name },
# Where whoever reads it may be a stranger.
mail-greeting-anybody = Guten Tag,
mail-help = Brauchen Sie Hilfe? Hier bekommen Sie sie: { $assistance }
mail-automatic = Dies ist eine automatische Nachricht von { $service }: Bitte antworten Sie nicht darauf.

## What several mails say. After a colon comes a value or a link on a line of its own.

mail-username = Benutzername:
mail-your-username = Ihr Benutzername:
mail-one-time = Vorläufiges Passwort:
mail-one-time-once = Das vorläufige Passwort gilt nur ein Mal und dient nur dazu, Ihr eigenes zu wählen. Geben Sie es niemandem weiter: Wir fragen Sie nie danach, weder am Telefon noch per E-Mail.
mail-log-in = Öffnen Sie die Anmeldeseite:
mail-log-in-and-choose = Öffnen Sie die Anmeldeseite, geben Sie Benutzername und vorläufiges Passwort ein und wählen Sie Ihr eigenes Passwort:
mail-was-you = Wenn Sie das verlangt haben, brauchen Sie nichts zu tun.
mail-disavow = Wenn Sie das nicht waren, öffnen Sie { $until } diesen Link und bestätigen Sie: Wir schließen alle Sitzungen, halten offene Änderungen an und verlangen ein neues Passwort.
mail-nothing-changed = Wenn diese Anfrage nicht von Ihnen stammt, brauchen Sie nichts zu tun: Ihr Benutzerkonto ist unverändert.
mail-password-stays = Wenn diese Anfrage nicht von Ihnen stammt, brauchen Sie nichts zu tun: Ihr bisheriges Passwort gilt weiter.
mail-ask-help = Wenden Sie sich an die Sicherheitsreferentin oder den Sicherheitsreferenten oder an die Hilfe:

## Activation.

mail-activation = um die Registrierung bei { $service } abzuschließen, aktivieren Sie Ihr Benutzerkonto { $until }.
mail-activation-link = Öffnen Sie diesen Link und wählen Sie „{ activation-send }“:
mail-activation-code = Wenn sich der Link nicht öffnen lässt, gehen Sie auf die Seite { $page } und geben Sie diesen Code ein:
mail-activation-once = Link und Code funktionieren nur ein Mal. Wenn Sie mehrere E-Mails angefordert haben, gilt nur die letzte.
mail-activation-next = Nach der Aktivierung erhalten Sie eine zweite E-Mail mit Ihrem Benutzernamen.
mail-activation-not-you = Wenn diese Anfrage nicht von Ihnen stammt, beachten Sie diese E-Mail nicht: Ohne Aktivierung verfällt die Registrierung, und wir löschen die Daten.
mail-activated = Sie haben Ihr Benutzerkonto bei { $service } aktiviert. Verwenden Sie für die erste Anmeldung diese Daten { $until }.
mail-activated-not-you = Wenn diese Anfrage nicht von Ihnen stammt, verwenden Sie diese Daten nicht und wenden Sie sich an die Hilfe.
mail-welcome = Ihr Benutzerkonto bei { $service } ist aktiv. Melden Sie sich mit dem Passwort an, das Sie gewählt haben, und mit diesem Benutzernamen:
mail-welcome-not-you = Wenn diese Anfrage nicht von Ihnen stammt, wenden Sie sich an die Hilfe.
mail-held = jemand, vielleicht Sie selbst, wollte sich bei { $service } mit Ihrer Steuernummer registrieren. Sie haben bereits ein Benutzerkonto: Eine neue Registrierung ist nicht nötig.
mail-held-forgotten = Wenn Sie das Passwort nicht mehr wissen, wählen Sie auf dieser Seite „{ login-forgot-password }“.

## Passwords.

mail-provisioned = die Verwaltung hat für Sie ein Benutzerkonto bei { $service } eröffnet. Verwenden Sie für die erste Anmeldung diese Daten { $until }.
mail-provisioned-not-you = Wenn Sie diese E-Mail nicht erwartet haben, wenden Sie sich an die Hilfe.
mail-reissued = das Passwort Ihres Benutzerkontos bei { $service } wurde zurückgesetzt. Verwenden Sie für die Anmeldung diese Daten { $until }.
mail-reissued-not-you = Wenn Sie das nicht verlangt haben, wenden Sie sich an die Hilfe.
mail-reissued-elsewhere = das Passwort Ihres Benutzerkontos bei { $service } wurde { $when } zurückgesetzt. Ein vorläufiges Passwort haben wir an die Adresse geschickt, an die wir Ihnen schreiben.
mail-password-changed = das Passwort Ihres Benutzerkontos bei { $service } wurde { $when } geändert.
mail-password-changed-by-you = Wenn Sie es geändert haben, brauchen Sie nichts zu tun.
mail-password-changed-by-others = Wenn Sie das nicht waren, könnte jemand Ihr Passwort kennen. Wählen Sie auf dieser Seite sofort ein anderes:
mail-ending = das Passwort Ihres Benutzerkontos bei { $service } läuft { $when } ab. Danach verlangen wir bei der ersten Anmeldung ein anderes: Das Benutzerkonto bleibt aktiv.
mail-ending-change = Sie können es auch sofort ändern. Melden Sie sich an und öffnen Sie „{ area-password }“:
mail-reset = Sie haben ein neues Passwort für Ihr Benutzerkonto bei { $service } verlangt. Sie können es { $until } wählen.
mail-reset-link = Öffnen Sie diesen Link und wählen Sie das neue Passwort:
mail-reset-once = Der Link funktioniert nur ein Mal. Wenn Sie mehrere E-Mails angefordert haben, gilt nur die letzte.
mail-mi = Sie haben ein neues Passwort für Ihr Benutzerkonto bei { $service } verlangt. Ihres ist ein MI-Benutzerkonto: Sein Passwort gilt auch für den Arbeitsplatz, das Postfach @istruzione.it und SIDI und wird deshalb nicht von hier aus zurückgesetzt.
mail-mi-ways = Sie können es im SIDI-Portal zurücksetzen. Wenn das nicht geht, wenden Sie sich mit einem Ausweis an die Sicherheitsreferentin oder den Sicherheitsreferenten Ihres Amtes oder Ihrer Schule. Wenn Sie es noch wissen, können Sie es nach der Anmeldung ändern.
mail-mi-page = Alle Hinweise stehen auf dieser Seite:
mail-reminder = Sie haben nach dem Benutzernamen Ihres Benutzerkontos bei { $service } gefragt. Hier ist er:

## Addresses and recapiti.

mail-confirm = bestätigen Sie { $until }, dass Sie diese Adresse für Ihr Benutzerkonto bei { $service } verwenden wollen.
mail-confirm-link = Öffnen Sie diesen Link und wählen Sie „{ link-confirm }“:
mail-confirm-until-then = Bis zur Bestätigung gelten die bisherigen Adressen.
mail-confirm-not-you = Wenn diese Anfrage nicht von Ihnen stammt, beachten Sie diese E-Mail nicht: Die Adresse wird nicht verwendet.
mail-email-changing = für Ihr Benutzerkonto bei { $service } soll eine neue Adresse verwendet werden:
mail-email-changing-then = Sie gilt, sobald sie von dort bestätigt wird. Wenn Sie das verlangt haben, brauchen Sie nichts zu tun.
mail-email-changed = die Adressen Ihres Benutzerkontos bei { $service } haben sich { $when } geändert. Wir schreiben Ihnen ab jetzt an:
mail-email-changed-nowhere = keine Adresse, bis Sie eine bestätigen
mail-email-changed-by-you = Wenn Sie sie geändert haben, brauchen Sie nichts zu tun.
mail-email-changed-undo = Wenn Sie das nicht waren, öffnen Sie { $until } diesen Link und bestätigen Sie: Wir stellen die bisherige Adresse wieder her, schließen alle Sitzungen und verlangen ein neues Passwort.
mail-email-changed-known = Wenn Sie das wussten, brauchen Sie nichts zu tun.
mail-email-changed-help = Wenn Sie das nicht waren, wenden Sie sich sofort an die Hilfe:
mail-recapiti = die Kontaktdaten Ihres Benutzerkontos bei { $service } wurden { $when } geändert.
mail-recapiti-by-you = Wenn Sie sie geändert haben, brauchen Sie nichts zu tun.

## The utenza as a whole.

mail-disavowed = Sie haben uns mitgeteilt, dass eine Änderung Ihres Benutzerkontos bei { $service } nicht von Ihnen stammt. Wir haben das Benutzerkonto gesichert: Alle Sitzungen sind geschlossen und offene Änderungen angehalten.
mail-disavowed-choose = Bei der nächsten Anmeldung verlangen wir ein anderes Passwort. Wenn jemand Ihres kennen könnte oder es geändert hat, wählen Sie auf dieser Seite sofort ein neues:
mail-disavowed-mailbox = Prüfen Sie auch, dass niemand sonst Ihr Postfach lesen kann.
mail-suspended = Ihr Benutzerkonto bei { $service } wurde { $when } gesperrt: Solange es gesperrt ist, können Sie sich nicht anmelden.
mail-suspended-why = Wenn Sie den Grund wissen wollen, wenden Sie sich an die Sicherheitsreferentin oder den Sicherheitsreferenten oder an die Hilfe:
mail-suspended-recovery = Sie wollten den Zugang zu Ihrem Benutzerkonto bei { $service } wiederherstellen. Das Benutzerkonto ist gesperrt: Solange es das ist, wird das Passwort nicht zurückgesetzt.
mail-reactivated = Ihr Benutzerkonto bei { $service } wurde { $when } wieder freigegeben. Benutzername und Passwort sind die bisherigen.
mail-unlocked = der Zugang zu Ihrem Benutzerkonto bei { $service } wurde { $when } entsperrt: Die fehlgeschlagenen Versuche sind gelöscht, und Sie müssen nicht länger warten. Benutzername und Passwort sind die bisherigen.
mail-unlocked-change = Wenn die Versuche nicht von Ihnen waren, ändern Sie nach der Anmeldung das Passwort.
mail-kind-mi = Ihr Benutzerkonto bei { $service } wurde { $when } ein MI-Benutzerkonto. Benutzername und Passwort sind die bisherigen; offene Sitzungen und schon verschickte Links gelten nicht mehr. Das Passwort wird ab jetzt im SIDI-Portal oder durch die Sicherheitsreferentin oder den Sicherheitsreferenten zurückgesetzt.
mail-kind-external = Ihr Benutzerkonto bei { $service } wurde { $when } ein externes Benutzerkonto. Benutzername und Passwort sind die bisherigen; offene Sitzungen und schon verschickte Links gelten nicht mehr. Das Passwort wird ab jetzt von der Anmeldeseite aus zurückgesetzt.
mail-kind-unexpected = Wenn Sie diese Änderung nicht erwartet haben, wenden Sie sich an die Hilfe:
mail-deletion = wir haben { $when } die Anfrage erhalten, Ihr Benutzerkonto bei { $service } zu löschen. Wir antworten Ihnen innerhalb eines Monats. Einige Daten müssen wir nach dem Gesetz auch danach aufbewahren: Die Datenschutzerklärung sagt, welche und warum.
