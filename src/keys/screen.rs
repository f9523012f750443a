//! The screens by name, and the sets of them that a key may be bound on.

use serde::Deserialize;

/// A screen, as the key map names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Screen {
    /// The start screen.
    Home,
    /// What last time left open.
    SinceLastTime,
    /// Question 1.
    WorkingOn,
    /// Question 2.
    GoWrong,
    /// Question 3.
    DoAbout,
    /// Question 4.
    GoodEnough,
    /// The questions.
    Questions,
    /// The action items.
    Actions,
    /// The export.
    Export,
    /// The wall of a whiteboard session.
    Whiteboard,
    /// The form of one threat.
    OneThreat,
    /// The candidates of a scan, one at a time.
    Review,
    /// What an import would bring.
    Import,
}

impl Screen {
    /// All screens.
    pub const ALL: [Self; 13] = [
        Self::Home,
        Self::SinceLastTime,
        Self::WorkingOn,
        Self::GoWrong,
        Self::DoAbout,
        Self::GoodEnough,
        Self::Questions,
        Self::Actions,
        Self::Export,
        Self::Whiteboard,
        Self::OneThreat,
        Self::Review,
        Self::Import,
    ];

    /// Its name in the key map and in drafts.
    pub fn name(self) -> String {
        format!("{self:?}")
    }

    /// The screen of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|screen| screen.name() == name)
    }
}

/// Screens that a binding is for.
#[expect(
    clippy::enum_variant_names,
    reason = "question 1 is called so everywhere"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum On {
    Everywhere,
    Session,
    Home,
    SinceLastTime,
    WorkingOn,
    GoWrong,
    DoAbout,
    GoodEnough,
    Questions,
    Actions,
    Export,
    Whiteboard,
    OneThreat,
    Review,
    Import,
}

impl On {
    pub(super) fn covers(self, screen: Screen) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Session => !matches!(
                screen,
                Screen::Home
                    | Screen::Export
                    | Screen::OneThreat
                    | Screen::Whiteboard
                    | Screen::Review
                    | Screen::Import
            ),
            Self::Home => screen == Screen::Home,
            Self::SinceLastTime => screen == Screen::SinceLastTime,
            Self::WorkingOn => screen == Screen::WorkingOn,
            Self::GoWrong => screen == Screen::GoWrong,
            Self::DoAbout => screen == Screen::DoAbout,
            Self::GoodEnough => screen == Screen::GoodEnough,
            Self::Questions => screen == Screen::Questions,
            Self::Actions => screen == Screen::Actions,
            Self::Export => screen == Screen::Export,
            Self::Whiteboard => screen == Screen::Whiteboard,
            Self::OneThreat => screen == Screen::OneThreat,
            Self::Review => screen == Screen::Review,
            Self::Import => screen == Screen::Import,
        }
    }
}
