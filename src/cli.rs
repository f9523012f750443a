//! The command line: capture, lists, checks and exports for scripts, and the way to the screen.
//!
//! Standard output carries only the result, messages go to standard error as clean sentences, and the exit status says
//! what happened: 0 done, 1 findings, 2 wrong usage, 3 an input that cannot be read, 4 the system refused.

mod add;
mod args;
mod attach;
mod change;
mod check;
mod coverage;
mod export;
mod import;
mod journal;
mod list;
mod map;
mod new;
mod one;
mod pages;
mod references;
mod rehearse;
mod risk;
mod scale;
mod set;
mod set_figures;
mod set_map;
mod sheets;
mod simulate;
mod sweep;
mod sync;
mod tree;
mod votes;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use chrono::SubsecRound;
use clap::Parser;
use clap::error::ErrorKind;

use crate::areas::wrap;
use crate::catalogue::Language;
use crate::domain::text::{clean, safe};
use crate::domain::{Moment, Refusal, SessionKind, Stamp, Verb};
use crate::export::SheetOptions;
use crate::shell::{self, RunError, Start};
use crate::store::atomic::SaveError;
use crate::store::names::why;
use crate::store::session::LoadError;
use args::{Args, Command};

/// What a command came to.
#[derive(Debug, Default)]
struct Done {
    /// For standard output.
    out: String,
    /// For standard error, one sentence each.
    notes: Vec<String>,
    /// The exit status.
    status: u8,
}

impl Done {
    /// Done, with this for standard output.
    fn with(out: String) -> Self {
        Self {
            out,
            ..Self::default()
        }
    }
}

/// The command that does what a verb does on the screen.
fn command(verb: Verb) -> Option<&'static str> {
    match verb {
        Verb::Delete => Some("delete"),
        Verb::Split => Some("split"),
        Verb::Merge => Some("merge"),
        Verb::Edit | Verb::Owner | Verb::Due | Verb::Yes => Some("set"),
        _ => None,
    }
}

/// Why a command was not done: its exit status, and a sentence.
#[derive(Debug)]
struct Failure {
    status: u8,
    says: String,
}

impl Failure {
    fn new(status: u8, says: impl Into<String>) -> Self {
        Self {
            status,
            says: says.into(),
        }
    }

    /// A change that was not made, with the commands that do what the sentence speaks of.
    fn refused(refusal: &Refusal) -> Self {
        let says = refusal.says();
        Self::usage(says.with(|verb| {
            command(verb).map_or_else(
                || format!("{} on the screen", verb.name()),
                |command| format!("`threatboard {command}`"),
            )
        }))
    }

    /// Something was asked for that makes no sense.
    fn usage(says: impl Into<String>) -> Self {
        Self::new(2, says)
    }

    /// An input is not what it should be.
    fn input(says: impl Into<String>) -> Self {
        Self::new(3, says)
    }

    /// The system refused.
    fn system(says: impl Into<String>) -> Self {
        Self::new(4, says)
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        let status = if error.is_system() { 4 } else { 3 };
        Self::new(status, error.to_string())
    }
}

impl From<SaveError> for Failure {
    fn from(error: SaveError) -> Self {
        // That a name is taken or a session full is no matter of the system.
        let status = if matches!(error, SaveError::Exists(_) | SaveError::TooLarge(_)) {
            2
        } else {
            4
        };
        Self::new(status, error.to_string())
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Usage(says) => Self::usage(says),
            RunError::Input(says) => Self::input(says),
            RunError::System(says) => Self::system(says),
        }
    }
}

/// Does what the arguments say, the first of which is the program's name, and gives the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    shell::guard::survive_size_limits();
    let result = match Args::try_parse_from(sweep::as_command(arguments)) {
        Ok(args) => execute(args),
        Err(error) => Ok(explain(&error)),
    };
    let done = result.unwrap_or_else(|failure| Done {
        out: String::new(),
        notes: vec![failure.says],
        status: failure.status,
    });
    for note in &done.notes {
        complain(note);
    }
    match print(&done.out) {
        Ok(()) => ExitCode::from(done.status),
        // Whoever reads us has read enough: `threatboard list a.ron | head -1`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(done.status),
        Err(error) => {
            complain(&format!(
                "Standard output could not be written: {}.",
                why(&error)
            ));
            ExitCode::from(4)
        }
    }
}

fn execute(args: Args) -> Result<Done, Failure> {
    let options = shell::Options {
        theme: args.theme,
        no_color: args.no_color,
        ascii: args.ascii,
        plain: args.plain,
    };
    let show = |start| {
        shell::run(start, options.clone()).map(|notes| Done {
            notes,
            ..Done::default()
        })
    };
    let Some(command) = args.command else {
        return Ok(show(args.file.map_or(Start::Home, Start::Open))?);
    };
    if args.file.is_some() {
        return Err(Failure::usage(
            "The command comes first, then its file: threatboard list refund.ron.",
        ));
    }
    match command {
        Command::New {
            title,
            from: Some(from),
            with,
            file,
            no_open,
        } => {
            let session = new::copy(&from, title, with.as_deref(), now())?;
            if no_open {
                return new::keep(&session, file);
            }
            let session = Box::new(session);
            Ok(show(Start::Copy { session, file })?)
        }
        Command::New {
            title,
            with,
            file,
            no_open: false,
            ..
        } => {
            let kind = SessionKind::Meeting;
            Ok(show(new::start(title, with.as_deref(), file, kind))?)
        }
        Command::New {
            title, with, file, ..
        } => new::make(title, with.as_deref(), file, SessionKind::Meeting, now()),
        Command::Example => Ok(show(Start::Example)?),
        Command::Rehearse { script } => Ok(show(rehearse::start(&script)?)?),
        Command::Lunch {
            topic,
            file,
            no_open: false,
        } => Ok(show(new::start(
            topic,
            None,
            file,
            SessionKind::Whiteboard,
        ))?),
        Command::Lunch { topic, file, .. } => {
            new::make(topic, None, file, SessionKind::Whiteboard, now())
        }
        Command::One(asked) => match one::run(asked, now())? {
            one::Next::Done(done) => Ok(done),
            one::Next::Show(start) => Ok(show(start)?),
        },
        Command::Import(asked) => match import::run(asked, now())? {
            import::Next::Done(done) => Ok(done),
            import::Next::Show(start) => Ok(show(start)?),
        },
        Command::Journal(asked) => journal::run(&asked, now()),
        Command::Attach(asked) => attach::run(&asked, now()),
        Command::Notes { file } => {
            shell::notes::run(&file, &options)?;
            Ok(Done::default())
        }
        Command::List { file, kind, json } => list::run(&file, kind, json, now()),
        Command::Map(asked) => {
            let ascii = options.ascii.or_else(crate::store::settings::ascii);
            map::run(&asked, ascii.unwrap_or_default())
        }
        Command::Check {
            files,
            fail_on,
            json,
        } => check::run(&files, fail_on, json, now()),
        Command::SetSweep(asked) => sweep::run(&asked, now()),
        Command::Coverage(asked) => coverage::run(&asked),
        Command::References(asked) => references::run(&asked),
        Command::Simulate(asked) => simulate::run(&asked),
        Command::Scale(asked) => scale::run(&asked, now()),
        Command::Risk(asked) => risk::run(&asked),
        Command::WhatIf(asked) => risk::what_if(&asked),
        Command::Cheapest(asked) => risk::cheapest(&asked),
        Command::Tree(asked) => {
            let ascii = options.ascii.or_else(crate::store::settings::ascii);
            tree::run(&asked, ascii.unwrap_or_default())
        }
        Command::Export {
            file: Some(file),
            to,
            out,
            names,
            audience,
            changed_since,
            moment,
            dots,
            language,
            at,
            force,
            ..
        } => {
            let said = export::Said {
                names: &names,
                audience: &audience,
                since: changed_since.as_deref(),
                sheet: SheetOptions {
                    moment: moment.as_deref().and_then(Moment::from_name),
                    dots,
                    language: language.as_deref().and_then(Language::from_name),
                    ..SheetOptions::default()
                },
                at: at.as_deref(),
                force,
            };
            export::run(&file, &to, out.as_deref(), &said, now())
        }
        Command::Export { .. } => Ok(export::formats()),
        Command::Sync(asked) => sync::run(&asked, now()),
        Command::Completions { shell } => Ok(pages::completions(shell)),
        Command::Man { command } => pages::man(command.as_deref()),
        writing => change::run(writing, now()),
    }
}

/// The moment of the command. Read once, so that one command has one time.
fn now() -> Stamp {
    crate::store::wall::now().trunc_subsecs(0)
}

/// Help and version as the result; what is wrong with the arguments as clean messages.
fn explain(error: &clap::Error) -> Done {
    let text = error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Done::with(text),
        _ => Done {
            // Line by line, as the error repeats what was typed.
            notes: text.lines().map(str::to_owned).collect(),
            status: 2,
            ..Done::default()
        },
    }
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(wrap::written(text).as_bytes())?;
    out.flush()
}

/// Says a sentence on standard error, which may be closed, or a terminal that takes no output.
fn complain(says: &str) {
    if io::stderr().is_terminal() {
        return shell::guard::say(&[says.to_owned()]);
    }
    let _ = writeln!(io::stderr().lock(), "{}", safe(says));
}

/// A path as a line of a result.
fn path_line(path: &std::path::Path) -> String {
    format!("{}\n", clean(&path.to_string_lossy()))
}

#[cfg(test)]
mod tests;
