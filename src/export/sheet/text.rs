//! `sheet.txt`: what the page shows and how to answer, for those whose chat or mail takes no HTML.

use super::{Sheet, before, end, fields, line, silent, system, vote};
use crate::domain::{Moment, Text};

pub(super) fn render(sheet: &Sheet) -> String {
    let says = &sheet.words.page;
    let (kind, prompt) = sheet.heading();
    let mut text = Lines(Vec::new());
    text.say(sheet.title().to_owned());
    text.say(kind.to_owned());
    text.say(String::new());
    text.say(prompt);
    match sheet.moment {
        Moment::Silent => {
            scope_and_map(sheet, &mut text);
            how(
                sheet,
                &mut text,
                &silent::ways(sheet),
                silent::examples(sheet),
            );
        }
        Moment::Before => {
            text.head(&says.agenda);
            for part in before::parts_of(sheet) {
                let minutes = before::in_minutes(sheet, part.minutes);
                text.item(format!("{}: {minutes}", part.says));
            }
            text.head(&says.bring);
            for thing in crate::export::agenda::bring(says) {
                text.item(thing.to_string());
            }
            scope_and_map(sheet, &mut text);
            how(
                sheet,
                &mut text,
                &before::ways(sheet),
                before::examples(sheet),
            );
        }
        Moment::Vote => {
            text.head(&says.candidates);
            if sheet.candidates.is_empty() {
                text.say(says.no_candidates.to_string());
            }
            for candidate in &sheet.candidates {
                if candidate.is_heap() {
                    text.item(format!(
                        "{} {}",
                        sheet.number(candidate),
                        line(candidate.words)
                    ));
                    let lines = candidate.lines.iter();
                    lines.for_each(|it| text.say(format!("    {}", line(it))));
                } else {
                    text.item(line(&candidate.in_full().as_str().into()));
                }
            }
            text.head(&says.how);
            text.say(says.how_vote.to_string());
            text.say(format!("{}:", says.example));
            text.say(format!("  {}", vote::example(sheet)));
        }
        Moment::End => {
            text.head(&says.actions);
            let actions = end::actions(sheet);
            if actions.is_empty() {
                text.say(says.no_actions.to_string());
            }
            for action in actions {
                let terms = end::terms(sheet, action);
                text.item(format!("{} {} ({terms})", action.id, line(&action.text)));
            }
            let accepted = end::accepted(sheet);
            if !accepted.is_empty() {
                text.head(&says.accepted);
            }
            for threat in accepted {
                let why = end::why(sheet, threat);
                let why = if why.is_empty() {
                    why
                } else {
                    format!(" ({why})")
                };
                text.item(format!("{} {}{why}", threat.id, line(&threat.text)));
            }
            how(sheet, &mut text, &end::ways(sheet), end::examples(sheet));
        }
    }
    text.say(String::new());
    text.say(says.text_alone.to_string());
    let mut whole = text.0.join("\n");
    whole.push('\n');
    whole
}

/// Lines of a text.
struct Lines(Vec<String>);

impl Lines {
    fn say(&mut self, line: String) {
        self.0.push(line);
    }

    fn head(&mut self, heading: &str) {
        self.0.extend([String::new(), heading.to_owned()]);
    }

    fn item(&mut self, item: String) {
        self.0.push(format!("- {item}"));
    }
}

fn scope_and_map(sheet: &Sheet, text: &mut Lines) {
    let says = &sheet.words.page;
    text.head(&says.scope);
    let notes = system::notes(sheet);
    if notes.is_empty() {
        text.say(says.no_scope.to_string());
    }
    for (name, notes) in notes {
        for note in notes {
            text.item(format!("{name}: {}", line(note)));
        }
    }
    text.head(&says.map);
    let session = sheet.session;
    if session.elements.is_empty() {
        text.say(says.no_map.to_string());
    }
    for element in &session.elements {
        let about = system::about(sheet, element);
        text.item(format!("{} {}: {about}", element.id, line(&element.name)));
    }
    for flow in &session.flows {
        text.item(format!("{} {}", flow.id, system::flow_words(sheet, flow)));
    }
}

fn how(sheet: &Sheet, text: &mut Lines, ways: &[&Text], examples: Vec<String>) {
    let says = &sheet.words.page;
    text.head(&says.how);
    text.say(fields::chat(sheet).to_string());
    for way in ways {
        text.item(way.to_string());
    }
    text.say(format!("{}:", says.example));
    for example in examples {
        text.say(format!("  {example}"));
    }
}
