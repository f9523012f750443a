//! How what has to be looked at again hangs on what happened: one function behind every row of the table, whether it
//! happened in a change or with time.

use super::happened::{Before, Happened, ItemOf};
use super::{LookAgain, Relation};
use crate::domain::action::ActionStatus;
use crate::domain::fold::fold;
use crate::domain::id::{ElementId, ItemId, ParticipantId, ThreatId};
use crate::domain::item::Item;
use crate::domain::mitigation::Status;
use crate::domain::question::QuestionState;
use crate::domain::session::Session;
use crate::domain::stamp::Stamp;
use crate::domain::system::Flow;
use crate::domain::text::Text;
use crate::domain::threat::{Place, ResponseKind, Threat};

/// What is needed to say what an event touches.
#[derive(Debug)]
pub(in crate::domain) struct Touched<'a> {
    /// The session as it is.
    pub(in crate::domain) session: &'a Session,
    /// What the change replaced; nothing where it was time that passed.
    pub(in crate::domain) before: &'a Before<'a>,
    /// The one item that is asked about, where it is one.
    pub(in crate::domain) only: Option<ItemId>,
}

impl Touched<'_> {
    /// What an event touches, each once, with the reason. What the same change added is not looked at again, as it was
    /// only just looked at.
    pub(in crate::domain) fn by(&self, happened: &Happened<'_>, at: Stamp) -> Vec<LookAgain> {
        let relations = happened.event.row().touches.iter();
        let all = relations.flat_map(|relation| self.related(happened, *relation));
        let mut ids: Vec<ItemId> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for id in all {
            let is_asked = self.only.is_none_or(|only| only == id);
            let is_here = !self.before.is_new(id) && self.session.holds(id);
            if is_asked && is_here && seen.insert(id) {
                ids.push(id);
            }
        }
        let looks = ids.into_iter().map(|of| LookAgain {
            of,
            why: happened.event,
            by: happened.by,
            words: Text::new(&happened.words),
            at,
        });
        looks.collect()
    }

    /// The items that hang on what happened in this way.
    fn related(&self, happened: &Happened<'_>, relation: Relation) -> Vec<ItemId> {
        let related = self.fitting(happened, relation);
        // A row of the table that pairs an event with a relation that does not fit what it happens to would touch
        // nothing, and no one would notice.
        debug_assert!(
            related.is_some(),
            "{relation:?} says nothing about what {:?} happens to",
            happened.event
        );
        related.unwrap_or_default()
    }

    /// The same; `None` where nothing can hang on what happened like that.
    fn fitting(&self, happened: &Happened<'_>, relation: Relation) -> Option<Vec<ItemId>> {
        let session = self.session;
        let item = happened.item.as_ref().map(ItemOf::item);
        let all_there = |places: &[Place]| -> Vec<ItemId> {
            let places = places.iter().filter_map(|place| place.item());
            places.flat_map(|place| there(session, place)).collect()
        };
        match relation {
            Relation::Itself => happened.of.map(|of| vec![of]),
            Relation::ThreatsAbout => about(item?, |id| matches!(id, ItemId::Threat(_))),
            Relation::MitigationsAbout => about(item?, |id| matches!(id, ItemId::Mitigation(_))),
            Relation::AssumptionsAbout => about(item?, |id| matches!(id, ItemId::Assumption(_))),
            Relation::DecisionsNaming => Some(naming(session, item?.id())),
            Relation::ThreatsThere => match item? {
                Item::Asset(_) => Some(all_there(&happened.places)),
                part @ (Item::Element(_) | Item::Flow(_)) => {
                    let mut ids = there(session, part.id());
                    ids.extend(were_there(self.before, part.id()));
                    Some(ids)
                }
                _ => None,
            },
            Relation::FlowsThere => match item? {
                Item::Element(element) => Some(flows_there(session, element.id)),
                _ => None,
            },
            Relation::CellsThere => {
                let part = item?.id();
                let place = Place::of(part)?;
                let swept = session.swept.iter().any(|cell| cell.place == place);
                Some(swept.then_some(part).into_iter().collect())
            }
            Relation::ThreatsAtBoundary => match item? {
                Item::Flow(flow) => Some(at_boundary(session, flow)),
                _ => None,
            },
            Relation::Owned => match item? {
                Item::Participant(person) => Some(self.owned(person.id)),
                _ => None,
            },
            Relation::ThreatsAnswered => match item? {
                Item::Mitigation(item) => {
                    Some(item.threats.iter().map(|id| (*id).into()).collect())
                }
                _ => None,
            },
            Relation::Unverified => match item? {
                Item::Mitigation(item) => Some(vec![item.id.into()]),
                Item::Action(item) => Some(unverified(session, &item.about)),
                _ => None,
            },
            Relation::ThreatsBeside => match item? {
                Item::Threat(threat) => Some(all_there(&threat.places)),
                _ => None,
            },
            Relation::InPlace => match item? {
                Item::Threat(threat) => {
                    let answers = session.mitigations_for(threat.id);
                    let works = answers.filter(|m| m.works());
                    Some(works.map(|m| m.id.into()).collect())
                }
                _ => None,
            },
            Relation::Rated => {
                let rated = session.threats.iter().filter(|t| t.severity.is_some());
                Some(rated.map(|t| t.id.into()).collect())
            }
            Relation::LeftOut => match item? {
                line @ Item::Note(_) => Some(left_out(session, self.before, line)),
                _ => None,
            },
        }
    }

    /// What somebody has, or had before they were removed.
    fn owned(&self, who: ParticipantId) -> Vec<ItemId> {
        let has = |item: &Item| is_open(item) && owner(item) == Some(who);
        if let Some(id) = self.only {
            let item = self.session.item(id).filter(has);
            return item.into_iter().map(|item| item.id()).collect();
        }
        // Whatever names somebody who is removed is changed with that.
        let had = self.before.there().filter(|item| has(item));
        had.map(Item::id).collect()
    }
}

/// What an item is about, of one kind.
fn about(item: &Item, is: impl Fn(&ItemId) -> bool) -> Option<Vec<ItemId>> {
    let about = match item {
        Item::Assumption(item) => &item.about,
        Item::Question(item) => &item.about,
        Item::Action(item) => &item.about,
        _ => return None,
    };
    Some(about.iter().copied().filter(is).collect())
}

/// The flows that start or end there.
fn flows_there(session: &Session, element: ElementId) -> Vec<ItemId> {
    // While the map is still being drawn, nothing was looked at that could be looked at again.
    if session.threats.is_empty() && session.swept.is_empty() {
        return Vec::new();
    }
    let flows = session.flows.iter();
    let ours = flows.filter(|f| f.from == element || f.to == element);
    ours.map(|flow| flow.id.into()).collect()
}

/// The mitigations among these that nobody verified.
fn unverified(session: &Session, about: &[ItemId]) -> Vec<ItemId> {
    let is_unverified = |id: &ItemId| match session.item(*id) {
        Some(Item::Mitigation(m)) => !matches!(m.status, Status::Verified | Status::Rejected),
        _ => false,
    };
    about.iter().copied().filter(is_unverified).collect()
}

fn there(session: &Session, place: ItemId) -> Vec<ItemId> {
    session.threats_at(place).map(|t| t.id.into()).collect()
}

/// The threats that were at a place before it was deleted.
fn were_there(before: &Before<'_>, gone: ItemId) -> Vec<ItemId> {
    let threats = before.there().filter_map(|item| match item {
        Item::Threat(threat) => Some(threat),
        _ => None,
    });
    let were = threats.filter(|t| t.places.iter().any(|place| place.item() == Some(gone)));
    were.map(|t| t.id.into()).collect()
}

/// The words of a threat's decision, and of its deferral.
fn decision(threat: &Threat) -> impl Iterator<Item = &Text> {
    let response = threat.response.iter();
    let response = response.flat_map(|r| [&r.reason, &r.evidence]);
    response.chain(threat.deferred.iter().map(|d| &d.reason))
}

/// Whether words name an item: `as S1 says`.
fn names(words: &str, id: ItemId) -> bool {
    let mut all = words.split(|c: char| !c.is_alphanumeric());
    all.any(|word| word.parse::<ItemId>().is_ok_and(|named| named == id))
}

fn naming(session: &Session, id: ItemId) -> Vec<ItemId> {
    let naming = |t: &&Threat| decision(t).any(|words| names(words, id));
    let threats = session.threats.iter().filter(naming);
    threats.map(|t| t.id.into()).collect()
}

/// The threats on flows between the same two zones, this one among them.
fn at_boundary(session: &Session, flow: &Flow) -> Vec<ItemId> {
    let zones = |flow: &Flow| {
        let (from, to) = (session.zone_of(flow.from), session.zone_of(flow.to));
        (from.min(to), from.max(to))
    };
    let here = zones(flow);
    let flows = session.flows.iter().filter(|other| zones(other) == here);
    flows
        .flat_map(|flow| there(session, flow.id.into()))
        .collect()
}

/// Whether somebody still has to do with it, so that it matters who has it.
fn is_open(item: &Item) -> bool {
    match item {
        Item::Threat(threat) => threat.response.is_some() || threat.deferred.is_some(),
        Item::Question(question) => question.state == QuestionState::Open,
        Item::Action(action) => action.status == ActionStatus::Open,
        _ => false,
    }
}

/// Who has an item, or decided about it.
fn owner(item: &Item) -> Option<ParticipantId> {
    match item {
        Item::Threat(threat) => match &threat.response {
            Some(response) => response.by,
            None => threat.deferred.as_ref()?.by,
        },
        Item::Question(question) => question.owner,
        Item::Action(action) => action.owner,
        _ => None,
    }
}

/// What was left out because of a line of the scope: threats that are not ours, elements and questions out of scope.
/// Because of it is what names the line, says the same in its reason, or is about a part that the line names.
fn left_out(session: &Session, before: &Before<'_>, line: &Item) -> Vec<ItemId> {
    let id = line.id();
    let was = before.there().find(|item| item.id() == id).unwrap_or(line);
    let Item::Note(note) = was else {
        return Vec::new();
    };
    let said = fold(&note.text);
    let says = |words: &str| {
        let words = fold(words);
        !words.is_empty() && (said.contains(&words) || words.contains(&said))
    };
    let because = |words: &str| names(words, id) || says(words);
    let named = |place: ItemId| match place {
        ItemId::Element(element) => session.element(element).is_some_and(|e| says(&e.name)),
        ItemId::Flow(flow) => session.flow(flow).is_some_and(|flow| {
            let ends = [flow.from, flow.to].into_iter();
            let mut ends = ends.filter_map(|end| session.element(end));
            ends.any(|end| says(&end.name))
        }),
        _ => false,
    };
    let ruled_out = |t: &&Threat| {
        let out = t.response.as_ref();
        out.is_some_and(|r| r.kind == ResponseKind::NotApplicable)
            && (decision(t).any(|words| because(words))
                || t.places.iter().filter_map(|place| place.item()).any(named))
    };
    let threats = session.threats.iter().filter(ruled_out);
    let parts = session.elements.iter().filter(|e| {
        let out = e.out_of_scope.as_ref();
        out.is_some_and(|why| because(why) || says(&e.name))
    });
    let questions = session.questions.iter().filter(|q| {
        q.state == QuestionState::OutOfScope
            && (because(&q.text) || because(&q.answer) || q.about.iter().copied().any(named))
    });
    let threats = threats.map(|t: &Threat| ItemId::from(ThreatId(t.id.0)));
    threats
        .chain(parts.map(|e| e.id.into()))
        .chain(questions.map(|q| q.id.into()))
        .collect()
}
