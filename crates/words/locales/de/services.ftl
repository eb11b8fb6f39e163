### Linked services.

services-what = Wenn Sie das Passwort ändern, aktualisieren wir es auch in diesen Diensten.
services-caption = Dienste, die Ihr Passwort verwenden
services-service = Dienst
services-updated = Aktualisiert am
services-refresh = Seite aktualisieren
services-help-html = Ein Dienst wird nicht aktualisiert? <a href="/assistenza">Hilfe anfordern</a>.
services-state = Status
services-being-updated = { $count ->
    [one] Sie haben das Passwort geändert. Wir aktualisieren 1 Dienst
   *[other] Sie haben das Passwort geändert. Wir aktualisieren { $count } Dienste
}
services-up-to-date = Aktuell
services-updating = Wird aktualisiert – meist 1 Minute
services-failing = Nicht gelungen – wir versuchen es { $again } wieder. Bis dahin gilt in diesem Dienst das neue Passwort noch nicht
services-paused = Wartet: Dienst nicht erreichbar
services-needs-access = Neue Anmeldung nötig: Melden Sie sich ab und wieder an, dann aktualisieren wir den Dienst
services-refused = Vom Dienst abgelehnt: Wählen Sie ein anderes Passwort
services-refused-said = Vom Dienst abgelehnt („{ $said }“): Wählen Sie ein anderes Passwort
services-stuck = Nicht gelungen – wenden Sie sich an die Hilfe
services-not-yet = Noch nicht
services-code-stuck = { $told } und geben Sie den Code { $code } an
services-code = { $told }. Wenn er nicht aktuell wird, wenden Sie sich an die Hilfe und geben Sie den Code { $code } an
