//! Passwords: how they are read, which are accepted, how the first one is made.

pub mod blocklist;
pub mod one_time;
pub mod passphrase;
pub mod password;
pub mod policy;
pub mod strength;

pub use one_time::one_time_password;
pub use passphrase::passphrase;
pub use password::{NewPassword, Password};
pub use policy::{PasswordFinding, PasswordPolicy};
pub use strength::{Advice, Strength, strength};
