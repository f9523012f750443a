//! Work as tickets: each action item, and each mitigation that was picked and for which no one has an action item, with
//! what someone needs to know who was not in the room.

pub(super) mod body;
mod fit;

use chrono::NaiveDate;
use uuid::Uuid;

use super::view::View;
use crate::catalogue::{Tracker, Work};
use crate::domain::{
    Action, ActionStatus, ItemId, Mitigation, ParticipantId, Question, QuestionState, Severity,
    Stamp, Status, Threat,
};

/// The longest title that every tracker takes, in units of UTF-16: Jira, GitLab and Azure Boards stop at 255, GitHub at
/// 256.
const LONGEST_TITLE: usize = 250;

/// A piece of work.
pub(super) struct Ticket<'a> {
    pub(super) id: ItemId,
    /// What trackers know it by: `TB-1f0c9e2a-A7-4e6f913`.
    pub(super) name: String,
    pub(super) uuid: Uuid,
    /// In the words of the room.
    pub(super) words: &'a str,
    pub(super) work: Work,
    pub(super) state: State,
    /// That of the worst threat behind it.
    pub(super) severity: Option<Severity>,
    pub(super) owner: Option<ParticipantId>,
    /// Whether the owner said yes, where that is asked.
    pub(super) said_yes: Option<bool>,
    pub(super) due: Option<NaiveDate>,
    /// The tracker's own key.
    pub(super) key: Option<&'a str>,
    pub(super) at: Stamp,
    /// When it was last captured, changed or looked at.
    pub(super) touched: Stamp,
    pub(super) threats: Vec<&'a Threat>,
    /// What it builds or shows to work; of a mitigation, itself.
    pub(super) mitigations: Vec<&'a Mitigation>,
    pub(super) questions: Vec<&'a Question>,
    /// What else it is for.
    pub(super) rest: Vec<ItemId>,
}

/// How far a piece of work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Open,
    Done,
    Dropped,
}

impl State {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Open => ActionStatus::Open.words(),
            Self::Done => ActionStatus::Done.words(),
            Self::Dropped => ActionStatus::Dropped.words(),
        }
    }
}

impl Ticket<'_> {
    /// What is to be done, in a length that trackers take.
    pub(super) fn title(&self) -> String {
        if self.words.is_empty() {
            return "(no title yet)".to_owned();
        }
        fit::shortened(self.words, LONGEST_TITLE)
    }

    /// Whether the title leaves words out.
    fn is_cut(&self) -> bool {
        fit::length(self.words) > LONGEST_TITLE
    }

    pub(super) fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// The labels that a tracker puts on it: those on all of ours, and its words for the kind and the urgency.
    pub(super) fn labels<'t>(&self, tracker: &'t Tracker) -> Vec<&'t str> {
        let mut labels: Vec<&str> = tracker.labels().collect();
        labels.push(tracker.kind(self.work));
        labels.push(tracker.priority(self.severity.into()));
        labels.retain(|label| !label.is_empty());
        labels
    }
}

/// When an action item was last captured, changed or looked at.
pub(super) fn last_touch(action: &Action) -> Stamp {
    let later = [action.changed, action.still];
    later.into_iter().flatten().fold(action.at, Stamp::max)
}

/// When a mitigation was last captured or changed.
pub(super) fn last_change(mitigation: &Mitigation) -> Stamp {
    mitigation
        .changed
        .map_or(mitigation.at, |changed| changed.max(mitigation.at))
}

/// All tickets that the export wants: the action items in their order, then the mitigations. Rejected mitigations are
/// among them, as dropped, since a tracker may know them from earlier.
pub(super) fn tickets<'a>(view: &View<'a>) -> Vec<Ticket<'a>> {
    let actions = view.session.actions.iter();
    let mitigations = view.session.mitigations.iter();
    actions
        .map(|action| of_action(view, action))
        .chain(mitigations.filter_map(|mitigation| of_mitigation(view, mitigation)))
        .filter(|ticket| view.is_recent(ticket.touched))
        .collect()
}

/// Those of them that are still to do, for trackers that only take new work.
pub(super) fn open<'a>(view: &View<'a>) -> Vec<Ticket<'a>> {
    let mut all = tickets(view);
    all.retain(Ticket::is_open);
    all
}

fn of_action<'a>(view: &View<'a>, action: &'a Action) -> Ticket<'a> {
    let threats = view.threats_behind(action);
    let mitigations: Vec<&Mitigation> = action
        .about
        .iter()
        .filter_map(|id| match id {
            ItemId::Mitigation(id) => view.session.mitigation(*id),
            _ => None,
        })
        .collect();
    let named = |question: &Question| action.about.contains(&question.id.into());
    let mut questions: Vec<&Question> =
        view.session.questions.iter().filter(|q| named(q)).collect();
    add_open(&mut questions, view.questions_about(action.id));
    for mitigation in &mitigations {
        add_open(&mut questions, view.questions_about(mitigation.id));
    }
    for threat in &threats {
        add_open(&mut questions, view.questions_about(threat.id));
    }
    let told = |id: &ItemId| {
        matches!(
            id,
            ItemId::Threat(_) | ItemId::Mitigation(_) | ItemId::Question(_)
        )
    };
    Ticket {
        id: action.id.into(),
        name: view.session.ticket_id(action),
        uuid: view.session.uuid_of(action),
        words: &action.text,
        work: action.kind.into(),
        state: match action.status {
            ActionStatus::Open => State::Open,
            ActionStatus::Done => State::Done,
            ActionStatus::Dropped => State::Dropped,
        },
        severity: worst(&threats),
        owner: action.owner,
        said_yes: action.owner.map(|_| action.said_yes),
        due: action.due,
        key: key(action.external.as_deref()),
        at: action.at,
        touched: last_touch(action),
        threats,
        mitigations,
        questions,
        rest: action
            .about
            .iter()
            .copied()
            .filter(|id| !told(id))
            .collect(),
    }
}

/// A mitigation that was picked, or put aside again, and that no action item is for.
fn of_mitigation<'a>(view: &View<'a>, mitigation: &'a Mitigation) -> Option<Ticket<'a>> {
    let state = match mitigation.status {
        Status::Planned | Status::InProgress => State::Open,
        Status::Implemented | Status::Verified => State::Done,
        Status::Rejected => State::Dropped,
        Status::InPlace | Status::CouldDo => return None,
    };
    let has_action = view
        .actions_for(mitigation.id)
        .iter()
        .any(|action| action.status != ActionStatus::Dropped);
    if has_action {
        return None;
    }
    let threats: Vec<&Threat> = mitigation
        .threats
        .iter()
        .filter_map(|id| view.threat(*id))
        .collect();
    let mut questions = view.questions_about(mitigation.id).to_vec();
    for threat in &threats {
        add_open(&mut questions, view.questions_about(threat.id));
    }
    Some(Ticket {
        id: mitigation.id.into(),
        name: view.session.ticket_id(mitigation),
        uuid: view.session.uuid_of(mitigation),
        words: &mitigation.text,
        work: Work::Mitigation,
        state,
        severity: worst(&threats),
        owner: None,
        said_yes: None,
        due: None,
        key: key(mitigation.external.as_deref()),
        at: mitigation.at,
        touched: last_change(mitigation),
        threats,
        mitigations: vec![mitigation],
        questions,
        rest: Vec::new(),
    })
}

fn key(external: Option<&str>) -> Option<&str> {
    external.filter(|key| !key.is_empty())
}

fn worst(threats: &[&Threat]) -> Option<Severity> {
    threats.iter().filter_map(|threat| threat.severity).max()
}

/// Adds the questions that are still open and not there yet.
fn add_open<'a>(questions: &mut Vec<&'a Question>, more: &[&'a Question]) {
    for question in more {
        let there = questions.iter().any(|other| other.id == question.id);
        if question.state == QuestionState::Open && !there {
            questions.push(question);
        }
    }
}
