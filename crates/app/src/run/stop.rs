//! How a process is asked to end.

use tokio::signal::unix::{Signal, SignalKind, signal};

/// The signals that end a process in good order: Ctrl-C and SIGTERM.
pub(super) struct AskedToStop {
    interrupt: Signal,
    terminate: Signal,
}

impl AskedToStop {
    /// From here on the signals no longer end the process by themselves.
    pub(super) fn listen() -> std::io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// Resolves when one of them has come.
    pub(super) async fn come(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
