//! How what has to be looked at again hangs on what happened: the one function behind every row of the table.

use super::happened::{Before, Happened, ItemOf};
use super::{LookAgain, Relation};
use crate::domain::action::ActionStatus;
use crate::domain::fold::fold;
use crate::domain::id::{ItemId, ThreatId};
use crate::domain::item::Item;
use crate::domain::mitigation::Status;
use crate::domain::question::QuestionState;
use crate::domain::session::Session;
use crate::domain::stamp::Stamp;
use crate::domain::system::Flow;
use crate::domain::text::Text;
use crate::domain::threat::{Place, ResponseKind, Threat};

/// What an event touches, each once, with the reason. What the same change added is not looked at again, as it was
/// only just looked at.
pub(in crate::domain) fn touched(
    session: &Session,
    before: &Before<'_>,
    happened: &Happened<'_>,
    at: Stamp,
) -> Vec<LookAgain> {
    let relations = happened.event.row().touches.iter();
    let all = relations.flat_map(|relation| related(session, before, happened, *relation));
    let mut ids: Vec<ItemId> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for id in all {
        if !before.is_new(id) && session.holds(id) && seen.insert(id) {
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
fn related(
    session: &Session,
    before: &Before<'_>,
    happened: &Happened<'_>,
    relation: Relation,
) -> Vec<ItemId> {
    let item = happened.item.as_ref().map(ItemOf::item);
    match (relation, item) {
        (Relation::Itself, _) => happened.of.into_iter().collect(),
        (Relation::ThreatsAbout, Some(item)) => about(item, |id| matches!(id, ItemId::Threat(_))),
        (Relation::MitigationsAbout, Some(item)) => {
            about(item, |id| matches!(id, ItemId::Mitigation(_)))
        }
        (Relation::AssumptionsAbout, Some(item)) => {
            about(item, |id| matches!(id, ItemId::Assumption(_)))
        }
        (Relation::DecisionsNaming, Some(item)) => naming(session, item.id()),
        (Relation::ThreatsThere, Some(Item::Asset(_))) => {
            let places = happened.places.iter().filter_map(|place| place.item());
            places.flat_map(|place| there(session, place)).collect()
        }
        (Relation::ThreatsThere, Some(item)) => {
            let mut ids = there(session, item.id());
            ids.extend(were_there(before, item.id()));
            ids
        }
        (Relation::FlowsThere, Some(Item::Element(element))) => {
            // While the map is still being drawn, nothing was looked at that could be looked at again.
            if session.threats.is_empty() && session.swept.is_empty() {
                return Vec::new();
            }
            let flows = session.flows.iter();
            let ours = flows.filter(|f| f.from == element.id || f.to == element.id);
            ours.map(|flow| flow.id.into()).collect()
        }
        (Relation::CellsThere, Some(item)) => {
            let place = Place::of(item.id());
            let swept = session.swept.iter().any(|cell| Some(cell.place) == place);
            swept.then(|| item.id()).into_iter().collect()
        }
        (Relation::ThreatsAtBoundary, Some(Item::Flow(flow))) => at_boundary(session, flow),
        (Relation::Owned, Some(item)) => owned(before, item.id()),
        (Relation::ThreatsAnswered, Some(Item::Mitigation(item))) => {
            item.threats.iter().map(|id| (*id).into()).collect()
        }
        (Relation::Unverified, Some(Item::Mitigation(item))) => vec![item.id.into()],
        (Relation::Unverified, Some(Item::Action(item))) => {
            let unverified = |id: &ItemId| match session.item(*id) {
                Some(Item::Mitigation(m)) => {
                    !matches!(m.status, Status::Verified | Status::Rejected)
                }
                _ => false,
            };
            item.about.iter().copied().filter(unverified).collect()
        }
        (Relation::ThreatsBeside, Some(Item::Threat(threat))) => {
            let places = threat.places.iter().filter_map(|place| place.item());
            places.flat_map(|place| there(session, place)).collect()
        }
        (Relation::InPlace, Some(Item::Threat(threat))) => {
            let answers = session.mitigations_for(threat.id);
            let works = answers.filter(|m| m.works());
            works.map(|m| m.id.into()).collect()
        }
        (Relation::Rated, _) => {
            let rated = session.threats.iter().filter(|t| t.severity.is_some());
            rated.map(|t| t.id.into()).collect()
        }
        (Relation::LeftOut, Some(item)) => left_out(session, before, item),
        _ => Vec::new(),
    }
}

/// What an item is about, of one kind.
fn about(item: &Item, is: impl Fn(&ItemId) -> bool) -> Vec<ItemId> {
    let about = match item {
        Item::Assumption(item) => &item.about,
        Item::Question(item) => &item.about,
        Item::Action(item) => &item.about,
        _ => return Vec::new(),
    };
    about.iter().copied().filter(is).collect()
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
pub(super) fn is_open(item: &Item) -> bool {
    match item {
        Item::Threat(threat) => threat.response.is_some(),
        Item::Question(question) => question.state == QuestionState::Open,
        Item::Action(action) => action.status == ActionStatus::Open,
        _ => false,
    }
}

/// What somebody had before they were removed.
fn owned(before: &Before<'_>, who: ItemId) -> Vec<ItemId> {
    let is_theirs = |item: &&Item| {
        let owner = match item {
            Item::Threat(threat) => threat.response.as_ref().and_then(|r| r.by),
            Item::Question(question) => question.owner,
            Item::Action(action) => action.owner,
            _ => None,
        };
        is_open(item) && owner.map(ItemId::from) == Some(who)
    };
    before.there().filter(is_theirs).map(Item::id).collect()
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
