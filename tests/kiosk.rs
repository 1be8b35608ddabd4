//! The files of docs/kiosk say what docs/kiosk.md says of them.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::read_to_string(root.join("docs").join(path)).unwrap()
}

/// What a visitor could leave the page by is shut.
#[test]
fn the_policy_shuts_every_way_out() {
    let policy: BTreeMap<String, Value> = serde_json::from_str(&read("kiosk/policy.json")).unwrap();
    for (name, value) in [
        ("DeveloperToolsAvailability", json!(2)),
        ("DownloadRestrictions", json!(3)),
        ("AllowFileSelectionDialogs", json!(false)),
        ("DefaultClipboardSetting", json!(2)),
        ("DefaultPopupsSetting", json!(2)),
        ("ExtensionInstallBlocklist", json!(["*"])),
        ("URLBlocklist", json!(["*"])),
        ("URLAllowlist", json!(["http://127.0.0.1:8080"])),
        ("IncognitoModeAvailability", json!(2)),
    ] {
        assert_eq!(policy.get(name), Some(&value), "{name}");
    }
}

/// The browser is started where the program listens, and in full screen without gestures.
#[test]
fn the_start_line_opens_what_is_served() {
    let start = read("kiosk/start.sh");
    for word in [
        "--kiosk",
        "--incognito",
        "--disable-pinch",
        "--overscroll-history-navigation=0",
        "http://127.0.0.1:8080/",
    ] {
        assert!(start.contains(word), "{word}");
    }
    let unit = read("kiosk/celan.service");
    assert!(unit.contains("ExecStart=/usr/local/bin/celan serve /srv/celan/site --kiosk"));
    assert!(read("kiosk/celan-browser.service").contains("http://127.0.0.1:8080/health"));
}

/// Every key of `[kiosk]` stands in the table, with its default.
#[test]
fn the_table_has_every_key() {
    let page = read("kiosk.md");
    let kiosk = celan_corpus::Kiosk::default();
    let Value::Object(keys) = serde_json::to_value(&kiosk).unwrap() else {
        panic!("no object");
    };
    for (key, value) in keys.iter().filter(|(key, _)| *key != "format") {
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| `{key}` |")));
        let row = row.unwrap_or_else(|| panic!("docs/kiosk.md lacks {key}"));
        let default = row.split('|').nth(2).unwrap().trim();
        let expected = match value {
            Value::Null => "none".to_owned(),
            value => format!("`{}`", value.to_string().replace(',', ", ")),
        };
        assert_eq!(default, expected, "{key}");
    }
}
