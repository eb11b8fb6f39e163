//! "Non sono un robot", from the other side: the work of the browser's script, and the answer of a
//! person.

use altcha::{Challenge, Payload, SolveChallengeOptions, solve_challenge};
use anyhow::{Context as _, Result, bail};
use base64ct::{Base64, Encoding as _};

/// Does the work of a challenge and returns what is sent back.
///
/// # Errors
///
/// The challenge cannot be read, or is too hard.
pub fn solve(proof: &str) -> Result<String> {
    let challenge: Challenge = serde_json::from_str(proof).context("unreadable challenge")?;
    let solution =
        solve_challenge(SolveChallengeOptions::new(&challenge))?.context("too hard a challenge")?;
    let payload = serde_json::to_vec(&Payload {
        challenge,
        solution,
    })?;
    Ok(Base64::encode_string(&payload))
}

/// Answers the question that stands on a form for people without JavaScript.
///
/// # Errors
///
/// It is a question that this person does not understand.
pub fn answer(question: &str) -> Result<String> {
    bail!("what is meant by {question:?}?")
}
