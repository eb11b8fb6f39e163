### Places: suggested while they are typed, and asked for where a name stands for several.

places-which = Quale intendi?
places-none = Nessuno di questi: l'ho scritto bene
places-suggestions = Luoghi
places-found = { $count ->
    [0] Nessun risultato
    [one] 1 risultato
   *[other] { $count } risultati
 }
