### Pages of what went wrong.

error-go-home = Go to the home page
error-code-html = Code: <strong>{ $reference }</strong>. Quote it if you ask for support.
