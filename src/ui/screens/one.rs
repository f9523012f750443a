//! Draws the one-threat form: the four questions as one card, the box that the keyboard is in marked.

mod beside;
mod keys;
mod pair;

pub(crate) use keys::keys;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::App;
use crate::app::one::is_for_two;
use crate::domain::{Applies, FourQuestion, ItemId, Session};
use crate::parse::{one, when};
use crate::screens::one::{Answer, Ask, Stop, held, in_two_weeks, lines as lines_of, offers, seen};
use crate::theme::Styles;
use crate::ui::{frame, list, wrap};

/// Cells before the label of a row: blank, `>`, blank.
const LEAD: usize = 3;
/// Cells of the label.
const LABEL: usize = 21;

/// The first row: which exercise this is, and what is left of its three minutes. To finish late is fine.
pub(crate) fn header(app: &App, styles: &Styles, row: Rect, buf: &mut Buffer) {
    let says = if is_for_two(app) {
        " ONE THREAT FOR TWO"
    } else {
        " ONE THREAT"
    };
    let left = vec![Span::styled(says, styles.strong())];
    let time = app
        .time_words()
        .map_or_else(String::new, |(words, _)| words);
    let right = vec![Span::styled(format!("{time} "), styles.text())];
    frame::put_both(buf, row, left, right);
}

/// The second row: what was heard, where and when.
pub(crate) fn heard(app: &App, styles: &Styles, row: Rect, buf: &mut Buffer) {
    let width = usize::from(row.width);
    let session = app.session();
    let headline = session.map(one::headline).unwrap_or_default();
    let asked = stop(app).is_some_and(|stop| stop.ask == Ask::Heard) && session.is_some();
    let mut right = String::new();
    if let Some((address, day)) = session.and_then(|session| seen(session, app.today())) {
        let room = width / 3;
        if width >= 76 && !address.is_empty() {
            right = format!("{}   ", wrap::shorten(&address, room));
        }
        right.push_str(&day);
        right.push(' ');
    }
    let read_only = app.open().is_some_and(|open| open.held_by.is_some());
    let alarm = if read_only { "   READ ONLY " } else { "" };
    let says = if headline.is_empty() {
        if is_for_two(app) {
            "One news item, two people, 10 minutes."
        } else {
            "One news item, 3 minutes."
        }
    } else {
        headline
    };
    let room = width.saturating_sub(wrap::width(&right) + alarm.len() + 4);
    let says = wrap::shorten(says, room);
    let (mark, style) = if asked {
        (">", styles.selected())
    } else {
        ("", styles.strong())
    };
    frame::put_both(
        buf,
        row,
        vec![
            Span::styled(mark, styles.focus()),
            Span::styled(format!(" {says}"), style),
        ],
        vec![
            Span::styled(right, styles.muted()),
            Span::styled(alarm, styles.attention()),
        ],
    );
}

fn stop(app: &App) -> Option<Stop> {
    let bar = app.bar.as_ref()?;
    Some(Stop {
        ask: Ask::of(bar.line)?,
        about: bar.about,
    })
}

/// A row of the card.
enum Row {
    Air,
    Heading(FourQuestion),
    Box(Stop),
    /// A junior's box with the senior's line beside it.
    Beside(Stop, Answer),
    /// The example of the box that the keyboard is in.
    Example,
    Known,
    NoMore,
    /// The model of this place that got it.
    Attached(usize),
    /// The earlier answer of this place to the same news.
    Earlier(usize),
}

pub(crate) fn view(app: &App, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let Some(area) = beside::article(app, styles, area, buf) else {
        return;
    };
    let card = Card {
        earlier: beside::earlier(app),
        app,
        styles,
        here: stop(app),
        width: usize::from(area.width),
    };
    let height = usize::from(area.height);
    // What leaves first when rows are scarce: air, then the headings, then all but the first line of an answer.
    let (rows, most) = [
        (true, true, usize::MAX),
        (false, true, usize::MAX),
        (false, false, usize::MAX),
        (false, false, 3),
        (false, false, 2),
    ]
    .into_iter()
    .find_map(|(air, headings, most)| {
        let rows = card.rows(air, headings);
        let tall: usize = rows.iter().map(|row| card.lines(row, most).len()).sum();
        (tall <= height).then_some((rows, most))
    })
    .unwrap_or_else(|| (card.rows(false, false), 1));
    let selected = rows.iter().position(|row| match row {
        Row::Box(stop) => Some(*stop) == card.here,
        Row::Beside(stop, answer) => [*stop, Stop::of(Ask::Senior(*answer))]
            .map(Some)
            .contains(&card.here),
        _ => false,
    });
    list::draw(buf, area, rows.len(), selected, |place| {
        rows.get(place)
            .map_or_else(Vec::new, |row| card.lines(row, most))
    });
}

/// Why it does not affect us, and who decided so.
fn reason(session: &Session, why: String) -> String {
    let response = one::the_threat(session).and_then(|threat| threat.response.as_ref());
    let by = session.name_of(response.and_then(|response| response.by));
    match by.filter(|_| !why.is_empty()) {
        Some(who) => format!("{why}   Decided by {who}"),
        None => why,
    }
}

struct Card<'a> {
    app: &'a App,
    styles: &'a Styles,
    here: Option<Stop>,
    width: usize,
    /// What was answered before to the same news.
    earlier: Vec<String>,
}

impl Card<'_> {
    fn rows(&self, air: bool, headings: bool) -> Vec<Row> {
        let no = self.app.session().is_some_and(one::is_no);
        let parts: [(FourQuestion, &[Ask]); 4] = [
            (FourQuestion::WorkingOn, &[Ask::System]),
            (
                FourQuestion::GoWrong,
                if no {
                    &[Ask::Applies, Ask::Reason]
                } else {
                    &[Ask::Applies, Ask::Threat]
                },
            ),
            (
                FourQuestion::DoAbout,
                &[Ask::InPlace, Ask::CouldDo, Ask::NextStep, Ask::Question],
            ),
            (
                FourQuestion::GoodEnough,
                if self.is_for_two() {
                    &[Ask::Better, Ask::Learned]
                } else {
                    &[Ask::Better]
                },
            ),
        ];
        let earlier = self.earlier.len();
        let mut rows: Vec<Row> = (0..earlier).map(Row::Earlier).collect();
        // What was heard stands above the card.
        rows.extend(self.for_two(Ask::Heard, Vec::new()));
        for (question, asks) in parts {
            let boxes: Vec<Row> = asks.iter().flat_map(|ask| self.boxes(*ask, no)).collect();
            if boxes.is_empty() {
                continue;
            }
            if air && !rows.is_empty() {
                rows.push(Row::Air);
            }
            if headings {
                rows.push(Row::Heading(question));
            }
            rows.extend(boxes);
        }
        if no {
            rows.extend(air.then_some(Row::Air));
            rows.push(Row::NoMore);
        }
        let end: Vec<Row> = Ask::ALL
            .into_iter()
            .filter(|ask| ask.is_at_the_end())
            .map(Stop::of)
            .filter(|stop| self.here == Some(*stop) || self.holds(*stop))
            .map(Row::Box)
            .collect();
        let attached = self.app.session().map_or(0, |s| s.attached_to.len());
        let end: Vec<Row> = end
            .into_iter()
            .chain((0..attached).map(Row::Attached))
            .collect();
        rows.extend((air && !end.is_empty()).then_some(Row::Air));
        rows.extend(end);
        rows
    }

    /// Whether a box says anything.
    fn holds(&self, stop: Stop) -> bool {
        let session = self.app.session();
        session.is_some_and(|session| !held(session, stop).is_empty())
    }

    /// The rows of a box: its lines, and the next one where the keyboard is there or nothing else is.
    fn boxes(&self, ask: Ask, no: bool) -> Vec<Row> {
        let mut rows: Vec<Row> = self
            .app
            .session()
            .map(|session| lines_of(session, ask))
            .unwrap_or_default()
            .into_iter()
            .map(|id| {
                Row::Box(Stop {
                    ask,
                    about: Some(id),
                })
            })
            .collect();
        let late = !matches!(
            ask,
            Ask::System | Ask::Applies | Ask::Reason | Ask::Threat | Ask::Learned
        );
        if no && late {
            return rows;
        }
        let itself = Stop::of(ask);
        if rows.is_empty() || self.here == Some(itself) {
            rows.push(Row::Box(itself));
        }
        if ask == Ask::System && self.here == Some(itself) && self.app.session().is_some() {
            rows.push(Row::Known);
        }
        self.for_two(ask, rows)
    }

    fn lines(&self, row: &Row, most: usize) -> Vec<Line<'static>> {
        let indent = " ".repeat(LEAD + LABEL);
        let room = self.width.saturating_sub(LEAD + LABEL + 1);
        match row {
            Row::Air => vec![Line::default()],
            Row::Heading(question) => {
                let says = format!(" {} {}", question.number(), question.sentence());
                vec![Line::styled(says.to_uppercase(), self.styles.heading())]
            }
            Row::Known => {
                let typed = self.app.session().zip(self.app.bar.as_ref());
                let known = typed.map(|(session, bar)| offers(&self.app.home, session, bar));
                let known = known.unwrap_or_default();
                if known.is_empty() {
                    return Vec::new();
                }
                wrap::wrap_to(&format!("known: {}", known.join(", ")), room, most.min(2))
                    .into_iter()
                    .map(|line| Line::styled(format!("{indent}{line}"), self.styles.muted()))
                    .collect()
            }
            Row::NoMore => {
                let says = "   Not affected: nothing else is needed.";
                vec![Line::styled(
                    wrap::shorten(says, self.width),
                    self.styles.text(),
                )]
            }
            Row::Earlier(place) => {
                let says = self.earlier.get(*place).cloned().unwrap_or_default();
                let label = wrap::pad("   seen before", LEAD + LABEL);
                vec![Line::from(vec![
                    Span::styled(label, self.styles.muted()),
                    Span::styled(wrap::shorten(&says, room), self.styles.attention()),
                ])]
            }
            Row::Attached(place) => {
                let session = self.app.session();
                let Some(to) = session.and_then(|session| session.attached_to.get(*place)) else {
                    return Vec::new();
                };
                let day = when::show(to.on, self.app.today());
                let says = format!("{} as {}, {day}", to.title, to.threat);
                let label = wrap::pad("   attached to", LEAD + LABEL);
                vec![Line::from(vec![
                    Span::styled(label, self.styles.muted()),
                    Span::styled(wrap::shorten(&says, room), self.styles.text()),
                ])]
            }
            Row::Box(stop) => self.row(*stop, room, most),
            Row::Beside(stop, answer) => self.beside(*stop, *answer, most),
            Row::Example => self.example(room),
        }
    }

    /// A box with its label; the one that the keyboard is in wraps, others give way.
    fn row(&self, stop: Stop, room: usize, most: usize) -> Vec<Line<'static>> {
        let here = self.here == Some(stop);
        let (mark, label_style) = if here {
            (" > ", self.styles.focus())
        } else {
            ("   ", self.styles.muted())
        };
        let label = wrap::pad(&wrap::shorten(stop.ask.line().prompt, LABEL - 2), LABEL);
        let lead = vec![
            Span::styled(mark, self.styles.focus()),
            Span::styled(label, label_style),
        ];
        if stop.ask.is_one_key() {
            let mut spans = lead;
            spans.extend(self.choice(stop.ask, room));
            return vec![Line::from(spans)];
        }
        let (says, style) = self.value(stop);
        let style = if here { self.styles.selected() } else { style };
        let most = if here { usize::MAX } else { most };
        let mut wrapped = wrap::wrap_to(&says, room, most).into_iter();
        let mut first = lead;
        first.push(Span::styled(wrapped.next().unwrap_or_default(), style));
        let mut lines = vec![Line::from(first)];
        let indent = " ".repeat(LEAD + LABEL);
        lines
            .extend(wrapped.map(|line| {
                Line::from(vec![Span::raw(indent.clone()), Span::styled(line, style)])
            }));
        lines
    }

    /// What a box holds, in words.
    fn value(&self, stop: Stop) -> (String, ratatui::style::Style) {
        let text = self.styles.text();
        let Some(session) = self.app.session() else {
            return (String::new(), text);
        };
        let says = match (stop.ask, stop.about) {
            (Ask::NextStep, Some(ItemId::Action(id))) => self.action(session, id),
            (Ask::Threat, None) => {
                let says = held(session, stop);
                if says.is_empty() && one::the_threat(session).is_some() {
                    return ("(only the headline so far)".to_owned(), self.styles.muted());
                }
                says
            }
            (Ask::LookAgain, _) => {
                let today = self.app.today();
                match session.look_again() {
                    Some(day) => when::show(day, today),
                    None => return (self.offer(), self.styles.muted()),
                }
            }
            (Ask::Me, _) => {
                let says = "asked once, and kept for who decided";
                return (says.to_owned(), self.styles.muted());
            }
            (Ask::System, _) if self.here != Some(stop) => {
                let next = session.more_systems.first();
                let next = next.map_or_else(String::new, |next| format!("   Next: {next}"));
                let system = session.system.as_deref().unwrap_or_default();
                format!("{system}{next}")
            }
            (Ask::Reason, _) => reason(session, held(session, stop)),
            _ => held(session, stop),
        };
        (says, text)
    }

    /// What one key would answer at the end.
    fn offer(&self) -> String {
        let day = when::show(in_two_weeks(self.app.today()), self.app.today());
        format!("In two weeks? y: {day}, or type a day")
    }

    /// Who does what by when, as it is read aloud.
    fn action(&self, session: &Session, id: crate::domain::ActionId) -> String {
        let Some(action) = session.actions.iter().find(|action| action.id == id) else {
            return String::new();
        };
        let who = session
            .name_of(action.owner)
            .map_or_else(String::new, |name| format!("{name}: "));
        let by = action.due.map_or_else(String::new, |due| {
            format!(", by {}", when::show(due, self.app.today()))
        });
        format!("{who}{}{by}", action.text)
    }

    /// The answers of one key, the given one in capitals and brackets.
    fn choice(&self, ask: Ask, room: usize) -> Vec<Span<'static>> {
        let session = self.app.session();
        let options: Vec<(&str, bool)> = if ask == Ask::Better {
            let better = session.and_then(|session| session.better);
            vec![("yes", better == Some(true)), ("no", better == Some(false))]
        } else {
            let given = session.and_then(|session| one::the_threat(session)?.applies);
            Applies::ALL
                .map(|applies| (applies.words(), given == Some(applies)))
                .to_vec()
        };
        let wide: usize = options.iter().map(|(words, _)| words.len() + 2).sum();
        let mut spans = Vec::new();
        for (words, given) in options {
            // On a narrow screen the given answer is shown alone.
            if given {
                let words = format!("[{}]", words.to_uppercase());
                spans.push(Span::styled(words, self.styles.focus()));
                spans.push(Span::raw("  "));
            } else if wide <= room {
                spans.push(Span::styled(format!("{words}  "), self.styles.text()));
            }
        }
        spans
    }
}
