//! `report.html`: the whole session as one page that works from a file, on a screen and on paper.
//!
//! Markup is checked at compile time and every word of the session is escaped by the template, never by hand. The page
//! has no script and asks for nothing: its content security policy allows its own style sheet and nothing else.

mod artifact;
mod close;
mod lists;
mod looked;
mod map;
mod opening;
mod page;
mod severity;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::view::View;
use super::{Kind, Shelf, one, phrase, summary};
use page::{Page, words};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "html",
    file: "report.html",
    describes: "whole report to print",
    shelf: Shelf::People,
    write: |view| one(&KIND, render(view)),
};

/// The style sheet, as it stands in the page.
const CSS: &str = include_str!("html/report.css");

/// A section: the end of its address, its heading, and what is in it unless there is nothing to say.
type Section = (&'static str, &'static str, fn(&Page) -> Option<Markup>);

/// All sections, in the order of the page. One that has nothing to say is left out, with its heading and its link.
const SECTIONS: &[Section] = &[
    ("still-open", "Still open", opening::still_open),
    ("in-short", "In short", opening::in_short),
    ("system", "The system", map::section),
    ("severity", "Threats by severity", severity::section),
    (
        "looked-at",
        "What we looked at, and what not",
        looked::section,
    ),
    ("threats", "Threats in full", artifact::section),
    ("actions", "Action items", lists::actions),
    ("questions", "Questions", lists::questions),
    ("assumptions", "Assumptions", lists::assumptions),
    ("kept", "Kept for later", lists::parked),
    ("people", "Who was there", close::people),
    ("again", "We meet again", close::again),
    ("meeting", "About the meeting itself", close::meeting),
];

/// The whole file.
fn render(view: &View) -> String {
    let page = Page::new(view);
    let title = match view.session.title.as_str() {
        "" => "Untitled",
        title => title,
    };
    let sections: Vec<(&str, &str, Markup)> = SECTIONS
        .iter()
        .filter_map(|(id, heading, body)| Some((*id, *heading, body(&page)?)))
        .collect();
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            (head(title))
            body {
                a.skip href="#main" { "Skip to the report" }
                header.top {
                    p.kind { (summary::head(view)) }
                    h1 { (words(title)) }
                    (opening::numbers(view))
                }
                nav aria-labelledby="contents" {
                    h2 #contents { "Contents" }
                    ul {
                        @for (id, heading, _) in &sections {
                            li { a href={ "#" (id) } { (heading) } }
                        }
                    }
                }
                main #main tabindex="-1" {
                    @for (id, heading, body) in &sections {
                        section #(id) aria-labelledby={ (id) "-heading" } {
                            h2 id={ (id) "-heading" } { (heading) }
                            (body)
                        }
                    }
                }
                footer {
                    p {
                        "Made with threatboard on " (phrase::date(view.today))
                        ". Who said what stays in the session file."
                    }
                }
            }
        }
    };
    let mut text = markup.into_string();
    text.push('\n');
    text
}

/// What a browser has to know before it shows anything: first of all that it may do nothing but apply our style.
fn head(title: &str) -> Markup {
    // A browser counts each line break of the style sheet as one character, whatever a checkout made of it.
    let css = CSS.replace("\r\n", "\n");
    let hash = BASE64_STANDARD.encode(Sha256::digest(css.as_bytes()));
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content={
                "default-src 'none'; style-src 'sha256-" (hash) "'; img-src 'none'; base-uri 'none'; form-action 'none'"
            };
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            title { "Threat model: " (title) }
            style { (PreEscaped(css)) }
        }
    }
}
