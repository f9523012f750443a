//! Every change to a session as a value: what the keys, the command line and an importer all speak.

use chrono::NaiveDate;
use uuid::Uuid;

use super::action::{ActionKind, ActionStatus};
use super::answers::{Answers, Waiting};
use super::asset::AssetKind;
use super::assumption::AssumptionState;
use super::category::Category;
use super::clock::Clock;
use super::coming_back::{Foreseen, ReturnReason};
use super::draft::Draft;
use super::figures::Figures;
use super::four::FourQuestion;
use super::id::{AssumptionId, ElementId, FlowId, ItemId, ParkedId, ParticipantId, ThreatId};
use super::map_edit::{MapField, Named, Route, ZoneLine};
use super::mitigation::{ControlKind, Effort, LinkTerms, Status, Strength};
use super::note::NoteKind;
use super::one_threat::{AttachedTo, Pair};
use super::pack::PackCard;
use super::parked::ParkedKind;
use super::parts::{ActorKind, PartName};
use super::people::Seat;
use super::question::QuestionState;
use super::rests_on::RestsOn;
use super::returned::{Met, Returned};
use super::risk_at_close::RiskAtClose;
use super::round::{Asked, Swept, Turn};
use super::scale::{Rated, Scale};
use super::session::{Session, SessionKind};
use super::source::{Applies, Source};
use super::system::ElementKind;
use super::text::Text;
use super::threat::{Level, Place, ResponseKind, Severity, Stride};
use super::until::Until;
use super::vote::Voting;
use super::wall::Said;

/// A change to a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Add an item at the end of its list.
    Add(New),
    /// Change one field of an item.
    Set(ItemId, Field),
    /// Change a field of the session itself.
    Session(SessionField),
    /// Join two items that know each other: a mitigation and a threat, a question and what it is about.
    Link(ItemId, ItemId),
    /// Part two items that were joined.
    Unlink(ItemId, ItemId),
    /// Take an item out, and every link to it.
    Delete(ItemId),
    /// Put the first threat, mitigation, question, element, flow, zone, asset or business risk into the second: all
    /// links are kept, and what both say in words.
    Merge(ItemId, ItemId),
    /// Cut a threat in two: the first keeps `.1` as its text, a new one gets `.2` and the same links.
    Split(ThreatId, Text, Text),
    /// Move an item up (negative) or down in its list by this many positions.
    Move(ItemId, i32),
    /// Make a mitigation for a threat out of a parked fix.
    UseParked(ParkedId, ThreatId),
    /// Put threats off on purpose.
    Defer(Vec<ThreatId>, Text, Option<ParticipantId>, Option<Until>),
    /// Take over the items of another session, which get numbers of this one. People, elements, zones and flows that
    /// are here already are not added again, nor what came from the same place before.
    Adopt(Box<Session>),
    /// Take over a file that was here before: what is new in it as [`Edit::Adopt`] does, and what was changed there
    /// since, where no one changed the same here.
    Return(Box<Returned>),
    /// A change in which every new element stands on the map of this one.
    Within(ElementId, Box<Edit>),
    /// Lead a flow elsewhere; it keeps its number and all that hangs on it.
    Reroute(FlowId, Route),
    /// Make a line of the wall something else; it keeps its number.
    SayAs(ItemId, Said),
    /// Call a heap of the wall something else; an empty name takes its lines off it.
    NameHeap(Text, Text),
    /// Several changes that are undone as one.
    All(Vec<Edit>),
}

/// An item to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum New {
    /// A threat.
    Threat(NewThreat),
    /// A mitigation for at least one threat.
    Mitigation(NewMitigation),
    /// A question.
    Question {
        /// The question.
        text: Text,
        /// What it is about.
        about: Vec<ItemId>,
        /// Who asked.
        speaker: Option<ParticipantId>,
        /// Who will find out.
        owner: Option<ParticipantId>,
    },
    /// An action item.
    Action(NewAction),
    /// An assumption.
    Assumption {
        /// What is taken for granted.
        text: Text,
        /// What rests on it.
        about: Vec<ItemId>,
        /// Who said it.
        speaker: Option<ParticipantId>,
    },
    /// A parked item.
    Parked {
        /// What was said.
        text: Text,
        /// Fix or off-topic item.
        kind: ParkedKind,
        /// What the team was talking about.
        about: Option<ItemId>,
        /// Who said it.
        speaker: Option<ParticipantId>,
    },
    /// A line of one of the session's lists.
    Note(NoteKind, Text),
    /// A participant: name and role.
    Participant(Text, Text),
    /// Something worth protecting, or what is newly known about one of that name.
    Asset {
        /// Its name.
        name: Text,
        /// What it is.
        kind: Option<AssetKind>,
        /// How much confidentiality, integrity and availability matter, where that was said.
        needs: [Option<Level>; 3],
        /// Where it is held and carried.
        places: Vec<Place>,
        /// The threats that harm it.
        threats: Vec<ThreatId>,
    },
    /// What the business would lose, and the threats that lead to it; one in the same words gets the threats instead.
    BusinessRisk(Text, Vec<ThreatId>),
    /// A part of the system, or what is newly known about one that exists.
    Element {
        /// Its name; an element of that name is changed instead of added again.
        name: Text,
        /// Its kind, if that was said.
        kind: Option<ElementKind>,
        /// The team does not know how it works.
        unknown: bool,
    },
    /// A data flow between two elements, which are added if no one has named them.
    Flow {
        /// Name of the start.
        from: Text,
        /// Name of the end.
        to: Text,
        /// What moves.
        data: Text,
    },
    /// A trust zone and the names of elements that live in it, all of which are added if no one has named them.
    Zone(Text, Vec<Text>),
    /// A trust zone and what lies in it, as people type it.
    ZoneLine(ZoneLine),
    /// An element and what stands on its own map, all of which are added if no one has named them.
    Into(Named, Vec<Named>),
}

/// A threat to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewThreat {
    /// Its text, as it was said.
    pub text: Text,
    /// Where in the system.
    pub places: Vec<Place>,
    /// STRIDE categories.
    pub stride: Vec<Stride>,
    /// Categories of other sets.
    pub categories: Vec<Category>,
    /// Who said it.
    pub speaker: Option<ParticipantId>,
    /// Severity, if it was typed along.
    pub severity: Option<Severity>,
    /// The level of the session's scale, if that was typed along. It says more than the severity.
    pub rated: Option<Rated>,
    /// Where it comes from.
    pub references: Vec<Text>,
    /// During which question it was said.
    pub found_in: FourQuestion,
    /// The card that it began as.
    pub pack: Option<PackCard>,
}

/// A mitigation to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMitigation {
    /// Its text, as it was said.
    pub text: Text,
    /// The threats it answers.
    pub threats: Vec<ThreatId>,
    /// How far it is.
    pub status: Status,
    /// What it does.
    pub kind: Option<ControlKind>,
    /// How much of a threat it takes away.
    pub strength: Option<Strength>,
    /// How much work it is.
    pub effort: Option<Effort>,
    /// Who said it.
    pub speaker: Option<ParticipantId>,
}

/// An action item to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAction {
    /// Verb first.
    pub text: Text,
    /// Its kind; guessed from the first word when `None`.
    pub kind: Option<ActionKind>,
    /// What it is for. A question among these becomes [`QuestionState::Moved`].
    pub about: Vec<ItemId>,
    /// Who does it.
    pub owner: Option<ParticipantId>,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// A field of an item. What an item does not have is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Its text or name.
    Text(Text),
    /// Threat or asset: where.
    Places(Vec<Place>),
    /// Threat: STRIDE categories.
    Stride(Vec<Stride>),
    /// Threat: categories of other sets.
    Categories(Vec<Category>),
    /// Anything with a speaker: who said it.
    Speaker(Option<ParticipantId>),
    /// Threat: severity.
    Severity(Option<Severity>),
    /// Threat: its rating on the session's scale, which sets the severity.
    Rating(Rated),
    /// Rated threat: who rated it.
    RatedBy(Option<ParticipantId>),
    /// Threat: what the business would lose, in words of its own.
    BusinessRisk(Text),
    /// Threat: what kind of actor it comes from.
    Actor(Option<ActorKind>),
    /// Threat: one part of its sentence; empty words take it away.
    Part(PartName, Text),
    /// Threat: what suffers.
    Goals(Vec<Text>),
    /// Threat: the threats that it rests on.
    RestsOn(Option<RestsOn>),
    /// Threat: how often and at what cost.
    Figures(Option<Box<Figures>>),
    /// Threat with a response, or deferred: until when that holds.
    Until(Option<Until>),
    /// Threat: response, reason, who decided. `None` takes the response back.
    Response(Option<(ResponseKind, Text, Option<ParticipantId>)>),
    /// Threat: the test or evidence on which its response rests.
    Evidence(Text),
    /// Threat: its words are not clear yet.
    Reword(bool),
    /// Threat: how well it is understood, by hands in this meeting, 1 to 5; none takes them back.
    Clarity(Vec<u8>),
    /// Threat: no longer deferred.
    NotDeferred,
    /// Threat: where it comes from.
    References(Vec<Text>),
    /// Threat: whether it touches us.
    Applies(Option<Applies>),
    /// Threat: the one-threat session that it was attached from.
    Attached(Option<Uuid>),
    /// Line of the wall: the heap that it is put on; an empty name takes it off.
    Heap(Text),
    /// Mitigation: how far it is.
    Status(Status),
    /// Mitigation: what it does.
    ControlKind(Option<ControlKind>),
    /// Mitigation: how much of a threat it takes away.
    Strength(Option<Strength>),
    /// Compensating mitigation: the kind that it stands in for.
    InsteadOf(Option<ControlKind>),
    /// Mitigation: what is different for one of its threats.
    LinkTerms(LinkTerms),
    /// Mitigation: whether it works, and who looked; `None` when nobody has.
    Checked(Option<(bool, Option<ParticipantId>)>),
    /// Asset: what it is.
    AssetKind(Option<AssetKind>),
    /// Asset: how much confidentiality, integrity and availability matter.
    Needs([Option<Level>; 3]),
    /// Mitigation: how much work.
    Effort(Option<Effort>),
    /// Mitigation: how we will know it works.
    Verify(Text),
    /// Question or action item: who. Element: a name in words.
    Owner(Option<ParticipantId>),
    /// Element: who owns it, in words. Zone: the same of each element in it that has no owner yet.
    ElementOwner(Option<Text>),
    /// Element: its kind.
    ElementKind(ElementKind),
    /// Element, flow or zone: anything else that the map says of it.
    Map(MapField),
    /// Question: the answer; an empty one opens the question again.
    Answer(Text),
    /// Question: the wording is what was meant.
    Confirmed(bool),
    /// Question: where it stands.
    QuestionState(QuestionState),
    /// Mitigation or action item: key of a ticket elsewhere.
    External(Option<Text>),
    /// Action item: by when.
    Due(Option<NaiveDate>),
    /// Action item: the owner said yes.
    SaidYes(bool),
    /// Action item: looked at in a later meeting, and still to do.
    Still,
    /// Action item: where it stands.
    ActionStatus(ActionStatus),
    /// Action item: its kind.
    ActionKind(ActionKind),
    /// Assumption: where it stands.
    Assumption(AssumptionState),
    /// Participant: role.
    Role(Text),
    /// Participant: task in this meeting.
    Seat(Option<Seat>),
    /// Participant: not in the meeting today.
    Absent(bool),
}

/// A field of the session itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionField {
    /// What the meeting is about.
    Title(Text),
    /// Hands, 0 to 5.
    Confidence(Vec<u8>),
    /// Hands, 1 to 5.
    TimeWellSpent(Vec<u8>),
    /// When to come back.
    Revisit(Option<NaiveDate>),
    /// All votes of a round, replacing those before; `None` removes them.
    Voting(Option<Voting>),
    /// What someone answered on a sheet, replacing what they answered on it before.
    Answers(Answers),
    /// The notes from before the meeting that wait, replacing those before.
    Waiting(Vec<Waiting>),
    /// Dismiss the findings of a check, with a reason.
    Dismiss(Text, Text),
    /// Show the findings of a check again.
    Undismiss(Text),
    /// Go through a gate: the rule, and why.
    Waive(Text, Text),
    /// The team looked at an element with a STRIDE category in mind (true), or did not after all (false).
    Sweep(Swept, bool),
    /// The team looked at an element with all of these categories in mind.
    SweepStop(Place, Vec<Asked>),
    /// The category sets that are asked about, by name.
    Sets(Vec<Text>),
    /// The scale that threats are rated with; `None` is the standard one.
    Scale(Option<Box<Scale>>),
    /// Somebody looked at an item that had to be looked at again, and it still holds.
    StillHolds(ItemId),
    /// The form in which the session opens from now on.
    Kind(SessionKind),
    /// The news that it began with.
    Source(Option<Source>),
    /// Which of our things it is about.
    System(Option<Text>),
    /// Whether we are better off than before.
    Better(Option<bool>),
    /// One threat: the models that got it, replacing those before.
    AttachedTo(Vec<AttachedTo>),
    /// One threat: the systems that come next, replacing those before.
    MoreSystems(Vec<Text>),
    /// One threat: what a second person added; `None` is an exercise for one.
    Pair(Option<Pair>),
    /// Another meeting of this session begins now.
    Begin,
    /// The meeting ends now.
    Close,
    /// How much risk is left as the meeting ends; `None` where nothing is rated.
    RiskAtClose(Option<Box<RiskAtClose>>),
    /// Why the team came back to this meeting.
    Why(ReturnReason),
    /// What happened, when that is why the team came back.
    Incident(Text),
    /// Whether what happened was on the list.
    Foreseen(Option<Foreseen>),
    /// Whose turn it is in the meeting that goes on, and who had theirs.
    Turns(Option<ParticipantId>, Vec<Turn>),
    /// The clock of the meeting that goes on.
    Clock(Box<Clock>),
    /// The line that is being typed.
    Draft(Option<Draft>),
}

/// What a change did to the item that its sentence names first, for those who do not see the item beside the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Did {
    /// Added it; the sentence has little more than its number.
    Added(ItemId),
    /// Changed it; the sentence does not say what.
    Changed(ItemId),
    /// Responded to it; the sentence says neither why nor who decided.
    Responded(ThreatId),
    /// Judged it; the sentence does not repeat its text.
    Judged(AssumptionId),
    /// Something that the sentence says in full.
    Told(ItemId),
}

impl Did {
    /// The item that it was done to.
    pub fn item(self) -> ItemId {
        match self {
            Self::Added(id) | Self::Changed(id) | Self::Told(id) => id,
            Self::Responded(id) => id.into(),
            Self::Judged(id) => id.into(),
        }
    }
}

/// What a change did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// For the status line: `T14 added`.
    pub says: String,
    /// The same as a value.
    pub did: Option<Did>,
    /// What happened beside what was added, such as a move.
    pub aside: Vec<String>,
    /// The item that the team now looks at.
    pub focus: Option<ItemId>,
    /// The mitigation or other item that was added, linked or changed, in order.
    pub touched: Vec<ItemId>,
    /// What a file that came back says otherwise than the items that were here.
    pub met: Vec<Met>,
    /// Whether everything was so already.
    pub(super) is_nothing: bool,
    pub(super) back: Vec<super::item::Step>,
}

impl Change {
    /// Whether everything was so already.
    pub fn changes_nothing(&self) -> bool {
        self.is_nothing
    }
}

impl New {
    /// A threat with nothing but its words.
    pub fn threat(text: impl Into<Text>, found_in: FourQuestion) -> Self {
        Self::Threat(NewThreat {
            text: text.into(),
            places: Vec::new(),
            stride: Vec::new(),
            categories: Vec::new(),
            speaker: None,
            severity: None,
            rated: None,
            references: Vec::new(),
            found_in,
            pack: None,
        })
    }

    /// A mitigation for one threat with nothing but its words.
    pub fn mitigation(text: impl Into<Text>, threat: ThreatId, status: Status) -> Self {
        Self::Mitigation(NewMitigation {
            text: text.into(),
            threats: vec![threat],
            status,
            kind: None,
            strength: None,
            effort: None,
            speaker: None,
        })
    }
}
