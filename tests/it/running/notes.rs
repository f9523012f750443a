//! The private view: what it says of a meeting, and that the room never reads it.

use chrono::TimeDelta;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use threatboard::app::msg::Msg;
use threatboard::catalogue::Catalogue;
use threatboard::check::Thresholds;
use threatboard::domain::{AgendaStep, Moment, Seat, Session, Stamp};
use threatboard::notes::{Notes, State, private_texts, view};
use threatboard::parse::folded;
use threatboard::risk::Conventions;
use threatboard::theme::{self, Depth, Styles};

use crate::looks::{drawn, picture, styled_text, text_of};
use crate::support::{Desk, PLAIN, SMALL, WIDE, ten};

/// The smallest terminal that is drawn on.
const LEAST: (u16, u16) = (40, 10);

/// A meeting at its start, with eight people, the first of whom leads.
fn begun() -> Desk {
    let mut desk = Desk::home();
    desk.keys(
        "m«Payments API: refund flow»<enter>\
         «Ana eng, Bo eng, Cy eng, Di ops, Ed manager, Flo legal, Gus security, Hal QA»<enter>",
    );
    desk
}

fn notes_at(session: &Session, now: Stamp) -> Notes {
    let catalogue = Catalogue::bundled().unwrap();
    Notes::new(
        session,
        &catalogue,
        &Thresholds::bundled(),
        &Conventions::bundled(),
        now,
    )
}

fn notes(desk: &Desk) -> Notes {
    notes_at(desk.session(), desk.app.now)
}

fn seated(desk: &Desk, name: &str, seat: Seat) -> Session {
    let mut session = desk.session().clone();
    let mut people = session.participants.iter_mut();
    people.find(|p| p.name.as_str() == name).unwrap().seat = Some(seat);
    session
}

/// The view at a size, which keeps the laws of looks.
fn looks(notes: &Notes, state: &State, size: (u16, u16)) -> Buffer {
    picture(size, |styles, frame| {
        view::view(notes, state, styles, frame)
    })
}

fn screen(notes: &Notes, state: &State, size: (u16, u16)) -> String {
    let styles = Styles::new(&theme::load("dark", &[]).0, Depth::None);
    let draw = |frame: &mut Frame| view::view(notes, state, &styles, frame);
    text_of(&drawn(size, draw))
}

fn says(notes: &Notes, nudge: &str) -> bool {
    notes.nudges.iter().any(|says| says == nudge)
}

/// A meeting in the middle of its round, four minutes behind, with people who speak and people who do not.
fn round() -> Desk {
    let mut desk = begun();
    desk.after(6)
        .keys("n")
        .after(4)
        .keys("n")
        .after(6)
        .keys("n")
        .after(4);
    desk.keys("2")
        .after(4)
        .keys("nt«Refund sent twice @bo»<enter>«Partner file swapped @bo»<enter>");
    desk.keys("«Limits raised after a call @bo»<enter>«Ids leak in the URL @bo»<enter>");
    desk.keys("«The host is down @di»<enter>«Nobody looks at the log @gus»<enter><esc>");
    desk.keys("..").after(3);
    desk
}

#[test]
fn the_view_of_a_round_at_every_size() {
    let notes = notes(&round());
    let state = State::default();
    let look = |size| looks(&notes, &state, size);
    insta::assert_snapshot!("notes_wide", styled_text(&look(WIDE)));
    insta::assert_snapshot!("notes_plain", text_of(&look(PLAIN)));
    insta::assert_snapshot!("notes_small", text_of(&look(SMALL)));
    insta::assert_snapshot!("notes_least", text_of(&look(LEAST)));
}

#[test]
fn no_size_panics_and_scrolling_reaches_the_end_of_the_plan() {
    let notes = notes(&round());
    let styles = Styles::new(&theme::load("dark", &[]).0, Depth::None);
    for columns in [0, 1, 20, 39, 40, 60, 75, 76, 80, 200] {
        for rows in [0, 1, 9, 10, 13, 14, 24, 60] {
            if columns > 0 && rows > 0 {
                let _ = screen(
                    &notes,
                    &State {
                        scroll: 999,
                        ..State::default()
                    },
                    (columns, rows),
                );
            }
            let _ = view::scrolls(&notes, &styles, (columns, rows));
        }
    }
    let (most, _) = view::scrolls(&notes, &styles, SMALL);
    assert!(most > 0);
    let end = State {
        scroll: most,
        ..State::default()
    };
    let seen = screen(&notes, &end, SMALL);
    assert!(seen.contains("read back actions"), "{seen}");
}

#[test]
fn help_and_trouble_are_one_line_each() {
    let notes = notes(&begun());
    let help = State {
        help: true,
        ..State::default()
    };
    let seen = screen(&notes, &help, PLAIN);
    assert!(
        seen.contains("Arrows scroll. q, Esc and Ctrl+Q leave."),
        "{seen}"
    );
    let old = "The file is gone. This is its state at 10:01.";
    let trouble = State {
        trouble: Some(old.to_owned()),
        ..State::default()
    };
    let seen = screen(&notes, &trouble, PLAIN);
    assert!(seen.contains(&format!("! {old}")), "{seen}");
}

#[test]
fn the_pace_and_both_ends_are_times_and_words() {
    let mut desk = begun();
    let start = notes(&desk);
    assert_eq!(start.pace.as_deref(), Some("on time"));
    assert_eq!(start.ends, Some(("11:30".to_owned(), "11:30".to_owned())));
    desk.after(8);
    assert_eq!(notes(&desk).pace.as_deref(), Some("4 min behind"));
    assert_eq!(notes(&desk).ends.unwrap().0, "11:30", "the buffer takes it");
    let mut quick = begun();
    quick.after(1).keys("n");
    assert_eq!(notes(&quick).pace.as_deref(), Some("3 min ahead"));
    assert_eq!(notes(&quick).ends.unwrap().0, "11:27");
}

#[test]
fn a_pause_moves_the_end_and_not_the_plan() {
    let mut desk = begun();
    desk.after(2).keys("<space>").after(10);
    let paused = notes(&desk);
    assert_eq!(paused.ends, Some(("11:40".to_owned(), "11:30".to_owned())));
    assert!(paused.stands.unwrap().contains("paused"));
}

#[test]
fn between_two_saves_time_goes_on() {
    let mut desk = begun();
    desk.after(1);
    let kept = desk.session().clone();
    let later = notes_at(&kept, desk.app.now + TimeDelta::seconds(60));
    assert_eq!(later.left, Some(("2 of 4 min left".to_owned(), false)));
    let silent = notes_at(&kept, desk.app.now + TimeDelta::minutes(7));
    assert_eq!(
        silent.stands.as_deref(),
        Some("No change from the main screen for 7 minutes; its clock is stopped.")
    );
}

#[test]
fn the_table_says_what_was_planned_taken_and_given() {
    let notes = notes(&round());
    let row = |step: &str| notes.plan.iter().find(|row| row.step == step).unwrap();
    let start = row("start");
    assert_eq!((start.planned, start.took, start.given), (4, Some(6), 6));
    assert!(start.over && !row("scope").here);
    assert!(row("round").here);
    assert_eq!(row("sweep").took, None);
    assert_eq!(row("read back actions").given, 4, "nobody takes these");
    assert_eq!(row("all").planned, 90);
}

#[test]
fn what_to_say_belongs_to_the_step_and_the_next_one_is_announced() {
    let mut desk = begun();
    let catalogue = Catalogue::bundled().unwrap();
    assert_eq!(notes(&desk).say, catalogue.notes(AgendaStep::Orientation));
    assert_eq!(notes(&desk).next[0], "scope, 3 min");
    desk.keys("n");
    assert_eq!(notes(&desk).say, catalogue.notes(AgendaStep::Scope));
    desk.keys("2t«Refunds are replayed»<enter><esc>3<home>")
        .after(1);
    assert_eq!(notes(&desk).say[0], "T1: 3 of 4 min left.");
}

#[test]
fn who_has_not_spoken_is_known_by_turns_and_by_names() {
    let mut desk = begun();
    assert!(notes(&desk).voices[0].starts_with("No speakers recorded yet."));
    desk.keys("2nt«Ids leak @cy»<enter><esc>q«Who rotates the key? @di»<enter><esc>");
    assert_eq!(
        notes(&desk).voices,
        [
            "Turn: Ana is next.",
            "Not heard yet: Ana, Bo, Ed, Flo, Gus and Hal."
        ]
    );
    // Ana has a turn, Bo passes.
    desk.keys("..,");
    let seen = notes(&desk);
    assert_eq!(seen.voices[0], "Turn: Cy. Then Di.");
    assert_eq!(seen.voices[1], "Not heard yet: Ed, Flo, Gus and Hal.");
}

#[test]
fn what_was_said_in_another_meeting_does_not_count_as_spoken() {
    let mut desk = begun();
    desk.keys("2nt«Ids leak @cy»<enter><esc>");
    let mut session = desk.session().clone();
    let week = ten() + TimeDelta::days(7);
    session.sittings[0].ended = Some(ten());
    session
        .sittings
        .push(threatboard::domain::Sitting::begun(week));
    let voices = notes_at(&session, week).voices;
    assert!(
        voices[0].starts_with("No speakers recorded yet."),
        "{voices:?}"
    );
}

#[test]
fn the_facilitator_is_no_voice() {
    let mut desk = begun();
    desk.keys("2nt«Ids leak @cy»<enter><esc>");
    let session = seated(&desk, "Ana", Seat::Facilitator);
    let voices = notes_at(&session, desk.app.now).voices;
    assert_eq!(voices[1], "Not heard yet: Bo, Di, Ed, Flo, Gus and Hal.");
}

#[test]
fn after_the_round_the_quiet_ones_are_named() {
    let mut desk = begun();
    desk.keys("2nt«Ids leak @cy»<enter>«The host is down @ana @bo»<enter><esc>");
    for _ in 0..7 {
        desk.keys(".");
    }
    let quiet =
        "The round is over and Gus and Hal have not spoken. Ask by name, with an easy question.";
    assert!(!says(&notes(&desk), quiet));
    desk.keys("n");
    assert!(says(&notes(&desk), quiet), "{:?}", notes(&desk).nudges);
}

#[test]
fn one_who_says_most_and_two_who_say_most_are_named() {
    let desk = round();
    assert!(says(
        &notes(&desk),
        "Bo has named 4 of 6 threats. Ask the others first."
    ));
    let mut desk = begun();
    desk.keys("2nt");
    for who in ["bo", "bo", "bo", "cy", "cy", "di", "gus"] {
        desk.keys(&format!("«Something else goes wrong @{who}»<enter>"));
    }
    desk.keys("<esc>");
    let two = "Bo and Cy have named 5 of 7 threats. Ask the others first.";
    assert!(says(&notes(&desk), two), "{:?}", notes(&desk).nudges);
}

#[test]
fn whom_others_wait_for_speaks_last() {
    let mut desk = begun();
    assert!(says(
        &notes(&desk),
        "Ed leads others here. Let others answer first; Ed speaks last."
    ));
    desk.keys("2n");
    assert!(says(
        &notes(&desk),
        "Ed leads others here. Start the round elsewhere; Ed speaks last."
    ));
    for _ in 0..5 {
        desk.keys(".");
    }
    assert!(says(
        &notes(&desk),
        "Ed leads others here, and Flo, Gus and Hal may hold back. Ask Ed to speak last."
    ));
    desk.keys("nnn");
    let vote = "Ed leads others here. Raise all hands at once, so that no one waits for Ed.";
    assert!(says(&notes(&desk), vote), "{:?}", notes(&desk).nudges);
}

#[test]
fn the_recorder_is_somebody_else_and_not_always_the_most_junior() {
    let desk = begun();
    let now = desk.app.now;
    assert!(says(
        &notes(&desk),
        "No scribe yet. Ask someone; it should not be you."
    ));
    let session = seated(&desk, "Ana", Seat::Facilitator);
    assert!(says(
        &notes_at(&session, now),
        "You facilitate and take notes. Ask someone else to be the scribe."
    ));
    let mut session = seated(&desk, "Bo", Seat::Recorder);
    assert!(
        !notes_at(&session, now)
            .nudges
            .iter()
            .any(|says| says.contains("write"))
    );
    session.participants[1].role = "intern".into();
    assert!(says(
        &notes_at(&session, now),
        "Scribe: Bo. Do not always ask the most junior person."
    ));
}

#[test]
fn an_owner_and_a_role_that_are_not_here_are_missed_while_they_can_be_fetched() {
    let mut desk = begun();
    let owner = "No system owner listed. Are they here? If not, who will inform them?";
    let business = |notes: &Notes| {
        let mut nudges = notes.nudges.iter();
        nudges.any(|says| says.ends_with("Who could join for 10 minutes?"))
    };
    assert!(says(&notes(&desk), owner));
    let mut session = desk.session().clone();
    session.participants[1].role = "product owner".into();
    assert!(!says(&notes_at(&session, desk.app.now), owner));
    session.participants.retain(|p| p.name.as_str() != "Gus");
    assert!(business(&notes_at(&session, desk.app.now)));
    desk.keys("2");
    assert!(!says(&notes(&desk), owner), "too late to fetch anybody");
}

#[test]
fn the_facilitators_own_threats_come_last() {
    let mut desk = begun();
    desk.keys("2n");
    let now = desk.app.now;
    let own = "Give your own threats last in the round.";
    assert!(says(
        &notes_at(&seated(&desk, "Ana", Seat::Facilitator), now),
        own
    ));
    desk.keys("t«Refunds are replayed @ana»<enter>«Ids leak @bo @cy»<enter><esc>");
    let notes = notes_at(&seated(&desk, "Ana", Seat::Facilitator), now);
    let mine =
        "1 threat is yours, and Cy, Di, Ed, Flo, Gus and Hal have not spoken. Give yours last.";
    let some = notes
        .nudges
        .iter()
        .any(|says| says.starts_with("1 threat is yours, and "));
    assert!(some, "{mine}: {:?}", notes.nudges);
}

#[test]
fn a_buffer_that_is_used_up_and_a_time_that_is_over_are_said() {
    let mut desk = begun();
    desk.after(12);
    let buffer = "The buffer is used up. From now on, extra minutes come out of the later steps.";
    assert!(says(&notes(&desk), buffer), "{:?}", notes(&desk).nudges);
    desk.after(79);
    let over = "The 90 minutes are used up. Wrap up now; questions can get owners later.";
    assert!(says(&notes(&desk), over), "{:?}", notes(&desk).nudges);
    assert!(!says(&notes(&desk), buffer), "the worse news alone");
}

#[test]
fn before_the_clock_runs_and_after_the_meeting_the_view_says_so() {
    let waiting = notes_at(&crate::support::room(), ten());
    assert_eq!(
        waiting.stands.as_deref(),
        Some("Clock not started. Starting now would end at 11:30 (90 minutes).")
    );
    assert_eq!((waiting.pace, waiting.ends), (None, None));
    let mut desk = begun();
    desk.after(20);
    let mut session = desk.session().clone();
    session.sittings[0].ended = Some(desk.app.now);
    let over = notes_at(&session, desk.app.now);
    assert_eq!(
        over.stands.as_deref(),
        Some("The last meeting ended at 10:20. It took 20 of 90 minutes.")
    );
    assert!(over.nudges.is_empty() && over.say.is_empty());
}

#[test]
fn the_shared_screen_shows_no_private_sentence() {
    let catalogue = Catalogue::bundled().unwrap();
    let limits = Thresholds::bundled();
    for desk in [begun(), round()] {
        let private = private_texts(desk.session(), &catalogue, &limits, desk.app.now);
        assert!(private.len() > 5, "{private:?}");
        let seen = desk.screen((200, 60));
        for says in &private {
            assert!(!seen.contains(says.as_str()), "{says} in\n{seen}");
        }
    }
}

#[test]
fn who_finished_a_sheet_is_named_here_and_counted_on_the_shared_screen() {
    let mut desk = begun();
    desk.after(6).keys("2");
    while desk.app.step() != Some(AgendaStep::Silent) {
        desk.keys("n");
    }
    assert!(
        !notes(&desk)
            .voices
            .iter()
            .any(|says| says.contains("Sheet finished"))
    );
    let sheet = desk.session().sheet_id(Moment::Silent);
    let fold = |who| folded::fold(sheet, who, 1, "tKey stolen").join("");
    desk.tell(Msg::Paste(format!("{}\n{}", fold(1), fold(3))));
    desk.keys("<enter>");
    let says = "Sheet finished: Ana and Cy. Not yet: Bo, Di, Ed, Flo, Gus and Hal.";
    let notes = notes(&desk);
    assert!(
        notes.voices.contains(&says.to_owned()),
        "{:?}",
        notes.voices
    );
    assert!(notes.private_texts().contains(&says.to_owned()));
    let shared = desk.screen((200, 60));
    assert!(
        shared.contains("Finished 2 of 8") && !shared.contains("Not yet"),
        "{shared}"
    );
}
