### The question whether somebody is a robot.

captcha-why = Das hilft uns, automatische Registrierungen abzuwehren. Keine Daten gehen an Dritte.
captcha-human = Ich bin kein Roboter
captcha-question = Kontrollfrage
