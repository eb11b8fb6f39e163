//! When nobody may register.

use anyhow::Result;

use crate::seat::Seat;

/// Open to nobody, since long ago.
pub(super) const NOBODY: (&str, &str) = (
    "VARCO_CONFIG",
    concat!(env!("CARGO_MANIFEST_DIR"), "/src/gallery/closed.toml"),
);

pub(super) async fn walk(seat: &Seat) -> Result<()> {
    seat.open("/").await?;
    seat.look("c0-home").await?;
    seat.open("/registrazione").await?;
    seat.look("c1-registrazioni-chiuse").await
}
