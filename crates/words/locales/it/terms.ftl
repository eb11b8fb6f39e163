### New versions of the legal documents.

terms-title = Condizioni e privacy
terms-first = Prima di continuare
terms-changed = Sono cambiati i documenti del servizio
terms-first-what = Per usare il servizio leggi e accetta i documenti qui sotto: non l'hai ancora fatto.
terms-read-terms-html = Leggi le <a href="/condizioni" target="_blank">condizioni generali del servizio<span class="visually-hidden"> (si apre in una nuova scheda)</span></a>, versione <span class="text-nowrap">{ $version }</span>.
terms-read-privacy-html = Leggi l'<a href="/privacy" target="_blank">informativa sulla privacy<span class="visually-hidden"> (si apre in una nuova scheda)</span></a>, versione <span class="text-nowrap">{ $version }</span>.
terms-refuse-html = Se non vuoi accettare, puoi <a href="/area/dati-personali/esporta">scaricare i tuoi dati</a> o <a href="/area/dati-personali/cancellazione">chiedere di cancellare l'utenza</a>.
terms-changed-both = Sono cambiate le condizioni generali e l'informativa sulla privacy.
terms-changed-terms = Sono cambiate le condizioni generali.
terms-changed-privacy = È cambiata l'informativa sulla privacy.
terms-changed-what = Leggi i documenti e conferma: poi vai dove volevi.
