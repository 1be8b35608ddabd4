//! Any text is read as canonical Markdown or refused; what is read survives being written.

use celan_corpus::markdown::{parse, write};

const FRONT: &str = "+++\nid = \"abc\"\ntitle = \"某文\"\n+++\n";

pub fn check(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    for file in [text.to_owned(), format!("{FRONT}{text}")] {
        let Ok((document, _)) = parse("x.md", &file) else {
            continue;
        };
        let written = write(&document);
        let (again, _) = parse("x.md", &written).expect("what was written can be read");
        assert_eq!(document.blocks, again.blocks, "{written}");
        assert_eq!(written, write(&again));
    }
}
