//! Bodies: who leads, who assists, who answers, with each place that says so.

mod names;

use crate::lexicon::pattern;
use crate::passage::{Passage, passages};
use crate::sentence::Clean;
use celan_document::{Document, Library, Span};
use names::{Name, names};
use regex::Regex;
use serde::Serialize;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A body and the places that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its name; the territory that an enumeration leaves out is added (自治区财政厅、科技厅).
    pub name: String,
    /// Places in reading order.
    pub places: Vec<BodyPlace>,
}

/// A place that gives a body a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyPlace {
    /// The document's id.
    pub document: String,
    /// The block.
    pub anchor: String,
    /// The body's part in it.
    pub role: BodyRole,
    /// The name as printed, in characters of the block's text (for a table, of its row with tabs).
    pub span: Span,
}

/// A body's part in a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BodyRole {
    /// 牵头.
    Lead,
    /// 配合, 参加, 会同.
    Assist,
    /// 负责, 责任单位.
    Responsible,
}

/// The bodies of the library, those with most places first, then by first place.
pub fn bodies(library: &Library) -> Vec<Body> {
    let mut order: Vec<Body> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for document in &library.documents {
        for (name, place) in of_document(document) {
            let at = *known.entry(name.clone()).or_insert_with(|| {
                order.push(Body {
                    name,
                    places: Vec::new(),
                });
                order.len() - 1
            });
            order[at].places.push(place);
        }
    }
    order.sort_by_key(|body| std::cmp::Reverse(body.places.len()));
    order
}

/// The bodies of a document in reading order.
pub(crate) fn of_document(document: &Document) -> Vec<(String, BodyPlace)> {
    let mut out = Vec::new();
    for passage in passages(document) {
        let clean = Clean::new(&passage.text);
        let mut found = in_text(&clean);
        found.extend(in_row(&passage, &clean));
        for (name, role) in found {
            let place = BodyPlace {
                document: document.metadata.id.clone(),
                anchor: passage.anchor.to_owned(),
                role,
                span: clean.span(&name.range),
            };
            out.push((name.full, place));
        }
    }
    out
}

struct Patterns {
    /// Names, then what they do: X、Y牵头, 由X负责, X会同Y.
    doing: Regex,
    /// A label, then names: 责任单位：X、Y.
    labelled: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let list = r"[^，。;:()“”《》]{2,80}?";
    Patterns {
        doing: pattern(&format!(
            r"(?:^|[，。;:(]|由)(?P<n>{list})(?:等?(?:相关|有关)?部门|等)?(?:按照?职责分工|分别|共同|具体|统一|组织实施并|按职责)?(?P<r>牵头|配合|参与配合|参加|参与|负责解释|负责|承担|会同)"
        )),
        labelled: pattern(
            r"(?P<r>牵头(?:单位|部门)|责任(?:单位|部门)|配合(?:单位|部门)|参[加与](?:单位|部门)|协助单位|主管部门|实施单位|组织实施单位)(?:为)?:(?P<n>[^。;)]{2,300})",
        ),
    }
});

fn role(word: &str) -> BodyRole {
    if word.starts_with("牵头") {
        BodyRole::Lead
    } else if ["配合", "参", "协助"].iter().any(|w| word.starts_with(w)) {
        BodyRole::Assist
    } else {
        BodyRole::Responsible
    }
}

fn in_text(clean: &Clean) -> Vec<(Name, BodyRole)> {
    let mut out: Vec<(Name, BodyRole)> = Vec::new();
    for found in PATTERNS.labelled.captures_iter(&clean.text) {
        if let (Some(list), Some(word)) = (found.name("n"), found.name("r")) {
            let role = role(word.as_str());
            out.extend(
                names(list.as_str(), list.start())
                    .into_iter()
                    .map(|n| (n, role)),
            );
        }
    }
    let mut at = 0;
    while let Some(found) = PATTERNS.doing.captures_at(&clean.text, at) {
        let (Some(list), Some(word)) = (found.name("n"), found.name("r")) else {
            break;
        };
        at = word.end();
        let from = list.as_str().rfind('由').map_or(0, |n| n + '由'.len_utf8());
        let role = if word.as_str() == "会同" {
            BodyRole::Lead
        } else {
            role(word.as_str())
        };
        let free = |range: &Range<usize>| {
            !out.iter()
                .any(|(n, _)| n.range.start < range.end && range.start < n.range.end)
        };
        let named = names(&list.as_str()[from..], list.start() + from);
        let whole: usize = named.iter().map(|n| n.range.len()).sum();
        // Most of what stands before 负责 must be names, or it is some other subject.
        if whole * 10 >= (list.as_str().len() - from) * 6 {
            let new: Vec<_> = named.into_iter().filter(|n| free(&n.range)).collect();
            out.extend(new.into_iter().map(|n| (n, role)));
        }
        if at >= clean.text.len() {
            break;
        }
    }
    out.sort_by_key(|(name, _)| name.range.start);
    out
}

/// The cells of a table's row whose head names a part (牵头单位, 责任单位).
fn in_row(passage: &Passage<'_>, clean: &Clean) -> Vec<(Name, BodyRole)> {
    if !passage.lead.contains('\t') {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut at = 0;
    let cells = passage.text.split('\t');
    for (head, cell) in passage.lead.split('\t').zip(cells) {
        let cell = Clean::new(cell).text;
        let role = ["牵头", "责任", "配合", "参加", "参与"]
            .iter()
            .find(|word| head.trim().starts_with(**word))
            .map(|word| role(word));
        if let Some(role) = role
            && let Some(found) = clean.text.get(at..).and_then(|rest| rest.find(&cell))
        {
            out.extend(names(&cell, at + found).into_iter().map(|n| (n, role)));
        }
        at += cell.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, BodyRole)> {
        let found = in_text(&Clean::new(text));
        found
            .into_iter()
            .map(|(name, role)| (name.full, role))
            .collect()
    }

    #[test]
    fn leaders_and_assistants_are_told_apart() {
        use BodyRole::{Assist, Lead, Responsible};
        let name = |n: &str, r| (n.to_owned(), r);
        assert_eq!(
            read("建设平台。（省科技厅牵头，省财政厅、教育厅配合）"),
            [
                name("省科技厅", Lead),
                name("省财政厅", Assist),
                name("省教育厅", Assist)
            ]
        );
        assert_eq!(
            read("（责任单位：市科技局、财政局，各区人民政府）"),
            [
                name("市科技局", Responsible),
                name("市财政局", Responsible),
                name("各区人民政府", Responsible)
            ]
        );
        assert_eq!(
            read("本办法由市工信局负责解释。"),
            [name("市工信局", Responsible)]
        );
        assert_eq!(read("项目由企业牵头实施，负责人签字。"), []);
    }
}
