//! What the room is asked at each kind of place, and with that, which letters of STRIDE matter there.

use serde::Deserialize;

use super::{Catalogue, CatalogueError, read};
use crate::domain::{Asked, ElementKind, Place, Session, Swept};

/// The bundled prompts.
const BUNDLED: &str = include_str!("sweep.ron");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Prompts {
    prompts: Vec<SweepPrompt>,
}

/// What is asked at one kind of place.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SweepPrompt {
    at: Spot,
    asked: Asked,
    says: String,
}

impl SweepPrompt {
    /// What is asked.
    pub(super) fn says(&self) -> &str {
        &self.says
    }

    /// Whether both ask for the same letter at the same kind of place.
    pub(super) fn is_for_the_same(&self, other: &Self) -> bool {
        (self.at, self.asked) == (other.at, other.asked)
    }
}

/// A kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
enum Spot {
    Flow,
    ExternalEntity,
    Process,
    DataStore,
    Whole,
}

/// The prompts that come with the program.
pub(super) fn bundled() -> Result<Vec<SweepPrompt>, CatalogueError> {
    Ok(read::<Prompts>(BUNDLED)?.prompts)
}

fn spot(session: &Session, place: Place) -> Option<Spot> {
    Some(match place {
        Place::Whole => Spot::Whole,
        Place::Flow(_) => Spot::Flow,
        Place::Element(id) => match session.elements.iter().find(|e| e.id == id)?.kind {
            ElementKind::ExternalEntity => Spot::ExternalEntity,
            ElementKind::Process => Spot::Process,
            ElementKind::DataStore => Spot::DataStore,
        },
    })
}

impl Catalogue {
    /// The whole walk, in order: flows that cross a boundary first, then elements, then the other flows; last the system
    /// as a whole, and accidents (R33).
    pub fn walk(&self, session: &Session) -> Vec<Swept> {
        let (crossing, inside): (Vec<_>, Vec<_>) =
            session.flows.iter().partition(|flow| session.crosses(flow));
        crossing
            .iter()
            .map(|flow| Place::Flow(flow.id))
            .chain(session.elements.iter().map(|e| Place::Element(e.id)))
            .chain(inside.iter().map(|flow| Place::Flow(flow.id)))
            .chain([Place::Whole])
            .flat_map(|place| {
                let here = spot(session, place);
                self.sweep
                    .iter()
                    .filter(move |prompt| Some(prompt.at) == here)
                    .map(move |prompt| Swept {
                        place,
                        asked: prompt.asked,
                    })
            })
            .collect()
    }

    /// What the room is asked there.
    pub fn sweep_prompt(&self, session: &Session, at: Swept) -> String {
        let here = spot(session, at.place);
        let name = match at.place {
            Place::Flow(id) => session.flows.iter().find(|f| f.id == id).map_or_else(
                || id.to_string(),
                |f| {
                    let (from, to) = (session.element_name(f.from), session.element_name(f.to));
                    format!("{from} -> {to}")
                },
            ),
            place => session.place_words(place),
        };
        self.sweep
            .iter()
            .find(|prompt| Some(prompt.at) == here && prompt.asked == at.asked)
            .map_or_else(String::new, |prompt| prompt.says.replace("{}", &name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, FourQuestion, New, SessionKind, Stamp, Stride, Text};

    fn map(line: &str) -> Edit {
        let new = |new| Edit::Add(new);
        let element = |name: &str, kind| {
            new(New::Element {
                name: name.into(),
                kind: Some(kind),
                unknown: false,
            })
        };
        let flow = |from: &str, to: &str| {
            new(New::Flow {
                from: from.into(),
                to: to.into(),
                data: "ask".into(),
            })
        };
        match line {
            "parts" => Edit::All(vec![
                element("web", ElementKind::Process),
                element("ledger", ElementKind::DataStore),
                element("customer", ElementKind::ExternalEntity),
                new(New::Zone("in".into(), vec!["web".into(), "ledger".into()])),
            ]),
            "within" => flow("web", "ledger"),
            _ => flow("customer", "web"),
        }
    }

    /// `customer -> web`, over a boundary, and `web -> {ledger}`, within one.
    fn system() -> Session {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let mut session = Session::new(uuid::Uuid::nil(), "x".into(), SessionKind::Meeting, at);
        for line in ["parts", "within", "across"] {
            session.apply(&map(line), at).unwrap();
        }
        session
    }

    #[test]
    fn boundary_flows_come_first_and_the_whole_and_accidents_last() {
        let session = system();
        let catalogue = Catalogue::bundled().unwrap();
        let walk = catalogue.walk(&session);
        assert_eq!(session.place_words(walk[0].place), "customer -> web");
        assert_eq!(walk[0].asked, Asked::Letter(Stride::Tampering));
        let last: Vec<Asked> = walk.iter().rev().take(2).map(|cell| cell.asked).collect();
        assert_eq!(last, [Asked::Accidents, Asked::Whole]);
        // A customer can be passed for and deny, and has no store to tamper with.
        let customer: Vec<Asked> = walk
            .iter()
            .filter(|cell| session.place_words(cell.place) == "customer")
            .map(|cell| cell.asked)
            .collect();
        let letters = [Stride::Spoofing, Stride::Repudiation].map(Asked::Letter);
        assert_eq!(customer, letters);
        assert_eq!(walk.len(), 3 + 6 + 4 + 2 + 3 + 2);
    }

    #[test]
    fn every_stop_has_a_question_that_names_the_place() {
        let mut session = system();
        let at = session.sittings[0].started;
        let threat = New::threat(Text::new("x"), FourQuestion::GoWrong);
        session.apply(&Edit::Add(threat), at).unwrap();
        let catalogue = Catalogue::bundled().unwrap();
        for cell in catalogue.walk(&session) {
            let says = catalogue.sweep_prompt(&session, cell);
            assert!(
                says.ends_with('?') && !says.contains("{}"),
                "{cell:?}: {says}"
            );
        }
        let first = catalogue.walk(&session)[0];
        assert_eq!(
            catalogue.sweep_prompt(&session, first),
            "Could someone change data in transit on customer -> web?"
        );
    }
}
