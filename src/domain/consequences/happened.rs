//! What happened in a change: told from each item as it was before and as it is now.

use std::collections::HashMap;

use super::Event;
use crate::domain::action::{Action, ActionStatus};
use crate::domain::asset::Asset;
use crate::domain::assumption::AssumptionState;
use crate::domain::id::{ElementId, FlowId, ItemId, ThreatId, ZoneId};
use crate::domain::item::Item;
use crate::domain::mitigation::{Mitigation, Status};
use crate::domain::note::NoteKind;
use crate::domain::question::QuestionState;
use crate::domain::session::Session;
use crate::domain::system::{Element, ElementKind, Flow};
use crate::domain::threat::{Level, Place, Threat};

/// Characters of an item's words that a reason repeats.
const WORDS: usize = 160;

/// One event of a change.
#[derive(Debug)]
pub(in crate::domain) struct Happened<'a> {
    /// What happened.
    pub(in crate::domain) event: Event,
    /// To what.
    pub(in crate::domain) of: Option<ItemId>,
    /// What a reason names first; what is gone is named in the words.
    pub(in crate::domain) by: Option<ItemId>,
    /// The rest of the reason.
    pub(in crate::domain) words: String,
    /// The item as it is, or as it was when it is gone.
    pub(super) item: Option<ItemOf<'a>>,
    /// Where, when that is not the item itself.
    pub(super) places: Vec<Place>,
}

/// An item as it was, or as it is.
#[derive(Debug)]
pub(super) enum ItemOf<'a> {
    /// It is gone.
    Was(&'a Item),
    /// It is here.
    Is(Box<Item>),
}

impl ItemOf<'_> {
    pub(super) fn item(&self) -> &Item {
        match self {
            Self::Was(item) => item,
            Self::Is(item) => item,
        }
    }
}

impl Happened<'_> {
    /// An event that belongs to no change of one item.
    pub(in crate::domain) fn alone(event: Event, of: Option<ItemId>, words: String) -> Self {
        Happened {
            event,
            of,
            by: None,
            words,
            item: None,
            places: Vec::new(),
        }
    }
}

/// The items of a change as they were before it, in the order in which they were touched first; `None` for what was
/// not there.
#[derive(Debug, Default)]
pub(in crate::domain) struct Before<'a> {
    order: Vec<ItemId>,
    items: HashMap<ItemId, Option<&'a Item>>,
}

impl<'a> Before<'a> {
    /// An item was like this, unless it is known already how it was before that.
    pub(in crate::domain) fn was(&mut self, id: ItemId, item: Option<&'a Item>) {
        self.items.entry(id).or_insert_with(|| {
            self.order.push(id);
            item
        });
    }

    /// Whether this change added the item.
    pub(super) fn is_new(&self, id: ItemId) -> bool {
        matches!(self.items.get(&id), Some(None))
    }

    /// Every item that was there, as it was.
    pub(super) fn there(&self) -> impl Iterator<Item = &'a Item> {
        self.order
            .iter()
            .filter_map(|id| self.items.get(id).copied().flatten())
    }

    fn element<'s>(&self, session: &'s Session, id: ElementId) -> Option<&'s Element>
    where
        'a: 's,
    {
        match self.items.get(&id.into()) {
            Some(Some(Item::Element(was))) => Some(was),
            Some(_) => None,
            None => session.element(id),
        }
    }

    /// The innermost zone in which an element was.
    fn zone_of(&self, session: &Session, id: ElementId) -> Option<ZoneId> {
        let mut at = Some(id);
        for _ in 0..=session.elements.len() + self.items.len() {
            let element = self.element(session, at?)?;
            if element.zone.is_some() {
                return element.zone;
            }
            at = element.within;
        }
        None
    }

    /// Whether a flow crossed a boundary.
    fn crossed(&self, session: &Session, flow: &Flow) -> bool {
        self.zone_of(session, flow.from) != self.zone_of(session, flow.to)
    }

    /// Everything that happened to these items.
    pub(in crate::domain) fn happened(&self, session: &Session) -> Vec<Happened<'a>> {
        let mut all = Vec::new();
        let mut moved = Vec::new();
        let mut flows: Vec<FlowId> = Vec::new();
        for id in &self.order {
            let was = self.items.get(id).copied().flatten();
            let is = session.item(*id);
            match (was, &is) {
                (Some(Item::Element(was)), Some(Item::Element(is)))
                    if (was.zone, was.within) != (is.zone, is.within) =>
                {
                    moved.push(is.id);
                }
                (_, Some(Item::Flow(flow))) => flows.push(flow.id),
                _ => {}
            }
            let told: Vec<Told> = match (was, &is) {
                (Some(was), Some(is)) => changed(session, was, is),
                (Some(was), None) if session.leads_to(*id).is_none() => {
                    gone(was).into_iter().collect()
                }
                _ => Vec::new(),
            };
            let places = match (was, &is) {
                (Some(Item::Asset(was)), Some(Item::Asset(is))) => more_sensitive(was, is),
                _ => Vec::new(),
            };
            for (event, by, words) in told {
                let item = is.clone().map(|is| ItemOf::Is(Box::new(is)));
                all.push(Happened {
                    event,
                    of: Some(*id),
                    by: by.then_some(*id),
                    words,
                    item: item.or(was.map(ItemOf::Was)),
                    places: places.clone(),
                });
            }
        }
        self.crossings(session, &moved, flows, &mut all);
        all
    }

    /// Flows that cross a boundary now and did not before, or were not there.
    fn crossings(
        &self,
        session: &Session,
        moved: &[ElementId],
        mut flows: Vec<FlowId>,
        all: &mut Vec<Happened<'a>>,
    ) {
        if !moved.is_empty() {
            // What stands on the map of an element that moved went along.
            let went = |id| session.elements_from(Some(id)).any(|e| moved.contains(&e));
            let ends = session.flows.iter().filter(|f| went(f.from) || went(f.to));
            flows.extend(ends.map(|flow| flow.id));
            flows.sort_unstable();
            flows.dedup();
        }
        for flow in flows.iter().filter_map(|id| session.flow(*id)) {
            let before = match self.items.get(&flow.id.into()) {
                Some(Some(Item::Flow(was))) => self.crossed(session, was),
                Some(_) => false,
                None => self.crossed(session, flow),
            };
            if before || !session.crosses(flow) {
                continue;
            }
            let ends = session.place_words(Place::Flow(flow.id));
            all.push(Happened {
                event: Event::FlowCrosses,
                of: Some(flow.id.into()),
                by: Some(flow.id.into()),
                words: format!("crosses a trust boundary: {}", short(&ends)),
                item: Some(ItemOf::Is(Box::new(Item::Flow(flow.clone())))),
                places: Vec::new(),
            });
        }
    }
}

/// An event, whether its reason begins with the item, and the rest of the reason.
type Told = (Event, bool, String);

/// Everything that happened to an item in one change.
fn changed(session: &Session, was: &Item, is: &Item) -> Vec<Told> {
    let told = match (was, is) {
        (Item::Assumption(was), Item::Assumption(is)) => {
            let rejected = AssumptionState::Rejected;
            (was.state != rejected && is.state == rejected).then(|| {
                let words = format!("was rejected: {}", short(&is.text));
                (Event::AssumptionRejected, true, words)
            })
        }
        (Item::Element(was), Item::Element(is)) => part(session, was, is),
        (Item::Asset(was), Item::Asset(is)) => (!more_sensitive(was, is).is_empty()).then(|| {
            let words = format!("became more sensitive: {}", short(&is.name));
            (Event::DataMoreSensitive, true, words)
        }),
        (Item::Mitigation(was), Item::Mitigation(is)) => {
            let both = failed(was, is).into_iter().chain(closed(was, is));
            return both.collect();
        }
        (Item::Action(was), Item::Action(is)) => action(was, is),
        (Item::Question(was), Item::Question(is)) => {
            let answered = is.state == QuestionState::Answered
                && (was.state != is.state || was.answer != is.answer);
            answered.then(|| {
                let answer = if is.answer.is_empty() {
                    &is.text
                } else {
                    &is.answer
                };
                let words = format!("was answered: {}", short(answer));
                (Event::QuestionAnswered, true, words)
            })
        }
        (Item::Threat(was), Item::Threat(is)) => threat(session, was, is),
        (Item::Note(was), Item::Note(is)) if is_scope(was.kind) && was.text != is.text => {
            let words = format!("in the scope was changed: {}", short(&was.text));
            Some((Event::ScopeChanged, true, words))
        }
        _ => None,
    };
    told.into_iter().collect()
}

fn gone(was: &Item) -> Option<Told> {
    match was {
        Item::Element(was) => {
            let words = format!("{} {} was deleted", was.id, short(&was.name));
            Some((Event::PartChanged, false, words))
        }
        Item::Participant(was) => {
            let words = format!("{} was removed from the participants", short(&was.name));
            Some((Event::OwnerLeft, false, words))
        }
        Item::Note(was) if is_scope(was.kind) => {
            let words = format!("{} in the scope was deleted: {}", was.id, short(&was.text));
            Some((Event::ScopeChanged, false, words))
        }
        _ => None,
    }
}

fn is_scope(kind: NoteKind) -> bool {
    matches!(kind, NoteKind::InScope | NoteKind::OutOfScope)
}

fn part(session: &Session, was: &Element, is: &Element) -> Option<Told> {
    let mut words = Vec::new();
    if was.name != is.name {
        words.push(format!(
            "was renamed from {} to {}",
            short(&was.name),
            short(&is.name)
        ));
    }
    // A zone that was merged into another one is that one.
    let before = was.zone.and_then(|zone| session.zone(zone)).map(|z| z.id);
    if was.zone.is_some() && (before.is_none() || before != is.zone) {
        let now = is.zone.and_then(|zone| session.zone(zone));
        words.push(match now {
            Some(zone) => format!("was moved to the zone {}", short(&zone.name)),
            None => "was moved out of its zone".to_owned(),
        });
    }
    let external = ElementKind::ExternalEntity;
    if was.kind != external && is.kind == external {
        words.push("is external now".to_owned());
    }
    let is_all = words.join(" and ");
    (!is_all.is_empty()).then_some((Event::PartChanged, true, is_all))
}

/// Where what an asset is about matters more than it did.
fn more_sensitive(was: &Asset, is: &Asset) -> Vec<Place> {
    let needs = |a: &Asset| [a.confidentiality, a.integrity, a.availability];
    let level = |level: Option<Level>| level.unwrap_or(Level::Low);
    let mut pairs = needs(was).into_iter().zip(needs(is));
    if pairs.any(|(was, is)| level(is) > level(was)) {
        return is.places.clone();
    }
    if is.sensitivity() <= Some(Level::Low) {
        return Vec::new();
    }
    let new = is.places.iter().filter(|place| !was.places.contains(place));
    new.copied().collect()
}

fn failed(was: &Mitigation, is: &Mitigation) -> Option<Told> {
    let words = short(&is.text);
    if was.status != Status::Rejected && is.status == Status::Rejected {
        let words = format!("was rejected: {words}");
        return Some((Event::MitigationFailed, true, words));
    }
    let failed = |m: &Mitigation| m.checked.as_ref().filter(|c| !c.passed).map(|c| c.at);
    if failed(is).is_some() && failed(is) != failed(was) {
        let words = format!("was checked and does not work: {words}");
        return Some((Event::MitigationFailed, true, words));
    }
    None
}

fn closed(was: &Mitigation, is: &Mitigation) -> Option<Told> {
    let ticket = is.external.as_ref()?;
    (was.status != is.status && is.status == Status::Implemented).then(|| {
        let words = format!(
            "It was implemented (ticket {}), and nobody verified it",
            short(ticket)
        );
        (Event::TicketClosed, false, words)
    })
}

fn action(was: &Action, is: &Action) -> Option<Told> {
    if was.status == is.status {
        return None;
    }
    match (is.status, &is.external) {
        (ActionStatus::Dropped, _) => {
            let words = format!("was dropped: {}", short(&is.text));
            Some((Event::ActionDropped, true, words))
        }
        (ActionStatus::Done, Some(ticket)) => {
            let words = format!(
                "was done (ticket {}), and nobody verified it",
                short(ticket)
            );
            Some((Event::TicketClosed, true, words))
        }
        _ => None,
    }
}

fn threat(session: &Session, was: &Threat, is: &Threat) -> Option<Told> {
    let scale = session.scale();
    let level = |t: &Threat| session.rated(t).and_then(|rated| scale.level_of(rated));
    let decided = |t: &Threat| t.response.is_some() || t.deferred.is_some();
    if decided(was) && !decided(is) {
        return Some((Event::ThreatWorse, false, "It was reopened".to_owned()));
    }
    let (before, now) = (level(was)?, level(is)?);
    (now > before && decided(is)).then(|| {
        let words = format!(
            "Its severity rose from {} to {}",
            scale.word(before),
            scale.word(now)
        );
        (Event::ThreatWorse, false, words)
    })
}

/// The event that a meeting was about a threat that came true.
pub(in crate::domain) fn incident<'a>(
    session: &Session,
    id: ThreatId,
    words: &str,
) -> Option<Happened<'a>> {
    let item = session.item(id.into())?;
    Some(Happened {
        event: Event::Incident,
        of: Some(id.into()),
        by: Some(id.into()),
        words: match words {
            "" => "came true".to_owned(),
            words => format!("came true: {}", short(words)),
        },
        item: Some(ItemOf::Is(Box::new(item))),
        places: Vec::new(),
    })
}

/// As much of somebody's words as a reason repeats.
fn short(words: &str) -> String {
    if words.chars().nth(WORDS).is_none() {
        return words.to_owned();
    }
    let cut: String = words.chars().take(WORDS).collect();
    format!("{}…", cut.trim_end())
}
