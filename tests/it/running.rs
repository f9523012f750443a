//! Running the room: what the clock, the turns and the votes do while people talk.

mod clock;
mod letters;
mod notes;
mod read_back;
mod rules;
mod sets;
mod stop;
mod sweep;
mod turns;
mod walk;
