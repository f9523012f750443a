//! The sweep from place to place, and the read back that notices what was said twice.

use threatboard::domain::{Place, Stride};

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// A customer outside, a web and a ledger inside, and nothing on the list; at the sweep of a meeting that goes on.
pub(super) fn sweeping() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("<space>f«zone core: web, {ledger}»<enter>«(customer) -> web : ask»<enter>");
    desk.keys("«web -> ledger : amount»<enter><esc>2n");
    desk
}

/// A meeting at the sweep, with so many parts and as many flows and a few more, of which some cross a boundary.
fn large(parts: usize, flows: usize) -> Desk {
    let mut desk = Desk::with(room());
    let mut lines = vec![format!(
        "zone core: {}",
        (1..=parts / 4)
            .map(|n| format!("p{n}"))
            .collect::<Vec<_>>()
            .join(", ")
    )];
    let name = |n: usize| format!("p{}", n % parts + 1);
    lines.extend((0..flows).map(|n| format!("{} -> {} : d{n}", name(n), name(n * 7 + 1))));
    let typed: Vec<String> = lines
        .iter()
        .map(|line| format!("«{line}»<enter>"))
        .collect();
    desk.keys(&format!("<space>f{}<esc>2n", typed.concat()));
    assert_eq!(desk.session().elements.len(), parts);
    assert_eq!(desk.session().flows.len(), flows);
    desk
}

#[test]
fn the_sweep_begins_at_the_flow_that_crosses_a_boundary() {
    let desk = sweeping();
    let screen = desk.screen(WIDE);
    for says in [
        "SWEEP  0 of 6 stops looked at",
        "│ (customer) │─1 ask ──",
        "crosses from no zone to core",
        "CUSTOMER -> WEB     T _  I _  D _",
        "T tampering: Could someone change data in transit on customer -> web?",
        "Who could eavesdrop on customer -> web?",
        "next: web",
    ] {
        assert!(screen.contains(says), "{says}: {screen}");
    }
}

#[test]
fn one_key_looks_at_a_whole_stop_and_one_undo_takes_it_back() {
    let mut desk = sweeping();
    desk.keys(".");
    let flow = Place::Flow(desk.session().flows[0].id);
    let swept: Vec<(Place, &str)> = desk
        .session()
        .swept
        .iter()
        .map(|swept| (swept.place, swept.asked.words()))
        .collect();
    let letters = ["tampering", "information disclosure", "denial of service"];
    assert_eq!(swept, letters.map(|letter| (flow, letter)));
    let screen = desk.screen(WIDE);
    assert!(screen.contains("SWEEP  1 of 6 stops looked at"), "{screen}");
    assert!(
        screen.contains("WEB     S _  T _  R _  I _  D _  E _"),
        "{screen}"
    );
    desk.keys("u");
    assert_eq!(desk.session().swept, []);
    let screen = desk.screen(WIDE);
    assert!(screen.contains("SWEEP  0 of 6 stops looked at"), "{screen}");
}

#[test]
fn a_typed_threat_has_the_letter_of_the_question_that_is_shown_unless_its_line_names_one() {
    let mut desk = sweeping();
    desk.keys("<enter>«The answer is swapped»<enter>«Who asks is known #rep»<enter>");
    // The question stays while the line is open, and the line says what it is.
    desk.keys("«Orders are replayed»<enter>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("threat on F1, tampering> "), "{screen}");
    assert!(screen.contains("T tampering: Could someone"), "{screen}");
    desk.keys("<esc>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("CUSTOMER -> WEB     T 2  I _  D _"),
        "{screen}"
    );
    assert!(
        screen.contains("I information disclosure: Who could"),
        "{screen}"
    );
    desk.keys("<right><right><enter>«It is flooded»<enter><esc>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("CUSTOMER -> WEB     T 2  I _ [D 1]"),
        "{screen}"
    );
    assert!(screen.contains("T4  It is flooded  (D)"), "{screen}");
    let session = desk.session();
    let flow = Place::Flow(session.flows[0].id);
    let found: Vec<(&[Place], &[Stride])> = session
        .threats
        .iter()
        .map(|threat| (threat.places.as_slice(), threat.stride.as_slice()))
        .collect();
    assert_eq!(
        found,
        [
            (&[flow][..], &[Stride::Tampering][..]),
            (&[flow], &[Stride::Repudiation]),
            (&[flow], &[Stride::Tampering]),
            (&[flow], &[Stride::DenialOfService]),
        ]
    );
    // Esc lets the letter go, and the stop is not left.
    desk.keys("<esc>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("CUSTOMER -> WEB     T 2  I _  D 1"),
        "{screen}"
    );
    assert!(
        screen.contains("I information disclosure: Who could"),
        "{screen}"
    );
}

#[test]
fn the_question_that_a_threat_answers_is_not_marked_as_nothing_found() {
    let mut desk = sweeping();
    desk.keys("t«The answer is swapped»<enter><esc>.");
    let swept: Vec<&str> = desk
        .session()
        .swept
        .iter()
        .map(|s| s.asked.words())
        .collect();
    assert_eq!(swept, ["information disclosure", "denial of service"]);
}

#[test]
fn the_line_says_the_letter_only_where_it_gives_one() {
    let mut desk = sweeping();
    desk.keys("jt");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("threat on web, spoofing> "), "{screen}");
    // Made about nothing, it has no letter either.
    desk.keys("<ctrl-t>«Bribed»<enter><esc>");
    assert_eq!(desk.session().threats[0].places, []);
    assert_eq!(desk.session().threats[0].stride, []);
    desk.keys("q");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("question about web> "), "{screen}");
    // There is no letter for the system as a whole.
    desk.keys("<esc><end>t");
    let screen = desk.screen(WIDE);
    assert!(screen.contains(" threat> "), "{screen}");
}

#[test]
fn a_letter_with_a_threat_counts_as_looked_at() {
    let mut desk = sweeping();
    desk.keys("t«a #tamp»<enter>«b #info»<enter>«c #denial»<enter><esc>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("SWEEP  1 of 6 stops looked at"), "{screen}");
    assert_eq!(desk.session().swept, []);
}

#[test]
fn one_letter_can_be_marked_and_unmarked() {
    let mut desk = sweeping();
    desk.keys("y");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("CUSTOMER -> WEB     T .  I _  D _"),
        "{screen}"
    );
    assert!(
        screen.contains("customer -> web, tampering: looked at"),
        "{screen}"
    );
    // The room is asked about the next one at once.
    assert!(
        screen.contains("I information disclosure: Who could"),
        "{screen}"
    );
    desk.keys("<right>y");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("CUSTOMER -> WEB     T .  I . [D _]"),
        "{screen}"
    );
    desk.keys("<left>y");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("CUSTOMER -> WEB     T . [I _] D _"),
        "{screen}"
    );
    assert_eq!(desk.session().swept.len(), 1);
    desk.keys("u");
    assert_eq!(desk.session().swept.len(), 2, "undone by itself");
}

#[test]
fn a_place_can_be_walked_past_and_come_back_to() {
    let mut desk = sweeping();
    desk.keys("j");
    assert!(desk.screen(WIDE).contains("   WEB     S _"));
    desk.keys(",");
    assert!(desk.screen(WIDE).contains("   CUSTOMER -> WEB     T _"));
    assert_eq!(desk.session().swept, []);
}

#[test]
fn skipped_places_are_not_done_and_come_back_at_the_end_or_by_a_key() {
    let mut desk = sweeping();
    desk.keys("z.z");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("SWEEP  1 of 6 stops looked at, 2 skipped"),
        "{screen}"
    );
    assert!(screen.contains("   LEDGER     T _"), "{screen}");
    assert_eq!(desk.session().swept.len(), 6, "the six letters of web");
    desk.keys(":skipped<enter>");
    assert!(desk.screen(WIDE).contains("   CUSTOMER -> WEB     T _"));
    desk.keys(":skipped<enter>");
    assert!(desk.screen(WIDE).contains("   CUSTOMER     S _"));
    desk.keys("j...");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("Only skipped places are left."), "{screen}");
    assert!(screen.contains("   CUSTOMER -> WEB     T _"), "{screen}");
    desk.keys(".");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("SWEEP  5 of 6 stops looked at, 1 skipped"),
        "{screen}"
    );
    desk.keys("z");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("No other place is left."), "{screen}");
    desk.keys(".");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("SWEEP  6 of 6 stops looked at "),
        "{screen}"
    );
    desk.keys(":skipped<enter>");
    assert!(desk.screen(WIDE).contains("No place was skipped."));
}

#[test]
fn boundaries_only_leaves_the_rest_for_later() {
    let mut desk = sweeping();
    desk.keys("jjjb");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("SWEEP, boundaries only  0 of 3 stops looked at"),
        "{screen}"
    );
    assert!(
        screen.contains("what they touch: 3 stops to go. For the rest: b."),
        "{screen}"
    );
    assert!(screen.contains("   CUSTOMER -> WEB     T _"), "{screen}");
    desk.keys("...");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("SWEEP, boundaries only  3 of 3 stops looked at"),
        "{screen}"
    );
    assert!(
        screen.contains("Everything at a trust boundary has been looked at."),
        "{screen}"
    );
    desk.keys("b");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("SWEEP  3 of 6 stops looked at"), "{screen}");
    desk.keys(".");
    assert!(
        desk.screen(WIDE).contains("   LEDGER     T _"),
        "{}",
        desk.screen(WIDE)
    );
    let mut desk = Desk::with(room());
    desk.keys("<space>f«web -> api : ask»<enter><esc>2nb");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("No flow crosses a trust boundary."),
        "{screen}"
    );
    assert!(screen.contains("SWEEP  0 of 4 stops"), "{screen}");
}

#[test]
fn the_clock_says_how_many_stops_fit_only_when_not_all_do() {
    // 6 minutes at half a minute a stop.
    let screen = sweeping().screen(WIDE);
    assert!(!screen.contains("stops fit"), "{screen}");
    let mut desk = large(37, 50);
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("about 12 of 88 stops fit; boundaries only: "),
        "{screen}"
    );
    desk.after(2);
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("about 8 of 88 stops fit; boundaries only: "),
        "{screen}"
    );
    // A room that takes a minute a stop is told so by its own clock.
    for _ in 0..4 {
        desk.keys(".").after(1);
    }
    desk.keys("+++");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("about 3 of 84 stops fit"), "{screen}");
    desk.keys("b");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("about 3 of 33 stops fit\n") && !screen.contains("boundaries only: "),
        "{screen}"
    );
    desk.keys("---").after(4);
    let screen = desk.screen(WIDE);
    assert!(screen.contains("time for none of "), "{screen}");
    desk.keys("<space>");
    let screen = desk.screen((60, 20));
    assert!(screen.contains("stops looked at"), "{screen}");
}

#[test]
fn a_large_system_has_few_stops() {
    for (parts, flows, most) in [(7, 10, 20), (37, 50, 90)] {
        let mut desk = large(parts, flows);
        let stops = parts + flows + 1;
        assert!(stops <= most);
        let screen = desk.screen(WIDE);
        assert!(
            screen.contains(&format!("SWEEP  0 of {stops} stops")),
            "{screen}"
        );
        desk.keys(&".".repeat(stops));
        let screen = desk.screen(WIDE);
        assert!(
            screen.contains(&format!("SWEEP  {stops} of {stops} stops")),
            "{screen}"
        );
    }
}

#[test]
fn what_is_out_of_scope_is_left_out() {
    let mut session = sweeping().session().clone();
    session.elements[0].out_of_scope = Some("bought".into());
    session.elements[1].out_of_scope = Some("bought".into());
    let mut desk = Desk::with(session);
    desk.keys("2");
    // customer, what it sends to web, and the system as a whole; neither web, ledger nor what moves between the two.
    let screen = desk.screen(WIDE);
    assert!(screen.contains("SWEEP  0 of 3 stops"), "{screen}");
}

#[test]
fn the_walk_ends_with_the_whole_system_and_with_accidents() {
    let mut desk = sweeping();
    desk.keys(".....");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("THE WHOLE SYSTEM     any threat _  accidents _"),
        "{screen}"
    );
    assert!(
        screen.contains("   The whole system: what can go"),
        "{screen}"
    );
    assert!(screen.contains("With no attacker"), "{screen}");
    desk.keys(".");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Every element and flow has been looked at. Press n to go on."),
        "{screen}"
    );
    assert!(screen.contains("SWEEP  6 of 6"), "{screen}");
}

#[test]
fn a_file_that_was_swept_by_letters_means_the_same() {
    let mut desk = sweeping();
    desk.keys("y<right>y");
    let session = desk.session().clone();
    let text = ron::to_string(&session.swept).unwrap();
    assert_eq!(
        text,
        "[(place:\"F1\",asked:Letter(Tampering)),(place:\"F1\",asked:Letter(InformationDisclosure))]"
    );
    let mut again = Desk::with(session);
    again.keys("2");
    let screen = again.screen(WIDE);
    assert!(
        screen.contains("CUSTOMER -> WEB     T .  I .  D _"),
        "{screen}"
    );
}

#[test]
fn the_keys_of_the_sweep_say_so_elsewhere() {
    let mut desk = Desk::with(room());
    for key in ["z", ":skipped<enter>", "b", "y", "<right>"] {
        desk.keys(&format!("2{key}"));
        let screen = desk.screen(WIDE);
        assert!(
            screen.contains("This works during the sweep"),
            "{key}: {screen}"
        );
    }
}

#[test]
fn a_session_can_be_asked_about_more_than_one_set() {
    let mut desk = sweeping();
    desk.keys(":category<enter>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("1 remove STRIDE"), "{screen}");
    assert!(screen.contains("3 add LINDDUN"), "{screen}");
    desk.keys("3");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Category sets: stride, linddun"),
        "{screen}"
    );
    assert!(
        screen.contains("   CUSTOMER -> WEB\n   STRIDE    T _  I _  D _\n"),
        "{screen}"
    );
    assert!(
        screen.contains("\n   LINDDUN   L _  I _  D _  DD _\n"),
        "{screen}"
    );
    desk.keys("<left><enter>«Two orders are seen to be one person's»<enter><esc>");
    let threat = &desk.session().threats[0];
    let categories: Vec<String> = threat.categories.iter().map(ToString::to_string).collect();
    assert_eq!(categories, ["linddun/data disclosure"]);
    assert_eq!(threat.stride, []);
    let screen = desk.screen(WIDE);
    assert!(screen.contains("[DD 1]"), "{screen}");
    desk.keys("uu");
    assert_eq!(desk.session().sets.len(), 0);
}

#[test]
fn the_categories_of_a_set_are_tokens_and_tab_completes_them() {
    let mut desk = sweeping();
    desk.keys("t«Orders are matched #linking»<enter><esc>");
    assert_eq!(
        desk.session().threats[0].text.as_str(),
        "Orders are matched #linking"
    );
    desk.keys(":category<enter>3:category<enter>2");
    desk.keys(
        "t«Orders are matched #link and denied #d»<enter>«x #non-<tab><tab> #cia/i»<enter><esc>",
    );
    let kinds: Vec<String> = desk
        .session()
        .threats
        .iter()
        .map(|threat| format!("{}: {}", threat.text, threat.kinds().join(", ")))
        .collect();
    assert_eq!(
        kinds,
        [
            "Orders are matched #linking: tampering",
            "Orders are matched and denied: denial of service, linking",
            "x: non-compliance, integrity",
        ]
    );
    // The read-back names them beside those of STRIDE.
    desk.keys("n..");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("KIND       non-compliance, integrity"),
        "{screen}"
    );
}

#[test]
fn a_set_that_is_not_on_this_computer_is_named_and_kept() {
    let mut session = sweeping().session().clone();
    session.sets = vec!["stride".into(), "kids".into()];
    session.threats.clear();
    let mut desk = Desk::with(session);
    desk.keys("2");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Not on this computer, so not asked about: kids."),
        "{screen}"
    );
    desk.keys(":category<enter>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("4 remove kids, not on this computer"),
        "{screen}"
    );
    desk.keys("2.");
    let sets: Vec<&str> = desk.session().sets.iter().map(|set| set.as_str()).collect();
    assert_eq!(sets, ["stride", "kids", "cia"]);
}

#[test]
fn the_sweep_at_three_sizes() {
    let mut desk = sweeping();
    desk.keys("<enter>«The answer is swapped»<enter><esc>.");
    insta::assert_snapshot!("sweep_wide", desk.styled(WIDE));
    insta::assert_snapshot!("sweep_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("sweep_small", desk.picture(SMALL));
}

#[test]
fn who_looks_for_a_threat_during_the_sweep_sees_the_list() {
    let mut desk = sweeping();
    desk.keys("t«The answer is swapped»<enter><esc>/T1<enter>");
    assert!(
        desk.screen(WIDE).contains("THREATS  1"),
        "{}",
        desk.screen(WIDE)
    );
}

#[test]
fn what_was_said_twice_is_offered_for_merging_and_only_offered() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Duplicate upload pays the same refund twice»<enter>«Ids leak in the URL»<enter>");
    desk.keys("«The same refund file is uploaded two times»<enter><esc>nn<home>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("Similar to T3"), "{screen}");
    desk.keys(".");
    assert!(!desk.screen(WIDE).contains("Similar to"));
    assert_eq!(desk.session().threats.len(), 3);
    desk.keys(".g<enter>");
    assert!(
        desk.screen(WIDE).contains("merged into T1"),
        "{}",
        desk.screen(WIDE)
    );
    let first = &desk.session().threats[0];
    assert_eq!(first.also.len(), 1);
    desk.keys("u");
    assert_eq!(desk.session().threats.len(), 3);
}

#[test]
fn another_number_than_the_offered_one_can_be_typed() {
    let mut desk = Desk::with(room());
    desk.keys(
        "2t«Disk on the host is full»<enter>«Ids leak»<enter>«host disk full»<enter><esc>nn<home>",
    );
    desk.keys("g2<enter>");
    let texts: Vec<u32> = desk.session().threats.iter().map(|t| t.id.0).collect();
    assert_eq!(texts, [2, 3]);
}
