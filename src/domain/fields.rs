//! The fields of a session and of its meetings, one by one: what a change sets is one field, and so is what undo sets
//! back.

use super::answers::{Answers, Waiting};
use super::clarity::Clarity;
use super::clock::Clock;
use super::coming_back::{Foreseen, ReturnReason};
use super::consequences::{LookAgain, StillHolds};
use super::draft::Draft;
use super::id::ParticipantId;
use super::one_threat::{AttachedTo, Pair};
use super::origin::Origin;
use super::risk_at_close::RiskAtClose;
use super::round::{Turn, Waiver};
use super::scale::Scale;
use super::session::{Dismissal, Session, SessionKind};
use super::sitting::Sitting;
use super::size::weigh;
use super::source::Source;
use super::stamp::Stamp;
use super::text::Text;
use super::vote::Voting;

macro_rules! fields {
    ($(#[$doc:meta])* $name:ident of $owner:ident at $depth:literal { $($variant:ident($kind:ty) => $field:ident;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(super) enum $name {
            $($variant($kind),)*
        }

        impl $name {
            /// How many bytes of the file it takes.
            pub(super) fn weight(&self) -> usize {
                match self {
                    $($name::$variant(value) => weigh(value, $depth),)*
                }
            }
        }

        impl $owner {
            /// Sets one field and says what it was.
            pub(super) fn set_field(&mut self, field: $name) -> $name {
                match field {
                    $($name::$variant(new) => {
                        $name::$variant(std::mem::replace(&mut self.$field, new))
                    })*
                }
            }

            /// Whether a field is that already.
            pub(super) fn has_field(&self, field: &$name) -> bool {
                match field {
                    $($name::$variant(new) => self.$field == *new,)*
                }
            }
        }
    };
}

fields! {
    /// A field of the session itself.
    Header of Session at 1 {
        Title(Text) => title;
        Dismissed(Vec<Dismissal>) => dismissed;
        Waived(Vec<Waiver>) => waived;
        Waiting(Vec<Waiting>) => waiting;
        Sets(Vec<Text>) => sets;
        Scale(Option<Box<Scale>>) => scale;
        Revisit(Option<chrono::NaiveDate>) => revisit;
        Kind(SessionKind) => kind;
        Source(Option<Source>) => source;
        System(Option<Text>) => system;
        Better(Option<bool>) => better;
        AttachedTo(Vec<AttachedTo>) => attached_to;
        MoreSystems(Vec<Text>) => more_systems;
        Pair(Option<Pair>) => pair;
        OldVoting(Option<Voting>) => old_voting;
        Origins(Vec<Origin>) => origins;
        Draft(Option<Draft>) => draft;
        LookAgain(Vec<LookAgain>) => look_again;
        StillHolds(Vec<StillHolds>) => still_holds;
    }
}

fields! {
    /// A field of one meeting.
    SittingField of Sitting at 3 {
        Ended(Option<Stamp>) => ended;
        Confidence(Vec<u8>) => confidence;
        TimeWellSpent(Vec<u8>) => time_well_spent;
        Clarity(Vec<Clarity>) => clarity;
        Voting(Option<Voting>) => voting;
        Answers(Vec<Answers>) => answers;
        Risk(Option<Box<RiskAtClose>>) => risk;
        Turn(Option<ParticipantId>) => turn;
        Turns(Vec<Turn>) => turns;
        Clock(Option<Clock>) => clock;
        Why(Option<ReturnReason>) => why;
        Incident(Text) => incident;
        Foreseen(Option<Foreseen>) => foreseen;
    }
}
