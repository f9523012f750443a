//! The system: a picture of it, and the same as tables, for those who cannot see the picture and for what did not fit
//! on it.

use maud::{Markup, html};

use super::page::{Page, listed, table, words};
use crate::domain::Element;
use crate::export::picture;

/// The picture and its tables; nothing when there are neither parts nor zones.
pub(super) fn section(page: &Page) -> Option<Markup> {
    let session = page.view.session;
    if session.elements.is_empty() && session.zones.is_empty() {
        return None;
    }
    Some(html! {
        @if session.elements.is_empty() {
            p { "No elements recorded, so there is no map." }
        } @else {
            (picture::figures(session))
            (table("Elements", &["Id", "Element", "Kind", "Trust zone", "Owner"], &parts(page)))
        }
        @if !session.flows.is_empty() {
            (table("Data flows", &["Id", "From", "To", "Data", "Trust boundary"], &flows(page)))
        }
        @if !session.zones.is_empty() {
            (table("Trust zones", &["Id", "Zone", "Elements"], &zones(page)))
        }
    })
}

fn parts(page: &Page) -> Markup {
    html! {
        @for element in &page.view.session.elements {
            tr id=(element.id) {
                th scope="row" { (element.id) }
                td {
                    (words(&element.name))
                    @if let Some(host) = element.within { ", on the map of " (page.named(host.into())) }
                    @if let Some(why) = &element.out_of_scope { ", out of scope: " (words(why)) }
                    @if !element.note.is_empty() { ": " (words(&element.note)) }
                }
                td {
                    (element.kind.words())
                    @if element.unknown { ", how it works is unknown" }
                }
                td { @if let Some(zone) = page.view.session.zone_of(element.id) { (page.named(zone.into())) } @else { "none" } }
                td { (owner(page, element)) }
            }
        }
    }
}

/// Who owns a part: a name, `named` where names are left out, `none yet`.
fn owner(page: &Page, element: &Element) -> Markup {
    let owner = element.owner.as_deref();
    match (owner, owner.and_then(|owner| page.view.owner(owner))) {
        (_, Some(label)) => words(label),
        (Some(_), None) => html! { "named" },
        (None, None) => html! { "none yet" },
    }
}

fn flows(page: &Page) -> Markup {
    let session = page.view.session;
    html! {
        @for flow in &session.flows {
            tr id=(flow.id) {
                th scope="row" { (flow.id) }
                td { (page.named(flow.from.into())) }
                td { (page.named(flow.to.into())) }
                td {
                    @if flow.data.is_empty() { "not recorded" } @else { (words(&flow.data)) }
                    @if !flow.protocol.is_empty() { " by " (words(&flow.protocol)) }
                }
                td { (if session.crosses(flow) { "crosses" } else { "stays inside" }) }
            }
        }
    }
}

fn zones(page: &Page) -> Markup {
    let session = page.view.session;
    let of = session
        .elements
        .iter()
        .map(|e| (session.zone_of(e.id), e.id));
    let of: Vec<_> = of.collect();
    let inside = |zone: &crate::domain::Zone| -> Vec<Markup> {
        let inside = of.iter().filter(|(of, _)| *of == Some(zone.id));
        inside.map(|(_, id)| page.named((*id).into())).collect()
    };
    html! {
        @for zone in &session.zones {
            @let inside = inside(zone);
            tr id=(zone.id) {
                th scope="row" { (zone.id) }
                td {
                    (words(&zone.name))
                    @if let Some(around) = zone.parent { ", in " (page.named(around.into())) }
                }
                td { @if inside.is_empty() { "no elements" } @else { (listed(inside)) } }
            }
        }
    }
}
