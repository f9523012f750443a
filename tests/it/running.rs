//! Running the room: what the clock, the turns and the votes do while people talk.

mod clock;
mod rules;
mod turns;
