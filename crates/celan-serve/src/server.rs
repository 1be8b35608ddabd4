//! The listening thread: one runtime, one task a connection.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;
use std::{io, thread};

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::header::CONTENT_LENGTH;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::sync::{Semaphore, oneshot};

use crate::Error;
use crate::fault::{Fault, Faults};
use crate::files::Files;
use crate::negotiate::Encoding;
use crate::respond::Site;

/// How a site is served.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// The path below which the site stands, as `/docs/`; `/` for the top.
    pub prefix: String,
    /// Compressed forms that the host offers, best first; empty for a host without compression.
    pub encodings: Vec<Encoding>,
    /// Whether the host answers with a part of a file where that is asked for.
    pub ranges: bool,
    /// How long a client may take over the head of a request, and keep a connection without asking
    /// anything.
    pub head_timeout: Duration,
    /// Whether `health` answers that the host is well.
    pub health: bool,
    /// Whether every page is shown in kiosk mode: others lead to that form.
    pub kiosk: bool,
    /// How long answers that have begun may take when the host ends.
    pub grace: Duration,
}

impl Default for Options {
    /// A free port of 127.0.0.1, no prefix, brotli and gzip, ranges, 15 seconds for a head, nothing of its
    /// own, and no grace.
    fn default() -> Self {
        Self {
            address: (Ipv4Addr::LOCALHOST, 0).into(),
            prefix: "/".to_owned(),
            encodings: vec![Encoding::Brotli, Encoding::Gzip],
            ranges: true,
            head_timeout: Duration::from_secs(15),
            health: false,
            kiosk: false,
            grace: Duration::ZERO,
        }
    }
}

/// A running host. It ends, with all its connections, when this is dropped.
pub struct Server {
    address: SocketAddr,
    prefix: String,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    files: RwLock<Arc<Files>>,
    prefix: String,
    options: Options,
    faults: RwLock<Option<Box<Faults>>>,
}

impl Server {
    /// Serves the folder `root` until dropped.
    ///
    /// # Errors
    /// [`Error::NoFolder`] where `root` is not a folder, [`Error::Listen`] where the port is taken.
    pub fn start(root: impl Into<PathBuf>, options: Options) -> Result<Self, Error> {
        let root = root.into();
        if !root.is_dir() {
            return Err(Error::NoFolder(root));
        }
        Self::serve(Files::Folder(root), options)
    }

    /// Serves these files until dropped.
    pub(crate) fn serve(files: Files, options: Options) -> Result<Self, Error> {
        let listen = |source| Error::Listen {
            address: options.address,
            source,
        };
        let listener = TcpListener::bind(options.address).map_err(listen)?;
        listener.set_nonblocking(true).map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let prefix = match options.prefix.trim_matches('/') {
            "" => "/".to_owned(),
            path => format!("/{path}/"),
        };
        let shared = Arc::new(Shared {
            files: RwLock::new(Arc::new(files)),
            prefix: prefix.clone(),
            options,
            faults: RwLock::default(),
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let serving = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("celan-serve".to_owned())
            .spawn(move || {
                runtime.block_on(run(listener, serving, stopped));
            })?;
        Ok(Self {
            address,
            prefix,
            shared,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The address of the site's first page, with a closing slash.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.prefix)
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// From now on asks `faults` with the path of each request, below the prefix and without the
    /// leading slash, what goes wrong with the answer.
    pub fn fail(&self, faults: impl Fn(&str) -> Option<Fault> + Send + Sync + 'static) {
        self.shared.set_faults(Some(Box::new(faults)));
    }

    /// From now on nothing goes wrong on purpose.
    pub fn heal(&self) {
        self.shared.set_faults(None);
    }

    /// From now on serves these files; answers that have begun are finished with the former ones.
    pub(crate) fn take_over(&self, files: Files) {
        let mut held = self
            .shared
            .files
            .write()
            .unwrap_or_else(|broken| broken.into_inner());
        *held = Arc::new(files);
    }

    /// Waits until the server ends, which it does only when the process does.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn files(&self) -> Arc<Files> {
        let files = self
            .files
            .read()
            .unwrap_or_else(|broken| broken.into_inner());
        Arc::clone(&files)
    }

    fn set_faults(&self, faults: Option<Box<Faults>>) {
        *self
            .faults
            .write()
            .unwrap_or_else(|broken| broken.into_inner()) = faults;
    }

    fn fault(&self, path: &str) -> Option<Fault> {
        let faults = self
            .faults
            .read()
            .unwrap_or_else(|broken| broken.into_inner());
        faults.as_ref().and_then(|decide| decide(path))
    }
}

/// Connections that are served at once.
const CONNECTIONS: usize = 256;
/// How long the server waits when no connection can be taken.
const PAUSE: Duration = Duration::from_millis(50);

type Body = UnsyncBoxBody<Bytes, io::Error>;

/// Serves until it is told to stop, and then as long as answers that have begun may take.
async fn run(listener: TcpListener, shared: Arc<Shared>, stopped: oneshot::Receiver<()>) {
    let grace = shared.options.grace;
    let connections = GracefulShutdown::new();
    tokio::select! {
        () = accept(listener, shared, &connections) => {}
        // Either a word to stop or the server's own end.
        _ = stopped => {}
    }
    if !grace.is_zero() {
        let _ = tokio::time::timeout(grace, connections.shutdown()).await;
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>, connections: &GracefulShutdown) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        // No more are taken than are served: the others wait in the system's queue.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        let Ok((stream, _)) = listener.accept().await else {
            // As a rule the process has no file descriptor left; some come back soon.
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let patience = shared.options.head_timeout;
        let shared = Arc::clone(&shared);
        let service = service_fn(move |request| answer(Arc::clone(&shared), request));
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(patience)
            .max_headers(64)
            .max_buf_size(64 << 10)
            .serve_connection(TokioIo::new(stream), service);
        let connection = connections.watch(connection);
        tokio::spawn(async move {
            let _place = place;
            // An error here is a client that went away, or a connection cut on purpose.
            let _ = connection.await;
        });
    }
}

async fn answer(shared: Arc<Shared>, request: Request<Incoming>) -> io::Result<Response<Body>> {
    let files = shared.files();
    let options = &shared.options;
    let site = Site {
        files: &files,
        prefix: &shared.prefix,
        encodings: &options.encodings,
        ranges: options.ranges,
        health: options.health,
        kiosk: options.kiosk,
    };
    let from = site.first_byte(request.headers());
    let fault = site.below(&request).and_then(|path| shared.fault(path));
    let fault = fault.map(|fault| fault.at(from));
    match fault {
        Some(Fault::Delay(time)) => tokio::time::sleep(time).await,
        Some(Fault::Drop) => return Err(io::ErrorKind::ConnectionReset.into()),
        _ => {}
    }
    let response = site.respond(&request, fault);
    Ok(match fault {
        Some(Fault::Drip(size, pause)) => dripping(response, size, pause),
        Some(Fault::Longer(by)) => {
            let (mut head, content) = response.into_parts();
            let length = content.len() + by;
            head.headers.insert(CONTENT_LENGTH, length.into());
            let broken = stream::once(async { Err(io::ErrorKind::ConnectionReset.into()) });
            let frames = stream::iter([Ok(Frame::data(content))]).chain(broken);
            Response::from_parts(head, StreamBody::new(frames).boxed_unsync())
        }
        // The pause lets the connection send what it holds before it learns of the break.
        Some(Fault::Cut(after)) => halting(response, after, Duration::from_millis(20), |_| {
            Err(io::ErrorKind::ConnectionReset.into())
        }),
        Some(Fault::Stall(after, time)) => {
            halting(response, after, time, |rest| Ok(Frame::data(rest)))
        }
        _ => response.map(|content| {
            Full::new(content)
                .map_err(|never| match never {})
                .boxed_unsync()
        }),
    })
}

/// Sends the content in pieces, with a pause before each.
fn dripping(response: Response<Bytes>, size: usize, pause: Duration) -> Response<Body> {
    let (mut head, content) = response.into_parts();
    head.headers.insert(CONTENT_LENGTH, content.len().into());
    let frames = stream::unfold(content, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(pause).await;
        let piece = rest.split_to(size.clamp(1, rest.len()));
        Some((Ok(Frame::data(piece)), rest))
    });
    Response::from_parts(head, StreamBody::new(frames).boxed_unsync())
}

/// Announces the whole length, sends `after` bytes, and so much later what becomes of the rest.
fn halting(
    response: Response<Bytes>,
    after: usize,
    pause: Duration,
    then: fn(Bytes) -> io::Result<Frame<Bytes>>,
) -> Response<Body> {
    let (mut head, mut content) = response.into_parts();
    head.headers.insert(CONTENT_LENGTH, content.len().into());
    let sent = content.split_to(after.min(content.len()));
    let rest = async move {
        tokio::time::sleep(pause).await;
        then(content)
    };
    let frames = stream::iter([Ok(Frame::data(sent))]).chain(stream::once(rest));
    Response::from_parts(head, StreamBody::new(frames).boxed_unsync())
}
