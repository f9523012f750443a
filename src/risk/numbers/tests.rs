//! What the numbers hold, beyond the worked cases that `tests/it` reads.

mod attempts;
mod laws;
mod portfolio;
mod tables;
