//! What the line that is opened can be about, and what it is about unless someone chooses: never what is selected only
//! because it was written down last.

use super::effect::Effect;
use super::state::{App, Tone};
use crate::domain::{AgendaStep, Edit, Field, ItemId, Place, Says, Session, says};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::{About, table};
use crate::screens::whiteboard;

/// A line as it is opened: with what it can be about, the usual first.
pub(super) fn aimed(app: &App, bar: Bar) -> Bar {
    let targets = targets(app, &bar);
    bar.aimed(targets)
}

/// A line that was left, as it is opened again: about what it was, unless that is gone.
pub(super) fn aimed_again(app: &App, bar: Bar) -> Bar {
    let gone = |id| app.session().is_some_and(|session| !session.holds(id));
    let about = bar.about.filter(|id| !gone(*id));
    let lost = about != bar.about;
    let fresh = aimed(
        app,
        Bar {
            targets: Vec::new(),
            ..bar
        },
    );
    if lost || fresh.targets.is_empty() {
        return Bar {
            about: about.or(fresh.usual_target()),
            ..fresh
        };
    }
    Bar { about, ..fresh }
}

impl App {
    /// What the room selected itself, with the arrows or by going there.
    pub(super) fn pointed_at(&self) -> Option<ItemId> {
        let pointed = self.place.open()?.rooms.pointed?;
        self.selected().filter(|id| *id == pointed)
    }

    /// The room has selected something itself.
    pub(super) fn point(&mut self) {
        let selected = self.selected();
        if let Some(open) = self.place.open_mut() {
            open.rooms.pointed = selected;
        }
    }

    /// While threats are collected, what was pointed at is over with the line that was about it: the room goes on.
    pub(super) fn point_no_more(&mut self) {
        if is_collecting(self)
            && let Some(open) = self.place.open_mut()
        {
            open.rooms.pointed = None;
        }
    }

    /// The words before the caret of a line, with what it is about.
    pub fn asks(&self, bar: &Bar) -> String {
        if let Some(about) = self.with_letter(bar) {
            return bar.line.prompt_about.replace("{}", &about);
        }
        if self.screen() == Screen::Whiteboard
            && let (Some(about), Some(session)) = (bar.about, self.session())
            && !bar.line.prompt_about.is_empty()
        {
            return match called(self, session, about) {
                Some(number) => bar.line.prompt_about.replace("{}", &number),
                None => bar.line.prompt.to_owned(),
            };
        }
        bar.asks(self.session(), self.threat_in_focus())
    }

    /// What the key would make the open line about, in words, if there is a choice.
    pub fn next_target(&self) -> Option<String> {
        let (bar, session) = (self.bar.as_ref()?, self.session()?);
        let next = bar.next_target(session)?;
        let focus = self.threat_in_focus();
        Some(match next {
            Some(id) => {
                called(self, session, id).unwrap_or_else(|| bar.target_words(session, id, focus))
            }
            None => "no target".to_owned(),
        })
    }

    /// The element that the threat in focus names and is not on.
    pub fn place_offered(&self) -> Option<(ItemId, String)> {
        let session = self.session()?;
        let threat = session.threat(self.threat_in_focus()?)?;
        let id = session.place_offered(threat)?.into();
        Some((id, session.label_of(id)))
    }
}

/// What is called by a number on the wall, where that is shown.
fn called(app: &App, session: &Session, id: ItemId) -> Option<String> {
    let open = app.open().filter(|_| app.screen() == Screen::Whiteboard)?;
    let lines = open.rooms.whiteboard.lines(session, open.revision);
    whiteboard::called(session, id, &lines)
}

/// The key for the target: goes on with the open line, else puts the threat on the element that it names.
pub(super) fn turn(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(session) = app.place.open().map(|open| open.session.share()) else {
        return;
    };
    if let Some(bar) = &mut app.bar {
        if bar.turn(&session) {
            app.said += 1;
            return app.save(effects);
        }
        return app.say(
            Tone::Info,
            "There is nothing else that this line could be about.",
        );
    }
    match (app.place_offered(), app.threat_in_focus()) {
        (Some((place, name)), Some(id)) => {
            let places = Place::of(place).into_iter().collect();
            let edit = Edit::Set(id.into(), Field::Places(places));
            if app.make(&edit, effects).is_some() {
                app.say(Tone::Change, format!("{id} is on {name}"));
            }
        }
        (None, Some(id)) => app.say(
            Tone::Info,
            format!("The text of {id} names no element that it could be put on."),
        ),
        (_, None) => app.say(Tone::Info, nothing_typed()),
    }
}

fn nothing_typed() -> Says {
    says![
        "Open a line first, such as ",
        Verb::Question,
        ". Then ",
        Verb::Target,
        " chooses what it is about."
    ]
}

/// Threats are being collected: what is selected is what was said last, not what is talked about.
fn is_collecting(app: &App) -> bool {
    use AgendaStep as Step;
    let step = app.step();
    app.screen() == Screen::GoWrong
        && !matches!(step, Some(Step::Sweep | Step::ReadBack | Step::Vote))
}

fn targets(app: &App, bar: &Bar) -> Vec<Option<ItemId>> {
    let Some(session) = app.session() else {
        return Vec::new();
    };
    match bar.line.about {
        About::Nothing | About::Selected => Vec::new(),
        About::Place => place(app),
        About::Threat => threat(app, false),
        About::Subject if bar.is(&table::PARK) && app.screen() != Screen::WorkingOn => {
            threat(app, app.screen() == Screen::Whiteboard)
        }
        About::Subject if bar.is(&table::ASSET) && app.screen() == Screen::DoAbout => {
            threat(app, false)
        }
        About::Subject if bar.is(&table::ASSET) => place(app),
        About::Subject => subject(app, session, bar),
    }
}

/// These, with nothing first or last.
fn or_nothing(usual: bool, ids: impl IntoIterator<Item = ItemId>) -> Vec<Option<ItemId>> {
    let mut targets: Vec<Option<ItemId>> = ids.into_iter().map(Some).collect();
    let place = if usual { targets.len() } else { 0 };
    targets.insert(place, None);
    targets
}

/// The part of the map that is selected, or that the sweep is at.
fn place(app: &App) -> Vec<Option<ItemId>> {
    let swept = app.sweep().and_then(|here| here.stop.place.item());
    let selected = || app.selected().filter(|id| is_on_map(*id));
    match (swept, app.screen()) {
        (Some(id), _) => or_nothing(true, [id]),
        (None, Screen::WorkingOn) => or_nothing(app.pointed_at().is_some(), selected()),
        (None, Screen::Coverage) => or_nothing(true, selected()),
        _ => vec![None],
    }
}

/// The threat that the room talks about, unless what comes is beside it.
fn threat(app: &App, beside: bool) -> Vec<Option<ItemId>> {
    let usual = !is_passing(app) || app.pointed_at().is_some();
    or_nothing(usual && !beside, app.threat_in_focus().map(Into::into))
}

/// What is selected is selected by itself.
fn is_passing(app: &App) -> bool {
    is_collecting(app) || app.sweep().is_some()
}

fn subject(app: &App, session: &Session, bar: &Bar) -> Vec<Option<ItemId>> {
    let threat = app.threat_in_focus().map(ItemId::from);
    let selected = app.selected();
    match app.screen() {
        Screen::DoAbout | Screen::Whiteboard | Screen::Tree => {
            let own = selected.filter(|id| is_on_page(*id, bar));
            // An action makes a mitigation planned, which no one may find out later.
            let points = app
                .pointed_at()
                .filter(|id| Some(*id) == own && !bar.is(&table::ACTION));
            let points = points.filter(|id| matches!(id, ItemId::Mitigation(_)));
            let of = |id| match id {
                ItemId::Threat(id) => Some(id),
                _ => None,
            };
            let mitigations = threat.and_then(of).into_iter();
            let mitigations = mitigations.flat_map(|id| session.mitigations_for(id));
            let mitigations = mitigations.map(|m| m.id.into());
            let first = points.into_iter().chain(threat).chain(own);
            // On the wall a question is a line as good as a threat.
            let usual = threat.is_some() || (own.is_some() && app.screen() == Screen::Whiteboard);
            or_nothing(usual, first.chain(mitigations))
        }
        Screen::GoWrong => match app.sweep().and_then(|here| here.stop.place.item()) {
            Some(place) => or_nothing(true, [place]),
            None => or_nothing(!is_passing(app) || app.pointed_at().is_some(), threat),
        },
        Screen::WorkingOn => {
            let own = selected.filter(|id| {
                is_on_map(*id)
                    || (matches!(id, ItemId::Assumption(_)) && !bar.is(&table::ASSUMPTION))
            });
            or_nothing(own.is_some() && app.pointed_at() == own, own)
        }
        Screen::Coverage => or_nothing(true, selected),
        Screen::Questions => {
            let question = selected.filter(|id| matches!(id, ItemId::Question(_)));
            let asked = session.questions.iter();
            let asked = asked.filter(|q| Some(q.id.into()) == question);
            let threats = asked.flat_map(|q| q.about.clone());
            let own = question.filter(|_| bar.is(&table::ACTION));
            or_nothing(own.is_some(), own.into_iter().chain(threats))
        }
        _ => vec![None],
    }
}

/// Whether it stands on the map: an element, a flow, or a trust zone with all that is in it.
fn is_on_map(id: ItemId) -> bool {
    Place::of(id).is_some() || matches!(id, ItemId::Zone(_))
}

/// Whether a line of this kind may be about something that stands on the page of a threat.
fn is_on_page(id: ItemId, bar: &Bar) -> bool {
    match id {
        ItemId::Mitigation(_) => true,
        ItemId::Question(_) | ItemId::Parked(_) | ItemId::Assumption(_) => bar.is(&table::ACTION),
        _ => false,
    }
}
