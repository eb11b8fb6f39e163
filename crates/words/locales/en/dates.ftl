### Dates and times. `$day`, `$month` and `$year` are numbers, `$clock` is a time such as 18:30.

dates-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
dates-day = { $day } { dates-month } { $year }
dates-day-of-year = { $day } { dates-month }
# At the beginning of a sentence.
dates-from-day = From { dates-day }
dates-moment-today = today at { $clock }
dates-moment-yesterday = yesterday at { $clock }
dates-moment = { dates-day } at { $clock }
# After "until".
dates-deadline-today = today at { $clock }
dates-deadline = { $clock } on { dates-day }
dates-retry-today = at { $clock }
dates-retry = { dates-on }
dates-on = on { dates-day } at { $clock }
# When it will be too late.
dates-by = by { dates-day } at { $clock }
dates-hour-today = { $clock }
