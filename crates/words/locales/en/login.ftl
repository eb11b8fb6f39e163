### Login.

login-expired = The temporary password has expired. Have another one sent to you.
login-expired-renew = Send a new temporary password
login-expired-mi-html = The temporary password has expired. Ask the security officer for another: <a class="alert-link" href="/recupera/utenza-mi">what you can do</a>
login-password = Password
login-password-shown = the password
login-send = Log in
login-forgot-username = Forgotten your username?
login-forgot-password = Forgotten your password?
