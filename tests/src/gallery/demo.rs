//! What only the demo has: a mailbox that everybody can read.

use anyhow::Result;

use crate::seat::Seat;

pub(super) async fn walk(seat: &Seat) -> Result<()> {
    seat.open("/demo/posta").await?;
    seat.look("d0-posta-vuota").await?;
    seat.open("/recupera/password").await?;
    seat.type_into("identificativo", "dario.fo").await?;
    seat.prove().await?;
    seat.press("Manda").await?;
    seat.arrive("/recupera/inviata").await?;
    seat.reopen_until("/demo/posta", "main ol[reversed] a")
        .await?;
    seat.look("d1-posta").await?;
    seat.click_css("main ol[reversed] a").await?;
    seat.look("d2-messaggio").await
}
