//! What the finished form does: copies itself for a chat, goes into a model, closes its next step, and says when to look
//! again.

use std::sync::Arc;

use crate::app::effect::Effect;
use crate::app::state::{App, Tone};
use crate::domain::fold::fold;
use crate::domain::{AttachedTo, ItemId, SessionKind};
use crate::export::{File, five_lines};
use crate::keys::Screen;
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;
use crate::lines::table;
use crate::parse::one;
use crate::screens::home::Recent;

/// Copies it as five lines for a chat; who asks again gets them in a file too.
pub(super) fn copy(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(open) = app.place.open_mut() else {
        return app.say(Tone::Info, "Enter a headline first.");
    };
    let Some(id) = one::the_threat(&open.session).map(|threat| threat.id) else {
        return app.say(
            Tone::Info,
            "Nothing to copy yet: say first whether it affects us.",
        );
    };
    let file = File {
        name: "five-lines.txt".to_owned(),
        contents: five_lines(&open.session),
    };
    let keep = open.copied.replace(id) == Some(id);
    effects.push(Effect::Copy { file, keep });
}

/// Sends the threat to the model that was typed: by its title on the start screen, or by its path.
pub(in crate::app) fn attach(app: &mut App, model: &str, effects: &mut Vec<Effect>) {
    let model = model.trim();
    let recents = app.home.recents.iter().flatten();
    let known = |recent: &&Recent| recent.path == model || fold(&recent.title) == fold(model);
    let mut known: Vec<&Recent> = recents.filter(known).collect();
    // Of several of one name the first model is meant, which was touched last.
    known.sort_by_key(|recent| recent.kind != Some(SessionKind::Meeting));
    let refusal = known.first().and_then(|recent| no_model(recent));
    if let Some(says) = refusal {
        return app.refuse(says);
    }
    let model = known
        .first()
        .map_or(model, |recent| &recent.path)
        .to_owned();
    let Some(open) = app.place.open() else { return };
    effects.push(Effect::Attach {
        from: Arc::clone(&open.session.share()),
        path: open.path.clone(),
        model,
        me: app.my_name().to_owned(),
    });
    app.bar = None;
    app.notice = None;
}

/// Why a session cannot get a threat, if it cannot.
fn no_model(recent: &Recent) -> Option<String> {
    let title = &recent.title;
    if let Some(why) = &recent.broken {
        return Some(format!(
            "{title} cannot be read: {why} Repair it, or choose another model."
        ));
    }
    match recent.kind {
        Some(SessionKind::OneThreat) => Some(format!(
            "{title} is a one-threat session, not a system's model. Choose a meeting."
        )),
        None => Some(format!("{title} is only a copy. Choose the model itself.")),
        Some(_) => None,
    }
}

/// The threat is in the model, or not.
pub(in crate::app) fn attached(
    app: &mut App,
    attached: Result<AttachedTo, String>,
    effects: &mut Vec<Effect>,
) {
    let to = match attached {
        Ok(to) => to,
        Err(says) => return app.say(Tone::Attention, says),
    };
    let Some(edit) = app.session().map(|session| one::remembers(session, to)) else {
        return;
    };
    app.make(&edit, effects);
}

/// Whoever begins to type a name instead of choosing a number goes on in a line; says whether they do.
pub(in crate::app) fn types_owner(app: &mut App, id: ItemId, typed: &str) -> bool {
    let is_name = typed.chars().all(|c| c.is_alphabetic() || c == '@');
    if app.screen() != Screen::OneThreat || !is_name {
        return false;
    }
    app.bar = Some(Bar {
        editor: Editor::new(typed),
        ..Bar::new(&table::ONE_OWNER, Some(id))
    });
    true
}
