//! What a person does with a page: types, ticks, presses, follows.

use anyhow::Result;

use super::Seat;
use crate::captcha;

impl Seat {
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
        if self.manner.has_javascript {
            return Ok(());
        }
        let question = self.find("[data-umano-domanda]").await?.text().await?;
        self.type_into("risposta", &captcha::answer(&question)?)
            .await
    }

    /// Goes to a part of the page with Tab, and presses keys there.
    ///
    /// # Errors
    ///
    /// Tab never comes there.
    pub async fn keys_on(&self, part: &str, keys: &str) -> Result<()> {
        self.wait(part).await?;
        self.browser.tab_to(part).await?;
        self.browser.keys(keys).await
    }

    /// What stands in a field.
    ///
    /// # Errors
    ///
    /// There is no such field.
    pub async fn value(&self, name: &str) -> Result<String> {
        let field = self.find(&format!("[name={name}]")).await?;
        Ok(field.prop("value").await?.unwrap_or_default())
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

    /// Clicks on a part of the page.
    ///
    /// # Errors
    ///
    /// There is no such part.
    pub async fn click_css(&self, place: &str) -> Result<()> {
        Ok(self.find(place).await?.click().await?)
    }
}
