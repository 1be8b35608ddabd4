//! Two documents side by side: chosen by hand, from results, by a topic, table beside table.

use celan_webdriver::{Browser, Viewport};

use crate::reader::{PLACE_SEEN, Reader, core};

/// What stands beside what: the texts of the links or passages of each pair, one a side.
const PAIRS: &str = "return [...document.querySelectorAll('#compare .topic')].map(pair =>
    [...pair.querySelectorAll('.side')].map(side => side.querySelector('p').textContent))";
const ROWS: &str = "return [...document.querySelectorAll('#compare .tables li')].map(row =>
    [...row.querySelectorAll('.side')].map(side => side.querySelector('p').textContent))";
const SHOWN: &str = "document.querySelector('#compare .vs') !== null";

fn pairs(browser: &Browser, script: &str) -> Vec<[String; 2]> {
    browser.wait(SHOWN).unwrap();
    browser.eval(script).unwrap()
}

/// Two documents of the library whose tables speak of the same things.
fn with_tables(core: &celan_search::Index) -> (String, String) {
    let ids: Vec<&str> = core
        .library()
        .documents
        .iter()
        .map(|d| d.metadata.id.as_str())
        .collect();
    let pairs = ids.iter().flat_map(|a| ids.iter().map(move |b| (*a, *b)));
    let has = |(a, b): &(&str, &str)| {
        a != b && core.compare(a, b, "").is_some_and(|c| !c.tables.is_empty())
    };
    let (a, b) = pairs.into_iter().find(has).unwrap();
    (a.to_owned(), b.to_owned())
}

#[test]
fn a_student_puts_the_indicators_of_two_plans_beside_each_other() {
    let core = core();
    let (left, right) = with_tables(&core);
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        reader.open(&format!("d/{left}/"));
        reader.ready();
        // By hand: from the document, over a list that is narrowed by typing.
        browser
            .eval::<()>("document.querySelector('#facts a[href*=\"?left=\"]').click()")
            .unwrap();
        browser
            .wait("document.querySelector('#other') !== null")
            .unwrap();
        browser.type_into("#other", "qqqq").unwrap();
        browser
            .wait("document.querySelector('#none-left') !== null")
            .unwrap();
        browser.click("#none-left button").unwrap();
        let all = "document.querySelectorAll('#compare .item:not([hidden])').length";
        let others = core.library().documents.len() - 1;
        browser
            .wait(&format!(
                "{all} === {others} && !document.querySelector('#none-left')"
            ))
            .unwrap();
        let title = &core.library().document(&right).unwrap().metadata.title;
        browser.type_into("#other", title).unwrap();
        let alone = "document.querySelectorAll('#compare .item:not([hidden])').length === 1";
        browser.wait(alone).unwrap();
        browser.click("#compare .item:not([hidden]) a").unwrap();

        let expected = core.compare(&left, &right, "").unwrap();
        let name = |row: &Option<celan_search::Row>| {
            row.as_ref().map(|row| {
                row.cells
                    .iter()
                    .max_by_key(|c| c.chars().count())
                    .unwrap()
                    .clone()
            })
        };
        let rows = pairs(browser, ROWS);
        assert_eq!(
            rows.len(),
            expected.tables.iter().map(|t| t.rows.len()).sum::<usize>()
        );
        for (shown, row) in rows.iter().zip(&expected.tables[0].rows) {
            for (shown, row) in shown.iter().zip(row) {
                assert!(name(row).is_none_or(|name| name == *shown), "{shown}");
            }
        }
        // Some rows stand in both, word for word.
        assert!(rows.iter().any(|[a, b]| a == b));
        assert_eq!(
            browser
                .eval::<usize>("return document.querySelectorAll('#compare .topic').length")
                .unwrap(),
            expected.pairs.len()
        );
        // Both sides of a pair show what stands there, and nobody is said to say nothing.
        let bare: usize = browser
            .eval(
                "return [...document.querySelectorAll('#compare .topic .side')].filter(side =>
                side.querySelector('a') && !side.querySelector('.begins')).length",
            )
            .unwrap();
        assert_eq!(bare, 0);
        let said: String = browser
            .eval("return document.querySelector('#compare').innerText")
            .unwrap();
        assert!(
            !said.contains("没有讲到") && said.contains("未找到"),
            "{said}"
        );
        // The address is all that is needed.
        browser.reload().unwrap();
        assert_eq!(pairs(browser, ROWS), rows);
        // What a row says leads to the table itself, and back leads here.
        browser.click("#compare .tables a.path").unwrap();
        browser.wait(PLACE_SEEN).unwrap();
        browser.back().unwrap();
        assert_eq!(pairs(browser, ROWS), rows);
        let wide = "return document.documentElement.scrollWidth <= innerWidth";
        assert!(browser.eval::<bool>(wide).unwrap());
        reader.assert_quiet();
    }
}

#[test]
fn results_lead_to_two_documents_passages_of_the_query() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    let topic = "高新技术企业";
    reader.open("");
    reader.search(topic);
    let beside = "document.querySelectorAll('article.hits header p a')[1]";
    let ids: [String; 2] = browser
        .eval(&format!(
            "const at = new URL({beside}.href).searchParams; return [at.get('left'), at.get('right')]"
        ))
        .unwrap();
    browser.eval::<()>(&format!("{beside}.click()")).unwrap();
    let shown = pairs(browser, PAIRS);
    let expected = core().compare(&ids[0], &ids[1], topic).unwrap();
    assert_eq!(shown.len(), expected.pairs.len());
    // Sides that are there have the topic marked, every place of it.
    let marked: usize = browser
        .eval("return [...document.querySelectorAll('#compare mark:not(.b)')].filter(m => m.textContent.includes('高新技术企业')).length")
        .unwrap();
    let places = expected.pairs.iter().flat_map(|p| p.sides.iter().flatten());
    assert!(marked >= places.count());
    // A passage is linked to its place, with the topic marked there.
    browser.click("#compare .side a.path").unwrap();
    browser
        .wait("document.querySelector('article.doc mark') !== null")
        .unwrap();
    browser.wait(PLACE_SEEN).unwrap();
    browser.back().unwrap();
    // Another topic, typed; one that neither speaks of is said so.
    browser
        .wait("document.querySelector('#topic') !== null")
        .unwrap();
    browser.replace("#topic", "qqqqqqq").unwrap();
    browser.press("\u{e007}").unwrap();
    browser
        .wait("document.querySelector('#compare [role=status]')?.textContent.includes('qqqqqqq')")
        .unwrap();
    reader.assert_quiet();
}

#[test]
fn comparing_an_unknown_document_says_so() {
    let reader = Reader::new(Viewport::PHONE);
    for address in ["?left=nothing&right=nobody", "?left=nothing"] {
        reader.open(address);
        reader
            .browser
            .wait("document.querySelector('#compare .say') !== null")
            .unwrap();
    }
}

#[test]
fn what_two_documents_give_stands_in_large_type_below_their_passages() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    let (left, right) = ("baodangfa-2018-14", "keji-xingmeng-zhengce-cuoshi");
    reader.open(&format!("?left={left}&right={right}&topic=高新技术企业"));
    reader.ready();
    browser
        .wait("document.querySelector('#compare .sums') !== null")
        .unwrap();
    let sums: Vec<[String; 2]> = browser
        .eval(
            "return [...document.querySelectorAll('#compare .sums strong')].map(sum =>
                [sum.textContent, sum.closest('.side').querySelector('p').textContent])",
        )
        .unwrap();
    // Each in the words of its own passage, in what is shown of it.
    assert!(
        sums.iter().all(|[sum, text]| text.contains(sum)),
        "{sums:?}"
    );
    // Read in the two documents: 给予不高于50万元的资金支持, 一次性奖励30万元研发经费.
    for read in ["50万元", "30万元"] {
        assert!(sums.iter().any(|[sum, _]| sum.ends_with(read)), "{sums:?}");
    }
    reader.assert_quiet();
}
