//! Builds the table of much used passwords: a list on standard input, one password a line, most
//! used first; the table on standard output. `cargo xtask blocklist` calls it.
//!
//! The table holds the passwords most used of all, which are the pieces that others are made of, and
//! for each profile those most used that would otherwise satisfy it.

#![expect(clippy::print_stderr, reason = "tells the maintainer what went in")]

use std::collections::BTreeSet;
use std::io::{self, BufRead as _, Write as _};

use secrecy::SecretString;
use varco_domain::credential::blocklist::fingerprint;
use varco_domain::credential::{Password, PasswordFinding, PasswordPolicy};

/// Most used of all.
const OVERALL: usize = 20_000;
/// Most used of those that satisfy one profile; the requirement is 3,000.
const PER_PROFILE: usize = 5_000;
/// Much used in Italy, and by those who register here; the public list knows few of them.
const ITALIAN: &str = include_str!("../data/blocklist-italian.txt");

fn main() -> io::Result<()> {
    let lines: Vec<String> = io::stdin().lock().lines().collect::<Result<_, _>>()?;
    let listed = |policy: PasswordPolicy| {
        let satisfies = move |line: &&String| is_otherwise_accepted(&policy, line);
        lines.iter().filter(satisfies).take(PER_PROFILE)
    };
    let table: BTreeSet<_> = lines
        .iter()
        .take(OVERALL)
        .chain(listed(PasswordPolicy::MODERN))
        .chain(listed(PasswordPolicy::MINISTERO))
        .map(String::as_str)
        .chain(ITALIAN.lines())
        .filter_map(fingerprint)
        .collect();
    eprintln!("{} fingerprints of {} passwords", table.len(), lines.len());
    let bytes: Vec<u8> = table.into_iter().flatten().collect();
    io::stdout().write_all(&bytes)
}

/// Whether a profile has nothing against a password but that it is common.
fn is_otherwise_accepted(policy: &PasswordPolicy, line: &str) -> bool {
    let password = Password::from_typed(&SecretString::from(line));
    policy.check(&password, &[], None).map_or_else(
        |findings| {
            findings
                .iter()
                .all(|finding| *finding == PasswordFinding::Common)
        },
        |_| true,
    )
}
