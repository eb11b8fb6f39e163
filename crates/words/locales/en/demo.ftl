### Mailbox and services of the demo.

demo-mailbox = Mailbox of the demo
demo-to = To: { $to }
demo-what = All emails that the service sends arrive here, whatever the address. It exists only in the demo.
demo-none-html = Nothing has arrived yet: <a href="/registrazione">register</a> and come back here.
demo-mail-to = to { $to }
demo-services = Services of the demo
demo-services-what = Pretended services that receive the same password. They exist only in the demo, and of a password they keep just enough to try it.
demo-services-real = The configuration names real services: the pretended ones are not there.
demo-try = Try to log in
demo-try-all = Try all services
demo-admits = { $service }: { $who } gets in
demo-refuses = { $service }: { $who } does not get in
demo-on = The service answers.
demo-off = The service does not answer.
demo-switch-off = Switch off
demo-switch-on = Switch on
demo-nothing = It has not received anything yet.
demo-received = What { $service } has received
demo-when = When
demo-who = Account
demo-received-what = What
demo-new-password = new password
demo-opened = account opened
demo-closed = account closed
demo-username = Username
demo-password = Password
