//! While the service is suspended.

use anyhow::Result;

use crate::seat::Seat;
use crate::stage::Stage;

const UNTIL: &str = "2050-03-12T20:00";

pub(super) async fn walk(seat: &Seat, stage: &Stage) -> Result<()> {
    let suspended = stage.varco.site().suspend(UNTIL).await?;
    let address = format!("{}/accedi", suspended.origin());
    seat.browser.client.goto(&address).await?;
    seat.read("Il servizio è sospeso fino alle 20:00 del 12 marzo 2050")
        .await?;
    seat.look("m0-sospeso").await?;
    seat.click_css("[hreflang=de]").await?;
    seat.wait("html[lang=de]").await?;
    seat.look("m1-de-sospeso").await
}
