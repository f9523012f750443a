//! What the start screen and the journal need to know of a session, without a clock: it stays true until the file changes,
//! so it can be kept beside the sessions and read instead of them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

use crate::domain::{ActionId, ActionStatus, Applies, Session, SessionKind, Stamp, Text};
use crate::parse::{news, one};

/// A session in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gist {
    /// Who it is, wherever the file goes.
    pub uuid: Uuid,
    /// What it is about.
    #[serde(deserialize_with = "clean")]
    pub title: String,
    /// How it was started.
    pub kind: SessionKind,
    /// When its last meeting began.
    pub met: Option<Stamp>,
    /// Threats.
    pub threats: usize,
    /// Action items, open or not.
    pub actions: usize,
    /// Open action items, each with its date.
    pub open: Vec<Option<NaiveDate>>,
    /// Questions that are open.
    pub open_questions: usize,
    /// The date to come back.
    pub revisit: Option<NaiveDate>,
    /// The participants' names.
    #[serde(deserialize_with = "all_clean")]
    pub people: Vec<String>,
    /// One threat: what was heard, and what was answered.
    pub heard: Option<Heard>,
}

/// What is kept beside the sessions may steer a terminal as little as they may.
fn clean<'de, D: Deserializer<'de>>(kept: D) -> Result<String, D::Error> {
    Text::deserialize(kept).map(|text| text.to_string())
}

fn all_clean<'de, D: Deserializer<'de>>(kept: D) -> Result<Vec<String>, D::Error> {
    let texts = Vec::<Text>::deserialize(kept)?;
    Ok(texts.iter().map(ToString::to_string).collect())
}

/// One threat: what was heard, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heard {
    /// What was heard, without its address.
    #[serde(deserialize_with = "clean")]
    pub headline: String,
    /// The day on which it was written down.
    pub seen: NaiveDate,
    /// Which of our systems; empty until someone said.
    #[serde(deserialize_with = "clean")]
    pub system: String,
    /// Whether it affects us; `None` until someone said.
    pub applies: Option<Applies>,
    /// What it is known by elsewhere: CVE and GHSA numbers, addresses.
    #[serde(deserialize_with = "all_clean")]
    pub ids: Vec<String>,
    /// The day on which to look at it again.
    pub look_again: Option<NaiveDate>,
    /// The models that got it, by title.
    #[serde(deserialize_with = "all_clean")]
    pub attached: Vec<String>,
    /// The next step: what is open, else what was done last.
    pub next: Option<Step>,
}

/// A next step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// `A1`.
    pub id: ActionId,
    /// Its text.
    #[serde(deserialize_with = "clean")]
    pub text: String,
    /// Who does it; empty where no one does.
    #[serde(deserialize_with = "clean")]
    pub owner: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Where it stands.
    pub status: ActionStatus,
}

impl Gist {
    /// What there is to know of a session.
    pub fn of(session: &Session) -> Self {
        let is_open = |status| status == ActionStatus::Open;
        let open = session.actions.iter().filter(|a| is_open(a.status));
        Self {
            uuid: session.uuid,
            title: session.title.to_string(),
            kind: session.kind,
            met: session.sittings.last().map(|sitting| sitting.started),
            threats: session.threats.len(),
            actions: session.actions.len(),
            open: open.map(|action| action.due).collect(),
            open_questions: session.open_questions(),
            revisit: session.revisit,
            people: session
                .participants
                .iter()
                .map(|person| person.name.to_string())
                .collect(),
            heard: (session.kind == SessionKind::OneThreat).then(|| heard(session)),
        }
    }

    /// The day of the last meeting, as the file says it; for one threat, the day on which it was seen.
    pub fn day(&self) -> Option<NaiveDate> {
        let seen = self.heard.as_ref().map(|heard| heard.seen);
        seen.or_else(|| self.met.map(|met| met.date_naive()))
    }
}

fn heard(session: &Session) -> Heard {
    let began = session.sittings.first().map(|s| s.started.date_naive());
    let seen = session.source.as_ref().map(|source| source.seen_on);
    let source = session.source.iter();
    let texts = source.flat_map(|s| [&s.title, &s.url].into_iter().chain(&s.excerpt));
    let threats = session.threats.iter();
    let texts = texts.chain(threats.flat_map(|t| std::iter::once(&t.text).chain(&t.references)));
    let ids: BTreeSet<String> = texts.flat_map(|text| news::ids(text)).collect();
    Heard {
        headline: one::headline(session).to_owned(),
        seen: seen.or(began).unwrap_or_default(),
        system: session
            .system
            .as_ref()
            .map_or_else(String::new, ToString::to_string),
        applies: one::the_threat(session).and_then(|threat| threat.applies),
        ids: ids.into_iter().collect(),
        look_again: session.revisit,
        attached: session
            .attached_to
            .iter()
            .map(|model| model.title.to_string())
            .collect(),
        next: next(session),
    }
}

/// What is open; where nothing is, what was done last, else what was dropped.
fn next(session: &Session) -> Option<Step> {
    use ActionStatus::{Done, Dropped, Open};
    let mut standing = [Open, Done, Dropped].into_iter();
    let action = standing.find_map(|status| one::last_step(session, status))?;
    Some(Step {
        id: action.id,
        text: action.text.to_string(),
        owner: session.name_of(action.owner).unwrap_or_default().to_owned(),
        due: action.due,
        status: action.status,
    })
}
