//! One person and their sheet: keys alone, what survives a reload, and every way to copy.

use serde_json::json;
use threatboard::parse::folded;

use super::{Handed, finish, has_focus, lines, said, write};
use crate::browsers::{Browser, Kind, Page, Start, in_browsers};

in_browsers!(
    a_sheet_is_filled_in_and_copied_by_keys_alone,
    a_vote_has_one_stop_for_each_threat,
    what_was_typed_survives_a_reload_that_asks_first,
    a_line_is_copied_where_the_clipboard_is_closed,
    a_line_is_selected_where_nothing_can_be_copied,
    answers_are_saved_as_text,
    without_a_script_the_sheet_says_how_to_answer_in_words,
    a_sheet_says_what_is_missing_before_it_is_finished,
);

/// What was folded into the lines that a person sees.
fn payload(person: &Page) -> String {
    let read = folded::read(&lines(person).join("\n"));
    assert_eq!(read.broken, []);
    read.folded[0].payload.clone()
}

fn a_sheet_is_filled_in_and_copied_by_keys_alone(kind: Kind) {
    let handed = Handed::of_example("silent");
    let browser = Browser::start(kind);
    let person = handed.opened(&browser);
    person.tab_to("#who");
    person.type_text("Flo");
    person.tab_to("#t-1");
    person.type_text("Refunds are paid twice\nSupport refunds to its own card");
    person.tab_to("#t-2-place");
    person.type_text("E2");
    person.tab_to("#q-1");
    person.type_text("Who can refund?");
    person.tab_to("#m-1");
    person.type_text("Two people for large refunds");
    person.tab_to("#finished");
    person.press(&["Enter"]);
    person.wait("document.activeElement.id === 'result'");
    person.tab_to("#lines button");
    person.press(&["Enter"]);
    person.wait("document.getElementById('said').textContent.startsWith('Copied')");
    let copied = person.pasted_elsewhere();
    let read = folded::read(&copied);
    assert_eq!((read.folded[0].who, read.folded[0].rev), (6, 1), "{copied}");
    assert_eq!(
        read.folded[0].payload,
        "tRefunds are paid twice\ntSupport refunds to its own card >E2\nqWho can refund?\nmTwo people for large refunds"
    );
}

fn a_vote_has_one_stop_for_each_threat(kind: Kind) {
    let handed = Handed::of_example("vote");
    let browser = Browser::start(kind);
    let person = handed.opened(&browser);
    let threats = person.run("document.querySelectorAll('.stepper input').length");
    let threats = usize::try_from(threats.as_u64().unwrap()).unwrap();
    assert!(threats > 2, "{threats}");
    person.tab_to("#who");
    person.type_text("Bo");
    person.tab_to("#v-1");
    person.type_text("2");
    assert_eq!(person.tab_to(&format!("#v-{threats}")), threats - 1);
    person.press(&["ArrowUp"]);
    person.tab_to("#finished");
    person.press(&["Enter"]);
    person.wait("document.activeElement.id === 'result'");
    let labels = person
        .run("[...document.querySelectorAll('.stepper input')].map(field => field.dataset.label)");
    let [first, last] = [&labels[0], &labels[threats - 1]].map(|label| label.as_str().unwrap());
    assert_eq!(payload(&person), format!("v{first}*2 {last}"));
}

fn what_was_typed_survives_a_reload_that_asks_first(kind: Kind) {
    let handed = Handed::of_example("silent");
    let browser = Browser::start(kind);
    let person = handed.opened(&browser);
    assert!(!person.reload(), "nothing was typed yet");
    person.pick("#who", "Gus");
    write(&person, 't', &["One", "Two"]);
    finish(&person);
    let before = lines(&person);
    assert!(person.reload(), "it did not ask");
    assert_eq!(person.value("#t-2"), "Two");
    finish(&person);
    assert_eq!(
        lines(&person),
        before,
        "an unchanged answer is the same line"
    );
    person.click("#t-2");
    person.press(&["End"]);
    person.type_text("!");
    assert!(
        !person.shows("#result"),
        "a line of what was written before"
    );
    finish(&person);
    let read = folded::read(&lines(&person).join("\n"));
    assert_eq!((read.folded[0].who, read.folded[0].rev), (7, 2));
    assert_eq!(read.folded[0].payload, "tOne\ntTwo!");
    person.click("#lines button");
    person.wait("document.getElementById('said').textContent.startsWith('Copied')");
    assert!(!person.reload(), "it was copied");
    // Any other file of this machine can read `localStorage`.
    assert_eq!(person.run("localStorage.length"), json!(0));
}

fn a_line_is_copied_where_the_clipboard_is_closed(kind: Kind) {
    let handed = Handed::of_example("silent");
    let browser = Browser::start(kind);
    let person = handed.opened(&browser);
    person.run("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    person.pick("#who", "Di");
    write(&person, 't', &["Keys never rotate"]);
    finish(&person);
    person.click("#lines button");
    person.wait("document.getElementById('said').textContent.startsWith('Copied')");
    assert_eq!(person.pasted_elsewhere(), lines(&person)[0]);
    person.click("#plain");
    person.wait("document.getElementById('hand').value !== ''");
    assert_eq!(person.pasted_elsewhere(), "Keys never rotate");
}

fn a_line_is_selected_where_nothing_can_be_copied(kind: Kind) {
    let handed = Handed::of_example("silent");
    let browser = Browser::start(kind);
    let person = handed.opened(&browser);
    person.run("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    person.run("document.execCommand = () => false");
    person.pick("#who", "Di");
    write(&person, 't', &["Keys never rotate"]);
    finish(&person);
    person.click("#lines button");
    person.wait("document.getElementById('said').textContent.includes('Ctrl+C')");
    person.press(&["Control+c"]);
    assert_eq!(person.pasted_elsewhere(), lines(&person)[0]);
}

fn answers_are_saved_as_text(kind: Kind) {
    let handed = Handed::of_example("silent");
    let browser = Browser::start(kind);
    let person = handed.opened(&browser);
    person.pick("#who", "Ed");
    write(&person, 'q', &["Who is paged?"]);
    finish(&person);
    person.click("#save");
    let (name, text) = browser.saved();
    assert!(name.starts_with("answers-"), "{name}");
    assert_eq!(text, format!("{}\n", lines(&person)[0]));
    assert!(said(&person).starts_with("Saved"), "{}", said(&person));
}

fn without_a_script_the_sheet_says_how_to_answer_in_words(kind: Kind) {
    let start = Start {
        without_script: true,
        ..Start::default()
    };
    let browser = Browser::start_with(kind, start);
    for (moment, word) in [
        ("silent", "fix: use keys"),
        ("vote", "labels that you vote for"),
        ("before", "missing:"),
        ("end", "confidence 4"),
    ] {
        let handed = Handed::of_example(moment);
        let person = handed.opened(&browser);
        let text = person.text("body");
        assert!(person.shows("#how") && text.contains(word), "{text}");
        for hidden in ["#form", "#finished", ".paper"] {
            assert!(!person.shows(hidden), "{moment}: {hidden}");
        }
    }
}

fn a_sheet_says_what_is_missing_before_it_is_finished(kind: Kind) {
    let handed = Handed::of_example("silent");
    let browser = Browser::start(kind);
    let person = handed.opened(&browser);
    person.click("#finished");
    person.wait("document.getElementById('wrong').textContent === 'Choose your name first.'");
    assert!(has_focus(&person, "#who") && !person.shows("#result"));
    person.pick("#who", "I am not");
    person.click("#finished");
    person.wait("document.getElementById('wrong').textContent === 'Type your name first.'");
    assert!(has_focus(&person, "#name"));
    person.type_text("Gil");
    person.click("#finished");
    person.wait("document.getElementById('wrong').textContent.startsWith('Nothing to send yet')");
    person.type_text("Logs hold card numbers");
    finish(&person);
    assert!(!person.shows("#wrong:not(:empty)"));
    assert_eq!(payload(&person), "iGil\ntLogs hold card numbers");
}
