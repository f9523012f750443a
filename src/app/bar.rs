//! The capture bar: one line to type in, always in the same row, on every screen.

use super::cards::FromCard;
use super::editor::Editor;
use crate::domain::{Draft, ItemId, ResponseKind, Text};
use crate::keys::key::{Key, KeyCode};
use crate::parse::tokens::What;
use crate::screens::one::Ask;

/// A line that is being typed, and what it will become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it will become.
    pub kind: BarKind,
    /// What it is about.
    pub about: Option<ItemId>,
    /// The line itself.
    pub editor: Editor,
    /// The line was filled in by the program and not touched yet: the first letter typed replaces it.
    pub suggested: bool,
    /// What went wrong with the last Enter; the line stays.
    pub refusal: Option<String>,
    /// Which of the completions Tab put in last, and for which word.
    pub(super) completing: Option<(String, usize)>,
    /// A word that goes with the kind: the check that is dismissed, the title of a new meeting.
    pub extra: String,
    /// The card that the line began as.
    pub card: Option<FromCard>,
}

/// What a line becomes on Enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BarKind {
    /// A threat.
    Threat,
    /// A threat that began as a card.
    Card,
    /// A question.
    Question,
    /// An action item.
    Action,
    /// A parked item.
    Park,
    /// A mitigation that could be done.
    CouldDo,
    /// A mitigation that is in place.
    InPlace,
    /// A line of what is in scope.
    InScope,
    /// A line of what is out of scope.
    OutOfScope,
    /// Why the team looks at it now.
    WhyNow,
    /// An assumption.
    Assumption,
    /// A line of the map.
    MapLine,
    /// People in the room.
    People,
    /// A role that is missing.
    MissingRole,
    /// Somebody to tell.
    ShouldHear,
    /// What to keep or change.
    Feedback,
    /// An event on which to come back.
    RevisitWhen,
    /// New words for an item.
    Edit,
    /// The answer to a question.
    Answer,
    /// The reason for a response.
    Reason(ResponseKind),
    /// The test or fact on which it rests that a threat is ruled out.
    Evidence,
    /// How we will know that a mitigation works.
    Verify,
    /// What the business would lose.
    BusinessRisk,
    /// Who owns an element, in words.
    ElementOwner,
    /// The date of an action item.
    Due,
    /// The item to merge into.
    Merge,
    /// A threat with the caret where it is to be split.
    Split,
    /// Ids to link to.
    Link,
    /// Ids to part from.
    Unlink,
    /// Why the rest is put off, and until when.
    Defer,
    /// Why a finding does not matter here.
    Dismiss,
    /// Hands, 0 to 5.
    Confidence,
    /// Hands, 1 to 5.
    TimeWellSpent,
    /// Votes: hands, one number a threat. The line is shown to nobody.
    Vote,
    /// The date to come back.
    Revisit,
    /// What happened, when an incident brought the team back.
    Incident,
    /// A new name for the session.
    Rename,
    /// Words or an id to look for.
    Find,
    /// Why the room goes on without what a gate asks for.
    Waive,
    /// The title of a new meeting.
    Title,
    /// Who is in the room of a new meeting.
    Names,
    /// A line on the wall: a threat, a question or a line of the map, by how it is written.
    Wall,
    /// The topic of a new whiteboard.
    Topic,
    /// A box of the one-threat form.
    One(Ask),
    /// The path of a file to import.
    ImportPath,
    /// Why a candidate does not concern us.
    NotHere,
}

impl BarKind {
    /// All kinds that can be offered again after a crash.
    const KEPT: [Self; 38] = [
        Self::Vote,
        Self::Threat,
        Self::Card,
        Self::Question,
        Self::Action,
        Self::Park,
        Self::CouldDo,
        Self::InPlace,
        Self::InScope,
        Self::OutOfScope,
        Self::WhyNow,
        Self::Assumption,
        Self::MapLine,
        Self::People,
        Self::MissingRole,
        Self::ShouldHear,
        Self::Feedback,
        Self::RevisitWhen,
        Self::Edit,
        Self::Answer,
        Self::Reason(ResponseKind::Accept),
        Self::Reason(ResponseKind::Transfer),
        Self::Reason(ResponseKind::Avoid),
        Self::Reason(ResponseKind::NotApplicable),
        Self::Evidence,
        Self::Verify,
        Self::BusinessRisk,
        Self::ElementOwner,
        Self::Due,
        Self::Split,
        Self::Link,
        Self::Defer,
        Self::Confidence,
        Self::TimeWellSpent,
        Self::Revisit,
        Self::Incident,
        Self::Rename,
        Self::Wall,
    ];

    /// The word before the caret.
    pub fn prompt(self) -> &'static str {
        match self {
            Self::Threat => "threat",
            Self::Card => "threat from card",
            Self::Question => "question",
            Self::Action => "action",
            Self::Park => "park",
            Self::CouldDo => "could do",
            Self::InPlace => "in place",
            Self::InScope => "in scope",
            Self::OutOfScope => "out of scope",
            Self::WhyNow => "why now",
            Self::Assumption => "assumption",
            Self::MapLine => "map",
            Self::People => "in the room",
            Self::MissingRole => "missing",
            Self::ShouldHear => "should hear",
            Self::Feedback => "keep + or change -",
            Self::RevisitWhen => "come back when",
            Self::Edit => "edit",
            Self::Answer => "answer",
            Self::Reason(kind) => match kind {
                ResponseKind::Reduce => "reduce because",
                ResponseKind::Accept => "accept because",
                ResponseKind::Transfer => "transfer because",
                ResponseKind::Avoid => "avoid because",
                ResponseKind::NotApplicable => "not applicable because",
            },
            Self::Evidence => "shown by",
            Self::Verify => "we will know by",
            Self::BusinessRisk => "business risk",
            Self::ElementOwner => "owned by",
            Self::Due => "by when",
            Self::Merge => "merge into",
            Self::Split => "split at the caret",
            Self::Link => "link to",
            Self::Unlink => "unlink from",
            Self::Defer => "put off because",
            Self::Dismiss => "dismiss because",
            Self::Confidence => "confidence",
            Self::TimeWellSpent => "time well spent",
            Self::Vote => "vote",
            Self::Revisit => "come back on",
            Self::Incident => "what happened",
            Self::Rename => "title",
            Self::Find => "find",
            Self::Waive => "we go on because",
            Self::Title => "title",
            Self::Names => "who is in the room",
            Self::Wall => "wall",
            Self::Topic => "topic",
            Self::One(ask) => ask.prompt(),
            Self::ImportPath => "import the file",
            Self::NotHere => "not here because",
        }
    }

    /// What Enter does, at the right of the bar.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Card => "name your system    Enter",
            Self::MapLine => {
                "customer -> web : request    zone core: web    Enter adds, stays open"
            }
            Self::People | Self::Names => "Ana eng, Bo eng, Di ops    Enter",
            Self::Confidence => "0 to 5, one digit per person    Enter",
            Self::TimeWellSpent => "1 to 5, one digit per person    Enter",
            Self::Due | Self::Revisit => "fri, 2w, 12 aug    Enter",
            Self::Defer => "a reason, until 12 aug    Enter",
            Self::Merge => "a number    Enter",
            Self::Link | Self::Unlink => "ids: T2 T9    Enter",
            Self::Vote => "Enter shows the votes",
            Self::Evidence => "a test or a fact; empty Enter skips",
            Self::Find => "words or an id    Enter goes there",
            Self::Reason(_) | Self::NotHere => "a reason, @who decided    Enter",
            Self::ImportPath => "file path    Enter shows a preview",
            Self::One(ask) => ask.hint(),
            Self::Feedback => "+ keep   - change    Enter adds, line stays open",
            kind if kind.stays() => "Enter adds, line stays open",
            _ => "Enter",
        }
    }

    /// Whether Enter keeps the bar open for the next line.
    pub fn stays(self) -> bool {
        matches!(
            self,
            Self::Threat
                | Self::Question
                | Self::Action
                | Self::Park
                | Self::CouldDo
                | Self::InPlace
                | Self::InScope
                | Self::OutOfScope
                | Self::WhyNow
                | Self::Assumption
                | Self::MapLine
                | Self::People
                | Self::MissingRole
                | Self::ShouldHear
                | Self::Feedback
                | Self::RevisitWhen
                | Self::Wall
        )
    }

    /// Whether a pasted list becomes one item a line.
    pub fn takes_lists(self) -> bool {
        self.stays() || matches!(self, Self::One(Ask::InPlace | Ask::CouldDo))
    }

    /// Whether what is typed goes into a line, as opposed to one key that answers.
    pub fn is_line(self) -> bool {
        !matches!(self, Self::One(ask) if ask.is_one_key())
    }

    /// What `#` and Tab mean in it.
    pub fn what(self) -> What {
        match self {
            Self::Threat | Self::Card | Self::One(Ask::Threat) => What::Threat,
            Self::CouldDo | Self::InPlace | Self::One(Ask::InPlace | Ask::CouldDo) => {
                What::Mitigation
            }
            Self::Action | Self::One(Ask::NextStep) => What::Action,
            Self::Park => What::Parked,
            Self::Defer => What::Deferral,
            Self::Reason(_) | Self::NotHere => What::Reason,
            _ => What::Said,
        }
    }
}

impl Bar {
    /// An empty line.
    pub fn new(kind: BarKind, about: Option<ItemId>) -> Self {
        Self {
            kind,
            about,
            editor: Editor::default(),
            suggested: false,
            refusal: None,
            completing: None,
            extra: String::new(),
            card: None,
        }
    }

    /// A line that holds what is to be changed.
    pub fn holding(kind: BarKind, about: Option<ItemId>, text: &str) -> Self {
        Self {
            editor: Editor::new(text),
            ..Self::new(kind, about)
        }
    }

    /// A line that the program suggests: Enter takes it, the first letter typed replaces it, and a space or
    /// `@` goes on from it.
    pub fn suggesting(kind: BarKind, about: Option<ItemId>, text: &str) -> Self {
        Self {
            suggested: !text.is_empty(),
            ..Self::holding(kind, about, text)
        }
    }

    /// A space or `@` behind suggested words says more about them, such as who does it, and takes them as they stand.
    pub(super) fn go_on_from_suggestion(&mut self, key: Key) {
        let says_more = matches!(key.code, KeyCode::Char(' ' | '@')) && key.writes();
        if self.kind == BarKind::Action && self.suggested && says_more {
            self.suggested = false;
            if key.code == KeyCode::Char('@') {
                self.editor = Editor::new(&format!("{} ", self.editor.text()));
            }
        }
    }

    /// The same line with a word that goes with it.
    pub fn with_extra(mut self, extra: impl Into<String>) -> Self {
        self.extra = extra.into();
        self
    }

    /// What the file keeps of it, if it can be offered again.
    pub fn draft(&self, screen: &str) -> Option<Draft> {
        let kept = (BarKind::KEPT.contains(&self.kind) || matches!(self.kind, BarKind::One(_)))
            && !self.editor.is_blank();
        kept.then(|| {
            let text = Text::new(self.editor.text());
            // The file keeps no blanks at the end, and no caret behind it.
            let caret = self.editor.caret().min(text.chars().count());
            Draft {
                screen: Text::new(screen),
                bar: Text::new(self.kind.prompt()),
                about: self.about,
                caret: u32::try_from(caret).unwrap_or(u32::MAX),
                text,
            }
        })
    }

    /// The line that a file kept.
    pub fn from_draft(draft: &Draft) -> Option<Self> {
        let kind = BarKind::KEPT
            .into_iter()
            .chain(Ask::ALL.map(BarKind::One))
            .find(|kind| kind.prompt() == draft.bar.as_str())?;
        let caret = usize::try_from(draft.caret).unwrap_or(usize::MAX);
        Some(Self {
            editor: Editor::with_caret(&draft.text, caret),
            ..Self::new(kind, draft.about)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_line_is_kept_as_it_is_when_it_is_offered_again() {
        for typed in ["Ask queue ", "  Ask", "Ask", "漢字 "] {
            let bar = Bar::holding(BarKind::Action, None, typed);
            let kept = bar.draft("Actions").unwrap();
            let again = Bar::from_draft(&kept).unwrap().draft("Actions").unwrap();
            assert_eq!(again, kept, "{typed:?}");
        }
    }
}
