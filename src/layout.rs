//! The map of the system as a picture in cells: where every element, zone and line stands. Below all that draw it: the
//! screen and the command line in cells, the report in points.

mod anneal;
mod around;
mod at;
mod canvas;
mod cost;
mod draw;
mod grid;
mod level;
mod model;
mod order;
mod overview;
mod paint;
mod picture;
mod route;
mod search;
mod sheet;
mod sketch;
mod squash;
mod squeeze;
mod target;
#[cfg(test)]
mod tests;
mod things;
mod tree;
mod way;
mod work;

pub use crate::theme::Signs;
pub use around::{Around, Spot, around, flow_words, speak};
pub use canvas::{Canvas, Cell, Glyph, Owner, Role, Run, cells, cut};
pub use draw::draw;
pub use order::{Arrangement, place};
pub use overview::{overview, place_zones};
pub use picture::{Area, Direction, Drawn, End, Picture, Window};
pub use search::{Budget, search, search_within};
pub use sketch::{Part, Sketch, SketchFlow, Zone};
