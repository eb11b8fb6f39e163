### Linked services.

services-what = Wenn Sie das Passwort ändern, aktualisieren wir es auch in diesen Diensten.
services-caption = Dienste, die Ihr Passwort verwenden
services-service = Dienst
services-updated = Aktualisiert am
services-refresh = Seite aktualisieren
services-help-html = Ein Dienst wird nicht aktualisiert? <a href="/assistenza">Hilfe anfordern</a>.
services-state = Status
