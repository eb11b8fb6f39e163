//! How the body that runs the service shows itself.

use std::path::PathBuf;
use std::str::FromStr;

use palette::color_difference::Wcag21RelativeContrast;
use palette::{IntoColor, Oklch, Srgb};
use serde::Deserialize;
use varco_domain::contacts::EmailAddress;

use super::ConfigError;

/// White text on the colour, and the colour as text on white: WCAG 2.2, 1.4.3.
const LEAST_CONTRAST: f32 = 4.5;
/// The lightest ground on which text of this colour stands, beside white.
const SHADE: &str = "#f2f6fa";
/// What the darker tone keeps of the lightness.
const DARKER: f32 = 0.78;

/// Colour, logo, links.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BrandingSection {
    /// Colour of header, buttons and links, as `#rrggbb`.
    pub color: Option<String>,
    /// File of the logo: SVG or PNG.
    pub logo: Option<PathBuf>,
    /// Links in the footer, in their order.
    pub links: Vec<LinkTable>,
}

/// A link in the footer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkTable {
    /// Words of the link.
    pub text: String,
    /// Address, beginning with `https://`.
    pub url: String,
}

/// Where the body can be reached; what is absent is not shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ContactsSection {
    /// Postal address.
    pub address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// When the telephone is answered, as it is to be read.
    pub hours: Option<String>,
    /// Certified mail.
    pub pec: Option<String>,
    /// Mailbox of the data protection officer (GDPR, art. 13, 1 b).
    pub data_protection: Option<String>,
}

impl ContactsSection {
    /// Whether there is anything to show.
    pub(crate) fn is_given(&self) -> bool {
        let given = [&self.address, &self.phone, &self.pec, &self.data_protection];
        given.into_iter().any(Option::is_some)
    }

    /// The telephone as a device dials it.
    pub(crate) fn dialled(&self) -> String {
        let phone = self.phone.as_deref().unwrap_or_default();
        phone
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect()
    }

    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let mailboxes = [
            ("contacts.pec", &self.pec),
            ("contacts.data_protection", &self.data_protection),
        ];
        for (key, mailbox) in mailboxes {
            if let Some(mailbox) = mailbox
                && EmailAddress::parse(mailbox).is_err()
            {
                return Err(ConfigError::invalid(key, "must be an e-mail address"));
            }
        }
        Ok(())
    }
}

/// The colour of a body in its two tones, as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tones {
    /// Header, buttons, links.
    pub(crate) plain: String,
    /// Where the pointer is, and the line above the header.
    pub(crate) dark: String,
}

impl BrandingSection {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        self.tones()?;
        match self.links.iter().find(|link| !link.is_usable()) {
            None => Ok(()),
            Some(link) => Err(ConfigError::invalid(
                "branding.links",
                format!(
                    "\"{}\" needs a text and an address that begins with https://",
                    link.text
                ),
            )),
        }
    }

    /// The tones of the colour, if there is one.
    ///
    /// # Errors
    /// [`ConfigError`] where text in it, or on it, could not be read by everybody.
    pub(crate) fn tones(&self) -> Result<Option<Tones>, ConfigError> {
        self.color.as_deref().map(tones).transpose()
    }
}

impl LinkTable {
    fn is_usable(&self) -> bool {
        let host = self.url.strip_prefix("https://").unwrap_or_default();
        !self.text.trim().is_empty() && !host.is_empty() && !host.contains(char::is_whitespace)
    }
}

fn tones(color: &str) -> Result<Tones, ConfigError> {
    let invalid = |reason: String| ConfigError::invalid("branding.color", reason);
    let plain =
        read(color).ok_or_else(|| invalid(format!("{color} is no colour such as #0066cc")))?;
    let grounds = [("white", Srgb::new(1.0, 1.0, 1.0))]
        .into_iter()
        .chain(read(SHADE).map(|shade| (SHADE, shade)));
    for (name, ground) in grounds {
        let contrast = plain.relative_contrast(ground);
        if contrast < LEAST_CONTRAST {
            return Err(invalid(format!(
                "{color} has a contrast of {contrast:.2} against {name}: it must have at least \
                 {LEAST_CONTRAST} (WCAG 2.2, 1.4.3), so take a darker colour"
            )));
        }
    }
    let mut dark: Oklch = plain.into_color();
    dark.l *= DARKER;
    Ok(Tones {
        plain: written(plain),
        dark: written(dark.into_color()),
    })
}

fn read(color: &str) -> Option<Srgb> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    Some(Srgb::<u8>::from_str(digits).ok()?.into_format())
}

fn written(color: Srgb) -> String {
    format!("#{:x}", color.into_format::<u8>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_that_can_be_read_has_a_darker_tone() {
        for color in ["#0066cc", "#8B0000", "#000000", "#5c6f00"] {
            let tones = tones(color).unwrap();
            assert_eq!(tones.plain, color.to_lowercase());
            let [plain, dark] = [&tones.plain, &tones.dark].map(|tone| read(tone).unwrap());
            let white = Srgb::new(1.0, 1.0, 1.0);
            assert!(dark.relative_contrast(white) >= plain.relative_contrast(white));
        }
    }

    #[test]
    fn a_colour_without_contrast_is_refused_with_its_figure() {
        for (color, why) in [
            ("#00cc66", "has a contrast of 2.14 against white"),
            ("#ffffff", "has a contrast of 1.00 against white"),
            // 4.55 against white, which is enough there.
            ("#767676", "against #f2f6fa"),
            ("blu", "is no colour such as #0066cc"),
            ("#06c", "is no colour such as #0066cc"),
            ("#0066cg", "is no colour such as #0066cc"),
            ("#00é6c", "is no colour such as #0066cc"),
        ] {
            let told = tones(color).unwrap_err().to_string();
            assert!(told.starts_with("branding.color: "), "{told}");
            assert!(told.contains(why), "{told}");
        }
    }

    #[test]
    fn a_link_has_words_and_leads_to_a_safe_address() {
        let link = |text: &str, url: &str| BrandingSection {
            links: vec![LinkTable {
                text: text.to_owned(),
                url: url.to_owned(),
            }],
            ..BrandingSection::default()
        };
        assert!(
            link("Amministrazione trasparente", "https://esempio.it/t")
                .check()
                .is_ok()
        );
        for (text, url) in [
            (" ", "https://esempio.it"),
            ("Sito", "javascript:alert(1)"),
            ("Sito", "https://"),
            ("Sito", "https://a b"),
        ] {
            assert!(link(text, url).check().is_err(), "{text} {url}");
        }
    }
}
