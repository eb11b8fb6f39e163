### Sessions and activity.

activity-unknown-html = Do you not recognise a login? <a href="/area/password">Change the password</a>: all other sessions close at once.
activity-sessions = Open sessions
activity-this-session = This session
activity-session-network = From { $network }
activity-session-opened = Opened { $opened }
activity-session-used = Last used { $used }
activity-close-html = Close <span class="visually-hidden">the session { $device }, opened { $opened }</span>
activity-close-others = Close all the others
activity-recent = Recent activity
activity-none = Your activity will appear here
activity-earlier = Earlier activity
activity-access-from = { $moment } from { $network }
activity-access-from-with = { $moment } from { $network }, { $device }
activity-access-with = { $moment }, { $device }
activity-device = { $browser } on { $system }
activity-device-unknown = Unknown device
activity-failures = { $count ->
    [one] 1 failed login attempt
   *[other] { $count } failed login attempts
}
activity-with-reason = { $what }: { $why }
activity-operator-provisioned = An operator created the account
activity-operator-kind = An operator changed the type of account
activity-operator-password-reset = An operator reset the password
activity-operator-institutional-assigned = An operator assigned the institutional email
activity-operator-institutional-withdrawn = An operator withdrew the institutional email
activity-operator-suspended = An operator suspended the account
activity-operator-reactivated = An operator reactivated the account
activity-operator-inspected = An operator looked at the data of the account
activity-operator-unlocked = An operator unlocked the login
activity-operator-order-retried = An operator sent an update to a service again
activity-operator-order-skipped = An operator cancelled an update for a service
activity-operator-reconciled = An operator brought a service into line
activity-opened = The account was activated
activity-registration-of-held-code = Somebody tried to register with your codice fiscale
activity-one-time-reissued = We sent you a new temporary password
activity-password-changed = You changed the password
activity-provisioned = The account was created
activity-kind-changed = The type of account changed
activity-password-reset-asked = A new password was asked for
activity-password-reset-by-link = The password was reset with the emailed link
activity-password-reset = The password was reset
activity-password-expiry-reminded = We reminded you that the password is about to expire
activity-username-reminded = We emailed you the username
activity-email-change-asked = You asked to change the email
activity-email-change-cancelled = The change of email was cancelled
activity-email-changed = The email changed
activity-email-change-undone = The email is the previous one again
activity-institutional-assigned = An institutional email was assigned
activity-institutional-withdrawn = The institutional email was withdrawn
activity-contacts-changed = You have updated your contact details
activity-terms-accepted = You accepted the new terms
activity-disavowed = A change that was not yours was reported
activity-suspended = The account was suspended
activity-reactivated = The account was reactivated
activity-inspected = The data of the account were looked at
activity-unlocked = The login was unlocked
activity-data-exported = You downloaded your data
activity-deletion-asked = You asked for the account to be deleted
activity-deletion-withdrawn = You withdrew the request to delete the account
activity-order-retried = An update was sent to a service again
activity-order-skipped = An update for a service was cancelled
activity-reconciled = A service was brought into line
activity-logged-in = Login
activity-login-failed = Failed login attempt
activity-logged-out = Logout
activity-session-closed = You closed a session
activity-other-sessions-closed = You closed all other sessions
activity-language-chosen = You chose another language
