//! A person in front of a real browser, who looks closely at every page.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use fantoccini::Locator;
use fantoccini::elements::Element;
use tokio::time::{Instant, sleep};

use crate::browser::{Browser, Geometry, WIDTHS};
use crate::captcha;

/// Reflow: 1280 px at 400 % zoom.
const NARROW: u32 = 320;

/// A browser at the pages of one service.
#[derive(Debug)]
pub struct Seat {
    /// Of this person alone.
    pub browser: Browser,
    origin: String,
    /// Whether scripts run in it.
    pub has_javascript: bool,
}

impl Seat {
    /// Opens a browser for the service at `origin`.
    ///
    /// # Errors
    ///
    /// As [`Browser::start`].
    pub async fn take(origin: String, has_javascript: bool) -> Result<Self> {
        Ok(Self {
            browser: Browser::start(has_javascript).await?,
            origin,
            has_javascript,
        })
    }

    /// Types the address of a page: `/accedi`.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn open(&self, path: &str) -> Result<()> {
        let address = format!("{}{path}", self.origin);
        Ok(self.browser.client.goto(&address).await?)
    }

    /// Waits for a page and looks at it: accessible at every width of [`WIDTHS`], with a picture;
    /// nothing sticks out sideways or lies over something else, on the narrowest screen and with
    /// wide text either; no error in the console, no request elsewhere, no unguarded cookie.
    ///
    /// # Errors
    ///
    /// What is wrong with the page.
    pub async fn look(&self, path: &str, picture: &str) -> Result<()> {
        self.arrive(path).await?;
        let seen = async {
            if self.has_javascript {
                self.browser.load_axe().await?;
            }
            for width in WIDTHS {
                self.measure(width, false).await?;
                self.picture(picture, width).await?;
                if self.has_javascript {
                    let violations = self.browser.axe().await?;
                    ensure!(violations.is_empty(), "at {width}: {violations:#?}");
                }
            }
            self.measure(NARROW, false).await?;
            self.measure(NARROW, true).await?;
            self.overhear().await
        };
        seen.await.with_context(|| format!("{picture}: {path}"))
    }

    async fn measure(&self, width: u32, is_spaced: bool) -> Result<()> {
        let Geometry { overflow, overlaps } = self.browser.geometry(width, is_spaced).await?;
        ensure!(
            overflow <= 0.0,
            "sticks out by {overflow} px at {width}, spaced: {is_spaced}"
        );
        ensure!(
            overlaps.is_empty(),
            "overlaps at {width}, spaced: {is_spaced}: {overlaps:#?}"
        );
        Ok(())
    }

    async fn picture(&self, name: &str, width: u32) -> Result<()> {
        let mode = if self.has_javascript {
            "js"
        } else {
            "senza-js"
        };
        let name = format!("{mode}-{name}-{width}");
        self.browser.screenshot(&name).await
    }

    /// What goes on behind the page.
    async fn overhear(&self) -> Result<()> {
        let errors = self.browser.console_errors().await?;
        // Pages that refuse come back as 4xx, which the console reports.
        let is_refusal = |error: &str| {
            error.contains("server responded with a status of 4") && !error.contains("/assets/")
        };
        let real: Vec<_> = errors.iter().filter(|error| !is_refusal(error)).collect();
        ensure!(real.is_empty(), "the console says {real:?}");
        let elsewhere = self.browser.requests_beyond(&self.origin).await?;
        ensure!(elsewhere.is_empty(), "requests to {elsewhere:?}");
        let cookies = self.browser.client.get_all_cookies().await?;
        let open = cookies
            .iter()
            .find(|cookie| !cookie.name().starts_with("__Host-"));
        ensure!(open.is_none(), "a cookie of no host: {open:?}");
        Ok(())
    }

    /// Waits for the page to come back with an error summary, and looks at it.
    ///
    /// # Errors
    ///
    /// As [`Seat::look`].
    pub async fn look_at_faults(&self, path: &str, picture: &str) -> Result<()> {
        self.find("#riepilogo-errori").await.context("no faults")?;
        self.look(path, picture).await
    }

    /// Waits for the page at this path.
    ///
    /// # Errors
    ///
    /// Another page stays, with its text.
    pub async fn arrive(&self, path: &str) -> Result<()> {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            let url = self.browser.client.current_url().await?;
            if url.path() == path {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!("at {url} instead of {path}:\n{}", self.text().await?);
            }
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// What stands on the page, between header and footer.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn text(&self) -> Result<String> {
        Ok(self.find("main").await?.text().await?)
    }

    /// Waits until the page says this.
    ///
    /// # Errors
    ///
    /// It says something else.
    pub async fn read(&self, sentence: &str) -> Result<()> {
        let words = format!("//main//*[contains(normalize-space(), \"{sentence}\")]");
        let wait = self.browser.client.wait().at_most(Duration::from_secs(10));
        if wait.for_element(Locator::XPath(&words)).await.is_err() {
            bail!("no «{sentence}» in:\n{}", self.text().await?);
        }
        Ok(())
    }

    /// Replaces what stands in a field.
    ///
    /// # Errors
    ///
    /// There is no such field.
    pub async fn type_into(&self, name: &str, text: &str) -> Result<()> {
        let field = self.find(&format!("[name={name}]")).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Chooses from a list.
    ///
    /// # Errors
    ///
    /// There is no such list or choice.
    pub async fn choose(&self, name: &str, value: &str) -> Result<()> {
        let list = self.find(&format!("select[name={name}]")).await?;
        Ok(list.select_by_value(value).await?)
    }

    /// With the keyboard: the painted box may lie over the real one.
    ///
    /// # Errors
    ///
    /// There is no such box.
    pub async fn tick(&self, name: &str) -> Result<()> {
        let field = format!("input[type=checkbox][name={name}]");
        Ok(self.find(&field).await?.send_keys(" ").await?)
    }

    /// "Non sono un robot", with the question for who has no script.
    ///
    /// # Errors
    ///
    /// The page does not ask, or asks something unknown.
    pub async fn prove(&self) -> Result<()> {
        self.tick("umano").await?;
        if self.has_javascript {
            return Ok(());
        }
        let question = self.find("[data-umano-domanda]").await?.text().await?;
        self.type_into("risposta", &captcha::answer(&question)?)
            .await
    }

    /// Waits for a part of the page.
    ///
    /// # Errors
    ///
    /// It does not come.
    pub async fn wait(&self, place: &str) -> Result<()> {
        self.find(place).await.map(drop)
    }

    /// Presses a key on a part of the page.
    ///
    /// # Errors
    ///
    /// There is no such part.
    pub async fn key(&self, place: &str, key: &str) -> Result<()> {
        Ok(self.find(place).await?.send_keys(key).await?)
    }

    /// Presses the first button whose label starts so.
    ///
    /// # Errors
    ///
    /// There is none.
    pub async fn press(&self, label: &str) -> Result<()> {
        let button = format!("//button[starts-with(normalize-space(), \"{label}\")]");
        self.click(&button).await
    }

    /// Follows the link with this text.
    ///
    /// # Errors
    ///
    /// There is none.
    pub async fn follow(&self, text: &str) -> Result<()> {
        let link = format!("//main//a[normalize-space()=\"{text}\"]");
        self.click(&link).await
    }

    async fn click(&self, place: &str) -> Result<()> {
        let found = self
            .browser
            .client
            .wait()
            .for_element(Locator::XPath(place));
        Ok(found
            .await
            .with_context(|| place.to_owned())?
            .click()
            .await?)
    }

    async fn find(&self, place: &str) -> Result<Element> {
        let found = self.browser.client.wait().for_element(Locator::Css(place));
        found.await.with_context(|| place.to_owned())
    }
}
