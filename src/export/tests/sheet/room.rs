//! A vote of any size fits into a chat, and everything that can be voted for can be named.

use scraper::{ElementRef, Html};

use super::super::escaping::folded;
use super::super::rich::{at, rich};
use super::{add, both, faults, find, page, sheet, threat, words};
use crate::domain::{Edit, Field, Moment, Session, SessionKind};
use crate::export::Format;

/// A whiteboard of which each line lies on the heap beside it.
fn wall(lines: &[(&str, &str)]) -> Session {
    let mut session = Session::new(
        uuid::Uuid::nil(),
        "Lunch".into(),
        SessionKind::Whiteboard,
        at(0),
    );
    for (text, heap) in lines {
        add(&mut session, threat(text));
        let id = session.threats.last().unwrap().id;
        let heap = Field::Heap((*heap).into());
        session.apply(&Edit::Set(id.into(), heap), at(2)).unwrap();
    }
    session
}

/// What the export says is not in it.
fn remarks(session: &Session) -> Vec<String> {
    crate::export::remarks(Format::SHEET, session, &sheet(Moment::Vote))
}

/// The attributes of the fields of a vote.
fn named(html: &Html, attribute: &str) -> Vec<String> {
    let inputs = find(html, ".stepper input");
    let named = inputs.iter().map(|it| it.attr(attribute));
    named.map(|it| it.unwrap_or("-").to_owned()).collect()
}

#[test]
fn a_heap_goes_by_its_name_where_a_line_can_carry_it_and_by_a_number_where_not() {
    let session = wall(&[
        ("Links in mails", "mails"),
        ("A call", "\"calls\""),
        ("A letter", "paper, post"),
        ("A postcard", "paper, post"),
        ("A fax", "4"),
        ("A pigeon", "birds; bees"),
    ]);
    let (page, text) = both(&session, &sheet(Moment::Vote));
    assert_eq!(faults(&page), [""; 0]);
    let html = Html::parse_document(&page);
    let labels = named(&html, "data-label");
    assert_eq!(labels, ["\"mails\"", "2", "3", "5", "6"]);
    // In plain words every heap goes by the number of its first line, which stands before its name.
    assert_eq!(named(&html, "data-number"), ["1", "-", "-", "-", "-"]);
    let shown: Vec<String> = find(&html, ".what label")
        .into_iter()
        .map(|it| words(it).trim().to_owned())
        .collect();
    let expected = [
        "1 mails",
        "2 \"calls\"",
        "3 paper, post",
        "5 4",
        "6 birds; bees",
    ];
    assert_eq!(shown, expected);
    for words in expected {
        assert!(text.contains(&format!("- {words}\n")), "{text}");
    }
    assert_eq!(words(find(&html, "#how pre")[0]), "1 1 2");
}

#[test]
fn hundreds_of_long_threats_fit_into_a_chat_and_the_page_says_what_it_leaves_out() {
    let mut session = Session::new(uuid::Uuid::nil(), "Big".into(), SessionKind::Meeting, at(0));
    for n in 0..500 {
        let long = format!(
            "{n} {} & <so on>",
            "replayed \"twice\" ".repeat(200).trim_end()
        );
        add(&mut session, threat(&long));
    }
    let (page, text) = both(&session, &sheet(Moment::Vote));
    assert!(page.len() < 150_000, "{}", page.len());
    assert_eq!(faults(&page), [""; 0]);
    let html = Html::parse_document(&page);
    assert_eq!(find(&html, ".candidates > li").len(), 200);
    let first = words(find(&html, ".what")[0]);
    assert!(
        first.starts_with("T1 0 replayed") && first.ends_with('\u{2026}'),
        "{first}"
    );
    let says = words(find(&html, ".list")[0]);
    assert!(says.contains("300 more are not on this page."), "{says}");
    for threat in &session.threats {
        assert!(text.contains(&format!("- {} {}\n", threat.id, threat.text)));
    }
    assert_eq!(
        remarks(&session),
        [
            "300 threats are not on the page of the sheet, which has room for 200; sheet.txt has them",
            "200 long texts are cut short on the page of the sheet",
        ]
    );
}

#[test]
fn large_heaps_show_their_first_lines_and_say_how_many_more_there_are() {
    let lines: Vec<(String, &str)> = (0..900)
        .map(|n| {
            let text = format!("line {n} {}", "of a long lunch ".repeat(20));
            (text, if n % 2 == 0 { "even" } else { "odd" })
        })
        .collect();
    let lines: Vec<(&str, &str)> = lines
        .iter()
        .map(|(text, heap)| (text.as_str(), *heap))
        .collect();
    let session = wall(&lines);
    let page = page(&session, &sheet(Moment::Vote));
    assert!(page.len() < 150_000, "{}", page.len());
    let html = Html::parse_document(&page);
    for heap in find(&html, ".what ul") {
        let items: Vec<ElementRef> = heap.child_elements().collect();
        assert_eq!(items.len(), 151);
        assert_eq!(words(items[150]), "and 300 more");
    }
    let says = remarks(&session);
    assert_eq!(
        says[0],
        "Heaps are shown with their first lines on the page of the sheet"
    );
}

#[test]
fn forty_threats_of_any_usual_length_are_shown_whole() {
    let mut session = Session::new(
        uuid::Uuid::nil(),
        "Usual".into(),
        SessionKind::Meeting,
        at(0),
    );
    for n in 0..40 {
        add(
            &mut session,
            threat(&format!("{n} {}", "paid twice ".repeat(60))),
        );
    }
    let html = Html::parse_document(&page(&session, &sheet(Moment::Vote)));
    let shown = find(&html, ".what");
    assert_eq!(shown.len(), session.threats.len());
    for (shown, threat) in shown.into_iter().zip(&session.threats) {
        assert_eq!(
            words(shown).trim(),
            format!("{} {}", threat.id, folded(&threat.text))
        );
    }
    assert_eq!(remarks(&session), [""; 0]);
}

#[test]
fn the_name_is_asked_first_and_answers_go_where_people_are() {
    for moment in Moment::ALL {
        let (page, text) = both(&rich(), &sheet(moment));
        let html = Html::parse_document(&page);
        let main = find(&html, "main")[0];
        let parts: Vec<_> = main
            .child_elements()
            .filter_map(|it| it.attr("class"))
            .collect();
        assert_eq!(parts, ["whose", "shown", "how", "form", "paper"]);
        // Before the meeting it has no chat yet.
        let sends = words(find(&html, "#result")[0]) + &words(find(&html, "#how")[0]) + &text;
        let is_in_meeting = sends.contains("the meeting's chat");
        assert_eq!(is_in_meeting, moment != Moment::Before, "{sends}");
    }
}
