//! The session file as text: RON with one field a line, written and read without losing or hiding anything.

mod place;
mod says;

use std::fmt;

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::domain::text::{legible, safe};
use crate::domain::{Draft, Session, VERSION};

/// Why a text is not a session, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError {
    /// Line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// Column in characters, from 1; 0 when the whole line is meant.
    pub column: usize,
    /// A sentence with what was expected.
    pub says: String,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (0, _) => f.write_str(&self.says),
            (line, 0) => write!(f, "line {line}: {}", self.says),
            (line, column) => write!(f, "line {line}, column {column}: {}", self.says),
        }
    }
}

impl std::error::Error for FormatError {}

/// The first field of every version of the file.
#[derive(Deserialize)]
struct Head {
    version: u32,
}

/// The session as the bytes of its file. Writing what was just read gives the same bytes again.
///
/// # Errors
/// Only if the serialiser fails, which for this model would be a mistake of ours.
pub fn write(session: &Session) -> Result<String, FormatError> {
    pretty(session)
}

/// Puts the line that is being typed at the end of `written`, a session as [`write()`] wrote it without one; or what
/// ends it without one. Takes no longer for a large session, as only the end is new.
///
/// # Errors
/// As [`write()`].
pub fn put_draft(
    written: &mut String,
    fields_end: usize,
    draft: Option<&Draft>,
) -> Result<(), FormatError> {
    /// The last field of a session.
    #[derive(Serialize)]
    struct Tail<'a> {
        draft: &'a Draft,
    }
    let tail = draft.map(|draft| pretty(&Tail { draft })).transpose()?;
    let fields = tail.as_deref().and_then(|tail| tail.split_once("(\n"));
    written.truncate(fields_end);
    written.push_str(fields.map_or(END, |(_, fields)| fields));
    Ok(())
}

/// What ends a session.
const END: &str = ")\n";

/// Where the fields of a session end that [`write()`] wrote.
pub fn fields_end(written: &str) -> usize {
    written.strip_suffix(END).unwrap_or(written).len()
}

fn pretty(value: &impl Serialize) -> Result<String, FormatError> {
    let mut text = String::new();
    let written = pieces(value, |piece| {
        text.push_str(piece);
        Ok(())
    });
    written.map(|()| text).map_err(|error| FormatError {
        line: 0,
        column: 0,
        says: format!("The session could not be written: {error}"),
    })
}

/// The text of a value, piece by piece, as a session may be too large to be held more than once.
fn pieces(value: &impl Serialize, take: impl FnMut(&str) -> fmt::Result) -> Result<(), ron::Error> {
    let pretty = PrettyConfig::new()
        .extensions(Extensions::IMPLICIT_SOME)
        .new_line("\n".to_owned());
    let mut pieces = Pieces {
        pending: String::new(),
        take,
    };
    ron::Options::default().to_writer_pretty(&mut pieces, value, pretty)?;
    pieces.pending.push('\n');
    Ok((pieces.take)(&legible(&pieces.pending))?)
}

/// Gathers text until there is a piece of whole lines, which cannot cut an escape in two.
struct Pieces<F> {
    pending: String,
    take: F,
}

/// How long a piece is, about.
const PIECE: usize = 1 << 16;

impl<F: FnMut(&str) -> fmt::Result> fmt::Write for Pieces<F> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.pending.push_str(text);
        // A line may be as long as a picture, and is not searched again for each part of it.
        if self.pending.len() < PIECE || !text.contains('\n') {
            return Ok(());
        }
        if let Some((lines, rest)) = self.pending.rsplit_once('\n') {
            (self.take)(&legible(lines))?;
            (self.take)("\n")?;
            self.pending = rest.to_owned();
        }
        Ok(())
    }
}

/// Reads a session and checks it whole.
///
/// # Errors
/// Where the text stops being a session of a version up to [`VERSION`], with line, column and what was expected.
pub fn read(text: &str) -> Result<Session, FormatError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(line) = text.lines().position(|line| line.starts_with("<<<<<<< ")) {
        return Err(FormatError {
            line: line + 1,
            column: 0,
            says: "Git left a merge conflict here. Choose one side and delete the marker lines."
                .to_owned(),
        });
    }
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    // The whole first, as nearly every file is one of ours: reading its head alone takes as long.
    let whole: Result<Session, _> = options.from_str(text);
    let version = match &whole {
        Ok(session) => session.version,
        Err(_) => {
            let head: Head = options
                .from_str(text)
                .map_err(|error| placed(text, &error))?;
            head.version
        }
    };
    check_version(version, text)?;
    let session = whole.map_err(|error| placed(text, &error))?;
    let mut session = session;
    session.validate().map_err(|invalid| {
        let (line, column) = place::of_invalid(text, &invalid);
        FormatError {
            line,
            column,
            says: invalid.says,
        }
    })?;
    session.part_keys();
    Ok(session)
}

/// Refuses what another version of the program wrote.
fn check_version(version: u32, text: &str) -> Result<(), FormatError> {
    let (line, column) = place::of_word(text, "version:");
    let refused = |says: String| FormatError { line, column, says };
    match version {
        1..=VERSION => Ok(()),
        0 => Err(refused(format!(
            "There is no version 0. Write `version: {VERSION}`."
        ))),
        newer => Err(refused(format!(
            "This file has version {newer}; this program reads up to version {VERSION}. Use a newer threatboard. \
             The file was left untouched."
        ))),
    }
}

/// How many bytes [`write()`] makes of a session, of which no more than a piece is held.
pub fn size(session: &Session) -> usize {
    let mut bytes = 0_usize;
    let counted = pieces(session, |piece| {
        bytes = bytes.saturating_add(piece.len());
        Ok(())
    });
    counted.map_or(usize::MAX, |()| bytes)
}

/// Whether text was lost in reading: comments or a layout of one's own are not kept when the file is written again.
pub fn is_canonical(text: &str, session: &Session) -> bool {
    let mut rest = text;
    let compared = pieces(session, |piece| {
        rest = rest.strip_prefix(piece).ok_or(fmt::Error)?;
        Ok(())
    });
    compared.is_ok() && rest.is_empty()
}

/// RON's error as a sentence at the place where it points.
fn placed(text: &str, error: &ron::error::SpannedError) -> FormatError {
    let (line, column) = place::of_error(text, error);
    FormatError {
        line,
        column,
        says: safe(&says::sentence(text, error)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{Edit, FourQuestion, New, SessionKind, Stamp, Text};

    fn session(titles: &[&str]) -> Session {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let mut session = Session::new(Uuid::nil(), Text::new("Refunds"), SessionKind::Meeting, at);
        for title in titles {
            let new = New::threat(*title, FourQuestion::GoWrong);
            session.apply(&Edit::Add(new), at).unwrap();
        }
        session
    }

    #[test]
    fn words_of_every_script_are_legible_in_the_file() {
        let text = write(&session(&[
            "हिन्दी",
            "Zoe\u{308}",
            "a \\u{94d} b",
            "C:\\new \"x\"",
        ]))
        .unwrap();
        assert!(text.contains("\"हिन्दी\""), "{text}");
        assert!(text.contains("\"Zoe\u{308}\""), "{text}");
        assert_eq!(
            read(&text).unwrap(),
            session(&["हिन्दी", "Zoe\u{308}", "a \\u{94d} b", "C:\\new \"x\""])
        );
    }

    #[test]
    fn a_draft_put_in_afterwards_is_where_it_would_have_been_written() {
        let mut session = session(&["One", "Zoe\u{308}"]);
        let written = write(&session).unwrap();
        let draft = Draft {
            screen: Text::new("GoWrong"),
            bar: Text::new("threat"),
            about: Some("T1".parse().unwrap()),
            text: Text::new("half a \"line\" \u{94d}"),
            caret: 3,
            closed: false,
            list: Text::default(),
            pasted: Vec::new(),
        };
        let (mut text, end) = (written.clone(), fields_end(&written));
        put_draft(&mut text, end, Some(&draft)).unwrap();
        session.draft = Some(draft);
        assert_eq!(text, write(&session).unwrap());
        put_draft(&mut text, end, None).unwrap();
        assert_eq!(text, written);
    }

    #[test]
    fn a_large_session_is_written_and_compared_in_pieces_as_in_one() {
        let words = "Zoe\u{308} \\ \"says\" हिन्दी C:\\u{94d} ".repeat(20);
        let titles: Vec<String> = (0..300).map(|n| format!("{n} {words}")).collect();
        let session = session(&titles.iter().map(String::as_str).collect::<Vec<_>>());
        let text = write(&session).unwrap();
        assert!(text.len() > 2 * PIECE && text.contains("हिन्दी"));
        assert_eq!(read(&text).unwrap(), session);
        assert!(is_canonical(&text, &session));
        for other in [
            text.replacen("299 Zo", "299  Zo", 1),
            format!("{text}\n"),
            text.replacen('\n', "\n\n", 1),
        ] {
            assert!(!is_canonical(&other, &session));
        }
        let cut = text.strip_suffix('\n').unwrap();
        assert!(!is_canonical(cut, &session));
    }

    #[test]
    fn a_map_without_anything_new_is_written_as_before_and_with_it_read_back() {
        let mut session = session(&[]);
        let at = session.sittings[0].started;
        for (zone, part) in [("cloud", "db"), ("core", "api")] {
            let new = New::Zone(zone.into(), vec![part.into()]);
            session.apply(&Edit::Add(new), at).unwrap();
        }
        let new = New::Flow {
            from: "api".into(),
            to: "db".into(),
            data: "rows".into(),
        };
        session.apply(&Edit::Add(new), at).unwrap();
        let plain = write(&session).unwrap();
        for field in ["parent:", "within:", "note:", "out_of_scope:", "protocol:"] {
            assert!(
                !plain.contains(&format!("\n            {field}")),
                "{field}"
            );
        }
        session.zones[1].parent = Some(session.zones[0].id);
        session.elements[0].within = Some(session.elements[1].id);
        session.elements[0].note = "Two of them".into();
        session.elements[1].out_of_scope = Some("not ours".into());
        session.flows[0].protocol = "https".into();
        let written = write(&session).unwrap();
        for line in [
            "            parent: \"Z1\",\n",
            "            within: \"E2\",\n",
            "            note: \"Two of them\",\n",
            "            out_of_scope: \"not ours\",\n",
            "            protocol: \"https\",\n",
        ] {
            assert!(written.contains(line), "{line} in {written}");
        }
        assert_eq!(read(&written).unwrap(), session);
    }

    #[test]
    fn what_one_threat_keeps_beside_it_is_written_only_where_there_is_some() {
        let mut session = session(&["One"]);
        let plain = write(&session).unwrap();
        for field in ["attached_to", "more_systems", "pair", "excerpt"] {
            assert!(!plain.contains(field), "{field}");
        }
        session.pair = Some(crate::domain::Pair::default());
        assert_eq!(read(&write(&session).unwrap()).unwrap(), session);
        let on = session.sittings[0].started.date_naive();
        session.attached_to = vec![crate::domain::AttachedTo {
            model: Uuid::nil(),
            title: "Billing".into(),
            threat: session.threats[0].id,
            on,
        }];
        session.more_systems = vec!["Portal".into()];
        session.source = Some(crate::domain::Source {
            title: "Worm".into(),
            url: Text::default(),
            seen_on: on,
            excerpt: vec!["It spreads.".into(), "Slowly.".into()],
        });
        let pair = crate::domain::Pair::default().with_beside("threat", "And the mirror?".into());
        session.pair = Some(pair);
        assert_eq!(read(&write(&session).unwrap()).unwrap(), session);
    }

    #[test]
    fn options_are_written_without_some() {
        let mut session = session(&["One"]);
        session.revisit = chrono::NaiveDate::from_ymd_opt(2026, 8, 12);
        let text = write(&session).unwrap();
        assert!(text.contains("revisit: \"2026-08-12\","), "{text}");
        assert!(
            text.starts_with("#![enable(implicit_some)]\n(\n    version: 2,\n    uuid: "),
            "{text}"
        );
    }

    proptest! {
        #[test]
        fn reading_what_was_written_gives_the_same_session(titles in proptest::collection::vec("\\PC{1,40}", 0..5)) {
            let titles: Vec<String> = titles.into_iter().filter(|t| !Text::new(t).is_empty()).collect();
            let session = session(&titles.iter().map(String::as_str).collect::<Vec<_>>());
            let text = write(&session).unwrap();
            let again = read(&text).unwrap();
            prop_assert_eq!(&again, &session);
            prop_assert_eq!(write(&again).unwrap(), text);
        }
    }
}
