//! A form as a person without JavaScript meets it.

use anyhow::{Context as _, Result, ensure};
use reqwest::Url;
use scraper::{ElementRef, Selector};

/// A form with what its page filled in, ready to be changed and sent.
#[derive(Clone, Debug)]
pub struct Form {
    /// Where it goes.
    pub action: Url,
    /// True if sending it is a POST.
    pub is_post: bool,
    controls: Vec<Control>,
}

/// Something with a name that travels when the form is sent.
#[derive(Clone, Debug)]
struct Control {
    name: String,
    kind: Kind,
    value: String,
    /// Unticked boxes stay at home.
    is_sent: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Hidden,
    Tick,
    Choice,
}

impl Form {
    /// Reads the controls of a `form` element; `base` is the address of its page.
    ///
    /// # Errors
    ///
    /// The `action` is no address.
    pub(super) fn read(form: ElementRef<'_>, base: &Url) -> Result<Self> {
        let action = base
            .join(form.attr("action").unwrap_or(""))
            .context("the action of a form")?;
        let is_post = form
            .attr("method")
            .is_some_and(|method| method.eq_ignore_ascii_case("post"));
        let selector =
            Selector::parse("input[name]:not([type=submit]), select[name], textarea[name]")?;
        let controls = form
            .select(&selector)
            .filter(|element| element.attr("disabled").is_none());
        let mut found = Vec::new();
        for element in controls {
            found.extend(Control::read(element)?);
        }
        Ok(Self {
            action,
            is_post,
            controls: found,
        })
    }

    /// One without controls.
    pub(super) fn to(action: Url) -> Self {
        Self {
            action,
            is_post: true,
            controls: Vec::new(),
        }
    }

    /// True if the form has a control of this name.
    pub fn has(&self, name: &str) -> bool {
        self.controls.iter().any(|control| control.name == name)
    }

    /// What stands in the field of this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        let sent = self
            .controls
            .iter()
            .find(|control| control.name == name && control.is_sent);
        sent.map(|control| control.value.as_str())
    }

    /// Types into a field that a person can type into.
    ///
    /// # Errors
    ///
    /// There is no such field.
    pub fn fill(mut self, name: &str, value: &str) -> Result<Self> {
        let field = self
            .controls
            .iter_mut()
            .find(|control| control.name == name && control.kind == Kind::Text);
        let names = || format!("no field `{name}` to type into");
        value.clone_into(&mut field.with_context(names)?.value);
        Ok(self)
    }

    /// Ticks a box.
    ///
    /// # Errors
    ///
    /// There is no such box.
    pub fn tick(mut self, name: &str) -> Result<Self> {
        let found = self
            .controls
            .iter_mut()
            .find(|control| control.name == name && control.kind == Kind::Tick);
        found
            .with_context(|| format!("no box `{name}` to tick"))?
            .is_sent = true;
        Ok(self)
    }

    /// Chooses one of several values: a radio button or an option.
    ///
    /// # Errors
    ///
    /// The value is not on offer.
    pub fn choose(mut self, name: &str, value: &str) -> Result<Self> {
        let mut is_offered = false;
        for control in self
            .controls
            .iter_mut()
            .filter(|control| control.name == name && control.kind == Kind::Choice)
        {
            control.is_sent = control.value == value;
            is_offered |= control.is_sent;
        }
        ensure!(is_offered, "`{name}` does not offer `{value}`");
        Ok(self)
    }

    /// The pairs that travel, in the order of the page.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        let sent = self.controls.iter().filter(|control| control.is_sent);
        sent.map(|control| (control.name.as_str(), control.value.as_str()))
            .collect()
    }
}

impl Control {
    fn read(element: ElementRef<'_>) -> Result<Vec<Self>> {
        let name = element.attr("name").unwrap_or_default().to_owned();
        let attribute = |attribute: &str| element.attr(attribute).map(str::to_owned);
        let one = |kind, value: String, is_sent| {
            vec![Self {
                name: name.clone(),
                kind,
                value,
                is_sent,
            }]
        };
        let is_checked = element.attr("checked").is_some();
        let on = || attribute("value").unwrap_or_else(|| "on".to_owned());
        let value = || attribute("value").unwrap_or_default();
        Ok(
            match (
                element.value().name(),
                element.attr("type").unwrap_or("text"),
            ) {
                ("select", _) => return Self::options(element, &name),
                ("textarea", _) => one(Kind::Text, element.text().collect(), true),
                (_, "checkbox") => one(Kind::Tick, on(), is_checked),
                (_, "radio") => one(Kind::Choice, on(), is_checked),
                (_, "hidden") => one(Kind::Hidden, value(), true),
                _ => one(Kind::Text, value(), true),
            },
        )
    }

    fn options(select: ElementRef<'_>, name: &str) -> Result<Vec<Self>> {
        let options = Selector::parse("option")?;
        let mut controls: Vec<Self> = select
            .select(&options)
            .map(|option| Self {
                name: name.to_owned(),
                kind: Kind::Choice,
                value: option
                    .attr("value")
                    .map_or_else(|| option.text().collect(), str::to_owned),
                is_sent: option.attr("selected").is_some(),
            })
            .collect();
        if controls.iter().all(|control| !control.is_sent)
            && let Some(first) = controls.first_mut()
        {
            first.is_sent = true;
        }
        Ok(controls)
    }
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;

    const PAGE: &str = r#"<form action="/registrazione" method="post">
        <input type="hidden" name="emesso" value="firma">
        <input name="codice_fiscale" value="gi&agrave;">
        <input type="checkbox" name="umano">
        <input type="checkbox" name="gradito" value="sì" checked>
        <input type="radio" name="anno" value="1921"><input type="radio" name="anno" value="2021">
        <select name="provincia"><option value="RM">Roma<option value="TO">Torino</select>
        <input name="spento" disabled value="x">
        <button>Continua</button>
        </form>"#;

    fn form() -> Result<Form> {
        let page = Html::parse_document(PAGE);
        let element = page
            .select(&Selector::parse("form")?)
            .next()
            .context("no form")?;
        Form::read(element, &Url::parse("http://127.0.0.1:1/altrove?x=1")?)
    }

    #[test]
    fn an_untouched_form_sends_what_its_page_filled_in() -> Result<()> {
        let form = form()?;
        assert!(form.is_post);
        assert_eq!(form.action.as_str(), "http://127.0.0.1:1/registrazione");
        let sent = [
            ("emesso", "firma"),
            ("codice_fiscale", "già"),
            ("gradito", "sì"),
            ("provincia", "RM"),
        ];
        assert_eq!(form.pairs(), sent);
        Ok(())
    }

    #[test]
    fn what_a_person_does_changes_what_is_sent() -> Result<()> {
        let form = form()?
            .fill("codice_fiscale", "X")?
            .tick("umano")?
            .choose("anno", "2021")?;
        let form = form.choose("provincia", "TO")?;
        assert_eq!(form.value("codice_fiscale"), Some("X"));
        assert_eq!(form.value("umano"), Some("on"));
        assert_eq!(form.value("anno"), Some("2021"));
        assert_eq!(form.value("provincia"), Some("TO"));
        Ok(())
    }

    #[test]
    fn nobody_can_use_a_control_that_is_not_there() -> Result<()> {
        assert!(form()?.fill("emesso", "x").is_err(), "hidden");
        assert!(form()?.fill("spento", "x").is_err(), "disabled");
        assert!(form()?.tick("codice_fiscale").is_err(), "not a box");
        assert!(form()?.choose("anno", "2020").is_err(), "not on offer");
        Ok(())
    }
}
