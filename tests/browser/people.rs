//! People with something to do: a newcomer who looks for a measure for his firm, a researcher who
//! follows a policy down through the levels.

use celan_webdriver::Viewport;

use crate::reader::{PLACE_SEEN, Reader, core};

#[test]
fn a_newcomer_finds_a_measure_for_his_firm() {
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        reader.open("");
        // He asks as people ask, and not in the words of policy.
        let question = "我开的小公司能申请什么补助";
        reader.search(question);
        browser
            .wait("document.querySelector('[data-results] mark') !== null")
            .unwrap();
        let first = "document.querySelector('[data-results] a[data-anchor]')";
        let [text, anchor]: [String; 2] = browser
            .eval(&format!(
                "return [{first}.querySelector('.text').textContent, {first}.dataset.anchor]"
            ))
            .unwrap();
        assert!(
            ["补助", "资助", "补贴", "奖励", "支持"]
                .iter()
                .any(|word| text.contains(word)),
            "{text}"
        );
        browser.eval::<()>(&format!("{first}.click()")).unwrap();
        browser.wait(PLACE_SEEN).unwrap();
        // The passage is on the screen with its words marked, and the page says whose it is.
        let seen = format!("(() => {{
            const mark = document.getElementById('{anchor}').querySelector('mark')?.getBoundingClientRect();
            return mark && mark.top >= 0 && mark.bottom <= innerHeight; }})()");
        browser.wait(&seen).unwrap();
        let issuer: String = browser
            .eval("return document.querySelector('.head .issuer, .head h1').textContent")
            .unwrap();
        assert!(!issuer.is_empty());
        browser.back().unwrap();
        reader.results(question);
        reader.assert_quiet();
    }
}

#[test]
fn a_researcher_follows_a_policy_down_through_the_levels() {
    const CHAIN: &str = "return [...document.querySelectorAll('#facts .chain a')].map(a => a.getAttribute('href').split('/').at(-2))";
    let core = core();
    let library = core.library();
    let rank = |id: &str| {
        let level = library
            .document(id)
            .and_then(|d| d.metadata.level.as_deref());
        library
            .levels
            .iter()
            .position(|l| Some(l.name.as_str()) == level)
            .unwrap()
    };
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    // Of the documents of the first level, the one whose chain goes furthest down.
    let mut ways = Vec::new();
    for document in library
        .documents
        .iter()
        .filter(|d| rank(&d.metadata.id) == 0)
    {
        reader.open(&format!("d/{}/", document.metadata.id));
        let chain: Vec<String> = browser.eval(CHAIN).unwrap();
        let deepest = chain.iter().map(|id| rank(id)).max().unwrap_or(0);
        ways.push((deepest, document.metadata.id.clone()));
    }
    let (deepest, mut here) = ways.into_iter().max().unwrap();
    assert!(deepest > 0, "no chain leads down");
    reader.open(&format!("d/{here}/"));
    reader.ready();
    let mut path = vec![here.clone()];
    while rank(&here) < deepest {
        let chain: Vec<String> = browser.eval(CHAIN).unwrap();
        let below = chain.iter().filter(|id| rank(id) > rank(&here));
        let next = below.max_by_key(|id| rank(id)).unwrap().clone();
        let link = format!("document.querySelector('#facts .chain a[href*=\"/{next}/\"]')");
        browser.eval::<()>(&format!("{link}.click()")).unwrap();
        browser
            .wait(&format!("document.body.dataset.document === '{next}'"))
            .unwrap();
        // What is above stands in the chain here too.
        let chain: Vec<String> = browser.eval(CHAIN).unwrap();
        assert!(chain.contains(&here), "{next} does not lead back to {here}");
        path.push(next.clone());
        here = next;
    }
    // A mention in the text shows what it cites without leaving, and then leads there.
    let cited = "const link = [...document.querySelectorAll('article.doc a.cite')]
        .find(a => new URL(a.href).pathname !== location.pathname && a.checkVisibility());
        link.scrollIntoView({ block: 'center' }); link.focus();
        link.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true }));
        return link.getAttribute('href').split('/').at(-2)";
    let id: String = browser.eval(cited).unwrap();
    browser
        .wait("document.querySelector('#peek:not([hidden])') !== null")
        .unwrap();
    let title = &library.document(&id).unwrap().metadata.title;
    let shown: String = browser
        .eval("return document.querySelector('#peek').textContent")
        .unwrap();
    assert!(shown.contains(title.as_str()), "{shown}");
    browser.press("\u{e00c}").unwrap();
    browser
        .wait("document.querySelector('#peek').hidden && document.activeElement.matches('a.cite')")
        .unwrap();
    browser.press(" ").unwrap();
    browser.click("#peek a.btn").unwrap();
    browser
        .wait(&format!("document.body.dataset.document === '{id}'"))
        .unwrap();
    browser.back().unwrap();
    browser
        .wait(&format!("document.body.dataset.document === '{here}'"))
        .unwrap();
    // What the last level says of it, where no citation leads down to it: side by side.
    browser
        .eval::<()>("document.querySelector('#facts a[href*=\"?left=\"]').click()")
        .unwrap();
    let last = library.levels.len() - 1;
    let lowest = library.documents.iter().map(|d| &d.metadata.id);
    let lowest = lowest.max_by_key(|id| rank(id).min(last)).unwrap();
    let choice = format!("#compare .item a[href*=\"right={lowest}\"]");
    browser
        .wait(&format!("document.querySelector('{choice}') !== null"))
        .unwrap();
    browser
        .eval::<()>(&format!("document.querySelector('{choice}').click()"))
        .unwrap();
    browser
        .wait("document.querySelectorAll('#compare .topic .side a').length > 1")
        .unwrap();
    reader.assert_quiet();
}
