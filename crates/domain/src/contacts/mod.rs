//! Ways to reach a person.
//!
//! ```
//! use varco_domain::contacts::{EmailAddress, EmailHint, PhoneNumber, Province};
//!
//! let email = EmailAddress::parse("mario.rossi@gmial.com")?;
//! let suggestion = "mario.rossi@gmail.com".to_owned();
//! assert_eq!(email.hint(), Some(EmailHint::MistypedDomain { suggestion }));
//!
//! assert_eq!(PhoneNumber::parse("333 1234567")?.to_string(), "+39 333 123 4567");
//! assert_eq!(Province::parse("rm").map(Province::name), Some("Roma"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod address;
mod domicile;
pub mod email;
mod phone;
mod province;

pub use address::{AddressFault, AddressLine, Cap, CapFault};
pub use domicile::{
    Domicile, DomicileFault, DomicileField, DomicileFieldFault, DomicileForm, ForeignDomicile,
    ItalianDomicile,
};
pub use email::{EmailAddress, EmailFault, EmailHint};
pub use phone::{PhoneFault, PhoneKind, PhoneNumber};
pub use province::Province;
