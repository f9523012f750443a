//! Question 3: what are we going to do about it? The threats in order, and one threat's artifact in full.

mod order;
use crate::domain::{ItemId, Session, Stamp, ThreatId};

/// From this many columns on, the list stands beside the artifact; on fewer, one threat is shown at a time.
pub const TWO_PANES: u16 = 96;

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The threat that the room talks about.
    pub threat: Option<ThreatId>,
    /// The selected line of its artifact.
    pub spot: Option<Spot>,
    /// Which pane the keys go to.
    pub pane: Pane,
    /// Where only one pane fits: the list was asked for instead of the artifact.
    pub listed: bool,
    /// The order by votes, as it was when the screen was entered or the votes were shown; empty without votes.
    pub order: Vec<ThreatId>,
    /// When the votes that gave this order were shown.
    pub arranged_for: Option<Stamp>,
    /// At the line it was said once what lies below.
    pub told_the_line: bool,
}

/// The two panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list of threats.
    #[default]
    List,
    /// The artifact of one threat.
    Artifact,
}

/// A line of the artifact that can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// What the business would lose.
    BusinessRisk,
    /// A mitigation, question, action item, assumption or parked fix.
    Item(ItemId),
    /// The response.
    Response,
}

/// Everything that can be selected in the artifact of a threat, from top to bottom.
pub fn spots(session: &Session, threat: ThreatId) -> Vec<Spot> {
    let id = ItemId::Threat(threat);
    let item = |id: ItemId| Spot::Item(id);
    let (in_place, could_do): (Vec<_>, Vec<_>) = session
        .mitigations_for(threat)
        .partition(|m| m.status.works_now());
    let mut spots = vec![Spot::BusinessRisk];
    spots.extend(in_place.iter().chain(&could_do).map(|m| item(m.id.into())));
    spots.push(Spot::Response);
    // A question or an assumption about one of its mitigations belongs to the threat's artifact too.
    let concerns = |about: &[ItemId]| {
        about.contains(&id)
            || in_place
                .iter()
                .chain(&could_do)
                .any(|m| about.contains(&m.id.into()))
    };
    let asked = session.questions.iter().filter(|q| concerns(&q.about));
    spots.extend(asked.map(|q| item(q.id.into())));
    spots.extend(session.actions_about(id).map(|a| item(a.id.into())));
    spots.extend(
        session
            .assumptions
            .iter()
            .filter(|a| concerns(&a.about))
            .map(|a| item(a.id.into())),
    );
    spots.extend(session.parked_fixes(threat).map(|p| item(p.id.into())));
    spots
}

impl State {
    /// Tab: to the other pane; on a screen of so many columns, if only one fits, to the list and back.
    pub(crate) fn other_pane(&mut self, columns: u16) {
        let narrow = columns < TWO_PANES;
        match self.pane {
            Pane::List if !narrow || self.listed => self.enter(),
            _ => (self.pane, self.listed) = (Pane::List, narrow),
        }
    }

    /// The keys go to the artifact.
    pub(crate) fn enter(&mut self) {
        (self.pane, self.listed) = (Pane::Artifact, false);
    }

    /// The keys go from threat to threat, with the artifact in sight.
    pub(crate) fn leave(&mut self) {
        (self.pane, self.listed) = (Pane::List, false);
    }

    /// The item under the selection: in the artifact its line, else the threat.
    pub fn selected(&self) -> Option<ItemId> {
        match (self.pane, self.spot) {
            (Pane::Artifact, Some(Spot::Item(id))) => Some(id),
            _ => self.threat.map(ItemId::Threat),
        }
    }
}
