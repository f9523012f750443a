//! Content that we did not write, typed in: the real program in a real terminal for one model, and the program's core
//! for every other that is there.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use threatboard::app::effect::Effect;
use threatboard::app::msg::{Msg, Opened};
use threatboard::domain::{Session, SessionKind};
use threatboard::store;

use super::program::Terminal;
use crate::support::{Desk, ten};
use crate::threat_composer::{Typed, assert_held, keys, models};

const SIZE: (u16, u16) = (100, 30);

/// A model as keys, unless it is another kind of file: a schema, a list of examples, a pack of mitigations.
fn typed(path: &Path) -> Option<Typed> {
    #[expect(clippy::disallowed_methods, reason = "somebody's model, not a session")]
    let json = std::fs::read_to_string(path).unwrap();
    let name = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .replace(".tc", "");
    match keys(&json, &name) {
        Ok(typed) => Some(typed),
        Err(why) => {
            eprintln!("{name} is no workspace: {why}");
            None
        }
    }
}

fn tell_what_is_missing(name: &str, typed: &Typed) {
    eprintln!(
        "{name}: {} threats, {} mitigations, {} in the lot, {} assumptions; {} links lead nowhere, {} tags and \
         comments have no place in a meeting",
        typed.holds.threats.len(),
        typed.holds.mitigations.len(),
        typed.holds.parked.len(),
        typed.holds.assumptions.len(),
        typed.dangling,
        typed.left_out,
    );
}

/// Types a model into the real program and gives the session that it leaves on the disk.
fn type_into_the_real_program(typed: &Typed) -> Session {
    let terminal = Terminal::new(SIZE);
    let program = terminal.start(&[]);
    program.wait_for("THREAT MODEL SESSIONS");
    for script in &typed.scripts {
        program.play(script);
    }
    program.play("<ctrl-q>y");
    assert!(
        program.wait_exit(Duration::from_secs(10)).success(),
        "{}",
        program.screen()
    );
    let folder = terminal.home().join("data/threatboard/sessions");
    let files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let [file] = files.as_slice() else {
        panic!("one session and nothing beside it, not {files:?}")
    };
    store::session::load(file).unwrap().session
}

/// Types a model at a desk, which is the same program without its edge.
fn type_at_a_desk(typed: &Typed) -> Session {
    let mut desk = Desk::home();
    for script in &typed.scripts {
        desk.keys(script);
        let made = desk.effects.drain(..).find_map(|effect| match effect {
            Effect::Create(title, ..) => Some(title),
            _ => None,
        });
        if let Some(title) = made {
            let session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, ten());
            desk.tell(Msg::Opened(Ok(Opened {
                session: Arc::new(session),
                path: "~/model.ron".to_owned(),
                held_by: None,
                warning: None,
                new: true,
            })));
        }
    }
    desk.session().clone()
}

#[test]
#[cfg_attr(
    without_models,
    ignore = "needs ../shared/corpus or THREATBOARD_CORPUS"
)]
fn a_model_that_we_did_not_write_is_held_whole_by_the_real_program() {
    let given = std::env::var_os("THREATBOARD_CORPUS").is_some();
    for path in models() {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        // All that were named; of the corpus the one with the most in it, as the terminal reads every key.
        if !given && name != "ThreatComposer.tc.json" {
            continue;
        }
        let Some(typed) = typed(&path) else { continue };
        tell_what_is_missing(&name, &typed);
        assert_held(&type_into_the_real_program(&typed), &typed.holds, &name);
    }
}

#[test]
#[cfg_attr(
    without_models,
    ignore = "needs ../shared/corpus or THREATBOARD_CORPUS"
)]
fn every_model_in_the_corpus_is_held_whole() {
    for path in models() {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let Some(typed) = typed(&path) else { continue };
        tell_what_is_missing(&name, &typed);
        let session = type_at_a_desk(&typed);
        assert_held(&session, &typed.holds, &name);
        let text = store::format::write(&session).unwrap();
        assert_held(&store::format::read(&text).unwrap(), &typed.holds, &name);
    }
}

#[test]
fn symbols_ids_scripts_and_a_statement_of_the_greatest_length_survive_typing() {
    let long =
        "An external actor > the web tier can #tamper with =x == @all !h !! 50% %S  «data» <b> "
            .repeat(17);
    let long: String = long.chars().take(1400).collect();
    let json = serde_json::json!({
        "schema": 1,
        "applicationInfo": { "name": "Zoë's «shop» <1> हिन्दी" },
        "threats": [
            { "id": "t1", "numericId": 1, "statement": long, "tags": ["CWE-79", "Supply Chain", "=x"],
              "metadata": [{ "key": "STRIDE", "value": ["E", "S"] }, { "key": "Priority", "value": "High" }] },
            { "id": "t2", "numericId": 2, "threatSource": "a thief", "threatAction": "steal",
              "status": "threatResolvedNotUseful" },
        ],
        "mitigations": [
            { "id": "m1", "numericId": 1, "content": "M2", "status": "mitigationInProgress" },
            { "id": "m2", "numericId": 2, "content": "M1", "status": "mitigationResolvedWillNotAction" },
            { "id": "m3", "numericId": 3, "content": "==y >>all !!h\nsecond line" },
            { "id": "m4", "numericId": 4, "content": "answers nothing" },
        ],
        "assumptions": [{ "id": "a1", "numericId": 1, "content": "@all is !important >all" },
                        { "id": "a2", "numericId": 2, "content": "S1" }],
        "mitigationLinks": [
            { "mitigationId": "m1", "linkedId": "t1" }, { "mitigationId": "m2", "linkedId": "t1" },
            { "mitigationId": "m2", "linkedId": "t2" }, { "mitigationId": "m3", "linkedId": "t2" },
            { "mitigationId": "m4", "linkedId": "gone" },
        ],
        "assumptionLinks": [
            { "type": "Threat", "assumptionId": "a1", "linkedId": "t1" },
            { "type": "Mitigation", "assumptionId": "a1", "linkedId": "m3" },
            { "type": "Mitigation", "assumptionId": "a2", "linkedId": "gone" },
        ],
    });
    let typed = keys(&json.to_string(), "none").unwrap();
    assert_eq!((typed.dangling, typed.holds.parked.len()), (2, 1));
    assert_held(&type_at_a_desk(&typed), &typed.holds, "a desk");
    assert_held(
        &type_into_the_real_program(&typed),
        &typed.holds,
        "the real program",
    );
}
