//! What an announced abbreviation stands for: a title with its marks, or the name that ends where the announcement
//! begins. Where that name begins the text does not mark, and no name is better than a wrong one.
//!
//! The long form holds the characters of the short one in their order (科技厅 in 科学技术厅), so it begins at the
//! first of them or before. Before them, it begins behind the last word that no name holds: 适用于, 确定, 的. What
//! then stands between must be the beginning of a name elsewhere in the library too, unless that word takes a name
//! for its object.

use crate::abbreviation::{MARK, announcing};
use celan_document::Library;
use std::cell::Cell;
use std::collections::BTreeSet;

/// Searches of the library for one screen, at most: a text made to announce tens of thousands is read as fast as any
/// other.
const SEARCHES: usize = 4000;
/// Characters at a name's end of which the short form holds one (委 of 委员会).
const HEAD: usize = 4;

/// Characters before an announcement that are read, so that one text with thousands of them is read in no more than
/// that for each; no title is longer.
const WINDOW: usize = 500;

/// Opening brackets and quotation marks, with what closes them.
const BRACKETS: [(char, char); 8] = [
    ('（', '）'),
    ('(', ')'),
    ('《', '》'),
    ('〈', '〉'),
    ('“', '”'),
    ('「', '」'),
    ('〔', '〕'),
    ('【', '】'),
];

/// Compounds that hold a preposition or another of the words below: they end nothing.
const COMPOUNDS: &str = "对外 对口 对接 对象 面对 应对 自由 由来 理由 事由 面向 方向 定向 导向 意向 取向 向导 \
    行为 作为 人为 从业 从属 在线 在职 在校 在建 在岗 存在 现在 潜在 内在 所在 将军 被告 被执行 被征 把关 按揭 按期 参与 \
    和平 和谐 共和 饱和 温和 和解 调和 普及 涉及 危及 的确 目的 标的 是否 及时 以上 以下 以内 以外 所以 可以 \
    并购 并网 兼并 合并 不动产 可再生 可持续 高等";

/// Words behind which a name begins wherever they stand: they take a name for their object.
const TRANSITIVE: &str = "的 适用于 适用 归口 所称 是指 系指 印发 颁布 颁发 制发 发出 作出 做出 提出 下达 设立 设置 \
    成立 组建 建立 制定 会同 签订 签署 召开 举办 依照 按照 根据 依据 遵照 参照 依托 属于 隶属于 位于 用于 应用于 \
    纳入 列入 报送 报请 提请 送达 贯彻 贯彻落实 落实 颁行 出台 拟订 名为 称为 视为 成为 形成 包括 包含 涵盖 遵守 违反";

/// Words behind which a name begins or a clause (对…作出…).
const PREPOSITIONS: &str =
    "为了 为 对于 对 由 向 从 在 以 按 将 把 被 是 经由 通过 关于 随着 围绕 针对";

/// Words that join parts of a clause, or parts of a name.
const CONJUNCTIONS: &str = "和 与 及 或 以及 或者 并 并且 而 、";

/// Verbs behind which a name begins where a clause begins with them.
const VERBS: &str = "确定 明确 规范 加强 加快 完善 提高 提升 确保 鼓励 扶持 褒奖 维护 防范 开展 进行 委托 授权 指定 \
    批准 承担 从事 购置 购买 选聘 聘任 公布 编制 起草 举行 打造 参加 发挥 具有 符合 健全 构建 享受 取得 获得 提供 接受 \
    履行 解决 侵害 遴选 发放 拨付 撤销 责成 应当 必须 不得 能够 需要 进一步 切实 依法 充分 积极 大力 全力 认真";

/// Words that a name may hold or begin with, and a clause as well: the library must have the whole name elsewhere,
/// unless a name must follow (参加的…管理…).
const DOUBTFUL: &str = "推进 推动 促进 保障 保证 支持 奖励 表彰 保护 实施 执行 组织 申请 申报 审批 审核 审查 审理 审议 核准 \
    负责 管理 监督 采购 使用 采用 发布 公告 建设 建成 培育 培养 引进 引导 指导 协助 配合 优化 深化 强化 统筹 协调 \
    处理 研究 制作 安排 设计 认定 评审 评选 选拔 资助 补助 运用 利用 创建 改革 创新 发展 调整 变更 修复 修订 修改 \
    出资 投资 生产 经营 销售 运营 登记 备案 报告 要求 责令 通知 没有 其中 具体 全面 主动 \
    应 须 可 凡 经 已 曾 拟 均 也 还 又 再 不 未 只 仅 即 如 若 于 除 因 等 给 使 令 让 了 着";

/// What begins with these is a part of what is meant.
const UNNAMED: &str = "其他 其它 有关 相关 上述 前述 前款 该 其 此 这";

/// Behind a verb, these make a noun of it (规范性, 申请人).
const NOUNS: &str = "性化型类者人员部厅局处所权法费率书表证";

/// What the word before a name is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// It holds a word of another kind that ends nothing there.
    Compound,
    /// A name follows.
    Transitive,
    /// A name or a clause follows.
    Preposition,
    /// A part of a name may follow.
    Conjunction,
    /// A name follows where a clause begins with it.
    Verb,
    /// A name may hold it.
    Doubtful,
}

/// The words of a library, which tell where a name begins.
pub(super) struct Names<'a> {
    texts: Vec<&'a str>,
    issuers: BTreeSet<&'a str>,
    words: Vec<(Vec<char>, Word)>,
    searches: Cell<usize>,
}

impl<'a> Names<'a> {
    pub(super) fn of(library: &'a Library) -> Self {
        let mut texts = Vec::new();
        for document in &library.documents {
            texts.push(document.metadata.title.as_str());
            document.walk(&mut |block| texts.extend(block.text().map(|t| t.plain.as_str())));
        }
        let issuers = library.documents.iter().flat_map(|d| &d.metadata.issuers);
        let mut words: Vec<(Vec<char>, Word)> = [
            (COMPOUNDS, Word::Compound),
            (TRANSITIVE, Word::Transitive),
            (PREPOSITIONS, Word::Preposition),
            (CONJUNCTIONS, Word::Conjunction),
            (VERBS, Word::Verb),
            (DOUBTFUL, Word::Doubtful),
        ]
        .into_iter()
        .flat_map(|(list, kind)| {
            let words = list.split_whitespace();
            words.map(move |word| (word.chars().collect(), kind))
        })
        .collect();
        // The longest that fits is meant; of one word in two lists the first.
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Self {
            texts,
            issuers: issuers.map(String::as_str).collect(),
            words,
            searches: Cell::new(SEARCHES),
        }
    }

    /// The word at the beginning of `chars`, and its length.
    fn word(&self, chars: &[char]) -> Option<(Word, usize)> {
        let mut fitting = self.words.iter();
        let (word, kind) = fitting.find(|(word, _)| chars.starts_with(word))?;
        Some((*kind, word.len()))
    }

    /// Whether the library has these words behind different ones: what always follows the same is a part of a longer
    /// word or of one clause.
    fn begins(&self, words: &[char]) -> bool {
        let Some(left) = self.searches.get().checked_sub(1) else {
            return false;
        };
        self.searches.set(left);
        let words: String = words.iter().collect();
        let mut first = None;
        self.texts.iter().any(|text| {
            text.match_indices(&words).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                let before = before.filter(|c| c.is_alphanumeric());
                *first.get_or_insert(before) != before
            })
        })
    }

    /// Whether a document of the library is issued by this body.
    fn issuer(&self, name: &[char]) -> bool {
        let name: String = name.iter().collect();
        self.issuers.contains(name.as_str())
    }

    /// Whether the first `inner` characters begin a name that goes on behind them: an issuer's, or what the library
    /// has elsewhere up to two characters behind them, also behind an issuer's.
    fn begin(&self, name: &[char], inner: usize) -> bool {
        let lengths = self.issuers.iter().filter_map(|issuer| {
            let issuer: Vec<char> = issuer.chars().collect();
            name.starts_with(&issuer).then_some(issuer.len())
        });
        let issuer = lengths.max().unwrap_or(0);
        let end = name.len().min(inner + 2);
        issuer >= inner || self.begins(&name[issuer..end])
    }
}

/// What `name` stands for where `text` announces it, as the text has it; `None` where the text does not tell.
pub(super) fn long_form(text: &str, name: &str, names: &Names<'_>) -> Option<String> {
    let (at, _) = announcing(text, name)?;
    let mut chars: Vec<char> = text[..at].chars().rev().take(WINDOW).collect();
    chars.reverse();
    let short: Vec<char> = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let before = before_announcement(&chars)?;
    let before = without_additions(before, *short.last()?);
    let found = match before.last()? {
        '》' => title(before, &short)?,
        '”' => quoted(before, &short).or_else(|| clause(before, &short, names))?,
        _ => clause(before, &short, names)?,
    };
    let tells = found.iter().filter(|c| c.is_alphanumeric()).ne(&short);
    (tells && balanced(found)).then(|| found.iter().collect())
}

/// What stands before the bracket or comma of an announcement that begins at the end of `chars`.
fn before_announcement(chars: &[char]) -> Option<&[char]> {
    let chars = chars.strip_suffix(&['以', '下']).unwrap_or(chars);
    // （国发〔2018〕25号，以下简称…）: the bracket that is open here, if one is.
    let mut depth = 0usize;
    for (at, sign) in chars.iter().enumerate().rev() {
        match sign {
            '）' | ')' => depth += 1,
            '（' | '(' if depth == 0 => return Some(trimmed(&chars[..at])),
            '（' | '(' => depth -= 1,
            '。' | '；' | '\n' => break,
            _ => {}
        }
    }
    let name = chars.strip_suffix(&['，']);
    let name = name.or_else(|| chars.strip_suffix(&[',']))?;
    Some(trimmed(name))
}

/// Without the brackets at the end that say more of a name, such as its document's number; those of the name itself
/// end as the short form does.
fn without_additions(mut name: &[char], last: char) -> &[char] {
    while let [.., end, '）' | ')' | '〕'] = name
        && *end != last
        && let Some(at) = opening(name)
    {
        name = trimmed(&name[..at]);
    }
    name
}

fn trimmed(mut chars: &[char]) -> &[char] {
    while let [rest @ .., end] = chars
        && end.is_whitespace()
    {
        chars = rest;
    }
    while let [first, rest @ ..] = chars
        && first.is_whitespace()
    {
        chars = rest;
    }
    chars
}

/// Where the bracket opens that closes at the end of `chars`.
fn opening(chars: &[char]) -> Option<usize> {
    let end = chars.last()?;
    let (open, _) = BRACKETS.iter().find(|(_, close)| close == end)?;
    let mut depth = 0usize;
    for (at, sign) in chars.iter().enumerate().rev() {
        if sign == end {
            depth += 1;
        } else if sign == open {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// The title at the end, over titles in it; of several, only the last can be abbreviated.
fn title<'c>(before: &'c [char], short: &[char]) -> Option<&'c [char]> {
    let at = opening(before)?;
    let title = &before[at..];
    let one_of_several = matches!(before[..at], [.., '》' | '）', '和' | '与' | '及' | '、']);
    let meant = !one_of_several || alignment(title, &vec![true; title.len()], short).is_some();
    meant.then_some(title)
}

/// What stands in quotation marks at the end, with them, if the short form is made of it.
fn quoted<'c>(before: &'c [char], short: &[char]) -> Option<&'c [char]> {
    let words = &before[opening(before)?..];
    alignment(words, &vec![true; words.len()], short).map(|_| words)
}

/// Where the last place begins at which `chars` have those of `short` in their order.
fn alignment(chars: &[char], usable: &[bool], short: &[char]) -> Option<(usize, usize)> {
    let mut wanted = short.iter().rev().peekable();
    let mut last = None;
    for at in (0..chars.len()).rev() {
        if usable[at] && wanted.next_if_eq(&&chars[at]).is_some() {
            last = last.or(Some(at));
            if wanted.peek().is_none() {
                return Some((at, last?));
            }
        }
    }
    None
}

/// The name at the end of a clause.
fn clause<'c>(before: &'c [char], short: &[char], names: &Names<'_>) -> Option<&'c [char]> {
    let clause = without_label(last_clause(before));
    let outside = outside_brackets(clause);
    let (first, last) = alignment(clause, &outside, short)?;
    if clause.len() - last > HEAD {
        return None;
    }
    let beginning = left_side(clause, &outside, first, names)?;
    let name = &clause[beginning.at..];
    let inner = first - beginning.at;
    let begins = |word: &str| {
        word.chars()
            .enumerate()
            .all(|(n, c)| name.get(n) == Some(&c))
    };
    if UNNAMED.split(' ').any(begins) {
        return None;
    }
    // Within the name itself no preposition, which begins another part of the clause.
    let mut at = first;
    while at < last {
        let (word, length) = names.word(&clause[at..]).unwrap_or((Word::Compound, 1));
        if outside[at] && at > first && word == Word::Preposition {
            return None;
        }
        at += length;
    }
    let known = match beginning.behind {
        // What is joined may be a part of the name.
        Some(Word::Conjunction) => names.issuer(name) || names.begins(name),
        _ if beginning.verb => names.begins(name),
        Some(Word::Transitive) => true,
        _ if inner == 0 => true,
        _ if beginning.doubtful => names.begins(name),
        Some(Word::Verb) => true,
        _ => names.begin(name, inner),
    };
    known.then_some(name)
}

/// What stands behind the last sign that ends a clause, or behind a bracket that announces something else.
fn last_clause(before: &[char]) -> &[char] {
    let mark: Vec<char> = MARK.chars().collect();
    let mut closing: Vec<usize> = Vec::new();
    for (at, sign) in before.iter().enumerate().rev() {
        if BRACKETS.iter().any(|(_, close)| close == sign) {
            closing.push(at);
        } else if BRACKETS.iter().any(|(open, _)| open == sign) {
            let Some(close) = closing.pop() else {
                return &before[at + 1..];
            };
            let inside = &before[at..close];
            if closing.is_empty() && inside.windows(mark.len()).any(|w| w == mark) {
                // 甲（以下简称…）、乙（以下简称…）
                let after = &before[close + 1..];
                let joined = matches!(after.first(), Some('、' | '和' | '与' | '及'));
                return &after[usize::from(joined)..];
            }
        } else if closing.is_empty() && "。；，：！？;,:!?\n\t".contains(*sign) {
            return &before[at + 1..];
        }
    }
    before
}

/// Without the number of an article or item before it: 第三条, 第三条之一, （一）, 一、, 1.
fn without_label(clause: &[char]) -> &[char] {
    let clause = trimmed(clause);
    let digit = |c: &&char| {
        c.is_ascii_digit() || "〇零一二三四五六七八九十百千两０１２３４５６７８９".contains(**c)
    };
    let number = |chars: &[char]| chars.iter().take_while(digit).count();
    let rest = match clause {
        ['第', rest @ ..] => match rest.get(number(rest)..) {
            Some(['条' | '款' | '章', after @ ..]) if number(rest) > 0 => match after {
                ['之', more @ ..] if number(more) > 0 => &more[number(more)..],
                _ => after,
            },
            _ => return clause,
        },
        ['（' | '(', rest @ ..] if number(rest) > 0 => match &rest[number(rest)..] {
            ['）' | ')', after @ ..] => after,
            _ => return clause,
        },
        _ if number(clause) > 0 => match &clause[number(clause)..] {
            // Not of 一、二类 or 1.5.
            ['、' | '.' | '．', after @ ..] if number(after) == 0 => after,
            _ => return clause,
        },
        _ => return clause,
    };
    without_label(rest)
}

/// Which characters stand in no bracket.
fn outside_brackets(chars: &[char]) -> Vec<bool> {
    let mut depth = 0usize;
    let outside = chars.iter().map(|sign| {
        let closes = BRACKETS.iter().any(|(_, close)| close == sign);
        let opens = BRACKETS.iter().any(|(open, _)| open == sign);
        depth = (depth + usize::from(opens)).saturating_sub(usize::from(closes));
        depth == 0 && !closes
    });
    outside.collect()
}

/// Where a name begins.
struct Beginning {
    at: usize,
    /// What it stands behind; `None` at the beginning of a clause.
    behind: Option<Word>,
    /// A verb stands between there and the characters of the short form.
    verb: bool,
    /// What may be one does.
    doubtful: bool,
}

/// Where the name begins whose short form begins with the character at `first`.
fn left_side(
    clause: &[char],
    outside: &[bool],
    first: usize,
    names: &Names<'_>,
) -> Option<Beginning> {
    let mut beginning = Beginning {
        at: 0,
        behind: None,
        verb: false,
        doubtful: false,
    };
    let mut at = 0;
    while at < first {
        let word = names.word(&clause[at..]).filter(|_| outside[at]);
        let Some((word, length)) = word.filter(|(_, length)| at + length <= first) else {
            at += 1;
            continue;
        };
        let after = clause.get(at + length);
        let noun = after.is_some_and(|c| NOUNS.contains(*c));
        let end = at + length;
        match word {
            Word::Compound => {}
            Word::Doubtful => beginning.doubtful = true,
            Word::Verb if noun => beginning.doubtful = true,
            Word::Verb if at > beginning.at => beginning.verb = true,
            _ => {
                // 规范了
                let end = end + usize::from(matches!(after, Some('了' | '着' | '过')));
                beginning = Beginning {
                    at: end,
                    behind: Some(word),
                    verb: false,
                    doubtful: false,
                };
            }
        }
        at = end.max(beginning.at);
    }
    while clause.get(beginning.at).is_some_and(|c| c.is_whitespace()) {
        beginning.at += 1;
    }
    (beginning.at <= first).then_some(beginning)
}

/// Whether every bracket opens and closes in its order.
fn balanced(chars: &[char]) -> bool {
    let mut open = Vec::new();
    let ordered = chars.iter().all(|sign| {
        if let Some((_, close)) = BRACKETS.iter().find(|(open, _)| open == sign) {
            open.push(*close);
        } else if BRACKETS.iter().any(|(_, close)| close == sign) {
            return open.pop() == Some(*sign);
        }
        true
    });
    ordered && open.is_empty()
}
