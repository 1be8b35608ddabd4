//! Browsers that are lent to one test after another: to start one costs as much as most tests do with it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::json;

use crate::driver::Driver;
use crate::{Browser, Error, Viewport};

/// Every browser that is lent. One that nobody else holds is free.
static DRIVERS: Mutex<Vec<Arc<Driver>>> = Mutex::new(Vec::new());

fn drivers() -> MutexGuard<'static, Vec<Arc<Driver>>> {
    DRIVERS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn free() -> Option<Browser> {
    let mut drivers = drivers();
    let free = drivers.iter().position(|d| Arc::strong_count(d) == 1)?;
    let driver = drivers.swap_remove(free);
    Some(Browser { driver })
}

impl Browser {
    /// As [`Browser::start`], with a browser that another may have had before; of that it has forgotten
    /// everything. It ends with this process.
    pub fn borrow(screen: Viewport) -> Result<Self, Error> {
        let mut browser = None;
        // One that was left in a state in which it no longer answers is given up.
        while let (None, Some(free)) = (&browser, free()) {
            browser = free.forget(screen).ok().map(|()| free);
        }
        let browser = browser.map_or_else(|| Self::start(screen), Ok)?;
        drivers().push(browser.driver.clone());
        Ok(browser)
    }

    /// Goes on in a new tab, and clears what is kept: for any origin, in the cache, of permissions and
    /// messages.
    fn forget(&self, screen: Viewport) -> Result<(), Error> {
        let tabs = self.driver.get("/window/handles")?;
        self.new_tab(screen)?;
        let tab = self.driver.get("/window")?;
        for old in tabs.as_array().into_iter().flatten() {
            self.driver.post("/window", &json!({ "handle": old }))?;
            self.driver.delete("/window")?;
        }
        self.driver.post("/window", &json!({ "handle": tab }))?;
        let all = json!({ "origin": "*", "storageTypes": "all" });
        self.devtools("Storage.clearDataForOrigin", &all)?;
        for command in [
            "Network.clearBrowserCache",
            "Network.clearBrowserCookies",
            "Browser.resetPermissions",
        ] {
            self.devtools(command, &json!({}))?;
        }
        self.messages().map(drop)
    }
}
