//! The text that Meet exports: a heading, a time on a line of its own every few minutes, and below it one line for each
//! thing that was said, with the name before a colon.

use super::cues::head;
use super::{How, Said, Transcript, clock};

/// Looked at, before a text is something else.
const LINES_BEFORE: usize = 200;

/// Whether a text has the heading, a time and a name below it. A chat has times too, but no heading.
pub(super) fn looks(text: &str) -> bool {
    let mut lines = text.lines().take(LINES_BEFORE).map(str::trim);
    let is_heading = |line: &str| {
        let line = line.to_lowercase();
        line.len() < 200 && (line.contains("transcript") || line.contains("transkript"))
    };
    if !lines.any(is_heading) {
        return false;
    }
    let rest: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let below = rest.iter().zip(rest.iter().skip(1));
    let mut below = below.filter(|(time, _)| clock::alone(time).is_some());
    below.any(|(_, said)| head(said).is_some())
}

/// Whether any line is a time alone.
pub(super) fn has_times(text: &str) -> bool {
    text.lines().any(|line| clock::alone(line).is_some())
}

/// Reads all of it, up to the line that says where it ends.
pub(super) fn read(text: &str, how: &How) -> Transcript {
    let mut whole = Transcript::default();
    let (mut before, mut behind) = (Vec::new(), Vec::new());
    let mut at: Option<i64> = None;
    let mut over = false;
    let lines = text
        .lines()
        .enumerate()
        .map(|(n, line)| (n + 1, line.trim()));
    for (number, line) in lines.filter(|(_, line)| !line.is_empty()) {
        over |= at.is_some() && how.is_end(line);
        if over {
            behind.push(Some(number));
            continue;
        }
        if let Some(time) = clock::alone(line) {
            at = Some(time);
            continue;
        }
        let Some(at) = at else {
            before.push(Some(number));
            continue;
        };
        let (speaker, words) = match head(line) {
            Some((name, words)) => (Some(name.to_owned()), words),
            // A paragraph more of the same speaker.
            None => (
                whole.said.last().and_then(|said| said.speaker.clone()),
                line,
            ),
        };
        whole.said.push(Said {
            start: at,
            end: at,
            speaker,
            text: words.split_whitespace().collect::<Vec<_>>().join(" "),
        });
    }
    whole.leave_out("line", "it stands above the first time", &before);
    whole.leave_out("line", "it stands below the end of what was said", &behind);
    whole
}
