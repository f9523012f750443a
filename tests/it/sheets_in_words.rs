//! What people answer in plain words, as the page of a sheet writes them: it comes to the same as their folded lines, and
//! what a line was read as stands there before it counts.

use proptest::prelude::*;
use threatboard::app::msg::Msg;
use threatboard::catalogue::Language;
use threatboard::domain::{
    Moment, NoteKind, ParticipantId, Session, SessionKind, Text, WaitingKind,
};
use threatboard::export::{self, Format, Names};
use threatboard::keys::Screen;
use threatboard::parse::folded;

use crate::support::{Desk, WIDE, export_options, room, today};

fn paste(desk: &mut Desk, text: &str) {
    desk.tell(Msg::Paste(text.to_owned()));
}

/// A room with two action items of Ana and one of Bo, on the screen where people answer at this moment.
fn desk(moment: Moment) -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2t«Token replayed»<enter>«File swapped»<enter><esc>5");
    desk.keys("a«Rotate keys @ana»<enter>«Sign files @bo»<enter>«Read logs @ana»<enter><esc>");
    desk.keys(match moment {
        Moment::Before => "1",
        Moment::Silent => "2",
        Moment::Vote => "2v",
        Moment::End => "4",
    });
    desk
}

/// Without what only says which sheets came back.
fn without_sheets(desk: &Desk) -> Session {
    let mut session = desk.session().clone();
    for sitting in &mut session.sittings {
        sitting.answers.clear();
        if let Some(voting) = &mut sitting.voting {
            voting.sheet = Text::default();
        }
    }
    session
}

/// The plain words of a line of a payload, as the page writes them.
fn in_words(line: &str) -> String {
    let (letter, text) = line.split_at(1);
    match letter {
        "m" => format!("fix: {text}"),
        "g" => format!("missing: {text}"),
        "a" => format!("assumption: {text}"),
        "k" => format!("keep: {text}"),
        "d" => format!("change: {text}"),
        "y" => format!("{text} yes"),
        "n" => format!("{text} no"),
        "c" => format!("confidence {text}"),
        "w" => format!("time {text}"),
        _ => text.to_owned(),
    }
}

fn words() -> impl Strategy<Value = String> {
    "[A-Z][a-z]{3,8}( [a-z]{4,8}){1,4}"
}

/// What someone writes on the sheet of a moment.
fn payload(moment: Moment) -> BoxedStrategy<Vec<String>> {
    let items = |letters: &'static [&'static str], least| {
        let item = (prop::sample::select(letters), words());
        let item = item.prop_map(|(letter, words)| match letter {
            "q" => format!("q{words}?"),
            letter => format!("{letter}{words}"),
        });
        prop::collection::vec(item, least..8)
    };
    match moment {
        Moment::Before => items(&["t", "q", "m", "a", "g"], 2).boxed(),
        Moment::Silent => items(&["t", "q", "m"], 2).boxed(),
        Moment::Vote => prop::collection::vec(prop::sample::select(&["T1", "T2"][..]), 1..5)
            .prop_map(|votes| vec![format!("v{}", votes.join(" "))])
            .boxed(),
        Moment::End => {
            let own = prop::sample::select(&["yA1", "nA1", "yA3", "nA3"][..]);
            let own = prop::collection::vec(own.prop_map(str::to_owned), 0..2);
            (items(&["k", "d"], 0), own, 0..=5_u8, 1..=5_u8)
                .prop_map(|(mut lines, own, confidence, time)| {
                    lines.extend(own);
                    lines.extend([format!("c{confidence}"), format!("w{time}")]);
                    lines
                })
                .boxed()
        }
    }
}

/// The session after this came back in a chat, and once a vote was shown.
fn after(moment: Moment, chat: &dyn Fn(&Session) -> String) -> Session {
    let mut desk = desk(moment);
    let chat = chat(desk.session());
    paste(&mut desk, &chat);
    if desk.app.screen() == Screen::Pasted {
        desk.keys("<enter>");
    }
    if moment == Moment::Vote {
        desk.keys("<enter>");
    }
    without_sheets(&desk)
}

fn same(moment: Moment, lines: &[String]) -> Result<(), TestCaseError> {
    // Bo answers the same, but for the action items, which are Ana's.
    let is_owned = |line: &&String| line.starts_with("yA") || line.starts_with("nA");
    let of_bo: Vec<String> = lines
        .iter()
        .filter(|line| !is_owned(line))
        .cloned()
        .collect();
    let folded = after(moment, &|session| {
        let sheet = session.sheet_id(moment);
        let ana = folded::fold(sheet, 1, 1, &lines.join("\n")).join("\n");
        let bo = folded::fold(sheet, 2, 1, &of_bo.join("\n")).join("\n");
        format!("{ana}\n{bo}")
    });
    let plain = after(moment, &|_| {
        let said = |name: &str, lines: &[String]| {
            let lines = lines
                .iter()
                .map(|line| format!("{name}: {}\n", in_words(line)));
            lines.collect::<String>()
        };
        format!("{}{}", said("Ana", lines), said("Bo", &of_bo))
    });
    prop_assert_eq!(folded, plain);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn folded_and_in_plain_words_the_same_answers_make_the_same_session(
        (moment, lines) in prop::sample::select(&Moment::ALL[..])
            .prop_flat_map(|moment| (Just(moment), payload(moment)))
    ) {
        same(moment, &lines)?;
    }
}

#[test]
fn every_moment_has_answers_that_count() {
    let lines = |lines: &[&str]| -> Vec<String> { lines.iter().map(|&line| line.into()).collect() };
    let before = without_sheets(&desk(Moment::End));
    for (moment, lines) in [
        (
            Moment::Before,
            lines(&["gThe backup job", "tKey stolen", "aStaff only"]),
        ),
        (
            Moment::Silent,
            lines(&["tKey stolen", "mUse tokens", "qWho rotates it?"]),
        ),
        (Moment::Vote, lines(&["vT1 T2 T2"])),
        (
            Moment::End,
            lines(&["kThe map", "dShorter rounds", "yA1", "nA3", "c4", "w5"]),
        ),
    ] {
        same(moment, &lines).unwrap();
        let said: Vec<String> = lines
            .iter()
            .map(|line| format!("Ana: {}\n", in_words(line)))
            .collect();
        let after = after(moment, &|_| said.concat());
        assert_ne!(after, before, "{moment:?}");
        let counts = match moment {
            Moment::Before => after.waiting.len() == 3,
            Moment::Silent => after.threats.len() == 3 && after.parked.len() == 1,
            Moment::Vote => after.voting().is_some_and(|voting| voting.total() == 3),
            Moment::End => {
                let yes = |n: usize| after.actions[n].said_yes;
                after.confidence() == [4]
                    && after.time_well_spent() == [5]
                    && (yes(0), yes(2)) == (true, false)
                    && after.notes_of(NoteKind::Keep).count() == 1
                    && after.notes_of(NoteKind::Change).count() == 1
            }
        };
        assert!(counts, "{moment:?}: {after:?}");
    }
}

#[test]
fn what_is_missing_waits_with_its_speaker_and_one_key_makes_a_threat_of_it() {
    let mut desk = desk(Moment::Silent);
    paste(
        &mut desk,
        "Ana: missing: the backup job\nBo: assumption: staff only\nAna: missing: the proxy",
    );
    let shown = desk.screen(WIDE);
    assert!(shown.contains("3 waiting notes"), "{shown}");
    assert!(
        shown.contains("What waits is looked at in the meeting."),
        "{shown}"
    );
    desk.keys("t");
    let shown = desk.screen(WIDE);
    assert!(shown.contains("missing: the backup job"), "{shown}");
    // The same key again, and it is what it was.
    desk.keys("t");
    assert!(!desk.screen(WIDE).contains("missing: the backup job"));
    desk.keys("t<enter>");
    let threat = desk.session().threats.last().unwrap();
    assert_eq!(threat.text.as_str(), "missing: the backup job");
    let waiting = desk.session().waiting.iter();
    let waiting: Vec<(WaitingKind, &str, Option<ParticipantId>)> = waiting
        .map(|note| (note.kind, note.text.as_str(), note.speaker))
        .collect();
    let (ana, bo) = (Some(ParticipantId(1)), Some(ParticipantId(2)));
    assert_eq!(
        waiting,
        [
            (WaitingKind::Assumption, "staff only", bo),
            (WaitingKind::Map, "the proxy", ana),
        ]
    );
    desk.keys("u");
    assert!(desk.session().waiting.is_empty());
}

#[test]
fn who_changes_their_mind_raises_one_hand() {
    let mut desk = desk(Moment::End);
    paste(
        &mut desk,
        "Ana: confidence 2\nBo: confidence 4\nAna: confidence 3",
    );
    assert!(
        desk.screen(WIDE).contains("3 hands"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("<enter>");
    assert_eq!(desk.session().confidence(), [3, 4]);
    assert!(
        desk.screen(WIDE).contains("Finished 2 of 8"),
        "{}",
        desk.screen(WIDE)
    );
    paste(&mut desk, "Bo: confidence 1\nBo: time 5");
    desk.keys("<enter>");
    assert_eq!(desk.session().confidence(), [3, 1]);
    assert_eq!(desk.session().time_well_spent(), [5]);
    // On the sheet and in words, it is still one hand.
    let sheet = desk.session().sheet_id(Moment::End);
    let bo = folded::fold(sheet, 2, 1, "c5\nkThe map").join("");
    paste(
        &mut desk,
        &format!("Bo: {bo}\nBo: confidence 0\nBo: keep: The map"),
    );
    desk.keys("<enter>");
    assert_eq!(desk.session().confidence(), [3, 0]);
    assert_eq!(desk.session().notes_of(NoteKind::Keep).count(), 1);
}

#[test]
fn a_hand_without_a_speaker_and_an_answer_for_someone_else_are_said_and_stay_lines() {
    let mut desk = desk(Moment::Silent);
    paste(&mut desk, "confidence 4\nAna: A2 yes\nKey stolen");
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("No one known said \"confidence 4\"."),
        "{shown}"
    );
    assert!(
        shown.contains("Not theirs to answer: \"A2 yes\"."),
        "{shown}"
    );
    assert!(shown.contains("3 threats"), "{shown}");
    // Who it was is said, and it is a hand; then the other line is Bo's.
    desk.keys("1");
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("1 hand") && !shown.contains("No one known said"),
        "{shown}"
    );
    desk.keys("<down>2");
    let shown = desk.screen(WIDE);
    assert!(shown.contains("1 answer about an action item"), "{shown}");
    desk.keys("1");
    assert!(
        desk.screen(WIDE).contains("Not theirs to answer"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("2<enter>");
    assert_eq!(desk.session().confidence(), [4]);
    assert!(desk.session().actions[1].said_yes);
    assert_eq!(
        desk.session().threats.last().unwrap().text.as_str(),
        "Key stolen"
    );
    assert_eq!(desk.session().threats.len(), 3);
}

#[test]
fn ordinary_words_are_threats_as_before() {
    let mut desk = desk(Moment::Silent);
    let lines = [
        "change: of supplier",
        "time 5 minutes",
        "time server is off",
        "A3 yes or no",
    ];
    let chat = lines.map(|line| format!("Ana: {line}"));
    paste(&mut desk, &chat.join("\n"));
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("the meeting is not at its end: \"change: of supplier\"."),
        "{shown}"
    );
    desk.keys("<enter>");
    let threats = desk.session().threats.iter().skip(2);
    let threats: Vec<&str> = threats.map(|threat| threat.text.as_str()).collect();
    assert_eq!(threats, lines);
}

/// The examples in `sheet.txt`, which are set in.
fn examples(session: &Session, moment: Moment, language: Language) -> Vec<String> {
    let mut options = export_options(Names::Full, today());
    options.sheet.moment = Some(moment);
    options.sheet.language = Some(language);
    let files = export::render(Format::SHEET, session, &options);
    let text = files.iter().find(|file| file.name.ends_with("sheet.txt"));
    let Some(text) = text else {
        return Vec::new();
    };
    let lines = text
        .contents
        .lines()
        .filter_map(|line| line.strip_prefix("  "));
    lines.map(str::to_owned).collect()
}

#[test]
fn the_examples_of_every_sheet_are_read_as_they_are_meant() {
    for language in Language::ALL {
        let mut desk = desk(Moment::End);
        let moments = [Moment::Before, Moment::Silent, Moment::End];
        let lines = moments.map(|moment| examples(desk.session(), moment, language));
        assert!(lines.iter().all(|lines| lines.len() > 2), "{lines:?}");
        let chat = lines.iter().flatten();
        let chat: Vec<String> = chat.map(|line| format!("Ana: {line}\n")).collect();
        paste(&mut desk, &chat.concat());
        desk.keys("<enter>");
        let session = desk.session();
        assert!(session.actions[0].said_yes);
        assert_eq!(
            (session.confidence(), session.time_well_spent()),
            (&[4][..], &[5][..])
        );
        assert_eq!(session.notes_of(NoteKind::Keep).count(), 1);
        assert_eq!(session.notes_of(NoteKind::Change).count(), 1);
        let kinds: Vec<WaitingKind> = session.waiting.iter().map(|note| note.kind).collect();
        assert_eq!(kinds, [WaitingKind::Map, WaitingKind::Assumption]);
        // A worry and a threat, which need no word in front.
        assert_eq!((session.parked.len(), session.threats.len()), (1, 4));
        assert!(session.questions.iter().all(|q| q.text.ends_with('?')));
    }
}

#[test]
fn ballots_in_words_stay_when_more_is_pasted() {
    let mut desk = desk(Moment::Vote);
    desk.keys("<esc>");
    let ana = folded::fold(desk.session().sheet_id(Moment::Vote), 1, 1, "vT1").join("");
    paste(&mut desk, &ana);
    desk.keys("<enter>");
    paste(&mut desk, "Bo: 1 2\nBo: Key stolen");
    let ed = folded::fold(desk.session().sheet_id(Moment::Vote), 5, 1, "vT2").join("");
    paste(&mut desk, &ed);
    desk.keys("<enter>");
    assert_eq!(desk.session().finished(Moment::Vote), Some((3, 8)));
    assert_eq!(desk.session().threats.len(), 3);
}

/// A folded line of Ana for the silent minutes of a room.
fn of_ana(session: &Session) -> String {
    folded::fold(session.sheet_id(Moment::Silent), 1, 1, "tKey stolen").join("")
}

#[test]
fn answers_on_the_start_screen_say_what_to_do() {
    let line = of_ana(&room());
    let mut desk = Desk::home();
    paste(&mut desk, &format!("10:31 Ana: {line}"));
    assert_eq!(desk.app.screen(), Screen::Home);
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("These are answers to sheets. Open their session"),
        "{shown}"
    );
}

#[test]
fn answers_in_a_one_threat_session_say_where_they_belong() {
    let line = of_ana(&room());
    let mut session = room();
    session.kind = SessionKind::OneThreat;
    let mut desk = Desk::with(session);
    let before = desk.session().clone();
    paste(&mut desk, &line);
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("Answers to sheets belong to a meeting."),
        "{shown}"
    );
    assert_eq!(*desk.session(), before);
}

#[test]
fn answers_over_an_open_window_are_refused_with_what_to_do() {
    let mut desk = desk(Moment::Silent);
    let line = of_ana(desk.session());
    for open in ["?", ":"] {
        desk.keys(open);
        assert!(desk.app.overlay.is_some(), "{open}");
        paste(&mut desk, &line);
        let shown = desk.screen(WIDE);
        assert!(shown.contains("Close what is open here"), "{open}: {shown}");
        desk.keys("<esc>");
    }
}

#[test]
fn answers_come_onto_the_whiteboard_as_lines_of_who_wrote_them() {
    let mut session = room();
    session.kind = SessionKind::Whiteboard;
    let mut desk = Desk::with(session);
    let line = of_ana(desk.session());
    paste(&mut desk, &format!("Ana: {line}"));
    let shown = desk.screen(WIDE);
    assert!(shown.contains("Finished 1 of 8"), "{shown}");
    desk.keys("<enter>");
    let [threat] = desk.session().threats.as_slice() else {
        panic!("{:?}", desk.session().threats)
    };
    assert_eq!(threat.text.as_str(), "Key stolen");
    assert_eq!(threat.speaker, Some(ParticipantId(1)));
}
