//! The binary `varco`.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Ports as they are: only the tests' own binary lays something around them.
    varco::launch::launch(|ports| ports)
}
