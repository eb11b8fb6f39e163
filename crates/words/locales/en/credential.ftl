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
credential-classes = with a figure, a capital letter and a small letter
credential-tip = A good way: three or four words that have nothing to do with each other.
credential-paste = You can paste it from a password manager.
credential-any = You can use spaces and any character, and paste it from a password manager.
