//! Places of birth: Italian comuni, living and ceased, and foreign states.

mod code;

pub use code::{PlaceCode, PlaceCodeError};
