//! One flow of the element in the middle, with the element at its other end: what is said, and in how many rows.

use crate::areas::wrap::{width as measure, wrap};
use crate::domain::{ElementId, Flow, FlowId, ItemId, Place, Session};
use crate::theme::Signs;

use super::words::{face, is_under, moves, threat_count, zones_beside};
use super::{Ink, Line, Role, Sheet, cells, widest};

/// The shortest words beside a name; below, the name has a row of its own.
const SHORTEST: usize = 12;
/// The cells behind the words of a flow: a blank, at least one of line, and the head.
const TAIL: usize = 3;

/// A flow into the middle or out of it.
#[derive(Clone, Debug)]
pub(super) struct Arm {
    pub flow: FlowId,
    /// The element at the other end; none where that is the one in the middle.
    pub other: Option<ElementId>,
    mark: String,
    details: String,
    words: String,
    crosses: bool,
    /// The cells of mark, details and words: they are compared with many widths for each frame.
    sizes: Sizes,
}

#[derive(Clone, Copy, Debug)]
struct Sizes {
    mark: usize,
    details: usize,
    words: usize,
}

impl Arm {
    /// A flow as seen from one of its ends, or from the element on whose map that end lies.
    pub(super) fn of(session: &Session, flow: &Flow, center: ElementId, signs: Signs) -> Self {
        let comes = is_under(session, flow.to, center) && flow.from != center;
        let (other, toward, own) = if comes {
            (flow.from, "from", flow.to)
        } else {
            (flow.to, "to", flow.from)
        };
        let crosses = session.crosses(flow);
        let element = session.element(other);
        let mark = match element {
            _ if other == center => "itself".to_owned(),
            Some(element) => face(session, element),
            None => other.to_string(),
        };
        let mut details = Vec::new();
        let level = element.and_then(|element| element.within);
        if let Some(level) = level.filter(|_| level != session.level_of(center)) {
            details.push(format!("inside {}", session.element_name(level)));
        }
        if crosses {
            details.push(format!("{toward} {}", zones_beside(session, other, own)));
        }
        let mut words = vec![moves(flow)];
        if own != center {
            let way = if comes { "to" } else { "from" };
            words.push(format!(
                "{} {way} {} inside",
                signs.dot(),
                session.element_name(own)
            ));
        }
        if let Some(need) = session.need_at(Place::Flow(flow.id)) {
            words.push(format!("{} need: {}", signs.dot(), need.words()));
        }
        if let Some(threats) = threat_count(session, flow.id.into()) {
            words.push(format!("{} {threats}", signs.dot()));
        }
        words.retain(|words| !words.is_empty());
        let (details, words) = (details.join(", "), words.join(" "));
        let sizes = Sizes {
            mark: measure(&mark),
            details: measure(&details),
            words: measure(&words),
        };
        Self {
            flow: flow.id,
            other: (other != center).then_some(other),
            mark,
            details,
            words,
            crosses,
            sizes,
        }
    }

    fn number(&self) -> String {
        self.flow.0.to_string()
    }

    /// The line's colors.
    fn ink(&self) -> Ink {
        let role = if self.crosses {
            Role::CrossingLine
        } else {
            Role::Line
        };
        Ink {
            role,
            item: self.flow.into(),
        }
    }

    /// The cells before the words: one of line, the number, a blank.
    fn lead(&self) -> usize {
        self.number().len() + 2
    }

    /// The cells of the name and what is said of it, in one row.
    fn name_width(&self) -> usize {
        let details = match self.sizes.details {
            0 => 0,
            details => 1 + details,
        };
        self.sizes.mark + details
    }

    /// The cells of the flow in one row.
    fn words_width(&self) -> usize {
        self.lead() + self.sizes.words + TAIL
    }

    /// The name of the other element in rows of this many cells.
    fn name(&self, width: usize) -> Vec<Line> {
        let role = if self.other.is_some() {
            Role::Part
        } else {
            Role::Words
        };
        let about = if self.crosses {
            Role::CrossingNumber
        } else {
            Role::Words
        };
        let mut lines: Vec<Line> = wrap(&self.mark, width)
            .into_iter()
            .map(|row| vec![(row, role)])
            .collect();
        if self.details.is_empty() {
            return lines;
        }
        if let Some(last) = lines.last_mut()
            && last.iter().map(|(row, _)| measure(row)).sum::<usize>() + 1 + self.sizes.details
                <= width
        {
            last.push((format!(" {}", self.details), about));
            return lines;
        }
        let details = wrap(&self.details, width);
        lines.extend(details.into_iter().map(|row| vec![(row, about)]));
        lines
    }

    /// The words of the flow in rows, beside which there is room for the number and the head.
    fn rows(&self, width: usize) -> Vec<String> {
        wrap(&self.words, self.beside(width))
    }

    /// The cells for words in a row of `width`.
    fn beside(&self, width: usize) -> usize {
        width.saturating_sub(self.lead() + TAIL).max(1)
    }

    /// How many [rows](Self::rows) there are.
    fn count_rows(&self, width: usize) -> usize {
        let fits = self.sizes.words <= self.beside(width);
        if fits { 1 } else { self.rows(width).len() }
    }

    /// In how many rows the [name](Self::name) is, and how often it is broken itself.
    fn count_name(&self, width: usize) -> (usize, usize) {
        let sizes = self.sizes;
        if sizes.mark > width {
            return (self.name(width).len(), wrap(&self.mark, width).len() - 1);
        }
        let rows = if sizes.details == 0 || sizes.mark + 1 + sizes.details <= width {
            1
        } else if sizes.details <= width {
            2
        } else {
            1 + wrap(&self.details, width).len()
        };
        (rows, 0)
    }

    /// How it stands in `width` cells, where names have `names` cells of their own at most: whole if that can be, where
    /// rows are not `scarce`.
    fn form(&self, width: usize, names: usize, scarce: bool) -> (Form, Cost) {
        let cost = |form: Form| {
            let [name, beside] = match form {
                Form::Inline => [names, width.saturating_sub(names + 1)],
                Form::Apart | Form::Stacked => [width; 2],
            };
            // What is said of the other end may have a row of its own; its name should not be broken.
            let (name, broken) = self.count_name(name);
            let words = self.count_rows(beside);
            let rows = match form {
                Form::Inline => name.max(words),
                Form::Apart | Form::Stacked => name + words,
            };
            let breaks = broken + words - 1;
            Cost { breaks, rows }
        };
        let beside = width.saturating_sub(names + 1);
        let fits = beside >= self.lead() + SHORTEST.min(self.sizes.words) + TAIL;
        let has_column = names > 0 && fits && wide_words(&self.mark) <= names;
        let is_one_row = self.name_width() + 1 + self.words_width() <= width;
        let forms = [
            has_column.then(|| (Form::Inline, cost(Form::Inline))),
            is_one_row.then_some((Form::Apart, Cost { breaks: 0, rows: 1 })),
            Some((Form::Stacked, cost(Form::Stacked))),
        ];
        let best = forms.into_iter().flatten();
        let best = best.min_by_key(|(_, cost)| cost.by(scarce));
        best.unwrap_or((Form::Stacked, Cost::default()))
    }
}

/// What a way to show something costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cost {
    /// How many names and words go on in another row.
    pub breaks: usize,
    /// How many rows it takes.
    pub rows: usize,
}

impl Cost {
    /// What is to be small, in this order.
    pub(super) fn by(self, scarce: bool) -> (usize, usize) {
        if scarce {
            (self.rows, self.breaks)
        } else {
            (self.breaks, self.rows)
        }
    }
}

/// The cells of the longest word.
fn wide_words(text: &str) -> usize {
    text.split(' ').map(cells).max().unwrap_or_default()
}

/// Whether a flow stands beside the name of its other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// In the column of names.
    Inline,
    /// Beside it, as wide as it is: a longer one of another flow takes nothing from this one.
    Apart,
    /// In a row of its own.
    Stacked,
}

/// Which way the flows of a side go: all of them to the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    In,
    Out,
}

/// A side that is measured: how many rows its flows take in `width` cells.
#[derive(Clone, Debug)]
pub(super) struct Plan<'a> {
    arms: &'a [Arm],
    side: Side,
    pub width: usize,
    names: usize,
    scarce: bool,
    pub cost: Cost,
}

/// The cells that a side needs to show each flow in one row.
pub(super) fn need(arms: &[Arm]) -> usize {
    let names = arms.iter().map(Arm::name_width).max();
    let words = arms.iter().map(Arm::words_width).max();
    names
        .zip(words)
        .map_or(0, |(names, words)| names + 1 + words)
}

impl<'a> Plan<'a> {
    /// Measures a side that has so many rows: names and words are in one row each where that goes into them, else as low
    /// as can be.
    pub(super) fn of(arms: &'a [Arm], side: Side, width: usize, rows: usize) -> Self {
        let whole = Self::sparing(arms, side, width, false);
        if whole.cost.rows <= rows {
            return whole;
        }
        Self::sparing(arms, side, width, true)
    }

    fn sparing(arms: &'a [Arm], side: Side, width: usize, scarce: bool) -> Self {
        let mut names: Vec<usize> = arms.iter().map(Arm::name_width).collect();
        names.extend(arms.iter().map(|arm| arm.sizes.mark));
        names.sort_unstable();
        names.dedup();
        // A handful of widths is enough to choose from, as this is done anew for each frame.
        let step = names.len().div_ceil(8).max(1);
        let tried = names.iter().rev().step_by(step).copied().chain([0]);
        let plans = tried.map(|names| {
            let costs = arms.iter().map(|arm| arm.form(width, names, scarce).1);
            let cost = costs.fold(Cost::default(), |sum, cost| Cost {
                breaks: sum.breaks + cost.breaks,
                rows: sum.rows + cost.rows,
            });
            Self {
                arms,
                side,
                width,
                names,
                scarce,
                cost,
            }
        });
        let best = plans.min_by_key(|plan| plan.cost.by(scarce));
        best.unwrap_or(Self {
            arms,
            side,
            width,
            names: 0,
            scarce,
            cost: Cost::default(),
        })
    }

    /// Leaves out what does not go into `rows` rows; then one of them says how many more there are.
    pub(super) fn within(&self, rows: usize) -> (Self, usize) {
        if self.cost.rows <= rows {
            return (self.clone(), 0);
        }
        let room = rows.saturating_sub(1);
        let (mut shown, mut used) = (0, 0);
        for arm in self.arms {
            let taken = arm.form(self.width, self.names, self.scarce).1.rows;
            if used + taken > room {
                break;
            }
            shown += 1;
            used += taken;
        }
        let hidden = self.arms.len() - shown;
        let mut plan = self.clone();
        plan.arms = self.arms.get(..shown).unwrap_or_default();
        plan.cost.rows = used + usize::from(rows > 0);
        (plan, hidden)
    }

    /// Draws the side with its corner at a cell, and says how many there are besides.
    pub(super) fn paint(&self, sheet: &mut Sheet, (x, y): (usize, usize), hidden: usize) {
        let mut row = y;
        for arm in self.arms {
            let (form, cost) = arm.form(self.width, self.names, self.scarce);
            match form {
                Form::Inline => self.inline(sheet, arm, (x, row), self.names),
                Form::Apart => self.inline(sheet, arm, (x, row), arm.name_width()),
                Form::Stacked => self.stacked(sheet, arm, (x, row)),
            }
            row += cost.rows;
        }
        if hidden > 0 {
            let which = match self.side {
                Side::In => "in",
                Side::Out => "out",
            };
            let says = match self.arms {
                [] => format!("{hidden} {which}"),
                _ => format!("and {hidden} more {which}"),
            };
            sheet.line(x, row, &vec![(says, Role::Words)], None);
        }
    }

    fn inline(&self, sheet: &mut Sheet, arm: &Arm, (x, y): (usize, usize), names: usize) {
        let name = arm.name(names);
        let beside = self.width.saturating_sub(names + 1);
        let (name_x, arrow_x) = match self.side {
            Side::In => (x, x + names + 1),
            Side::Out => (x + beside + 1, x),
        };
        let size = (widest(&name), name.len());
        match self.side {
            Side::In => {
                spot(sheet, arm, (name_x, y), size);
                arrow(sheet, arm, (arrow_x, y), beside);
            }
            Side::Out => {
                arrow(sheet, arm, (arrow_x, y), beside);
                spot(sheet, arm, (name_x, y), size);
            }
        }
        sheet.lines(name_x, y, &name, arm.other.map(ItemId::from));
    }

    fn stacked(&self, sheet: &mut Sheet, arm: &Arm, (x, y): (usize, usize)) {
        let name = arm.name(self.width);
        let (size, rows) = ((widest(&name), name.len()), arm.rows(self.width).len());
        let at = match self.side {
            Side::In => {
                spot(sheet, arm, (x, y), size);
                arrow(sheet, arm, (x, y + name.len()), self.width);
                (x, y)
            }
            Side::Out => {
                arrow(sheet, arm, (x, y), self.width);
                // Under the head of the arrow, which else would point at nothing.
                let at = (x + self.width.saturating_sub(size.0), y + rows);
                spot(sheet, arm, at, size);
                at
            }
        };
        sheet.lines(at.0, at.1, &name, arm.other.map(ItemId::from));
    }
}

fn spot(sheet: &mut Sheet, arm: &Arm, at: (usize, usize), size: (usize, usize)) {
    if let Some(other) = arm.other {
        sheet.spot(other.into(), at, size);
    }
}

/// A flow as a line to the right with its number and its words.
fn arrow(sheet: &mut Sheet, arm: &Arm, (x, y): (usize, usize), width: usize) {
    let (rows, ink) = (arm.rows(width), arm.ink());
    let role = if arm.crosses {
        Role::CrossingNumber
    } else {
        Role::Number
    };
    sheet.across(x, x + width.saturating_sub(1), y, ink);
    let [_, _, head, _] = sheet.signs.heads();
    sheet.put(x + width.saturating_sub(1), y, head, ink);
    let item = Some(ink.item);
    for (down, row) in rows.iter().enumerate() {
        let line: Line = match (down, row.as_str()) {
            (0, "") => vec![(format!("{} ", arm.number()), role)],
            (0, row) => vec![
                (format!("{} ", arm.number()), role),
                (format!("{row} "), Role::Words),
            ],
            (_, row) => vec![(row.to_owned(), Role::Words)],
        };
        let indent = if down == 0 { 1 } else { arm.lead() };
        sheet.line(x + indent, y + down, &line, item);
    }
    sheet.spot(ink.item, (x, y), (width, rows.len()));
}
