//! What a person reads in the mails: link, code, username, one-time password.

use anyhow::{Context as _, Result, ensure};
use regex::Regex;
use reqwest::Url;

/// The two texts of a mail.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

impl Letter {
    /// The one link of the mail, which stands on a line of its own.
    ///
    /// # Errors
    ///
    /// There is none, or the HTML has another one.
    pub fn link(&self) -> Result<Url> {
        let link = self.find(r"(?m)^\s*(https?://\S+\?t=\S+)\s*$")?;
        let url = Url::parse(&link)?;
        ensure!(
            self.html.contains(&format!("href=\"{link}\"")),
            "the HTML part has another link"
        );
        Ok(url)
    }

    /// The code that can be typed instead of following the link.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn code(&self) -> Result<String> {
        self.find(r"(?m)(?:^|\s)([2-9A-HJKMNP-TV-Z]{4}[ -]?[2-9A-HJKMNP-TV-Z]{4})\s*$")
    }

    /// The username.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn username(&self) -> Result<String> {
        self.find(r"(?m)(?:^|\s)([a-z]+\.[a-z]+[0-9]*)\s*$")
    }

    /// The one-time password.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn password(&self) -> Result<String> {
        self.find(r"(?m)(?:^|\s)([A-Z][a-z]{5}-[2-9]{4}-[a-z]{6})\s*$")
    }

    fn find(&self, pattern: &str) -> Result<String> {
        let found = Regex::new(pattern)?
            .captures(&self.text)
            .and_then(|groups| groups.get(1));
        let found = found.with_context(|| format!("nothing like {pattern} in:\n{}", self.text))?;
        Ok(found.as_str().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(text: &str) -> Letter {
        Letter {
            text: text.to_owned(),
            html: "<a href=\"https://varco.example/attiva?t=abc_-1\">".to_owned(),
        }
    }

    #[test]
    fn the_first_mail_gives_link_and_code() -> Result<()> {
        let letter = letter(
            "Apri:\r\n\r\nhttps://varco.example/attiva?t=abc_-1\r\n\r\nCodice: 7F3A-21C9 no\r\n  7FHA-23C9\r\n",
        );
        assert_eq!(
            letter.link()?.as_str(),
            "https://varco.example/attiva?t=abc_-1"
        );
        assert_eq!(letter.code()?, "7FHA-23C9");
        assert!(letter.username().is_err());
        Ok(())
    }

    #[test]
    fn the_second_mail_gives_username_and_password() -> Result<()> {
        let letter =
            letter("Username: mario.rossi2\r\nPassword temporanea: Kefwam-2739-tubzan\r\n");
        assert_eq!(letter.username()?, "mario.rossi2");
        assert_eq!(letter.password()?, "Kefwam-2739-tubzan");
        assert!(letter.link().is_err());
        Ok(())
    }

    #[test]
    fn a_link_that_the_html_does_not_have_is_a_fault() {
        assert!(
            letter("https://varco.example/attiva?t=other")
                .link()
                .is_err()
        );
    }
}
