//! One `.feature` file per mitigation, in Gherkin: when the threat happens, then the mitigation has its effect.
//!
//! Each line begins with a keyword or with words of this program, so that words of the room can begin neither a step, a
//! tag, a comment, a table nor a text in quotes. The first line fixes the language.

use super::story::{Story, stories};
use super::view::View;
use super::{File, Kind, Shelf, Takes};
use crate::domain::{Session, Text, Threat};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "feature",
    file: "M*.feature",
    describes: "Gherkin, one file per mitigation",
    shelf: Shelf::Backlog,
    write: |view| {
        stories(view)
            .iter()
            .map(|story| file(view, story))
            .collect()
    },
    takes: Takes::Everything,
};

/// The longest readable part of a file name, in characters.
const LONGEST_SLUG: usize = 50;

fn file(view: &View, story: &Story) -> File {
    let id = story.mitigation.id;
    let slug = slug(&story.mitigation.text);
    let joint = if slug.is_empty() { "" } else { "-" };
    File {
        name: format!("{id}{joint}{slug}.feature"),
        contents: text(view, story),
    }
}

/// Letters and digits that every disk takes, with hyphens between.
fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.chars() {
        if slug.len() >= LONGEST_SLUG {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The words on one line, or a question in their place.
fn line(words: &str, else_asks: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        else_asks.to_owned()
    } else {
        words
    }
}

/// Tags that say something else.
const TAKEN: [&str; 2] = [UNRATED, "threat-model"];

/// The tag of a threat that nobody rated.
const UNRATED: &str = "unrated";

/// The level of a threat as a tag: on the session's own scale the word that it has there.
fn rated(session: &Session, threat: &Threat) -> String {
    let Some(severity) = threat.severity else {
        return UNRATED.to_owned();
    };
    let level = session.scale.as_ref().and(session.level(threat));
    level.map_or_else(
        || severity.words().to_owned(),
        |level| level_tag(session, level),
    )
}

/// The word of a level as a tag, or its place on the scale from 1 where its letters make none, or none of its own.
fn level_tag(session: &Session, level: usize) -> String {
    let levels = &session.scale().levels;
    let tags: Vec<String> = levels.iter().map(|level| as_tag(&level.word)).collect();
    let own = tags.get(level).filter(|tag| {
        let alike = tags.iter().filter(|other| other == tag);
        !tag.is_empty() && !TAKEN.contains(&tag.as_str()) && alike.count() == 1
    });
    own.map_or_else(|| format!("level-{}", level + 1), Clone::clone)
}

/// Letters and digits in lower case, with hyphens between: nothing that ends a tag or begins another one.
fn as_tag(words: &str) -> String {
    let words = words.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

fn text(view: &View, story: &Story) -> String {
    let mitigation = story.mitigation;
    let what = line(&mitigation.text, "(what is to be built?)");
    let who = story.audience.unwrap_or("a stakeholder (who?)");
    let avoids: Vec<String> = story
        .threats
        .iter()
        .map(|threat| {
            let words = line(&threat.text, "(which threat?)");
            format!("{} {}", threat.id, super::phrase::stem(&words))
        })
        .collect();
    let avoids = if avoids.is_empty() {
        "a threat (which one?)".to_owned()
    } else {
        super::phrase::and(&avoids)
    };
    let mut out = format!(
        "# language: en\n@threat-model @{}\nFeature: {what}\n  As {}, I want this,\n  so that we avoid {avoids}.\n",
        view.session.ticket_id(mitigation),
        line(who, ""),
    );
    if story.threats.is_empty() {
        scenario(view, None, &what, &mitigation.verify, &mut out);
    }
    for threat in &story.threats {
        scenario(view, Some(threat), &what, &mitigation.verify, &mut out);
    }
    out
}

fn scenario(view: &View, threat: Option<&Threat>, what: &str, verify: &Text, out: &mut String) {
    out.push('\n');
    let does = threat.map_or_else(String::new, |threat| line(&threat.text, ""));
    if let Some(threat) = threat {
        let rated = rated(view.session, threat);
        out.push_str(&format!("  @{} @{rated}\n", threat.id));
        let who = view.session.scenario(threat);
        let what = who.map_or_else(|| does.clone(), |who| line(&who, ""));
        out.push_str(&format!("  Scenario: {} {what}\n", threat.id));
    } else {
        out.push_str("  Scenario: (which threat does it mitigate?)\n");
    }
    let places: Vec<String> = threat
        .iter()
        .flat_map(|threat| &threat.places)
        .map(|place| line(&view.session.place_words(*place), ""))
        .filter(|place| !place.is_empty())
        .collect();
    if places.is_empty() {
        out.push_str("    Given a threat on (which element or flow?)\n");
    } else {
        out.push_str(&format!(
            "    Given a threat on {}\n",
            super::phrase::and(&places)
        ));
    }
    if does.is_empty() {
        out.push_str("    When this happens: (which threat?)\n");
    } else {
        out.push_str(&format!("    When this happens: {does}\n"));
        let effect = threat.and_then(|threat| view.session.effect_words(threat));
        if let Some(effect) = effect {
            out.push_str(&format!("    And then: {}\n", line(&effect, "")));
        }
    }
    out.push_str(&format!("    Then this mitigates it: {what}\n"));
    match line(verify, "").as_str() {
        "" => out.push_str("    And we verify it by: (how?)\n"),
        verify => out.push_str(&format!("    And we verify it by: {verify}\n")),
    }
}
