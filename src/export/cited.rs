//! What a threat refers to, in each markup: an id of a public list with its name, as a link to its page. Any other
//! reference stays the words that it is.

use maud::{Markup, html};

use super::markdown::escape;
use super::phrase;
use crate::catalogue::references::{self, Cited};
use crate::domain::{Text, Threat};

/// A reference in Markdown.
fn markdown(reference: &Text) -> String {
    match Cited::read(reference) {
        Some(cited) => linked(&cited.words(), &cited.url()),
        None => escape(reference),
    }
}

/// Words as a link in Markdown.
pub(super) fn linked(words: &str, url: &str) -> String {
    format!("[{}]({url})", escape(words).replace(']', "\\]"))
}

/// All references of a threat in Markdown, `a, b and c`; `None` without any.
pub(super) fn all(threat: &Threat) -> Option<String> {
    let see: Vec<String> = threat.references.iter().map(markdown).collect();
    (!see.is_empty()).then(|| phrase::and(&see))
}

/// A reference in HTML.
pub(super) fn markup(reference: &Text) -> Markup {
    match Cited::read(reference) {
        Some(cited) => html! {
            a href=(cited.url()) { (cited.words()) }
        },
        None => html! { bdi { (reference) } },
    }
}

/// The words of a reference, and the page that it leads to.
pub(super) fn told(reference: &Text) -> (String, Option<String>) {
    let url = Cited::read(reference).map(Cited::url);
    (references::words(reference), url)
}
