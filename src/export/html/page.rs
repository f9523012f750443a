//! What all sections share: the order of the threats, where each item stands, and how words and ids are written.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use maud::{Markup, html};

use crate::domain::{
    ItemId, Mitigation, MitigationId, ParticipantId, Place, Text, Threat, ThreatId,
};
use crate::export::view::View;

/// A session on its way to the page.
pub(super) struct Page<'a> {
    pub(super) view: &'a View<'a>,
    /// The worst first, then those with the most votes, then in the order of the room.
    pub(super) threats: Vec<&'a Threat>,
    /// What has a place on the page that a link can lead to.
    anchors: HashSet<ItemId>,
    /// The threat with which a mitigation is shown in full; it is on the page once for each threat that it answers.
    homes: HashMap<MitigationId, ThreatId>,
}

impl<'a> Page<'a> {
    pub(super) fn new(view: &'a View<'a>) -> Self {
        let session = view.session;
        let mut threats: Vec<&Threat> = session.threats.iter().collect();
        threats.sort_by_key(|t| (Reverse(session.level(t)), Reverse(view.votes(t.id))));
        let mut homes = HashMap::new();
        for threat in &threats {
            for mitigation in view.mitigations_for(threat.id) {
                homes.entry(mitigation.id).or_insert(threat.id);
            }
        }
        let mut anchors: HashSet<ItemId> = HashSet::new();
        anchors.extend(session.assumptions.iter().map(|i| ItemId::from(i.id)));
        anchors.extend(session.zones.iter().map(|i| ItemId::from(i.id)));
        anchors.extend(session.elements.iter().map(|i| ItemId::from(i.id)));
        anchors.extend(session.flows.iter().map(|i| ItemId::from(i.id)));
        anchors.extend(session.threats.iter().map(|i| ItemId::from(i.id)));
        anchors.extend(session.mitigations.iter().map(|i| ItemId::from(i.id)));
        anchors.extend(session.questions.iter().map(|i| ItemId::from(i.id)));
        anchors.extend(session.actions.iter().map(|i| ItemId::from(i.id)));
        anchors.extend(session.parked.iter().map(|i| ItemId::from(i.id)));
        Self {
            view,
            threats,
            anchors,
            homes,
        }
    }

    /// An id that leads to its item.
    pub(super) fn link(&self, id: impl Into<ItemId>) -> Markup {
        let id = self.now(id.into());
        html! {
            @if self.anchors.contains(&id) {
                a.id href={ "#" (id) } { (id) }
            } @else {
                span.id { (id) }
            }
        }
    }

    /// What an item is today: a threat that was merged is the one that it was merged into.
    fn now(&self, id: ItemId) -> ItemId {
        match id {
            ItemId::Threat(old) if !self.anchors.contains(&id) => {
                self.view.session.threat(old).map_or(id, |t| t.id.into())
            }
            _ => id,
        }
    }

    /// `T1, M3 and Q2`, each a link.
    pub(super) fn links(&self, ids: impl IntoIterator<Item = impl Into<ItemId>>) -> Markup {
        listed(ids.into_iter().map(|id| self.link(id)).collect())
    }

    /// An id that leads to its item, and what the item says.
    pub(super) fn named(&self, id: ItemId) -> Markup {
        html! { (self.link(id)) " " (words(&self.view.words(self.now(id)))) }
    }

    /// What the item says, and its id that leads to it.
    pub(super) fn told(&self, id: ItemId) -> Markup {
        html! { (words(&self.view.words(self.now(id)))) " (" (self.link(id)) ")" }
    }

    /// A place with its id, as a link.
    pub(super) fn place(&self, place: Place) -> Markup {
        let text = self.view.session.place_words(place);
        html! {
            @match place {
                Place::Whole => (text),
                Place::Element(id) => { (self.link(id)) " " (words(&text)) },
                Place::Flow(id) => { (self.link(id)) " " (words(&text)) },
            }
        }
    }

    /// What someone is called; `None` for no one and where names are left out.
    pub(super) fn label(&self, who: Option<ParticipantId>) -> Option<Markup> {
        self.view.label(who).map(words)
    }

    /// Who owns something, for a cell: a name, `named` where names are left out, `none yet`.
    pub(super) fn owner(&self, who: Option<ParticipantId>) -> Markup {
        match (who, self.label(who)) {
            (_, Some(label)) => label,
            (Some(_), None) => html! { "named" },
            (None, None) => html! { strong { "none yet" } },
        }
    }

    /// Whether a mitigation is shown in full with this threat.
    pub(super) fn is_home(&self, mitigation: &Mitigation, threat: ThreatId) -> bool {
        self.homes.get(&mitigation.id) == Some(&threat)
    }
}

/// Words that someone typed. They are kept apart from what stands beside them, so that a line that is written from
/// right to left does not turn its neighbors round.
pub(super) fn words(text: &str) -> Markup {
    html! { bdi { (text) } }
}

/// `a, b and c`.
pub(super) fn listed(parts: Vec<Markup>) -> Markup {
    let count = parts.len();
    html! {
        @for (place, part) in parts.into_iter().enumerate() {
            @if place > 0 {
                (if place + 1 == count { " and " } else { ", " })
            }
            (part)
        }
    }
}

/// `a; b; c`, for lines that may hold commas of their own.
pub(super) fn in_a_row<'t>(texts: impl IntoIterator<Item = &'t Text>) -> Markup {
    html! {
        @for (place, text) in texts.into_iter().enumerate() {
            @if place > 0 { "; " }
            (words(text))
        }
    }
}

/// A term and what belongs to it, where there is anything.
pub(super) fn term(name: &str, what: Option<Markup>) -> Markup {
    html! {
        @if let Some(what) = what {
            div { dt { (name) } dd { (what) } }
        }
    }
}

/// A table that scrolls by itself where the window is narrower than its words. It can be reached by the keyboard.
pub(super) fn table(caption: &str, heads: &[&str], rows: &Markup) -> Markup {
    html! {
        div.scroll role="region" tabindex="0" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody { (rows) }
            }
        }
    }
}
