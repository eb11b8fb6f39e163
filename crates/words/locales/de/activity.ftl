### Sessions and activity.

activity-unknown-html = Erkennen Sie eine Anmeldung nicht wieder? <a href="/area/password">Ändern Sie das Passwort</a>: Alle anderen Sitzungen werden sofort geschlossen.
activity-sessions = Offene Sitzungen
activity-this-session = Diese Sitzung
activity-session-network = Von { $network }
activity-session-opened = Geöffnet: { $opened }
activity-session-used = Zuletzt benutzt: { $used }
activity-close-html = Schließen <span class="visually-hidden">Sitzung { $device }, geöffnet: { $opened }</span>
activity-close-others = Alle anderen schließen
activity-recent = Letzte Aktivitäten
activity-none = Ihre Aktivitäten erscheinen hier
activity-earlier = Frühere Aktivitäten
activity-access-from = { $moment } von { $network }
activity-access-from-with = { $moment } von { $network }, { $device }
activity-access-with = { $moment }, { $device }
activity-device = { $browser } auf { $system }
activity-device-unknown = Unbekanntes Gerät
activity-failures = { $count ->
    [one] 1 fehlgeschlagener Anmeldeversuch
   *[other] { $count } fehlgeschlagene Anmeldeversuche
}
activity-with-reason = { $what }: { $why }
activity-operator-provisioned = Ein Operator hat das Benutzerkonto angelegt
activity-operator-kind = Ein Operator hat die Art des Benutzerkontos geändert
activity-operator-password-reset = Ein Operator hat das Passwort zurückgesetzt
activity-operator-institutional-assigned = Ein Operator hat die dienstliche E-Mail-Adresse zugewiesen
activity-operator-institutional-withdrawn = Ein Operator hat die dienstliche E-Mail-Adresse entzogen
activity-operator-suspended = Ein Operator hat das Benutzerkonto gesperrt
activity-operator-reactivated = Ein Operator hat das Benutzerkonto wieder freigegeben
activity-operator-inspected = Ein Operator hat die Daten des Benutzerkontos angesehen
activity-operator-unlocked = Ein Operator hat die Anmeldung entsperrt
activity-operator-order-retried = Ein Operator hat eine Aktualisierung erneut an einen Dienst gesendet
activity-operator-order-skipped = Ein Operator hat eine Aktualisierung für einen Dienst verworfen
activity-operator-reconciled = Ein Operator hat einen Dienst abgeglichen
activity-opened = Das Benutzerkonto wurde aktiviert
activity-registration-of-held-code = Jemand hat versucht, sich mit Ihrer Steuernummer zu registrieren
activity-one-time-reissued = Wir haben Ihnen ein neues vorläufiges Passwort geschickt
activity-password-changed = Sie haben das Passwort geändert
activity-provisioned = Das Benutzerkonto wurde angelegt
activity-kind-changed = Die Art des Benutzerkontos wurde geändert
activity-password-reset-asked = Ein neues Passwort wurde angefordert
activity-password-reset-by-link = Das Passwort wurde mit dem per E-Mail geschickten Link zurückgesetzt
activity-password-reset = Das Passwort wurde zurückgesetzt
activity-password-expiry-reminded = Wir haben Sie darauf hingewiesen, dass das Passwort bald abläuft
activity-username-reminded = Wir haben Ihnen den Benutzernamen per E-Mail geschickt
activity-email-change-asked = Sie haben die Änderung der E-Mail-Adresse verlangt
activity-email-change-cancelled = Die Änderung der E-Mail-Adresse wurde abgebrochen
activity-email-changed = Die E-Mail-Adresse wurde geändert
activity-email-change-undone = Die vorherige E-Mail-Adresse wurde wiederhergestellt
activity-institutional-assigned = Eine dienstliche E-Mail-Adresse wurde zugewiesen
activity-institutional-withdrawn = Die dienstliche E-Mail-Adresse wurde entzogen
activity-contacts-changed = Sie haben die Kontaktdaten aktualisiert
activity-terms-accepted = Sie haben die neuen Bedingungen angenommen
activity-disavowed = Eine Änderung, die nicht von Ihnen stammt, wurde gemeldet
activity-suspended = Das Benutzerkonto wurde gesperrt
activity-reactivated = Das Benutzerkonto wurde wieder freigegeben
activity-inspected = Die Daten des Benutzerkontos wurden angesehen
activity-unlocked = Die Anmeldung wurde entsperrt
activity-data-exported = Sie haben Ihre Daten heruntergeladen
activity-deletion-asked = Sie haben die Löschung des Benutzerkontos verlangt
activity-deletion-withdrawn = Sie haben den Antrag auf Löschung des Benutzerkontos zurückgezogen
activity-order-retried = Eine Aktualisierung wurde erneut an einen Dienst gesendet
activity-order-skipped = Eine Aktualisierung für einen Dienst wurde verworfen
activity-reconciled = Ein Dienst wurde abgeglichen
activity-logged-in = Anmeldung
activity-login-failed = Fehlgeschlagener Anmeldeversuch
activity-logged-out = Abmeldung
activity-session-closed = Sie haben eine Sitzung geschlossen
activity-other-sessions-closed = Sie haben alle anderen Sitzungen geschlossen
activity-language-chosen = Sie haben eine andere Sprache gewählt
