//! A page that came back, and what a person finds on it.

use anyhow::{Context as _, Result, ensure};
use reqwest::{StatusCode, Url, header::HeaderMap};
use scraper::{ElementRef, Html, Selector};

use super::form::Form;

/// The answer to a request, after redirects.
#[derive(Clone, Debug)]
pub struct Page {
    /// The address in the address bar.
    pub url: Url,
    /// The status of the last answer.
    pub status: StatusCode,
    /// The headers of the last answer.
    pub headers: HeaderMap,
    /// The HTML.
    pub body: String,
}

impl Page {
    /// The path in the address bar.
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// Checks that the person has got to this path.
    ///
    /// # Errors
    ///
    /// They are on another page; its text.
    pub fn at(&self, path: &str) -> Result<()> {
        ensure!(
            self.path() == path,
            "on {} ({}) instead of {path}: {}",
            self.path(),
            self.status,
            self.text()?
        );
        Ok(())
    }

    /// Checks that the main part says this.
    ///
    /// # Errors
    ///
    /// It says something else.
    pub fn says(&self, sentence: &str) -> Result<()> {
        let text = self.text()?;
        ensure!(
            text.contains(sentence),
            "no «{sentence}» on {}: {text}",
            self.path()
        );
        Ok(())
    }

    /// What the window's title bar shows.
    pub fn title(&self) -> Result<String> {
        Ok(self.texts("title")?.concat())
    }

    /// The main heading.
    ///
    /// # Errors
    ///
    /// The page has none, or more than one.
    pub fn heading(&self) -> Result<String> {
        let headings = self.texts("h1")?;
        ensure!(
            headings.len() == 1,
            "{} has {} main headings",
            self.url.path(),
            headings.len()
        );
        Ok(headings.concat())
    }

    /// The visible text of the main part, with single spaces.
    pub fn text(&self) -> Result<String> {
        Ok(self.texts("main")?.join(" "))
    }

    /// The sentences of the error summary.
    pub fn errors(&self) -> Result<Vec<String>> {
        self.texts("#riepilogo-errori a")
    }

    /// The texts of the elements that a CSS selector finds, with single spaces.
    ///
    /// # Errors
    ///
    /// The selector cannot be read.
    pub fn texts(&self, selector: &str) -> Result<Vec<String>> {
        self.select(selector, |element| Some(words(element)))
    }

    /// The form that holds a control of this name, or a button with this label.
    ///
    /// # Errors
    ///
    /// No form of the page has it.
    pub fn form(&self, name_or_label: &str) -> Result<Form> {
        let buttons = Selector::parse("button, input[type=submit]")?;
        let found = self.select("form", |element| {
            let form = Form::read(element, &self.url).ok()?;
            let is_labelled = element.select(&buttons).any(|button| {
                words(button) == name_or_label || button.attr("value") == Some(name_or_label)
            });
            (is_labelled || form.has(name_or_label)).then_some(form)
        })?;
        let shown = || {
            format!(
                "no form with `{name_or_label}` on {} ({}): {}",
                self.url,
                self.status,
                self.text().unwrap_or_default()
            )
        };
        found.into_iter().next().with_context(shown)
    }

    /// Where the link with this text leads.
    ///
    /// # Errors
    ///
    /// The page has no such link.
    pub fn link(&self, text: &str) -> Result<Url> {
        let found = self.select("a[href]", |element| {
            if words(element) == text {
                self.url.join(element.attr("href")?).ok()
            } else {
                None
            }
        })?;
        found
            .into_iter()
            .next()
            .with_context(|| format!("no link `{text}` on {}", self.url))
    }

    fn select<T>(
        &self,
        selector: &str,
        read: impl FnMut(ElementRef<'_>) -> Option<T>,
    ) -> Result<Vec<T>> {
        let selector =
            Selector::parse(selector).map_err(|error| anyhow::anyhow!("{selector}: {error}"))?;
        Ok(Html::parse_document(&self.body)
            .select(&selector)
            .filter_map(read)
            .collect())
    }
}

fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> Result<Page> {
        let url = Url::parse("http://127.0.0.1:1/registrazione")?;
        Ok(Page {
            url,
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: body.to_owned(),
        })
    }

    const BODY: &str = r##"<title>Registrazione</title><h1>Benvenuto,
        <b>Mario</b></h1><main><div id="riepilogo-errori"><a href="#nome">Scrivi il nome</a></div>
        <a href="dati?x=1">Avanti</a></main>
        <form action="/cerca"><input name="q"></form><form method="post"><button>Entra</button></form>"##;

    #[test]
    fn a_page_is_read_as_a_person_reads_it() -> Result<()> {
        let page = page(BODY)?;
        assert_eq!(page.title()?, "Registrazione");
        assert_eq!(page.heading()?, "Benvenuto, Mario");
        assert_eq!(page.text()?, "Scrivi il nome Avanti");
        assert_eq!(page.errors()?, ["Scrivi il nome"]);
        assert_eq!(page.link("Avanti")?.as_str(), "http://127.0.0.1:1/dati?x=1");
        assert!(page.link("Indietro").is_err());
        Ok(())
    }

    #[test]
    fn a_form_is_found_by_a_field_or_by_its_button() -> Result<()> {
        let page = page(BODY)?;
        assert!(!page.form("q")?.is_post);
        let login = page.form("Entra")?;
        assert!(login.is_post);
        assert_eq!(login.action.path(), "/registrazione");
        assert!(page.form("password").is_err());
        Ok(())
    }

    #[test]
    fn two_main_headings_are_one_too_many() -> Result<()> {
        assert!(page("<h1>a</h1><h1>b</h1>")?.heading().is_err());
        Ok(())
    }
}
