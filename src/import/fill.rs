//! Putting items into a draft: with the next number, within the limits of a session, and with a word about what was
//! too long or too many.

use super::{Draft, unknown};
use crate::domain::text::{MAX_BYTES, clean};
use crate::domain::{
    Action, ActionId, ActionKind, ActionStatus, Asset, AssetId, Assumption, AssumptionId,
    AssumptionState, Element, ElementId, ElementKind, Flow, FlowId, FourQuestion, LIMITS,
    Mitigation, MitigationId, Note, NoteId, NoteKind, Question, QuestionId, QuestionState, Status,
    Text, Threat, ThreatId, Zone, ZoneId,
};

impl Draft {
    /// Clean words of a foreign file. Says so when they are longer than an item may hold.
    pub(super) fn words(&mut self, raw: &str, what: &str) -> Text {
        let text = Text::new(raw);
        // Cleaning again is only worth it where it can matter.
        if raw.len() > MAX_BYTES && clean(raw).trim().len() > text.len() {
            self.leave_out(what, "is longer than 64 KiB and was cut");
        }
        text
    }

    /// Whether one more item fits beside `have`. Says so when it does not.
    pub(super) fn fits(&mut self, have: usize, what: &str) -> bool {
        let fits = have < LIMITS.items;
        if !fits {
            let why = format!(
                "is over the limit: a session can have {} of one kind",
                LIMITS.items
            );
            self.leave_out(what, why);
        }
        fits
    }

    /// A new threat, or `None` when there are too many.
    pub(super) fn threat(&mut self, text: Text) -> Option<&mut Threat> {
        if !self.fits(self.session.threats.len(), "threat") {
            return None;
        }
        self.session.counters.threat += 1;
        self.session.threats.push(Threat::new(
            ThreatId(self.session.counters.threat),
            text,
            FourQuestion::GoWrong,
            unknown(),
        ));
        self.session.threats.last_mut()
    }

    /// A new mitigation that someone could do, or `None` when there are too many.
    pub(super) fn mitigation(&mut self, text: Text) -> Option<&mut Mitigation> {
        if !self.fits(self.session.mitigations.len(), "mitigation") {
            return None;
        }
        self.session.counters.mitigation += 1;
        self.session.mitigations.push(Mitigation::new(
            MitigationId(self.session.counters.mitigation),
            text,
            Status::CouldDo,
            unknown(),
        ));
        self.session.mitigations.last_mut()
    }

    /// A new open question, or `None` when there are too many.
    pub(super) fn question(&mut self, text: Text) -> Option<&mut Question> {
        if !self.fits(self.session.questions.len(), "question") {
            return None;
        }
        self.session.counters.question += 1;
        self.session.questions.push(Question {
            id: QuestionId(self.session.counters.question),
            key: None,
            was: Vec::new(),
            text,
            also: Vec::new(),
            merged: Vec::new(),
            about: Vec::new(),
            speaker: None,
            owner: None,
            state: QuestionState::Open,
            answer: Text::default(),
            confirmed: false,
            wall: None,
            origin: None,
            at: unknown(),
            changed: None,
        });
        self.session.questions.last_mut()
    }

    /// A new action item to do, or `None` when there are too many.
    pub(super) fn action(&mut self, text: Text) -> Option<&mut Action> {
        if !self.fits(self.session.actions.len(), "action item") {
            return None;
        }
        self.session.counters.action += 1;
        self.session.actions.push(Action {
            id: ActionId(self.session.counters.action),
            key: None,
            was: Vec::new(),
            text,
            kind: ActionKind::Change,
            about: Vec::new(),
            owner: None,
            due: None,
            said_yes: false,
            status: ActionStatus::Open,
            still: None,
            external: None,
            origin: None,
            at: unknown(),
            changed: None,
        });
        self.session.actions.last_mut()
    }

    /// A new assumption that no one has checked, or `None` when there are too many.
    pub(super) fn assumption(&mut self, text: Text) -> Option<&mut Assumption> {
        if !self.fits(self.session.assumptions.len(), "assumption") {
            return None;
        }
        self.session.counters.assumption += 1;
        self.session.assumptions.push(Assumption {
            id: AssumptionId(self.session.counters.assumption),
            key: None,
            was: Vec::new(),
            text,
            state: AssumptionState::Unconfirmed,
            about: Vec::new(),
            speaker: None,
            until: None,
            origin: None,
            at: unknown(),
        });
        self.session.assumptions.last_mut()
    }

    /// A new note, or `None` when there are too many.
    pub(super) fn note(&mut self, kind: NoteKind, text: Text) -> Option<NoteId> {
        if !self.fits(self.session.notes.len(), "note") {
            return None;
        }
        self.session.counters.note += 1;
        let id = NoteId(self.session.counters.note);
        self.session.notes.push(Note {
            id,
            key: None,
            was: Vec::new(),
            kind,
            text,
            at: unknown(),
        });
        Some(id)
    }

    /// A new asset of which nothing but its name is known, or `None` when there are too many.
    pub(super) fn asset(&mut self, name: Text) -> Option<&mut Asset> {
        if !self.fits(self.session.assets.len(), "asset") {
            return None;
        }
        self.session.counters.asset += 1;
        self.session.assets.push(Asset {
            id: AssetId(self.session.counters.asset),
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
        self.session.assets.last_mut()
    }

    /// A new element, or `None` when there are too many.
    pub(super) fn element(&mut self, name: Text, kind: ElementKind) -> Option<&mut Element> {
        if !self.fits(self.session.elements.len(), "element") {
            return None;
        }
        self.session.counters.element += 1;
        self.session.elements.push(Element {
            id: ElementId(self.session.counters.element),
            key: None,
            was: Vec::new(),
            name,
            kind,
            zone: None,
            owner: None,
            unknown: false,
            within: None,
            note: Text::default(),
            out_of_scope: None,
            at: unknown(),
        });
        self.session.elements.last_mut()
    }

    /// A new trust zone, or `None` when there are too many.
    pub(super) fn zone(&mut self, name: Text) -> Option<ZoneId> {
        if !self.fits(self.session.zones.len(), "trust zone") {
            return None;
        }
        self.session.counters.zone += 1;
        let id = ZoneId(self.session.counters.zone);
        self.session.zones.push(Zone {
            id,
            key: None,
            was: Vec::new(),
            name,
            parent: None,
            at: unknown(),
        });
        Some(id)
    }

    /// A new flow, or `None` when there are too many.
    pub(super) fn flow(&mut self, from: ElementId, to: ElementId, data: Text) -> Option<FlowId> {
        if !self.fits(self.session.flows.len(), "flow") {
            return None;
        }
        self.session.counters.flow += 1;
        let id = FlowId(self.session.counters.flow);
        self.session.flows.push(Flow {
            id,
            key: None,
            was: Vec::new(),
            from,
            to,
            data,
            protocol: Text::default(),
            at: unknown(),
        });
        Some(id)
    }
}
