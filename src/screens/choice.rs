//! A short list of keys that appears at once after `s`, `r` or `o`: sticky, without a time-out, one key picks.

mod control;
pub mod meanings;
mod rating;

use crate::catalogue::Catalogue;
use crate::domain::fold::squeeze;
use crate::domain::{
    ActionKind, ActionStatus, Edit, ElementId, ElementKind, Field, ItemId, MapField, MitigationId,
    ParticipantId, QuestionState, ResponseKind, ReturnReason, Session, SessionField, Status, Text,
    ThreatId, Zone,
};
use crate::risk::Scales;

/// The key for no one.
const NO_ONE: &str = "-";

/// What is being chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// How bad a threat is.
    Severity(ThreatId),
    /// How likely it is.
    Likelihood(ThreatId),
    /// How much it would hurt, once the step of likelihood is known.
    Impact(ThreatId, usize),
    /// What to do about a threat.
    Response(ThreatId),
    /// How far an item is.
    Status(ItemId),
    /// How much of its threats a mitigation takes away.
    Strength(MitigationId),
    /// What a mitigation does to its threats.
    Control(MitigationId),
    /// What a compensating mitigation stands in for.
    InsteadOf(MitigationId),
    /// For which of its threats something about a mitigation differs.
    ForThreat(MitigationId),
    /// What about a mitigation differs for one threat.
    Terms(MitigationId, ThreatId),
    /// How much of one threat a mitigation takes away.
    StrengthFor(MitigationId, ThreatId),
    /// What a mitigation does to one threat.
    ControlFor(MitigationId, ThreatId),
    /// Who an item belongs to.
    Owner(ItemId),
    /// The trust zone around an element or around another zone.
    Zone(ItemId),
    /// What an element is.
    Kind(ElementId),
    /// Who decided on a response that already has its reason.
    DecidedBy(ThreatId),
    /// Who said the selected line of a paste.
    Speaker,
    /// Who writes the questions down.
    Recorder,
    /// What the meeting is planned to be made of.
    Agenda,
    /// Why the team is back.
    WhyBack,
    /// Which category sets are asked about.
    Sets,
    /// The scale that threats are rated with.
    Scale,
}

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The key that picks it; for people, the digits.
    pub key: String,
    /// What it is.
    pub label: String,
    /// What picking it does.
    pub does: Pick,
}

/// What picking something does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Make a change.
    Make(Edit),
    /// Make a change, then ask the next thing.
    MakeAndAsk(Edit, Choice),
    /// Ask the next thing.
    Ask(Choice),
    /// Show what the words of the scale mean; what is asked stays.
    Meanings,
    /// Ask for a reason in words.
    Reason(ThreatId, ResponseKind),
    /// Follow the agenda of this name.
    Follow(String),
    /// An incident brought the team back: ask what happened.
    Incident,
    /// Ask for it in words: the answer to a question, who owns an element that no one here owns.
    Words(ItemId),
    /// Ask for the name of the trust zone around this.
    ZoneName(ItemId),
    /// Who said a pasted line.
    Speaker(Option<ParticipantId>),
}

impl Choice {
    /// What is being asked.
    pub fn asks(self) -> String {
        match self {
            Self::Severity(id) => format!("{id} severity"),
            Self::Likelihood(id) => format!("{id} likelihood"),
            Self::Impact(id, _) => format!("{id} impact"),
            Self::Response(id) => format!("{id} response"),
            Self::Status(id) => format!("{id} status"),
            Self::Strength(id) => format!("{id} takes away"),
            Self::Control(id) => format!("{id} kind"),
            Self::InsteadOf(id) => format!("{id} stands in for"),
            Self::ForThreat(id) => format!("{id} for which threat"),
            Self::Terms(id, threat) => format!("{id} for {threat} alone"),
            Self::StrengthFor(id, threat) => format!("{id} takes away of {threat}"),
            Self::ControlFor(id, threat) => format!("{id} kind for {threat}"),
            Self::Owner(id @ ItemId::Zone(_)) => format!("{id}, elements without one: owner"),
            Self::Owner(id) => format!("{id} owner"),
            Self::Zone(id) => format!("{id} zone"),
            Self::Kind(id) => format!("{id} kind"),
            Self::DecidedBy(id) => format!("{id} decided by"),
            Self::Speaker => "speaker".to_owned(),
            Self::Recorder => "scribe".to_owned(),
            Self::Agenda => "agenda".to_owned(),
            Self::WhyBack => "reason for follow-up".to_owned(),
            Self::Sets => "category sets".to_owned(),
            Self::Scale => "rating scale".to_owned(),
        }
    }

    /// Whether who is not in the list is typed, and comes into the meeting with it.
    pub fn takes_a_name(self) -> bool {
        matches!(self, Self::Owner(ItemId::Action(_) | ItemId::Question(_)))
    }

    /// What asks for something that is not in the list, where that can be typed.
    pub fn in_words(self) -> Option<Pick> {
        match self {
            Self::Owner(id @ (ItemId::Element(_) | ItemId::Zone(_))) => Some(Pick::Words(id)),
            Self::Zone(id) => Some(Pick::ZoneName(id)),
            _ => None,
        }
    }

    /// Everything that can be chosen.
    pub fn options(self, session: &Session, catalogue: &Catalogue, scales: &Scales) -> Vec<Offer> {
        match self {
            Self::Scale => rating::scales(session, scales),
            Self::Sets => sets(session, catalogue),
            Self::Agenda => catalogue
                .agendas_for(session.kind)
                .enumerate()
                .map(|(place, agenda)| {
                    let does = Pick::Follow(agenda.name.clone());
                    option(&(place + 1).to_string(), &agenda.name, does)
                })
                .collect(),
            Self::Severity(id) => rating::levels(session.scale(), id),
            Self::Likelihood(id) => rating::likelihood(session.scale(), id),
            Self::Impact(id, likelihood) => rating::impact(session.scale(), id, likelihood),
            Self::Response(id) => {
                let mut options = vec![make(
                    "r",
                    ResponseKind::Reduce.words(),
                    id,
                    Field::Response(Some((
                        ResponseKind::Reduce,
                        crate::domain::Text::default(),
                        None,
                    ))),
                )];
                options.extend(
                    [
                        ("a", ResponseKind::Accept),
                        ("t", ResponseKind::Transfer),
                        ("v", ResponseKind::Avoid),
                        ("n", ResponseKind::NotApplicable),
                    ]
                    .map(|(key, kind)| option(key, kind.words(), Pick::Reason(id, kind))),
                );
                options.push(make("-", "none", id, Field::Response(None)));
                options
            }
            Self::Status(id) => status_options(id, session),
            Self::Strength(id) => control::strengths(session, id),
            Self::Control(id) => control::kinds(session, id),
            Self::InsteadOf(id) => control::instead_of(session, id),
            Self::ForThreat(id) => control::threats(session, id),
            Self::Terms(id, threat) => control::terms(session, id, threat),
            Self::StrengthFor(id, threat) => control::strengths_for(session, id, threat),
            Self::ControlFor(id, threat) => control::kinds_for(session, id, threat),
            Self::Owner(ItemId::Element(element)) => {
                let id = ItemId::from(element);
                let name = |who| session.name_of(who).map(Text::new);
                let mut options = people(session, |who| {
                    Pick::Make(Edit::Set(id, Field::ElementOwner(name(who))))
                });
                // Enter alone, or the first letter of the name.
                options.extend(in_words(self));
                options
            }
            // A zone has no owner of its own: it fills the gaps in it, and takes nothing back.
            Self::Owner(id @ ItemId::Zone(_)) => {
                let name = |who| session.name_of(who).map(Text::new);
                let mut options = people(session, |who| {
                    Pick::Make(Edit::Set(id, Field::ElementOwner(name(who))))
                });
                options.retain(|offer| offer.key != NO_ONE);
                options.extend(in_words(self));
                options
            }
            Self::Owner(id) => people(session, |who| Pick::Make(Edit::Set(id, Field::Owner(who)))),
            Self::Zone(id) => zones(session, id),
            Self::Kind(id) => kinds(session, id),
            Self::Speaker => people(session, Pick::Speaker),
            Self::DecidedBy(id) => {
                let Some(response) = session.threat(id).and_then(|t| t.response.clone()) else {
                    return Vec::new();
                };
                people(session, |who| {
                    Pick::Make(Edit::Set(
                        id.into(),
                        Field::Response(Some((response.kind, response.reason.clone(), who))),
                    ))
                })
            }
            Self::WhyBack => vec![
                option("c", "a change", Pick::Make(back(ReturnReason::Change))),
                option("i", "an incident", Pick::Incident),
                option("d", "a date", Pick::Make(back(ReturnReason::Date))),
            ],
            Self::Recorder => session
                .participants
                .iter()
                .map(|p| {
                    let seat = Some(crate::domain::Seat::Recorder);
                    option(
                        &p.id.0.to_string(),
                        &p.name,
                        Pick::Make(Edit::Set(p.id.into(), Field::Seat(seat))),
                    )
                })
                .collect(),
        }
    }
}

/// Each category set that is known here or used, to be added or taken away.
fn sets(session: &Session, catalogue: &Catalogue) -> Vec<Offer> {
    let used: Vec<Text> = session.set_names().into_iter().map(Text::new).collect();
    let known = catalogue.sets().iter();
    let known = known.map(|set| (set.name.clone(), set.title.to_string()));
    let missing = catalogue.missing_sets(session).into_iter();
    let missing = missing.map(|name| (Text::new(name), format!("{name}, not on this computer")));
    let offer = |(place, (name, title)): (usize, (Text, String))| {
        let is_used = session.uses_set(&name);
        let mut names = used.clone();
        if is_used {
            names.retain(|other| squeeze(other) != squeeze(&name));
        } else {
            names.push(name);
        }
        let verb = if is_used { "remove" } else { "add" };
        let edit = Edit::Session(SessionField::Sets(names));
        option(
            &(place + 1).to_string(),
            &format!("{verb} {title}"),
            Pick::Make(edit),
        )
    };
    known.chain(missing).enumerate().map(offer).collect()
}

fn back(why: ReturnReason) -> Edit {
    Edit::Session(SessionField::Why(why))
}

fn option(key: &str, label: &str, does: Pick) -> Offer {
    Offer {
        key: key.to_owned(),
        label: label.to_owned(),
        does,
    }
}

fn ask(key: &str, label: &str, next: Choice) -> Offer {
    option(key, label, Pick::Ask(next))
}

fn make(key: &str, label: &str, id: impl Into<ItemId>, field: Field) -> Offer {
    option(key, label, Pick::Make(Edit::Set(id.into(), field)))
}

/// The trust zones by their numbers, and none. Nothing lies in itself.
fn zones(session: &Session, id: ItemId) -> Vec<Offer> {
    let set = |zone| Pick::Make(Edit::Set(id, Field::Map(MapField::Zone(zone))));
    let may = |zone: &&Zone| match id {
        ItemId::Zone(own) => zone.id != own && !session.zone_inside(zone.id, own),
        _ => true,
    };
    let zones = session.zones.iter().filter(may);
    let zones = zones.map(|zone| option(&zone.id.0.to_string(), &zone.name, set(Some(zone.id))));
    let mut options: Vec<Offer> = zones.collect();
    options.push(option("-", "no zone", set(None)));
    // Enter alone, or the first letter of the name.
    options.extend(in_words(Choice::Zone(id)));
    options
}

/// What is not in the list is typed.
fn in_words(choice: Choice) -> Option<Offer> {
    choice
        .in_words()
        .map(|pick| option("", "or type a name", pick))
}

/// What an element can be, and that no one knows how it works.
fn kinds(session: &Session, id: ElementId) -> Vec<Offer> {
    let unknown = session.element(id).is_some_and(|element| element.unknown);
    let kinds = [
        ("e", ElementKind::ExternalEntity),
        ("p", ElementKind::Process),
        ("d", ElementKind::DataStore),
    ];
    let kinds = kinds.map(|(key, kind)| make(key, kind.words(), id, Field::ElementKind(kind)));
    let known = if unknown { "known" } else { "unknown" };
    let mut options = Vec::from(kinds);
    options.push(make(
        "u",
        known,
        id,
        Field::Map(MapField::Unknown(!unknown)),
    ));
    options
}

/// Everyone in the room by their number, and no one.
fn people(session: &Session, does: impl Fn(Option<ParticipantId>) -> Pick) -> Vec<Offer> {
    let mut options: Vec<Offer> = session
        .participants
        .iter()
        .map(|p| {
            let here = if p.absent { ", absent" } else { "" };
            let label = format!("{}{here}", p.name);
            option(&p.id.0.to_string(), &label, does(Some(p.id)))
        })
        .collect();
    options.push(option(NO_ONE, "no one", does(None)));
    options
}

fn status_options(id: ItemId, session: &Session) -> Vec<Offer> {
    match id {
        ItemId::Mitigation(mitigation) => ["c", "p", "w", "b", "v", "i", "r"]
            .into_iter()
            .zip(Status::ALL)
            .map(|(key, status)| make(key, status.words(), id, Field::Status(status)))
            .chain(control::more(session, mitigation))
            .collect(),
        ItemId::Question(_) => ["o", "a", "m", "s", "w"]
            .into_iter()
            .zip(QuestionState::ALL)
            // An action item is made with `a`.
            .filter(|(_, state)| *state != QuestionState::Moved)
            .map(|(key, state)| match state {
                // An answer needs its words.
                QuestionState::Answered => option(key, "answer", Pick::Words(id)),
                state => make(key, state.words(), id, Field::QuestionState(state)),
            })
            .collect(),
        ItemId::Action(action) => {
            let mut options = vec![
                make("o", "open", id, Field::ActionStatus(ActionStatus::Open)),
                make("f", "done", id, Field::ActionStatus(ActionStatus::Done)),
                make(
                    "x",
                    "dropped",
                    id,
                    Field::ActionStatus(ActionStatus::Dropped),
                ),
            ];
            let kind = session
                .actions
                .iter()
                .find(|a| a.id == action)
                .map(|a| a.kind);
            options.extend(
                ["c", "s", "d", "r", "t", "e", "a", "l"]
                    .into_iter()
                    .zip(ActionKind::ALL)
                    .filter(|(_, other)| Some(*other) != kind)
                    .map(|(key, kind)| make(key, kind.words(), id, Field::ActionKind(kind))),
            );
            options
        }
        _ => Vec::new(),
    }
}
