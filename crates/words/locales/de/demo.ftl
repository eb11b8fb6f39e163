### Mailbox and services of the demo.

demo-mailbox = Postfach der Demo
demo-to = An: { $to }
demo-what = Hier kommen alle E-Mails an, die der Dienst verschickt, egal an welche Adresse. Das gibt es nur in der Demo.
demo-none-html = Noch ist nichts angekommen: <a href="/registrazione">Registrieren Sie sich</a> und kommen Sie dann hierher zurück.
demo-mail-to = an { $to }
demo-services = Dienste der Demo
demo-services-what = Vorgetäuschte Dienste, die dasselbe Passwort bekommen. Es gibt sie nur in der Demo, und von einem Passwort bewahren sie nur so viel auf, dass man es ausprobieren kann.
demo-services-real = In der Konfiguration stehen echte Dienste: Die vorgetäuschten gibt es daneben nicht.
demo-try = Anmeldung ausprobieren
demo-try-all = Bei allen Diensten ausprobieren
demo-admits = { $service }: { $who } kommt hinein
demo-refuses = { $service }: { $who } kommt nicht hinein
demo-on = Der Dienst antwortet.
demo-off = Der Dienst antwortet nicht.
demo-switch-off = Ausschalten
demo-switch-on = Einschalten
demo-nothing = Er hat noch nichts bekommen.
demo-received = Was { $service } bekommen hat
demo-when = Wann
demo-who = Konto
demo-received-what = Was
demo-new-password = neues Passwort
demo-opened = Konto geöffnet
demo-closed = Konto geschlossen
demo-username = Benutzername
demo-password = Passwort
