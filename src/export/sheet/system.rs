//! What the meeting is about: scope, and the map as a picture and in words.

use maud::{Markup, html};

use super::fields::typed;
use super::{Sheet, line};
use crate::catalogue::sheet::fill;
use crate::domain::{Element, ElementKind, Flow, NoteKind, Text, Threat};
use crate::export::picture;

/// Scope and map.
pub(super) fn shown(sheet: &Sheet) -> Markup {
    let says = &sheet.words.page;
    html! {
        (scope(sheet))
        section.map-section aria-labelledby="map-heading" {
            h2 #map-heading { (says.map) }
            @if sheet.session.elements.is_empty() {
                p.quiet { (says.no_map) }
            } @else {
                div.pictures {
                    (picture::drawings(sheet.session, &says.map_picture))
                    p.quiet.key { (key(sheet)) }
                }
                details.in-words open {
                    summary { (says.map_in_words) }
                    div.scroll {
                        ul { @for element in &sheet.session.elements { li { (element_row(sheet, element)) } } }
                        @if !sheet.session.flows.is_empty() {
                            h3 { (says.flows) }
                            ul { @for flow in &sheet.session.flows { li {
                                span.id { (flow.id) } " " (typed(&flow_words(sheet, flow)))
                            } } }
                        }
                    }
                }
            }
        }
    }
}

/// What the symbols of the picture mean, of those that not every map has only what is there.
fn key(sheet: &Sheet) -> String {
    let (says, session) = (&sheet.words.page, sheet.session);
    let has_threats = session.threats.iter().any(Threat::is_in_play);
    let has_unknown = session.elements.iter().any(|element| element.unknown);
    let threats = has_threats.then(|| says.map_key_threats.as_str());
    let unknown = has_unknown.then(|| says.map_key_unknown.as_str());
    let said = std::iter::once(says.map_key.as_str())
        .chain(threats)
        .chain(unknown);
    said.collect::<Vec<_>>().join(" ")
}

/// Why now, what is in and what is out.
pub(super) fn scope(sheet: &Sheet) -> Markup {
    let says = &sheet.words.page;
    let all = notes(sheet);
    html! {
        section aria-labelledby="scope-heading" {
            h2 #scope-heading { (says.scope) }
            @if all.is_empty() { p.quiet { (says.no_scope) } } @else {
                dl { @for (name, notes) in &all {
                    div {
                        dt { (name) }
                        @for note in notes { dd { (typed(note)) } }
                    }
                } }
            }
        }
    }
}

/// The notes on the scope, each kind under its name.
pub(super) fn notes<'a>(sheet: &Sheet<'a>) -> Vec<(&'a Text, Vec<&'a Text>)> {
    let says = &sheet.words.page;
    let kinds = [
        (&says.why_now, NoteKind::WhyNow),
        (&says.in_scope, NoteKind::InScope),
        (&says.out_of_scope, NoteKind::OutOfScope),
    ];
    let all = kinds.into_iter().map(|(name, kind)| {
        let notes = sheet.session.notes_of(kind).map(|note| &note.text);
        (name, notes.collect::<Vec<_>>())
    });
    all.filter(|(_, notes)| !notes.is_empty()).collect()
}

fn element_row(sheet: &Sheet, element: &Element) -> Markup {
    html! {
        span.id { (element.id) } " " (typed(&element.name))
        span.quiet { ": " (about(sheet, element)) }
    }
}

/// What an element is and where: `process, in core`.
pub(super) fn about(sheet: &Sheet, element: &Element) -> String {
    let says = &sheet.words.page;
    let kind = match element.kind {
        ElementKind::ExternalEntity => &says.external,
        ElementKind::Process => &says.process,
        ElementKind::DataStore => &says.store,
    };
    let mut about = vec![kind.to_string()];
    let zone = sheet.session.zone_of(element.id);
    let zone = zone.and_then(|id| sheet.session.zones.iter().find(|zone| zone.id == id));
    about.extend(zone.map(|zone| fill(&says.in_zone, &[("zone", &line(&zone.name))])));
    about.extend(element.unknown.then(|| says.is_unknown.to_string()));
    about.extend(
        element
            .out_of_scope
            .is_some()
            .then(|| says.is_out.to_string()),
    );
    about.join(", ")
}

/// `customer -> web`: what tells a flow from others in a narrow field; with its data where two have the same ends.
pub(super) fn flow_ends(sheet: &Sheet, flow: &Flow) -> String {
    let session = sheet.session;
    let same = session
        .flows
        .iter()
        .filter(|it| (it.from, it.to) == (flow.from, flow.to));
    if same.count() > 1 {
        return flow_words(sheet, flow);
    }
    format!(
        "{} -> {}",
        session.element_name(flow.from),
        session.element_name(flow.to)
    )
}

/// `customer -> web: refund request`
pub(super) fn flow_words(sheet: &Sheet, flow: &Flow) -> String {
    let session = sheet.session;
    let data = match flow.data.as_str() {
        "" => sheet.words.page.no_data.to_string(),
        _ => line(&flow.data),
    };
    format!(
        "{} -> {}: {data}",
        session.element_name(flow.from),
        session.element_name(flow.to)
    )
}
