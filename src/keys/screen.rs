//! The screens by name, and the sets of them that a key may be bound on.

use serde::Deserialize;

/// The screens, from one list: what each is, and the set that a key may be bound on.
macro_rules! screens {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// A screen, as the key map names it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
        pub enum Screen {
            $($(#[$doc])* $name),*
        }

        impl Screen {
            /// All screens.
            pub const ALL: [Self; [$(Self::$name),*].len()] = [$(Self::$name),*];
        }

        /// Screens that a binding is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
        pub(super) enum Scope {
            Everywhere,
            Session,
            $($name),*
        }

        impl Scope {
            pub(super) fn covers(self, screen: Screen) -> bool {
                match self {
                    Self::Everywhere => true,
                    Self::Session => screen.is_of_a_meeting(),
                    $(Self::$name => screen == Screen::$name),*
                }
            }
        }
    };
}

screens! {
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
    /// What was said in a meeting, one candidate at a time.
    Heard,
    /// What an import would bring.
    Import,
    /// A pasted list, before it counts.
    Pasted,
    /// Where the room looked: places by letters.
    Coverage,
    /// Where all threats sit, by likelihood and impact.
    Matrix,
    /// What was written before the meeting, note by note.
    Waiting,
    /// What would fall if some mitigations were done.
    WhatIf,
    /// What a year costs, from the numbers of threats.
    Costs,
    /// What was heard, one threat at a time.
    Journal,
    /// How a rehearsal went.
    Rehearsed,
    /// What a threat rests on.
    Tree,
}

impl Screen {
    /// Whether the keys of a meeting's session work on it.
    fn is_of_a_meeting(self) -> bool {
        !matches!(
            self,
            Self::Home
                | Self::Export
                | Self::OneThreat
                | Self::Whiteboard
                | Self::Review
                | Self::Heard
                | Self::Import
                | Self::Pasted
                | Self::Coverage
                | Self::Matrix
                | Self::Waiting
                | Self::WhatIf
                | Self::Costs
                | Self::Journal
                | Self::Rehearsed
        )
    }

    /// Whether it lists sessions, while none is open.
    pub fn lists_sessions(self) -> bool {
        matches!(self, Self::Home | Self::Journal)
    }

    /// Its name in the key map and in drafts.
    pub fn name(self) -> String {
        format!("{self:?}")
    }

    /// The screen of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|screen| screen.name() == name)
    }
}
