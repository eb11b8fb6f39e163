### The question whether somebody is a robot.

captcha-why = Das hilft uns, automatische Registrierungen abzuwehren. Keine Daten gehen an Dritte.
captcha-why-request = Das hilft uns, automatische Anfragen abzuwehren. Keine Daten gehen an Dritte.
captcha-human = Ich bin kein Roboter
captcha-question = Kontrollfrage
captcha-waiting = Wird geprüft…
captcha-failed = Die automatische Prüfung ist nicht gelungen: Beantworten Sie die Frage.
