//! Other hands than a mouse: the keyboard alone, and a finger.

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Browser;

const TAB: &str = "\u{e004}";
/// More than any page has places for the focus.
const STEPS: usize = 60;

/// What has the focus.
#[derive(Debug, Deserialize)]
struct Focus {
    says: String,
    top: f64,
    bottom: f64,
    left: f64,
    in_view: bool,
    has_ring: bool,
    is_skiplink: bool,
}

impl Browser {
    /// Presses keys wherever the focus is.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn keys(&self, keys: &str) -> Result<()> {
        let focus = self.client.active_element().await?;
        Ok(focus.send_keys(keys).await?)
    }

    /// Goes forward with Tab to a part of the page.
    ///
    /// # Errors
    ///
    /// The focus never comes there.
    pub async fn tab_to(&self, part: &str) -> Result<()> {
        let is_there = "return document.activeElement.matches(arguments[0])";
        for _ in 0..STEPS {
            let there = self.client.execute(is_there, vec![part.into()]).await?;
            if there == Value::Bool(true) {
                return Ok(());
            }
            self.keys(TAB).await?;
        }
        anyhow::bail!("Tab never comes to {part}")
    }

    /// Goes through the whole page with Tab, and tells what a person who sees only the focus would miss:
    /// a place without a ring or out of view, a way that jumps up.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn focus_faults(&self) -> Result<Vec<String>> {
        let (mut faults, mut before) = (Vec::new(), None::<Focus>);
        for step in 0..STEPS {
            self.keys(TAB).await?;
            let seen = self.client.execute(include_str!("focus.js"), vec![]);
            let Some(focus) = serde_json::from_value::<Option<Focus>>(seen.await?)? else {
                break;
            };
            if step == 0 && !focus.is_skiplink {
                faults.push(format!("{} comes first, and no skip link", focus.says));
            }
            if !focus.has_ring {
                faults.push(format!("no ring: {}", focus.says));
            }
            if !focus.in_view {
                faults.push(format!("out of view: {}", focus.says));
            }
            if let Some(last) = before.filter(|last| !last.is_skiplink && is_back(last, &focus)) {
                faults.push(format!("{} comes after {}", focus.says, last.says));
            }
            before = Some(focus);
        }
        Ok(faults)
    }

    /// Becomes a telephone, 390 CSS pixels wide, that is touched.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn become_telephone(&self) -> Result<()> {
        self.resize(390).await?;
        let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
        self.devtools("Emulation.setTouchEmulationEnabled", touch)
            .await
            .map(drop)
    }

    /// Touches the middle of a part of the page.
    ///
    /// # Errors
    ///
    /// There is no such part.
    pub async fn tap(&self, part: &str) -> Result<()> {
        const MIDDLE: &str = "const part = document.querySelector(arguments[0]);
            part.scrollIntoView({ block: 'center' });
            const { left, top, width, height } = part.getBoundingClientRect();
            return { x: left + width / 2, y: top + height / 2 };";
        let middle = self.client.execute(MIDDLE, vec![part.into()]).await;
        let middle = middle.with_context(|| part.to_owned())?;
        for (kind, points) in [("touchStart", json!([middle])), ("touchEnd", json!([]))] {
            let touch = json!({ "type": kind, "touchPoints": points });
            self.devtools("Input.dispatchTouchEvent", touch).await?;
        }
        Ok(())
    }
}

/// Whether the eye would have to go back: up, or to the left on the same line.
fn is_back(last: &Focus, next: &Focus) -> bool {
    let is_same_line = next.top < last.bottom && last.top < next.bottom;
    next.bottom <= last.top || (is_same_line && next.left < last.left)
}
