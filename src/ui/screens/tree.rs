//! Draws what a threat rests on: the tree with its lines, what is left of each threat, and the selected one in words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::areas::tree::{self as places, GATE, Tree, lines_within};
use crate::domain::{Session, counted, says};
use crate::keys::verb::Verb;
use crate::screens::tree::{Node, words};
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

pub(crate) fn view(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let (session, state) = (&*open.session, &open.rooms.tree);
    let (areas, nodes) = (places::areas(area), state.nodes());
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
    let drawn = list::draw(buf, areas.list.rows, nodes.len(), state.at(), |place| {
        let selected = state.at() == Some(place);
        let node = nodes.get(place);
        node.map(|node| vec![line(session, node, selected, &areas, styles)])
            .unwrap_or_default()
    });
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
    let mut columns = format!(
        "   {}{}{}{}",
        wrap::pad("THREAT", areas.name),
        wrap::pad(" RESTS ON", GATE),
        wrap::pad("RATED", areas.level),
        wrap::pad("LEFT", areas.level),
    );
    if areas.cuts > 0 {
        columns.push_str("CUT BY");
    }
    frame::put(buf, heads, vec![Span::styled(columns, styles.heading())]);
    let width = usize::from(area.width).saturating_sub(2);
    let known = state
        .node()
        .map(|node| words(session, node))
        .unwrap_or_default();
    let rows = usize::from(areas.list.below.height.saturating_sub(1));
    let says = wrap::wrap_to(&known, width, rows).into_iter().enumerate();
    let says = says.map(|(n, says)| {
        let style = if n == 0 {
            styles.strong()
        } else {
            styles.text()
        };
        Line::styled(format!(" {says}"), style)
    });
    let blank = std::iter::once(Line::default());
    frame::put_lines(buf, areas.list.below, blank.chain(says).collect::<Vec<_>>());
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
    let rails = styles
        .signs()
        .drawn(lines_within(&branch.rails, areas.name / 2));
    let words = session
        .threat(branch.threat)
        .map(|threat| threat.text.to_string());
    let words = match words.unwrap_or_default() {
        _ if branch.above && branch.rests.is_some() => format!("{} (above)", branch.threat),
        words => format!("{} {words}", branch.threat),
    };
    let room = areas.name.saturating_sub(wrap::width(&rails));
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
    let mut spans = vec![
        Span::styled(if selected { " > " } else { "   " }, styles.focus()),
        Span::styled(rails, styles.muted()),
        Span::styled(wrap::pad(&wrap::shorten(&words, room), room), style),
        Span::styled(format!(" {}", cell(&gate, GATE - 1)), styles.text()),
        Span::styled(cell(&rated, areas.level), styles.text()),
        Span::styled(cell(left, areas.level), left_style),
    ];
    if areas.cuts > 0 {
        let cut = wrap::shorten(&cut.join(" "), areas.cuts);
        spans.push(Span::styled(cut, styles.text()));
    }
    Line::from(spans)
}
