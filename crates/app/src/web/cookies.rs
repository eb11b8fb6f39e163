//! The cookies, all `__Host-`.

use std::time::Duration;

use poem::Request;
use poem::web::cookie::{Cookie, CookieJar, SameSite};
use secrecy::{ExposeSecret, SecretString};

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieName {
    /// Binds a registration to this browser.
    Draft,
    /// Carries the token of an opened activation link to the page without it in its address.
    Activation,
    /// Carries the token of a link that resets the password, likewise.
    Reset,
    /// The offer of another one-time password in place of one that has expired.
    Renewal,
    /// The session.
    Session,
    /// Tells a device on which somebody has logged in before, so that strangers cannot lock its owner
    /// out. It opens nothing and names nobody.
    Device,
    /// Gives back a form whose session had ended.
    Form,
    /// Like `Activation`, for the link that confirms an address.
    EmailConfirmation,
    /// Likewise, for the link that undoes a change of address.
    EmailUndo,
    /// Likewise, for the link of "Non sei stato tu?".
    Disavowal,
    /// The language that was chosen.
    Language,
}

impl CookieName {
    /// What the browser calls it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Draft => "__Host-bozza",
            Self::Activation => "__Host-attivazione",
            Self::Reset => "__Host-nuova-password",
            Self::Renewal => "__Host-rinnovo",
            Self::Session => "__Host-sessione",
            Self::Device => "__Host-dispositivo",
            Self::Form => "__Host-modulo",
            Self::EmailConfirmation => "__Host-conferma-email",
            Self::EmailUndo => "__Host-annulla-email",
            Self::Disavowal => "__Host-non-sono-stato-io",
            Self::Language => "__Host-lingua",
        }
    }

    /// `Lax` for those that must survive a click in a webmail; they open nothing by themselves.
    const fn same_site(self) -> SameSite {
        match self {
            Self::Draft
            | Self::Activation
            | Self::EmailConfirmation
            | Self::EmailUndo
            | Self::Disavowal
            | Self::Language
            | Self::Reset => SameSite::Lax,
            Self::Session | Self::Device | Self::Form | Self::Renewal => SameSite::Strict,
        }
    }

    const fn max_age(self) -> Option<Duration> {
        match self {
            Self::Draft => Some(Duration::from_hours(72)),
            Self::Activation
            | Self::EmailConfirmation
            | Self::EmailUndo
            | Self::Disavowal
            | Self::Form
            | Self::Renewal => Some(Duration::from_mins(15)),
            Self::Reset => Some(Duration::from_hours(1)),
            Self::Session => None,
            // The longest that browsers keep a cookie (RFC 6265bis).
            Self::Device | Self::Language => Some(Duration::from_hours(24 * 400)),
        }
    }

    /// Reads the cookie.
    pub fn read(self, request: &Request) -> Option<SecretString> {
        let cookie = request.cookie().get(self.name())?;
        Some(SecretString::from(cookie.value_str()))
    }

    /// Sets the cookie.
    pub fn set(self, jar: &CookieJar, value: &SecretString) {
        let mut cookie = self.blank(value.expose_secret());
        if let Some(age) = self.max_age() {
            cookie.set_max_age(age);
        }
        jar.add(cookie);
    }

    /// Removes the cookie.
    pub fn remove(self, jar: &CookieJar) {
        let mut cookie = self.blank("");
        cookie.set_max_age(Duration::ZERO);
        jar.add(cookie);
    }

    fn blank(self, value: &str) -> Cookie {
        let mut cookie = Cookie::new_with_str(self.name(), value);
        cookie.set_path("/");
        cookie.set_secure(true);
        cookie.set_http_only(true);
        cookie.set_same_site(self.same_site());
        cookie
    }
}
