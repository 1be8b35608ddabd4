//! A reader narrows, sorts and unwidens results by links, and goes through a document's matches.

use celan_search::{Options, Sort};
use celan_webdriver::Viewport;

use crate::reader::{Reader, core};

/// The documents of the results, in their order.
const DOCUMENTS: &str = "return [...document.querySelectorAll('[data-results] article.hits')]
    .map(a => a.querySelector('a[data-document]').dataset.document)";

fn passages(reader: &Reader) -> u32 {
    let script = "return +document.querySelector('[data-results]').dataset.passages";
    reader.browser.eval(script).unwrap()
}

#[test]
fn a_seldom_term_that_is_suggested_is_found_as_often_as_is_said() {
    let core = core();
    // One that would be widened if it were asked for as a word.
    let seldom = |typed: &String| {
        let suggestions = core.suggest(typed, 7).suggestions.into_iter();
        let terms = suggestions.filter(|s| s.kind == celan_search::SuggestionKind::Term);
        let found = |text: &str| {
            let query = celan_search::Query::parse(text);
            core.search(&query, Options::default()).occurrences
        };
        terms.into_iter().find(|s| found(&s.text) != s.occurrences)
    };
    let titles = core.library().documents.iter().map(|d| &d.metadata.title);
    let typed = titles.flat_map(|title| {
        let characters: Vec<char> = title.chars().collect();
        let pairs = characters.windows(2).map(|pair| pair.iter().collect());
        pairs.collect::<Vec<String>>()
    });
    let mut typed = typed.filter_map(|typed| seldom(&typed).map(|s| (typed, s)));
    let (typed, seldom) = typed.next().unwrap();
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    reader.ready();
    let browser = &reader.browser;
    browser.type_into("input[type=search]", &typed).unwrap();
    let own = format!(
        "[...document.querySelectorAll('#drop [role=option]')]
            .find((option) => option.querySelector('span').textContent === {:?})",
        seldom.text
    );
    browser.wait(&format!("!!{own}")).unwrap();
    browser.eval::<()>(&format!("{own}.click()")).unwrap();
    browser
        .wait("/\\d/.test(document.querySelector('#found')?.textContent ?? '')")
        .unwrap();
    let found: String = browser
        .eval("return document.querySelector('#found').textContent")
        .unwrap();
    let digits: String = found.chars().take_while(char::is_ascii_digit).collect();
    assert_eq!(digits, seldom.occurrences.to_string(), "{found}");
    reader.assert_quiet();
}

#[test]
fn what_has_only_a_part_of_what_was_asked_is_set_apart() {
    let core = core();
    // Some documents have all of it, others a part.
    let in_part = |word: &String| {
        let query = celan_search::Query::parse(word);
        let answer = core.search(&query, Options::default());
        let widened: Vec<bool> = answer.hits.iter().map(|hit| hit.widened).collect();
        let alone = |n: usize| {
            answer
                .hits
                .iter()
                .all(|h| h.widened || h.document != answer.hits[n].document)
        };
        let first = widened.iter().position(|widened| *widened)?;
        (first > 0 && alone(first)).then_some(answer.exact.documents)
    };
    let words = core.library().documents.iter().flat_map(|d| {
        let title = &d.metadata.title;
        let starts: Vec<usize> = title.char_indices().map(|(at, _)| at).collect();
        let word = move |at: usize| title[at..].chars().take(4).collect::<String>();
        starts.into_iter().map(word).collect::<Vec<_>>()
    });
    let (word, exact) = words
        .filter_map(|w| in_part(&w).map(|n| (w, n)))
        .next()
        .unwrap();
    let reader = Reader::new(Viewport::PHONE);
    reader.open(&format!("?q={word}"));
    reader.ready();
    reader.results(&word);
    let before: u32 = reader
        .browser
        .eval(
            "const apart = document.querySelector('[data-apart]');
            const all = [...document.querySelectorAll('.hits')];
            const before = (hits) => apart.compareDocumentPosition(hits) & 2;
            return all.filter(before).length",
        )
        .unwrap();
    assert_eq!(before, exact, "{word}");
}

#[test]
fn one_link_turns_widening_off_and_one_on_again() {
    let core = core();
    let reader = Reader::new(Viewport::PHONE);
    reader.open("?q=科计成果");
    reader.ready();
    reader.results("科计成果");
    let near: String = reader
        .browser
        .eval("return document.querySelector('.meant.near a').textContent")
        .unwrap();
    assert_eq!(near, "科技成果");
    let widened = passages(&reader);
    assert_eq!(
        widened,
        core.search(&celan_search::Query::parse("科计成果"), Options::default())
            .passages
    );
    for (exact, expected) in [(true, 0), (false, widened)] {
        reader.browser.click(".wording > a").unwrap();
        let settled = format!(
            "location.search.includes('exact=1') === {exact} &&
             document.querySelector('[data-results]').dataset.passages === '{expected}'"
        );
        reader.browser.wait(&settled).unwrap();
    }
    reader.browser.click(".meant.near a").unwrap();
    reader.results("科技成果");
    reader.assert_quiet();
}

#[test]
fn results_are_sorted_by_date_and_narrowed_by_issuer() {
    let core = core();
    let reader = Reader::new(Viewport::DESK);
    reader.open("?q=技术转移");
    reader.ready();
    reader.results("技术转移");
    reader.browser.click(".sorts a:last-child").unwrap();
    reader
        .browser
        .wait("location.search.includes('sort=date')")
        .unwrap();
    let options = Options {
        limit: 40,
        sort: Sort::Date,
        ..Options::default()
    };
    let answer = core.search(&celan_search::Query::parse("技术转移"), options);
    let mut expected: Vec<String> = Vec::new();
    for hit in &answer.hits {
        if !expected.contains(&hit.document) {
            expected.push(hit.document.clone());
        }
    }
    let wanted = serde_json::to_string(&expected).unwrap();
    reader
        .browser
        .wait(&format!(
            "JSON.stringify((() => {{ {DOCUMENTS} }})()) === '{wanted}'"
        ))
        .unwrap();

    for facet in &answer.facets.issuers {
        let query = format!("技术转移 发文机关:={}", facet.value);
        let narrowed = core.search(&celan_search::Query::parse(&query), options);
        // Where few are left, others are listed after them.
        assert_eq!(narrowed.exact.passages, facet.passages, "{query}");
    }
    let first = &answer.facets.issuers[0];
    // The filters may come after the results.
    let click = format!(
        "(() => {{
            const link = [...document.querySelectorAll('.filters a')]
                .find(a => a.textContent.startsWith('{}'));
            link?.click();
            return !!link;
        }})()",
        first.value
    );
    reader.browser.wait(&click).unwrap();
    let narrowed =
        |n: u32| format!("document.querySelector('[data-results]').dataset.passages === '{n}'");
    reader.browser.wait(&narrowed(first.passages)).unwrap();
    reader.assert_quiet();
}

#[test]
fn what_is_chosen_stands_in_the_address_and_the_field_has_the_words() {
    let core = core();
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    let address = || -> String {
        let script = "return decodeURIComponent(location.search)";
        browser.eval(script).unwrap()
    };
    let field = || -> String {
        browser
            .eval("return document.querySelector('#q').value")
            .unwrap()
    };
    let count = |query: &str| {
        let query = celan_search::Query::parse(query);
        core.search(&query, Options::default()).passages
    };
    let shows = |n: u32, search: &str| {
        let wanted = format!(
            "decodeURIComponent(location.search) === '{search}' &&
             document.querySelector('[data-results]').dataset.passages === '{n}'"
        );
        browser.wait(&wanted).unwrap();
    };
    reader.open("?q=技术转移&sort=date");
    reader.ready();
    reader.results("技术转移");
    let answer = core.search(&celan_search::Query::parse("技术转移"), Options::default());
    let level = &answer.facets.levels[0].value;
    let press = |title: &str, value: &str| {
        let press = format!(
            "const section = [...document.querySelectorAll('.filters section')]
                 .find(s => s.querySelector('h2').textContent === '{title}');
             [...section.querySelectorAll('a')].find(a => a.firstChild.data === '{value}').click()"
        );
        browser.eval::<()>(&press).unwrap();
    };
    press("层级", level);
    let by_level = format!("?q=技术转移&sort=date&level={level}");
    shows(count(&format!("技术转移 层级:{level}")), &by_level);
    let narrowed = core.search(
        &celan_search::Query::parse(&format!("技术转移 层级:{level}")),
        Options::default(),
    );
    let year = &narrowed.facets.years[0].value;
    press("年份", year);
    let both = format!("{by_level}&year={year}");
    shows(count(&format!("技术转移 层级:{level} 年份:{year}")), &both);
    assert_eq!(field(), "技术转移");
    // A hit is opened under the same conditions, and each step back undoes one choice.
    browser.click("[data-results] a[data-document]").unwrap();
    browser.wait("location.pathname.includes('/d/')").unwrap();
    assert_eq!(address(), both);
    browser.eval::<()>("history.back()").unwrap();
    shows(count(&format!("技术转移 层级:{level} 年份:{year}")), &both);
    browser.eval::<()>("history.back()").unwrap();
    shows(count(&format!("技术转移 层级:{level}")), &by_level);
    browser.eval::<()>("history.back()").unwrap();
    shows(answer.passages, "?q=技术转移&sort=date");
    // What is typed is a filter too, in the field, and in addresses that were kept.
    let typed = format!("技术转移 层级:{level}");
    reader.open(&format!("?q={typed}"));
    reader.ready();
    reader.results(&typed);
    assert_eq!(passages(&reader), count(&typed));
    browser.click(".chips .chip.on").unwrap();
    shows(answer.passages, "?q=技术转移");
    assert_eq!(field(), "技术转移");
    // What means nothing is said.
    for (search, said) in [("year=前年", "不是年份"), ("level=火星", "没有一份文件")]
    {
        reader.open(&format!("?q=技术转移&{search}"));
        reader.ready();
        reader.results("技术转移");
        let says = format!("document.querySelector('.say')?.textContent.includes('{said}')");
        browser.wait(&says).unwrap();
    }
    reader.assert_quiet();
}

#[test]
fn matches_of_a_document_are_gone_through_by_keys_and_seen_on_the_strip() {
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        reader.open("d/guofa-2017-44/?q=技术转移机构");
        reader.ready();
        browser
            .wait("document.querySelector('#strip path') !== null")
            .unwrap();
        let places = "document.querySelectorAll('article.doc mark[data-place]').length";
        let expected: usize = browser.eval(&format!("return {places}")).unwrap();
        assert!(expected > 3);
        let ticks =
            "return document.querySelector('#strip path').getAttribute('d').split('M').length - 1";
        let ticks: usize = browser.eval(ticks).unwrap();
        assert!(ticks > 1 && ticks <= expected);
        let at = |n: usize| {
            format!(
                "[...document.querySelectorAll('article.doc mark[data-place]')]
                     .findIndex(m => m.classList.contains('now')) === {n}"
            )
        };
        let key = |key: &str, shift: bool| {
            let press = format!(
                "document.body.dispatchEvent(new KeyboardEvent('keydown',
                     {{ key: '{key}', shiftKey: {shift}, bubbles: true, cancelable: true }}))"
            );
            browser.eval::<()>(&press).unwrap();
        };
        key("n", false);
        browser.wait(&at(1)).unwrap();
        key("F3", false);
        browser.wait(&at(2)).unwrap();
        key("N", true);
        browser.wait(&at(1)).unwrap();
        let jump = "const strip = document.querySelector('#strip').getBoundingClientRect();
            document.querySelector('#strip').dispatchEvent(new MouseEvent('click',
                { clientX: strip.left + 2, clientY: strip.bottom - 1, bubbles: true }))";
        browser.eval::<()>(jump).unwrap();
        browser.wait(&at(expected - 1)).unwrap();
        reader.assert_quiet();
    }
}

/// What is known of a document counts as its text does, and is marked where the page says it.
#[test]
fn a_document_has_as_many_places_as_the_list_says() {
    let core = core();
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    let documents = core.library().documents.iter().enumerate();
    for (at, document) in documents.filter(|(at, _)| at % 7 == 0) {
        let metadata = &document.metadata;
        let title: String = metadata.title.chars().take(6).collect();
        let year = metadata.date.as_ref().map(|d| d.year().to_string());
        let asked = [
            Some(title),
            metadata.notice.clone(),
            metadata.number.clone(),
            metadata.issuers.first().cloned(),
            metadata.level.clone(),
            metadata.category.clone(),
            year,
        ];
        for asked in asked.into_iter().flatten() {
            let query = format!("\"{asked}\"");
            let answer = core.search(&celan_search::Query::parse(&query), Options::default());
            assert!(answer.by_document[at] > 0, "{query}");
            reader.open(&format!("d/{}/?q={query}", metadata.id));
            reader.ready();
            browser
                .wait("!!document.querySelector('.finder [role=status]')")
                .unwrap();
            let marked: u32 = browser
                .eval("return document.querySelectorAll('mark[data-place]').length")
                .unwrap();
            assert_eq!(marked, answer.by_document[at], "{query} in {}", metadata.id);
        }
    }
    // The last of them may stand beside the text or below it; it is shown.
    let (former, now) = ("#former-place", "document.querySelector('mark.now')");
    browser.click(former).unwrap();
    browser.wait(&format!("{now}?.checkVisibility()")).unwrap();
    let seen = format!(
        "const box = {now}.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight"
    );
    assert!(browser.eval::<bool>(&seen).unwrap());
    reader.assert_quiet();
}

#[test]
fn suggestions_are_taken_by_keys_and_by_touch() {
    for (screen, touch) in [(Viewport::DESK, false), (Viewport::PHONE, true)] {
        let reader = Reader::new(screen);
        reader.open("");
        reader.ready();
        reader.browser.click("input[type=search]").unwrap();
        reader
            .browser
            .type_into("input[type=search]", "kjcg")
            .unwrap();
        reader
            .browser
            .wait("document.querySelectorAll('#drop [role=option]').length > 1")
            .unwrap();
        let first: String = reader
            .browser
            .eval("return document.querySelector('#drop [role=option] span').textContent")
            .unwrap();
        if touch {
            reader.browser.click("#drop [role=option]").unwrap();
        } else {
            let key = |key: &str| {
                let press = format!(
                    "document.querySelector('#q').dispatchEvent(new KeyboardEvent('keydown',
                         {{ key: '{key}', bubbles: true, cancelable: true }}))"
                );
                reader.browser.eval::<()>(&press).unwrap();
            };
            key("ArrowDown");
            reader
                .browser
                .wait("document.querySelector('#drop [aria-selected=true]') !== null")
                .unwrap();
            key("Enter");
        }
        reader.results(&first);
        reader.assert_quiet();
    }
}

#[test]
fn on_a_phone_results_are_narrowed_in_a_sheet_that_says_what_it_shows() {
    let reader = Reader::new(Viewport::PHONE);
    let browser = &reader.browser;
    reader.open("?q=科技成果转化");
    reader.ready();
    reader.results("科技成果转化");
    let all = passages(&reader);
    browser.click("a[href='#narrow']").unwrap();
    browser
        .wait("document.querySelector('#narrow').checkVisibility()")
        .unwrap();
    browser.click("#narrow li a").unwrap();
    browser
        .wait(&format!(
            "document.querySelector('[data-results]').dataset.passages < {all}"
        ))
        .unwrap();
    let open = "return document.querySelector('#narrow').checkVisibility()
        && document.querySelector('#narrow > .btn').textContent.includes(
            (+document.querySelector('[data-results]').dataset.occurrences).toLocaleString('en'))";
    assert!(browser.eval::<bool>(open).unwrap());
    browser.click("#narrow > .btn").unwrap();
    browser
        .wait("document.activeElement.id === 'found'")
        .unwrap();
    // One step back leads to the list as it was, with nothing over it.
    let shows_all =
        format!("document.querySelector('[data-results]').dataset.passages === '{all}'");
    browser.eval::<()>("history.back()").unwrap();
    browser.wait(&shows_all).unwrap();
    let sheet = "return !!document.querySelector('#narrow:target')";
    assert!(!browser.eval::<bool>(sheet).unwrap());
    browser.eval::<()>("history.forward()").unwrap();
    browser
        .wait("document.querySelector('.chips .chip.on') !== null")
        .unwrap();
    browser.click(".chips .chip.on").unwrap();
    browser.wait(&shows_all).unwrap();
    reader.assert_quiet();
}

#[test]
fn what_stands_only_outside_of_what_is_chosen_is_said() {
    let core = core();
    let library = core.library();
    let exactly = |query: &str| {
        let options = Options {
            widen: false,
            ..Options::default()
        };
        core.search(&celan_search::Query::parse(query), options)
    };
    // The beginning of a title, and a level whose documents do not have it.
    let (word, level, occurrences) = library
        .documents
        .iter()
        .find_map(|document| {
            let word: String = document.metadata.title.chars().take(8).collect();
            let found = exactly(&word);
            let mut levels = library.levels.iter().map(|level| &level.name);
            let lacks = |level: &&String| found.facets.levels.iter().all(|f| f.value != ***level);
            let level = levels.find(lacks).filter(|_| found.passages > 0)?;
            Some((word, level.clone(), found.occurrences))
        })
        .unwrap();
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    reader.open(&format!("?q={word}&level={level}"));
    reader.ready();
    browser
        .wait("!!document.querySelector('[data-narrowed]')")
        .unwrap();
    let said: String = browser
        .eval("return document.querySelector('[data-narrowed]').innerText")
        .unwrap();
    assert!(
        said.contains(&word) && said.contains(&occurrences.to_string()),
        "{said}"
    );
    browser.click("[data-narrowed] a").unwrap();
    browser
        .wait("!document.querySelector('[data-narrowed]') && !location.search.includes('level')")
        .unwrap();
    reader.results(&word);
    reader.assert_quiet();
}

/// Where results stand: what the page holds below them, what they offer to search in, and where the first one is.
const STANDS: &str = "[!!document.querySelector('#list'), document.body.dataset.document ?? '',
    document.querySelector('.where b').textContent, document.querySelectorAll('.scopes a').length,
    document.querySelectorAll('.hit').length, Math.round(document.querySelector('.hit').getBoundingClientRect().top)]
    .join()";

#[test]
fn the_way_back_from_a_hit_leads_to_the_results_as_they_were() {
    const COVERS: &str =
        "document.documentElement.dataset.screen === 'search' && !!document.querySelector('.hit')";
    const READS: &str = "document.documentElement.dataset.screen === 'read'";
    const OF_ANOTHER: &str = "[...document.querySelectorAll('.hit a[data-document]')]
        .find((hit) => hit.dataset.document !== document.body.dataset.document && hit.checkVisibility()).click()";
    let stands = format!("return {STANDS}");
    for screen in [Viewport::PHONE, Viewport::DESK] {
        for over in ["", "d/guofa-2016-43/"] {
            let reader = Reader::new(screen);
            let browser = &reader.browser;
            reader.open(over);
            reader.ready();
            if !over.is_empty() && screen.mobile {
                browser.click("#dock a[href$='#q']").unwrap();
            }
            reader.fill("科研诚信");
            reader.results("科研诚信");
            browser.wait(COVERS).unwrap();
            // What was unfolded stays so.
            browser
                .eval::<()>("document.querySelector('.hits .rest')?.click()")
                .unwrap();
            browser
                .wait(&format!("(() => {{ const now = {STANDS}, same = now === window.stood; window.stood = now; return same; }})()"))
                .unwrap();
            let before: String = browser.eval(&stands).unwrap();
            let again = || {
                let before = serde_json::to_string(&before).unwrap();
                browser
                    .wait(&format!("{COVERS} && {STANDS} === {before}"))
                    .unwrap_or_else(|error| {
                        panic!("{before}: {:?} {error}", browser.eval::<String>(&stands))
                    });
            };
            browser.eval::<()>(OF_ANOTHER).unwrap();
            browser.wait(READS).unwrap();
            browser.back().unwrap();
            again();
            // The same query over another document, and two steps back from there to what it stood over first.
            browser.eval::<()>("history.forward()").unwrap();
            browser.wait(READS).unwrap();
            reader.fill("科研诚信");
            browser.wait(COVERS).unwrap();
            browser
                .eval::<()>("setTimeout(() => history.go(-2), 300)")
                .unwrap();
            again();
            // And one more step to what was there before.
            browser.back().unwrap();
            browser.wait(READS).unwrap();
            let path: String = browser.eval("return location.pathname").unwrap();
            assert_eq!(path, format!("/{over}"));
            reader.assert_quiet();
        }
    }
}
