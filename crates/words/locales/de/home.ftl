### The first page.

home-lead = Der Dienst für das Schulpersonal und alle, die dazugehören wollen: Gesuche, Wettbewerbe, Versetzungen und Pensionierungen.
home-first-time = Zum ersten Mal hier?
home-first-time-what = Um den Dienst zu nutzen, brauchen Sie ein Benutzerkonto. Das dauert etwa 5 Minuten.
home-keep-at-hand = Halten Sie bereit:
home-needs-code = die Steuernummer, sie steht auf der Gesundheitskarte
home-needs-mailbox = ein E-Mail-Postfach, das Sie oft öffnen (keine PEC-Adresse)
home-who = Wer sich registrieren kann
home-who-code = Sie brauchen eine Steuernummer mit 16 Zeichen. Das Benutzerkonto ist persönlich: eines je Steuernummer.
home-forgot-username = Ich habe den Benutzernamen vergessen
home-forgot-password = Ich habe das Passwort vergessen
home-open-now = Registrieren kann sich, { $who }.
home-open-nobody = Heute kann sich niemand registrieren.
home-open-closing = { $day } sind die Registrierungen geschlossen.
home-open-next = { $day } kann sich registrieren, { $who }.
home-open-and = { $first }, und { $second }
home-open-everybody = wer eine Steuernummer hat
home-open-staff = wer für die Verwaltung oder in der Schule arbeitet oder dort arbeiten möchte
home-open-without-identity = wer weder SPID noch CIE oder CNS haben kann
