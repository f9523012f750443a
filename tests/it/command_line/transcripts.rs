//! What was said in a meeting, taken over without a screen: nothing in silence.

use super::Desk;
use super::importing::put;

const TEAMS: &[u8] = include_bytes!("../../files/import/transcript/teams.vtt");
const ZOOM: &[u8] = include_bytes!("../../files/import/transcript/zoom.vtt");

#[test]
fn a_transcript_is_not_taken_whole_unless_it_is_said_as_what() {
    let desk = Desk::with_session();
    put(&desk, "monday.vtt", ZOOM);
    let before = desk.bytes("refund.ron");
    for to in [["--into", "refund.ron"], ["--out", "new.ron"]] {
        let says = desk.refused(2, &[&["import", "monday.vtt"], &to[..]].concat());
        assert!(
            says.contains("most of what is said is nothing to keep"),
            "{says}"
        );
        assert!(
            says.contains("all 3 candidates with --as threats"),
            "{says}"
        );
        for way in ["in a terminal without --out", "the command `import`"] {
            assert!(says.contains(way), "{way}: {says}");
        }
    }
    assert_eq!(desk.bytes("refund.ron"), before);
    assert!(!desk.path("new.ron").exists());

    let ids = desk.ok(&[
        "import",
        "monday.vtt",
        "--into",
        "refund.ron",
        "--as",
        "parked",
    ]);
    assert_eq!(ids, "K1\nK2\nK3\n");
    let file = String::from_utf8(desk.bytes("refund.ron")).unwrap();
    assert!(file.contains("monday.vtt 00:00:14"), "{file}");
    let again = desk.run(&[
        "import",
        "monday.vtt",
        "--into",
        "refund.ron",
        "--as",
        "questions",
    ]);
    assert_eq!((again.status, again.out.as_str()), (0, ""), "{}", again.err);
}

#[test]
fn a_new_session_has_those_who_spoke_and_an_old_one_only_its_own() {
    let desk = Desk::new();
    put(&desk, "monday.vtt", ZOOM);
    desk.ok(&[
        "import",
        "monday.vtt",
        "--out",
        "new.ron",
        "--as",
        "questions",
    ]);
    let file = String::from_utf8(desk.bytes("new.ron")).unwrap();
    for name in ["Ana Marin", "Bo Ek", "Cy Young"] {
        assert!(file.contains(&format!("name: \"{name}\"")), "{file}");
    }
    put(&desk, "earlier.vtt", TEAMS);
    let earlier = [
        "import",
        "earlier.vtt",
        "--out",
        "old.ron",
        "--as",
        "parked",
    ];
    desk.ok(&earlier);
    let ran = desk.run(&[
        "import",
        "monday.vtt",
        "--into",
        "old.ron",
        "--as",
        "threats",
    ]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.err.contains("not set as speakers: Cy Young"),
        "{}",
        ran.err
    );
    let file = String::from_utf8(desk.bytes("old.ron")).unwrap();
    assert!(!file.contains("name: \"Cy Young\""), "{file}");
}

#[test]
fn a_dry_run_prints_what_was_said_and_by_whom() {
    let desk = Desk::new();
    put(&desk, "monday.vtt", ZOOM);
    let says = desk.ok(&["import", "monday.vtt", "--dry-run"]);
    assert!(
        says.starts_with("3 candidates; 4 of 8 folded, as they say only filler.\n"),
        "{says}"
    );
    assert!(
        says.contains("\nmonday.vtt 00:00:14 Bo Ek: Then a seat is sold twice.\n"),
        "{says}"
    );
    let says = desk.ok(&["import", "monday.vtt", "--dry-run", "--as", "threats"]);
    assert!(
        says.contains("threat: Then a seat is sold twice."),
        "{says}"
    );
}

#[test]
fn standard_input_and_a_name_without_ending_are_read_too() {
    let desk = Desk::with_session();
    let ran = desk.feed(
        &["import", "-", "--into", "refund.ron", "--as", "questions"],
        ZOOM,
    );
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "Q1\nQ2\nQ3\n"),
        "{}",
        ran.err
    );
    let named = ["import", "-", "--from", "transcript", "--dry-run"];
    let ran = desk.feed(&named, b"Ana: Keys leak\n");
    assert_eq!(ran.status, 3);
    assert!(ran.err.contains("There is no cue in it"), "{}", ran.err);
    let wide: Vec<u8> = "WEBVTT\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let ran = desk.feed(&named, &wide);
    assert_eq!(ran.status, 3);
    assert!(ran.err.contains("UTF-16. Save it as UTF-8"), "{}", ran.err);
}

#[test]
fn what_has_no_candidates_is_not_made_into_something_else() {
    let desk = Desk::new();
    put(&desk, "ideas.txt", b"Token replayed\n");
    let says = desk.refused(
        2,
        &[
            "import",
            "ideas.txt",
            "--out",
            "new.ron",
            "--as",
            "questions",
        ],
    );
    assert!(says.contains("has no candidates"), "{says}");
}

#[test]
fn a_teams_own_list_decides_what_is_filler() {
    let desk = Desk::new();
    put(&desk, "monday.vtt", ZOOM);
    let config = desk.path("config").join("threatboard");
    std::fs::create_dir_all(&config).unwrap();
    let own = "(filler: [(language: \"en\", says: [\"Then a seat is sold twice\"])])";
    put(&desk, "config/threatboard/transcripts.ron", own.as_bytes());
    let dry = ["import", "monday.vtt", "--dry-run"];
    let mut command = desk.command(&dry);
    command.env("XDG_CONFIG_HOME", desk.path("config"));
    let out = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert!(!out.contains("a seat is sold twice"), "{out}");
    assert!(out.contains("Can everyone hear me?"), "{out}");

    put(&desk, "config/threatboard/transcripts.ron", b"(\n gap: 3)");
    let mut command = desk.command(&dry);
    command.env("XDG_CONFIG_HOME", desk.path("config"));
    let out = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert!(out.contains("transcripts.ron, line 2"), "{out}");
    assert!(out.contains("a seat is sold twice"), "{out}");
}
