//! What takes its time outside: opening, looking for sessions, writing exports. The edge tells when one of them takes
//! longer than a moment, and its result ends it; meanwhile the status line says what is waited for.

use super::msg::Msg;
use crate::keys::Screen;

/// Something outside that takes its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// The session in the file of this name is opened.
    Opening(String),
    /// The sessions that can be carried on are looked for.
    Finding,
    /// The sessions are looked through.
    Seeking,
    /// Exports are written.
    Writing,
    /// A threat is attached to a model.
    Attaching,
    /// The map is drawn.
    Drawing,
    /// What a year costs is simulated.
    Simulating,
    /// The least work that gets there is looked for.
    Cheapest,
    /// The file of this name is read, which is of another format.
    Importing(String),
}

impl Task {
    /// Whether keys would act on what is about to go away.
    fn holds_keys(&self) -> bool {
        matches!(self, Self::Opening(_) | Self::Importing(_))
    }
}

impl Task {
    /// What the status line says meanwhile.
    pub fn says(&self) -> String {
        match self {
            Self::Opening(file) => format!("Opening {file} ..."),
            Self::Finding => "Looking for sessions ...".to_owned(),
            Self::Seeking => "Looking through the sessions ...".to_owned(),
            Self::Importing(file) => format!("Reading {file} ..."),
            Self::Writing => "Writing the exports ...".to_owned(),
            Self::Attaching => "Attaching ...".to_owned(),
            Self::Drawing => "Drawing the map ...".to_owned(),
            Self::Simulating => "Simulating ...".to_owned(),
            Self::Cheapest => "Looking for the cheapest set ...".to_owned(),
        }
    }
}

/// What is waited for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    tasks: Vec<Task>,
    /// A key was pressed that has to wait for the session.
    pressed: bool,
}

impl Waiting {
    /// What the status line of a screen says, if something is waited for that matters there.
    pub fn says(&self, screen: Screen) -> Option<String> {
        let matters = |task: &&Task| match task {
            Task::Opening(_) | Task::Importing(_) => true,
            Task::Finding => screen.lists_sessions(),
            // The row of what is looked for says it, and the last drawing of the map is still there.
            Task::Seeking | Task::Drawing => false,
            Task::Simulating => screen == Screen::Costs,
            Task::Cheapest => screen == Screen::WhatIf,
            Task::Writing | Task::Attaching => screen != Screen::Home,
        };
        let task = self.tasks.iter().find(matters)?;
        Some(match task {
            task if task.holds_keys() && self.pressed => {
                format!("{} Keys do nothing until then; Esc cancels.", task.says())
            }
            task => task.says(),
        })
    }

    /// Whether a session is being opened, or a file read that is shown then: keys would act on what is about to go
    /// away.
    pub fn is_opening(&self) -> bool {
        self.tasks.iter().any(Task::holds_keys)
    }

    /// Whether exports are being written.
    pub(super) fn is_writing(&self) -> bool {
        self.tasks.contains(&Task::Writing) || self.tasks.contains(&Task::Attaching)
    }

    /// A task takes its time; a former one of its kind is not waited for any more.
    pub(super) fn begin(&mut self, task: Task) {
        let kind = std::mem::discriminant(&task);
        self.tasks
            .retain(|other| std::mem::discriminant(other) != kind);
        self.pressed = false;
        // What keys have to wait for is said first.
        let place = if task.holds_keys() {
            0
        } else {
            self.tasks.len()
        };
        self.tasks.insert(place, task);
    }

    /// A message may be the result that was waited for.
    pub(super) fn end(&mut self, msg: &Msg) {
        self.tasks.retain(|task| {
            !matches!(
                (task, msg),
                (Task::Opening(_), Msg::Opened(_))
                    | (Task::Finding, Msg::Recents(_) | Msg::KnownRecents(..))
                    | (Task::Seeking, Msg::Sought(_))
                    | (
                        Task::Writing,
                        Msg::Exported(_) | Msg::Copied(_) | Msg::ChangedAside(_)
                    )
                    | (Task::Attaching, Msg::Attached(_))
                    | (Task::Drawing, Msg::Drawn(_))
                    | (Task::Simulating, Msg::Simulated(_))
                    | (Task::Cheapest, Msg::Cheapest(_))
                    | (Task::Importing(_), Msg::Imported(_))
            )
        });
    }

    /// A key has to wait.
    pub(super) fn press(&mut self) {
        self.pressed = true;
    }

    /// What keys wait for is not waited for any more.
    pub(super) fn stop(&mut self) -> Option<Task> {
        self.tasks.extract_if(.., |task| task.holds_keys()).next()
    }
}
