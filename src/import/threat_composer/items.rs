//! Each threat, mitigation and assumption of a file as an item here, with what it was there.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value};

use super::words::{
    CONTENT, Lines, STATEMENT, is_tag_reference, response, status, strings, values,
};
use super::{NAME, People, parts, sentence, ties};
use crate::domain::{
    Applies, Asset, AssetId, Assumption, AssumptionId, AssumptionState, BusinessRisk,
    BusinessRiskId, Checked, ControlKind, Deferral, Effort, FourQuestion, LIMITS, Level,
    Mitigation, MitigationId, Origin, Response, ResponseKind, Session, Severity, Status, Strength,
    Stride, Text, Threat, ThreatId, Until,
};
use crate::import::{Draft, unknown};

/// The steps of likelihood and impact in words.
pub(crate) const LEVELS: [(Level, &str); 3] = [
    (Level::Low, "low"),
    (Level::Medium, "medium"),
    (Level::High, "high"),
];

/// The states of an assumption in words.
pub(crate) const STATES: [(AssumptionState, &str); 3] = [
    (AssumptionState::Unconfirmed, "unconfirmed"),
    (AssumptionState::Confirmed, "confirmed"),
    (AssumptionState::Rejected, "rejected"),
];

/// What came of looking whether a mitigation works, in words.
pub(crate) const CHECKED: [(bool, &str); 2] = [(true, "works"), (false, "does not work")];

/// The items of a list of a file.
pub(super) fn list<'a>(file: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    file.get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// A string of an item; empty when there is none.
pub(crate) fn string<'a>(item: &'a Value, key: &str) -> &'a str {
    item.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Every item of the file.
pub(super) fn all(file: &Map<String, Value>, people: &mut People, draft: &mut Draft) {
    let told = ties::assets(file);
    for (value, number) in list(file, "threats").iter().zip(1..) {
        let mut item = threat(value, people);
        item.id = ThreatId(number);
        item.origin = Some(Box::new(from(value)));
        for name in parts::assets(value) {
            let id = asset(&mut draft.session, ties::whole(name, &told));
            if !item.assets.contains(&id) {
                item.assets.push(id);
            }
        }
        for text in Lines::of(value).all("leads to") {
            item.business_risks
                .push(business_risk(&mut draft.session, text));
        }
        if string(value, "statement").trim().is_empty() && sentence::of_parts(value).is_empty() {
            draft.leave_out("threat without text", "it got a placeholder text");
        }
        draft.session.threats.push(item);
    }
    for (value, number) in list(file, "mitigations").iter().zip(1..) {
        let mut item = mitigation(value, people);
        item.id = MitigationId(number);
        item.origin = Some(Box::new(from(value)));
        draft.session.mitigations.push(item);
    }
    for (value, number) in list(file, "assumptions").iter().zip(1..) {
        let mut item = assumption(value, people);
        item.id = AssumptionId(number);
        item.origin = Some(Box::new(from(value)));
        draft.session.assumptions.push(item);
    }
    for told in told {
        let id = asset(&mut draft.session, told.name);
        let known = draft.session.assets.iter_mut().find(|known| known.id == id);
        if let Some(known) = known {
            let [confidentiality, integrity, availability] = told.needs;
            known.kind = told.kind;
            (known.confidentiality, known.integrity) = (confidentiality, integrity);
            known.availability = availability;
        }
    }
    for key in ["threats", "mitigations", "assumptions"] {
        for value in list(file, key) {
            for text in Lines::of(value).all("business risk without a threat") {
                business_risk(&mut draft.session, text);
            }
        }
    }
    for key in ["threats", "mitigations", "assumptions"] {
        let mut seen = HashSet::new();
        for item in list(file, key) {
            if !seen.insert(string(item, "id")) {
                let why = "links to it lead to the first one; both are kept";
                draft.leave_out(format!("id that is used twice in {key}"), why);
            }
        }
    }
}

/// The asset of this name, which is new where no threat before had it.
fn asset(session: &mut Session, name: Text) -> AssetId {
    if let Some(known) = session.asset_called(&name) {
        return known.id;
    }
    let number = u32::try_from(session.assets.len() + 1).unwrap_or(u32::MAX);
    session.assets.push(Asset {
        id: AssetId(number),
        key: None,
        was: Vec::new(),
        name,
        kind: None,
        confidentiality: None,
        integrity: None,
        availability: None,
        places: Vec::new(),
        origin: None,
        at: unknown(),
    });
    AssetId(number)
}

/// The business risk in these words, which is new where no threat before led to it.
fn business_risk(session: &mut Session, text: Text) -> BusinessRiskId {
    if let Some(known) = session.business_risk_called(&text) {
        return known.id;
    }
    let number = u32::try_from(session.business_risks.len() + 1).unwrap_or(u32::MAX);
    session.business_risks.push(BusinessRisk {
        id: BusinessRiskId(number),
        key: None,
        was: Vec::new(),
        text,
        origin: None,
        at: unknown(),
    });
    BusinessRiskId(number)
}

fn from(value: &Value) -> Origin {
    Origin {
        format: NAME.into(),
        id: string(value, "id").into(),
        value: value.clone(),
    }
}

/// Words for an item that has none.
fn stand_in(kind: &str, value: &Value) -> Text {
    let number = value.get("numericId").filter(|n| n.is_number());
    match number {
        Some(number) => Text::new(&format!("{kind} {number}, without text")),
        None => Text::new(&format!("{kind} without text")),
    }
}

/// A threat, as far as it has fields here.
pub(crate) fn threat(value: &Value, people: &mut People) -> Threat {
    let lines = Lines::of(value);
    let statement = string(value, "statement");
    let text = match Text::new(statement) {
        empty if empty.is_empty() => Text::new(&sentence::of_parts(value)),
        text => lines.whole(statement, STATEMENT).unwrap_or(text),
    };
    let letters = values(value, "STRIDE").concat();
    let tags = value.get("tags").and_then(Value::as_array);
    let tags = tags.map(|tags| strings(tags)).unwrap_or_default();
    let mut references: Vec<Text> = Vec::new();
    let named = tags.iter().filter(|tag| is_tag_reference(tag));
    for text in named
        .map(|tag| Text::new(tag))
        .chain(lines.all("reference"))
    {
        if !references.contains(&text) && references.len() < LIMITS.links {
            references.push(text);
        }
    }
    let level = |word| {
        lines
            .one(word, &LEVELS, |(_, words)| words)
            .map(|(level, _)| level)
    };
    let text = if text.is_empty() {
        stand_in("Threat", value)
    } else {
        text
    };
    Threat {
        also: lines.all("also"),
        stride: Stride::ALL
            .into_iter()
            .filter(|stride| letters.contains(stride.letter()))
            .collect(),
        speaker: lines.who("said by", people),
        severity: severity(value, &lines),
        parts: parts::of(value, &lines),
        likelihood: level("likelihood"),
        impact: level("impact"),
        business_risk: lines.text("business risk"),
        response: decided(value, &lines, people),
        deferred: deferred(&lines, people),
        references,
        applies: lines.one("affects us", &Applies::ALL, Applies::words),
        ..Threat::new(ThreatId(0), text, FourQuestion::GoWrong, unknown())
    }
}

/// Their three steps; we say the fourth in a line beside the highest.
fn severity(value: &Value, lines: &Lines) -> Option<Severity> {
    let priority = values(value, "Priority");
    let priority = priority.first()?.to_lowercase();
    let found = Severity::ALL
        .into_iter()
        .find(|severity| severity.words() == priority)?;
    let critical = lines.raw("severity").next() == Some(Severity::Critical.words());
    Some(match found {
        Severity::High if critical => Severity::Critical,
        found => found,
    })
}

/// What was decided: the status, in the words of our line as long as they still say the same.
fn decided(value: &Value, lines: &Lines, people: &mut People) -> Option<Response> {
    let theirs = response(string(value, "status"));
    let ours = lines.one("response", &ResponseKind::ALL, ResponseKind::words);
    let fits = |kind: &ResponseKind| match (theirs, kind) {
        (None, ResponseKind::Reduce) => true,
        (None, _) => false,
        (Some(ResponseKind::NotApplicable), kind) => *kind == ResponseKind::NotApplicable,
        (Some(_), kind) => *kind != ResponseKind::NotApplicable,
    };
    let ours = ours.filter(fits);
    let kind = ours.or(theirs)?;
    let said = |word| ours.map(|_| lines.text(word)).unwrap_or_default();
    Some(Response {
        kind,
        reason: said("reason"),
        evidence: said("evidence"),
        by: ours.and_then(|_| lines.who("decided by", people)),
        until: ours.and_then(|_| lines.raw("until").find_map(until)),
        at: unknown(),
    })
}

fn deferred(lines: &Lines, people: &mut People) -> Option<Deferral> {
    lines.raw("deferred").next().map(|reason| Deferral {
        reason: reason.into(),
        by: lines.who("deferred by", people),
        until: lines.raw("deferred until").find_map(until),
        at: unknown(),
    })
}

/// A day that a session can hold, or what has to happen first.
fn until(words: &str) -> Option<Until> {
    match Until::of(words)? {
        Until::Day(_) => date(words).map(Until::Day),
        event @ Until::Event(_) => Some(event),
    }
}

/// A day, as far as a session can hold it.
pub(super) fn date(word: &str) -> Option<NaiveDate> {
    let day: NaiveDate = word.parse().ok()?;
    (2000..2200).contains(&day.year()).then_some(day)
}

/// A mitigation, as far as it has fields here.
pub(crate) fn mitigation(value: &Value, people: &mut People) -> Mitigation {
    let lines = Lines::of(value);
    let theirs = string(value, "status");
    let ours = lines.one("status", &Status::ALL, Status::words);
    let fits =
        |ours: &Status| super::mitigation_status(*ours) == super::mitigation_status(status(theirs));
    let status = ours.filter(fits).unwrap_or_else(|| status(theirs));
    let text = content("Mitigation", value, &lines);
    Mitigation {
        also: lines.all("also"),
        kind: lines.one("kind", &ControlKind::ALL, ControlKind::words),
        strength: lines.one("strength", &Strength::ALL, Strength::words),
        effort: lines.raw("effort").next().and_then(|word| {
            Effort::ALL
                .into_iter()
                .find(|e| e.letter().to_string() == word)
        }),
        verify: lines.text("verification"),
        instead_of: lines.one("instead of", &ControlKind::ALL, ControlKind::words),
        checked: checked(&lines, people),
        speaker: lines.who("said by", people),
        external: lines.all("ticket").into_iter().next(),
        ..Mitigation::new(MitigationId(0), text, status, unknown())
    }
}

/// An assumption, as far as it has fields here.
pub(crate) fn assumption(value: &Value, people: &mut People) -> Assumption {
    let lines = Lines::of(value);
    let state = lines.one("state", &STATES, |(_, words)| words);
    Assumption {
        id: AssumptionId(0),
        key: None,
        was: Vec::new(),
        text: content("Assumption", value, &lines),
        state: state.map_or(AssumptionState::Unconfirmed, |(state, _)| state),
        about: Vec::new(),
        until: lines.raw("until").find_map(until),
        speaker: lines.who("said by", people),
        origin: None,
        at: unknown(),
    }
}

/// What came of looking whether a mitigation works.
fn checked(lines: &Lines, people: &mut People) -> Option<Checked> {
    let said = lines.raw("checked").next()?;
    let found = CHECKED.iter().find(|(_, words)| *words == said);
    found.map(|(passed, _)| Checked {
        passed: *passed,
        by: lines.who("checked by", people),
        at: unknown(),
    })
}

fn content(kind: &str, value: &Value, lines: &Lines) -> Text {
    let content = string(value, "content");
    match Text::new(content) {
        empty if empty.is_empty() => stand_in(kind, value),
        text => lines.whole(content, CONTENT).unwrap_or(text),
    }
}
