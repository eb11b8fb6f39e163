//! `cargo xtask screenshots`: pictures of every page in every state, for a person to look at.

use anyhow::{Context as _, Result};
use varco_tests::gallery::Walk;
use varco_tests::seat::Manner;

#[tokio::main]
async fn main() -> Result<()> {
    for walk in Walk::ALL {
        let walked = walk.go(Manner::PICTURES).await;
        walked.with_context(|| format!("{walk:?}"))?;
    }
    Ok(())
}
