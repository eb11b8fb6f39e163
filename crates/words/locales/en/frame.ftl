### What stands around every page.

frame-demo-html = Demo environment: <a href="/demo/posta">read the emails here</a>, <a href="/demo/servizi">watch the services with the same password here</a>.
frame-about = About the service
frame-terms = General terms
frame-privacy = Privacy notice
frame-help = Do you need help?
frame-path = Breadcrumb
frame-session = Are you still here?
frame-session-soon = In 2 minutes we close the session for your security. We keep what you have written.
frame-session-last = 30 seconds left.
frame-session-over = Time is up. If you were writing, send it anyway: we ask you to log in again and you will find everything.
frame-session-stay = Continue the session
frame-skip-to-content = Skip to content
frame-skip-to-footer = Skip to footer
frame-languages = Language
frame-language-name = English
frame-contacts = Contact
frame-phone = Phone
frame-pec = PEC
frame-data-protection = Data protection officer
frame-sending = Sending…
