//! What a page has to stand up to.

use anyhow::Result;

use super::Seat;
use crate::browser::{Geometry, WIDTHS, Weight};
use crate::gallery::catalogue::Sight;

/// Reflow: 1280 px at 400 % zoom.
const NARROW: u32 = 320;

impl Seat {
    /// Accessible by the rules of two engines and at every width of [`WIDTHS`]; nothing sticks out
    /// sideways or lies over something else, on the narrowest screen and with wide text either; usable
    /// in colours of one's own and without motion; light; no error in the console, no request
    /// elsewhere, no unguarded cookie; on one sheet where people keep it on paper.
    ///
    /// Returns what is wrong with it.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub(super) async fn judge(&self, sight: &Sight) -> Result<Vec<String>> {
        let browser = &self.browser;
        let mut faults = weigh(&browser.weight().await?);
        if self.manner.has_javascript {
            browser.load_judges().await?;
            faults.extend(browser.codesniffer().await?);
            faults.extend(browser.media().await?);
        }
        for width in WIDTHS {
            faults.extend(self.measure(width, false).await?);
            if self.manner.has_javascript {
                let violations = browser.axe().await?;
                faults.extend(violations.iter().map(|it| format!("at {width}: {it}")));
            }
        }
        faults.extend(self.measure(NARROW, false).await?);
        faults.extend(self.measure(NARROW, true).await?);
        faults.extend(self.overhear().await?);
        if sight.is_sheet {
            let sheets = sheets(&browser.paper().await?);
            let told = (sheets != 1).then(|| format!("{sheets} sheets of paper"));
            faults.extend(told);
        }
        Ok(faults)
    }

    async fn measure(&self, width: u32, is_spaced: bool) -> Result<Vec<String>> {
        let seen = self.browser.geometry(width, is_spaced).await?;
        let Geometry {
            overflow,
            overlaps,
            small,
        } = seen;
        let mut faults = Vec::new();
        if overflow > 0.0 {
            faults.push(format!("sticks out by {overflow} px"));
        }
        faults.extend(
            overlaps
                .iter()
                .map(|pair| format!("over each other: {pair}")),
        );
        faults.extend(
            small
                .iter()
                .map(|button| format!("a small target: {button}")),
        );
        let manner = if is_spaced { " with wide text" } else { "" };
        let told = |fault| format!("at {width}{manner}: {fault}");
        Ok(faults.into_iter().map(told).collect())
    }

    /// What goes on behind the page.
    async fn overhear(&self) -> Result<Vec<String>> {
        let errors = self.browser.console_errors().await?;
        // Pages that refuse come back as such, which the console reports.
        let is_refusal = |error: &String| {
            error.contains("server responded with a status of") && !error.contains("/assets/")
        };
        let real = errors.into_iter().filter(|error| !is_refusal(error));
        let told = real.map(|error| format!("the console says {error}"));
        let page = self.browser.client.current_url().await?;
        let origin = page.origin().ascii_serialization();
        let elsewhere = self.browser.requests_beyond(&origin).await?;
        let asked = elsewhere.into_iter().map(|name| format!("fetches {name}"));
        let cookies = self.browser.client.get_all_cookies().await?;
        let names = cookies.iter().map(fantoccini::cookies::Cookie::name);
        let open = names.filter(|name| !name.starts_with("__Host-"));
        let open = open.map(|name| format!("a cookie of no host: {name}"));
        Ok(told.chain(asked).chain(open).collect())
    }
}

/// How many pages a PDF has: each is an object that says so, and one says that it holds the others.
fn sheets(pdf: &[u8]) -> usize {
    const PAGE: &[u8] = b"/Type /Page";
    let ends = pdf
        .windows(PAGE.len() + 1)
        .filter(|it| it.starts_with(PAGE));
    ends.filter(|it| it.last() != Some(&b's')).count()
}

/// The budgets of a page: bytes as sent, on a first visit.
fn weigh(weight: &Weight) -> Vec<String> {
    const KIB: u64 = 1024;
    let budgets = [
        ("HTML", weight.html, 10 * KIB),
        ("style sheets", weight.css, 20 * KIB),
        ("script", weight.script, 6 * KIB),
        ("captcha", weight.captcha, 35 * KIB),
        ("fonts", weight.fonts, 40 * KIB),
        ("files of fonts", weight.font_files, 2),
        ("icons", weight.icons, 5 * KIB),
        ("total", weight.total, 90 * KIB),
        ("requests", weight.requests, 8),
    ];
    let above = budgets
        .into_iter()
        .filter(|(_, found, budget)| found > budget);
    let told = above.map(|(what, found, budget)| format!("{what}: {found} instead of {budget}"));
    told.collect()
}
