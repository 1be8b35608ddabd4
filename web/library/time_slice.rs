//! Work in slices, between which the page draws and answers.

use gloo_timers::future::TimeoutFuture;
use gloo_utils::window;

/// The page is left alone no longer than this, in milliseconds.
const PATIENCE: f64 = 10.0;

/// Gives the page a chance to draw and to answer whenever patience is over.
pub(crate) struct TimeSlice {
    since: f64,
}

impl TimeSlice {
    pub(crate) fn begin() -> Self {
        Self { since: now() }
    }

    pub(crate) async fn pause(&mut self) {
        if now() - self.since > PATIENCE {
            rest().await;
            self.since = now();
        }
    }
}

/// Lets the page draw and answer.
pub(crate) async fn rest() {
    TimeoutFuture::new(0).await;
}

/// Milliseconds since the page was opened.
pub(crate) fn now() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}
