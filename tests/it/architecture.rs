//! The layers stay apart, and no file grows past what one can read in a sitting.
//!
//! Every module that `lib.rs` names is a layer and has a row in [`LAYERS`]: which other layers it may name, and which
//! words of the outside world it may not. Comments and unit tests are free.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// One module of `lib.rs`, with everything below it.
struct Layer {
    name: &'static str,
    /// The layers that it may name.
    knows: &'static [&'static str],
    /// Groups of words that it may not name.
    never: &'static [Ban],
}

/// Words that are banned for one reason.
struct Ban {
    words: &'static [&'static str],
    reason: &'static str,
}

const DISK: Ban = Ban {
    words: &["std::fs"],
    reason: "only store, shell and cli touch the disk",
};
const SYSTEM: Ban = Ban {
    words: &["std::env", "std::process", "std::net", "std::thread"],
    reason: "only store, shell and cli know the system",
};
const CLOCK: Ban = Ban {
    words: &[
        "chrono::Local",
        "Local::now",
        "Utc::now",
        "SystemTime",
        "Instant::now",
    ],
    reason: "only store, shell and cli know the clock: times are handed in",
};
const TERMINAL: Ban = Ban {
    words: &["crossterm"],
    reason: "only shell talks to the terminal, in messages and effects",
};
const DRAWING: Ban = Ban {
    words: &["ratatui"],
    reason: "only ui, theme, notes/view.rs and shell draw; areas divides",
};
const DRAWS: Ban = Ban {
    words: &[
        "ratatui::Frame",
        "ratatui::buffer",
        "ratatui::text",
        "ratatui::style",
        "ratatui::widgets",
        "ratatui::prelude",
        "ratatui::Terminal",
    ],
    reason: "it knows rectangles and how they are divided, and draws nothing",
};
const EDITOR: Ban = Ban {
    words: &["ratatui_textarea"],
    reason: "only lines/editor.rs names the text box, so that it can be exchanged",
};
const CHANGING: Ban = Ban {
    words: &["&mut App", "RefCell"],
    reason: "drawing only reads",
};

const LAYERS: &[Layer] = &[
    Layer {
        name: "domain",
        knows: &[],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "layout",
        knows: &["domain", "theme", "areas"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "data",
        knows: &["domain"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "parse",
        knows: &["domain", "data"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "catalogue",
        knows: &["domain", "data"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "risk",
        knows: &["domain", "data"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "facts",
        knows: &["domain", "data", "risk"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "check",
        knows: &["domain", "facts", "risk"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "rules",
        knows: &["domain", "parse", "catalogue", "facts", "check"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "rehearsal",
        knows: &["domain", "catalogue"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "export",
        knows: &[
            "domain",
            "layout",
            "data",
            "facts",
            "risk",
            "check",
            "catalogue",
            "import",
        ],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "import",
        knows: &["domain", "data", "parse"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "keys",
        knows: &["domain", "data"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "areas",
        knows: &["theme"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWS, EDITOR],
    },
    Layer {
        name: "lines",
        knows: &["domain", "parse", "risk", "keys"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "screens",
        knows: &[
            "domain",
            "parse",
            "catalogue",
            "risk",
            "check",
            "rules",
            "export",
            "import",
            "keys",
            "areas",
            "layout",
            "lines",
        ],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "app",
        knows: &[
            "domain",
            "layout",
            "data",
            "parse",
            "catalogue",
            "facts",
            "risk",
            "check",
            "rules",
            "export",
            "import",
            "keys",
            "areas",
            "lines",
            "screens",
            "rehearsal",
        ],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    VIEWS,
    Layer {
        name: "notes",
        knows: &["domain", "catalogue", "check", "risk", "keys", "app"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "plain",
        knows: &[
            "domain",
            "layout",
            "parse",
            "catalogue",
            "risk",
            "check",
            "rules",
            "export",
            "import",
            "keys",
            "lines",
            "app",
            "screens",
            "ui",
        ],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, DRAWING, EDITOR, CHANGING],
    },
    Layer {
        name: "theme",
        knows: &["domain"],
        never: &[DISK, SYSTEM, CLOCK, TERMINAL, EDITOR],
    },
    Layer {
        name: "store",
        knows: &["domain", "data"],
        never: &[TERMINAL, DRAWING, EDITOR],
    },
    Layer {
        name: "shell",
        knows: &[
            "domain",
            "data",
            "parse",
            "catalogue",
            "risk",
            "check",
            "export",
            "import",
            "keys",
            "lines",
            "app",
            "screens",
            "ui",
            "plain",
            "notes",
            "theme",
            "store",
        ],
        never: &[EDITOR],
    },
    Layer {
        name: "cli",
        knows: &[
            "domain",
            "data",
            "layout",
            "areas",
            "parse",
            "catalogue",
            "risk",
            "check",
            "risk",
            "rules",
            "export",
            "import",
            "keys",
            "lines",
            "app",
            "screens",
            "plain",
            "theme",
            "store",
            "shell",
        ],
        never: &[TERMINAL, DRAWING, EDITOR],
    },
];

/// `ui`, and the view of the notes.
const VIEWS: Layer = Layer {
    name: "ui",
    knows: &[
        "domain",
        "layout",
        "parse",
        "catalogue",
        "risk",
        "check",
        "rules",
        "export",
        "import",
        "keys",
        "areas",
        "lines",
        "app",
        "screens",
        "theme",
    ],
    never: &[DISK, SYSTEM, CLOCK, TERMINAL, EDITOR, CHANGING],
};

/// The one file that may name a word which its layer may not.
const EXCEPTIONS: &[(&str, &str)] = &[("src/lines/editor.rs", "ratatui_textarea")];

/// The most lines that a file may have.
const MAX_LINES: usize = 500;

/// The rules that a file breaks, as sentences.
fn broken_rules(layer: &Layer, path: &str, source: &str) -> Vec<String> {
    let mut broken = BTreeSet::new();
    for (line, code) in statements(source) {
        for ban in layer.never {
            let free = |word: &&&str| !EXCEPTIONS.contains(&(path, **word));
            for word in ban
                .words
                .iter()
                .filter(free)
                .filter(|word| names(&code, word))
            {
                broken.insert(format!(
                    "{path}:{line}: `{word}` in {}: {}",
                    layer.name, ban.reason
                ));
            }
        }
        for other in LAYERS.iter().map(|layer| layer.name) {
            let known =
                other == layer.name || layer.knows.contains(&other) || path_is_below(path, other);
            if !known && names(&code, &format!("crate::{other}")) {
                broken.insert(format!(
                    "{path}:{line}: `crate::{other}` in {}: it may know {:?}",
                    layer.name, layer.knows
                ));
            }
        }
    }
    broken.into_iter().collect()
}

/// Whether the file belongs to the module, which may name itself.
fn path_is_below(path: &str, module: &str) -> bool {
    path.strip_prefix("src/")
        .is_some_and(|path| path.split(['/', '.']).next() == Some(module))
}

/// The code line by line, without comments and the unit tests at its end, and with each `use` tree written out:
/// `use std::{fs, io};` names `std::fs`.
pub(crate) fn statements(source: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut import: Option<(usize, String)> = None;
    let lines: Vec<_> = source.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let tests_follow = || {
            lines[index..]
                .iter()
                .take(4)
                .any(|line| line.starts_with("mod tests"))
        };
        if *line == "#[cfg(test)]" && tests_follow() {
            break;
        }
        let code = line.split("//").next().unwrap_or_default().trim();
        let word = code
            .trim_start_matches("pub(crate) ")
            .trim_start_matches("pub(super) ")
            .trim_start_matches("pub ");
        let (start, mut text) = match import.take() {
            Some((start, text)) => (start, text + code),
            None if word.starts_with("use ") => (index + 1, word.to_owned()),
            None => {
                found.push((index + 1, code.to_owned()));
                continue;
            }
        };
        if text.ends_with(';') {
            text.pop();
            let tree = text.trim_start_matches("use ");
            found.extend(paths(tree).into_iter().map(|path| (start, path)));
        } else {
            import = Some((start, text));
        }
    }
    found
}

/// The paths of a `use` tree.
fn paths(tree: &str) -> Vec<String> {
    let Some((head, tail)) = tree.split_once('{') else {
        return vec![tree.trim().to_owned()];
    };
    let inner = tail.trim_end().strip_suffix('}').unwrap_or(tail);
    let mut depth = 0;
    let branches = inner.split(|letter| {
        depth += match letter {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        letter == ',' && depth == 0
    });
    let branches = branches.filter(|branch| !branch.trim().is_empty());
    branches
        .flat_map(paths)
        .map(|path| format!("{}{path}", head.trim()))
        .collect()
}

/// Whether the code holds the word as a whole: `ratatui` is not in `ratatui_textarea`.
fn names(code: &str, word: &str) -> bool {
    let part_of_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(word).any(|(start, _)| {
        let (before, rest) = code.split_at(start);
        !before.ends_with(part_of_name)
            && !rest
                .strip_prefix(word)
                .is_some_and(|rest| rest.starts_with(part_of_name))
    })
}

/// Every Rust file below `src/`, by its path from the package's root.
pub(crate) fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeMap::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                found.insert(name, String::from_utf8(fs::read(&path).unwrap()).unwrap());
            }
        }
    }
    found
}

/// The modules that `lib.rs` names.
fn modules(lib: &str) -> Vec<&str> {
    let names = lib.lines().filter_map(|line| {
        let line = line
            .trim_start_matches("pub ")
            .trim_start_matches("pub(crate) ");
        line.strip_prefix("mod ")?.split([';', ' ']).next()
    });
    names.filter(|name| *name != "tests").collect()
}

/// The layer whose rules hold for a file.
fn layer_of(path: &str) -> Option<&'static Layer> {
    let module = path.strip_prefix("src/")?.split(['/', '.']).next()?;
    if path == "src/notes/view.rs" {
        return Some(&VIEWS);
    }
    LAYERS.iter().find(|layer| layer.name == module)
}

#[test]
fn every_module_is_a_layer_with_rules() {
    let sources = sources();
    for module in modules(&sources["src/lib.rs"]) {
        assert!(
            LAYERS.iter().any(|layer| layer.name == module),
            "say what layer {module} may know, in LAYERS of tests/it/architecture.rs"
        );
    }
    for known in LAYERS.iter().flat_map(|layer| layer.knows) {
        assert!(
            LAYERS.iter().any(|layer| layer.name == *known),
            "there is no layer {known}, but one may know it"
        );
    }
}

#[test]
fn each_layer_knows_only_what_it_may() {
    let broken: Vec<_> = sources()
        .iter()
        .filter(|(path, _)| !path.ends_with("/tests.rs"))
        .filter_map(|(path, source)| Some(broken_rules(layer_of(path)?, path, source)))
        .flatten()
        .collect();
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// Where characters that are not ASCII may stand: lines and boxes, those of the map too.
const SIGNS: &str = "src/theme/signs.rs";

#[test]
fn signs_that_are_not_ascii_have_one_home() {
    let drawn = [
        "app",
        "catalogue",
        "check",
        "layout",
        "screens",
        "shell",
        "theme",
        "ui",
    ];
    for (path, source) in sources() {
        let layer = layer_of(&path).map_or("", |layer| layer.name);
        if !drawn.contains(&layer) || SIGNS == path || path.contains("/tests") {
            continue;
        }
        for (line, code) in statements(&source) {
            assert!(
                code.is_ascii() && !code.contains("\\u{"),
                "{path}:{line}: with --ascii this is drawn all the same: `{code}`. Take a sign of theme::Signs."
            );
        }
    }
}

#[test]
fn each_name_of_a_file_that_is_written_and_found_again_has_one_home() {
    for (word, home) in [
        ("\".bak", "src/store/names.rs"),
        ("\".lock", "src/store/names.rs"),
        ("\".tmp", "src/store/names.rs"),
        ("\"rescue-", "src/store/names.rs"),
        ("\"conflict-", "src/store/names.rs"),
        ("recent.ron", "src/store/paths.rs"),
        ("exports.ron", "src/store/paths.rs"),
        ("\"example\"))", "src/store/paths.rs"),
        ("settings.ron", "src/store/settings.rs"),
    ] {
        let sources = sources();
        let code = sources
            .iter()
            .filter(|(path, _)| !path.contains("/tests"))
            .flat_map(|(path, source)| {
                statements(source)
                    .into_iter()
                    .map(move |(_, code)| (path, code))
            });
        let homes: Vec<_> = code
            .filter(|(_, code)| code.contains(word))
            .map(|(path, _)| path)
            .collect();
        assert_eq!(homes, [home], "{word}");
    }
}

#[test]
fn the_open_session_is_written_in_one_place() {
    let sources = sources();
    let writes = sources
        .iter()
        .filter(|(path, _)| path.starts_with("src/app"))
        .flat_map(|(path, source)| std::iter::repeat_n(path, source.matches("make_mut").count()));
    assert_eq!(writes.collect::<Vec<_>>(), ["src/app/recorded.rs"]);
}

#[test]
fn no_file_is_longer_than_one_can_read() {
    for (path, source) in sources() {
        let lines = source.lines().count();
        assert!(
            lines <= MAX_LINES,
            "{path} has {lines} lines: split it by idea, {MAX_LINES} is the most"
        );
    }
}

#[test]
fn a_broken_rule_is_found_however_it_is_written() {
    let table = [
        (
            "src/domain/text.rs",
            "fn a() { std::fs::read(p) }",
            "src/domain/text.rs:1: `std::fs` in domain",
        ),
        (
            "src/domain.rs",
            "\nuse std::{fmt, fs::{self, File}};",
            "src/domain.rs:2: `std::fs` in domain",
        ),
        (
            "src/domain.rs",
            "pub(crate) use crate::{\n    app::{App},\n};",
            "src/domain.rs:1: `crate::app` in domain",
        ),
        (
            "src/parse.rs",
            "let now = Utc::now();",
            "src/parse.rs:1: `Utc::now` in parse",
        ),
        (
            "src/app/update.rs",
            "use ratatui_textarea::Input;",
            "src/app/update.rs:1: `ratatui_textarea` in app",
        ),
        (
            "src/screens/threats.rs",
            "use ratatui::text::Line;",
            "src/screens/threats.rs:1: `ratatui` in screens",
        ),
        (
            "src/ui/screens/threats.rs",
            "fn view(app: &mut App) {}",
            "src/ui/screens/threats.rs:1: `&mut App` in ui",
        ),
        (
            "src/ui/list.rs",
            "crate::store::save()",
            "src/ui/list.rs:1: `crate::store` in ui",
        ),
        (
            "src/store.rs",
            "use crate::shell;",
            "src/store.rs:1: `crate::shell` in store",
        ),
    ];
    for (path, source, start) in table {
        let broken = broken_rules(layer_of(path).unwrap(), path, source);
        assert!(
            broken.len() == 1 && broken[0].starts_with(start),
            "{path}: {source}: {broken:?}"
        );
    }
}

#[test]
fn what_is_allowed_is_not_reported() {
    let table = [
        (
            "src/domain/text.rs",
            "//! Read by `crate::app`.\nlet path = 1; // not std::fs",
        ),
        (
            "src/domain.rs",
            "fn a() {}\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}",
        ),
        ("src/lines/editor.rs", "use ratatui_textarea::TextArea;"),
        (
            "src/ui/screens/threats.rs",
            "use ratatui::text::Line;\nuse crate::{screens::threats::State, theme};",
        ),
        (
            "src/store.rs",
            "use std::{env, fs};\nuse crate::domain::Session;\nchrono::Utc::now()",
        ),
        (
            "src/shell.rs",
            "use crossterm::event;\nuse crate::{app, ui};",
        ),
    ];
    for (path, source) in table {
        assert_eq!(
            broken_rules(layer_of(path).unwrap(), path, source),
            Vec::<String>::new(),
            "{path}"
        );
    }
}
