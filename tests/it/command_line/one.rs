//! One threat without a terminal: from flags, in five lines, and into a system's model.

use std::fs;

use threatboard::domain::{Applies, ItemId, ResponseKind, Session, SessionKind, Stamp, Status};
use threatboard::store::lock::{self, LockOutcome};
use threatboard::store::session;

use super::{Desk, is_hostile};
use crate::support::{Desk as Screen, ten};

const WORM: [&str; 20] = [
    "one",
    "Package worm spreads through install scripts",
    "--url",
    "https://example.org/worm",
    "--system",
    "Billing",
    "--applies",
    "maybe",
    "--threat",
    "A package update steals the deploy key from our build server.",
    "--in-place",
    "lockfile",
    "--could-do",
    "block install scripts in CI",
    "--action",
    "try it on one repo @me due 8 jan 2030",
    "--question",
    "does the base image run install scripts?",
    "--better",
    "yes",
];

impl Desk {
    fn session(&self, name: &str) -> Session {
        session::load(&self.path(name)).unwrap().session
    }

    /// The exercise, kept as `one.ron`.
    fn with_worm() -> Self {
        let desk = Self::with_session();
        desk.ok(&[&WORM[..], &["--file", "one.ron"]].concat());
        desk
    }
}

/// The same session with every moment and the identity that cannot be the same twice set to one.
fn timeless(mut session: Session) -> Session {
    let at: Stamp = ten();
    session.uuid = uuid::Uuid::nil();
    for sitting in &mut session.sittings {
        sitting.started = at;
        sitting.ended = sitting.ended.map(|_| at);
        sitting.clock = None;
    }
    if let Some(source) = &mut session.source {
        source.seen_on = at.date_naive();
    }
    session
        .participants
        .iter_mut()
        .for_each(|i| (i.at, i.key) = (Some(at), None));
    session.threats.iter_mut().for_each(|i| {
        (i.at, i.key) = (at, None);
        if let Some(response) = &mut i.response {
            response.at = at;
        }
    });
    session
        .mitigations
        .iter_mut()
        .for_each(|i| (i.at, i.key) = (at, None));
    session
        .questions
        .iter_mut()
        .for_each(|i| (i.at, i.key) = (at, None));
    session
        .actions
        .iter_mut()
        .for_each(|i| (i.at, i.key) = (at, None));
    session
}

/// What the last save on a screen holds.
fn saved(keys: &str) -> Session {
    use threatboard::app::effect::Effect;
    let mut screen = Screen::home();
    screen.keys(keys);
    let save = screen.effects.iter().rev().find_map(|effect| match effect {
        Effect::Save(snapshot) => Some(snapshot.session.clone()),
        _ => None,
    });
    (*save.unwrap()).clone()
}

#[test]
fn flags_and_keys_with_the_same_answers_make_the_same_session() {
    let desk = Desk::new();
    desk.ok(&[&WORM[..], &["--file", "one.ron"]].concat());
    let typed = saved(
        "o<paste:Package worm spreads through install scripts https://example.org/worm><enter>\
         «Billing»<enter>m«A package update steals the deploy key from our build server.»<enter>\
         «lockfile»<enter>«block install scripts in CI»<enter><enter>\
         «try it on one repo @me due 8 jan 2030»<enter>\
         «does the base image run install scripts?»<enter>y<esc>",
    );
    assert_eq!(timeless(desk.session("one.ron")), timeless(typed));

    let no = [
        "one",
        "Mail server flaw",
        "--applies",
        "no",
        "--reason",
        "we do not run mail",
    ];
    desk.ok(&[&no[..], &["--file", "no.ron"]].concat());
    let typed = saved("o«Mail server flaw»<enter><enter>n«we do not run mail»<enter><esc>");
    assert_eq!(timeless(desk.session("no.ron")), timeless(typed));

    let bare = ["one", "--threat", "Our key leaks", "--applies", "yes"];
    desk.ok(&[&bare[..], &["--file", "bare.ron"]].concat());
    let typed = saved(
        "o<enter><enter><tab>«Our key leaks»<enter><backtab><backtab>y<enter><enter><enter><esc>",
    );
    assert_eq!(timeless(desk.session("bare.ron")), timeless(typed));
}

#[test]
fn the_file_is_named_by_day_and_headline_and_its_path_is_the_result() {
    let desk = Desk::new();
    fs::create_dir(desk.path("sessions")).unwrap();
    let run = ["one", "Package worm", "--threat", "Our key leaks"];
    let ran = desk.run(&run);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let path = ran.out.trim_end();
    let name = path.strip_prefix("sessions/one/").unwrap();
    let (day, slug) = name.split_at(10);
    assert_eq!(slug, "-package-worm.ron");
    assert!(day.parse::<chrono::NaiveDate>().is_ok(), "{day}");
    assert!(ran.err.contains("Saved in sessions/one/"), "{}", ran.err);
    assert_eq!(desk.session(path).kind, SessionKind::OneThreat);
    // The same news again does not take its place.
    assert!(desk.ok(&run).ends_with("-package-worm-2.ron\n"));
    let says = desk.run(&[&run[..], &["--file", path]].concat());
    assert_eq!(says.status, 2, "{}", says.err);
    assert!(says.err.contains("already exists"), "{}", says.err);
}

#[test]
fn what_is_not_answered_whole_needs_the_form_and_writes_nothing() {
    let desk = Desk::new();
    for arguments in [
        &["one"][..],
        &["one", "Package worm"],
        &["one", "Package worm", "--applies", "yes"],
        &["one", "Package worm", "--applies", "no"],
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains("terminal"), "{}", ran.err);
    }
    assert!(!desk.path("sessions").exists());
    let table = [
        (&["one", "Worm", "--reason", "x"][..], "--applies no"),
        (
            &["one", "Worm", "--url", "ftp://x", "--threat", "y"],
            "https://",
        ),
        (&["one", "--print"], "Give a headline"),
        (
            &[
                "one",
                "--threat",
                "x",
                "--in-place",
                "sign >E1",
                "--applies",
                "dunno",
            ],
            "dunno",
        ),
        (&["one", "--could-do", "sign"], "No threat yet"),
    ];
    for (arguments, says) in table {
        let ran = desk.run(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(says), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn nothing_in_place_and_no_idea_is_something_to_decide() {
    let desk = Desk::new();
    desk.ok(&["one", "--threat", "Our key leaks", "--file", "one.ron"]);
    assert_eq!(
        desk.ok(&["list", "one.ron", "actions"])
            .matches("Decide")
            .count(),
        1
    );
}

#[test]
fn print_gives_five_lines_from_a_file_or_from_flags() {
    let desk = Desk::with_worm();
    let five = desk.ok(&["one", "one.ron", "--print"]);
    assert_eq!(
        five,
        "News: Package worm spreads through install scripts https://example.org/worm\n\
         Does it affect us? Maybe: Billing\n\
         What would happen here: A package update steals the deploy key from our build server\n\
         In place: lockfile. Proposed: block install scripts in CI\n\
         Next: me: try it on one repo, by Tue 8 Jan 2030. \
         Open question: does the base image run install scripts?\n"
    );
    let flags = [&WORM[..], &["--file", "two.ron", "--print"]].concat();
    assert_eq!(desk.ok(&flags), five);
    assert!(desk.path("two.ron").exists(), "a whole answer is kept too");
    let half = desk.ok(&["one", "Worm \u{1b}[31m \u{202e}x", "--print"]);
    assert_eq!(half.lines().count(), 5);
    assert!(!is_hostile(&half), "{half:?}");
    assert!(
        !desk.path("sessions").exists(),
        "half an answer is only told"
    );
    let says = desk.refused(2, &["one", "refund.ron", "--print"]);
    assert!(says.contains("is not a one-threat session"), "{says}");
    desk.refused(3, &["one", "nowhere.ron", "--print"]);
    let says = desk.refused(2, &["one", "one.ron", "--threat", "other"]);
    assert!(says.contains("already exists"), "{says}");
}

#[test]
fn attached_to_a_model_it_is_a_threat_with_everything_that_was_said() {
    let desk = Desk::with_worm();
    let ids = desk.ok(&["attach", "one.ron", "refund.ron"]);
    assert_eq!(ids, "T3\nM1\nM2\nQ1\nP4\nA1\n");
    let to = desk.session("one.ron").attached_to;
    let to: Vec<String> = to
        .iter()
        .map(|to| format!("{} {}", to.title, to.threat))
        .collect();
    assert_eq!(
        to,
        ["Payments API: refund flow T3"],
        "it says where it went"
    );
    let five = desk.ok(&["one", "one.ron", "--print"]);
    assert!(
        five.ends_with("Attached to Payments API: refund flow as T3\n"),
        "{five}"
    );
    let model = desk.session("refund.ron");
    let threat = model.threats.last().unwrap();
    assert_eq!(
        threat.text.as_str(),
        "A package update steals the deploy key from our build server."
    );
    assert_eq!(threat.references, ["https://example.org/worm".into()]);
    assert_eq!(threat.applies, Some(Applies::Maybe));
    assert_eq!(threat.attached, Some(desk.session("one.ron").uuid));
    let id = ItemId::from(threat.id);
    let statuses: Vec<Status> = model.mitigations_for(threat.id).map(|m| m.status).collect();
    assert_eq!(statuses, [Status::InPlace, Status::CouldDo]);
    assert_eq!(model.questions_about(id).count(), 1);
    let action = model.actions_about(id).next().unwrap();
    assert_eq!(model.name_of(action.owner), Some("me"));
    assert_eq!(action.due.unwrap().to_string(), "2030-01-08");
}

#[test]
fn attached_twice_it_says_where_it_is() {
    let desk = Desk::with_worm();
    desk.ok(&["attach", "one.ron", "refund.ron"]);
    let says = desk.refused(2, &["attach", "one.ron", "refund.ron"]);
    assert_eq!(
        says,
        "T3 of refund.ron already is this threat. Nothing was changed.\n"
    );
    // Merged into another threat it is still there.
    desk.ok(&["merge-items", "refund.ron", "T3", "T1"]);
    let says = desk.refused(2, &["attach", "one.ron", "refund.ron"]);
    assert!(says.starts_with("T1 of refund.ron"), "{says}");
    // Taken out, it may come again.
    desk.ok(&["delete", "refund.ron", "T1"]);
    assert!(
        desk.ok(&["attach", "one.ron", "refund.ron"])
            .starts_with("T4\n")
    );
}

#[test]
fn me_is_somebody_in_the_model_and_our_thing_is_a_place_of_it() {
    let desk = Desk::with_session();
    desk.ok(&[
        "one",
        "Worm",
        "--system",
        "Ledger",
        "--threat",
        "Our key leaks",
        "--file",
        "one.ron",
        "--action",
        "look @me",
    ]);
    let ids = desk.ok(&["attach", "one.ron", "refund.ron", "--me", "ana"]);
    assert_eq!(ids, "T3\nA1\n", "nobody new comes into the room");
    let model = desk.session("refund.ron");
    assert_eq!(model.name_of(model.actions[0].owner), Some("Ana Lopez"));
    assert_eq!(model.actions[0].text.as_str(), "look");
    assert_eq!(model.place_words(model.threats[2].places[0]), "ledger");
}

#[test]
fn what_is_left_to_decide_is_about_the_threat_of_the_model() {
    let desk = Desk::with_session();
    desk.ok(&[
        "one",
        "Worm",
        "--threat",
        "Our key leaks",
        "--file",
        "one.ron",
    ]);
    desk.ok(&["attach", "one.ron", "refund.ron"]);
    assert_eq!(
        desk.session("refund.ron").actions[0].text.as_str(),
        "Decide: does T3 affect us, and what comes first?"
    );
}

#[test]
fn only_the_one_threat_is_attached_with_what_belongs_to_it() {
    let desk = Desk::with_worm();
    for (kind, text) in [
        ("threat", "Another threat"),
        ("mitigation", "Another idea"),
        ("question", "Another question?"),
        ("action", "Another action"),
    ] {
        let about: &[&str] = if kind == "threat" {
            &[]
        } else {
            &["--about", "T2"]
        };
        desk.ok(&[&["add", "one.ron", kind, text], about].concat());
    }
    desk.ok(&["attach", "one.ron", "refund.ron"]);
    let all = desk.ok(&["list", "refund.ron"]);
    assert!(!all.contains("Another"), "{all}");
}

#[test]
fn a_no_is_attached_with_its_reason() {
    let desk = Desk::with_session();
    desk.ok(&[
        "one",
        "Mail flaw",
        "--applies",
        "no",
        "--reason",
        "no mail here",
        "--file",
        "one.ron",
    ]);
    desk.ok(&["attach", "one.ron", "refund.ron"]);
    let response = desk.session("refund.ron").threats[2]
        .response
        .clone()
        .unwrap();
    assert_eq!(
        (response.kind, response.reason.as_str()),
        (ResponseKind::NotApplicable, "no mail here")
    );
}

#[test]
fn what_cannot_be_attached_leaves_the_model_alone() {
    let desk = Desk::with_worm();
    let says = desk.refused(2, &["attach", "refund.ron", "refund.ron"]);
    assert!(says.contains("is not a one-threat session"), "{says}");
    let says = desk.refused(2, &["attach", "one.ron", "one.ron"]);
    assert!(says.contains("itself"), "{says}");
    desk.refused(3, &["attach", "nowhere.ron", "refund.ron"]);
    desk.refused(3, &["attach", "one.ron", "nowhere.ron"]);
    desk.ok(&[
        "one",
        "Other",
        "--threat",
        "Our key leaks",
        "--file",
        "two.ron",
    ]);
    let says = desk.refused(2, &["attach", "one.ron", "two.ron"]);
    assert!(
        says.contains("two.ron is a one-threat session too"),
        "{says}"
    );
    assert!(desk.session("one.ron").attached_to.is_empty());
    fs::copy(desk.path("one.ron"), desk.path("empty.ron")).unwrap();
    desk.ok(&["delete", "empty.ron", "T1"]);
    let says = desk.refused(2, &["attach", "empty.ron", "refund.ron"]);
    assert!(says.contains("has no threat yet"), "{says}");
    let LockOutcome::Held(_lock) = lock::acquire(&desk.path("refund.ron"), ten()) else {
        panic!("no lock")
    };
    let says = desk.refused(4, &["attach", "one.ron", "refund.ron"]);
    assert!(
        says.contains("is open in another terminal since "),
        "{says}"
    );
}

#[test]
fn what_the_form_changes_a_script_can_change() {
    let desk = Desk::with_worm();
    for (id, field, value) in [
        ("T1", "applies", "no"),
        ("session", "system", "Mobile login"),
        ("session", "better", "none"),
        ("session", "heard", "Other worm https://example.org/other"),
    ] {
        desk.ok(&["set", "one.ron", id, field, value]);
    }
    let session = desk.session("one.ron");
    assert_eq!(session.threats[0].applies, Some(Applies::No));
    assert_eq!(session.system.as_deref(), Some("Mobile login"));
    assert_eq!(session.better, None);
    assert_eq!(session.title.as_str(), "Other worm");
    desk.ok(&["set", "one.ron", "session", "kind", "meeting"]);
    let meeting = desk.session("one.ron");
    assert_eq!(meeting.kind, SessionKind::Meeting);
    assert_eq!(meeting.threats[0].text, session.threats[0].text);
    assert_eq!(meeting.notes.len(), 2);
}
