//! The word of a threat's level beside its words: short, in capitals, and as wide as the longest of the session's scale.

use crate::areas::wrap;
use crate::domain::{Session, Threat};

/// The widest word of a level that a list has room for.
const WIDEST: usize = 8;
/// Cells of the standard words: `CRIT`.
const STANDARD: usize = 4;

/// How bad a threat is, for a list: `HIGH`; empty where nobody rated it.
pub(super) fn short(session: &Session, threat: &Threat) -> String {
    let scale = session.scale();
    let level = session.level(threat);
    level.map_or_else(String::new, |level| badge(scale, level))
}

/// The cells that the level of any threat of this session takes.
pub(super) fn width(session: &Session) -> usize {
    let scale = session.scale();
    let widths = (0..scale.levels.len()).map(|level| wrap::width(&badge(scale, level)));
    widths.max().unwrap_or_default().max(STANDARD)
}

/// The word of a level in capitals, those of the standard scale cut as rooms know them.
fn badge(scale: &crate::domain::Scale, level: usize) -> String {
    let Some(level) = scale.levels.get(level) else {
        return String::new();
    };
    if level.word.as_str() == level.counts_as.words() {
        return level.counts_as.short().to_owned();
    }
    wrap::shorten(&level.word.to_uppercase(), WIDEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Scale;

    #[test]
    fn own_words_are_whole_as_far_as_they_fit_and_the_usual_ones_are_short() {
        let mut scale = Scale::standard().clone();
        scale.levels[0].word = "minor".into();
        scale.levels[3].word = "catastrophic".into();
        let badges: Vec<String> = (0..5).map(|level| badge(&scale, level)).collect();
        let cut = format!("CATAST{}", crate::theme::Signs::CUT);
        assert_eq!(badges, ["MINOR", "MED", "HIGH", &cut, ""]);
    }
}
