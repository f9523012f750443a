//! Models of other tools, typed line by line, and what `threatboard map` prints of them: every name and label whole, and
//! every line from the element that sends to the one that receives. The checker knows the characters of a drawing and
//! nothing of how it is made.

mod checker;
mod grid;
mod tampered;
mod typed;
mod words;

use checker::{faults, whole_names};
use grid::Grid;
use typed::{DESIGN, LARGE, Typed, at_once, meetings, models};
use words::reads;

/// The six models by which the map is measured.
const MEASURED: [&str; 6] = [
    "demo-threat-model.json",
    "lucid_example.yaml",
    "iot-device.json",
    "threagile.yaml",
    "cryptocurrency-wallet.json",
    "cft_example.yaml",
];

/// What is wrong in a printed map of the system that `threatboard list --json` tells.
pub(crate) fn faults_of(list: &serde_json::Value, text: &str) -> Vec<String> {
    faults(&typed::system(list), text)
}

/// The size of a printed map.
fn size(text: &str) -> (usize, usize) {
    let grid = Grid::of(text);
    (grid.width(), grid.height())
}

fn fits(text: &str, (columns, rows): (u16, u16)) -> bool {
    let (width, height) = size(text);
    width <= usize::from(columns) && height <= usize::from(rows)
}

/// What is seen of a printed map before anything is scrolled.
fn first_view(text: &str, (columns, rows): (u16, u16)) -> String {
    let grid = Grid::of(text);
    let rows = (0..usize::from(rows)).map(|y| grid.span(y, 0, usize::from(columns)) + "\n");
    rows.collect()
}

/// The names of elements that cannot be read whole.
fn missing(typed: &Typed, text: &str) -> Vec<String> {
    let whole = whole_names(&typed.system, text);
    let parts = typed.system.parts.iter().zip(whole);
    parts
        .filter(|(_, whole)| !whole)
        .map(|(part, _)| part.name.clone())
        .collect()
}

#[test]
#[cfg_attr(
    any(without_corpus, without_maplines),
    ignore = "needs ../shared/corpus, ../shared/tools/maplines, python3 and pyyaml"
)]
fn every_line_of_a_printed_map_leads_where_its_number_says() {
    let mut wrong = Vec::new();
    for typed in models() {
        let large = typed.large.iter().map(|text| (text, LARGE));
        for (text, (columns, rows)) in large.chain([(&typed.whole, DESIGN)]) {
            let found = faults(&typed.system, text);
            if !found.is_empty() {
                let found = found.join("\n  ");
                wrong.push(format!(
                    "{} at {columns}x{rows}:\n  {found}\n{text}",
                    typed.name
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[cfg_attr(
    any(without_corpus, without_maplines),
    ignore = "needs ../shared/corpus, ../shared/tools/maplines, python3 and pyyaml"
)]
fn ascii_draws_the_same_map() {
    // One small model is enough, as each drawing is searched for.
    let small = models().iter().find(|typed| typed.name == MEASURED[1]);
    let typed = small.unwrap();
    let ascii = typed.print(&["--ascii"], "whole", DESIGN);
    assert!(ascii.is_ascii(), "{ascii}");
    let (lines, ascii) = (Grid::of(&typed.whole), Grid::of(&ascii));
    for cell in lines.cells().chain(ascii.cells()) {
        let [line, sign] = [&lines, &ascii].map(|grid| grid.at(cell) == " ");
        assert_eq!(line, sign, "at {cell:?}");
    }
}

#[test]
#[cfg_attr(
    any(without_corpus, without_maplines),
    ignore = "needs ../shared/corpus, ../shared/tools/maplines, python3 and pyyaml"
)]
fn every_name_and_label_can_be_read_at_the_design_size() {
    let found = at_once(models(), unreadable);
    let read: usize = found.iter().map(|(read, _)| read).sum();
    let wrong: Vec<String> = found.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(read > 500, "only {read} names and labels");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How many names and labels of a model were looked for in its close-ups, and those that cannot be read.
fn unreadable(typed: &Typed) -> (usize, Vec<String>) {
    let (mut wrong, mut read) = (Vec::new(), 0);
    let system = &typed.system;
    // The first zoom, with at most one more screen of it by scrolling.
    let (columns, rows) = DESIGN;
    let scrolled =
        fits(&typed.whole, (columns, 2 * rows)) || fits(&typed.whole, (2 * columns, rows));
    let lost = missing(typed, &typed.whole);
    let name = |part: usize| system.parts[part].name.as_str();
    let mut expect = |zoom: &str, words: &[&str]| {
        let around = typed.print(&[], zoom, DESIGN);
        assert!(fits(&around, DESIGN), "{zoom} of {}\n{around}", typed.name);
        for words in words {
            read += 1;
            if !reads(&around, words) {
                wrong.push(format!("{words}, {zoom} of {}\n{around}", typed.name));
            }
        }
    };
    for (part, known) in system.parts.iter().enumerate() {
        let flows = system.flows.iter();
        let own = flows.filter(|flow| flow.from == part || flow.to == part);
        let words = own.flat_map(|flow| [name(flow.from), name(flow.to), &flow.words]);
        let words: Vec<&str> = words
            .filter(|words| *words != known.name)
            .chain([known.name.as_str()])
            .collect();
        expect(&typed.ids[part], &words);
    }
    for flow in &system.flows {
        let words = [name(flow.from), name(flow.to), &flow.words];
        expect(&format!("F{}", flow.number), &words);
    }
    if !scrolled && lost.len() == system.parts.len() {
        wrong.push(format!("the whole of {}\n{}", typed.name, typed.whole));
    }
    (read, wrong)
}

#[test]
#[cfg_attr(
    any(without_corpus, without_maplines),
    ignore = "needs ../shared/corpus, ../shared/tools/maplines, python3 and pyyaml"
)]
fn up_to_fifteen_elements_are_whole_on_a_large_screen() {
    let mut wrong = Vec::new();
    for typed in models() {
        let Some(text) = &typed.large else { continue };
        let lost = missing(typed, text);
        if !lost.is_empty() || !fits(text, LARGE) {
            wrong.push(format!("{} without {lost:?}\n{text}", typed.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[cfg_attr(
    any(without_corpus, without_maplines),
    ignore = "needs ../shared/corpus, ../shared/tools/maplines, python3 and pyyaml"
)]
fn most_maps_are_whole_at_the_design_size_and_most_names_at_first_view() {
    let (mut whole, mut seen, mut all) = (Vec::new(), 0, 0);
    let mut table = String::new();
    for typed in models() {
        let names = whole_names(&typed.system, &first_view(&typed.whole, DESIGN));
        let read = names.iter().filter(|whole| **whole).count();
        table += &format!(
            "{}: {} elements, {:?}, {read} at first view\n",
            typed.name,
            names.len(),
            size(&typed.whole)
        );
        (seen, all) = (seen + read, all + names.len());
        let is_whole = fits(&typed.whole, DESIGN) && read == names.len();
        if is_whole && MEASURED.contains(&typed.name.as_str()) {
            whole.push(&typed.name);
        }
    }
    assert!(whole.len() >= 5, "only {whole:?} are whole\n{table}");
    assert!(10 * seen >= 9 * all, "{seen} of {all} names\n{table}");
}

#[test]
fn maps_of_other_meetings_are_true_and_most_names_are_seen_at_once() {
    let (mut wrong, mut seen, mut all) = (Vec::new(), 0, 0);
    for typed in meetings() {
        let found = faults(&typed.system, &typed.whole);
        if !found.is_empty() {
            let found = found.join("\n  ");
            wrong.push(format!("{}:\n  {found}\n{}", typed.name, typed.whole));
        }
        let names = whole_names(&typed.system, &first_view(&typed.whole, DESIGN));
        seen += names.iter().filter(|whole| **whole).count();
        all += names.len();
    }
    assert!(all > 290, "only {all} elements");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // 275 when the search has the time that it wants; a build for tests on a busy machine has less.
    assert!(10 * seen >= 8 * all, "{seen} of {all} names");
}
