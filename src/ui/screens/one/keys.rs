//! The keys that the footer names while a box of the form is open.

use crate::app::App;
use crate::app::one::is_for_two;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::screens::one::Ask;

/// The keys of a box. Where text is typed, help has only a key that writes none.
pub(crate) fn keys(app: &App, ask: Ask) -> Vec<(String, String)> {
    let own: &[(&str, &str)] = match ask {
        _ if app.open().is_none() => &[("Enter", "save, next"), ("Esc", "leave")],
        ask if ask.is_one_key() => &[
            ("Enter", "skip"),
            ("Esc", "save and leave"),
            ("Shift+Tab", "back"),
        ],
        Ask::LookAgain if is_empty(app) => &[
            ("y", "in two weeks"),
            ("Enter", "skip"),
            ("Esc", "save and leave"),
            ("Shift+Tab", "back"),
        ],
        Ask::Me | Ask::Senior(_) | Ask::Learned if is_empty(app) => &[
            ("Enter", "skip"),
            ("Esc", "save and leave"),
            ("Shift+Tab", "back"),
        ],
        // Enter stays here until nothing more is said.
        Ask::CouldDo if is_more(app) => &[
            ("Enter", "add line"),
            ("Tab", "next"),
            ("Esc", "save and leave"),
            ("Shift+Tab", "back"),
        ],
        _ => &[
            ("Enter", "save, next"),
            ("Tab", "skip"),
            ("Esc", "save and leave"),
            ("Shift+Tab", "back"),
        ],
    };
    let bound = app.keys.bindings(app.screen());
    let help = bound.filter(|binding| binding.act == Verb::Help);
    let help = help
        .flat_map(|binding| &binding.keys)
        .find(|key| ask.is_one_key() || !key.writes());
    let fold = is_for_two(app).then(|| app.keys.key_for(app.screen(), Verb::Examples));
    own.iter()
        .map(|(key, label)| ((*key).to_owned(), (*label).to_owned()))
        .chain(fold.map(|key| (key, "example".to_owned())))
        .chain(help.map(|key| (key.to_string(), "all keys".to_owned())))
        .collect()
}

fn is_empty(app: &App) -> bool {
    app.bar.as_ref().is_some_and(|bar| bar.editor.is_blank())
}

/// Whether another line follows the one that is typed: it is new and says something.
fn is_more(app: &App) -> bool {
    let new = |bar: &Bar| bar.about.is_none() && !bar.editor.is_blank();
    app.bar.as_ref().is_some_and(new)
}
