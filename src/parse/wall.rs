//! A line on the wall of a whiteboard: how it is written says what it is, so that no one has to choose while people
//! talk. Whatever it is written with, it stands there as it was typed; only `@name` says who.

use chrono::NaiveDate;

use super::map_line::{self, MapLine, Part};
use super::{lines, tokens};
use crate::domain::{Edit, FourQuestion, New, NewThreat, ParticipantId, Session, Text};

/// A name in the sketch has at most so many words; with more, people say a sentence.
const WORDS: usize = 3;

/// The words with which a sentence goes on where a name would stand.
const NO_NAMES: [&str; 14] = [
    "if", "when", "then", "because", "so", "we", "they", "it", "what", "how", "why", "who",
    "where", "does",
];

/// What the tokens of a line on the wall mean; `None` where it is a line of the sketch.
pub(crate) fn what(line: &str, session: &Session) -> Option<tokens::What> {
    sketched(line, session)
        .is_none()
        .then_some(tokens::What::OnWall)
}

/// The line as a change of the sketch, if it is drawn there: short names with an arrow between them, perhaps with the
/// data behind a colon, or a trust zone with short names in it.
pub(crate) fn sketched(line: &str, session: &Session) -> Option<Edit> {
    let names: Vec<Part> = match map_line::parse(line) {
        // One arrow only: `customer => portal` is as people write that one thing follows from another.
        Ok(MapLine::Flow(flows)) if line.contains("->") && !line.contains("=>") => {
            // `How does web -> api log in?` asks; `web -> api : log in?` is drawn.
            let says = flows.last().is_some_and(|flow| flow.data.is_some());
            if asks(line) && !says {
                return None;
            }
            let ends = flows.into_iter().flat_map(|flow| [flow.from, flow.to]);
            let ends: Vec<Part> = ends.collect();
            // Once the room talks, `water -> electricity` is what someone said.
            let is_known = |part: &Part| session.element_called(&Text::new(&part.name)).is_some();
            if !session.wall().is_empty() && !says && !ends.iter().any(is_known) {
                return None;
            }
            ends
        }
        Ok(MapLine::Zone { parts, .. }) => parts,
        _ => return None,
    };
    if !names.iter().all(|part| is_short(&part.name)) {
        return None;
    }
    lines::map_of(session, line).ok()
}

/// Whether this may be what the room calls something: a few words that begin with a letter, and none that only a
/// sentence has in front.
fn is_short(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().map(|word| word.to_lowercase());
    let is_word = |word: &&str| word.starts_with(char::is_alphanumeric);
    name.starts_with(char::is_alphabetic)
        && words.len() <= WORDS
        && words.iter().all(is_word)
        && first.is_some_and(|first| !NO_NAMES.contains(&first.as_str()))
}

/// Whether a line ends as a question does. A question mark alone asks nothing.
fn asks(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(['?', '？']) && text.contains(char::is_alphanumeric)
}

/// A line as the sketch, the question or the threat that it is.
pub(crate) fn line(line: &str, session: &Session, today: NaiveDate) -> Edit {
    sketched(line, session).unwrap_or_else(|| said(line, session, today))
}

/// A line that ends in a question mark is a question, every other is a threat. In a list that is no wall, tokens mean
/// what they mean in a meeting.
pub(crate) fn said(line: &str, session: &Session, today: NaiveDate) -> Edit {
    let parse = |what: tokens::What| tokens::parse(line, what.within(session), session, today);
    let typed = parse(tokens::What::Said);
    // A name that was not understood stays in the words, behind what they ask.
    let mut text = typed.text.trim_end();
    while let Some(before) = typed
        .unknown
        .iter()
        .find_map(|u| text.strip_suffix(&*u.token))
    {
        text = before.trim_end();
    }
    if asks(text) {
        lines::question(typed, None)
    } else {
        lines::threat(parse(tokens::What::Threat), FourQuestion::GoWrong)
    }
}

/// The name in a line that calls no one who is here, with the token that it is: whoever says so first in the line is
/// meant, so there is none behind someone who is here.
pub(crate) fn newcomer(
    text: &str,
    what: tokens::What,
    session: &Session,
    today: NaiveDate,
) -> Option<Text> {
    let read = tokens::parse(text, what.within(session), session, today);
    if read.who.is_some() {
        return None;
    }
    let mut names = read.unknown.iter().filter_map(|unknown| {
        let mut chars = unknown.token.chars();
        let name = chars.next().map(|_| chars.as_str())?;
        let is_new = name.starts_with(char::is_alphabetic) && unknown.is_nobody();
        is_new.then(|| Text::new(name))
    });
    names.next()
}

/// The same for a line that somebody typed: who is named and not here yet is a participant from then on.
pub(crate) fn typed(text: &str, session: &Session, today: NaiveDate) -> Edit {
    let unknown = sketched(text, session)
        .is_none()
        .then(|| tokens::parse(text, tokens::What::OnWall, session, today).unknown);
    let mut names = unknown.iter().flatten().filter_map(|unknown| {
        let mut chars = unknown.token.chars();
        let name = chars.next().map(|_| chars.as_str())?;
        let is_new = name.starts_with(char::is_alphabetic) && unknown.is_nobody();
        is_new.then_some((unknown.token.as_str(), name))
    });
    let Some((token, name)) = names.next() else {
        return line(text, session, today);
    };
    let spaced = format!(" {token}");
    let taken = if text.contains(&spaced) {
        &spaced
    } else {
        token
    };
    let words = text.replacen(taken, "", 1);
    if words.trim().is_empty() {
        return line(text, session, today);
    }
    // Whoever is here and named before them said it.
    let before = text.find(taken).and_then(|at| text.get(..at));
    let said_before = before.is_some_and(|before| {
        let read = tokens::parse(before, tokens::What::OnWall, session, today);
        read.who.is_some()
    });
    if said_before {
        return line(text, session, today);
    }
    let mut edit = said(words.trim(), session, today);
    // The number that the person gets by the change before.
    let who = ParticipantId(session.counters.participant.saturating_add(1));
    if let Edit::Add(
        New::Threat(NewThreat { text, speaker, .. })
        | New::Question { text, speaker, .. }
        | New::Parked { text, speaker, .. },
    ) = &mut edit
    {
        // One line has one speaker: whoever else is named stays in its words.
        if speaker.replace(who).is_some() {
            *text = Text::new(words.trim());
        }
    }
    let person = Edit::Add(New::Participant(Text::new(name), Text::default()));
    Edit::All(vec![person, edit])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{SessionKind, Stamp, Text};

    /// What a line becomes in an empty session: threats, questions, elements, flows, zones.
    fn becomes(said: &str) -> [usize; 5] {
        let now = Stamp::parse_from_rfc3339("2026-05-09T12:00:00+02:00").unwrap();
        let kind = SessionKind::Whiteboard;
        let mut session = Session::new(uuid::Uuid::nil(), Text::new("exports"), kind, now);
        let edit = line(said, &session, now.date_naive());
        session.apply(&edit, now).unwrap();
        [
            session.threats.len(),
            session.questions.len(),
            session.elements.len(),
            session.flows.len(),
            session.zones.len(),
        ]
    }

    #[test]
    fn how_a_line_is_written_says_what_it_is() {
        for (said, counts) in [
            ("The link works for anyone who has it", [1, 0, 0, 0, 0]),
            ("Who can see the exports?", [0, 1, 0, 0, 0]),
            ("Who can see the exports? ", [0, 1, 0, 0, 0]),
            ("Who can see the exports? >all", [1, 0, 0, 0, 0]),
            ("?", [1, 0, 0, 0, 0]),
            ("??!", [1, 0, 0, 0, 0]),
            ("Who can see the exports? @nobody", [0, 1, 0, 0, 0]),
            ("Exports leak >all", [1, 0, 0, 0, 0]),
            ("Is it wrong? Nobody would notice", [1, 0, 0, 0, 0]),
            ("user -> app : ask", [0, 0, 2, 1, 0]),
            ("user -> app -> bucket : file?", [0, 0, 3, 2, 0]),
            ("zone cloud: app, bucket", [0, 0, 2, 0, 1]),
            ("zoned storage is expensive", [1, 0, 0, 0, 0]),
            (
                "zone transfer: we forgot to lock it, twice",
                [1, 0, 0, 0, 0],
            ),
            ("if total -> 0 we crash", [1, 0, 0, 0, 0]),
            ("total -> 0", [1, 0, 0, 0, 0]),
            ("customer => portal", [1, 0, 0, 0, 0]),
            ("a --> b", [0, 0, 2, 1, 0]),
            ("file ->", [1, 0, 0, 0, 0]),
            ("-> bucket : file", [1, 0, 0, 0, 0]),
            ("we ship it -> nobody looks", [1, 0, 0, 0, 0]),
            ("an attacker who waits -> all the files", [1, 0, 0, 0, 0]),
            ("How does web -> api log in?", [0, 1, 0, 0, 0]),
            ("web -> api?", [0, 1, 0, 0, 0]),
            ("F9 -> web", [1, 0, 0, 0, 0]),
        ] {
            assert_eq!(becomes(said), counts, "{said}");
        }
    }
}
