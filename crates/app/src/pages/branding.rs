//! Colour, logo, links and contacts of the body that runs the service.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::assets::Asset;
use crate::config::{BrandingSection, Config, ConfigError, ContactsSection, LinkTable};

/// Largest logo, in bytes: every page of a first visit carries it.
const MAX_LOGO: u64 = 65_536;

/// The body as the pages show it.
#[derive(Clone, Debug, Default)]
pub struct Branding {
    /// Address of the style sheet with its colour.
    pub(crate) style: Option<String>,
    /// Address of its logo.
    pub(crate) logo: Option<String>,
    /// Links of the footer.
    pub(crate) links: Vec<LinkTable>,
    /// Where it can be reached.
    pub(crate) contacts: ContactsSection,
    files: BTreeMap<String, Asset>,
}

impl Branding {
    /// Reads what the configuration names.
    ///
    /// # Errors
    /// [`ConfigError`] for a logo that cannot be shown, or a colour that cannot be read.
    pub(crate) fn load(config: &Config) -> Result<Self, ConfigError> {
        let section = &config.branding;
        let mut branding = Self {
            links: section.links.clone(),
            contacts: config.contacts.clone(),
            ..Self::default()
        };
        branding.style = style(section)?.map(|text| branding.keep("tinta", "css", text.into()));
        if let Some(path) = &section.logo {
            let (bytes, extension) = logo(path)?;
            branding.logo = Some(branding.keep("logo", extension, bytes));
        }
        Ok(branding)
    }

    /// One of its files, by the name with its hash.
    pub(super) fn file(&self, name: &str) -> Option<&Asset> {
        self.files.get(name)
    }

    fn keep(&mut self, name: &str, extension: &str, bytes: Vec<u8>) -> String {
        let (file, asset) = Asset::own(name, extension, Cow::Owned(bytes));
        let address = format!("/assets/{file}");
        self.files.insert(file, asset);
        address
    }
}

/// The style sheets of the pages take their blue from these two.
fn style(section: &BrandingSection) -> Result<Option<String>, ConfigError> {
    let tones = section.tones()?;
    Ok(tones.map(|tones| format!(":root{{--blu:{};--blu-scuro:{}}}", tones.plain, tones.dark)))
}

fn logo(path: &Path) -> Result<(Vec<u8>, &'static str), ConfigError> {
    let invalid =
        |why: &str| ConfigError::invalid("branding.logo", format!("{} {why}", path.display()));
    let size = fs::metadata(path).map_err(|error| invalid(&format!("cannot be read: {error}")))?;
    if size.len() > MAX_LOGO {
        return Err(invalid("is too large: at most 64 KiB"));
    }
    let bytes = fs::read(path).map_err(|error| invalid(&format!("cannot be read: {error}")))?;
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok((bytes, "png"));
    }
    match str::from_utf8(&bytes) {
        Ok(text) if text.contains("<svg") => Ok((bytes, "svg")),
        _ => Err(invalid("is neither SVG nor PNG")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_logo(path: &Path) -> Result<Branding, ConfigError> {
        let mut config = Config::default();
        config.branding.logo = Some(path.to_path_buf());
        Branding::load(&config)
    }

    #[test]
    fn a_logo_is_svg_or_png_and_small() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("logo");
        for (bytes, extension) in [
            (&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], "svg"),
            (&b"\x89PNG\r\n\x1a\nrest"[..], "png"),
        ] {
            fs::write(&path, bytes).unwrap();
            let branding = with_logo(&path).unwrap();
            let address = branding.logo.as_deref().unwrap();
            assert!(
                Path::new(address)
                    .extension()
                    .is_some_and(|end| end == extension)
            );
            assert!(
                branding
                    .file(address.strip_prefix("/assets/").unwrap())
                    .is_some()
            );
        }
    }

    #[test]
    fn what_is_no_logo_is_refused_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("logo");
        assert!(
            with_logo(&path)
                .unwrap_err()
                .to_string()
                .contains("cannot be read")
        );
        for (bytes, why) in [
            (b"GIF89a".to_vec(), "is neither SVG nor PNG"),
            (vec![0xff; 100], "is neither SVG nor PNG"),
            (vec![b' '; 65_537], "is too large: at most 64 KiB"),
        ] {
            fs::write(&path, bytes).unwrap();
            let told = with_logo(&path).unwrap_err().to_string();
            assert!(
                told.starts_with("branding.logo: ") && told.ends_with(why),
                "{told}"
            );
        }
    }

    #[test]
    fn a_colour_becomes_a_style_sheet_of_its_own() {
        let mut config = Config::default();
        assert!(Branding::load(&config).unwrap().style.is_none());
        config.branding.color = Some("#8b0000".to_owned());
        let style = Branding::load(&config).unwrap().style;
        assert!(style.is_some_and(|address| address.starts_with("/assets/tinta-")));
    }
}
