//! What the private view knows apart from the session: how far it is scrolled, whether its keys are explained, and what
//! is the matter with the file.

use crate::keys::key::{Key, KeyCode};

/// The view's own state. Nothing of it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Lines that are scrolled away above.
    pub scroll: usize,
    /// The keys are explained.
    pub help: bool,
    /// Why what is shown may be old: one line.
    pub trouble: Option<String>,
}

impl State {
    /// A key was pressed; at most this many lines can be scrolled away, and this many are seen at once. Says whether
    /// the view is left.
    pub fn press(&mut self, key: Key, most: usize, page: usize) -> bool {
        let from = self.scroll.min(most);
        let to = match key.code {
            KeyCode::Char('q' | 'c') if key.ctrl => return true,
            KeyCode::Char('q') | KeyCode::Esc if !key.alt => return true,
            KeyCode::Char('?') => {
                self.help = !self.help;
                from
            }
            KeyCode::Up => from.saturating_sub(1),
            KeyCode::Down => from + 1,
            KeyCode::PageUp => from.saturating_sub(page),
            KeyCode::PageDown => from + page,
            KeyCode::Home => 0,
            KeyCode::End => most,
            _ => from,
        };
        self.scroll = to.min(most);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_not_scrolled_past_and_one_key_back_is_one_line() {
        let mut state = State::default();
        for _ in 0..9 {
            assert!(!state.press(Key::plain(KeyCode::Down), 3, 10));
        }
        assert_eq!(state.scroll, 3);
        state.press(Key::plain(KeyCode::Up), 3, 10);
        assert_eq!(state.scroll, 2);
    }

    #[test]
    fn only_three_keys_leave_and_ctrl_c_as_in_any_terminal() {
        let leaves = |key| State::default().press(key, 0, 1);
        assert!(leaves(Key::char('q')) && leaves(Key::ctrl('q')));
        assert!(leaves(Key::plain(KeyCode::Esc)) && leaves(Key::ctrl('c')));
        for key in [Key::char('t'), Key::char('c'), Key::plain(KeyCode::Enter)] {
            assert!(!leaves(key), "{key}");
        }
    }
}
