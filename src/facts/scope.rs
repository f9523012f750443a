//! The scope, the assumptions and the map.

use std::collections::HashSet;

use super::index::Facts;
use super::look::{Look, Share, each, ids};
use crate::domain::{
    AssumptionState, Element, ElementId, ElementKind, Flow, ItemId, NoteKind, Place, QuestionState,
    Text,
};

/// What the scope does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoScope {
    /// Neither what is in nor what is out.
    Nothing,
    /// What is in.
    In,
    /// What is out.
    Out,
}

/// Assumptions that no one confirmed or rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Assumptions {
    /// All of them.
    pub(crate) subjects: Vec<ItemId>,
    /// Those that no open question asks about.
    pub(crate) unasked: Vec<ItemId>,
}

impl<'a> Facts<'a> {
    /// More elements than one picture shows well, and no part has a map of its own.
    pub(crate) fn one_picture(&self) -> Look<usize> {
        let elements = &self.session.elements;
        let n = elements.len();
        if !self.is_meeting() || n <= self.limits.scope.one_map_to {
            return Look::NotYet;
        }
        Look::of(elements.iter().all(|e| e.within.is_none()).then_some(n))
    }

    /// Nothing is in scope, or nothing is out of it.
    pub(crate) fn no_scope(&self) -> Look<NoScope> {
        if !self.is_meeting() {
            return Look::NotYet;
        }
        let none = |kind| self.session.notes_of(kind).next().is_none();
        Look::of(
            match (none(NoteKind::InScope), none(NoteKind::OutOfScope)) {
                (true, true) => Some(NoScope::Nothing),
                (true, false) => Some(NoScope::In),
                (false, true) => Some(NoScope::Out),
                (false, false) => None,
            },
        )
    }

    /// Assumptions that no one confirmed or rejected.
    pub(crate) fn unsettled_assumptions(&self) -> Look<Assumptions> {
        let all = &self.session.assumptions;
        let open = |state| state == AssumptionState::Unconfirmed;
        each(all, |a| open(a.state)).map(|subjects| {
            let pursued: HashSet<ItemId> = self
                .session
                .questions
                .iter()
                .filter(|q| matches!(q.state, QuestionState::Open | QuestionState::Moved))
                .flat_map(|q| q.about.iter().copied())
                .collect();
            Assumptions {
                unasked: ids(all, |a| open(a.state) && !pursued.contains(&a.id.into())),
                subjects,
            }
        })
    }

    /// Elements that no one understands, and no one asks about. What is out of scope need not be understood.
    pub(crate) fn unknown_elements(&self) -> Look<Vec<ItemId>> {
        let elements = self.session.elements.iter();
        let unknown = elements.filter(|e| e.unknown && e.out_of_scope.is_none());
        each(unknown, |e| {
            !self.is_asked_about(e.id.into()) && self.threats_at(Place::Element(e.id)) == 0
        })
    }

    /// Elements with threats that no one owns. What is outside our control, or out of scope, needs no owner of ours.
    pub(crate) fn unowned_elements(&self) -> Look<Vec<ItemId>> {
        let touched: HashSet<Place> = self
            .top()
            .iter()
            .flat_map(|t| t.places.iter().copied())
            .collect();
        let ours = self.session.elements.iter().filter(|e| {
            e.kind != ElementKind::ExternalEntity
                && e.out_of_scope.is_none()
                && touched.contains(&Place::Element(e.id))
        });
        each(ours, |e| e.owner.as_ref().is_none_or(Text::is_empty))
    }

    /// Flows that cross a trust boundary.
    pub(crate) fn crossing_flows(&self) -> impl Iterator<Item = &'a Flow> + '_ {
        let flows = self.session.flows.iter();
        flows.filter(|f| self.crosses(f))
    }

    /// Flows that cross a trust boundary, with no threat on them or at either end; what the room walked through in the
    /// sweep was looked at.
    pub(crate) fn quiet_boundary(&self) -> Look<Vec<ItemId>> {
        each(self.crossing_flows(), |f| {
            let places = [
                Place::Flow(f.id),
                Place::Element(f.from),
                Place::Element(f.to),
            ];
            let untouched = |place: &Place| self.threats_at(*place) == 0 && !self.is_swept(*place);
            places.iter().all(untouched)
        })
    }

    /// More than half of the threats are about one of several elements.
    pub(crate) fn one_place(&self) -> Look<(ElementId, Share)> {
        let limits = &self.limits.scope;
        let elements = &self.session.elements;
        let of = self.threats().len();
        if elements.len() < limits.focus_elements_from || of < limits.focus_threats_from {
            return Look::NotYet;
        }
        let most = elements
            .iter()
            .map(|e| (self.threats_at(Place::Element(e.id)), e))
            // The first of equals, so that the sentence does not change from run to run.
            .rev()
            .max_by_key(|(n, _)| *n)
            .filter(|(n, _)| limits.focus_percent.is_passed_by(*n, of));
        Look::of(most.map(|(n, e)| {
            let subjects = vec![e.id.into()];
            (e.id, Share { n, of, subjects })
        }))
    }

    /// This many elements, and not one threat.
    pub(crate) fn map_as_result(&self) -> Look<usize> {
        let n = self.session.elements.len();
        if n < self.limits.scope.diagram_from {
            return Look::NotYet;
        }
        Look::of(self.threats().is_empty().then_some(n))
    }

    /// A map of some size on which nothing builds, deploys, monitors or backs up the system.
    pub(crate) fn no_operation(&self) -> Look<()> {
        let limits = &self.limits.scope;
        let elements = &self.session.elements;
        if elements.len() < limits.operate_from {
            return Look::NotYet;
        }
        let operates = |e: &Element| limits.operate_words.found_in(&e.name).is_some();
        Look::of((!elements.iter().any(operates)).then_some(()))
    }
}
