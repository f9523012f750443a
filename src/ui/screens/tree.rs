//! Draws what a threat rests on: the tree with its lines, what is left of each threat, and the selected one in words.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::areas::lists::GAP;
use crate::areas::tree::{self as places, GATE, Tree, lines_within};
use crate::domain::{Session, counted, says};
use crate::keys::verb::Verb;
use crate::screens::tree::{Node, State, words};
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

pub(crate) fn view(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let (session, state) = (&*open.session, &open.rooms.tree);
    let nodes = state.nodes();
    let areas = places::areas(area, nodes.len());
    let [top, heads] = frame::head(areas.list.above);
    if nodes.is_empty() {
        let words = says![
            "No threat rests on others yet. Select a threat in question 3 and press ",
            Verb::RestsOn,
            "."
        ];
        let says = wrap::wrap(&app.says(&words), usize::from(area.width).saturating_sub(2));
        let says = says.into_iter().map(|says| Line::raw(format!(" {says}")));
        return frame::put_lines(buf, area, says.collect::<Vec<_>>());
    }
    let drawn = rows(session, state, &areas, styles, buf);
    let title = match state.root().and_then(|id| session.threat(id)) {
        Some(root) => format!(" {} {}", root.id, root.text.to_uppercase()),
        None => " ALL TREES".to_owned(),
    };
    let hidden = beyond::of(&drawn, nodes.len());
    let count = match state.root() {
        Some(_) => counted(state.count(), "threat"),
        None => counted(nodes.len(), "tree"),
    };
    let right = if hidden.is_empty() {
        count
    } else {
        format!("{count}, {hidden}")
    };
    let room = usize::from(top.width).saturating_sub(wrap::width(&right) + 4);
    frame::put_both(
        buf,
        top,
        vec![Span::styled(wrap::shorten(&title, room), styles.heading())],
        vec![Span::styled(format!("{right} "), styles.muted())],
    );
    let columns = columns(&areas);
    let columns = if areas.halves {
        let between = " ".repeat(GAP.into());
        format!("{}{between}{columns}", wrap::pad(&columns, areas.width))
    } else {
        columns
    };
    frame::put(buf, heads, vec![Span::styled(columns, styles.heading())]);
    let width = usize::from(area.width).saturating_sub(2);
    let known = state
        .node()
        .map(|node| words(session, node))
        .unwrap_or_default();
    let room = usize::from(areas.list.below.height).saturating_sub(areas.air.into());
    let says = wrap::wrap_to(&known, width, room).into_iter().enumerate();
    let says = says.map(|(n, says)| {
        let style = if n == 0 {
            styles.strong()
        } else {
            styles.text()
        };
        Line::styled(format!(" {says}"), style)
    });
    let blank = areas.air.then(Line::default).into_iter();
    frame::put_lines(buf, areas.list.below, blank.chain(says).collect::<Vec<_>>());
}

/// Draws the rows, in one column or in two halves with a bar between them, and says which are seen.
fn rows(
    session: &Session,
    state: &State,
    areas: &Tree,
    styles: &Styles,
    buf: &mut Buffer,
) -> Range<usize> {
    let (nodes, at) = (state.nodes(), state.at());
    let row = |place: usize| {
        let node = nodes.get(place);
        node.map(|node| line(session, node, at == Some(place), areas, styles))
    };
    let area = areas.list.rows;
    if !areas.halves {
        return list::draw(buf, area, nodes.len(), at, |place| {
            row(place).into_iter().collect()
        });
    }
    let half = nodes.len().div_ceil(2);
    let bar = format!(" {} ", styles.signs().bar());
    let both = (0..half).map(|place| {
        let mut spans = row(place).map(|line| line.spans).unwrap_or_default();
        spans.push(Span::styled(bar.clone(), styles.muted()));
        spans.extend(row(half + place).into_iter().flat_map(|line| line.spans));
        Line::from(spans)
    });
    frame::put_lines(buf, area, both.collect::<Vec<_>>());
    0..nodes.len()
}

/// The heads of the columns.
fn columns(areas: &Tree) -> String {
    let mut columns = format!(
        "   {}{}",
        wrap::pad("THREAT", areas.name),
        wrap::pad(" RESTS ON", GATE),
    );
    if areas.rated > 0 {
        columns.push_str(&wrap::pad("RATED", areas.rated));
    }
    columns.push_str(&wrap::pad("LEFT", areas.left));
    if areas.cuts > 0 {
        columns.push_str("CUT BY");
    }
    columns
}

/// A threat: the lines that it hangs on, its words, and what is left of it.
fn line(
    session: &Session,
    node: &Node,
    selected: bool,
    areas: &Tree,
    styles: &Styles,
) -> Line<'static> {
    let (branch, stand) = (&node.branch, &node.stand);
    let style = if selected {
        styles.selected()
    } else {
        styles.text()
    };
    // In a half there are few cells: they show how threats hang together before all of their words.
    let most = if areas.halves {
        areas.name * 2 / 3
    } else {
        areas.name / 2
    };
    let rails = styles.signs().drawn(lines_within(&branch.rails, most));
    let words = session
        .threat(branch.threat)
        .map(|threat| threat.text.to_string());
    let words = match words.unwrap_or_default() {
        _ if branch.above && branch.rests.is_some() => format!("{} (above)", branch.threat),
        words => format!("{} {words}", branch.threat),
    };
    let cell =
        |text: &str, cells: usize| wrap::pad(&wrap::shorten(text, cells.saturating_sub(1)), cells);
    let rated = match (stand.rated.as_str(), stand.from_parts) {
        ("", _) => "-".to_owned(),
        (rated, true) => format!("({rated})"),
        (rated, false) => rated.to_owned(),
    };
    let left = Some(stand.left.as_str())
        .filter(|left| !left.is_empty())
        .unwrap_or("-");
    let cut: Vec<String> = stand.cut_by.iter().map(ToString::to_string).collect();
    let falls = !stand.left.is_empty() && stand.left != stand.rated;
    let left_style = if falls {
        styles.strong()
    } else {
        styles.text()
    };
    let gate = if branch.above {
        String::new()
    } else {
        branch.gate()
    };
    // In a half, the words of a leaf have the cells of what it does not rest on.
    let over = if areas.halves && gate.is_empty() {
        GATE
    } else {
        0
    };
    let room = (areas.name + over).saturating_sub(wrap::width(&rails));
    let words = wrap::shorten(&words, room.saturating_sub(usize::from(over > 0)));
    let mut spans = vec![
        Span::styled(if selected { " > " } else { "   " }, styles.focus()),
        Span::styled(rails, styles.muted()),
        Span::styled(wrap::pad(&words, room), style),
    ];
    if over == 0 {
        let gate = format!(" {}", cell(&gate, GATE - 1));
        spans.push(Span::styled(gate, styles.text()));
    }
    if areas.rated > 0 {
        spans.push(Span::styled(cell(&rated, areas.rated), styles.text()));
    }
    let fell = styles.signs().fell();
    let left = match (areas.halves, falls) {
        // Without the rating beside it, a sign says that it fell.
        (true, true) => {
            let words = wrap::shorten(left, areas.left.saturating_sub(3));
            wrap::pad(&format!("{words} {fell}"), areas.left)
        }
        (true, false) if stand.from_parts && stand.left == stand.rated => cell(&rated, areas.left),
        _ => cell(left, areas.left),
    };
    spans.push(Span::styled(left, left_style));
    if areas.cuts > 0 {
        let cut = wrap::shorten(&cut.join(" "), areas.cuts);
        spans.push(Span::styled(cut, styles.text()));
    }
    Line::from(spans)
}
