//! What a row of sums or shares is in its sentence: support, a ceiling, or neither.
//!
//! The tests go from what excludes to what admits: a threshold, a budget, a fine or an achievement is none
//! even where a verb of giving is near; then the row needs evidence that it is given (a verb before it, a
//! noun of support behind it, or a lead that announces sums); then it may be a ceiling of what was given
//! just before.

use super::row::{Item, Row};
use crate::lexicon::{LEXICON, pattern};
use crate::sentence::{Clean, Cut, without_brackets};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Support.
    Support,
    /// A ceiling of support named before it.
    Ceiling,
    /// An instalment of the sum before its bracket.
    Instalment,
    /// A threshold.
    Threshold,
    /// None of these.
    Nothing,
}

/// The text around a row, cut to what can bear on it.
#[derive(Debug, Clone)]
pub(crate) struct Place<'t> {
    /// The chunk up to the row, from the row before on.
    pub(crate) left: &'t str,
    /// The chunk behind the row, up to the next row.
    pub(crate) right: &'t str,
    /// The chunk up to the row whole.
    pub(crate) chunk_left: &'t str,
    /// The chunk behind the row whole.
    pub(crate) chunk_right: &'t str,
    /// The mark that closes the chunk.
    pub(crate) close: Option<char>,
    /// The clause up to the chunk.
    pub(crate) before: &'t str,
    /// The clause behind the chunk.
    pub(crate) after: &'t str,
    /// The sentence up to the clause.
    pub(crate) sentence_before: &'t str,
    /// The bracket that holds the row.
    pub(crate) bracket: Option<Range<usize>>,
    /// The clause.
    pub(crate) clause: Range<usize>,
    /// The sentence.
    pub(crate) sentence: Range<usize>,
    /// Where the chunk begins.
    pub(crate) chunk_start: usize,
}

impl<'t> Place<'t> {
    pub(crate) fn new(clean: &'t Clean, cut: &Cut, rows: &[Row], at: usize) -> Self {
        let row = &rows[at].range;
        let text = clean.text.as_str();
        let part = |parts: &[crate::sentence::Part]| {
            parts
                .get(Cut::holding(parts, row.start))
                .map_or((0..text.len(), None), |p| (p.range.clone(), p.close))
        };
        let (sentence, _) = part(&cut.sentences);
        let (clause, _) = part(&cut.clauses);
        let (mut chunk, mut close) = part(&cut.chunks);
        let bracket = cut.bracket(row.start).cloned();
        if let Some(bracket) = &bracket {
            let marks = ['，', ';', ':', '。'];
            let start = text[bracket.start..row.start]
                .rfind(marks)
                .map_or(bracket.start, |n| {
                    let at = bracket.start + n;
                    at + text[at..].chars().next().map_or(1, char::len_utf8)
                });
            let end = text[row.end.min(bracket.end)..bracket.end]
                .find(marks)
                .map_or(bracket.end, |n| row.end + n);
            close = text[end..].chars().next().filter(|c| marks.contains(c));
            chunk = start..end;
        }
        let previous = at
            .checked_sub(1)
            .map_or(0, |n| rows[n].range.end)
            .clamp(chunk.start, row.start);
        let next = rows
            .get(at + 1)
            .map_or(usize::MAX, |r| r.range.start)
            .clamp(row.end, chunk.end.max(row.end));
        let right = clean.get(row.end..next);
        // What stands behind 、 leads to the next row.
        let right = match right.find('、') {
            Some(comma) if row.end + right.len() < chunk.end => &right[..comma],
            _ => right,
        };
        // So does 和 before what says how the next sum is given.
        let right = match PATTERNS.leads_on.find(right) {
            Some(found) if row.end + right.len() < chunk.end => &right[..found.start()],
            _ => right,
        };
        Self {
            left: clean.get(previous..row.start),
            right,
            chunk_left: clean.get(chunk.start..row.start),
            chunk_right: clean.get(row.end..chunk.end.max(row.end)),
            close,
            before: clean.get(clause.start..chunk.start.max(clause.start)),
            after: clean.get(chunk.end..clause.end.max(chunk.end)),
            sentence_before: clean.get(sentence.start..clause.start),
            bracket,
            clause,
            sentence,
            chunk_start: chunk.start,
        }
    }
}

struct Patterns {
    threshold: Regex,
    of_noun: Regex,
    filler: Regex,
    growth: Regex,
    by: Regex,
    income: Regex,
    instalment: Regex,
    gloss: Regex,
    year: Regex,
    comparators: Regex,
    starts_scope: Regex,
    own_subject: Regex,
    deduction: Regex,
    support_amount: Regex,
    pool: Regex,
    paid: Regex,
    surplus: Regex,
    generic: Regex,
    leads_on: Regex,
    sanction: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns {
    threshold: pattern(
        r"^(?:人民币|\([^)]{0,12}\))*(?:\(?含\)?)?(?:及其?以上|或以上|及以下|以上|以下|之间|不等|至|起|的部分|部分)",
    ),
    of_noun: pattern(r"^的[^，。;]"),
    filler: pattern(
        r"^(?:的)?(?:一次性|左右|人民币|以内|标准|额度|比例|的|上限|整|/[^，]{1,4}|\([^)]{0,14}\)|每年|一个月)*",
    ),
    growth: pattern(
        r"(?:增长|增幅|增速|提升|占|占比|比重|比例|率|达到|达|完成|超过|超|持股|股权|股份|不低于|不少于|高于|低于|下降|上浮|下浮|不足|LPR)[^，按给]{0,8}$",
    ),
    by: pattern(r"按照|按|参照|根据|依据|以其|以实际|就其"),
    income: pattern(r"收益|净收入|收入|所得"),
    instalment: pattern(
        r"第[一二三四五六七八九十\d]+(?:个)?(?:年|期|阶段|批)|首年|次年|首期|分[两二三四五六七八九十\d]+年|分[两二三\d]+(?:期|次)|当年(?:给予|支付|兑现|发放)",
    ),
    gloss: pattern(
        r"含|包括|低于|高于|以上|以下|不含|大于|小于|不足|超过|原|其中|合计|约|限额|上限",
    ),
    year: pattern(r"到20\d\d年|至20\d\d年|20\d\d年底前|20\d\d年(?:末|底)|期末"),
    comparators: pattern(
        r"(?:达到|达|超过|超|满|突破|高于|低于|不足|未满|大于|小于|净增|增长|增加|获得|取得)[^，。;]{0,4}$",
    ),
    starts_scope: pattern(
        r"^(?:但|且|并|同一|单个|单家|单户|单一|单项|单次|单场|单品种|单台|单笔|单|每个|每家|每户|每项|每件|每次|每场|每年|每人|每企|每台|每|年度|全年|当年|一年|累计|合计|总额|总计|最高|最多|奖励|补贴|补助|资助|贴息|支持|奖补|扶持|年|以上|上述|对同一|对单个|对每|原则上|其中|限额|不超过|补偿|返还)",
    ),
    own_subject: pattern(r"[，;。]对[^，]{2,}?的?"),
    deduction: pattern(r"加计扣除|税前扣除|抵扣|抵免"),
    support_amount: pattern(
        r"(?:奖励|补贴|补助|资助|奖补|贴息|扶持|支持|返还|补偿|配套|授信|担保|贷款|奖金|无偿|奖)(?:资金|经费)?(?:总)?(?:额度|金额|额|标准|总额|资金)?(?:为|是|:|在)?(?:人民币)?$",
    ),
    pool: pattern(
        r"^(?:的|左右|以上|规模|人民币|市级|县级|财政|[^，。;]{0,10}?)*(?:基金|专项资金|引导资金|资金池|预算|专项经费|发展资金|风险补偿金)",
    ),
    surplus: pattern(
        "超出部分|超出额|超额部分|超过部分|新增部分|增长部分|增量部分|增加部分|超出|新增|增量|增加额",
    ),
    generic: pattern("^(?:[^，]{0,12}?)(?:总额|额度|金额|总计|合计|累计|上限|限额|额)$"),
    leads_on: pattern("(?:和|及|以及|并|，)(?:每|一次性|最高|不超过)"),
    sanction: pattern("骗取|追回|收回|退回|违反|违规"),
    paid: pattern(
        r"^[^，。;]{0,10}(?:一次性(?:拨付|兑付)|拨付|兑付|分期|预拨|清算|比例进行分配|比例分担|比例承担)",
    ),
});

/// Where support was last named before a row.
#[derive(Debug, Clone)]
pub(crate) struct Before {
    /// End of the last row that is support.
    pub(crate) end: usize,
    /// It is a share.
    pub(crate) share: bool,
    /// It is an upper bound.
    pub(crate) upper: bool,
    /// The scopes named beside it, as [`crate::lexicon::Lexicon::ceiling`] lists them.
    pub(crate) scopes: [bool; 4],
    /// The clause it stands in.
    pub(crate) clause: Range<usize>,
    /// The sentence it stands in.
    pub(crate) sentence: Range<usize>,
}

/// The role of a row. `context` is what stands above the passage: headings and lead.
pub(crate) fn role(
    clean: &Clean,
    row: &Row,
    place: &Place<'_>,
    before: Option<&Before>,
    context: &str,
) -> Role {
    let words = &*LEXICON;
    if words
        .example
        .is_match(clean.get(place.sentence.start..row.range.start))
    {
        return Role::Nothing;
    }
    if let Some(bracket) = &place.bracket
        && let Some(role) = in_bracket(clean, row, place, bracket, before)
    {
        return role;
    }
    let role = match row.items.first() {
        Some(Item::Money(_)) => money(clean, row, place, before, context),
        Some(Item::Share(_)) => share(row, place, before, context),
        None => Role::Nothing,
    };
    if role == Role::Support && is_ceiling(clean, row, place, before) {
        return Role::Ceiling;
    }
    role
}

/// A row in brackets: an instalment, a gloss, or a second scale of the sum before.
fn in_bracket(
    clean: &Clean,
    row: &Row,
    place: &Place<'_>,
    bracket: &Range<usize>,
    before: Option<&Before>,
) -> Option<Role> {
    let patterns = &*PATTERNS;
    let inside = clean.get(bracket.start..row.range.start);
    let behind = clean.get(row.range.end..bracket.end);
    // Two characters of a closing noun may stand between the sum and its bracket.
    let beside = before.is_some_and(|b| {
        b.end <= bracket.start
            && clean.get(b.end..bracket.start).chars().count() <= 16
            && b.clause == place.clause
            || b.end > bracket.start && b.end < bracket.end
    });
    if beside && patterns.instalment.is_match(inside) {
        return Some(Role::Instalment);
    }
    if LEXICON.upper.is_match(place.left) && strong(place).is_some() {
        return None;
    }
    let above = clean.get(place.clause.start..bracket.start.saturating_sub(1));
    if ["上限", "额度", "标准", "限额", "基数"]
        .iter()
        .any(|word| above.ends_with(word))
        && strong(place).is_none()
    {
        return Some(Role::Threshold);
    }
    if patterns.gloss.is_match(inside) || patterns.threshold.is_match(behind) {
        return Some(Role::Threshold);
    }
    if beside && row.is_money() {
        let label = place.left;
        let short = label.chars().count() <= 12;
        return Some(if short { Role::Support } else { Role::Nothing });
    }
    None
}

/// The words between the nearest verb of giving and the row, where nothing between turns the row into a
/// threshold.
pub(crate) fn strong<'t>(place: &Place<'t>) -> Option<&'t str> {
    let bare = LEXICON.upper.replace_all(place.left, "");
    if bare.ends_with(['奖', '补', '给']) {
        return Some("");
    }
    let verb = LEXICON.verb.find_iter(place.left).last()?;
    let tail = &place.left[verb.end()..];
    // 得到补助的企业 is a recipient, not a gift.
    let stripped = LEXICON.lower.replace_all(tail, "");
    let stripped = LEXICON.upper.replace_all(&stripped, "");
    let stripped = PATTERNS.surplus.replace_all(&stripped, "");
    let far = stripped.chars().count() > 26;
    let turned = PATTERNS.comparators.is_match(&stripped) || stripped.contains("的，");
    (!far && !turned).then_some(tail)
}

/// Whether a noun of support stands right behind the row.
fn noun_behind(right: &str) -> bool {
    let rest = &right[PATTERNS.filler.find(right).map_or(0, |m| m.end())..];
    let head: String = rest.chars().take(18).collect();
    LEXICON
        .noun
        .find(&head)
        .or_else(|| LEXICON.verb.find(&head))
        .is_some_and(|noun| {
            let between = &head[..noun.start()];
            !between.contains(['，', '。', ';', '企', '家'])
                && !between.contains("的项目")
                && !between.contains("以上的")
        })
}

fn money(
    clean: &Clean,
    row: &Row,
    place: &Place<'_>,
    before: Option<&Before>,
    context: &str,
) -> Role {
    let (words, patterns) = (&*LEXICON, &*PATTERNS);
    let strong = strong(place).filter(|tail| {
        let verb = &place.left[..place.left.len() - tail.len()];
        let raised = ["提高到", "提高至", "增加到"]
            .iter()
            .any(|word| verb.ends_with(word));
        !raised || before.is_some_and(|b| b.sentence == place.sentence)
    });
    let right = place.right;
    let condition = place.chunk_right.ends_with('的') && place.close == Some('，');
    let noun = noun_behind(right);
    // Thresholds: N以上, N的项目, a measured quantity before, a chunk that is a condition.
    if let Some(found) = patterns.threshold.find(place.chunk_right) {
        let open = right.get(found.end()..).unwrap_or_default();
        let given = strong.is_some()
            && (open.is_empty() && place.close != Some('的') || noun_behind(open))
            && !condition
            && !open.starts_with(['且', '并', '及'])
            && !right.starts_with("至")
            && !quantity_before(place);
        if !given {
            return Role::Threshold;
        }
    }
    if patterns.of_noun.is_match(right) && !noun && !right.starts_with("的标准") {
        return Role::Threshold;
    }
    if right.starts_with('的') && right.chars().count() == 1 && place.chunk_right == "的" {
        return Role::Threshold;
    }
    if condition && !gives(place) {
        return Role::Threshold;
    }
    if quantity_before(place) && !(strong.is_some() && noun) {
        return Role::Threshold;
    }
    if row.money().all(|m| m.bare) && strong.is_none() && !place.left.contains("分别") {
        return Role::Nothing;
    }
    // Money that is set aside, taken, or long paid.
    // 扶持资金 is a thing, not a gift.
    let since_verb = words
        .verb
        .find_iter(place.chunk_left)
        .filter(|verb| {
            let behind = &place.chunk_left[verb.end()..];
            !["资金", "经费", "基金", "专项", "政策"]
                .iter()
                .any(|noun| behind.starts_with(noun))
        })
        .last()
        .map_or(0, |m| m.start());
    let near: String = last_chars(place.left, 14);
    let sanction = patterns.sanction.is_match(place.before) && right.contains("罚");
    if sanction
        || words.fine.is_match(&near) && !words.noun.is_match(right)
        || place.chunk_right.contains("罚款")
    {
        return Role::Nothing;
    }
    if words.achievement.is_match(place.chunk_left)
        || words.achievement.is_match(&last_chars(place.before, 30)) && strong.is_none()
    {
        return Role::Nothing;
    }
    if let Some(budget) = words.budget.find_iter(place.chunk_left).last() {
        let direct = last_chars(&place.chunk_left[budget.end()..], 14)
            .chars()
            .count()
            < 14;
        let given = strong.is_some() && since_verb > budget.start();
        let pool = patterns.pool.is_match(right)
            || right.contains("用于")
            || place.chunk_right.is_empty() && place.after.starts_with("，用于");
        if !given && (direct || pool) && !place.chunk_left.contains("配套") {
            return Role::Nothing;
        }
    }
    if patterns.year.is_match(place.chunk_left) && strong.is_none() {
        return Role::Nothing;
    }
    if evidence(clean, row, place, before, context, strong, noun) {
        Role::Support
    } else {
        Role::Nothing
    }
}

/// Whether the chunk gives, by a verb that does nothing else.
fn gives(place: &Place<'_>) -> bool {
    ["给予", "予以", "奖励企业", "一次性奖励", "分别奖励"]
        .iter()
        .any(|verb| place.left.contains(verb))
        && !place.right.starts_with('的')
}

/// Whether a measured quantity leads to the row, and no noun of support makes it a gift.
fn quantity_before(place: &Place<'_>) -> bool {
    let left = LEXICON.upper.replace_all(place.left, "");
    let left = LEXICON.lower.replace_all(&left, "");
    if PATTERNS.support_amount.is_match(&left) {
        return false;
    }
    if LEXICON.upper.is_match(place.left) && PATTERNS.generic.is_match(&left) {
        return false;
    }
    let bare = without_brackets(place.left);
    let Some(quantity) = LEXICON.quantity_at_end.find(&bare).map(|m| m.range()) else {
        return PATTERNS.comparators.is_match(&left) && !LEXICON.verb.is_match(&left);
    };
    let before = &bare[..quantity.start];
    // 补贴金额: the quantity is the gift's own; 给予投资方100万元: a verb between.
    let own = LEXICON
        .verb
        .find_iter(before)
        .last()
        .is_some_and(|verb| before[verb.end()..].chars().count() <= 8);
    let verb_inside = LEXICON.verb.find(&bare[quantity.start..]).is_some();
    !own && !verb_inside
}

/// Whether something says that the row is given.
fn evidence(
    clean: &Clean,
    row: &Row,
    place: &Place<'_>,
    before: Option<&Before>,
    context: &str,
    strong: Option<&str>,
    noun: bool,
) -> bool {
    let words = &*LEXICON;
    if strong.is_some() || noun {
        return true;
    }
    let bare = words.upper.replace_all(place.left, "");
    if bare.chars().count() > 2 && PATTERNS.support_amount.is_match(&bare) {
        return true;
    }
    // A list whose last item names the gift: 博士每人1万元、硕士每人7000元标准给予补贴.
    if (place.chunk_left.contains('按') || place.chunk_left.contains("给予"))
        && (words.verb.is_match(place.chunk_right) || words.noun.is_match(place.chunk_right))
    {
        return true;
    }
    // The next chunk hands out what this one names: 按每人500元的标准，给予补贴.
    if place.right.contains("标准") || place.chunk_left.starts_with('按') {
        let next: String = place.after.chars().take(14).collect();
        if words.verb.is_match(&next) {
            return true;
        }
    }
    // A label with its sum after a verb or a lead: …给予奖励，国家级100万元，省级50万元.
    let label = place.left.trim_start_matches(['、', '，', '的']);
    let short = label.chars().count() <= 24 && !label.ends_with(['近', '约', '达', '共']);
    let announced = |text: &str| words.verb.is_match(text) || words.noun.is_match(text);
    let continues = before.is_some_and(|b| {
        b.sentence == place.sentence && clean.get(b.end..row.range.start).chars().count() <= 60
    });
    let lead = place.before.ends_with(':') && announced(place.before);
    let earlier = announced(&last_chars(place.before, 40));
    short && (continues || lead || earlier || announced(context))
}

fn last_chars(text: &str, count: usize) -> String {
    let skip = text.chars().count().saturating_sub(count);
    text.chars().skip(skip).collect()
}

fn share(row: &Row, place: &Place<'_>, before: Option<&Before>, context: &str) -> Role {
    let (words, patterns) = (&*LEXICON, &*PATTERNS);
    let (left, right) = (place.left, place.right);
    let condition = place.chunk_right.ends_with('的') && matches!(place.close, Some('，'));
    // 申请总量的30%, 比例提高到1.5%: verbs that give sums and no shares.
    let strong = strong(place).filter(|tail| {
        let verb = &left[..left.len() - tail.len()];
        let sums = ["申请", "申领", "提供", "支持", "享受"]
            .iter()
            .any(|word| verb.ends_with(word));
        let raised = ["提高到", "提高至", "增加到"]
            .iter()
            .any(|word| verb.ends_with(word));
        !sums && (!raised || before.is_some_and(|b| b.sentence == place.sentence))
    });
    let by = patterns.by.find_iter(place.chunk_left).last();
    let levy = row.shares().any(|s| s.levy);
    let in_words = row.shares().all(|s| s.words);
    if condition {
        return Role::Threshold;
    }
    let near = last_chars(left, 22);
    if levy {
        let of_levy =
            |text: &str| text.contains('税') || text.contains("费") || text.contains("分享部分");
        let taxed = of_levy(&right.chars().take(16).collect::<String>())
            || of_levy(&near)
            || before.is_some_and(|b| b.sentence == place.sentence);
        let exempt = place.chunk_left.contains("政策") && right.is_empty();
        return if taxed && !exempt {
            Role::Support
        } else {
            Role::Nothing
        };
    }
    if patterns.paid.is_match(right)
        || words.payment_base.is_match(&near)
        || words.payment_verb.is_match(&last_chars(left, 8))
        || words
            .payment_verb
            .is_match(&right.chars().take(10).collect::<String>())
    {
        return Role::Nothing;
    }
    if words.achievement.is_match(place.chunk_left) && by.is_none()
        || patterns.year.is_match(place.chunk_left) && by.is_none()
    {
        return Role::Nothing;
    }
    let head: String = if right.is_empty() {
        place.chunk_right
    } else {
        right
    }
    .chars()
    .take(26)
    .collect();
    let given_behind = words
        .verb
        .find(&head)
        .or_else(|| words.noun.find(&head))
        .is_some_and(|m| !head[..m.start()].contains(['、']) || row.items.len() == 1);
    // What is earned by a result and shared with those who made it.
    let current = ["现行", "原来", "由原"]
        .iter()
        .any(|word| left.contains(word));
    let reward = !current
        && (place.before.contains("用于奖励")
            || place.chunk_left.contains("奖励")
            || right.contains("奖励")
            || right.contains("报酬")
            || place.chunk_left.contains("奖酬"))
        && (patterns.income.is_match(place.chunk_left)
            || patterns.income.is_match(place.before)
            || patterns.income.is_match(place.sentence_before));
    if patterns.deduction.is_match(&head) {
        return Role::Support;
    }
    if reward
        && !in_words
        && (words.lower.is_match(left)
            || words.upper.is_match(left)
            || right.starts_with("用于奖励"))
    {
        return Role::Support;
    }
    if patterns.threshold.is_match(right) && !(by.is_some() && given_behind) {
        return Role::Threshold;
    }
    if in_words {
        let here: String = right.chars().take(8).collect();
        let direct = words
            .verb
            .find(&here)
            .or_else(|| words.noun.find(&here))
            .is_some_and(|m| m.as_str() != "给" && here[..m.start()].chars().count() <= 5);
        let tight = strong.is_some_and(|tail| tail.chars().count() <= 3);
        let already = ["兑现", "拨付", "政策", "取消", "归"]
            .iter()
            .any(|w| near.ends_with(w));
        let policy = patterns.sanction.is_match(&near)
            || here.starts_with("资金")
            || here.starts_with("政策")
            || here.starts_with("奖励资金")
            || here.starts_with("实行")
            || here.starts_with("用于");
        let fraction = row.shares().any(|s| s.fraction);
        let by_fraction = fraction && by.is_some() && given_behind;
        return if (direct || tight || by_fraction)
            && !already
            && !policy
            && !place.chunk_left.contains("提高到")
        {
            Role::Support
        } else {
            Role::Nothing
        };
    }
    if patterns.growth.is_match(left) && by.is_none() && strong.is_none() {
        return Role::Threshold;
    }
    if patterns.of_noun.is_match(right) && !noun_behind(right) && !given_behind && strong.is_none()
    {
        return Role::Threshold;
    }
    let by_near = by.is_some_and(|m| place.chunk_left[m.end()..].chars().count() <= 60);
    if by_near && given_behind {
        return Role::Support;
    }
    // 按…的40%，给予不高于…; 按…的5%，(最高…)给予….
    if by_near {
        let next: String = place.after.chars().take(16).collect();
        if words.verb.is_match(&next) {
            return Role::Support;
        }
    }
    if strong.is_some() {
        return Role::Support;
    }
    if given_behind && noun_behind(right) {
        return Role::Support;
    }
    let label = left.trim_start_matches(['、', '，', '的']);
    let announced = |text: &str| words.verb.is_match(text) || words.noun.is_match(text);
    let continues = before.is_some_and(|b| b.share && b.sentence == place.sentence);
    let lead = place.before.ends_with(':') && announced(place.before);
    if label.chars().count() <= 20
        && (continues || lead || announced(context) && by.is_some())
        && !patterns.growth.is_match(left)
    {
        return Role::Support;
    }
    Role::Nothing
}

/// Whether a row that looks like support only limits what was given before.
fn is_ceiling(clean: &Clean, row: &Row, place: &Place<'_>, before: Option<&Before>) -> bool {
    let Some(before) = before.filter(|b| b.sentence == place.sentence || follows(clean, b, place))
    else {
        return false;
    };
    if row.items.len() > 1 && !before.share {
        return false;
    }
    let upper = LEXICON.upper.is_match(place.left)
        || place.right.starts_with("封顶")
        || place.right.starts_with("为限")
        || place.right.starts_with("以内");
    if !upper
        || place.left.contains("提高")
        || place.left.contains("增加到")
        || place
            .bracket
            .as_ref()
            .is_some_and(|b| before.end < b.start && before.sentence != place.sentence)
    {
        return false;
    }
    let between = clean.get(before.end..row.range.start);
    if PATTERNS.own_subject.is_match(between)
        && !between.contains("对同一")
        && !between.contains("对单")
        && !between.contains("对每")
    {
        return false;
    }
    if !row.is_money() {
        // A share below a sum limits it; it is no gift of its own.
        return before.clause == place.clause && !PATTERNS.by.is_match(place.chunk_left)
            || !before.share;
    }
    let scopes = scopes(place.left);
    if before.share && before.clause == place.clause {
        return true;
    }
    let opening = if place.clause.start > before.end {
        clean.get(place.clause.start..row.range.start)
    } else {
        place.chunk_left
    };
    let scoped = PATTERNS.starts_scope.is_match(opening) && !opening.contains("的，");
    if before.share {
        return scoped;
    }
    let wider = (0..4).any(|n| scopes[n] && !before.scopes[n]);
    if before.upper && !wider {
        return false;
    }
    scoped
        && (scopes.iter().any(|s| *s)
            || opening.contains("总")
            || opening.starts_with("最高")
            || opening.starts_with("但")
            || opening.starts_with("最多"))
}

/// Whether the row's sentence goes on about what the sentence before gave.
fn follows(clean: &Clean, before: &Before, place: &Place<'_>) -> bool {
    let gap = clean.get(before.sentence.end..place.sentence.start);
    before.sentence.end <= place.sentence.start
        && gap.chars().count() <= 1
        && PATTERNS
            .starts_scope
            .is_match(clean.get(place.sentence.start..place.sentence.end))
}

/// The scopes of a ceiling that `text` names: item, firm, year, in all.
pub(crate) fn scopes(text: &str) -> [bool; 4] {
    let mut out = [false; 4];
    for (named, pattern) in out.iter_mut().zip(&LEXICON.ceiling) {
        *named = pattern.is_match(text);
    }
    out
}
