//! The languages of the interface, and which of them have their strings here.

#[cfg(feature = "english")]
use crate::strings::en;
use crate::strings::finder::{self, FinderStrings};
use crate::strings::later::{self, LaterStrings};
use crate::strings::more::{self, MoreStrings};
use crate::strings::overview::{self, OverviewStrings};
use crate::strings::page::{self, PageStrings};
use crate::strings::{Strings, zh};
use std::sync::OnceLock;

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

    /// Its strings of the finder, which come with the finder in every language.
    pub fn finder_strings(self) -> &'static FinderStrings {
        match self {
            Self::Chinese => &finder::CHINESE,
            Self::English => &finder::ENGLISH,
        }
    }

    /// Its strings of what is done with what was found, which come later in every language.
    pub fn more_strings(self) -> &'static MoreStrings {
        match self {
            Self::Chinese => &more::CHINESE,
            Self::English => &more::ENGLISH,
        }
    }

    /// Its strings of the views of the whole library, which come with them in every language.
    pub fn overview_strings(self) -> &'static OverviewStrings {
        match self {
            Self::Chinese => &overview::CHINESE,
            Self::English => &overview::ENGLISH,
        }
    }

    /// Its strings of what comes once everything can be searched, in every language.
    pub fn later_strings(self) -> &'static LaterStrings {
        match self {
            Self::Chinese => &later::CHINESE,
            Self::English => &later::ENGLISH,
        }
    }

    /// Its strings of pages that are written beforehand.
    pub fn page_strings(self) -> &'static PageStrings {
        match self {
            Self::Chinese => &page::CHINESE,
            Self::English => &page::ENGLISH,
        }
    }

    /// Whether its strings are here.
    pub fn has_strings(self) -> bool {
        self == Self::Chinese || english().is_some()
    }

    /// A rule of the importer in words. A rule that has none, and the reason of a repair made by
    /// hand, stay as they are.
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
    Some(&en::STRINGS)
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn names(template: &str) -> BTreeSet<&str> {
        let after_brace = template.split('{').skip(1);
        after_brace
            .filter_map(|rest| rest.split(['}', ':']).next())
            .collect()
    }

    /// All strings of a language.
    fn entries(language: Language) -> Vec<(&'static str, &'static str)> {
        [
            language.strings().entries(),
            language.more_strings().entries(),
            language.later_strings().entries(),
            language.finder_strings().entries(),
            language.overview_strings().entries(),
            language.page_strings().entries(),
        ]
        .concat()
    }

    #[test]
    fn languages_say_the_same() {
        let first = entries(Language::ALL[0]);
        for language in Language::ALL {
            for ((key, words), (_, original)) in entries(language).iter().zip(&first) {
                assert_eq!(names(words), names(original), "{key} in {language:?}");
                assert!(
                    !words.is_empty() || *key == "joint",
                    "{key} in {language:?}"
                );
                assert!(!words.contains("现行有效") && !words.contains("currently valid"));
            }
        }
    }

    /// By this the application tells the library's words from its own.
    #[test]
    fn english_has_no_chinese_words() {
        for (key, words) in entries(Language::English) {
            let han = words
                .chars()
                .find(|c| ('\u{2E80}'..='\u{9FFF}').contains(c));
            assert_eq!(han, None, "{key}: {words}");
        }
    }

    #[test]
    fn languages_are_found_by_tag() {
        assert_eq!(Language::from_tag("zh-Hans-CN"), Some(Language::Chinese));
        assert_eq!(Language::from_tag("EN_gb"), Some(Language::English));
        assert_eq!(Language::from_tag(""), None);
        assert_eq!(Language::from_tag("mn"), None);
    }
}
