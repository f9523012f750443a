//! The threatboard program.
fn main() {}
