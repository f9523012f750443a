//! The journal: what was heard, one threat at a time, whether it affects us and what became of it.

use chrono::{Datelike, NaiveDate};

use super::home::{Heard, Recent};
use super::{Deed, Look, Room, Rooms, Row};
use crate::areas::wrap;
use crate::domain::{ActionStatus, Applies};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::parse::when;

/// Its row in the table of screens. It shows one-threat sessions of the start screen, and selects as that does.
pub(super) const ROOM: Room = Room {
    id: Screen::Journal,
    title: "Journal.",
    rows: |look, _| (0..look.home.shown().len()).map(Row::Recent).collect(),
    selected: |look, _| {
        let shown = look.home.selected < look.home.shown().len();
        shown.then_some(Row::Recent(look.home.selected))
    },
    means: |look, _, verb| match verb {
        Verb::Open => Deed::Open(look.home.selected),
        Verb::Back => Deed::Journal(Step::Leave),
        Verb::Finished => Deed::Journal(Step::Finish),
        Verb::CopyThreat => Deed::Journal(Step::Copy),
        Verb::Attach => Deed::Journal(Step::Attach),
        Verb::Revisit => Deed::Journal(Step::LookAgain),
        Verb::Undo => Deed::Journal(Step::Reopen),
        _ => Deed::Usual,
    },
    travel,
    ..Room::BARE
};

fn travel(look: &Look, _: &mut Rooms, _: Verb, by: isize) -> Deed {
    let last = look.home.shown().len().saturating_sub(1);
    let to = look.home.selected.saturating_add_signed(by).min(last);
    Deed::Pick(Row::Recent(to))
}

/// What a key does in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Show all again, or go back to the start screen.
    Leave,
    /// Mark the next step of the selected one as done.
    Finish,
    /// Open the next step again that was marked as done last.
    Reopen,
    /// Copy the selected one for the chat.
    Copy,
    /// Ask for the model that the selected one is attached to.
    Attach,
    /// Ask for the day on which to look at the selected one again.
    LookAgain,
}

/// Where a thing that was heard stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its next step is past this date.
    Late(NaiveDate),
    /// It is to be looked at again: today, or on this day already.
    LookAgain(NaiveDate),
    /// There is something to do or to find out, for so many days.
    Open(i64),
    /// It will be looked at again on this day.
    Later(NaiveDate),
    /// Its next step is done.
    Done,
    /// Nothing is left to do.
    Closed,
}

impl Standing {
    /// How it stands today. A "no" is whole without a next step, and so is a "yes" whose step was dropped; what no one knows
    /// is open until something was done about it.
    pub fn of(heard: &Heard, today: NaiveDate) -> Self {
        let next = heard.next.as_ref();
        let is = |status| next.is_some_and(|step| step.status == status);
        let due = next.and_then(|step| step.due);
        let open = (today - heard.seen).num_days().max(0);
        match (heard.look_again, due) {
            (_, Some(due)) if is(ActionStatus::Open) && due < today => Self::Late(due),
            (Some(day), _) if day <= today => Self::LookAgain(day),
            _ if is(ActionStatus::Open) => Self::Open(open),
            (Some(day), _) => Self::Later(day),
            _ if is(ActionStatus::Done) => Self::Done,
            _ if matches!(heard.applies, Some(Applies::Yes | Applies::No)) => Self::Closed,
            _ => Self::Open(open),
        }
    }

    /// Whether something is left to do.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Done | Self::Closed)
    }

    /// Whether it wants someone now.
    pub fn is_due(self) -> bool {
        matches!(self, Self::Late(_) | Self::LookAgain(_))
    }

    /// In words: `open 3 weeks`, `LATE 12 May`.
    pub fn words(self, today: NaiveDate) -> String {
        match self {
            Self::Late(day) => format!("LATE {}", when::show(day, today)),
            Self::LookAgain(_) => "look again now".to_owned(),
            Self::Open(0) => "open today".to_owned(),
            Self::Open(days) => format!("open {}", super::home::ago::span(days)),
            Self::Later(day) => format!("again {}", when::show(day, today)),
            Self::Done => "done".to_owned(),
            Self::Closed => "closed".to_owned(),
        }
    }
}

/// Whether it affects us, in a word.
pub fn affects(applies: Option<Applies>) -> &'static str {
    applies.map_or("-", |applies| Applies::answer(Some(applies)))
}

/// The next step with its owner: `Pin it @me`; only what is open is next.
pub fn next(heard: &Heard) -> String {
    let open = |step: &&super::home::Step| step.status == ActionStatus::Open;
    match heard.next.as_ref().filter(open) {
        Some(step) if step.owner.is_empty() => step.text.clone(),
        Some(step) => format!("{} @{}", step.text, step.owner),
        None => "-".to_owned(),
    }
}

/// What it is called: what was heard, else the session's title.
pub fn headline<'a>(recent: &'a Recent, heard: &'a Heard) -> &'a str {
    if heard.headline.is_empty() {
        &recent.title
    } else {
        &heard.headline
    }
}

/// What was heard, among sessions: newest first.
pub fn heard<'a>(recents: impl Iterator<Item = &'a Recent>) -> Vec<&'a Recent> {
    let mut heard: Vec<&Recent> = recents.filter(|recent| recent.heard.is_some()).collect();
    heard.sort_by_key(|recent| order(recent));
    heard
}

/// By what they are sorted there.
pub(super) fn order(recent: &Recent) -> impl Ord + use<> {
    let seen = recent.heard.as_ref().map(|heard| heard.seen);
    std::cmp::Reverse((seen, recent.when()))
}

/// A line that counts: `12 seen since Sep: 3 yes, 3 maybe, 2 unknown, 4 no; 5 open`. In fewer cells, it says less.
pub fn counted(shown: &[&Recent], today: NaiveDate, width: usize) -> String {
    let heard: Vec<&Heard> = shown.iter().filter_map(|r| r.heard.as_ref()).collect();
    let Some(first) = heard.iter().map(|heard| heard.seen).min() else {
        return "Nothing seen yet".to_owned();
    };
    let since = if first.year() == today.year() {
        first.format("%b")
    } else {
        first.format("%b %Y")
    };
    let answers = [
        Some(Applies::Yes),
        Some(Applies::Maybe),
        Some(Applies::Unknown),
        Some(Applies::No),
        None,
    ];
    let answers = answers.into_iter().filter_map(|answer| {
        let many = heard.iter().filter(|it| it.applies == answer).count();
        (many > 0).then(|| format!("{many} {}", Applies::answer(answer)))
    });
    let answers: Vec<String> = answers.collect();
    let open = heard.iter().filter(|it| Standing::of(it, today).is_open());
    let open = open.count();
    let seen = format!("{} seen since {since}", heard.len());
    let whole = format!("{seen}: {}; {open} open", answers.join(", "));
    if wrap::width(&whole) <= width {
        return whole;
    }
    format!("{seen}; {open} open")
}

#[cfg(test)]
mod tests {
    use super::super::home::Step as Next;
    use super::*;
    use crate::domain::ActionId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn seen(on: &str, applies: Option<Applies>) -> Heard {
        Heard {
            headline: "Worm".to_owned(),
            seen: day(on),
            system: String::new(),
            applies,
            ids: Vec::new(),
            look_again: None,
            attached: Vec::new(),
            next: None,
        }
    }

    fn step(status: ActionStatus, due: Option<&str>) -> Next {
        Next {
            id: ActionId(1),
            text: "Pin it".to_owned(),
            owner: "me".to_owned(),
            due: due.map(day),
            status,
        }
    }

    #[test]
    fn what_is_late_goes_before_what_is_due_and_that_before_what_is_open() {
        use ActionStatus::{Done, Dropped, Open};
        let today = day("2026-05-30");
        let table = [
            (Some(Applies::No), None, None, "closed"),
            (Some(Applies::Yes), None, None, "closed"),
            (Some(Applies::Maybe), None, None, "open 3 weeks"),
            (Some(Applies::Unknown), None, None, "open 3 weeks"),
            (None, None, None, "open 3 weeks"),
            (Some(Applies::Maybe), Some(step(Done, None)), None, "done"),
            (
                Some(Applies::Yes),
                Some(step(Dropped, None)),
                None,
                "closed",
            ),
            (
                Some(Applies::No),
                Some(step(Open, None)),
                None,
                "open 3 weeks",
            ),
            (
                Some(Applies::Yes),
                Some(step(Open, Some("2026-05-29"))),
                Some("2026-05-01"),
                "LATE 29 May",
            ),
            (
                Some(Applies::Yes),
                Some(step(Done, Some("2026-05-29"))),
                None,
                "done",
            ),
            (
                Some(Applies::Yes),
                Some(step(Open, Some("2026-05-30"))),
                None,
                "open 3 weeks",
            ),
            (
                Some(Applies::Maybe),
                Some(step(Open, None)),
                Some("2026-05-30"),
                "look again now",
            ),
            (
                Some(Applies::Maybe),
                Some(step(Done, None)),
                Some("2026-06-02"),
                "again 2 Jun",
            ),
            (
                Some(Applies::Maybe),
                Some(step(Open, None)),
                Some("2026-06-02"),
                "open 3 weeks",
            ),
        ];
        for (applies, next, again, expected) in table {
            let heard = Heard {
                next,
                look_again: again.map(day),
                ..seen("2026-05-09", applies)
            };
            let standing = Standing::of(&heard, today);
            assert_eq!(standing.words(today), expected, "{heard:?}");
            let over = ["done", "closed"].contains(&expected);
            assert_eq!(standing.is_open(), !over, "{heard:?}");
            let due = expected.starts_with("LATE") || expected.ends_with("now");
            assert_eq!(standing.is_due(), due, "{heard:?}");
        }
    }

    #[test]
    fn a_line_counts_what_was_answered_and_what_is_open() {
        let recents: Vec<Recent> = [
            ("2026-05-01", Some(Applies::Yes)),
            ("2025-09-03", Some(Applies::No)),
            ("2026-05-07", Some(Applies::Maybe)),
            ("2026-05-09", None),
        ]
        .into_iter()
        .map(|(on, applies)| Recent {
            heard: Some(seen(on, applies)),
            ..Recent::default()
        })
        .chain([Recent::default()])
        .collect();
        let shown = heard(recents.iter());
        let days: Vec<String> = shown
            .iter()
            .filter_map(|r| Some(r.heard.as_ref()?.seen.to_string()))
            .collect();
        assert_eq!(
            days,
            ["2026-05-09", "2026-05-07", "2026-05-01", "2025-09-03"]
        );
        assert_eq!(
            counted(&shown, day("2026-05-30"), 80),
            "4 seen since Sep 2025: 1 yes, 1 maybe, 1 no, 1 not answered; 2 open"
        );
        assert_eq!(
            counted(&shown[..1], day("2026-05-30"), 80),
            "1 seen since May: 1 not answered; 1 open"
        );
        assert_eq!(counted(&[], day("2026-05-30"), 80), "Nothing seen yet");
        let narrow = counted(&shown, day("2026-05-30"), 58);
        assert_eq!(narrow, "4 seen since Sep 2025; 2 open");
    }

    #[test]
    fn only_what_is_open_is_next() {
        let with = |next| Heard {
            next,
            ..seen("2026-05-09", None)
        };
        assert_eq!(
            next(&with(Some(step(ActionStatus::Open, None)))),
            "Pin it @me"
        );
        assert_eq!(next(&with(Some(step(ActionStatus::Done, None)))), "-");
        assert_eq!(next(&with(None)), "-");
    }
}
