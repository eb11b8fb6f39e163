//! Registration inside another program, with storage of its own: no web framework, no database.
//!
//! ```sh
//! cargo run -p varco-embedder-example
//! ```
//!
//! | file | shows |
//! |---|---|
//! | `service.rs` | which ports the use cases ask for, and the settings |
//! | `storage/` | the store ports, implemented from scratch |
//! | `journey.rs` | from a codice fiscale to an open session, one call per step |
//! | `tests.rs` | how to prove a storage of one's own: the rules that every store of Varco keeps |

mod journey;
mod service;
mod storage;
#[cfg(test)]
mod tests;

use std::error::Error;

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stdout, reason = "the journey is there to be read")]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = service::Service::new("2026-11-21T09:00:00Z".parse()?);
    for line in journey::walk(&service).await? {
        println!("{line}");
    }
    Ok(())
}
