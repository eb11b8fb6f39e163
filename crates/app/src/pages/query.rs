//! What stands in the address of a page.

use serde::Deserialize;

use super::words::Notice;

/// `?avviso=`: what has just happened.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NoticeQuery {
    avviso: String,
}

impl NoticeQuery {
    /// The notice, if it is one of ours.
    pub(crate) fn notice(&self) -> Option<Notice> {
        Notice::named(&self.avviso)
    }
}
