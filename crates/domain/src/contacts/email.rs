//! E-mail addresses: the subset that every mail system handles alike.
//!
//! The local part is an ASCII dot-atom (RFC 5321 `Dot-string`), the domain is turned into its ASCII
//! form (UTS 46, non-transitional). Quoted local parts, address literals and one-label domains are
//! refused although mail libraries accept them.

use std::borrow::Cow;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use thiserror::Error;

/// Most bytes of an address (RFC 5321 §4.5.3.1.3, less the angle brackets).
const ADDRESS_MAX: usize = 254;
/// Most bytes of the local part (RFC 5321 §4.5.3.1.1).
const LOCAL_MAX: usize = 64;

/// An address that can be written to. Equality is that of the canonical form: the domain and the
/// local part in lower case; nothing else is folded, because two mailboxes must never be taken for
/// one.
#[derive(Clone)]
pub struct EmailAddress {
    address: String,
    at: usize,
}

/// Why a text is no address of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EmailFault {
    /// Nothing, or only spaces.
    #[error("the e-mail address is empty")]
    Empty,
    /// White space inside.
    #[error("the e-mail address contains a space")]
    Space,
    /// No `@`, or nothing before or after it.
    #[error("the e-mail address is not complete")]
    Incomplete,
    /// A local part that is not an ASCII dot-atom of at most 64 bytes.
    #[error("the part before the @ is not supported")]
    LocalPart,
    /// A domain that is not a name of at least two labels.
    #[error("the part after the @ is not a domain name")]
    Domain,
    /// Longer than 254 bytes.
    #[error("the e-mail address is too long")]
    TooLong,
}

/// Something that is probably, but not surely, a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EmailHint {
    /// The domain is one slip away from a well-known one.
    MistypedDomain {
        /// The whole address as it was probably meant.
        suggestion: String,
    },
    /// A certified mailbox (PEC): those often refuse ordinary mail.
    LooksLikePec,
}

/// Domains that people mistype, most used first.
const WELL_KNOWN: [&str; 16] = [
    "gmail.com",
    "libero.it",
    "hotmail.it",
    "hotmail.com",
    "outlook.it",
    "outlook.com",
    "yahoo.it",
    "yahoo.com",
    "icloud.com",
    "virgilio.it",
    "tiscali.it",
    "alice.it",
    "live.it",
    "tim.it",
    "fastwebnet.it",
    "istruzione.it",
];

impl EmailAddress {
    /// Reads an address; spaces around it are dropped.
    ///
    /// # Errors
    /// The first [`EmailFault`] met.
    pub fn parse(text: &str) -> Result<Self, EmailFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailFault::Empty);
        }
        if text.chars().any(char::is_whitespace) {
            return Err(EmailFault::Space);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(EmailFault::Incomplete)?;
        if local.is_empty() || domain.is_empty() {
            return Err(EmailFault::Incomplete);
        }
        if !is_dot_atom(local) {
            return Err(EmailFault::LocalPart);
        }
        let domain = ascii_domain(domain).ok_or(EmailFault::Domain)?;
        let address = format!("{local}@{domain}");
        if address.len() > ADDRESS_MAX {
            return Err(EmailFault::TooLong);
        }
        Ok(Self {
            address,
            at: local.len(),
        })
    }

    /// The address to deliver to, as typed but for the domain, which is in ASCII and lower case.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// The domain, in ASCII and lower case.
    pub fn domain(&self) -> &str {
        self.address.get(self.at + 1..).unwrap_or_default()
    }

    /// The form used to compare addresses.
    pub fn canonical(&self) -> String {
        self.address.to_ascii_lowercase()
    }

    /// The form used to count mails to one mailbox: without `+tag` and without dots, so that
    /// variants of one address share one budget. Never used to identify anybody.
    pub fn abuse_key(&self) -> String {
        let local = self.address.get(..self.at).unwrap_or_default();
        let base = local.split_once('+').map_or(local, |(base, _)| base);
        format!(
            "{}@{}",
            base.replace('.', "").to_ascii_lowercase(),
            self.domain()
        )
    }

    /// What is probably a mistake in this address, if anything.
    pub fn hint(&self) -> Option<EmailHint> {
        let domain = self.domain();
        if WELL_KNOWN.contains(&domain) {
            return None;
        }
        if domain
            .split('.')
            .any(|label| label.contains("pec") || label.contains("legalmail"))
        {
            return Some(EmailHint::LooksLikePec);
        }
        let meant = WELL_KNOWN
            .iter()
            .find(|known| strsim::osa_distance(domain, known) == 1)?;
        let local = self.address.get(..self.at).unwrap_or_default();
        Some(EmailHint::MistypedDomain {
            suggestion: format!("{local}@{meant}"),
        })
    }
}

/// RFC 5321 `Dot-string` of at most 64 bytes.
fn is_dot_atom(local: &str) -> bool {
    const SPECIALS: &[u8] = b"!#$%&'*+-/=?^_`{|}~";
    local.len() <= LOCAL_MAX
        && local.split('.').all(|atom| {
            !atom.is_empty()
                && atom
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || SPECIALS.contains(&b))
        })
}

/// The ASCII form of a domain name with at least two labels, the last of which is no number.
fn ascii_domain(domain: &str) -> Option<String> {
    let ascii: Cow<'_, str> = Uts46::new()
        .to_ascii(
            domain.as_bytes(),
            AsciiDenyList::STD3,
            Hyphens::CheckFirstLast,
            DnsLength::Verify,
        )
        .ok()?;
    let top = ascii.rsplit('.').next()?;
    (ascii.contains('.') && !top.bytes().all(|b| b.is_ascii_digit())).then(|| ascii.into_owned())
}

impl PartialEq for EmailAddress {
    fn eq(&self, other: &Self) -> bool {
        self.address.eq_ignore_ascii_case(&other.address)
    }
}

impl Eq for EmailAddress {}

impl std::fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.address)
    }
}

/// Only the domain: addresses are personal data and `Debug` reaches logs.
impl std::fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "EmailAddress(…@{})", self.domain())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_that_people_have_are_accepted() {
        for (typed, written) in [
            ("mario.rossi@esempio.it", "mario.rossi@esempio.it"),
            (" Mario@Esempio.IT ", "Mario@esempio.it"),
            ("o'neil+scuola@esempio.it", "o'neil+scuola@esempio.it"),
            ("info@città.it", "info@xn--citt-3na.it"),
        ] {
            let email = EmailAddress::parse(typed).unwrap();
            assert_eq!(email.as_str(), written);
            assert_eq!(email.to_string(), written);
            assert_eq!(email.canonical(), written.to_lowercase());
        }
    }

    #[test]
    fn r11_what_the_smtp_library_accepts_and_we_refuse() {
        for (text, fault) in [
            ("\u{430}dmin@istruzione.it", EmailFault::LocalPart),
            ("a@[127.0.0.1]", EmailFault::Domain),
            ("a@localhost", EmailFault::Domain),
            ("\"x y\"@b.it", EmailFault::Space),
            ("\"xy\"@b.it", EmailFault::LocalPart),
            ("a@b_c.it", EmailFault::Domain),
        ] {
            assert_eq!(EmailAddress::parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn other_faults_are_told_apart() {
        let long_local = format!("{}@b.it", "a".repeat(65));
        let long = format!(
            "{}@{}.it",
            "a".repeat(60),
            [
                "b".repeat(60),
                "c".repeat(60),
                "d".repeat(60),
                "e".repeat(60)
            ]
            .join(".")
        );
        for (text, fault) in [
            ("", EmailFault::Empty),
            ("  ", EmailFault::Empty),
            ("mario rossi@b.it", EmailFault::Space),
            ("mario", EmailFault::Incomplete),
            ("@b.it", EmailFault::Incomplete),
            ("a@", EmailFault::Incomplete),
            ("a..b@c.it", EmailFault::LocalPart),
            ("a@b@c.it", EmailFault::LocalPart),
            (long_local.as_str(), EmailFault::LocalPart),
            ("a@127.0.0.1", EmailFault::Domain),
            ("a@b..it", EmailFault::Domain),
            ("a@-b.it", EmailFault::Domain),
            (long.as_str(), EmailFault::TooLong),
            ("a@b.it\0", EmailFault::Domain),
            ("a\r\nRCPT TO:<x@y.it>@b.it", EmailFault::Space),
        ] {
            assert_eq!(EmailAddress::parse(text), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn an_address_may_have_254_bytes_and_no_more() {
        let label = "b".repeat(61);
        let longest = format!("{}@{label}.{label}.{label}.com", "a".repeat(64));
        assert_eq!(EmailAddress::parse(&longest).unwrap().as_str().len(), 254);
        let longer = longest.replace(".com", ".info");
        assert_eq!(EmailAddress::parse(&longer), Err(EmailFault::TooLong));
    }

    #[test]
    fn r09_variants_of_one_mailbox_share_one_budget() {
        let keys = [
            "mario.rossi@gmail.com",
            "MarioRossi+x@Gmail.com",
            "m.a.riorossi+y+z@gmail.com",
        ]
        .map(|text| EmailAddress::parse(text).unwrap().abuse_key());
        assert!(keys.iter().all(|key| key == "mariorossi@gmail.com"));
    }

    #[test]
    fn slips_and_certified_mailboxes_are_hinted_at() {
        let hint = |text: &str| EmailAddress::parse(text).unwrap().hint();
        let meant = |text: &str| {
            Some(EmailHint::MistypedDomain {
                suggestion: text.into(),
            })
        };
        assert_eq!(hint("mario@gmial.com"), meant("mario@gmail.com"));
        assert_eq!(hint("mario@libero.i"), meant("mario@libero.it"));
        assert_eq!(hint("mario@pec.it"), Some(EmailHint::LooksLikePec));
        assert_eq!(
            hint("mario@studio.legalmail.it"),
            Some(EmailHint::LooksLikePec)
        );
        assert_eq!(hint("mario@gmail.com"), None);
        assert_eq!(hint("mario@esempio.it"), None);
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_what_is_accepted_is_stable(text in "\\PC{0,40}@?\\PC{0,40}") {
            if let Ok(email) = EmailAddress::parse(&text) {
                prop_assert!(email.as_str().is_ascii() && email.as_str().len() <= ADDRESS_MAX);
                let again = EmailAddress::parse(&email.canonical()).unwrap();
                prop_assert_eq!(again.canonical(), email.canonical());
                prop_assert_eq!(again, email);
            }
        }
    }
}
