//! The exercise against the real program in a real terminal.

use std::path::Path;
use std::time::Duration;

use threatboard::domain::{Applies, Session};

use super::{SCRIPT, holds_the_exercise};
use crate::support::PLAIN;
use crate::terminal::program::Program;

const SOON: Duration = Duration::from_secs(10);

/// A folder with a `sessions` folder that holds one meeting, on billing.
fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sessions = folder.path().join("sessions");
    std::fs::create_dir(&sessions).unwrap();
    let mut meeting = crate::support::room();
    meeting.title = "Billing".into();
    let text = threatboard::store::format::write(&meeting).unwrap();
    threatboard::store::atomic::write_new(&sessions.join("billing.ron"), text.as_bytes(), true)
        .unwrap();
    folder
}

/// The only one-threat session of a place.
fn only_one(folder: &Path) -> (String, Session) {
    let all = std::fs::read_dir(folder.join("sessions/one")).unwrap();
    let all: Vec<_> = all.map(|entry| entry.unwrap().path()).collect();
    let [path] = all.as_slice() else {
        panic!("{all:?}")
    };
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let session = threatboard::store::session::load(path).unwrap().session;
    (name, session)
}

#[test]
fn the_exercise_runs_in_a_real_terminal() {
    let folder = place();
    let clock = folder.path().join("clock");
    let set = |minute: i64| {
        let now = crate::support::ten() + chrono::TimeDelta::minutes(minute);
        let now = now.to_rfc3339();
        threatboard::store::atomic::write_new(&clock, now.as_bytes(), true).unwrap();
    };
    set(0);
    let tester = [("THREATBOARD_CLOCK", clock.to_str().unwrap())];
    let program = Program::start(&[], PLAIN, &tester, folder.path());
    program.wait_for("1 session");
    for line in SCRIPT.lines() {
        if let Some(minute) = line.strip_prefix("#@ ") {
            let minute = minute.split(' ').next().unwrap().parse().unwrap();
            set(minute);
            // What is left of three minutes is on the form, once there is a session.
            match minute {
                1 => program.wait_for("2:00 left"),
                2 => program.wait_for("1:00 left"),
                _ => {}
            }
        }
        program.play(line);
    }
    program.play("<wait:2 sessions><ctrl-q>");
    assert!(program.wait_exit(SOON).success());
    let (name, session) = only_one(folder.path());
    holds_the_exercise(&session);
    assert_eq!(
        name,
        "2026-05-09-package-worm-spreads-through-install-scripts.ron"
    );
    let friday = session.actions[0].due.unwrap().to_string();
    assert_eq!(friday, "2026-05-15");
    let clock = session.sittings[0].clock.as_ref().unwrap();
    assert_eq!(clock.spent(), 180, "done in its three minutes");
}

#[test]
fn started_with_its_headline_it_asks_for_the_rest_and_ends_with_esc() {
    let folder = place();
    let headline = [
        "one",
        "Mail server flaw",
        "--url",
        "https://example.org/mail",
    ];
    let program = Program::start(&headline, PLAIN, &[], folder.path());
    program.play(
        "<wait:Which of our systems><enter>n«we do not run mail»<enter><wait:Complete.><esc>",
    );
    assert!(program.wait_exit(SOON).success());
    let (_, session) = only_one(folder.path());
    assert_eq!(session.threats[0].applies, Some(Applies::No));
    assert_eq!(
        session.source.unwrap().url.as_str(),
        "https://example.org/mail"
    );
}

#[test]
fn a_kill_costs_no_word_of_a_box() {
    let folder = place();
    let program = Program::start(
        &["one", "Worm", "--file", "w.ron"],
        PLAIN,
        &[],
        folder.path(),
    );
    program.play("<wait:Which of our systems><enter>y«Our key is st»<wait:Our key is st>");
    let file = folder.path().join("w.ron");
    program.wait_until(
        |_| {
            let kept = threatboard::store::session::load(&file);
            kept.is_ok_and(|kept| {
                let draft = kept.session.draft;
                draft.is_some_and(|draft| draft.text.as_str() == "Our key is st")
            })
        },
        "the line in the file",
    );
    program.kill9();
    program.wait_exit(SOON);
    let again = Program::start(&["w.ron"], PLAIN, &[], folder.path());
    again.play("<wait:is back>«olen»<enter><wait:What already stops it?><esc><wait:THREAT MODEL SESSIONS><ctrl-q>");
    assert!(again.wait_exit(SOON).success());
    let session = threatboard::store::session::load(&file).unwrap().session;
    assert_eq!(session.threats[0].text.as_str(), "Our key is stolen");
}

#[test]
fn for_two_from_the_shell_a_kill_costs_no_word_of_the_senior() {
    let folder = place();
    let file = folder.path().join("w.ron");
    let flags = ["one", "--pair", "--file", "w.ron"];
    let program = Program::start(&flags, PLAIN, &[], folder.path());
    program.play("<wait:ONE THREAT FOR TWO>«Worm»<enter><wait:10 min left>«Billing»<enter>");
    program.play("<wait:Senior: what would you add>«And the sh»<wait:And the sh>");
    let line_is_kept = || {
        let kept = threatboard::store::session::load(&file);
        let draft = kept.ok().and_then(|kept| kept.session.draft);
        draft.is_some_and(|draft| draft.text.as_str() == "And the sh")
    };
    program.wait_until(|_| line_is_kept(), "the line in the file");
    program.kill9();
    program.wait_exit(SOON);
    let again = Program::start(&["w.ron"], PLAIN, &[], folder.path());
    again.play("<wait:is back>«op»<enter><wait:Does it affect us?><esc><wait:THREAT MODEL SESSIONS><ctrl-q>");
    assert!(again.wait_exit(SOON).success());
    let session = threatboard::store::session::load(&file).unwrap().session;
    let pair = session.pair.unwrap();
    assert_eq!(pair.beside("system"), "And the shop");
}

#[test]
fn the_finished_form_goes_into_a_model_and_both_files_say_so() {
    let folder = place();
    let program = Program::start(&["one", "Mail server flaw"], PLAIN, &[], folder.path());
    program.play(
        "<wait:Which of our systems><enter>n<wait:Why does it not>«we do not run mail»<enter>",
    );
    program.play("<wait:your name>«Ana»<enter><wait:Complete.>");
    // What is no model is refused by its name.
    let broken = folder.path().join("sessions/broken.ron");
    threatboard::store::atomic::write_new(&broken, b"(version: 2", true).unwrap();
    program.play("a<wait:attach to>«sessions/broken.ron»<enter><wait:broken.ron>");
    program
        .play("a<wait:attach to>«bil»<tab><wait:Billing><enter><wait:Attached to Billing as T1>");
    program.play("<esc>");
    assert!(program.wait_exit(SOON).success());
    let (_, one) = only_one(folder.path());
    let [to] = one.attached_to.as_slice() else {
        panic!("{:?}", one.attached_to)
    };
    assert_eq!(
        (to.title.as_str(), to.threat.to_string().as_str()),
        ("Billing", "T1")
    );
    let model = folder.path().join("sessions/billing.ron");
    let model = threatboard::store::session::load(&model).unwrap().session;
    assert_eq!(model.uuid, to.model);
    let [threat] = model.threats.as_slice() else {
        panic!("{:?}", model.threats)
    };
    assert_eq!(threat.attached, Some(one.uuid));
    assert_eq!(model.who_said(), Some("Ana"));
}

#[test]
fn two_systems_in_a_real_terminal_are_two_files() {
    let folder = place();
    let program = Program::start(&["one", "Mail server flaw"], PLAIN, &[], folder.path());
    program.play(
        "<wait:Which of our systems>«Billing, Portal»<enter>n<wait:Why does it not>«unused»<enter>",
    );
    program.play("<wait:your name>«Ana»<enter>");
    program.play(
        "<wait:is saved. Next: Portal>n<wait:Why does it not>«no mail»<enter><wait:Complete.><esc>",
    );
    assert!(program.wait_exit(SOON).success());
    let mut answers: Vec<(String, String)> = std::fs::read_dir(folder.path().join("sessions/one"))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let session = threatboard::store::session::load(&path).unwrap().session;
            assert!(session.more_systems.is_empty(), "{path:?}");
            assert_eq!(session.who_said(), Some("Ana"));
            let response = session.threats[0].response.clone().unwrap();
            (
                session.system.unwrap().to_string(),
                response.reason.to_string(),
            )
        })
        .collect();
    answers.sort();
    let answers: Vec<(&str, &str)> = answers.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(answers, [("Billing", "unused"), ("Portal", "no mail")]);
}

#[test]
fn an_article_from_standard_input_opens_the_form_and_the_terminal_gives_the_keys() {
    let folder = place();
    let program = env!("CARGO_BIN_EXE_threatboard");
    let line = format!("printf 'Mail flaw\\nbody of it\\n' | {program} one - --file x.ron");
    let terminal = crate::terminal::program::Terminal::new(PLAIN).folder(folder.path());
    let program = terminal.start_command(&["sh", "-c", &line]);
    program.play(
        "<wait:Which of our systems><enter>n«we do not run mail»<enter><wait:Complete.><esc>",
    );
    assert!(program.wait_exit(SOON).success());
    let kept = threatboard::store::session::load(&folder.path().join("x.ron"));
    let source = kept.unwrap().session.source.unwrap();
    assert_eq!(source.title.as_str(), "Mail flaw");
    assert_eq!(source.excerpt[0].as_str(), "body of it");
}
