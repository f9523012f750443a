//! Taking off what stands before a text: clock, bullet, number, box, quote and head, in whatever order they come.

use winnow::ascii::{Caseless, digit1};
use winnow::combinator::{alt, eof, not, opt, peek, preceded, repeat, terminated};
use winnow::prelude::*;
use winnow::token::{any, one_of, take_while};

use super::head::{self, Head};

/// The text of a line and what the line says about its speaker. Nothing but a head gives an empty text.
pub(super) fn peel<'a>(line: &'a str, known: &[(u32, &str)]) -> (&'a str, Head) {
    let mut rest = line.trim();
    let mut found = Head::None;
    if is_moment(rest) {
        return ("", found);
    }
    loop {
        if let Some(less) = stamp(rest).or_else(|| mark(rest)) {
            rest = less.trim_start();
            continue;
        }
        if !matches!(found, Head::None) {
            return (rest, found); // a second head is what the first speaker quotes
        }
        if let Some((who, less)) = head::before_colon(rest, known) {
            rest = less.trim_start();
            found = Head::Here(who);
            continue;
        }
        return match head::alone(rest, known) {
            alone @ Head::Above(_) => ("", alone),
            // `[10:31 AM] Hal Vendor`
            Head::None if in_brackets(line, rest) => {
                let named = head::full_name_alone(rest).map(Head::AboveText);
                (rest, named.unwrap_or(Head::None))
            }
            alone => (rest, alone),
        };
    }
}

/// Whether a line is nothing but a clock, with its day if there is one.
pub(super) fn is_moment(line: &str) -> bool {
    let line = line.trim();
    let behind_day = line
        .split_once(char::is_whitespace)
        .filter(|(day, _)| head::is_day(day.trim_end_matches(',')));
    let clock = behind_day.map_or(line, |(_, clock)| clock);
    stamp(clock).is_some_and(|rest| rest.trim().is_empty())
}

/// Whether what was taken off a line is a time in square brackets.
fn in_brackets(line: &str, rest: &str) -> bool {
    let taken = line.trim().strip_suffix(rest).unwrap_or_default().trim();
    taken.starts_with('[') && taken.ends_with(']') && is_moment(taken)
}

/// What follows a time at the start of a line, with its day if there is one: `10:31`, `[10:31 AM]`,
/// `2026-05-09 10:31:05`, `Today at 10:31`. A day without a time is text.
pub(super) fn stamp(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    bracketed_or_bare_moment(&mut rest).ok()?;
    Some(rest)
}

/// What follows a bullet, number, box or quote mark at the start of a line.
fn mark(line: &str) -> Option<&str> {
    let mut rest = line;
    let found: ModalResult<()> = alt((bullet, number, checkbox, quote)).parse_next(&mut rest);
    found.ok()?;
    Some(rest)
}

fn bracketed_or_bare_moment(input: &mut &str) -> ModalResult<()> {
    alt((
        ('[', moment, spaces, ']', opt(colon)).void(),
        ('(', moment, spaces, ')', opt(colon)).void(),
        terminated(moment, alt((alt((',', ':', '：')).void(), gap))),
    ))
    .parse_next(input)
}

/// A clock, with its day before or behind it if there is one.
fn moment(input: &mut &str) -> ModalResult<()> {
    let day_behind = (opt(','), blanks, day, not(one_of(char::is_alphanumeric)));
    let clock_first = (clock, opt(day_behind)).void();
    let day_first = (day, between, clock).void();
    (spaces, alt((day_first, clock_first)))
        .void()
        .parse_next(input)
}

/// What stands between a day and its clock.
fn between(input: &mut &str) -> ModalResult<()> {
    alt((
        one_of('T').void(),
        (opt(','), blanks, opt((Caseless("at"), blanks))).void(),
    ))
    .parse_next(input)
}

/// `2026-05-09`, `28.2.2026`, `2/28/2026`, `Today`.
fn day(input: &mut &str) -> ModalResult<()> {
    let number_day = (
        digits(1, 4),
        one_of(['-', '/', '.']),
        digits(1, 2),
        one_of(['-', '/', '.']),
        digits(1, 4),
    );
    let named_day = alt((Caseless("today"), Caseless("yesterday")));
    alt((number_day.void(), named_day.void())).parse_next(input)
}

/// A colon, as wide as the keyboard writes it.
fn colon(input: &mut &str) -> ModalResult<()> {
    one_of([':', '：']).void().parse_next(input)
}

/// `10:31`, `10:31:05.123`, `10:31 a.m.`, `10:31Z`.
fn clock(input: &mut &str) -> ModalResult<()> {
    let part = |below: u32| {
        digits(1, 2).verify(move |d: &str| d.parse::<u32>().is_ok_and(|value| value < below))
    };
    let sixty = || digits(2, 2).verify(|d: &str| d.parse::<u32>().is_ok_and(|value| value < 60));
    let half = (
        spaces,
        alt((
            Caseless("a.m."),
            Caseless("p.m."),
            Caseless("am"),
            Caseless("pm"),
            "Z",
        )),
        not(one_of(char::is_alphanumeric)),
    );
    (
        part(24),
        colon,
        sixty(),
        opt((colon, sixty(), opt(('.', digit1)))),
        opt(half),
        not(digit1),
    )
        .void()
        .parse_next(input)
}

/// Between `min` and `max` digits.
fn digits<'a>(
    min: usize,
    max: usize,
) -> impl Parser<&'a str, &'a str, winnow::error::ErrMode<winnow::error::ContextError>> {
    take_while(min..=max, |c: char| c.is_ascii_digit())
}

/// `-`, `*`, `+`, a dash or the letter `o` before a space; round and square ones also without it.
fn bullet(input: &mut &str) -> ModalResult<()> {
    let spaced = terminated(one_of(['-', '*', '+', '–', '—', 'o']), gap);
    alt((one_of(['•', '·', '▪', '‣', '◦', '●']), spaced))
        .void()
        .parse_next(input)
}

/// `1.`, `1)`, `(1)` or `#1` before a space. `1.5` is text.
fn number(input: &mut &str) -> ModalResult<()> {
    let count = || digits(1, 3);
    alt((
        ('(', count(), ')', gap).void(),
        ('#', count(), opt(one_of([':', '.', ')'])), gap).void(),
        (count(), one_of(['.', ')']), gap).void(),
    ))
    .parse_next(input)
}

fn checkbox(input: &mut &str) -> ModalResult<()> {
    alt((
        alt(("[ ]", "[]", "[x]", "[X]")).void(),
        one_of(['☐', '☑', '☒']).void(),
    ))
    .parse_next(input)
}

/// `> ` or `>> `. A `>` at a word is where an item belongs, as in `>sftp`.
fn quote(input: &mut &str) -> ModalResult<()> {
    (repeat::<_, _, (), _, _>(1.., '>'), gap)
        .void()
        .parse_next(input)
}

/// A space or the end of the line.
fn gap(input: &mut &str) -> ModalResult<()> {
    alt((
        eof.void(),
        peek(any.verify(|c: &char| c.is_whitespace())).void(),
    ))
    .parse_next(input)
}

/// Any spaces, also the narrow one that browsers put before `AM`.
fn spaces(input: &mut &str) -> ModalResult<()> {
    take_while(0.., char::is_whitespace)
        .void()
        .parse_next(input)
}

fn blanks(input: &mut &str) -> ModalResult<()> {
    preceded(peek(one_of(char::is_whitespace)), spaces).parse_next(input)
}
