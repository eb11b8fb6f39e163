### Sessions and activity.

activity-unknown-html = Non riconosci un accesso? <a href="/area/password">Cambia la password</a>: tutte le altre sessioni si chiudono subito.
activity-sessions = Sessioni aperte
activity-this-session = Questa sessione
activity-session-network = Da { $network }
activity-session-opened = Aperta { $opened }
activity-session-used = Ultimo uso { $used }
activity-close-html = Chiudi <span class="visually-hidden">la sessione { $device }, aperta { $opened }</span>
activity-close-others = Chiudi tutte le altre
activity-recent = Attività recente
activity-none = Le tue attività appariranno qui
activity-earlier = Attività precedenti
