//! Draws the action items: no one's on top, then by person.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::areas::lists;
use crate::domain::{
    Action, ActionStatus, ItemId, Session, Tally, Threat, Verb, Whose, WorkList, says,
};
use crate::parse::when;
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

/// A line of the list: a heading, or an action item.
enum Row<'a> {
    Heading(&'a str),
    Action(&'a Action),
}

/// The lines of the list, of which only those in sight are looked at: headings, and under each some action items.
struct Rows<'a> {
    session: &'a Session,
    list: &'a WorkList,
    /// The headings, and how many action items are under each.
    parts: Vec<(String, usize)>,
}

impl<'a> Rows<'a> {
    fn new(session: &'a Session, list: &'a WorkList) -> Self {
        let mut parts: Vec<(String, usize)> = Vec::new();
        let mut by_person = false;
        for (whose, actions) in list.groups() {
            let n = actions.len();
            match whose {
                Whose::Nobody => parts.push((format!("NO OWNER  {n}"), n)),
                Whose::Finished => parts.push((format!("DONE  {n}"), n)),
                Whose::Person(_) => match parts.last_mut().filter(|_| by_person) {
                    Some((_, under)) => *under += n,
                    None => {
                        by_person = true;
                        parts.push(("BY PERSON".to_owned(), n));
                    }
                },
            }
        }
        Self {
            session,
            list,
            parts,
        }
    }

    fn len(&self) -> usize {
        self.parts.len() + self.list.len()
    }

    fn at(&self, mut row: usize) -> Option<Row<'_>> {
        let mut before = 0;
        for (heading, under) in &self.parts {
            let Some(place) = row.checked_sub(1) else {
                return Some(Row::Heading(heading));
            };
            if place < *under {
                let action = self.list.at(before + place)?;
                return self.session.actions.get(action).map(Row::Action);
            }
            (row, before) = (place - under, before + under);
        }
        None
    }

    /// How many action items are above and below these rows; headings are no action items.
    fn beyond(&self, drawn: &Range<usize>) -> String {
        let actions_before = |row: usize| {
            let mut before = 0;
            for (headings, (_, under)) in (1..).zip(&self.parts) {
                let rest = row.saturating_sub(before + headings);
                before += rest.min(*under);
            }
            before
        };
        let below = self.list.len() - actions_before(drawn.end);
        beyond::beyond(actions_before(drawn.start), below)
    }

    /// In which row an action item stands.
    fn row_of(&self, id: ItemId) -> Option<usize> {
        let place = self.session.position(id)?;
        let rank = self.list.rank_of(self.session, place)?;
        let mut before = 0;
        for (headings, (_, under)) in (1..).zip(&self.parts) {
            before += under;
            if rank < before {
                return Some(rank + headings);
            }
        }
        None
    }
}

pub(crate) fn view(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let session = &*open.session;
    if session.actions.is_empty() {
        let says = app.says(&says![
            "No action items yet. Press ",
            Verb::ActionItem,
            " to add one; on a mitigation or question the text is filled in."
        ]);
        return frame::put_sentence(buf, frame::below(area, 1), &says, styles);
    }
    let tally = session.tally(app.today());
    let columns = Columns::of(area.width);
    // Nothing is looked for among thousands of threats when none was deferred.
    let all = if tally.deferred > 0 {
        session.threats.as_slice()
    } else {
        &[]
    };
    let put_off: Vec<&Threat> = all.iter().filter(|t| t.deferred.is_some()).collect();
    let until = put_off
        .iter()
        .filter_map(|t| t.deferred.as_ref()?.until.as_ref()?.day());
    let until = until.min().map_or_else(String::new, |on| {
        format!("   until {}", when::show(on, app.today()))
    });
    let ids: Vec<String> = put_off.iter().map(|t| t.id.to_string()).collect();
    let deferred = format!("DEFERRED  {}   {}{until}", ids.len(), ids.join(" "));
    let deferred = if put_off.is_empty() {
        Vec::new()
    } else {
        wrap::wrap_to(
            &deferred,
            usize::from(area.width).saturating_sub(2),
            lists::DEFERRED,
        )
    };
    let list = lists::actions(area, deferred.len());
    let [heading, heads] = frame::head(list.above);
    let (body, foot) = (list.rows, list.below);
    if let Some(columns) = &columns {
        let says = Span::styled(columns.heading(), styles.muted());
        frame::put(buf, heads, vec![says]);
    }
    let lines = deferred.into_iter();
    let lines = lines.map(|line| Line::styled(format!(" {line}"), styles.muted()));
    frame::put_lines(buf, foot, lines);
    let list = session.work_list();
    let rows = Rows::new(session, &list);
    let selected = open.rooms.actions.selected;
    let selected = selected.filter(|id| matches!(id, ItemId::Action(_)));
    let selected = selected.and_then(|id| rows.row_of(id));
    let wants = list::Wants {
        least: 1,
        air: false,
    };
    let drawn = list::draw_fitting(buf, body, rows.len(), selected, wants, |place, most| {
        match rows.at(place) {
            Some(Row::Heading(words)) => vec![Line::styled(format!(" {words}"), styles.heading())],
            Some(Row::Action(action)) => {
                let here = selected == Some(place);
                let most = if here { usize::MAX } else { most };
                match &columns {
                    Some(columns) => columns.lines(app, session, action, (here, most), styles),
                    // One of the lines says who and by when.
                    None => narrow(
                        app,
                        session,
                        action,
                        (here, most.saturating_sub(1)),
                        styles,
                        usize::from(area.width),
                    ),
                }
            }
            None => Vec::new(),
        }
    });
    let beyond = rows.beyond(&drawn);
    let room = usize::from(heading.width).saturating_sub(wrap::width(&beyond) + 2);
    let counts = vec![Span::styled(counts(&tally, room), styles.text())];
    let beyond = vec![Span::styled(format!("{beyond} "), styles.muted())];
    frame::put_both(buf, heading, counts, beyond);
}

/// How many are open, done, late and agreed, as many of the counts as there is room for.
fn counts(tally: &Tally, room: usize) -> String {
    let mut says = format!(" {} open", tally.open_actions);
    for (n, words) in [
        (tally.late_actions, "LATE"),
        (tally.done_actions, "done"),
        (tally.open_actions - tally.unanswered_actions, "agreed"),
    ] {
        let count = format!("   {n} {words}");
        if n > 0 && says.len() + count.len() <= room {
            says.push_str(&count);
        }
    }
    says
}

/// Who, with a mark where there is no one.
fn who(session: &Session, action: &Action) -> String {
    let missing = missing(action);
    session.name_of(action.owner).unwrap_or(missing).to_owned()
}

/// By when, with a word where it has passed.
fn by(app: &App, action: &Action) -> String {
    match action.due {
        Some(due) if action.is_late(app.today()) => {
            format!("{} LATE", when::show(due, app.today()))
        }
        Some(due) => when::show(due, app.today()),
        None => missing(action).to_owned(),
    }
}

/// What stands where something is missing; from what is done or dropped nothing is.
fn missing(action: &Action) -> &'static str {
    match action.status {
        ActionStatus::Open => "-  !",
        ActionStatus::Done | ActionStatus::Dropped => "-",
    }
}

fn said(action: &Action) -> &'static str {
    match action.status {
        ActionStatus::Done => "done",
        ActionStatus::Dropped => "dropped",
        ActionStatus::Open if action.said_yes => "yes",
        ActionStatus::Open => "-",
    }
}

/// What it is for: the first threat, else whatever comes first.
fn why(action: &Action) -> String {
    let threat = action
        .about
        .iter()
        .find(|id| matches!(id, ItemId::Threat(_)));
    threat
        .or(action.about.first())
        .map_or_else(|| "-".to_owned(), ToString::to_string)
}

/// Widths of the columns behind the words; the words have the rest.
struct Columns {
    words: usize,
    who: usize,
    by: usize,
    kind: usize,
}

impl Columns {
    fn of(width: u16) -> Option<Self> {
        let (who, by, kind) = match width {
            96.. => (12, 13, 9),
            lists::WITH_COLUMNS.. => (9, 12, 0),
            _ => return None,
        };
        let width = usize::from(width);
        // Behind the marker and the id, and before FOR and AGREED.
        Some(Self {
            words: width.saturating_sub(7 + who + by + kind + 6 + 9),
            who,
            by,
            kind,
        })
    }

    fn heading(&self) -> String {
        let kind = if self.kind > 0 {
            wrap::pad("KIND", self.kind)
        } else {
            String::new()
        };
        format!(
            "       {}{}{}{}{kind}AGREED",
            wrap::pad("WHAT", self.words),
            wrap::pad("OWNER", self.who),
            wrap::pad("DUE", self.by),
            wrap::pad("FOR", 6),
        )
    }

    fn lines(
        &self,
        app: &App,
        session: &Session,
        action: &Action,
        (here, most): (bool, usize),
        styles: &Styles,
    ) -> Vec<Line<'static>> {
        let style = if here {
            styles.selected()
        } else {
            styles.text()
        };
        let room = self.words.saturating_sub(2);
        let words = wrap::wrap_to(&action.text, room, most);
        let open = action.status == ActionStatus::Open;
        let alert = |missing: bool| {
            if missing && open {
                styles.attention()
            } else {
                styles.text()
            }
        };
        words
            .into_iter()
            .enumerate()
            .map(|(n, words)| {
                if n > 0 {
                    return Line::styled(format!("       {words}"), style);
                }
                let mut spans = vec![
                    Span::styled(if here { " > " } else { "   " }, styles.focus()),
                    Span::styled(format!("{:<4}", action.id), styles.muted()),
                    Span::styled(wrap::pad(&words, self.words), style),
                    Span::styled(
                        wrap::pad(&who(session, action), self.who),
                        alert(action.owner.is_none()),
                    ),
                    Span::styled(
                        wrap::pad(&by(app, action), self.by),
                        alert(action.due.is_none() || action.is_late(app.today())),
                    ),
                    Span::styled(wrap::pad(&why(action), 6), styles.text()),
                ];
                if self.kind > 0 {
                    spans.push(Span::styled(
                        wrap::pad(action.kind.words(), self.kind),
                        styles.text(),
                    ));
                }
                spans.push(Span::styled(said(action), styles.text()));
                Line::from(spans)
            })
            .collect()
    }
}

/// Two lines an item: what; who, by when, for what.
fn narrow(
    app: &App,
    session: &Session,
    action: &Action,
    (here, most): (bool, usize),
    styles: &Styles,
    width: usize,
) -> Vec<Line<'static>> {
    let style = if here {
        styles.selected()
    } else {
        styles.text()
    };
    let room = width.saturating_sub(8);
    let words = wrap::wrap_to(&action.text, room, most);
    let mut lines: Vec<Line<'static>> = words
        .into_iter()
        .enumerate()
        .map(|(n, words)| {
            let (mark, id) = match n {
                0 => (
                    if here { " > " } else { "   " },
                    format!("{:<4}", action.id),
                ),
                _ => ("   ", "    ".to_owned()),
            };
            Line::from(vec![
                Span::styled(mark, styles.focus()),
                Span::styled(id, styles.muted()),
                Span::styled(words, style),
            ])
        })
        .collect();
    let owner = session
        .name_of(action.owner)
        .map_or_else(|| "NO OWNER !".to_owned(), str::to_owned);
    let alert = action.status == ActionStatus::Open
        && (action.owner.is_none() || action.is_late(app.today()));
    // The columns stand below each other where there is room for that.
    let [owner_width, by_width] = if width < 50 { [0, 0] } else { [12, 13] };
    let second = format!(
        "       {owner:owner_width$}  {:by_width$}  {}  {}",
        by(app, action),
        why(action),
        said(action)
    );
    lines.push(Line::styled(
        second,
        if alert {
            styles.attention()
        } else {
            styles.muted()
        },
    ));
    lines
}
