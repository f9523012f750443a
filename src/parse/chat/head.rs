//! Who speaks: `Ana:`, `Ana (Ops):`, `From Ana Lopez to Everyone 10:31:` and `Ana 10:31 AM` on its own line.

use super::peel;
use crate::domain::fold::fold;

/// A speaker, as far as the chat tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A participant.
    Known(u32),
    /// A name that is no participant's.
    Named(String),
}

impl Who {
    pub(super) fn id(&self) -> Option<u32> {
        if let Self::Known(id) = self {
            Some(*id)
        } else {
            None
        }
    }

    pub(super) fn name(self) -> Option<String> {
        if let Self::Named(name) = self {
            Some(name)
        } else {
            None
        }
    }
}

/// What a line says about its speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// Nothing.
    None,
    /// Who says the rest of this line.
    Here(Who),
    /// The line is a head and nothing else: who says the lines below.
    Above(Who),
    /// The line may be the head of someone unknown: it stays text, and the lines below belong to no one.
    Unsure,
}

/// The longest head that is looked for, in bytes: names are short, and a colon far into a line is part of the text.
const MAX_HEAD: usize = 120;

/// Takes `Name:` or `From Name to Everyone:` off the front of a line, if it surely is a head.
pub(super) fn before_colon<'a>(line: &'a str, known: &[(u32, &str)]) -> Option<(Who, &'a str)> {
    let (head, rest) = split_at_head_colon(line)?;
    let head = without_clock(head);
    if let Some(from) = strip_word(head, "from") {
        if let Some((name, to)) = split_at_to(from) {
            let who = participant(name, known);
            let sure = who.is_some() || is_audience(to);
            return sure.then(|| (who.map_or_else(|| Who::Named(tidy(name)), Who::Known), rest));
        }
        return participant(from, known).map(|id| (Who::Known(id), rest));
    }
    participant(head, known).map(|id| (Who::Known(id), rest))
}

/// Reads a whole line as `Name 10:31 AM`, `Ana Lopez, Today at 10:31`, or just a known name.
pub(super) fn alone(line: &str, known: &[(u32, &str)]) -> Head {
    if line.len() > MAX_HEAD {
        return Head::None;
    }
    let name = without_clock(line);
    match participant(name, known) {
        Some(id) => Head::Above(Who::Known(id)),
        None if name == line => Head::None,
        None if is_full_name(name) => Head::Above(Who::Named(tidy(name))),
        None if name.split_whitespace().count() <= 3 => Head::Unsure,
        None => Head::None,
    }
}

/// The number of the one participant who has this name: the full name, else the first name, else `Ana Lopez` in the
/// chat for the participant noted as `Ana`.
pub(super) fn participant(name: &str, known: &[(u32, &str)]) -> Option<u32> {
    let shown = tidy(name);
    let name = fold(&shown);
    if name.is_empty() {
        return None;
    }
    let full = |k: &&(u32, &str)| fold(&tidy(k.1)) == name;
    if known.iter().any(|k| full(&k)) {
        return only(known.iter().filter(full));
    }
    let with_first = |word: &str| {
        let word = word.to_owned();
        known
            .iter()
            .filter(move |(_, noted)| fold(first_word(noted)) == word)
    };
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default();
    if first == name {
        return only(with_first(first));
    }
    // `Ana agrees` and `Ana, Di` are no names, and a noted `Ana Silva` is not `Ana Lopez`.
    let sure = is_full_name(&shown)
        && words.all(|word| with_first(word).next().is_none())
        && with_first(first).all(|(_, noted)| !noted.trim().contains(' '));
    if sure { only(with_first(first)) } else { None }
}

fn only<'a, 'b: 'a>(mut found: impl Iterator<Item = &'a (u32, &'b str)>) -> Option<u32> {
    let (id, _) = found.next()?;
    found.next().is_none().then_some(*id)
}

fn first_word(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}

/// A name without its team in parentheses, with single spaces, and `Lopez, Ana` turned round.
fn tidy(name: &str) -> String {
    let name = name.trim();
    let bare = match name.rsplit_once('(') {
        Some((before, team)) if team.ends_with(')') => before,
        _ => name,
    };
    let bare = bare.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '—' | '–' | '-'));
    match bare.split_once(", ") {
        Some((last, first)) => words(&format!("{first} {last}")),
        None => words(bare),
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two to four words that all begin with a capital, as chat programs show people. Less is not enough to throw away a
/// line that someone may have typed.
fn is_full_name(name: &str) -> bool {
    let name = tidy(name);
    let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase) && is_name_word(w);
    (2..=4).contains(&name.split(' ').count()) && name.split(' ').all(capital)
}

fn is_name_word(word: &str) -> bool {
    word.chars()
        .all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
}

/// Whom chat programs name after `to`.
fn is_audience(to: &str) -> bool {
    let to = words(to).to_lowercase();
    to.ends_with("(direct message)")
        || to.ends_with("(privately)")
        || matches!(
            to.as_str(),
            "everyone"
                | "everybody"
                | "all"
                | "me"
                | "you"
                | "hosts and panelists"
                | "all panelists"
        )
}

/// The text before the first colon that is not part of a clock, and the text behind it.
fn split_at_head_colon(line: &str) -> Option<(&str, &str)> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    // Keyboards for Chinese and Japanese write a wide colon.
    line.match_indices([':', '：'])
        .take_while(|(at, _)| *at <= MAX_HEAD)
        .find_map(|(at, colon)| {
            let (before, behind) = line.split_at_checked(at)?;
            let behind = behind.strip_prefix(colon)?;
            let clock = digit(before.chars().next_back()) && digit(behind.chars().next());
            (!clock).then_some((before, behind))
        })
}

/// `Ana Lopez to Everyone` at its last ` to `.
fn split_at_to(from: &str) -> Option<(&str, &str)> {
    let at = from.to_ascii_lowercase().rfind(" to ")?;
    Some((from.get(..at)?, from.get(at + 4..)?))
}

/// What follows a word, in capitals or not, at the start of a text.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (first, rest) = text.trim_start().split_once(char::is_whitespace)?;
    first.eq_ignore_ascii_case(word).then(|| rest.trim_start())
}

/// A head without the clock at its end.
fn without_clock(head: &str) -> &str {
    head.char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .find_map(|(at, _)| {
            let (name, tail) = head.split_at_checked(at)?;
            let whole = peel::stamp(tail).is_some_and(|rest| rest.trim().is_empty());
            whole.then(|| name.trim_end())
        })
        .unwrap_or(head)
}
