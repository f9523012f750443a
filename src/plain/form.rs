//! The form of one threat: what each box asks, what it holds, and the keys of both.

use super::seen::Seen;
use super::speech::{key, sentence, spoken};
use crate::app::App;
use crate::app::one::{earlier_ones, example};
use crate::domain::Applies;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::parse::one;
use crate::screens::one::{Ask, Stop, answered_before, held};
use crate::ui::screens::one as one_screen;

/// What is new in the form for someone who knows `before`. The question was said already where the screen is new.
pub(super) fn news(before: &Seen, now: &Seen, app: &App, is_new: bool) -> Vec<String> {
    if app.screen() != Screen::OneThreat || (before.bar == now.bar && !is_new) {
        return Vec::new();
    }
    let mut said = Vec::new();
    if !is_new {
        said.push(asks(app));
    }
    said.extend(before_this(app));
    said.extend(example(app).map(|says| sentence(&format!("Example: {says}"))));
    said.extend(holds(app));
    said.extend(keys(app));
    said
}

/// What was answered to the same news before, told as soon as the news is there.
fn before_this(app: &App) -> Option<String> {
    app.bar.as_ref().filter(|bar| bar.is(Ask::System.line()))?;
    let last = earlier_ones(app).into_iter().next()?;
    let answer = answered_before(last, app.today());
    let open = app.keys.key_for(Screen::OneThreat, Verb::OpenEarlier);
    Some(format!("You looked at this on {answer}. {open} opens it."))
}

/// What the box asks that the keyboard is in.
fn asks(app: &App) -> String {
    match app.bar.as_ref().and_then(|bar| Ask::of(bar.line)) {
        Some(_) => spoken(&app.prompt()),
        None => String::new(),
    }
}

/// What the box holds already.
fn holds(app: &App) -> Option<String> {
    let bar = app.bar.as_ref()?;
    let ask = Ask::of(bar.line)?;
    let session = app.session()?;
    let says = match ask {
        Ask::Applies => {
            let applies = one::the_threat(session)?.applies.map(Applies::words);
            applies?.to_owned()
        }
        Ask::Better => if session.better? { "yes" } else { "no" }.to_owned(),
        _ => held(
            session,
            Stop {
                ask,
                about: bar.about,
            },
        ),
    };
    (!says.is_empty()).then(|| sentence(&format!("Answer so far: {says}")))
}

/// The keys of the box that the keyboard is in, or of the form that is filled in.
pub(super) fn keys(app: &App) -> Option<String> {
    if app.screen() != Screen::OneThreat || app.overlay.is_some() || app.choice.is_some() {
        return None;
    }
    let called = |name: &str| name.parse().map_or_else(|_| name.to_owned(), key);
    let mut keys: Vec<String> = Vec::new();
    match &app.bar {
        Some(bar) => {
            let ask = Ask::of(bar.line)?;
            if ask.is_one_key() {
                let answers = bar.line.hint.split("   ");
                keys.extend(answers.map(str::trim).map(str::to_owned));
            }
            let own = one_screen::keys(app, ask).into_iter();
            keys.extend(own.map(|(name, label)| format!("{} {label}", called(&name))));
        }
        None => {
            app.open()?;
            let footer = app.keys.footer(Screen::OneThreat, None, None);
            keys.extend(footer.filter_map(|(binding, label)| {
                let first = binding.keys.first()?;
                Some(format!("{} {label}", key(*first)))
            }));
        }
    }
    Some(sentence(&format!("Keys: {}", keys.join("; "))))
}
