//! Pages that are the same for everybody.

use anyhow::Result;

use super::catalogue;
use crate::seat::Seat;

pub(super) async fn walk(seat: &Seat) -> Result<()> {
    for sight in catalogue::PLAIN {
        seat.open(sight.path).await?;
        seat.look(sight.name).await?;
    }
    Ok(())
}
