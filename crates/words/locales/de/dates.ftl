### Dates and times. `$day`, `$month` and `$year` are numbers, `$clock` is a time such as 18:30.

dates-month = { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}
dates-day = { $day }. { dates-month } { $year }
dates-day-of-year = { $day }. { dates-month }
# At the beginning of a sentence.
dates-from-day = Ab dem { dates-day }
dates-moment-today = heute um { $clock } Uhr
dates-moment-yesterday = gestern um { $clock } Uhr
dates-moment = { dates-day } um { $clock } Uhr
# After "bis".
dates-deadline-today = heute um { $clock } Uhr
dates-deadline = { $clock } Uhr am { dates-day }
dates-retry-today = um { $clock } Uhr
dates-retry = { dates-on }
dates-on = am { dates-day } um { $clock } Uhr
# When it will be too late.
dates-by = bis zum { dates-day } um { $clock } Uhr
dates-hour-today = { $clock } Uhr
