//! What the reader does: keys, presses, touches, and the commands that they mean.

mod command;
mod execute;
pub(crate) mod extra;
pub(crate) mod listeners;
mod pointer;
mod touch;

pub(crate) use command::Extra;
pub(crate) use execute::Origin;
