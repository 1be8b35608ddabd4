//! `celan serve` from outside: whole versions of a site, taken over without a gap, ended by a word.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use sha2::{Digest, Sha256};

/// Writes a site of these files into a folder, with its list.
fn write(folder: &Path, version: &str, files: &[(&str, &str)]) {
    let _ = fs::remove_dir_all(folder);
    let mut listed = Vec::new();
    for (path, text) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        let sum = Sha256::digest(text.as_bytes());
        let hex: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
        listed.push(json!({ "path": path, "bytes": text.len(), "sha256": hex }));
    }
    let list =
        json!({ "format": "celan-files/1", "version": version, "tools": [], "files": listed });
    fs::write(folder.join("files.json"), list.to_string()).unwrap();
}

fn site(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("serve")
        .join(name);
    write(&folder, "one", &pages("one"));
    folder
}

fn pages(text: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("index.html", text),
        ("404.html", "nothing here"),
        ("d/a-1/index.html", text),
        ("assets/a-1.wasm", "wasm"),
    ]
}

struct Program {
    child: Child,
    address: String,
    log: BufReader<ChildStderr>,
}

impl Program {
    fn start(site: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_celan"))
            .args(["serve", "--port", "0"])
            .args(arguments)
            .arg(site)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut address)
            .unwrap();
        let log = BufReader::new(child.stderr.take().unwrap());
        let address = address.trim_end().to_owned();
        assert!(
            address.starts_with("http://127.0.0.1:") && address.ends_with('/'),
            "{address}"
        );
        Self {
            child,
            address,
            log,
        }
    }

    /// Status, head and content of an answer.
    fn get(&self, path: &str, head: &str) -> (u16, String, String) {
        let host = self
            .address
            .trim_start_matches("http://")
            .trim_end_matches('/');
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: {host}\r\n{head}connection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, content) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_lowercase(), content.to_owned())
    }

    fn page(&self) -> String {
        let (status, _, content) = self.get("/", "");
        assert_eq!(status, 200);
        content
    }

    /// Waits until the page is this one.
    fn wait_for(&self, text: &str) {
        let begin = Instant::now();
        while self.page() != text {
            assert!(
                begin.elapsed() < Duration::from_secs(10),
                "{text} does not come"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Reads the log until a line has these words.
    fn log_until(&mut self, words: &str) -> String {
        let mut line = String::new();
        while !line.contains(words) {
            line.clear();
            assert_ne!(
                self.log.read_line(&mut line).unwrap(),
                0,
                "the log ends without {words}"
            );
        }
        line
    }

    fn end(mut self, signal: &str) -> ExitStatus {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        self.child.wait().unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_is_well_and_ends_when_it_is_told_to() {
    let site = site("ends");
    for signal in ["-TERM", "-INT"] {
        let program = Program::start(&site, &[]);
        assert_eq!(program.get("/health", "").2, "ok");
        assert_eq!(program.page(), "one");
        assert_eq!(program.get("/d/a-1/", "").2, "one");
        assert_eq!(program.get("/nowhere", "").0, 404);
        assert_eq!(program.end(signal).code(), Some(0), "{signal}");
    }
}

/// A new version takes the folder's place by renaming, and by a link; no request finds nothing, or half.
#[test]
fn a_new_version_is_taken_over_whole_and_without_a_gap() {
    let site = site("renamed");
    let next = site.with_file_name("renamed-next");
    let former = site.with_file_name("renamed-former");
    let _ = fs::remove_dir_all(&former);
    let mut program = Program::start(&site, &[]);
    write(&next, "two", &pages("two"));
    let address = program.address.clone();
    let asking = std::thread::spawn(move || {
        let begin = Instant::now();
        let mut seen = Vec::new();
        while begin.elapsed() < Duration::from_secs(3) {
            let host = address.trim_start_matches("http://").trim_end_matches('/');
            let mut stream = TcpStream::connect(host).unwrap();
            write!(
                stream,
                "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
            )
            .unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            seen.push(answer.split_once("\r\n\r\n").unwrap().1.to_owned());
            std::thread::sleep(Duration::from_millis(5));
        }
        seen
    });
    let begin = Instant::now();
    fs::rename(&site, &former).unwrap();
    std::thread::sleep(Duration::from_millis(700));
    fs::rename(&next, &site).unwrap();
    program.wait_for("two");
    assert!(
        begin.elapsed() < Duration::from_millis(2700),
        "{:?}",
        begin.elapsed()
    );
    program.log_until("version two is served from now on");
    let seen = asking.join().unwrap();
    assert!(
        seen.is_sorted_by_key(|page| page == "two"),
        "the old, then the new: {seen:?}"
    );
    assert!(seen.iter().all(|page| page == "one" || page == "two"));
}

/// What is not whole is not served; what was good is, until the rest has come.
#[test]
fn half_a_version_is_refused_until_it_is_whole() {
    let site = site("half");
    let mut program = Program::start(&site, &[]);
    let next = site.with_file_name("half-next");
    write(&next, "two", &pages("two"));
    fs::remove_file(next.join("d/a-1/index.html")).unwrap();
    fs::remove_dir_all(&site).unwrap();
    fs::rename(&next, &site).unwrap();
    let line = program.log_until("what was good is served meanwhile");
    assert!(
        line.contains("half") || line.contains("index.html"),
        "{line}"
    );
    assert_eq!(program.page(), "one");
    fs::create_dir_all(site.join("d/a-1")).unwrap();
    fs::write(site.join("d/a-1/index.html"), "two").unwrap();
    program.wait_for("two");
}

/// A file that changes under the running program is not served.
#[test]
fn damage_is_not_served() {
    let site = site("damaged");
    let mut program = Program::start(&site, &[]);
    fs::write(site.join("index.html"), "onE").unwrap();
    assert_eq!(program.page(), "one");
    // The list is written again, as by a copy that breaks off: the folder is looked at.
    let list = fs::read_to_string(site.join("files.json")).unwrap();
    fs::write(site.join("files.json"), &list).unwrap();
    let line = program.log_until("warning");
    assert!(line.contains("index.html is not the file"), "{line}");
    assert_eq!(program.page(), "one");
    fs::write(site.join("files.json"), &list[..list.len() / 2]).unwrap();
    program.log_until("files.json is damaged");
    assert_eq!(program.page(), "one");
}

#[test]
fn what_is_damaged_at_the_start_ends_it_with_a_word() {
    let fails = |site: &Path, word: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_celan"))
            .args(["serve", "--kiosk", "--port", "0"])
            .arg(site)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(word) && output.stdout.is_empty(), "{said}");
    };
    let site = site("bad");
    fs::write(site.join("assets/a-1.wasm"), "wasn").unwrap();
    fails(
        &site,
        "a-1.wasm is not the file that files.json names: put the site there again",
    );
    fs::remove_file(site.join("assets/a-1.wasm")).unwrap();
    fails(&site, "a-1.wasm cannot be read");
    fs::write(site.join("assets/a-1.wasm"), "wasm").unwrap();
    fs::write(site.join("index.html.gz"), "no gzip").unwrap();
    fails(&site, "index.html.gz is not the file");
    fs::remove_file(site.join("index.html.gz")).unwrap();
    fs::write(site.join("files.json"), "{}").unwrap();
    fails(&site, "files.json is damaged");
    fs::remove_file(site.join("files.json")).unwrap();
    fails(&site, "has no files.json");
    fails(Path::new("/no/such/site"), "/no/such/site");
    let outside = json!({ "format": "celan-files/1", "version": "x", "files": [{ "path": "../x", "sha256": "" }] });
    fs::write(site.join("files.json"), outside.to_string()).unwrap();
    fails(&site, "is no path in a site");
}

/// Every page is shown in kiosk mode; what pages fetch is left as it is.
#[test]
fn every_address_leads_to_kiosk_mode() {
    let site = site("kiosk");
    let program = Program::start(&site, &["--kiosk"]);
    let visit = "sec-fetch-mode: navigate\r\n";
    for (path, head, place) in [
        ("/", "", "/?kiosk"),
        ("/", visit, "/?kiosk"),
        ("/?q=a", "", "/?q=a&kiosk"),
        ("/d/a-1/", visit, "/d/a-1/?kiosk"),
        ("/d/a-1", "", "/d/a-1?kiosk"),
        ("/nowhere", visit, "/?kiosk"),
        ("/nowhere?kiosk", visit, "/?kiosk"),
    ] {
        let (status, answer, _) = program.get(path, head);
        assert_eq!(status, 302, "{path}");
        assert!(
            answer.contains(&format!("\r\nlocation: {place}\r\n")),
            "{path}: {answer}"
        );
    }
    for (path, head, status) in [
        ("/?kiosk", visit, 200),
        ("/d/a-1/?kiosk", "", 200),
        ("/?q=a&kiosk", "", 200),
        ("/index.html", "sec-fetch-mode: cors\r\n", 200),
        ("/assets/a-1.wasm", "", 200),
        ("/nowhere", "", 404),
        ("/health", visit, 200),
    ] {
        assert_eq!(program.get(path, head).0, status, "{path}");
    }
    let program = Program::start(&site, &[]);
    assert_eq!(program.get("/?q=a", visit).0, 200);
}
