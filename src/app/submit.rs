//! What Enter makes of the line that was typed.

use super::bar::{Bar, BarKind};
use super::choice::Choice;
use super::effect::Effect;
use super::verbs::steps;
use super::{App, cards, finding, intake, selection, whiteboard};
use crate::domain::{
    AgendaStep, Edit, Field, FourQuestion, ItemId, LIMITS, New, NoteKind, ParkedKind, ResponseKind,
    Session, SessionField, SessionKind, Status, Text, ThreatId,
};
use crate::keys::Screen;
use crate::parse::{changes, lines, people, tokens, wall, when};

/// Takes the line: makes its change and stays open, closes, or keeps the line and says what is wrong with it.
pub(super) fn enter(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(bar) = app.bar.clone() else { return };
    match bar.kind {
        BarKind::Find if app.screen == Screen::Home => return finding::enter_home(app, effects),
        BarKind::Find => return finding::enter(app, effects),
        BarKind::Title | BarKind::Topic if Text::new(bar.editor.text()).len() > LIMITS.title => {
            let most = LIMITS.title;
            return app.refuse(format!(
                "The title is too long (limit: {most} bytes). Shorten it."
            ));
        }
        BarKind::Title if !bar.editor.is_blank() => {
            app.bar = Some(Bar::new(BarKind::Names, None).with_extra(bar.editor.text()));
            return;
        }
        BarKind::Names => {
            app.bar = None;
            effects.push(Effect::Create(
                Text::new(&bar.extra),
                people::parse(bar.editor.text()),
                SessionKind::Meeting,
            ));
            return;
        }
        BarKind::Topic if !bar.editor.is_blank() => {
            app.bar = None;
            let topic = Text::new(bar.editor.text());
            effects.push(Effect::Create(topic, Vec::new(), SessionKind::Whiteboard));
            return;
        }
        BarKind::ImportPath if !bar.editor.is_blank() => {
            return intake::fetch(app, bar.editor.text(), effects);
        }
        BarKind::NotHere if !bar.editor.is_blank() => {
            return intake::not_here(app, bar.editor.text());
        }
        BarKind::NotHere => {
            let says = "Give a short reason, so this is not asked again.";
            return app.refuse(says.to_owned());
        }
        // The line on the wall is always open.
        BarKind::Wall if bar.editor.is_blank() => return,
        _ => {}
    }
    if bar.editor.is_blank() {
        app.close_bar(effects);
        if bar.kind == BarKind::Evidence {
            ask_who_decided(app, &bar);
        }
        return;
    }
    if bar.kind == BarKind::Waive {
        app.bar = None;
        return steps::go_on(app, &bar.extra, bar.editor.text(), effects);
    }
    if cards::holds_back(app) {
        return;
    }
    match edit_for(app, &bar, bar.editor.text()) {
        Ok(edit) => {
            let edit = app.swept_here(said_in_turn(app, edit));
            take(app, &bar, &edit, effects);
        }
        Err(says) => app.refuse(says),
    }
}

/// What is typed during somebody's turn was said by them, unless the line says by whom.
fn said_in_turn(app: &App, edit: Edit) -> Edit {
    match (app.turn(), edit) {
        (Some(who), Edit::Add(New::Threat(mut new))) => {
            new.speaker.get_or_insert(who);
            Edit::Add(New::Threat(new))
        }
        (_, edit) => edit,
    }
}

/// Makes the change of a line, and leaves the bar as the next line needs it.
fn take(app: &mut App, bar: &Bar, edit: &Edit, effects: &mut Vec<Effect>) {
    // The draft must be gone from the file by the save that holds the change, else a crash would offer it twice.
    let stays = bar.kind.stays() && !bar.suggested && !whiteboard::is_once(app, bar.kind);
    let kept = app.bar.take();
    if stays {
        app.bar = Some(Bar::new(bar.kind, bar.about));
    }
    let Some(change) = app.make(edit, effects) else {
        let refusal = app
            .bar
            .take()
            .and_then(|bar| bar.refusal)
            .or_else(|| app.notice.take().map(|n| n.says));
        app.bar = kept.map(|bar| Bar { refusal, ..bar });
        return;
    };
    if let Some(id) = change.focus {
        selection::show_new(app, id);
    }
    whiteboard::took(app, bar.kind);
    // Who draws is drawing: the minutes are those of the map.
    if bar.kind == BarKind::MapLine && app.step() == Some(AgendaStep::Scope) {
        let said = app.notice.take();
        steps::set_step(app, AgendaStep::Map);
        app.notice = said;
    }
    if bar.kind == BarKind::Reason(ResponseKind::NotApplicable) {
        ask_what_shows_it(app, bar.about);
    } else {
        ask_who_decided(app, bar);
    }
    if let (BarKind::Park | BarKind::CouldDo, Some(ItemId::Parked(id))) = (bar.kind, change.focus) {
        let fix = app.session().is_some_and(|s| {
            s.parked
                .iter()
                .any(|p| p.id == id && p.kind == ParkedKind::Fix)
        });
        let until = if fix {
            "parked until question 3"
        } else {
            "parked, off topic"
        };
        app.say(super::Tone::Change, format!("{id} parked, {until}"));
    }
}

/// A response other than reduce has a name, asked for once its reason is known (R45).
fn ask_who_decided(app: &mut App, bar: &Bar) {
    let (BarKind::Reason(_) | BarKind::Evidence, Some(ItemId::Threat(id))) = (bar.kind, bar.about)
    else {
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
    app.bar = Some(Bar::holding(BarKind::Evidence, about, evidence));
}

/// Puts in what Tab can make of the word at the caret; Tab again puts in the next.
pub(super) fn complete(app: &mut App) {
    let Some(session) = app.open.as_ref().map(|open| open.session.share()) else {
        return;
    };
    let Some(bar) = &mut app.bar else { return };
    let text: String = bar.editor.text().chars().take(bar.editor.caret()).collect();
    let after: String = bar.editor.text().chars().skip(bar.editor.caret()).collect();
    let (head, word) = text
        .rsplit_once(' ')
        .map_or(("", text.as_str()), |(head, word)| (head, word));
    let (stem, turn) = match &bar.completing {
        Some((stem, turn)) => (stem.clone(), turn + 1),
        None => (word.to_owned(), 0),
    };
    let offers = tokens::complete(&stem, bar.kind.what(), &session);
    let Some(offer) = offers.get(turn % offers.len().max(1)) else {
        return;
    };
    let gap = if head.is_empty() && !text.starts_with(' ') {
        ""
    } else {
        " "
    };
    let before = format!("{head}{gap}{offer}");
    bar.editor =
        super::editor::Editor::with_caret(&format!("{before}{after}"), before.chars().count());
    bar.completing = Some((stem, turn));
}

/// The change that a line stands for.
pub(super) fn edit_for(app: &App, bar: &Bar, line: &str) -> Result<Edit, String> {
    let session = app.session().ok_or("No session is open.")?;
    let today = app.today();
    let typed = tokens::parse(line, bar.kind.what(), session, today);
    let about = bar.about;
    let date = |line: &str| when::parse(line, today).map_err(|error| error.to_string());
    Ok(match bar.kind {
        BarKind::Threat => {
            let found_in = App::question_of(app.screen).unwrap_or(FourQuestion::GoWrong);
            lines::threat(typed, found_in)
        }
        BarKind::Card => cards::threat(app, bar, line, typed),
        BarKind::CouldDo | BarKind::InPlace => mitigation(app, bar, session, line, typed)?,
        BarKind::Question => {
            lines::linked(session, line, about, |id| matches!(id, ItemId::Question(_)))
                .unwrap_or_else(|| lines::question(typed, about))
        }
        BarKind::Action => {
            lines::linked(session, line, about, |id| matches!(id, ItemId::Action(_)))
                .unwrap_or_else(|| lines::action(typed, session, about, app.threat_in_focus()))
        }
        BarKind::Assumption => lines::linked(session, line, about, |id| {
            matches!(id, ItemId::Assumption(_))
        })
        .unwrap_or_else(|| lines::assumption(typed, about)),
        BarKind::Park => {
            let fix = !typed.off_topic && matches!(app.screen, Screen::GoWrong | Screen::DoAbout);
            lines::parked(
                &typed,
                about,
                if fix {
                    ParkedKind::Fix
                } else {
                    ParkedKind::OffTopic
                },
            )
        }
        BarKind::InScope => lines::note(NoteKind::InScope, line),
        BarKind::OutOfScope => lines::note(NoteKind::OutOfScope, line),
        BarKind::WhyNow => lines::note(NoteKind::WhyNow, line),
        BarKind::MissingRole => lines::note(NoteKind::MissingRole, line),
        BarKind::ShouldHear => lines::note(NoteKind::ShouldHear, line),
        BarKind::RevisitWhen => lines::note(NoteKind::RevisitWhen, line),
        BarKind::Feedback => match line.trim().split_at_checked(1) {
            Some(("+", rest)) => lines::note(NoteKind::Keep, rest),
            Some(("-", rest)) => lines::note(NoteKind::Change, rest),
            _ => return Err("Start with + for what to keep, or - for what to change.".to_owned()),
        },
        BarKind::MapLine => lines::map(line)?,
        BarKind::Wall => wall::line(line, session, today)?,
        BarKind::People => lines::participants(line),
        BarKind::Edit => changes::reworded(session, needed(about)?, line, today)?,
        BarKind::Answer => Edit::Set(needed(about)?, Field::Answer(Text::new(line))),
        BarKind::Reason(kind) => Edit::Set(
            needed(about)?,
            Field::Response(Some((kind, typed.text, typed.who))),
        ),
        BarKind::Evidence => Edit::Set(needed(about)?, Field::Evidence(Text::new(line))),
        BarKind::Verify => Edit::Set(needed(about)?, Field::Verify(Text::new(line))),
        BarKind::BusinessRisk => Edit::Set(needed(about)?, Field::BusinessRisk(Text::new(line))),
        BarKind::ElementOwner => {
            Edit::Set(needed(about)?, Field::ElementOwner(Some(Text::new(line))))
        }
        BarKind::Due if app.screen == Screen::SinceLastTime => {
            super::verbs::moved(app, needed(about)?, date(line)?)?
        }
        BarKind::Due => Edit::Set(needed(about)?, Field::Due(Some(date(line)?))),
        BarKind::Revisit => Edit::Session(SessionField::Revisit(Some(date(line)?))),
        BarKind::Incident => Edit::Session(SessionField::Incident(Text::new(line))),
        BarKind::Merge => {
            let (this, other) = (needed(about)?, changes::sibling(needed(about)?, line)?);
            // Of two that say the same the first keeps its number, which the room has heard.
            if bar.suggested && this.number() < other.number() {
                Edit::Merge(other, this)
            } else {
                Edit::Merge(this, other)
            }
        }
        BarKind::Split => split(needed(about)?, bar)?,
        BarKind::Link => changes::links(session, needed(about)?, line, Edit::Link)?,
        BarKind::Unlink => changes::links(session, needed(about)?, line, Edit::Unlink)?,
        BarKind::Defer => Edit::Defer(rest(session), typed.text, typed.due),
        BarKind::Dismiss => Edit::Session(SessionField::Dismiss(
            Text::new(&bar.extra),
            Text::new(line),
        )),
        BarKind::Confidence => Edit::Session(SessionField::Confidence(changes::hands(line, 0)?)),
        BarKind::TimeWellSpent => {
            Edit::Session(SessionField::TimeWellSpent(changes::hands(line, 1)?))
        }
        BarKind::Rename => Edit::Session(SessionField::Title(Text::new(line))),
        BarKind::One(ask) => super::one::edit_for(app, ask, about, line)?,
        BarKind::Vote
        | BarKind::Find
        | BarKind::Waive
        | BarKind::Title
        | BarKind::Names
        | BarKind::Topic
        | BarKind::ImportPath
        | BarKind::NotHere => {
            return Err("Nothing to change in this line.".to_owned());
        }
    })
}

fn needed(about: Option<ItemId>) -> Result<ItemId, String> {
    about.ok_or_else(|| "Nothing is selected.".to_owned())
}

/// A mitigation for the threat in focus, in question 3 and on the wall of a whiteboard; before question 3, or with no threat in focus, it is parked (R22, R49). Ids
/// alone link mitigations that exist.
fn mitigation(
    app: &App,
    bar: &Bar,
    session: &Session,
    line: &str,
    typed: tokens::Parsed,
) -> Result<Edit, String> {
    let threat = match bar.about {
        Some(ItemId::Threat(id)) if matches!(app.screen, Screen::DoAbout | Screen::Whiteboard) => {
            Some(id)
        }
        _ => None,
    };
    let Some(threat) = threat else {
        return Ok(lines::parked(&typed, bar.about, ParkedKind::Fix));
    };
    if let Some(edit) = lines::linked(session, line, bar.about, |id| {
        matches!(id, ItemId::Mitigation(_))
    }) {
        return Ok(edit);
    }
    let status = if bar.kind == BarKind::InPlace {
        Status::InPlace
    } else {
        Status::CouldDo
    };
    lines::mitigation(typed, vec![threat], status)
}

fn split(id: ItemId, bar: &Bar) -> Result<Edit, String> {
    let ItemId::Threat(id) = id else {
        return Err("Only a threat can be split.".to_owned());
    };
    let first: String = bar.editor.text().chars().take(bar.editor.caret()).collect();
    let second: String = bar.editor.text().chars().skip(bar.editor.caret()).collect();
    Ok(Edit::Split(id, Text::new(&first), Text::new(&second)))
}

/// The threats that nobody has worked on and that are not put off yet.
pub(super) fn rest(session: &Session) -> Vec<ThreatId> {
    let touched: std::collections::HashSet<ThreatId> = session
        .mitigations
        .iter()
        .flat_map(|m| m.threats.iter().copied())
        .chain(
            session
                .actions
                .iter()
                .flat_map(|a| &a.about)
                .filter_map(|id| match id {
                    ItemId::Threat(id) => Some(*id),
                    _ => None,
                }),
        )
        .collect();
    session
        .threats
        .iter()
        .filter(|t| t.response.is_none() && t.deferred.is_none() && !touched.contains(&t.id))
        .map(|t| t.id)
        .collect()
}
