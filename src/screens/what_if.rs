//! What if: mitigations that could still be done are ticked as done and shown to work, and the threats that fall are seen
//! beside them. Nothing is changed, unless what is ticked is planned.

mod said;

use std::collections::BTreeSet;
use std::sync::{Arc, Weak};

use super::room::travel;
use super::{Deed, Look, Room, Rooms, Row};
use crate::check::left;
use crate::domain::{Edit, Field, ItemId, MitigationId, Session, Status, ThreatId};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::risk::{Cheapest, Goal, Levels, Model, Unsaid, unsaid};

/// Up to how many mitigations that decide together are tried in every combination while the room looks on.
const AT_ONCE: usize = 14;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::WhatIf,
    title: "What if.",
    asks: || "What if we did this, and showed that it works?".into(),
    rows: |_, rooms| {
        let candidates = rooms.what_if.candidates.iter();
        candidates.map(|id| Row::Item((*id).into())).collect()
    },
    selected: |_, rooms| rooms.what_if.at.map(|id| Row::Item(id.into())),
    put: |_, rooms, row| {
        if let Row::Item(ItemId::Mitigation(id)) = row {
            rooms.what_if.at = Some(id);
        }
    },
    holds: |look, rooms| {
        let at = rooms.what_if.at.and_then(|id| look.session.mitigation(id));
        let threats = at.into_iter().flat_map(|at| &at.threats);
        let threats = threats.map(|id| ItemId::from(*id));
        let own = rooms.what_if.at.map(ItemId::from);
        own.into_iter().chain(threats).collect()
    },
    left_for: Some(Screen::DoAbout),
    shown_by: Some(Verb::GoWhatIf),
    means,
    travel: |look, rooms, _, by| travel(look, rooms, by),
    select: |look, rooms, id| rooms.what_if.select(look.session, id),
    show_new: |_, _, _| {},
    enter: |look, rooms, _| {
        rooms.what_if.look_again(look);
    },
    mend: |look, rooms| {
        if look.screen == Screen::WhatIf {
            rooms.what_if.look_again(look);
        } else {
            rooms.what_if.forget_cheapest();
        }
    },
    ..Room::BARE
};

/// What a verb means here.
fn means(look: &Look, rooms: &mut Rooms, verb: Verb) -> Deed {
    let state = &mut rooms.what_if;
    match verb {
        Verb::Pick | Verb::Open => match state.at {
            Some(id) => {
                state.turn(id);
                state.told(look)
            }
            None => Deed::NothingSelected,
        },
        Verb::CheapestSet => state.look_for_cheapest(),
        Verb::Yes => state.plan(look.session),
        Verb::Back => Deed::GoBack,
        _ => Deed::Usual,
    }
}

/// The cheapest set that is to be looked for. Where many mitigations decide together that takes its time, so it is looked
/// for beside the screen, for as long as someone waits for it.
#[derive(Clone, Debug)]
pub struct Search {
    model: Arc<Model>,
    at_most: usize,
    /// Gone once no one waits.
    wanted: Weak<()>,
}

/// The search that the room waits for. It is given up by dropping this.
#[derive(Clone, Debug)]
struct Asked {
    search: Search,
    _wanted: Arc<()>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    search: Search,
    cheapest: Cheapest,
}

impl PartialEq for Search {
    fn eq(&self, other: &Self) -> bool {
        Weak::ptr_eq(&self.wanted, &other.wanted)
    }
}

impl Eq for Search {}

impl Search {
    /// Whether someone still waits for it.
    pub fn is_wanted(&self) -> bool {
        self.wanted.strong_count() > 0
    }

    /// Looks for it; `None` where no one waits for it any more.
    pub fn make(self) -> Option<Found> {
        let goal = Goal {
            exact_up_to: AT_ONCE,
            ..Goal::at_most(self.at_most)
        };
        let wanted = || self.is_wanted();
        let cheapest = self.model.cheapest_while(&goal, &wanted)?;
        Some(Found {
            cheapest,
            search: self,
        })
    }
}

/// What only this screen knows.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// What the figures are made of, as of the last change.
    model: Option<Arc<Model>>,
    /// The change that it was made after.
    revision: u64,
    /// What is left with what is ticked.
    with: Levels,
    /// What could still be done, then what is built and not shown to work yet.
    candidates: Vec<MitigationId>,
    /// What is taken as done and shown to work.
    ticked: BTreeSet<MitigationId>,
    /// The selected mitigation.
    at: Option<MitigationId>,
    /// The cheapest set that is looked for; none once the room ticks something itself.
    asked: Option<Asked>,
    /// The highest level that the last cheapest set leaves.
    goal: Option<usize>,
    /// What was said of that set.
    says: Vec<String>,
    /// Of which mitigations somebody has not said enough, as of the last change.
    unsaid: Unsaid,
    /// What is counted by default in the figures that are shown, in a sentence each.
    defaults: Vec<String>,
    /// The threats whose level changes with what is ticked, before and after.
    falls: Vec<(ThreatId, usize, usize)>,
    /// What was planned last, until anything else is done.
    planned: Vec<MitigationId>,
    /// What the change plans that was asked for.
    planning: Vec<MitigationId>,
    /// How many threats no one rated.
    unrated: usize,
}

impl State {
    /// What the figures are made of.
    pub fn model(&self) -> Option<&Model> {
        self.model.as_deref()
    }

    /// What is left with what is ticked.
    pub fn with(&self) -> &Levels {
        &self.with
    }

    /// What could still be done, then what is built and not shown to work yet.
    pub fn candidates(&self) -> &[MitigationId] {
        &self.candidates
    }

    /// The selected mitigation.
    pub fn at(&self) -> Option<MitigationId> {
        self.at
    }

    /// What is taken as done and shown to work.
    pub fn ticked(&self) -> &BTreeSet<MitigationId> {
        &self.ticked
    }

    /// What was said of the last cheapest set.
    pub fn says(&self) -> &[String] {
        &self.says
    }

    /// What was planned last, in a sentence, until anything else is done.
    pub fn planned(&self) -> Option<String> {
        let planned = said::planned_words(&self.planned);
        (!self.planned.is_empty()).then(|| format!("{planned}."))
    }

    /// Whether pressing the key would plan anything that is ticked.
    pub fn would_plan(&self, session: &Session) -> bool {
        self.ticked.is_empty() || !self.proposed(session).is_empty()
    }

    /// The days of work of what is ticked. What is built has had its work.
    pub fn days(&self) -> u32 {
        let Some(model) = &self.model else { return 0 };
        let open: BTreeSet<MitigationId> = model.candidates().collect();
        let ticked = self.ticked.intersection(&open);
        ticked
            .filter_map(|id| Some(model.effort(*id)?.1))
            .fold(0, u32::saturating_add)
    }

    /// How many threats no one rated, which are at no level.
    pub fn unrated(&self) -> usize {
        self.unrated
    }

    /// What is counted by default in the figures that are shown, in a sentence each: of what is there already, and of what is
    /// ticked.
    pub fn defaults(&self) -> &[String] {
        &self.defaults
    }

    /// The threats whose level changes with what is ticked, before and after.
    pub fn falls(&self) -> &[(ThreatId, usize, usize)] {
        &self.falls
    }

    /// Other mitigations are ticked, or count otherwise than before.
    fn look_at_falls(&mut self) {
        let Some(model) = &self.model else { return };
        self.falls = model.changed(model.now(), &self.with);
        let open: BTreeSet<MitigationId> = model.candidates().collect();
        let counts = |id| self.ticked.contains(&id) || !open.contains(&id);
        self.defaults = left::unsaid_words(model, &self.unsaid.clone().only(counts));
    }

    /// Selects a mitigation that could still be done, or the first one that would answer a threat.
    fn select(&mut self, session: &Session, id: ItemId) {
        let found = match id {
            ItemId::Mitigation(id) => Some(id),
            ItemId::Threat(id) => {
                let mut answers = session.mitigations_for(id).map(|m| m.id);
                answers.find(|id| self.candidates.contains(id))
            }
            _ => None,
        };
        self.at = found.filter(|id| self.candidates.contains(id)).or(self.at);
    }

    /// Makes the figures anew after a change.
    fn look_again(&mut self, look: &Look) {
        if self.model.is_some() && self.revision == look.revision {
            return;
        }
        let model = Model::of(look.session, &look.scales.conventions);
        let open: BTreeSet<MitigationId> = model.candidates().collect();
        let improvable: BTreeSet<MitigationId> = model.improvable().collect();
        let all = look.session.mitigations.iter();
        let ids = all.map(|mitigation| mitigation.id);
        self.candidates = ids.filter(|id| improvable.contains(id)).collect();
        self.candidates.sort_by_key(|id| !open.contains(id));
        self.ticked.retain(|id| improvable.contains(id));
        self.with = model.what_if(self.ticked.iter().copied());
        self.at = self
            .at
            .filter(|id| improvable.contains(id))
            .or(self.candidates.first().copied());
        self.revision = look.revision;
        self.planned = std::mem::take(&mut self.planning);
        // What was said of the cheapest set stays true when it is planned.
        if self.planned.is_empty() {
            self.says = Vec::new();
        }
        self.unrated = left::unrated(&model).count();
        self.asked = None;
        self.unsaid = unsaid(look.session, &model);
        self.model = Some(Arc::new(model));
        self.look_at_falls();
    }

    fn turn(&mut self, id: MitigationId) {
        let done = !self.ticked.remove(&id);
        if done {
            self.ticked.insert(id);
        }
        if let Some(model) = &self.model {
            model.tick(&mut self.with, id, done);
        }
        self.look_at_falls();
        self.asked = None;
        self.says = Vec::new();
        (self.planned, self.planning) = (Vec::new(), Vec::new());
    }

    /// What is heard of a tick; on the screen it is seen.
    fn told(&self, look: &Look) -> Deed {
        if !look.spoken {
            return Deed::Quiet;
        }
        let ticked: Vec<MitigationId> = self.ticked.iter().copied().collect();
        let ticked = if ticked.is_empty() {
            "Nothing is ticked.".to_owned()
        } else {
            format!("Ticked: {}.", left::ids(&ticked))
        };
        Deed::Say(format!("{ticked} {}", self.fall_words(usize::MAX)).into())
    }

    /// `T1 critical -> medium, T2 high -> low.`, at most so many.
    pub fn fall_words(&self, most: usize) -> String {
        let Some(model) = self.model() else {
            return String::new();
        };
        let scale = model.scale();
        let falls: Vec<String> = self
            .falls
            .iter()
            .take(most)
            .map(|(id, before, after)| {
                format!("{id} {} -> {}", scale.word(*before), scale.word(*after))
            })
            .collect();
        if falls.is_empty() {
            "No threat changes its level.".to_owned()
        } else {
            format!("{}.", falls.join(", "))
        }
    }

    /// Has the cheapest set looked for: below the line first, then one level lower each time.
    fn look_for_cheapest(&mut self) -> Deed {
        let Some(model) = self.model.clone() else {
            return Deed::Done;
        };
        let Some(first) = Goal::below(model.line()) else {
            let word = model.scale().word(model.line());
            return Deed::Say(format!("No threat can be below {word}.").into());
        };
        let lower = self.goal.and_then(Goal::below);
        let at_most = lower.unwrap_or(first).at_most;
        // One that is looked for already is given up: it may have been lost on the way.
        let wanted = Arc::new(());
        let search = Search {
            model,
            at_most,
            wanted: Arc::downgrade(&wanted),
        };
        self.asked = Some(Asked {
            search: search.clone(),
            _wanted: wanted,
        });
        Deed::Cheapest(search)
    }

    /// Ticks the cheapest set that was found, and what to say of it. Nothing where the room went on meanwhile: it changed
    /// something, or ticked something itself.
    pub(crate) fn take_cheapest(&mut self, found: &Found) -> Option<String> {
        self.asked.take_if(|asked| asked.search == found.search)?;
        let Found { search, cheapest } = found;
        let (model, at_most) = (&search.model, search.at_most);
        self.goal = Some(at_most);
        self.ticked = cheapest.set.iter().copied().collect();
        self.with = model.what_if(cheapest.set.iter().copied());
        self.look_at_falls();
        self.planned = Vec::new();
        self.says = said::set_words(model, at_most, cheapest);
        Some(said::set_in_short(model, at_most, cheapest))
    }

    /// Whatever is looked for, no one waits for it any more: the search ends.
    pub(crate) fn forget_cheapest(&mut self) {
        self.asked = None;
    }

    /// What is ticked and only proposed.
    fn proposed(&self, session: &Session) -> Vec<MitigationId> {
        let all = session.mitigations.iter();
        let proposed = all.filter(|mitigation| mitigation.status == Status::CouldDo);
        let ids = proposed.map(|mitigation| mitigation.id);
        ids.filter(|id| self.ticked.contains(id)).collect()
    }

    /// What is ticked and only proposed is planned, as one change.
    fn plan(&mut self, session: &Session) -> Deed {
        if self.ticked.is_empty() {
            return Deed::Say("Nothing is ticked.".into());
        }
        self.planning = self.proposed(session);
        if self.planning.is_empty() {
            return Deed::Say("What is ticked is planned or further already.".into());
        }
        let edits = self.planning.iter();
        let edits = edits.map(|id| Edit::Set((*id).into(), Field::Status(Status::Planned)));
        Deed::Make(Edit::All(edits.collect()), None)
    }
}
