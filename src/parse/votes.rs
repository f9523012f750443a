//! Votes as they come: hands that are counted aloud and typed, and ballots that are pasted from a chat.

mod ballots;
mod labels;

pub(crate) use ballots::{Ballots, ballots};
pub(crate) use labels::{ballot_of, labels};

/// The most digits of one number of hands.
const DIGITS: usize = 3;

/// More hands are in no room in which someone counts them.
pub(crate) const MOST_HANDS: u32 = 200;

/// Whether each number ends with a space.
pub(crate) fn are_spaced(line: &str) -> bool {
    line.contains(' ')
}

/// Hands as far as they are typed: one digit a threat, or, as soon as there is a space, one number a threat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hands {
    /// Counted, in the order of the list.
    pub counted: Vec<u32>,
    /// The number that is being typed, where a space ends it.
    pub typing: Option<u32>,
}

impl Hands {
    /// Reads the line as it was typed.
    pub fn read(line: &str) -> Self {
        if !line.contains(' ') {
            return Self {
                counted: line.chars().filter_map(|c| c.to_digit(10)).collect(),
                typing: None,
            };
        }
        let mut counted: Vec<u32> = line
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        let typing = if line.ends_with(' ') {
            None
        } else {
            counted.pop()
        };
        Self { counted, typing }
    }

    /// Whether the number that is being typed is more than any room has.
    pub fn is_too_many(&self) -> bool {
        self.typing.is_some_and(|hands| hands > MOST_HANDS)
    }

    /// All numbers, with the one that is being typed.
    pub fn all(&self) -> Vec<u32> {
        self.counted.iter().copied().chain(self.typing).collect()
    }
}

/// The line after one more character; `None` when the character does not belong there. The first space makes one number
/// of the two digits before it (`12 3 0`, `34512 `), and from then on each number ends with a space.
pub(crate) fn typed(line: &str, sign: char) -> Option<String> {
    if sign.is_ascii_digit() {
        let word = line.rsplit(' ').next().unwrap_or_default();
        let fits = !line.contains(' ') || word.len() < DIGITS;
        return fits.then(|| format!("{line}{sign}"));
    }
    if sign != ' ' {
        return None;
    }
    if line.is_empty() || line.ends_with(' ') {
        return Some(line.to_owned());
    }
    if line.contains(' ') {
        return Some(format!("{line} "));
    }
    let single = line.len().saturating_sub(2);
    let digits = line.chars().enumerate();
    let spaced = digits.flat_map(|(place, c)| {
        let ends = place < single;
        std::iter::once(c).chain(ends.then_some(' '))
    });
    Some(spaced.chain([' ']).collect())
}

/// The line with the last number taken out.
pub(crate) fn one_back(line: &str) -> String {
    if !line.contains(' ') {
        let mut line = line.to_owned();
        line.pop();
        return line;
    }
    let line = line.trim_end();
    line.rsplit_once(' ')
        .map_or_else(String::new, |(before, _)| format!("{before} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is counted and what is being typed after these keys; `<` goes back.
    fn after(keys: &str) -> (Vec<u32>, Option<u32>) {
        let mut line = String::new();
        for key in keys.chars() {
            line = match key {
                '<' => one_back(&line),
                key => typed(&line, key).unwrap_or(line),
            };
        }
        let hands = Hands::read(&line);
        (hands.counted, hands.typing)
    }

    #[test]
    fn one_digit_is_one_threat() {
        assert_eq!(after("7040"), (vec![7, 0, 4, 0], None));
        assert_eq!(after("70<4"), (vec![7, 4], None));
        assert_eq!(after("<<"), (vec![], None));
        assert_eq!(after("7x-é0"), (vec![7, 0], None));
    }

    #[test]
    fn spaces_make_room_for_numbers_above_nine() {
        assert_eq!(after("12 3 0"), (vec![12, 3], Some(0)));
        assert_eq!(after("12 3 0 "), (vec![12, 3, 0], None));
        assert_eq!(after("3  12"), (vec![3], Some(12)));
        assert_eq!(after("12 3<"), (vec![12], None));
        assert_eq!(after("12 <"), (vec![], None));
        assert_eq!(after("12 3456"), (vec![12], Some(345)));
    }

    #[test]
    fn the_first_space_makes_one_number_of_the_two_digits_before_it() {
        assert_eq!(after("12 "), (vec![12], None));
        assert_eq!(after("34512 "), (vec![3, 4, 5, 12], None));
        assert_eq!(after("34512 7 1"), (vec![3, 4, 5, 12, 7], Some(1)));
        assert_eq!(after("3 12 "), (vec![3, 12], None));
    }
}
