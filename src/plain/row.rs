//! A line of the shown list, as it is read.

use super::item::{With, say_item};
use super::speech::sentence;
use super::{incoming, room};
use crate::app::App;
use crate::app::listing::rows;
use crate::app::msg::Recent;
use crate::check::Strength;
use crate::domain::{Applies, ItemId, SessionKind, Threat, ThreatId};
use crate::parse::when;
use crate::screens::Row;
use crate::screens::home::Heard;
use crate::screens::journal::{self, Standing, affects, headline};

/// At most this many lines are read at once: from the selected one on, where there are more.
const MOST: usize = 60;

/// A line in a sentence or two.
pub(super) fn say_row(app: &App, row: Row) -> String {
    let session = app.session();
    match row {
        Row::Item(id) => {
            let says = session.map_or_else(String::new, |s| say_item(s, id, With::of(app)));
            let verdict = room::verdict(app, id);
            match verdict {
                Some(verdict) => format!("{says} {verdict}"),
                None => says,
            }
        }
        Row::BusinessRisk | Row::Response => threat(app)
            .and_then(|id| session?.threat(id))
            .map_or_else(String::new, |threat| say_spot(threat, row)),
        Row::Finding(check) => finding(app, check),
        Row::Format(format) => {
            let picked = app.open();
            let picked = picked.is_some_and(|open| open.rooms.export.picked.contains(&format));
            let picked = if picked { "selected" } else { "not selected" };
            format!("{}, {}, {picked}.", format.file_name(), format.describes())
        }
        Row::Candidate(place) => incoming::candidate(app, place),
        Row::Incoming(place) => incoming::item(app, place),
        Row::Pasted(place) => incoming::pasted(app, place),
        Row::Cell(spot) => room::cell(app, spot),
        Row::Placed(spot) => room::placed(app, spot),
        Row::Branch(place) => room::branch(app, place),
        Row::Waiting(place) => super::waiting::note(app, place),
        Row::Incident(place) => room::incident(app, place),
        Row::Recent(place) => app
            .home
            .shown()
            .get(place)
            .map_or_else(String::new, |recent| say_recent(app, recent)),
    }
}

fn threat(app: &App) -> Option<ThreatId> {
    app.open()?.rooms.do_about.threat
}

/// What the business would lose by a threat, or what is done about it.
fn say_spot(threat: &Threat, row: Row) -> String {
    let id = threat.id;
    if row == Row::BusinessRisk {
        if threat.business_risk.is_empty() {
            return format!("Business impact of {id}: not stated yet.");
        }
        return sentence(&format!(
            "Business impact of {id}: {}",
            threat.business_risk
        ));
    }
    threat.response.as_ref().map_or_else(
        || format!("Response to {id}: none yet."),
        |response| format!("Response to {id}: {}.", response.kind.words()),
    )
}

fn finding(app: &App, check: &str) -> String {
    let report = app.open().and_then(|open| open.report.as_ref());
    let found = report.and_then(|(_, report)| report.findings.iter().find(|f| f.check == check));
    found.map_or_else(String::new, |finding| {
        let strong = match finding.strength {
            Strength::Look => "Strong. ",
            Strength::Ask => "",
        };
        sentence(&format!("{strong}{}", finding.sentence()))
    })
}

/// A row of the journal.
fn say_heard(app: &App, recent: &Recent, heard: &Heard) -> String {
    let today = app.today();
    let mut says = vec![
        headline(recent, heard).to_owned(),
        format!("seen {}", when::show(heard.seen, today)),
    ];
    if !heard.system.is_empty() {
        says.push(format!("system: {}", heard.system));
    }
    says.push(match heard.applies {
        None => Applies::answer(None).to_owned(),
        answer => format!("affects us: {}", affects(answer)),
    });
    if journal::next(heard) != "-" {
        says.push(format!("next: {}", journal::next(heard)));
    }
    says.push(Standing::of(heard, today).words(today));
    if !heard.attached.is_empty() {
        says.push(format!("attached to {}", heard.attached.join(" and ")));
    }
    if let Some(found) = app.home.found_in(recent) {
        says.push(format!("found in {}", found.says));
    }
    sentence(&says.join(", "))
}

fn say_recent(app: &App, recent: &Recent) -> String {
    use crate::screens::home::ago::ago;
    if let (true, Some(heard)) = (app.home.journal, &recent.heard) {
        return say_heard(app, recent, heard);
    }
    let mut says = vec![recent.title.clone()];
    if let Some(SessionKind::OneThreat | SessionKind::Whiteboard) = recent.kind {
        says.push(recent.called().to_owned());
    }
    let when = ago(recent.when(), app.now);
    says.push(match recent.met {
        Some(_) => format!("last met {when}"),
        None => format!("changed {when}"),
    });
    if let Some(broken) = &recent.broken {
        says.push(format!("cannot be read: {broken}"));
    } else {
        let counts = [
            (recent.threats, "threat"),
            (recent.open_actions, "open action item"),
            (recent.late_actions, "late action item"),
            (recent.open_questions, "open question"),
        ];
        let counts = counts.iter().filter(|(number, _)| *number > 0);
        says.extend(counts.map(|(number, what)| super::speech::count(*number, what)));
    }
    if recent.revisit_due.is_some() && recent.heard.is_some() {
        says.push("to look at again".to_owned());
    } else if recent.revisit_due.is_some() {
        says.push("overdue for review".to_owned());
    }
    if let Some(found) = app.home.found_in(recent) {
        says.push(format!("found in {}", found.says));
    }
    sentence(&says.join(", "))
}

/// Where a line stands: `3 of 14.`
pub(super) fn position(app: &App, row: Row) -> String {
    let rows = rows(app);
    match rows.iter().position(|other| *other == row) {
        Some(place) if rows.len() > 1 => format!(" {} of {}.", place + 1, rows.len()),
        _ => String::new(),
    }
}

/// The list, one numbered line each; of a long one a part.
pub(super) fn list(app: &App) -> Vec<String> {
    if let Some(open) = app.open().filter(|open| open.rooms.export.reading) {
        return open
            .rooms
            .export
            .preview
            .iter()
            .map(|line| markdown(line))
            .filter(|line| !line.is_empty())
            .collect();
    }
    let rows = rows(app);
    let Some(last) = rows.len().checked_sub(1) else {
        return vec!["The list is empty.".to_owned()];
    };
    let selected = crate::app::listing::selected(app);
    let first = rows
        .iter()
        .position(|row| Some(*row) == selected)
        .filter(|_| rows.len() > MOST)
        .unwrap_or_default();
    let heads = match (first, rows.len()) {
        (0, 1) => "1 line:".to_owned(),
        (0, count) if count <= MOST => format!("{count} lines:"),
        (first, count) => format!(
            "Lines {} to {} of {count}:",
            first + 1,
            (first + MOST).min(count)
        ),
    };
    let lines = rows.iter().enumerate().skip(first).take(MOST);
    let mut said = vec![heads];
    said.extend(lines.map(|(place, row)| {
        let here = if Some(*row) == selected && last > 0 {
            " Selected."
        } else {
            ""
        };
        format!("{}: {}{here}", place + 1, say_row(app, *row))
    }));
    said.push(match app.open() {
        Some(_) => "A number selects its line.".to_owned(),
        None => "A number from 1 to 9 opens its session.".to_owned(),
    });
    said
}

/// A line of an export without the characters of its markup.
pub(super) fn markdown(line: &str) -> String {
    let line = line.trim_start_matches(['#', ' ', '>']).replace("**", "");
    let line = match line.strip_prefix("- [ ] ").or(line.strip_prefix("- ")) {
        Some(rest) => rest.to_owned(),
        None => line,
    };
    let cells = line.split('|').map(str::trim);
    let cells = cells.filter(|cell| !cell.trim_matches(['-', ':']).is_empty());
    cells.collect::<Vec<_>>().join(", ").replace('\\', "")
}

/// The item that a line is, if it is one.
pub(super) fn item_of(row: Option<Row>) -> Option<ItemId> {
    match row {
        Some(Row::Item(id)) => Some(id),
        _ => None,
    }
}
