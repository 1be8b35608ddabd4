//! How long things take, written into the browser's timeline for whoever measures.

use gloo_utils::window;

/// Writes into the browser's timeline how long something took.
pub(crate) struct Timing {
    name: &'static str,
}

impl Timing {
    pub(crate) fn start(name: &'static str) -> Self {
        if let Some(performance) = window().performance() {
            let _ = performance.mark(name);
        }
        Self { name }
    }

    pub(crate) fn stop(self) {
        if let Some(performance) = window().performance() {
            let _ = performance.measure_with_start_mark(self.name, self.name);
            performance.clear_marks_with_mark_name(self.name);
        }
    }
}
