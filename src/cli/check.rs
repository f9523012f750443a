//! `threatboard check`: question 4's checks for scripts and continuous integration.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::Level;
use super::{Done, Failure};
use crate::check::{self, Finding, Report, Strength};
use crate::domain::Stamp;
use crate::domain::text::clean;
use crate::screens::{self, Room};
use crate::shell::own;
use crate::store::session;

/// Checks each file. A file that is no session is reported and the others are checked all the same.
pub(super) fn run(
    files: &[PathBuf],
    fail_on: Option<Level>,
    as_json: bool,
    now: Stamp,
) -> Result<Done, Failure> {
    let (thresholds, catalogue, notes) = own::for_checks().map_err(Failure::system)?;
    let mut done = Done {
        notes,
        ..Done::default()
    };
    let mut reports = Vec::new();
    for file in files {
        match session::load(file) {
            Ok(loaded) => {
                let report = {
                    let sets = catalogue.walked_sets(&loaded.session);
                    check::run_over(&loaded.session, now.date_naive(), &thresholds, &sets)
                };
                if fail_on.is_some_and(|level| fails(&report, level)) {
                    done.status = done.status.max(1);
                }
                reports.push((file.as_path(), report));
            }
            Err(error) => {
                let failure = Failure::from(error);
                done.status = done.status.max(failure.status);
                done.notes.push(failure.says);
            }
        }
    }
    done.out = if as_json {
        let all: Vec<Value> = reports
            .iter()
            .map(|(file, report)| value(file, report))
            .collect();
        let mut text = serde_json::to_string_pretty(&all).map_err(|error| {
            Failure::system(format!(
                "The findings could not be written as JSON: {error}."
            ))
        })?;
        text.push('\n');
        text
    } else {
        let several = files.len() > 1;
        reports
            .iter()
            .flat_map(|(file, report)| {
                let file = several.then(|| format!("{}: ", clean(&file.to_string_lossy())));
                let file = file.unwrap_or_default();
                report.findings.iter().map(move |f| {
                    format!(
                        "{file}{} {} ({}, {})\n",
                        f.strength.mark(),
                        f.sentence(),
                        f.check,
                        place(f)
                    )
                })
            })
            .collect()
    };
    Ok(done)
}

fn fails(report: &Report, level: Level) -> bool {
    report.findings.iter().any(|finding| match level {
        Level::Look => finding.strength == Strength::Look,
        Level::Ask => true,
    })
}

fn value(file: &Path, report: &Report) -> Value {
    let finding = |f: &Finding| {
        json!({
            "check": f.check,
            "strength": f.strength.word(),
            "says": f.sentence(),
            "subjects": f.subjects.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "mend": place(f),
            "source": f.sources.join("; "),
        })
    };
    let dismissed = |(f, reason): &(Finding, String)| {
        let mut value = finding(f);
        if let Value::Object(map) = &mut value {
            map.insert("reason".to_owned(), Value::String(reason.clone()));
        }
        value
    };
    json!({
        "file": clean(&file.to_string_lossy()),
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
        "dismissed": report.dismissed.iter().map(dismissed).collect::<Vec<_>>(),
        "fine": report.fine,
    })
}

/// Where a finding is fixed: `question 3`.
fn place(finding: &Finding) -> String {
    screens::shown_by(finding.fix).map_or_else(String::new, Room::place)
}
