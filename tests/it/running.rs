//! Running the room: what the clock, the turns and the votes do while people talk.

mod clock;
mod notes;
mod sweep;
mod turns;
