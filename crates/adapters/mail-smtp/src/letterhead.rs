//! What every mail says about the service that sends it.

use lettre::transport::smtp::extension::ClientId;
use url::{Host, Url, form_urlencoded};

use crate::config::ConfigError;

/// Name, public address and assistance of the service.
#[derive(Clone, Debug)]
pub struct Letterhead {
    service_name: String,
    assistance: String,
    /// Scheme, host, port and path, without the last slash.
    base: String,
    host: Host<String>,
}

impl Letterhead {
    /// `service_name` begins every subject; `public_url` is where people reach the service, and the
    /// only origin of links; `assistance` is an e-mail address or a URL.
    ///
    /// # Errors
    /// [`ConfigError::Letterhead`] for an empty text or one with control characters,
    /// [`ConfigError::PublicUrl`] for anything but `http(s)://host[:port][/path]`.
    pub fn new(
        service_name: &str,
        public_url: &str,
        assistance: &str,
    ) -> Result<Self, ConfigError> {
        let url = Url::parse(public_url).map_err(|_| ConfigError::PublicUrl)?;
        let is_plain = matches!(url.scheme(), "http" | "https")
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        let host = url.host().filter(|_| is_plain);
        Ok(Self {
            service_name: one_line(service_name)?,
            assistance: one_line(assistance)?,
            base: url.as_str().trim_end_matches('/').to_owned(),
            host: host.ok_or(ConfigError::PublicUrl)?.to_owned(),
        })
    }

    pub(crate) fn service_name(&self) -> &str {
        &self.service_name
    }

    pub(crate) fn assistance(&self) -> &str {
        &self.assistance
    }

    /// The host of the public address, for identifiers of messages.
    pub(crate) fn host(&self) -> &Host<String> {
        &self.host
    }

    /// How we introduce ourselves to the mail server.
    pub(crate) fn hello_name(&self) -> ClientId {
        match &self.host {
            Host::Domain(domain) => ClientId::Domain(domain.clone()),
            Host::Ipv4(address) => ClientId::Ipv4(*address),
            Host::Ipv6(address) => ClientId::Ipv6(*address),
        }
    }

    /// The page where a typed code goes.
    pub(crate) fn activation_page(&self) -> String {
        format!("{}/attiva", self.base)
    }

    /// The link of an activation mail.
    pub(crate) fn activation_link(&self, token: &str) -> String {
        self.link("attiva", token)
    }

    /// A page with a token.
    pub(crate) fn link(&self, page: &str, token: &str) -> String {
        let token: String = form_urlencoded::byte_serialize(token.as_bytes()).collect();
        format!("{}/{page}?t={token}", self.base)
    }

    /// A page without one.
    pub(crate) fn page(&self, page: &str) -> String {
        format!("{}/{page}", self.base)
    }
}

fn one_line(text: &str) -> Result<String, ConfigError> {
    let text = text.trim();
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err(ConfigError::Letterhead);
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letterhead(url: &str) -> Result<Letterhead, ConfigError> {
        Letterhead::new("Istanze OnLine", url, "aiuto@esempio.it")
    }

    #[test]
    fn r17_links_begin_with_the_public_address() {
        for (url, base, host) in [
            (
                "https://varco.example",
                "https://varco.example",
                "varco.example",
            ),
            (
                "https://varco.example/",
                "https://varco.example",
                "varco.example",
            ),
            ("http://[::1]:8080/io/", "http://[::1]:8080/io", "[::1]"),
            (
                "https://città.it",
                "https://xn--citt-3na.it",
                "xn--citt-3na.it",
            ),
        ] {
            let head = letterhead(url).unwrap();
            assert_eq!(head.page("accedi"), format!("{base}/accedi"));
            assert_eq!(
                head.activation_link("a_-9"),
                format!("{base}/attiva?t=a_-9")
            );
            assert_eq!(head.host().to_string(), host);
        }
    }

    #[test]
    fn addresses_that_no_link_can_begin_with_are_refused() {
        for url in [
            "varco.example",
            "ftp://varco.example",
            "mailto:a@b.it",
            "https://user@varco.example",
            "https://varco.example/?x=1",
            "https://varco.example/#x",
            "https://",
        ] {
            assert!(
                matches!(letterhead(url), Err(ConfigError::PublicUrl)),
                "{url}"
            );
        }
    }

    #[test]
    fn r10_texts_that_would_break_a_header_are_refused() {
        for text in ["", " ", "Istanze\r\nBcc: x@y.it", "a\0b"] {
            let head = Letterhead::new(text, "https://varco.example", "a@b.it");
            assert!(matches!(head, Err(ConfigError::Letterhead)), "{text:?}");
            let head = Letterhead::new("a", "https://varco.example", text);
            assert!(matches!(head, Err(ConfigError::Letterhead)), "{text:?}");
        }
    }
}
