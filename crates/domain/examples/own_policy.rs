//! Makes a credential policy of one's own, joins it with what a linked service would refuse, and
//! judges the passwords on standard input, one a line, by the result.
//!
//! ```sh
//! printf 'Tramonto giallo 7\nPassw0rd!\n' | cargo run -p varco-domain --example own_policy
//! ```

#![expect(clippy::print_stdout, reason = "the result goes to standard output")]

use std::io::{self, BufRead as _};

use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use varco_domain::credential::{Password, PasswordPolicy, passphrase, strength};

fn main() -> io::Result<()> {
    let ours = PasswordPolicy {
        min_length: 12,
        max_age: Some(SignedDuration::from_hours(24 * 365)),
        ..PasswordPolicy::MODERN
    };
    // A directory that stores at most 64 characters and wants three kinds of them.
    let directory = PasswordPolicy {
        max_length: 64,
        ..PasswordPolicy::MINISTERO
    };
    let effective = ours.and(&directory);
    println!("{effective:?}");

    let personal = ["Mario", "Rossi", "mario.rossi", "Istanze OnLine"];
    for (number, typed) in (1..).zip(io::stdin().lock().lines()) {
        let password = Password::from_typed(&SecretString::from(typed?));
        let (strength, advice) = strength(&password, &personal);
        match effective.check(&password, &personal, None) {
            Ok(_) => println!("password {number}: accepted, {strength:?}, {advice:?}"),
            Err(findings) => println!("password {number}: refused, {findings:?}, {advice:?}"),
        }
    }

    // The same bytes at every run: a real program asks the operating system for them.
    let entropy = std::array::from_fn(|at| u8::try_from(at * 37 % 256).unwrap_or_default());
    if let Some(offered) = passphrase(&entropy, &effective) {
        println!("we would offer: {}", offered.expose_secret());
    }
    Ok(())
}
