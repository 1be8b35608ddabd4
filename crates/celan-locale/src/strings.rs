//! The strings of the interface, one file a language. A new language is a new file of the same keys.

/// Declares a table of strings that comes with a chunk, in every language: `key: Chinese, English;`.
macro_rules! late_strings {
    ($(#[$doc:meta])* $table:ident $($key:ident: $zh:literal, $en:literal;)*) => {
        $(#[$doc])*
        /// `{name}` stands for a value, see [`fill`](crate::fill).
        #[derive(Debug)]
        #[non_exhaustive]
        pub struct $table {
            $(#[allow(missing_docs)] pub $key: &'static str,)*
        }

        impl $table {
            /// Every key with its words, for checks.
            pub fn entries(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($key), self.$key),)*]
            }
        }

        pub(crate) static CHINESE: $table = $table { $($key: $zh,)* };
        pub(crate) static ENGLISH: $table = $table { $($key: $en,)* };
    };
}

pub(crate) mod en;
pub(crate) mod finder;
pub(crate) mod kiosk;
pub(crate) mod later;
pub(crate) mod more;
pub(crate) mod overview;
pub(crate) mod page;
pub(crate) mod zh;

macro_rules! strings {
    ($($(#[$doc:meta])* $key:ident,)*) => {
        /// The words of one language. `{name}` stands for a value, see [`fill`](crate::fill).
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
    // What was read out of the texts
    ways,
    finder,
    targets,
    bodies,
    measures,
    // The library as a whole
    citations,
    timeline,
    abbreviations,
    news,
    kept_here,
    // Outline and facts
    outline,
    info,
    source,
    facts,
    document,
    issuer,
    doc_number,
    no_number,
    date,
    date_number,
    level,
    category,
    addressees,
    copies,
    size,
    cites,
    cited_by,
    chain,
    terms,
    unknown,
    characters,
    joint,
    listed,
    separator,
    // Article
    notice,
    annex,
    body_label,
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
    stop,
    part_cited,
    paragraph_cited,
    item_cited,
    according_title,
    according,
    // Marks
    // Library
    documents,
    kept_until,
    often,
    newest,
    other,
    sieve,
    is_over,
    leave_out_over,
    on_trial,
    documents_list,
    nothing_leaves,
    sources_note,
    // Source page
    source_title,
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
    clear,
    results,
    found,
    found_beside,
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
    see_documents,
    see_hits,
    all,
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
    asked_no_document,
    asked_without,
    whole_documents,
    loading_hint,
    loading,
    loading_again,
    part_ready,
    outdated,
    loading_size,
    preparing,
    failed_network,
    failed_damaged,
    failed_silent,
    failed_other,
    find_out,
    failed_chunk,
    retry,
    reading_goes_on,
    // Reading
    type_size,
    take,
    former,
    next,
    hit_of,
    back_to_results,
    read_percent,
    copied,
    no_such_place,
    nothing_near,
    anchor_steps,
    mended,
    large_print,
    usual_print,
    still,
    read_last,
    read_on,
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
    marks,
    keys,
    fetching_chunk,
    print,
    language,
    // Two documents side by side
    compare,
    compare_former,
    compare_two,
    // Taken away
    cite,
    excerpt,
    whole,
    // Kept on the device
    kept,
    updated,
    updated_former,
    reload,
}
