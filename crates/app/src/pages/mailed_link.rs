//! Where a mailed link leads: its token leaves the address at once, and waits in a cookie for the button
//! that uses it.

use jiff::Timestamp;
use poem::Response;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use varco_domain::token::is_opaque_token;
use varco_words::{Phrase, dates, say};

use super::visit::{Visit, see_other};
use crate::web::cookies::CookieName;

/// `?t=`: the token; one that was cut on its way is known by `?incompleto=`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LinkQuery {
    t: Option<SecretString>,
    incompleto: Option<String>,
}

/// What a request for the page of a link brings along.
#[derive(Debug)]
pub(super) enum Landing {
    /// Go there: the address had a token, which is in the cookie now.
    Elsewhere(Response),
    /// The token of a link that was opened in this browser.
    Token(SecretString),
    /// Nothing that could be a token.
    Nothing,
}

impl LinkQuery {
    /// Whether the link was cut on its way.
    pub(super) const fn is_incomplete(&self) -> bool {
        self.incompleto.is_some()
    }

    /// Keeps the token where no log, history or referrer sees it, or reads it from there.
    pub(super) fn land(self, visit: &Visit<'_>, cookie: CookieName, page: &str) -> Landing {
        match self.t {
            Some(token) if is_opaque_token(token.expose_secret()) => {
                cookie.set(visit.jar(), &token);
                Landing::Elsewhere(see_other(page))
            }
            Some(_) => {
                cookie.remove(visit.jar());
                Landing::Elsewhere(see_other(&format!("{page}?incompleto=1")))
            }
            None if self.is_incomplete() => Landing::Nothing,
            None => visit.token(cookie).map_or(Landing::Nothing, Landing::Token),
        }
    }
}

/// There is a newer link: the one of the mail that was asked for at this time.
pub(super) fn newer_mail(visit: &Visit<'_>, asked_at: Timestamp) -> Phrase {
    let (now, zone) = (visit.usecases().now(), &visit.usecases().settings().zone);
    let at = dates::hour_or_moment(visit.words(), asked_at, now, zone);
    say("link-newer-what").with("at", at)
}
