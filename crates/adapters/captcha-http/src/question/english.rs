//! Questions in English.

use super::tongue::{Kind, LIMIT, Tongue};

pub(super) const TONGUE: Tongue = Tongue {
    in_words,
    ways: |words| vec![words.to_owned(), words.replace(" and ", " ")],
    number: |words| format!("Write the number {words} in figures."),
    sum: |first, second| format!("How much is {first} plus {second}?"),
    word: |ordinal, phrase| format!("Write the {ordinal} word of this sentence: “{phrase}”."),
    one_of: |kind, [a, b, c]| format!("Which of these words is {kind}: {a}, {b}, {c}?"),
    ordinals: ["first", "second", "third", "fourth", "fifth"],
    phrases: &PHRASES,
    kinds: &KINDS,
    things: &THINGS,
};

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// `twenty-one`, `two hundred and three`.
fn in_words(number: u16) -> String {
    match number {
        0..20 => word(&SMALL, number).to_owned(),
        20..100 => {
            let tens = word(&TENS, number / 10);
            match number % 10 {
                0 => tens.to_owned(),
                ones => format!("{tens}-{}", word(&SMALL, ones)),
            }
        }
        100..LIMIT => {
            let hundreds = format!("{} hundred", word(&SMALL, number / 100));
            match number % 100 {
                0 => hundreds,
                rest => format!("{hundreds} and {}", in_words(rest)),
            }
        }
        LIMIT.. => String::new(),
    }
}

fn word(words: &[&'static str], at: u16) -> &'static str {
    words.get(usize::from(at)).copied().unwrap_or_default()
}

const PHRASES: [&str; 12] = [
    "the ship enters the quiet harbour",
    "my grandmother bakes warm bread today",
    "every morning the baker opens early",
    "a green plant grows outside here",
    "the child reads a new book",
    "tomorrow the market will stay closed",
    "that bridge crosses a wide river",
    "the teacher writes on the board",
    "this train always comes on time",
    "a bird flies over the roof",
    "the gardener cuts the tall hedge",
    "you find the key down there",
];

const KINDS: [Kind; 5] = [
    (
        "a colour",
        &["red", "green", "yellow", "blue", "white", "black", "brown"],
    ),
    (
        "an animal",
        &[
            "dog", "cat", "horse", "hen", "wolf", "cow", "rabbit", "donkey",
        ],
    ),
    (
        "a fruit",
        &["apple", "pear", "cherry", "banana", "lemon", "apricot"],
    ),
    (
        "a day of the week",
        &[
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ],
    ),
    (
        "a month",
        &[
            "January",
            "February",
            "April",
            "June",
            "July",
            "September",
            "October",
        ],
    ),
];

const THINGS: [&str; 16] = [
    "chair", "table", "window", "hammer", "glass", "shoe", "key", "umbrella", "fork", "lamp",
    "pillow", "bottle", "ladder", "notebook", "clock", "blanket",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_at_school() {
        for (number, words) in [
            (17, "seventeen"),
            (21, "twenty-one"),
            (40, "forty"),
            (101, "one hundred and one"),
            (323, "three hundred and twenty-three"),
        ] {
            assert_eq!(in_words(number), words);
        }
    }
}
