//! What the models of other tools have in common: parts, flows and zones under ids of their own, words for categories
//! and grades, and HTML in their texts.

use std::collections::HashMap;

use super::threagile::plain;
use super::{Draft, unknown};
use crate::domain::fold::fold;
use crate::domain::{
    Category, DEEPEST_ZONE, ElementId, ElementKind, FlowId, LIMITS, Level, MitigationId, NoteKind,
    Origin, Place, Response, ResponseKind, Severity, Stride, Text, Threat, ThreatId, ZoneId,
};

/// A map on its way in, under the ids of the other tool.
#[derive(Default)]
pub(super) struct Drawn {
    parts: HashMap<String, ElementId>,
    flows: HashMap<String, Vec<FlowId>>,
    zones: HashMap<String, ZoneId>,
    /// The names that are taken, and how often: two parts of one name would be one element.
    names: HashMap<String, usize>,
    /// The same of zones.
    zone_names: HashMap<String, usize>,
}

impl Drawn {
    /// A new part.
    pub(super) fn part(
        &mut self,
        draft: &mut Draft,
        id: &str,
        name: &str,
        kind: ElementKind,
    ) -> Option<ElementId> {
        let words = draft.words(&plain(name), "name of a part");
        let called = Self::called(&mut self.names, draft, &words, kind.words());
        let made = draft.element(called, kind)?.id;
        self.parts.entry(id.to_owned()).or_insert(made);
        Some(made)
    }

    /// A name that no other has: one that is missing or taken gets a number, and that is said.
    fn called(
        names: &mut HashMap<String, usize>,
        draft: &mut Draft,
        words: &Text,
        kind: &str,
    ) -> Text {
        let given = if words.is_empty() { kind } else { words };
        let mut called = Text::new(given);
        while let Some(times) = names.get_mut(&fold(&called)) {
            *times += 1;
            called = Text::from(format!("{given} {times}"));
        }
        names.insert(fold(&called), 1);
        if words.is_empty() {
            draft.leave_out_one(
                &format!("name of a {kind}"),
                &called,
                "is missing; it is called so",
            );
        } else if called != *words {
            draft.leave_out_one(
                "name",
                &called,
                "has a number: another one is called so, too",
            );
        }
        called
    }

    /// The part of this id.
    pub(super) fn known(&self, id: &str) -> Option<ElementId> {
        // Without an id nothing can be meant.
        self.parts.get(id).filter(|_| !id.is_empty()).copied()
    }

    /// Another id for a part that is there.
    pub(super) fn same(&mut self, id: &str, part: ElementId) {
        self.parts.entry(id.to_owned()).or_insert(part);
    }

    /// A new flow between two ids; both ways it is two flows, as `<->` is. One with a loose end is named.
    pub(super) fn flow(
        &mut self,
        draft: &mut Draft,
        id: &str,
        ends: [&str; 2],
        label: &str,
        both_ways: bool,
    ) -> Vec<FlowId> {
        let data = draft.words(&plain(label), "name of a flow");
        let [from, to] = ends.map(|end| self.known(end));
        let (Some(from), Some(to)) = (from, to) else {
            draft.leave_out_one("flow", &data, "has a loose end");
            return Vec::new();
        };
        let mut made: Vec<FlowId> = draft.flow(from, to, data.clone()).into_iter().collect();
        if both_ways {
            made.extend(draft.flow(to, from, data));
        }
        let flows = self.flows.entry(id.to_owned()).or_default();
        flows.extend(&made);
        made
    }

    /// A new trust zone.
    pub(super) fn zone(&mut self, draft: &mut Draft, id: &str, name: &str) -> Option<ZoneId> {
        let words = draft.words(&plain(name), "name of a trust zone");
        let called = Self::called(&mut self.zone_names, draft, &words, "zone");
        let made = draft.zone(called)?;
        self.zones.entry(id.to_owned()).or_insert(made);
        Some(made)
    }

    /// Puts a part into a zone.
    pub(super) fn put(&self, draft: &mut Draft, part: ElementId, zone: &str) {
        let zone = self.zones.get(zone).copied();
        let element = at(part.0).and_then(|at| draft.session.elements.get_mut(at));
        match (element, zone) {
            (Some(element), Some(zone)) => element.zone = Some(zone),
            _ => draft.leave_out("zone of a part", "is not in this file"),
        }
    }

    /// Puts a zone into another one.
    pub(super) fn nest(&self, draft: &mut Draft, inner: &str, outer: &str) {
        let ids = (
            self.zones.get(inner).copied(),
            self.zones.get(outer).copied(),
        );
        let (Some(inner), Some(outer)) = ids else {
            return draft.leave_out("zone around a zone", "is not in this file");
        };
        let zone = at(inner.0).and_then(|at| draft.session.zones.get_mut(at));
        if let Some(zone) = zone {
            zone.parent = Some(outer);
        }
    }

    /// Lets zones out of those around them that lie in themselves, or too deep for a session.
    pub(super) fn settle(draft: &mut Draft) {
        for place in 0..draft.session.zones.len() {
            let zones = &draft.session.zones;
            let parent = |zone: ZoneId| at(zone.0).and_then(|at| zones.get(at)?.parent);
            let mut around = zones.get(place).and_then(|zone| zone.parent);
            for _ in 1..DEEPEST_ZONE {
                around = around.and_then(parent);
            }
            if around.is_none() {
                continue;
            }
            if let Some(zone) = draft.session.zones.get_mut(place) {
                zone.parent = None;
                let name = zone.name.clone();
                let why = "lies in that zone itself, or is too deep";
                draft.leave_out_one("zone around", &name, why);
            }
        }
    }

    /// Where something is that names a part or a flow by its id.
    pub(super) fn places(&self, id: &str) -> Vec<Place> {
        let part = self.known(id).map(Place::Element);
        let flows = self.flows.get(id).into_iter().flatten();
        part.into_iter()
            .chain(flows.map(|id| Place::Flow(*id)))
            .collect()
    }
}

/// So many things are named that are left out; what comes then is counted.
const MOST_NAMED: usize = 200;

impl Draft {
    /// Says by its name that something could not be taken as it was.
    pub(super) fn leave_out_one(&mut self, kind: &str, name: &str, why: &str) {
        if self.dropped.len() < MOST_NAMED {
            self.leave_out(format!("{kind} {}", quoted(name)), why);
        } else {
            self.leave_out(kind, why);
        }
    }

    /// A line of scope.
    pub(super) fn in_scope(&mut self, raw: &str) {
        let text = self.words(&plain(raw), "line of scope");
        if !text.is_empty() {
            self.note(NoteKind::InScope, text);
        }
    }

    /// The title of the model, where it is one.
    pub(super) fn title(&mut self, raw: &str) {
        let title = Text::from(plain(raw));
        if title.is_empty() {
            return;
        }
        if title.len() <= LIMITS.title {
            self.session.title = title;
        } else {
            self.leave_out("title", "is longer than a title may be");
        }
    }

    /// A threat under its name; its description stays readable as another wording.
    pub(super) fn described(&mut self, name: &str, description: &str) -> Option<&mut Threat> {
        let name = self.words(&plain(name), "threat");
        let description = self.words(&plain(description), "description of a threat");
        if name.is_empty() && description.is_empty() {
            self.leave_out("threat", "has no text");
            return None;
        }
        let threat = self.threat(if name.is_empty() {
            description.clone()
        } else {
            name.clone()
        })?;
        if !name.is_empty() && !description.is_empty() && description != name {
            threat.also.push(description);
        }
        Some(threat)
    }

    /// Links a mitigation to a threat, once and within the limits.
    pub(super) fn link(&mut self, mitigation: MitigationId, threat: ThreatId) {
        let found = at(mitigation.0).and_then(|at| self.session.mitigations.get_mut(at));
        let Some(mitigation) = found.filter(|m| !m.threats.contains(&threat)) else {
            return;
        };
        if mitigation.threats.len() < LIMITS.links {
            mitigation.threats.push(threat);
        } else {
            self.leave_out("link of a mitigation", "is over the limit of a mitigation");
        }
    }
}

/// Where an item of a draft stands: they are numbered as they come.
pub(super) fn at(number: u32) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}

/// Where an item came from. Nothing is kept of it but its name.
pub(super) fn origin(format: &str, kind: &str, id: &str) -> Origin {
    Origin {
        format: Text::new(format),
        id: Text::from(format!("{kind}/{id}")),
        value: serde_json::Value::Null,
    }
}

/// Words in quotes, or that there are none.
pub(super) fn quoted(words: &str) -> String {
    if words.is_empty() {
        "without a name".to_owned()
    } else {
        format!("\"{words}\"")
    }
}

/// Whether it is what people write where they have nothing to say.
pub(super) fn is_nothing(words: &str) -> bool {
    let words = fold(words);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    words.is_empty() || ["n/a", "na", "tbd", "tba", "todo", "none", "null"].contains(&words)
}

/// A category of STRIDE by any spelling of its name: `Elevation of Privileges`, `info-disclosure`, `S`.
pub(super) fn stride(words: &str) -> Option<Stride> {
    let stems: [(&str, Stride); 6] = [
        ("spoof", Stride::Spoofing),
        ("tamper", Stride::Tampering),
        ("repud", Stride::Repudiation),
        ("info", Stride::InformationDisclosure),
        ("denial", Stride::DenialOfService),
        ("elevation", Stride::ElevationOfPrivilege),
    ];
    let words = fold(words.trim());
    let found = stems.iter().find(|(stem, _)| words.starts_with(stem));
    found.map(|(_, stride)| *stride)
}

/// A category of CIA or LINDDUN by its name, the older nouns of LINDDUN too.
pub(super) fn category(words: &str) -> Option<Category> {
    let stems = [
        ("confidential", "cia", "confidentiality"),
        ("integrity", "cia", "integrity"),
        ("availab", "cia", "availability"),
        ("link", "linddun", "linking"),
        ("identif", "linddun", "identifying"),
        ("non-repud", "linddun", "non-repudiation"),
        ("detect", "linddun", "detecting"),
        ("data disclosure", "linddun", "data disclosure"),
        ("disclosure", "linddun", "data disclosure"),
        ("unaware", "linddun", "unawareness"),
        ("non-compl", "linddun", "non-compliance"),
        ("policy and consent", "linddun", "non-compliance"),
    ];
    let words = fold(words.trim());
    let found = stems.iter().find(|(stem, ..)| words.starts_with(stem));
    found.and_then(|(_, set, name)| Category::new(*set, *name))
}

/// Puts a category into a threat, where it is one that is known here.
pub(super) fn categorize(threat: &mut Threat, words: &str) -> bool {
    if let Some(stride) = stride(words) {
        if !threat.stride.contains(&stride) {
            threat.stride.push(stride);
        }
        return true;
    }
    let Some(category) = category(words) else {
        return false;
    };
    if !threat.categories.contains(&category) {
        threat.categories.push(category);
    }
    true
}

/// How bad something is, by its word.
pub(super) fn severity(words: &str) -> Option<Severity> {
    match fold(words.trim()).as_str() {
        "very low" | "very_low" | "low" | "info" | "note" => Some(Severity::Low),
        "medium" | "moderate" | "elevated" => Some(Severity::Medium),
        "high" | "major" => Some(Severity::High),
        "critical" | "very high" | "very_high" => Some(Severity::Critical),
        _ => None,
    }
}

/// What was decided about a threat, by its word.
pub(super) fn response(words: &str) -> Option<ResponseKind> {
    let letters: String = fold(words)
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect();
    match letters.as_str() {
        "mitigated" | "mitigate" | "reduced" => Some(ResponseKind::Reduce),
        "accepted" | "accept" => Some(ResponseKind::Accept),
        "transferred" | "transfer" => Some(ResponseKind::Transfer),
        "avoided" | "avoid" => Some(ResponseKind::Avoid),
        "notapplicable" | "na" | "falsepositive" => Some(ResponseKind::NotApplicable),
        _ => None,
    }
}

/// A decision of which nothing else is known.
pub(super) fn decided(kind: ResponseKind) -> Response {
    Response {
        kind,
        reason: Text::default(),
        evidence: Text::default(),
        by: None,
        until: None,
        at: unknown(),
    }
}

/// A number from 0 to 100 in three steps of the same size.
pub(super) fn third(percent: f64) -> Level {
    if percent < 100.0 / 3.0 {
        Level::Low
    } else if percent < 200.0 / 3.0 {
        Level::Medium
    } else {
        Level::High
    }
}

/// What a part is, by the words for its type and by its name.
pub(super) fn kind_of(sort: &str, name: &str) -> ElementKind {
    const STORES: [&str; 14] = [
        "database",
        "storage",
        "bucket",
        "dynamo",
        "redis",
        "store",
        "sql",
        "queue",
        "kinesis",
        "volume",
        "repository",
        "cache",
        "ledger",
        "warehouse",
    ];
    const SHORT_STORES: [&str; 5] = ["s3", "db", "rds", "sqs", "lake"];
    const OUTSIDE: [&str; 8] = [
        "actor", "external", "client", "browser", "user", "internet", "person", "human",
    ];
    let both = format!("{sort} {name}").to_lowercase();
    let is_word = |word: &str| SHORT_STORES.contains(&word) || word.ends_with("db");
    let sort = sort.to_lowercase();
    if STORES.iter().any(|word| both.contains(word))
        || both.split(|c: char| !c.is_alphanumeric()).any(is_word)
    {
        ElementKind::DataStore
    } else if OUTSIDE.iter().any(|word| sort.contains(word)) {
        ElementKind::ExternalEntity
    } else {
        ElementKind::Process
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_known_by_any_spelling() {
        for (words, is) in [
            (
                "Elevation of Privileges",
                Some(Stride::ElevationOfPrivilege),
            ),
            ("Info Disclosure", Some(Stride::InformationDisclosure)),
            ("denial-of-service", Some(Stride::DenialOfService)),
            ("Linkability", None),
            ("", None),
        ] {
            assert_eq!(stride(words), is, "{words}");
        }
        for (words, is) in [
            ("Linkability", Some("linddun/linking")),
            ("Availability", Some("cia/availability")),
            ("Non-repudiation", Some("linddun/non-repudiation")),
            ("Disclosure of information", Some("linddun/data disclosure")),
            ("Fun", None),
        ] {
            let found = category(words).map(|category| category.to_string());
            assert_eq!(found.as_deref(), is, "{words}");
        }
    }

    #[test]
    fn a_number_is_low_medium_or_high_by_thirds() {
        for (percent, level) in [
            (0.0, Level::Low),
            (33.0, Level::Low),
            (34.0, Level::Medium),
            (66.0, Level::Medium),
            (67.0, Level::High),
            (100.0, Level::High),
        ] {
            assert_eq!(third(percent), level, "{percent}");
        }
    }

    #[test]
    fn what_people_write_for_nothing_is_nothing() {
        for words in ["", "-", "N/A", "tbd", "TBD.", "---", "None"] {
            assert!(is_nothing(words), "{words}");
        }
        for words in ["Nothing is logged", "TLS", "0 trust"] {
            assert!(!is_nothing(words), "{words}");
        }
    }

    #[test]
    fn a_decision_is_known_by_any_spelling() {
        assert_eq!(response("NotApplicable"), Some(ResponseKind::NotApplicable));
        assert_eq!(
            response("Not Applicable"),
            Some(ResponseKind::NotApplicable)
        );
        assert_eq!(response("Mitigated"), Some(ResponseKind::Reduce));
        assert_eq!(response("Open"), None);
    }
}
