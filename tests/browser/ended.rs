//! Documents whose own period or validity has ended: results mark them as the list does, and one
//! link leaves them out, says how much it left out and leads back to it.

use std::collections::BTreeMap;

use celan_webdriver::Viewport;

use crate::reader::Reader;

const QUERY: &str = "科技创新";

/// What the list marks as ended: the document and the words of the mark.
const MARKED: &str = "return Object.fromEntries([...document.querySelectorAll('#list .item')]
    .filter(item => item.querySelector('.tag.over'))
    .map(item => [item.dataset.document, item.querySelector('.tag').textContent]))";

/// The documents of the results with their passages, and the words of the mark of those that ended.
const GROUPS: &str =
    "return Object.fromEntries([...document.querySelectorAll('[data-results] article.hits')]
    .map(group => [group.querySelector('a[data-document]').dataset.document,
        [parseInt(group.querySelector('.n').textContent.replace(',', '')),
         group.querySelector('.tag.over')?.textContent ?? '']]))";

/// The numbers in what the results say of themselves.
const SAID: &str = "return document.querySelector('[data-results] [role=status]').textContent
    .match(/\\d[\\d,]*/g).map(n => parseInt(n.replace(',', '')))";

/// All hits are asked for.
const ALL: &str = "document.querySelector('.more-hits')?.click();
    return !document.querySelector('.more-hits')";

type Groups = BTreeMap<String, (u32, String)>;

fn groups(reader: &Reader) -> Groups {
    reader
        .browser
        .wait(&format!("(() => {{ {ALL} }})()"))
        .unwrap();
    reader.browser.eval(GROUPS).unwrap()
}

fn choose(reader: &Reader, name: &str) {
    // The filters may come after the results.
    let click = format!(
        "(() => {{
            const link = [...document.querySelectorAll('[data-results] :is(nav, [role=group]) a')]
                .find(a => a.checkVisibility() && a.textContent.startsWith('{name}'));
            link?.click();
            return !!link;
        }})()"
    );
    reader.browser.wait(&click).unwrap();
}

/// Waits until the results are those of the query with this in its address.
fn narrowed(reader: &Reader, term: &str) {
    let there = format!("(/term=\\w+/.exec(location.search)?.[0] ?? '') === '{term}'");
    reader.browser.wait(&there).unwrap();
    reader.results(QUERY);
}

#[test]
fn ended_documents_are_marked_and_left_out_by_one_link() {
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        reader.open("");
        reader.ready();
        let marked: BTreeMap<String, String> = browser.eval(MARKED).unwrap();
        reader.search(QUERY);
        let all = groups(&reader);
        let (ended, others): (Groups, Groups) = all
            .clone()
            .into_iter()
            .partition(|(id, _)| marked.contains_key(id));
        assert!(ended.len() > 1 && others.len() > 1);
        for (id, (_, words)) in &all {
            assert_eq!(marked.get(id).map_or("", String::as_str), words, "{id}");
        }
        let passages = |groups: &Groups| groups.values().map(|(n, _)| n).sum::<u32>();

        choose(&reader, "不看");
        narrowed(&reader, "term=open");
        let said: Vec<u32> = browser.eval(SAID).unwrap();
        let expected = [
            passages(&others),
            others.len() as u32,
            passages(&ended),
            ended.len() as u32,
        ];
        assert_eq!(said, expected);
        assert_eq!(groups(&reader), others);
        // The address keeps it.
        browser.reload().unwrap();
        reader.ready();
        reader.results(QUERY);
        assert_eq!(browser.eval::<Vec<u32>>(SAID).unwrap(), expected);
        // What is left out is one link away, and so are these alone.
        browser.click("[data-results] [role=status] a").unwrap();
        narrowed(&reader, "");
        choose(&reader, "已过");
        narrowed(&reader, "term=over");
        assert_eq!(groups(&reader), ended);
        let text: String = browser.eval("return document.body.innerText").unwrap();
        assert!(!text.contains("现行有效"));
        reader.assert_quiet();
    }
}

#[test]
fn messages_about_a_query_speak_the_chosen_language() {
    let reader = Reader::new(Viewport::DESK);
    let said =
        "return [...document.querySelectorAll('[data-results] .say')].map(p => p.textContent)";
    let queries = [
        "\"科技 年份:上年",
        "-科技",
        "期限:现行 科技 |",
        "科技成果 鹈鹕",
        "\"\" 科技",
    ];
    for (language, foreign) in [("zh-CN", "A-Za-z"), ("en", "的了词没")] {
        reader.open("");
        let keep = "localStorage.setItem('celan-language', arguments[0])";
        reader
            .browser
            .eval_with::<()>(keep, &[language.into()])
            .unwrap();
        for query in queries {
            reader.browser.open("about:blank").unwrap();
            reader.open(&["?q=", query].concat());
            reader.ready();
            reader.results(query);
            let messages: Vec<String> = reader.browser.eval(said).unwrap();
            assert!(!messages.is_empty(), "{query}");
            let words = format!("return arguments[0].some(m => /[{foreign}]/.test(m))");
            let mixed: bool = reader
                .browser
                .eval_with(&words, &[messages.clone().into()])
                .unwrap();
            assert!(!mixed, "{language}: {messages:?}");
        }
    }
}
