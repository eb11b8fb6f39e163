### What stands around every page.

frame-demo-html = Demo-Umgebung: Die E-Mails <a href="/demo/posta">sind hier zu lesen</a>, die Dienste mit demselben Passwort <a href="/demo/servizi">hier zu sehen</a>.
frame-about = Informationen zum Dienst
frame-terms = Nutzungsbedingungen
frame-privacy = Datenschutz
frame-help = Brauchen Sie Hilfe?
frame-path = Navigationspfad
frame-session = Sind Sie noch da?
frame-session-soon = In 2 Minuten schließen wir zu Ihrer Sicherheit die Sitzung. Was Sie geschrieben haben, bleibt erhalten.
frame-session-last = Noch 30 Sekunden.
frame-session-over = Die Zeit ist um. Wenn Sie gerade etwas geschrieben haben, senden Sie es ruhig ab: Wir bitten Sie, sich noch einmal anzumelden, und Sie finden alles wieder.
frame-session-stay = Sitzung fortsetzen
frame-skip-to-content = Zum Inhalt
frame-skip-to-footer = Zur Fußzeile
frame-languages = Sprache
frame-language-name = Deutsch
frame-contacts = Kontakt
frame-phone = Telefon
frame-pec = PEC
frame-data-protection = Datenschutzbeauftragte Person
frame-sending = Wird gesendet…
