//! What is new, in the order in which someone wants to hear it.

use super::notice::notice;
use super::row::{item_of, position};
use super::seen::{Seen, failing};
use super::speech::sentence;
use super::{choice, form, overlay, place};
use crate::app::App;
use crate::domain::ItemId;
use crate::keys::Screen;
use crate::lines::table;

/// What to say to someone who knows `before`: a line for each thing that is new. Nothing is said twice, and nothing
/// about time that passed or a save that went well.
pub fn narrate(before: &Seen, after: &App) -> Vec<String> {
    let now = Seen::of(after);
    let mut said = Vec::new();
    if let Some(says) = failing(after).filter(|_| before.failing != now.failing) {
        said.push(sentence(&says));
    }
    let moved = before.place != now.place || before.path != now.path;
    if moved {
        said.extend(arrival(before, &now, after));
    }
    let noticed = (before.said != now.said).then(|| notice(after));
    let (news, about) = noticed.flatten().unzip();
    let about = about.flatten();
    said.extend(news.map(|says: String| says + &moved_to(before, &now, after, about)));
    if !moved {
        let new = now.facts.iter().filter(|fact| !before.facts.contains(fact));
        said.extend(new.cloned());
    }
    said.extend(selection(before, &now, after, about));
    said.extend(form::news(before, &now, after, moved));
    if now.overlay.is_some() && before.overlay != now.overlay {
        said.extend(overlay::lines(after));
    } else if before.current != now.current {
        said.extend(now.current.clone());
    }
    if let Some((choice, typed)) = after
        .choice
        .as_ref()
        .filter(|_| before.choice != now.choice)
    {
        said.extend(choice::lines(after, *choice, typed));
    }
    if now.bar.is_some() && before.bar != now.bar && after.bar.as_ref().is_some_and(|b| b.suggested)
    {
        said.push("Suggested text: Enter accepts it, typing replaces it.".to_owned());
    }
    if now.bar.is_some() && before.bar != now.bar {
        said.extend(after.sharpening_aloud());
    }
    said.extend(heard(before, &now, after));
    said.retain(|line| !line.is_empty());
    if said.is_empty() && closed(before, &now) {
        said.push("Closed.".to_owned());
    }
    said
}

/// What the room of a rehearsal said since, each line with what to do about it.
fn heard(before: &Seen, now: &Seen, app: &App) -> Vec<String> {
    // Whoever opens it again hears where the room is.
    let first = if before.path == now.path {
        before.heard
    } else {
        now.heard.saturating_sub(1)
    };
    let lines = app.said_since(first).into_iter().flat_map(|line| {
        let chat = if line.in_chat { " in the chat" } else { "" };
        let says = match line.by.as_str() {
            "" => line.says,
            by => format!("{by}{chat}: {}", line.says),
        };
        [sentence(&says), line.hint]
    });
    lines.collect()
}

/// The session if it is another one, then the question, what it asks, and what is there.
fn arrival(before: &Seen, now: &Seen, app: &App) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(session) = app.session().filter(|_| before.path != now.path) {
        said.push(format!("Open: {}", sentence(&session.title)));
    }
    let stays = before.same_screen(now);
    said.push(if stays {
        place::step(app)
    } else {
        place::heading(app)
    });
    said.push(place::asks(app));
    let facts = now.facts.iter();
    let facts = facts.filter(|fact| !stays || !before.facts.contains(fact));
    said.extend(facts.cloned());
    said
}

/// Where an item went that was named and has another place in its list now.
fn moved_to(before: &Seen, now: &Seen, app: &App, about: Option<ItemId>) -> String {
    let went = before.row == now.row && before.position != now.position;
    now.row
        .filter(|row| went && before.same_screen(now) && item_of(Some(*row)) == about)
        .map_or_else(String::new, |row| position(app, row))
}

/// What was selected, unless it was named already as what has just changed.
fn selection(before: &Seen, now: &Seen, app: &App, about: Option<ItemId>) -> Vec<String> {
    let item = item_of(now.row);
    let mut said = Vec::new();
    // A change without a notice, such as picking an export, is told by what the line says now.
    let turned = before.line != now.line && before.said == now.said;
    let new = before.row != now.row || !before.same_screen(now) || turned;
    // A list that has just been asked for on the start screen is read with its selected line.
    let home = &app.home;
    let asked = home.listed && !home.returning && home.filter.is_empty();
    let is_read = app.screen() == Screen::Home && before.row.is_none() && asked;
    let new = new && !is_read;
    if new && now.overlay.is_none() && (item.is_none() || item != about) {
        said.extend(place::selected(app));
    }
    said
}

/// Something that was open is closed, and nothing else tells so.
fn closed(before: &Seen, now: &Seen) -> bool {
    // After the names comes the new session itself, after a search what was found.
    let speaks_for_itself = before.bar.is_some_and(|(line, _)| line == &table::NAMES);
    let bar = before.bar.is_some() && now.bar.is_none() && !speaks_for_itself;
    let choice = before.choice.is_some() && now.choice.is_none() && now.bar.is_none();
    let overlay = before.overlay.is_some() && now.overlay.is_none() && now.bar.is_none();
    let cover = before.covered && !now.covered;
    bar || choice || overlay || cover
}
