//! The map of a telehealth system, drawn, worked on and swept in one meeting: what was pointed at, what two merged elements
//! leave behind, and where the room looked are in the file, in the grid and in the handouts.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use threatboard::domain::{AgendaStep, Asked, ElementId, Place, Session};
use threatboard::store::session::load;
use threatboard::store::{atomic, format};

use crate::picture;
use crate::support::Desk;

/// From the start screen to the exports.
pub(super) const SCRIPT: &str = include_str!("../../scripts/map-telehealth.keys");

/// What was typed at what was selected on the map: the place in the file, its words, and the category.
const POINTED: [(u32, &str, &str, &str); 10] = [
    (1, "E8", "health records", "information disclosure"),
    (2, "E13", "video relay", "spoofing"),
    (3, "F11", "prescription service -> pharmacy", "tampering"),
    (
        4,
        "F14",
        "video relay -> session recordings",
        "information disclosure",
    ),
    (5, "F17", "billing service -> payment provider", ""),
    (6, "E6", "login service", "spoofing"),
    (7, "E6", "login service", "denial of service"),
    // Said at the messaging service, which turned out to be the chat service.
    (8, "E10", "chat service", "repudiation"),
    (
        9,
        "F9",
        "api gateway -> chat service",
        "information disclosure",
    ),
    (10, "E9", "audit log", "tampering"),
];

/// What each trust zone holds, and the zone in which it lies.
const ZONES: [(&str, &str, &[&str]); 5] = [
    ("internet", "", &["patient", "patient app", "clinician"]),
    ("partners", "", &["pharmacy", "payment provider"]),
    ("clinic", "", &["clinic portal", "lab gateway"]),
    (
        "core",
        "",
        &[
            "api gateway",
            "login service",
            "booking service",
            "chat service",
            "prescription service",
            "video relay",
            "billing service",
            "notification sender",
        ],
    ),
    (
        "vault",
        "core",
        &["health records", "audit log", "session recordings"],
    ),
];

/// Flows from or to the chat service, after the messaging service was merged into it.
const CHAT: [(&str, &str); 4] = [
    ("F9", "api gateway -> chat service"),
    ("F19", "chat service -> notification sender"),
    ("F20", "clinic portal -> chat service"),
    ("F21", "chat service -> audit log"),
];

fn played() -> Desk {
    let mut desk = Desk::home();
    desk.play(SCRIPT);
    desk
}

/// The session in a file of its own, as a script finds it.
struct Filed {
    folder: TempDir,
}

impl Filed {
    fn of(session: &Session) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let text = format::write(session).unwrap();
        let filed = Self { folder };
        filed.write("telehealth.ron", &text);
        filed
    }

    fn write(&self, name: &str, text: &str) {
        atomic::write_new(&self.path(name), text.as_bytes(), true).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the program prints.
    fn runs(&self, arguments: &[&str]) -> String {
        let mut program = Command::new(env!("CARGO_BIN_EXE_threatboard"));
        program.args(arguments).current_dir(self.folder.path());
        program.env("HOME", self.folder.path());
        for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            program.env_remove(name);
        }
        let output = program.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, command: &str) -> Value {
        serde_json::from_str(&self.runs(&[command, "telehealth.ron", "--json"])).unwrap()
    }
}

/// The place of each threat by its id and in words, and its categories.
fn found(session: &Session) -> Vec<(u32, String, String, String)> {
    let threats = session.threats.iter().map(|threat| {
        let [place] = threat.places.as_slice() else {
            panic!("{} is at {:?}", threat.id, threat.places)
        };
        let letters: Vec<&str> = threat.stride.iter().map(|letter| letter.words()).collect();
        let words = session.place_words(*place);
        (threat.id.0, place.to_string(), words, letters.join(", "))
    });
    threats.collect()
}

#[test]
fn the_script_names_no_place_in_a_line() {
    let said = SCRIPT.split('«').skip(1);
    let said: Vec<&str> = said.filter_map(|said| said.split('»').next()).collect();
    let map = said.iter().filter(|said| said.contains(" -> ")).count();
    assert_eq!(map, 22, "flows as they are said");
    let tokens = said
        .iter()
        .filter(|said| said.replace("->", "").contains('>'));
    assert_eq!(tokens.count(), 0, "{said:?}");
}

#[test]
fn each_threat_is_at_what_was_selected_on_the_map() {
    let desk = played();
    let found = found(desk.session());
    let expected = POINTED.map(|(id, place, words, letter)| {
        (id, place.to_owned(), words.to_owned(), letter.to_owned())
    });
    assert_eq!(found[..10], expected);
    // Found in the sweep, at the third stop and under the letter that was chosen there.
    assert_eq!(found.len(), 11);
    let (id, place, words, letter) = &found[10];
    let sweep = (*id, place.as_str(), words.as_str(), letter.as_str());
    assert_eq!(
        sweep,
        (
            11,
            "F4",
            "clinic portal -> api gateway",
            "information disclosure"
        )
    );
}

#[test]
fn a_merged_element_leaves_its_flows_and_threats_and_no_place_else_changes() {
    let desk = played();
    let session = desk.session();
    let counts = (
        session.elements.len(),
        session.flows.len(),
        session.zones.len(),
    );
    assert_eq!(counts, (18, 21, 5));
    let name = |id: ElementId| session.element_name(id).clone();
    for ((zone, parent, holds), kept) in ZONES.iter().zip(&session.zones) {
        let in_it = session.elements.iter().filter(|e| e.zone == Some(kept.id));
        let in_it: Vec<&str> = in_it.map(|element| element.name.as_str()).collect();
        let around = session.zones.iter().find(|z| Some(z.id) == kept.parent);
        let around = around.map_or("", |zone| zone.name.as_str());
        assert_eq!(
            (kept.name.as_str(), around, in_it.as_slice()),
            (*zone, *parent, *holds)
        );
    }
    let chat = session.flows.iter().map(|flow| {
        let words = format!("{} -> {}", name(flow.from), name(flow.to));
        (flow.id.to_string(), words)
    });
    let chat: Vec<_> = chat
        .filter(|(_, words)| words.contains("chat service"))
        .collect();
    let expected = CHAT.map(|(id, words)| (id.to_owned(), words.to_owned()));
    assert_eq!(chat, expected);
    // The numbers that are gone lead to what is left.
    let led = |word: &str| {
        session
            .leads_to(word.parse().unwrap())
            .map(|id| id.to_string())
    };
    assert_eq!(
        [led("E19"), led("F22")],
        [Some("E10".into()), Some("F9".into())]
    );
}

#[test]
fn everything_is_looked_at_within_the_time_of_the_step() {
    let desk = played();
    let session = desk.session();
    let clock = session.sittings[0].clock.as_ref().unwrap();
    let step = &clock.slots[clock.place_of(AgendaStep::Sweep).unwrap()];
    assert_eq!((step.planned, step.given), (6, 14 * 60));
    assert_eq!(
        step.spent,
        14 * 60,
        "the last stop is done in the last minute"
    );
    let places: Vec<Place> = session.swept.iter().map(|swept| swept.place).collect();
    let elements = session
        .elements
        .iter()
        .map(|element| Place::Element(element.id));
    let flows = session.flows.iter().map(|flow| Place::Flow(flow.id));
    for place in elements.chain(flows).chain([Place::Whole]) {
        assert!(places.contains(&place), "nobody looked at {place}");
    }
    let accidents = session.swept.iter().filter(|s| s.asked == Asked::Accidents);
    assert_eq!(accidents.count(), 1);
}

#[test]
fn the_grid_counts_every_look_and_every_threat() {
    let desk = played();
    let filed = Filed::of(desk.session());
    let grids = filed.json("coverage");
    let [grid] = grids["grids"].as_array().unwrap().as_slice() else {
        panic!("{grids}")
    };
    // Four external entities of 2 letters, eleven processes of 6, three stores of 4, 21 flows of 3, the whole and accidents.
    let (external, process, store, flow) = (4 * 2, 11 * 6, 3 * 4, 21 * 3);
    let asked = external + process + store + flow + 2;
    // The threat without a category stands beside what is asked.
    let count = &grid["count"];
    assert_eq!(count["asked"], asked);
    assert_eq!(count["looked_at"], asked);
    assert_eq!(count["not_looked_at"], 0);
    assert_eq!(count["found"], 10);
    assert_eq!(count["nothing"], asked - 10);
    assert_eq!(count["found_where_nothing_is_asked"], 1);
    let rows = grid["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 18 + 21 + 2);
    for (id, place, _, letter) in found(desk.session()) {
        let row = rows.iter().find(|row| row["place"] == *place).unwrap();
        let column = if letter.is_empty() {
            "without a category"
        } else {
            &letter
        };
        let mut cells = row["cells"].as_array().unwrap().iter();
        let cell = cells
            .find(|cell| cell["category"] == *column)
            .unwrap_or_else(|| panic!("no {column} in {row}"));
        let threats: Vec<&str> = cell["threats"]
            .as_array()
            .unwrap()
            .iter()
            .map(|id| id.as_str().unwrap())
            .collect();
        assert_eq!(
            (cell["state"].as_str(), threats),
            (Some("found"), vec![format!("T{id}").as_str()]),
            "{place}"
        );
    }
}

#[test]
fn the_summary_has_the_map_and_the_grid() {
    let desk = played();
    assert_eq!(
        desk.exported_names(),
        ["summary.md", "actions.md", "actions.csv"]
    );
    let summary = &desk.exported[0].contents;
    // The block is a map, and the one that was drawn.
    let block = summary
        .split("```mermaid\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let block = block.unwrap_or_else(|| panic!("no map in\n{summary}"));
    let filed = Filed::of(desk.session());
    filed.write("map.mmd", block);
    filed.runs(&["import", "map.mmd", "--out", "read.ron"]);
    let read = load(&filed.path("read.ron")).unwrap();
    let system = |session: &Session| {
        let mut names: Vec<String> = session
            .elements
            .iter()
            .map(|e| e.name.to_string())
            .collect();
        let flows = session.flows.iter().map(|flow| {
            let [from, to] = [flow.from, flow.to].map(|id| session.element_name(id));
            format!("{from} -> {to}: {}", flow.data)
        });
        names.extend(flows);
        names.extend(session.zones.iter().map(|zone| {
            let around = session
                .zones
                .iter()
                .find(|other| Some(other.id) == zone.parent);
            format!(
                "{} in {:?}",
                zone.name,
                around.map(|zone| zone.name.as_str())
            )
        }));
        names.sort();
        names
    };
    assert_eq!(system(&read.session), system(desk.session()));
    // And the grid has a row for each place, with what was found there.
    let table: Vec<&str> = summary
        .lines()
        .skip_while(|line| !line.starts_with("| STRIDE | S "))
        .take_while(|line| line.starts_with('|'))
        .collect();
    assert_eq!(table.len(), 2 + 18 + 21 + 2, "{summary}");
    for (id, place, ..) in found(desk.session()) {
        let row = table
            .iter()
            .find(|row| row.starts_with(&format!("| {place} ")));
        let row = row.unwrap_or_else(|| panic!("no {place} in\n{summary}"));
        assert!(row.contains(&format!("T{id} ")), "{row}");
    }
    assert!(table.iter().all(|row| !row.contains(" _ ")), "{summary}");
}

#[test]
fn the_printed_map_has_every_name_whole_and_every_line_where_it_leads() {
    let desk = played();
    let filed = Filed::of(desk.session());
    let map = filed.runs(&["map", "telehealth.ron", "--zoom", "whole"]);
    let faults = picture::faults_of(&filed.json("list"), &map);
    assert_eq!(faults, Vec::<String>::new(), "{map}");
    assert!(!map.contains("messaging"), "{map}");
}
