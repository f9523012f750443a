//! One sentence or two for an item of each kind: its id, its words, and what a glance at its row would tell.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::speech::{capital, count, sentence};
use crate::app::App;
use crate::catalogue::references;
use crate::check::left;
use crate::domain::{
    Action, ActionStatus, Asset, Assumption, AssumptionState, BusinessRisk, Effort, Element, Flow,
    ItemId, Mitigation, Note, NoteKind, Parked, ParkedKind, Participant, ParticipantId, Place,
    Question, QuestionState, Response, Session, Status, Text, Threat, Until,
};
use crate::lines::figures;
use crate::risk::{Conventions, Model};

/// What an item is said with: the day, and the numbers that what is left of a threat is made with.
#[derive(Clone, Copy)]
pub struct With<'a> {
    /// The day that it is.
    pub today: NaiveDate,
    /// The numbers that figures of risk are made with.
    pub conventions: &'a Conventions,
}

impl<'a> With<'a> {
    /// What the program goes by now.
    pub(super) fn of(app: &'a App) -> Self {
        Self {
            today: app.today(),
            conventions: &app.scales.conventions,
        }
    }
}

/// An item in words; empty when there is none with this id.
pub fn say_item(session: &Session, id: ItemId, with: With<'_>) -> String {
    let mut facts = facts(session, id, with).unwrap_or_default();
    if !facts.is_empty() {
        let again = session.look_again_words(id, with.today);
        facts.extend(again.map(|why| format!("look again: {why}")));
        facts.extend(session.copied_words(id));
    }
    // The first are the room's own words, and stay as they are.
    let facts = facts.into_iter().enumerate();
    let sentences: Vec<String> = facts
        .filter(|(_, fact)| !fact.is_empty())
        .map(|(place, fact)| match place {
            0 => sentence(&fact),
            _ => sentence(&capital(&fact)),
        })
        .collect();
    match id {
        // No one calls these by an id.
        ItemId::Note(_) | ItemId::Participant(_) => sentences.join(" "),
        _ if sentences.is_empty() => String::new(),
        _ => format!("{id}. {}", sentences.join(" ")),
    }
}

/// What was just written down: its kind and number, and what was understood.
pub(super) fn say_added(session: &Session, id: ItemId, with: With<'_>) -> Option<String> {
    let said = say_item(session, id, with);
    let (kind, number) = match id {
        ItemId::Note(_) | ItemId::Participant(_) => return Some(format!("Added. {said}")),
        ItemId::Threat(id) => ("Threat", id.0),
        ItemId::Mitigation(id) => ("Mitigation", id.0),
        ItemId::Question(id) => ("Question", id.0),
        ItemId::Action(id) => ("Action item", id.0),
        ItemId::Assumption(id) => ("Assumption", id.0),
        ItemId::Element(id) => ("Element", id.0),
        ItemId::Flow(id) => ("Flow", id.0),
        ItemId::Zone(id) => ("Zone", id.0),
        ItemId::Asset(id) => ("Asset", id.0),
        ItemId::BusinessRisk(id) => ("Business risk", id.0),
        ItemId::Parked(_) => return None,
    };
    let said = said.strip_prefix(&format!("{id}. "))?.to_owned();
    Some(format!("{kind} {number} added: {said}"))
}

fn facts(session: &Session, id: ItemId, with: With<'_>) -> Option<Vec<String>> {
    fn found<T>(list: &[T], is: impl Fn(&T) -> bool) -> Option<&T> {
        list.iter().find(|item| is(item))
    }
    let s = session;
    Some(match id {
        ItemId::Note(id) => note(found(&s.notes, |n| n.id == id)?),
        ItemId::Participant(id) => participant(found(&s.participants, |p| p.id == id)?),
        ItemId::Assumption(id) => assumption(s, found(&s.assumptions, |a| a.id == id)?),
        ItemId::Zone(id) => {
            let zone = found(&s.zones, |z| z.id == id)?;
            let inside: Vec<&str> = s.elements_in(id).map(|e| e.name.as_str()).collect();
            vec![format!("Zone {} contains {}", zone.name, list(&inside))]
        }
        ItemId::Element(id) => element(s, found(&s.elements, |e| e.id == id)?),
        ItemId::Flow(id) => flow(s, found(&s.flows, |f| f.id == id)?),
        ItemId::Threat(id) => threat(s, s.threat(id)?, with.conventions),
        ItemId::Mitigation(id) => mitigation(s, s.mitigation(id)?),
        ItemId::Question(id) => question(s, found(&s.questions, |q| q.id == id)?),
        ItemId::Action(id) => action(s, found(&s.actions, |a| a.id == id)?, with.today),
        ItemId::Parked(id) => parked(s, found(&s.parked, |p| p.id == id)?),
        ItemId::Asset(id) => asset(s, s.asset(id)?),
        ItemId::BusinessRisk(id) => business_risk(s, found(&s.business_risks, |b| b.id == id)?),
    })
}

fn asset(s: &Session, asset: &Asset) -> Vec<String> {
    let mut facts = vec![asset.name.to_string()];
    facts.extend(asset.kind.map(|kind| kind.words().to_owned()));
    let needs = [
        ("confidentiality", asset.confidentiality),
        ("integrity", asset.integrity),
        ("availability", asset.availability),
    ];
    let said = needs
        .into_iter()
        .filter_map(|(need, level)| Some((need, level?)));
    facts.extend(said.map(|(need, level)| format!("{need} {}", level.words())));
    let places: Vec<String> = asset.places.iter().map(|p| s.place_words(*p)).collect();
    facts.push(worded("on", &places.join(", ").into()));
    facts
}

fn business_risk(s: &Session, risk: &BusinessRisk) -> Vec<String> {
    let from = s
        .threats
        .iter()
        .filter(|t| t.business_risks.contains(&risk.id));
    let from: Vec<String> = from.map(|t| t.id.to_string()).collect();
    vec![
        risk.text.to_string(),
        worded("led to by", &from.join(", ").into()),
    ]
}

fn threat(s: &Session, threat: &Threat, conventions: &Conventions) -> Vec<String> {
    let id = ItemId::from(threat.id);
    let mut facts = vec![threat.text.to_string()];
    facts.push(s.level_words(threat).unwrap_or_default().to_owned());
    let model = Model::about(s, conventions, threat.id);
    facts.extend(left::left_words(&model, model.now(), threat.id));
    let places: Vec<String> = threat.places.iter().map(|place| at(s, *place)).collect();
    facts.push(some("where:", &places));
    facts.extend(s.sentence(threat));
    facts.push(threat.kinds().join(", "));
    let names = s.said_by(threat);
    if !names.is_empty() {
        facts.push(format!("said by {names}"));
    }
    facts.extend(s.clarity_words(threat.id));
    if let Some(response) = &threat.response {
        facts.push(format!("response: {}", say_response(s, response)));
    }
    if let Some(deferred) = &threat.deferred {
        let until = deferred.until.as_ref().map(say_until);
        let until = until.map_or_else(String::new, |until| format!(" until {until}"));
        facts.push(format!("deferred{until}"));
        facts.push(worded("because", &deferred.reason));
        facts.extend(
            s.name_of(deferred.by)
                .map(|who| format!("decided by {who}")),
        );
    }
    facts.push(worded("business impact", &s.business_words(threat).into()));
    let assets: Vec<String> = s.assets_of(threat).map(|a| a.name.to_string()).collect();
    facts.push(some("assets:", &assets));
    if let Some(figures) = threat.figures.as_deref() {
        facts.push(format!("numbers: {}", figures::noted(figures)));
    }
    facts.extend(
        s.rests(threat)
            .map(|rests| format!("rests on {}", rests.words())),
    );
    let wholes: Vec<String> = s.wholes_of(threat.id).map(|t| t.id.to_string()).collect();
    facts.push(some("part of", &wholes));
    let see: Vec<String> = threat.references.iter().map(references::words).collect();
    facts.push(some("see also:", &see));
    let hangs_on = [
        (s.mitigations_for(threat.id).count(), "mitigation"),
        (s.questions_about(id).count(), "question"),
        (s.actions_about(id).count(), "action item"),
        (s.parked_fixes(threat.id).count(), "parked fix"),
        (threat.also.len(), "other wording"),
    ];
    let hangs_on = hangs_on.iter().filter(|(number, _)| *number > 0);
    let hangs_on: Vec<String> = hangs_on
        .map(|(number, what)| count(*number, what))
        .collect();
    facts.push(some("has", &hangs_on));
    facts
}

/// A day, or what has to happen first.
fn say_until(until: &Until) -> String {
    match until {
        Until::Day(on) => date(*on),
        Until::Event(words) => words.to_string(),
    }
}

/// What was decided, why and by whom.
pub(super) fn say_response(s: &Session, response: &Response) -> String {
    let mut says = response.kind.words().to_owned();
    if let Some(until) = &response.until {
        says.push_str(&format!(" until {}", say_until(until)));
    }
    if let Some(who) = s.name_of(response.by) {
        says.push_str(&format!(", decided by {who}"));
    }
    if !response.reason.is_empty() {
        says.push_str(&format!(", because: {}", response.reason));
    }
    says
}

fn mitigation(s: &Session, mitigation: &Mitigation) -> Vec<String> {
    let effort = mitigation.effort.map_or("", |effort| match effort {
        Effort::Small => "small effort",
        Effort::Medium => "medium effort",
        Effort::Large => "large effort",
    });
    let verify = worded("verified by", &mitigation.verify);
    let unproved = mitigation.is_unverifiable();
    let mut facts = vec![
        mitigation.text.to_string(),
        match mitigation.status {
            Status::CouldDo => "proposed".to_owned(),
            status => status.words().to_owned(),
        },
        mitigation.kind.map_or("", |kind| kind.words()).to_owned(),
        effort.to_owned(),
        some("for", &mitigation.threats),
        if unproved {
            "no verification yet".to_owned()
        } else {
            verify
        },
        said_by(s, mitigation.speaker),
    ];
    facts.extend(works(s, mitigation));
    facts
}

/// How much a mitigation takes away, what differs for one threat, and whether it was shown to work.
fn works(s: &Session, mitigation: &Mitigation) -> Vec<String> {
    let takes = |strength| format!("takes away {}", left::strength_words(strength));
    let mut says: Vec<String> = mitigation.strength.map(takes).into_iter().collect();
    for terms in &mitigation.links {
        let differs = terms.strength.map(takes).into_iter();
        let differs = differs.chain(terms.kind.map(|kind| kind.words().to_owned()));
        let counted = terms.in_rating.then(|| "counted in the rating".to_owned());
        let differs: Vec<String> = differs.chain(counted).collect();
        if !differs.is_empty() {
            says.push(format!("for {}: {}", terms.threat, list(&differs)));
        }
    }
    says.extend(mitigation.checked.as_ref().map(|checked| {
        let passed = if checked.passed { "passed" } else { "failed" };
        let by = s.name_of(checked.by);
        let by = by.map_or_else(String::new, |who| format!(", {who} looked"));
        format!("check {passed}{by}")
    }));
    says
}

fn question(s: &Session, question: &Question) -> Vec<String> {
    let state = match question.state {
        QuestionState::Moved => "became an action item",
        state => state.words(),
    };
    vec![
        question.text.to_string(),
        state.to_owned(),
        worded("answer", &question.answer),
        some("about", &question.about),
        match (s.name_of(question.owner), question.state) {
            (Some(who), _) => format!("owner {who}"),
            (None, QuestionState::Open) => "no owner yet".to_owned(),
            (None, _) => String::new(),
        },
        if question.confirmed {
            "wording confirmed".to_owned()
        } else {
            String::new()
        },
        said_by(s, question.speaker),
    ]
}

fn action(s: &Session, action: &Action, today: NaiveDate) -> Vec<String> {
    let late = if action.is_late(today) { ", late" } else { "" };
    let open = action.status == ActionStatus::Open;
    vec![
        action.text.to_string(),
        match action.status {
            ActionStatus::Open => String::new(),
            status => status.words().to_owned(),
        },
        s.name_of(action.owner)
            .map_or("no owner yet".to_owned(), |who| format!("owner {who}")),
        match action.due {
            Some(due) => format!("by {}{late}", date(due)),
            None if open => "no date yet".to_owned(),
            None => String::new(),
        },
        match (action.owner, action.said_yes) {
            (Some(_), true) => "the owner agreed".to_owned(),
            (Some(_), false) if open => "the owner has not agreed yet".to_owned(),
            _ => String::new(),
        },
        some("about", &action.about),
    ]
}

fn assumption(s: &Session, assumption: &Assumption) -> Vec<String> {
    let state = match assumption.state {
        AssumptionState::Unconfirmed => "not confirmed",
        AssumptionState::Confirmed => "confirmed",
        AssumptionState::Rejected => "false",
    };
    vec![
        assumption.text.to_string(),
        state.to_owned(),
        assumption
            .until
            .as_ref()
            .map_or_else(String::new, |until| format!("until {}", say_until(until))),
        some("about", &assumption.about),
        said_by(s, assumption.speaker),
    ]
}

fn parked(s: &Session, parked: &Parked) -> Vec<String> {
    let kind = match parked.kind {
        ParkedKind::Fix => "Parked fix",
        ParkedKind::OffTopic => "Off-topic item",
    };
    vec![
        format!("{kind}: {}", parked.text),
        some("about", parked.about.as_slice()),
        said_by(s, parked.speaker),
        some("used as", parked.used_as.as_slice()),
    ]
}

fn element(s: &Session, element: &Element) -> Vec<String> {
    let zone = s.zone_of(element.id).and_then(|id| s.zone(id));
    let unknown = if element.unknown {
        "no one here knows how it works"
    } else {
        ""
    };
    vec![
        element.name.to_string(),
        element.kind.words().to_owned(),
        zone.map_or_else(String::new, |zone| format!("in zone {}", zone.name)),
        element.owner_words().unwrap_or_default(),
        unknown.to_owned(),
    ]
}

fn flow(s: &Session, flow: &Flow) -> Vec<String> {
    let (from, to) = (s.element_name(flow.from), s.element_name(flow.to));
    let crosses = if s.crosses(flow) {
        "crosses a trust boundary"
    } else {
        ""
    };
    vec![
        format!("From {from} to {to}"),
        worded("carries", &flow.data),
        crosses.to_owned(),
    ]
}

fn note(note: &Note) -> Vec<String> {
    let list = match note.kind {
        NoteKind::InScope => "In scope",
        NoteKind::OutOfScope => "Out of scope",
        NoteKind::WhyNow => "Why now",
        NoteKind::MissingRole => "Missing",
        NoteKind::ShouldHear => "To inform",
        NoteKind::Keep => "Keep",
        NoteKind::Change => "Change",
        NoteKind::RevisitWhen => "Next review when",
    };
    vec![format!("{list}: {}", note.text)]
}

fn participant(person: &Participant) -> Vec<String> {
    let role = if person.role.is_empty() {
        String::new()
    } else {
        format!(", {}", person.role)
    };
    vec![format!(
        "{}{role}, participant {}",
        person.name, person.id.0
    )]
}

/// Where a threat bites.
fn at(s: &Session, place: Place) -> String {
    match place {
        Place::Flow(id) => s.flows.iter().find(|flow| flow.id == id).map_or_else(
            || id.to_string(),
            |flow| {
                let (from, to) = (s.element_name(flow.from), s.element_name(flow.to));
                format!("the flow from {from} to {to}")
            },
        ),
        place => s.place_words(place),
    }
}

fn said_by(s: &Session, who: Option<ParticipantId>) -> String {
    s.name_of(who)
        .map_or_else(String::new, |who| format!("said by {who}"))
}

/// A text behind its name, if there is any.
fn worded(name: &str, text: &Text) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{name}: {text}")
    }
}

/// Things behind their name, if there are any.
fn some<T: ToString>(name: &str, things: &[T]) -> String {
    if things.is_empty() {
        return String::new();
    }
    let things: Vec<String> = things.iter().map(ToString::to_string).collect();
    format!("{name} {}", list(&things))
}

/// `a`, `a and b`, `a, b and c`; `nothing` when there is none.
fn list<T: AsRef<str>>(things: &[T]) -> String {
    let things: Vec<&str> = things.iter().map(AsRef::as_ref).collect();
    match things.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// With its year, as a date that is heard cannot be looked at again.
fn date(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}
