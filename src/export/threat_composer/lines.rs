//! What Threat Composer has no field for, in lines that people can read and that the import reads back.

use crate::domain::{
    Action, ActorKind, Assumption, AssumptionState, Mitigation, ParticipantId, Place, Question,
    Session, Severity, Strength, Threat, Until,
};
use crate::import::threat_composer::{
    CHECKED, CONTENT, LEVELS, PART, STATEMENT, STATES, is_tag_reference, parts as theirs, shortened,
};

/// The words before the colon that the import reads back: a line with another one is someone else's.
const OURS: &[&str] = &[
    "text",
    "also",
    "said by",
    "severity",
    "likelihood",
    "impact",
    "business risk",
    "response",
    "reason",
    "evidence",
    "decided by",
    "deferred",
    "deferred by",
    "deferred until",
    "reference",
    "affects us",
    "status",
    "kind",
    "effort",
    "verification",
    "ticket",
    "state",
    "id",
    "rank",
    "answer",
    "confirmed",
    "asked by",
    "owner",
    "due",
    "agreed",
    "about",
    "where",
    "actor",
    "target",
    "source",
    "prerequisites",
    "action",
    "effect",
    "leads to",
    "until",
    "strength",
    "checked",
    "checked by",
    "instead of",
    "link",
    "rests on",
    "asset",
    "business risk without a threat",
    // As earlier versions wrote some of these.
    "put off",
    "put off until",
    "touches us",
    "verified by",
    "said yes",
];

/// What someone is called.
pub(super) type Who<'a> = &'a dyn Fn(Option<ParticipantId>) -> Option<String>;

/// Lines in the making.
struct Lines(Vec<String>);

impl Lines {
    fn say(&mut self, word: &str, said: &str) {
        if !said.is_empty() {
            self.0.push(format!("{word}: {said}"));
        }
    }

    fn maybe(&mut self, word: &str, said: Option<impl AsRef<str>>) {
        if let Some(said) = said {
            self.say(word, said.as_ref());
        }
    }

    fn each(&mut self, word: &str, all: impl IntoIterator<Item = impl AsRef<str>>) {
        for said in all {
            self.say(word, said.as_ref());
        }
    }
}

/// The lines among these that are not ours to write.
pub(super) fn foreign(lines: &[String], keep_where: bool) -> impl Iterator<Item = &String> {
    lines.iter().filter(move |line| {
        let word = line.split_once(": ").map(|(word, _)| word);
        match word {
            Some("where") => keep_where,
            Some(word) => !OURS.contains(&word),
            None => true,
        }
    })
}

pub(super) fn threat(item: &Threat, session: Option<&Session>, who: Who) -> Vec<String> {
    let mut lines = Lines(Vec::new());
    if shortened(&item.text, STATEMENT) != item.text.as_str() {
        lines.say("text", &item.text);
    }
    lines.each("also", item.also.iter().map(|text| text.as_str()));
    lines.maybe("said by", who(item.speaker));
    if item.severity == Some(Severity::Critical) {
        lines.say("severity", Severity::Critical.words());
    }
    let level = |of| {
        let found = LEVELS.iter().find(|(level, _)| Some(*level) == of);
        found.map(|(_, words)| *words)
    };
    lines.maybe("likelihood", level(item.likelihood));
    lines.maybe("impact", level(item.impact));
    lines.say("business risk", &item.business_risk);
    let risks = session.map_or(&[][..], |session| &session.business_risks);
    let led_to = risks
        .iter()
        .filter(|risk| item.business_risks.contains(&risk.id));
    lines.each("leads to", led_to.map(|risk| risk.text.as_str()));
    if let Some(response) = &item.response {
        lines.say("response", response.kind.words());
        lines.say("reason", &response.reason);
        lines.say("evidence", &response.evidence);
        lines.maybe("decided by", who(response.by));
        lines.maybe("until", response.until.as_ref().map(Until::written));
    }
    if let Some(deferred) = &item.deferred {
        lines.0.push(format!("deferred: {}", deferred.reason));
        lines.maybe("deferred by", who(deferred.by));
        lines.maybe(
            "deferred until",
            deferred.until.as_ref().map(Until::written),
        );
    }
    let elsewhere = item
        .references
        .iter()
        .filter(|text| !is_tag_reference(text));
    lines.each("reference", elsewhere.map(|text| text.as_str()));
    lines.maybe("affects us", item.applies.map(|applies| applies.words()));
    let places = |place: &Place| session.map(|session| session.place_words(*place));
    lines.each("where", item.places.iter().filter_map(places));
    parts(item, &mut lines);
    lines.0
}

/// What the fields for the parts of a statement cannot say.
fn parts(item: &Threat, lines: &mut Lines) {
    let Some(parts) = item.parts.as_deref() else {
        return;
    };
    match (parts.actor, parts.who.is_empty()) {
        (Some(kind), false) => lines.say("actor", kind.words()),
        (None, false) if ActorKind::named(&parts.who).is_some() => {
            lines.say("actor", theirs::IN_WORDS);
        }
        _ => {}
    }
    lines.say("target", &parts.to);
    for (name, _, word) in theirs::FIELDS {
        let words = parts.part(name);
        if shortened(words, PART) != words.as_str() {
            lines.say(word, words);
        }
    }
}

pub(super) fn mitigation(item: &Mitigation, who: Who) -> Vec<String> {
    let mut lines = Lines(Vec::new());
    if shortened(&item.text, CONTENT) != item.text.as_str() {
        lines.say("text", &item.text);
    }
    lines.each("also", item.also.iter().map(|text| text.as_str()));
    lines.maybe("said by", who(item.speaker));
    lines.say("status", item.status.words());
    lines.maybe("kind", item.kind.map(|kind| kind.words()));
    lines.maybe("strength", item.strength.map(Strength::words));
    lines.maybe("effort", item.effort.map(|e| e.letter().to_string()));
    lines.say("verification", &item.verify);
    lines.maybe("instead of", item.instead_of.map(|kind| kind.words()));
    if let Some(checked) = &item.checked {
        let found = CHECKED.iter().find(|(passed, _)| *passed == checked.passed);
        lines.maybe("checked", found.map(|(_, words)| *words));
        lines.maybe("checked by", who(checked.by));
    }
    lines.maybe("ticket", item.external.as_ref().map(|key| key.as_str()));
    lines.0
}

pub(super) fn assumption(item: &Assumption, who: Who) -> Vec<String> {
    let mut lines = Lines(Vec::new());
    if shortened(&item.text, CONTENT) != item.text.as_str() {
        lines.say("text", &item.text);
    }
    lines.maybe("said by", who(item.speaker));
    if item.state != AssumptionState::Unconfirmed {
        let found = STATES.iter().find(|(state, _)| *state == item.state);
        lines.maybe("state", found.map(|(_, words)| *words));
    }
    lines.maybe("until", item.until.as_ref().map(Until::written));
    lines.0
}

/// Where an item stands among the others of its list, and what it is known by and about there.
pub(super) struct Frame<'a> {
    pub(super) id: &'a str,
    pub(super) rank: u32,
    pub(super) about: &'a [String],
}

impl Frame<'_> {
    fn say(&self, lines: &mut Lines) {
        lines.say("id", self.id);
        lines.say("rank", &self.rank.to_string());
        if self.about.is_empty() {
            lines.say("about", "nothing");
        }
        lines.each("about", self.about);
    }
}

pub(super) fn question(item: &Question, frame: &Frame, who: Who) -> Vec<String> {
    let mut lines = Lines(vec![item.text.to_string()]);
    lines.say("state", item.state.words());
    lines.say("answer", &item.answer);
    lines.maybe("confirmed", item.confirmed.then_some("yes"));
    lines.each("also", item.also.iter().map(|text| text.as_str()));
    lines.maybe("asked by", who(item.speaker));
    lines.maybe("owner", who(item.owner));
    frame.say(&mut lines);
    lines.0
}

pub(super) fn action(item: &Action, frame: &Frame, who: Who) -> Vec<String> {
    let mut lines = Lines(vec![item.text.to_string()]);
    lines.say("kind", item.kind.words());
    lines.say("status", item.status.words());
    lines.maybe("owner", who(item.owner));
    lines.maybe("due", item.due.map(|day| day.to_string()));
    lines.maybe("agreed", item.said_yes.then_some("yes"));
    lines.maybe("ticket", item.external.as_ref().map(|key| key.as_str()));
    frame.say(&mut lines);
    lines.0
}
