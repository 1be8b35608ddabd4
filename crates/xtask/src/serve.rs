//! `cargo xtask serve`: the site, built and served on this machine.

use std::net::Ipv4Addr;

use anyhow::Result;
use celan_serve::Server;

use crate::dist;
use crate::effort::Effort;
use crate::paths;
use crate::toolchain::Source;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The path below which the site stands
    #[arg(long, default_value = "/")]
    prefix: String,
    /// Serve dist/ as it is
    #[arg(long)]
    no_build: bool,
    /// Build the optimised site, as it is published; the first time takes minutes longer
    #[arg(long)]
    release: bool,
}

pub(crate) fn run(options: &Options, source: Source) -> Result<()> {
    // Whoever tries the site waits for it: optimising takes longer than everything else together.
    let effort = if options.release {
        Effort::Full
    } else {
        Effort::Quick
    };
    if !options.no_build {
        dist::run(&dist::Options::default(), effort, source)?;
    }
    let server = Server::start(
        paths::dist(),
        celan_serve::Options {
            address: (Ipv4Addr::LOCALHOST, options.port).into(),
            prefix: options.prefix.clone(),
            ..celan_serve::Options::default()
        },
    )?;
    println!("Celan is at {} (Ctrl-C ends it)", server.url());
    server.wait();
    Ok(())
}
