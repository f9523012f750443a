//! Draws question 4: what to look at, how sure the room is, what to keep, when to come back.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::check::{Finding, Report, Strength, done_sentence};
use crate::domain::{AgendaStep, ItemId, NoteKind, Session, says};
use crate::keys::verb::Verb;
use crate::parse::when;
use crate::screens::good_enough::rows;
use crate::screens::{self, Room, Row};
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

/// Blank rows between the parts, where there is room for them.
const GAPS: usize = 3;

/// A block of lines; the one that holds the selected row stays in sight.
struct Block {
    row: Option<Row>,
    lines: Vec<Line<'static>>,
}

pub(crate) fn view(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let session = &*open.session;
    let Some((_, report)) = &open.report else {
        return;
    };
    let width = usize::from(area.width);
    let roomy = area.height >= 18;
    let mut blocks = findings(app, open, report, styles, width);
    let gap = || Block {
        row: None,
        lines: vec![Line::default()],
    };
    let fine_at = blocks.len();
    let step = app.step();
    let mut hands_at = (step.is_some() && step != Some(AgendaStep::Checks)).then_some(fine_at + 1);
    blocks.push(Block {
        row: None,
        lines: Vec::new(),
    });
    blocks.push(hands(
        "CONFIDENCE",
        "0 to 5: is the result good enough to act on?",
        session.confidence(),
        0,
        session.tally(app.today()).confidence_tenths,
        step == Some(AgendaStep::Confidence),
        (styles, width),
    ));
    blocks.push(hands(
        "TIME WELL SPENT",
        "1 to 5: was the time well spent?",
        session.time_well_spent(),
        1,
        session.tally(app.today()).time_well_spent_tenths,
        step == Some(AgendaStep::TimeWellSpent),
        (styles, width),
    ));
    let after_hands = blocks.len();
    for (kind, heading) in [(NoteKind::Keep, "KEEP"), (NoteKind::Change, "CHANGE")] {
        blocks.extend(notes(open, kind, heading, styles, width));
    }
    blocks.push(come_back(app, session, styles, width));
    for (kind, heading) in [
        (NoteKind::RevisitWhen, "  or when"),
        (NoteKind::ShouldHear, "INFORM"),
    ] {
        blocks.extend(notes(open, kind, heading, styles, width));
    }
    let taken: usize = blocks.iter().map(|block| block.lines.len()).sum();
    let room = usize::from(area.height).saturating_sub(taken);
    // What is open has the rows that are left, and blank rows come after all words are whole.
    let fine = |most| fine(app, report, session, styles, width, (roomy, most));
    let least = if roomy { 3 } else { 1 };
    let whole = fine(usize::MAX);
    if whole.len() + GAPS <= room {
        let mut gaps = vec![fine_at, fine_at + 1];
        gaps.extend(roomy.then_some(after_hands));
        for place in gaps.into_iter().rev() {
            blocks.insert(place, gap());
        }
        hands_at = hands_at.map(|place| place + 2);
    }
    let fits = |most: &usize| fine(*most).len() <= room;
    let lines = if whole.len() <= room {
        whole
    } else {
        fine((least..whole.len()).rev().find(fits).unwrap_or(least))
    };
    let fine_at = blocks.iter().position(|block| block.lines.is_empty());
    if let Some(block) = fine_at.and_then(|place| blocks.get_mut(place)) {
        block.lines = lines;
    }
    let selected = blocks
        .iter()
        .position(|block| block.row.is_some() && block.row == open.rooms.good_enough.selected);
    // What is not seen is counted in a row of its own.
    let taken: usize = blocks.iter().map(|block| block.lines.len()).sum();
    let foot = u16::from(taken > usize::from(area.height) && area.height > 1);
    let [area, foot] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(foot)]).areas(area);
    // From the top as long as the selected row is seen there: a calm page does not scroll for its own sake.
    let height_to = |end: usize| {
        blocks
            .iter()
            .take(end)
            .map(|b| b.lines.len())
            .sum::<usize>()
    };
    let fits = selected.is_none_or(|place| height_to(place + 1) <= usize::from(area.height));
    // A room that raises its hands looks at the hands.
    let anchor = match (fits, hands_at) {
        (_, Some(place)) if height_to(place + 2) > usize::from(area.height) => Some(place + 1),
        (false, _) => selected,
        _ => None,
    };
    let drawn = list::draw(buf, area, blocks.len(), anchor, |place| {
        blocks
            .get(place)
            .map(|block| block.lines.clone())
            .unwrap_or_default()
    });
    let above = height_to(drawn.start);
    let below = taken.saturating_sub(above + usize::from(area.height));
    let says = format!("lines: {} ", beyond::beyond(above, below));
    let says = vec![Span::styled(says, styles.muted())];
    frame::put_both(buf, foot, Vec::new(), says);
}

/// The screen on which a finding is corrected: its key and its name.
pub(crate) fn mended_on(app: &App, finding: &Finding) -> String {
    let key = app.keys.key_for(app.screen(), finding.fix);
    let name = screens::shown_by(finding.fix).map_or("", Room::name);
    format!("{key} {name}")
}

fn findings(app: &App, open: &Open, report: &Report, styles: &Styles, width: usize) -> Vec<Block> {
    let shown = app.thresholds.shown;
    let total = report.findings.len();
    let heading = match total {
        0 => " NO FINDINGS".to_owned(),
        n if n > shown => format!(" FINDINGS  {shown} of {n}"),
        n => format!(" FINDINGS  {n}"),
    };
    let keys = if total > 0 && width >= 90 {
        app.says(&says![
            Verb::Open,
            " go to   ",
            Verb::Dismiss,
            " dismiss, with reason "
        ])
    } else {
        String::new()
    };
    let mut room = width.saturating_sub(wrap::width(&keys));
    let rest = [
        "   the others follow as you fix or dismiss these",
        "   the others follow",
    ];
    let fits = |rest: &&str| wrap::width(&heading) + rest.len() < room;
    let rest = rest.into_iter().filter(|_| total > shown).find(fits);
    let rest = rest.unwrap_or_default();
    room = room.saturating_sub(wrap::width(&heading));
    let mut blocks = vec![Block {
        row: None,
        lines: vec![Line::from(vec![
            Span::styled(heading, styles.heading()),
            Span::styled(wrap::pad(rest, room), styles.muted()),
            Span::styled(keys, styles.muted()),
        ])],
    }];
    let place_width = if width >= 76 { 16 } else { 0 };
    for row in rows(report, &open.session, shown) {
        let Row::Finding(check) = row else { continue };
        let Some(finding) = report.findings.iter().find(|f| f.check == check) else {
            continue;
        };
        let here = open.rooms.good_enough.selected == Some(row);
        let text = if here {
            styles.selected()
        } else {
            styles.text()
        };
        let sign = match finding.strength {
            Strength::Look => styles.attention(),
            Strength::Ask => styles.text(),
        };
        let lines = wrap::wrap(&finding.sentence(), width.saturating_sub(8 + place_width))
            .into_iter()
            .enumerate()
            .map(|(n, words)| {
                let first = n == 0;
                let words = wrap::pad(&words, width.saturating_sub(7 + place_width));
                Line::from(vec![
                    Span::styled(if here && first { " > " } else { "   " }, styles.focus()),
                    Span::styled(
                        if first {
                            finding.strength.mark().to_string()
                        } else {
                            " ".to_owned()
                        },
                        sign,
                    ),
                    Span::raw("  "),
                    Span::styled(words, text),
                    Span::styled(
                        if first && place_width > 0 {
                            mended_on(app, finding)
                        } else {
                            String::new()
                        },
                        styles.muted(),
                    ),
                ])
            })
            .collect();
        blocks.push(Block {
            row: Some(row),
            lines,
        });
    }
    blocks
}

/// What is fine in one breath, what was dismissed, and whether the model can be acted on.
fn fine(
    app: &App,
    report: &Report,
    session: &Session,
    styles: &Styles,
    width: usize,
    (roomy, most): (bool, usize),
) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    let passed = if roomy { 3 } else { 1 };
    let says = fine_words(report, roomy, |says| {
        wrap::wrap(says, width.saturating_sub(2)).len() <= passed
    });
    for line in wrap::wrap_to(&says, width.saturating_sub(2), passed) {
        out.push(Line::styled(format!(" {line}"), styles.muted()));
    }
    if !report.dismissed.is_empty() {
        out.push(Line::styled(
            format!(" DISMISSED  {}", report.dismissed.len()),
            styles.muted(),
        ));
    }
    let done = done_sentence(session, app.today(), &app.thresholds);
    for line in wrap::wrap_to(&done, width.saturating_sub(2), most) {
        out.push(Line::styled(format!(" {line}"), styles.text()));
    }
    out
}

/// How many checks are fine and, where there is room, which: whole ones, and how many there are more.
fn fine_words(report: &Report, roomy: bool, fits: impl Fn(&str) -> bool) -> String {
    let all = report.fine.len();
    let count = format!("PASSED  {all}");
    if !roomy || all == 0 {
        return count;
    }
    let shown = |n: usize| {
        let some: Vec<&str> = report.fine.iter().take(n).copied().collect();
        let more = match all - n {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        format!("{count}     {}{more}", some.join(", "))
    };
    let most = (1..=all).rev().map(shown).find(|says| fits(says));
    most.unwrap_or(count)
}

/// The hands and how many of each, in marks; the mean behind them, as no one asked for a decimal first.
fn hands(
    heading: &'static str,
    asks: &'static str,
    hands: &[u8],
    least: u8,
    tenths: Option<u32>,
    now: bool,
    (styles, width): (&Styles, usize),
) -> Block {
    let style = if now {
        styles.focus()
    } else {
        styles.heading()
    };
    let spans = vec![Span::styled(format!(" {}", wrap::pad(heading, 17)), style)];
    if hands.is_empty() {
        return labeled(spans, asks, styles.muted(), width);
    }
    let indent: usize = spans.iter().map(Span::width).sum();
    let mut lines = vec![Line::from(spans)];
    let mut add = |piece: Vec<Span<'static>>| {
        let wide: usize = piece.iter().map(Span::width).sum();
        let used = lines.last().map_or(0, Line::width);
        if used + wide > width && used > indent {
            lines.push(Line::from(" ".repeat(indent)));
        }
        if let Some(line) = lines.last_mut() {
            line.spans.extend(piece);
        }
    };
    for step in least..=5 {
        let count = hands.iter().filter(|hand| **hand == step).count();
        let signs = if count == 0 {
            ".".to_owned()
        } else {
            "#".repeat(count.min(12))
        };
        add(vec![
            Span::styled(format!("{step} "), styles.muted()),
            Span::styled(format!("{signs}   "), styles.text()),
        ]);
    }
    if let Some(tenths) = tenths {
        let mean = format!("mean {}.{}", tenths / 10, tenths % 10);
        add(vec![Span::styled(mean, styles.muted())]);
    }
    Block { row: None, lines }
}

/// Words behind a label, each line below the first one's beginning.
fn labeled(label: Vec<Span<'static>>, says: &str, style: Style, width: usize) -> Block {
    let indent: usize = label.iter().map(Span::width).sum();
    let mut wrapped = wrap::wrap(says, width.saturating_sub(indent + 1)).into_iter();
    let mut first = Line::from(label);
    first.push_span(Span::styled(wrapped.next().unwrap_or_default(), style));
    let rest = wrapped.map(|words| {
        let words = Span::styled(words, style);
        Line::from(vec![Span::raw(" ".repeat(indent)), words])
    });
    Block {
        row: None,
        lines: std::iter::once(first).chain(rest).collect(),
    }
}

fn notes(
    open: &Open,
    kind: NoteKind,
    heading: &'static str,
    styles: &Styles,
    width: usize,
) -> Vec<Block> {
    open.session
        .notes_of(kind)
        .enumerate()
        .map(|(place, note)| {
            let row = Row::Item(ItemId::Note(note.id));
            let here = open.rooms.good_enough.selected == Some(row);
            let style = if here {
                styles.selected()
            } else {
                styles.text()
            };
            let lines = wrap::wrap(&note.text, width.saturating_sub(19))
                .into_iter()
                .enumerate()
                .map(|(n, words)| {
                    let word = if place == 0 && n == 0 { heading } else { "" };
                    let mark = if here && n == 0 { ">" } else { " " };
                    Line::from(vec![
                        Span::styled(format!(" {}", wrap::pad(word, 14)), styles.heading()),
                        Span::styled(format!("{mark}  "), styles.focus()),
                        Span::styled(words, style),
                    ])
                })
                .collect();
            Block {
                row: Some(row),
                lines,
            }
        })
        .collect()
}

fn come_back(app: &App, session: &Session, styles: &Styles, width: usize) -> Block {
    let says = match session.revisit {
        Some(on) if on < app.today() => {
            format!("{}   overdue", when::show(on, app.today()))
        }
        Some(on) => when::show(on, app.today()),
        None => {
            let key = |act| app.keys.key_for(app.screen(), act);
            let (date, event) = (key(Verb::Revisit), key(Verb::RevisitWhen));
            format!("none yet: {date} to set a date, {event} to add an event")
        }
    };
    let style = if session.revisit.is_some() {
        styles.text()
    } else {
        styles.muted()
    };
    let label = format!(" {}", wrap::pad("NEXT REVIEW", 17));
    labeled(
        vec![Span::styled(label, styles.heading())],
        &says,
        style,
        width,
    )
}
