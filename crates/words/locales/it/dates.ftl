### Dates and times. `$day`, `$month` and `$year` are numbers, `$clock` is a time such as 18:30.

dates-month = { $month ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[12] dicembre
}
dates-day = { $day } { dates-month } { $year }
dates-day-of-year = { $day } { dates-month }
# At the beginning of a sentence.
dates-from-day = { $day ->
    [8] Dall'{ dates-day }
    [11] Dall'{ dates-day }
   *[other] Dal { dates-day }
}
dates-moment-today = oggi alle { $clock }
dates-moment-yesterday = ieri alle { $clock }
dates-moment = { dates-day } alle { $clock }
# After "fino".
dates-deadline-today = alle { $clock } di oggi
dates-deadline = alle { $clock } { $day ->
    [8] dell'{ dates-day }
    [11] dell'{ dates-day }
   *[other] del { dates-day }
}
dates-retry-today = alle { $clock }
dates-retry = { dates-on }
dates-on = { $day ->
    [8] l'{ dates-day } alle { $clock }
    [11] l'{ dates-day } alle { $clock }
   *[other] il { dates-day } alle { $clock }
}
# When it will be too late.
dates-by = entro { dates-on }
dates-hour-today = ore { $clock }
