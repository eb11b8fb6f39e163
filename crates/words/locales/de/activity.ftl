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
