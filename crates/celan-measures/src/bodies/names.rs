//! Names of authorities in an enumeration.

use crate::lexicon::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A name and where it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// The name with its territory.
    pub(crate) full: String,
    /// Its bytes in the folded text.
    pub(crate) range: Range<usize>,
}

struct Patterns {
    body: Regex,
    territory: Regex,
    bare: Regex,
    lead: Regex,
    action: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns {
    body: pattern(
        r"(?:部|委|委员会|厅|局|办|办公室|科协|总局|总署|公署|政府|基金委|管委会|银行|税务局|法工委|工委|社科院|中科院|工程院|科学院|海关|编办|妇联|残联|工商联|团委|总工会|协会|集团|公司|中心|支队|人社|法院|检察院|指挥部|领导小组|党委|党工委|组织部|宣传部|统战部|分局|监管局|大队|站|院)$",
    ),
    territory: pattern(
        r"^(?P<t>[㐀-鿿]{0,6}?(?:自治区|自治州|省|市|县|区|旗|州|盟))(?:党委|人大)?",
    ),
    bare: pattern(r"^[㐀-鿿]{0,12}(?:厅|局|委|办|科协|中心|部)$"),
    lead: pattern("^(?:第[一二三四五六七八九十百]+条|请|由|并由)*"),
    action: pattern("支持|鼓励|设立|建立|组织开展|推动|加强|引导|在华|海外"),
});

/// Words that end like a body and are none.
const NONE: [&str; 14] = [
    "部门",
    "全部",
    "内部",
    "企业",
    "单位",
    "高等学校",
    "各部",
    "院",
    "中心",
    "部",
    "干部",
    "项目承担单位",
    "主管部门",
    "有关部门",
];

/// The parts of an enumeration: 和 parts names only behind a whole one (经济和信息化委 is one).
fn parts(list: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for part in list.split_inclusive(['、', '，', ',', ';']) {
        let mut start = 0;
        for (at, word) in part.match_indices(['和', '及', '与']) {
            if PATTERNS.body.is_match(&part[start..at]) {
                out.push(&part[start..at + word.len()]);
                start = at + word.len();
            }
        }
        out.push(&part[start..]);
    }
    out
}

/// The names in `list`, which begins at byte `start` of the folded text.
pub(crate) fn names(list: &str, start: usize) -> Vec<Name> {
    let mut out = Vec::new();
    let mut territory = String::new();
    let mut at = 0;
    for part in parts(list) {
        let from = at;
        at += part.len();
        let printed = part.trim_end_matches(['、', '，', ',', ';', '和', '及', '与']);
        let printed = printed.trim_end_matches("等");
        let lead = PATTERNS.lead.find(printed).map_or(0, |m| m.end());
        let (from, printed) = (from + lead, &printed[lead..]);
        let is_body = PATTERNS.body.is_match(printed)
            && !NONE.contains(&printed)
            && !PATTERNS.action.is_match(printed)
            && (2..=24).contains(&printed.chars().count());
        if !is_body {
            continue;
        }
        let own = PATTERNS
            .territory
            .captures(printed)
            .and_then(|c| c.name("t"));
        let full = match own {
            Some(own) => {
                territory = own.as_str().to_owned();
                printed.to_owned()
            }
            None if !territory.is_empty()
                && territory.chars().count() <= 6
                && PATTERNS.bare.is_match(printed) =>
            {
                format!("{territory}{printed}")
            }
            None => printed.to_owned(),
        };
        out.push(Name {
            full,
            range: start + from..start + from + printed.len(),
        });
        // Behind a comma another authority's bodies may begin.
        if part.ends_with('，') {
            territory.clear();
        }
    }
    out
}
