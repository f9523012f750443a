//! `threatboard import`: a file of another format into a new session or one that exists, or looked at first.

use std::io;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::change::{Work, write};
use super::{Done, Failure, sheets};
use crate::app::intake::Incoming;
use crate::domain::{Session, Stamp};
use crate::import::preview::{Preview, changed, left_out};
use crate::import::transcript::people;
use crate::import::verdict::{self, Verdict};
use crate::import::{self, Draft, SOURCES, Source, comeback};
use crate::shell::{Start, guard, intake};
use crate::store::foreign::NotTaken;
use crate::store::names::shown;
use crate::store::{atomic, format, session};

pub(super) const ABOUT: &str = "\
Without --out or --into, the screen previews the file and asks about each candidate of a scan. With them, everything \
is imported and the new ids are printed, one per line; what is imported, what is left out and why goes to standard error. \
Of a transcript, whose candidates are everything that was said, nothing is imported without the screen unless --as says \
what all of it becomes; with --into alone, the screen asks about each in that session. In an open session, the command \
`import` asks for a file.";

/// What all candidates become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum As {
    /// Threats
    Threats,
    /// Questions
    Questions,
    /// Parked, off topic
    Parked,
}

impl As {
    fn verdict(self) -> Verdict {
        match self {
            Self::Threats => Verdict::Take,
            Self::Questions => Verdict::Ask,
            Self::Parked => Verdict::Park,
        }
    }
}

/// What may be asked of an import.
#[derive(Args, Debug)]
pub(super) struct ImportArgs {
    /// The file; - reads standard input
    #[arg(required_unless_present = "list")]
    file: Option<PathBuf>,
    /// Its format; detected when not given
    #[arg(long, value_name = "FORMAT")]
    #[arg(value_parser = PossibleValuesParser::new(SOURCES.iter().map(|source| source.name).chain([sheets::NAME])))]
    from: Option<String>,
    /// Import into a new session
    #[arg(long, value_name = "SESSION", conflicts_with = "into")]
    out: Option<PathBuf>,
    /// Import into this session
    #[arg(long, value_name = "SESSION")]
    into: Option<PathBuf>,
    /// What every candidate of a scan or a transcript becomes
    #[arg(long = "as", value_name = "KIND")]
    becomes: Option<As>,
    /// Print what would be imported, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the formats that can be read
    #[arg(long, exclusive = true)]
    list: bool,
}

/// What is left to do.
pub(super) enum Next {
    /// Nothing but to say so.
    Done(Done),
    /// The screen.
    Show(Start),
}

impl From<NotTaken> for Failure {
    fn from(error: NotTaken) -> Self {
        let name_it = if error.unclaimed {
            " If it is one of them, name it with --from."
        } else {
            ""
        };
        let says = format!("{}{name_it}", error.says);
        Self::new(if error.system { 4 } else { 3 }, says)
    }
}

/// Looks, writes, or asks for the screen.
pub(super) fn run(asked: ImportArgs, now: Stamp) -> Result<Next, Failure> {
    let Some(file) = asked.file.filter(|_| !asked.list) else {
        return Ok(Next::Done(formats()));
    };
    if asked.from.as_deref() == Some(sheets::NAME) {
        if asked.out.is_some() || asked.becomes.is_some() {
            return Err(Failure::usage(
                "Answers to sheets go into the session that they belong to. Leave out --out and --as.",
            ));
        }
        return sheets::run(&file, asked.into.as_deref(), asked.dry_run, now).map(Next::Done);
    }
    let from = asked.from.as_deref().and_then(import::source);
    if asked.out.is_none() && asked.into.is_none() && !asked.dry_run {
        if file == Path::new("-") {
            return Err(Failure::usage(
                "The file comes from standard input, so keys cannot. Give a new session with --out, or an existing one with --into.",
            ));
        }
        if guard::has_terminal() {
            let from = from.map(|source| source.name);
            return Ok(Next::Show(Start::Import {
                file,
                from,
                into: None,
            }));
        }
        return Err(Failure::usage(
            "There is no terminal to show a preview. Give a new session with --out, or an existing one with --into; --dry-run only prints what would be imported.",
        ));
    }
    if let Some(out) = asked.out.as_deref().filter(|out| out.exists()) {
        return Err(Failure::usage(format!(
            "{} already exists. Import the file into it with --into, or give another name.",
            shown(out)
        )));
    }
    let incoming = if file == Path::new("-") {
        intake::read_stream(io::stdin().lock(), from)?
    } else {
        intake::read(&file, from)?
    };
    let becomes = asked.becomes;
    let undecided = incoming.draft.heard.is_some() && becomes.is_none();
    let is_chosen = undecided && asked.into.is_some() && !asked.dry_run;
    if is_chosen && file != Path::new("-") && guard::has_terminal() {
        return Ok(Next::Show(Start::Import {
            file,
            from: from.map(|source| source.name),
            into: asked.into,
        }));
    }
    can_be_taken(&incoming, becomes, asked.dry_run)?;
    let done = match (asked.dry_run, asked.out, asked.into) {
        (true, _, into) => look(&incoming, becomes, into.as_deref(), now)?,
        (false, Some(out), _) => make(&incoming, becomes, &out, now)?,
        (false, None, Some(into)) => take(&incoming, becomes, &into, now)?,
        (false, None, None) => Done::default(),
    };
    Ok(Next::Done(done))
}

/// The formats, with how their files end.
fn formats() -> Done {
    let endings = |source: &Source| source.endings.join(" ");
    let wide = SOURCES.iter().map(|source| endings(source).len()).max();
    let wide = wide.unwrap_or_default();
    let line = |source: &Source| {
        let endings = endings(source);
        format!(
            "{:<16}  {endings:<wide$}  {}\n",
            source.name, source.describes
        )
    };
    let mut all: String = SOURCES.iter().map(line).collect();
    all.push_str(&format!(
        "{:<16}  {:<wide$}  {}\n",
        sheets::NAME,
        "",
        sheets::DESCRIBES
    ));
    Done::with(all)
}

/// Whether it is said what becomes of candidates, where that must be said, and only there.
fn can_be_taken(incoming: &Incoming, becomes: Option<As>, dry: bool) -> Result<(), Failure> {
    let draft = &incoming.draft;
    let file = &incoming.file;
    if becomes.is_some() && !draft.candidates {
        return Err(Failure::usage(format!(
            "{file} has no candidates, so --as changes nothing. Leave it out."
        )));
    }
    if draft.heard.is_none() || becomes.is_some() || dry {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "{file} is a transcript, and most of what is said is nothing to keep. Take all {} candidates with --as \
         threats, --as questions or --as parked. To decide about each, run this in a terminal without --out: with \
         --into in that session, else in a new one. In an open session, the command `import` does the same.",
        draft.session.threats.len()
    )))
}

/// The same with every candidate as it was asked for, and with those speakers whom the session knows. In a session
/// without participants, all of them are.
fn settled(
    incoming: &Incoming,
    becomes: Option<As>,
    into: Option<&Session>,
) -> (Incoming, Vec<String>) {
    let mut incoming = incoming.clone();
    let Some(becomes) = becomes else {
        return (incoming, Vec::new());
    };
    let draft = &mut incoming.draft;
    let here = into.filter(|here| draft.heard.is_some() && !here.participants.is_empty());
    let strangers = here.map(|here| people::strangers(&mut draft.session, here));
    let strangers = strangers.unwrap_or_default();
    let new = verdict::candidates(draft, into).into_iter();
    let asked: Vec<_> = new.map(|id| (id, Some(becomes.verdict()))).collect();
    let names = strangers
        .iter()
        .filter_map(|who| draft.session.name_of(Some(*who)));
    let names: Vec<&str> = names.collect();
    let told = (!names.is_empty()).then(|| {
        let names = names.join(", ");
        format!("Not in the meeting, so not set as speakers: {names}. Add them with `add` first.")
    });
    let told = told.into_iter().collect();
    draft.session = verdict::decided(draft, &asked);
    if draft.heard.is_some() {
        people::only_who_comes(&mut draft.session, &strangers);
    }
    (incoming, told)
}

/// What was said, a line each, where nothing says yet what it becomes.
fn said(draft: &Draft) -> String {
    let heard = draft.heard.unwrap_or_default();
    let s = &draft.session;
    let mut out = format!(
        "{} candidates; {} of {} folded, as they say only filler.\n",
        s.threats.len(),
        heard.folded,
        heard.cues
    );
    let dropped = draft.dropped.iter().map(left_out);
    let lines = s.threats.iter().map(|threat| {
        let when = threat.references.first().map_or("", |time| time.as_str());
        match s.name_of(threat.speaker) {
            Some(name) => format!("{when} {name}: {}", threat.text),
            None => format!("{when} {}", threat.text),
        }
    });
    for line in dropped.chain(lines) {
        out.push_str(&line);
        out.push('\n');
    }
    out
}

fn look(
    incoming: &Incoming,
    becomes: Option<As>,
    into: Option<&Path>,
    now: Stamp,
) -> Result<Done, Failure> {
    let session = into.map(session::load).transpose()?;
    let session = session.as_ref().map(|loaded| &loaded.session);
    if incoming.draft.heard.is_some() && becomes.is_none() {
        return Ok(Done::with(said(&incoming.draft)));
    }
    let (incoming, told) = settled(incoming, becomes, session);
    let preview = intake::fits(&incoming, session, now)?;
    let mut out = String::new();
    for sentence in preview.sentences(&incoming.draft).into_iter().chain(told) {
        out.push_str(&sentence);
        out.push('\n');
    }
    Ok(Done::with(out))
}

fn make(incoming: &Incoming, becomes: Option<As>, out: &Path, now: Stamp) -> Result<Done, Failure> {
    let (incoming, _) = &settled(incoming, becomes, None);
    let preview = intake::fits(incoming, None, now)?;
    let text = format::write(&preview.after).map_err(|error| Failure::system(error.to_string()))?;
    let mut done = Done {
        notes: notes(incoming, &preview),
        ..Done::default()
    };
    match atomic::write_new_like(out, text.as_bytes(), false, atomic::NEW_FILE) {
        Ok(_) => {}
        Err(error @ atomic::SaveError::NotSynced(..)) => done.notes.push(error.to_string()),
        Err(error) => return Err(error.into()),
    }
    for id in preview.new {
        done.out.push_str(&format!("{id}\n"));
    }
    Ok(done)
}

fn take(
    incoming: &Incoming,
    becomes: Option<As>,
    into: &Path,
    now: Stamp,
) -> Result<Done, Failure> {
    let mut says = Vec::new();
    let change = |work: &mut Work<'_>| {
        let (incoming, told) = settled(incoming, becomes, Some(work.session));
        let preview = intake::fits(&incoming, Some(work.session), work.now)?;
        says = notes(&incoming, &preview);
        says.extend(told);
        work.make(&comeback::edit(&incoming.draft.session, work.session))
    };
    let mut done = write(into, now, change)?;
    done.notes.splice(0..0, says);
    Ok(done)
}

fn notes(incoming: &Incoming, preview: &Preview) -> Vec<String> {
    let mut notes = vec![preview.summary()];
    notes.extend(preview.met.iter().map(changed));
    notes.extend(preview.stay());
    let dropped = incoming.draft.dropped.iter();
    notes.extend(dropped.map(left_out));
    if incoming.draft.candidates {
        notes.push(
            "Every candidate was imported. To choose among them, open a session and use the command `import`, or leave out --out and --into for a new one."
                .to_owned(),
        );
    }
    notes
}
