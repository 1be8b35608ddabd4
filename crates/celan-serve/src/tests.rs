//! The host answers as a browser and a proxy expect, and fails as it is told to.
#![allow(clippy::unwrap_used)]

use std::io::Read;
use std::time::Duration;

use ureq::http::Response;
use ureq::{Agent, Body};

use crate::{Encoding, Fault, Options, Server};

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    std::fs::create_dir_all(root.join("site/d/one")).unwrap();
    std::fs::create_dir_all(root.join("site/assets")).unwrap();
    std::fs::write(root.join("secret"), "secret").unwrap();
    for (name, content) in [
        ("index.html", "<h1>library</h1>"),
        ("404.html", "nothing here"),
        ("d/one/index.html", "0123456789"),
        ("d/one/index.html.br", "brotli"),
        ("d/one/index.html.gz", "gzip"),
        ("assets/a.wasm", "wasm"),
        ("名.json", "{}"),
    ] {
        std::fs::write(root.join("site").join(name), content).unwrap();
    }
    folder
}

fn start(folder: &tempfile::TempDir, options: Options) -> Server {
    Server::start(folder.path().join("site"), options).unwrap()
}

fn get(url: &str, headers: &[(&str, &str)]) -> (Response<Body>, String) {
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .into();
    let mut request = agent.get(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut response = request.call().unwrap();
    let mut text = String::new();
    response
        .body_mut()
        .as_reader()
        .read_to_string(&mut text)
        .unwrap();
    (response, text)
}

fn header<'r>(response: &'r Response<Body>, name: &str) -> &'r str {
    response
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

#[test]
fn pages_have_their_type_and_the_form_that_is_accepted() {
    let folder = site();
    let server = start(&folder, Options::default());
    let url = format!("{}d/one/", server.url());
    for (accept, encoding, text) in [
        ("gzip, deflate, br", "br", "brotli"),
        ("gzip", "gzip", "gzip"),
        ("br;q=0, *", "gzip", "gzip"),
        ("identity", "", "0123456789"),
        ("", "", "0123456789"),
    ] {
        let (response, body) = get(&url, &[("accept-encoding", accept)]);
        assert_eq!(response.status(), 200);
        assert_eq!(
            (header(&response, "content-encoding"), body.as_str()),
            (encoding, text)
        );
        assert_eq!(
            header(&response, "content-type"),
            "text/html; charset=utf-8"
        );
        assert_eq!(header(&response, "vary"), "Accept-Encoding");
    }
    let (response, _) = get(&format!("{}assets/a.wasm", server.url()), &[]);
    assert_eq!(header(&response, "content-type"), "application/wasm");
    assert!(header(&response, "cache-control").contains("immutable"));
    let (response, _) = get(&format!("{}%E5%90%8D.json", server.url()), &[]);
    assert_eq!(
        header(&response, "content-type"),
        "application/json; charset=utf-8"
    );
}

#[test]
fn a_host_may_have_no_compression() {
    let folder = site();
    let server = start(
        &folder,
        Options {
            encodings: vec![],
            ..Options::default()
        },
    );
    let (_, body) = get(
        &format!("{}d/one/", server.url()),
        &[("accept-encoding", "br, gzip")],
    );
    assert_eq!(body, "0123456789");
    let gzip = Options {
        encodings: vec![Encoding::Gzip],
        ..Options::default()
    };
    let server = start(&folder, gzip);
    let (_, body) = get(
        &format!("{}d/one/", server.url()),
        &[("accept-encoding", "br, gzip")],
    );
    assert_eq!(body, "gzip");
}

#[test]
fn ranges_resume_only_the_same_content() {
    let folder = site();
    let server = start(&folder, Options::default());
    let url = format!("{}d/one/index.html", server.url());
    let (whole, _) = get(&url, &[("accept-encoding", "identity")]);
    let tag = header(&whole, "etag").to_owned();
    let plain = ("accept-encoding", "identity");
    for (range, status, text, content_range) in [
        ("bytes=0-3", 206, "0123", "bytes 0-3/10"),
        ("bytes=7-", 206, "789", "bytes 7-9/10"),
        ("bytes=-2", 206, "89", "bytes 8-9/10"),
        ("bytes=8-99", 206, "89", "bytes 8-9/10"),
        ("bytes=10-", 416, "", "bytes */10"),
        ("bytes=x-", 200, "0123456789", ""),
        ("bytes=0-1,4-5", 200, "0123456789", ""),
    ] {
        let (response, body) = get(&url, &[plain, ("range", range), ("if-range", &tag)]);
        assert_eq!(
            (response.status().as_u16(), body.as_str()),
            (status, text),
            "{range}"
        );
        assert_eq!(header(&response, "content-range"), content_range, "{range}");
    }
    let (response, _) = get(
        &url,
        &[plain, ("range", "bytes=1-"), ("if-range", "\"old\"")],
    );
    assert_eq!(response.status(), 200);
    let (response, body) = get(&url, &[plain, ("if-none-match", &tag)]);
    assert_eq!((response.status().as_u16(), body.as_str()), (304, ""));
}

#[test]
fn a_host_may_know_no_ranges() {
    let folder = site();
    let options = Options {
        ranges: false,
        ..Options::default()
    };
    let host = start(&folder, options);
    let (response, text) = get(&format!("{}d/one/", host.url()), &[("Range", "bytes=4-")]);
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, "Accept-Ranges"), "none");
    assert_eq!(text, "0123456789");
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let folder = site();
    let server = start(&folder, Options::default());
    for path in [
        "%2e%2e/secret",
        "d/%2E%2E/%2e%2e/secret",
        "..%2fsecret",
        "%00",
        "%ff",
        "a\\b",
    ] {
        let (response, body) = get(&format!("{}{path}", server.url().replace("\\", "%5C")), &[]);
        assert_eq!(
            (response.status().as_u16(), body.as_str()),
            (404, "nothing here"),
            "{path}"
        );
    }
}

#[test]
fn a_prefix_moves_the_whole_site() {
    let folder = site();
    let server = start(
        &folder,
        Options {
            prefix: "/sub/path".to_owned(),
            ..Options::default()
        },
    );
    assert!(server.url().ends_with("/sub/path/"));
    let (response, body) = get(&server.url(), &[]);
    assert_eq!(
        (response.status().as_u16(), body.as_str()),
        (200, "<h1>library</h1>")
    );
    let top = format!("http://127.0.0.1:{}", server.port());
    for (path, place) in [
        ("/sub/path?q=1", "/sub/path/?q=1"),
        ("/sub/path/d/one", "/sub/path/d/one/"),
    ] {
        let (response, _) = get(&format!("{top}{path}"), &[]);
        assert_eq!(
            (response.status().as_u16(), header(&response, "location")),
            (301, place)
        );
    }
    assert_eq!(get(&format!("{top}/"), &[]).0.status(), 404);
}

#[test]
fn faults_happen_where_they_are_asked_for_and_end() {
    let folder = site();
    let server = start(&folder, Options::default());
    let url = format!("{}d/one/", server.url());
    server.fail(|path| (path == "d/one/").then_some(Fault::Flip(1)));
    assert_eq!(get(&url, &[]).1, "0023456789");
    assert_eq!(get(&server.url(), &[]).1, "<h1>library</h1>");
    server.fail(|_| Some(Fault::Shorten(3)));
    assert_eq!(get(&url, &[]).1, "012");
    server.fail(|_| Some(Fault::Status(503)));
    assert_eq!(get(&url, &[]).0.status(), 503);
    server.fail(|_| Some(Fault::Cut(4)));
    let mut response = ureq::get(&url)
        .header("accept-encoding", "identity")
        .call()
        .unwrap();
    let mut sent = Vec::new();
    assert!(
        response
            .body_mut()
            .as_reader()
            .read_to_end(&mut sent)
            .is_err()
    );
    assert_eq!(sent, b"0123");
    server.fail(|_| Some(Fault::Stall(4, Duration::from_millis(1))));
    assert_eq!(
        get(&url, &[("accept-encoding", "identity")]).1,
        "0123456789"
    );
    server.fail(|_| Some(Fault::Part(4, &Fault::Status(503))));
    let behind = |range| get(&url, &[("range", range)]).0.status();
    assert_eq!(behind("bytes=4-"), 503);
    assert_eq!(behind("bytes=7-8"), 503);
    assert!(
        ureq::get(&url)
            .call()
            .unwrap()
            .into_body()
            .read_to_string()
            .is_err()
    );
    server.heal();
    assert_eq!(
        get(&url, &[("accept-encoding", "identity")]).1,
        "0123456789"
    );
}

#[test]
fn a_missing_folder_is_named() {
    let missing = Server::start("/no/such/folder", Options::default());
    assert!(missing.is_err_and(|e| e.to_string().contains("/no/such/folder")));
}

/// Sends bytes as they are, and returns what comes back until the host closes the connection.
fn raw(server: &Server, request: &str) -> String {
    use std::io::Write;
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    // A host that is asked too much may cut the line.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn no_page_is_framed_by_another_site() {
    let folder = site();
    let server = start(&folder, Options::default());
    for (path, policy) in [
        ("", "frame-ancestors 'none'"),
        ("d/one/", "frame-ancestors 'none'"),
        ("lacking", "frame-ancestors 'none'"),
        ("assets/a.wasm", ""),
    ] {
        let (response, _) = get(&format!("{}{path}", server.url()), &[]);
        assert_eq!(
            header(&response, "content-security-policy"),
            policy,
            "{path}"
        );
    }
}

#[test]
fn no_address_leads_to_another_host() {
    let folder = site();
    let server = start(&folder, Options::default());
    for path in ["//d", "//d/one", "/d//one", "/%2fd", "//"] {
        let answer = raw(
            &server,
            &format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"),
        );
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        assert!(!answer.to_lowercase().contains("location"), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let folder = site();
    let root = folder.path().join("site");
    symlink("../secret", root.join("out.txt")).unwrap();
    symlink("../../secret", root.join("assets/a.wasm.br")).unwrap();
    symlink("..", root.join("up")).unwrap();
    symlink("d/one/index.html", root.join("in.html")).unwrap();
    let server = start(&folder, Options::default());
    for path in ["out.txt", "up/secret", "up/"] {
        let (response, text) = get(&format!("{}{path}", server.url()), &[]);
        assert_eq!(
            (response.status().as_u16(), text.contains("secret")),
            (404, false)
        );
    }
    let url = format!("{}assets/a.wasm", server.url());
    assert_eq!(get(&url, &[("accept-encoding", "br")]).1, "wasm");
    assert_eq!(
        get(&format!("{}in.html", server.url()), &[]).1,
        "0123456789"
    );
}

#[test]
fn a_client_that_does_not_finish_its_head_is_let_go() {
    let folder = site();
    let options = Options {
        head_timeout: Duration::from_millis(300),
        ..Options::default()
    };
    let server = start(&folder, options);
    let begin = std::time::Instant::now();
    raw(&server, "GET / HTTP/1.1\r\nhost:");
    raw(&server, "");
    assert!(
        begin.elapsed() < Duration::from_secs(10),
        "{:?}",
        begin.elapsed()
    );
    let bomb = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(1000));
    assert!(!raw(&server, &bomb).starts_with("HTTP/1.1 200"));
    assert_eq!(get(&server.url(), &[]).0.status(), 200);
}
