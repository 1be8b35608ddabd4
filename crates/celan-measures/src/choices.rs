//! What the finder asks: who one is and what one wants, with the words that name each.

use regex::Regex;
use serde::Deserialize;

/// The choices of a finder.
#[derive(Debug, Clone)]
pub struct Choices {
    /// Groups of recipients.
    pub who: Vec<Choice>,
    /// Purposes.
    pub want: Vec<Choice>,
}

/// One choice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its name in addresses.
    pub id: String,
    /// Its name for people.
    pub name: Named,
    /// The words that name it in a text.
    pub words: Vec<String>,
    /// The wider group, whose measures are for this one too.
    #[serde(default)]
    pub within: Option<String>,
}

/// A name in the languages of the interface.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "NameToml")]
pub struct Named {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A name as it is written: one for both languages, or one each.
#[derive(Deserialize)]
#[serde(untagged)]
enum NameToml {
    One(String),
    Each { zh: String, en: String },
}

impl From<NameToml> for Named {
    fn from(name: NameToml) -> Self {
        match name {
            NameToml::One(name) => Self {
                zh: name.clone(),
                en: name,
            },
            NameToml::Each { zh, en } => Self { zh, en },
        }
    }
}

/// Why choices cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ChoicesError {
    /// The table cannot be read.
    #[error("[finder] of library.toml cannot be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// Two choices of one question have one id.
    #[error("the finder has two choices with the id `{0}`; rename one of them")]
    Twice(String),
    /// The wider group is none.
    #[error("`{id}` is within `{within}`, which is no choice; name one of the choices of `who`")]
    Unknown {
        /// The choice.
        id: String,
        /// The wider group it names.
        within: String,
    },
}

/// Lists of choices.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Lists {
    who: Vec<Choice>,
    want: Vec<Choice>,
}

/// What of library.toml is read here.
#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    finder: Lists,
}

impl Default for Choices {
    /// The choices of a library that names none.
    fn default() -> Self {
        let defaults: Lists = toml::from_str(include_str!("../data/finder.toml"))
            .expect("data/finder.toml is read by a test");
        Self {
            who: defaults.who,
            want: defaults.want,
        }
    }
}

impl Choices {
    /// The defaults with the choices that a `library.toml` names (`[[finder.who]]`, `[[finder.want]]`, each
    /// `id`, `name`, `words`, `within`).
    ///
    /// # Errors
    /// [`ChoicesError`] where the table cannot be read, or as in [`Choices::with`].
    pub fn of_manifest(toml: &str) -> Result<Self, ChoicesError> {
        let own: Manifest = toml::from_str(toml)?;
        Self::with(own.finder.who, own.finder.want)
    }

    /// The defaults with a library's own choices: one with a known id takes the default's place, others
    /// follow.
    ///
    /// # Errors
    /// [`ChoicesError`] where ids are not unique or a wider group is unknown.
    pub fn with(who: Vec<Choice>, want: Vec<Choice>) -> Result<Self, ChoicesError> {
        let mut choices = Self::default();
        merge(&mut choices.who, who)?;
        merge(&mut choices.want, want)?;
        for choice in &choices.who {
            if let Some(within) = &choice.within
                && !choices.who.iter().any(|other| other.id == *within)
            {
                return Err(ChoicesError::Unknown {
                    id: choice.id.clone(),
                    within: within.clone(),
                });
            }
        }
        Ok(choices)
    }
}

fn merge(choices: &mut Vec<Choice>, own: Vec<Choice>) -> Result<(), ChoicesError> {
    for (n, choice) in own.iter().enumerate() {
        if own[..n].iter().any(|other| other.id == choice.id) {
            return Err(ChoicesError::Twice(choice.id.clone()));
        }
    }
    for choice in own {
        match choices.iter_mut().find(|known| known.id == choice.id) {
            Some(known) => *known = choice,
            None => choices.push(choice),
        }
    }
    Ok(())
}

/// The words of a question's choices, as patterns.
pub(crate) struct Words<'a> {
    choices: &'a [Choice],
    patterns: Vec<Option<Regex>>,
}

impl<'a> Words<'a> {
    pub(crate) fn new(choices: &'a [Choice]) -> Self {
        let pattern = |choice: &Choice| {
            let words = choice.words.iter().map(|word| {
                let folded = celan_text::fold(word).chars;
                regex::escape(&folded.into_iter().collect::<String>())
            });
            let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
            // Escaped words make a pattern unless they are too many for the engine; then none matches.
            (!words.is_empty())
                .then(|| Regex::new(&words.join("|")).ok())
                .flatten()
        };
        Self {
            choices,
            patterns: choices.iter().map(pattern).collect(),
        }
    }

    /// The ids of the choices that `text` names, the wider group left out where a narrower one is named.
    pub(crate) fn named(&self, text: &str) -> Vec<String> {
        let named: Vec<&Choice> = self
            .choices
            .iter()
            .zip(&self.patterns)
            .filter(|(_, pattern)| pattern.as_ref().is_some_and(|p| names(p, text)))
            .map(|(choice, _)| choice)
            .collect();
        let wider = |choice: &Choice| {
            named
                .iter()
                .any(|other| other.within.as_deref() == Some(choice.id.as_str()))
        };
        let specific = named.iter().filter(|choice| !wider(choice));
        specific.map(|choice| choice.id.clone()).collect()
    }
}

/// Whether one of the words stands in `text` and is not denied there: 民办非企业单位 is no 企业.
fn names(words: &Regex, text: &str) -> bool {
    let mut found = words.find_iter(text);
    found.any(|word| !text[..word.start()].ends_with('非'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_specific_group_is_named() {
        let choices = Choices::default();
        let who = Words::new(&choices.who);
        assert_eq!(who.named("对被认定为国家高新技术企业的"), ["hightech"]);
        assert_eq!(who.named("规模以上工业企业"), ["enterprise"]);
        assert_eq!(who.named("种植大户"), ["cooperative"]);
        assert!(
            !who.named("民办非企业单位")
                .contains(&"enterprise".to_owned())
        );
        assert_eq!(who.named("非企业单位和企业"), ["enterprise"]);
    }

    #[test]
    fn a_library_may_name_its_own() {
        let own = |id: &str, within: Option<&str>| Choice {
            id: id.into(),
            name: Named::default(),
            words: vec!["渔船".into()],
            within: within.map(str::to_owned),
        };
        let toml = "title = \"x\"\n[[finder.who]]\nid = \"a\"\nname = \"甲\"\nwords = [\"甲\"]\n";
        let choices = Choices::of_manifest(toml);
        assert!(choices.is_ok_and(|c| c.who.iter().any(|w| w.name.en == "甲")));
        let choices = Choices::with(vec![own("fisher", Some("enterprise"))], Vec::new());
        assert!(choices.is_ok_and(|c| c.who.iter().any(|w| w.id == "fisher")));
        assert!(Choices::with(vec![own("a", Some("nobody"))], Vec::new()).is_err());
        assert!(Choices::with(vec![own("a", None), own("a", None)], Vec::new()).is_err());
    }
}
