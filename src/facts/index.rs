//! The session as facts look at it: which threats count, and what is linked to what, worked out once and only when it
//! is asked for.
//!
//! A session may hold thousands of threats and mitigations, so no fact searches one list for each item of another; and
//! the rules look at every key, so that what no one asks for costs nothing.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::coverage::{Coverage, coverage};
use super::heard;
use super::look::Look;
use super::thresholds::Thresholds;
use crate::domain::{
    Action, ActionStatus, ElementId, Flow, ItemId, Mitigation, Participant, Place, ResponseKind,
    Session, SessionKind, Severity, Status, Threat, ThreatId, WalkedSet, ZoneId, cut,
};

/// A session, the day on which it is looked at, and what was worked out about it.
pub(crate) struct Facts<'a> {
    pub(crate) session: &'a Session,
    pub(crate) today: NaiveDate,
    pub(crate) limits: &'a Thresholds,
    threats: OnceCell<Vec<&'a Threat>>,
    taken_up: OnceCell<Vec<&'a Threat>>,
    top: OnceCell<Vec<&'a Threat>>,
    voices: OnceCell<Vec<&'a Participant>>,
    mitigations: OnceCell<HashMap<ThreatId, Vec<&'a Mitigation>>>,
    acted_on: OnceCell<HashSet<ThreatId>>,
    open_for: OnceCell<HashSet<ThreatId>>,
    placed: OnceCell<HashMap<Place, usize>>,
    swept: OnceCell<HashSet<Place>>,
    asked: OnceCell<HashSet<ItemId>>,
    zones: OnceCell<HashMap<ElementId, Option<ZoneId>>>,
    weight: OnceCell<HashMap<ItemId, Severity>>,
    grids: Vec<Coverage>,
}

impl<'a> Facts<'a> {
    pub(crate) fn new(session: &'a Session, today: NaiveDate, limits: &'a Thresholds) -> Self {
        Self {
            session,
            today,
            limits,
            threats: OnceCell::new(),
            taken_up: OnceCell::new(),
            top: OnceCell::new(),
            voices: OnceCell::new(),
            mitigations: OnceCell::new(),
            acted_on: OnceCell::new(),
            open_for: OnceCell::new(),
            placed: OnceCell::new(),
            swept: OnceCell::new(),
            asked: OnceCell::new(),
            zones: OnceCell::new(),
            weight: OnceCell::new(),
            grids: Vec::new(),
        }
    }

    /// The same with where the room looked, for each category set.
    pub(crate) fn over(self, walked_sets: &[WalkedSet]) -> Self {
        let grids = walked_sets
            .iter()
            .map(|walked| coverage(self.session, walked));
        Self {
            grids: grids.collect(),
            ..self
        }
    }

    /// Where the room looked with each category set that it swept with, and left something out.
    pub(crate) fn left_out(&self) -> Look<Vec<&Coverage>> {
        let begun = |grid: &&Coverage| grid.is_begun(self.session);
        let begun: Vec<&Coverage> = self.grids.iter().filter(begun).collect();
        let left: Vec<&Coverage> = begun
            .iter()
            .copied()
            .filter(|g| g.count().open > 0)
            .collect();
        match (begun.is_empty(), left.is_empty()) {
            (true, _) => Look::NotYet,
            (false, true) => Look::Fine,
            (false, false) => Look::Found(left),
        }
    }

    /// A team meeting: what is said of the room and its scope is not said of one engineer or of a lunch.
    pub(crate) fn is_meeting(&self) -> bool {
        self.session.kind == SessionKind::Meeting
    }

    /// Threats that apply to this system.
    pub(crate) fn threats(&self) -> &[&'a Threat] {
        self.threats.get_or_init(|| {
            let all = self.session.threats.iter();
            all.filter(|t| applies(t)).collect()
        })
    }

    /// Of these, the ones that were not deferred.
    pub(super) fn taken_up(&self) -> &[&'a Threat] {
        self.taken_up.get_or_init(|| {
            let all = self.threats().iter().copied();
            all.filter(|t| t.deferred.is_none()).collect()
        })
    }

    /// Of these, the ones above the cut-off, as question 3 orders them; all as long as no one voted. The cut-off is the
    /// one without a clock: when question 4 is asked, what is left of the time for question 3 says nothing any more.
    pub(crate) fn top(&self) -> &[&'a Threat] {
        self.top.get_or_init(|| top(self.session, self.limits))
    }

    /// Whether the cut-off leaves threats out that were not deferred, so that what is said of those above it is not
    /// said of all.
    pub(crate) fn is_cut(&self) -> bool {
        let in_play = self.session.threats.iter().filter(|t| t.is_in_play());
        self.top().len() < in_play.count()
    }

    /// Everyone but the facilitator, who asks rather than answers.
    pub(crate) fn voices(&self) -> &[&'a Participant] {
        self.voices
            .get_or_init(|| heard::voices(self.session).collect())
    }

    /// The mitigations of a threat that were not rejected.
    pub(super) fn mitigations(&self, threat: &Threat) -> &[&'a Mitigation] {
        let all = self.mitigations.get_or_init(|| {
            let mut all: HashMap<ThreatId, Vec<&Mitigation>> = HashMap::new();
            for m in taken(self.session) {
                for threat in &m.threats {
                    all.entry(*threat).or_default().push(m);
                }
            }
            all
        });
        all.get(&threat.id).map_or(&[], Vec::as_slice)
    }

    /// An action item is or was for this threat, or for a mitigation or question of it.
    pub(super) fn is_acted_on(&self, threat: &Threat) -> bool {
        let acted_on = self.acted_on.get_or_init(|| {
            let actions = self.session.actions.iter();
            let kept = actions.filter(|a| a.status != ActionStatus::Dropped);
            served(self.session, kept)
        });
        acted_on.contains(&threat.id)
    }

    /// Such an action item is still to do.
    pub(super) fn has_open_action(&self, threat: &Threat) -> bool {
        let open_for = self
            .open_for
            .get_or_init(|| served(self.session, self.open_actions()));
        open_for.contains(&threat.id)
    }

    /// How many threats bite at this place.
    pub(super) fn threats_at(&self, place: Place) -> usize {
        let placed = self.placed.get_or_init(|| {
            let mut placed = HashMap::new();
            for place in self.threats().iter().flat_map(|t| distinct(&t.places)) {
                *placed.entry(place).or_default() += 1;
            }
            placed
        });
        placed.get(&place).copied().unwrap_or_default()
    }

    /// Whether the room walked through this place in the sweep.
    pub(super) fn is_swept(&self, place: Place) -> bool {
        let swept = self
            .swept
            .get_or_init(|| self.session.swept.iter().map(|s| s.place).collect());
        swept.contains(&place)
    }

    /// Whether any question is about this item.
    pub(super) fn is_asked_about(&self, id: ItemId) -> bool {
        let asked = self.asked.get_or_init(|| {
            let questions = self.session.questions.iter();
            questions.flat_map(|q| q.about.iter().copied()).collect()
        });
        asked.contains(&id)
    }

    /// [`Session::crosses`], without a search of all elements for each flow.
    pub(crate) fn crosses(&self, flow: &Flow) -> bool {
        let zones = self.zones.get_or_init(|| {
            let elements = self.session.elements.iter();
            elements
                .map(|e| (e.id, self.session.zone_of(e.id)))
                .collect()
        });
        let zone = |id| zones.get(&id).copied().flatten();
        zone(flow.from) != zone(flow.to)
    }

    /// The worst severity among the threats that these items are about.
    pub(crate) fn severity_of(&self, items: &[ItemId]) -> Option<Severity> {
        let weight = self
            .weight
            .get_or_init(|| weights(self.session, self.threats()));
        let weights = items.iter().filter_map(|id| weight.get(id).copied());
        weights.max()
    }
}

/// The room did not rule it out for this system.
pub(super) fn applies(threat: &Threat) -> bool {
    threat
        .response
        .as_ref()
        .is_none_or(|r| r.kind != ResponseKind::NotApplicable)
}

/// The threats above the cut-off of question 3; without votes, all that the room may take up.
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
