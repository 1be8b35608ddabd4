//! The browser: opening, looking, typing, waiting.

use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::{Error, Viewport};

/// How long a state is waited for.
const PATIENCE: Duration = Duration::from_secs(30);
/// Looks at a condition for a while within the page, which costs it a tenth of what each question from
/// outside does.
const UNTIL: &str = "const until = async (condition) => {
        for (let n = 0; ; n += 1) {
            const state = await condition();
            if (state === true || n >= 20) return state;
            await new Promise((done) => setTimeout(done, 10));
        }
    };";
/// WebDriver's name of a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A headless Chromium that knows of nothing yet.
pub struct Browser {
    pub(crate) driver: Arc<Driver>,
}

/// A line of the browser's console.
#[derive(Debug, Clone, Deserialize)]
pub struct Message {
    /// `SEVERE`, `WARNING`, `INFO`.
    pub level: String,
    /// Where it comes from, and what it says.
    #[serde(rename = "message")]
    pub text: String,
}

impl Browser {
    /// Starts a browser with a screen of this size. It ends when this is dropped.
    ///
    /// # Errors
    /// If chromedriver or Chromium is missing or does not start.
    pub fn start(screen: Viewport) -> Result<Self, Error> {
        Self::start_with(screen, &[], "normal", json!({}))
    }

    /// As [`Browser::start`], for a browser whose pages may never come to an end: no command waits until one
    /// has loaded.
    pub fn start_impatient(screen: Viewport) -> Result<Self, Error> {
        Self::start_with(screen, &[], "none", json!({}))
    }

    /// As [`Browser::start`], for a browser that takes the host `name` for this machine; to it that
    /// host is no secure one.
    pub fn start_on_network(screen: Viewport, name: &str) -> Result<Self, Error> {
        let rule = format!("--host-resolver-rules=MAP {name} 127.0.0.1");
        Self::start_with(screen, &[&rule], "normal", json!({}))
    }

    /// As [`Browser::start`], for a browser with a mouse: without a screen, Chromium takes it that there is none.
    pub fn start_with_mouse(screen: Viewport) -> Result<Self, Error> {
        // Hovers, and is fine, in numbers of Chromium's own (ui/base/pointer/pointer_device.h).
        let mouse = "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4";
        Self::start_with(screen, &[mouse], "normal", json!({}))
    }

    /// As [`Browser::start`], for a browser that is told to keep nothing of any site: no cookies, and so no
    /// storage and no worker.
    pub fn start_without_storage(screen: Viewport) -> Result<Self, Error> {
        let blocked = json!({ "profile.default_content_setting_values.cookies": 2 });
        Self::start_with(screen, &[], "normal", blocked)
    }

    fn start_with(
        screen: Viewport,
        more: &[&str],
        strategy: &str,
        preferences: Value,
    ) -> Result<Self, Error> {
        let arguments = [
            "--headless=new",
            // A container's root may not use the sandbox; the pages are our own.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-default-apps",
            "--disable-extensions",
            "--metrics-recording-only",
            "--hide-scrollbars",
            "--lang=zh-CN",
            "--remote-debugging-pipe",
        ];
        let arguments = [&arguments, more].concat();
        let driver = Driver::start(&json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "args": arguments, "prefs": preferences },
            "goog:loggingPrefs": { "browser": "ALL" },
            "pageLoadStrategy": strategy,
            // An element that the page writes a moment later is waited for.
            "timeouts": { "script": 60_000, "pageLoad": 60_000, "implicit": 10_000 },
        }))?;
        let driver = Arc::new(driver);
        let browser = Self { driver };
        browser.resize(screen)?;
        Ok(browser)
    }

    /// Opens an address and waits until the page has loaded.
    pub fn open(&self, url: &str) -> Result<(), Error> {
        self.driver.post("/url", &json!({ "url": url })).map(drop)
    }

    /// The address of the page as it is now.
    pub fn address(&self) -> Result<String, Error> {
        let address = self.driver.get("/url")?;
        Ok(address.as_str().unwrap_or_default().to_owned())
    }

    /// Goes back as the browser's button does.
    pub fn back(&self) -> Result<(), Error> {
        self.driver.post("/back", &json!({})).map(drop)
    }

    /// Loads the page again.
    pub fn reload(&self) -> Result<(), Error> {
        self.driver.post("/refresh", &json!({})).map(drop)
    }

    /// Opens a new tab and goes on in it; circumstances set before do not hold in it.
    pub fn new_tab(&self, screen: Viewport) -> Result<(), Error> {
        let tab = self.driver.post("/window/new", &json!({ "type": "tab" }))?;
        self.driver
            .post("/window", &json!({ "handle": tab["handle"] }))?;
        self.resize(screen)
    }

    /// Runs the body of a function in the page and returns what it returns, or what the promise
    /// that it returns comes to.
    ///
    /// # Errors
    /// If the script throws, or its value is no `T`.
    pub fn eval<T: DeserializeOwned>(&self, script: &str) -> Result<T, Error> {
        self.eval_with(script, &[])
    }

    /// As [`Browser::eval`], with `arguments` in the script's `arguments`.
    pub fn eval_with<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: &[Value],
    ) -> Result<T, Error> {
        let body = json!({ "script": script, "args": arguments });
        let value = self.driver.post("/execute/sync", &body)?;
        serde_json::from_value(value).map_err(|source| Error::Answer {
            command: script.to_owned(),
            source,
        })
    }

    /// Waits until an expression is true in the page.
    ///
    /// # Errors
    /// [`Error::Waited`] if it does not become true within 30 seconds.
    pub fn wait(&self, condition: &str) -> Result<(), Error> {
        self.wait_for(PATIENCE, condition)
    }

    /// As [`Browser::wait`], for so long.
    pub fn wait_for(&self, patience: Duration, condition: &str) -> Result<(), Error> {
        let script = format!("{UNTIL} return until(async () => ({condition}));");
        let start = Instant::now();
        loop {
            // A page that is being left refuses scripts for a moment.
            let state = match self.eval::<Value>(&script) {
                Ok(Value::Bool(true)) => return Ok(()),
                Ok(value) => value.to_string(),
                Err(error @ Error::Line { .. }) => return Err(error),
                Err(error) => {
                    thread::sleep(Duration::from_millis(20));
                    error.to_string()
                }
            };
            if start.elapsed() > patience {
                return Err(Error::Waited {
                    condition: condition.to_owned(),
                    seconds: patience.as_secs(),
                    state: format!("at {}: {state}", self.address()?),
                });
            }
        }
    }

    /// Clicks the first element that the CSS selector finds, as a mouse does: it must be in reach.
    pub fn click(&self, selector: &str) -> Result<(), Error> {
        let element = self.find(selector)?;
        self.driver
            .post(&format!("/element/{element}/click"), &json!({}))
            .map(drop)
    }

    /// Types into the first element that the CSS selector finds.
    pub fn type_into(&self, selector: &str, text: &str) -> Result<(), Error> {
        let element = self.find(selector)?;
        let command = format!("/element/{element}/value");
        self.driver
            .post(&command, &json!({ "text": text }))
            .map(drop)
    }

    /// Empties a field and types into it.
    pub fn replace(&self, selector: &str, text: &str) -> Result<(), Error> {
        let element = self.find(selector)?;
        self.driver
            .post(&format!("/element/{element}/clear"), &json!({}))?;
        self.type_into(selector, text)
    }

    /// Presses keys in the focused element, one after another: a character, or one of WebDriver's
    /// code points (U+E007 Enter, U+E00C Escape, U+E004 Tab, U+E015 down, U+E013 up).
    pub fn press(&self, keys: &str) -> Result<(), Error> {
        let strokes = keys.chars().flat_map(|key| {
            [
                json!({ "type": "keyDown", "value": key }),
                json!({ "type": "keyUp", "value": key }),
            ]
        });
        let actions: Vec<Value> = strokes.collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.driver
            .post("/actions", &json!({ "actions": [keyboard] }))
            .map(drop)
    }

    /// Writes a screenshot as a PNG file.
    pub fn screenshot(&self, file: &Path) -> Result<(), Error> {
        let picture = self.driver.get("/screenshot")?;
        let picture = STANDARD.decode(picture.as_str().unwrap_or_default());
        let picture = picture.map_err(|error| std::io::Error::other(error.to_string()))?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(file, picture)?)
    }

    /// Messages of the console since the last call.
    pub fn messages(&self) -> Result<Vec<Message>, Error> {
        let command = "/se/log";
        let log = self.driver.post(command, &json!({ "type": "browser" }))?;
        serde_json::from_value(log).map_err(|source| Error::Answer {
            command: command.to_owned(),
            source,
        })
    }

    /// Runs a command of the DevTools protocol on the page.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value, Error> {
        let body = json!({ "cmd": command, "params": parameters });
        self.driver.post("/goog/cdp/execute", &body)
    }

    fn find(&self, selector: &str) -> Result<String, Error> {
        let body = json!({ "using": "css selector", "value": selector });
        let element = self.driver.post("/element", &body)?;
        Ok(element[ELEMENT].as_str().unwrap_or_default().to_owned())
    }
}
