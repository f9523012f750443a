//! Agendas as data: what a meeting, a lunch, one threat and a return are planned to be made of.

use serde::Deserialize;

use super::{Catalogue, CatalogueError, read};
use crate::domain::{Clock, Planned, SessionKind, Text};

/// The bundled agendas.
const BUNDLED: &str = include_str!("agendas.ron");

/// A plan for a session.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agenda {
    /// Its name in files and commands: `meeting-90`.
    pub name: String,
    /// What it is good for, in a few words.
    pub says: String,
    /// For which kind of session.
    pub on: Occasion,
    /// Minutes that question 3 talks about one threat.
    pub per_threat: u32,
    /// The steps, in order.
    pub steps: Vec<Planned>,
}

/// What an agenda is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Occasion {
    /// A team meeting.
    Meeting,
    /// Another meeting of the same session.
    Return,
    /// A lunch.
    Whiteboard,
    /// One engineer and one news item.
    OneThreat,
    /// One news item, a junior and a senior.
    Pair,
}

impl From<SessionKind> for Occasion {
    fn from(kind: SessionKind) -> Self {
        match kind {
            SessionKind::Meeting => Self::Meeting,
            SessionKind::OneThreat => Self::OneThreat,
            SessionKind::Whiteboard => Self::Whiteboard,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Agendas {
    agendas: Vec<Agenda>,
}

impl Agenda {
    /// Minutes of the whole plan.
    pub fn minutes(&self) -> u32 {
        let minutes = self.steps.iter().map(|planned| planned.minutes);
        minutes.fold(0, u32::saturating_add)
    }

    /// Whether a meeting can go by it.
    ///
    /// # Errors
    /// What it lacks, in a sentence.
    pub(super) fn can_be_followed(&self) -> Result<(), String> {
        let twice = self.steps.iter().enumerate().find(|(place, planned)| {
            let before = self.steps.iter().take(*place);
            before.into_iter().any(|other| other.step == planned.step)
        });
        if let Some((_, planned)) = twice {
            return Err(format!(
                "The agenda {} has the step {:?} twice. Remove one.",
                self.name, planned.step
            ));
        }
        if self.minutes() == 0 || self.minutes() > 24 * 60 {
            return Err(format!(
                "The agenda {} plans {} minutes. Plan at least 1 minute and at most a day.",
                self.name,
                self.minutes()
            ));
        }
        Ok(())
    }

    /// A clock for it that no one has started.
    pub fn clock(&self) -> Clock {
        Clock::new(Text::new(&self.name), &self.steps)
    }
}

/// The agendas that come with the program.
pub(super) fn bundled() -> Result<Vec<Agenda>, CatalogueError> {
    parse(BUNDLED)
}

/// Reads agendas.
///
/// # Errors
/// Where the text is none, and what an agenda that cannot be followed lacks.
pub(super) fn parse(text: &str) -> Result<Vec<Agenda>, CatalogueError> {
    let agendas = read::<Agendas>(text)?.agendas;
    for agenda in &agendas {
        agenda.can_be_followed().map_err(CatalogueError)?;
    }
    Ok(agendas)
}

impl Catalogue {
    /// The agendas for an occasion; the first is the one that a new session follows.
    pub fn agendas(&self, on: Occasion) -> impl Iterator<Item = &Agenda> {
        self.agendas.iter().filter(move |agenda| agenda.on == on)
    }

    /// Every agenda that a session of a kind may follow.
    pub fn agendas_for(&self, kind: SessionKind) -> impl Iterator<Item = &Agenda> {
        self.agendas.iter().filter(move |agenda| {
            agenda.on == Occasion::from(kind)
                || (kind == SessionKind::Meeting && agenda.on == Occasion::Return)
                || (kind == SessionKind::OneThreat && agenda.on == Occasion::Pair)
        })
    }

    /// The agenda of this name.
    pub fn agenda(&self, name: &str) -> Option<&Agenda> {
        self.agendas.iter().find(|agenda| agenda.name == name)
    }

    /// Minutes that question 3 talks about one threat by the agenda of this name.
    pub fn per_threat(&self, name: &str) -> u32 {
        self.agenda(name).map_or(4, |agenda| agenda.per_threat)
    }

    /// The clock of a session that no one chose an agenda for.
    pub fn clock(&self, on: Occasion) -> Clock {
        self.agendas(on)
            .next()
            .map_or_else(|| Clock::new(Text::default(), &[]), Agenda::clock)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::AgendaStep;

    /// The plans of the design: 90 and 60 minutes, 45 for lunch, 12 of the 90 for 1-2-4-all.
    #[test]
    fn the_plans_add_up() {
        let catalogue = Catalogue::bundled().unwrap();
        let minutes = |name: &str| catalogue.agenda(name).unwrap().minutes();
        assert_eq!(minutes("meeting-90"), 90);
        assert_eq!(minutes("meeting-60"), 60);
        assert_eq!(minutes("meeting-90-1-2-4-all"), 90);
        assert_eq!(minutes("lunch-45"), 45);
        assert_eq!(minutes("return-45"), 45);
        assert_eq!(minutes("one-threat-3"), 3);
        assert_eq!(minutes("one-threat-for-two-10"), 10);
        let together: u32 = catalogue
            .agenda("meeting-90-1-2-4-all")
            .unwrap()
            .steps
            .iter()
            .filter(|planned| {
                use AgendaStep as S;
                [S::Silent, S::Pairs, S::Fours, S::Round].contains(&planned.step)
            })
            .map(|planned| planned.minutes)
            .sum();
        assert_eq!(together, 12);
    }

    #[test]
    fn every_occasion_has_an_agenda_and_every_meeting_reads_its_actions_back() {
        let catalogue = Catalogue::bundled().unwrap();
        for on in [
            Occasion::Meeting,
            Occasion::Return,
            Occasion::Whiteboard,
            Occasion::OneThreat,
            Occasion::Pair,
        ] {
            assert!(catalogue.clock(on).planned() > 0, "{on:?}");
        }
        for agenda in catalogue.agendas(Occasion::Meeting) {
            let reads_back = |planned: &Planned| planned.step == AgendaStep::ActionsReadBack;
            assert!(agenda.steps.iter().any(reads_back), "{}", agenda.name);
        }
    }

    #[test]
    fn a_step_that_is_there_twice_is_refused() {
        let text = "(agendas: [(name: \"mine\", says: \"\", on: Meeting, per_threat: 4, steps: [
            (step: Scope, minutes: 3), (step: Map, minutes: 3), (step: Scope, minutes: 3)])])";
        let says = parse(text).unwrap_err().to_string();
        assert_eq!(
            says,
            "The agenda mine has the step Scope twice. Remove one."
        );
    }
}
