//! The real program in a real pseudo-terminal: keys go in, a screen comes out, and the way it ends is seen.

mod bursts;
mod copying;
mod corpus;
mod costs;
mod disk;
mod example;
mod flows;
mod frames;
mod harness;
mod importing;
pub(crate) mod keys;
mod killing;
mod looks;
mod lunch;
mod meeting;
mod modes;
mod notes;
mod own;
pub(crate) mod program;
mod pty;
mod rating;
mod returning;
mod waiting;
mod what_if;
