### Pages of what went wrong.

error-go-home = Vai alla pagina iniziale
error-code-html = Codice: <strong>{ $reference }</strong>. Se chiedi assistenza, indicalo.
