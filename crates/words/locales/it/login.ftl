### Login.

login-expired = La password temporanea è scaduta. Fattene mandare un'altra.
login-expired-renew = Manda una nuova password temporanea
login-expired-mi-html = La password temporanea è scaduta. Chiedine un'altra al referente della sicurezza: <a class="alert-link" href="/recupera/utenza-mi">che cosa puoi fare</a>
login-password = Password
login-password-shown = la password
login-send = Entra
login-forgot-username = Username dimenticato?
login-forgot-password = Password dimenticata?
