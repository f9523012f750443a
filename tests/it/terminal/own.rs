//! What users put into their configuration folder: it is used, or it is said why not, and the meeting goes on.

use std::fs;
use std::path::PathBuf;

use threatboard::store::atomic;

use super::meeting::{Meeting, SOON};

/// Puts a file into the configuration folder of the meeting's terminal.
pub(super) fn own(meeting: &Meeting, name: &str, text: &str) {
    let home = meeting.terminal.home();
    let folder: PathBuf = if cfg!(target_os = "macos") {
        home.join("Library/Application Support/threatboard")
    } else {
        home.join("config/threatboard")
    };
    let file = folder.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    atomic::write_new(&file, text.as_bytes(), true).unwrap();
}

#[test]
fn a_key_of_ones_own_does_what_the_bundled_one_did() {
    let meeting = Meeting::new();
    own(
        &meeting,
        "keys.ron",
        "(rebind: [(act: threat, keys: [\"Z\"], on: [GoWrong])])",
    );
    let program = meeting.open();
    program.play("2<wait:Z threat>Z«Refund replayed»<enter><wait:+ T1 added><esc><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
}

#[test]
fn two_verbs_on_one_key_are_said_with_both_lines_and_the_bundled_keys_work() {
    let meeting = Meeting::new();
    own(
        &meeting,
        "keys.ron",
        "(rebind: [\n  (act: threat, keys: [\"T\"]),\n  (act: park, keys: [\"T\"], on: [GoWrong]),\n])\n",
    );
    let program = meeting.open();
    program.wait_for(
        "! The bundled keys are used; keys.ron, lines 2 and 3: on GoWrong, T is threat and park.",
    );
    program.play("2t«Refund replayed»<enter><wait:+ T1 added><esc><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    assert!(
        program.screen().contains("keys.ron, lines 2 and 3"),
        "after leaving, the shell still says it:\n{}",
        program.screen()
    );
}

#[test]
fn prompts_and_thresholds_of_ones_own_are_on_the_screen() {
    let meeting = Meeting::new();
    own(
        &meeting,
        "prompts.ron",
        "(steps: [(on: GoWrong, step: \"round\", says: \"What would hurt our patients?\")])",
    );
    own(&meeting, "thresholds.ron", "(room: (many_voices: 7))");
    let program = meeting.open();
    program.play("2<wait:What would hurt our patients?>");
    program.play("1<wait:What is in scope, what is out>");
    program.play("4<wait:8 people here. Split the scope?><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
}

#[test]
fn several_broken_files_are_named_and_explained_after_leaving() {
    let meeting = Meeting::new();
    own(
        &meeting,
        "prompts.ron",
        "(\n  steps: [(on: GoWrong, step: \"captur\", says: \"x\")],\n)",
    );
    own(&meeting, "thresholds.ron", "(room: (quiet_percent: 130))");
    let program = meeting.open();
    program.wait_for("! Not used: prompts.ron, thresholds.ron. Details are printed when you quit.");
    program.play("2<wait:In your own words><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let said = program.screen().replace('\n', "");
    for says in [
        "The bundled prompts are used; prompts.ron, line 2: GoWrong has no step \"captur\".",
        "The bundled thresholds are used; thresholds.ron, line 1, column 24: a percentage is 0 to 100, not 130.",
    ] {
        assert!(said.contains(says), "no {says:?} in\n{said}");
    }
}

/// A scale with a matrix of these rows.
fn scale(rows: &str) -> String {
    format!(
        r#"(scales: [(
    name: "ours", version: 1,
    levels: [
        (id: "no", word: "no", counts_as: Low),
        (id: "so", word: "so", counts_as: Medium),
        (id: "yes", word: "yes", counts_as: High),
    ],
    likelihood: [(id: "a", word: "seldom"), (id: "b", word: "often")],
    impact: [(id: "a", word: "small"), (id: "b", word: "large")],
    matrix: [{rows}],
)])"#
    )
}

#[test]
fn a_matrix_that_falls_is_not_used_and_one_that_jumps_is_said() {
    for (rows, status, printed) in [
        (
            r#"["so", "no"], ["so", "yes"]"#,
            "! The bundled scales are used; scales.ron, line 10, column 21: The matrix of the scale",
            "Raise the one or lower the other.",
        ),
        (
            r#"["no", "so"], ["so", "yes"]"#,
            "! Scale ours: often likelihood and large impact (yes) is the highest level and touches",
            "Put a level between them.",
        ),
        (
            r#"["no", "yes"], ["so", "yes"]"#,
            "! scales.ron: 3 cells to look at. Details are printed when you quit.",
            "Lower that cell.",
        ),
    ] {
        let meeting = Meeting::new();
        own(&meeting, "scales.ron", &scale(rows));
        let program = meeting.open();
        program.wait_for(status);
        program.play("<ctrl-q>y");
        assert!(program.wait_exit(SOON).success());
        let said = program.screen().replace('\n', "");
        assert!(said.contains(printed), "no {printed:?} in\n{said}");
    }
}

#[test]
fn a_deck_of_ones_own_is_offered_and_what_cannot_be_is_left_out() {
    let meeting = Meeting::new();
    let deck = |title: &str| {
        format!(
            "(name: \"deck\", title: \"{title}\", cards: [(says: \"Someone swaps the file.\")])"
        )
    };
    own(&meeting, "packs/a.ron", &deck("Zoe's deck"));
    own(&meeting, "packs/b.ron", &deck("The same again"));
    own(
        &meeting,
        "packs/c.ron",
        "(\n  name: \"c\",\n  titel: \"C\",\n)",
    );
    own(&meeting, "packs/notes.txt", "no pack");
    let program = meeting.open();
    program.wait_for("! Not used: packs/b.ron, packs/c.ron.");
    program.play(
        "2t«Refund replayed»<enter><wait:+ T1 added><esc>c<wait:Zoe's deck><gone:The same again>",
    );
    program.play(
        "<end><enter><wait:Someone swaps the file.><enter>« for Ana»<enter><wait:+ T2 added>",
    );
    program.play("<ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let said = program.screen().replace('\n', "");
    for says in [
        "A pack was not used; packs/b.ron: packs/a.ron is also a pack with the name deck.",
        "A pack was not used; packs/c.ron, line 3, column 3: `titel` is not a field here.",
    ] {
        assert!(said.contains(says), "no {says:?} in\n{said}");
    }
    let pack = meeting.saved().threats[1].pack.clone().unwrap();
    assert_eq!((pack.pack.as_str(), pack.edited), ("deck", true));
}
