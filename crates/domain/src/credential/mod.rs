//! Passwords: how they are read, which are accepted, how the first one is made.

pub mod blocklist;
pub mod one_time;
pub mod password;
pub mod policy;

pub use one_time::one_time_password;
pub use password::{NewPassword, Password};
pub use policy::{PasswordFinding, PasswordPolicy};
