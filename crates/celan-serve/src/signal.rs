//! The end that the operating system asks for.

use std::io;

use tokio::runtime::Runtime;

/// Waits for SIGTERM or SIGINT, which from then on end nothing by themselves.
pub struct EndSignal {
    runtime: Runtime,
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 2],
}

impl EndSignal {
    /// From now on listens.
    ///
    /// # Errors
    /// Where the operating system lets nobody listen.
    pub fn listen() -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        #[cfg(unix)]
        let signals = {
            use tokio::signal::unix::{SignalKind, signal};
            let _inside = runtime.enter();
            [
                signal(SignalKind::terminate())?,
                signal(SignalKind::interrupt())?,
            ]
        };
        Ok(Self {
            runtime,
            #[cfg(unix)]
            signals,
        })
    }

    /// Waits for the signal.
    ///
    /// # Errors
    /// Where the operating system lets nobody listen.
    pub fn wait(self) -> io::Result<()> {
        #[cfg(unix)]
        {
            let [mut terminate, mut interrupt] = self.signals;
            self.runtime.block_on(async {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = interrupt.recv() => {}
                }
            });
            Ok(())
        }
        #[cfg(not(unix))]
        self.runtime.block_on(tokio::signal::ctrl_c())
    }
}
