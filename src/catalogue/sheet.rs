//! The words of a sheet: what the page for everyone in the meeting says, in each language in which it can be handed out.

use serde::{Deserialize, Serialize};

use super::{Catalogue, CatalogueError, read};
use crate::domain::Text;

/// The bundled words.
const BUNDLED: [&str; 2] = [include_str!("sheet.ron"), include_str!("sheet-de.ron")];

/// A language in which sheets come along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// All of them, in the order of [`BUNDLED`].
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// The language of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.name() == name)
    }
}

/// Words by their keys. A key that nothing has words for is a mistake in the file, and so is one that no one knows.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $own:ident { $($key:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name {
            $(pub(crate) $key: Text,)*
        }

        /// The same, of which a team may write as many as it likes.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        struct $own {
            $($key: Option<Text>,)*
        }

        impl $name {
            /// Puts a team's own words in the place of these.
            ///
            /// # Errors
            /// The first that is empty, or has other places to fill in.
            fn put(&mut self, own: $own) -> Result<(), String> {
                $(if let Some(own) = own.$key {
                    fits(stringify!($key), &self.$key, &own)?;
                    self.$key = own;
                })*
                Ok(())
            }

            /// Every key with its words.
            #[cfg(test)]
            fn all(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($key), self.$key.as_str()),)*]
            }
        }
    };
}

words! {
    /// What stands on the page.
    PageWords, OwnPage {
        lang, kind_before, kind_silent, kind_vote, kind_end, prompt_before, prompt_silent, prompt_vote,
        prompt_end, untitled, dot, dots, why_now, scope, in_scope, out_of_scope, no_scope, agenda, minutes,
        minutes_in_all, bring, bring_drawing, bring_worry, bring_questions, step_start, step_working_on, step_go_wrong, step_do_about,
        step_good_enough, step_vote, step_questions, step_since, step_actions, step_who, step_one_threat, step_buffer, map, map_picture, map_key, map_key_threats, map_key_unknown, map_in_words, no_map, external, process, store, in_zone, is_unknown, is_out, flows, no_data,
        candidates, no_candidates, left_out, more_lines, actions, no_actions, owner, no_owner, has_owner, due, no_due, accepted,
        accepted_by, how, how_chat, how_threat, how_question, how_fix, how_worry, how_missing, how_assumption,
        how_before, how_vote, how_yes, how_confidence, how_time, how_keep, example, example_threat, example_question,
        example_fix, example_worry, example_missing, example_assumption, example_confidence, example_time,
        example_keep, example_change, name, choose_name,
        not_listed, typed_name, threats, threats_help, threat_n, place, place_n, elements, questions,
        questions_help, question_n, fixes, fixes_help, fix_n, missing, missing_help, missing_n, assumptions,
        assumptions_help, assumption_n, worries, worries_help, worry_n, vote_help, your_actions, choose_first, none_yours, do_you, yes, no, confidence, confidence_low,
        confidence_high, time, time_low, time_high, keep, keep_n, change, change_n, finished, result,
        result_says, result_before, result_alone, text_alone, copy_all, copy_plain, save, plain_votes, by_hand, truth, paper_name,
        paper_lines, paper_dots,
    }
}

words! {
    /// What the page's script says.
    ScriptWords, OwnScript {
        copy_one, copy_n, line_one, line_n, copied, copied_before, copied_n, by_hand, saved, changed, ready, need_name,
        need_typed_name, need_words, too_long, one_left, n_left, none_left, more_for, fewer_for, no_more,
    }
}

/// All words of a sheet in one language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SheetWords {
    pub(crate) page: PageWords,
    pub(crate) script: ScriptWords,
}

/// What a team writes to have other words on its sheets.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Own {
    language: Language,
    #[serde(default)]
    page: OwnPage,
    #[serde(default)]
    script: OwnScript,
}

/// The places to fill in, in the order of their names.
fn places(words: &str) -> Vec<&str> {
    let mut places: Vec<&str> = words
        .split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect();
    places.sort_unstable();
    places
}

/// Whether these words can stand where those did.
fn fits(key: &str, bundled: &Text, own: &Text) -> Result<(), String> {
    if own.is_empty() {
        return Err(format!(
            "the words for {key} are empty. Write a sentence, or remove the line."
        ));
    }
    let expected = places(bundled);
    if places(own) == expected {
        return Ok(());
    }
    let expected: Vec<String> = expected.iter().map(|it| format!("{{{it}}}")).collect();
    Err(match expected.as_slice() {
        [] => format!("the words for {key} have nothing to fill in. Write them without {{ and }}."),
        places => format!(
            "the words for {key} must have {} once each.",
            places.join(" and ")
        ),
    })
}

/// Words with their places filled in.
pub(crate) fn fill(words: &str, with: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        match behind.split_once('}') {
            Some((place, behind)) => {
                let value = with.iter().find(|(name, _)| *name == place);
                filled.push_str(value.map_or("", |(_, value)| value));
                rest = behind;
            }
            None => rest = behind,
        }
    }
    filled.push_str(rest);
    filled
}

/// The words that come with the program, in the order of [`Language::ALL`].
pub(super) fn bundled() -> Result<Vec<SheetWords>, CatalogueError> {
    BUNDLED.into_iter().map(read::<SheetWords>).collect()
}

impl Catalogue {
    /// The words of a sheet in a language.
    pub(crate) fn sheet_words(&self, language: Language) -> Option<&SheetWords> {
        let place = Language::ALL.iter().position(|it| *it == language)?;
        self.sheets.get(place)
    }

    /// The same with a team's own words in the place of some.
    ///
    /// # Errors
    /// The first of them that cannot stand there, in a sentence.
    pub(super) fn put_sheet_words(&mut self, own: Own) -> Result<(), String> {
        let place = Language::ALL.iter().position(|it| *it == own.language);
        if let Some(words) = place.and_then(|place| self.sheets.get_mut(place)) {
            words.page.put(own.page)?;
            words.script.put(own.script)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
