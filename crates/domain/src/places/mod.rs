//! Places of birth: Italian comuni, living and ceased, and foreign states.
//!
//! The data are the Interior Ministry's ANPR archive (CC BY 4.0, `data/ATTRIBUTION.md`), laid out so
//! that the program reads them where they lie: nothing is parsed, copied or allocated at start.
//!
//! ```
//! use jiff::civil::date;
//! use varco_domain::places::{PlaceCode, find_by_code, search};
//!
//! let code = PlaceCode::parse("F704")?;
//! let born_1970 = find_by_code(code, Some(date(1970, 5, 1)));
//! assert_eq!(born_1970.map(|place| place.to_string()), Some("Monza (MI)".to_owned()));
//! let today = find_by_code(code, None);
//! assert_eq!(today.map(|place| place.to_string()), Some("Monza (MB)".to_owned()));
//!
//! let first = search("reggio nell", 10).next();
//! assert_eq!(first.map(|place| place.name()), Some("Reggio nell'Emilia"));
//! # Ok::<(), varco_domain::places::PlaceCodeError>(())
//! ```

mod code;
mod find;
mod folded;
mod place;
mod table;
mod typed;

pub use code::{PlaceCode, PlaceCodeError};
pub use find::{find_by_code, find_by_name, search, was_in_use};
pub use place::Place;
pub use typed::{Meant, PlaceName, meant_by};
