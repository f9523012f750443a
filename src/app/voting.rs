//! The vote: hands counted aloud, one number a threat, or blind ballots from the chat. It hangs on no screen: whoever
//! opens the bar gets the same, and until Enter no one sees a number (R38). On a wall people vote for its heaps and
//! lines.

mod overlooked;
mod result;
mod waiting;

pub(super) use overlooked::nudge_overlooked;
pub use result::is_shown;
pub(super) use result::leaves;
pub use waiting::waiting;
use waiting::with_waiting;

use chrono::NaiveDate;

use super::bars::open_bar;
use super::effect::Effect;
use super::making::whole_second;
use super::overlay::Overlay;
use super::state::{App, Gate, Tone};
use crate::areas::wrap::shorten;
use crate::domain::{
    Ballot, Candidate, Edit, ItemId, Moment, Session, SessionField, SessionKind, Standing, Text,
    Voting, cut,
};
use crate::keys::Screen;
use crate::keys::key::Key;
use crate::keys::key::KeyCode;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;
use crate::lines::table;
use crate::parse::votes::{self, Ballots, Hands};

/// So many cells of the first line that is not understood are said where there is one row for all of it.
const FIRST: usize = 40;

/// A count that is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counting<'a> {
    /// What is voted on, in the order of the list.
    pub candidates: Vec<Candidate<'a>>,
    /// The hands so far; for no one's eyes.
    pub hands: Hands,
    /// How many votes each person has.
    pub per_person: u32,
    /// How many sent a ballot, and how many could, once someone did.
    pub finished: Option<(usize, usize)>,
    /// Each number ends with a space.
    pub is_spaced: bool,
    /// One of them, and several, in words.
    pub words: (&'static str, &'static str),
}

impl Counting<'_> {
    /// How many are counted.
    pub fn counted(&self) -> usize {
        self.hands.counted.len()
    }

    /// The one whose hands are counted now; `None` when all are.
    pub fn now(&self) -> Option<&Candidate<'_>> {
        self.candidates.get(self.counted())
    }

    /// So many of them: `1 threat`, `3 lines`.
    pub fn several(&self, n: usize) -> String {
        let (one, many) = self.words;
        format!("{n} {}", if n == 1 { one } else { many })
    }
}

/// Whether hands are being counted.
pub(super) fn is_counting(app: &App) -> bool {
    let bar = app.bar.as_ref();
    bar.is_some_and(|bar| bar.is(&table::VOTE)) && app.session().is_some()
}

/// Whether people vote now: the count is open, it is the step of the vote, or ballots came in and wait.
pub(super) fn is_open(app: &App) -> bool {
    is_counting(app) || waiting::is_due(app)
}

/// The count that the bar is open for.
pub fn counting(app: &App) -> Option<Counting<'_>> {
    let bar = app.bar.as_ref().filter(|bar| bar.is(&table::VOTE))?;
    let session = app.session()?;
    let candidates = session.candidates(app.wall_since());
    Some(Counting {
        per_person: app.thresholds.voting.per_person(candidates.len()),
        finished: session.finished(Moment::Vote),
        hands: Hands::read(bar.editor.text()),
        is_spaced: votes::are_spaced(bar.editor.text()),
        words: session.candidate_words(&candidates),
        candidates,
    })
}

/// Whether a line holds digits that were counted in the room.
pub(super) fn counts(bar: &Bar) -> bool {
    let hands = [&table::CONFIDENCE, &table::TIME_WELL_SPENT, &table::CLARITY];
    bar.is(&table::VOTE) || hands.iter().any(|line| bar.is(line))
}

/// A line as it is kept after Esc: a count goes with the list that it was taken from, as its digits stand in that order.
pub(super) fn put_away(app: &App, bar: Bar) -> Bar {
    match app.session().filter(|_| bar.is(&table::VOTE)) {
        Some(session) => bar.with_extra(list(session, app.wall_since())),
        None => bar,
    }
}

/// What is voted on, by ids, numbers and names.
fn list(session: &Session, since: Option<NaiveDate>) -> String {
    let labels = session.candidates(since).into_iter().map(|c| c.label());
    let labels = labels.collect::<Vec<_>>().join(" ");
    // As the file keeps it.
    Text::new(&labels).to_string()
}

/// Whether a count that the file kept is of the list that is voted on now; of a former file that is not known.
pub(super) fn is_of_this_list(app: &App, bar: &Bar) -> bool {
    let list = app.session().map(|session| list(session, app.wall_since()));
    bar.extra.is_empty() || Some(&bar.extra) == list.as_ref()
}

/// A count that the file kept without the list is taken for one of the list that is there.
pub(super) fn with_list(app: &App, bar: Bar) -> Bar {
    if bar.is(&table::VOTE) && bar.extra.is_empty() {
        put_away(app, bar)
    } else {
        bar
    }
}

/// Says why a count that was kept is not there.
pub(super) fn say_lost(app: &mut App) {
    app.say(
        Tone::Attention,
        "The list changed, so the count that was kept starts over.",
    );
}

/// Opens the vote; where there are votes already, only after a second `v`. On a wall the first one shows the result.
pub(super) fn begin(app: &mut App) {
    let Some(session) = app.session() else { return };
    let is_wall = session.kind == SessionKind::Whiteboard;
    let since = app.wall_since();
    let all = session.candidates(since);
    let several = session.candidate_words(&all).1;
    let all = all.len();
    if all == 0 {
        let key = app.keys.key_for(app.screen(), Verb::Threat);
        let says = format!("No {several} to vote on yet. Press {key} to add one.");
        return app.say(Tone::Info, says);
    }
    let bar = Bar::new(&table::VOTE, None).with_extra(list(session, since));
    if is_wall && session.voting_since(since).is_some() {
        if !result::is_shown(app) {
            return result::show(app);
        }
    } else if let Some(voting) = session.voting_since(since) {
        let day = if voting.at.date_naive() == app.today() {
            "today".to_owned()
        } else {
            voting.at.format("%-d %b %Y").to_string()
        };
        let says = format!("A new vote will replace the one from {day}.");
        // Nothing to keep a reason for: the votes themselves are kept.
        let gate = Gate {
            asked_by: Verb::Vote,
            rule: "",
        };
        if app.gate != Some(gate) {
            let key = app.keys.key_for(app.screen(), Verb::Vote);
            app.say(
                Tone::Attention,
                format!("{says} Press {key} again to go on."),
            );
            app.gate = Some(gate);
            return;
        }
    }
    result::hide(app);
    app.gate = None;
    app.notice = None;
    open_bar(app, bar);
    let is_new = app.bar.as_ref().is_some_and(|bar| bar.editor.is_blank());
    if is_new && app.kept.forgets(&table::VOTE) {
        say_lost(app);
    } else if is_new && app.bar.is_some() && app.thresholds.voting.are_many(all) {
        let (verb, does) = if is_wall {
            (Verb::Heap, "Put some on heaps")
        } else {
            (Verb::Merge, "Merge some")
        };
        let key = app.keys.key_for(app.screen(), verb);
        let says = format!("{all} {several} is a lot to vote on. {does} first? Esc, then {key}.");
        app.say(Tone::Attention, says);
    }
}

/// A key while hands are counted.
pub(super) fn on_key(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    // A digit is a count whatever it is bound to; letters are free.
    let counts = matches!(key.code, KeyCode::Char(c) if c.is_ascii_digit() || c == ' ');
    if !counts && app.keys.action(app.screen(), key) == Some(Verb::Sheet) {
        return super::verbs::handing::hand_out(app, effects);
    }
    let Some(counting) = counting(app) else {
        return;
    };
    let all = counting.candidates.len();
    let one = counting.words.0;
    let full = counting.counted() >= all;
    let Some(bar) = &mut app.bar else { return };
    let line = bar.editor.text();
    let next = match key.code {
        KeyCode::Enter => return enter(app, effects),
        KeyCode::Esc => return app.close_bar(effects),
        KeyCode::Up => {
            if let Some(text) = app.closed.ballots.clone() {
                paste(app, &text);
            }
            return;
        }
        KeyCode::Backspace => votes::one_back(line),
        KeyCode::Char(c) if key.writes() => {
            if full && c.is_ascii_digit() {
                return app.refuse(format!(
                    "All {all} counted. Enter shows the votes, Backspace goes back one."
                ));
            }
            match votes::typed(line, c) {
                Some(next) if Hands::read(&next).is_too_many() => {
                    return app.refuse(format!(
                        "More than {} hands? Type the number again: Backspace takes it back.",
                        votes::MOST_HANDS
                    ));
                }
                Some(next) => next,
                None => {
                    return app.refuse(format!(
                        "One digit per {one}; for 10 or more, add a space. Or paste ballots."
                    ));
                }
            }
        }
        _ => return,
    };
    let begins = votes::are_spaced(&next) && !votes::are_spaced(line);
    bar.editor = Editor::new(&next);
    bar.refusal = None;
    app.notice = None;
    if begins {
        app.say(
            Tone::Info,
            "What was typed last is one number. From now on, type a space behind each number.",
        );
    }
    app.save(effects);
}

/// Enter: what is missing is said once; then all votes are shown together.
fn enter(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(counting) = counting(app) else {
        return;
    };
    let hands = counting.hands.all();
    let waits = app
        .session()
        .is_some_and(|session| waiting(session).next().is_some());
    if hands.is_empty() && waits {
        return reveal(app, Vec::new(), effects);
    }
    if hands.is_empty() {
        return app.close_bar(effects);
    }
    let missing = counting.candidates.len().saturating_sub(hands.len());
    if missing > 0 {
        let is = if missing == 1 { "is" } else { "are" };
        let missing = counting.several(missing);
        let says =
            format!("{missing} {is} not counted yet. Press Enter again to count 0 votes there.");
        let asked = app.bar.as_ref().and_then(|bar| bar.refusal.as_ref());
        if asked != Some(&says) {
            return app.refuse(says);
        }
    }
    reveal(app, Vec::new(), effects);
}

/// Pasted ballots: one look at how many they are, never at what they say.
pub(super) fn paste(app: &mut App, text: &str) {
    let (Some(counting), Some(session)) = (counting(app), app.session()) else {
        return;
    };
    let mut ballots = votes::ballots(text, session, app.wall_since(), counting.per_person);
    if ballots.ballots.is_empty() && !ballots.unclear.is_empty() {
        return app.refuse(format!("No votes counted. {}.", ballots.unclear.join(". ")));
    }
    if ballots.ballots.is_empty() {
        let write = if session.kind == SessionKind::Whiteboard {
            "Write them as Ana: 1 4 4 9, with the numbers on the whiteboard."
        } else {
            "Write them as Ana: 1 4 4 9, or Ana: T1, T4."
        };
        let first = ballots.not_understood.first();
        let first = first.map_or_else(String::new, |line| {
            format!(" Not understood: {}.", shorten(line, FIRST))
        });
        return app.refuse(format!("No ballots in the paste. {write}{first}"));
    }
    let hands = counting.hands.all().len();
    if hands > 0 {
        let all = counting.several(counting.candidates.len());
        let says = format!("The votes by hand for {hands} of {all} are counted, too");
        ballots.notes.push(says);
    }
    app.closed.ballots = Some(text.to_owned());
    app.overlay = Some(Overlay::Ballots(ballots));
}

/// More ballots while the first are looked at, such as one that was put right: they are added.
pub(super) fn paste_more(app: &mut App, text: &str) {
    let before = app.closed.ballots.clone().unwrap_or_default();
    paste(app, &format!("{before}\n{text}"));
}

/// Esc on the preview of ballots: nothing is counted, and they can be had again while the session is open.
pub(super) fn close_ballots(app: &mut App) {
    app.say(
        Tone::Info,
        "No votes counted. Ballots kept: press Up to see them again.",
    );
}

/// Enter on the preview of ballots.
pub(super) fn take_ballots(app: &mut App, ballots: Ballots, effects: &mut Vec<Effect>) {
    reveal(app, ballots.ballots, effects);
}

/// Keeps the votes, as one change, and shows them all together.
fn reveal(app: &mut App, ballots: Vec<Ballot>, effects: &mut Vec<Effect>) {
    let Some(counting) = counting(app) else {
        return;
    };
    let typed = counting.hands.all();
    let counts = typed.iter().copied().chain(std::iter::repeat(0));
    let (sheet, ballots, left_out) = with_waiting(app, ballots, counting.per_person);
    let mut voting = Voting {
        sheet,
        ballots,
        ..Voting::begun(counting.per_person, whole_second(app.now))
    };
    // Where only ballots came in, no hand was counted at all.
    if !typed.is_empty() {
        for (candidate, count) in counting.candidates.iter().zip(counts) {
            voting.add_hands(candidate, count);
        }
    }
    let counted_each = counting.per_person;
    let kept = app.bar.take();
    let edit = Edit::Session(SessionField::Voting(Some(voting)));
    if app.make(&edit, effects).is_none() {
        app.bar = kept;
        return;
    }
    app.closed.ballots = None;
    if left_out > 0 {
        let votes = if left_out == 1 {
            "1 vote does"
        } else {
            &format!("{left_out} votes do")
        };
        let says = format!(
            "{votes} not count: for what is gone, or more than {counted_each} of one person."
        );
        app.say(Tone::Attention, says);
    }
    let screen = app.screen();
    let Some(open) = app.place.open_mut() else {
        return;
    };
    open.rooms.go_wrong.revealed = screen == Screen::GoWrong;
    if screen == Screen::Whiteboard {
        let since = open.rooms.whiteboard.since(&open.session);
        let result = open.session.wall_result(since);
        let first = result.first().map(|it| it.candidate.id);
        open.rooms.whiteboard.selected = first;
        open.rooms.whiteboard.reading = false;
        // Letters are commands, as the result is left by any key.
        open.rooms.whiteboard.commands = true;
        open.rooms.whiteboard.result = true;
    }
    open.rooms.do_about.arrange(&open.session);
    let first = open.rooms.do_about.rows(&open.session).first().copied();
    open.rooms.do_about.show(&open.session, first);
}

/// Before a verb is done: votes that were just shown together give way to the usual list.
pub(super) fn look_away(app: &mut App, action: Verb) {
    use Verb as A;
    let looks_on = matches!(action, A::Help | A::Palette | A::ChooseTheme | A::Suspend);
    if let Some(open) = app.place.open_mut() {
        open.rooms.go_wrong.revealed &= looks_on;
        open.rooms.whiteboard.result &= result::stays(action);
    }
}

/// What `.` says once at the last threat above the line, when there are more below; the next `.` goes on.
pub(super) fn stop_at_the_line(app: &mut App) -> Option<String> {
    let standings = app.ranked_threats();
    let line = app.line_after(&standings)?;
    let open = app.place.open_mut()?;
    let here = standings
        .iter()
        .position(|s| Some(s.id) == open.rooms.do_about.threat)?;
    if here + 1 != line || line == standings.len() || open.rooms.do_about.told_the_line {
        return None;
    }
    open.rooms.do_about.told_the_line = true;
    let key = |action| app.keys.key_for(app.screen(), action);
    Some(format!(
        "Cut-off: {} left. Press {} to continue, {} to defer them.",
        standings.len() - line,
        key(Verb::NextInTurn),
        key(Verb::Defer)
    ))
}

impl App {
    /// The threats in the order in which question 3 shows them.
    pub fn ranked_threats(&self) -> Vec<Standing> {
        self.place
            .open()
            .map(|open| open.rooms.do_about.standings(&open.session))
            .unwrap_or_default()
    }

    /// After how many threats of question 3 the line is drawn (R41); `None` before anybody voted.
    pub fn line_after(&self, standings: &[Standing]) -> Option<usize> {
        self.session()?.voting()?;
        Some(cut(
            standings,
            self.minutes_for_question_3(),
            self.per_threat(),
            self.thresholds.above_the_line,
        ))
    }

    /// Why a threat is not moved by hand on question 3, if it is not.
    pub(super) fn keeps_its_rank(&self, id: ItemId) -> Option<String> {
        let voted = self.session()?.voting().is_some();
        let fixed = voted && self.screen() == Screen::DoAbout && matches!(id, ItemId::Threat(_));
        fixed.then(|| {
            "Sorted by votes, then severity. To reorder by hand, go to question 2.".to_owned()
        })
    }
}
