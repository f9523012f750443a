//! What becomes of the line in a box: the change it stands for, what Tab makes of it, and when it is refused.

use crate::app::effect::Effect;
use crate::app::state::{App, Tone};
use crate::app::{meaning, typed};
use crate::domain::Text;
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;
use crate::parse::one;
use crate::screens::one::{Ask, Stop, completions, held, last_name};

/// Keeps what stands in the box, if it is new; `false` when it was refused, which leaves it to be mended.
pub(super) fn keep(app: &mut App, effects: &mut Vec<Effect>) -> bool {
    let Some(stop) = stop(app) else { return true };
    let Some(bar) = app.bar.take() else {
        return true;
    };
    let line = bar.editor.text().to_owned();
    app.notice = None;
    let Some(session) = app.session() else {
        effects.push(super::pair::create(app, line));
        // Should no file be made, the line is still there.
        app.bar = Some(bar);
        return true;
    };
    if stop.ask == Ask::Me {
        return is_called(app, bar, &line, effects);
    }
    let before = held(session, stop);
    if stop.ask.is_one_key() || line.trim() == before.trim() {
        // A line that was typed and taken back must not come back from the file.
        if app.saves > 0 {
            app.save(effects);
        }
        return true;
    }
    app.bar = Some(bar.clone());
    if meaning::asks(app) {
        return false;
    }
    app.bar = None;
    match typed::edit_for(app, &bar, &line) {
        Ok(edit) if app.make(&edit, effects).is_some() => {
            app.notice = None; // the next box says what it asks
            if stop.ask == Ask::Threat {
                hint_ours(app, &line);
            }
            // Who said `@me` is here by now.
            let session = app.session();
            let line = session.map(|session| one::meaning_me(session, app.my_name(), &line));
            let unknown = meaning::unknown(app, &bar, &line.unwrap_or_default());
            meaning::tell(app, None, &unknown, 2);
            true
        }
        Ok(_) => {
            let refusal = app.notice.take().map(|notice| notice.says);
            app.bar = Some(Bar { refusal, ..bar });
            false
        }
        Err(says) => {
            let refusal = Some(says);
            app.bar = Some(Bar { refusal, ..bar });
            false
        }
    }
}

/// The name that was asked for is remembered, and stands on what was said.
fn is_called(app: &mut App, bar: Bar, line: &str, effects: &mut Vec<Effect>) -> bool {
    let name = Text::new(line);
    if name.is_empty() {
        return true;
    }
    let edit = app.session().and_then(|session| one::named(session, &name));
    if edit.is_some_and(|edit| app.make(&edit, effects).is_none()) {
        let refusal = app.notice.take().map(|notice| notice.says);
        app.bar = Some(Bar { refusal, ..bar });
        return false;
    }
    app.notice = None;
    app.me = Some(name.clone());
    effects.push(Effect::RememberMe(name));
    true
}

/// Whoever leaves the box for their name empty is not asked again.
pub(super) fn skip_name(app: &mut App, effects: &mut Vec<Effect>) {
    let blank = app.bar.as_ref().is_some_and(|bar| bar.editor.is_blank());
    if blank && stop(app).is_some_and(|stop| stop.ask == Ask::Me) {
        app.me = Some(Text::default());
        effects.push(Effect::RememberMe(Text::default()));
    }
}

/// Says once, in a line, that a threat names nothing of ours yet.
fn hint_ours(app: &mut App, line: &str) {
    let Some(session) = app.session() else { return };
    if line.trim().is_empty() || one::names_ours(session, line) {
        return;
    }
    let says = match &session.system {
        Some(system) => {
            format!("Too general. Shift+Tab goes back: what would it do to {system}?")
        }
        None => "Too general. Shift+Tab goes back: which of our systems would it hit?".to_owned(),
    };
    app.say(Tone::Info, says);
}

/// Puts in what Tab can make of the line; `false` when there is nothing, and Tab goes on.
pub(super) fn complete(app: &mut App, stop: Stop, effects: &mut Vec<Effect>) -> bool {
    let before = app.bar.as_ref().map(|bar| bar.editor.text().to_owned());
    match stop.ask {
        Ask::System => complete_system(app),
        _ => typed::complete(app),
    }
    let changed = app.bar.as_ref().map(|bar| bar.editor.text()) != before.as_deref();
    if changed {
        app.save(effects);
    }
    changed
}

fn complete_system(app: &mut App) {
    let Some(bar) = &mut app.bar else { return };
    let typed = bar.editor.text().to_owned();
    let (stem, turn) = match &bar.completing {
        Some((stem, turn)) => (stem.clone(), turn + 1),
        None => (typed.clone(), 0),
    };
    let offers = completions(&app.home, &stem);
    let Some(offer) = offers.get(turn % offers.len().max(1)) else {
        return;
    };
    let (head, _) = last_name(&stem);
    let gap = if head.is_empty() { "" } else { " " };
    bar.editor = Editor::new(&format!("{head}{gap}{offer}"));
    bar.completing = Some((stem, turn));
}

/// The box that the keyboard is in.
pub(super) fn stop(app: &App) -> Option<Stop> {
    let bar = app.bar.as_ref()?;
    Some(Stop {
        ask: Ask::of(bar.line)?,
        about: bar.about,
    })
}
