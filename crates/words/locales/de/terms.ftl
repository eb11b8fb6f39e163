### New versions of the legal documents.

terms-title = Bedingungen und Datenschutz
terms-first = Bevor Sie fortfahren
terms-changed = Die Dokumente des Dienstes haben sich geändert
terms-first-what = Um den Dienst zu nutzen, lesen Sie bitte die folgenden Dokumente und nehmen Sie sie an: Das haben Sie noch nicht getan.
terms-read-terms-html = Lesen Sie die <a href="/condizioni" target="_blank">allgemeinen Nutzungsbedingungen<span class="visually-hidden"> (öffnet sich in einem neuen Tab)</span></a>, Fassung <span class="text-nowrap">{ $version }</span>.
terms-read-privacy-html = Lesen Sie die <a href="/privacy" target="_blank">Datenschutzerklärung<span class="visually-hidden"> (öffnet sich in einem neuen Tab)</span></a>, Fassung <span class="text-nowrap">{ $version }</span>.
terms-refuse-html = Wenn Sie nicht zustimmen wollen, können Sie <a href="/area/dati-personali/esporta">Ihre Daten herunterladen</a> oder <a href="/area/dati-personali/cancellazione">die Löschung des Benutzerkontos verlangen</a>.
terms-changed-both = Die allgemeinen Nutzungsbedingungen und die Datenschutzerklärung haben sich geändert.
terms-changed-terms = Die allgemeinen Nutzungsbedingungen haben sich geändert.
terms-changed-privacy = Die Datenschutzerklärung hat sich geändert.
terms-changed-what = Lesen Sie die Dokumente und bestätigen Sie: Danach kommen Sie dorthin, wohin Sie wollten.
