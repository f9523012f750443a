//! What is filled in on a sheet, and what stands in its place on paper.

use maud::{Markup, html};

use super::Sheet;
use crate::catalogue::sheet::fill;
use crate::domain::{Moment, Text};

/// The longest answer that a field takes, in characters.
const LONGEST: usize = 1_000;

/// Words that someone typed. They are kept apart from what stands beside them, so that a line that is written from
/// right to left does not turn its neighbors round.
pub(super) fn typed(text: &str) -> Markup {
    html! { bdi { (text) } }
}

/// Who fills it in. Where names are left out, everyone types their own.
pub(super) fn name(sheet: &Sheet) -> Markup {
    let says = &sheet.words.page;
    let people = sheet.people();
    html! {
        div.name {
            @if people.is_empty() {
                label for="name" { (says.name) }
            } @else {
                label for="who" { (says.name) }
                select #who autocomplete="off" {
                    option value="" { (says.choose_name) }
                    @for (code, label) in &people {
                        option value=(code) { (label) }
                    }
                    option value="00" { (says.not_listed) }
                }
            }
            div #other hidden[!people.is_empty()] {
                @if !people.is_empty() {
                    label for="name" { (says.typed_name) }
                }
                input #name type="text" maxlength="100" autocomplete="off" spellcheck="false" writingsuggestions="false";
            }
        }
    }
}

/// A list of lines that grows as it is written on.
pub(super) struct Lines<'a> {
    /// The letter of its items in a line.
    pub(super) letter: char,
    pub(super) heading: &'a Text,
    pub(super) help: Option<&'a Text>,
    /// What the field of a line is called, with its number.
    pub(super) nth: &'a Text,
    /// Whether each line can say where.
    pub(super) has_place: bool,
}

/// The fields of a list; the script adds more like the first.
pub(super) fn lines(sheet: &Sheet, list: &Lines) -> Markup {
    let says = &sheet.words.page;
    let letter = list.letter;
    html! {
        section.lines aria-labelledby={ "list-" (letter) } {
            h2 id={ "list-" (letter) } { (list.heading) }
            @if let Some(help) = list.help { p.quiet { (help) } }
            ol.rows data-letter=(letter) data-nth=(list.nth) data-place=[list.has_place.then_some(&says.place_n)] {
                li {
                    label.unseen for={ (letter) "-1" } { (fill(list.nth, &[("n", "1")])) }
                    textarea id={ (letter) "-1" } rows="1" placeholder=" " maxlength=(LONGEST) autocomplete="off" spellcheck="false"
                        writingsuggestions="false" {}
                    @if list.has_place { (place(sheet)) }
                }
            }
        }
    }
}

/// Where a threat is: one of the elements and flows that are in scope.
fn place(sheet: &Sheet) -> Markup {
    let says = &sheet.words.page;
    let session = sheet.session;
    let elements = session.elements.iter();
    let elements: Vec<_> = elements.filter(|it| it.out_of_scope.is_none()).collect();
    html! {
        @if !elements.is_empty() {
            label.unseen for="t-1-place" { (fill(&says.place_n, &[("n", "1")])) }
            select #t-1-place autocomplete="off" {
                option value="" { (says.place) }
                optgroup label=(says.elements) {
                    @for element in &elements {
                        option value=(element.id) { (element.id) " " (element.name) }
                    }
                }
                @if !session.flows.is_empty() {
                    optgroup label=(says.flows) {
                        @for flow in &session.flows {
                            option value=(flow.id) { (flow.id) " " (super::system::flow_ends(sheet, flow)) }
                        }
                    }
                }
            }
        }
    }
}

/// A choice of one number.
pub(super) fn scale(letter: char, asks: &Text, from: u8, ends: [&Text; 2]) -> Markup {
    html! {
        fieldset.scale data-scale=(letter) {
            legend { (asks) }
            div.steps {
                @for n in from..=5 {
                    label { input type="radio" name={ "scale-" (letter) } value=(n) autocomplete="off"; span { (n) } }
                }
            }
            p.quiet { (ends[0]) ". " (ends[1]) "." }
        }
    }
}

/// So many empty lines for a pen, and no more.
pub(super) fn few(heading: &Text, lines: usize) -> Markup {
    html! {
        p.pen { (heading) }
        div.ruled.few { @for _ in 0..lines { div.rule {} } }
    }
}

/// Empty lines for a pen. Those that have no room on the page are cut off.
pub(super) fn ruled(heading: &Text, lines: usize) -> Markup {
    html! {
        p.pen { (heading) }
        div.ruled { @for _ in 0..lines { div.rule {} } }
    }
}

/// Numbers to put a cross at.
pub(super) fn crosses(asks: &Text, from: u8) -> Markup {
    html! {
        p.pen { (asks) }
        p.crosses { @for n in from..=5 { span.box {} " " (n) " " } }
    }
}

/// Where plain words go: before the meeting there is no chat of it yet.
pub(super) fn chat<'a>(sheet: &Sheet<'a>) -> &'a Text {
    let says = &sheet.words.page;
    match sheet.moment {
        Moment::Before => &says.how_before,
        Moment::Silent | Moment::Vote | Moment::End => &says.how_chat,
    }
}

/// How to answer in plain words: what can be written, and an example.
pub(super) fn plain(sheet: &Sheet, ways: &[&Text], examples: &[String]) -> Markup {
    let says = &sheet.words.page;
    html! {
        p { (chat(sheet)) }
        ul { @for way in ways { li { (way) } } }
        p { (says.example) ":" }
        pre { @for example in examples { (example) "\n" } }
    }
}
