//! Ways to reach a person.

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
