//! The cookies of one visitor of one site.
//!
//! An HTTP client's jar does not send `Secure` cookies to `http://127.0.0.1`; browsers do, since
//! loopback cannot be overheard. This one does too, and refuses every cookie that breaks R-44.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use cookie::{Cookie, SameSite};

/// Cookies by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Jar(BTreeMap<String, String>);

impl Jar {
    /// Obeys one `Set-Cookie` header.
    ///
    /// # Errors
    ///
    /// The header cannot be read, or breaks R-44: only `__Host-` cookies, `Secure`, `HttpOnly`,
    /// with `SameSite`, for the whole site and no other host.
    pub(super) fn obey(&mut self, header: &str) -> Result<()> {
        let cookie = Cookie::parse(header).context("unreadable Set-Cookie")?;
        let name = cookie.name();
        ensure!(
            name.starts_with("__Host-"),
            "R-44: the cookie {name} is not bound to the host"
        );
        ensure!(cookie.secure() == Some(true), "R-44: {name} is not Secure");
        ensure!(
            cookie.http_only() == Some(true),
            "R-44: {name} is not HttpOnly"
        );
        ensure!(
            cookie.path() == Some("/"),
            "R-44: {name} has Path {:?}",
            cookie.path()
        );
        ensure!(cookie.domain().is_none(), "R-44: {name} has a Domain");
        let is_bound = matches!(cookie.same_site(), Some(SameSite::Strict | SameSite::Lax));
        ensure!(is_bound, "R-44: {name} travels across sites");
        if cookie
            .max_age()
            .is_some_and(cookie::time::Duration::is_zero)
            || cookie.value().is_empty()
        {
            self.0.remove(name);
        } else {
            self.0.insert(name.to_owned(), cookie.value().to_owned());
        }
        Ok(())
    }

    /// The value of the `Cookie` header, if there is anything to send.
    pub(super) fn header(&self) -> Option<String> {
        let pairs: Vec<String> = self
            .0
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "__Host-sessione=abc; Path=/; Secure; HttpOnly; SameSite=Lax";

    #[test]
    fn a_host_cookie_is_kept_and_sent_back() -> Result<()> {
        let mut jar = Jar::default();
        assert_eq!(jar.header(), None);
        jar.obey(GOOD)?;
        jar.obey("__Host-bozza=1; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=86400")?;
        assert_eq!(
            jar.header().as_deref(),
            Some("__Host-bozza=1; __Host-sessione=abc")
        );
        Ok(())
    }

    #[test]
    fn a_cookie_with_no_age_left_is_forgotten() -> Result<()> {
        let mut jar = Jar::default();
        jar.obey(GOOD)?;
        jar.obey("__Host-sessione=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")?;
        assert_eq!(jar.header(), None);
        Ok(())
    }

    #[test]
    fn r44_a_weaker_cookie_is_refused() {
        for (part, without) in [
            ("__Host-", ""),
            (" Secure;", ""),
            (" HttpOnly;", ""),
            (" Path=/;", ""),
            (" Path=/;", " Path=/area;"),
            ("; SameSite=Lax", ""),
            ("SameSite=Lax", "SameSite=None"),
            ("Path=/;", "Path=/; Domain=example.org;"),
        ] {
            let weaker = GOOD.replace(part, without);
            assert!(Jar::default().obey(&weaker).is_err(), "{weaker}");
        }
    }
}
