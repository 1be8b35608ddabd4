//! The chromedriver process and its one line: JSON over HTTP.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

use crate::Error;

/// What chromedriver prints where the port that it chose for one kind of address is in use for the
/// other, which another port mends.
const TAKEN: &str = "port not available";
/// Ports that are tried.
const TRIES: usize = 8;

/// Runs chromedriver, and ends it once standard input has ended: when the driver is dropped, or this process
/// is gone, however it ended. The browser follows, whose only line to chromedriver is a pipe; its profile
/// goes last.
const TIED: &str = "trap '' INT
    export TMPDIR=\"$(mktemp -d)\"
    chromedriver --port=0 &
    exec >/dev/null
    cat
    kill $!
    wait
    sleep 1
    rm -rf \"$TMPDIR\"";

/// A chromedriver with one session.
pub(crate) struct Driver {
    /// What runs chromedriver.
    shell: Child,
    agent: Agent,
    session: String,
}

impl Driver {
    /// Starts chromedriver and, in it, a browser with these capabilities.
    pub(crate) fn start(capabilities: &Value) -> Result<Self, Error> {
        let mut served = serve();
        for _ in 1..TRIES {
            match served {
                Err(Error::NotStarted(printed)) if printed.contains(TAKEN) => served = serve(),
                _ => break,
            }
        }
        let (shell, port) = served?;
        let agent: Agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build()
            .into();
        let mut driver = Self {
            shell,
            agent,
            session: format!("http://127.0.0.1:{port}/session"),
        };
        let session = driver.post(
            "",
            &json!({ "capabilities": { "alwaysMatch": capabilities } }),
        )?;
        let id = session["sessionId"].as_str().unwrap_or_default();
        driver.session = format!("{}/{id}", driver.session);
        Ok(driver)
    }

    pub(crate) fn get(&self, command: &str) -> Result<Value, Error> {
        let sent = self.agent.get(format!("{}{command}", self.session)).call();
        answer(command, sent)
    }

    pub(crate) fn post(&self, command: &str, body: &Value) -> Result<Value, Error> {
        let sent = self
            .agent
            .post(format!("{}{command}", self.session))
            .send(body.to_string());
        answer(command, sent)
    }

    pub(crate) fn delete(&self, command: &str) -> Result<Value, Error> {
        let sent = self
            .agent
            .delete(format!("{}{command}", self.session))
            .call();
        answer(command, sent)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Waits until the browser has ended.
        let _ = self.delete("");
        drop(self.shell.stdin.take());
    }
}

/// Starts chromedriver at a port of its choice.
fn serve() -> Result<(Child, u16), Error> {
    let mut shell = Command::new("sh")
        .args(["-c", TIED])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(Error::NoShell)?;
    let port = match shell.stdout.take() {
        Some(output) => port(output),
        None => Err(String::new()),
    };
    match port {
        Ok(port) => Ok((shell, port)),
        Err(printed) => Err(Error::NotStarted(printed)),
    }
}

/// Reads the port that chromedriver chose, or all that it printed instead.
fn port(output: impl std::io::Read) -> Result<u16, String> {
    let mut printed = String::new();
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        let port = line
            .split_once("successfully on port ")
            .and_then(|(_, port)| port.trim_end_matches('.').parse().ok());
        if let Some(port) = port {
            return Ok(port);
        }
        printed.push_str(&line);
        printed.push('\n');
    }
    Err(printed)
}

fn answer(
    command: &str,
    sent: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Value, Error> {
    let line = |source| Error::Line {
        command: command.to_owned(),
        source: Box::new(source),
    };
    let mut response = sent.map_err(line)?;
    let status = response.status();
    // Screenshots and measurements may be long.
    let body = response.body_mut().with_config().limit(1 << 30);
    let body = body.read_to_vec().map_err(line)?;
    let mut answer: Value = serde_json::from_slice(&body).map_err(|source| Error::Answer {
        command: command.to_owned(),
        source,
    })?;
    let value = answer["value"].take();
    if status.is_success() {
        return Ok(value);
    }
    let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    Err(Error::Refused {
        command: command.to_owned(),
        error: field("error"),
        message: field("message"),
    })
}
