//! The session as the checks look at it: which threats count, and what hangs on what, worked out once.
//!
//! A session may hold thousands of threats and mitigations, so no check searches one list for each item of another.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::heard;
use super::thresholds::Thresholds;
use crate::domain::{
    Action, ActionStatus, ElementId, Flow, ItemId, Mitigation, Participant, Place, Question,
    QuestionState, ResponseKind, Session, SessionKind, Severity, Status, Threat, ThreatId, ZoneId,
    cut,
};

/// A session, the day on which it is looked at, and what was worked out about it.
pub(super) struct View<'a> {
    pub(super) session: &'a Session,
    pub(super) today: NaiveDate,
    pub(super) limits: &'a Thresholds,
    /// Threats that apply to this system.
    pub(super) threats: Vec<&'a Threat>,
    /// Of these, the ones that were not put off.
    pub(super) taken_up: Vec<&'a Threat>,
    /// Of these, the ones above the line, as question 3 orders them; all as long as nobody voted. The line is the one
    /// without a clock: when question 4 is asked, what is left of the time for question 3 says nothing any more.
    pub(super) top: Vec<&'a Threat>,
    /// Everybody but the facilitator, who asks rather than answers.
    pub(super) voices: Vec<&'a Participant>,
    pub(super) open_questions: Vec<&'a Question>,
    pub(super) open_actions: Vec<&'a Action>,
    mitigations: HashMap<ThreatId, Vec<&'a Mitigation>>,
    acted_on: HashSet<ThreatId>,
    open_for: HashSet<ThreatId>,
    placed: HashMap<Place, usize>,
    zones: HashMap<ElementId, Option<ZoneId>>,
    weight: HashMap<ItemId, Severity>,
}

impl<'a> View<'a> {
    pub(super) fn new(session: &'a Session, today: NaiveDate, limits: &'a Thresholds) -> Self {
        let threats: Vec<_> = session.threats.iter().filter(|t| applies(t)).collect();
        let mut mitigations: HashMap<ThreatId, Vec<&Mitigation>> = HashMap::new();
        for m in taken(session) {
            for threat in &m.threats {
                mitigations.entry(*threat).or_default().push(m);
            }
        }
        let mut placed = HashMap::new();
        for place in threats.iter().flat_map(|t| distinct(&t.places)) {
            *placed.entry(place).or_default() += 1;
        }
        let is_open = |a: &&Action| a.status == ActionStatus::Open;
        Self {
            session,
            today,
            limits,
            top: top(session, limits),
            taken_up: threats
                .iter()
                .copied()
                .filter(|t| t.deferred.is_none())
                .collect(),
            voices: heard::voices(session).collect(),
            open_questions: session
                .questions
                .iter()
                .filter(|q| q.state == QuestionState::Open)
                .collect(),
            open_actions: session.actions.iter().filter(is_open).collect(),
            acted_on: served(
                session,
                session
                    .actions
                    .iter()
                    .filter(|a| a.status != ActionStatus::Dropped),
            ),
            open_for: served(session, session.actions.iter().filter(is_open)),
            zones: session.elements.iter().map(|e| (e.id, e.zone)).collect(),
            weight: weights(session, &threats),
            threats,
            mitigations,
            placed,
        }
    }

    /// A team meeting: what is said of the room and its scope is not said of one engineer or of a lunch.
    pub(super) fn is_meeting(&self) -> bool {
        self.session.kind == SessionKind::Meeting
    }

    /// The mitigations of a threat that were not rejected.
    pub(super) fn mitigations(&self, threat: &Threat) -> &[&'a Mitigation] {
        self.mitigations.get(&threat.id).map_or(&[], Vec::as_slice)
    }

    /// An action item is or was for this threat, or for a mitigation or question of it.
    pub(super) fn is_acted_on(&self, threat: &Threat) -> bool {
        self.acted_on.contains(&threat.id)
    }

    /// Such an action item is still to do.
    pub(super) fn has_open_action(&self, threat: &Threat) -> bool {
        self.open_for.contains(&threat.id)
    }

    /// How many threats bite at this place.
    pub(super) fn threats_at(&self, place: Place) -> usize {
        self.placed.get(&place).copied().unwrap_or_default()
    }

    /// [`Session::crosses`], without a search of all elements for each flow.
    pub(super) fn crosses(&self, flow: &Flow) -> bool {
        let zone = |id| self.zones.get(&id).copied().flatten();
        zone(flow.from) != zone(flow.to)
    }

    /// The worst severity among the threats that these items are about.
    pub(super) fn severity_of(&self, items: &[ItemId]) -> Option<Severity> {
        items
            .iter()
            .filter_map(|id| self.weight.get(id).copied())
            .max()
    }
}

/// The room did not rule it out for this system.
pub(super) fn applies(threat: &Threat) -> bool {
    threat
        .response
        .as_ref()
        .is_none_or(|r| r.kind != ResponseKind::NotApplicable)
}

/// The threats above the line of question 3; without votes, all that the room may take up.
fn top<'a>(session: &'a Session, limits: &Thresholds) -> Vec<&'a Threat> {
    let in_play = session.threats.iter().filter(|t| t.is_in_play());
    if session.voting().is_none() {
        return in_play.collect();
    }
    let by_id: HashMap<ThreatId, &Threat> = in_play.map(|t| (t.id, t)).collect();
    let ranked = session.ranked();
    let line = cut(
        &ranked,
        None,
        limits.minutes_per_threat,
        limits.above_the_line,
    );
    let above = ranked.iter().take(line);
    above
        .filter_map(|standing| by_id.get(&standing.id).copied())
        .collect()
}

/// Mitigations that were not rejected.
pub(super) fn taken(session: &Session) -> impl Iterator<Item = &Mitigation> {
    session
        .mitigations
        .iter()
        .filter(|m| m.status != Status::Rejected)
}

/// The places of one threat, each once, as a file edited by hand may name one twice.
pub(super) fn distinct(places: &[Place]) -> HashSet<Place> {
    places.iter().copied().collect()
}

/// The threats that these action items serve, directly or through a mitigation or question.
fn served<'a>(
    session: &'a Session,
    actions: impl Iterator<Item = &'a Action>,
) -> HashSet<ThreatId> {
    let about: HashSet<ItemId> = actions.flat_map(|a| a.about.iter().copied()).collect();
    let threats_among = |ids: &'a [ItemId]| ids.iter().filter_map(|id| as_threat(*id));
    about
        .iter()
        .filter_map(|id| as_threat(*id))
        .chain(
            session
                .mitigations
                .iter()
                .filter(|m| about.contains(&m.id.into()))
                .flat_map(|m| m.threats.iter().copied()),
        )
        .chain(
            session
                .questions
                .iter()
                .filter(|q| about.contains(&q.id.into()))
                .flat_map(|q| threats_among(&q.about)),
        )
        .collect()
}

/// The threat that an id names.
fn as_threat(id: ItemId) -> Option<ThreatId> {
    match id {
        ItemId::Threat(id) => Some(id),
        _ => None,
    }
}

/// For every item that has to do with a rated threat: the worst severity among those threats.
fn weights(session: &Session, threats: &[&Threat]) -> HashMap<ItemId, Severity> {
    let mut weight: HashMap<ItemId, Severity> = HashMap::new();
    for threat in threats {
        let Some(severity) = threat.severity else {
            continue;
        };
        weight.insert(threat.id.into(), severity);
        for place in &threat.places {
            let id = match place {
                Place::Element(id) => ItemId::from(*id),
                Place::Flow(id) => ItemId::from(*id),
                Place::Whole => continue,
            };
            let worst = weight.entry(id).or_insert(severity);
            *worst = severity.max(*worst);
        }
    }
    // Mitigations before questions before action items: each may hang on the ones before.
    for m in &session.mitigations {
        let ids = m.threats.iter().map(|id| ItemId::from(*id));
        inherit(&mut weight, m.id.into(), ids);
    }
    for q in &session.questions {
        inherit(&mut weight, q.id.into(), q.about.iter().copied());
    }
    for a in &session.actions {
        inherit(&mut weight, a.id.into(), a.about.iter().copied());
    }
    for a in &session.assumptions {
        inherit(&mut weight, a.id.into(), a.about.iter().copied());
    }
    for p in &session.parked {
        inherit(&mut weight, p.id.into(), p.about.iter().copied());
    }
    weight
}

/// Gives an item the worst severity of what it is about.
fn inherit(
    weight: &mut HashMap<ItemId, Severity>,
    item: ItemId,
    about: impl Iterator<Item = ItemId>,
) {
    if let Some(worst) = about.filter_map(|id| weight.get(&id).copied()).max() {
        weight.insert(item, worst);
    }
}
