//! The way back: where the room came from to the screens that Esc leaves. Each screen stands on it once, so that Esc never
//! goes around in a circle.

use super::room;
use crate::keys::Screen;

/// The screens that Esc goes back to, one after the other, the next one last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail(Vec<Screen>);

impl Trail {
    /// A screen is shown after another one.
    pub(crate) fn goes(&mut self, from: Screen, to: Screen) {
        if from == to || room(to).left_for.is_none() {
            return;
        }
        if room(from).left_for.is_none() {
            self.0.clear();
        }
        // A screen that is gone to again is left for where it was left for before.
        if let Some(place) = self.0.iter().position(|screen| *screen == to) {
            self.0.truncate(place);
        } else {
            self.0.push(from);
        }
    }

    /// Where Esc leads from this screen.
    pub(crate) fn back(&self, from: Screen) -> Option<Screen> {
        let usual = room(from).left_for?;
        Some(self.0.last().copied().unwrap_or(usual))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where Esc leads, again and again, after these screens were gone to one after the other.
    fn back_from(screens: &[Screen]) -> Vec<Screen> {
        let mut trail = Trail::default();
        for pair in screens.windows(2) {
            trail.goes(pair[0], pair[1]);
        }
        let mut at = *screens.last().unwrap();
        let mut all = Vec::new();
        while let Some(to) = trail.back(at) {
            trail.goes(at, to);
            all.push(to);
            at = to;
        }
        all
    }

    #[test]
    fn esc_goes_back_screen_by_screen() {
        use Screen as S;
        assert_eq!(back_from(&[S::GoodEnough, S::Costs]), [S::GoodEnough]);
        assert_eq!(
            back_from(&[S::DoAbout, S::Matrix, S::WhatIf, S::Export]),
            [S::WhatIf, S::Matrix, S::DoAbout]
        );
        assert_eq!(
            back_from(&[S::DoAbout, S::Matrix, S::GoWrong, S::Costs]),
            [S::GoWrong]
        );
    }

    #[test]
    fn a_screen_that_is_gone_to_again_is_left_for_where_it_was_left_for_before() {
        use Screen as S;
        assert_eq!(
            back_from(&[S::DoAbout, S::Matrix, S::Tree, S::Matrix]),
            [S::DoAbout]
        );
        assert_eq!(
            back_from(&[S::WorkingOn, S::Waiting, S::Import, S::Waiting]),
            [S::WorkingOn]
        );
        assert_eq!(
            back_from(&[S::WorkingOn, S::Waiting, S::Waiting]),
            [S::WorkingOn]
        );
    }

    #[test]
    fn without_a_way_esc_leads_to_the_question_that_the_screen_belongs_to() {
        let trail = Trail::default();
        assert_eq!(trail.back(Screen::Costs), Some(Screen::GoodEnough));
        assert_eq!(trail.back(Screen::GoWrong), None);
    }
}
