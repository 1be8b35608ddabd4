//! What the reader does: keys, presses, touches, and the commands that they mean.

mod command;
pub(crate) mod listeners;
