//! Where the room looked: the grid of places by letters, on the screen, in files and for scripts.

mod counted;
mod laws;
mod marks;
mod screen;
mod sets;
