//! threatboard: a facilitator's instrument for threat-modeling meetings.
//!
//! # The map
//!
//! A module may use what stands below it in this table, never what stands above it. `tests/it/architecture.rs` lists
//! for each module which others it may use, and fails when one uses more.
//!
//! | module | what it is for | what it does not know |
//! |---|---|---|
//! | [`cli`] | commands for scripts, and the way to the screen | what a change means |
//! | [`shell`] | the terminal, signals and the saving thread; performs effects | what the effects mean |
//! | [`notes`] | the private view of a session: what to say, who is quiet | how to change it |
//! | [`plain`] | an [`app::App`] in words, line by line, for screen readers | how to change it |
//! | [`ui`] | the frame, overlays and widgets; draws an [`app::App`] | how to change it |
//! | [`app`] | messages in, effects out: choices, votes, undo | terminal, disk, clock |
//! | [`screens`] | each screen's own state and rows; `ui::screens` draws it | disk, clock |
//! | [`lines`] | every line that can be typed: how it is asked for, and what Enter makes of it | what is shown |
//! | [`rules`] | what a facilitator would say in one line, and when | screens |
//! | [`rehearsal`] | a meeting to practice on: what is said at which moment, and how it went | screens |
//! | [`export`] | a session as files of other formats, one module each | disk, clock |
//! | [`import`] | files of other formats as drafts, one module each | disk, clock |
//! | [`check`] | question 4: what is missing, and figures of risk, in which words and in which order | screens |
//! | [`keys`] | keys and screens by name: which key does what on which screen | what a verb means |
//! | [`facts`] | what is true of a session, each fact computed once, with thresholds as data | how it is said |
//! | [`risk`] | how much risk is left, what would bring it down, and what it costs in a year | how it is shown |
//! | [`catalogue`] | prompts, meanings, packs of cards and trackers' words as data | screens |
//! | [`parse`] | typed and pasted text as values: tokens, dates, chat, tables, map lines | screens |
//! | [`layout`] | the map as a picture in cells: what stands where, by which way each line goes | colors, and who shows it |
//! | [`areas`] | where things stand on each screen, and how much of a text fits there | what is drawn there |
//! | [`theme`] | themes as data, and one style for each situation | what is drawn |
//! | [`store`] | the file's format, saving it whole, locks, copies, exports, where files are | screens |
//! | [`data`] | RON that a user may write: typed values, or the place of a mistake | what the values mean |
//! | [`domain`] | a session, and every change to it as a value | everything else |
//!
//! # Five rules
//!
//! 1. A change is a [`domain::Edit`]; a wish to the outside is an [`app::effect::Effect`]. Neither is a closure.
//! 2. Drawing changes nothing: views take `&App`.
//! 3. Text enters the model only as [`domain::Text`], which cannot steer a terminal.
//! 4. Keys, themes, prompts, packs, thresholds and scales are RON files beside the code that reads them, each with a test.
//! 5. A fact is computed in one place: counts in [`domain::Session::tally`], findings in [`facts`].

pub mod app;
pub mod areas;
pub mod catalogue;
pub mod check;
pub mod cli;
pub(crate) mod data;
pub mod domain;
pub mod export;
pub(crate) mod facts;
pub mod import;
pub mod keys;
pub mod layout;
pub mod lines;
pub mod notes;
pub mod parse;
pub mod plain;
pub mod rehearsal;
pub mod risk;
pub mod rules;
pub mod screens;
pub mod shell;
pub mod store;
pub mod theme;
pub mod ui;
