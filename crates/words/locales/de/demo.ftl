### The mailbox of the demo.

demo-mailbox = Postfach der Demo
demo-back = Zurück: Postfach der Demo
demo-to = An: { $to }
demo-what = Hier kommen alle E-Mails an, die der Dienst verschickt, egal an welche Adresse. Das gibt es nur in der Demo.
demo-none-html = Noch ist nichts angekommen: <a href="/registrazione">Registrieren Sie sich</a> und kommen Sie dann hierher zurück.
demo-mail-to = an { $to }
