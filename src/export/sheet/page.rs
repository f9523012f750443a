//! The page around what a moment shows and asks.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Sheet, before, end, fields, silent, vote};
use crate::catalogue::sheet::ScriptWords;
use crate::domain::Moment;

/// The style sheet, as it stands in the page.
const CSS: &str = include_str!("style.css");

/// The script: how answers are folded, then what the page does.
const SCRIPT: [&str; 2] = [include_str!("codec.js"), include_str!("script.js")];

/// What the script has to know.
#[derive(Serialize)]
struct Data<'a> {
    sheet: String,
    moment: &'static str,
    dots: u32,
    says: &'a ScriptWords,
}

/// What a moment puts on the page.
pub(super) struct Parts {
    /// What is looked at, with and without a script.
    pub(super) shown: Markup,
    /// How to answer in plain words, where no script runs.
    pub(super) how: Markup,
    /// What is filled in, where a script runs.
    pub(super) form: Markup,
    /// What is written on with a pen.
    pub(super) paper: Markup,
}

/// The whole file.
pub(super) fn render(sheet: &Sheet) -> String {
    let says = &sheet.words.page;
    let (kind, prompt) = sheet.heading();
    let parts = match sheet.moment {
        Moment::Before => before::parts(sheet),
        Moment::Silent => silent::parts(sheet),
        Moment::Vote => vote::parts(sheet),
        Moment::End => end::parts(sheet),
    };
    let (css, script) = (as_read(CSS), as_read(&SCRIPT.concat()));
    let markup = html! {
        (DOCTYPE)
        html lang=(says.lang) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content={
                    "default-src 'none'; script-src 'sha256-" (hash(&script)) "'; style-src 'sha256-" (hash(&css))
                    "'; base-uri 'none'; form-action 'none'"
                };
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (kind) ": " (sheet.title()) }
                style { (PreEscaped(&css)) }
            }
            body class=(sheet.moment.name()) {
                header {
                    p.kind { (kind) }
                    h1 { (fields::typed(sheet.title())) }
                    p.prompt { (prompt) }
                    p.pen aria-hidden="true" { (says.paper_name) ": " span.rule {} }
                }
                main {
                    div.whose #whose hidden { (fields::name(sheet)) }
                    div.shown { (parts.shown) }
                    section.how #how aria-labelledby="how-heading" {
                        h2 #how-heading { (says.how) }
                        (parts.how)
                    }
                    div.form #form hidden {
                        (parts.form)
                        p.finish {
                            button.main #finished type="button" { (says.finished) }
                            span.wrong #wrong role="alert" {}
                        }
                        (result(sheet))
                    }
                    div.paper aria-hidden="true" { (parts.paper) }
                }
                footer { p { (says.truth) } }
                script type="application/json" #data { (PreEscaped(data(sheet))) }
                script { (PreEscaped(&script)) }
            }
        }
    };
    let mut text = markup.into_string();
    text.push('\n');
    text
}

/// Where the answers are copied from, once they are finished.
fn result(sheet: &Sheet) -> Markup {
    let says = &sheet.words.page;
    html! {
        section.result #result tabindex="-1" aria-labelledby="result-heading" hidden {
            h2 #result-heading { (says.result) }
            p { @if sheet.moment == Moment::Before { (says.result_before) } @else { (says.result_says) } }
            p.quiet { (says.result_alone) }
            p.ways { button #all type="button" hidden { (says.copy_all) } }
            div #lines {}
            p.ways {
                button #plain type="button" { (says.copy_plain) }
                button #save type="button" { (says.save) }
            }
            @if sheet.moment == Moment::Vote {
                p.quiet { (says.plain_votes) }
            }
            div #by-hand hidden {
                label for="hand" { (says.by_hand) }
                textarea #hand readonly rows="4" spellcheck="false" writingsuggestions="false" autocomplete="off" {}
            }
        }
        p.said #said role="status" {}
    }
}

/// What a browser counts as one line break, whatever a checkout made of it.
fn as_read(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn hash(text: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()))
}

/// As JSON in which nothing can end the element that it stands in.
fn data(sheet: &Sheet) -> String {
    let data = Data {
        sheet: sheet.session.sheet_id(sheet.moment).to_string(),
        moment: sheet.moment.name(),
        dots: sheet.dots,
        says: &sheet.words.script,
    };
    let json = serde_json::to_string(&data).unwrap_or_default();
    json.replace('<', "\\u003c")
}
