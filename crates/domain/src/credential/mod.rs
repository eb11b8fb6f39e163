//! Passwords: how they are read, which are accepted, how the first one is made.
//!
//! ```
//! use secrecy::SecretString;
//! use varco_domain::credential::{Password, PasswordFinding, PasswordPolicy};
//!
//! let typed = |text: &str| Password::from_typed(&SecretString::from(text));
//! let about_the_person = ["Mario", "Rossi", "mario.rossi"];
//! let check = |text| PasswordPolicy::MODERN.check(&typed(text), &about_the_person, None);
//!
//! assert!(check("tramonto giallo").is_ok());
//! assert_eq!(check("Mario-Rossi-1985").err(), Some(vec![PasswordFinding::Personal]));
//! assert_eq!(check("P4ssw0rd P4ssw0rd").err(), Some(vec![PasswordFinding::Common]));
//! ```

pub mod blocklist;
mod expiry;
mod history;
pub mod lockout;
pub mod one_time;
pub mod passphrase;
pub mod password;
pub mod policy;
pub mod signs;
pub mod strength;

pub use expiry::REMINDER_DAYS;
pub use history::PasswordHistory;
pub use lockout::{Lockout, LockoutRules, LockoutState};
pub use one_time::one_time_password;
pub use passphrase::passphrase;
pub use password::{NewPassword, Password};
pub use policy::{PasswordFinding, PasswordPolicy};
pub use signs::RefusedSigns;
pub use strength::{Advice, Strength, strength};
