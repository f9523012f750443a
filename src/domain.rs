//! What a session is, in the field's own words, and every change that can be made to it.
//!
//! Knows no screen, disk or clock: times are handed in, changes are [`Edit`] values, and what cannot be done is a
//! [`Refusal`] with a sentence for the person at the keyboard.

mod action;
mod agenda;
mod answers;
mod apply;
mod assumption;
mod called;
mod candidate;
mod category;
mod clock;
mod coming_back;
mod draft;
mod edit;
mod elsewhere;
mod fields;
mod fixes;
pub mod fold;
mod former;
mod four;
mod going;
mod hands;
mod held;
mod history;
mod id;
mod identity;
mod index;
mod item;
mod levels;
mod links;
mod map_edit;
mod mitigation;
mod named;
mod note;
mod one_threat;
mod origin;
pub(crate) mod pack;
mod parked;
mod people;
mod question;
mod rank;
mod rests_on;
mod returned;
mod round;
mod says;
mod scale;
mod session;
mod size;
mod source;
mod stamp;
mod system;
mod tally;
pub mod text;
mod threat;
mod validate;
pub(crate) mod verb;
mod vote;
mod waiting;
mod walked_set;
mod wall;
mod wall_votes;

pub use action::{Action, ActionKind, ActionStatus};
pub use agenda::{AgendaStep, Planned};
pub use answers::{Answers, DIGITS, MOST_ANSWERS, Moment, SheetId, SheetOf, Waiting, WaitingKind};
pub use assumption::{Assumption, AssumptionState};
pub use called::{Called, tails};
pub(crate) use called::{containing, having_part, named};
pub use candidate::{Candidate, Counted};
pub use category::{Category, NotACategory, STRIDE, can_be_category, can_be_set};
pub use clock::{Clock, ClockState, Looked, Slot, Topic};
pub use coming_back::{Foreseen, ReturnReason};
pub use draft::Draft;
pub use edit::{
    Change, Did, Edit, Field, New, NewAction, NewMitigation, NewThreat, Refusal, SessionField,
    Stays,
};
pub use elsewhere::Meant;
pub use fixes::Fit;
pub use former::{current_checks, current_word};
pub use four::FourQuestion;
pub use held::Held;
pub use history::{History, Moved};
pub use id::{
    ActionId, AssumptionId, ElementId, FlowId, ItemId, MitigationId, NotAnId, NoteId, ParkedId,
    ParticipantId, QuestionId, ThreatId, ZoneId,
};
pub use identity::{Identity, Key, NotAnIdentity};
pub use index::{Index, Whose, WorkList};
pub use levels::Where;
pub use links::can_link;
pub use map_edit::{MapField, Named, Route, ZoneLine};
pub use mitigation::{ControlKind, Effort, Mitigation, Status, Strength};
pub use note::{Note, NoteKind};
pub use one_threat::{AttachedTo, Beside, EXCERPT_BYTES, Pair};
pub use origin::Origin;
pub use pack::PackCard;
pub use parked::{Parked, ParkedKind};
pub use people::{Participant, Seat};
pub use question::{Question, QuestionState};
pub use rank::{Standing, cut, in_order};
pub use rests_on::{Gate, RestsOn};
pub use returned::{Met, Returned};
pub use round::{Asked, Stop, Swept, Turn, Waiver};
pub(crate) use says::says;
pub use says::{Part, Says, counted, ended};
pub use scale::{AxisLevel, FEWEST_LEVELS, MOST_LEVELS, Rated, Rating, Scale, ScaleLevel};
pub use session::{Counters, Dismissal, Session, SessionKind, Sitting, VERSION};
pub use source::{Applies, Source};
pub use stamp::{Stamp, believable};
pub use system::{Element, ElementKind, Flow, Zone};
pub use tally::{Tally, mean_tenths};
pub use text::Text;
pub use threat::{Deferral, Level, Place, Response, ResponseKind, Severity, Stride, Threat};
pub use validate::{Invalid, LIMITS, Limits};
pub use verb::Verb;
pub use vote::{Ballot, Voted, Voting};
pub use walked_set::{Head, WalkedSet};
pub use wall::{Heap, Said, Spot, WallLine};
pub use wall_votes::{Block, WallVotes};
