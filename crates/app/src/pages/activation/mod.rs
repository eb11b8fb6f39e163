//! Activation: the link of the first mail, or its code. Opening the link changes nothing.

pub(super) mod activate;
mod closed;
pub(super) mod landing;
pub(super) mod renewal;

use secrecy::{ExposeSecret, SecretString};
use varco_usecases::PresentedTicket;

use super::visit::Visit;
use crate::web::cookies::CookieName;

/// What is presented: the typed code or pasted link comes first, then the link that was opened.
fn presented(visit: &Visit<'_>, typed: &SecretString) -> Option<PresentedTicket> {
    if !typed.expose_secret().trim().is_empty() {
        return Some(PresentedTicket::from_typed(typed));
    }
    visit
        .token(CookieName::Activation)
        .map(PresentedTicket::Link)
}

/// A typed code, to be sent along with the next form; a link travels in its cookie.
fn typed_code(ticket: &PresentedTicket) -> Option<String> {
    match ticket {
        PresentedTicket::Code(code) => Some(code.expose_secret().to_owned()),
        PresentedTicket::Link(_) => None,
    }
}
