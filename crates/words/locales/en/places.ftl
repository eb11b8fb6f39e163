### Places: suggested while they are typed, and asked for where a name stands for several.

places-which = Which one do you mean?
places-none = None of these: it is spelt correctly
places-suggestions = Places
places-found = { $count ->
    [0] No results
    [one] 1 result
   *[other] { $count } results
 }
