//! What the command line says about itself: completions and manual pages.

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Args;
use super::{Done, Failure};

/// The completions of a shell.
pub(super) fn completions(shell: Shell) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "threatboard", &mut script);
    Done::with(String::from_utf8_lossy(&script).into_owned())
}

/// The manual page of the program, or of one of its commands.
pub(super) fn man(name: Option<&str>) -> Result<Done, Failure> {
    let mut whole = Args::command();
    whole.build();
    let command = match name {
        None => whole,
        Some(name) => whole.find_subcommand(name).cloned().ok_or_else(|| {
            Failure::usage(format!(
                "There is no command {name}. `threatboard --help` lists them."
            ))
        })?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .map_err(|error| Failure::system(format!("The page could not be written: {error}.")))?;
    Ok(Done::with(String::from_utf8_lossy(&page).into_owned()))
}
