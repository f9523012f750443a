//! A session: everything that one file holds, in the order in which the file holds it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::action::Action;
use super::answers::Waiting;
use super::asset::{Asset, BusinessRisk};
use super::assumption::Assumption;
use super::consequences::{LookAgain, StillHolds};
use super::copied::CopiedFrom;
use super::draft::Draft;
use super::id::{
    ActionId, AssetId, AssumptionId, BusinessRiskId, ElementId, FlowId, ItemId, MitigationId,
    NoteId, ParkedId, ParticipantId, QuestionId, ThreatId, ZoneId,
};
use super::index::Index;
use super::mitigation::Mitigation;
use super::note::{Note, NoteKind};
use super::one_threat::{AttachedTo, Pair};
use super::origin::Origin;
use super::parked::Parked;
use super::people::Participant;
use super::question::Question;
use super::round::{Swept, Waiver};
use super::scale::Scale;
use super::sitting::Sitting;
use super::source::Source;
use super::stamp::Stamp;
use super::system::{Element, Flow, Zone};
use super::text::Text;
use super::threat::{Place, Threat};
use super::vote::Voting;

/// The version of the file format that this program writes.
pub const VERSION: u32 = 2;

/// A threat model and the meetings that made it.
///
/// The order of the fields is the order in the file, so that git shows what changed. Lists are in the order in which
/// the team sees them: new items at the end, moved only by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// First in the file so that an older program can refuse a newer file: [`VERSION`], or 1 as long as nothing was
    /// added to a file of version 1.
    pub version: u32,
    /// Who this session is, wherever the file goes. Stable ids for other formats are derived from it.
    pub uuid: Uuid,
    /// What the meeting is about.
    pub title: Text,
    /// How it was started.
    pub kind: SessionKind,
    /// The session that it began as a copy of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copied_from: Option<CopiedFrom>,
    /// The meetings, oldest first.
    pub sittings: Vec<Sitting>,
    /// The last number given to each kind of item.
    pub counters: Counters,
    /// Scope, people to tell, feedback, reasons to come back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// The participants.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Participant>,
    /// What is taken for granted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<Assumption>,
    /// Trust zones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<Zone>,
    /// Elements of the system.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<Element>,
    /// Data flows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flows: Vec<Flow>,
    /// What is worth protecting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assets: Vec<Asset>,
    /// What the business would lose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub business_risks: Vec<BusinessRisk>,
    /// The scale that threats are rated with, where it is not [`Scale::standard`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Box<Scale>>,
    /// What can go wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub threats: Vec<Threat>,
    /// What stops it, or could.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mitigations: Vec<Mitigation>,
    /// What the team does not know, most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// What someone will do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// What came too early.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parked: Vec<Parked>,
    /// [`Sitting::voting`] of the last meeting, where files of version 1 keep it.
    #[serde(default, rename = "voting", skip_serializing_if = "Option::is_none")]
    pub old_voting: Option<Voting>,
    /// What was written before the meeting, until the room has looked at it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waiting: Vec<Waiting>,
    /// Findings of question 4 that the team dismissed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dismissed: Vec<Dismissal>,
    /// What has to be looked at again, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub look_again: Vec<LookAgain>,
    /// What was looked at after a day had passed, and still holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub still_holds: Vec<StillHolds>,
    /// What the team was asked about once, and went on without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waived: Vec<Waiver>,
    /// Places of the system that were walked through, and what was asked there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub swept: Vec<Swept>,
    /// The category sets that are asked about, by name; none is STRIDE alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<Text>,
    /// [`Sitting::confidence`] of the last meeting, where files of version 1 keep it.
    #[serde(default, rename = "confidence", skip_serializing_if = "Vec::is_empty")]
    pub old_confidence: Vec<u8>,
    /// [`Sitting::time_well_spent`] of the last meeting, where files of version 1 keep it.
    #[serde(
        default,
        rename = "time_well_spent",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub old_time_well_spent: Vec<u8>,
    /// When to come back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revisit: Option<NaiveDate>,
    /// One threat: the news that it began with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// One threat: which of our things it was held against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<Text>,
    /// One threat: whether we are better off than before it was thought through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub better: Option<bool>,
    /// One threat: the models that got it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attached_to: Vec<AttachedTo>,
    /// One threat: the systems that the same news is held against next.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more_systems: Vec<Text>,
    /// One threat: what a second person added, where two do it together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<Pair>,
    /// The files of other formats that were taken in, as far as they hold more than items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<Origin>,
    /// The line that was being typed when the file was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Draft>,
    /// What is looked up often.
    #[serde(skip)]
    pub index: Index,
}

/// How a session was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SessionKind {
    /// A team meeting with all four questions.
    Meeting,
    /// One engineer and one news item.
    OneThreat,
    /// A lunch with one big question on the whiteboard.
    Whiteboard,
}

/// A finding of question 4 that the team dismissed, with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dismissal {
    /// The check's id, `Q23`.
    pub check: Text,
    /// Why it does not matter here.
    pub reason: Text,
    /// When.
    pub at: Stamp,
}

/// The last number given to each kind of item. Numbers only grow: an id that was said aloud never means another thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counters {
    /// `N`.
    #[serde(default)]
    pub note: u32,
    /// `P`.
    #[serde(default)]
    pub participant: u32,
    /// `S`.
    #[serde(default)]
    pub assumption: u32,
    /// `Z`.
    #[serde(default)]
    pub zone: u32,
    /// `E`.
    #[serde(default)]
    pub element: u32,
    /// `F`.
    #[serde(default)]
    pub flow: u32,
    /// `T`.
    #[serde(default)]
    pub threat: u32,
    /// `M`.
    #[serde(default)]
    pub mitigation: u32,
    /// `Q`.
    #[serde(default)]
    pub question: u32,
    /// `A`.
    #[serde(default)]
    pub action: u32,
    /// `K`.
    #[serde(default)]
    pub parked: u32,
    /// `V`.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub asset: u32,
    /// `B`.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub business_risk: u32,
    /// Lines of the wall, which have their numbers beside their ids.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub line: u32,
}

/// Whether a counter need not stand in the file.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_none_yet(counter: &u32) -> bool {
    *counter == 0
}

impl Counters {
    /// The last number given to items of the kind of `id`.
    pub fn of(&self, id: ItemId) -> u32 {
        match id {
            ItemId::Note(_) => self.note,
            ItemId::Participant(_) => self.participant,
            ItemId::Assumption(_) => self.assumption,
            ItemId::Zone(_) => self.zone,
            ItemId::Element(_) => self.element,
            ItemId::Flow(_) => self.flow,
            ItemId::Threat(_) => self.threat,
            ItemId::Mitigation(_) => self.mitigation,
            ItemId::Question(_) => self.question,
            ItemId::Action(_) => self.action,
            ItemId::Parked(_) => self.parked,
            ItemId::Asset(_) => self.asset,
            ItemId::BusinessRisk(_) => self.business_risk,
        }
    }
}

impl Counters {
    /// The last id of each kind that was given.
    pub(super) fn all(&self) -> [ItemId; 13] {
        [
            NoteId(self.note).into(),
            ParticipantId(self.participant).into(),
            AssumptionId(self.assumption).into(),
            ZoneId(self.zone).into(),
            ElementId(self.element).into(),
            FlowId(self.flow).into(),
            ThreatId(self.threat).into(),
            MitigationId(self.mitigation).into(),
            QuestionId(self.question).into(),
            ActionId(self.action).into(),
            ParkedId(self.parked).into(),
            AssetId(self.asset).into(),
            BusinessRiskId(self.business_risk).into(),
        ]
    }
}

impl Session {
    /// A session that has just begun.
    pub fn new(uuid: Uuid, title: Text, kind: SessionKind, started: Stamp) -> Self {
        Self {
            version: VERSION,
            uuid,
            title,
            kind,
            copied_from: None,
            sittings: vec![Sitting::begun(started)],
            counters: Counters::default(),
            notes: Vec::new(),
            participants: Vec::new(),
            assumptions: Vec::new(),
            zones: Vec::new(),
            elements: Vec::new(),
            flows: Vec::new(),
            assets: Vec::new(),
            business_risks: Vec::new(),
            scale: None,
            threats: Vec::new(),
            mitigations: Vec::new(),
            questions: Vec::new(),
            actions: Vec::new(),
            parked: Vec::new(),
            waiting: Vec::new(),
            old_voting: None,
            dismissed: Vec::new(),
            look_again: Vec::new(),
            still_holds: Vec::new(),
            waived: Vec::new(),
            swept: Vec::new(),
            sets: Vec::new(),
            old_confidence: Vec::new(),
            old_time_well_spent: Vec::new(),
            revisit: None,
            source: None,
            system: None,
            better: None,
            attached_to: Vec::new(),
            more_systems: Vec::new(),
            pair: None,
            origins: Vec::new(),
            draft: None,
            index: Index::default(),
        }
    }

    /// The lines of one list, in order.
    pub fn notes_of(&self, kind: NoteKind) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.kind == kind)
    }

    /// The name of a participant, if they are known.
    pub fn name_of(&self, id: Option<ParticipantId>) -> Option<&str> {
        let id = id?;
        self.participants
            .iter()
            .find(|p| p.id == id)
            .map(|p| p.name.as_str())
    }

    /// The names of everyone who said a threat, in these or in other words.
    pub fn said_by(&self, threat: &Threat) -> String {
        let names: Vec<&str> = threat
            .speakers()
            .filter_map(|who| self.name_of(Some(who)))
            .collect();
        names.join(", ")
    }

    /// The threat with this id, or the one that it was merged into.
    pub fn threat(&self, id: ThreatId) -> Option<&Threat> {
        let place = self.position(id.into());
        place.and_then(|place| self.threats.get(place)).or_else(|| {
            self.threats
                .iter()
                .find(|t| t.merged.iter().any(|m| m.id == id))
        })
    }

    /// The mitigation with this id, or the one that it was merged into.
    pub fn mitigation(&self, id: MitigationId) -> Option<&Mitigation> {
        let place = self.position(id.into());
        let here = place.and_then(|place| self.mitigations.get(place));
        here.or_else(|| {
            let merged = |m: &&Mitigation| m.merged.iter().any(|former| former.id == id);
            self.mitigations.iter().find(merged)
        })
    }

    /// The name of an element, or its id when the element is gone.
    pub fn element_name(&self, id: ElementId) -> String {
        self.element(id)
            .map_or_else(|| id.to_string(), |e| e.name.to_string())
    }

    /// A place in words: the element's name, `web > refund-api` for a flow, `the whole system`.
    pub fn place_words(&self, place: Place) -> String {
        match place {
            Place::Whole => "the whole system".to_owned(),
            Place::Element(id) => self.element_name(id),
            Place::Flow(id) => self.flow(id).map_or_else(
                || id.to_string(),
                |f| {
                    format!(
                        "{} -> {}",
                        self.element_name(f.from),
                        self.element_name(f.to)
                    )
                },
            ),
        }
    }

    /// A place as it is called where others are named too. One of several flows with the same ends has its number and
    /// its data: `F3 web -> ledger : amount`.
    pub fn place_apart(&self, place: Place) -> String {
        self.parallel(place).map_or_else(
            || self.place_words(place),
            |words| format!("{place} {words}"),
        )
    }

    /// The ends and the data of a flow, `web -> ledger : amount`, where another flow has the same ends.
    pub fn parallel(&self, place: Place) -> Option<String> {
        let Place::Flow(id) = place else { return None };
        let flow = self.flow(id)?;
        let mut others = self.flows.iter();
        others.find(|it| it.id != flow.id && (it.from, it.to) == (flow.from, flow.to))?;
        let words = self.place_words(place);
        Some(match flow.data.as_str() {
            "" => words,
            data => format!("{words} : {data}"),
        })
    }

    /// Whether the last meeting is over: it was closed, or it began on another day.
    pub fn is_between_meetings(&self, now: Stamp) -> bool {
        self.sittings.last().is_none_or(|sitting| {
            sitting.ended.is_some() || sitting.started.date_naive() != now.date_naive()
        })
    }

    /// When the last meeting began.
    pub fn started(&self) -> Option<Stamp> {
        self.sittings.last().map(|sitting| sitting.started)
    }
}
