//! The dialog that asks who is there before a session ends.

use anyhow::{Result, ensure};

use crate::account::active;
use crate::person::Person;
use crate::seat::Seat;
use crate::stage::Stage;

/// Two minutes are left from the start, so the dialog asks at once. That a use prolongs the session is
/// noted every half minute only, so here it is the question to the server that shows.
pub(super) const SHORT_SESSION: (&str, &str) = ("VARCO_SESSION__IDLE", "2m");

pub(super) async fn walk(seat: &Seat, stage: &Stage) -> Result<()> {
    let person = Person::number(32)?;
    let (_, username) = active(stage, &person).await?;
    seat.log_in(&username, &person.password).await?;
    dialog(seat).await
}

async fn dialog(seat: &Seat) -> Result<()> {
    const ASKED: &str = "dialog[open] [data-sessione-continua]:focus";
    const ESCAPE: &str = "\u{e00c}";
    seat.wait(ASKED).await?;
    seat.look("40-sessione").await?;
    seat.press("Continua la sessione").await?;
    seat.wait(ASKED).await?;
    let asked = seat.browser.requests_beyond("-").await?;
    let prolonged = asked
        .iter()
        .any(|name| name.ends_with("/sessione/prolunga"));
    ensure!(prolonged, "{asked:?}");
    seat.key(ASKED, ESCAPE).await?;
    seat.wait("dialog:not([open])").await
}
