//! Passwords that can be recognised, and the search for them wherever they should not be (LK-1).

mod echo;
mod journey;
mod needles;
mod places;
mod search;

pub use journey::Journey;
pub use needles::{Needles, encodings};
pub use places::{Place, files, memory};
pub use search::Trial;
