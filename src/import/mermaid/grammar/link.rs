//! The links of a chain: `-->`, `-. words .->`, `<==>|words|`, `~~~`.

use winnow::ascii::{multispace0, space0};
use winnow::combinator::{alt, delimited, empty, fail, opt, peek, preceded, terminated};
use winnow::prelude::*;
use winnow::token::{one_of, take_while};

use super::{End, Link, closed, first_of, id, string};

pub(super) fn link(input: &mut &str) -> ModalResult<Link> {
    let mut edge = opt(terminated(
        id,
        ('@', peek(one_of(['-', '=', '<', 'x', 'o', '~']))),
    ));
    let edge = edge.parse_next(input)?;
    if opt(("~~~", take_while(0.., '~')))
        .parse_next(input)?
        .is_some()
    {
        return Ok(Link {
            id: edge,
            start: End::Plain,
            end: End::Plain,
            words: None,
            invisible: true,
        });
    }
    let start = alt((
        '<'.value(End::Head),
        one_of(['x', 'o']).value(End::Mark),
        empty.value(End::Plain),
    ))
    .parse_next(input)?;
    let (end, within) = alt((thin, thick, dotted)).parse_next(input)?;
    let label = preceded((multispace0, '|'), closed(&["|"]));
    let words = match within {
        Some(words) => Some(words),
        None => opt(label).parse_next(input)?,
    };
    Ok(Link {
        id: edge,
        start,
        end,
        words: words.filter(|words| !words.trim().is_empty()),
        invisible: false,
    })
}

fn end(input: &mut &str) -> ModalResult<End> {
    alt(('>'.value(End::Head), one_of(['x', 'o']).value(End::Mark))).parse_next(input)
}

/// `-->`, `---`, `-- words -->`.
fn thin(input: &mut &str) -> ModalResult<(End, Option<String>)> {
    stroke(input, "--", '-')
}

/// `==>`, `===`, `== words ==>`.
fn thick(input: &mut &str) -> ModalResult<(End, Option<String>)> {
    stroke(input, "==", '=')
}

fn stroke(
    input: &mut &str,
    mut ends: &'static str,
    stroke: char,
) -> ModalResult<(End, Option<String>)> {
    ends.parse_next(input)?;
    let more: &str = take_while(0.., stroke).parse_next(input)?;
    if let Some(end) = opt(end).parse_next(input)? {
        return Ok((end, None));
    }
    if !more.is_empty() {
        return Ok((End::Plain, None));
    }
    let words = words_until(input, ends)?;
    ends.parse_next(input)?;
    let more: &str = take_while(0.., stroke).parse_next(input)?;
    let end = opt(end).parse_next(input)?;
    match end {
        None if more.is_empty() => fail.parse_next(input),
        end => Ok((end.unwrap_or(End::Plain), Some(words))),
    }
}

/// `-.->`, `-.-`, `-. words .->`.
fn dotted(input: &mut &str) -> ModalResult<(End, Option<String>)> {
    ("-.", take_while(0.., '.')).parse_next(input)?;
    if opt('-').parse_next(input)?.is_some() {
        let end = opt(end).parse_next(input)?;
        return Ok((end.unwrap_or(End::Plain), None));
    }
    let words = words_until(input, ".-")?;
    ".-".parse_next(input)?;
    let end = opt(end).parse_next(input)?;
    Ok((end.unwrap_or(End::Plain), Some(words)))
}

/// The words inside of a link, up to where it goes on; on one line.
fn words_until(input: &mut &str, close: &'static str) -> ModalResult<String> {
    let start = *input;
    if let Ok(words) = delimited(space0, string, space0).parse_next(input)
        && input.starts_with(close)
    {
        return Ok(words);
    }
    *input = start;
    let Some((place, _)) = first_of(input, &[close]) else {
        return fail.parse_next(input);
    };
    let (words, behind) = input.split_at_checked(place).unwrap_or_default();
    *input = behind;
    Ok(words.trim().trim_end_matches('.').trim_end().to_owned())
}
