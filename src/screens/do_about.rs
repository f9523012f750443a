//! Question 3: what are we going to do about it? The threats in order, and one threat's artifact in full.

mod order;

use super::choice::Choice;
use super::room::travel;
use super::{Deed, Look, Room, Rooms, Row, as_threat, step_to};
use crate::catalogue::Stage;
use crate::check::left;
use crate::domain::{Edit, Fit, FourQuestion, ItemId, Session, Stamp, Threat, ThreatId};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::risk::{Conventions, Model};
use std::collections::BTreeSet;

/// From this many columns on, the list stands beside the artifact; on fewer, one threat is shown at a time.
pub const TWO_PANES: u16 = 96;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::DoAbout,
    question: Some(FourQuestion::DoAbout),
    stage: Some(Stage::DoAbout),
    plain: true,
    rows: shown,
    selected: |_, rooms| rooms.do_about.row(),
    item: |_, rooms| rooms.do_about.selected(),
    threat: |_, rooms| rooms.do_about.threat,
    holds: |_, rooms| {
        let state = &rooms.do_about;
        let own = state.selected().into_iter();
        own.chain(state.threat.map(ItemId::from)).collect()
    },
    travel: |look, rooms, _, by| {
        let (session, state) = (look.session, &mut rooms.do_about);
        // The threats as they are listed, without a list of all rows, which may be many.
        if state.pane == Pane::Artifact || !state.order.is_empty() {
            return travel(look, rooms, by);
        }
        let place = state.threat.and_then(|id| session.position(id.into()));
        let goal = step_to(session.threats.len(), place, by);
        if let Some(threat) = goal.and_then(|place| session.threats.get(place)) {
            state.show(session, Some(threat.id));
        }
        Deed::Done
    },
    put: |look, rooms, row| {
        let state = &mut rooms.do_about;
        match state.pane {
            Pane::Artifact => (state.spot, state.visiting) = (Some(row), false),
            Pane::List => state.show(look.session, row.item().and_then(as_threat)),
        }
    },
    select: |look, rooms, id| rooms.do_about.select(look.session, id),
    show_new: |look, rooms, id| rooms.do_about.show_new(look, id),
    enter: |look, rooms, from| {
        let chosen = rooms.go_wrong.selected.and_then(as_threat);
        let state = &mut rooms.do_about;
        if from != Screen::DoAbout {
            state.arrange(look.session);
            if state.visiting {
                state.leave();
            }
        }
        state.listed = false;
        if state.threat.is_none() && look.session.voting().is_none() {
            state.threat = chosen;
        }
    },
    shown_by: Some(Verb::GoDoAbout),
    means,
    mend: |look, rooms| {
        let (state, session) = (&mut rooms.do_about, look.session);
        state.threat = state.threat.filter(|id| session.holds((*id).into()));
        state.follow_the_votes(session);
        // What was written there is a line of its own now.
        if state.spot == Some(Row::BusinessRisk)
            && let Some(threat) = state.threat
        {
            state.spot = costs(session, threat).first().copied();
        }
        if let Some(Row::Item(id)) = state.spot
            && !session.holds(id)
        {
            state.spot = None;
        }
    },
    ..Room::BARE
};

fn shown(look: &Look, rooms: &Rooms) -> Vec<Row> {
    let state = &rooms.do_about;
    match (state.pane, state.threat) {
        (Pane::Artifact, Some(threat)) => spots(look.session, threat),
        _ => {
            let threats = state.rows(look.session).into_iter();
            threats.map(|id| Row::Item(id.into())).collect()
        }
    }
}

/// What a verb means on question 3.
fn means(look: &Look, rooms: &mut Rooms, verb: Verb) -> Deed {
    let state = &mut rooms.do_about;
    match verb {
        Verb::Open if state.pane == Pane::List => {
            state.enter();
            state.show(look.session, state.threat);
            Deed::Done
        }
        Verb::Open => open(state),
        Verb::Edit => match (state.row(), state.threat) {
            (Some(Row::Response), Some(threat)) => Deed::Choose(Choice::Response(threat)),
            (Some(Row::BusinessRisk), _) => Deed::Verb(Verb::BusinessRisk),
            _ => Deed::Usual,
        },
        Verb::NextInTurn => Deed::NextThreat,
        Verb::PreviousInTurn => {
            state.leave();
            Deed::Verb(Verb::Up)
        }
        Verb::NextPane | Verb::PreviousPane => {
            state.other_pane(look.size.0);
            state.show(look.session, state.threat);
            Deed::First
        }
        Verb::Back => {
            state.leave();
            Deed::Quiet
        }
        _ => Deed::Usual,
    }
}

/// Enter in the artifact: what the line under the cursor is for.
fn open(state: &State) -> Deed {
    let Some(threat) = state.threat else {
        return Deed::Done;
    };
    match state.spot {
        Some(Row::Item(ItemId::Parked(parked))) => Deed::Add(Edit::UseParked(parked, threat)),
        Some(Row::Item(id @ ItemId::Question(_))) => Deed::line(Bar::new(&table::ANSWER, Some(id))),
        Some(_) => Deed::Verb(Verb::Edit),
        None => Deed::Done,
    }
}

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The threat that the room talks about.
    pub threat: Option<ThreatId>,
    /// The selected line of its artifact.
    pub spot: Option<Row>,
    /// Which pane the keys go to.
    pub pane: Pane,
    /// The keys went to what was just written down, and go back to the threats once it is whole.
    visiting: bool,
    /// Where only one pane fits: the list was asked for instead of the artifact.
    pub listed: bool,
    /// The order by votes, as it was when the screen was entered or the votes were shown; empty without votes.
    pub order: Vec<ThreatId>,
    /// When the votes that gave this order were shown.
    pub arranged_for: Option<Stamp>,
    /// What is left of the threat that is shown, where that is not what it was rated: as of which change, and of which
    /// threat. Made for that one alone, so that a line costs as much beside ten thousand threats as beside ten.
    left: Option<(u64, ThreatId, Option<String>)>,
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

/// Everything that can be selected in the artifact of a threat, from top to bottom.
pub fn spots(session: &Session, threat: ThreatId) -> Vec<Row> {
    let id = ItemId::Threat(threat);
    let item = |id: ItemId| Row::Item(id);
    let (in_place, could_do): (Vec<_>, Vec<_>) =
        session.mitigations_for(threat).partition(|m| m.works());
    let mut spots = costs(session, threat);
    spots.extend(in_place.iter().chain(&could_do).map(|m| item(m.id.into())));
    spots.push(Row::Response);
    // A question or an assumption about one of its mitigations belongs to the threat's artifact too.
    let ours = in_place.iter().chain(&could_do).map(|m| m.id.into());
    let ours: Vec<ItemId> = [id].into_iter().chain(ours).collect();
    let asked = ours.iter().flat_map(|id| session.questions_about(*id));
    spots.extend(once_each(session, asked.map(|q| q.id.into())));
    spots.extend(session.actions_about(id).map(|a| item(a.id.into())));
    let assumed = ours.iter().flat_map(|id| session.assumptions_about(*id));
    spots.extend(once_each(session, assumed.map(|a| a.id.into())));
    let fixes = session.fixes_offered(threat).into_iter();
    spots.extend(fixes.map(|(_, fix)| item(fix.id.into())));
    spots
}

/// What the business would lose by a threat, and the assets that it harms. Words of its own stand before the business
/// risks, and so does the line that asks for them where there are none.
fn costs(session: &Session, threat: ThreatId) -> Vec<Row> {
    let Some(threat) = session.threat(threat) else {
        return vec![Row::BusinessRisk];
    };
    let own = threat.business_risks.is_empty() || !threat.business_risk.is_empty();
    let own = own.then_some(Row::BusinessRisk);
    let risks = threat.business_risks.iter();
    let risks = risks.map(|id| Row::Item((*id).into()));
    let assets = threat.assets.iter().map(|id| Row::Item((*id).into()));
    own.into_iter().chain(risks).chain(assets).collect()
}

/// The first parked fix that is for this threat, or that says so.
fn fix_that_fits(session: &Session, threat: ThreatId) -> Option<Row> {
    let fixes = session.fixes_offered(threat);
    let (fit, fix) = fixes.first()?;
    (*fit != Fit::Unused).then(|| Row::Item(fix.id.into()))
}

/// Each of these items once, as they stand in their list.
fn once_each(session: &Session, items: impl Iterator<Item = ItemId>) -> impl Iterator<Item = Row> {
    let items = items.map(|id| (session.position(id), id));
    let items: BTreeSet<(Option<usize>, ItemId)> = items.collect();
    items.into_iter().map(|(_, id)| Row::Item(id))
}

impl State {
    /// Tab: to the other pane; on a screen of this many columns, if only one fits, to the list and back.
    pub(crate) fn other_pane(&mut self, columns: u16) {
        let narrow = columns < TWO_PANES;
        match self.pane {
            Pane::List if !narrow || self.listed => self.enter(),
            _ => (self.pane, self.listed) = (Pane::List, narrow),
        }
    }

    /// The keys go to the artifact.
    pub(crate) fn enter(&mut self) {
        (self.pane, self.listed, self.visiting) = (Pane::Artifact, false, false);
    }

    /// The keys go from threat to threat, with the artifact in sight.
    pub(crate) fn leave(&mut self) {
        (self.pane, self.listed, self.visiting) = (Pane::List, false, false);
    }

    /// What is left of the threat that is shown, in words, where that is not what it was rated.
    pub fn left_of(&self, threat: ThreatId) -> Option<&str> {
        let left = self.left.as_ref().filter(|(_, of, _)| *of == threat);
        left.and_then(|(_, _, words)| words.as_deref())
    }

    /// Looks at what is left of the threat that is shown, once for each change.
    pub(crate) fn look_at_left(
        &mut self,
        session: &Session,
        revision: u64,
        conventions: &Conventions,
    ) {
        let Some(threat) = self.threat else {
            self.left = None;
            return;
        };
        let known = self.left.as_ref().map(|(as_of, of, _)| (*as_of, *of));
        if known == Some((revision, threat)) {
            return;
        }
        let model = Model::about(session, conventions, threat);
        let words = left::left_words(&model, model.now(), threat);
        self.left = Some((revision, threat, words));
    }

    /// The item under the selection: in the artifact its line, else the threat.
    pub fn selected(&self) -> Option<ItemId> {
        match (self.pane, self.spot) {
            (Pane::Artifact, Some(Row::Item(id))) => Some(id),
            _ => self.threat.map(ItemId::Threat),
        }
    }

    /// The line under the selection.
    fn row(&self) -> Option<Row> {
        match self.pane {
            Pane::Artifact => self.spot,
            Pane::List => self.threat.map(|id| Row::Item(id.into())),
        }
    }

    /// Makes a threat the one that the room talks about, with the cursor on a parked fix that fits it.
    pub(crate) fn show(&mut self, session: &Session, threat: Option<ThreatId>) {
        if self.threat != threat {
            self.spot = None;
        }
        self.threat = threat;
        let Some(threat) = threat else { return };
        if self.spot.is_none() {
            let spots = spots(session, threat);
            let parked = fix_that_fits(session, threat);
            let mitigation = spots
                .iter()
                .find(|spot| matches!(spot, Row::Item(ItemId::Mitigation(_))));
            self.spot = parked.or(mitigation.or(spots.first()).copied());
        }
    }

    /// Selects an item: a threat in the list, anything else in the artifact of its threat.
    fn select(&mut self, session: &Session, id: ItemId) {
        if let ItemId::Threat(threat) = id {
            self.show(session, session.threat(threat).map(|t| t.id));
            self.pane = Pane::List;
            return;
        }
        if let Some(threat) = threat_of(session, id, self.threat) {
            self.show(session, Some(threat));
            self.enter();
        }
        self.spot = Some(Row::Item(id));
    }

    /// Selects what was just written down about the threat. What somebody is to own has the keys, as the owner and the
    /// date come next; once a line about it was typed, they are back with the threats, as with anything else.
    fn show_new(&mut self, look: &Look, id: ItemId) {
        let kept = matches!(
            id,
            ItemId::Mitigation(_) | ItemId::Action(_) | ItemId::Question(_) | ItemId::Assumption(_)
        );
        let Some(threat) = self.threat.filter(|_| kept) else {
            return;
        };
        if spots(look.session, threat).contains(&Row::Item(id)) {
            if self.visiting && self.spot == Some(Row::Item(id)) {
                return self.leave();
            }
            let is_to_be_owned = matches!(id, ItemId::Action(_) | ItemId::Question(_));
            // Large and plain, only the threats are shown.
            if is_to_be_owned && self.pane == Pane::List && !look.wall {
                self.enter();
                self.visiting = true;
            }
            self.spot = Some(Row::Item(id));
        }
    }
}

fn harmed(session: &Session, is: impl Fn(&Threat) -> bool) -> Vec<ThreatId> {
    let threats = session.threats.iter().filter(|threat| is(threat));
    threats.map(|threat| threat.id).collect()
}

/// The threat in whose artifact an item shows: the current one if it does there, else the first.
fn threat_of(session: &Session, id: ItemId, current: Option<ThreatId>) -> Option<ThreatId> {
    let threats: Vec<ThreatId> = match id {
        ItemId::Mitigation(m) => session
            .mitigation(m)
            .map(|m| m.threats.clone())
            .unwrap_or_default(),
        ItemId::Parked(p) => session
            .parked
            .iter()
            .filter(|parked| parked.id == p)
            .filter_map(|parked| parked.about.and_then(as_threat))
            .collect(),
        ItemId::Asset(asset) => harmed(session, |threat| threat.assets.contains(&asset)),
        ItemId::BusinessRisk(risk) => {
            harmed(session, |threat| threat.business_risks.contains(&risk))
        }
        _ => Vec::new(),
    };
    current
        .filter(|threat| threats.contains(threat))
        .or(threats.first().copied())
}
