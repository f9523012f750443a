//! What lies over a screen, as lines: all of it when it comes up, and what moves in it while it is there.

use super::item::{With, say_item};
use super::speech::{capital, count, key, sentence, spoken};
use crate::app::App;
use crate::app::helping::matching;
use crate::app::helping::{Page, page};
use crate::app::overlay::Overlay;
use crate::domain::text::safe;
use crate::keys::{Binding, Group};
use crate::screens::choice::meanings;

/// Everything that an overlay says.
pub(super) fn lines(app: &App) -> Vec<String> {
    match &app.overlay {
        None => Vec::new(),
        Some(Overlay::Help { .. }) => help(app),
        Some(Overlay::Meanings { .. }) => {
            let lines = app.meanings(usize::MAX).into_iter();
            let said = lines.filter_map(|line| match line {
                meanings::Line::Heading(words) => Some(sentence(&capital(&words.to_lowercase()))),
                meanings::Line::Says(words) => Some(sentence(&words)),
                meanings::Line::Gap => None,
            });
            let back = "Press any key to go back to choosing.".to_owned();
            said.chain([back]).collect()
        }
        Some(Overlay::CameAbout { .. }) => {
            let lines = app.came_about(usize::MAX).into_iter();
            let said = lines.filter_map(|line| match line {
                meanings::Line::Heading(words) | meanings::Line::Says(words) => {
                    Some(sentence(&spoken(&words)))
                }
                meanings::Line::Gap => None,
            });
            said.chain(["Press any key to go back.".to_owned()])
                .collect()
        }
        Some(Overlay::Palette { .. }) => {
            let mut said = vec![
                "All commands. Type words to find one; Up and Down select, Enter runs it, Escape closes."
                    .to_owned(),
            ];
            said.extend(current(app));
            said
        }
        Some(Overlay::Found { .. } | Overlay::Threats { .. }) => current(app).into_iter().collect(),
        Some(overlay @ (Overlay::Failed(failure) | Overlay::NotTaken(failure))) => {
            let cannot = match overlay {
                Overlay::Failed(_) => "This file cannot be opened.",
                _ => "This file cannot be imported.",
            };
            let mut said = vec![cannot.to_owned(), sentence(&safe(&failure.says))];
            if let Some(line) = &failure.line {
                said.push(format!("The line is: {}", safe(line).trim()));
            }
            said.push("The file was not changed. r tries again, Escape closes.".to_owned());
            said
        }
        Some(Overlay::Themes { offers, .. }) => {
            let themes = count(offers.len(), "theme");
            let mut said = vec![format!(
                "How a drawn screen looks: {themes}. Up and Down select, Enter keeps it, Escape closes."
            )];
            said.extend(current(app));
            said
        }
        Some(Overlay::Rehearsals { offers, .. }) => {
            let offers = count(offers.len(), "rehearsal");
            let mut said = vec![format!(
                "Practice: {offers}. Up and Down select, Enter starts it, Escape closes."
            )];
            said.extend(current(app));
            said
        }
        Some(Overlay::Ballots(ballots)) => {
            let mut said = vec![format!(
                "Ballots: {}.",
                crate::ui::overlay::ballots::counted(ballots)
            )];
            said.extend(ballots.notes.iter().map(|note| sentence(&spoken(note))));
            let unread = crate::ui::overlay::ballots::unread(ballots);
            if !unread.is_empty() {
                said.push("Not understood:".to_owned());
                said.extend(unread.iter().map(|line| sentence(line)));
                said.push("Correct them and paste again: they are added.".to_owned());
            }
            said.push("Enter counts them and shows the result. Escape counts nothing.".to_owned());
            said
        }
        Some(Overlay::Packs { .. }) => {
            let packs = count(app.packs().len(), "pack");
            let mut said = vec![format!(
                "{} of cards. Up and Down select, Enter shows a card, Escape closes.",
                capital(&packs)
            )];
            said.extend(current(app));
            said
        }
        Some(Overlay::Leave { open, unsaved }) => leave(app, open, *unsaved),
    }
}

fn leave(app: &App, open: &[String], unsaved: bool) -> Vec<String> {
    let mut said = vec!["Quit?".to_owned()];
    if unsaved {
        said.push(crate::ui::overlay::UNSAVED.to_owned());
    }
    if let Some(conflict) = app.open().and_then(|open| open.conflict.as_ref()) {
        said.push(conflict.says());
    }
    if open.is_empty() {
        if let Some(open) = app.open().filter(|_| !unsaved) {
            said.push(format!("Everything is saved in {}.", open.path));
        }
    } else {
        said.push("Still open; it will be here next time:".to_owned());
        said.extend(open.iter().map(|line| sentence(line)));
    }
    said.push("y quits, Escape stays.".to_owned());
    said
}

/// What moves: the picked command, the hit, how many keys fit what was typed.
pub(super) fn current(app: &App) -> Option<String> {
    match app.overlay.as_ref()? {
        Overlay::Help { filter, .. } if !filter.is_blank() => {
            let found = matching(&app.keys, app.screen(), filter.text());
            Some(match found.as_slice() {
                [] => "No matching key.".to_owned(),
                [first, ..] => format!("{} {}", how_many(found.len()), command(first)),
            })
        }
        Overlay::Palette { filter, selected } => {
            let found = matching(&app.keys, app.screen(), filter.text());
            Some(found.get(*selected).map_or_else(
                || "No matching command.".to_owned(),
                |binding| format!("{} {} of {}.", command(binding), selected + 1, found.len()),
            ))
        }
        Overlay::Themes { offers, selected } => offers.get(*selected).map(|offer| {
            let says = offer.problem.as_deref().unwrap_or(&offer.says);
            let place = format!("{} of {}", selected + 1, offers.len());
            format!(
                "{} {} {place}.",
                sentence(&capital(&offer.name)),
                spoken(says.trim())
            )
        }),
        Overlay::Rehearsals { offers, selected } => offers.get(*selected).map(|offer| {
            let place = format!("{} of {}", selected + 1, offers.len());
            format!(
                "{} {} {place}.",
                sentence(&offer.label),
                spoken(&offer.says)
            )
        }),
        Overlay::Packs { selected } => app.packs().get(*selected).map(|pack| {
            let cards = count(pack.cards.len(), "card");
            format!("{} {}.", sentence(&pack.title), capital(&cards))
        }),
        Overlay::Found { hits, selected } => Some(hits.get(*selected).map_or_else(
            || "No match.".to_owned(),
            |hit| {
                let said = app.session().map(|s| say_item(s, hit.id, With::of(app)));
                format!(
                    "{} {} of {}.",
                    said.unwrap_or_default(),
                    selected + 1,
                    hits.len()
                )
            },
        )),
        _ => None,
    }
}

fn how_many(found: usize) -> String {
    match found {
        1 => "1 match.".to_owned(),
        n => format!("{n} matches. First:"),
    }
}

/// A command by name, its keys, and its sentence.
fn command(binding: &Binding) -> String {
    let keys = if binding.keys.is_empty() {
        "no key".to_owned()
    } else {
        keys(binding)
    };
    format!(
        "{}, {keys}. {}",
        capital(&binding.label),
        spoken(&binding.says)
    )
}

fn keys(binding: &Binding) -> String {
    let keys: Vec<String> = binding.keys.iter().map(|k| key(*k)).collect();
    keys.join(" or ")
}

/// The keys of the shown screen, one line a group, then the rules of this part of the meeting.
fn help(app: &App) -> Vec<String> {
    let mut said = vec!["Keys of this screen. Type words to find one, Escape closes.".to_owned()];
    if app.explains_a_figure() {
        said.push("Press question mark again to hear how the figure came about.".to_owned());
    }
    for group in Group::ALL {
        let here: Vec<String> = app
            .keys
            .bindings(app.screen())
            .filter(|binding| binding.group == group && !binding.keys.is_empty())
            .map(|binding| format!("{} {}", keys(binding), binding.label))
            .collect();
        if !here.is_empty() {
            let heading = capital(&group.heading().to_lowercase());
            said.push(format!("{heading}: {}.", here.join(", ")));
        }
    }
    if let Page::Overview(_, rules) = page(app, "", app.size.0) {
        said.extend(rules.iter().map(|rule| spoken(rule)));
    }
    said
}
