//! Who speaks: `Ana:`, `Ana (Ops):`, `From Ana Lopez to Everyone 10:31:` and `Ana 10:31 AM` on its own line.

use super::peel;
use crate::domain::fold::fold;
use crate::domain::{Called, having_part, named};

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
    /// The same, of someone unknown, if there is something below that they say: else it is text.
    AboveText(Who),
    /// The line may be the head of someone unknown: it stays text, and the lines below belong to no one.
    Unsure,
}

/// The longest head that is looked for, in bytes: names are short, and a colon far into a line is part of the text.
const MAX_HEAD: usize = 120;

/// Takes `Name:` or `From Name to Everyone:` off the front of a line, if it surely is a head.
pub(super) fn before_colon<'a>(line: &'a str, known: &[(u32, &str)]) -> Option<(Who, &'a str)> {
    let (head, rest) = split_at_head_colon(line)?;
    // `**Ana:** text` and `**Ana**: text` are `Ana: text`.
    let (head, rest) = match (head.strip_prefix("**"), rest.strip_prefix("**")) {
        (Some(head), Some(rest)) => (head, rest),
        _ => (unmarked(head).0, rest),
    };
    let head = without_clock(head);
    if let Some(from) = strip_word(head, "from") {
        if let Some((name, to)) = split_at_to(from) {
            let who = speaker(name, known);
            let sure = who.is_some() || is_audience(to);
            return sure.then(|| (who.map_or_else(|| Who::Named(tidy(name)), Who::Known), rest));
        }
        return speaker(from, known).map(|id| (Who::Known(id), rest));
    }
    speaker(head, known).map(|id| (Who::Known(id), rest))
}

/// Reads a whole line as `Name 10:31 AM`, `Ana Lopez, Today at 10:31`, `Ana wrote:`, or just a known name.
pub(super) fn alone(line: &str, known: &[(u32, &str)]) -> Head {
    if line.len() > MAX_HEAD {
        return Head::None;
    }
    let wrote = before_wrote(line);
    let (line, bold) = unmarked(wrote.unwrap_or(line));
    let timed = without_clock(line);
    let clock = line.get(timed.len()..).unwrap_or_default();
    let (name, bold_name) = unmarked(timed);
    if let Some(id) = speaker(name, known) {
        return Head::Above(Who::Known(id));
    }
    let stranger = || Who::Named(tidy(name));
    if wrote.is_some() && looks_like_person(name) {
        return Head::AboveText(stranger());
    }
    if clock.is_empty() {
        return Head::None;
    }
    // People type `Outage 10:31`; what is marked as a head, or has more than a bare clock, comes from a program.
    let by_program = bold || bold_name || !is_bare_clock(clock);
    if is_full_name(name) || by_program && (looks_like_person(name) || is_handle(name)) {
        Head::Above(stranger())
    } else if looks_like_person(name) {
        Head::AboveText(stranger())
    } else if name.split_whitespace().count() <= 3 {
        Head::Unsure
    } else {
        Head::None
    }
}

/// Whether a line could be the name of someone, as chat programs put it above a line with the clock.
pub(super) fn name_alone(line: &str) -> Option<Who> {
    let is_name = line.len() <= MAX_HEAD && looks_like_person(line);
    is_name.then(|| Who::Named(tidy(line)))
}

/// Whether a line is the full name of someone, with a capital at each word.
pub(super) fn full_name_alone(line: &str) -> Option<Who> {
    name_alone(line).filter(|_| is_full_name(line))
}

/// What stands before `wrote:` at the end of a line, without an address.
fn before_wrote(line: &str) -> Option<&str> {
    let before = line.trim_end().strip_suffix([':', '：'])?.trim_end();
    let (name, verb) = before.rsplit_once(char::is_whitespace)?;
    let is_verb = ["wrote", "schrieb"]
        .iter()
        .any(|it| verb.eq_ignore_ascii_case(it));
    let name = name.trim_end();
    let bare = name.strip_suffix('>').and_then(|it| it.rsplit_once(" <"));
    is_verb.then(|| bare.map_or(name, |(name, _)| name.trim_end()))
}

/// A text without the stars that make it bold, and whether it had some.
fn unmarked(text: &str) -> (&str, bool) {
    let text = text.trim();
    let inside = ["**", "__", "*", "_"].iter().find_map(|mark| {
        let inside = text.strip_prefix(mark)?.strip_suffix(mark)?.trim();
        (!inside.is_empty()).then_some(inside)
    });
    (inside.unwrap_or(text), inside.is_some())
}

/// `10:31` behind one space, as anyone may type it.
fn is_bare_clock(clock: &str) -> bool {
    let one_space = clock.starts_with(' ') && !clock.starts_with("  ");
    let digits = |c: char| c.is_ascii_digit() || c == ':';
    one_space && clock.trim().len() <= 5 && clock.trim().chars().all(digits)
}

/// The number of the one participant whom this name calls, as it would in a line: who has the whole name, else who alone
/// has it as a part, else `Ana Lopez` in the chat for the participant noted as `Ana`. A name that only begins like one is
/// someone else's, as a chat is full of words that do.
pub(super) fn participant(name: &str, known: &[(u32, &str)]) -> Option<u32> {
    let shown = tidy(name);
    let known: Vec<(u32, String)> = known.iter().map(|(id, noted)| (*id, tidy(noted))).collect();
    if shown.is_empty() {
        return None;
    }
    match named(&shown, &known) {
        Called::One(id) => return Some(id),
        Called::Several(_) => return None,
        Called::Nothing => {}
    }
    let Some((first, rest)) = shown.split_once(' ') else {
        return having_part(&shown, &known).one();
    };
    // `Ana agrees` and `Ana, Di` are no names, and a noted `Ana Silva` is not `Ana Lopez`.
    let begins = |word: &str| {
        let word = fold(word);
        known
            .iter()
            .filter(move |(_, noted)| fold(first_word(noted)) == word)
    };
    let sure = is_full_name(&shown)
        && rest.split(' ').all(|word| begins(word).next().is_none())
        && begins(first).all(|(_, noted)| !noted.contains(' '));
    if sure {
        named(first, &known).one()
    } else {
        None
    }
}

/// The same for what may be a word and no name: only a first name is known in lower case or by its initial.
fn speaker(name: &str, known: &[(u32, &str)]) -> Option<u32> {
    let id = participant(name, known)?;
    let shown = tidy(name);
    let looks_like_name =
        || shown.chars().nth(1).is_some() && !shown.starts_with(char::is_lowercase);
    let is_first = |noted: &str| fold(first_word(noted)) == fold(&shown);
    let sure = shown.contains(' ')
        || looks_like_name()
        || known
            .iter()
            .any(|(other, noted)| *other == id && is_first(noted));
    sure.then_some(id)
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

/// A name as it stands alone: one word or several, with capitals but for what stands inside of names, as in `van Dyk`.
pub(super) fn looks_like_person(name: &str) -> bool {
    const INSIDE: [&str; 16] = [
        "al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "ibn", "la", "le", "van",
        "von", "zu",
    ];
    let name = tidy(name);
    let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase) && is_name_word(w);
    let words = || name.split(' ');
    (1..=4).contains(&words().count())
        && words().all(|word| capital(word) || INSIDE.contains(&word))
        && words().next_back().is_some_and(capital)
        && !is_day(&name)
}

/// A name in one word of whatever letters, such as `gus.lee`.
fn is_handle(name: &str) -> bool {
    let name = tidy(name);
    name.chars().any(char::is_alphabetic)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '\'' | '’'))
        && !is_day(&name)
}

/// Days of the week are no names.
pub(super) fn is_day(word: &str) -> bool {
    const DAYS: [&str; 16] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "heute",
        "gestern",
    ];
    DAYS.contains(&fold(word).as_str())
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
