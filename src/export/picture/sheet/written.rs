//! What is written on a drawn map: the names in its cells, put together again.

use std::collections::BTreeMap;

use crate::domain::ItemId;
use crate::layout::{Glyph, Owner, Picture, Role};

/// What a text on the canvas is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The name of an element.
    Part,
    /// The name of a zone.
    Title,
}

/// A text on the canvas.
pub(super) struct Run {
    pub(super) column: usize,
    pub(super) row: usize,
    pub(super) text: String,
}

/// The names on the canvas by what they belong to, row by row.
pub(super) fn texts(picture: &Picture) -> BTreeMap<(ItemId, Kind), Vec<Run>> {
    let canvas = picture.canvas();
    let mut all: BTreeMap<(ItemId, Kind), Vec<Run>> = BTreeMap::new();
    for row in 0..canvas.height() {
        let mut last = None;
        for column in 0..canvas.width() {
            let cell = canvas.cell(column, row);
            let owned = cell.and_then(|cell| match (cell.owner, cell.role) {
                (Some(Owner::Item(id)), Role::Part | Role::Stub | Role::Badge) => {
                    Some((id, Kind::Part))
                }
                (Some(Owner::Item(id)), Role::Title) => Some((id, Kind::Title)),
                _ => None,
            });
            let Some((whose, cell)) = owned.zip(cell) else {
                last = None;
                continue;
            };
            let runs = all.entry(whose).or_default();
            if last != Some(whose) {
                runs.push(Run {
                    column,
                    row,
                    text: String::new(),
                });
            }
            last = Some(whose);
            if let Some(run) = runs.last_mut() {
                push(&mut run.text, &cell.glyph);
            }
        }
    }
    all
}

pub(super) fn push(text: &mut String, glyph: &Glyph) {
    match glyph {
        Glyph::Char(sign) => text.push(*sign),
        Glyph::Cluster(letter) => text.push_str(letter),
        Glyph::Tail => {}
    }
}

/// A name without the brackets that stand for its kind on a screen.
pub(super) fn bare(text: &str) -> &str {
    const OPEN: [char; 9] = ['(', '[', '{', '⎛', '⎡', '⎧', '⎝', '⎣', '⎩'];
    const CLOSE: [char; 9] = [')', ']', '}', '⎞', '⎤', '⎫', '⎠', '⎦', '⎭'];
    let text = text.strip_prefix(OPEN).unwrap_or(text);
    text.strip_suffix(CLOSE).unwrap_or(text).trim()
}
