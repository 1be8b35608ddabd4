//! `celan serve`: a site served on this machine, whole versions only.

use crate::error::Failure;
use crate::output;
use celan_serve::{EndSignal, Event, Host, Options};
use std::net::Ipv4Addr;
use std::path::Path;

pub(crate) fn run(site: &Path, port: u16, kiosk: bool) -> Result<(), Failure> {
    // Whoever starts the program may end it from now on.
    let end = EndSignal::listen()?;
    let options = Options {
        address: (Ipv4Addr::LOCALHOST, port).into(),
        health: true,
        kiosk,
        ..Options::default()
    };
    let host = Host::start(site, options, |event| output::say(&words(&event)))?;
    output::text(&format!("{}\n", host.url()))?;
    output::say(&format!(
        "celan: version {} of {} is served",
        host.version(),
        site.display()
    ));
    end.wait()?;
    drop(host);
    output::say("celan: ended");
    Ok(())
}

/// What the log says of an event. It never says what visitors ask for.
fn words(event: &Event) -> String {
    match event {
        Event::TakenOver { version } => format!("celan: version {version} is served from now on"),
        Event::Refused(error) => {
            format!("celan: warning: {error}; what was good is served meanwhile")
        }
        Event::Gone(path) => format!(
            "celan: warning: {} has no site any more; what was good is served meanwhile: put the site \
             there again",
            path.display()
        ),
        Event::Mended => "celan: the site is whole again".to_owned(),
    }
}
