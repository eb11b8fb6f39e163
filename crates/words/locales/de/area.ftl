### The reserved area: its sections and its first page.

area-activity = Sitzungen und Aktivitäten
area-email = E-Mail
area-welcome = Willkommen, { $given_name }
area-complete-contacts = Ergänzen Sie Ihre Kontaktdaten
area-complete-contacts-what-html = Sie werden für Gesuche und Einberufungen gebraucht. <a href="/area/recapiti">Geben Sie Mobiltelefon und Domizil an</a>
area-your-account = Ihr Benutzerkonto
area-username = Benutzername
area-copy-html = Kopieren <span class="visually-hidden">Benutzername</span>
area-kind = Typ
area-reference = Maßgebliche E-Mail-Adresse
area-opened = Aktiviert
area-last-access = Letzte Anmeldung
area-last-access-what-html = { $access } – <a href="/area/attivita">Waren Sie das nicht?</a>
area-failures = Seitdem
area-password = Passwort ändern
area-personal-data = Ihre persönlichen Daten
area-contacts = Änderung der Kontaktdaten
area-services = Dienste mit denselben Zugangsdaten
area-copied = Kopiert
