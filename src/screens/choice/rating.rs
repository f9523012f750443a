//! What a threat is rated with: the words of the session's scale, each under a key that is easy to remember.

use super::{Choice, Offer, Pick, ask, make, option};
use crate::domain::{AxisLevel, Field, Rated, Scale, Session, ThreatId};
use crate::risk::Scales;

/// The key for likelihood and impact. No level has it where there is a matrix.
const MATRIX: &str = "s";
/// The key that takes a rating away.
const NONE: &str = "-";
/// The key that shows what the words mean.
const MEANINGS: &str = "?";

/// The levels, likelihood and impact where the scale has them, and no rating.
pub(super) fn levels(scale: &Scale, id: ThreatId) -> Vec<Offer> {
    let taken = if scale.has_matrix() { MATRIX } else { "" };
    let words: Vec<&str> = scale.levels.iter().map(|level| &*level.word).collect();
    let keyed = keys(&words, taken).into_iter().zip(&words).enumerate();
    let mut options: Vec<Offer> = keyed
        .map(|(level, (key, word))| make(&key, word, id, Field::Rating(Rated::Single(level))))
        .collect();
    if scale.has_matrix() {
        options.push(ask(MATRIX, "likelihood x impact", Choice::Likelihood(id)));
    }
    options.push(make(NONE, "none", id, Field::Severity(None)));
    options.push(shows_meanings());
    options
}

/// The steps of likelihood; each asks for the impact.
pub(super) fn likelihood(scale: &Scale, id: ThreatId) -> Vec<Offer> {
    axis(&scale.likelihood, |step, key, word| {
        ask(key, word, Choice::Impact(id, step))
    })
}

/// The steps of impact; with the likelihood, each rates the threat.
pub(super) fn impact(scale: &Scale, id: ThreatId, likelihood: usize) -> Vec<Offer> {
    axis(&scale.impact, |step, key, word| {
        make(
            key,
            word,
            id,
            Field::Rating(Rated::Matrix(likelihood, step)),
        )
    })
}

/// The scales that are known here, by their numbers; the session's own comes first if it is none of them.
pub(super) fn scales(session: &Session, scales: &Scales) -> Vec<Offer> {
    let now = session.scale();
    let known = scales.scales.iter();
    let own = scales.named(&now.name).is_none().then_some(now);
    let all = own.into_iter().chain(known).enumerate();
    all.map(|(place, scale)| {
        let used = if scale.name == now.name {
            ", in use"
        } else {
            ""
        };
        let label = format!("{}{used}", scale.name);
        let edit = Pick::Make(session.use_scale(scale));
        option(&(place + 1).to_string(), &label, edit)
    })
    .collect()
}

fn axis(steps: &[AxisLevel], offer: impl Fn(usize, &str, &str) -> Offer) -> Vec<Offer> {
    let words: Vec<&str> = steps.iter().map(|step| &*step.word).collect();
    let keyed = keys(&words, "").into_iter().zip(words).enumerate();
    let mut options: Vec<Offer> = keyed
        .map(|(step, (key, word))| offer(step, &key, word))
        .collect();
    options.push(shows_meanings());
    options
}

fn shows_meanings() -> Offer {
    option(MEANINGS, "meanings", Pick::Meanings)
}

/// A key for each word: its first letter that is still free, else its number.
fn keys(words: &[&str], taken: &str) -> Vec<String> {
    let mut used: Vec<char> = taken.chars().collect();
    let mut keys = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let mut letters = word.chars().flat_map(char::to_lowercase);
        let free = letters.find(|c| c.is_alphabetic() && !used.contains(c));
        used.extend(free);
        keys.push(free.map_or_else(|| (place + 1).to_string(), String::from));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyed(options: &[Offer]) -> Vec<(&str, &str)> {
        options
            .iter()
            .map(|offer| (offer.key.as_str(), offer.label.as_str()))
            .collect()
    }

    #[test]
    fn the_standard_scale_keeps_its_keys() {
        let id = ThreatId(1);
        assert_eq!(
            keyed(&levels(Scale::standard(), id)),
            [
                ("l", "low"),
                ("m", "medium"),
                ("h", "high"),
                ("c", "critical"),
                ("s", "likelihood x impact"),
                ("-", "none"),
                ("?", "meanings"),
            ]
        );
        let steps = [
            ("l", "low"),
            ("m", "medium"),
            ("h", "high"),
            ("?", "meanings"),
        ];
        assert_eq!(keyed(&likelihood(Scale::standard(), id)), steps);
        assert_eq!(keyed(&impact(Scale::standard(), id, 2)), steps);
    }

    #[test]
    fn a_word_whose_letters_are_taken_has_the_next_free_one_else_its_number() {
        assert_eq!(keys(&["slight", "severe", "major"], ""), ["s", "e", "m"]);
        assert_eq!(keys(&["slight", "severe"], "s"), ["l", "e"]);
        assert_eq!(
            keys(&["a", "A", "Ü", "1", "2a"], ""),
            ["a", "2", "ü", "4", "5"]
        );
    }

    #[test]
    fn where_there_is_no_matrix_only_levels_are_offered() {
        let mut scale = Scale::standard().clone();
        (scale.likelihood, scale.impact, scale.matrix) = (Vec::new(), Vec::new(), Vec::new());
        let options = levels(&scale, ThreatId(1));
        assert!(
            options.iter().all(|offer| offer.key != MATRIX),
            "{options:?}"
        );
    }
}
