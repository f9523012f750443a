//! The pieces of a map line: parts, arrows, commas and, after a colon, the data.

use winnow::ascii::{Caseless, multispace0, multispace1};
use winnow::combinator::{alt, delimited, empty, not, opt, preceded, repeat, terminated};
use winnow::prelude::*;
use winnow::token::{none_of, rest, take_till};

use super::{MapLineError, Part, PartKind};

/// One piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A name, with or without brackets.
    Part(Part),
    /// `->`, or `<->` when it goes both ways.
    Arrow { both: bool },
    /// `,`
    Comma,
    /// Everything after the first colon outside brackets.
    Data(String),
}

/// Characters that end a plain name.
const STOPS: [char; 11] = ['(', ')', '[', ']', '{', '}', '<', '>', ',', ':', '→'];

/// Reads a line into pieces, or says which part of it is none.
pub(super) fn pieces(line: &str) -> Result<Vec<Piece>, MapLineError> {
    let mut input = line;
    let mut pieces = Vec::new();
    while !input.trim_start().is_empty() {
        let found = delimited(multispace0, piece, multispace0).parse_next(&mut input);
        match found {
            Ok(Piece::Part(part)) if part.name.is_empty() => return Err(MapLineError::NoName),
            Ok(piece) => pieces.push(piece),
            Err(_)
                if input
                    .trim_start()
                    .trim_start_matches('?')
                    .starts_with(['(', '[', '{']) =>
            {
                return Err(MapLineError::Unclosed(input.trim().to_owned()));
            }
            Err(_) => return Err(MapLineError::Stray(input.trim().to_owned())),
        }
    }
    Ok(pieces)
}

/// The head of `zone NAME: ...` or `into NAME: ...`: the name, if there is one, and the rest from the colon on. `None` if
/// the line is neither, such as a flow whose sender is called `zone controller`.
pub(super) fn head<'a>(line: &'a str, word: &'static str) -> Option<(Option<Part>, &'a str)> {
    let mut input = line;
    let word: ModalResult<&str> = Caseless(word).parse_next(&mut input);
    word.ok()?;
    if input.trim_start().is_empty() || input.trim_start().starts_with(':') {
        return Some((None, input.trim_start()));
    }
    let name: ModalResult<Part> = delimited(multispace1, part, multispace0).parse_next(&mut input);
    let name = name.ok()?;
    (input.is_empty() || input.starts_with(':'))
        .then(|| (Some(name).filter(|part| !part.name.is_empty()), input))
}

fn piece(input: &mut &str) -> ModalResult<Piece> {
    alt((
        arrow.map(|both| Piece::Arrow { both }),
        part.map(Piece::Part),
        ','.value(Piece::Comma),
        preceded(':', rest).map(|data: &str| Piece::Data(one_spaced(data))),
    ))
    .parse_next(input)
}

/// An arrow as typed, or as an editor has improved it (`—>`); true if it points both ways.
fn arrow(input: &mut &str) -> ModalResult<bool> {
    alt((
        alt(("<-->", "<->", "<=>", "↔", "⇔", "⟷")).value(true),
        alt(("-->", "->", "==>", "=>", "→", "⇒", "⟶", "—>", "–>")).value(false),
    ))
    .parse_next(input)
}

fn part(input: &mut &str) -> ModalResult<Part> {
    alt((bracketed, plain)).parse_next(input)
}

/// `(name)`, `[name]` or `{name}`, with a `?` before, inside or behind.
fn bracketed(input: &mut &str) -> ModalResult<Part> {
    let before = opt(terminated('?', multispace0)).parse_next(input)?;
    let (kind, name) = alt((
        (
            empty.value(PartKind::External),
            delimited('(', take_till(0.., ')'), ')'),
        ),
        (
            empty.value(PartKind::Process),
            delimited('[', take_till(0.., ']'), ']'),
        ),
        (
            empty.value(PartKind::Store),
            delimited('{', take_till(0.., '}'), '}'),
        ),
    ))
    .parse_next(input)?;
    let behind = opt(preceded(multispace0, '?')).parse_next(input)?;
    let mut part = named(name, Some(kind));
    part.unknown |= before.is_some() || behind.is_some();
    Ok(part)
}

/// A name without brackets, up to an arrow or a stop. A hyphen inside is no arrow.
fn plain(input: &mut &str) -> ModalResult<Part> {
    repeat::<_, _, (), _, _>(1.., preceded(not(arrow), none_of(STOPS)))
        .take()
        .map(|name| {
            let part = named(name, None);
            let bare = unquoted(&part.name).trim().trim_end_matches('?');
            Part {
                name: bare.to_owned(),
                ..part
            }
        })
        .parse_next(input)
}

/// A name without the quotes around it, which people type as in other languages. Brackets keep them.
pub(in crate::parse) fn unquoted(name: &str) -> &str {
    const QUOTES: [(char, char); 6] = [
        ('"', '"'),
        ('\'', '\''),
        ('“', '”'),
        ('„', '“'),
        ('‘', '’'),
        ('«', '»'),
    ];
    let inside = |(open, close): (char, char)| {
        let inside = name.strip_prefix(open)?.strip_suffix(close)?;
        let is_one = !inside.trim().is_empty() && !inside.contains([open, close]);
        is_one.then_some(inside)
    };
    QUOTES.into_iter().find_map(inside).unwrap_or(name)
}

fn named(name: &str, kind: Option<PartKind>) -> Part {
    let bare = name.trim().trim_start_matches('?').trim_end_matches('?');
    Part {
        name: one_spaced(bare),
        kind,
        unknown: name.contains('?'),
    }
}

fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
