//! What undo leaves as it is.

use super::edit::{Edit, SessionField};

/// What undo leaves as it is: no key can undo a minute that passed or a turn that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// That a meeting began.
    Meeting,
    /// Who had a turn, and whose it is.
    Turns,
    /// The time that passed.
    Clock,
    /// That it was attached: the model has it, and undo does not reach there.
    Attached,
    /// The line that is being typed, which its own keys undo.
    Draft,
    /// The numbers that items got: what was said aloud never means another thing.
    Numbers,
}

impl Edit {
    /// What undo leaves as it is when this was done; `None` for what `u` takes back.
    ///
    /// Several changes that are undone as one are taken back whole if one of them is.
    pub fn stays(&self) -> Option<Stays> {
        match self {
            // How much risk was left in the meeting before is kept as another one begins.
            Self::Session(SessionField::Begin | SessionField::RiskAtClose(_)) => {
                Some(Stays::Meeting)
            }
            Self::Session(SessionField::Turns(..)) => Some(Stays::Turns),
            Self::Session(SessionField::Clock(_)) => Some(Stays::Clock),
            Self::Session(SessionField::AttachedTo(_)) => Some(Stays::Attached),
            Self::Session(SessionField::Draft(_)) => Some(Stays::Draft),
            Self::Within(_, edit) => edit.stays(),
            Self::All(edits) => {
                let mut all = edits.iter().map(Self::stays);
                all.next()
                    .flatten()
                    .filter(|_| all.all(|stays| stays.is_some()))
            }
            _ => None,
        }
    }
}
