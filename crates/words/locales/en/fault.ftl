### What is wrong with a form, and how to mend it; without the full stop.

fault-captcha-missing = To continue, tick “I am not a robot”
fault-captcha-unanswered = Write the answer to the question
fault-captcha-wrong = The answer is not right: answer the new question
fault-captcha-stale = Too much time has passed. Tick “I am not a robot” again and continue
fault-password-temporary-missing = Enter the temporary password
fault-password-current-missing = Enter the current password
fault-password-temporary-wrong = The temporary password does not match: copy it from the last email, without spaces
fault-password-current-wrong = The current password is not correct: enter it again
fault-password-unlike-temporary = Choose a password other than the temporary one
fault-password-unlike-current = Choose a password other than the current one
fault-password-unlike-before = Choose a password other than the previous one
fault-password-missing = Enter the new password
fault-password-short = { $found ->
    [one] The new password has 1 character: it needs at least { $min }
   *[other] The new password has { $found } characters: it needs at least { $min }
}
fault-password-long = The password may have at most { $max } characters
fault-password-digit = Add at least one figure to the new password
fault-password-upper = Add at least one capital letter to the new password
fault-password-lower = Add at least one small letter to the new password
fault-password-invisible = The new password contains an invisible character: type it on the keyboard
fault-password-personal = Do not use your name, your codice fiscale or your username in the password
fault-password-reused = You have used this password before: choose another
fault-password-common = This password is widely used and easy to guess: choose another
fault-password-differs = The two passwords do not match: enter them again
fault-password-signs = A linked service does not accept these characters in the password: { $space ->
    [only] the space
    [first] the space{"  "}{ $signs }
   *[none] { $signs }
}
fault-password-signs-and-more = A linked service does not accept accented letters, special symbols and these characters in the password: { $space ->
    [only] the space
    [first] the space{"  "}{ $signs }
   *[none] { $signs }
}
fault-password-beyond-ascii = A linked service does not accept accented letters and special symbols in the password
fault-code-empty = Enter your codice fiscale
fault-code-length = { $found ->
    [one] A codice fiscale has 16 characters: you entered 1
   *[other] A codice fiscale has 16 characters: you entered { $found }
}
fault-code-alphabet = Character { $position } is neither a letter from A to Z nor a figure
fault-code-letter = Character { $position } should be a letter: check that you have not mixed up O and 0, or I and 1
fault-code-digit = Character { $position } should be a figure: check that you have not mixed up O and 0, or I and 1
fault-code-date = The codice fiscale contains a date that does not exist: compare it with your health card
fault-code-provisional = You entered a provisional codice fiscale (11 figures). To register here you need the one of 16 characters
fault-code-eleven-digits = You entered 11 figures: to register here you need the codice fiscale of 16 characters
fault-code-typo = The codice fiscale contains a typing mistake: compare it with your health card
fault-name-empty = { $field ->
    [family] Enter your surname
    [place] Enter your place of birth
   *[given] Enter your first name
}
fault-name-long = { $field ->
    [family] The surname may have at most { $max } characters: you entered { $found }
    [place] The place of birth may have at most { $max } characters: you entered { $found }
   *[given] The first name may have at most { $max } characters: you entered { $found }
}
fault-name-digit = { $field ->
    [family] The surname may contain letters, spaces, apostrophes and hyphens: remove the figures
    [place] The place of birth may contain letters, spaces, apostrophes and hyphens: remove the figures
   *[given] The first name may contain letters, spaces, apostrophes and hyphens: remove the figures
}
fault-name-sign = { $field ->
    [family] The surname may contain letters, spaces, apostrophes and hyphens: remove the other signs
    [place] The place of birth may contain letters, spaces, apostrophes and hyphens: remove the other signs
   *[given] The first name may contain letters, spaces, apostrophes and hyphens: remove the other signs
}
fault-email-repeat = Enter the email address again
fault-email-differs = The two email addresses do not match: check them and enter the second again
fault-email-empty = Enter the email address
fault-email-space = Remove the spaces from the email address
fault-email-local = Before the @ there can only be letters without accents, figures, dots and a few other signs: check the email address
fault-email-domain = After the @ there must be the name of a site, for example esempio.it: check the email address
fault-email-long = The email address may have at most 254 characters
fault-email-incomplete = Enter the whole email address, for example nome@esempio.it
fault-email-yours = It is already an address of your account: enter another
fault-email-institutional = The institutional email is assigned and withdrawn by the administration: here you can change the personal one
fault-email-too-many = You asked for too many emails. Try again in { $wait }
fault-email-too-soon = You asked for the email a short time ago. Try again in { $wait }
fault-birth-year = Choose the year of birth
fault-terms = To continue you must accept the general terms of the service
fault-privacy = To continue, confirm that you have read the privacy notice
fault-terms-superseded = The documents have just changed: read them again before you continue
fault-identifier = Enter your username or codice fiscale
fault-login-password = Enter the password
fault-login = Username or password do not match. Check capital and small letters, or reset the password
fault-login-last = { fault-login }. You will have to wait a little before the next attempt
fault-login-left = { $count ->
    [one] { fault-login }. You have 1 attempt left
   *[other] { fault-login }. You have { $count } attempts left
}
fault-no-cookie = To register, your browser must accept cookies: check its settings and continue
fault-no-cookie-recovery = To continue, your browser must accept cookies: check its settings and try again
fault-registration-over = The previous registration has expired. Tick “I am not a robot” again and continue
fault-activation-code-missing = Enter the code that is in the email
fault-activation-code-wrong = The code does not match: copy it from the last email you received
fault-link-cut = The link is incomplete: copy all of it from the email
fault-mobile = A mobile number is needed here: enter the landline in the field “Telephone of the domicile”
fault-check-field = Check this field
fault-phone-missing = { $field ->
    [landline] Enter the telephone number with its prefix, for example 06 1234 5678
   *[mobile] Enter the mobile number with its prefix, for example +39 333 123 4567
}
fault-phone-sign = { $field ->
    [landline] The telephone number may only contain figures, spaces and the + at the beginning
   *[mobile] The mobile number may only contain figures, spaces and the + at the beginning
}
fault-phone-short = { $field ->
    [landline] The telephone number lacks some figures: enter all of it, for example 06 1234 5678
   *[mobile] The mobile number lacks some figures: enter all of it, for example +39 333 123 4567
}
fault-phone-long = { $field ->
    [landline] The telephone number has too many figures: check it, for example 06 1234 5678
   *[mobile] The mobile number has too many figures: check it, for example +39 333 123 4567
}
fault-cap = The postal code has 5 figures
fault-province = Choose the province
fault-country = Enter the name of the country in Italian, for example Francia
fault-comune = There is no municipality of this name in this province: check the name and the province
fault-comune-meant = There is no municipality of this name in this province: do you perhaps mean { $meant }?
fault-comune-typed = The municipality “{ $town }” is not in the province of { $province }: check the name and the province
fault-comune-typed-meant = The municipality “{ $town }” is not in the province of { $province }: do you perhaps mean { $meant }?
fault-line-empty = { $field ->
    [town] Enter the municipality or town
    [postal] Enter the postal code
   *[street] Enter the address, for example Via Roma 1
}
fault-line-long = { $field ->
    [town] The name of the municipality or town may have at most 100 characters: you entered { $found }
    [postal] The postal code may have at most 100 characters: you entered { $found }
   *[street] The address may have at most 100 characters: you entered { $found }
}
fault-line-sign = { $field ->
    [town] The name of the municipality or town may contain letters, figures, spaces and the signs { $signs }: remove the other signs
    [postal] The postal code may contain letters, figures, spaces and the signs { $signs }: remove the other signs
   *[street] The address may contain letters, figures, spaces and the signs { $signs }: remove the other signs
}
fault-changed-meanwhile = Your data have changed meanwhile, from another tab or device. Check what you wrote again and continue
fault-summary = { $count ->
    [one] Check 1 field
   *[other] Check { $count } fields
}
fault-summary-general = There is a problem
fault-captcha-proof-missing = Answer the proof “I am not a robot”
fault-captcha-proof-rejected = The answer does not count: ask for another proof
fault-captcha-proof-expired = Too much time has passed: ask for another proof
fault-doubt-domain = The domain of the email address resembles a widely used one: check it
fault-doubt-pec = This looks like a PEC mailbox: it often does not receive our emails
fault-doubt-names = First name and surname do not seem to match the codice fiscale: compare them with the health card
fault-doubt-young = By the codice fiscale it is a very young person: compare it with the health card
fault-doubt-place = This place may be one of several: choose among those listed
fault-mi-utenza = Reset it in the SIDI portal, or ask the security officer
fault-body-forms = The value has none of the expected forms
fault-body-missing = The field is missing
fault-body-unknown = There is an unknown field; those expected are: { $known }
fault-body-one-of = One of these values is needed: { $items }
fault-body-text = A text is needed
fault-body-boolean = True or false is needed
fault-body-integer = A whole number is needed
fault-body-object = An object is needed
fault-json-place = Reading stops at line { $line }, column { $column }
fault-flow-token = Use the flow_token that came with the proof “I am not a robot”
fault-one-of-two = Send either the token of the link or the code, only one of the two
fault-cursor = Use the next_cursor of the page before
fault-code-letter-swapped = Character { $position } should be a letter: check that you have not mixed up { $typed } and { $meant }
fault-code-digit-swapped = Character { $position } should be a figure: check that you have not mixed up { $typed } and { $meant }
