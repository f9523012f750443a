//! What the finished form does: copies itself for a chat, goes into a model, closes its next step, and says when to look
//! again.

use std::sync::Arc;

use crate::app::effect::Effect;
use crate::app::leaving::go_home;
use crate::app::paging::body;
use crate::app::state::{App, Tone};
use crate::areas::article::Article;
use crate::domain::fold::fold;
use crate::domain::{AttachedTo, Edit, ItemId, SessionField, SessionKind};
use crate::export::{FIVE_LINES, File, five_lines};
use crate::keys::Screen;
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;
use crate::lines::table;
use crate::parse::{news, one};
use crate::screens::home::Recent;
use crate::screens::one::{Ask, Begun, Left, Stop, earlier, ids_of, unanswered};

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
        name: FIVE_LINES.to_owned(),
        contents: five_lines(&open.session),
    };
    let keep = open.copied.replace(id) == Some(id);
    effects.push(Effect::Copy { file, keep });
}

/// Sends the threat to the model that was typed: by its title on the start screen, or by its path. Of several models of
/// one title none is guessed.
pub(in crate::app) fn attach(app: &mut App, model: &str, effects: &mut Vec<Effect>) {
    let model = model.trim();
    let recents = || app.home.recents.iter().flatten();
    let at_path = recents().find(|recent| recent.path == model);
    let known: Vec<&Recent> = match at_path {
        Some(recent) => vec![recent],
        None => recents()
            .filter(|r| fold(&r.title) == fold(model))
            .collect(),
    };
    let models: Vec<&Recent> = known
        .iter()
        .copied()
        .filter(|recent| no_model(recent).is_none())
        .collect();
    let model = match (models.as_slice(), known.first()) {
        ([], Some(recent)) => {
            if let Some(says) = no_model(recent) {
                app.refuse(says);
            }
            return;
        }
        ([], None) => model.to_owned(),
        ([one], _) => one.path.clone(),
        ([one, ..], _) => {
            let says = format!(
                "{} models are called {}. Press Tab to choose one by its path.",
                models.len(),
                one.title
            );
            return app.refuse(says);
        }
    };
    let me = app.my_name().to_owned();
    let Some(open) = app.place.open() else {
        // A row of the journal: its file is not open.
        if let Some(path) = app.bar.take().map(|bar| bar.extra) {
            app.home.finished = None;
            effects.push(Effect::AttachNews { path, model, me });
        }
        return;
    };
    effects.push(Effect::Attach {
        from: Arc::clone(&open.session.share()),
        path: open.path.clone(),
        model,
        me,
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
    if app.make(&edit, effects).is_some()
        && let Some(open) = app.place.open_mut()
    {
        open.rooms.one.attached = Some(open.revision);
    }
}

/// Goes on with the same news and the next system, when this one is answered; says whether there is one.
pub(super) fn go_on(app: &mut App, effects: &mut Vec<Effect>) -> bool {
    let Some(open) = app.place.open() else {
        return false;
    };
    let session = &open.session;
    let Some((next, rest)) = session.more_systems.split_first() else {
        return false;
    };
    if open.held_by.is_some() || unanswered(session).is_some() {
        return false;
    }
    let this = session.system.clone().unwrap_or_default();
    let left = session.more_systems.len();
    let (place, many) = match app.turn {
        Some((place, many)) if many == place + left => (place + 1, many),
        _ => (2, left + 1),
    };
    let then = rest
        .first()
        .map_or_else(String::new, |then| format!(", then {then}"));
    let says = format!("{this} is saved. Next: {next} ({place} of {many}){then}");
    let of = session.share();
    let mut saved = Vec::new();
    let done = Edit::All(vec![
        Edit::Session(SessionField::MoreSystems(Vec::new())),
        Edit::Session(SessionField::Close),
    ]);
    if app.make(&done, &mut saved).is_none() {
        return false;
    }
    let before = saved.into_iter().find_map(|effect| match effect {
        Effect::Save(snapshot) => Some(snapshot),
        _ => None,
    });
    app.notice = None;
    app.follows = Some(says);
    app.turn = Some((place, many));
    effects.extend(before.map(|before| Effect::NextOne { of, before }));
    true
}

/// Forgets what was begun, unless this is the earlier answer to it.
pub(super) fn keep_begun(app: &mut App) {
    let path = app.place.open().map(|open| open.path.as_str());
    let is_it = |begun: &Begun| path == Some(begun.earlier.as_str());
    if !app.begun.as_ref().is_some_and(is_it) {
        app.begun = None;
    }
}

/// Goes back to what was begun, if this is the earlier answer that was opened from it; says whether it is.
pub(super) fn go_back(app: &mut App, effects: &mut Vec<Effect>) -> bool {
    keep_begun(app);
    match app.begun.take().map(|begun| begun.begun) {
        Some(Left::File(path)) => effects.push(Effect::Open(path)),
        Some(Left::Line(line)) => {
            go_home(app, effects);
            super::start(app);
            app.bar = Some(Bar::holding(Ask::Heard.line(), None, &line));
        }
        None => return false,
    }
    true
}

/// Opens the last answer to the same news, and says where the one that was begun is.
pub(super) fn open_earlier(app: &mut App, effects: &mut Vec<Effect>) {
    match earlier_ones(app).first() {
        Some(recent) => {
            let earlier = recent.path.clone();
            // The half-typed line goes with its file.
            app.save(effects);
            effects.push(Effect::Open(earlier.clone()));
            keep_begun(app);
            let line = app.bar.as_ref().map(|bar| bar.editor.text().to_owned());
            let here = match (app.begun.take(), app.place.open()) {
                (Some(before), _) => before.begun,
                (None, Some(open)) => Left::File(open.path.clone()),
                (None, None) => Left::Line(line.unwrap_or_default()),
            };
            app.begun = Some(Begun {
                earlier,
                begun: here,
            });
            app.turn = None;
            app.follows = app.place.open().map(|open| {
                let name = open.path.rsplit(['/', '\\']).next();
                format!("The one you began is kept: {}", name.unwrap_or(&open.path))
            });
        }
        None => app.say(
            Tone::Info,
            "No earlier answer to the same CVE, GHSA or address.",
        ),
    }
}

/// The earlier answers to the same news.
pub fn earlier_ones(app: &App) -> Vec<&Recent> {
    let Some(open) = app.place.open() else {
        let typed = app.bar.as_ref().map_or("", |bar| bar.editor.text());
        return earlier(&app.home, &news::ids(typed), (None, ""));
    };
    let here = (Some(open.session.uuid), open.path.as_str());
    match &open.rooms.one.ids {
        Some((revision, ids)) if *revision == open.revision => earlier(&app.home, ids, here),
        _ => earlier(&app.home, &ids_of(&open.session), here),
    }
}

/// After a change: what the news names now.
pub(in crate::app) fn follow(app: &mut App) {
    if app.screen() != Screen::OneThreat {
        return;
    }
    if let Some(open) = app.place.open_mut()
        && open.rooms.one.ids.as_ref().map(|(of, _)| *of) != Some(open.revision)
    {
        open.rooms.one.ids = Some((open.revision, ids_of(&open.session)));
    }
}

/// Shows the article where there is no room for it beside the form, then its next page; after the last one it is folded.
pub(super) fn turn_article(app: &mut App) {
    let source = app.session().and_then(|session| session.source.as_ref());
    let Some(source) = source.filter(|source| !source.excerpt.is_empty()) else {
        return app.say(
            Tone::Info,
            "No article was pasted. Only the headline is kept.",
        );
    };
    let article = Article::of(body(app));
    let many = article.pages(&source.excerpt).len();
    if let Some(open) = app.place.open_mut() {
        let seen = open.rooms.one.article.max(usize::from(article.beside));
        open.rooms.one.article = if seen < many { seen + 1 } else { 0 };
    }
}

/// Takes an article that was pasted where the headline is typed; says whether it is one.
pub(in crate::app) fn takes_article(app: &mut App, text: &str, effects: &mut Vec<Effect>) -> bool {
    let Some(bar) = app.bar.as_ref().filter(|bar| bar.is(&table::ONE_HEARD)) else {
        return false;
    };
    if !text.trim().contains(['\n', '\r']) {
        return false;
    }
    let text = if bar.editor.is_blank() {
        text.to_owned()
    } else {
        format!("{}\n{text}", bar.editor.text())
    };
    if let Some(says) = news::refuses(&text) {
        app.refuse(says);
        return true;
    }
    match app
        .session()
        .map(|session| one::heard(session, &text, app.today()))
    {
        None => effects.push(super::pair::create(app, text)),
        Some(edit) => {
            if app.make(&edit, effects).is_some() {
                super::show(app, Stop::of(Ask::System));
            }
        }
    }
    true
}

/// Whoever begins to type a name instead of choosing a number goes on in a line; says whether they do.
pub(in crate::app) fn types_owner(app: &mut App, id: ItemId, typed: &str) -> bool {
    let is_name = typed.chars().all(|c| c.is_alphabetic() || c == '@');
    if !matches!(id, ItemId::Action(_) | ItemId::Question(_)) || !is_name {
        return false;
    }
    app.bar = Some(Bar {
        editor: Editor::new(typed),
        ..Bar::new(&table::ONE_OWNER, Some(id))
    });
    true
}
