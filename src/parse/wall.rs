//! A line on the wall of a whiteboard: how it is written says what it is, so that no one has to choose while people
//! talk.

use chrono::NaiveDate;

use super::map_line::{self, MapLine};
use super::{lines, tokens};
use crate::domain::{Edit, FourQuestion, Session};

/// What the tokens of a line on the wall mean; `None` where it is a line of the map.
pub(crate) fn what(line: &str, session: &Session, today: NaiveDate) -> Option<tokens::What> {
    if line.contains("->") || matches!(map_line::parse(line), Ok(MapLine::Zone { .. })) {
        return None;
    }
    let said = tokens::parse(line, tokens::What::Said, session, today);
    // What was not understood stays in the words, behind what they ask.
    let mut text = said.text.trim_end();
    while let Some(before) = said
        .unknown
        .iter()
        .find_map(|u| text.strip_suffix(&*u.token))
    {
        text = before.trim_end();
    }
    let asks = text.ends_with(['?', '？']);
    Some(if asks {
        tokens::What::Said
    } else {
        tokens::What::Threat
    })
}

/// A line with an arrow, or of a trust zone, is a line of the map; one that ends in a question mark is a question;
/// every other is a threat.
///
/// # Errors
/// A sentence that says which part of a line with an arrow cannot be read.
pub(crate) fn line(line: &str, session: &Session, today: NaiveDate) -> Result<Edit, String> {
    let Some(what) = what(line, session, today) else {
        return lines::map_of(session, line);
    };
    let typed = tokens::parse(line, what, session, today);
    Ok(match what {
        tokens::What::Said => lines::question(typed, None),
        _ => lines::threat(typed, FourQuestion::GoWrong),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{SessionKind, Stamp, Text};

    /// What a line becomes in an empty session: threats, questions, elements, flows, zones.
    fn becomes(said: &str) -> Result<[usize; 5], String> {
        let now = Stamp::parse_from_rfc3339("2026-05-09T12:00:00+02:00").unwrap();
        let kind = SessionKind::Whiteboard;
        let mut session = Session::new(uuid::Uuid::nil(), Text::new("exports"), kind, now);
        let edit = line(said, &session, now.date_naive())?;
        session
            .apply(&edit, now)
            .map_err(|refusal| refusal.to_string())?;
        Ok([
            session.threats.len(),
            session.questions.len(),
            session.elements.len(),
            session.flows.len(),
            session.zones.len(),
        ])
    }

    #[test]
    fn how_a_line_is_written_says_what_it_is() {
        for (said, counts) in [
            ("The link works for anyone who has it", [1, 0, 0, 0, 0]),
            ("Who can see the exports?", [0, 1, 0, 0, 0]),
            ("Who can see the exports? ", [0, 1, 0, 0, 0]),
            ("Who can see the exports? >all", [0, 1, 0, 0, 0]),
            ("Who can see the exports? @nobody", [0, 1, 0, 0, 0]),
            ("Exports leak >all", [1, 0, 0, 0, 0]),
            ("Is it wrong? Nobody would notice", [1, 0, 0, 0, 0]),
            ("user -> app : ask", [0, 0, 2, 1, 0]),
            ("user -> app -> bucket : file?", [0, 0, 3, 2, 0]),
            ("zone cloud: app, bucket", [0, 0, 2, 0, 1]),
            ("zoned storage is expensive", [1, 0, 0, 0, 0]),
        ] {
            assert_eq!(becomes(said), Ok(counts), "{said}");
        }
    }

    #[test]
    fn an_arrow_from_nowhere_says_what_to_type() {
        assert_eq!(
            becomes("-> bucket : file").unwrap_err(),
            "There is nothing before the arrow: type who sends, as in `customer -> web`."
        );
    }
}
