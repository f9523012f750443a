//! The frame, the same on every screen: who and where we are, the question, the status line, the capture bar, the keys.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

pub(crate) use super::rows::{put, put_bar, put_both, put_heading, put_lines, put_sentence};
use super::wrap;
use crate::app::overlay::Overlay;
use crate::app::{App, Conflict, pasted};
pub(crate) use crate::areas::frame::{Areas, LEAST, areas};
pub(crate) use crate::areas::{below, head};
use crate::domain::{AgendaStep, FourQuestion};
use crate::keys::verb::Verb;
use crate::keys::{Binding, OnMap, Screen};
use crate::lines::bar::Bar;
use crate::lines::{reads, table, worth};
use crate::parse::tokens::What;
use crate::screens::journal;
use crate::screens::one::Ask;
use crate::screens::working_on::Pane;
use crate::theme::Styles;
use crate::ui::screens::{intake, one};

/// Cells of the title that are always seen.
const TITLE: usize = 24;

/// Draws everything but the body.
pub(super) fn draw(app: &App, styles: &Styles, areas: &Areas, frame: &mut Frame) {
    let buf = frame.buffer_mut();
    rules(areas, styles, buf);
    header(app, styles, areas.header, buf);
    question(app, styles, areas.question, buf);
    let row = super::badge::draw(app, styles, areas.keys, buf);
    keys(app, styles, row, buf);
    super::bar::draw(app, styles, areas.bar, frame);
    // Its second row may be that of the bar.
    super::status::draw(app, styles, areas, frame.buffer_mut());
}

/// Draws what is there before the session is: its title, and that it is being read.
pub(super) fn opening(title: &str, says: &str, styles: &Styles, areas: &Areas, buf: &mut Buffer) {
    rules(areas, styles, buf);
    let room = |row: Rect| usize::from(row.width).saturating_sub(2);
    let title = wrap::shorten(title, room(areas.header));
    put(
        buf,
        areas.header,
        vec![Span::styled(format!(" {title}"), styles.text())],
    );
    let says = wrap::shorten(says, room(areas.status));
    put(
        buf,
        areas.status,
        vec![Span::styled(format!(" {says}"), styles.text())],
    );
}

fn rules(areas: &Areas, styles: &Styles, buf: &mut Buffer) {
    for rule in areas.rules {
        let line = styles.signs().rule(usize::from(rule.width));
        put(buf, rule, vec![Span::styled(line, styles.rule())]);
    }
}

/// That someone else changed the file, in place of the title until someone answers: the new name whole, and what else
/// there is room for.
pub(super) fn conflict(
    app: &App,
    conflict: &Conflict,
    styles: &Styles,
    row: Rect,
    buf: &mut Buffer,
) {
    let name = &conflict.kept_as;
    let key = app.keys.key_for(app.screen(), Verb::Back);
    let answer = format!("{key}: seen ");
    let room = usize::from(row.width);
    let ways = [
        format!(" ! {} ", conflict.says()),
        format!(" ! Your version is in {name} "),
        format!(" ! now in {name} "),
    ];
    let says = ways
        .into_iter()
        .find(|says| wrap::width(says) + wrap::width(&answer) <= room)
        .unwrap_or_else(|| format!("! {name} "));
    let right = if wrap::width(&says) + wrap::width(&answer) <= room {
        vec![Span::styled(answer, styles.focus())]
    } else {
        Vec::new()
    };
    put_both(buf, row, vec![Span::styled(says, styles.alarm())], right);
}

fn header(app: &App, styles: &Styles, row: Rect, buf: &mut Buffer) {
    if let Some(news) = app.conflict() {
        return conflict(app, news, styles, row, buf);
    }
    if app.screen() == Screen::OneThreat {
        return one::header(app, styles, row, buf);
    }
    let clock = app.now.format(" %H:%M ").to_string();
    let Some(session) = app.session() else {
        let title = match app.screen() {
            Screen::Journal => " JOURNAL",
            _ => " THREAT MODEL SESSIONS",
        };
        let count = app.home.recents.as_ref().map_or(0, Vec::len);
        let sessions = match count {
            0 => String::new(),
            1 => "1 session ".to_owned(),
            n => format!("{n} sessions "),
        };
        return put_both(
            buf,
            row,
            vec![Span::styled(title, styles.strong())],
            vec![
                Span::styled(sessions, styles.muted()),
                Span::styled(clock, styles.muted()),
            ],
        );
    };
    let current = App::question_of(app.screen());
    let width = usize::from(row.width);
    let least = wrap::width(&session.title).min(TITLE);
    let wide = |tabs: &[Span<'_>]| -> usize { tabs.iter().map(Span::width).sum() };
    let room = |tabs: &[Span<'_>]| width.saturating_sub(wide(tabs) + clock.len() + 2);
    // The questions give way to the title: fewer words, then numbers, then the current one alone.
    let tabs = Words::ALL.map(|words| tabs(current, words, styles));
    let [.., fewest] = &tabs;
    let tabs = tabs
        .iter()
        .find(|tabs| room(tabs) >= least)
        .unwrap_or(fewest);
    let (room, tabs) = (room(tabs), tabs.clone());
    let mut right = tabs;
    right.push(Span::styled(clock, styles.muted()));
    let title = wrap::shorten(&session.title, room);
    put_both(
        buf,
        row,
        vec![Span::raw(" "), Span::styled(title, styles.text())],
        right,
    );
}

/// How much is said of the four questions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    All,
    OfThisOne,
    Numbers,
    ThisOne,
}

impl Words {
    const ALL: [Self; 4] = [Self::All, Self::OfThisOne, Self::Numbers, Self::ThisOne];
}

/// The four questions, the current one in capitals and brackets.
fn tabs(current: Option<FourQuestion>, much: Words, styles: &Styles) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    for question in FourQuestion::ALL {
        let here = current == Some(question);
        let number = question.number();
        let words = match much {
            Words::All => format!("{number} {}", question.short()),
            Words::OfThisOne if here => format!("{number} {}", question.short()),
            Words::OfThisOne => format!("{number} {}", question.word()),
            Words::ThisOne if !here => continue,
            Words::Numbers | Words::ThisOne => number.to_string(),
        };
        let gap = if much == Words::All { "  " } else { " " };
        spans.push(if here {
            Span::styled(format!("[{}]", words.to_uppercase()), styles.focus())
        } else {
            Span::styled(words, styles.muted())
        });
        spans.push(Span::raw(gap));
    }
    spans
}

fn question(app: &App, styles: &Styles, row: Rect, buf: &mut Buffer) {
    let sentence = match app.screen() {
        Screen::Home => {
            let says = if app.home.returning {
                "Which session do you want to follow up? Overdue first."
            } else {
                "Start a meeting or continue an earlier one."
            };
            return put(
                buf,
                row,
                vec![Span::styled(format!(" {says}"), styles.strong())],
            );
        }
        Screen::Journal => {
            let width = usize::from(row.width).saturating_sub(2);
            journal::counted(&app.home.shown(), app.today(), width)
        }
        Screen::SinceLastTime => app
            .open()
            .and_then(|open| open.rooms.since.heading(app.today()))
            .unwrap_or_default(),
        Screen::OneThreat => return one::heard(app, styles, row, buf),
        Screen::Questions => "QUESTIONS".to_owned(),
        Screen::Actions => "ACTION ITEMS".to_owned(),
        Screen::Export => "EXPORT".to_owned(),
        Screen::Review | Screen::Heard | Screen::Import => intake::heading(app),
        Screen::Pasted => "PASTED".to_owned(),
        Screen::Coverage => "COVERAGE".to_owned(),
        Screen::Matrix => "RISK MATRIX".to_owned(),
        Screen::WhatIf => "WHAT IF".to_owned(),
        Screen::Tree => "TREE".to_owned(),
        Screen::Waiting => "NOTES FROM BEFORE THE MEETING".to_owned(),
        Screen::Costs => "WHAT A YEAR COSTS".to_owned(),
        Screen::Rehearsed => "HOW IT WENT".to_owned(),
        screen => {
            App::question_of(screen).map_or_else(String::new, |q| q.sentence().to_uppercase())
        }
    };
    let steps = app.steps();
    let here = app.step();
    let mut right = Vec::new();
    // Minutes left are never removed; the other steps of the screen give way to them.
    let time = app.time_words();
    let time_width =
        time.as_ref().map_or(0, |(words, _)| wrap::width(words) + 3) + app.turn().map_or(0, |_| 14);
    let all: usize = steps.iter().map(|step| step.word().len() + 3).sum();
    let notes = app.notes_wait();
    let time_width = time_width + notes.as_ref().map_or(0, |says| wrap::width(says) + 3);
    let room = usize::from(row.width).saturating_sub(sentence.len() + time_width + 4);
    if row.width >= 76 && all <= room {
        for (place, step) in steps.iter().enumerate().filter(|_| steps.len() > 1) {
            if place > 0 {
                right.push(Span::styled(" > ", styles.muted()));
            }
            right.push(if Some(*step) == here {
                Span::styled(step.word().to_uppercase(), styles.focus())
            } else {
                Span::styled(step.word(), styles.muted())
            });
        }
    } else if let Some(step) = here.filter(|step| steps.len() > 1 && step.word().len() <= room) {
        right.push(Span::styled(step.word().to_uppercase(), styles.focus()));
    }
    if let Some(who) = app.turn() {
        let people = app.session().map(|s| s.participants.as_slice());
        let person = people.and_then(|people| people.iter().find(|p| p.id == who));
        let taken: usize = right.iter().map(Span::width).sum();
        let room = usize::from(row.width).saturating_sub(sentence.len() + taken + time_width);
        // A long name gives way before the question does. The number beside it says who is meant.
        let name = person.map_or("", |person| {
            if wrap::width(&person.name) <= room {
                person.name.as_str()
            } else {
                person.first_name()
            }
        });
        let says = format!("   turn: {} {name}", who.0);
        right.push(Span::styled(says, styles.focus()));
    }
    if let Some(says) = notes {
        right.push(Span::styled(format!("   {says}"), styles.focus()));
    }
    if let Some((words, late)) = time {
        let style = if late {
            styles.attention()
        } else {
            styles.text()
        };
        right.push(Span::styled(format!("   {words}"), style));
    }
    if app.open().is_some_and(|open| open.held_by.is_some()) {
        right.push(Span::styled("   READ ONLY", styles.attention()));
    }
    right.push(Span::raw(" "));
    put_both(
        buf,
        row,
        vec![Span::styled(format!(" {sentence}"), styles.strong())],
        right,
    );
}

/// What is selected on the map, while the keys go to it.
fn on_map(app: &App) -> Option<OnMap> {
    let open = app.open()?;
    let goes_to_map = app.screen() == Screen::WorkingOn
        && !app.is_orientation()
        && open.rooms.working_on.pane == Pane::System;
    app.selected().filter(|_| goes_to_map).and_then(OnMap::of)
}

/// What Tab completes in a line that stays: the names of the map, or the tokens that the line takes.
fn completes(app: &App, bar: &Bar) -> Option<&'static str> {
    if bar.is(&table::MAP_LINE) {
        return Some("complete names");
    }
    if bar.is(&table::ASSET) {
        return Some("complete a name, #data, c:high, >where");
    }
    let tokens = reads::what(bar, bar.editor.text(), app.session()?);
    tokens.map(|what| match what {
        What::Mitigation => "complete @who #kind #most %S",
        _ => "complete @who >where #kind",
    })
}

/// Cells of Enter and of Esc beside what Enter does.
const BESIDE: usize = 22;

/// What Enter makes of a line as it stands, where that is more than its words.
fn understood(app: &App, bar: &Bar) -> Option<String> {
    worth::understood(bar, app.session()?, app.today())
}

/// As many keys as fit, then help at the right.
pub(super) fn keys(app: &App, styles: &Styles, row: Rect, buf: &mut Buffer) {
    let own = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(key, label)| ((*key).to_owned(), (*label).to_owned()))
            .collect()
    };
    let pairs = match (&app.overlay, &app.choice, &app.bar) {
        (Some(overlay), _, _) => {
            let mut keys = own(super::overlay::keys(overlay));
            if matches!(overlay, Overlay::Help { .. }) && app.explains_a_figure() {
                let again = app.keys.key_for(app.screen(), Verb::Help);
                keys.insert(keys.len() - 1, (again, "explain the figure".to_owned()));
            }
            keys
        }
        (None, Some(_), _) => own(&[("Esc", "close")]),
        (None, None, Some(bar)) if let Some(ask) = Ask::of(bar.line) => one::keys(app, ask),
        (None, None, Some(bar)) if bar.is(&table::VOTE) => own(super::voting::KEYS),
        (None, None, Some(bar)) if bar.is(&table::FIND) && app.screen().lists_sessions() => {
            own(&[("Enter", "open"), ("Esc", "close")])
        }
        (None, None, Some(bar)) if let Some(says) = understood(app, bar) => {
            let room = usize::from(row.width).saturating_sub(BESIDE);
            own(&[("Enter", &wrap::shorten(&says, room)), ("Esc", "close")])
        }
        (None, None, Some(bar)) if bar.line.stays => {
            let tab = completes(app, bar).map(|what| ("Tab", what));
            let pairs = [
                Some(("Enter", "add, next line")),
                tab,
                Some(("Esc", "close")),
            ];
            own(&pairs.into_iter().flatten().collect::<Vec<_>>())
        }
        (None, None, Some(bar)) if let Some(does) = bar.line.changes() => {
            own(&[("Enter", does), ("Esc", "close")])
        }
        (None, None, Some(bar)) => {
            own(&super::card::bar_keys(bar).unwrap_or([("Enter", "add"), ("Esc", "close")]))
        }
        (None, None, None) if let Some(keys) = super::since_keys(app) => keys,
        (None, None, None) => super::card::keys(app).unwrap_or_else(|| {
            let pair = |(b, label): (&Binding, &str)| {
                let key = b.keys.first().map(ToString::to_string);
                (key.unwrap_or_default(), label.to_owned())
            };
            // Enter opens nothing while the list is folded.
            let opens = app.screen() != Screen::Home || app.home.shows_list();
            // Only candidates can be gone back to.
            let reviewed = app.intake.as_ref().is_some_and(|i| !i.asked.is_empty());
            let paste = pasted::shown(app);
            // Whatever the step is, the keys on the map are those of the map.
            let step = if app.is_on_map() {
                Some(AgendaStep::Map)
            } else {
                app.step()
            };
            let footer = app.keys.footer(app.screen(), step, on_map(app));
            footer
                .filter(|(b, _)| opens || b.act != Verb::Open)
                .filter(|(b, _)| reviewed || b.act != Verb::ScrollLeft)
                .filter(|(b, _)| app.has_others_here() || b.act != Verb::NextPane)
                .filter(|(b, _)| paste.is_none_or(|paste| paste.offers(b.act)))
                .map(pair)
                .collect()
        }),
    };
    let gap = if row.width >= 90 { "   " } else { "  " };
    let asks = app.overlay.is_some() || app.bar.is_some() || app.choice.is_some();
    let help = (!asks).then(|| {
        app.keys
            .key_for(app.screen(), crate::keys::verb::Verb::Help)
    });
    let help_width = help.as_ref().map_or(0, |key| wrap::width(key) + 6);
    let room = usize::from(row.width).saturating_sub(help_width + gap.len());
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    for (key, label) in pairs.into_iter().filter(|(_, label)| label != "help") {
        let width = wrap::width(&key) + 1 + wrap::width(&label) + gap.len();
        if used + width > room + gap.len() {
            break;
        }
        used += width;
        spans.push(Span::styled(key, styles.focus()));
        spans.push(Span::styled(format!(" {label}{gap}"), styles.muted()));
    }
    let right = help.map_or_else(Vec::new, |key| {
        vec![
            Span::styled(key, styles.focus()),
            Span::styled(" help ", styles.muted()),
        ]
    });
    put_both(buf, row, spans, right);
}
