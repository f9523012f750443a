//! `threatboard risk`, `what-if` and `cheapest`: what is left, what would bring it down, and what that takes, as tables
//! for people and as JSON for programs. Nothing is written.

mod values;

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args};

use super::{Done, Failure};
use crate::areas::wrap::{pad, shorten, width, wrap};
use crate::check::left;
use crate::domain::{ItemId, Mitigation, MitigationId, Session, ThreatId};
use crate::risk::{
    Cheapest, Goal, Levels, Model, ThreatLevels, by_threat, contributors, stays, unsaid,
};
use crate::shell::own;
use crate::store::session;

const ABOUT_RISK: &str = "\
A rating says how bad a threat is as if nothing worked. What is left goes by the mitigations that are built or shown to \
work, by their strength. Levels are counted, never added up. Where no one has said how strong a mitigation is, it counts \
nothing; where no one has estimated it, 40 days, unless your scales.ron says otherwise. docs/risk.md has the rules.";

const ABOUT_WHAT_IF: &str = "\
The mitigations of --done are taken as done and shown to work: each that is not rejected, and not shown to work already. \
Nothing is changed in the file.";

const ABOUT_CHEAPEST: &str = "\
Looks among the mitigations that could still be done, and counts days: S 2, M 10, L 40, not estimated 40, unless your \
scales.ron says otherwise. Up to 20 that decide together are tried in every combination; beyond, the answer says how far it may be from the cheapest.";

/// The most columns of a table.
const COLUMNS: usize = 80;

/// What may be said after `risk`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT_RISK)]
pub(in crate::cli) struct RiskArgs {
    /// The session
    file: PathBuf,
    /// Only how what is left of this threat came about
    #[arg(long, value_name = "THREAT")]
    why: Option<ThreatId>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What may be said after `what-if`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT_WHAT_IF)]
pub(in crate::cli) struct WhatIfArgs {
    /// The session
    file: PathBuf,
    /// Mitigations to take as done and shown to work, separated by commas
    #[arg(long, value_name = "IDS", value_delimiter = ',', required = true)]
    done: Vec<MitigationId>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What may be said after `cheapest`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT_CHEAPEST, group = ArgGroup::new("goal").required(true))]
pub(in crate::cli) struct CheapestArgs {
    /// The session
    file: PathBuf,
    /// Bring each threat below this level
    #[arg(long, value_name = "LEVEL", group = "goal")]
    below: Option<String>,
    /// Bring each threat to this level or lower
    #[arg(long, value_name = "LEVEL", group = "goal")]
    at_most: Option<String>,
    /// Only these threats, separated by commas
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    threats: Vec<ThreatId>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A session and what its figures are made of.
struct Known {
    session: Session,
    model: Model,
    notes: Vec<String>,
}

fn known(file: &Path) -> Result<Known, Failure> {
    let session = session::load(file)?.session;
    let (scales, notes) = own::for_risk();
    let model = Model::of(&session, &scales.conventions);
    Ok(Known {
        session,
        model,
        notes,
    })
}

impl Known {
    /// The threat of this id, as it is called now.
    fn threat(&self, id: ThreatId) -> Result<ThreatId, Failure> {
        let Some(threat) = self.session.threat(id) else {
            return Err(Failure::usage(format!("{id} is not in this session.")));
        };
        if self.model.threats().any(|known| known == threat.id) {
            Ok(threat.id)
        } else {
            Err(Failure::usage(format!(
                "{id} is not applicable, so it has no risk."
            )))
        }
    }

    /// The mitigation of this id, if it would count more once it is done and shown to work.
    fn improvable(&self, id: MitigationId) -> Result<MitigationId, Failure> {
        let Some(mitigation) = self.session.mitigation(id) else {
            return Err(Failure::usage(format!("{id} is not in this session.")));
        };
        if self.model.improvable().any(|known| known == mitigation.id) {
            Ok(mitigation.id)
        } else {
            Err(Failure::usage(not_to_do(mitigation)))
        }
    }

    /// The place of a level on the scale of the session.
    fn level(&self, word: &str) -> Result<usize, Failure> {
        let scale = self.model.scale();
        scale.level(word.trim()).ok_or_else(|| {
            let levels: Vec<&str> = scale.levels.iter().map(|l| l.word.as_str()).collect();
            Failure::usage(format!(
                "\"{word}\" is not a level of the scale {}. Its levels are {}.",
                scale.name,
                levels.join(", ")
            ))
        })
    }

    fn done(self, out: String) -> Done {
        Done {
            notes: self.notes,
            ..Done::with(out)
        }
    }
}

/// Why a mitigation is none of those that a what-if takes, and what to do about it.
fn not_to_do(mitigation: &Mitigation) -> String {
    let (id, status) = (mitigation.id, mitigation.status.words());
    if mitigation.check_passed() == Some(true) && mitigation.is_shown() {
        format!("{id} was shown to work already, and counts in full. Leave it out.")
    } else if mitigation.is_shown() {
        format!("{id} is {status} already, and counts in full. Leave it out.")
    } else {
        format!(
            "{id} is {status}, so it is not going to be done. Leave it out, or propose it again first."
        )
    }
}

/// Prints what is left, or how one figure came about.
pub(super) fn run(asked: &RiskArgs) -> Result<Done, Failure> {
    let known = known(&asked.file)?;
    let (session, model) = (&known.session, &known.model);
    let now = model.now();
    let out = match asked.why {
        Some(threat) => {
            let threat = known.threat(threat)?;
            let lines = left::why(session, model, now, threat).unwrap_or_default();
            if asked.json {
                values::why(session, model, threat, &lines)?
            } else {
                let lines = lines.iter().flat_map(|line| hanging(line));
                lines.map(|line| format!("{line}\n")).collect()
            }
        }
        None if asked.json => values::risk(session, model)?,
        None => risk_table(session, model),
    };
    Ok(known.done(out))
}

/// Prints what falls if some mitigations were done and shown to work.
pub(super) fn what_if(asked: &WhatIfArgs) -> Result<Done, Failure> {
    let known = known(&asked.file)?;
    let ids = asked.done.iter().map(|id| known.improvable(*id));
    let mut ids = ids.collect::<Result<Vec<MitigationId>, Failure>>()?;
    ids.sort_unstable();
    ids.dedup();
    let (session, model) = (&known.session, &known.model);
    let with = model.what_if(ids.iter().copied());
    let out = if asked.json {
        values::what_if(session, model, &ids, &with)?
    } else {
        what_if_table(session, model, &ids, &with)
    };
    Ok(known.done(out))
}

/// Prints the least work that reaches a goal.
pub(super) fn cheapest(asked: &CheapestArgs) -> Result<Done, Failure> {
    let known = known(&asked.file)?;
    let (session, model) = (&known.session, &known.model);
    let goal = match (&asked.below, &asked.at_most) {
        (Some(word), _) => Goal::below(known.level(word)?).ok_or_else(|| {
            Failure::usage(format!(
                "{word} is the lowest level of the scale {}: no threat can be below it.",
                model.scale().name
            ))
        })?,
        (None, word) => Goal::at_most(known.level(word.as_deref().unwrap_or_default())?),
    };
    let threats = asked.threats.iter().map(|id| known.rated(*id));
    let threats = threats.collect::<Result<Vec<ThreatId>, Failure>>()?;
    let goal = Goal {
        threats: (!threats.is_empty()).then_some(threats.as_slice()),
        ..goal
    };
    let at_most = goal.at_most;
    let found = model.cheapest(&goal);
    let out = if asked.json {
        values::cheapest(session, model, at_most, &found)?
    } else {
        cheapest_table(session, model, at_most, &found)
    };
    Ok(known.done(out))
}

impl Known {
    /// A threat that was rated: only that has a level to bring down.
    fn rated(&self, id: ThreatId) -> Result<ThreatId, Failure> {
        let threat = self.threat(id)?;
        match self.model.rated(threat) {
            Some(_) => Ok(threat),
            None => Err(Failure::usage(format!(
                "{id} is not rated, so it has no level to bring down. Set its severity first."
            ))),
        }
    }
}

/// The counts, the threats, what contributes most, and what was counted by default.
fn risk_table(session: &Session, model: &Model) -> String {
    let scale = model.scale();
    let now = model.now();
    let all = by_threat(session, model, now);
    if all.is_empty() {
        return "No threats yet.\n".to_owned();
    }
    let unrated = all.iter().filter(|s| s.inherent.is_none()).count();
    let mut out = format!(
        "Scale {}. {}, {unrated} not rated.\n",
        scale.name,
        left::count_words_of(all.len())
    );
    out.push_str(&counts_table(
        model,
        &[("rated", None), ("left", Some(now))],
    ));
    out.push('\n');
    let mut rows = vec![row(["", "RATED", "LEFT", "THREAT"])];
    rows.extend(all.iter().map(|s| threat_row(session, model, s)));
    out.push_str(&table(&rows));
    let pareto = contributors(session, model, now);
    let mut says: Vec<String> = left::contributor_words(&pareto)
        .map(|parts| {
            let line = scale.word(model.line());
            let (threats, of) = (pareto.threats, pareto.of);
            format!("Most of what is left at {line} or above on the map ({threats} of {of}) is on: {parts}.")
        })
        .into_iter()
        .collect();
    says.extend(left::unsaid_words(model, &unsaid(session, model)));
    if !says.is_empty() {
        out.push('\n');
    }
    out.push_str(&sentences(&says));
    out
}

fn threat_row(session: &Session, model: &Model, levels: &ThreatLevels) -> Vec<String> {
    let scale = model.scale();
    let id = levels.threat;
    let word = |level: Option<usize>| level.map_or("-", |level| scale.word(level)).to_owned();
    let words = session.words_of(ItemId::from(id)).unwrap_or_default();
    let decided = session.threat(id).and_then(stays);
    let by_parts = left::by_parts_words(model, model.now(), id);
    let notes: Vec<String> = decided
        .map(str::to_owned)
        .into_iter()
        .chain(by_parts)
        .collect();
    let words = if notes.is_empty() {
        words
    } else {
        format!("({}) {words}", notes.join("; "))
    };
    vec![
        id.to_string(),
        word(levels.inherent),
        word(levels.left),
        words,
    ]
}

fn what_if_table(session: &Session, model: &Model, ids: &[MitigationId], with: &Levels) -> String {
    let scale = model.scale();
    let mut out = format!("If {} were done and shown to work:\n", left::ids(ids));
    out.push_str(&counts_table(
        model,
        &[("now", Some(model.now())), ("with it", Some(with))],
    ));
    out.push('\n');
    let falls = model.changed(model.now(), with);
    if falls.is_empty() {
        out.push_str("No threat changes its level.\n");
    } else {
        let mut rows = vec![row(["", "NOW", "WITH IT", "THREAT"])];
        rows.extend(falls.iter().map(|(id, before, after)| {
            let words = session.words_of(ItemId::from(*id)).unwrap_or_default();
            let word = |level: &usize| scale.word(*level).to_owned();
            vec![id.to_string(), word(before), word(after), words]
        }));
        out.push_str(&table(&rows));
    }
    let mut unsaid = unsaid(session, model).of(ids);
    // How much work they are does not count here.
    unsaid.effort.clear();
    out.push_str(&sentences(&left::unsaid_words(model, &unsaid)));
    out
}

fn cheapest_table(session: &Session, model: &Model, at_most: usize, found: &Cheapest) -> String {
    let mut rows = Vec::new();
    for id in &found.set {
        let Some((effort, days)) = model.effort(*id) else {
            continue;
        };
        let mitigation = session.mitigation(*id);
        let status = mitigation.map_or("", |m| m.status.words());
        let words = session.words_of(ItemId::from(*id)).unwrap_or_default();
        rows.push(vec![
            id.to_string(),
            left::effort_words(effort, days),
            status.to_owned(),
            words,
        ]);
    }
    let mut out = sentences(&left::cheapest_words(session, model, at_most, found));
    if !rows.is_empty() {
        rows.insert(0, row(["", "WORK", "STATUS", "MITIGATION"]));
        out.push('\n');
        out.push_str(&table(&rows));
    }
    out
}

/// How many threats are at each level, the highest first: as rated, or with some levels.
fn counts_table(model: &Model, lines: &[(&str, Option<&Levels>)]) -> String {
    let scale = model.scale();
    let heads = scale
        .levels
        .iter()
        .rev()
        .map(|level| level.word.to_string());
    let mut rows: Vec<Vec<String>> = vec![std::iter::once(String::new()).chain(heads).collect()];
    for (name, levels) in lines {
        let at = levels.map_or_else(|| model.inherents(), |levels| model.residuals(levels));
        let counts = model.counted(&at);
        let counts = counts.iter().rev().map(ToString::to_string);
        rows.push(std::iter::once((*name).to_owned()).chain(counts).collect());
    }
    table(&rows)
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// Columns beside each other; the last one takes what is left of the line, and is cut there.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| width(cell)).max().unwrap_or_default()
        })
        .collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::from("  ");
        for (column, (cell, wide)) in row.iter().zip(&widths).enumerate() {
            if column + 1 == columns {
                line.push_str(&shorten(cell, COLUMNS.saturating_sub(width(&line))));
            } else {
                line.push_str(&pad(cell, *wide));
                line.push_str("  ");
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Sentences, each on its own line or lines.
fn sentences(says: &[String]) -> String {
    let lines = says.iter().flat_map(|says| wrap(says, COLUMNS));
    lines.map(|line| format!("{line}\n")).collect()
}

/// A line whose rest is set in.
fn hanging(line: &str) -> Vec<String> {
    let lines = wrap(line, COLUMNS - 2).into_iter().enumerate();
    lines
        .map(|(n, line)| if n == 0 { line } else { format!("  {line}") })
        .collect()
}
