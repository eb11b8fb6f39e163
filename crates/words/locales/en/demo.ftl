### The mailbox of the demo.

demo-mailbox = Mailbox of the demo
demo-back = Back: mailbox of the demo
demo-to = To: { $to }
demo-what = All emails that the service sends arrive here, whatever the address. It exists only in the demo.
demo-none-html = Nothing has arrived yet: <a href="/registrazione">register</a> and come back here.
demo-mail-to = to { $to }
