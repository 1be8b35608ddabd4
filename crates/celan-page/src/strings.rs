//! The words of the interface, one file a language. A new language is a new file of the same keys.

mod en;
mod zh;

use std::sync::OnceLock;

pub use en::STRINGS as ENGLISH;

/// A language of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// 中文
    #[default]
    Chinese,
    /// English
    English,
}

impl Language {
    /// The languages, the first being the default.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// Its BCP 47 tag, for `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chinese => "中文",
            Self::English => "English",
        }
    }

    /// The language of a BCP 47 tag, as browsers give it; `None` for one that has no strings.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// Its strings.
    pub fn strings(self) -> &'static Strings {
        match self {
            Self::Chinese => &zh::STRINGS,
            Self::English => english().unwrap_or(&zh::STRINGS),
        }
    }

    /// Whether its strings are here.
    pub fn has_strings(self) -> bool {
        self == Self::Chinese || english().is_some()
    }

    /// A rule of the importer in words; one that has none, and the reason of a repair made by hand,
    /// stands as it is.
    pub fn rule(self, name: &str) -> &str {
        let known = match self {
            Self::Chinese => zh::RULES,
            Self::English => &[],
        };
        let rule = known.iter().find(|(known, _)| *known == name);
        rule.map_or(name, |(_, words)| words)
    }
}

#[cfg(feature = "english")]
fn english() -> Option<&'static Strings> {
    Some(&ENGLISH)
}

#[cfg(not(feature = "english"))]
fn english() -> Option<&'static Strings> {
    LATE_ENGLISH.get().copied()
}

/// The English strings, where the program gets them while it runs.
static LATE_ENGLISH: OnceLock<&Strings> = OnceLock::new();

/// Makes the strings of English known to a program that has been built without the feature `english`.
pub fn provide_english(strings: &'static Strings) {
    // They are the same each time.
    let _ = LATE_ENGLISH.set(strings);
}

/// Puts values in the place of `{name}`. A name without a value stays as it is; values are not
/// searched again.
///
/// ```
/// use celan_page::strings::fill;
/// assert_eq!(fill("{n}份文件，{x}", &[("n", "26")]), "26份文件，{x}");
/// ```
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(close) = rest.find('}') else { break };
        let name = &rest[1..close];
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[..=close]),
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    out
}

/// Writes a number as it is read: 34,091.
///
/// ```
/// assert_eq!(celan_page::strings::number(34091), "34,091");
/// ```
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

macro_rules! strings {
    ($($(#[$doc:meta])* $key:ident,)*) => {
        /// The words of one language. `{name}` stands for a value, see [`fill`].
        #[derive(Debug)]
        #[non_exhaustive]
        pub struct Strings {
            $($(#[$doc])* #[allow(missing_docs)] pub $key: &'static str,)*
        }

        impl Strings {
            /// Every key with its words, for checks.
            pub fn entries(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($key), self.$key),)*]
            }
        }
    };
}

strings! {
    // Name and ways
    app,
    to_library,
    library,
    skip_text,
    skip_list,
    skip_results,
    place,
    tools,
    reading_tools,
    close,
    // Outline and facts
    outline,
    info,
    source,
    facts,
    document,
    issuer,
    doc_number,
    number_printed,
    no_number,
    date,
    date_contents,
    date_number,
    level,
    category,
    addressees,
    copies,
    size,
    notice_title,
    cites,
    cited_by,
    chain,
    not_held,
    not_held_count,
    terms,
    unknown,
    characters,
    count_part,
    count_chapter,
    count_section,
    count_article,
    count_box,
    count_table,
    joint,
    listed,
    separator,
    // Article
    notice,
    annex,
    body_label,
    link_paragraph,
    link_heading,
    link_article,
    link_box,
    link_table,
    mark_heading,
    mark_box,
    mark_table,
    table_named,
    table_plain,
    // Period and validity: what the text says, never more
    expiry,
    expiry_over,
    expiry_for,
    expiry_for_from,
    expiry_for_over,
    year,
    period,
    period_over,
    effective,
    trial,
    provisional,
    years,
    months,
    days,
    stop,
    part_cited,
    paragraph_cited,
    item_cited,
    according_title,
    according,
    ask_issuer,
    ask_issuer_undated,
    // Marks
    repair,
    repair_added,
    variant,
    variant_none,
    doubt,
    repair_label,
    variant_label,
    doubt_label,
    // Library
    documents,
    summary,
    kept_until,
    often,
    recent,
    newest,
    other,
    sieve,
    is_over,
    leave_out_over,
    on_trial,
    empty_library,
    documents_list,
    nothing_leaves,
    sources_note,
    // Source page
    source_title,
    source_intro,
    source_by_hand,
    witnesses,
    witness_base,
    witness_other,
    role,
    file,
    lines,
    line_range,
    line_one,
    repairs_count,
    variants_count,
    doubts_count,
    removed_count,
    no_repairs,
    source_line,
    was,
    now,
    rule,
    witness,
    reading,
    reason,
    where_in_text,
    back_to_text,
    nothing,
    // Print
    printed_source,
    printed_until,
    date_year,
    date_month,
    date_day,
    // Not found
    not_found_title,
    not_found_text,
    not_found_way,
    // Search
    search,
    search_hint,
    needs_script,
    clear,
    results,
    found,
    hit_count,
    more_hits,
    left_out,
    none_found,
    all_searched,
    near,
    understood,
    exactly,
    widely,
    only_exact,
    sort,
    by_relevance,
    suggestions,
    by_year,
    narrow,
    all,
    query_empty,
    // What a reader is told of his query
    asked_long,
    asked_many,
    asked_quotes,
    asked_open,
    asked_invisible,
    asked_filter,
    asked_year,
    asked_term,
    asked_or,
    asked_nothing,
    asked_excluded,
    asked_none,
    asked_without,
    whole_documents,
    spread,
    nearest,
    offered,
    loading_hint,
    loading,
    loading_again,
    part_ready,
    outdated,
    loading_size,
    preparing,
    ready,
    failed_network,
    failed_damaged,
    failed_chunk,
    failed_start,
    failed_running,
    retry,
    reading_goes_on,
    // Reading
    type_size,
    take,
    top,
    former,
    next,
    hit_of,
    back_to_results,
    read_percent,
    copied,
    no_such_place,
    mended,
    filter_outline,
    // Each the name of a setting and of its values, with | between
    look_size,
    look_leading,
    look_gap,
    look_measure,
    look_face,
    look_theme,
    large_print,
    usual_print,
    still,
    look_reset,
    read_last,
    read_on,
    read_so_far,
    aloud,
    aloud_pause,
    aloud_resume,
    aloud_slower,
    aloud_faster,
    aloud_stop,
    fold,
    // The reader's own marks
    mark,
    note,
    marked,
    mark_save,
    mark_remove,
    mark_removed,
    mark_restore,
    mark_lost,
    mark_no_document,
    marks,
    marks_none,
    marks_export,
    marks_import,
    marks_taken,
    marks_foreign,
    marks_unkept,
    marks_aside,
    keys,
    // A key and what it does, in turn, with | between
    key_list,
    show_repairs,
    fetching_chunk,
    fetching_repairs,
    print,
    language,
    // Two documents side by side
    compare,
    compare_with,
    compare_choose,
    compare_former,
    compare_two,
    compare_all,
    compare_topics,
    compare_topic,
    compare_topic_go,
    compare_turn,
    compare_other,
    compare_tables,
    compare_search,
    compare_none,
    compare_alone,
    compare_more,
    compare_note,
    compare_missing,
    compare_nothing,
    // Peeks at what is cited
    peek_open,
    peek_mentions,
    // Taken away
    acts,
    cite,
    copy_link,
    print_place,
    copied_words,
    copy_by_hand,
    up_to,
    excerpt,
    whole,
    what_to_take,
    take_words,
    as_text,
    as_markdown,
    as_reference,
    as_file,
    as_plain_file,
    as_markdown_file,
    as_word_file,
    saved,
    on_paper,
    send_on,
    share,
    qr_code,
    qr_of_file,
    qr_too_long,
    printed_on,
    copied_reference,
    // Kept on the device
    keep_ask,
    keep_again,
    keeping,
    kept,
    kept_lasting,
    keep_cannot,
    keep_held,
    keep_failed,
    updated,
    reload,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn names(template: &str) -> BTreeSet<&str> {
        let after_brace = template.split('{').skip(1);
        after_brace
            .filter_map(|rest| rest.split('}').next())
            .collect()
    }

    #[test]
    fn languages_say_the_same() {
        let first = Language::ALL[0].strings().entries();
        for language in Language::ALL {
            for ((key, words), (_, original)) in language.strings().entries().iter().zip(&first) {
                assert_eq!(names(words), names(original), "{key} in {language:?}");
                assert!(
                    !words.is_empty() || *key == "joint",
                    "{key} in {language:?}"
                );
                assert!(!words.contains("现行有效") && !words.contains("currently valid"));
            }
        }
    }

    #[test]
    fn languages_are_found_by_tag() {
        assert_eq!(Language::from_tag("zh-Hans-CN"), Some(Language::Chinese));
        assert_eq!(Language::from_tag("EN_gb"), Some(Language::English));
        assert_eq!(Language::from_tag(""), None);
        assert_eq!(Language::from_tag("mn"), None);
    }

    #[test]
    fn values_are_not_searched_again() {
        assert_eq!(fill("{a}{b}{", &[("a", "{b}"), ("b", "x")]), "{b}x{");
        assert_eq!(
            [0, 999, 1000, 1_234_567].map(number),
            ["0", "999", "1,000", "1,234,567"]
        );
    }
}
