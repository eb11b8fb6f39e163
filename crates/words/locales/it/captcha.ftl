### The question whether somebody is a robot.

captcha-why = Ci aiuta a bloccare le registrazioni automatiche. Nessun dato va a terzi.
captcha-why-request = Ci aiuta a bloccare le richieste automatiche. Nessun dato va a terzi.
captcha-human = Non sono un robot
captcha-question = Domanda di controllo
captcha-waiting = Verifica in corso…
captcha-failed = La verifica automatica non è riuscita: rispondi alla domanda.
