//! What the room is asked at each kind of place, and with that, which letters matter there.

use std::collections::HashSet;

use serde::Deserialize;

use super::{Catalogue, CatalogueError, read};
use crate::domain::{
    Asked, Element, ElementId, ElementKind, Flow, Place, STRIDE, Session, Stop, Swept,
};

/// The bundled prompts.
const BUNDLED: &str = include_str!("sweep.ron");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prompts {
    /// How long a room takes for a stop, until its own pace is known.
    pub(super) seconds_a_stop: u32,
    pub(super) prompts: Vec<SweepPrompt>,
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
    /// What is asked about at a kind of place, and how.
    pub(super) fn new(at: Spot, asked: Asked, says: String) -> Self {
        Self { at, asked, says }
    }

    /// The same about something else.
    pub(super) fn about(self, asked: Asked) -> Self {
        Self { asked, ..self }
    }

    /// What is asked.
    pub(super) fn says(&self) -> &str {
        &self.says
    }

    /// What it asks about.
    pub(super) fn asked(&self) -> &Asked {
        &self.asked
    }

    /// Whether both ask for the same letter at the same kind of place.
    pub(super) fn is_for_the_same(&self, other: &Self) -> bool {
        (self.at, &self.asked) == (other.at, &other.asked)
    }
}

/// A kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Spot {
    Flow,
    ExternalEntity,
    Process,
    DataStore,
    Whole,
}

impl From<ElementKind> for Spot {
    fn from(kind: ElementKind) -> Self {
        match kind {
            ElementKind::ExternalEntity => Self::ExternalEntity,
            ElementKind::Process => Self::Process,
            ElementKind::DataStore => Self::DataStore,
        }
    }
}

/// The prompts that come with the program.
pub(super) fn bundled() -> Result<Prompts, CatalogueError> {
    read(BUNDLED)
}

fn spot(session: &Session, place: Place) -> Option<Spot> {
    Some(match place {
        Place::Whole => Spot::Whole,
        Place::Flow(_) => Spot::Flow,
        Place::Element(id) => session.elements.iter().find(|e| e.id == id)?.kind.into(),
    })
}

impl Catalogue {
    /// The whole walk, in order: flows that cross a boundary and the elements that they touch, then the other elements
    /// and the other flows; last the system as a whole, with accidents (R33). What is out of scope is left out.
    pub fn stops(&self, session: &Session) -> Vec<Stop> {
        let sets = self.sets_of(session);
        let is_used = |asked: &Asked| match asked {
            Asked::Letter(_) => session.uses_set(STRIDE),
            Asked::Of(category) => sets.iter().any(|set| set.name.as_str() == category.set()),
            Asked::Whole | Asked::Accidents => true,
        };
        let used: Vec<&SweepPrompt> = self.sweep.iter().filter(|p| is_used(&p.asked)).collect();
        // In the order of the sets as the session names them.
        let of_set = |asked: &Asked| {
            let name = match asked {
                Asked::Letter(_) => STRIDE,
                Asked::Of(category) => category.set(),
                Asked::Whole | Asked::Accidents => "",
            };
            sets.iter().position(|set| set.name.as_str() == name)
        };
        let asked_at = |spot: Spot| {
            let mut here: Vec<&Asked> = Vec::new();
            here.extend(used.iter().filter(|p| p.at == spot).map(|p| &p.asked));
            here.sort_by_key(|asked| of_set(asked));
            here.into_iter().cloned().collect::<Vec<Asked>>()
        };
        let [flow, whole] = [Spot::Flow, Spot::Whole].map(asked_at);
        let [external, process, store] =
            [Spot::ExternalEntity, Spot::Process, Spot::DataStore].map(asked_at);
        let out: HashSet<ElementId> = session
            .elements
            .iter()
            .filter(|element| element.out_of_scope.is_some())
            .map(|element| element.id)
            .collect();
        // What an element in scope sends to one out of scope is looked at.
        let is_in = |flow: &&Flow| !(out.contains(&flow.from) && out.contains(&flow.to));
        let flows = session.flows.iter().filter(is_in);
        let (crossing, inside): (Vec<_>, Vec<_>) = flows.partition(|flow| session.crosses(flow));
        let touched: HashSet<_> = crossing.iter().flat_map(|f| [f.from, f.to]).collect();
        let (edge, core): (Vec<_>, Vec<_>) = session
            .elements
            .iter()
            .filter(|element| !out.contains(&element.id))
            .partition(|element| touched.contains(&element.id));
        let of_flow = |at_boundary| {
            let asked = &flow;
            move |flow: &&Flow| Stop {
                place: Place::Flow(flow.id),
                asked: asked.clone(),
                at_boundary,
            }
        };
        let of_element = |at_boundary| {
            let (external, process, store) = (&external, &process, &store);
            move |element: &&Element| Stop {
                place: Place::Element(element.id),
                asked: match element.kind {
                    ElementKind::ExternalEntity => external.clone(),
                    ElementKind::Process => process.clone(),
                    ElementKind::DataStore => store.clone(),
                },
                at_boundary,
            }
        };
        let last = Stop {
            place: Place::Whole,
            asked: whole.clone(),
            at_boundary: false,
        };
        let crossing = crossing.iter().map(of_flow(true));
        let stops = crossing
            .chain(edge.iter().map(of_element(true)))
            .chain(core.iter().map(of_element(false)))
            .chain(inside.iter().map(of_flow(false)))
            .chain([last]);
        stops.filter(|stop| !stop.asked.is_empty()).collect()
    }

    /// How many seconds a room takes for a stop, until its own pace is known.
    pub fn seconds_a_stop(&self) -> u32 {
        self.seconds_a_stop
    }

    /// What the room is asked there.
    pub fn sweep_prompt(&self, session: &Session, at: &Swept) -> String {
        let here = spot(session, at.place);
        let name = session.place_apart(at.place);
        self.sweep
            .iter()
            .find(|prompt| Some(prompt.at) == here && prompt.asked == at.asked)
            .map_or_else(String::new, |prompt| prompt.says.replace("{}", &name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, FourQuestion, New, SessionKind, Stamp, Text};

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
    fn there_is_one_stop_a_place_with_boundaries_first_and_the_whole_last() {
        let session = system();
        let catalogue = Catalogue::bundled().unwrap();
        let stops: Vec<String> = catalogue
            .stops(&session)
            .iter()
            .map(|stop| {
                let place = session.place_words(stop.place);
                let asked: Vec<String> = stop
                    .asked
                    .iter()
                    .map(|a| catalogue.mark(a).unwrap_or_else(|| a.words().to_owned()))
                    .collect();
                let edge = if stop.at_boundary { "! " } else { "" };
                format!("{edge}{place}: {}", asked.join(" "))
            })
            .collect();
        let expected = [
            "! customer -> web: T I D",
            "! web: S T R I D E",
            // A customer can be passed for and deny, and has no store to tamper with.
            "! customer: S R",
            "ledger: T R I D",
            "web -> ledger: T I D",
            "the whole system: the whole system accidents",
        ];
        assert_eq!(stops, expected);
    }

    #[test]
    fn each_set_of_a_session_adds_its_letters_to_the_stop_in_the_order_of_the_sets() {
        let mut session = system();
        let catalogue = Catalogue::bundled().unwrap();
        let mut letters = |sets: &[&str], stop: usize| {
            session.sets = sets.iter().map(|name| Text::new(name)).collect();
            let asked = catalogue.stops(&session)[stop].asked.clone();
            let marks = asked.iter().filter_map(|asked| catalogue.mark(asked));
            marks.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(letters(&["stride", "linddun"], 0), "T I D L I D DD");
        assert_eq!(letters(&["linddun", "stride"], 0), "L I D DD T I D");
        assert_eq!(letters(&["cia"], 1), "C I A");
        assert_eq!(letters(&["ours", "cia"], 1), "C I A");
        // A set that is not here asks nothing, and the system as a whole is still asked about.
        session.sets = vec!["ours".into()];
        let stops = catalogue.stops(&session);
        assert_eq!(stops.len(), 1);
        assert_eq!(stops[0].place, Place::Whole);
        assert_eq!(catalogue.missing_sets(&session), ["ours"]);
    }

    #[test]
    fn every_stop_has_a_question_that_names_the_place() {
        let mut session = system();
        session.sets = ["stride", "cia", "linddun"].map(Text::new).into();
        let at = session.sittings[0].started;
        let threat = New::threat(Text::new("x"), FourQuestion::GoWrong);
        session.apply(&Edit::Add(threat), at).unwrap();
        let catalogue = Catalogue::bundled().unwrap();
        let stops = catalogue.stops(&session);
        for look in stops.iter().flat_map(Stop::looks) {
            let says = catalogue.sweep_prompt(&session, &look);
            assert!(
                says.ends_with('?') && !says.contains("{}"),
                "{look:?}: {says}"
            );
        }
        let first = stops[0].looks().next().unwrap();
        assert_eq!(
            catalogue.sweep_prompt(&session, &first),
            "Could someone change data in transit on customer -> web?"
        );
    }
}
