### Pages of what went wrong.

error-go-home = Zur Startseite
error-code-html = Code: <strong>{ $reference }</strong>. Geben Sie ihn an, wenn Sie um Hilfe bitten.
