//! What was said in a meeting: `WebVTT` and SRT as Zoom and Teams write them, and the text that Meet exports. What one
//! person said without a pause becomes one candidate, with who said it and when; the team decides what of it is a threat,
//! a question or a parked item. Filler is folded away, and counted.

mod clock;
mod cues;
mod form;
mod how;
mod join;
pub(crate) mod kept;
mod meet;
pub(crate) mod people;
mod sentence;

use std::collections::HashMap;

use serde_json::Value;

use super::{Draft, Dropped, Heard, ImportError, MAX_BYTES, Source, unknown};
use crate::domain::fold::fold;
use crate::domain::{Origin, Participant, ParticipantId, Text};
use form::Form;
pub(crate) use how::How;
use join::Part;

/// The format's name.
pub(crate) const NAME: &str = "transcript";
/// What a pasted one is called.
pub(crate) const PASTED: &str = "pasted transcript";
/// So much of what was said is part of its identity, in characters.
const BEGINNING: usize = 40;
/// The longest name of a speaker that is kept, in characters.
const LONGEST_NAME: usize = 80;

/// All about it.
pub(super) const SOURCE: Source = Source {
    name: NAME,
    describes: "what was said in a meeting (WebVTT, SRT, text of Meet), as candidates",
    endings: &[".vtt", ".srt", ".txt"],
    prose: false,
    looks,
    read: |text| read(text, &How::bundled()),
};

/// A stretch of what someone said, with its time in milliseconds from the start of the recording.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    start: i64,
    end: i64,
    speaker: Option<String>,
    text: String,
}

/// What a file says, before anything of it is joined or folded.
#[derive(Debug, Default)]
struct Transcript {
    said: Vec<Said>,
    dropped: Vec<Dropped>,
}

impl Transcript {
    /// Says how many of something are left out, and where the first is, if that is known.
    fn leave_out(&mut self, what: &str, why: &str, lines: &[Option<usize>]) {
        let first = lines.iter().find_map(|line| *line);
        let why = match (first, lines.len()) {
            (_, 0) => return,
            (None, _) => why.to_owned(),
            (Some(line), 1) => format!("{why}; line {line}"),
            (Some(line), _) => format!("{why}; the first is line {line}"),
        };
        self.dropped.push(Dropped {
            what: what.to_owned(),
            count: lines.len(),
            why,
        });
    }
}

/// Whether a text is one: it begins as `WebVTT` does, has a line with two times and an arrow near its start, or has the
/// heading, the times and the names of Meet.
pub(crate) fn looks(text: &str) -> bool {
    Form::surely(text.trim_start_matches('\u{feff}')).is_some()
}

/// Reads one, by the team's own list of filler.
///
/// # Errors
/// Where the text is no transcript, with the remedy.
pub(crate) fn read(text: &str, how: &How) -> Result<Draft, ImportError> {
    if text.len() > MAX_BYTES {
        return Err(ImportError::whole(
            "The file is larger than 50 MB. Export the transcript of one meeting at a time.",
        ));
    }
    let text = text.trim_start_matches('\u{feff}');
    let form = Form::of(text).ok_or_else(cues::no_cue)?;
    let whole = form.read(text, how)?;
    let cues = whole.said.len();
    let joined = join::join(whole.said, how);
    let mut draft = Draft::new("");
    draft.candidates = true;
    draft.heard = Some(Heard {
        cues,
        folded: joined.folded.len(),
    });
    let mut names = Names::default();
    for part in joined.parts {
        names.offer(&part, &mut draft);
    }
    draft.dropped.extend(whole.dropped);
    if !joined.folded.is_empty() {
        draft.dropped.push(Dropped {
            what: form.holder().to_owned(),
            count: joined.folded.len(),
            why: "it says only filler, such as \"hm\" or \"can you hear me\"".to_owned(),
        });
    }
    Ok(draft)
}

/// Who speaks, and what was offered so far.
#[derive(Default)]
struct Names {
    people: HashMap<String, ParticipantId>,
    taken: HashMap<String, usize>,
}

impl Names {
    /// Makes one part a candidate.
    fn offer(&mut self, part: &Part, draft: &mut Draft) {
        let words = draft.words(&part.text, "end of what someone said");
        let time = clock::shown(part.start);
        let id = self.identity(part, &time);
        let speaker = part.speaker.as_deref();
        let speaker = speaker.and_then(|name| self.person(name, draft));
        let Some(threat) = draft.threat(words) else {
            return;
        };
        threat.speaker = speaker;
        threat.references = vec![Text::from(time)];
        threat.origin = Some(Box::new(Origin {
            format: NAME.into(),
            id,
            value: Value::Null,
        }));
    }

    /// When, who, and how it begins: the same in every copy of the transcript, and different for all of its parts.
    fn identity(&mut self, part: &Part, time: &str) -> Text {
        let begins: String = part.text.chars().take(BEGINNING).collect();
        let who = part.speaker.as_deref().map(shortened);
        let who = who.map_or_else(String::new, |who| format!(" {who}:"));
        let id = format!("{time}{who} {begins}");
        let before = self.taken.entry(id.clone()).or_default();
        *before += 1;
        Text::new(&match *before {
            1 => id,
            n => format!("{id} ({n})"),
        })
    }

    fn person(&mut self, name: &str, draft: &mut Draft) -> Option<ParticipantId> {
        let name = Text::new(&shortened(name));
        if name.is_empty() {
            return None;
        }
        if let Some(known) = self.people.get(&fold(&name)) {
            return Some(*known);
        }
        if !draft.fits(draft.session.participants.len(), "speaker") {
            return None;
        }
        draft.session.counters.participant += 1;
        let id = ParticipantId(draft.session.counters.participant);
        self.people.insert(fold(&name), id);
        draft.session.participants.push(Participant {
            id,
            key: None,
            was: Vec::new(),
            at: Some(unknown()),
            name,
            role: Text::default(),
            seat: None,
            absent: false,
            absent_since: None,
        });
        Some(id)
    }
}

fn shortened(name: &str) -> String {
    name.chars().take(LONGEST_NAME).collect()
}

impl Draft {
    /// Puts the name of the file before the times at which something was said in it.
    pub fn said_in(&mut self, file: &str) {
        if self.heard.is_none() {
            return;
        }
        for threat in &mut self.session.threats {
            let Some(time) = threat.references.first_mut() else {
                continue;
            };
            *time = Text::new(&format!("{file} {time}"));
            if let Some(origin) = &mut threat.origin {
                origin.value = Value::String(time.to_string());
            }
        }
    }
}

#[cfg(test)]
mod tests;
