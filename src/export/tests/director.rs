//! The first page as a director reads it: it is one page, it agrees with itself, and it names what is open.

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::select;

use super::backlog::example;
use super::laws::hostile;
use super::rich::{at, rich};
use super::{options, render, told_to, whole};
use crate::check;
use crate::domain::{
    AssumptionState, Edit, Field, ItemId, New, NewAction, NoteKind, ParticipantId, QuestionState,
    ResponseKind, Session, SessionField, SessionKind, Severity, Status, ThreatId,
};
use crate::export::{Audience, Format, Names};

/// What stands before the appendix, and the appendix.
fn parts(session: &Session) -> (String, String) {
    let text = render(Format::SUMMARY, session, &options(Names::default()));
    let (page, appendix) = text.split_once("\n# Appendix\n").unwrap();
    (page.to_owned(), appendix.to_owned())
}

/// How many lines a page takes on paper of 100 columns.
fn printed(page: &str) -> usize {
    let rows = |line: &str| line.chars().count().div_ceil(100).max(1);
    page.lines().map(rows).sum()
}

/// The lines below a heading.
fn below<'a>(page: &'a str, heading: &str) -> Vec<&'a str> {
    let mut sections = page.split("\n## ");
    let section = sections.find_map(|s| s.strip_prefix(&format!("{heading}\n\n")));
    let section = section.map(|s| s.split("\n# ").next().unwrap());
    section.map_or_else(Vec::new, |s| s.trim_end().lines().collect())
}

/// A meeting of seven people on 26 threats: 11 of them high, 6 decided, 5 deferred, with 18 action items.
fn large() -> Session {
    let title = "Telehealth: video visits".into();
    let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at(0));
    let mut make = |edit: Edit| {
        if let Err(refusal) = session.apply(&edit, at(30)) {
            panic!("{refusal} {edit:?}");
        }
    };
    for name in [
        "Ana Kovac",
        "Bo Berg",
        "Dr. Hassan",
        "Jean-Luc Picard",
        "Ana Moor",
        "Ingrid",
        "José Marín",
    ] {
        make(Edit::Add(New::Participant(name.into(), "eng".into())));
    }
    for (kind, text) in [
        (NoteKind::InScope, "video visits and their recordings"),
        (NoteKind::OutOfScope, "billing"),
        (NoteKind::WhyNow, "the new vendor goes live in June"),
        (NoteKind::RevisitWhen, "the vendor changes"),
    ] {
        make(Edit::Add(New::Note(kind, text.into())));
    }
    let threats = [
        "A stranger joins the call with a link from a forwarded mail",
        "Recordings are readable by everyone in the storage account",
        "A nurse sees the notes of a patient who is not hers",
        "Prescription is changed between the doctor and the pharmacy",
    ];
    for (number, text) in (1..=26).zip(threats.into_iter().cycle()) {
        let text = format!("{text}, case {number}");
        make(Edit::Add(New::threat(
            text.as_str(),
            crate::domain::FourQuestion::GoWrong,
        )));
        let severity = match number {
            1..=11 => Severity::High,
            12..=18 => Severity::Medium,
            _ => Severity::Low,
        };
        let id = ItemId::from(ThreatId(number));
        make(Edit::Set(id, Field::Severity(Some(severity))));
        match number {
            12..=17 => {
                let why = "The loss is capped, and the insurance pays for the rest of it".into();
                let by = Some(ParticipantId(3));
                let response = Some((ResponseKind::Accept, why, by));
                make(Edit::Set(id, Field::Response(response)));
            }
            18..=22 => make(Edit::Defer(
                vec![ThreatId(number)],
                "after the vendor's audit".into(),
                None,
                NaiveDate::from_ymd_opt(2026, 9, 1).map(Into::into),
            )),
            23..=26 => {}
            _ => {
                let words = format!("Short-lived links for each visit, step {number}");
                make(Edit::Add(New::mitigation(
                    words.as_str(),
                    ThreatId(number),
                    Status::Planned,
                )));
                let words = format!("Tokens expire after an hour, as in case {number}");
                make(Edit::Add(New::mitigation(
                    words.as_str(),
                    ThreatId(number),
                    Status::InPlace,
                )));
            }
        }
    }
    for number in 1..=18 {
        make(Edit::Add(New::Action(NewAction {
            text: format!("Build and test the part number {number} of the links").into(),
            kind: None,
            about: vec![ThreatId(number % 11 + 1).into()],
            owner: Some(ParticipantId(number % 7 + 1)),
            due: NaiveDate::from_ymd_opt(2026, 6, number),
        })));
    }
    for number in 1..=9 {
        make(Edit::Add(New::Question {
            text: format!("Who at the vendor can read a recording of kind {number}?").into(),
            about: vec![ThreatId(number).into()],
            speaker: None,
            owner: Some(ParticipantId(1)),
        }));
        if number < 5 {
            make(Edit::Add(New::Assumption {
                text: format!("The vendor deletes recordings of kind {number}").into(),
                about: Vec::new(),
                speaker: None,
            }));
        }
    }
    make(Edit::Session(SessionField::Revisit(
        NaiveDate::from_ymd_opt(2026, 9, 1),
    )));
    session
}

#[test]
fn the_page_of_the_example_is_one_page() {
    let (page, appendix) = parts(&example());
    assert!(printed(&page) <= 60, "{} lines:\n{page}", printed(&page));
    let headings: Vec<&str> = page.lines().filter_map(|l| l.strip_prefix("## ")).collect();
    let order = [
        "Summary",
        "Decisions",
        "Top threats",
        "Actions",
        "Still open",
    ];
    assert_eq!(headings, order);
    assert!(appendix.contains("## System\n"), "{appendix}");
    for line in [
        "- **Accept:** Support agent refunds a friend, no second pair of eyes (T3). Two people, once a year. \
         Decided by Hal, 9 May 2026.",
        "1. **Refund replayed from a stolen session token** (T1, high)",
        "   - To do: Alert on one token from two places (Ed).",
        "- **Di**, by 28 May 2027: Runbook: sftp host full (A5)",
        "- Assumptions not confirmed: Partner keys rotate (S1); Support cannot refund (S2)",
    ] {
        assert!(page.lines().any(|l| l == line), "{line}\nis not in\n{page}");
    }
}

#[test]
fn the_page_of_a_large_meeting_fits_and_says_what_it_leaves_out() {
    let session = large();
    let (page, appendix) = parts(&session);
    assert!(page.lines().count() <= 80, "{page}");
    assert!(printed(&page) <= 100, "{} rows:\n{page}", printed(&page));
    let numbers = below(&page, "Summary");
    assert_eq!(
        numbers[0],
        "- 26 threats: 6 decided, 11 being worked on, 5 deferred, 4 with nothing decided; 11 are rated high or critical."
    );
    assert_eq!(below(&page, "Decisions").len(), 6);
    assert_eq!(below(&page, "Actions").len(), 18);
    let top = below(&page, "Top threats");
    assert_eq!(top.last(), Some(&"And 3 more, in the appendix."));
    assert!(page.contains("- **Dr. Hassan**, by "), "{page}");
    assert!(page.contains("- **Ana K**, by ") && page.contains("- **Ana M**, by "));
    let open = below(&page, "Still open");
    assert!(
        open.iter()
            .any(|l| l.starts_with("- Open questions: Who at the vendor"))
    );
    assert!(open.iter().any(|l| l.ends_with("; and 6 more")), "{page}");
    for number in 1..=26 {
        assert!(appendix.contains(&format!("(T{number}, ")), "T{number}");
    }
}

/// What a threat's line on the page says, by what is known of it.
#[test]
fn a_top_threat_says_what_will_be_done_or_that_nothing_was_decided() {
    let mut session = Session::new(uuid::Uuid::nil(), "t".into(), SessionKind::Meeting, at(0));
    let mut make = |edit: Edit| session.apply(&edit, at(1)).unwrap();
    for words in ["One", "Two", "Three", "Four"] {
        make(Edit::Add(New::threat(
            words,
            crate::domain::FourQuestion::GoWrong,
        )));
    }
    for number in 1..=4 {
        let id = ItemId::from(ThreatId(number));
        make(Edit::Set(id, Field::Severity(Some(Severity::High))));
    }
    make(Edit::Add(New::mitigation(
        "Sign",
        ThreatId(1),
        Status::CouldDo,
    )));
    make(Edit::Add(New::mitigation(
        "Lock",
        ThreatId(2),
        Status::Planned,
    )));
    let reduce = Some((ResponseKind::Reduce, "".into(), None));
    make(Edit::Set(ThreatId(3).into(), Field::Response(reduce)));
    make(Edit::Add(New::mitigation(
        "Watch",
        ThreatId(4),
        Status::Verified,
    )));
    let (page, _) = parts(&session);
    let failed = Edit::Set("M3".parse().unwrap(), Field::Checked(Some((false, None))));
    session.apply(&failed, at(2)).unwrap();
    let (then, rest) = parts(&session);
    let says = "   - To do: Watch (does not work, no action yet).";
    assert_eq!(below(&then, "Top threats").last(), Some(&says));
    assert!(rest.contains("Does not work: Watch (M3, verified)."));
    assert_eq!(
        below(&page, "Top threats"),
        [
            "1. **One** (T1, high)",
            "   - Nothing decided yet. Proposed: Sign.",
            "2. **Two** (T2, high)",
            "   - To do: Lock (no action yet).",
            "3. **Three** (T3, high)",
            "   - To be mitigated, but no action is open.",
            "4. **Four** (T4, high)",
            "   - In place: Watch (shown to work).",
        ]
    );
}

/// One thing is open at a time: the key names it, and so does the page.
#[test]
fn whatever_is_open_is_said_on_the_page_and_before_wrapping_up() {
    let mut done = Session::new(uuid::Uuid::nil(), "t".into(), SessionKind::Meeting, at(0));
    for edit in [
        Edit::Add(New::Participant("Ana".into(), "".into())),
        Edit::Add(New::Note(NoteKind::InScope, "refunds".into())),
        Edit::Add(New::Note(NoteKind::RevisitWhen, "a new partner".into())),
        Edit::Add(New::threat("Replay", crate::domain::FourQuestion::GoWrong)),
    ] {
        done.apply(&edit, at(1)).unwrap();
    }
    let accepted = |reason: &str, by| {
        let response = (ResponseKind::Accept, reason.into(), by);
        Edit::Set(ThreatId(1).into(), Field::Response(Some(response)))
    };
    let ana = Some(ParticipantId(1));
    done.apply(&accepted("rare", ana), at(1)).unwrap();
    let told = |session: &Session| {
        let options = options(Names::Full);
        let phrases = check::still_open(session, options.today, &options.limits);
        let text = whole(Format::SUMMARY, session, &options);
        let lines = below(&text, "Still open");
        let page = whole(Format::HTML, session, &options);
        (
            phrases.join(", "),
            lines.join("\n"),
            page.contains("No action, question or assumption is open."),
        )
    };
    let (phrases, lines, report) = told(&done);
    assert_eq!(phrases, "");
    assert_eq!(lines, "No action, question or assumption is open.");
    assert!(report);
    let action = |owner, due| {
        Edit::Add(New::Action(NewAction {
            text: "Sign it".into(),
            kind: None,
            about: Vec::new(),
            owner,
            due,
        }))
    };
    let day = NaiveDate::from_ymd_opt(2026, 5, 19);
    let question = |owner| {
        Edit::Add(New::Question {
            text: "Who signs?".into(),
            about: Vec::new(),
            speaker: None,
            owner,
        })
    };
    let assumption = Edit::Add(New::Assumption {
        text: "Keys rotate".into(),
        about: Vec::new(),
        speaker: None,
    });
    let threat = Edit::Add(New::threat("Flood", crate::domain::FourQuestion::GoWrong));
    for (edit, phrase, line) in [
        (
            action(ana, day),
            "1 action (1 not agreed, 1 late)",
            "- Actions not agreed by their owner: Sign it (A1, Ana)\n- Actions overdue: Sign it (A1, Ana)\n- Actions to do: 1",
        ),
        (
            action(None, None),
            "1 action (1 without an owner, 1 without a date)",
            "- Actions without an owner: Sign it (A1)\n- Actions without a date: Sign it (A1)\n- Actions to do: 1",
        ),
        (
            question(ana),
            "1 question",
            "- Open questions: Who signs? (Q1, Ana)",
        ),
        (
            question(None),
            "1 question (1 without an owner)",
            "- Questions without an owner: Who signs? (Q1)\n- Open questions: Who signs? (Q1)",
        ),
        (
            assumption,
            "1 assumption",
            "- Assumptions not confirmed: Keys rotate (S1)",
        ),
        (
            accepted("", ana),
            "1 decision without a reason",
            "- Decisions without a reason: Replay (T1)",
        ),
        (
            accepted("rare", None),
            "1 decision without a name",
            "- Decisions without a decision maker: Replay (T1)",
        ),
        (
            threat,
            "1 threat undecided",
            "- Other threats with nothing decided: Flood (T2)",
        ),
    ] {
        let mut session = done.clone();
        session.apply(&edit, at(2)).unwrap();
        let (phrases, lines, report) = told(&session);
        assert_eq!((phrases.as_str(), lines.as_str()), (phrase, line));
        assert!(!report, "{phrase}");
    }
}

/// What is settled is not open, whatever else was said of it.
#[test]
fn what_is_settled_is_not_said_to_be_open() {
    let mut session = rich();
    for question in &mut session.questions {
        question.state = QuestionState::Answered;
    }
    for assumption in &mut session.assumptions {
        assumption.state = AssumptionState::Rejected;
    }
    let options = options(Names::Full);
    let phrases = check::still_open(&session, options.today, &options.limits).join(", ");
    assert!(!phrases.contains("question") && !phrases.contains("assumption"));
    assert!(phrases.contains("actions ("), "{phrases}");
}

proptest! {
    #[test]
    fn each_threat_is_counted_once_and_each_undecided_one_says_so(
        session in hostile(),
        audience in select(&[Audience::Team, Audience::Security, Audience::Qa][..]),
    ) {
        let text = render(Format::SUMMARY, &session, &told_to(audience, Names::Full));
        let head = format!("{} threats", session.threats.len());
        let line = text.lines().find(|l| l.starts_with(&format!("- {head}")));
        prop_assume!(session.threats.len() > 1);
        let counts = line.unwrap().split(": ").nth(1).unwrap();
        let mut sum = 0;
        let mut undecided = 0;
        for part in counts.split(", ") {
            let n: usize = part.split(' ').next().unwrap().parse().unwrap();
            sum += n;
            if part.contains("nothing decided") {
                undecided = n;
            }
        }
        prop_assert_eq!(sum, session.threats.len(), "{}", counts);
        prop_assert_eq!(text.matches("Nothing decided yet.").count(), undecided, "in\n{}", text);
    }

    #[test]
    fn the_page_and_the_key_that_wraps_up_never_disagree_on_whether_anything_is_open(session in hostile()) {
        let options = options(Names::Full);
        let text = whole(Format::SUMMARY, &session, &options);
        let nothing = below(&text, "Still open") == ["No action, question or assumption is open."];
        let phrases = check::still_open(&session, options.today, &options.limits);
        prop_assert_eq!(nothing, phrases.is_empty(), "{:?} in\n{}", phrases, text);
    }
}
