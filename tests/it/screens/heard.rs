//! What was said in a meeting: a transcript from a file or from a paste, decided about one part at a time.

use proptest::prelude::*;
use proptest::sample::select;
use threatboard::app::intake::Incoming;
use threatboard::app::msg::Msg;
use threatboard::domain::{ParkedKind, Session};
use threatboard::import;
use threatboard::keys::Screen;

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

const ZOOM: &str = include_str!("../../files/import/transcript/zoom.vtt");
const TEAMS: &str = include_str!("../../files/import/transcript/teams.vtt");
const MEET: &str = include_str!("../../files/import/transcript/meet.txt");
const NO_NAMES: &str = include_str!("../../files/import/transcript/no-names.srt");

/// Two people, one of whom the meeting does not know.
const STRANGER: &str = "WEBVTT\n\n00:12:31.000 --> 00:12:35.000\n<v Zoe Quinn>Labels are printed with the full address.</v>\n\n\
    00:12:36.000 --> 00:12:39.000\n<v Ana Marin>Who reads them?</v>\n\n00:12:40.000 --> 00:12:41.000\n<v Zoe Quinn>Every courier does.</v>\n";

fn read(text: &str, file: &str) -> Incoming {
    let mut draft = (import::source("transcript").unwrap().read)(text).unwrap();
    draft.said_in(file);
    Incoming {
        draft,
        file: file.to_owned(),
        format: "transcript".to_owned(),
    }
}

fn listening(text: &str, file: &str) -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2");
    desk.tell(Msg::Imported(Ok(Box::new(read(text, file)))));
    desk
}

fn speaker(session: &Session, who: Option<threatboard::domain::ParticipantId>) -> &str {
    session.name_of(who).unwrap_or("-")
}

macro_rules! looks {
    ($name:ident, $desk:expr) => {
        #[test]
        fn $name() {
            let desk = $desk;
            let name = stringify!($name);
            insta::assert_snapshot!(format!("{name}_wide"), desk.styled(WIDE));
            insta::assert_snapshot!(format!("{name}_plain"), desk.styled(PLAIN));
            insta::assert_snapshot!(format!("{name}_small"), desk.styled(SMALL));
        }
    };
}

looks!(heard, listening(ZOOM, "monday.vtt"));
looks!(heard_stranger, {
    let mut desk = listening(STRANGER, "monday.vtt");
    desk.keys("t<left>");
    desk
});
looks!(heard_end, {
    let mut desk = listening(ZOOM, "monday.vtt");
    desk.keys("<enter><enter><enter>");
    desk
});

#[test]
fn each_part_becomes_a_question_a_threat_or_a_parked_fix_with_its_speaker_and_its_time() {
    let mut desk = listening(ZOOM, "monday.vtt");
    assert_eq!(desk.app.screen(), Screen::Heard);
    let before = desk.session().clone();
    desk.keys("<wait:1 of 3><wait:4 folded><wait:Speaker: Ana><wait:monday.vtt 00:00:06><wait:Press Enter to make it a question><enter>");
    desk.keys("<wait:2 of 3><wait:Press Enter to make it a threat>t<wait:3 of 3><wait:Press Enter to park it as a fix><enter>");
    desk.keys("<wait:1 threat, 1 question, 1 parked, 0 left>");
    assert_eq!(desk.session(), &before, "nothing before the end");
    desk.keys("<enter>");
    let session = desk.session();
    session.validate().unwrap();
    let (threat, question, parked) = (
        &session.threats[0],
        &session.questions[0],
        &session.parked[0],
    );
    assert_eq!(threat.text.as_str(), "Then a seat is sold twice.");
    assert_eq!(threat.references[0].as_str(), "monday.vtt 00:00:14");
    assert_eq!(speaker(session, threat.speaker), "Bo");
    assert!(
        question
            .text
            .starts_with("Okay. What if somebody replays an order")
    );
    assert_eq!(speaker(session, question.speaker), "Ana");
    assert_eq!(parked.kind, ParkedKind::Fix);
    assert_eq!(speaker(session, parked.speaker), "Cy");
    assert_eq!(session.participants, before.participants);
    let file = threatboard::store::format::write(session).unwrap();
    for time in ["00:00:06", "00:00:14", "00:01:02"] {
        assert!(file.contains(&format!("monday.vtt {time}")), "{time}");
    }
    desk.keys("u");
    let counters = desk.session().counters;
    assert_eq!(*desk.session(), Session { counters, ..before });
}

#[test]
fn what_is_suggested_is_what_a_pasted_chat_would_make_of_it() {
    let said = |text: &str| {
        let text = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>{text}</v>\n");
        let mut desk = listening(&text, "monday.vtt");
        desk.keys("<enter><enter>");
        let session = desk.session();
        [
            session.threats.len(),
            session.questions.len(),
            session.parked.len(),
        ]
    };
    for question in [
        "Who reads them?",
        "Who reads them ?!",
        "\"Who reads them?\"",
    ] {
        assert_eq!(said(question), [0, 1, 0], "{question}");
    }
    assert_eq!(said("Idea: print less"), [0, 0, 1]);
    assert_eq!(said("Labels are read"), [1, 0, 0]);
}

#[test]
fn another_file_does_not_take_the_place_of_decisions() {
    let mut desk = listening(ZOOM, "monday.vtt");
    desk.keys("t");
    desk.tell(Msg::Imported(Ok(Box::new(read(STRANGER, "friday.vtt")))));
    desk.keys("<wait:Finish or leave this review first><wait:about monday.vtt are not>");
    desk.keys("<wait:1 threat, 2 left>");
    // Nothing is decided yet: the other file is shown.
    let mut desk = listening(ZOOM, "monday.vtt");
    desk.tell(Msg::Imported(Ok(Box::new(read(STRANGER, "friday.vtt")))));
    desk.keys("<wait:Zoe Quinn>");
}

#[test]
fn what_was_taken_is_not_asked_again_and_what_was_skipped_is() {
    let mut desk = listening(ZOOM, "monday.vtt");
    desk.keys(
        "qn<left><wait:SKIPPED><right>p<wait:1 question, 1 parked, 1 skipped, 0 left><enter>",
    );
    assert!(desk.session().threats.is_empty());
    // The same meeting, saved under another name.
    desk.tell(Msg::Imported(Ok(Box::new(read(ZOOM, "copy.vtt")))));
    desk.keys("<wait:1 of 1><wait:2 decided earlier><wait:a seat is sold twice>t<enter>");
    assert_eq!(desk.session().threats.len(), 1);
    assert_eq!(desk.session().questions.len(), 1);
}

#[test]
fn the_rest_is_skipped_or_taken_at_once_and_u_undoes_it() {
    let mut desk = listening(ZOOM, "monday.vtt");
    desk.keys("tX<wait:2 more skipped><wait:1 threat, 2 skipped, 0 left><left>u<wait:2 left>");
    desk.keys("A<wait:2 more added><wait:2 threats, 1 parked, 0 left><enter>");
    assert_eq!(desk.session().threats.len(), 2);
    assert_eq!(desk.session().parked.len(), 1);
}

#[test]
fn a_stranger_is_named_and_comes_only_when_someone_says_so() {
    let mut desk = listening(STRANGER, "monday.vtt");
    desk.keys("<wait:Speaker: Zoe Quinn, not a participant>tq<wait:3 of 3>X<enter>");
    let session = desk.session();
    assert_eq!(session.participants.len(), 8);
    assert_eq!(speaker(session, session.threats[0].speaker), "-");
    let origin = session.threats[0].origin.as_ref().unwrap();
    assert!(origin.id.contains("Zoe Quinn"), "the file knows who it was");
    assert_eq!(speaker(session, session.questions[0].speaker), "Ana");

    let mut desk = listening(STRANGER, "monday.vtt");
    desk.keys("@<wait:Zoe Quinn, will be added><right>@<wait:Ana is a participant already>");
    desk.keys("<left>t<right>t<enter>");
    let session = desk.session();
    assert_eq!(session.participants.len(), 9);
    assert_eq!(speaker(session, session.threats[1].speaker), "Zoe Quinn");

    let mut desk = listening(STRANGER, "monday.vtt");
    desk.keys("@@<wait:Zoe Quinn, not a participant>AA<enter>");
    assert_eq!(desk.session().participants.len(), 8);
}

#[test]
fn without_a_session_those_who_spoke_are_the_participants_of_the_new_one() {
    let mut desk = Desk::home();
    desk.tell(Msg::Imported(Ok(Box::new(read(TEAMS, "monday.vtt")))));
    desk.keys("<wait:1 of 2><wait:Speaker: Ana Marin>@<wait:comes with this import>nt<enter>");
    let session = desk.session();
    assert_eq!(session.title.as_str(), "monday");
    let names: Vec<&str> = session
        .participants
        .iter()
        .map(|p| p.name.as_str())
        .collect();
    assert_eq!(names, ["Bo Ek (Extern)"], "only who said what is taken");
}

#[test]
fn a_pasted_transcript_is_decided_about_and_not_a_list_of_threats() {
    let two = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Ana>What if somebody replays the order?</v>\n\n2\n00:00:05.000 --> 00:00:07.500\n<v Bo>Then a seat is sold twice.</v>\n";
    for (name, text, count) in [
        ("WebVTT", two, 2),
        ("cut out of one", two.trim_start_matches("WEBVTT\n\n1\n"), 2),
        ("SRT", NO_NAMES, 2),
        ("Meet", MEET, 2),
    ] {
        for key in ["2", "2t", "1", "3", "5"] {
            let mut desk = Desk::with(room());
            desk.keys(key);
            let before = desk.session().clone();
            // As a terminal sends it.
            desk.tell(Msg::Paste(text.replace('\n', "\r")));
            assert_eq!(desk.app.screen(), Screen::Heard, "{name} after {key}");
            desk.keys(&format!("<wait:1 of {count}>"));
            assert_eq!(desk.session(), &before);
        }
    }
}

#[test]
fn what_was_half_typed_before_a_paste_goes_on_after_it() {
    for leave in ["<esc>", "AA<enter>", "tX<enter>"] {
        let mut desk = Desk::with(room());
        desk.keys("2t«Labels are»");
        desk.tell(Msg::Paste(ZOOM.to_owned()));
        desk.keys("t<left>u");
        let kept = desk.last_draft().unwrap();
        assert_eq!(
            kept.text.as_str(),
            "Labels are",
            "the file has it meanwhile"
        );
        desk.keys(leave);
        desk.keys("« read»<enter>");
        let last = desk.session().threats.last().unwrap();
        assert_eq!(last.text.as_str(), "Labels are read", "{leave}");
    }
}

#[test]
fn decisions_are_back_after_a_crash_with_the_line_that_waits_below() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Labels are»");
    desk.tell(Msg::Paste(STRANGER.to_owned()));
    desk.keys("@tq<wait:3 of 3>");
    let kept = desk.last_draft().unwrap();
    let mut session = desk.session().clone();
    session.draft = Some(kept);
    let file = threatboard::store::format::write(&session).unwrap();

    let mut desk = Desk::with(threatboard::store::format::read(&file).unwrap());
    assert_eq!(desk.app.screen(), Screen::Heard);
    desk.keys("<wait:back, with your decisions><wait:3 of 3><wait:1 threat, 1 question, 1 left>");
    desk.keys(
        "<left><left><wait:Zoe Quinn, will be added><wait:pasted transcript 00:12:31>X<enter>",
    );
    let session = desk.session();
    assert_eq!(speaker(session, session.threats[0].speaker), "Zoe Quinn");
    assert_eq!(speaker(session, session.questions[0].speaker), "Ana");
    desk.keys("« read»<enter>");
    assert_eq!(desk.session().threats[1].text.as_str(), "Labels are read");
    assert!(desk.last_draft().is_none(), "nothing of it is kept");
}

#[test]
fn leaving_the_program_loses_no_decision_and_esc_says_that_it_would() {
    let mut desk = listening(ZOOM, "monday.vtt");
    desk.keys("t<esc><wait:again to discard your decisions><esc>");
    assert!(desk.last_draft().is_none());
    let mut desk = listening(ZOOM, "monday.vtt");
    desk.keys("t<ctrl-q>");
    assert!(desk.app.overlay.is_some(), "asks as ever");
    let mut desk = Desk::home();
    desk.tell(Msg::Imported(Ok(Box::new(read(ZOOM, "monday.vtt")))));
    desk.keys("t<ctrl-q><wait:again to discard your decisions>");
}

#[test]
fn a_transcript_of_nothing_but_filler_says_so() {
    let filler = include_str!("../../files/import/transcript/only-filler.vtt");
    let mut desk = listening(filler, "monday.vtt");
    desk.keys("<wait:Nothing new><wait:cue, 2 times (it says only filler>");
    assert_eq!(desk.app.screen(), Screen::Import);
}

#[test]
fn a_listener_hears_who_said_it_and_what_was_decided() {
    let mut desk = Desk::plain();
    desk.open(room());
    desk.keys("2");
    desk.tell(Msg::Imported(Ok(Box::new(read(STRANGER, "monday.vtt")))));
    desk.keys("q<left>l");
    let (_, said) = desk.voice.as_ref().unwrap();
    for part in [
        "Said in monday.vtt",
        "0 of 3 folded, as they say only filler",
        "Speaker: Zoe Quinn, not a participant",
        "Decided: question",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// In whatever order: what is taken over is what was counted, and one undo leaves the session as it was.
    #[test]
    fn any_decisions_are_taken_over_as_counted_and_undone_as_one(
        keys in prop::collection::vec(
            select(vec!["t", "q", "p", "n", "@", "<enter>", "<left>", "<right>", "u", "A", "X", "<home>", "<end>"]),
            0..20,
        ),
    ) {
        let mut desk = listening(STRANGER, "monday.vtt");
        let before = desk.session().clone();
        for key in &keys {
            let at_the_end = desk.app.screen() == Screen::Import;
            desk.keys(if at_the_end { "<left>" } else { key });
        }
        prop_assert_eq!(desk.session(), &before);
        if desk.app.screen() == Screen::Heard {
            desk.keys("<end><right>");
        }
        let [threats, questions, parked, _, skipped, left] = desk.app.intake.as_ref().unwrap().counts();
        desk.keys("<enter>");
        let session = desk.session();
        session.validate().unwrap();
        prop_assert_eq!(session.threats.len(), threats);
        prop_assert_eq!(session.questions.len(), questions);
        prop_assert_eq!(session.parked.len(), parked);
        prop_assert_eq!(threats + questions + parked + skipped + left, 3);
        if threats + questions + parked > 0 {
            desk.keys("u");
        }
        let after = desk.session();
        prop_assert_eq!((&after.threats, &after.questions), (&before.threats, &before.questions));
        prop_assert_eq!((&after.parked, &after.participants), (&before.parked, &before.participants));
    }
}
