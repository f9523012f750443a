//! From what people type and paste to what the session can hold: tokens, dates as people say them, names, a pasted
//! meeting chat or a block of a spreadsheet, a line of the map. Nothing here knows a screen, a disk or a clock; today's date is handed in.
pub mod amounts;
pub mod answers;
pub(crate) mod at;
pub(crate) mod cells;
pub(crate) mod changes;
pub(crate) mod chat;
pub mod folded;
pub(crate) mod lines;
pub(crate) mod map_change;
mod map_ids;
pub(crate) mod map_line;
pub(crate) mod news;
pub mod one;
pub mod people;
pub(crate) mod rests_on;
pub mod sheets;
pub(crate) mod tokens;
pub(crate) mod tries;
pub(crate) mod until;
pub(crate) mod votes;
pub(crate) mod waiting;
pub(crate) mod wall;
pub(crate) mod when;
