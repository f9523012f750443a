//! Decisions about a transcript are kept in the session's file while they are made, and are back after a crash.

use std::collections::HashMap;

use super::Intake;
use crate::domain::{Draft, Text, Threat, ThreatId};
use crate::import::transcript::kept;
use crate::import::verdict::Verdict;
use crate::keys::Screen;
use crate::lines::table;

/// Behind the letter of a verdict: a stranger who comes into the meeting.
const COMES: char = '+';

impl Intake {
    /// What the file keeps of a review of a transcript; `None` where it is too long for that.
    pub(in crate::app) fn draft(&self) -> Option<Draft> {
        if self.asked.is_empty() {
            return None;
        }
        let verdicts: HashMap<ThreatId, Option<&Verdict>> = self
            .asked
            .iter()
            .map(|(id, verdict)| (*id, verdict.as_ref()))
            .collect();
        let incoming = &self.incoming;
        let marked = incoming.draft.session.threats.iter().filter_map(|threat| {
            let verdict = verdicts.get(&threat.id)?;
            Some((threat, mark(self, threat, *verdict)))
        });
        let pasted = kept::rows(&incoming.file, &incoming.draft, marked)?;
        let screen = Screen::Heard.name();
        let line = self.line.as_ref().and_then(|bar| bar.draft(&screen));
        let line = line.unwrap_or_else(|| Draft {
            screen: Text::new(&screen),
            bar: Text::new(table::THREAT.id),
            about: None,
            text: Text::default(),
            caret: 0,
            closed: false,
            list: Text::default(),
            pasted: Vec::new(),
        });
        Some(Draft { pasted, ..line })
    }

    /// Decides again as the file has kept it, and shows the first candidate that is open.
    pub(in crate::app) fn decide_again(&mut self, marks: &[(ThreatId, String)]) {
        let marks: HashMap<ThreatId, &String> =
            marks.iter().map(|(id, mark)| (*id, mark)).collect();
        let session = &self.incoming.draft.session;
        for (id, decided) in &mut self.asked {
            let Some(mark) = marks.get(id) else { continue };
            *decided = verdict(mark);
            let comes = mark.ends_with(COMES).then(|| session.threat(*id)?.speaker);
            if let Some(who) = comes.flatten() {
                self.outside.remove(&who);
            }
        }
        let open = self.asked.iter().position(|(_, decided)| decided.is_none());
        self.at = open.unwrap_or(self.asked.len().saturating_sub(1));
    }
}

fn mark(intake: &Intake, threat: &Threat, verdict: Option<&Verdict>) -> String {
    let letter = match verdict {
        Some(Verdict::Take) => "t",
        Some(Verdict::Ask) => "q",
        Some(Verdict::Park) => "p",
        Some(Verdict::ParkFix) => "f",
        Some(Verdict::Skip) => "n",
        Some(Verdict::NotHere { .. }) | None => "",
    };
    let comes = threat
        .speaker
        .filter(|who| intake.strangers.contains(who) && !intake.outside.contains(who));
    comes.map_or_else(|| letter.to_owned(), |_| format!("{letter}{COMES}"))
}

fn verdict(mark: &str) -> Option<Verdict> {
    match mark.trim_end_matches(COMES) {
        "t" => Some(Verdict::Take),
        "q" => Some(Verdict::Ask),
        "p" => Some(Verdict::Park),
        "f" => Some(Verdict::ParkFix),
        "n" => Some(Verdict::Skip),
        _ => None,
    }
}
