//! What the help says, laid out: the keys of the shown screen by what a facilitator does, in columns of even height, or,
//! while a key is looked for, those that fit with their sentences. It stands here and not where it is drawn, because
//! the keys that scroll have to know where it ends.

use crate::domain::fold::fold;
use std::cmp::Reverse;

use super::state::App;
use crate::areas::wrap;
use crate::keys::{Binding, Group, KeyMap, Screen};

/// What help shows.
#[derive(Clone, Debug)]
pub enum Page<'a> {
    /// All keys by group, from left to right, then the rules of this part of the meeting in sentences.
    Overview(Vec<Vec<Line<'a>>>, Vec<String>),
    /// The commands that fit what was typed, best first.
    Matches(Vec<&'a Binding>),
}

/// A line of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// Between two groups.
    Gap,
    /// What the keys below are for.
    Heading(&'static str),
    /// One command, or two short ones side by side.
    Keys(&'a Binding, Option<&'a Binding>),
}

/// How many columns of keys stand side by side in a box of this many cells.
fn columns(width: u16) -> u16 {
    match width {
        90.. => 3,
        70.. => 2,
        _ => 1,
    }
}

/// How many cells one column is wide in a box of this many; two stand between columns.
pub fn column_width(width: u16) -> u16 {
    let columns = columns(width);
    width.saturating_sub(2 * (columns - 1)) / columns
}

/// A command as a column shows it.
pub fn entry(binding: &Binding) -> String {
    format!("{:<2} {}", binding.keys_shown(), binding.label)
}

/// The commands of a screen whose words hold every typed word, best first: those whose name has words that begin so,
/// then those that people call so, then those whose sentence says so.
pub fn matching<'a>(keys: &'a KeyMap, screen: Screen, filter: &str) -> Vec<&'a Binding> {
    let words: Vec<String> = filter.split_whitespace().map(fold).collect();
    let begun = |text: &str| {
        let text = fold(text);
        let begins = |word: &&String| text.split(' ').any(|other| other.starts_with(&***word));
        words.iter().filter(begins).count()
    };
    let holds = |binding: &Binding| {
        let text = fold(&format!(
            "{} {} {}",
            binding.name(),
            binding.says,
            binding.also
        ));
        words.iter().all(|word| text.contains(word.as_str()))
    };
    let mut found: Vec<(usize, usize, &Binding)> = keys
        .bindings(screen)
        .filter(|binding| holds(binding))
        .map(|binding| (begun(&binding.name()), begun(&binding.also), binding))
        .collect();
    // The sort is stable: what fits equally well stays in the order of the file.
    found.sort_by_key(|(name, also, _)| (Reverse(*name), Reverse(*also)));
    found.into_iter().map(|(.., binding)| binding).collect()
}

/// What help says to somebody who typed `filter`, in a box of this many cells.
pub fn page<'a>(app: &'a App, filter: &str, width: u16) -> Page<'a> {
    let found = matching(&app.keys, app.screen(), filter);
    if !filter.trim().is_empty() {
        return Page::Matches(found);
    }
    let rules = app.stage().into_iter();
    let rules = rules.flat_map(|stage| app.catalogue.rules(stage));
    let rules = rules.map(|says| app.says(says)).collect();
    Page::Overview(overview(&found, width), rules)
}

/// The groups in columns. What has no key is found in the palette.
fn overview<'a>(found: &[&'a Binding], width: u16) -> Vec<Vec<Line<'a>>> {
    let half = usize::from(column_width(width) / 2);
    let groups = Group::ALL.map(|group| {
        let keys = found.iter().copied();
        let keys = keys.filter(|binding| binding.group == group && !binding.keys.is_empty());
        lines(group, keys, half)
    });
    balance(groups.to_vec(), usize::from(columns(width)))
}

/// The heading and the lines of a group; neighbors that are short enough share a line.
fn lines<'a>(group: Group, keys: impl Iterator<Item = &'a Binding>, half: usize) -> Vec<Line<'a>> {
    let short = |binding: &Binding| entry(binding).chars().count() < half;
    let mut lines = Vec::new();
    let mut keys = keys.peekable();
    while let Some(first) = keys.next() {
        if lines.is_empty() {
            lines.push(Line::Heading(group.heading()));
        }
        let second = keys.next_if(|second| short(first) && short(second));
        lines.push(Line::Keys(first, second));
    }
    lines
}

/// Spreads groups over columns: the tallest first, each onto what is shortest by then. Inside a column, and from column
/// to column, the groups stay in order.
fn balance(groups: Vec<Vec<Line<'_>>>, count: usize) -> Vec<Vec<Line<'_>>> {
    let mut groups: Vec<(usize, Vec<Line>)> = groups.into_iter().enumerate().collect();
    groups.retain(|(_, lines)| !lines.is_empty());
    groups.sort_by_key(|(_, lines)| Reverse(lines.len()));
    let mut columns: Vec<Vec<(usize, Vec<Line>)>> = vec![Vec::new(); count];
    for group in groups {
        let height = |column: &[(usize, Vec<Line>)]| -> usize {
            column.iter().map(|(_, lines)| lines.len() + 1).sum()
        };
        if let Some(column) = columns.iter_mut().min_by_key(|column| height(column)) {
            column.push(group);
        }
    }
    for column in &mut columns {
        column.sort_by_key(|(place, _)| *place);
    }
    columns.sort_by_key(|column| column.first().map_or(usize::MAX, |(place, _)| *place));
    columns.into_iter().map(stack).collect()
}

/// Groups one below the other.
fn stack(groups: Vec<(usize, Vec<Line<'_>>)>) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (_, group) in groups {
        if !lines.is_empty() {
            lines.push(Line::Gap);
        }
        lines.extend(group);
    }
    lines
}

/// The words of a rule in a box of this many cells, below the heading of the rules.
pub fn rule_rows(rule: &str, width: u16) -> Vec<String> {
    wrap::wrap(rule, usize::from(width).saturating_sub(1))
}

/// The sentence of a command that was looked for in a box of this many cells, how far in it stands, and whether it begins
/// beside the command's name.
pub fn sentence_rows(says: &str, width: u16) -> (Vec<String>, usize, bool) {
    let beside = width >= 66;
    let indent = if beside { 28 } else { 12 };
    let rows = wrap::wrap(says, usize::from(width).saturating_sub(indent));
    (rows, indent, beside)
}

/// What stands where nothing fits.
pub fn nothing_rows(width: u16) -> Vec<String> {
    wrap::wrap("No matching key on this screen.", width.into())
}

impl Page<'_> {
    /// How many rows it takes in a box of this many cells.
    pub fn height(&self, width: u16) -> usize {
        match self {
            Self::Overview(columns, rules) => {
                let columns = columns.iter().map(Vec::len).max().unwrap_or_default();
                // A blank row and the heading come before the rules.
                let head = if rules.is_empty() { 0 } else { 2 };
                let rules = rules.iter().map(|rule| rule_rows(rule, width).len());
                columns + head + rules.sum::<usize>()
            }
            Self::Matches(found) if found.is_empty() => nothing_rows(width).len(),
            Self::Matches(found) => {
                let height = |binding: &&Binding| {
                    let (rows, _, beside) = sentence_rows(&binding.says, width);
                    rows.len() + usize::from(!beside)
                };
                found.iter().map(height).sum()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{KeyMap, Screen};

    #[test]
    fn every_key_of_every_screen_stands_in_one_column_once() {
        let keys = KeyMap::bundled().unwrap();
        for screen in Screen::ALL {
            for width in [34, 54, 74, 94, 194] {
                let all: Vec<&Binding> = keys.bindings(screen).collect();
                let columns = overview(&all, width);
                let mut shown: Vec<&str> = columns
                    .iter()
                    .flatten()
                    .flat_map(|line| match line {
                        Line::Keys(first, second) => [Some(*first), *second],
                        _ => [None, None],
                    })
                    .flatten()
                    .map(|b| b.says.as_str())
                    .collect();
                let with_keys = all.iter().filter(|b| !b.keys.is_empty());
                let mut wanted: Vec<&str> = with_keys.map(|b| b.says.as_str()).collect();
                shown.sort_unstable();
                wanted.sort_unstable();
                assert_eq!(shown, wanted, "{screen:?} at {width}");
            }
        }
    }

    #[test]
    fn a_newcomer_finds_a_command_by_the_word_that_comes_to_mind() {
        use crate::keys::verb::Verb as V;
        let keys = KeyMap::bundled().unwrap();
        let table = [
            (Screen::GoWrong, "add threat", V::Threat),
            (Screen::GoWrong, "add t", V::Threat),
            (Screen::GoWrong, "threat", V::Threat),
            (Screen::GoWrong, "add risk", V::Threat),
            (Screen::GoWrong, "duplicate", V::Merge),
            (Screen::GoWrong, "time", V::MoreTime),
            (Screen::GoWrong, "timer", V::Pause),
            (Screen::GoWrong, "search", V::Find),
            (Screen::GoWrong, "finish", V::CloseWell),
            (Screen::GoWrong, "report", V::GoExport),
            (Screen::GoWrong, "exit", V::Quit),
            (Screen::GoWrong, "remove", V::Delete),
            (Screen::GoWrong, "large", V::Wall),
            (Screen::GoWrong, "color", V::ChooseTheme),
            (Screen::DoAbout, "could do", V::CouldDo),
            (Screen::DoAbout, "add mitigation", V::CouldDo),
            (Screen::DoAbout, "control", V::CouldDo),
            (Screen::DoAbout, "already", V::InPlace),
            (Screen::DoAbout, "todo", V::ActionItem),
            (Screen::DoAbout, "accept", V::Response),
            (Screen::Actions, "assign", V::Owner),
            (Screen::Actions, "deadline", V::Due),
            (Screen::WorkingOn, "who is missing", V::MissingRole),
            (Screen::WorkingOn, "attendees", V::People),
            (Screen::WorkingOn, "draw", V::MapLine),
            (Screen::WorkingOn, "add element", V::MapLine),
            (Screen::Home, "example", V::Example),
            (Screen::Home, "rehearsal", V::Rehearse),
            (Screen::Home, "practice", V::Rehearse),
        ];
        for (screen, typed, wanted) in table {
            let found = matching(&keys, screen, typed);
            assert_eq!(found.first().map(|b| b.act), Some(wanted), "{typed}");
        }
        assert!(matching(&keys, Screen::GoWrong, "xyzzy").is_empty());
    }

    #[test]
    fn columns_are_even_and_groups_stay_in_order() {
        let heights = |heights: &[usize], count| -> Vec<usize> {
            let groups = heights
                .iter()
                .map(|h| vec![Line::Heading("x"); *h])
                .collect();
            balance(groups, count).iter().map(Vec::len).collect()
        };
        assert_eq!(heights(&[3, 5, 4, 1], 2), [8, 7]);
        assert_eq!(heights(&[2, 0, 9], 3), [2, 9, 0]);
    }
}
