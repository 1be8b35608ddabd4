//! A real Chromium, driven by tests and benchmarks through chromedriver (W3C WebDriver, and the
//! DevTools protocol for what WebDriver lacks: bad lines, slow processors, pages without script).
//!
//! It knows nothing of Celan.

mod browser;
mod conditions;
mod driver;
mod error;
mod shared;

pub use browser::{Browser, Message};
pub use conditions::{Network, Viewport};
pub use error::Error;
