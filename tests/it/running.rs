//! Running the room: what the clock, the turns and the votes do while people talk.

mod clock;
mod notes;
mod rules;
mod sweep;
mod turns;
mod walk;
