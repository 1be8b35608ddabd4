//! Lines that break, anywhere: where, is drawn anew at each run, and again as it was where CELAN_SEED
//! names the seed that a failed run printed.

use std::collections::BTreeSet;
use std::env;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant, UNIX_EPOCH};

use celan_serve::{Fault, Server};
use celan_webdriver::Browser;
use serde_json::Value;

use crate::keeping::{ACTIVE, UPDATE_BUTTON, keeping, whole};
use crate::release::{Releases, list, version};

/// Draws where lines break.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new() -> Self {
        let given = env::var("CELAN_SEED").map(|seed| seed.parse().unwrap());
        let seed = given.unwrap_or_else(|_| UNIX_EPOCH.elapsed().unwrap().as_micros() as u64);
        println!("CELAN_SEED={seed} draws the same lines again");
        Self(seed)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    /// For each round a file, all of them in turn, and how much of it comes.
    pub(crate) fn line(&mut self, round: usize, files: &[(String, usize)]) -> (String, usize) {
        let (path, length) = &files[round % files.len()];
        (path.clone(), self.below(*length))
    }
}

/// The files that a device brings for the site in a folder where it keeps what another list names, and
/// how many bytes of each travel.
pub(crate) fn brought(folder: &Path, kept: Option<&Value>) -> Vec<(String, usize)> {
    let files = |list: &Value| -> BTreeSet<(String, String)> {
        let files = list["files"].as_array().unwrap().iter();
        let files = files.filter(|file| file["offline"] == true);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        files
            .map(|file| (text(&file["path"]), text(&file["sha256"])))
            .collect()
    };
    let kept = kept.map(files).unwrap_or_default();
    let paths = files(&list(folder));
    let mut paths: BTreeSet<String> = paths.difference(&kept).map(|f| f.0.clone()).collect();
    paths.extend(["files.json", "service-worker.js"].map(str::to_owned));
    let length = |path: &str| folder.join(path).metadata().map(|file| file.len() as usize);
    let travels = |path: String| {
        let packed = length(&format!("{path}.br")).or_else(|_| length(&path));
        (path, packed.unwrap())
    };
    paths.into_iter().map(travels).collect()
}

/// Breaks the line of a host wherever this file is asked for, as it is or compressed beforehand, after so
/// many bytes; and tells when it did.
pub(crate) fn breaks(host: &Server, path: &str, length: usize) -> Arc<AtomicBool> {
    let (path, broke) = (path.to_owned(), Arc::new(AtomicBool::new(false)));
    let told = broke.clone();
    host.fail(move |asked| {
        let asked = asked.strip_suffix(".gz").unwrap_or(asked);
        let same = asked == path || asked.is_empty() && path == "index.html";
        told.fetch_or(same, Relaxed);
        same.then_some(Fault::Cut(length))
    });
    broke
}

/// Waits until a line broke.
pub(crate) fn until(broke: &AtomicBool) -> bool {
    let start = Instant::now();
    while !broke.load(Relaxed) && start.elapsed() < Duration::from_secs(30) {
        thread::sleep(Duration::from_millis(20));
    }
    broke.load(Relaxed)
}

/// Looks for an update, waits until it is there or has failed, and tells which.
pub(crate) const UPDATE: &str = "(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update().catch(() => {});
    const worker = registration.installing;
    if (worker) await new Promise((done) => worker.addEventListener('statechange', done));
    return registration.waiting !== null;
})()";

/// One device, ten updates one after another, each of which breaks off somewhere first: the version
/// before it is then whole, and works while the line is broken; then the update comes, and is whole.
///
/// `deploy` deploys the version of a round and returns the file of it that the page names then;
/// `works` is asked whether the version of that many updates is what is read.
pub(crate) fn updates_break_off(
    mut deploy: impl FnMut(&Releases, usize) -> String,
    works: impl Fn(&Browser, &str, usize),
) {
    let mut draw = Draw::new();
    let releases = Releases::new();
    let reader = keeping(&releases.root());
    let (browser, host, url) = (&reader.browser, &reader.host, reader.host.url());
    for round in 0..10 {
        let kept = list(&releases.root());
        // The browser looks for updates by itself too, and is to find none before the line is drawn.
        host.fail(|_| Some(Fault::Cut(0)));
        let names = deploy(&releases, round);
        let old = kept["version"].as_str().unwrap();
        let new = version(&releases.root());
        let (path, length) = draw.line(round, &brought(&releases.root(), Some(&kept)));
        let place = format!("round {round}, {path} at {length}");
        println!("{place}");
        let broke = breaks(host, &path, length);
        let updated: bool = browser.eval(&format!("return {UPDATE}")).unwrap();
        assert!(!updated && broke.load(Relaxed), "{place}");
        assert_eq!(whole(browser), [old], "{place}");
        works(browser, &url, round);
        host.heal();
        browser
            .wait(UPDATE)
            .unwrap_or_else(|error| panic!("{place}: {error}"));
        let both = whole(browser);
        assert!(both.contains(&old.to_owned()) && both.contains(&new));
        browser.click(UPDATE_BUTTON).unwrap();
        let shown = format!(
            "Object.values(document.documentElement.dataset).some(value => value.endsWith('{names}'))"
        );
        browser
            .wait(&shown)
            .unwrap_or_else(|error| panic!("{place}: {error}"));
        browser.wait(ACTIVE).unwrap();
        let alone = "caches.keys().then(names => names.length === 1)";
        browser.wait(alone).unwrap();
        assert_eq!(whole(browser), [new], "{place}");
        works(browser, &url, round + 1);
    }
}
