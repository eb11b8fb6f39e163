### How long something takes or lasts.

wait-seconds = { $count ->
    [one] { $count } secondo
   *[other] { $count } secondi
}
wait-minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minuti
}
wait-hours = { $count ->
    [one] { $count } ora
   *[other] { $count } ore
}
wait-days = { $count ->
    [one] { $count } giorno
   *[other] { $count } giorni
}
