### The page of a service that is suspended.

maintenance-title = Dienst unterbrochen
maintenance-heading = Der Dienst ist bis { $deadline } unterbrochen
maintenance-what = Wir führen Wartungsarbeiten durch. Was Sie bereits bestätigt haben, ist gespeichert.
maintenance-next = Kommen Sie nach dieser Zeit wieder. Läuft inzwischen der Link aus einer unserer E-Mails ab, können Sie einen neuen anfordern.
maintenance-assistance = Hilfe: { $assistance }
