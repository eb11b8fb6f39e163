//! "Non sono un robot", from the other side: the work of the browser's script, and the answer of a
//! person.

use altcha::{Challenge, Payload, SolveChallengeOptions, solve_challenge};
use anyhow::{Context as _, Result, bail};

/// Numbers that are added, from two on.
const NUMBERS: [&str; 11] = [
    "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici",
];
const ORDINALS: [&str; 5] = ["prima", "seconda", "terza", "quarta", "quinta"];
/// Colours, animals, fruit, days and months: whatever is asked for, among things that are none.
const KINDS: &str = "rosso verde giallo azzurro bianco nero marrone cane gatto cavallo gallina lupo \
    mucca coniglio asino mela pera ciliegia fragola banana limone albicocca lunedì martedì mercoledì \
    giovedì venerdì sabato domenica gennaio febbraio aprile maggio giugno luglio settembre ottobre";

/// Does the work of a challenge and returns what is sent back.
///
/// # Errors
///
/// The challenge cannot be read, or is too hard.
pub fn solve(proof: &str) -> Result<String> {
    let challenge: Challenge = serde_json::from_str(proof).context("unreadable challenge")?;
    let solution =
        solve_challenge(SolveChallengeOptions::new(&challenge))?.context("too hard a challenge")?;
    Ok(serde_json::to_string(&Payload {
        challenge,
        solution,
    })?)
}

/// Answers the question that stands on a form for people without JavaScript; `text` is all that
/// they read there.
///
/// # Errors
///
/// It is a question that this person does not understand.
pub fn answer(text: &str) -> Result<String> {
    let between = |start: &str, end: &str| Some(text.split_once(start)?.1.split_once(end)?.0);
    if let Some(number) = between("Scrivi in cifre il numero ", ".") {
        // Words are as good as figures.
        return Ok(number.to_owned());
    }
    if let Some((first, second)) =
        between("Quanto fa ", "?").and_then(|sum| sum.split_once(" più "))
    {
        let value = |word: &str| {
            NUMBERS
                .iter()
                .position(|number| *number == word)
                .map(|index| index + 2)
        };
        return Ok(
            (value(first).context("a number")? + value(second).context("a number")?).to_string(),
        );
    }
    if let Some((ordinal, phrase)) =
        between("Scrivi la ", "»").and_then(|rest| rest.split_once(" parola di questa frase: «"))
    {
        let index = ORDINALS
            .iter()
            .position(|known| *known == ordinal)
            .context("an ordinal")?;
        return Ok(phrase.split(' ').nth(index).context("a word")?.to_owned());
    }
    if let Some((_, words)) =
        between("Quale di queste parole ", "?").and_then(|rest| rest.split_once(": "))
    {
        let known = words
            .split(", ")
            .find(|word| KINDS.split(' ').any(|kind| kind == *word));
        return Ok(known.context("a word of the kind")?.to_owned());
    }
    bail!("what is meant by {text:?}?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_answers_every_family_of_questions() -> Result<()> {
        for (question, expected) in [
            (
                "Scrivi in cifre il numero trecentoventuno.",
                "trecentoventuno",
            ),
            ("Quanto fa due più dodici?", "14"),
            (
                "Scrivi la terza parola di questa frase: «la nave entra piano nel porto».",
                "entra",
            ),
            (
                "Quale di queste parole è un giorno della settimana: sedia, lunedì, chiodo?",
                "lunedì",
            ),
        ] {
            assert_eq!(answer(&format!("Rispondi. {question} Grazie."))?, expected);
        }
        assert!(answer("Chi sei?").is_err());
        Ok(())
    }
}
