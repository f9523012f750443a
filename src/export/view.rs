//! A session looked at for an export: what belongs to what, found once, so that the work grows with the session and not
//! with its square.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::markdown::escape;
use super::phrase;
use super::{Audience, Names, Options, SheetOptions};
use crate::catalogue::{Catalogue, Trackers};
use crate::check::coverage::{Coverage, coverage};
use crate::domain::{
    Action, Called, ControlKind, ItemId, Mitigation, ParticipantId, Place, Question, Session,
    Stamp, Tally, Threat, ThreatId,
};
pub(super) use crate::facts::is_open;
use crate::facts::{Facts, Standing, Thresholds};
use crate::risk::numbers::{Costs, Draw};
use crate::risk::{Model, OverTime, Scales};

/// A session, its numbers, and who and what belongs to whom.
pub(super) struct View<'a> {
    pub(super) session: &'a Session,
    /// The only place from which an export takes a number.
    pub(super) tally: Tally,
    pub(super) today: NaiveDate,
    /// How people are named.
    pub(super) names: Names,
    /// Whom a page is written for.
    pub(super) audience: Audience,
    /// How work items are called elsewhere.
    pub(super) trackers: Arc<Trackers>,
    /// What is chosen for a sheet.
    pub(super) sheet: SheetOptions,
    pub(super) limits: Arc<Thresholds>,
    /// The numbers that figures of risk are made with.
    pub(super) scales: Arc<Scales>,
    /// When the next meeting begins.
    pub(super) begins: Option<Stamp>,
    since: Option<NaiveDate>,
    labels: HashMap<ParticipantId, String>,
    threats: HashMap<ThreatId, &'a Threat>,
    mitigations: HashMap<ThreatId, Vec<&'a Mitigation>>,
    behind: HashMap<ItemId, Vec<ItemId>>,
    actions: HashMap<ItemId, Vec<&'a Action>>,
    steps: HashMap<ThreatId, Vec<&'a Action>>,
    questions: HashMap<ItemId, Vec<&'a Question>>,
    at: HashMap<Place, Vec<&'a Threat>>,
    words: HashMap<ItemId, &'a str>,
    votes: Option<HashMap<ThreatId, u32>>,
    standings: HashMap<ThreatId, Standing>,
    pub(super) catalogue: Arc<Catalogue>,
    grids: OnceCell<Vec<Coverage>>,
    costs: OnceCell<Option<Costs>>,
    model: OnceCell<Model>,
}

impl<'a> View<'a> {
    pub(super) fn new(session: &'a Session, options: &Options) -> Self {
        let mut view = Self {
            session,
            tally: session.tally(options.today),
            today: options.today,
            names: options.names,
            audience: options.audience,
            trackers: Arc::clone(&options.trackers),
            sheet: options.sheet,
            begins: options.at,
            limits: Arc::clone(&options.limits),
            scales: Arc::clone(&options.scales),
            since: options.since,
            labels: options.names.labels(session),
            threats: HashMap::new(),
            mitigations: HashMap::new(),
            behind: HashMap::new(),
            actions: HashMap::new(),
            steps: HashMap::new(),
            questions: HashMap::new(),
            at: HashMap::new(),
            words: HashMap::new(),
            votes: session.vote_counts(),
            standings: HashMap::new(),
            catalogue: Arc::clone(&options.catalogue),
            grids: OnceCell::new(),
            costs: OnceCell::new(),
            model: OnceCell::new(),
        };
        let facts = Facts::new(session, options.today, &options.limits);
        let threats = session.threats.iter();
        view.standings
            .extend(threats.map(|t| (t.id, facts.standing(t))));
        for threat in &session.threats {
            view.threats.insert(threat.id, threat);
            view.words.insert(threat.id.into(), &threat.text);
            for place in &threat.places {
                view.at.entry(*place).or_default().push(threat);
            }
        }
        for mitigation in &session.mitigations {
            view.words.insert(mitigation.id.into(), &mitigation.text);
            let threats = mitigation.threats.iter().map(|id| ItemId::from(*id));
            view.behind.insert(mitigation.id.into(), threats.collect());
            for threat in &mitigation.threats {
                view.mitigations
                    .entry(*threat)
                    .or_default()
                    .push(mitigation);
            }
        }
        for question in &session.questions {
            view.words.insert(question.id.into(), &question.text);
            view.behind
                .insert(question.id.into(), question.about.clone());
            for about in &question.about {
                view.questions.entry(*about).or_default().push(question);
            }
        }
        for action in &session.actions {
            for about in &action.about {
                view.actions.entry(*about).or_default().push(action);
            }
        }
        for action in &session.actions {
            for threat in view.threats_behind(action) {
                view.steps.entry(threat.id).or_default().push(action);
            }
        }
        view
    }

    /// Prompts, agendas and the words of an invitation.
    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// What is true of the session, as question 4 looks at it. Nothing is worked out before it is asked for.
    pub(super) fn facts(&self) -> Facts<'_> {
        Facts::new(self.session, self.today, &self.limits)
    }

    /// How risk went from meeting to meeting; `None` before the first that ended with a rated threat.
    pub(super) fn over_time(&self) -> Option<OverTime> {
        OverTime::of(self.session, &self.scales.conventions, None)
    }

    /// What the levels of risk are made of.
    fn model(&self) -> &Model {
        self.model
            .get_or_init(|| Model::of(self.session, &self.scales.conventions))
    }

    /// The level that is left of a threat, where that is below its rating.
    fn fell_to(&self, threat: &Threat) -> Option<usize> {
        let rated = self.session.level(threat)?;
        let left = self.model().residual(self.model().now(), threat.id)?;
        (left < rated).then_some(left)
    }

    /// What is left of a threat, where that is below its rating: `medium`.
    pub(super) fn left_words(&self, threat: &Threat) -> Option<&str> {
        self.fell_to(threat)
            .map(|left| self.session.scale().word(left))
    }

    /// How a threat is rated, with what is left where that is less: `rated high, medium left`.
    pub(super) fn rated_and_left(&self, threat: &Threat) -> Option<String> {
        let rated = self.session.level_words(threat)?;
        Some(match self.left_words(threat) {
            Some(left) => format!("rated {rated}, {left} left"),
            None => rated.to_owned(),
        })
    }

    /// Whether a threat that was rated at the line or above it fell below.
    pub(super) fn fell_below_line(&self, threat: &Threat) -> bool {
        let line = self.model().line();
        let was_above = self
            .session
            .level(threat)
            .is_some_and(|rated| rated >= line);
        was_above && self.fell_to(threat).is_some_and(|left| left < line)
    }

    /// What a year costs, where threats have numbers that can be taken together. Fewer years are simulated of many threats,
    /// so that a preview does not wait.
    pub(super) fn costs(&self) -> Option<&Costs> {
        const DRAWS: u32 = 2_000_000;
        let costs = || {
            let threats = self.session.threats.iter();
            let with = threats.filter(|threat| threat.figures.is_some()).count();
            let with = u32::try_from(with).unwrap_or(u32::MAX).max(1);
            let usual = Draw::default();
            let trials = (DRAWS / with).clamp(10_000, usual.trials);
            let draw = Draw { trials, ..usual };
            Costs::as_many(self.session, &self.scales.conventions, draw).ok()
        };
        self.costs.get_or_init(costs).as_ref()
    }

    /// Where the room looked, for each category set that it swept with; nothing where it never swept.
    pub(super) fn grids(&self) -> &[Coverage] {
        self.grids.get_or_init(|| {
            let walked_sets = self.catalogue.walked_sets(self.session).into_iter();
            let grids = walked_sets.map(|walked| coverage(self.session, &walked));
            grids.filter(|grid| grid.is_begun(self.session)).collect()
        })
    }

    /// How far the team is with a threat.
    pub(super) fn standing(&self, id: ThreatId) -> Standing {
        let standing = self.standings.get(&id);
        standing.copied().unwrap_or(Standing::Undecided)
    }

    /// Whether what was last touched then is wanted.
    pub(super) fn is_recent(&self, touched: Stamp) -> bool {
        self.since.is_none_or(|since| touched.date_naive() >= since)
    }

    /// What someone is called in this export; `None` for no one and where names are left out.
    pub(super) fn label(&self, who: Option<ParticipantId>) -> Option<&str> {
        self.labels.get(&who?).map(String::as_str)
    }

    /// The same for Markdown.
    pub(super) fn label_md(&self, who: Option<ParticipantId>) -> Option<String> {
        self.label(who).map(escape)
    }

    /// Who owns a part of the system, as the choice of names has it: words that call someone in the room are written as
    /// that person is. Without names no one is called, and where a name must not be read, neither is one of several.
    pub(super) fn owner<'v>(&'v self, words: &'v str) -> Option<&'v str> {
        let session = self.session;
        let person = session.participant_called(words).or_else(|| {
            let (last, first) = words.split_once(',')?;
            session.participant_called(&format!("{} {last}", first.trim()))
        });
        if let Some(person) = person {
            return self.label(Some(person.id));
        }
        let is_name = |word: &str| {
            word.chars().count() > 1
                && !word.starts_with(|c: char| c.is_numeric())
                && session.called(word) != Called::Nothing
        };
        let mut parts = words.split(|c: char| !c.is_alphanumeric());
        match self.names {
            Names::None => None,
            Names::Initials | Names::Roles if parts.any(is_name) => None,
            _ => Some(words),
        }
    }

    /// The same for Markdown.
    pub(super) fn owner_md(&self, words: &str) -> Option<String> {
        self.owner(words).map(escape)
    }

    pub(super) fn mitigations_for(&self, id: ThreatId) -> &[&'a Mitigation] {
        self.mitigations.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Whether something that is there or was picked would notice this threat.
    pub(super) fn is_noticed(&self, id: ThreatId) -> bool {
        let notices = |m: &&Mitigation| {
            m.kind == Some(ControlKind::Detective) && (m.works() || m.status.is_picked())
        };
        self.mitigations_for(id).iter().any(notices)
    }

    /// The threats that were put at a place.
    pub(super) fn threats_at(&self, place: Place) -> &[&'a Threat] {
        self.at.get(&place).map_or(&[], Vec::as_slice)
    }

    /// Whether the room walked through a place.
    pub(super) fn was_looked_at(&self, place: Place) -> bool {
        self.session.swept.iter().any(|swept| swept.place == place)
    }

    /// How many votes a threat has, once there were votes.
    pub(super) fn votes(&self, id: ThreatId) -> Option<u32> {
        let counts = self.votes.as_ref()?;
        Some(counts.get(&id).copied().unwrap_or_default())
    }

    pub(super) fn actions_for(&self, id: impl Into<ItemId>) -> &[&'a Action] {
        self.actions.get(&id.into()).map_or(&[], Vec::as_slice)
    }

    /// The action items for a threat, also by way of its mitigations and questions.
    pub(super) fn steps_for(&self, id: ThreatId) -> &[&'a Action] {
        self.steps.get(&id).map_or(&[], Vec::as_slice)
    }

    pub(super) fn questions_about(&self, id: impl Into<ItemId>) -> &[&'a Question] {
        self.questions.get(&id.into()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn threat(&self, id: ThreatId) -> Option<&'a Threat> {
        self.threats.get(&id).copied()
    }

    /// The words of an item, as they were typed.
    pub(super) fn words(&self, id: ItemId) -> String {
        match self.words.get(&id) {
            Some(words) => (*words).to_owned(),
            None => self.session.words_of(id).unwrap_or_default(),
        }
    }

    /// The threats that an action item is for: those it names, else those behind the mitigations and questions that
    /// it names.
    pub(super) fn threats_behind(&self, action: &Action) -> Vec<&'a Threat> {
        let known = |id: ItemId| match id {
            ItemId::Threat(id) => self.threats.get(&id).copied(),
            _ => None,
        };
        let mut found: Vec<&Threat> = action.about.iter().filter_map(|id| known(*id)).collect();
        if found.is_empty() {
            let behind = action.about.iter().filter_map(|id| self.behind.get(id));
            for threat in behind.flatten().filter_map(|id| known(*id)) {
                if !found.iter().any(|t| t.id == threat.id) {
                    found.push(threat);
                }
            }
        }
        found
    }

    /// An action item in passing, for Markdown: `A2 Ask partner: FP, by 16 May 2026`.
    pub(super) fn step_md(&self, action: &Action) -> String {
        let words = escape(&action.text);
        let mut parts = Vec::new();
        match (action.owner, self.label_md(action.owner)) {
            (Some(_), label) => parts.extend(label),
            (None, _) if is_open(action) => parts.push("no owner yet".to_owned()),
            (None, _) => {}
        }
        parts.push(if is_open(action) {
            self.by_when(action)
        } else {
            action.status.words().to_owned()
        });
        let gap = if words.ends_with(['?', '!', ':']) {
            ""
        } else {
            ":"
        };
        format!(
            "{} {}{gap} {}",
            action.id,
            phrase::stem(&words),
            parts.join(", ")
        )
    }

    /// By when, in words: `by 16 May 2026`, `by 2 May 2026, late`, `no date yet`.
    pub(super) fn by_when(&self, action: &Action) -> String {
        match action.due {
            Some(due) if action.is_late(self.today) => {
                format!("by {}, late", phrase::date(due))
            }
            Some(due) => format!("by {}", phrase::date(due)),
            None => "no date yet".to_owned(),
        }
    }
}

/// The action items in the order in which they are due, those without a date at the end.
pub(super) fn by_date<'a>(actions: impl Iterator<Item = &'a Action>) -> Vec<&'a Action> {
    let mut sorted: Vec<_> = actions.collect();
    sorted.sort_by_key(|a| (a.due.is_none(), a.due));
    sorted
}
