//! One threat: the boxes of the form, in the order in which they are asked, and what each holds.

mod acts;
mod earlier;
mod pair;

pub use acts::{models, next_step};
pub(crate) use earlier::ids_of;
pub use earlier::{Begun, Left, answered as answered_before, earlier};
pub use pair::{Answer, ForTwo, turned};

use chrono::{Days, NaiveDate};

use super::{Deed, Room, Row, home};
use crate::catalogue::Stage;
use crate::domain::fold::fold;
use crate::domain::{Applies, ItemId, Session, SessionKind};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::{Line, table};
use crate::parse::{news, one};

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::OneThreat,
    title: "One threat.",
    stage: Some(Stage::OneThreat),
    step: |look, _| match look.line.and_then(Ask::of) {
        Some(Ask::Better) if look.session.pair.is_some() => "better for two",
        ask => ask.map_or("", Ask::step),
    },
    means: |look, _, verb| match verb {
        Verb::NextPane => Deed::Form(Move::First),
        Verb::PreviousPane => Deed::Form(Move::Last),
        Verb::Back => Deed::Form(Move::Leave),
        Verb::Undo | Verb::Redo | Verb::GoHome | Verb::OpenAsMeeting => {
            Deed::Form(Move::Keep(verb))
        }
        _ => acts::means(look, verb),
    },
    rows: |look, _| written(look.session).into_iter().map(Row::Item).collect(),
    ..Room::BARE
};

/// What the exercise has written down, in the order of its boxes.
fn written(session: &Session) -> Vec<ItemId> {
    let threats = session.threats.iter().map(|t| t.id.into());
    let mitigations = session.mitigations.iter().map(|m| m.id.into());
    let actions = session.actions.iter().map(|a| a.id.into());
    let questions = session.questions.iter().map(|q| q.id.into());
    threats
        .chain(mitigations)
        .chain(actions)
        .chain(questions)
        .collect()
}

/// A move through the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Into its first box.
    First,
    /// Into its last box.
    Last,
    /// Out of it, with what stands in the box kept.
    Leave,
    /// Nowhere, as someone else has the file open.
    ReadOnly,
    /// To the earlier answer to the same news.
    OpenEarlier,
    /// The article beside it, or not.
    Article,
    /// Copied for a chat.
    Copy,
    /// To a form for two, or for a single person again.
    ForTwo,
    /// The examples in the boxes, or not.
    Examples,
    /// Into the box for the day on which to look at it again.
    LookAgain,
    /// What stands in the box is kept, before this verb changes what it is about.
    Keep(Verb),
}

/// What the form knows beside the session.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The page of the article that was asked for, from 1; 0 while none was.
    pub article: usize,
    /// The revision of the session, and the numbers and addresses that its news names: an article is long.
    pub(crate) ids: Option<(u64, Vec<String>)>,
    /// The revision that was made by attaching, until it is asked to be undone.
    pub attached: Option<u64>,
}

/// What a box asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    /// What did you hear?
    Heard,
    /// Which of our things?
    System,
    /// Does it touch us? One key answers.
    Applies,
    /// Why does it not?
    Reason,
    /// How would it happen here?
    Threat,
    /// What stops it already?
    InPlace,
    /// What could we do?
    CouldDo,
    /// One next step, who, when?
    NextStep,
    /// What do we not know?
    Question,
    /// Better than three minutes ago? One key answers.
    Better,
    /// For two: what did the junior learn?
    Learned,
    /// For two: what does the senior add to a box?
    Senior(Answer),
    /// When do we look at it again, as long as we are not sure?
    LookAgain,
    /// Who answers? Asked once, at the end.
    Me,
}

impl Ask {
    /// All boxes but the senior's lines.
    pub const ALL: [Self; 13] = [
        Self::Heard,
        Self::System,
        Self::Applies,
        Self::Reason,
        Self::Threat,
        Self::InPlace,
        Self::CouldDo,
        Self::NextStep,
        Self::Question,
        Self::Better,
        Self::Learned,
        Self::LookAgain,
        Self::Me,
    ];

    /// Its name in the catalogue of prompts.
    pub fn step(self) -> &'static str {
        match self {
            Self::Heard => "heard",
            Self::System => "system",
            Self::Applies => "applies",
            Self::Reason => "reason",
            Self::Threat => "threat",
            Self::InPlace => "in place",
            Self::CouldDo => "could do",
            Self::NextStep => "next step",
            Self::Question => "question",
            Self::Better => "better",
            Self::Learned => "learned",
            Self::Senior(_) => "senior",
            Self::LookAgain => "look again",
            Self::Me => "me",
        }
    }

    /// The line that is typed in it.
    pub fn line(self) -> &'static Line {
        match self {
            Self::Heard => &table::ONE_HEARD,
            Self::System => &table::ONE_SYSTEM,
            Self::Applies => &table::ONE_APPLIES,
            Self::Reason => &table::ONE_REASON,
            Self::Threat => &table::ONE_THREAT,
            Self::InPlace => &table::ONE_IN_PLACE,
            Self::CouldDo => &table::ONE_COULD_DO,
            Self::NextStep => &table::ONE_NEXT_STEP,
            Self::Question => &table::ONE_QUESTION,
            Self::Better => &table::ONE_BETTER,
            Self::Learned => &table::ONE_LEARNED,
            Self::Senior(answer) => answer.line(),
            Self::LookAgain => &table::ONE_LOOK_AGAIN,
            Self::Me => &table::ONE_ME,
        }
    }

    /// The box in which a line is typed, if it is one of the form's.
    pub fn of(line: &Line) -> Option<Self> {
        let beside = Answer::ALL.into_iter().map(Self::Senior);
        let mut all = Self::ALL.into_iter().chain(beside);
        all.find(|ask| ask.line() == line)
    }

    /// Whether it is asked when all is answered.
    pub fn is_at_the_end(self) -> bool {
        matches!(self, Self::LookAgain | Self::Me)
    }

    /// Whether one key answers, without Enter.
    pub fn is_one_key(self) -> bool {
        self.line().one_key
    }
}

/// A place in the form where the keyboard can be: a box, or one of the lines of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The box.
    pub ask: Ask,
    /// The line that is changed; `None` is the box itself, or its next line.
    pub about: Option<ItemId>,
}

impl Stop {
    /// The box itself, or its next line.
    pub fn of(ask: Ask) -> Self {
        Self { ask, about: None }
    }
}

/// The boxes that are asked, in order. After a "no" only its reason is. For two, the senior adds a line to each answer. The name of whoever answers is asked at the end
/// of the first one, if `name` is still to be asked.
pub fn asks(session: Option<&Session>, name: bool) -> Vec<Ask> {
    use Ask as A;
    let Some(session) = session else {
        return vec![A::Heard];
    };
    let mut asks = vec![A::Heard, A::System, A::Applies];
    if one::is_no(session) {
        asks.push(A::Reason);
    } else {
        asks.extend([
            A::Threat,
            A::InPlace,
            A::CouldDo,
            A::NextStep,
            A::Question,
            A::Better,
        ]);
    }
    if session.pair.is_some() {
        let beside = |ask: A| [Some(ask), ask.senior()].into_iter().flatten();
        asks = asks.into_iter().flat_map(beside).collect();
        asks.push(A::Learned);
    }
    asks.extend(is_unsure(session).then_some(A::LookAgain));
    asks.extend(name.then_some(A::Me));
    asks
}

/// Whether it is worth a second look: no one could say yes or no, or a day is kept.
pub fn is_unsure(session: &Session) -> bool {
    let applies = one::the_threat(session).and_then(|threat| threat.applies);
    matches!(applies, Some(Applies::Maybe | Applies::Unknown)) || session.look_again().is_some()
}

/// The day that one key gives for the second look.
pub fn in_two_weeks(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(14)).unwrap_or(today)
}

/// Every place where the keyboard can be, in order: the lines of a box before its next line.
pub fn stops(session: Option<&Session>, name: bool) -> Vec<Stop> {
    let mut stops = Vec::new();
    for ask in asks(session, name) {
        let lines = session.map(|session| lines(session, ask));
        stops.extend(lines.into_iter().flatten().map(|id| Stop {
            ask,
            about: Some(id),
        }));
        stops.push(Stop::of(ask));
    }
    stops
}

/// The items that a box holds.
pub fn lines(session: &Session, ask: Ask) -> Vec<ItemId> {
    let mitigations = |in_place: bool| {
        let all = session.mitigations.iter();
        all.filter(move |m| m.works() == in_place)
            .map(|m| m.id.into())
            .collect()
    };
    match ask {
        Ask::InPlace => mitigations(true),
        Ask::CouldDo => mitigations(false),
        Ask::NextStep => session.actions.iter().map(|a| a.id.into()).collect(),
        Ask::Question => session.questions.iter().map(|q| q.id.into()).collect(),
        _ => Vec::new(),
    }
}

/// What a box holds, as it can be typed again.
pub fn held(session: &Session, stop: Stop) -> String {
    if let Some(id) = stop.about {
        return session.words_of(id).unwrap_or_default();
    }
    match stop.ask {
        Ask::Heard => session.source.as_ref().map_or_else(String::new, |source| {
            let gap = if source.url.is_empty() { "" } else { " " };
            format!("{}{gap}{}", source.title, source.url)
        }),
        Ask::System => one::systems_of(session),
        Ask::Threat => one::the_threat(session)
            .filter(|threat| !one::is_headline(session, threat))
            .map(|threat| threat.text.to_string())
            .unwrap_or_default(),
        Ask::Reason => one::the_threat(session)
            .and_then(|threat| threat.response.as_ref())
            .map(|response| response.reason.to_string())
            .unwrap_or_default(),
        Ask::Senior(answer) => answer.beside(session).to_owned(),
        Ask::Learned => session
            .pair
            .as_ref()
            .map(|pair| pair.learned.to_string())
            .unwrap_or_default(),
        Ask::LookAgain => session
            .look_again()
            .map(|day| day.to_string())
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// The first box that the exercise cannot do without and that no one answered, if there is one.
pub fn unanswered(session: &Session) -> Option<Ask> {
    match one::the_threat(session) {
        None if session.system.is_none() => Some(Ask::System),
        None => Some(Ask::Applies),
        Some(threat) if threat.applies == Some(Applies::No) => None,
        Some(threat) if one::is_headline(session, threat) => Some(match threat.applies {
            None => Ask::Applies,
            Some(_) => Ask::Threat,
        }),
        Some(_) => None,
    }
}

/// How many of the four questions have an answer.
pub fn answered(session: &Session) -> usize {
    let threat = one::the_threat(session);
    [
        session.source.is_some() || session.system.is_some(),
        threat.is_some(),
        !session.mitigations.is_empty() || !session.actions.is_empty(),
        session.better.is_some(),
    ]
    .into_iter()
    .filter(|answered| *answered)
    .count()
}

/// The known things whose name begins with what was typed behind the last comma, or has a word that does: the titles of
/// meetings, the most recent first, then the systems of earlier answers.
pub fn completions<'a>(home: &'a home::State, typed: &str) -> Vec<&'a str> {
    let (_, typed) = last_name(typed);
    let recents = home.recents.iter().flatten();
    let meetings = recents
        .clone()
        .filter(|recent| recent.kind == Some(SessionKind::Meeting))
        .map(|recent| recent.title.as_str());
    let heard = recents.filter_map(|recent| Some(recent.heard.as_ref()?.system.as_str()));
    completions_among(meetings.chain(heard), typed)
}

/// What stands before the last name of a line, comma included, and that name.
pub fn last_name(line: &str) -> (&str, &str) {
    line.rfind(',')
        .and_then(|comma| line.split_at_checked(comma + 1))
        .unwrap_or(("", line))
}

/// Of these names, each once, those that begin with what was typed, then those with a word that does.
fn completions_among<'a>(names: impl Iterator<Item = &'a str>, typed: &str) -> Vec<&'a str> {
    let stem = fold(typed.trim());
    if stem.is_empty() {
        return Vec::new();
    }
    let mut known: Vec<&str> = Vec::new();
    for name in names {
        if !name.is_empty() && !known.contains(&name) {
            known.push(name);
        }
    }
    let begins = |name: &&str| fold(name).starts_with(&stem);
    let holds = |name: &&str| {
        let name = fold(name);
        name.split_whitespace().any(|word| word.starts_with(&stem))
    };
    let (mut first, second): (Vec<&str>, Vec<&str>) = known.into_iter().partition(begins);
    first.extend(second.into_iter().filter(holds));
    first
}

/// What is offered to whoever types which of our things it is: what begins as the line does, or as it did before Tab.
/// Nothing before someone types, as the others would read what is not theirs.
pub fn offers<'a>(home: &'a home::State, session: &Session, bar: &Bar) -> Vec<&'a str> {
    let (typed, held) = (bar.editor.text(), held(session, Stop::of(Ask::System)));
    match &bar.completing {
        Some((stem, _)) => completions(home, stem),
        None if typed == held => Vec::new(),
        None => completions(home, typed),
    }
}

/// The address of the news and the day it was seen, as the form shows them.
pub fn seen(session: &Session, today: chrono::NaiveDate) -> Option<(String, String)> {
    let source = session.source.as_ref()?;
    let day = if source.seen_on == today {
        "today".to_owned()
    } else {
        crate::parse::when::show(source.seen_on, today)
    };
    Some((news::short(&source.url).to_owned(), day))
}
