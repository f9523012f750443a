//! Places by the names that the map shows: `>web`, `>api gateway`, `>web>ledger`, `>F6`, `>all`.

use super::take::{reach, together, without_tail};
use crate::domain::fold::{fold, squeeze};
use crate::domain::{Called, ElementId, Place, Session, tails};

/// The fewest letters of a name's last word that stand for it where several words are read as one name: `>api gate`.
/// Fewer could be a word of the sentence.
const LEAST: usize = 3;

/// The place that a name or an id calls: an element, a flow (`F6` or `web>ledger`), or `all`.
pub(crate) fn place(name: &str, session: &Session) -> Called<Place> {
    exactly(name, session).or_else(|| match ends(name) {
        Some((from, to)) => flow(
            among(element(from, session)),
            among(element(to, session)),
            session,
        ),
        None => element(name, session).map(Place::Element),
    })
}

/// The place at the front of these words, the first without its symbol, and how many of them it takes. A name of several
/// words is taken as the map shows it, and what follows is of the sentence.
pub(super) fn find(rest: &str, words: &[&str], session: &Session) -> (usize, Called<Place>) {
    if rest.is_empty() {
        return (0, Called::Nothing);
    }
    let names = session.elements.iter();
    let longest = names.map(|e| e.name.split_whitespace().count()).max();
    // A flow has two names and an arrow.
    let most = (2 * longest.unwrap_or(1) + 1).min(reach(words));
    let bare = |taken: usize| {
        let whole = together(rest, words, taken);
        without_tail(&whole).to_owned()
    };
    for taken in (1..=most).rev() {
        let found = exactly(&together(rest, words, taken), session);
        let found = found.or_else(|| exactly(&bare(taken), session));
        if found != Called::Nothing {
            return (taken, found);
        }
    }
    for taken in (2..=most).rev() {
        let found = begun(&bare(taken), session);
        if found != Called::Nothing {
            return (taken, found.map(Place::Element));
        }
    }
    (1, place(rest, session))
}

/// How a place is called where someone has to choose: a flow with what it carries, as two may join the same elements.
pub(crate) fn shown(place: Place, session: &Session) -> String {
    let words = session.place_words(place);
    let flow = session.flows.iter().find(|f| place == Place::Flow(f.id));
    match flow.filter(|flow| !flow.data.is_empty()) {
        Some(flow) => format!("{words} : {}", flow.data),
        None => words,
    }
}

/// The place of this id or whole name.
fn exactly(name: &str, session: &Session) -> Called<Place> {
    if let Ok(place) = name.trim().to_uppercase().parse::<Place>() {
        let known = match place {
            Place::Element(id) => session.holds(id.into()),
            Place::Flow(id) => session.holds(id.into()),
            Place::Whole => true,
        };
        if known {
            return Called::One(place);
        }
    }
    if fold(name) == "all" {
        return Called::One(Place::Whole);
    }
    if let Some((from, to)) = ends(name) {
        return flow(
            among(whole(from, session)),
            among(whole(to, session)),
            session,
        );
    }
    whole(name, session).map(Place::Element)
}

/// The two ends of a flow, with the arrow of the map or the sign alone.
fn ends(name: &str) -> Option<(&str, &str)> {
    let name = name.trim();
    let (from, to) = name.split_once("->").or_else(|| name.split_once('>'))?;
    Some((from.trim(), to.trim()))
}

fn among(called: Called<ElementId>) -> Vec<ElementId> {
    match called {
        Called::Nothing => Vec::new(),
        Called::One(only) => vec![only],
        Called::Several(all) => all,
    }
}

/// The flows from one of these to one of those.
fn flow(from: Vec<ElementId>, to: Vec<ElementId>, session: &Session) -> Called<Place> {
    let joins = session.flows.iter();
    let joins = joins.filter(|f| from.contains(&f.from) && to.contains(&f.to));
    Called::of(joins.map(|f| Place::Flow(f.id)).collect())
}

fn those(session: &Session, is: impl Fn(&str) -> bool) -> Called<ElementId> {
    let elements = session.elements.iter().filter(|e| is(&e.name));
    Called::of(elements.map(|e| e.id).collect())
}

/// The element of this whole name, as it is shown or as it is typed in a hurry.
fn whole(name: &str, session: &Session) -> Called<ElementId> {
    let (folded, squeezed) = (fold(name.trim()), squeeze(name));
    if squeezed.is_empty() {
        return Called::Nothing;
    }
    those(session, |other| fold(other) == folded)
        .or_else(|| those(session, |other| squeeze(other) == squeezed))
}

/// The element of this name, or those of whose names a part begins so.
fn element(name: &str, session: &Session) -> Called<ElementId> {
    let stem = squeeze(name);
    if stem.is_empty() {
        return Called::Nothing;
    }
    whole(name, session).or_else(|| {
        those(session, |other| {
            tails(other).any(|tail| tail.starts_with(&stem))
        })
    })
}

/// The elements whose names have these words at the front, of which the last may be cut short.
fn begun(name: &str, session: &Session) -> Called<ElementId> {
    let Some((front, last)) = name.rsplit_once(' ') else {
        return Called::Nothing;
    };
    let (front, last) = (squeeze(front), squeeze(last));
    if last.chars().count() < LEAST {
        return Called::Nothing;
    }
    those(session, |other| {
        let mut rest = other;
        let mut before = String::new();
        while before.len() < front.len() {
            let Some((word, behind)) = rest.trim_start().split_once(char::is_whitespace) else {
                return false;
            };
            before.push_str(&squeeze(word));
            rest = behind;
        }
        before == front && squeeze(rest).starts_with(&last)
    })
}
