//! Draws the questions in their rank, and what was parked for another day.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::areas::lists::{self, Questions};
use crate::domain::{
    ItemId, Parked, ParkedKind, Question, QuestionState, Seat, Session, Verb, says,
};
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

/// A line of the list.
enum Row<'a> {
    Question(&'a Question),
    Heading,
    Parked(&'a Parked),
}

pub(crate) fn view(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let session = &*open.session;
    let asked = session.questions.len();
    // Few are parked; of the questions only those in sight are looked at.
    let off_topic: Vec<&Parked> = session
        .parked
        .iter()
        .filter(|p| p.kind == ParkedKind::OffTopic)
        .collect();
    let row_at = |place: usize| match place.checked_sub(asked) {
        None => session.questions.get(place).map(Row::Question),
        Some(0) => Some(Row::Heading),
        Some(below) => off_topic.get(below - 1).copied().map(Row::Parked),
    };
    let len = match off_topic.len() {
        0 => asked,
        parked => asked + 1 + parked,
    };
    if len == 0 {
        let says = app.says(&says![
            "No questions yet. Press ",
            Verb::Question,
            " on any screen to ask about the selected item."
        ]);
        return frame::put_sentence(buf, frame::below(area, 1), &says, styles);
    }
    let list = lists::questions(area);
    let ([top, heads], body) = (frame::head(list.above), list.rows);
    let recorder = session
        .participants
        .iter()
        .find(|p| p.seat == Some(Seat::Recorder));
    let written_by = recorder.map_or_else(String::new, |p| format!("   scribe: {}", p.name));
    let columns = Questions::of(area.width).map(Columns);
    let heading = match &columns {
        Some(columns) => columns.heading(),
        None => String::new(),
    };
    frame::put(buf, heads, vec![Span::styled(heading, styles.muted())]);
    let selected = open.rooms.questions.selected.and_then(|id| match id {
        ItemId::Question(_) => session.position(id),
        _ => {
            let below = off_topic.iter().position(|p| ItemId::Parked(p.id) == id)?;
            Some(asked + 1 + below)
        }
    });
    let width = usize::from(area.width);
    let drawn = list::draw(buf, body, len, selected, |place| {
        let here = selected == Some(place);
        match row_at(place) {
            Some(Row::Question(q)) => match &columns {
                Some(columns) => columns.lines(session, q, (here, area.width), styles),
                None => narrow(session, q, here, styles, area.width),
            },
            Some(Row::Heading) => vec![
                Line::styled(
                    format!("  {}", styles.signs().rule(width.saturating_sub(4))),
                    styles.rule(),
                ),
                Line::styled("   PARKED, OFF TOPIC", styles.heading()),
            ],
            Some(Row::Parked(p)) => parked(session, p, here, styles, width),
            None => Vec::new(),
        }
    });
    // The heading between them is neither a question nor parked.
    let items = |row: usize| row - usize::from(row > asked);
    let beyond = beyond::of(&(items(drawn.start)..items(drawn.end)), items(len));
    frame::put_both(
        buf,
        top,
        vec![
            Span::styled(" most important first", styles.text()),
            Span::styled(written_by, styles.text()),
        ],
        vec![Span::styled(format!("{beyond} "), styles.muted())],
    );
}

/// What it is about, in ids.
fn about(question: &Question) -> String {
    match question.about.as_slice() {
        [] => "-".to_owned(),
        [one] => one.to_string(),
        [first, second] => format!("{first} {second}"),
        [first, rest @ ..] => format!("{first} +{}", rest.len()),
    }
}

/// Where it stands; what is done is in capitals, as it is the news.
fn state(question: &Question) -> String {
    match question.state {
        QuestionState::Open if question.confirmed => "open, confirmed".to_owned(),
        QuestionState::Answered => "ANSWERED".to_owned(),
        state => state.words().to_owned(),
    }
}

fn style_of(here: bool, styles: &Styles) -> ratatui::style::Style {
    if here {
        styles.selected()
    } else {
        styles.text()
    }
}

/// What was answered, and other wordings, under the question.
fn below(question: &Question, indent: usize, width: u16, styles: &Styles) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    for words in Questions::answered(&question.answer, width) {
        let words = format!("{}{words}", " ".repeat(indent));
        out.push(Line::styled(words, styles.muted()));
    }
    let room = usize::from(width).saturating_sub(indent + 2);
    for also in &question.also {
        let words = wrap::shorten(&format!("also: {also}"), room);
        out.push(Line::styled(
            format!("{}{words}", " ".repeat(indent)),
            styles.muted(),
        ));
    }
    out
}

/// The columns behind the words; the words have the rest.
struct Columns(Questions);

impl Columns {
    fn heading(&self) -> String {
        format!(
            "       {}{}{}STATE",
            wrap::pad("QUESTION", self.0.words),
            wrap::pad("ABOUT", self.0.about),
            wrap::pad("OWNER", self.0.owner),
        )
    }

    fn lines(
        &self,
        session: &Session,
        q: &Question,
        (here, width): (bool, u16),
        styles: &Styles,
    ) -> Vec<Line<'static>> {
        let style = style_of(here, styles);
        let words = Questions::wrapped(&q.text, width);
        let nobody = q.owner.is_none() && q.state == QuestionState::Open;
        let owner = match session.name_of(q.owner) {
            Some(name) => name.to_owned(),
            None if nobody => "-  !".to_owned(),
            None => "-".to_owned(),
        };
        let mut out: Vec<Line<'static>> = words
            .into_iter()
            .enumerate()
            .map(|(n, words)| {
                if n > 0 {
                    return Line::styled(format!("       {words}"), style);
                }
                let alert = if nobody {
                    styles.attention()
                } else {
                    styles.text()
                };
                Line::from(vec![
                    Span::styled(if here { " > " } else { "   " }, styles.focus()),
                    Span::styled(format!("{:<4}", q.id), styles.muted()),
                    Span::styled(wrap::pad(&words, self.0.words), style),
                    Span::styled(wrap::pad(&about(q), self.0.about), styles.text()),
                    Span::styled(wrap::pad(&owner, self.0.owner), alert),
                    Span::styled(wrap::shorten(&state(q), self.0.state), styles.text()),
                ])
            })
            .collect();
        out.extend(below(q, 7, width, styles));
        out
    }
}

/// Two lines a question: what; who, about what, where it stands.
fn narrow(
    session: &Session,
    q: &Question,
    here: bool,
    styles: &Styles,
    width: u16,
) -> Vec<Line<'static>> {
    let mut out: Vec<Line<'static>> = Questions::wrapped(&q.text, width)
        .into_iter()
        .enumerate()
        .map(|(n, words)| {
            let mark = if here && n == 0 { " > " } else { "   " };
            let id = if n == 0 {
                format!("{:<3}", q.id)
            } else {
                "   ".to_owned()
            };
            Line::from(vec![
                Span::styled(mark, styles.focus()),
                Span::styled(id, styles.muted()),
                Span::styled(words, style_of(here, styles)),
            ])
        })
        .collect();
    let nobody = q.owner.is_none() && q.state == QuestionState::Open;
    let owner = session
        .name_of(q.owner)
        .unwrap_or(if nobody { "NO OWNER !" } else { "-" });
    // The columns stand below each other where there is room for that.
    let [owner_width, about_width] = if width < 50 { [0, 0] } else { [12, 8] };
    let second = format!(
        "        {owner:owner_width$}  {:about_width$}  {}",
        about(q),
        state(q)
    );
    out.push(Line::styled(
        second,
        if nobody {
            styles.attention()
        } else {
            styles.muted()
        },
    ));
    out.extend(below(q, 8, width, styles));
    out
}

fn parked(
    session: &Session,
    p: &Parked,
    here: bool,
    styles: &Styles,
    width: usize,
) -> Vec<Line<'static>> {
    let said_by = session
        .name_of(p.speaker)
        .map_or_else(String::new, |name| format!("   ({name})"));
    wrap::wrap(&format!("{}{said_by}", p.text), width.saturating_sub(9))
        .into_iter()
        .enumerate()
        .map(|(n, words)| {
            let mark = if here && n == 0 { " > " } else { "   " };
            let id = if n == 0 {
                format!("{:<4}", p.id)
            } else {
                "    ".to_owned()
            };
            Line::from(vec![
                Span::styled(mark, styles.focus()),
                Span::styled(id, styles.muted()),
                Span::styled(words, style_of(here, styles)),
            ])
        })
        .collect()
}
