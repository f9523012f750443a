//! A page of blocks that scrolls so that the selected block is in sight: its title stays, and where rows are scarce
//! the blank and the unimportant lines go first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::screens::Row;
use crate::theme::Styles;
use crate::ui::beyond::beyond;
use crate::ui::{frame, wrap};

/// Cells before the words of an item: the mark of the selection and the item's id.
const INDENT: usize = 7;
/// Cells before words without an id.
const PLAIN_INDENT: usize = 3;
/// With less room than this beside its columns, an item's columns stand under its words.
const NARROWEST: usize = 18;

/// One line.
type Spans = Vec<Span<'static>>;

/// What belongs together: the lines of an item, or a heading.
struct Block {
    spot: Option<Row>,
    /// The cell of the first line in which the selection mark stands.
    sign: u16,
    lines: Vec<Spans>,
    /// It is left out where rows are scarce.
    loose: bool,
}

/// A page as wide as the area it is made for.
pub(super) struct Page<'s> {
    styles: &'s Styles,
    width: usize,
    title: Vec<Spans>,
    blocks: Vec<Block>,
}

impl<'s> Page<'s> {
    /// An empty page.
    pub(super) fn new(styles: &'s Styles, width: usize) -> Self {
        Self {
            styles,
            width,
            title: Vec::new(),
            blocks: Vec::new(),
        }
    }

    /// The page's title with a word at the right of its first line; it does not scroll.
    pub(super) fn title(&mut self, id: &str, words: &str, right: &str) {
        let head = format!(" {id}  ");
        let room = self
            .width
            .saturating_sub(wrap::width(&head) + wrap::width(right) + 2);
        let strong = self.styles.strong();
        self.title = wrap::wrap(words, room)
            .into_iter()
            .enumerate()
            .map(|(n, line)| {
                let head = if n == 0 {
                    head.clone()
                } else {
                    " ".repeat(wrap::width(&head))
                };
                let right = if n == 0 {
                    format!(" {right}")
                } else {
                    String::new()
                };
                vec![
                    Span::styled(format!("{head}{}", wrap::pad(&line, room)), strong),
                    Span::styled(right, strong),
                ]
            })
            .collect();
    }

    /// Words below the title that do not scroll either.
    pub(super) fn below_title(&mut self, words: &str, style: Style) {
        let lines = self.wrapped(words, PLAIN_INDENT, style);
        self.title.extend(lines);
    }

    /// A heading with a hint behind it, after a blank line where there is room for one.
    pub(super) fn heading(&mut self, words: &str, hint: &str) {
        self.gap();
        let room = self.width.saturating_sub(wrap::width(words) + 4);
        let hint = if wrap::width(hint) <= room { hint } else { "" };
        self.push(
            None,
            1,
            vec![vec![
                Span::styled(format!(" {words}   "), self.styles.heading()),
                Span::styled(hint.to_owned(), self.styles.muted()),
            ]],
        );
    }

    /// A blank line where there is room for one.
    pub(super) fn gap(&mut self) {
        self.push(None, 0, vec![Vec::new()]);
        self.loosen();
    }

    /// An item: its id, its words wrapped, columns at the right of its first line, and notes under it.
    pub(super) fn item(
        &mut self,
        spot: Row,
        id: &str,
        words: &str,
        columns: Spans,
        notes: &[String],
    ) {
        let text = self.styles.text();
        let wide: usize = columns.iter().map(|span| wrap::width(&span.content)).sum();
        let beside = wide > 0 && self.width >= INDENT + NARROWEST + wide + 2;
        let room = self
            .width
            .saturating_sub(INDENT + if beside { wide + 2 } else { 1 });
        let mut columns = Some(columns);
        let mut lines: Vec<Spans> = wrap::wrap(words, room)
            .into_iter()
            .enumerate()
            .map(|(n, line)| {
                let head = if n == 0 {
                    format!("   {} ", wrap::pad(id, 3.max(id.len())))
                } else {
                    " ".repeat(INDENT)
                };
                let mut spans = vec![
                    Span::styled(head, text),
                    Span::styled(wrap::pad(&line, room), text),
                ];
                if n == 0 && beside {
                    spans.push(Span::raw(" "));
                    spans.extend(columns.take().into_iter().flatten());
                }
                spans
            })
            .collect();
        if let Some(columns) = columns.filter(|_| wide > 0) {
            let mut under = vec![Span::raw(" ".repeat(INDENT))];
            under.extend(columns);
            lines.push(under);
        }
        for note in notes {
            lines.extend(self.wrapped(note, INDENT + 2, self.styles.text()));
        }
        self.push(Some(spot), 1, lines);
    }

    /// Words without an id; with a spot they can be selected.
    pub(super) fn words(&mut self, spot: Option<Row>, words: &str, style: Style) {
        let lines = self.wrapped(words, PLAIN_INDENT, style);
        self.push(spot, 1, lines);
    }

    /// A heading with words behind it that break between them, each in its own style; it can be selected.
    pub(super) fn line_of(&mut self, spot: Row, heading: &str, words: &[(String, Style)]) {
        self.gap();
        let indent = wrap::width(heading) + 4;
        let mut lines: Vec<Spans> = vec![vec![Span::styled(
            format!(" {heading}   "),
            self.styles.heading(),
        )]];
        let mut used = indent;
        for (word, style) in words {
            let wide = wrap::width(word);
            // The last cell stays free, as on every line.
            if used + wide >= self.width && used > indent {
                lines.push(vec![Span::raw(" ".repeat(indent))]);
                used = indent;
            }
            if let Some(line) = lines.last_mut() {
                line.push(Span::styled(word.clone(), *style));
                line.push(Span::raw("  "));
            }
            used += wide + 2;
        }
        let sign = u16::try_from(indent).unwrap_or(u16::MAX).saturating_sub(2);
        self.push(Some(spot), sign, lines);
    }

    /// Lets the last block go where rows are scarce.
    pub(super) fn loosen(&mut self) {
        if let Some(block) = self.blocks.last_mut() {
            block.loose = true;
        }
    }

    fn wrapped(&self, words: &str, indent: usize, style: Style) -> Vec<Spans> {
        wrap::wrap(words, self.width.saturating_sub(indent + 1))
            .into_iter()
            .map(|line| vec![Span::raw(" ".repeat(indent)), Span::styled(line, style)])
            .collect()
    }

    fn push(&mut self, spot: Option<Row>, sign: u16, lines: Vec<Spans>) {
        self.blocks.push(Block {
            spot,
            sign,
            lines,
            loose: false,
        });
    }

    /// Draws the part of the page around the selected block. The last row says what comes next, or how much of the
    /// page is out of sight.
    pub(super) fn draw(
        self,
        spot: Option<Row>,
        has_keys: bool,
        next: &str,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let Self {
            styles,
            mut title,
            mut blocks,
            ..
        } = self;
        let row = |y: u16| {
            Rect {
                y,
                height: 1,
                ..area
            }
            .intersection(area)
        };
        let height = usize::from(area.height);
        let footed = !next.is_empty() && height >= 8;
        // The title stays, but never takes what is selected off the screen.
        let title_rows = title.len().min((height / 2).max(1));
        let total =
            |blocks: &[Block]| -> usize { blocks.iter().map(|block| block.lines.len()).sum() };
        let next_lines = wrap::wrap_to(next, usize::from(area.width).saturating_sub(2), height / 6);
        let foot_rows = if footed { next_lines.len() } else { 0 };
        let mut room = height.saturating_sub(title_rows + foot_rows);
        thin_out(&mut blocks, spot, room);
        let total = total(&blocks);
        let tells = footed || (total > room && room > 1);
        if tells && !footed {
            room -= 1;
        }
        let offset = offset(&blocks, spot, room);
        scroll(&mut blocks, offset);
        if title_rows < title.len()
            && let Some(span) = title
                .get_mut(title_rows - 1)
                .and_then(|line| line.first_mut())
        {
            let room = wrap::width(&span.content).saturating_sub(3);
            let kept = wrap::clip(span.content.trim_end(), room);
            span.content = format!("{kept}{} ", wrap::CUT).into();
        }
        for (spans, y) in title.into_iter().take(title_rows).zip(area.top()..) {
            frame::put(buf, row(y), spans);
        }
        let top = area
            .y
            .saturating_add(u16::try_from(title_rows).unwrap_or(u16::MAX));
        let lines =
            blocks.into_iter().flat_map(|block| {
                let here = block.spot.is_some() && block.spot == spot;
                let sign = block.sign;
                block.lines.into_iter().enumerate().map(move |(n, spans)| {
                    (here, (here && has_keys && n == 0).then_some(sign), spans)
                })
            });
        let style = if has_keys {
            styles.selected()
        } else {
            styles.text()
        };
        for ((here, sign, mut spans), y) in lines.take(room).zip(top..area.bottom()) {
            if here && has_keys {
                // What is neither plain nor muted keeps its style: headings, and what was chosen. Without colors the two
                // are alike, so that they are treated alike with colors too.
                spans
                    .iter_mut()
                    .filter(|span| [styles.text(), styles.muted()].contains(&span.style))
                    .for_each(|span| span.style = style);
            }
            frame::put(buf, row(y), spans);
            if let Some(sign) = sign {
                let cell = Rect {
                    x: area.x.saturating_add(sign),
                    width: 1,
                    ..row(y)
                }
                .intersection(area);
                frame::put(buf, cell, vec![Span::styled(">", style)]);
            }
        }
        let hidden = beyond(offset, total.saturating_sub(offset + room));
        if tells {
            let lines = if hidden.is_empty() {
                String::new()
            } else {
                format!("  lines: {hidden} ")
            };
            let foot = u16::try_from(foot_rows.max(1)).unwrap_or(u16::MAX);
            let rows = frame::below(area, area.height.saturating_sub(foot)).rows();
            let words = if footed {
                next_lines
            } else {
                vec![String::new()]
            };
            let mut lines = Some(lines);
            for (words, row) in words.into_iter().zip(rows) {
                let left = vec![Span::styled(format!(" {words}"), styles.muted())];
                let lines = lines.take().unwrap_or_default();
                frame::put_both(buf, row, left, vec![Span::styled(lines, styles.muted())]);
            }
        }
    }
}

/// How many lines the blocks have.
fn total(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.lines.len()).sum()
}

/// Leaves out what may go, from the bottom up, until the blocks fit; never what is selected.
fn thin_out(blocks: &mut Vec<Block>, spot: Option<Row>, room: usize) {
    let mut over = total(blocks).saturating_sub(room);
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..).rev() {
        let here = block.spot.is_some() && block.spot == spot;
        if over > 0 && block.loose && !here {
            over = over.saturating_sub(block.lines.len());
        } else {
            kept.push(block);
        }
    }
    kept.reverse();
    *blocks = kept;
}

/// Takes this many lines from the top. A block that is seen in part keeps its first lines: the others say nothing
/// without them.
fn scroll(blocks: &mut Vec<Block>, lines: usize) {
    let mut left = lines;
    blocks.retain_mut(|block| {
        let len = block.lines.len();
        let gone = len.min(left);
        left -= gone;
        block.lines.truncate(len - gone);
        gone == 0 || gone < len
    });
}

/// How many lines are scrolled away: as few as keep the selected block in sight with some lines after it, so that a
/// page opens at its top whenever it can.
fn offset(blocks: &[Block], spot: Option<Row>, room: usize) -> usize {
    let mut start = 0_usize;
    for block in blocks {
        let end = start + block.lines.len();
        if block.spot.is_some() && block.spot == spot {
            let after = (room / 4).min(total(blocks) - end);
            return (end + after).saturating_sub(room).min(start);
        }
        start = end;
    }
    0
}
