//! Throw-away services for tests of what propagates to them: real ones (`slapd`, two SCIM servers that
//! other people wrote), one that lies, and a line that loses replies.
//!
//! They know no part of the product, so that the tests of the adapters and those of the binary can
//! share them. Each listens on free ports of this machine, and ends when it is dropped, at the latest
//! with the process of the tests.

mod keeper;

pub mod certificates;
pub mod liar;
pub mod line;
pub mod raw;
pub mod samba;
pub mod scim;
pub mod slapd;

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, ensure};
use tokio::net::TcpStream;

/// A port that was free a moment ago.
///
/// # Errors
///
/// No port is free.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// What `cargo xtask setup` installed into the folder `target` of the workspace.
fn installed(path: &str) -> PathBuf {
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target");
    Path::new(workspace).join(path)
}

/// Waits until somebody listens there, for at most 20 seconds.
async fn listening(port: u16) -> Result<()> {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    for _ in 0..1_000 {
        if TcpStream::connect(address).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    ensure!(false, "nobody listens on port {port}");
    Ok(())
}
