//! What Enter makes of the line that was typed.

use super::effect::Effect;
use super::state::{App, Tone};
use super::typed::made;
use super::verbs::steps;
use super::{
    cards, costing, finding, importing, journal, mapping, meaning, one, selection, sharpening,
    understood, whiteboard,
};
use crate::domain::text::MAX_BYTES;
use crate::domain::{AgendaStep, Edit, ItemId};
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::{Empty, Made, Then, sharpen, table};
use crate::screens::choice::Choice;

/// Takes the line: makes its change and stays open, closes, or keeps the line and says what is wrong with it.
pub(super) fn enter(app: &mut App, effects: &mut Vec<Effect>) -> Option<Verb> {
    let bar = app.bar.clone()?;
    if bar.editor.is_blank() {
        match bar.line.empty {
            Empty::Nothing => return None,
            Empty::Refused(says) => {
                app.refuse(says.to_owned());
                return None;
            }
            Empty::Closes => {
                app.close_bar(effects);
                whiteboard::goes_on(app, &bar);
                return None;
            }
            // What a part of a sentence held was taken out.
            Empty::Skips if bar.line.then == Then::Sharpen && !bar.held.is_empty() => {}
            Empty::Skips => {
                app.close_bar(effects);
                follow(app, &bar);
                return None;
            }
            Empty::Does(verb) => {
                app.close_bar(effects);
                return Some(verb);
            }
            Empty::IsTaken => {}
        }
    }
    if sharpen::is_unchanged(&bar) {
        app.close_bar(effects);
        follow(app, &bar);
        return None;
    }
    if cards::holds_back(app) {
        return None;
    }
    // A text is cut at that, which no one must find out afterwards.
    if bar.editor.text().len() > MAX_BYTES {
        app.refuse(format!(
            "This line is longer than the {} KiB that an item can have. Shorten it.",
            MAX_BYTES / 1024
        ));
        return None;
    }
    if meaning::asks(app) {
        return None;
    }
    match made(app, &bar, bar.editor.text()) {
        Ok(Made::Edit(edit)) => {
            let edit = mapping::on_level(app, &bar, edit);
            take(app, &bar, &edit, effects);
        }
        Ok(Made::Ask(next)) => app.bar = Some(*next),
        Ok(Made::Create(title, people, kind)) => {
            app.bar = None;
            effects.push(Effect::Create(title, people, kind));
        }
        Ok(Made::Import(path)) => importing::fetch(app, &path, effects),
        Ok(Made::NotAffected(reason)) => importing::not_here(app, &reason),
        Ok(Made::Waive(rule, reason)) => {
            app.bar = None;
            return steps::go_on(app, &rule, &reason, effects);
        }
        Ok(Made::Find) if app.screen().lists_sessions() => finding::enter_home(app, effects),
        Ok(Made::Find) => finding::enter(app, effects),
        Ok(Made::Attach(model)) => one::attach(app, &model, effects),
        Ok(Made::LookAgain(day)) => journal::look_again(app, day, effects),
        Err(says) => app.refuse(says),
    }
    None
}

/// Makes the change of a line, and leaves the bar as the next line needs it.
fn take(app: &mut App, bar: &Bar, edit: &Edit, effects: &mut Vec<Effect>) {
    // The draft must be gone from the file by the save that holds the change, else a crash would offer it twice.
    let stays = bar.line.stays && !bar.suggested;
    let unknown = meaning::unknown(app, bar, bar.editor.text());
    let before = understood::last_element(app);
    let merged = whiteboard::merged(app, bar);
    let kept = app.bar.take();
    if stays {
        app.bar = Some(bar.for_next());
    }
    let change = match app.try_to_make(edit, effects) {
        Some(Ok(change)) => change,
        refused => {
            if let Some(plain) = whiteboard::plain(app, bar).filter(|plain| plain != edit) {
                app.bar = kept;
                return take(app, bar, &plain, effects);
            }
            // The line is back before it is said why, as a key that is named would be text of it.
            app.bar = kept;
            if let Some(Err(says)) = refused {
                app.refuse(says);
            }
            return;
        }
    };
    app.kept.remember(bar.line, bar.editor.text());
    understood::tell(app, bar, before, &change);
    meaning::tell(app, change.focus, &unknown, 2);
    app.point_no_more();
    if let Some(id) = change.focus {
        selection::show_new(app, id);
    }
    if let Some(says) = merged {
        app.say(Tone::Info, says);
    }
    whiteboard::tell_sketch(app, bar, edit, &change);
    whiteboard::tell_people(app, bar, edit, &change);
    follow(app, bar);
}

/// What follows a line once it was taken or, where it may be, skipped.
fn follow(app: &mut App, bar: &Bar) {
    match bar.line.then {
        Then::Nothing => {}
        Then::WhoDecided => ask_who_decided(app, bar),
        Then::Evidence => ask_what_shows_it(app, bar.about),
        Then::Loss => costing::then_the_loss(app, bar.about),
        // Who draws is drawing: the minutes are those of the map.
        Then::Map if app.step() == Some(AgendaStep::Scope) => {
            let said = app.notice.take();
            selection::set_step(app, AgendaStep::Map);
            app.notice = said;
        }
        Then::Map => {}
        Then::Sharpen => sharpening::goes_on(app, bar),
    }
}

/// A response other than reduce has a name, asked for once its reason is known (R45).
fn ask_who_decided(app: &mut App, bar: &Bar) {
    let Some(ItemId::Threat(id)) = bar.about else {
        return;
    };
    let response = app.session().and_then(|s| s.threat(id)?.response.as_ref());
    if response.is_some_and(|response| response.by.is_none()) {
        app.choice = Some((Choice::DecidedBy(id), String::new()));
    }
}

/// What is ruled out is asked for a test or a fact, once (R46); Enter alone goes on.
fn ask_what_shows_it(app: &mut App, about: Option<ItemId>) {
    let Some(ItemId::Threat(id)) = about else {
        return;
    };
    let response = app.session().and_then(|s| s.threat(id)?.response.as_ref());
    let evidence = response.map_or("", |response| response.evidence.as_str());
    app.bar = Some(Bar::holding(&table::EVIDENCE, about, evidence));
}
