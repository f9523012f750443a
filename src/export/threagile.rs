//! `threagile-questions.yaml`: the questions with their answers and the data that needs protecting, as a part of a
//! Threagile model.
//!
//! A model takes it in by a line below its `includes:`, or by hand. Texts are written in double quotes with the escapes
//! that JSON and YAML share, so that no text can be anything but text. An empty answer is what Threagile calls
//! unanswered; an answer that says why no one will answer counts as one.

use std::collections::HashSet;

use serde_json::Value;

use super::view::View;
use super::{Kind, Shelf, Takes, one};
use crate::domain::{Asset, AssetKind, Level, Question, QuestionState, Session};
use crate::import::threagile::assets::{CRITICALITY, SECRECY};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: crate::import::THREAGILE,
    file: "threagile-questions.yaml",
    describes: "questions and data assets for Threagile",
    shelf: Shelf::Programs,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Less(remarks),
};

/// Readers of YAML look for the colon after a plain name no further than 1024 characters.
const LONGEST_PLAIN_NAME: usize = 1000;

/// Signs of HTML that the importer turns into letters.
const ENTITIES: [&str; 5] = ["&lt;", "&gt;", "&quot;", "&#39;", "&amp;"];

/// The whole file.
fn render(view: &View) -> String {
    let questions = &view.session.questions;
    let mut out = String::from(
        "# Questions of a threat model, for Threagile. List this file under `includes:` in the model, or copy them.\n\
         # An empty answer means there is no answer yet.\n",
    );
    if questions.is_empty() {
        out.push_str("questions: {}\n");
    } else {
        out.push_str("questions:\n");
    }
    let mut names = HashSet::new();
    for question in questions {
        let name = quoted(&harmless(&unique(question, &mut names)));
        let answer = quoted(&harmless(&answer(question)));
        out.push_str(&format!("  # {}{}\n", question.id, about(question)));
        if name.len() > LONGEST_PLAIN_NAME {
            out.push_str(&format!("  ? {name}\n  : {answer}\n"));
        } else {
            out.push_str(&format!("  {name}: {answer}\n"));
        }
    }
    data(view.session, &mut out);
    out
}

/// The data assets of which all needs were said: Threagile reads no other.
fn data(session: &Session, out: &mut String) {
    let assets = session.assets.iter();
    let mut assets = assets
        .filter_map(|asset| Some((asset, needs(asset)?)))
        .peekable();
    if assets.peek().is_none() {
        return;
    }
    out.push_str("# Usage and quantity are not known here. Set them in the model.\ndata_assets:\n");
    for (asset, [confidentiality, integrity, availability]) in assets {
        let name = quoted(&harmless(&asset.name));
        let places: Vec<String> = asset.places.iter().map(ToString::to_string).collect();
        let places = match places.as_slice() {
            [] => String::new(),
            places => format!(", at {}", places.join(", ")),
        };
        let id = asset.id.to_string().to_lowercase();
        out.push_str(&format!(
            "  # {}{places}\n  ? {name}\n  : id: {id}\n    description: {name}\n    usage: business\n    quantity: many\n    \
             confidentiality: {}\n    integrity: {}\n    availability: {}\n",
            asset.id,
            word(&SECRECY, confidentiality),
            word(&CRITICALITY, integrity),
            word(&CRITICALITY, availability),
        ));
    }
}

/// The needs of data, or of what no one said to be anything else, where all of them are said.
fn needs(asset: &Asset) -> Option<[Level; 3]> {
    let is_data = matches!(asset.kind, None | Some(AssetKind::Data));
    let needs = [
        asset.confidentiality?,
        asset.integrity?,
        asset.availability?,
    ];
    is_data.then_some(needs)
}

/// The highest of Threagile's words for a level that is no more than needed.
fn word(scale: &[(&'static str, Level); 5], level: Level) -> &'static str {
    let mut of_level = scale.iter().filter(|(_, of)| *of == level);
    let found = match level {
        Level::Low => of_level.next_back(),
        Level::Medium | Level::High => of_level.next(),
    };
    found.map_or("", |(word, _)| word)
}

/// Which assets do not go out.
fn remarks(view: &View) -> Vec<String> {
    let assets = view.session.assets.iter();
    let lacking = assets.filter(|asset| needs(asset).is_none());
    let lacking: Vec<String> = lacking.map(|asset| asset.id.to_string()).collect();
    if lacking.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "Threagile takes data whose confidentiality, integrity and availability are all said, so these assets are not carried: {}.",
        lacking.join(", ")
    )]
}

/// The words of a question; with its id where another has the same, as two names in YAML must differ.
fn unique(question: &Question, names: &mut HashSet<String>) -> String {
    let mut name = question.text.to_string();
    if name.is_empty() {
        name = question.id.to_string();
    }
    while !names.insert(name.clone()) {
        name.push_str(&format!(" ({})", question.id));
    }
    name
}

fn answer(question: &Question) -> String {
    match question.state {
        QuestionState::Open | QuestionState::Moved => String::new(),
        QuestionState::Answered if question.answer.is_empty() => {
            "Answered, but the answer was not recorded.".to_owned()
        }
        QuestionState::Answered => question.answer.to_string(),
        QuestionState::OutOfScope => with(question, "Out of scope"),
        QuestionState::Withdrawn => with(question, "Withdrawn"),
    }
}

fn with(question: &Question, word: &str) -> String {
    if question.answer.is_empty() {
        format!("{word}.")
    } else {
        format!("{word}: {}", question.answer)
    }
}

/// What it is about, by ids: `, about T1, M2`.
fn about(question: &Question) -> String {
    if question.about.is_empty() {
        return String::new();
    }
    let ids: Vec<String> = question.about.iter().map(ToString::to_string).collect();
    format!(", about {}", ids.join(", "))
}

/// Without what a report would read as HTML; words that only look a little like it stay as they are.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (place, sign) in text.char_indices() {
        let (_, rest) = text.split_at(place);
        let after = rest.chars().nth(1);
        match sign {
            '<' if after.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)) => {
                out.push_str("&lt;")
            }
            '&' if ENTITIES.iter().any(|entity| rest.starts_with(entity)) => out.push_str("&amp;"),
            _ => out.push(sign),
        }
    }
    out
}

/// In double quotes: what JSON writes is YAML too.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_that_reads_html_finds_none_in_what_people_said() {
        for (text, written) in [
            ("is a < b and R&D?", "is a < b and R&D?"),
            ("<b>bold</b>", "&lt;b>bold&lt;/b>"),
            ("<!-- x", "&lt;!-- x"),
            ("say &lt; and &nbsp;", "say &amp;lt; and &nbsp;"),
            ("x <", "x <"),
        ] {
            assert_eq!(harmless(text), written);
        }
    }
}
