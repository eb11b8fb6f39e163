//! What judges a page in the browser: eyes, rules, scales.

use std::fs;

use anyhow::{Context as _, Result};
use base64ct::{Base64, Encoding as _};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Browser, target_folder};

/// How a page lies in the window.
#[derive(Debug, Deserialize)]
pub struct Geometry {
    /// How far it sticks out sideways, in CSS pixels.
    pub overflow: f64,
    /// Texts and controls that lie over each other, by what they say.
    pub overlaps: Vec<String>,
    /// Buttons lower than 44 CSS pixels, by what they say.
    pub small: Vec<String>,
}

/// What a page weighs on a first visit, in bytes as they are sent.
#[derive(Clone, Debug, Deserialize)]
pub struct Weight {
    /// The page itself.
    pub html: u64,
    /// All style sheets.
    pub css: u64,
    /// The script of every page.
    pub script: u64,
    /// The script of "Non sono un robot", which counts apart.
    pub captcha: u64,
    /// All fonts.
    pub fonts: u64,
    /// How many files they are.
    pub font_files: u64,
    /// The mark of the service and the sprite.
    pub icons: u64,
    /// Everything but the captcha.
    pub total: u64,
    /// How many requests that takes.
    pub requests: u64,
    /// What this visit really took, headers included.
    pub on_the_wire: u64,
}

impl Browser {
    /// Makes the window so wide, in CSS pixels.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn resize(&self, width: u32) -> Result<()> {
        let size =
            json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600 });
        let resized = self.devtools("Emulation.setDeviceMetricsOverride", size);
        resized.await.map(drop)
    }

    /// Looks how the page lies in a window so wide, as it is or under the text spacing of WCAG 1.4.12.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn geometry(&self, width: u32, is_spaced: bool) -> Result<Geometry> {
        self.resize(width).await?;
        // A telephone's browser shrinks a page that is too wide, so its own width does not tell.
        let arguments = vec![json!(width), json!(is_spaced)];
        let seen = self.client.execute(include_str!("look.js"), arguments);
        Ok(serde_json::from_value(seen.await?)?)
    }

    /// Brings axe and the second engine into the page, once for each page.
    ///
    /// # Errors
    ///
    /// They are not installed.
    pub async fn load_judges(&self) -> Result<()> {
        for (file, name) in [
            ("axe-core/axe.min.js", "axe"),
            ("html_codesniffer/build/HTMLCS.js", "HTMLCS"),
        ] {
            let file = target_folder()?.join("node/node_modules").join(file);
            let source = fs::read_to_string(file);
            let source =
                source.with_context(|| format!("{name} is missing: run cargo xtask setup"))?;
            self.client.execute(&source, vec![]).await?;
        }
        Ok(())
    }

    /// What axe objects to, at the width of the moment.
    ///
    /// # Errors
    ///
    /// It is not loaded, or the browser is gone.
    pub async fn axe(&self) -> Result<Vec<String>> {
        let violations = self.client.execute_async(include_str!("axe.js"), vec![]);
        Ok(serde_json::from_value(violations.await?)?)
    }

    /// What the second engine objects to.
    ///
    /// # Errors
    ///
    /// As [`Browser::axe`].
    pub async fn codesniffer(&self) -> Result<Vec<String>> {
        let errors = self.client.execute_async(include_str!("htmlcs.js"), vec![]);
        Ok(serde_json::from_value(errors.await?)?)
    }

    /// What is wrong for who has set colours of their own, or wants nothing to move.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn media(&self) -> Result<Vec<String>> {
        let pretend = [
            ("forced-colors", "active"),
            ("prefers-reduced-motion", "reduce"),
        ];
        let features = pretend.map(|(name, value)| json!({ "name": name, "value": value }));
        self.emulate(&json!({ "features": features })).await?;
        let faults = self
            .client
            .execute(include_str!("media.js"), vec![])
            .await?;
        self.emulate(&json!({ "features": [] })).await?;
        Ok(serde_json::from_value(faults)?)
    }

    async fn emulate(&self, media: &Value) -> Result<()> {
        let emulated = self.devtools("Emulation.setEmulatedMedia", media.clone());
        emulated.await.map(drop)
    }

    /// What the page weighs.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn weight(&self) -> Result<Weight> {
        let weight = self.client.execute(include_str!("weight.js"), vec![]);
        Ok(serde_json::from_value(weight.await?)?)
    }

    /// The page on paper (A4), as PDF.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn paper(&self) -> Result<Vec<u8>> {
        let a4 = json!({ "paperWidth": 8.27, "paperHeight": 11.69 });
        let answer = self.devtools("Page.printToPDF", a4).await?;
        let data = answer.get("data").and_then(Value::as_str);
        Ok(Base64::decode_vec(data.context("no paper")?)?)
    }

    /// The HTML as it was sent: pages may not be stored, so the browser has to be told beforehand that
    /// somebody is going to ask ([`Browser::start`] does).
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn sent(&self) -> Result<String> {
        let tree = self.devtools("Page.getFrameTree", json!({})).await?;
        let request = tree.pointer("/frameTree/frame/loaderId");
        let asked = json!({ "requestId": request });
        let answer = self.devtools("Network.getResponseBody", asked).await?;
        let body = answer.get("body").and_then(Value::as_str);
        Ok(body.context("no source")?.to_owned())
    }
}
