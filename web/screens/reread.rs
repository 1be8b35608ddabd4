//! What stands in the results once queries can be reformulated: how they were read, and documents that have all
//! words in different places.

use crate::components::markup;
use crate::library::Session;
use crate::navigation::route::Query;
use crate::screens::results::{Results, document_address, link};
use celan_locale::{fill, number};
use celan_search::{Answer, Spread};
use yew::prelude::*;

/// What was read otherwise than typed, or may be; and where nothing was found, what is near.
pub(crate) fn reread(props: &Results, answer: &Answer, session: &Session) -> (Html, Html) {
    let (query, s) = (&answer.query, props.context.strings);
    let typed = props.query.typed();
    let corrections = |applied, words: &'static str| {
        let mut corrections = query.corrections.iter().filter(|c| c.applied == applied);
        let links: Vec<Html> = corrections
            .by_ref()
            .map(|c| {
                let meant = typed.with_word(&c.from, &c.to).to_string();
                link(props, props.query.with(meant.clone()), &meant)
            })
            .collect();
        if links.is_empty() {
            return Html::default();
        }
        html! { <p class="meant near">{ words }{ for links }</p> }
    };
    let later = props.context.page.language.later_strings();
    let dropped: Vec<Html> = (query.missing.iter())
        .map(|word| (word, typed.without_word(word)))
        .filter(|(_, rest)| !rest.is_empty() && *rest != typed)
        .map(|(word, rest)| {
            let words = fill(
                later.drop_word,
                &[("word", word), ("rest", &rest.to_string())],
            );
            html! { <>{ "　" }{ link(props, props.query.with(rest.to_string()), &words) }</> }
        })
        .collect();
    let corrected = html! { <>
        if !dropped.is_empty() {
            <p class="meant" data-dropped="">{ later.dropped }{ for dropped }</p>
        }
        { not_narrowed(props, answer, session) }
        { corrections(true, s.near) }
        { corrections(false, later.offered) }
    </> };
    let nearest = html! {
            if !answer.nearest.is_empty() {
            <p class="meant">{ later.nearest }{ for answer.nearest.iter().map(|n| html! {
                <>{ "　" }{ link(props, props.query.with(n.clone()), n) }</>
            }) }</p>
        }
    };
    (corrected, nearest)
}

/// Where what is asked for stands only outside of what was chosen: that it does, and the way there.
fn not_narrowed(props: &Results, answer: &Answer, session: &Session) -> Html {
    let narrowed = props.query.parsed().filters().next().is_some();
    if !narrowed || answer.exact.passages > 0 || !props.scope.document.is_empty() {
        return Html::default();
    }
    let text = props.query.typed().without_filters().to_string();
    let everywhere = Query {
        filter: String::new(),
        ..props.query.with(text.clone())
    };
    let found = session.search(
        &Query {
            exact: true,
            ..everywhere.clone()
        },
        1,
    );
    if text.is_empty() || found.passages == 0 {
        return Html::default();
    }
    let words = props.context.page.language.later_strings();
    let ways = fill(
        words.not_narrowed,
        &[("n", &number(found.occurrences as usize))],
    );
    html! {
        <p class="meant" data-narrowed="">
            { fill(words.narrowed_none, &[("query", &text)]) }{ "　" }{ link(props, everywhere, &ways) }
        </p>
    }
}

/// The line between what has all that was asked as it was typed and what has not.
pub(crate) fn apart(props: &Results) -> Html {
    let words = props.context.page.language.later_strings();
    html! { <p class="say" data-apart="">{ words.apart }</p> }
}

/// The documents that have all words in different places, each word with its best place there.
pub(crate) fn spread(props: &Results, spread: &[Spread], session: &Session) -> Html {
    if spread.is_empty() {
        return Html::default();
    }
    let words = fill(
        props.context.page.language.later_strings().spread,
        &[("n", &number(spread.len()))],
    );
    let documents = spread
        .iter()
        .filter_map(|s| Some((s, session.library().document(&s.document)?)));
    markup(maud::html! {
        details data-spread=(spread.len()) {
            summary { (words) }
            ul.cards { @for (spread, document) in documents {
                li lang="zh-CN" {
                    a href=(document_address(props, &spread.document, None, props.query.clone())) {
                        (document.metadata.title)
                    }
                    p { @for word in &spread.words {
                        @let query = props.query.with(word.text.clone());
                        a href=(document_address(props, &spread.document, word.anchor.as_deref(), query)) {
                            (word.text) " " span.n { (number(word.occurrences as usize)) }
                        }
                    } }
                }
            } }
        }
    })
}
