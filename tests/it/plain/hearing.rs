//! Small moments of a meeting, as they are heard.

use threatboard::app::effect::Effect;
use threatboard::app::msg::{Failure, Msg, Opened, Recent, SaveNews};
use threatboard::app::themes::ThemeOffer;
use threatboard::domain::Session;
use threatboard::plain::{Seen, narrate};

use super::heard;
use crate::support::{Desk, room};

/// Opens a session in a program that tells everything.
fn open(session: Session) -> Desk {
    let mut desk = Desk::plain();
    desk.tell(Msg::Opened(Ok(Opened {
        session: std::sync::Arc::new(session),
        path: "~/models/refund.ron".to_owned(),
        held_by: None,
        warning: None,
        new: false,
    })));
    desk
}

/// Three threats on the list, and the bar closed.
fn three() -> Desk {
    let mut desk = open(room());
    desk.keys("2t«Refund replayed»<enter>«File swapped»<enter>«Disk full»<enter><enter>");
    desk
}

/// The lines that are heard while these keys are pressed, the line that is typed included.
fn hears(desk: &mut Desk, keys: &str) -> Vec<String> {
    let complete = heard(desk).matches('\n').count();
    desk.keys(keys);
    let said = heard(desk);
    let lines = said.split('\n').skip(complete);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_threat_is_sharpened_part_by_part_and_what_is_said_so_far_is_heard() {
    let mut desk = three();
    desk.keys("<home>");
    assert_eq!(
        hears(&mut desk, "f"),
        [
            "Missing: who, does what, so that, to which part, starting from, which asset, business cost.",
            "1 outsider, 2 insider, 3 partner, 4 automated, 5 nature and accident, or who, in words.",
            "T1 who: ",
        ]
    );
    let said = hears(&mut desk, "2");
    assert!(
        said.contains(&"So far: An insider: Refund replayed.".to_owned()),
        "{said:?}"
    );
    assert!(
        said.contains(&"Missing: does what, so that, to which part, starting from, which asset, business cost.".to_owned()),
        "{said:?}"
    );
    let said = hears(&mut desk, "«sends the refund again»<enter><esc>");
    assert!(
        said.contains(&"So far: An insider sends the refund again.".to_owned()),
        "{said:?}"
    );
    assert!(
        said.iter().all(|line| !line.contains(['[', ']'])),
        "{said:?}"
    );
}

#[test]
fn a_threat_is_typed_in_a_line_and_then_told_as_it_was_understood() {
    let mut desk = open(room());
    assert_eq!(
        hears(&mut desk, "t«Refund replayed »@5 !h<enter><esc>"),
        [
            "threat: Refund replayed @5 !h",
            "Threat 1 added: Refund replayed. High. Said by Ed.",
            "Closed.",
        ]
    );
}

#[test]
fn a_flow_of_the_map_is_told_with_what_is_around_it() {
    let mut desk = open(room());
    desk.keys("1f«(customer) -> web : refund request»<enter>«web -> core»<enter>«zone dmz: web»<enter><esc>");
    assert_eq!(
        hears(&mut desk, "k"),
        [
            "F1. customer sends refund request to web, crossing into dmz; customer, in no zone; \
             web, in the dmz, no owner. 4 of 6.",
        ]
    );
}

#[test]
fn backspace_and_the_arrows_edit_the_line_in_place() {
    let mut desk = open(room());
    let said = hears(&mut desk, "t«Refunt»<bs>«d»<home>«A »<end>«s»");
    assert_eq!(said, ["threat: A Refunds"]);
}

#[test]
fn moving_reads_the_selected_item_and_where_it_stands() {
    let mut desk = three();
    assert_eq!(
        hears(&mut desk, "k<home>"),
        ["T2. File swapped. 2 of 3.", "T1. Refund replayed. 1 of 3."]
    );
}

#[test]
fn a_list_is_read_by_number_and_a_number_selects() {
    let mut desk = three();
    assert_eq!(
        hears(&mut desk, "l2"),
        [
            "3 lines:",
            "1: T1. Refund replayed.",
            "2: T2. File swapped.",
            "3: T3. Disk full. Selected.",
            "A number selects its line.",
            "Line 2.",
            "T2. File swapped. 2 of 3.",
        ]
    );
}

#[test]
fn after_a_list_any_other_key_means_what_it_always_means() {
    let mut desk = three();
    let said = hears(&mut desk, "l«t»");
    assert_eq!(said.last().unwrap(), "threat: ");
    assert_eq!(
        hears(&mut desk, "<esc>1").last().unwrap(),
        "Ana, eng, participant 1. 1 of 8."
    );
}

#[test]
fn a_number_that_may_go_on_waits_for_the_next_digit() {
    let mut desk = open(room());
    desk.keys("2t");
    for n in 1..=12 {
        desk.keys(&format!("«Threat number {n}»<enter>"));
    }
    desk.keys("<enter>l");
    assert_eq!(
        hears(&mut desk, "1"),
        ["1: another digit, or Enter for line 1."]
    );
    assert_eq!(
        hears(&mut desk, "0"),
        ["Line 10.", "T10. Threat number 10. 10 of 12."]
    );
    assert_eq!(
        hears(&mut desk, "l19").last().unwrap(),
        "There is no line 19. The list has 12 lines."
    );
}

#[test]
fn an_empty_list_says_so() {
    let mut desk = open(room());
    assert_eq!(hears(&mut desk, "2l").last().unwrap(), "The list is empty.");
}

#[test]
fn where_am_i_is_answered_anywhere_and_the_line_stays() {
    let mut desk = three();
    assert_eq!(
        hears(&mut desk, "q«Who »<ctrl-l>"),
        [
            "Payments API: refund flow. It is 10:00.",
            "Question 2: What can go wrong? Step 2 of 5, round.",
            "In your own words: what can go wrong? Fixes wait; threats already handled still count.",
            "T3. Disk full. 3 of 3.",
            "You are typing: question. Enter saves it, Escape closes it.",
            "question: Who ",
        ]
    );
}

#[test]
fn choices_are_one_line_of_keys() {
    let mut desk = three();
    desk.keys("3");
    assert_eq!(
        hears(&mut desk, "s<esc>sh"),
        [
            "T3 severity? l low, m medium, h high, c critical, s likelihood by impact, minus none, question mark meanings. Escape closes.",
            "Closed.",
            "T3 severity? l low, m medium, h high, c critical, s likelihood by impact, minus none, question mark meanings. Escape closes.",
            "T3 is high.",
        ]
    );
}

#[test]
fn a_refusal_is_read_once_each_time_and_the_line_stays() {
    let mut desk = three();
    assert_eq!(
        hears(&mut desk, "g«99»<enter>"),
        ["There is no T99 in this session.", "merge T3 into: 99"]
    );
    assert_eq!(
        hears(&mut desk, "<enter>"),
        ["There is no T99 in this session.", "merge T3 into: 99"]
    );
    assert_eq!(hears(&mut desk, "<bs>"), ["merge T3 into: 9"], "not again");
}

#[test]
fn a_nudge_is_part_of_what_was_added() {
    let mut desk = open(room());
    let said = hears(&mut desk, "2t«Encrypt the files»<enter>");
    let nudge = "Threat 1 added: Encrypt the files. This reads like a fix. To park it instead: Escape, then u, then p.";
    assert!(said.contains(&nudge.to_owned()), "{said:#?}");
}

#[test]
fn a_stop_of_the_sweep_is_told_with_what_is_around_it_and_known_of_each_letter() {
    let mut desk = open(room());
    desk.keys("<space>f«zone core: web, {ledger}»<enter>«(customer) -> web : ask»<enter><esc>");
    desk.keys("2t«Ids leak >F1 #tamp»<enter><esc>");
    let said = hears(&mut desk, "n");
    for says in [
        "customer sends ask to web, crossing into core; customer, in no zone; web, in the core, no owner; threats: T1.",
        "Tampering 1 found, information disclosure not looked at, denial of service not looked at.",
        "Who could eavesdrop on customer to web?",
        "0 of 5 stops looked at.",
    ] {
        assert!(said.contains(&says.to_owned()), "{says}: {said:#?}");
    }
    let said = hears(&mut desk, "<right>");
    assert_eq!(
        said,
        [
            "What if customer to web stops, or carries ten times as much?",
            "What you type is found under denial of service."
        ]
    );
    let said = hears(&mut desk, "y");
    assert!(
        said.contains(&"What you type is found under information disclosure.".to_owned()),
        "{said:#?}"
    );
}

#[test]
fn a_key_without_a_meaning_says_so_every_time() {
    let mut desk = three();
    let nothing = "F1 does nothing here. Press question mark to see the keys.".replace("F1", "h");
    assert_eq!(hears(&mut desk, "hh"), [nothing.clone(), nothing]);
}

#[test]
fn undo_is_told_with_what_it_took_back() {
    let mut desk = three();
    assert_eq!(
        hears(&mut desk, "u"),
        ["Undone: T3 added.", "T2. File swapped. 2 of 2."]
    );
}

#[test]
fn help_is_read_by_what_one_does_and_keys_are_found_by_words() {
    let mut desk = three();
    let said = hears(&mut desk, "?");
    assert_eq!(
        said[0],
        "Keys of this screen. Type words to find one, Escape closes."
    );
    let line = said
        .iter()
        .find(|line| line.starts_with("Change: "))
        .unwrap();
    assert!(
        line.contains("capital K move up, capital J move down"),
        "{line}"
    );
    assert!(
        said.iter()
            .any(|line| line.contains("l list, Control L where am I"))
    );
    let said = hears(&mut desk, "«merge»");
    assert!(
        said.contains(
            &"1 match. Merge, g. Merge it into another; both texts and all links are kept."
                .to_owned()
        ),
        "{said:#?}"
    );
    assert_eq!(hears(&mut desk, "<esc>").last().unwrap(), "Closed.");
}

#[test]
fn commands_are_picked_by_ear() {
    let mut desk = three();
    desk.keys("<ctrl-p>«choose a theme»<enter>");
    assert_eq!(desk.effects.last(), Some(&Effect::FindThemes));
    let offer = |name: &str, says: &str| ThemeOffer {
        name: name.to_owned(),
        says: says.to_owned(),
        problem: None,
    };
    desk.tell(Msg::Themes(vec![
        offer("dark", "For a dark room."),
        offer("light", "For a bright room."),
    ]));
    assert_eq!(
        hears(&mut desk, "<down>"),
        ["Light. For a bright room. 2 of 2."]
    );
    assert_eq!(
        hears(&mut desk, "<enter>"),
        ["Theme set to light on this machine."]
    );
}

#[test]
fn a_paste_is_looked_at_line_by_line_before_it_counts() {
    let mut desk = open(room());
    assert_eq!(
        hears(
            &mut desk,
            r"2t<paste:10:31 Ana: Token replayed\n10:32 From Zoe to Everyone: File swapped\n10:33>"
        )[2..],
        [
            "What was pasted.",
            "Press Enter to add these as one change, Escape to add nothing.",
            "2 threats, 1 name matched, 1 line skipped (only a name or a time).",
            "Not in the meeting, so their lines have no speaker: Zoe.",
            "Threat. Ana: Token replayed. 1 of 2.",
        ]
    );
    assert_eq!(
        hears(&mut desk, "<down>"),
        ["Threat. Zoe: File swapped. 2 of 2."]
    );
    let said = hears(&mut desk, "p");
    assert!(
        said.contains(
            &"1 threat, 1 parked, 1 name matched, 1 line skipped (only a name or a time)."
                .to_owned()
        ),
        "{said:?}"
    );
    let said = hears(&mut desk, "l");
    assert!(
        said.contains(&"1: Threat. Ana: Token replayed.".to_owned()),
        "{said:?}"
    );
    assert!(
        said.contains(&"2: Parked. Zoe: File swapped. Selected.".to_owned()),
        "{said:?}"
    );
    let said = hears(&mut desk, "<esc>");
    assert!(
        said.iter().any(|said| said.starts_with("Nothing added.")),
        "{said:?}"
    );
}

#[test]
fn the_preview_of_a_handout_is_read_without_its_markup() {
    let mut desk = three();
    let said = hears(&mut desk, "x<tab>");
    assert!(
        said.contains(&"Payments API: refund flow".to_owned()),
        "{said:#?}"
    );
    assert!(
        !said
            .iter()
            .any(|line| line.contains("**") || line.starts_with('#')),
        "{said:#?}"
    );
}

#[test]
fn picking_an_export_says_so_though_the_screen_has_no_notice() {
    let mut desk = three();
    desk.keys("x");
    let said = |picked: &str| {
        let all = threatboard::export::Format::ALL.len();
        format!("summary.md, one-page summary, by audience, {picked}. 1 of {all}.")
    };
    assert_eq!(
        hears(&mut desk, "<space><space>"),
        [said("not selected"), said("selected")]
    );
}

#[test]
fn leaving_says_what_is_open_and_what_answers() {
    let mut desk = three();
    let said = hears(&mut desk, "<ctrl-q><esc>");
    assert_eq!(said[0], "Quit?");
    assert_eq!(
        said[said.len() - 2..],
        ["y quits, Escape stays.", "Not quitting."]
    );
}

#[test]
fn a_file_that_cannot_be_opened_is_told_with_its_line() {
    let mut desk = Desk::plain();
    desk.tell(Msg::Opened(Err(Failure {
        path: "x.ron".to_owned(),
        says: "x.ron, line 3: expected a comma".to_owned(),
        line: Some("\u{1b}[2J title".to_owned()),
    })));
    let said = heard(&desk);
    assert!(
        said.contains("\nx.ron, line 3: expected a comma.\nThe line is: [2J title\n"),
        "{said}"
    );
}

#[test]
fn saving_is_silent_until_it_fails_and_failing_is_said_once() {
    let mut desk = three();
    let failed = || {
        Msg::Saved(SaveNews::Failed {
            says: "The disk is full.".to_owned(),
            rescue: None,
        })
    };
    let before = heard(&desk);
    desk.tell(Msg::Saved(SaveNews::Done {
        number: 99,
        at: crate::support::ten(),
    }));
    assert_eq!(heard(&desk), before);
    desk.tell(failed());
    desk.tell(failed());
    assert_eq!(
        heard(&desk),
        format!("{before}NOT SAVED: The disk is full.\n")
    );
}

#[test]
fn time_that_passes_is_not_told() {
    let mut desk = three();
    let before = Seen::of(&desk.app);
    desk.after(90);
    assert_eq!(narrate(&before, &desk.app), Vec::<String>::new());
}

#[test]
fn nothing_that_somebody_typed_steers_the_terminal() {
    let mut session = room();
    session.title = threatboard::domain::Text::new("\u{1b}]0;owned\u{7}");
    let mut desk = open(session);
    desk.keys("2t");
    desk.tell(Msg::Paste("a\u{1b}[2J\u{9b}31m\u{202e}b".to_owned()));
    desk.keys("<enter><esc>l<ctrl-l>?<esc>");
    // Reading it fails at the first sequence that is not one of ours.
    assert!(heard(&desk).contains("[2J"));
}

/// The finished meeting: every screen on arrival, its list, its keys, and the answer to "where am I?".
#[test]
fn every_screen_and_its_list_read_well_aloud() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/sessions/example-refund-flow.ron"
    );
    let example = threatboard::store::session::load(path.as_ref()).unwrap();
    let mut desk = open(example.session);
    for keys in [
        "l<esc>",
        "nl<esc>",
        "2l<esc>",
        "3l<esc>",
        "<enter>l<esc>",
        "4l<esc>",
        "5l<esc>",
        "6l<esc>",
        "xlm",
        "<ctrl-l>",
        "<esc>2?",
        "<esc>",
        "<ctrl-p>«par»",
        "<down>",
        "<esc>",
    ] {
        desk.keys(keys);
    }
    insta::assert_snapshot!("screens", heard(&desk));
}

#[test]
fn the_start_screen_reads_its_sessions_by_number() {
    let recent = |title: &str, broken: Option<&str>| Recent {
        kind: None,
        met: broken.is_none().then(crate::support::ten),
        path: "x.ron".to_owned(),
        title: title.to_owned(),
        touched: crate::support::ten(),
        threats: 14,
        open_actions: 2,
        actions: 8,
        late_actions: 1,
        open_questions: 0,
        revisit_due: None,
        broken: broken.map(str::to_owned),
        ..Recent::default()
    };
    let mut desk = Desk::plain();
    desk.tell(Msg::Recents(vec![
        recent("Refunds", None),
        recent("Login", Some("line 3: expected a comma")),
    ]));
    assert_eq!(
        hears(&mut desk, "l"),
        [
            "Refunds has 1 late action.",
            "2 lines:",
            "1: Refunds, last met today 10:00, 14 threats, 2 open action items, 1 late action item. Selected.",
            "2: Login, changed today 10:00, cannot be read: line 3: expected a comma.",
            "A number from 1 to 9 opens its session.",
        ]
    );
    desk.keys("2");
    assert_eq!(desk.effects.last(), Some(&Effect::Open("x.ron".to_owned())));
}
