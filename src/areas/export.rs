//! The export: the list of files and what holds for all of them, and the preview of the selected one.

use ratatui::layout::{Constraint, Layout, Rect};

use super::{head, indented};

/// From this width on, the preview stands beside the list; below, it stands under it, or in its place while it is read.
const TWO_PANES: u16 = 90;
/// How many cells the list takes beside the preview; the bar and a space follow.
const LIST: u16 = 42;
/// The fewest rows of the list above a preview.
const FEWEST: u16 = 6;

/// Where the parts of the export stand; where one is not shown it is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Areas {
    /// The files, and below them what holds for all of them.
    pub choices: Rect,
    /// Between the panes.
    pub bar: Rect,
    /// The name of the previewed file, and how far it was read.
    pub head: Rect,
    /// The file.
    pub preview: Rect,
}

/// Whether there is room for each file's phrase behind its name. Where there is none, the phrase of the selected one
/// stands below the list.
pub fn has_phrases(choices: u16) -> bool {
    choices > LIST
}

/// Divides the body. While the preview is read it has the whole of a narrow one; `whole` is how many rows the list and
/// what is below it take at this width.
pub fn areas(body: Rect, reading: bool, whole: impl Fn(u16) -> usize) -> Areas {
    let preview = |pane: Rect| {
        let [head, preview] = head(pane);
        let preview = Rect {
            width: preview.width.saturating_sub(1),
            ..preview
        };
        (head, preview)
    };
    if body.width >= TWO_PANES {
        let widths = [LIST, 1, 1].map(Constraint::Length).into_iter();
        let widths = widths.chain([Constraint::Fill(1)]);
        let [choices, bar, _, right] = Layout::horizontal(widths).areas(body);
        let (head, preview) = preview(right);
        return Areas {
            choices,
            bar,
            head,
            preview,
        };
    }
    let above = if reading {
        0
    } else {
        let whole = u16::try_from(whole(body.width)).unwrap_or(u16::MAX);
        (body.height / 2).max(FEWEST).min(whole)
    };
    let [choices, below] =
        Layout::vertical([Constraint::Length(above), Constraint::Fill(1)]).areas(body);
    let (head, preview) = preview(indented(below, 1));
    Areas {
        choices,
        bar: Rect::ZERO,
        head,
        preview,
    }
}
