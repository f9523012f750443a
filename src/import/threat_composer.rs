//! Workspaces and packs of Threat Composer (`.tc.json`, schema 1): threats, mitigations, assumptions and their links.
//!
//! What has a field here is read into it. Everything else is kept beside it: each item's own JSON in its origin, and
//! the rest of the file in an origin of the session, so that the export writes it again as it was.

mod entry;
mod items;
mod links;
pub(crate) mod parts;
mod sentence;
mod shape;
mod ties;
mod words;

use crate::domain::fold::fold;
use serde_json::{Map, Value, json};

use super::{Draft, ImportError, Source, unknown};
use crate::domain::{Note, NoteId, NoteKind, Origin, Participant, ParticipantId, Session, Text};

pub(crate) use entry::{ACTION, QUESTION, Told, action, is_ours, question};
pub(crate) use items::{CHECKED, LEVELS, STATES, assumption, mitigation, string, threat};
pub(crate) use links::{Known, Links, named};
pub(crate) use ties::{BARE, IN_RATING};
pub(crate) use words::{
    ABOUT_US, CONTENT, LINES, PART, STATEMENT, is_tag_reference, mitigation_status, shortened,
    threat_status, values,
};

/// The name of the format, in origins and on the command line.
pub(crate) const NAME: &str = "threat-composer";

/// The lists of a file that become items here, or links between them.
pub(crate) const LISTS: [&str; 5] = [
    "threats",
    "mitigations",
    "assumptions",
    "mitigationLinks",
    "assumptionLinks",
];

/// All about it.
pub(super) const SOURCE: Source = Source {
    name: NAME,
    describes: "workspace or pack of Threat Composer",
    endings: &[".tc.json", ".json"],
    prose: false,
    looks,
    read,
};

/// The most letters of a description that become a line of the scope.
const SCOPE: usize = 300;

/// The most bytes of a title; a session holds no longer one.
const TITLE: usize = 512;

/// Whether a text is JSON with `schema` and something of a workspace or a pack.
fn looks(text: &str) -> bool {
    shape::looks(text)
}

/// Reads a workspace or a pack.
fn read(text: &str) -> Result<Draft, ImportError> {
    let file = shape::read(text)?;
    Ok(draft(&file))
}

/// What a file of the right shape holds, when all but its items does not matter.
pub(super) fn reread(file: &Map<String, Value>) -> Session {
    draft(file).session
}

/// The people whom a file names.
#[derive(Default)]
pub(crate) struct People(Vec<Text>);

impl People {
    /// Who is called this, new or not; no one by an empty name.
    fn called(&mut self, name: &str) -> Option<ParticipantId> {
        let name = Text::new(name);
        if name.is_empty() {
            return None;
        }
        let low = fold(&name);
        let place = match self.0.iter().position(|known| fold(known) == low) {
            Some(place) => place,
            None => {
                self.0.push(name);
                self.0.len() - 1
            }
        };
        u32::try_from(place + 1).ok().map(ParticipantId)
    }

    /// What someone is called.
    pub(crate) fn name(&self, id: Option<ParticipantId>) -> Option<&str> {
        let place = usize::try_from(id?.0).ok()?.checked_sub(1)?;
        self.0.get(place).map(Text::as_str)
    }
}

/// What a file of the right shape holds.
fn draft(file: &Map<String, Value>) -> Draft {
    let mut draft = Draft::new(&title(file));
    let mut people = People::default();
    items::all(file, &mut people, &mut draft);
    let links = links::all(file, &mut draft);
    ties::all(file, &mut draft);
    entry::all(&mut people, &mut draft);
    for (name, number) in people.0.into_iter().zip(1..) {
        draft.session.participants.push(Participant {
            id: ParticipantId(number),
            key: None,
            was: Vec::new(),
            at: None,
            name,
            role: Text::default(),
            seat: None,
            absent: false,
            absent_since: None,
        });
    }
    scope(file, &mut draft);
    count(&mut draft.session);
    let value = json!({ "file": rest(file), "links": links });
    draft.session.origins.push(Origin {
        format: NAME.into(),
        id: name_of(file),
        value,
    });
    draft
}

/// What a file without lists of items is, with each list empty that it has.
fn rest(file: &Map<String, Value>) -> Map<String, Value> {
    file.iter()
        .map(|(key, value)| {
            let listed = LISTS.contains(&key.as_str());
            let value = if listed { json!([]) } else { value.clone() };
            (key.clone(), value)
        })
        .collect()
}

/// What a file is known by when it comes again: the id of a pack, the name of a workspace.
fn name_of(file: &Map<String, Value>) -> Text {
    let pack = file.get("id").and_then(Value::as_str).unwrap_or_default();
    let name = told(file, "name").unwrap_or_default();
    Text::new(if pack.is_empty() { name } else { pack })
}

/// What a workspace says of its application, or a pack of itself.
fn told<'a>(file: &'a Map<String, Value>, word: &str) -> Option<&'a str> {
    let inside = file.get("applicationInfo").and_then(|info| info.get(word));
    inside.or_else(|| file.get(word))?.as_str()
}

/// The title of a session that is made of this file.
pub(crate) fn title(file: &Map<String, Value>) -> Text {
    let mut title = Text::new(told(file, "name").unwrap_or_default()).to_string();
    while title.len() > TITLE {
        title.pop();
    }
    match Text::new(&title) {
        empty if empty.is_empty() => Text::new("Threat Composer workspace"),
        title => title,
    }
}

/// The line of the scope that a description becomes: its first words that are no heading.
pub(crate) fn scope_line(file: &Map<String, Value>) -> Option<Text> {
    let whole = told(file, "description")?;
    let line = whole
        .lines()
        .map(str::trim)
        .find(|line| line.chars().any(char::is_alphanumeric) && !line.starts_with('#'))?;
    let text = Text::new(&shortened(line, SCOPE));
    (!text.is_empty() && !whole.starts_with(ABOUT_US)).then_some(text)
}

fn scope(file: &Map<String, Value>, draft: &mut Draft) {
    let Some(text) = scope_line(file) else { return };
    let whole = told(file, "description").unwrap_or_default();
    if whole.trim() != text.as_str() {
        let why = "only its beginning is shown; all of it is kept for the export";
        draft.leave_out("description of the application", why);
    }
    draft.session.notes.push(Note {
        id: NoteId(1),
        key: None,
        was: Vec::new(),
        kind: NoteKind::InScope,
        text,
        at: unknown(),
    });
}

/// Sets the counters to what was given.
fn count(session: &mut Session) {
    let number = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
    session.counters.note = number(session.notes.len());
    session.counters.participant = number(session.participants.len());
    session.counters.assumption = number(session.assumptions.len());
    session.counters.business_risk = number(session.business_risks.len());
    session.counters.asset = number(session.assets.len());
    session.counters.threat = number(session.threats.len());
    session.counters.mitigation = number(session.mitigations.len());
    session.counters.question = number(session.questions.len());
    session.counters.action = number(session.actions.len());
}
