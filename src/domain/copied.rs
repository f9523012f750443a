//! A session that begins as a copy of another one: what comes along, and what is still as it was copied.
//!
//! What the system is and what can happen to it comes along. What people said, decided and promised does not: they were
//! other people, on another day. A threat or mitigation that came along is marked until somebody looks at it, so that
//! question 4 can say how much was copied and not thought through again.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::asset::{Asset, BusinessRisk};
use super::assumption::{Assumption, AssumptionState};
use super::id::ItemId;
use super::item::Item;
use super::mitigation::{Mitigation, Status};
use super::session::{Counters, Session, SessionKind};
use super::stamp::Stamp;
use super::system::Element;
use super::text::Text;
use super::threat::Threat;

/// The session that this one began as a copy of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopiedFrom {
    /// Which session, wherever its file is.
    pub session: Uuid,
    /// Its title.
    pub title: Text,
    /// How many threats came along.
    pub threats: usize,
    /// The day on which it was copied.
    pub on: NaiveDate,
}

impl Session {
    /// A new meeting that begins with the system, the threats and the mitigations of this session, under the numbers
    /// that they have here. A field that is added to a session stays behind until it is named here.
    #[must_use]
    pub fn copied(&self, uuid: Uuid, title: Text, now: Stamp) -> Self {
        let mut copy = Self::new(uuid, title, SessionKind::Meeting, now);
        copy.copied_from = Some(CopiedFrom {
            session: self.uuid,
            title: self.title.clone(),
            threats: self.threats.len(),
            on: now.date_naive(),
        });
        copy.counters = Counters {
            note: 0,
            participant: 0,
            question: 0,
            action: 0,
            parked: 0,
            line: 0,
            ..self.counters
        };
        copy.zones.clone_from(&self.zones);
        copy.elements = self.elements.iter().map(element).collect();
        copy.flows.clone_from(&self.flows);
        copy.assets = self.assets.iter().map(asset).collect();
        copy.business_risks = self.business_risks.iter().map(business_risk).collect();
        copy.scale.clone_from(&self.scale);
        copy.sets.clone_from(&self.sets);
        copy.threats = self.threats.iter().map(threat).collect();
        copy.mitigations = self.mitigations.iter().map(mitigation).collect();
        let assumptions: Vec<Assumption> = self
            .assumptions
            .iter()
            .map(|said| assumption(said, &copy))
            .collect();
        copy.assumptions = assumptions;
        copy
    }

    /// Whether an item came along from another session and nobody has looked at it since.
    pub fn is_copied(&self, id: ItemId) -> bool {
        match id {
            ItemId::Threat(id) => self.threat(id).is_some_and(|threat| threat.copied),
            ItemId::Mitigation(id) => self.mitigation(id).is_some_and(|m| m.copied),
            _ => false,
        }
    }

    /// Where an item was copied from, as long as it is as it was there.
    pub fn copied_words(&self, id: ItemId) -> Option<String> {
        let from = self.copied_from.as_ref()?;
        self.is_copied(id)
            .then(|| format!("copied from {}, unchanged since", from.title))
    }
}

/// What is in scope is decided anew.
fn element(element: &Element) -> Element {
    Element {
        out_of_scope: None,
        ..element.clone()
    }
}

fn asset(asset: &Asset) -> Asset {
    Asset {
        origin: None,
        ..asset.clone()
    }
}

fn business_risk(risk: &BusinessRisk) -> BusinessRisk {
    BusinessRisk {
        origin: None,
        ..risk.clone()
    }
}

/// Its words, parts and rating, without anyone who said, rated or decided.
fn threat(threat: &Threat) -> Threat {
    let mut copy = Threat {
        speaker: None,
        also_said_by: Vec::new(),
        response: None,
        deferred: None,
        applies: None,
        wall: None,
        origin: None,
        copied: true,
        ..threat.clone()
    };
    if let Some(last) = &mut copy.last_rated {
        last.by = None;
    }
    if let Some(figures) = &mut copy.figures {
        figures
            .estimates_mut()
            .for_each(|estimate| estimate.by = None);
    }
    copy
}

/// What there is stays as it is there; what somebody planned, began or rejected there is a proposal here.
fn mitigation(mitigation: &Mitigation) -> Mitigation {
    let (status, since) = match mitigation.status {
        status @ (Status::Implemented | Status::Verified | Status::InPlace) => {
            (status, mitigation.status_changed)
        }
        Status::CouldDo | Status::Planned | Status::InProgress | Status::Rejected => {
            (Status::CouldDo, None)
        }
    };
    let mut copy = Mitigation {
        status,
        status_changed: since,
        speaker: None,
        external: None,
        origin: None,
        copied: true,
        ..mitigation.clone()
    };
    if let Some(checked) = &mut copy.checked {
        checked.by = None;
    }
    copy
}

/// Nobody here has said that it is true, nor until when (R09).
fn assumption(said: &Assumption, copy: &Session) -> Assumption {
    let about = said.about.iter().copied().filter(|id| copy.holds(*id));
    Assumption {
        state: AssumptionState::Unconfirmed,
        about: about.collect(),
        speaker: None,
        until: None,
        origin: None,
        ..said.clone()
    }
}

impl Item {
    /// Takes the mark off, where there is one.
    pub(super) fn looked_at(&mut self) -> bool {
        match self {
            Self::Threat(item) => std::mem::take(&mut item.copied),
            Self::Mitigation(item) => std::mem::take(&mut item.copied),
            _ => false,
        }
    }
}

impl Threat {
    /// What is changed is not as it was copied. Where it stands on the map, what it is linked to and whether it is
    /// deferred say nothing of whether anyone thought about it.
    pub(super) fn keep_copied(&mut self, was: &Self) {
        self.copied &= was.copied
            && self.text == was.text
            && self.severity == was.severity
            && (self.likelihood, self.impact) == (was.likelihood, was.impact)
            && self.rating == was.rating
            && self.figures == was.figures
            && self.response == was.response
            && self.parts == was.parts
            && self.business_risk == was.business_risk;
    }
}

impl Mitigation {
    /// The same of a mitigation: its words, how far it is, and what it takes away.
    pub(super) fn keep_copied(&mut self, was: &Self) {
        self.copied &= was.copied
            && self.text == was.text
            && (self.status, &self.checked) == (was.status, &was.checked)
            && (self.kind, self.instead_of) == (was.kind, was.instead_of)
            && (self.strength, self.effort) == (was.strength, was.effort)
            && self.verify == was.verify;
    }
}
