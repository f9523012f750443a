//! threatboard: a facilitator's instrument for threat-modelling meetings.
//!
//! # The map
//!
//! Arrows point inwards: what stands higher may know what stands lower, never the other way round. A test in
//! `tests/it/architecture.rs` keeps it so.
//!
//! | room | what it knows | what it must not |
//! |---|---|---|
//! | [`cli`] | commands for scripts, and the way to the screen | what a change means |
//! | [`shell`] | the terminal, signals, the saver thread; performs effects | what they mean |
//! | [`store`] | the file's format, saving whole, locks, where files live | screens |
//! | [`ui`] | the frame, overlays and widgets; draws an [`app::App`] | how to change it |
//! | [`plain`] | the meeting in words, line by line; tells an [`app::App`] | how to change it |
//! | [`notes`] | the private view of a session: what to say, who is quiet | how to change it |
//! | [`theme`] | themes as data, and one style for each situation | what is drawn |
//! | [`app`] | messages in, effects out: choices, votes, undo | terminal, disk, clock |
//! | [`screens`] | each screen's own state and rows; `ui::screens` draws it | disk, clock |
//! | [`lines`] | every line that can be typed: how it is asked for, and the change that it makes | what is shown |
//! | [`keys`] | keys, verbs and screens by name: which key does what where | what a verb means |
//! | [`rules`] | what a facilitator would say in one line, and when | screens |
//! | [`export`] | what leaves the room: a session as files of other formats, one module each | disk, clock |
//! | [`import`] | what comes in: files of other formats as drafts, one module each | disk, clock |
//! | [`check`] | question 4: what is missing, in which words and which order | screens |
//! | [`facts`] | what is true of a session, each fact computed once, with thresholds as data | how it is said |
//! | [`catalogue`] | prompts, meanings and packs of cards as data | screens |
//! | [`parse`] | typed and pasted text as values: tokens, dates, chat, map lines | screens |
//! | [`data`] | RON that a user may write: typed values, or the place of a mistake | what it says |
//! | [`layout`] | where the parts of a drawn system stand, in columns and rows | what draws it |
//! | [`domain`] | a session, and every change to it as a value | everything else |
//!
//! # Five rules
//!
//! 1. A change is a [`domain::Edit`]; a wish to the outside is an [`app::effect::Effect`]. Neither is a closure.
//! 2. Drawing changes nothing: views take `&App`.
//! 3. Text enters the model only as [`domain::Text`], which cannot steer a terminal.
//! 4. Keys, themes, prompts, packs and thresholds are RON files beside the code that reads them, each proved by a test.
//! 5. A number is computed in one place: [`domain::Session::tally`].

pub mod app;
pub mod catalogue;
pub mod check;
pub mod cli;
pub mod data;
pub mod domain;
pub mod export;
pub mod facts;
pub mod import;
pub mod keys;
pub mod layout;
pub mod lines;
pub mod notes;
pub mod parse;
pub mod plain;
pub mod rules;
pub mod screens;
pub mod shell;
pub mod store;
pub mod theme;
pub mod ui;
