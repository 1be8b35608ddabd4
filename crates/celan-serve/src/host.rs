//! A host that serves whole versions of a site, and takes over a new one once it is whole.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::error::{Error, SiteError};
use crate::files::Files;
use crate::negotiate::Encoding;
use crate::server::{Options, Server};
use crate::snapshot::{Fingerprint, Snapshot};

/// How often the folder is looked at.
const LOOK: Duration = Duration::from_millis(500);
/// How long a site that is not whole is left alone: it may be on its way.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often the files of the site are read again, to notice damage before they are needed.
const CHECK: Duration = Duration::from_secs(600);
/// How long answers that have begun may take at the end.
const GRACE: Duration = Duration::from_secs(3);

/// What happens to the site while it is served.
#[derive(Debug)]
pub enum Event {
    /// A new version is served from now on.
    TakenOver {
        /// What it calls itself.
        version: String,
    },
    /// What stands in the folder is not whole. What was good is served still.
    Refused(SiteError),
    /// The site is no longer in its folder. What was good is served still.
    Gone(PathBuf),
    /// What was refused or gone is whole again.
    Mended,
}

/// A running host of whole versions. It ends when this is dropped.
pub struct Host {
    server: Arc<Server>,
    version: String,
    stop: Option<Sender<()>>,
    watch: Option<JoinHandle<()>>,
}

impl Host {
    /// Reads the site in `root` and serves it until dropped; `tell` is told what happens to it. Of the
    /// options, compression and grace are the host's own.
    ///
    /// # Errors
    /// [`Error::Site`] where no whole site stands there, [`Error::Listen`] where the port is taken.
    pub fn start(
        root: impl Into<PathBuf>,
        options: Options,
        tell: impl Fn(Event) + Send + 'static,
    ) -> Result<Self, Error> {
        let root = root.into();
        if !root.is_dir() {
            return Err(Error::NoFolder(root));
        }
        let seen = Fingerprint::of(&root);
        let snapshot = Snapshot::read(&root)?;
        let version = snapshot.version.clone();
        let options = Options {
            encodings: vec![Encoding::Gzip],
            grace: GRACE,
            ..options
        };
        let server = Arc::new(Server::serve(Files::Whole(snapshot), options)?);
        let (stop, stopped) = mpsc::channel();
        let serving = Arc::clone(&server);
        let watch = thread::Builder::new()
            .name("celan-watch".to_owned())
            .spawn(move || {
                let mut watch = Watch::new(root, seen);
                while stopped.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                    watch.look(&serving, &tell);
                }
            })?;
        Ok(Self {
            server,
            version,
            stop: Some(stop),
            watch: Some(watch),
        })
    }

    /// The address of the site's first page, with a closing slash.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// What the version calls itself that was served first.
    pub fn version(&self) -> &str {
        &self.version
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(watch) = self.watch.take() {
            let _ = watch.join();
        }
    }
}

/// What was last seen of the folder.
struct Watch {
    root: PathBuf,
    /// The state of the folder that is served.
    served: Option<Fingerprint>,
    /// When the files were read last.
    read: Instant,
    /// What was said last, if all is not well.
    trouble: Option<String>,
}

impl Watch {
    fn new(root: PathBuf, served: Option<Fingerprint>) -> Self {
        Self {
            root,
            served,
            read: Instant::now(),
            trouble: None,
        }
    }

    /// Takes over what is new and whole.
    fn look(&mut self, server: &Server, tell: &impl Fn(Event)) {
        let seen = Fingerprint::of(&self.root);
        if seen.is_none() && !self.root.join("files.json").exists() {
            let gone = Event::Gone(self.root.clone());
            return self.say(gone, "gone".to_owned(), tell);
        }
        let is_new = seen != self.served;
        let pause = match (is_new, &self.trouble) {
            (true, None) => Duration::ZERO,
            (_, Some(_)) => PATIENCE,
            (false, None) => CHECK,
        };
        if self.read.elapsed() < pause {
            return;
        }
        let read = Snapshot::read(&self.root);
        self.read = Instant::now();
        match read {
            Ok(snapshot) => {
                if is_new {
                    let version = snapshot.version.clone();
                    server.take_over(Files::Whole(snapshot));
                    self.served = seen;
                    tell(Event::TakenOver { version });
                } else if self.trouble.is_some() {
                    tell(Event::Mended);
                }
                self.trouble = None;
            }
            Err(error) => {
                let words = error.to_string();
                self.say(Event::Refused(error), words, tell);
            }
        }
    }

    /// Says what is wrong, once.
    fn say(&mut self, event: Event, words: String, tell: &impl Fn(Event)) {
        if self.trouble.as_ref() != Some(&words) {
            tell(event);
            self.trouble = Some(words);
        }
    }
}
