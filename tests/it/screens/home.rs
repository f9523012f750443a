//! The start screen: start, or carry on.

use chrono::{NaiveDate, TimeDelta};
use threatboard::app::effect::{Effect, Sheet};
use threatboard::app::msg::{Failure, Found, Msg, Opened, Recent, Sought};
use threatboard::domain::{Edit, FourQuestion, New, SessionKind};
use threatboard::keys::Screen;

use crate::support::{Desk, PLAIN, SMALL, WIDE, room, ten};

/// A session that was touched this many days ago.
fn recent(title: &str, days: i64) -> Recent {
    let file = title.to_lowercase().replace([' ', ':'], "-");
    Recent {
        path: format!("~/models/{file}.ron"),
        title: title.to_owned(),
        kind: Some(SessionKind::Meeting),
        // All were checked out anew today; what the file says counts.
        touched: ten(),
        met: Some(ten() - TimeDelta::days(days)),
        threats: 14,
        open_actions: 6,
        actions: 8,
        late_actions: 0,
        open_questions: 4,
        revisit_due: None,
        broken: None,
        ..Recent::default()
    }
}

/// Seven sessions as a team has them after half a year.
fn team() -> Vec<Recent> {
    let counts = |r: Recent, threats, open, late, questions| Recent {
        threats,
        open_actions: open,
        actions: open,
        late_actions: late,
        open_questions: questions,
        ..r
    };
    vec![
        recent("Payments API: refund flow", 0),
        counts(recent("Mobile login", 3), 21, 9, 2, 1),
        counts(recent("Data exports", 12), 9, 0, 0, 3),
        Recent {
            revisit_due: NaiveDate::from_ymd_opt(2026, 5, 1),
            ..counts(recent("Partner onboarding", 35), 17, 4, 0, 0)
        },
        Recent {
            broken: Some(
                "line 41, column 7: expected `,` between two fields. Fix it in an editor; the file is unchanged."
                    .to_owned(),
            ),
            kind: None,
            met: None,
            touched: ten() - TimeDelta::days(36),
            ..recent("token-replay.ron", 36)
        },
        Recent {
            actions: 3,
            kind: Some(SessionKind::OneThreat),
            ..counts(recent("Package worm", 42), 1, 0, 0, 0)
        },
        counts(recent("Billing v1", 220), 31, 0, 0, 2),
    ]
}

/// The start screen as it comes up: no session is named.
fn folded(recents: Vec<Recent>) -> Desk {
    let mut desk = Desk::home();
    desk.tell(Msg::Recents(recents));
    desk
}

/// The start screen after someone asked for the list.
fn desk(recents: Vec<Recent>) -> Desk {
    let mut desk = folded(recents);
    desk.keys("l");
    desk
}

/// The list of the team's sessions.
pub(super) fn list() -> Desk {
    desk(team())
}

/// Whether any title or path of the team's sessions is seen.
fn names_a_session(screen: &str) -> bool {
    let screen = screen.to_lowercase();
    team().iter().any(|r| {
        let words = r.title.to_lowercase();
        screen.contains(&words) || screen.contains(&r.path)
    })
}

#[test]
fn the_first_start_offers_its_doors_and_one_sentence() {
    let desk = folded(Vec::new());
    insta::assert_snapshot!("empty", desk.styled(WIDE));
    insta::assert_snapshot!("empty_small", desk.picture(SMALL));
}

#[test]
fn no_session_is_named_until_somebody_asks() {
    let mut desk = folded(team());
    insta::assert_snapshot!("folded", desk.styled(WIDE));
    insta::assert_snapshot!("folded_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("folded_small", desk.picture(SMALL));
    for size in [(40, 10), SMALL, PLAIN, WIDE, (200, 60)] {
        assert!(
            !names_a_session(&desk.screen(size)),
            "{}",
            desk.screen(size)
        );
    }
    assert!(desk.screen(WIDE).contains("2 sessions need attention."));
    for script in ["<enter>", "1", "j", "<up>", "<end>", "/", "<enter>"] {
        desk.keys(script);
        assert!(
            !names_a_session(&desk.screen(WIDE)),
            "after {script}\n{}",
            desk.screen(WIDE)
        );
    }
    desk.keys("<esc>");
    assert!(
        !desk.effects.iter().any(|e| matches!(e, Effect::Open(_))),
        "nothing unseen is opened"
    );
    desk.keys("1<wait:l to list the sessions first.>l<wait:Billing v1>");
}

#[test]
fn the_list_is_folded_again_by_its_key_by_esc_and_after_a_session_was_closed() {
    let mut desk = desk(team());
    desk.keys("l<gone:Billing v1>l<wait:Billing v1><esc><gone:Billing v1>l");
    desk.tell(Msg::Opened(Ok(Opened {
        session: std::sync::Arc::new(room()),
        path: "~/models/refund.ron".to_owned(),
        held_by: None,
        warning: None,
        new: false,
    })));
    desk.keys("<ctrl-p>start screen<enter><wait:7 sessions>");
    assert!(
        !names_a_session(&desk.screen(WIDE)),
        "{}",
        desk.screen(WIDE)
    );
}

#[test]
fn an_arrow_selects_nothing_in_a_folded_list_and_says_how_to_see_it() {
    let mut desk = folded(team());
    desk.keys("<down><wait:l to list the sessions first.>");
    assert_eq!(desk.app.home.selected, 0);
}

#[test]
fn who_always_wants_the_list_says_so_once() {
    let mut desk = folded(team());
    desk.keys("<ctrl-p>list always<enter><wait:Billing v1>");
    assert_eq!(desk.effects, [Effect::ShowRecents(true)]);
    desk.tell(Msg::Opened(Ok(Opened {
        session: std::sync::Arc::new(room()),
        path: "~/models/refund.ron".to_owned(),
        held_by: None,
        warning: None,
        new: false,
    })));
    desk.keys("<ctrl-p>start screen<enter><wait:Billing v1>");
    desk.keys("<ctrl-p>list always<enter><gone:Billing v1>");
    assert_eq!(desk.effects.last(), Some(&Effect::ShowRecents(false)));
}

#[test]
fn words_of_a_title_find_it_while_the_list_is_folded() {
    let mut desk = folded(team());
    desk.keys("/«partn»");
    assert!(desk.screen(WIDE).contains("Partner onboarding"));
    assert!(!desk.screen(WIDE).contains("Mobile login"));
    desk.keys("<esc>");
    assert!(!names_a_session(&desk.screen(WIDE)));
    desk.keys("/«partn»<enter>");
    assert!(
        matches!(desk.effects.as_slice(), [.., Effect::Open(path)] if path.contains("partner"))
    );
}

#[test]
fn sessions_say_what_waits_in_them() {
    let desk = desk(team());
    insta::assert_snapshot!("team", desk.styled(WIDE));
    insta::assert_snapshot!("team_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("team_small", desk.picture(SMALL));
}

#[test]
fn a_broken_file_says_why_in_full_when_it_is_selected() {
    let mut desk = desk(team());
    desk.keys("jjjj");
    insta::assert_snapshot!("broken_small", desk.picture(SMALL));
    let seen = desk.screen(SMALL).replace(['\n', ' '], "");
    assert!(seen.contains("thefileisunchanged."), "{seen}");
}

#[test]
fn a_long_list_says_how_much_lies_below_and_wraps_the_selected_title() {
    let mut many = vec![recent(
        "The very long name of a session that somebody pasted from a ticket with its number and all",
        1,
    )];
    many.extend((1..40).map(|n| recent(&format!("Session {n}"), n)));
    let desk = desk(many);
    insta::assert_snapshot!("many_plain", desk.picture(PLAIN));
}

#[test]
fn a_slash_filters_by_title_and_the_digit_opens_what_is_seen() {
    let mut desk = desk(team());
    desk.keys("/«on»");
    insta::assert_snapshot!("filter", desk.picture(PLAIN));
    desk.keys("xyz");
    assert!(
        desk.screen(WIDE)
            .contains("No session contains these words.")
    );
    desk.keys("<esc>");
    assert!(desk.screen(WIDE).contains("Billing v1"));
    desk.effects.clear();
    desk.keys("/«partner»<enter>");
    assert!(
        matches!(desk.effects.as_slice(), [.., Effect::Open(path)] if path.contains("partner")),
        "{:?}",
        desk.effects
    );
}

const EXPORTS: [&str; 3] = [
    "~/models/data-exports.ron",
    "T4",
    "Token replayed by a partner",
];
const LOGIN: [&str; 3] = [
    "~/models/mobile-login.ron",
    "Q2 answer",
    "Replays are refused",
];

#[test]
fn a_slash_finds_in_everything_that_a_session_holds_and_says_where() {
    let mut desk = desk(team());
    desk.holds = Some(vec![LOGIN, EXPORTS]);
    desk.keys("/«replay»");
    insta::assert_snapshot!("found_wide", desk.picture(WIDE));
    insta::assert_snapshot!("found_small", desk.picture(SMALL));
    desk.keys("<wait:replay: 3 sessions of 7>");
    desk.effects.clear();
    desk.keys("<enter>");
    assert!(
        matches!(desk.effects.as_slice(), [.., Effect::Open(path)] if path == LOGIN[0]),
        "{:?}",
        desk.effects
    );
}

#[test]
fn a_session_that_was_found_by_an_item_opens_at_that_item() {
    let replayed = |n: u32| {
        let mut session = room();
        for n in 1..=n {
            let new = New::threat(format!("Threat {n}").as_str(), FourQuestion::GoWrong);
            session.apply(&Edit::Add(new), ten()).unwrap();
        }
        session
    };
    let mut desk = desk(team());
    desk.holds = Some(vec![EXPORTS]);
    desk.keys("/«partner»<enter>");
    desk.open(replayed(5));
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    assert_eq!(desk.app.selected(), Some("T4".parse().unwrap()));
    // The next session opens where it begins, and an item that is gone is not looked for.
    desk.open(replayed(5));
    assert_ne!(desk.app.screen(), Screen::GoWrong);
    let mut desk = self::desk(team());
    desk.holds = Some(vec![EXPORTS]);
    desk.keys("/«partner»<enter>");
    desk.open(replayed(3));
    assert_ne!(desk.app.screen(), Screen::GoWrong);
}

#[test]
fn what_is_found_later_leaves_the_same_session_selected_and_old_words_are_forgotten() {
    let mut desk = desk(team());
    desk.holds = None;
    desk.keys("/«replay»<wait:replay: 1 session of 7, still looking>");
    let sought = |words: &str, [path, at, text]: [&str; 3]| {
        Msg::Sought(Sought {
            words: words.to_owned(),
            found: vec![Found {
                path: path.to_owned(),
                at: None,
                says: format!("{at}: {text}"),
                more: 0,
            }],
        })
    };
    desk.tell(sought("replay", LOGIN));
    desk.keys("<wait:replay: 2 sessions of 7><wait:Q2 answer: Replays are refused>");
    let shown = desk.app.home.shown();
    assert_eq!(shown[desk.app.home.selected].title, "token-replay.ron");
    // Until more words were looked for, what fits the first ones is seen.
    desk.keys("«ed»<wait:replayed: 1 session of 7, still looking>");
    desk.tell(sought("other", EXPORTS));
    desk.keys("<gone:Token replayed>");
    desk.tell(sought("replayed", EXPORTS));
    desk.keys("<wait:T4: Token replayed><gone:Q2 answer>");
    desk.keys("<esc><gone:Token replayed>");
    let asked = desk.effects.iter().filter_map(|effect| match effect {
        Effect::Seek(words, paths) => Some((words.as_str(), paths.len())),
        _ => None,
    });
    let asked: Vec<_> = asked.collect();
    assert_eq!(
        asked.first(),
        Some(&("r", 6)),
        "a broken file is not looked through"
    );
    assert_eq!(asked.last(), Some(&("replayed", 6)));
}

#[test]
fn a_digit_opens_the_session_with_that_digit() {
    let mut desk = desk(team());
    desk.keys("2");
    let [.., Effect::Open(path)] = desk.effects.as_slice() else {
        panic!("{:?}", desk.effects)
    };
    assert_eq!(path, "~/models/mobile-login.ron");
}

#[test]
fn the_start_screen_can_be_drawn_at_any_size() {
    for desk in [folded(team()), desk(team())] {
        for columns in (40..=200).step_by(7) {
            for rows in 10..=60 {
                desk.screen((columns, rows));
            }
        }
    }
}

#[test]
fn what_was_found_by_its_title_is_still_selected_after_it_could_not_be_opened() {
    let mut desk = desk(vec![recent("One", 1), recent("Two", 2), recent("Three", 3)]);
    desk.keys("/«thr»<enter>");
    desk.tell(Msg::Opened(Err(Failure {
        path: "~/models/three.ron".to_owned(),
        says: "It is gone.".to_owned(),
        line: None,
    })));
    desk.keys("<esc>");
    assert_eq!(desk.app.home.shown().len(), 3);
    assert_eq!(desk.app.home.selected, 2);
}

#[test]
fn a_title_has_the_cells_of_columns_in_which_nothing_stands() {
    let title = "Greenhouse: remote irrigation";
    let mut desk = folded(vec![recent(title, 0)]);
    desk.keys("l");
    let screen = desk.screen(WIDE);
    assert!(screen.contains(title), "{screen}");
    assert!(!screen.contains("REVIEW"), "{screen}");
}

#[test]
fn whoever_looks_around_in_the_example_begins_at_question_1_and_is_led_through_it() {
    let text = include_str!("../../../sessions/example-refund-flow.ron");
    let example = || threatboard::store::format::read(text).unwrap();
    let mut desk = folded(Vec::new());
    desk.keys("<wait:look around in a finished meeting>e");
    assert!(desk.effects.contains(&Effect::OpenExample));
    desk.open(example());
    desk.keys("<wait:[1 WORKING ON]><wait:Press 2 to see what>")
        .keys("2<wait:Press 3 to see>3<wait:Press 4 to see>4<wait:or x to see the summary.>");
    // A change makes it a session like any other.
    desk.keys("1t«Someone tries it»<enter><esc>1<gone:to look around in>");
    // Any other session that a team comes back to begins with what was left open, as before.
    desk.keys("<ctrl-p>start screen<enter>");
    desk.open(example());
    desk.keys("<wait:STILL OPEN><gone:to look around in>");
}

#[test]
fn an_example_that_cannot_be_opened_leads_no_one_through_the_next_session() {
    let mut desk = folded(team());
    desk.keys("e");
    desk.tell(Msg::Opened(Err(threatboard::app::msg::Failure {
        path: "~/example.ron".to_owned(),
        says: "The disk is full.".to_owned(),
        line: None,
    })));
    assert!(!desk.app.home.example);
}

#[test]
fn what_is_known_is_listed_at_once_and_the_selected_session_stays_so() {
    let mut desk = Desk::home();
    desk.tell(Msg::KnownRecents(
        vec![recent("Old name", 3), recent("Exports", 9)],
        40,
    ));
    assert!(desk.effects.contains(&Effect::ReadRecents));
    assert!(desk.picture(WIDE).contains("2 known, 40 being read"));
    desk.keys("l<down>");
    let more = [
        recent("New name", 0),
        recent("Login", 2),
        recent("Exports", 9),
    ];
    desk.tell(Msg::Recents(more.to_vec()));
    let screen = desk.picture(WIDE);
    assert!(!screen.contains("Old name"), "{screen}");
    assert_eq!(desk.app.home.selected, 2);
    desk.keys("<esc>");
    assert!(desk.picture(WIDE).contains("3 sessions:"));
}

#[test]
fn while_nothing_is_known_yet_it_is_not_said_that_there_is_nothing() {
    let mut desk = Desk::home();
    desk.tell(Msg::KnownRecents(Vec::new(), 40));
    assert!(desk.effects.contains(&Effect::ReadRecents));
    assert!(!desk.picture(WIDE).contains("No sessions"));
}

#[test]
fn kinds_are_told_apart_and_a_long_title_is_whole_at_100_columns() {
    let long = "Mobile login and account recovery with passkeys for customers who lost their phone";
    let of = |title: &str, kind| Recent {
        kind,
        ..recent(title, 3)
    };
    let mut sessions = vec![
        of("Refunds", Some(SessionKind::Meeting)),
        of(long, Some(SessionKind::Meeting)),
        of(
            "What if the build server is rented?",
            Some(SessionKind::Whiteboard),
        ),
        of("Package worm", Some(SessionKind::OneThreat)),
        of("Rescue copy: Refunds", None),
        Recent {
            broken: Some("line 3: expected a comma".to_owned()),
            ..of("token.ron", None)
        },
    ];
    sessions.extend((0..40).map(|n| recent(&format!("Session {n}"), 10 + n)));
    let screen = desk(sessions).picture(WIDE);
    for (title, kind) in [
        ("Refunds", "meeting"),
        ("Mobile", "meeting"),
        ("What", "whiteboard"),
        ("Package", "one threat"),
        ("Rescue", "copy"),
        ("token", "broken"),
    ] {
        let line = screen
            .lines()
            .find(|line| line.contains(&format!(" {title}")));
        assert!(line.unwrap_or(&screen).contains(kind), "{title}: {screen}");
    }
    let words: Vec<&str> = screen.split_whitespace().collect();
    for word in long.split(' ') {
        assert!(words.contains(&word), "{word}: {screen}");
    }
}

#[test]
fn the_sheet_of_the_selected_session_is_for_before_its_meeting() {
    let mut desk = folded(team());
    desk.keys("F<wait:Select a session first: press l.>");
    let hands_out = |desk: &Desk| {
        let mut effects = desk.effects.iter();
        effects.any(|effect| matches!(effect, Effect::HandOut(_)))
    };
    assert!(!hands_out(&desk), "none is selected");
    desk.keys("lF");
    let sheet = Effect::HandOut(Sheet::Of(team()[0].path.clone()));
    assert!(desk.effects.contains(&sheet), "{:?}", desk.effects);
}
