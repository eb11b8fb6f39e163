//! A person in front of a real browser, who looks closely at every page.

mod album;
mod hands;
mod judge;

use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use fantoccini::Locator;
use fantoccini::elements::Element;
use tokio::time::{Instant, sleep};

use album::Album;

use crate::browser::{Browser, WIDTHS};
use crate::gallery::{Walk, catalogue};
use crate::letter::Letter;

/// Sends a form with these fields.
const SEND: &str = "const form = document.createElement('form');
    Object.assign(form, { method: 'post', action: arguments[0], hidden: true });
    for (const [name, value] of new URLSearchParams(arguments[1])) {
      const input = Object.assign(document.createElement('input'), { name, value });
      form.append(input);
    }
    document.body.append(form);
    form.submit();";

/// What a person at the seat pays attention to.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// Whether their browser runs scripts.
    pub has_javascript: bool,
    /// Whether they judge what they see.
    pub is_strict: bool,
    /// Whether they keep pictures.
    pub takes_pictures: bool,
}

impl Manner {
    /// As the tests look.
    pub const STRICT: Self = Self {
        has_javascript: true,
        is_strict: true,
        takes_pictures: false,
    };
    /// As the tests look without JavaScript.
    pub const WITHOUT_SCRIPT: Self = Self {
        has_javascript: false,
        ..Self::STRICT
    };
    /// For a person to look at later.
    pub const PICTURES: Self = Self {
        has_javascript: true,
        is_strict: false,
        takes_pictures: true,
    };
}

/// A browser at the pages of one service.
#[derive(Debug)]
pub struct Seat {
    /// Of this person alone.
    pub browser: Browser,
    origin: String,
    /// How they look at pages.
    pub manner: Manner,
    album: Mutex<Album>,
}

impl Seat {
    /// Opens a browser for the service at `origin`.
    ///
    /// # Errors
    ///
    /// As [`Browser::start`].
    pub async fn take(origin: String, manner: Manner) -> Result<Self> {
        Self::at(Browser::start(manner.has_javascript).await?, origin, manner)
    }

    /// The same in front of a browser that runs already.
    ///
    /// # Errors
    ///
    /// There is no place for what is seen.
    pub fn at(browser: Browser, origin: String, manner: Manner) -> Result<Self> {
        Ok(Self {
            browser,
            origin,
            manner,
            album: Mutex::new(Album::new()?),
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

    /// Opens a session that may do everything.
    ///
    /// # Errors
    ///
    /// The login is refused, or asks for another password.
    pub async fn log_in(&self, identifier: &str, password: &str) -> Result<()> {
        self.try_log_in(identifier, password).await?;
        self.arrive("/area").await
    }

    /// Sends the form of the login.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn try_log_in(&self, identifier: &str, password: &str) -> Result<()> {
        self.open("/accedi").await?;
        self.type_into("identificativo", identifier).await?;
        self.type_into("password", password).await?;
        self.press("Entra").await
    }

    /// Waits for a page of the [`catalogue`] and looks at it closely. What is wrong with it is told at
    /// the end, together with the faults of the others: see [`Seat::leave`].
    ///
    /// # Errors
    ///
    /// Another page comes, or the browser is gone.
    pub async fn look(&self, name: &'static str) -> Result<()> {
        let sight = catalogue::sight(name)?;
        self.arrive(sight.path).await?;
        let looked = async {
            if self.manner.takes_pictures {
                self.take_pictures(name).await?;
            }
            let faults = if self.manner.is_strict {
                self.judge(sight).await?
            } else {
                Vec::new()
            };
            let html = self.browser.sent().await?;
            let title = self.browser.client.title().await?;
            self.album()?.keep(sight, title, &html, faults)
        };
        looked
            .await
            .with_context(|| format!("{name}: {}", sight.path))
    }

    /// As [`Seat::look`], at a page that has come back with an error summary.
    ///
    /// # Errors
    ///
    /// As [`Seat::look`].
    pub async fn look_at_faults(&self, name: &'static str) -> Result<()> {
        self.find("#riepilogo-errori").await.context("no faults")?;
        self.look(name).await
    }

    /// Ends the visit: every page of the walk was looked at, stood up to it, and is valid HTML.
    ///
    /// # Errors
    ///
    /// One was not, or what is wrong with them.
    pub async fn leave(self, walk: Walk) -> Result<()> {
        self.browser.close().await?;
        let album = self.album.into_inner();
        let album = album.map_err(|_| anyhow!("somebody panicked over the album"))?;
        album.judge(walk, self.manner).await
    }

    /// Follows the link of a mail.
    ///
    /// # Errors
    ///
    /// It has none.
    pub async fn visit(&self, letter: &Letter) -> Result<()> {
        Ok(self.browser.client.goto(letter.link()?.as_str()).await?)
    }

    /// Opens a page again until it has a part.
    ///
    /// # Errors
    ///
    /// It never has.
    pub async fn reopen_until(&self, path: &str, part: &str) -> Result<()> {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            self.open(path).await?;
            if self.browser.client.find(Locator::Css(part)).await.is_ok() {
                return Ok(());
            }
            ensure!(Instant::now() < deadline, "no {part} at {path}");
            sleep(Duration::from_millis(100)).await;
        }
    }

    /// Sends a form that no page of ours has, from the page that is open.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn send(&self, path: &str, fields: &str) -> Result<()> {
        let arguments = vec![path.into(), fields.into()];
        let sent = self.browser.client.execute(SEND, arguments);
        Ok(sent.await.map(drop)?)
    }

    /// Forgets all cookies.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn forget(&self) -> Result<()> {
        Ok(self.browser.client.delete_all_cookies().await?)
    }

    async fn take_pictures(&self, name: &str) -> Result<()> {
        for width in WIDTHS {
            self.browser.resize(width).await?;
            self.browser.screenshot(&format!("{name}-{width}")).await?;
        }
        Ok(())
    }

    fn album(&self) -> Result<MutexGuard<'_, Album>> {
        let album = self.album.lock();
        album.map_err(|_| anyhow!("somebody panicked over the album"))
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
        self.find_text("main").await
    }

    /// What stands in a part of the page.
    ///
    /// # Errors
    ///
    /// There is no such part.
    pub async fn find_text(&self, place: &str) -> Result<String> {
        Ok(self.find(place).await?.text().await?)
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
