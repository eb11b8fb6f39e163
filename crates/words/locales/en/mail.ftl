### Mails. `$service` is the name of the service, `$when` and `$until` are told by `dates-on` and `dates-by`.

# `$title` is one of those that follow.
mail-subject = { $service } – { $title }
mail-title-activation = Activate your account
mail-title-credential = Your username and temporary password
mail-title-username = Your username
mail-title-held = You already have an account
mail-title-password-changed = Your password has changed
mail-title-reset = New password
mail-title-mi = The password of your MI account
mail-title-suspended = Your account is suspended
mail-title-confirm = Confirm your new email address
mail-title-email-changing = Your email address is about to change
mail-title-email-changed = Your email address has changed
mail-title-recapiti = You have updated your contact details
mail-title-ending = Your password is about to expire
mail-title-reissued = Your password has been reset
mail-title-disavowed = We have secured your account
mail-title-reactivated = Your account is active again
mail-title-unlocked = You can log in again
mail-title-kind = Your account is now of another kind
mail-title-deletion = You have asked us to delete your account

## Around every mail.

mail-greeting = Hello { $name },
# Where whoever reads it may be a stranger.
mail-greeting-anybody = Hello,
mail-help = Do you need help? Support: { $assistance }
mail-automatic = This is an automatic message from { $service }: please do not reply.

## What several mails say. After a colon comes a value or a link on a line of its own.

mail-username = Username:
mail-your-username = Your username:
mail-one-time = Temporary password:
mail-one-time-once = The temporary password works only once and serves only to choose your own. Do not give it to anybody: we will never ask you for it, neither by telephone nor by email.
mail-log-in = Open the login page:
mail-log-in-and-choose = Open the login page, enter your username and the temporary password, and choose your own password:
mail-was-you = If you asked for this, you do not need to do anything.
mail-disavow = If it was not you, open this link { $until } and confirm: we close all sessions, stop the changes that are waiting and ask you for a new password.
mail-nothing-changed = If you did not make this request, you do not need to do anything: your account has not changed.
mail-password-stays = If you did not make this request, you do not need to do anything: your password stays the same.
mail-ask-help = Ask the security officer or support:

## Activation.

mail-activation = To complete your registration with { $service }, activate your account { $until }.
mail-activation-link = Open this link and choose “{ activation-send }”:
mail-activation-code = If the link does not open, go to the page { $page } and enter this code:
mail-activation-once = Link and code work only once. If you asked for several emails, only the last one counts.
mail-activation-next = After the activation you receive a second email with your username.
mail-activation-not-you = If you did not make this request, ignore this email: without activation the registration lapses and we delete the data.
mail-activated = You have activated your account with { $service }. For your first login, use these { $until }.
mail-activated-not-you = If you did not make this request, do not use them and inform support.
mail-welcome = Your account with { $service } is active. To log in, use the password that you chose and this username:
mail-welcome-not-you = If you did not make this request, inform support.
mail-held = Somebody, perhaps you, has tried to register with { $service } with your codice fiscale. You already have an account: there is no need to register again.
mail-held-forgotten = If you do not remember the password, choose “{ login-forgot-password }” on that page.

## Passwords.

mail-provisioned = The administration has opened an account with { $service } for you. For your first login, use these { $until }.
mail-provisioned-not-you = If you did not expect this email, inform support.
mail-reissued = The password of your account with { $service } has been reset. To log in, use these { $until }.
mail-reissued-not-you = If you did not ask for it to be reset, inform support.
mail-reissued-elsewhere = The password of your account with { $service } was reset { $when }. We have sent a temporary password to your reference address.
mail-password-changed = The password of your account with { $service } was changed { $when }.
mail-password-changed-by-you = If you changed it, you do not need to do anything.
mail-password-changed-by-others = If it was not you, somebody may know your password. Choose another one at once on this page:
mail-ending = The password of your account with { $service } expires { $when }. From then on we will ask you for another one at your first login: the account stays active.
mail-ending-change = If you like, you can change it now. Log in and open “{ area-password }”:
mail-reset = You have asked to choose a new password for your account with { $service }. You can do so { $until }.
mail-reset-link = Open this link and choose the new password:
mail-reset-once = The link works only once. If you asked for several emails, only the last one counts.
mail-mi = You have asked for a new password for your account with { $service }. Yours is an MI account: its password also opens your workstation, the @istruzione.it mailbox and SIDI, so it is not reset from here.
mail-mi-ways = You can reset it in the SIDI portal. If you cannot, ask the security officer of your office or school: bring an identity document. If you do remember it, you can change it after logging in.
mail-mi-page = Everything is explained on this page:
mail-reminder = You have asked for the username of your account with { $service }. Here it is:

## Addresses and recapiti.

mail-confirm = Confirm { $until } that you want to use this address for your account with { $service }.
mail-confirm-link = Open this link and choose “{ link-confirm }”:
mail-confirm-until-then = Until you confirm, the previous addresses stay valid.
mail-confirm-not-you = If you did not make this request, ignore this email: the address will not be used.
mail-email-changing = There is a request to use a new address for your account with { $service }:
mail-email-changing-then = It becomes valid when it is confirmed from that mailbox. If you asked for it, you do not need to do anything.
mail-email-changed = The addresses of your account with { $service } changed { $when }. From now on we write to:
mail-email-changed-nowhere = no address, until you confirm one
mail-email-changed-by-you = If you changed it, you do not need to do anything.
mail-email-changed-undo = If it was not you, open this link { $until } and confirm: we restore the previous address, close all sessions and ask you for a new password.
mail-email-changed-known = If you knew of it, you do not need to do anything.
mail-email-changed-help = If it was not you, inform support at once:
mail-recapiti = The contact details of your account with { $service } were updated { $when }.
mail-recapiti-by-you = If you updated them, you do not need to do anything.

## The utenza as a whole.

mail-disavowed = You have told us that a change of your account with { $service } was not yours. We have secured the account: we have closed all sessions and stopped the changes that were waiting.
mail-disavowed-choose = At your next login we will ask you to choose another password. If somebody may know yours, or has changed it, choose one at once on this page:
mail-disavowed-mailbox = Also check that nobody else can read your mailbox.
mail-suspended = Your account with { $service } was suspended { $when }: as long as it is, you cannot log in.
mail-suspended-why = If you want to know why, ask the security officer or support:
mail-suspended-recovery = You have asked to recover access to your account with { $service }. The account is suspended: as long as it is, the password is not reset.
mail-reactivated = Your account with { $service } was reactivated { $when }. Username and password stay the same.
mail-unlocked = Access to your account with { $service } was unlocked { $when }: the failed attempts are forgotten and you need not wait any longer. Username and password stay the same.
mail-unlocked-change = If the attempts were not yours, change the password after logging in.
mail-kind-mi = Your account with { $service } became an MI account { $when }. Username and password stay the same; open sessions and links already sent are void. From now on the password is reset in the SIDI portal or by the security officer.
mail-kind-external = Your account with { $service } became an external account { $when }. Username and password stay the same; open sessions and links already sent are void. From now on the password is reset from the login page.
mail-kind-unexpected = If you did not expect this change, ask for support:
mail-deletion = We received the request to delete your account with { $service } { $when }. We reply within a month. Some data are kept afterwards, as the law requires: the privacy notice says which and why.
