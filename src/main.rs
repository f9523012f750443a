//! The threatboard program. Everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    threatboard::cli::run(std::env::args_os())
}
