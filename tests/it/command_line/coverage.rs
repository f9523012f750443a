//! Where the room looked, for scripts: the table, its JSON, and the marks.

use serde_json::Value;
use threatboard::catalogue::Catalogue;
use threatboard::check::coverage::{State, coverage};
use threatboard::store::session;

use super::Desk;

impl Desk {
    /// A customer outside, who has fewer letters.
    fn with_customer() -> Self {
        let desk = Self::with_session();
        desk.ok(&["set", "refund.ron", "E1", "kind", "external-entity"]);
        desk
    }

    fn grid(&self, arguments: &[&str]) -> Value {
        let all = [&["coverage", "refund.ron", "--json"], arguments].concat();
        serde_json::from_str(&self.ok(&all)).unwrap()
    }

    fn sweep(&self, words: &[&str]) -> String {
        self.ok(&[&["set", "refund.ron", "sweep"], words].concat())
    }

    fn no_sweep(&self, words: &[&str]) -> String {
        let before = self.bytes("refund.ron");
        let says = self.refused(2, &[&["set", "refund.ron", "sweep"], words].concat());
        assert_eq!(self.bytes("refund.ron"), before, "{says}");
        says.trim().to_owned()
    }

    /// The row of the table that begins so, with single spaces.
    fn row(&self, begins: &str) -> String {
        let table = self.ok(&["coverage", "refund.ron"]);
        let row = table.lines().find(|line| line.starts_with(begins));
        let row = row.unwrap_or_else(|| panic!("no {begins}:\n{table}"));
        row.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn a_script_marks_what_was_looked_at_and_takes_it_back() {
    let desk = Desk::with_session();
    assert_eq!(desk.row("E2 web"), "E2 web _ T1 _ _ _ _ - 1 of 6");
    assert_eq!(desk.sweep(&["E2", "spoofing", "nothing"]), "");
    assert_eq!(desk.row("E2 web"), "E2 web . T1 _ _ _ _ - 2 of 6");
    // By the name of the element, by letter and by how a word begins, one after the other or with commas.
    desk.sweep(&["web", "R,I", "denial-of-service", "elev", "nothing"]);
    assert_eq!(desk.row("E2 web"), "E2 web . T1 . . . . - 6 of 6");
    desk.sweep(&["customer -> web", "Tampering", "nothing"]);
    assert_eq!(desk.row("F1 "), "F1 customer -> web - . - _ _ - - 1 of 3");
    desk.sweep(&["E2", "S", "I", "not-looked-at"]);
    assert_eq!(desk.row("E2 web"), "E2 web _ T1 . _ . . - 4 of 6");
    // By a word that only one of them has.
    desk.sweep(&["E2", "disclosure", "nothing"]);
    desk.sweep(&["E2", "service,privilege", "not-looked-at"]);
    assert_eq!(desk.row("E2 web"), "E2 web _ T1 . . _ _ - 3 of 6");
    // Everything that is left; what was found is found.
    desk.sweep(&["E2", "all", "nothing"]);
    assert_eq!(desk.row("E2 web"), "E2 web . T1 . . . . - 6 of 6");
    desk.sweep(&["all", "accidents", "nothing"]);
    assert_eq!(desk.row("accidents"), "accidents - - - - - - . 1 of 1");
    assert_eq!(
        desk.row("the whole"),
        "the whole system - - - - - - _ 0 of 1"
    );
    desk.sweep(&["all", "all", "not-looked-at"]);
    desk.sweep(&["E2", "all", "not-looked-at"]);
    desk.sweep(&["F1", "T", "not-looked-at"]);
    assert_eq!(
        session::load(&desk.path("refund.ron"))
            .unwrap()
            .session
            .swept,
        []
    );
}

#[test]
fn what_cannot_be_marked_is_refused_with_what_can_be_said() {
    let desk = Desk::with_customer();
    let table: [(&[&str], &str); 8] = [
        (
            &["E1", "tampering", "nothing"],
            "E1 customer, tampering: does not apply. Write spoofing, repudiation or all.",
        ),
        (
            &["E1", "linking", "nothing"],
            "\"linking\" is not asked about customer. Write spoofing, repudiation or all.",
        ),
        (
            &["E2", "tampering", "nothing"],
            "E2 web, tampering: T1 found, so it is not empty. Change or delete the threat first.",
        ),
        (
            &["E2", "tampering"],
            "\"tampering\" is not one of nothing, not-looked-at. End with one of them.",
        ),
        (
            &["E1", "nothing"],
            "Name at least one category before `nothing`: spoofing, repudiation or all.",
        ),
        (
            &["E2", "tampering", "found"],
            "A threat says that something was found. Add it: threatboard add FILE threat \"... >E4 #tampering\".",
        ),
        (
            &["nowhere", "tampering", "nothing"],
            "\"nowhere\" is not an element or flow in this session. Add it to the map first.",
        ),
        (
            &["all", "spoofing", "nothing"],
            "\"spoofing\" is not asked about the whole system. Write whole, accidents or all.",
        ),
    ];
    for (words, says) in table {
        assert_eq!(desk.no_sweep(words), says);
    }
    let usage = desk.no_sweep(&["E1"]);
    assert!(
        usage
            .contains("threatboard set <FILE> sweep <PLACE> <CATEGORIES>... nothing|not-looked-at"),
        "{usage}"
    );
}

#[test]
fn a_word_that_two_sets_have_is_asked_about() {
    let desk = Desk::with_session();
    let path = desk.path("refund.ron");
    let mut loaded = session::load(&path).unwrap();
    loaded.session.sets = vec!["stride".into(), "cia".into()];
    session::save(&path, &loaded).unwrap();
    assert_eq!(
        desk.no_sweep(&["F1", "I", "nothing"]),
        "\"I\" is cia/integrity or stride/information-disclosure. Write one of them."
    );
    desk.sweep(&["F1", "cia/integrity", "nothing"]);
    desk.sweep(&["all", "whole", "nothing"]);
    let of = |set: &str| {
        let grid = desk.grid(&["--set", set]);
        let grids = grid["grids"].as_array().unwrap();
        assert_eq!((grids.len(), &grids[0]["set"]), (1, &Value::from(set)));
        grids[0]["count"]["nothing"].as_u64().unwrap()
    };
    // What no single part shows is asked once, and stands in both.
    assert_eq!((of("stride"), of("cia")), (1, 2));
    let says = desk.refused(2, &["coverage", "refund.ron", "--set", "linddun"]);
    assert_eq!(
        says.trim(),
        "\"linddun\" is not a category set of this session. It uses stride, cia."
    );
}

#[test]
fn the_table_and_the_json_say_what_the_grid_says() {
    let desk = Desk::with_customer();
    desk.sweep(&["E2", "spoofing", "nothing"]);
    desk.ok(&["add", "refund.ron", "threat", "Bribed >customer #tamp"]);
    let session = session::load(&desk.path("refund.ron")).unwrap().session;
    let sheet = Catalogue::bundled()
        .unwrap()
        .walked_sets(&session)
        .remove(0);
    let grid = coverage(&session, &sheet);
    let json = desk.grid(&[]);
    assert_eq!(json["title"], "Payments API: refund flow");
    let told = &json["grids"][0];
    let count = grid.count();
    for (name, n) in [
        ("asked", count.of()),
        ("looked_at", count.looked()),
        ("found", count.found),
        ("nothing", count.nothing),
        ("not_looked_at", count.open),
        ("does_not_apply", count.no),
        ("found_where_nothing_is_asked", count.found_unasked),
    ] {
        assert_eq!(told["count"][name], n, "{name}");
    }
    let marks = told["columns"].as_array().unwrap().iter();
    let marks: Vec<&str> = marks.filter_map(|column| column["mark"].as_str()).collect();
    assert_eq!(marks, ["S", "T", "R", "I", "D", "E", "other"]);
    assert_eq!(told["threats_without_category"], grid.uncategorized);
    let rows = told["rows"].as_array().unwrap();
    assert_eq!(rows.len(), grid.rows.len());
    for (row, known) in rows.iter().zip(&grid.rows) {
        assert_eq!(row["place"], known.line.place().to_string());
        let cells = row["cells"].as_array().unwrap();
        for ((cell, known), column) in cells.iter().zip(&known.cells).zip(&grid.columns) {
            let state = match known.state {
                State::Found => "found",
                State::Nothing => "nothing",
                State::Open => "not-looked-at",
                State::No => "does-not-apply",
            };
            assert_eq!(cell["state"], state);
            assert_eq!(cell["category"], column.words);
            let ids: Vec<Value> = known
                .threats
                .iter()
                .map(|id| id.to_string().into())
                .collect();
            assert_eq!(cell["threats"], Value::from(ids));
        }
    }
    let table = desk.ok(&["coverage", "refund.ron"]);
    insta::assert_snapshot!("coverage", table);
}

#[test]
fn a_file_that_is_no_session_is_refused_as_everywhere() {
    let desk = Desk::new();
    desk.refused(3, &["coverage", "nowhere.ron"]);
    desk.refused(
        3,
        &["set", "nowhere.ron", "sweep", "E1", "spoofing", "nothing"],
    );
}

#[test]
fn sweep_is_a_word_like_any_other_where_it_is_not_said_after_set_and_a_file() {
    let desk = Desk::with_customer();
    desk.ok(&[
        "add",
        "refund.ron",
        "threat",
        "set",
        "a",
        "sweep",
        "of",
        "keys",
    ]);
    let threats = desk.ok(&["list", "refund.ron", "threats"]);
    assert!(threats.contains("set a sweep of keys"), "{threats}");
    desk.ok(&[
        "--theme",
        "dark",
        "set",
        "refund.ron",
        "sweep",
        "E1",
        "S",
        "nothing",
    ]);
    assert_eq!(desk.row("E1 "), "E1 customer . - _ - - - - 1 of 2");
}
