//! The simplest things that keep the promises of the ports, without cryptography, network or clock.

mod captcha;
mod clock;
mod digester;
mod entropy;
mod hasher;
mod mail;
mod target;
mod vault;

pub use captcha::AcceptAllCaptcha;
pub use clock::FixedClock;
pub use digester::PlainDigester;
pub use entropy::SeededEntropy;
pub use hasher::PlainHasher;
pub use mail::RecordingMailSender;
pub use target::{InMemoryTarget, TargetEntry, TargetFault};
pub use vault::PlainVault;
