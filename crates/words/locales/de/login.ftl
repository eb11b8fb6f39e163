### Login.

login-expired = Das vorläufige Passwort ist abgelaufen. Lassen Sie sich ein neues schicken.
login-expired-renew = Neues vorläufiges Passwort schicken
login-expired-mi-html = Das vorläufige Passwort ist abgelaufen. Verlangen Sie ein neues bei der Sicherheitsreferentin oder beim Sicherheitsreferenten: <a class="alert-link" href="/recupera/utenza-mi">was Sie tun können</a>
login-password = Passwort
login-password-shown = Passwort
login-send = Anmelden
login-forgot-username = Benutzernamen vergessen?
login-forgot-password = Passwort vergessen?
