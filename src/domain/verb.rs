//! Every verb that a key may be bound to, and that a sentence may name. What a key does is data (`keys.ron`); what a
//! verb means is code.

use serde::{Deserialize, Serialize};

/// A verb without an object: it acts on what is selected on the screen that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Add a threat.
    Threat,
    /// Add a question about what is selected.
    Question,
    /// Add an action item for what is selected.
    ActionItem,
    /// Park a fix or an off-topic item.
    Park,
    /// Add a proposed mitigation; before question 3 it is parked.
    CouldDo,
    /// Add a mitigation that is in place.
    InPlace,
    /// Add what is in scope.
    InScope,
    /// Add what is out of scope.
    OutOfScope,
    /// Say why the team looks at it now.
    WhyNow,
    /// Add an assumption.
    Assumption,
    /// Add an asset: something worth protecting.
    Asset,
    /// Add a line of the map.
    MapLine,
    /// Add participants.
    People,
    /// Add a role that is missing.
    MissingRole,
    /// Add someone to inform.
    ShouldHear,
    /// Add what to keep or change next time.
    Feedback,
    /// Add an event that triggers the next review.
    RevisitWhen,
    /// Choose what the line that is being typed is about; without one, put the threat on the element that it names.
    Target,

    /// Show a prompt card, or the next one.
    Card,
    /// Show the card before.
    PreviousCard,
    /// Choose a pack of cards.
    Packs,

    /// Write a sheet for everyone to fill in.
    Sheet,

    /// Show question 1.
    GoWorkingOn,
    /// Show question 2.
    GoGoWrong,
    /// Show question 3.
    GoDoAbout,
    /// Show question 4.
    GoGoodEnough,
    /// Show the questions.
    GoQuestions,
    /// Show the action items.
    GoActions,
    /// Show the export.
    GoExport,
    /// Show where the room looked, place by place and letter by letter.
    GoCoverage,
    /// Show where all threats sit, by likelihood and impact.
    GoMatrix,
    /// Show the notes from before the meeting.
    GoWaiting,
    /// Show what would fall if some mitigations were done.
    GoWhatIf,
    /// In a what-if: tick the least work that brings every threat down to a level.
    CheapestSet,
    /// Say how the figure that is shown came about.
    CameAbout,
    /// Show what a year costs.
    GoCosts,
    /// Show the start screen.
    GoHome,
    /// Show what last time left open.
    GoSince,
    /// Begin the new meeting.
    BeginMeeting,
    /// Say why the team is back.
    WhyBack,
    /// Show the sessions to come back to.
    Return,
    /// Look around in a finished example.
    Example,
    /// Go to the next step.
    NextStep,
    /// Go to the previous step.
    PreviousStep,
    /// On a whiteboard: show the next example from another trade.
    NextExample,
    /// On a whiteboard: show what was said at earlier lunches, or hide it again.
    EarlierLines,
    /// Start the clock, stop it, let it go on.
    Pause,
    /// Give the step a minute more.
    MoreTime,
    /// Give the step a minute less.
    LessTime,
    /// Choose a rehearsal: go on with one, or begin one.
    Rehearse,
    /// In a rehearsal: the room goes faster.
    Faster,
    /// In a rehearsal: the room goes slower.
    Slower,
    /// In a rehearsal: paste what the room wrote in the chat.
    TakeChat,
    /// In a rehearsal: show how it went.
    GoRehearsed,
    /// Choose what the meeting is planned to be made of.
    Agenda,
    /// Close the meeting with what there is: exports and an end.
    CloseWell,
    /// Go to the next item that wants attention.
    NextInTurn,
    /// Give the turn back to the one who had it last.
    TurnBack,
    /// Go to the previous item.
    PreviousInTurn,
    /// In the sweep: leave a place without looking.
    SkipPlace,
    /// In the sweep: go back to what was skipped.
    SkippedPlaces,
    /// In the sweep: only what is at a trust boundary, or everything again.
    BoundariesOnly,
    /// In the sweep: one letter was looked at, or not after all.
    LookedAt,
    /// Choose the category sets that are asked about.
    CategorySets,
    /// Choose the scale that threats are rated with.
    ChooseScale,
    /// Select the line above.
    Up,
    /// Select the line below.
    Down,
    /// Select a page up.
    PageUp,
    /// Select a page down.
    PageDown,
    /// Select the first line.
    First,
    /// Select the last line.
    Last,
    /// Go to the next pane.
    NextPane,
    /// Go to the previous pane.
    PreviousPane,
    /// Select the next flow of the map.
    NextFlow,
    /// Select the flow before.
    PreviousFlow,
    /// See less of the map, closer.
    ZoomIn,
    /// See more of the map, from further away.
    ZoomOut,
    /// Have the map arranged anew.
    Tidy,
    /// Show the threats at what is selected on the map.
    ThreatsHere,
    /// Scroll to the left.
    ScrollLeft,
    /// Scroll to the right.
    ScrollRight,
    /// Open what is selected.
    Open,
    /// Go back.
    Back,
    /// Find anything by its words or its id.
    Find,

    /// Change the words of what is selected.
    Edit,
    /// Take out what is selected.
    Delete,
    /// Take the last change back.
    Undo,
    /// Do the last undone change again.
    Redo,
    /// Move what is selected up.
    MoveUp,
    /// Move what is selected down.
    MoveDown,
    /// Put the selected line on a heap.
    Heap,
    /// Give the heap of the selected line another name.
    NameHeap,
    /// Merge what is selected into another.
    Merge,
    /// Split the selected threat in two.
    Split,
    /// Link what is selected to another.
    Link,
    /// Part what is selected from another.
    Unlink,
    /// Set how bad the selected threat is.
    Severity,
    /// Set what to do about the selected threat.
    Response,
    /// Set how far the selected item is.
    Status,
    /// Set the trust zone of what is selected on the map.
    SetZone,
    /// Set what the selected element is.
    Kind,
    /// Note something about the selected element.
    ElementNote,
    /// Set how the selected flow moves.
    Protocol,
    /// Set who.
    Owner,
    /// Set by when.
    Due,
    /// Say yes: confirmed, picked, agreed.
    Yes,
    /// Say no.
    No,
    /// Mark the selected action item as finished.
    Finished,
    /// Write how we will know that it works.
    Verify,
    /// Write what the business would lose.
    BusinessRisk,
    /// Say how often a threat comes and what it costs.
    Numbers,
    /// Say what the threat refers to: CWE, ATT&CK, OWASP, links.
    References,
    /// Say a threat's sentence part by part: who, what, so that.
    Sharpen,
    /// Say on which other threats the threat rests.
    RestsOn,
    /// Ask by hands how well the threat is understood.
    Clarity,
    /// Go to the tree of the selected threat.
    GoTree,
    /// Vote on which threats come first.
    Vote,
    /// Put the rest off on purpose.
    Defer,
    /// Put the threat off on purpose.
    DeferThis,
    /// Dismiss the selected finding with a word.
    Dismiss,
    /// Vote on confidence.
    Confidence,
    /// Rate the time.
    TimeWellSpent,
    /// Set the date to come back.
    Revisit,
    /// Name who writes the questions down.
    Recorder,
    /// Change the name of the session.
    Rename,
    /// Close the meeting.
    CloseMeeting,

    /// Switch between the drawn map and the table.
    MapOrTable,
    /// Show the keys.
    Help,
    /// Show all commands.
    Palette,
    /// Choose a theme from a list, looking at each.
    ChooseTheme,
    /// Cover the screen for a break.
    Blank,
    /// See whether everyone can read the screen.
    ShareCheck,
    /// Show the last keys, or stop showing them.
    KeysBadge,
    /// Pick or drop the selected export.
    Pick,
    /// Change how names are written in exports.
    Names,
    /// Change for whom exports are written.
    Audience,
    /// Copy the selected threat as Markdown; one threat as lines for a chat.
    CopyThreat,
    /// Attach one threat to the model of a system.
    Attach,
    /// Open the earlier answer to the same news.
    OpenEarlier,
    /// Show the article that one threat began with, or fold it.
    Article,
    /// Make one threat an exercise for two people, or for one again.
    ForTwo,
    /// Show the examples in the boxes of an exercise for two, or fold them.
    Examples,
    /// List the sessions on the start screen, or fold the list.
    ListSessions,
    /// List the sessions at every start, or only when asked.
    ShowRecents,
    /// Show the journal of what was heard.
    Journal,
    /// Start a meeting.
    NewMeeting,
    /// Start a whiteboard.
    NewWhiteboard,
    /// Make a meeting of a whiteboard, with every id as it is.
    Promote,
    /// Show the list of this screen large and plain, as on a whiteboard, or as it was again.
    Wall,
    /// Hold one news item against what we have.
    NewOne,
    /// Make a meeting of a one-threat session.
    OpenAsMeeting,
    /// Leave the program.
    Quit,
    /// Suspend the program.
    Suspend,

    /// Take over what a file of another format holds.
    Import,
    /// Take the shown candidate.
    TakeCandidate,
    /// Park the shown candidate.
    ParkCandidate,
    /// Say that the shown candidate does not concern us.
    NotHere,
    /// Take every candidate that is left.
    TakeRest,
    /// Leave out every candidate that is left.
    SkipRest,

    /// Park every pasted line that reads like a fix.
    ParkFixes,
    /// Show the last paste again that was closed without adding it.
    LastPaste,

    /// Have the list that is shown read aloud, by number.
    ReadList,
    /// Have it said where the meeting is and what is selected.
    WhereAmI,
}

impl Verb {
    /// Its name in the key map: `go_home`.
    pub fn name(self) -> String {
        ron::to_string(&self).unwrap_or_default()
    }
}
