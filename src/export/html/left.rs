//! What is left of each threat, and what it would take.

use maud::{Markup, html};

use super::page::{Page, table, words};
use crate::export::left::left;

/// The section, where someone has said how much a mitigation takes away.
pub(super) fn section(page: &Page) -> Option<Markup> {
    let left = left(page.view)?;
    let rows = html! {
        @for (id, text, is) in &left.threats {
            tr {
                th scope="row" { (page.link(*id)) }
                td { (words(text)) }
                td { (is) }
            }
        }
    };
    Some(html! {
        @for says in &left.counts { p { (says) } }
        (table("What is left of each threat", &["Threat", "What can go wrong", "Rated, left"], &rows))
        @for says in &left.rest { p { (words(says)) } }
    })
}
