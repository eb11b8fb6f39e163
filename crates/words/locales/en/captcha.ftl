### The question whether somebody is a robot.

captcha-why = It helps us to block automatic registrations. No data go to third parties.
captcha-why-request = It helps us to block automatic requests. No data go to third parties.
captcha-human = I am not a robot
captcha-question = Control question
captcha-waiting = Checking…
captcha-failed = The automatic check did not succeed: answer the question.
