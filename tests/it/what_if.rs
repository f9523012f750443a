//! What if: strengths said on question 3, mitigations ticked, what falls, the cheapest set, and what is planned.

use threatboard::app::effect::Effect;
use threatboard::app::msg::Msg;
use threatboard::app::waiting::Task;
use threatboard::domain::{Status, Strength, ThreatId};
use threatboard::keys::Screen;
use threatboard::keys::key::Key;
use threatboard::risk::Model;

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// Three rated threats with a mitigation each, whose strength is said in three keys.
fn refunds() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2t«Attacker replays a refund !critical»<enter>«Someone edits the log !high»<enter>");
    desk.keys("«A clerk pays a friend !critical»<enter><esc>3<home>");
    desk.keys("m«limit on amounts %M»<enter><esc><tab>Csm<tab>");
    desk.keys("<down>m«signed log»<enter><esc><tab>Css<tab>");
    desk.keys("<down>m«weekly review %M»<enter><esc><tab>Csm<tab>");
    desk
}

#[test]
fn strength_kind_and_check_are_said_where_the_status_is() {
    let mut desk = refunds();
    let strengths = desk.session().mitigations.iter().map(|m| m.strength);
    let (some, most) = (Some(Strength::Some), Some(Strength::Most));
    assert_eq!(strengths.collect::<Vec<_>>(), [most, some, most]);
    desk.keys("<home><tab>CbCy");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("takes away most of it, check passed"),
        "{screen}"
    );
    assert!(screen.contains("what is left: medium"), "{screen}");
    desk.keys("Cx");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("check failed"), "{screen}");
    assert!(!screen.contains("what is left"), "{screen}");
    desk.keys("CkdCs-");
    let first = &desk.session().mitigations[0];
    assert_eq!(
        (first.kind.map(|k| k.words()), first.strength),
        (Some("detect"), None)
    );
}

#[test]
fn a_tick_shows_what_falls_and_changes_nothing() {
    let mut desk = refunds();
    let before = desk.session().clone();
    desk.keys("I<home><space>");
    assert_eq!(desk.app.screen(), Screen::WhatIf);
    let screen = desk.screen(WIDE);
    assert!(screen.contains("T1 critical -> medium"), "{screen}");
    assert!(!screen.contains("T3 critical -> medium"), "{screen}");
    desk.keys("<down><down><enter>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("T3 critical -> medium"), "{screen}");
    desk.keys("<space>");
    assert!(!desk.screen(WIDE).contains("T3 critical -> medium"));
    assert_eq!(desk.session().mitigations, before.mitigations);
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::DoAbout);
}

#[test]
fn the_cheapest_set_is_ticked_in_one_key_and_planned_in_another() {
    let mut desk = refunds();
    desk.keys("Ic");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("WHAT IF  3 of 3 ticked"), "{screen}");
    assert!(screen.contains("60 days"), "{screen}");
    assert!(
        in_a_row(&screen).contains("No effort said, counts as 40 days: M2."),
        "{screen}"
    );
    insta::assert_snapshot!("what_if_wide", desk.picture(WIDE));
    insta::assert_snapshot!("what_if_plain", desk.picture(PLAIN));
    let small = desk.screen(SMALL);
    assert!(small.contains("T2 high -> medium"), "{small}");
    desk.keys("y");
    let statuses = |desk: &Desk| -> Vec<Status> {
        desk.session()
            .mitigations
            .iter()
            .map(|m| m.status)
            .collect()
    };
    assert_eq!(statuses(&desk), [Status::Planned; 3]);
    desk.keys("u");
    assert_eq!(statuses(&desk), [Status::CouldDo; 3]);
}

#[test]
fn a_goal_that_cannot_be_reached_is_named_with_what_can() {
    let mut desk = refunds();
    desk.keys("Icc");
    let screen = in_a_row(&desk.screen(WIDE));
    assert!(
        screen.contains("To get as close to low as possible"),
        "{screen}"
    );
    assert!(
        screen.contains("T1, T2 and T3 cannot get to low with what is listed: medium at best."),
        "{screen}"
    );
}

/// Six threats with long words; two of them are not rated, and one cannot get below high.
fn plant() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2t«Alarm of the dosing pump is ignored at night because it rings each hour !critical»<enter>");
    desk.keys(
        "«Ransomware on the control room computers stops the pumps for days !critical»<enter>",
    );
    desk.keys("«Supplier account with the old password is used from outside !high»<enter>");
    desk.keys("«Someone opens the hatch»<enter>«Samples are swapped»<enter>");
    desk.keys("«Backups are deleted together with the servers !high»<enter><esc>3<home>");
    desk.keys("m«Two people confirm each alarm of the dosing pump %M»<enter><esc><tab>Csm<tab>");
    desk.keys("<down>m«Control network apart from the office network %S»<enter><esc><tab>Css<tab>");
    desk.keys("<down>m«Second factor for each supplier account %S»<enter><esc><tab>Csm<tab>");
    desk
}

fn in_a_row(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_not_rated_and_what_cannot_get_there_is_seen_at_every_size() {
    let mut desk = plant();
    desk.keys("Ic");
    for size in [WIDE, PLAIN, SMALL] {
        let screen = desk.screen(size);
        let says = in_a_row(&screen);
        assert!(
            says.contains("critical high medium low not rated"),
            "{screen}"
        );
        assert!(
            says.contains("T2 and T6 cannot get to medium with what is listed: high at best."),
            "{screen}"
        );
    }
    let screen = desk.screen(WIDE);
    let says = in_a_row(&screen);
    assert!(
        says.contains("2 threats are not rated and so not counted: T4 and T5."),
        "{screen}"
    );
    assert!(
        !screen.contains('…'),
        "there is room for all words: {screen}"
    );
    assert!(
        !screen.contains("Cheapest way to medium or lower"),
        "{screen}"
    );
}

#[test]
fn what_was_planned_is_named_and_its_days_stay() {
    let mut desk = plant();
    desk.keys("I<home><space><down><down><space>y");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("+ M1 and M3 planned."), "{screen}");
    assert!(screen.contains("for 12 days of work"), "{screen}");
    assert!(!screen.contains("Nothing is changed until"), "{screen}");
    desk.keys("u");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Nothing is changed until you press y."),
        "{screen}"
    );
    assert!(screen.contains("for 12 days of work"), "{screen}");
    desk.keys("cy");
    let says = in_a_row(&desk.screen(WIDE));
    assert!(
        says.contains("with what is listed: high at best."),
        "{says}"
    );
}

#[test]
fn what_is_left_stays_in_sight_beside_the_rating() {
    let mut desk = refunds();
    desk.keys("<home><tab>CbCy<tab>");
    desk.keys("m«one more %S»<enter>«another %S»<enter>«a third %S»<enter>«a fourth %S»<enter>");
    desk.keys("<esc>/«T1»<enter>");
    for size in [WIDE, PLAIN, SMALL] {
        desk.tell(Msg::Resize(size.0, size.1));
        let screen = desk.screen(size);
        assert!(screen.contains("what is left: medium"), "{screen}");
    }
}

#[test]
fn without_anything_to_do_one_sentence_says_how_to_begin() {
    let mut desk = Desk::with(room());
    desk.keys("2t«File swapped !high»<enter><esc>4I");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("No mitigation that could still be done or shown to work."),
        "{screen}"
    );
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::GoodEnough);
}

#[test]
fn a_search_that_takes_its_time_says_so_and_is_dropped_where_the_room_goes_on() {
    let search = |desk: &mut Desk| {
        let now = desk.app.now;
        let effects = desk.app.update(now, Msg::Key(Key::char('c')));
        let found = effects.into_iter().find_map(|effect| match effect {
            Effect::Cheapest(search) => Some(Msg::Cheapest(search.make().map(Box::new))),
            _ => None,
        });
        desk.tell(Msg::Waiting(Task::Cheapest));
        found.unwrap()
    };
    let mut desk = refunds();
    desk.keys("I<home>");
    let found = search(&mut desk);
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Looking for the cheapest set ..."),
        "{screen}"
    );
    assert!(screen.contains("0 of 3 ticked"), "{screen}");
    desk.tell(found);
    let screen = desk.screen(WIDE);
    assert!(!screen.contains("Looking for"), "{screen}");
    assert!(screen.contains("3 of 3 ticked"), "{screen}");

    desk.keys("<space>");
    let found = search(&mut desk);
    desk.keys("<space>");
    desk.tell(found);
    assert!(
        desk.screen(WIDE).contains("3 of 3 ticked"),
        "their own tick counts"
    );

    let found = search(&mut desk);
    desk.keys("<space><esc>");
    desk.tell(found);
    desk.keys("I");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("2 of 3 ticked"), "{screen}");
}

/// Asks for the cheapest set and leaves the search to itself.
fn search(desk: &mut Desk) -> threatboard::screens::what_if::Search {
    let now = desk.app.now;
    let effects = desk.app.update(now, Msg::Key(Key::char('c')));
    let mut found = effects.into_iter().filter_map(|effect| match effect {
        Effect::Cheapest(search) => Some(search),
        _ => None,
    });
    found.next().unwrap()
}

#[test]
fn a_search_ends_when_the_what_if_is_left_changed_or_asked_anew() {
    let mut desk = refunds();
    for goes_on in ["<esc>", "<space>", "u", "5"] {
        desk.keys("3I<home>");
        let given_up = search(&mut desk);
        assert!(given_up.is_wanted());
        desk.keys(goes_on);
        assert_eq!(
            given_up.is_wanted(),
            goes_on == "5",
            "{goes_on}: 5 does nothing there"
        );
        assert_eq!(given_up.make().is_some(), goes_on == "5");
        desk.keys("<esc>");
    }
    let mut desk = refunds();
    desk.keys("3I");
    let (older, newer) = (search(&mut desk), search(&mut desk));
    assert!(!older.is_wanted() && newer.is_wanted());
    desk.tell(Msg::Cheapest(older.make().map(Box::new)));
    assert!(
        desk.screen(WIDE).contains("0 of 3 ticked"),
        "nothing came of the older one"
    );
    desk.tell(Msg::Cheapest(newer.make().map(Box::new)));
    assert!(desk.screen(WIDE).contains("3 of 3 ticked"));
}

#[test]
fn without_color_and_line_drawing_what_is_ticked_selected_and_fallen_is_read() {
    let mut desk = refunds();
    desk.keys("3I<home><space><down>");
    let ascii = desk.ascii(WIDE);
    for says in [
        "   [x] M1 ",
        " > [ ] M2 ",
        "WHAT FALLS  1",
        "T1 critical -> medium",
        " with ticked",
    ] {
        assert!(ascii.contains(says), "{says}: {ascii}");
    }
    assert!(ascii.is_ascii(), "{ascii}");
}

#[test]
fn the_key_that_explains_a_figure_is_on_the_screen_and_is_heard() {
    let mut desk = refunds();
    desk.keys("3<home>");
    for open in ["", "M", "I"] {
        desk.keys(open);
        if !open.is_empty() {
            let screen = desk.screen(WIDE);
            assert!(screen.contains("W explain"), "{open}: {screen}");
        }
        desk.keys("?");
        let screen = desk.screen(WIDE);
        assert!(screen.contains("W  explain"), "{open}: {screen}");
        assert!(screen.contains("? explain the figure"), "{open}: {screen}");
        desk.keys("<esc>W");
        assert!(desk.screen(WIDE).contains("HOW IT CAME ABOUT"), "{open}");
        desk.keys("<esc>");
        if !open.is_empty() {
            desk.keys("<esc>");
        }
    }
    desk.keys("?<esc>2?");
    assert!(
        !desk.screen(WIDE).contains("explain the figure"),
        "no figure there"
    );

    let mut spoken = Desk::plain();
    spoken.open(desk.session().clone());
    spoken.keys("3<home>?");
    let heard = &spoken.voice.as_ref().unwrap().1;
    assert!(heard.contains("W explain"), "{heard}");
    assert!(
        heard.contains("again to hear how the figure came about"),
        "{heard}"
    );
    spoken.keys("<esc>W");
    let heard = &spoken.voice.as_ref().unwrap().1;
    assert!(heard.contains("Rule: some counts 1"), "{heard}");
    let mut empty = Desk::with(room());
    empty.keys("3W");
    assert!(
        empty.screen(WIDE).contains("No figure here."),
        "{}",
        empty.screen(WIDE)
    );
}

#[test]
fn what_a_compensating_one_stands_in_for_and_what_differs_for_one_threat_is_said_with_its_state() {
    use threatboard::domain::ControlKind;
    let mut desk = refunds();
    desk.keys("3<home><tab>C");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("s strength: most of it"), "{screen}");
    assert!(screen.contains("t for T1 alone"), "{screen}");
    assert!(!screen.contains("stands in for"), "{screen}");
    desk.keys("ko");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("M1 stands in for:"),
        "asked at once: {screen}"
    );
    desk.keys("d");
    let first = |desk: &Desk| desk.session().mitigations[0].clone();
    assert_eq!(first(&desk).kind, Some(ControlKind::Compensating));
    assert_eq!(first(&desk).instead_of, Some(ControlKind::Detective));
    desk.keys("C");
    assert!(
        desk.screen(WIDE).contains("o stands in for: detect"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("o");
    assert!(
        desk.screen(WIDE).contains("d detect, now"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("c");
    assert_eq!(first(&desk).instead_of, Some(ControlKind::Corrective));

    desk.keys("Ct");
    let screen = desk.screen(WIDE);
    for says in [
        "M1 for T1 alone:",
        "strength: most of it, as for all",
        "kind: compensate, as for all",
        "already counted in the rating: no, make it yes",
    ] {
        assert!(screen.contains(says), "{says}: {screen}");
    }
    desk.keys("ss");
    desk.keys("Cti");
    let terms = first(&desk).terms(ThreatId(1)).copied().unwrap();
    assert_eq!(
        (terms.strength, terms.in_rating),
        (Some(Strength::Some), true)
    );
    assert_eq!(
        first(&desk).strength,
        Some(Strength::Most),
        "that for all stays"
    );
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("takes away some of it, counted in the rating"),
        "{screen}"
    );
    desk.keys("Ct");
    assert!(desk.screen(WIDE).contains("some of it, here alone"));
    desk.keys("s-");
    desk.keys("Ctkd");
    let terms = first(&desk).terms(ThreatId(1)).copied().unwrap();
    assert_eq!(
        (terms.strength, terms.kind),
        (None, Some(ControlKind::Detective))
    );
    desk.keys("uuuu");
    assert_eq!(first(&desk).terms(ThreatId(1)), None, "as one change each");
}

#[test]
fn of_several_threats_one_is_picked_by_its_number_and_all_is_heard() {
    let mut desk = refunds();
    desk.keys("3<home><down>m«M1»<enter><esc><home><tab>Ct");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("M1 for which threat:"), "{screen}");
    assert!(screen.contains("2 T2 Someone edits the log"), "{screen}");
    desk.keys("2sa");
    let terms = desk.session().mitigations[0].terms(ThreatId(2)).copied();
    assert_eq!(terms.unwrap().strength, Some(Strength::All));

    let mut spoken = Desk::plain();
    spoken.open(desk.session().clone());
    spoken.keys("3<home><tab>Ct");
    let heard = &spoken.voice.as_ref().unwrap().1;
    assert!(heard.contains("M1 for which threat?"), "{heard}");
    spoken.keys("2");
    let heard = &spoken.voice.as_ref().unwrap().1;
    assert!(heard.contains("strength: all of it, here alone"), "{heard}");
}

#[test]
fn who_rated_and_when_is_kept_and_said_and_never_made_up() {
    let mut desk = refunds();
    let last = |desk: &Desk, n: u32| desk.session().threat(ThreatId(n)).unwrap().last_rated;
    assert_eq!(
        last(&desk, 1).map(|last| (last.by, last.at)),
        Some((None, crate::support::ten()))
    );
    desk.keys("3<home>W");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("Rated on 9 May 2026."), "{screen}");
    assert!(!screen.contains("By:"), "no name was given: {screen}");
    desk.keys("<esc>2t«Token leaks !high @di»<enter><esc>");
    let di = desk
        .session()
        .participants
        .iter()
        .find(|p| p.name.as_str() == "Di")
        .unwrap()
        .id;
    assert_eq!(last(&desk, 4).unwrap().by, Some(di));
    desk.keys("3<end>s-");
    assert_eq!(last(&desk, 4), None, "no rating, no one who rated");
    desk.keys("u");
    assert_eq!(last(&desk, 4).unwrap().by, Some(di));
    desk.keys("W");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("Rated on 9 May 2026. By: Di."), "{screen}");
    // With a scribe, a rating that is made in a meeting has that name.
    let scribe = threatboard::domain::Edit::Set(
        di.into(),
        threatboard::domain::Field::Seat(Some(threatboard::domain::Seat::Recorder)),
    );
    let mut session = desk.session().clone();
    session.apply(&scribe, crate::support::ten()).unwrap();
    let mut desk = Desk::with(session);
    desk.keys("3<home>smW");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Rated on 9 May 2026. Scribe: Di."),
        "{screen}"
    );
}

#[test]
fn what_is_left_of_a_threat_follows_the_threat_that_is_shown_and_every_change() {
    let mut desk = refunds();
    desk.keys("<home><tab>CbCy<tab>");
    assert!(desk.screen(WIDE).contains("what is left: medium"));
    desk.keys("<down>");
    assert!(!desk.screen(WIDE).contains("what is left"), "T2 is shown");
    desk.keys("<up>");
    assert!(desk.screen(WIDE).contains("what is left: medium"));
    desk.keys("uu");
    assert!(!desk.screen(WIDE).contains("what is left"), "undone");
}

#[test]
fn what_is_left_of_one_threat_is_made_of_that_one_and_its_parts_alone() {
    let mut desk = refunds();
    desk.keys("3<home>R«all of T3»<enter>");
    let session = desk.session();
    let scales = threatboard::risk::Scales::bundled();
    let model = Model::about(session, &scales.conventions, ThreatId(1));
    assert_eq!(
        model.threats().collect::<Vec<_>>(),
        [ThreatId(1), ThreatId(3)]
    );
    let mitigations = model.mitigations().map(|id| id.0);
    assert_eq!(mitigations.collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn a_question_mark_twice_says_how_what_is_left_came_about() {
    let mut desk = refunds();
    desk.keys("<home><tab>CbCy<tab>??");
    let screen = desk.screen(WIDE);
    for says in [
        "HOW IT CAME ABOUT",
        "rated critical, left medium",
        "M1 limit on amounts: most of it (3 points) x 2 (implemented, check passed",
        "Rule: some counts 1",
    ] {
        assert!(screen.contains(says), "{says}: {screen}");
    }
    insta::assert_snapshot!("came_about_small", desk.picture(SMALL));
    desk.tell(Msg::Resize(SMALL.0, SMALL.1));
    let top = desk.screen(SMALL);
    desk.keys("<down>");
    assert_ne!(desk.screen(SMALL), top, "it scrolls");
    desk.tell(Msg::Resize(WIDE.0, WIDE.1));
    desk.keys("<esc>");
    assert!(!desk.screen(WIDE).contains("HOW IT CAME ABOUT"));

    desk.keys("I<space>??");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("taken as done and shown to work"),
        "with what is ticked: {screen}"
    );
    desk.keys("<esc><esc>M??");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("T1 Attacker replays a refund"),
        "those of the cell: {screen}"
    );
    assert!(screen.contains("T3 A clerk pays a friend"), "{screen}");
    desk.keys("<esc><esc>2??");
    assert!(
        !desk.screen(WIDE).contains("HOW IT CAME ABOUT"),
        "no figure is shown there"
    );
}

#[test]
fn a_listener_hears_how_it_came_about_and_what_a_what_if_brings_down() {
    let mut desk = Desk::plain();
    desk.open(refunds().session().clone());
    desk.keys("3<home>??");
    let heard = &desk.voice.as_ref().unwrap().1;
    assert!(heard.contains("Rule: some counts 1"), "{heard}");
    assert!(heard.contains("Press any key to go back."), "{heard}");
    desk.keys("<esc>I<home><space>");
    let heard = &desk.voice.as_ref().unwrap().1;
    assert!(
        heard.contains("Ticked: M1. T1 critical to medium."),
        "{heard}"
    );
}

#[test]
fn what_is_counted_by_default_is_said_of_what_is_ticked_as_of_the_last_change() {
    let mut desk = refunds();
    desk.keys("I");
    let says = |desk: &Desk| desk.app.open().unwrap().rooms.what_if.defaults().join(" ");
    assert_eq!(says(&desk), "", "nothing is ticked and nothing built");
    desk.keys("<home><down><space>");
    assert_eq!(says(&desk), "No effort said, counts as 40 days: M2.");
    desk.keys("<space>");
    assert_eq!(says(&desk), "");
    // The strength of M3 was said last.
    desk.keys("u<end><space>");
    let shown = desk.screen(WIDE);
    assert_eq!(
        says(&desk),
        "No strength said, counts nothing: M3.",
        "{shown}"
    );
    assert!(shown.contains("No threat changes its level."), "{shown}");
    // What is built counts without a tick.
    desk.keys("<esc><esc>3<home>i«Two people sign»<enter><esc>I<end>");
    assert!(
        says(&desk).contains("No strength said, counts nothing: M3 and M4."),
        "{}",
        says(&desk)
    );
}

#[test]
fn what_is_built_and_not_shown_to_work_is_listed_last_and_costs_no_more_work() {
    let mut desk = refunds();
    desk.keys("<home><tab>CbI<home>");
    let rows = |screen: &str| -> Vec<String> {
        let rows = screen.lines().filter(|row| row.contains("[ ]"));
        let row = |row: &str| row.split_whitespace().collect::<Vec<_>>().join(" ");
        rows.map(row).collect()
    };
    let screen = desk.screen(WIDE);
    let rows = rows(&screen);
    assert!(
        rows[0].starts_with("> [ ] M2 signed log some - proposed"),
        "{rows:?}"
    );
    assert!(
        rows[1].starts_with("[ ] M3 weekly review most M proposed"),
        "{rows:?}"
    );
    assert!(
        rows[2].starts_with("[ ] M1 limit on amounts most done implemented"),
        "{rows:?}"
    );
    desk.keys("<end><space>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("T1 high -> medium"), "{screen}");
    assert!(!screen.contains("of work"), "{screen}");
    // It is built: there is nothing to plan.
    desk.keys("y");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("What is ticked is planned or further already."),
        "{screen}"
    );
}

#[test]
fn where_the_line_is_the_lowest_level_nothing_can_be_below_it() {
    let mut desk = refunds();
    let low = threatboard::risk::Scales::bundled().with("(conventions: (line: Low))");
    desk.app.scales = std::sync::Arc::new(low.unwrap());
    desk.keys("Ic");
    let shown = desk.screen(WIDE);
    assert!(shown.contains("No threat can be below low."), "{shown}");
    assert!(shown.contains("WHAT IF  0 of 3 ticked"), "{shown}");
}
