### Choosing and changing a password.

credential-first-access = First login
credential-save = Save the password
credential-new = New password
credential-new-shown = the new password
credential-repeat = Repeat the new password
credential-repeat-shown = the repeated new password
credential-mi-too = The change also applies to your workstation, the @istruzione.it mailbox and SIDI.
credential-change = Change the password
credential-between = From { $min } to { $max } characters
credential-at-least = At least { $min } characters
credential-classes = with a digit, a capital letter and a small letter
credential-tip = A good way: three or four words that have nothing to do with each other.
credential-paste = You can paste it from a password manager.
credential-any = You can use spaces and any character, and paste it from a password manager.
credential-lead-first = The password that we sent you is temporary: now choose one of your own.
credential-lead-old = Your password has expired because you have used it for a long time: to continue, choose a new one. Your account and your data have not changed.
credential-lead-disavowed = You reported a change that you did not make: somebody else may know your password. To continue, choose a new one.
credential-lead-wish = When you change it, all other sessions close: you will have to log in again on your other devices.
credential-temporary = Temporary password
credential-temporary-shown = the temporary password
