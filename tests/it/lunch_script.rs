//! The script of a lunch: the steps below the topic, what the room is asked in each, and the keys that are needed next.
//! Before, keys, after.

use threatboard::domain::{AgendaStep, Session, SessionKind, Text};
use threatboard::keys::Screen;
use threatboard::lines::table;

use crate::support::{Desk, PLAIN, SMALL, WIDE, ten};

fn wall() -> Desk {
    let topic = Text::new("our data exports");
    let kind = SessionKind::Whiteboard;
    Desk::with(Session::new(uuid::Uuid::nil(), topic, kind, ten()))
}

/// A wall on which three lines stand, with keys that are commands.
fn said() -> Desk {
    let mut desk = wall();
    desk.keys("«Link works for anyone»<enter>«Old files stay»<enter>«Slow at noon»<enter><esc>");
    desk
}

/// What stands below the topic and in the last row.
fn shows(desk: &Desk, words: &[&str]) {
    let screen = desk.screen(WIDE);
    for words in words {
        assert!(screen.contains(words), "no \"{words}\" on\n{screen}");
    }
}

#[test]
fn the_steps_stand_below_the_topic_and_n_goes_through_them() {
    let mut desk = wall();
    shows(
        &desk,
        &[
            "[SKETCH] > quiet > talk > read back > vote > one thing > who",
            "Who sends what to whom?",
            "Esc, then n: next, quiet",
        ],
    );
    desk.keys("«user -> app : ask»<enter><esc>n");
    shows(
        &desk,
        &[
            "sketch > [QUIET] > talk",
            "no talking",
            " n: next, talk   t: type",
        ],
    );
    desk.keys("n");
    shows(
        &desk,
        &[
            "[TALK]",
            "Go around the room.",
            "Esc, then n: next, read back",
        ],
    );
    desk.keys("«Link works for anyone»<enter><esc>");
    for (step, asks) in [
        ("[READ BACK]", "Read each line aloud"),
        ("[VOTE]", "Read out each line"),
        ("[ONE THING]", "What is one thing we could do about this?"),
        ("[WHO]", "Who will find out?"),
    ] {
        desk.keys("n");
        shows(&desk, &[step, asks]);
        desk.keys("<esc>");
    }
    shows(&desk, &["E: the end"]);
    desk.keys("n<wait:That was the last step. Press E to end the lunch.>");
}

#[test]
fn the_current_step_can_be_told_without_color_and_on_every_size() {
    let desk = said();
    for size in [WIDE, PLAIN, SMALL, (160, 50)] {
        let screen = desk.screen(size);
        assert!(screen.contains("[SKETCH]"), "{screen}");
        assert!(screen.contains("who"), "{screen}");
        assert!(screen.contains("n: next, quiet"), "{screen}");
    }
    let screen = desk.screen((40, 16));
    assert!(screen.contains("1/7 [SKETCH]"), "{screen}");
}

#[test]
fn each_step_names_the_keys_that_it_needs() {
    let mut desk = said();
    for (step, keys) in [
        ("n", &["n: next, talk"][..]),
        ("n", &["Esc, then n: next", "i: another example"]),
        ("<esc>n", &[". shows the next line", "e edits it"]),
        ("n", &["for 10 or more, a space behind it", "Esc, then n"]),
        ("<esc>n", &["m adds it", "Down goes to the next line"]),
        (
            "n",
            &[
                "5 lists the questions",
                "o sets who",
                "E ends: who tries one thing",
            ],
        ),
    ] {
        desk.keys(step);
        shows(&desk, keys);
    }
    desk.keys("m«Sign the links»");
    shows(&desk, &["Enter: add   Esc, then E: the end"]);
}

#[test]
fn reading_back_begins_with_the_first_line_alone_and_ends_with_the_step() {
    let mut desk = said();
    desk.keys("nn<esc>n");
    assert!(desk.app.open().unwrap().rooms.whiteboard.reading);
    assert_eq!(desk.app.selected(), "T1".parse().ok());
    desk.keys("..n");
    assert!(!desk.app.open().unwrap().rooms.whiteboard.reading);
}

#[test]
fn the_vote_begins_with_its_step_and_one_thing_with_the_line_that_got_most() {
    let mut desk = said();
    desk.keys("nn<esc>nn");
    assert!(
        desk.app
            .bar
            .as_ref()
            .is_some_and(|bar| bar.is(&table::VOTE))
    );
    desk.keys("152<enter>n");
    assert_eq!(desk.app.selected(), "T2".parse().ok());
    desk.keys("m«Delete after a week»<enter>");
    let threats = &desk.session().mitigations[0].threats;
    assert_eq!(threats[0].to_string(), "T2");
}

#[test]
fn from_talking_on_there_is_an_example_from_another_trade_and_one_key_shows_the_next() {
    let mut desk = said();
    assert!(!desk.screen(WIDE).contains("Bakery"));
    desk.keys("nn");
    shows(&desk, &["Bakery: Someone phones"]);
    desk.keys("<esc>i");
    shows(&desk, &["School trip: "]);
    assert!(!desk.screen(WIDE).contains("Bakery"));
    desk.keys(&"i".repeat(11));
    shows(&desk, &["Bakery: "]);
    desk.keys("n");
    assert!(
        !desk.screen(WIDE).contains("Bakery"),
        "the line that is read back stands alone"
    );
}

#[test]
fn who_wants_an_example_early_gets_one() {
    let mut desk = said();
    desk.keys("i");
    shows(&desk, &["School trip: ", "i: another example"]);
}

#[test]
fn an_example_is_shown_whole_or_not_at_all() {
    let mut desk = said();
    desk.keys("nn");
    for height in 14..30 {
        let screen = desk.screen((60, height));
        let whole = screen.contains("Saturday.");
        assert_eq!(screen.contains("Bakery"), whole, "{screen}");
        assert!(screen.contains("Slow at noon"), "{screen}");
    }
}

#[test]
fn a_step_back_from_the_first_one_stays_on_the_wall() {
    let mut desk = said();
    desk.keys("nN");
    assert_eq!(desk.app.step(), Some(AgendaStep::Sketch));
    desk.keys("<esc>N<wait:This is the first step.>");
    assert_eq!(desk.app.screen(), Screen::Whiteboard);
}

/// What a step has begun: the line that is open, by what it asks, whether a line is read back, and what is shown.
fn begun(desk: &Desk) -> (Option<AgendaStep>, Option<String>, bool) {
    let bar = desk.app.bar.as_ref();
    let line = bar.map(|bar| desk.app.asks(bar).clone());
    let reading = desk
        .app
        .open()
        .is_some_and(|open| open.rooms.whiteboard.reading);
    (desk.app.step(), line, reading)
}

#[test]
fn a_step_begins_alike_from_the_one_before_and_from_the_one_behind() {
    let steps = said().app.steps().clone();
    for place in 0..steps.len() {
        let mut on = said();
        on.keys(&"n<esc>".repeat(place.saturating_sub(1)));
        // The first step is begun by what is begun with it.
        on.keys(if place == 0 { "t" } else { "n" });
        assert_eq!(on.app.step(), steps.get(place).copied());
        if place + 1 == steps.len() {
            continue;
        }
        let mut back = said();
        back.keys(&"n<esc>".repeat(place + 1));
        // Esc from one line that stands alone shows all of them again.
        if back.app.step() == Some(AgendaStep::WallReadBack) {
            back.keys(".");
        }
        back.keys("N");
        assert_eq!(begun(&back), begun(&on), "{:?}", steps.get(place));
    }
}

#[test]
fn a_step_back_from_reading_lets_everyone_type_again() {
    let mut desk = said();
    desk.keys("nn<esc>n<wait:[READ BACK]>N<wait:[TALK]>«d is for data<wait:d is for data>»<enter>");
    assert_eq!(desk.session().threats.len(), 4);
    assert_eq!(desk.session().threats[3].text.as_str(), "d is for data");
}

#[test]
fn a_listener_hears_the_step_its_sentence_and_the_example() {
    let mut desk = Desk::plain();
    desk.keys("w«our data exports»<enter>");
    for (keys, words) in [
        ("<esc>n", &["Step 2 of 7, quiet.", "no talking"][..]),
        (
            "n",
            &[
                "Step 3 of 7, talk.",
                "Go around the room.",
                "Bakery: Someone phones",
            ],
        ),
        ("<esc>i", &["School trip: "]),
    ] {
        if let Some((_, said)) = &mut desk.voice {
            said.clear();
        }
        desk.keys(keys);
        let heard = desk.voice.as_ref().map_or("", |(_, said)| said.as_str());
        for words in words {
            assert!(heard.contains(words), "{words} in {heard}");
        }
    }
}

#[test]
fn other_lists_on_the_wall_have_no_script() {
    let mut desk = Desk::with(crate::support::room());
    desk.keys("2t«One»<enter><esc>w");
    let screen = desk.screen(WIDE);
    assert!(
        !screen.contains("[SKETCH]") && !screen.contains("next,"),
        "{screen}"
    );
}

#[test]
fn a_notice_says_how_to_leave_the_line_before_it_names_a_letter() {
    let mut desk = said();
    desk.keys("m«half a thought»<esc><wait:Line kept. Press u to go on with it.>");
    let mut left = desk.last_saved();
    left.draft = desk.last_draft();
    let mut again = Desk::home();
    again.open(left);
    again.keys("<wait:is kept. Press Esc, then u to go on with it.>");
    again.keys("<esc>u");
    let bar = again.app.bar.as_ref().expect("the line");
    assert_eq!(bar.editor.text(), "half a thought");
    // What says so itself says it once.
    let mut desk = wall();
    desk.keys("«user -> app : ask»<enter><wait:To make it a line: Esc, then C.>");
    desk.keys("«P»<esc>t<bs><gone:Esc, then Esc>");
}

#[test]
fn what_is_typed_in_a_line_is_said_of_the_line_that_it_shows() {
    let mut desk = said();
    desk.keys("<home>m<down>«Sign the links»");
    shows(
        &desk,
        &[
            "mitigation for 1>",
            "To go to another one, press Esc first.",
        ],
    );
    assert_eq!(desk.app.selected(), "T1".parse().ok(), "the mark stays");
    desk.keys("<enter><esc>");
    assert_eq!(desk.session().mitigations[0].threats[0].to_string(), "T1");
    desk.keys("<down>");
    assert_eq!(desk.app.selected(), "T2".parse().ok());
}

#[test]
fn the_last_row_says_what_enter_does_and_how_it_is_typed() {
    for (keys, says) in [
        ("e", "Enter: save"),
        (
            "h«links»<enter>H",
            "Enter: save   another name; empty dissolves it",
        ),
        (
            "h",
            "Enter: save   a word; Tab completes; empty takes it off",
        ),
        ("P", "Enter: add   Ana eng, Bo eng, Di ops"),
        ("r", "Enter: add   1 to 5, one digit per person"),
        ("m", "Enter: add   Esc, then n"),
        ("/", "Enter: go there   words or an id"),
    ] {
        let mut desk = said();
        desk.keys(keys);
        shows(&desk, &[says]);
    }
}

#[test]
fn a_small_screen_says_in_each_step_how_to_see_all_keys() {
    let mut desk = said();
    for keys in ["nn", "<esc>", "n", "<esc>", "nn<esc>", "<esc>"] {
        desk.keys(keys);
        let screen = desk.screen(SMALL);
        if desk.app.bar.as_ref().is_none_or(|bar| bar.is(&table::WALL)) {
            assert!(screen.contains("?: all keys"), "{keys}\n{screen}");
        }
    }
}

#[test]
fn while_hands_are_counted_the_screen_says_only_what_to_do() {
    let mut desk = said();
    desk.keys("nn<esc>nn");
    shows(
        &desk,
        &["[VOTE]", "for 10 or more, a space behind it.", "ballots: "],
    );
    let screen = desk.screen(WIDE);
    assert!(!screen.contains("starts a vote"), "{screen}");
    desk.keys("12<wait:3 of 3><gone:votes each> ");
    shows(&desk, &["2 of 3", "and a space behind each number."]);
    desk.keys("999<wait:More than 200 hands?><wait:2 of 3><bs>7 <wait:3 of 3>0<enter>");
    let voting = desk.session().voting().expect("votes");
    assert_eq!(voting.lines, [(1, 12), (2, 7), (3, 0)]);
}
