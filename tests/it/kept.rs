//! Words that were typed are never lost at the keyboard: before, keys, after.

use threatboard::app::msg::{Msg, Opened};
use threatboard::keys::Screen;

use crate::coming_back::left_open;
use crate::support::{Desk, WIDE, room};

/// What stands in the line that is open.
fn line(desk: &Desk) -> &str {
    desk.app.bar.as_ref().map_or("", |bar| bar.editor.text())
}

#[test]
fn esc_keeps_the_line_and_u_goes_on_with_it() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refunds are repl»<esc>");
    assert!(desk.app.bar.is_none());
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Line kept. Press u to go on with it."),
        "{screen}"
    );
    desk.keys("u«ayed»<enter>");
    assert_eq!(
        desk.session().threats[0].text.as_str(),
        "Refunds are replayed"
    );
    desk.keys("<esc>u");
    assert!(desk.session().threats.is_empty(), "u undoes again");
}

#[test]
fn the_same_key_offers_a_line_again_and_another_line_is_empty() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refunds are repl»<esc>q");
    assert_eq!(line(&desk), "");
    desk.keys("<esc>t");
    assert_eq!(line(&desk), "Refunds are repl");
    desk.keys("<enter><esc>t");
    assert_eq!(line(&desk), "", "what was added is not offered again");
}

#[test]
fn an_edit_that_was_left_is_offered_for_its_own_item_only() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter>«Two»<enter><esc><home>e« more»<esc><down>e");
    assert_eq!(line(&desk), "Two");
    desk.keys("<esc><up>e");
    assert_eq!(line(&desk), "One more");
}

#[test]
fn a_line_that_was_not_changed_is_not_kept() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter><esc>e<esc>");
    assert!(!desk.screen(WIDE).contains("Line kept"));
    desk.keys("u");
    assert!(desk.session().threats.is_empty());
}

#[test]
fn up_in_an_empty_line_brings_back_what_was_typed_on_that_line() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter>«Two»<enter>«Thr»<esc>");
    desk.keys("q«Who?»<enter><up>");
    assert_eq!(line(&desk), "Who?");
    desk.keys("<down>");
    assert_eq!(line(&desk), "");
    desk.keys("<esc>t<ctrl-u><up>");
    assert_eq!(line(&desk), "Thr");
    desk.keys("<up>");
    assert_eq!(line(&desk), "Two");
    desk.keys("<up><up>");
    assert_eq!(line(&desk), "One", "there is nothing before the first");
    desk.keys("<down><down><down>");
    assert_eq!(line(&desk), "");
}

#[test]
fn a_title_that_was_left_is_still_there() {
    let mut desk = Desk::home();
    desk.keys("m«Payments API»<esc>m");
    assert_eq!(line(&desk), "Payments API");
}

#[test]
fn lines_of_one_session_are_not_offered_in_another() {
    let mut desk = Desk::with(room());
    desk.keys("2t«A secret of this session»<esc>");
    desk.open(room());
    desk.keys("2t<up>");
    assert_eq!(line(&desk), "");
}

/// The same session, open somewhere else.
fn read_only(desk: &Desk) -> Desk {
    let mut second = Desk::home();
    second.tell(Msg::Opened(Ok(Opened {
        session: std::sync::Arc::new(desk.session().clone()),
        path: "~/models/refund.ron".to_owned(),
        held_by: Some("Ana".to_owned()),
        warning: None,
        new: false,
    })));
    second
}

#[test]
fn words_that_are_typed_where_nothing_can_be_added_run_no_command() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter><esc>");
    let before = desk.session().clone();
    let mut second = read_only(&desk);
    second.keys("2t<wait:Read-only: Ana>«Deleted 3 x»<enter><wait:Nothing was changed>");
    assert_eq!(line(&second), "Deleted 3 x");
    second.keys("<esc><wait:Line kept>sh<wait:Read-only: Ana>");
    assert_eq!(second.app.screen(), Screen::GoWrong);
    assert!(second.app.choice.is_none());
    let clock = |desk: &Desk| format!("{:?}", desk.app.open().unwrap().meeting_clock);
    let planned = clock(&second);
    second.keys("G3<wait:Read-only: Ana>");
    assert_eq!(clock(&second), planned, "the agenda is not chosen, either");
    assert_eq!(second.session(), &before);
    assert!(second.effects.is_empty(), "{:?}", second.effects);
}

#[test]
fn a_paste_without_a_line_is_looked_at_on_every_screen_of_a_session() {
    let lines = "<paste:Deleted accounts can sign in\\nNobody checks tokens>";
    let mut desk = Desk::with(room());
    for (keys, items) in [
        ("1", "2 threats"),
        ("2", "2 threats"),
        ("3", "2 threats"),
        ("4", "2 threats"),
        ("5", "2 questions"),
        ("6", "2 action items"),
    ] {
        desk.keys(keys);
        desk.keys(&format!(
            "{lines}<wait:{items}><esc><wait:Nothing added><esc>"
        ));
        assert!(desk.app.bar.is_none(), "{keys}");
    }
    assert!(desk.session().threats.is_empty());
    desk.keys("x").keys(lines);
    desk.keys("<wait:Nothing was pasted: no line is open here.>");
    let mut home = Desk::home();
    home.keys(lines).keys("<wait:Nothing was pasted>");
    let mut later = Desk::with(left_open());
    later.keys(lines).keys("<wait:2 threats>");
}

#[test]
fn one_pasted_line_without_an_open_line_waits_in_one() {
    let mut desk = Desk::with(room());
    desk.keys("3<paste:Deleted accounts can sign in\\n>");
    assert_eq!(line(&desk), "Deleted accounts can sign in");
    assert!(desk.session().threats.is_empty());
}

#[test]
fn a_key_with_alt_that_means_nothing_is_esc_and_the_key() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refunds are repl»<alt-q>");
    assert_eq!(desk.app.bar.as_ref().unwrap().line.prompt, "question");
    desk.keys("<alt-t>");
    assert_eq!(line(&desk), "Refunds are repl");
    desk.keys("<alt-b>«not »");
    assert_eq!(
        line(&desk),
        "Refunds are not repl",
        "in a line, Alt+B is a word back"
    );
    desk.keys("<esc><ctrl-p>wrap up<alt-3>");
    assert!(desk.app.overlay.is_none());
    assert_eq!(desk.app.screen(), Screen::DoAbout, "Esc leaves the palette");
    desk.keys("<alt-4><alt-b>");
    assert_eq!(desk.app.screen(), Screen::GoodEnough);
}

#[test]
fn lines_boxes_and_filters_are_edited_by_what_is_seen_as_a_character() {
    let typed = "«Refund 🇩🇪👨\u{200d}👩\u{200d}👧e\u{301}»<bs><bs><bs>";
    let mut desk = Desk::with(room());
    desk.keys("2t").keys(typed);
    assert_eq!(line(&desk), "Refund ");
    let mut one = Desk::home();
    one.keys("o")
        .keys(typed)
        .keys("<ctrl-w>«Sent»<ctrl-a><ctrl-k>");
    assert_eq!(line(&one), "");
    desk.keys("<esc><ctrl-p>")
        .keys(typed)
        .keys("<ctrl-w>wrap<wait:wrap>");
}

#[test]
fn a_threat_is_split_where_its_second_sentence_begins_and_tab_goes_on() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refunds are replayed. Ids leak into logs»<enter><esc>S");
    desk.keys("<wait:split here (Tab moves)><enter>");
    let threats = |desk: &Desk| {
        let threats = desk.session().threats.iter();
        threats
            .map(|threat| threat.text.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        threats(&desk),
        ["Refunds are replayed.", "Ids leak into logs"]
    );
    desk.keys("u<home>S<tab><tab><backtab><enter>");
    assert_eq!(
        threats(&desk),
        ["Refunds are replayed. Ids", "leak into logs"]
    );
}

#[test]
fn a_line_that_esc_closed_is_still_offered_after_the_session_was_left() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refunds are repl»<esc>");
    let mut left = desk.last_saved();
    left.draft = desk.last_draft();
    assert!(left.draft.as_ref().is_some_and(|draft| draft.closed));
    let mut again = Desk::with(left);
    again.keys("<wait:A line that was not added is kept. Press u to go on with it.>u«ayed»<enter>");
    let texts: Vec<&str> = again
        .session()
        .threats
        .iter()
        .map(|t| t.text.as_str())
        .collect();
    assert_eq!(texts, ["Refunds are replayed"]);
    assert_eq!(again.last_draft(), None, "what was added is not kept");
}

#[test]
fn a_warning_at_opening_takes_no_half_typed_line_away() {
    let mut left = room();
    left.draft = Some(threatboard::domain::Draft {
        screen: "GoWrong".into(),
        bar: "threat".into(),
        about: None,
        text: "Refunds".into(),
        caret: 7,
        closed: false,
        list: "".into(),
        pasted: Vec::new(),
    });
    let mut desk = Desk::home();
    desk.tell(Msg::Opened(Ok(Opened {
        session: std::sync::Arc::new(left),
        path: "~/models/refund.ron".to_owned(),
        held_by: None,
        warning: Some("A rescue copy is newer.".to_owned()),
        new: false,
    })));
    assert!(desk.screen(WIDE).contains("A rescue copy is newer."));
    assert_eq!(line(&desk), "Refunds");
}

#[test]
fn a_line_that_is_too_long_is_refused_and_stays() {
    let mut desk = Desk::with(room());
    desk.keys("2t");
    desk.tell(Msg::Paste("a".repeat(40_000)));
    desk.tell(Msg::Paste("b".repeat(40_000)));
    assert!(desk.screen(WIDE).contains("cut at 64 KiB"));
    desk.keys("«ZZ»<enter><wait:This line is longer than the 64 KiB>");
    assert!(desk.session().threats.is_empty());
    desk.keys("<bs><bs><enter><wait:T1 added>");
    assert_eq!(desk.session().threats[0].text.len(), 64 * 1024);
}

#[test]
fn that_a_line_is_back_is_not_said_any_more_once_esc_closed_it() {
    for keys in ["<esc>", "<ctrl-u><esc>"] {
        let mut left = room();
        left.draft = Some(threatboard::domain::Draft {
            screen: "GoWrong".into(),
            bar: "threat".into(),
            about: None,
            text: "Refunds".into(),
            caret: 7,
            closed: false,
            list: "".into(),
            pasted: Vec::new(),
        });
        let mut desk = Desk::with(left);
        desk.keys("<wait:Your unfinished line is back.>").keys(keys);
        let screen = desk.screen(WIDE);
        assert!(!screen.contains("Your unfinished line is back"), "{screen}");
    }
}

#[test]
fn the_words_of_a_line_whose_item_is_gone_come_back_with_up() {
    for closed in [true, false] {
        let mut left = room();
        left.draft = Some(threatboard::domain::Draft {
            screen: "GoWrong".into(),
            bar: "question".into(),
            about: Some("T9".parse().unwrap()),
            text: "Who signs?".into(),
            caret: 10,
            closed,
            list: "".into(),
            pasted: Vec::new(),
        });
        let mut desk = Desk::with(left);
        desk.keys("<wait:An unfinished line was saved: Who signs?>2q<up>");
        assert_eq!(line(&desk), "Who signs?");
    }
}
