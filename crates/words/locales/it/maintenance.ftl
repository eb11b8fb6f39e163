### The page of a service that is suspended.

maintenance-title = Servizio sospeso
maintenance-heading = Il servizio è sospeso fino { $deadline }
maintenance-what = Stiamo facendo dei lavori. Quello che hai già confermato è salvo.
maintenance-next = Torna dopo quell'ora. Se nel frattempo scade il link di una nostra email, puoi chiederne un altro.
maintenance-assistance = Assistenza: { $assistance }
