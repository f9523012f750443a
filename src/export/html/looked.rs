//! What the room looked at and what it did not, so that no one takes silence for safety.
//!
//! After a sweep the grid of places and letters says what was asked where; without one, where threats are.

use std::collections::HashMap;

use maud::{Markup, html};

use super::page::{Page, listed, table, words};
use crate::check::coverage::{Coverage, Line, cell_sign, legend};
use crate::domain::{AssumptionState, NoteKind, ParkedKind, Place, ThreatId};
use crate::export::coverage::sentences;

/// The scope, the places, and what was left out; nothing when neither a scope nor a place is known.
pub(super) fn section(page: &Page) -> Option<Markup> {
    let session = page.view.session;
    let walk = Walk::new(page);
    let not = left_out(page, &walk);
    let in_scope: Vec<_> = session.notes_of(NoteKind::InScope).collect();
    if in_scope.is_empty() && not.is_empty() && session.elements.is_empty() {
        return None;
    }
    Some(html! {
        h3 { "In scope" }
        @if in_scope.is_empty() {
            p { "No scope recorded." }
        } @else {
            ul { @for note in in_scope { li { (words(&note.text)) } } }
        }
        (walked(page, &walk))
        h3 { "Not covered" }
        @if not.is_empty() {
            p { "Nothing recorded as left out." }
        } @else {
            dl.facts {
                @for (name, items) in not {
                    div { dt { (name) } dd { ul { @for item in items { li { (item) } } } } }
                }
            }
        }
    })
}

/// Every place of the system: parts, then flows.
fn places(page: &Page) -> Vec<Place> {
    let session = page.view.session;
    let parts = session.elements.iter().map(|e| Place::Element(e.id));
    let flows = session.flows.iter().map(|f| Place::Flow(f.id));
    parts.chain(flows).collect()
}

/// What was asked at each place and which threats are there; then the places where neither happened are known too.
struct Walk<'a> {
    asked: HashMap<Place, Vec<&'a str>>,
    found: HashMap<Place, Vec<ThreatId>>,
}

impl<'a> Walk<'a> {
    fn new(page: &Page<'a>) -> Self {
        let mut walk = Self {
            asked: HashMap::new(),
            found: HashMap::new(),
        };
        for swept in &page.view.session.swept {
            let letters = walk.asked.entry(swept.place).or_default();
            letters.push(swept.asked.words());
        }
        for threat in &page.threats {
            for place in &threat.places {
                walk.found.entry(*place).or_default().push(threat.id);
            }
        }
        walk
    }

    fn reached(&self, place: Place) -> bool {
        self.asked.contains_key(&place) || self.found.contains_key(&place)
    }
}

/// The places that the room came to.
fn walked(page: &Page, walk: &Walk<'_>) -> Markup {
    let session = page.view.session;
    if session.elements.is_empty() {
        return html! { p { "There is no map of the system." } };
    }
    let mut reached = places(page);
    reached.push(Place::Whole);
    reached.retain(|place| walk.reached(*place));
    let rows = html! {
        @for place in &reached {
            tr {
                th scope="row" { (page.place(*place)) }
                td {
                    @match walk.asked.get(place) {
                        Some(letters) => (letters.join(", ")),
                        None => span.quiet { "not asked" },
                    }
                }
                td {
                    @match walk.found.get(place) {
                        Some(ids) => (page.links(ids.iter().copied())),
                        None => span.quiet { "none" },
                    }
                }
            }
        }
    };
    html! {
        @if page.view.grids().is_empty() {
            p { "No element-by-element sweep was done." }
            @if !reached.is_empty() {
                (table("Coverage of each element and flow", &["Element or flow", "Asked about", "Threats"], &rows))
            }
        } @else {
            @for says in sentences(page.view) { p { (says) } }
            @for grid in page.view.grids() { (grid_table(page, grid)) }
            p.quiet { (legend(usize::MAX).replace("   ", ", ")) }
        }
    }
}

/// The grid of one category set.
fn grid_table(page: &Page, grid: &Coverage) -> Markup {
    let signs = grid.columns.iter().map(|column| column.sign.as_str());
    let heads: Vec<&str> = ["Element or flow"].into_iter().chain(signs).collect();
    let rows = html! {
        @for row in &grid.rows {
            tr {
                th scope="row" {
                    @match row.line {
                        Line::At(place) => (page.place(place)),
                        Line::Accidents => "accidents",
                    }
                }
                @for cell in &row.cells {
                    td {
                        @if cell.threats.is_empty() {
                            (cell_sign(cell))
                        } @else {
                            (page.links(cell.threats.iter().copied()))
                        }
                    }
                }
            }
        }
    };
    table(
        &format!("Coverage of each element and flow: {}", grid.title),
        &heads,
        &rows,
    )
}

/// What no one looked at, list by list; lists without an entry are left away.
fn left_out(page: &Page, walk: &Walk<'_>) -> Vec<(&'static str, Vec<Markup>)> {
    let session = page.view.session;
    let notes = |kind| -> Vec<Markup> { session.notes_of(kind).map(|n| words(&n.text)).collect() };
    let unsettled = session
        .assumptions
        .iter()
        .filter(|a| a.state == AssumptionState::Unconfirmed);
    let later = session
        .parked
        .iter()
        .filter(|p| p.kind == ParkedKind::OffTopic && p.used_as.is_none());
    let unknown = session.elements.iter().filter(|e| e.unknown);
    let put_off = page.threats.iter().filter(|t| t.deferred.is_some());
    let missed: Vec<Markup> = places(page)
        .into_iter()
        .filter(|place| !walk.reached(*place))
        .map(|place| page.place(place))
        .collect();
    let missed = (!missed.is_empty()).then(|| listed(missed));
    let mut lists = vec![
        ("Out of scope", notes(NoteKind::OutOfScope)),
        ("Not represented", notes(NoteKind::MissingRole)),
        (
            "Assumed, not confirmed",
            unsettled.map(|a| page.named(a.id.into())).collect(),
        ),
        (
            "How it works is unknown",
            unknown.map(|e| page.named(e.id.into())).collect(),
        ),
        (
            "Off topic, parked",
            later.map(|p| page.named(p.id.into())).collect(),
        ),
        (
            "Deferred",
            put_off.map(|t| page.named(t.id.into())).collect(),
        ),
        ("No questions and no threats", missed.into_iter().collect()),
    ];
    lists.retain(|(_, items): &(_, Vec<Markup>)| !items.is_empty());
    lists
}
