//! From what people type and paste to what the session can hold: tokens, dates as people say them, names, a pasted
//! meeting chat, a line of the map. Nothing here knows a screen, a disk or a clock; today's date is handed in.
pub mod changes;
pub mod chat;
pub mod lines;
pub mod map_line;
pub mod news;
pub mod one;
pub mod people;
pub mod tokens;
pub mod votes;
pub mod wall;
pub mod when;
