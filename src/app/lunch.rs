//! The script of a lunch: where on the whiteboard the room is, what it is asked, and how the next key is reached, so that
//! someone who has never done it can run it from the screen alone.

use std::cell::Cell;

use chrono::NaiveDate;

use super::bars::{open_bar, put_aside};
use super::copied::Copied;
use super::effect::Effect;
use super::selection::{self, set_step};
use super::state::{App, Tone};
use super::{voting, whiteboard};
use crate::areas::wall::{end_rows, margin, most_script};
use crate::areas::wrap;
use crate::catalogue::Stage;
use crate::domain::{
    AgendaStep, Edit, ItemId, Said, Session, SessionField, SessionKind, Stamp, says,
};
use crate::export::{Format, render};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;

/// What a whiteboard says below its topic, and in its last row.
pub struct Script {
    /// The steps by their names, and whether the room is at it.
    pub steps: Vec<(&'static str, bool)>,
    /// What the room is asked.
    pub says: String,
    /// What can go wrong in another trade.
    pub example: String,
    /// How the keys are reached that are needed next.
    pub keys: String,
}

impl Script {
    /// The steps in one row of so many cells: the current one can be told without color.
    pub fn strip(&self, width: usize) -> Vec<(String, bool)> {
        let named = |sign: &str| -> Vec<(String, bool)> {
            let mut strip = Vec::new();
            for (place, (word, here)) in self.steps.iter().enumerate() {
                if place > 0 {
                    strip.push((sign.to_owned(), false));
                }
                strip.push(if *here {
                    (format!("[{}]", word.to_uppercase()), true)
                } else {
                    ((*word).to_owned(), false)
                });
            }
            strip
        };
        let fits = |strip: &Vec<(String, bool)>| {
            let cells: usize = strip.iter().map(|(words, _)| wrap::width(words)).sum();
            cells <= width
        };
        let whole = [" > ", ">"].into_iter().map(named).find(fits);
        whole.unwrap_or_else(|| {
            let all = self.steps.len();
            let here = self.steps.iter().position(|(_, here)| *here);
            let (place, (word, _)) = here
                .and_then(|place| Some((place + 1, self.steps.get(place)?)))
                .unwrap_or((0, &("", false)));
            vec![(format!("{place}/{all} [{}]", word.to_uppercase()), true)]
        })
    }

    /// How many rows it has below the topic.
    pub fn rows(&self, size: (u16, u16)) -> usize {
        match most_script(size.1) {
            _ if self.steps.is_empty() => 0,
            0 => 0,
            _ => 1 + self.lines(size).len(),
        }
    }

    /// What stands below the steps, row by row, in a terminal of this size. An example is never shown in half.
    pub fn lines(&self, (columns, rows): (u16, u16)) -> Vec<String> {
        let margin = margin(columns);
        let width = usize::from(columns.saturating_sub(margin.saturating_mul(2)));
        let most = most_script(rows).saturating_sub(1);
        let mut lines = wrap::wrap_to(&self.says, width, most.min(2));
        let example = wrap::wrap(&self.example, width);
        if !self.example.is_empty() && lines.len() + example.len() <= most {
            lines.extend(example);
        }
        lines.retain(|line| !line.is_empty());
        lines
    }
}

impl App {
    /// The script of the whiteboard that is shown.
    pub fn script(&self) -> Option<Script> {
        let open = self.place.open()?;
        if self.screen() != Screen::Whiteboard {
            return None;
        }
        // What came of it is all that is shown at the end.
        if !open.rooms.whiteboard.ended.is_empty() {
            return Some(Script {
                steps: Vec::new(),
                says: String::new(),
                example: String::new(),
                keys: self.next_keys(),
            });
        }
        let here = self.step();
        let steps = self.steps();
        let steps = steps.iter().map(|step| (step.word(), Some(*step) == here));
        Some(Script {
            steps: steps.collect(),
            says: self
                .asks_for_hands()
                .unwrap_or_else(|| self.with_notes(self.sentence())),
            example: self.lunch_example(),
            keys: self.next_keys(),
        })
    }

    /// What the room is asked. While a line is open, the keys that are named come after Esc: letters are text.
    fn sentence(&self) -> String {
        let step = self.ask(|room, look, rooms| (room.step)(look, rooms));
        let says = self.catalogue.prompt(Stage::Whiteboard, step);
        let (Some(says), true) = (says, self.bar.is_some()) else {
            return self.prompt();
        };
        let said = Cell::new(false);
        let says = says.with(|verb| {
            let key = self.keys.key_for(Screen::Whiteboard, verb);
            if said.replace(true) {
                key
            } else {
                format!("Esc, then {key}")
            }
        });
        // A sentence may say so itself.
        says.replace("Esc, then Esc, then", "Esc, then")
    }

    /// How many rows of the screen the script has.
    pub fn script_rows(&self) -> usize {
        self.script().map_or(0, |script| script.rows(self.size))
    }

    /// What can go wrong in another trade: from the step on in which everyone talks, or once it was asked for.
    pub(crate) fn lunch_example(&self) -> String {
        let Some(open) = self.place.open() else {
            return String::new();
        };
        let state = &open.rooms.whiteboard;
        let alone = state.reading || voting::is_counting(self);
        if alone || (state.examples == 0 && !self.talks()) {
            return String::new();
        }
        let example = self.catalogue.example(state.examples);
        example.map_or_else(String::new, |example| {
            format!("{}: {}", example.trade, example.says)
        })
    }

    /// What is done while hands are counted: the key that began it is no news any more.
    fn asks_for_hands(&self) -> Option<String> {
        let counting = voting::counting(self)?;
        let how = if counting.is_spaced {
            "counting with spaces"
        } else {
            "counting"
        };
        let says = self.catalogue.prompt(Stage::Whiteboard, how)?;
        Some(self.says(says))
    }

    /// Whether the room has come to the step in which everyone talks.
    fn talks(&self) -> bool {
        let steps = self.steps();
        let place = |step: AgendaStep| steps.iter().position(|other| *other == step);
        let here = self.step().and_then(place);
        here.zip(place(AgendaStep::Open))
            .is_some_and(|(here, talk)| here >= talk)
    }

    /// How the keys are reached that are needed next: while a line is open, letters are text.
    fn next_keys(&self) -> String {
        let key = |verb| self.keys.key_for(Screen::Whiteboard, verb);
        let open = self.place.open();
        if open.is_some_and(|open| !open.rooms.whiteboard.ended.is_empty()) {
            let (back, export) = (key(Verb::Back), key(Verb::GoExport));
            let tries = key(Verb::CloseWell);
            return format!(
                "{back}: back to the whiteboard   {tries}: who tries more   {export}: other exports"
            );
        }
        let next = match self.step_beside(1) {
            Some(step) => format!("{}: next, {}", key(Verb::NextStep), step.word()),
            None => format!("{}: the end", key(Verb::CloseWell)),
        };
        let example = (!self.lunch_example().is_empty())
            .then(|| format!("{}: another example", key(Verb::NextExample)));
        // While lines come in and are read, they are sorted: people vote on what is left.
        let sorts = matches!(
            self.step(),
            Some(AgendaStep::Open | AgendaStep::WallReadBack)
        );
        let (heap, kind) = (key(Verb::Heap), key(Verb::Kind));
        let sort = sorts.then(|| format!("{heap}: heap   {kind}: question, off topic"));
        let more = [
            sort,
            example,
            Some(format!("{}: all keys", key(Verb::Help))),
        ];
        let more: Vec<String> = more.into_iter().flatten().collect();
        let more = more.join("   ");
        match &self.bar {
            None => format!("{next}   {}: type   {more}", key(Verb::Threat)),
            Some(bar) if bar.is(&table::WALL) => format!("Esc, then {next}   {more}"),
            Some(bar) if bar.is(&table::VOTE) => {
                let counted = !bar.editor.is_blank();
                let show = if counted {
                    "Enter: show the result   "
                } else {
                    ""
                };
                format!("{show}Esc, then {next}")
            }
            Some(bar) if bar.is(&table::TRIES) => {
                "Ana: sign the links by fri   again: 4w   empty Enter: end   Esc: go on".to_owned()
            }
            Some(bar) => {
                let looks = bar.is(&table::FIND).then_some("go there");
                let does = bar.line.changes().or(looks).unwrap_or("add");
                // Nothing is rated at a lunch, so nobody is asked how strong a mitigation is.
                let rates = bar.is(&table::COULD_DO) || bar.is(&table::IN_PLACE);
                let form = if rates { "" } else { bar.line.form() };
                let gap = if form.is_empty() { "" } else { "   " };
                format!("Enter: {does}{gap}{form}   Esc, then {next}")
            }
        }
    }
}

/// Goes to a step of the lunch, and begins what is done in it.
pub(super) fn begin_step(app: &mut App, step: AgendaStep) {
    // Who goes on to a step of another lunch has begun it, also where no one has said anything yet.
    let open = app.place.open();
    if open.is_some_and(|open| open.rooms.whiteboard.comes_back()) {
        app.begin_meeting();
    }
    set_step(app, step);
    app.notice = None;
    let lines = app.ask(|room, look, rooms| (room.rows)(look, rooms).len());
    if let Some(open) = app.place.open_mut() {
        open.rooms.whiteboard.reading = step == AgendaStep::WallReadBack && lines > 0;
    }
    match step {
        // What is said now is text: no one who only reads the screen may type it as commands.
        AgendaStep::Sketch | AgendaStep::Open => whiteboard::open_line(app),
        AgendaStep::WallReadBack => selection::move_selection(app, Verb::First),
        AgendaStep::WallVote => voting::begin(app),
        AgendaStep::TopThree => mark_top(app),
        _ => {}
    }
}

/// In the step for one thing, the mark is at what got the most votes, also after the file was opened again.
pub(super) fn mark_top(app: &mut App) {
    if app.screen() != Screen::Whiteboard || app.step() != Some(AgendaStep::TopThree) {
        return;
    }
    let session = app.session();
    if let Some(id) = session.and_then(|session| top(session, app.wall_since())) {
        selection::select(app, id);
    }
}

/// What got the most votes, of what is in sight; before anyone voted, the first threat.
fn top(session: &Session, since: Option<NaiveDate>) -> Option<ItemId> {
    let voted = session.wall_result(since).into_iter();
    let mut first = voted.take(1).filter(|it| it.votes > 0);
    let wall = session.wall_since(since);
    let threat = wall.iter().find(|line| line.said == Said::Threat);
    first
        .next()
        .map(|it| it.candidate.id)
        .or(threat.map(|line| line.id))
}

/// After the last step comes the end, which has a key of its own.
pub(super) fn after_the_last(app: &mut App) {
    let says = says![
        "That was the last step. Press ",
        Verb::CloseWell,
        " to end the lunch."
    ];
    app.say(Tone::Info, says);
}

/// A lunch ends on its whiteboard, from whichever screen someone ends it. Goes there, and says whether it is a lunch.
pub(super) fn comes_to_wall(app: &mut App) -> bool {
    let kind = app.session().map(|session| session.kind);
    let is_lunch = kind == Some(SessionKind::Whiteboard);
    if is_lunch && app.screen() != Screen::Whiteboard {
        selection::go(app, Screen::Whiteboard);
    }
    is_lunch
}

/// The end asks one thing: who tries what by when. An empty line ends the lunch.
pub(super) fn ask_who_tries(app: &mut App) {
    if let Some(open) = app.place.open_mut() {
        open.rooms.whiteboard.commands = true;
        open.rooms.whiteboard.reading = false;
        open.rooms.whiteboard.ended.clear();
    }
    app.notice = None;
    put_aside(app);
    open_bar(app, Bar::new(&table::TRIES, None));
}

/// The key for the end: asks who tries what; of a lunch that is over, what came of it is shown first.
pub(super) fn close(app: &mut App, effects: &mut Vec<Effect>) {
    let is_shown = |app: &App| {
        let open = app.place.open();
        open.is_some_and(|open| !open.rooms.whiteboard.ended.is_empty())
    };
    if ended_at(app).is_some() && !is_shown(app) {
        return end(app, effects);
    }
    ask_who_tries(app);
}

/// When the lunch of today ended, if it did and nothing was said since.
fn ended_at(app: &App) -> Option<Stamp> {
    let session = app.session()?;
    let is_wall = session.kind == SessionKind::Whiteboard;
    let last = session.sittings.last().filter(|_| is_wall)?;
    last.ended
        .filter(|_| last.started.date_naive() == app.today())
}

/// Who opens a lunch again that ended today is told so, as nothing else shows it.
pub(super) fn say_ended(app: &mut App) {
    if app.screen() != Screen::Whiteboard || app.notice.is_some() {
        return;
    }
    let Some(at) = ended_at(app) else { return };
    let says = format!(
        "This lunch ended at {}. Type to go on, or press ",
        at.format("%H:%M")
    );
    let says = says![says, Verb::CloseWell, " to see what came of it."];
    app.say(Tone::Info, says);
}

/// Ends the lunch: what came of it is copied, written beside the session, and shown.
pub(super) fn end(app: &mut App, effects: &mut Vec<Effect>) {
    let now = app.now;
    let is_open = |app: &App| app.session().is_some_and(|s| !s.is_between_meetings(now));
    // One that has ended is only shown again.
    if is_open(app) {
        let close = Edit::Session(SessionField::Close);
        if app.make(&close, effects).is_none() {
            return;
        }
    }
    let options = app.ask(|_, look, rooms| rooms.export.options(look));
    let Some(open) = app.place.open_mut() else {
        return;
    };
    let files = render(Format::LUNCH, &open.session, &options);
    let Some(file) = files.into_iter().next() else {
        return;
    };
    let state = &mut open.rooms.whiteboard;
    state.commands = true;
    state.ended = file.contents.lines().map(str::to_owned).collect();
    state.ended_from = 0;
    app.notice = None;
    effects.push(Effect::Copy { file, keep: true });
}

/// Up and Down at the end show what has no room; says whether there was any such thing.
pub(super) fn turns_the_end(app: &mut App, verb: Verb) -> bool {
    let size = app.size;
    let is_there = app.screen() == Screen::Whiteboard;
    let Some(open) = app.place.open_mut().filter(|_| is_there) else {
        return false;
    };
    let state = &mut open.rooms.whiteboard;
    let (rows, fit) = end_rows(&state.ended, size);
    let most = rows.len().saturating_sub(fit);
    if most == 0 {
        return false;
    }
    state.ended_from = match verb {
        Verb::Up => state.ended_from.saturating_sub(1),
        Verb::Down => state.ended_from + 1,
        Verb::PageUp => state.ended_from.saturating_sub(fit),
        Verb::PageDown => state.ended_from + fit,
        Verb::First => 0,
        Verb::Last => most,
        _ => return false,
    }
    .min(most);
    true
}

/// What became of the text, once it is known: whether it was copied, and where it is saved or why not.
pub(super) fn told(app: &mut App, copied: &Copied) -> bool {
    let ended = app
        .place
        .open()
        .is_some_and(|open| !open.rooms.whiteboard.ended.is_empty());
    if !ended || app.screen() != Screen::Whiteboard {
        return false;
    }
    let sent = if copied.sent { "Copied" } else { "Not copied" };
    match &copied.kept {
        Some(Ok(file)) => app.say(Tone::Info, format!("{sent}, and saved in {file}")),
        Some(Err(why)) => app.say(Tone::Attention, format!("{sent}, but not saved: {why}")),
        None => app.say(Tone::Info, format!("{sent}.")),
    }
    true
}

/// Shows the sketch large: the map alone, from which one goes back to the whiteboard.
pub(super) fn show_map(app: &mut App) {
    selection::go(app, Screen::WorkingOn);
    set_step(app, AgendaStep::Map);
    app.wall = !app.spoken;
}

/// Goes back from the large map to the whiteboard; false anywhere else.
pub(super) fn leave_map(app: &mut App) -> bool {
    let kind = app.session().map(|session| session.kind);
    let is_there = app.screen() == Screen::WorkingOn && kind == Some(SessionKind::Whiteboard);
    if is_there {
        selection::go(app, Screen::Whiteboard);
    }
    is_there
}
