//! The library in the browser: fetched, opened while it arrives, searched.

pub(crate) mod download;
mod session;
pub(crate) mod status;
pub(crate) mod time_slice;
mod timing;

pub(crate) use session::Session;
