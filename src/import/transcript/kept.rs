//! A review under way, as rows of text that a session's file keeps, so that a crash costs no decision.

use std::collections::HashMap;

use serde_json::Value;

use super::{NAME, Names};
use crate::domain::{Origin, ParticipantId, Text, Threat, ThreatId};
use crate::import::{Draft, Heard};

/// More than this is not kept, in bytes: the file is written at each key.
const MOST: usize = 1_000_000;

/// A review that a file kept.
pub(crate) struct Kept {
    /// What is to be decided about.
    pub(crate) draft: Draft,
    /// The name of its file.
    pub(crate) file: String,
    /// The mark that each candidate had.
    pub(crate) marks: Vec<(ThreatId, String)>,
}

/// The candidates, each with a mark; `None` where they are too many to be written at each key.
pub(crate) fn rows<'a>(
    file: &str,
    draft: &Draft,
    marked: impl Iterator<Item = (&'a Threat, String)>,
) -> Option<Vec<Vec<Text>>> {
    let heard = draft.heard?;
    let head = [NAME, file].map(Text::new);
    let counts = [heard.cues, heard.folded].map(|count| Text::from(count.to_string()));
    let people = draft.session.participants.iter();
    let names: HashMap<ParticipantId, &Text> = people.map(|p| (p.id, &p.name)).collect();
    let mut rows = vec![head.into_iter().chain(counts).collect::<Vec<Text>>()];
    let mut bytes = 0;
    for (threat, mark) in marked {
        let who = threat.speaker.and_then(|who| names.get(&who).copied());
        let id = threat.origin.as_ref().map(|origin| origin.id.clone());
        let row = vec![
            Text::from(mark),
            threat.references.first().cloned().unwrap_or_default(),
            who.cloned().unwrap_or_default(),
            id.unwrap_or_default(),
            threat.text.clone(),
        ];
        bytes += row.iter().map(|cell| cell.len()).sum::<usize>();
        if bytes > MOST {
            return None;
        }
        rows.push(row);
    }
    Some(rows)
}

/// The review of these rows, if they are one.
pub(crate) fn again(rows: &[Vec<Text>]) -> Option<Kept> {
    let (head, rows) = rows.split_first()?;
    let [name, file, cues, folded] = head.as_slice() else {
        return None;
    };
    if name.as_str() != NAME {
        return None;
    }
    let mut draft = Draft::new("");
    draft.candidates = true;
    draft.heard = Some(Heard {
        cues: cues.parse().ok()?,
        folded: folded.parse().ok()?,
    });
    let mut names = Names::default();
    let mut marks = Vec::new();
    for row in rows {
        let [mark, time, who, id, text] = row.as_slice() else {
            return None;
        };
        let speaker = names.person(who, &mut draft);
        let threat = draft.threat(text.clone())?;
        threat.speaker = speaker;
        threat.references = vec![time.clone()];
        threat.origin = Some(Box::new(Origin {
            format: NAME.into(),
            id: id.clone(),
            value: Value::String(time.to_string()),
        }));
        marks.push((threat.id, mark.to_string()));
    }
    Some(Kept {
        draft,
        file: file.to_string(),
        marks,
    })
}
