//! `varco` with points at which it kills itself: for tests of what a kill leaves behind.
//!
//! It is the product with something laid around its ports, and a binary of its own, so that the
//! product has no trace of it. `CRASH_AT` names the point, such as `commit:3:before`; without it
//! nothing happens. `CRASH_LOG` names a file into which every visit of every point is
//! written, `CRASH_CLOCK` one that says by how many seconds the clock is ahead, and
//! `CRASH_FLAW` a way to be broken on purpose.

mod clock;
mod flaws;
mod point;
mod ports;

use std::process::ExitCode;

fn main() -> ExitCode {
    varco::launch::launch(|ports| flaws::around(ports::around(ports)))
}
