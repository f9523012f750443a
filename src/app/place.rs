//! Where the program is: outside of any session, or in one. A screen of a session without its session, or the start
//! screen over one, cannot be written down.

use super::open::Open;
use crate::keys::Screen;

/// Where the program is.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// Outside of any session.
    Outside(Outside),
    /// In a session, on one of its screens.
    Inside(Box<Open>, ScreenOfSession),
}

/// A screen that needs no session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outside {
    /// The start screen.
    Home,
    /// The form of one threat, before its first line makes a session.
    Form,
    /// The candidates of an import that may make a session.
    Review,
    /// The candidates of a transcript that may make a session.
    Heard,
    /// What that import would bring.
    Import,
    /// The journal.
    Journal,
}

/// A screen of a session: any but those that list sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ScreenOfSession(Screen);

impl ScreenOfSession {
    /// The screen, if a session can be shown on it.
    fn new(screen: Screen) -> Option<Self> {
        (!screen.lists_sessions()).then_some(Self(screen))
    }
}

impl Outside {
    /// The screen, if it needs no session.
    fn new(screen: Screen) -> Option<Self> {
        match screen {
            Screen::Home => Some(Self::Home),
            Screen::OneThreat => Some(Self::Form),
            Screen::Review => Some(Self::Review),
            Screen::Heard => Some(Self::Heard),
            Screen::Import => Some(Self::Import),
            Screen::Journal => Some(Self::Journal),
            _ => None,
        }
    }

    fn screen(self) -> Screen {
        match self {
            Self::Home => Screen::Home,
            Self::Form => Screen::OneThreat,
            Self::Review => Screen::Review,
            Self::Heard => Screen::Heard,
            Self::Import => Screen::Import,
            Self::Journal => Screen::Journal,
        }
    }
}

impl Place {
    /// The screen that is shown.
    pub(super) fn screen(&self) -> Screen {
        match self {
            Self::Outside(outside) => outside.screen(),
            Self::Inside(_, screen) => screen.0,
        }
    }

    /// In a session, on this screen of it.
    pub(super) fn inside(open: Open, screen: Screen) -> Self {
        let screen = ScreenOfSession::new(screen).unwrap_or(ScreenOfSession(Screen::WorkingOn));
        Self::Inside(Box::new(open), screen)
    }

    /// Shows another screen, if there can be one here: a session's in a session, any other outside.
    pub(super) fn show(&mut self, screen: Screen) {
        match self {
            Self::Outside(shown) => *shown = Outside::new(screen).unwrap_or(*shown),
            Self::Inside(_, shown) => *shown = ScreenOfSession::new(screen).unwrap_or(*shown),
        }
    }

    /// The session that is open.
    pub(super) fn open(&self) -> Option<&Open> {
        match self {
            Self::Outside(_) => None,
            Self::Inside(open, _) => Some(open),
        }
    }

    /// The session that is open, to be changed.
    pub(super) fn open_mut(&mut self) -> Option<&mut Open> {
        match self {
            Self::Outside(_) => None,
            Self::Inside(open, _) => Some(open),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_of_a_session_only_what_needs_none_is_shown() {
        for screen in Screen::ALL {
            let mut place = Place::Outside(Outside::Home);
            place.show(screen);
            let needs_none = [
                Screen::Home,
                Screen::OneThreat,
                Screen::Review,
                Screen::Heard,
                Screen::Import,
                Screen::Journal,
            ];
            let shown = needs_none.contains(&screen);
            assert_eq!(place.screen() == screen, shown, "{screen:?}");
            assert!(place.open().is_none());
        }
    }
}
