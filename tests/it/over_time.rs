//! Risk from meeting to meeting: kept when a meeting is closed, said when the team is back, in notes and in exports.

use chrono::TimeDelta;
use threatboard::catalogue::Catalogue;
use threatboard::check::{Thresholds, over_time};
use threatboard::domain::{
    Edit, Effort, Field, FourQuestion, ItemId, LeftAt, New, Scale, Session, SessionField, Severity,
    Stamp, Status, Strength, ThreatId,
};
use threatboard::export::{Audience, Format, Names, Options, render};
use threatboard::notes::Notes;
use threatboard::risk::{Conventions, OverTime, keeping};
use threatboard::theme::Signs;

mod ends;

use crate::support::{Desk, SMALL, WIDE, export_options, room, ten, today};

/// A week before [`ten`].
fn last_week() -> Stamp {
    ten() - TimeDelta::days(7)
}

fn id(word: &str) -> ItemId {
    word.parse().unwrap()
}

fn make(session: &mut Session, edits: impl IntoIterator<Item = Edit>, at: Stamp) {
    for edit in edits {
        session.apply(&edit, at).unwrap();
    }
}

/// Closes the meeting as the program does.
fn close(session: &mut Session, at: Stamp) {
    let close = Edit::Session(SessionField::Close);
    let keeps = keeping(session, &close, at, &Conventions::bundled());
    make(session, keeps, at);
}

/// A critical, a high and a medium threat, of which the first has a plan. The meeting of 2 May is closed.
fn met() -> Session {
    let mut session = room();
    session.sittings[0].started = last_week();
    let threat = |text: &str| Edit::Add(New::threat(text, FourQuestion::GoWrong));
    let rated = |word: &str, severity| Edit::Set(id(word), Field::Severity(Some(severity)));
    let plan = New::mitigation("Bind the token to its device", ThreatId(1), Status::Planned);
    let edits = [
        threat("A refund token is replayed"),
        threat("A partner file is swapped"),
        threat("The ledger is flooded"),
        rated("T1", Severity::Critical),
        rated("T2", Severity::High),
        rated("T3", Severity::Medium),
        Edit::Add(plan),
        Edit::Set(id("M1"), Field::Strength(Some(Strength::All))),
        Edit::Set(id("M1"), Field::Effort(Some(Effort::Medium))),
    ];
    make(&mut session, edits, last_week());
    close(&mut session, last_week() + TimeDelta::hours(1));
    session
}

fn done(session: &mut Session) {
    let built = Edit::Set(id("M1"), Field::Status(Status::Implemented));
    make(session, [built], last_week() + TimeDelta::days(2));
}

fn over(session: &Session) -> OverTime {
    OverTime::of(session, &Conventions::bundled(), None).unwrap()
}

/// The levels that had threats at the end of a meeting, with their threats.
fn left(session: &Session, meeting: usize) -> Vec<(String, Vec<u32>)> {
    let risk = session.sittings[meeting].risk.as_ref().unwrap();
    let numbers = |left: &LeftAt| left.threats.iter().map(|id| id.0).collect();
    let left = risk.left.iter();
    left.map(|left| (left.level.to_string(), numbers(left)))
        .collect()
}

#[test]
fn closing_a_meeting_keeps_what_was_left_and_undo_takes_back_both() {
    let mut session = met();
    done(&mut session);
    let mut desk = Desk::with(session);
    desk.keys("nEE");
    let now = [
        ("medium".to_owned(), vec![1, 3]),
        ("high".to_owned(), vec![2]),
    ];
    assert_eq!(left(desk.session(), 1), now);
    assert_eq!(left(&desk.last_saved(), 1), now, "the file says so, too");
    desk.keys("2u<wait:Undone: Meeting closed>");
    let sitting = &desk.session().sittings[1];
    assert_eq!((sitting.ended, sitting.risk.as_deref()), (None, None));
}

#[test]
fn a_change_that_closes_among_others_keeps_what_is_left_after_all_of_them() {
    let mut session = met();
    done(&mut session);
    make(&mut session, [Edit::Session(SessionField::Begin)], ten());
    let several = Edit::All(vec![
        Edit::Set(id("T2"), Field::Severity(Some(Severity::Low))),
        Edit::Session(SessionField::Close),
    ]);
    let keeps = keeping(&session, &several, ten(), &Conventions::bundled());
    make(&mut session, keeps, ten());
    let now = [
        ("low".to_owned(), vec![2]),
        ("medium".to_owned(), vec![1, 3]),
    ];
    assert_eq!(left(&session, 1), now);
    let other = Edit::Session(SessionField::Begin);
    assert_eq!(
        keeping(&session, &other, ten(), &Conventions::bundled()),
        None,
        "nothing is kept where no meeting ends"
    );
}

#[test]
fn the_return_screen_says_what_fell_and_draws_the_meetings() {
    let mut session = met();
    done(&mut session);
    make(
        &mut session,
        [Edit::Session(SessionField::Begin)],
        last_week() + TimeDelta::days(3),
    );
    close(&mut session, last_week() + TimeDelta::days(3));
    let threat = New::threat("An old admin page is found", FourQuestion::GoWrong);
    let added = [
        Edit::Add(threat),
        Edit::Set(id("T4"), Field::Severity(Some(Severity::Critical))),
        Edit::Set(id("T2"), Field::Severity(Some(Severity::Low))),
    ];
    make(&mut session, added, last_week() + TimeDelta::days(4));
    let mut desk = Desk::with(session);
    let wide = desk.screen(WIDE);
    assert!(
        wide.contains("Since 5 May 2026: 1 fell (T2), 1 new (T4)."),
        "{wide}"
    );
    assert!(
        wide.contains("█▄▄ High or above at the last 2 meetings: 2, 1; now 1."),
        "{wide}"
    );
    insta::assert_snapshot!("risk_over_time_wide", desk.styled(WIDE));
    insta::assert_snapshot!("risk_over_time_small", desk.picture(SMALL));
    // It follows what the meeting does.
    let low = Edit::Set(id("T4"), Field::Severity(Some(Severity::Low)));
    desk.keys("3");
    assert!(desk.session().threat(ThreatId(4)).is_some());
    let mut later = (*desk.session()).clone();
    make(&mut later, [low], ten());
    let says = over_time::sentences(&over(&later));
    assert_eq!(
        says,
        [
            "Since 5 May 2026: 1 fell (T2), 1 new (T4).",
            "High or above: 2 on 2 May 2026, 1 on 5 May 2026, 0 now.",
        ]
    );
}

#[test]
fn without_blocks_the_words_stand_alone() {
    assert_eq!(Signs::Ascii.block(), "#");
    let mut session = met();
    done(&mut session);
    let mut desk = Desk::plain();
    desk.open(session);
    let (_, said) = desk.voice.as_ref().unwrap();
    assert!(said.contains("Since 2 May 2026: 1 fell (T1)."), "{said}");
    assert!(
        said.contains("High or above: 2 on 2 May 2026, 1 now."),
        "{said}"
    );
}

#[test]
fn a_changed_scale_breaks_the_line_and_says_so() {
    let mut session = met();
    let mut scale = Scale::standard().clone();
    scale.name = "ours".into();
    scale.version = 2;
    let ours = Edit::Session(SessionField::Scale(Some(Box::new(scale))));
    make(&mut session, [ours], last_week() + TimeDelta::days(1));
    assert_eq!(
        over_time::sentences(&over(&session)),
        ["The scale changed since 2 May 2026, so what moved is not known."]
    );
    make(
        &mut session,
        [Edit::Session(SessionField::Begin)],
        last_week() + TimeDelta::days(2),
    );
    close(&mut session, last_week() + TimeDelta::days(2));
    done(&mut session);
    assert_eq!(
        over_time::sentences(&over(&session)),
        [
            "Since 4 May 2026: 1 fell (T1).",
            "High or above: 2 on 4 May 2026, 1 now.",
            "The scale changed after 2 May 2026: earlier meetings are not compared.",
        ]
    );
}

#[test]
fn a_file_whose_meetings_kept_nothing_says_nothing() {
    let session = room();
    assert_eq!(OverTime::of(&session, &Conventions::bundled(), None), None);
    let html = page(&session);
    assert!(!html.contains("Risk over time"));
}

#[test]
fn the_private_notes_say_it_with_bars() {
    let mut session = met();
    done(&mut session);
    let catalogue = Catalogue::bundled().unwrap();
    let (limits, conventions) = (Thresholds::bundled(), Conventions::bundled());
    let notes = Notes::new(&session, &catalogue, &limits, &conventions, ten());
    assert_eq!(
        notes.risk,
        [
            "Since 2 May 2026: 1 fell (T1).",
            "High or above: 2 on 2 May 2026, 1 now.",
        ]
    );
    assert_eq!(notes.at_line, [2, 1]);
}

fn file(format: Format, session: &Session, audience: Audience) -> String {
    let options = Options {
        audience,
        ..export_options(Names::Initials, today())
    };
    render(format, session, &options)[0].contents.clone()
}

fn page(session: &Session) -> String {
    file(
        Format::from_name("html").unwrap(),
        session,
        Audience::Everyone,
    )
}

#[test]
fn the_business_reads_what_fell_and_what_it_took() {
    let mut session = met();
    done(&mut session);
    let summary = file(Format::SUMMARY, &session, Audience::Business);
    let (_, section) = summary
        .split_once("## Risk since the last meeting\n\n")
        .unwrap();
    let (section, _) = section.split_once("\n\n").unwrap();
    assert_eq!(
        section,
        "- **Fell** from critical to medium: A refund token is replayed (T1). \
         Done since: Bind the token to its device (M1, implemented, medium effort).\n\
         - **Left:** 1 risk high or above now, 2 then: T2."
    );
    let everyone = file(Format::SUMMARY, &session, Audience::Everyone);
    assert!(
        everyone.contains("- Since 2 May 2026: 1 fell (T1)."),
        "{everyone}"
    );
    assert!(everyone.contains("- High or above at the last meeting: 2; now 1."));
    let minutes = file(Format::MINUTES, &session, Audience::Everyone);
    assert!(
        minutes.contains("- Risk left at the end: 1 critical, 1 high, 1 medium."),
        "{minutes}"
    );
}

#[test]
fn what_was_finished_since_goes_by_its_status_and_not_by_other_changes() {
    let mut session = met();
    let half = last_week() + TimeDelta::minutes(30);
    let later = last_week() + TimeDelta::days(2);
    let built = Field::Status(Status::Implemented);
    let in_place = Field::Status(Status::InPlace);
    let said = [
        ("Look at the log", "M2", built.clone(), half),
        ("Bind it", "M3", in_place, last_week()),
        ("Rotate keys", "M4", built, later),
    ];
    for (text, mitigation, status, at) in said {
        let new = New::mitigation(text, ThreatId(1), Status::Planned);
        make(&mut session, [Edit::Add(new)], last_week());
        make(&mut session, [Edit::Set(id(mitigation), status)], at);
        let words = Field::Text(format!("{text} again").as_str().into());
        make(&mut session, [Edit::Set(id(mitigation), words)], later);
    }
    done(&mut session);
    let summary = file(Format::SUMMARY, &session, Audience::Business);
    let (_, took) = summary.split_once("Done since: ").unwrap();
    let (took, _) = took.split_once(".\n").unwrap();
    assert!(took.contains("Rotate keys again (M4"), "{took}");
    assert!(took.contains("Bind the token to its device (M1"), "{took}");
    assert!(!took.contains("M2") && !took.contains("M3"), "{took}");
}

#[test]
fn the_report_has_a_chart_with_its_numbers_as_a_table() {
    let mut session = met();
    done(&mut session);
    let html = page(&session);
    let (_, section) = html.split_once("id=\"over-time-heading\"").unwrap();
    let (section, _) = section.split_once("</section>").unwrap();
    assert!(
        section.contains("<p>Since 2 May 2026: 1 fell (T1).</p>"),
        "{section}"
    );
    assert!(section.contains("2 May 2026: 1 critical, 1 high, 1 medium; now: 1 high, 2 medium."));
    assert!(section.contains("<rect class=\"critical\""));
    let cells = "<th scope=\"row\">now</th><td>0</td><td>1</td><td>2</td><td>0</td><td>1</td>";
    assert!(section.contains(cells), "{section}");
}
