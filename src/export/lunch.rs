//! `lunch.txt`: what came of a lunch, in at most twelve lines for a team's chat: how many said what, what most worries
//! them, who tries what by when, and when they meet again.

use super::chat::{date, plain};
use super::phrase;
use super::view::View;
use super::{Kind, Shelf, Takes, one};
use crate::domain::{Action, ActionStatus, NoteKind, Said, Stamp, WallLine};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "lunch",
    file: "lunch.txt",
    describes: "a whiteboard in twelve lines for a chat",
    shelf: Shelf::People,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Less(|view| left_out(view).into_iter().collect()),
};

/// The most lines that a chat shows without folding them away.
const MOST: usize = 12;

/// So many of the lines or heaps with most votes.
const TOP: usize = 3;

/// The whole file.
fn render(view: &View) -> String {
    let mut lines = head(view);
    let most: Vec<String> = voted(view).into_iter().take(TOP).collect();
    lines.extend(most);
    let tries = tries(view);
    let room = MOST.saturating_sub(lines.len() + 1);
    if tries.is_empty() {
        lines.push("No one has said what they will try".to_owned());
    } else if tries.len() <= room {
        lines.extend(tries.iter().map(|action| doer(view, action)));
    } else {
        let shown = room.saturating_sub(1);
        lines.extend(tries.iter().take(shown).map(|action| doer(view, action)));
        lines.push(format!("And {} more", tries.len() - shown));
    }
    lines.push(again(view));
    lines.into_iter().map(|line| line + "\n").collect()
}

/// The topic, the day with its minutes, and how many said what.
fn head(view: &View) -> Vec<String> {
    let session = view.session;
    let topic = match session.title.as_str() {
        "" => "Untitled".to_owned(),
        title => plain(title),
    };
    let mut lines = vec![format!("What can go wrong? {topic}")];
    if let Some(sitting) = session.sittings.last() {
        let took = sitting.clock.as_ref().map_or_else(String::new, |clock| {
            format!(", {} of {} min", clock.minutes(), clock.planned() / 60)
        });
        let day = date(sitting.started.date_naive());
        lines.push(format!("{day}{took}"));
    }
    lines.push(said(view));
    lines
}

/// What was said at the last lunch alone.
fn this_lunch<'a>(view: &View<'a>) -> Vec<WallLine<'a>> {
    view.session.wall_since(view.session.lunch_day())
}

/// `35 said: 24 threats, 9 questions, 2 off topic`.
fn said(view: &View) -> String {
    let wall = this_lunch(view);
    if wall.is_empty() {
        return "Nothing was said".to_owned();
    }
    let count = |said: Said| wall.iter().filter(|line| line.said == said).count();
    let all = Said::ALL.into_iter().map(|said| (said, count(said)));
    // That there is no threat is worth a word; that there is no question is not.
    let parts = all.filter(|(said, n)| *n > 0 || *said == Said::Threat);
    let parts: Vec<String> = parts.map(|(said, n)| said.counted(n)).collect();
    format!("{} said: {}", wall.len(), parts.join(", "))
}

/// The lines and heaps that got votes, most first. In a chat no one knows a line by its number.
fn voted(view: &View) -> Vec<String> {
    let session = view.session;
    let result = session.wall_result(session.lunch_day()).into_iter();
    result
        .filter(|it| it.votes > 0)
        .map(|it| {
            let votes = phrase::count(it.votes as usize, "vote");
            let words = plain(it.candidate.words);
            match it.candidate.size() {
                Some(size) => format!("{votes}: {words} {size}"),
                None => format!("{votes}: {words}"),
            }
        })
        .collect()
}

/// What someone tries, as it was said at this lunch or said again.
fn tries<'a>(view: &View<'a>) -> Vec<&'a Action> {
    let day = view.session.lunch_day();
    let is_here = |at: Stamp| day.is_none_or(|day| at.date_naive() >= day);
    let actions = view.session.actions.iter();
    let mut open: Vec<&Action> = actions
        .filter(|action| action.status == ActionStatus::Open)
        .filter(|action| is_here(action.at) || action.still.is_some_and(is_here))
        .collect();
    // What no one owns comes last, as it is left out before a promise is.
    open.sort_by_key(|action| action.owner.is_none());
    open
}

fn doer(view: &View, action: &Action) -> String {
    let who = view
        .label(action.owner)
        .map_or_else(|| "No owner yet".to_owned(), plain);
    let by = action
        .due
        .map_or_else(String::new, |due| format!(", by {}", date(due)));
    format!("{who}: {}{by}", plain(&action.text))
}

/// When the room meets again.
fn again(view: &View) -> String {
    let session = view.session;
    let when = session.notes_of(NoteKind::RevisitWhen).next();
    match (session.revisit, when) {
        (Some(day), _) => format!("Again on {}", date(day)),
        (None, Some(note)) => format!("Again when {}", plain(&note.text)),
        (None, None) => "Again: no date yet".to_owned(),
    }
}

/// What twelve lines have no room for.
fn left_out(view: &View) -> Option<String> {
    let said = this_lunch(view).len();
    let voted = voted(view).len().min(TOP);
    (said > voted).then(|| {
        format!(
            "{said} said; only those with most votes are in it. The whiteboard as text has all."
        )
    })
}
