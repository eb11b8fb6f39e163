### New versions of the legal documents.

terms-title = Terms and privacy
terms-first = Before you continue
terms-changed = The documents of the service have changed
terms-first-what = To use the service, read and accept the documents below: you have not done so yet.
terms-read-terms-html = Read the <a href="/condizioni" target="_blank">general terms of the service<span class="visually-hidden"> (opens in a new tab)</span></a>, version <span class="text-nowrap">{ $version }</span>.
terms-read-privacy-html = Read the <a href="/privacy" target="_blank">privacy notice<span class="visually-hidden"> (opens in a new tab)</span></a>, version <span class="text-nowrap">{ $version }</span>.
terms-refuse-html = If you do not want to accept, you can <a href="/area/dati-personali/esporta">download your data</a> or <a href="/area/dati-personali/cancellazione">ask for the account to be deleted</a>.
terms-changed-both = The general terms and the privacy notice have changed.
terms-changed-terms = The general terms have changed.
terms-changed-privacy = The privacy notice has changed.
terms-changed-what = Read the documents and confirm: then you go where you wanted.
