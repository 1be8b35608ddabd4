//! The policy file of a public screen, in the browser that it is for: what it shuts is shut there.
//!
//! Chromium reads policies from one folder of the machine. Each browser here has a view of the file system of its
//! own (a mount namespace), so that no other one on this machine is touched. That takes root, and mounts that the
//! machine allows: where it does not, the test says so and shows nothing.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// Where Chromium looks for policies; Debian's.
const POLICIES: &str = "/etc/chromium/policies";

/// How long a browser may take to start, and to do what the page asks.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long another address may take to be opened, before it counts as shut.
const SHUT: Duration = Duration::from_secs(8);

/// A host that notes what it is asked for, and answers with one page, or a file to be saved.
struct Host {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Host {
    fn start(page: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = asked.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (noted, page) = (noted.clone(), page.clone());
                thread::spawn(move || drop(answer(stream, &noted, &page)));
            }
        });
        Self { port, asked }
    }

    fn was_asked(&self, path: &str) -> bool {
        self.asked.lock().unwrap().iter().any(|asked| asked == path)
    }
}

fn answer(mut stream: TcpStream, noted: &Mutex<Vec<String>>, page: &str) -> std::io::Result<()> {
    let mut request = [0; 4096];
    let read = stream.read(&mut request)?;
    let request = String::from_utf8_lossy(&request[..read]);
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    let (kind, body) = match path.as_str() {
        "/file.bin" => (
            "application/octet-stream\r\nContent-Disposition: attachment",
            "saved",
        ),
        _ => ("text/html", page),
    };
    noted.lock().unwrap().push(path);
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

/// What a visitor came to, who tries to get out of the page.
#[derive(Debug, PartialEq, Eq)]
struct Ways {
    /// A file was saved.
    saved: bool,
    /// Another address was opened.
    left: bool,
    /// The page can be looked into by developer tools.
    inspected: bool,
}

/// Starts Chromium with the policy, or without any, before a page that tries what is shut.
fn ways_out(policy: Option<&str>) -> Ways {
    let home = tempfile::tempdir().unwrap();
    let downloads = home.path().join("Downloads");
    fs::create_dir(&downloads).unwrap();
    let elsewhere = Host::start("elsewhere".to_owned());
    let page = format!(
        "<body><a id=save href=/file.bin download>save</a><script>
        setTimeout(() => save.click(), 300);
        setTimeout(() => fetch('/tried'), 2000);
        setTimeout(() => fetch('/leaving').then(() => location.href = 'http://127.0.0.1:{}/left'), 9000);</script>",
        elsewhere.port
    );
    let screen = Host::start(page);
    let policies = home.path().join("policies/managed");
    fs::create_dir_all(&policies).unwrap();
    let begin = match policy {
        Some(policy) => {
            let here = policy.replace("127.0.0.1:8080", &format!("127.0.0.1:{}", screen.port));
            fs::write(policies.join("celan.json"), here).unwrap();
            format!("mkdir -p {POLICIES} && mount --bind policies {POLICIES} && ")
        }
        None => String::new(),
    };
    let start = format!(
        "{begin}exec chromium --headless=new --no-sandbox --disable-gpu --no-first-run \
         --user-data-dir=profile --remote-debugging-port=0 http://127.0.0.1:{}/",
        screen.port
    );
    let browser = Command::new("unshare")
        .args(["--mount", "sh", "-c", &start])
        .current_dir(home.path())
        .env("HOME", home.path())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let browser = Ended(browser);
    wait(|| screen.was_asked("/tried"));
    let inspected = inspects(&home.path().join("profile"));
    wait(|| screen.was_asked("/leaving"));
    // What is shut never comes: there is no sign of it to wait for.
    let start = Instant::now();
    while !elsewhere.was_asked("/left") && start.elapsed() < SHUT {
        thread::sleep(Duration::from_millis(50));
    }
    let ways = Ways {
        saved: downloads.read_dir().unwrap().next().is_some(),
        left: elsewhere.was_asked("/left"),
        inspected,
    };
    drop(browser);
    ways
}

/// A browser that ends when this is dropped.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

fn wait(done: impl Fn() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(
            start.elapsed() < PATIENCE,
            "Chromium does not do what the page asks"
        );
        thread::sleep(Duration::from_millis(50));
    }
}

/// Whether developer tools may attach to the page.
fn inspects(profile: &Path) -> bool {
    let port = || {
        let told = fs::read_to_string(profile.join("DevToolsActivePort")).ok()?;
        told.lines().next().map(str::to_owned)
    };
    // The page is shown already: a port that is shut does not come any more.
    let start = Instant::now();
    while port().is_none() && start.elapsed() < SHUT {
        thread::sleep(Duration::from_millis(50));
    }
    let Some(port) = port() else { return false };
    let host = format!("127.0.0.1:{port}");
    let ask = |path: &str, more: &str| {
        let mut stream = TcpStream::connect(&host).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(5)))
            .unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n").unwrap();
        let mut answer = Vec::new();
        let mut piece = [0; 4096];
        // The line stays open: what is there after a moment is the answer.
        while let Ok(read @ 1..) = stream.read(&mut piece) {
            answer.extend_from_slice(&piece[..read]);
            if answer.ends_with(b"]")
                || answer.windows(4).any(|end| end == b"\r\n\r\n") && !more.is_empty()
            {
                break;
            }
        }
        String::from_utf8_lossy(&answer).into_owned()
    };
    let list = ask("/json/list", "");
    let (_, body) = list.split_once("\r\n\r\n").unwrap();
    let pages: Vec<Value> = serde_json::from_str(body).unwrap();
    let page = pages.iter().find(|page| page["type"] == "page").unwrap();
    let path = page["webSocketDebuggerUrl"].as_str().unwrap();
    let path = path.strip_prefix(&format!("ws://{host}")).unwrap();
    let upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
                   Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    ask(path, upgrade).starts_with("HTTP/1.1 101")
}

#[test]
fn the_policy_shuts_downloads_other_addresses_and_developer_tools() {
    let tried = format!("mkdir -p {POLICIES} && mount --bind . {POLICIES}");
    let can_install = Command::new("unshare")
        .args(["--mount", "sh", "-c", &tried])
        .current_dir(std::env::temp_dir())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !can_install {
        eprintln!(
            "not shown: this machine does not let a test install policies for Chromium (root and mounts)"
        );
        return;
    }
    let open = Ways {
        saved: true,
        left: true,
        inspected: true,
    };
    assert_eq!(ways_out(None), open, "without a policy every way is open");
    let policy = include_str!("../../docs/kiosk/policy.json");
    let shut = Ways {
        saved: false,
        left: false,
        inspected: false,
    };
    assert_eq!(ways_out(Some(policy)), shut);
}
