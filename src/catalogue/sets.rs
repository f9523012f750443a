//! Category sets: the kinds of threats that a room is asked about, which of them matter at which kind of place, and how
//! they are asked about there. STRIDE, CIA and LINDDUN come with the program; a team may write its own.

use std::sync::Arc;

use serde::Deserialize;

use super::sweep::{Spot, SweepPrompt};
use super::{Catalogue, CatalogueError, read};
use crate::domain::fold::squeeze;
use crate::domain::{Asked, Category, STRIDE, Session, Stride, Text, can_be_category, can_be_set};

/// The sets that come with the program, but for STRIDE, which the domain knows.
const BUNDLED: [&str; 2] = [
    include_str!("sets/cia.ron"),
    include_str!("sets/linddun.ron"),
];

/// Letters of one set, at most: more cannot be told apart on one line.
const MOST_LETTERS: usize = 12;
/// The longest mark of a letter, in characters.
const MOST_MARK: usize = 2;
/// The longest title, in characters.
const MOST_TITLE: usize = 40;

/// A set of categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategorySet {
    /// What it is called in files and commands: `linddun`.
    pub name: Text,
    /// What it is called on the screen: `LINDDUN`.
    pub title: Text,
    /// What it is good for, in a few words.
    pub says: Text,
    /// Its letters, in their order.
    pub letters: Vec<Letter>,
}

/// A category of a set.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// One or two characters that stand for it: `L`, `Nr`.
    pub mark: Text,
    /// Its name: `linking`.
    pub is: Text,
}

/// A set as it is written in a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    name: Text,
    title: Text,
    #[serde(default)]
    says: Text,
    letters: Vec<Letter>,
    prompts: Vec<WrittenPrompt>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPrompt {
    at: Spot,
    asks: Text,
    says: String,
}

impl CategorySet {
    /// What is asked when the team is asked about one of its letters.
    fn asked(&self, letter: &Letter) -> Option<Asked> {
        if self.name.as_str() == STRIDE {
            let all = Stride::ALL.into_iter();
            let mut named = all.filter(|stride| stride.words() == letter.is.as_str());
            return named.next().map(Asked::Letter);
        }
        Category::new(self.name.clone(), letter.is.clone()).map(Asked::Of)
    }

    /// Everything that it asks about, in the order of its letters.
    pub fn all_asked(&self) -> impl Iterator<Item = Asked> {
        self.letters.iter().filter_map(|letter| self.asked(letter))
    }
}

impl Written {
    /// The set and its prompts.
    ///
    /// # Errors
    /// What cannot be, in a sentence; `says` refuses a question that cannot be shown.
    pub(super) fn checked(
        self,
        says: impl Fn(&str) -> Result<(), String>,
    ) -> Result<(CategorySet, Vec<SweepPrompt>), String> {
        let name = &self.name;
        can_be_set(name).map_err(|why| format!("the name of the set \"{name}\": {why}"))?;
        if [name, &self.title]
            .into_iter()
            .any(|said| squeeze(said) == STRIDE)
        {
            return Err(
                "STRIDE is built in. Put your own questions for it under `sweep`, or give the set another name."
                    .to_owned(),
            );
        }
        let wrong = |says: String| format!("the set {name}: {says}");
        if self.title.is_empty() || self.title.chars().count() > MOST_TITLE {
            return Err(wrong(format!(
                "its title must have 1 to {MOST_TITLE} characters."
            )));
        }
        if self.letters.is_empty() || self.letters.len() > MOST_LETTERS {
            return Err(wrong(format!("write 1 to {MOST_LETTERS} letters.")));
        }
        for (place, letter) in self.letters.iter().enumerate() {
            let Letter { mark, is } = letter;
            if !(1..=MOST_MARK).contains(&mark.chars().count()) {
                return Err(wrong(format!(
                    "the mark \"{mark}\" must have 1 or {MOST_MARK} characters."
                )));
            }
            can_be_category(is)
                .map_err(|why| wrong(format!("the name of the letter {mark}, \"{is}\": {why}")))?;
            let mut before = self.letters.iter().take(place);
            if before.any(|other| other.mark == *mark || squeeze(&other.is) == squeeze(is)) {
                return Err(wrong(format!(
                    "the letter {mark}, {is}, is there twice. Remove or rename one."
                )));
            }
            if !self.prompts.iter().any(|prompt| prompt.asks == *is) {
                return Err(wrong(format!(
                    "nothing asks about {is}. Add a prompt, or remove the letter."
                )));
            }
        }
        let mut prompts: Vec<SweepPrompt> = Vec::new();
        for prompt in self.prompts {
            says(&prompt.says).map_err(&wrong)?;
            let is_known = self.letters.iter().any(|letter| letter.is == prompt.asks);
            let category = Category::new(name.clone(), prompt.asks.clone());
            let Some(category) = category.filter(|_| is_known) else {
                let known: Vec<&str> = self.letters.iter().map(|l| l.is.as_str()).collect();
                return Err(wrong(format!(
                    "\"{}\" is not one of its letters. Write {}.",
                    prompt.asks,
                    known.join(" or ")
                )));
            };
            let prompt = SweepPrompt::new(prompt.at, Asked::Of(category), prompt.says);
            if prompts.iter().any(|other| other.is_for_the_same(&prompt)) {
                return Err(wrong(format!(
                    "it asks about {} twice at the same kind of place. Remove one.",
                    prompt.asked().words()
                )));
            }
            prompts.push(prompt);
        }
        let set = CategorySet {
            name: self.name,
            title: self.title,
            says: self.says,
            letters: self.letters,
        };
        Ok((set, prompts))
    }
}

/// STRIDE as a set.
fn stride() -> CategorySet {
    let letter = |stride: Stride| Letter {
        mark: Text::new(&stride.letter().to_string()),
        is: stride.words().into(),
    };
    CategorySet {
        name: STRIDE.into(),
        title: "STRIDE".into(),
        says: "security: six things that an attacker may do".into(),
        letters: Stride::ALL.into_iter().map(letter).collect(),
    }
}

/// The sets that come with the program, and the prompts of those that are not STRIDE.
pub(super) fn bundled() -> Result<(Vec<CategorySet>, Vec<SweepPrompt>), CatalogueError> {
    let (mut sets, mut prompts) = (vec![stride()], Vec::new());
    for text in BUNDLED {
        let written: Written = read(text)?;
        let (set, asks) = written.checked(|_| Ok(())).map_err(CatalogueError)?;
        sets.push(set);
        prompts.extend(asks);
    }
    Ok((sets, prompts))
}

impl Catalogue {
    /// Every category set that is known here.
    pub fn sets(&self) -> &[CategorySet] {
        &self.sets
    }

    /// The categories of all of them, STRIDE aside.
    pub fn categories(&self) -> Arc<[Category]> {
        let asked = self.sets.iter().flat_map(CategorySet::all_asked);
        let categories = asked.filter_map(|asked| match asked {
            Asked::Of(category) => Some(category),
            _ => None,
        });
        categories.collect()
    }

    /// The category set of this name.
    pub fn set_named(&self, name: &str) -> Option<&CategorySet> {
        let name = squeeze(name);
        self.sets.iter().find(|set| squeeze(&set.name) == name)
    }

    /// The category sets that a session uses, as far as they are known here.
    pub fn sets_of<'a>(&'a self, session: &Session) -> Vec<&'a CategorySet> {
        let names = session.set_names().into_iter();
        names.filter_map(|name| self.set_named(name)).collect()
    }

    /// The names of the category sets that a session uses and that are not known here.
    pub fn missing_sets<'a>(&self, session: &'a Session) -> Vec<&'a str> {
        let names = session.set_names().into_iter();
        names
            .filter(|name| self.set_named(name).is_none())
            .collect()
    }

    /// The mark of what is asked: `T`, `Nr`. None for what is asked without a letter.
    pub fn mark(&self, asked: &Asked) -> Option<String> {
        match asked {
            Asked::Letter(letter) => Some(letter.letter().to_string()),
            Asked::Of(category) => {
                let letters = &self.set_named(category.set())?.letters;
                let letter = letters.iter().find(|l| l.is.as_str() == category.name())?;
                Some(letter.mark.to_string())
            }
            Asked::Whole | Asked::Accidents => None,
        }
    }

    /// Puts a user's set in the place of the one of the same name, or behind the others. A name that is only spelled
    /// otherwise stays as sessions have it, so that what was found and looked at is still found.
    pub(super) fn put_set(&mut self, mut set: CategorySet, prompts: Vec<SweepPrompt>) {
        if let Some(old) = self.set_named(&set.name) {
            set.name = old.name.clone();
            for letter in &mut set.letters {
                let same = |other: &&Letter| squeeze(&other.is) == squeeze(&letter.is);
                if let Some(old) = old.letters.iter().find(same) {
                    letter.is = old.is.clone();
                }
            }
        }
        let of_it = |asked: &Asked| matches!(asked, Asked::Of(of) if of.set() == set.name.as_str());
        self.sweep.retain(|prompt| !of_it(prompt.asked()));
        match self.sets.iter_mut().find(|old| old.name == set.name) {
            Some(old) => *old = set,
            None => self.sets.push(set),
        }
        let known = prompts.into_iter().filter_map(|prompt| self.known(prompt));
        let known: Vec<SweepPrompt> = known.collect();
        self.sweep.extend(known);
    }

    /// A prompt with its category spelled as the set spells it; none where no set has that category.
    pub(super) fn known(&self, prompt: SweepPrompt) -> Option<SweepPrompt> {
        let Asked::Of(category) = prompt.asked() else {
            return Some(prompt);
        };
        let set = self.set_named(category.set())?;
        let name = squeeze(category.name());
        let letter = set.letters.iter().find(|l| squeeze(&l.is) == name)?;
        let asked = set.asked(letter)?;
        Some(prompt.about(asked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sets_that_come_along_are_whole() {
        let catalogue = Catalogue::bundled().unwrap();
        let marks = |name: &str| -> String {
            let set = catalogue.set_named(name).unwrap();
            assert!(!set.says.is_empty(), "{name}");
            let marks: Vec<&str> = set.letters.iter().map(|l| l.mark.as_str()).collect();
            marks.join(" ")
        };
        assert_eq!(marks("stride"), "S T R I D E");
        assert_eq!(marks("CIA"), "C I A");
        assert_eq!(marks("Linddun"), "L I Nr D DD U Nc");
        assert_eq!(catalogue.set_named("none"), None);
        for set in catalogue.sets() {
            for asked in set.all_asked() {
                assert!(catalogue.mark(&asked).is_some(), "{asked:?}");
                let asks = catalogue.sweep.iter().filter(|p| *p.asked() == asked);
                assert!(asks.count() > 0, "{asked:?} is asked nowhere");
            }
        }
    }

    #[test]
    fn each_question_of_a_set_is_one_question_that_names_the_place() {
        let catalogue = Catalogue::bundled().unwrap();
        for prompt in catalogue
            .sweep
            .iter()
            .filter(|p| matches!(p.asked(), Asked::Of(_)))
        {
            let says = prompt.says();
            assert_eq!(says.matches('?').count(), 1, "{says}");
            assert!(says.ends_with('?') && says.contains("{}"), "{says}");
            let twins = catalogue.sweep.iter().filter(|p| p.is_for_the_same(prompt));
            assert_eq!(twins.count(), 1, "{says}");
        }
    }
}
