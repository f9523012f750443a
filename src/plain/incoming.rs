//! An import or a paste, in words: each candidate or line with what was decided, and what would come.

use super::speech::{capital, count, sentence, spoken};
use crate::app::{App, pasted};
use crate::import::preview::left_out;
use crate::import::verdict::Verdict;
use crate::keys::Screen;
use crate::screens::intake::about;
use crate::screens::pasted::speaker;

/// What is on its way in.
pub(super) fn heading(app: &App) -> String {
    let file = app.intake.as_ref().map_or("", |i| &i.incoming.file);
    match app.screen() {
        Screen::Review => format!("Candidates from {file}."),
        Screen::Heard => format!("Said in {file}."),
        _ => format!("Import of {file}."),
    }
}

/// What the shown screen says apart from its lines.
pub(super) fn facts(app: &App) -> Option<Vec<String>> {
    let intake = app.intake.as_ref()?;
    match app.screen() {
        Screen::Review | Screen::Heard => {
            let mut said = vec![sentence(&format!(
                "{}: {}",
                count(intake.asked.len(), "candidate"),
                intake.tally()
            ))];
            if intake.before > 0 {
                said.push(format!(
                    "{} decided earlier and not asked again.",
                    intake.before
                ));
            }
            if let Some(heard) = intake.incoming.draft.heard {
                let (folded, all) = (heard.folded, heard.cues);
                said.push(format!(
                    "{folded} of {all} folded, as they say only filler."
                ));
            }
            Some(said)
        }
        Screen::Import => {
            let mut said = vec![intake.preview.summary()];
            if !intake.asked.is_empty() {
                said.push(sentence(&format!("Of the candidates: {}", intake.tally())));
            }
            said.extend(intake.preview.stay());
            let dropped = intake.incoming.draft.dropped.iter();
            said.extend(dropped.map(left_out));
            Some(said)
        }
        _ => None,
    }
}

/// A candidate, all of it.
pub(super) fn candidate(app: &App, place: usize) -> String {
    let Some(intake) = &app.intake else {
        return String::new();
    };
    let Some((id, verdict)) = intake.asked.get(place) else {
        return String::new();
    };
    let Some(threat) = intake.incoming.draft.session.threat(*id) else {
        return String::new();
    };
    let mut said = vec![sentence(&threat.text)];
    let who = intake.speaker_of(threat);
    said.extend(who.map(|who| sentence(&format!("Speaker: {who}"))));
    said.extend(
        about(&intake.incoming.draft.session, threat)
            .iter()
            .map(|line| sentence(line)),
    );
    match verdict {
        Some(Verdict::NotHere { reason, .. }) => {
            said.push(sentence(&format!("Not affected: {reason}")))
        }
        Some(verdict) => said.push(format!("Decided: {}.", verdict.words())),
        None => {}
    }
    said.join(" ")
}

/// An item that would come.
pub(super) fn item(app: &App, place: usize) -> String {
    app.intake
        .as_ref()
        .and_then(|intake| intake.preview.row(place))
        .map_or_else(String::new, |line| sentence(&spoken(&line)))
}

/// A pasted line: what it becomes, who said it, and its words.
pub(super) fn pasted(app: &App, place: usize) -> String {
    let (Some(paste), Some(session)) = (pasted::shown(app), app.session()) else {
        return String::new();
    };
    let Some(line) = paste.lines.get(place) else {
        return String::new();
    };
    let who = speaker(session, &line.said);
    let who = who.trim_end_matches(" ?");
    let who = if who.is_empty() {
        String::new()
    } else {
        format!(" {who}:")
    };
    let kind = capital(paste.kind(line));
    sentence(&format!("{kind}.{who} {}", line.words()))
}
