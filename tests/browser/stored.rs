//! What stands in the browser's storage, whoever wrote it: a newer version, another page, nobody in their
//! right mind. Nothing of it is lost, and nothing of it moves the program.

use celan_webdriver::Viewport;
use serde_json::Value;

use crate::reader::{Reader, documents};

fn store(reader: &Reader, key: &str, value: &str) {
    let script = "localStorage.setItem(arguments[0], arguments[1])";
    let values = [key.into(), value.into()];
    reader.browser.eval_with::<()>(script, &values).unwrap();
}

fn stored(reader: &Reader, key: &str) -> Option<String> {
    let script = "return localStorage.getItem(arguments[0])";
    reader.browser.eval_with(script, &[key.into()]).unwrap()
}

/// Gives the application a file of marks, and says how long it took until the page answers again, in milliseconds.
fn import(reader: &Reader, text: &str) -> f64 {
    let script = "
        const pick = document.querySelector('#marks-file');
        pick.value = arguments[0];
        const begin = performance.now();
        pick.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return performance.now() - begin;";
    reader.browser.eval_with(script, &[text.into()]).unwrap()
}

fn mark(id: &str, more: &str) -> String {
    let document = &documents()[0];
    format!(
        r#"{{"format":"celan-marks/1","marks":[{{"id":"{id}","document":"{document}","anchor":"a1","changed":5{more}}}]}}"#
    )
}

#[test]
fn marks_of_a_newer_version_are_never_overwritten_and_are_given_out() {
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    let newer = r#"{"format":"celan-marks/2","marks":[{"id":"x","ink":"red"}]}"#;
    let older = "not JSON at all";
    store(&reader, "celan-marks", newer);
    store(&reader, "celan-marks-aside", older);
    reader.open("?marks=1");
    reader.ready();
    let told = "document.querySelector('[data-notice=storage]') !== null";
    reader.browser.wait(told).unwrap();
    import(&reader, &mark("mine", ""));
    reader
        .browser
        .wait("document.querySelector('li.mark') !== null")
        .unwrap();
    assert_eq!(stored(&reader, "celan-marks").as_deref(), Some(newer));
    assert_eq!(stored(&reader, "celan-marks-aside").as_deref(), Some(older));
    // What was marked meanwhile is there on the next visit too.
    reader.open("?marks=1");
    reader.ready();
    reader
        .browser
        .wait("document.querySelector('li.mark') !== null")
        .unwrap();
    let files: Vec<String> = reader
        .browser
        .eval(
            "return [...document.querySelectorAll('#notebook a[download]')].map(({ href }) =>
                decodeURIComponent(href.slice(href.indexOf(',') + 1)))",
        )
        .unwrap();
    assert!(files.iter().any(|file| file == newer) && files.iter().any(|file| file == older));
    assert!(files[0].contains("\"mine\""), "{}", files[0]);
}

#[test]
fn fields_that_are_not_known_stay_where_they_are() {
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    store(
        &reader,
        "celan-marks",
        &mark("theirs", r#","color":"red","tags":[1,{"a":null}]"#),
    );
    reader.open("?marks=1");
    reader.ready();
    import(&reader, &mark("mine", ""));
    reader
        .browser
        .wait("document.querySelectorAll('li.mark').length === 2")
        .unwrap();
    let kept: Value = serde_json::from_str(&stored(&reader, "celan-marks").unwrap()).unwrap();
    let marks = kept["marks"].as_array().unwrap();
    let theirs = marks.iter().find(|mark| mark["id"] == "theirs").unwrap();
    assert_eq!(theirs["color"], "red");
    assert_eq!(theirs["tags"], serde_json::json!([1, { "a": null }]));
}

#[test]
fn many_marks_do_not_stop_the_page() {
    let reader = Reader::new(Viewport::DESK);
    reader.open("?marks=1");
    reader.ready();
    let document = &documents()[0];
    let many: Vec<String> = (0..100_000)
        .map(|n| format!(r#"{{"id":"{n}","document":"{document}","anchor":"a1","words":"没有的词","changed":{n}}}"#))
        .collect();
    let many = format!(
        r#"{{"format":"celan-marks/1","marks":[{}]}}"#,
        many.join(",")
    );
    let time = import(&reader, &many);
    println!("100,000 marks: {time} ms");
    assert!(time < 15_000.0, "{time} ms");
    let listed: usize = reader
        .browser
        .eval("return document.querySelectorAll('li.mark').length")
        .unwrap();
    assert!((100..=1000).contains(&listed), "{listed}");
}

/// As many marks as a browser keeps are read and drawn while the page answers.
#[test]
fn kept_marks_are_read_in_slices() {
    let reader = Reader::new(Viewport::PHONE);
    let browser = &reader.browser;
    let document = &documents()[0];
    reader.open(&format!("d/{document}/"));
    let store = "const block = document.querySelector('article.doc p[id]');
        const words = block.textContent.slice(0, 4);
        const marks = [];
        for (let n = 0; n < 40000; n += 1) {
            const document = n % 400 ? 'another' : arguments[0];
            marks.push(JSON.stringify({ id: `${n}`, document, anchor: block.id, words, changed: n }));
        }
        localStorage.setItem('celan-marks', `{\"format\":\"celan-marks/1\",\"marks\":[\\n${marks.join(',\\n')}\\n]}\\n`);";
    browser
        .eval_with::<()>(store, &[document.as_str().into()])
        .unwrap();
    let watch = "window.long = [];
        new PerformanceObserver(list => long.push(...list.getEntries().map(e => e.duration)))
            .observe({ type: 'longtask', buffered: true });";
    browser.reload().unwrap();
    browser.eval::<()>(watch).unwrap();
    reader.ready();
    browser
        .wait("document.querySelector('article.doc [data-kept]') !== null")
        .unwrap();
    let long: Vec<f64> = browser.eval("return long").unwrap();
    let longest = long.iter().copied().fold(0.0, f64::max);
    println!("40,000 marks: the longest task {longest} ms");
    assert!(longest < 500.0, "{long:?}");
    reader.assert_quiet();
}

#[test]
fn no_kept_look_sets_what_is_no_look() {
    for look in [
        "data-root:/evil/",
        "data-wasm-integrity:sha256-AAAA;data-library:nope;data-changes:files.json",
        "data-search:ready;data-theme:dark;--scale:1.25;--evil:1;data-library-integrity:sha256-AAAA",
    ] {
        let reader = Reader::new(Viewport::DESK);
        reader.open("");
        reader.ready();
        let own = "return JSON.stringify(Object.entries(document.documentElement.dataset)
            .filter(([name]) => /root|wasm|library|changes|provenance/.test(name)))";
        let before: String = reader.browser.eval(own).unwrap();
        for _ in 0..3 {
            store(&reader, "celan-look", look);
            reader.open(&format!("d/{}/", documents()[0]));
            reader.ready();
            let style: String = reader
                .browser
                .eval("return document.documentElement.getAttribute('style') ?? ''")
                .unwrap();
            assert!(!style.contains("evil"), "{style}");
            store(&reader, "celan-look", look);
            reader.open("");
            reader.ready();
            assert_eq!(reader.browser.eval::<String>(own).unwrap(), before);
        }
        if look.contains("dark") {
            let theme: String = reader
                .browser
                .eval("return document.documentElement.dataset.theme")
                .unwrap();
            assert_eq!(theme, "dark");
        }
    }
}
