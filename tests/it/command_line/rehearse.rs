//! A script of a team's own that cannot be played is refused before there is a screen.

use std::fs;
use std::path::Path;

use super::Desk;

#[test]
fn a_broken_script_is_refused_with_its_place_and_what_to_do() {
    let desk = Desk::new();
    desk.put(
        "ours.ron",
        "(name: \"x\", title: \"X\", keys: 1,\n people: [(name: \"Ana\")],\n steps: [(step: Round, minutes: 1)],\n lines: [\n  (id: \"a\", by: \"Bo\", when: In(Round, 0), kind: Threat, says: \"It breaks\"),\n ],\n)",
    );
    let ran = desk.run(&["rehearse", "ours.ron"]);
    assert_eq!(ran.status, 3);
    assert_eq!(
        ran.err,
        "Rehearsal script ours.ron: line 5: \"Bo\" is not in the room. Write Ana.\n"
    );
}

#[test]
fn a_misspelt_name_is_told_those_that_there_are() {
    let desk = Desk::new();
    let ran = desk.run(&["rehearse", "fist"]);
    assert_eq!(ran.status, 2);
    assert_eq!(
        ran.err,
        "There is no script fist. first and facilitator come with threatboard; for your own, give its file.\n"
    );
}

/// Every way to be wrong has a file, and beside it what is said of it.
#[test]
fn a_script_is_refused_with_its_place_and_a_remedy_whatever_is_wrong_with_it() {
    let desk = Desk::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/rehearsals");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "ron") {
            continue;
        }
        seen += 1;
        let name = path.file_name().unwrap().to_str().unwrap();
        fs::copy(&path, desk.path(name)).unwrap();
        let ran = desk.run(&["rehearse", name]);
        let says = threatboard::store::read::read(&path.with_extension("says"));
        let says = says.map_or_else(|_| String::new(), |says| says.text().to_owned());
        if (ran.status, ran.err.as_str()) != (3, says.as_str()) {
            wrong.push(format!("{name} ({}): {}", ran.status, ran.err));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
    assert!(seen >= 30, "{seen}");
    assert!(!desk.path(".local").exists(), "nothing is written");
}

#[test]
fn what_is_no_script_at_all_is_refused_as_a_script() {
    let desk = Desk::with_session();
    fs::create_dir(desk.path("folder.ron")).unwrap();
    desk.put("large.ron", &" ".repeat(17 << 20));
    let line =
        "  (id: \"a\", by: \"Ana\", when: In(Round, 0), kind: Threat, says: \"It breaks\"),\n";
    desk.put(
        "many.ron",
        &format!("(name: \"x\", lines: [\n{}])", line.repeat(100_000)),
    );
    for (name, says) in [
        (
            "folder.ron",
            "folder.ron is not a regular file. Give the file of a rehearsal script.\n",
        ),
        (
            "large.ron",
            "large.ron is larger than 256 KiB, the most for a rehearsal script. Split it.\n",
        ),
        (
            "many.ron",
            "many.ron is larger than 256 KiB, the most for a rehearsal script. Split it.\n",
        ),
        (
            "refund.ron",
            "refund.ron is a session, not a rehearsal script. Open it with: threatboard refund.ron\n",
        ),
        ("none.ron", "There is no file none.ron. Check the name.\n"),
    ] {
        assert_eq!(desk.refused(3, &["rehearse", name]), says);
    }
}
