//! Models of other tools, typed line by line into the program.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

use super::checker::{Flow, Part, System, Zone};

/// What turns a model into the lines that a facilitator would type.
const LINES: &str = "../shared/tools/maplines";

/// What is left for the map of a screen of 100x30.
pub(super) const DESIGN: (u16, u16) = (98, 23);
/// The same of a large one, 160x50.
pub(super) const LARGE: (u16, u16) = (158, 46);

/// A model that was typed into a session.
pub(super) struct Typed {
    /// The file that it came from.
    pub name: String,
    folder: TempDir,
    pub system: System,
    /// The ids of its elements.
    pub ids: Vec<String>,
    /// The whole map, printed for [`DESIGN`].
    pub whole: String,
    /// The whole map, printed for [`LARGE`], of up to 15 elements.
    pub large: Option<String>,
}

/// Where the maps of other meetings are, as the lines that were typed.
const MEETINGS: &str = "tests/files/maps";

/// The maps of other meetings, each typed and drawn for [`DESIGN`].
pub(super) fn meetings() -> Vec<Typed> {
    let mut files = Vec::new();
    find(Path::new(MEETINGS), &["txt"], &mut files);
    files.sort_by_key(|file| Reverse(fs::metadata(file).unwrap().len()));
    at_once(&files, |file| {
        let mut typed = Typed::new(file);
        let lines = String::from_utf8(fs::read(file).unwrap()).unwrap();
        // In one go, as a paste.
        typed.ok(&["add", "model.ron", "map", "--", "-"], &lines);
        typed.read();
        typed
    })
}

/// Every model of the corpus that can be turned into lines, but each system once. Each is typed and drawn once for all
/// tests, as a drawing is searched for.
pub(super) fn models() -> &'static [Typed] {
    static MODELS: OnceLock<Vec<Typed>> = OnceLock::new();
    MODELS.get_or_init(|| {
        let mut files = Vec::new();
        let kinds = ["json", "yaml", "otm", "tm7"];
        find(Path::new("../shared/corpus"), &kinds, &mut files);
        files.sort();
        let mut known = BTreeSet::new();
        let read = at_once(&files, |file| Some((file, lines(file)?)));
        let mut lines: Vec<_> = read.into_iter().flatten().collect();
        lines.retain(|(_, lines)| known.insert(lines.clone()));
        // The longest first, so that no thread has one left when the others are done.
        lines.sort_by_key(|(_, lines)| Reverse(lines.len()));
        at_once(&lines, |(file, lines)| Typed::of(file, lines))
    })
}

/// Does something with each of these, in as many threads as the machine has room for; what comes of it stays in order.
pub(super) fn at_once<'a, T: Sync, U: Send>(
    all: &'a [T],
    what: impl Fn(&'a T) -> U + Sync,
) -> Vec<U> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(one) = all.get(at) else { return done };
            done.push((at, what(one)));
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<(usize, U)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let done = threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap());
        done.collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, one)| one).collect()
}

/// The files of these kinds in a folder and in those inside it.
fn find(folder: &Path, kinds: &[&str], files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find(&path, kinds, files);
        } else if path
            .extension()
            .is_some_and(|kind| kinds.iter().any(|known| kind == *known))
        {
            files.push(path);
        }
    }
}

/// The lines of a model; none where the file is no model, or one of nothing.
fn lines(file: &Path) -> Option<Vec<String>> {
    let output = Command::new("python3")
        .args([LINES, "--nested"])
        .arg(file)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<String> = text
        .lines()
        .filter(|line| !line.starts_with("# diagram"))
        .map(str::to_owned)
        .collect();
    (output.status.success() && !lines.is_empty()).then_some(lines)
}

impl Typed {
    /// A session without a map.
    fn new(file: &Path) -> Self {
        let typed = Self {
            name: file.file_name().unwrap().to_string_lossy().into_owned(),
            folder: tempfile::tempdir().unwrap(),
            system: System::default(),
            ids: Vec::new(),
            whole: String::new(),
            large: None,
        };
        typed.ok(&["new", "Model", "--file", "model.ron", "--no-open"], "");
        typed
    }

    /// Types the lines, each by itself.
    fn of(file: &Path, lines: &[String]) -> Self {
        let mut typed = Self::new(file);
        for line in lines {
            typed.ok(&["add", "model.ron", "map", "--", line], "");
        }
        typed.read();
        let is_small = typed.system.parts.len() <= 15;
        typed.large = is_small.then(|| typed.print(&[], "whole", LARGE));
        typed
    }

    /// Reads what was typed, and prints it.
    fn read(&mut self) {
        let list = self.ok(&["list", "model.ron", "--json"], "");
        let list: Value = serde_json::from_str(&list).unwrap();
        self.system = system(&list);
        let elements = list["elements"].as_array().unwrap().iter();
        self.ids = elements
            .map(|element| element["id"].as_str().unwrap().to_owned())
            .collect();
        self.whole = self.print(&[], "whole", DESIGN);
    }

    /// What `threatboard map` prints.
    pub(super) fn print(&self, more: &[&str], zoom: &str, (columns, rows): (u16, u16)) -> String {
        let (columns, rows) = (columns.to_string(), rows.to_string());
        let mut arguments = vec!["map", "model.ron", "--zoom", zoom];
        arguments.extend(["--columns", &columns, "--rows", &rows]);
        arguments.extend(more);
        self.ok(&arguments, "")
    }

    /// What the program prints that reads `input`.
    fn ok(&self, arguments: &[&str], input: &str) -> String {
        let output = self.run(arguments, input);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "{} {arguments:?}: {said}",
            self.name
        );
        String::from_utf8(output.stdout).unwrap()
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let program = env!("CARGO_BIN_EXE_threatboard");
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.folder.path());
        command.env("HOME", self.folder.path());
        for name in [
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
            "THREATBOARD_ASCII",
        ] {
            command.env_remove(name);
        }
        command.stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        child.wait_with_output().unwrap()
    }
}

/// The system of `threatboard list --json`.
pub(super) fn system(list: &Value) -> System {
    let items = |name: &str| list[name].as_array().unwrap().clone();
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (elements, zones) = (items("elements"), items("zones"));
    let place = |all: &[Value], id: &Value| all.iter().position(|item| item["id"] == *id);
    let parts = elements.iter().map(|element| Part {
        name: words(&element["name"]),
        marks: match element["kind"].as_str().unwrap() {
            "ExternalEntity" => ["(", ")"],
            "Process" => ["[", "]"],
            "DataStore" => ["{", "}"],
            other => panic!("a new kind: {other}"),
        },
        zone: place(&zones, &element["zone"]),
    });
    let flows = items("flows").into_iter().map(|flow| Flow {
        number: words(&flow["id"]).trim_start_matches('F').parse().unwrap(),
        from: place(&elements, &flow["from"]).unwrap(),
        to: place(&elements, &flow["to"]).unwrap(),
        words: words(&flow["data"]),
    });
    System {
        parts: parts.collect(),
        flows: flows.collect(),
        zones: zones
            .iter()
            .map(|zone| Zone {
                name: words(&zone["name"]),
                parent: place(&zones, &zone["parent"]),
            })
            .collect(),
    }
}
