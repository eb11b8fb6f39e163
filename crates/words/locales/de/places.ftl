### Places: suggested while they are typed, and asked for where a name stands for several.

places-which = Welchen Ort meinen Sie?
places-none = Keinen davon: So ist es richtig
places-suggestions = Orte
places-found = { $count ->
    [0] Keine Ergebnisse
    [one] 1 Ergebnis
   *[other] { $count } Ergebnisse
 }
