//! The export: which files, whose names, and a preview of the real thing.

pub(crate) mod view;

use crate::export::{Format, Names};

/// What only this screen knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The selected format; its file is previewed.
    pub selected: Format,
    /// The formats that Enter writes.
    pub picked: Vec<Format>,
    /// How names are written.
    pub names: Names,
    /// The lines of the previewed file.
    pub preview: Vec<String>,
    /// How many lines of the preview are scrolled away; the view clamps it.
    pub scroll: usize,
    /// What was written last.
    pub written: Vec<String>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            selected: Format::Summary,
            picked: Format::ALL.to_vec(),
            names: Names::default(),
            preview: Vec::new(),
            scroll: 0,
            written: Vec::new(),
        }
    }
}
