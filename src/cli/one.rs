//! `threatboard one`: one news item, on the form or all from flags, and five lines of it for a chat.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use uuid::Uuid;

use super::{Done, Failure, path_line};
use crate::domain::{
    Applies, EXCERPT_BYTES, Edit, Pair, Session, SessionField, SessionKind, Stamp, Text,
};
use crate::export::five_lines;
use crate::parse::{news, one};
use crate::risk;
use crate::shell::{Start, guard, own};
use crate::store::names::{shown, why};
use crate::store::{atomic, format, paths, session, settings};

pub(super) const ABOUT: &str = "\
With --threat, or with --applies no and --reason, no screen opens: the file is written and its path printed. Otherwise \
the other options fill in the form. --action and --question take tokens, as on the screen: \
\"try it on one repo @me due fri\".";

/// The longest headline of an article that is read from standard input.
const HEADLINE_BYTES: usize = 4096;

/// What may be asked of one threat.
#[derive(Args, Debug)]
pub(super) struct OneArgs {
    /// What you heard, with or without its link; the file of an earlier session; or - to read an article from standard
    /// input, its first line the headline
    #[arg(value_name = "HEADLINE")]
    what: Option<String>,
    /// Its link
    #[arg(long)]
    url: Option<String>,
    /// Which of our systems; several, with commas, get one answer each
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    system: String,
    /// Does it affect us?
    #[arg(long)]
    applies: Option<Touches>,
    /// Why it does not affect us
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    reason: String,
    /// How it would happen here
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    threat: String,
    /// A mitigation in place; may be given more than once
    #[arg(long, value_name = "TEXT")]
    in_place: Vec<String>,
    /// A proposed mitigation; may be given more than once
    #[arg(long = "mitigation", alias = "could-do", value_name = "TEXT")]
    could_do: Vec<String>,
    /// One next step, with who and by when
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    action: String,
    /// What we do not know
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    question: String,
    /// Do we know more than three minutes ago?
    #[arg(long)]
    better: Option<YesOrNo>,
    /// Who answers; else the name that the form asked for once
    #[arg(long, value_name = "NAME")]
    me: Option<String>,
    /// The session's file; made from the day and the headline when not given
    #[arg(long, value_name = "PATH")]
    file: Option<PathBuf>,
    /// For two people in ten minutes: the junior answers first, the senior adds a line
    #[arg(long, conflicts_with = "print")]
    pair: bool,
    /// Print five lines for a chat
    #[arg(long)]
    print: bool,
}

/// Whether it touches us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Touches {
    Yes,
    Maybe,
    /// Enough on its own, with --reason
    No,
    #[value(alias = "dont-know")]
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum YesOrNo {
    Yes,
    No,
}

/// What is left to do.
pub(super) enum Next {
    /// Nothing but to say so.
    Done(Done),
    /// To show the form.
    Show(Start),
}

impl OneArgs {
    /// The answers in it.
    fn answers(&self) -> one::Answers {
        let me = self.me.as_deref().map(Text::new);
        one::Answers {
            me: me.or_else(settings::me).unwrap_or_default().to_string(),
            system: self.system.clone(),
            applies: self.applies.map(|applies| match applies {
                Touches::Yes => Applies::Yes,
                Touches::Maybe => Applies::Maybe,
                Touches::No => Applies::No,
                Touches::Unknown => Applies::Unknown,
            }),
            reason: self.reason.clone(),
            threat: self.threat.clone(),
            in_place: self.in_place.clone(),
            could_do: self.could_do.clone(),
            next_step: self.action.clone(),
            question: self.question.clone(),
            better: self.better.map(|better| better == YesOrNo::Yes),
        }
    }

    /// The file that is meant, where the words name one.
    fn file(&self) -> Option<PathBuf> {
        let path = PathBuf::from(self.what.as_ref()?);
        let named = path.extension().is_some_and(|ending| ending == "ron");
        (named || path.is_file()).then_some(path)
    }
}

/// Opens or prints what there is, writes what is answered whole, or shows the form with the answers so far.
pub(super) fn run(mut asked: OneArgs, now: Stamp) -> Result<Next, Failure> {
    let is_read = asked.what.as_deref() == Some("-");
    if is_read {
        asked.what = Some(standard_input()?);
    }
    let answers = asked.answers();
    let nothing = one::Answers {
        me: answers.me.clone(),
        ..one::Answers::default()
    };
    let me = asked.me.as_deref().map(Text::new);
    if let Some(path) = asked.file().filter(|_| !is_read) {
        let more = asked.url.is_some() || asked.file.is_some() || asked.me.is_some() || asked.pair;
        return of_file(path, more || answers != nothing, asked.print);
    }
    let said = |line: &str| !line.trim().is_empty();
    if said(&answers.reason) && answers.applies != Some(Applies::No) {
        return Err(Failure::usage(
            "--reason says why it does not affect us. Use it with --applies no.",
        ));
    }
    let whole =
        said(&answers.threat) || (answers.applies == Some(Applies::No) && said(&answers.reason));
    let is_bare = asked.what.is_none() && asked.url.is_none();
    if is_bare && answers == nothing {
        if asked.print {
            return Err(Failure::usage(
                "Give a headline, or the file of an earlier session.",
            ));
        }
        return Ok(Next::Show(Start::One {
            session: None,
            file: asked.file,
            me,
            pair: asked.pair,
            piped: false,
        }));
    }
    let mut session = filled_in(&asked, &answers, now)?;
    session.pair = asked.pair.then(Pair::default);
    // What two people say to it is not in the flags.
    if !whole || asked.pair {
        if is_read && !asked.print && !guard::has_terminal_beside_input() {
            // It cannot be read again.
            let path = write(&session, asked.file, now)?;
            return Err(Failure::usage(format!(
                "No terminal is here to ask the rest. The article is kept in {path}. To go on: threatboard {path}",
                path = shown(&path)
            )));
        }
        return Ok(if asked.print {
            Next::Done(Done::with(five_lines(&session)))
        } else {
            Next::Show(Start::One {
                session: Some(Box::new(session)),
                file: asked.file,
                me,
                pair: asked.pair,
                piped: is_read,
            })
        });
    }
    if !session.more_systems.is_empty() && asked.file.is_some() {
        return Err(Failure::usage(
            "--file names one file, and each system gets one. Leave it out, or name one system.",
        ));
    }
    let mut done = Done::default();
    loop {
        let more = std::mem::take(&mut session.more_systems);
        let close = Edit::Session(SessionField::Close);
        let (scales, said) = own::for_risk();
        done.notes.extend(said);
        let keeps = risk::keeping(&session, &close, now, &scales.conventions);
        session
            .apply(keeps.as_ref().unwrap_or(&close), now)
            .map_err(|refusal| Failure::refused(&refusal))?;
        let path = write(&session, asked.file.clone(), now)?;
        done.out.push_str(&if asked.print {
            five_lines(&session)
        } else {
            path_line(&path)
        });
        done.notes.push(format!("Saved in {}.", shown(&path)));
        let names: Vec<&str> = more.iter().map(|name| name.as_str()).collect();
        if names.is_empty() {
            return Ok(Next::Done(done));
        }
        let answers = one::Answers {
            system: names.join(", "),
            ..answers.clone()
        };
        session = filled_in(&asked, &answers, now)?;
    }
}

/// An article from standard input.
fn standard_input() -> Result<String, Failure> {
    let most = EXCERPT_BYTES + HEADLINE_BYTES;
    let mut bytes = Vec::new();
    let input = std::io::stdin().lock();
    let mut input = std::io::Read::take(input, most as u64 + 1);
    std::io::Read::read_to_end(&mut input, &mut bytes).map_err(|error| {
        Failure::system(format!(
            "Standard input could not be read: {}.",
            why(&error)
        ))
    })?;
    let is_long = bytes.len() > most;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::input("Standard input is not UTF-8 text. Send the words of the article.")
    });
    if is_long {
        return Err(Failure::input(format!(
            "The article is longer than {} KiB. Send its first part.",
            EXCERPT_BYTES / 1024
        )));
    }
    let text = text?;
    if let Some(says) = news::refuses(&text) {
        return Err(Failure::input(says));
    }
    if text.trim().is_empty() {
        return Err(Failure::input(
            "Standard input is empty. Its first line is the headline.",
        ));
    }
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// An earlier one: opened, or printed.
fn of_file(path: PathBuf, answered: bool, print: bool) -> Result<Next, Failure> {
    if answered {
        return Err(Failure::usage(format!(
            "{} already exists, so flags cannot change it. Open it, or use set and add.",
            shown(&path)
        )));
    }
    if !print {
        return Ok(Next::Show(Start::Open(path)));
    }
    let loaded = session::load(&path)?;
    if loaded.session.kind != SessionKind::OneThreat {
        return Err(Failure::usage(format!(
            "{} is not a one-threat session. For a meeting use threatboard export.",
            shown(&path)
        )));
    }
    Ok(Next::Done(Done::with(five_lines(&loaded.session))))
}

/// The session that the flags describe.
fn filled_in(asked: &OneArgs, answers: &one::Answers, now: Stamp) -> Result<Session, Failure> {
    let refused = |says: String| Failure::usage(says);
    let words = asked.what.as_deref().unwrap_or_default();
    let line = match &asked.url {
        Some(url) if !news::is_address(url) => {
            return Err(Failure::usage(
                "--url takes an address that begins with https:// or http://.",
            ));
        }
        // The address that is called one goes before those that stand among the words.
        Some(url) => format!("{url} {}", words.trim_start()),
        None => words.to_owned(),
    };
    let mut session =
        one::begin(Uuid::new_v4(), &line, now).map_err(|refusal| refused(refusal.to_string()))?;
    one::answer(&mut session, answers, now).map_err(refused)?;
    session
        .validate()
        .map_err(|invalid| refused(invalid.says))?;
    Ok(session)
}

fn write(session: &Session, file: Option<PathBuf>, now: Stamp) -> Result<PathBuf, Failure> {
    let path = if let Some(path) = file {
        path
    } else {
        let folder = paths::one_threat_folder(&paths::sessions_folder());
        paths::make_private_folder(&folder).map_err(|error| {
            Failure::system(format!(
                "The folder {} could not be created: {}.",
                shown(&folder),
                why(&error)
            ))
        })?;
        paths::new_one_threat_path(&folder, now.date_naive(), one::headline(session))
    };
    let text = format::write(session).map_err(|error| Failure::system(error.to_string()))?;
    atomic::write_new_like(&path, text.as_bytes(), false, atomic::NEW_FILE)?;
    Ok(path)
}
