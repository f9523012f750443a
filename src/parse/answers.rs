//! What someone wrote on a sheet, an item per line of the payload, each with a letter in front that says what it is.

use crate::domain::{ActionId, MOST_ANSWERS, Text};

/// An item that someone wrote on a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A threat; where it is stands at its end as in a typed line, `>E4`.
    Threat(Text),
    /// A question.
    Question(Text),
    /// A fix, which is parked.
    Fix(Text),
    /// An assumption.
    Assumption(Text),
    /// What is missing from the map.
    Map(Text),
    /// A ballot, by the labels on the sheet, once per vote.
    Votes(Vec<Text>),
    /// Yes or no to one's own action item.
    Agreed(ActionId, bool),
    /// A hand, 0 to 5: is this good enough to act on?
    Confidence(u8),
    /// A hand, 1 to 5: was the time well spent?
    TimeWellSpent(u8),
    /// What should stay as it is.
    Keep(Text),
    /// What should change.
    Change(Text),
}

/// All that one person wrote on one sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Their name, if they are not on the list.
    pub name: Option<Text>,
    /// The items, in order.
    pub answers: Vec<Answer>,
    /// Lines that say nothing known, each as it came.
    pub not_understood: Vec<Text>,
    /// Lines beyond [`MOST_ANSWERS`].
    pub cut: usize,
}

/// The most times that one ballot may name a candidate.
const MOST_VOTES: usize = 99;

impl Written {
    /// Reads a payload.
    pub fn read(payload: &str) -> Self {
        let mut written = Self::default();
        let lines = payload.split('\n').map(str::trim);
        let mut items = 0;
        for line in lines.filter(|line| !line.is_empty()) {
            if !line.starts_with('i') {
                items += 1;
            }
            if items > MOST_ANSWERS {
                written.cut += 1;
                continue;
            }
            let mut letters = line.chars();
            let letter = letters.next();
            let text = Text::new(letters.as_str().trim());
            match letter.and_then(|letter| answer(letter, &text)) {
                Some(answer) => written.answers.push(answer),
                None if letter == Some('i') && !text.is_empty() => written.name = Some(text),
                None => written.not_understood.push(Text::new(line)),
            }
        }
        written
    }
}

/// The item that a line stands for.
fn answer(letter: char, text: &Text) -> Option<Answer> {
    if text.is_empty() {
        return None;
    }
    let words = |answer: fn(Text) -> Answer| Some(answer(text.clone()));
    let hand = |least: u8| {
        let hand = text.parse().ok()?;
        (least..=5).contains(&hand).then_some(hand)
    };
    match letter {
        't' => words(Answer::Threat),
        'q' => words(Answer::Question),
        'm' => words(Answer::Fix),
        'a' => words(Answer::Assumption),
        'g' => words(Answer::Map),
        'k' => words(Answer::Keep),
        'd' => words(Answer::Change),
        'v' => votes(text).map(Answer::Votes),
        'y' => Some(Answer::Agreed(text.parse().ok()?, true)),
        'n' => Some(Answer::Agreed(text.parse().ok()?, false)),
        'c' => hand(0).map(Answer::Confidence),
        'w' => hand(1).map(Answer::TimeWellSpent),
        _ => None,
    }
}

/// `T1 T4*2 "token theft" 12*3`: labels, each as often as it has votes.
fn votes(text: &str) -> Option<Vec<Text>> {
    let mut votes = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let label;
        (label, rest) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => {
                let end = rest.find([' ', '*']).unwrap_or(rest.len());
                rest.split_at_checked(end)?
            }
        };
        let mut times = 1;
        if let Some(after) = rest.strip_prefix('*') {
            let end = after.find(' ').unwrap_or(after.len());
            let (number, left) = after.split_at_checked(end)?;
            times = number
                .parse()
                .ok()
                .filter(|n| (1..=MOST_VOTES).contains(n))?;
            rest = left;
        }
        if label.trim().is_empty() || votes.len() > MOST_VOTES {
            return None;
        }
        votes.extend(std::iter::repeat_n(Text::new(label), times));
        rest = rest.trim_start();
    }
    Some(votes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(words: &[&str]) -> Vec<Text> {
        words.iter().map(|word| Text::new(word)).collect()
    }

    #[test]
    fn each_line_of_a_sheet_becomes_what_its_letter_says() {
        let written = Written::read(
            "iGil\ntKey stolen >E4\nqWho rotates it?\nmUse tokens\naStaff only\ngThe backup job\n\nyA3\nnA4\nc0\nw5\nkThe map\ndShorter\n",
        );
        assert_eq!(written.name, Some("Gil".into()));
        let number = |number| ActionId(number);
        assert_eq!(
            written.answers,
            [
                Answer::Threat("Key stolen >E4".into()),
                Answer::Question("Who rotates it?".into()),
                Answer::Fix("Use tokens".into()),
                Answer::Assumption("Staff only".into()),
                Answer::Map("The backup job".into()),
                Answer::Agreed(number(3), true),
                Answer::Agreed(number(4), false),
                Answer::Confidence(0),
                Answer::TimeWellSpent(5),
                Answer::Keep("The map".into()),
                Answer::Change("Shorter".into()),
            ]
        );
        assert_eq!((written.not_understood, written.cut), (Vec::new(), 0));
    }

    #[test]
    fn a_ballot_names_threats_lines_and_heaps_as_often_as_they_have_votes() {
        let ballot = Written::read("vT1 T4*2 \"token theft\"*2 12");
        let votes = ["T1", "T4", "T4", "token theft", "token theft", "12"];
        assert_eq!(ballot.answers, [Answer::Votes(texts(&votes))]);
    }

    #[test]
    fn what_is_not_understood_is_kept_as_it_came() {
        let lines = "xWhat\nt\nc6\nw0\nyB3\nvT1*0\nvT1*100\nv\"open\nv*2\n\u{1f600}";
        let written = Written::read(lines);
        assert_eq!(written.answers, []);
        let lines: Vec<&str> = lines.split('\n').collect();
        assert_eq!(written.not_understood, texts(&lines));
    }

    #[test]
    fn no_more_is_taken_from_one_sheet_than_anyone_writes() {
        let many = "tToken replayed\n".repeat(10_000);
        let written = Written::read(&many);
        assert_eq!((written.answers.len(), written.cut), (200, 9_800));
    }
}
