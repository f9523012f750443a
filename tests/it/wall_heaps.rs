//! Heaps on the wall: a key and a word, an offer while a line is typed, another name, none. Before, keys, after.

use threatboard::domain::{Session, SessionKind, Text};

use crate::support::{Desk, WIDE, ten};

fn wall() -> Desk {
    let topic = Text::new("our data exports");
    let session = Session::new(uuid::Uuid::nil(), topic, SessionKind::Whiteboard, ten());
    Desk::with(session)
}

/// `access: 1 3, logs: 2, 4 5`: the heaps with their numbers, and the lines on none.
fn heaps(desk: &Desk) -> String {
    let blocks = desk.session().wall_blocks_since(None);
    let blocks = blocks.iter().map(|block| {
        let numbers: Vec<String> = block.lines.iter().map(|l| l.number.to_string()).collect();
        let numbers = numbers.join(" ");
        match block.heap {
            Some(name) => format!("{name}: {numbers}"),
            None => numbers,
        }
    });
    blocks.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_key_and_a_word_put_a_line_on_a_heap() {
    let mut desk = wall();
    desk.keys("«Anyone opens it»<enter>«What if it is slow?»<enter>«Nobody sees it»<enter><esc>");
    desk.keys("h«access»<enter>");
    assert_eq!(heaps(&desk), "access: 3, 1 2");
    desk.keys("/2<enter>hac<tab><enter>");
    assert_eq!(heaps(&desk), "access: 2 3, 1");
    desk.keys("h<bs><enter>");
    assert_eq!(heaps(&desk), "access: 3, 1 2", "an empty line takes it off");
    desk.keys("u");
    assert_eq!(heaps(&desk), "access: 2 3, 1");
}

#[test]
fn the_line_of_a_heap_holds_its_name_and_tab_goes_through_the_others() {
    let mut desk = wall();
    desk.keys("«One»<enter>«Two»<enter><esc>h«logs»<enter>/1<enter>h«access»<enter>");
    let typed = |desk: &Desk| desk.app.bar.as_ref().unwrap().editor.text().to_owned();
    desk.keys("h");
    assert_eq!(typed(&desk), "access");
    desk.keys("<tab>");
    assert_eq!(typed(&desk), "access");
    desk.keys("<tab>");
    assert_eq!(typed(&desk), "logs");
    desk.keys("<enter>");
    assert_eq!(heaps(&desk), "logs: 1 2");
}

#[test]
fn a_line_that_shares_a_word_with_a_heap_is_offered_it_and_only_tab_takes_it() {
    let mut desk = wall();
    desk.keys("«Links work for anyone»<enter><esc>h«sharing»<enter>t");
    desk.keys("«A link<wait:Tab: heap sharing> never ends»<enter>");
    assert_eq!(heaps(&desk), "sharing: 1, 2", "Enter leaves it off");
    desk.keys("«Old links<wait:Tab: heap sharing><tab><wait:on heap sharing> stay»<enter>");
    assert_eq!(heaps(&desk), "sharing: 1 3, 2");
    desk.keys("«Sharing<tab><tab><wait:Tab: heap sharing> with all?»<enter>");
    assert_eq!(heaps(&desk), "sharing: 1 3, 2 4", "Tab again leaves it");
    desk.keys("«Who is sharing links<tab>?»<enter>");
    assert_eq!(
        heaps(&desk),
        "sharing: 1 3 5, 2 4",
        "a question goes on it, too"
    );
    desk.keys("«Nothing<gone:on heap> new»<enter>");
    assert_eq!(heaps(&desk), "sharing: 1 3 5, 2 4 6");
}

#[test]
fn a_line_with_its_heap_is_one_change() {
    let mut desk = wall();
    desk.keys("«Links work for anyone»<enter><esc>h«sharing»<enter>");
    let before = heaps(&desk);
    desk.keys("t«Old links<tab> stay»<enter><esc>");
    assert_eq!(heaps(&desk), "sharing: 1 2");
    desk.keys("u");
    assert_eq!(heaps(&desk), before);
}

#[test]
fn small_words_and_words_of_two_heaps_offer_nothing() {
    let mut desk = wall();
    desk.keys("«Who has the file»<enter>«The file of us»<enter><esc>h«logs»<enter>");
    desk.keys("/1<enter>h«access»<enter>t");
    for words in ["Who has it", "The file", "us"] {
        desk.keys(&format!("«{words}»"));
        let screen = desk.screen(WIDE);
        assert!(!screen.contains("Tab: heap"), "{words}\n{screen}");
        desk.keys("<enter>");
    }
}

#[test]
fn a_question_is_offered_no_heap_for_how_it_is_asked() {
    let mut desk = wall();
    desk.keys("«What if somebody reads the loans?»<enter><esc>h«loans»<enter>t");
    for words in [
        "What if it rains?",
        "Does somebody sell it?",
        "Why was this there?",
    ] {
        desk.keys(&format!("«{words}»<gone:Tab: heap><enter>"));
    }
    assert_eq!(heaps(&desk), "loans: 1, 2 3 4");
}

#[test]
fn of_two_heaps_the_one_whose_name_was_said_is_offered() {
    let mut desk = wall();
    desk.keys("«The police ask for the loans of a reader»<enter><esc>h«loans»<enter>t");
    desk.keys("«The reminder shows the title»<enter><esc>h«mail»<enter>t");
    desk.keys("«A reader of a reader shares a mail<wait:Tab: heap mail>»");
}

#[test]
fn the_footer_names_the_keys_that_sort_lines_and_always_how_to_see_all_keys() {
    let mut desk = wall();
    desk.keys("«One»<enter><esc>nn");
    for size in [WIDE, (80, 24), (60, 20)] {
        let screen = desk.screen(size);
        for key in ["n: next, read back", "h: heap", "?: all keys"] {
            assert!(screen.contains(key), "{key} at {size:?}\n{screen}");
        }
    }
    assert!(desk.screen(WIDE).contains("C: question, off topic"));
    desk.keys("<esc>n");
    assert!(
        desk.screen(WIDE)
            .contains("h: heap   C: question, off topic")
    );
    desk.keys("n<esc>");
    assert!(!desk.screen(WIDE).contains("h: heap"), "the vote has begun");
}

#[test]
fn what_could_be_done_about_a_question_makes_it_a_threat_and_is_never_taken_for_commands() {
    let mut desk = wall();
    desk.keys("«Who deletes it?»<enter>«Slow at noon»<enter><esc>p«the new office»<enter><esc>");
    desk.keys("/1<enter>m<wait:1 is a threat now>«delete it weekly»<enter><esc>");
    desk.keys("/3<enter>m«move it»<enter><esc>");
    let session = desk.session();
    let lines: Vec<(u32, &str)> = session
        .wall()
        .iter()
        .map(|line| (line.number, line.text.as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            (1, "Who deletes it?"),
            (2, "Slow at noon"),
            (3, "the new office")
        ]
    );
    let could: Vec<(&str, String)> = session
        .mitigations
        .iter()
        .map(|m| (m.text.as_str(), m.threats[0].to_string()))
        .collect();
    assert_eq!(
        could,
        [
            ("delete it weekly", "T2".to_owned()),
            ("move it", "T3".to_owned())
        ]
    );
    desk.keys("uu");
    assert!(
        desk.session().questions.is_empty(),
        "one change after the other"
    );
    desk.keys("uu");
    assert_eq!(desk.session().questions.len(), 1);
}

#[test]
fn a_heap_is_renamed_and_dissolved_from_any_of_its_lines() {
    let mut desk = wall();
    desk.keys("«One»<enter>«Two»<enter><esc>h«acess»<enter>/1<enter>h«acess»<enter>");
    desk.keys("H«access»<enter>");
    assert_eq!(heaps(&desk), "access: 1 2");
    desk.keys("H<bs><enter>");
    assert_eq!(heaps(&desk), "1 2");
    desk.keys("u");
    assert_eq!(heaps(&desk), "access: 1 2");
    desk.keys("h<bs><enter>H<wait:Line 2 is on no heap. Press h to put it on one.>");
}

#[test]
fn a_line_moves_to_the_heap_above_or_below() {
    let mut desk = wall();
    desk.keys("«One»<enter>«Two»<enter>«Three»<enter><esc>");
    desk.keys("K<wait:Press h to put this one on a heap.>");
    desk.keys("/1<enter>h«access»<enter>/2<enter>h«logs»<enter>/3<enter>");
    desk.keys("K");
    assert_eq!(heaps(&desk), "access: 1, logs: 2 3");
    desk.keys("K");
    assert_eq!(heaps(&desk), "access: 1 3, logs: 2");
    desk.keys("K<wait:This line is on the first heap.>JJ");
    assert_eq!(heaps(&desk), "access: 1, logs: 2, 3");
    desk.keys("J<wait:This line is below the last heap.>");
}

#[test]
fn a_line_is_found_by_its_words_and_by_its_number() {
    let mut desk = wall();
    desk.keys("«Links work for anyone»<enter>«What if it is slow?»<enter>«Three»<enter><esc>");
    desk.keys("/slow<enter>");
    assert_eq!(desk.app.selected(), "Q1".parse().ok());
    assert_eq!(desk.app.screen(), threatboard::keys::Screen::Whiteboard);
    desk.keys("/1<enter>");
    assert_eq!(desk.app.selected(), "T1".parse().ok());
}
