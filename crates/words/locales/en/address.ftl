### The change of the e-mail address, in the area.

address-waiting = Waiting for confirmation
address-waiting-what-html = Open the link that we sent to <strong>{ $address }</strong>: it is valid until { $deadline }. Nothing changes until you open it.
address-yours = Your addresses
address-reference = We write to
address-institutional = Institutional email
address-institutional-what = It is the reference address. It cannot be changed here: the administration assigns and withdraws it
address-none = Not given
address-change = Change the email
address-change-what = We send a link to the new address, and a notice to the previous ones. The previous addresses stay valid until you open the link.
address-new = New email
address-new-hint = Use a mailbox that you open often, not a PEC address. If it is @istruzione.it or @posta.istruzione.it it becomes your reference address
address-new-repeat = Repeat the new email
address-sent = Check the new mailbox
address-sent-to-html = We have sent a message to <strong>{ $address }</strong>.
address-sent-deadline = To confirm the new address, open the link in it: it is valid until { $deadline }. The previous addresses stay valid until you confirm it.
address-sent-notified = We have also notified the previous addresses.
address-sent-back = Back to the page Email
address-give-up = Cancel the change
address-why-institutional = It is your institutional email: where there is one, it is always the reference address
address-why-personal = It is the last personal email that you confirmed
address-why-withdrawn = It is the last personal email that you confirmed: the institutional one was withdrawn ({ $day })
