//! `WebVTT` and SRT: the crate `subcue` reads the cues and their tags; who speaks is told by a voice tag, or by a name
//! before a colon where most cues have one.

use std::borrow::Cow;

use subcue::text::Span;
use subcue::{Cue, Error, Format, SrtCues, VttCues, Warning};

use super::{Said, Transcript, clock};
use crate::import::ImportError;

/// A file with as many lines before its first time is something else.
const LINES_BEFORE: usize = 40;
/// A cue with more tags than this is read as it stands, as finding the end of each takes a look at all of it.
const MOST_TAGS: usize = 1_000;
/// The longest name before a colon, in bytes.
const LONGEST_HEAD: usize = 60;

/// Whether a text begins as `WebVTT` must.
pub(super) fn is_webvtt(text: &str) -> bool {
    let rest = text.strip_prefix("WEBVTT");
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
}

/// Whether a line with two times and an arrow between them is near the start.
pub(super) fn has_times(text: &str) -> bool {
    text.lines().take(LINES_BEFORE).any(is_timing)
}

fn is_timing(line: &str) -> bool {
    let Some((from, to)) = line.split_once("-->") else {
        return false;
    };
    let to = to.split_whitespace().next();
    clock::is_time(from.trim()) && to.is_some_and(clock::is_time)
}

/// Whether any line has the arrow that stands between two times.
pub(super) fn has_arrow(text: &str) -> bool {
    text.contains("-->")
}

/// Reads all cues of `WebVTT`. One whose time cannot be read is left out, and it is said where it is.
///
/// # Errors
/// When there is none.
pub(super) fn webvtt(text: &str) -> Result<Transcript, ImportError> {
    let mut all = VttCues::new(text.as_bytes()).map_err(|error| refused(&error))?;
    let cues: Vec<Result<Cue, Error>> = all.by_ref().collect();
    whole(cues, all.warnings())
}

/// The same of SRT.
///
/// # Errors
/// When there is none.
pub(super) fn srt(text: &str) -> Result<Transcript, ImportError> {
    let mut all = SrtCues::new(text.as_bytes());
    let cues: Vec<Result<Cue, Error>> = all.by_ref().collect();
    whole(cues, all.warnings())
}

fn whole(all: Vec<Result<Cue, Error>>, warnings: &[Warning]) -> Result<Transcript, ImportError> {
    let mut whole = Transcript::default();
    let mut cues = Vec::new();
    let mut wrong = Vec::new();
    for cue in all {
        match cue {
            Ok(cue) => cues.push(cue),
            Err(error) => wrong.push(line_of(&error)),
        }
    }
    if cues.is_empty() {
        return Err(nothing(&wrong));
    }
    whole.said = said(&cues);
    whole.leave_out("cue", "its time cannot be read", &wrong);
    let stray = outside(warnings);
    whole.leave_out("line", "it stands outside of a cue, below no time", &stray);
    Ok(whole)
}

/// Lines that belong to no cue.
fn outside(warnings: &[Warning]) -> Vec<Option<usize>> {
    let lines = warnings.iter().filter_map(|warning| match warning {
        Warning::StrayText { line } => Some(Some(*line)),
        _ => None,
    });
    lines.collect()
}

/// Where something is wrong, as far as that is known.
fn line_of(error: &Error) -> Option<usize> {
    match error {
        Error::TimeOutOfRange { line }
        | Error::NegativeTime { line }
        | Error::InvalidTimestamp { line }
        | Error::MissingArrow { line }
        | Error::MissingHeader { line, .. } => Some(*line),
        _ => None,
    }
}

fn refused(error: &Error) -> ImportError {
    let says = "This is not WebVTT, which begins with WEBVTT. Export the transcript again as .vtt.";
    match line_of(error) {
        Some(line) => ImportError::at(line, 0, says),
        None => ImportError::whole(says),
    }
}

fn nothing(wrong: &[Option<usize>]) -> ImportError {
    if wrong.is_empty() {
        return no_cue();
    }
    match wrong.iter().find_map(|line| *line) {
        Some(line) => ImportError::at(
            line,
            0,
            "No time can be read; this is the first. Write it as 00:00:01.000 --> 00:00:04.500.",
        ),
        None => {
            ImportError::whole("No time can be read. Write each as 00:00:01.000 --> 00:00:04.500.")
        }
    }
}

/// A text in which nothing is said at any time.
pub(super) fn no_cue() -> ImportError {
    ImportError::whole(
        "There is no cue in it: a time such as 00:00:01.000 --> 00:00:04.500, and below it what was said. Export the \
         transcript again as .vtt or .srt.",
    )
}

/// A piece of a cue: one voice, or the text before any.
struct Piece {
    cue: usize,
    voice: Option<String>,
    text: String,
}

/// What was said in each cue, by whom.
fn said(cues: &[Cue]) -> Vec<Said> {
    let mut pieces = Vec::new();
    for (place, cue) in cues.iter().enumerate() {
        pieces_of(place, &cue.text, &mut pieces);
    }
    let without: Vec<&Piece> = pieces.iter().filter(|p| p.voice.is_none()).collect();
    let heads = without.iter().filter(|piece| head(&piece.text).is_some());
    // `Note: the keys are shared` is no head, where most of what is said has none.
    let has_heads = without.len() == pieces.len() && heads.count() * 2 >= without.len();
    let told = |piece: Piece| {
        let cue = cues.get(piece.cue)?;
        let split = match piece.voice {
            None if has_heads => head(&piece.text),
            _ => None,
        };
        let (speaker, text) = match split {
            Some((name, rest)) => (Some(name.to_owned()), rest.to_owned()),
            None => (piece.voice.clone(), piece.text.clone()),
        };
        Some(Said {
            start: cue.start.0,
            end: cue.end.0,
            speaker,
            text,
        })
    };
    pieces.into_iter().filter_map(told).collect()
}

/// Parts a cue at each voice tag.
fn pieces_of(cue: usize, text: &str, pieces: &mut Vec<Piece>) {
    if text.matches('<').count() > MOST_TAGS {
        pieces.push(Piece {
            cue,
            voice: None,
            text: one_line(text),
        });
        return;
    }
    let mut starts: Vec<usize> = vec![0];
    let tags = text.match_indices("<v").map(|(at, _)| at);
    let is_voice = |at: &usize| {
        let behind = text.get(at + 2..).unwrap_or_default();
        *at > 0 && behind.starts_with([' ', '\t', '.'])
    };
    starts.extend(tags.filter(is_voice));
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    for (from, to) in starts.iter().zip(ends) {
        let parsed = subcue::text::parse(text.get(*from..to).unwrap_or_default(), Format::Vtt);
        let mut words = String::new();
        plain(&parsed.spans, &mut words);
        let voice = parsed.voice.as_deref().map(name_of_voice);
        let piece = Piece {
            cue,
            voice: voice.filter(|name| !name.is_empty()),
            text: one_line(&characters(&words)),
        };
        // What stands between two voices is mostly only a line break.
        if to == text.len() || !piece.text.is_empty() {
            pieces.push(piece);
        }
    }
}

/// The words of a text without its tags.
fn plain(spans: &[Span], words: &mut String) {
    for span in spans {
        match span {
            Span::Text(text) => words.push_str(text),
            Span::LineBreak => words.push(' '),
            Span::Bold(inner)
            | Span::Italic(inner)
            | Span::Underline(inner)
            | Span::Strike(inner)
            | Span::Color(_, inner) => plain(inner, words),
            Span::Raw(_) => {}
        }
    }
}

/// `.loud Ana Marin` is Ana Marin, with a class.
fn name_of_voice(voice: &str) -> String {
    let name = match voice.strip_prefix('.') {
        Some(class) => class.split_once(char::is_whitespace).map_or("", |(_, n)| n),
        None => voice,
    };
    one_line(&characters(name))
}

/// The six characters that `WebVTT` writes by name; `&amp;` last, as it may hide another.
fn characters(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let names = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&amp;", "&"),
    ];
    let all = names
        .iter()
        .fold(text.to_owned(), |text, (name, is)| text.replace(name, is));
    Cow::Owned(all)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name before a colon, and what is said behind it: `Ana Marin: The token is replayed`.
pub(super) fn head(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once([':', '：'])?;
    let (name, said) = (name.trim(), rest.trim_start());
    let sound = name.len() <= LONGEST_HEAD
        && name.starts_with(char::is_uppercase)
        && name.split_whitespace().count() <= 5
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || " .'’-()_".contains(c));
    // `Who signs at 10:30` is no head.
    let clock = name.ends_with(|c: char| c.is_ascii_digit())
        && rest.starts_with(|c: char| c.is_ascii_digit());
    (sound && !clock).then_some((name, said))
}
