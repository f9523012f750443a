//! Tells the tests what this machine lacks, so that a test that cannot run counts as ignored, and not as passed. It
//! looks for a few files and compiles nothing; only tests ask for the names that it sets (docs/testing.md lists them).

use std::env::{split_paths, var_os};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Files of other programs, which stand beside the checkout of whoever has them.
const CORPUS: &str = "../shared/corpus";

/// What turns models of other programs into map lines, in Python.
const MAPLINES: &str = "../shared/tools/maplines";

/// What a variable may name, and where it is looked for otherwise.
const FILES: [(&str, Option<&str>, Option<&str>); 5] = [
    ("corpus", None, Some(CORPUS)),
    ("models", Some("THREATBOARD_CORPUS"), Some(CORPUS)),
    ("workspaces", Some("THREATBOARD_WORKSPACES"), Some(CORPUS)),
    ("axe", Some("THREATBOARD_AXE"), None),
    ("mermaid", Some("THREATBOARD_MERMAID"), None),
];

/// Programs, and what each may be called.
const PROGRAMS: [(&str, &[&str]); 6] = [
    ("graphviz", &["dot"]),
    ("node", &["node"]),
    ("tmux", &["tmux"]),
    ("strace", &["strace"]),
    (
        "browser",
        &["chromium", "chromium-browser", "google-chrome"],
    ),
    ("firefox", &["firefox-esr", "firefox"]),
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={CORPUS}");
    println!("cargo::rerun-if-env-changed=PATH");
    for (name, variable, folder) in FILES {
        if let Some(variable) = variable {
            println!("cargo::rerun-if-env-changed={variable}");
        }
        let given = variable.is_some_and(|variable| var_os(variable).is_some());
        say(
            name,
            given || folder.is_some_and(|folder| Path::new(folder).is_dir()),
        );
    }
    let folders: Vec<PathBuf> = split_paths(&var_os("PATH").unwrap_or_default()).collect();
    let mut lacks_one = false;
    for (name, called) in PROGRAMS {
        let mut files = folders
            .iter()
            .flat_map(|folder| called.iter().map(|called| folder.join(called)));
        let found = files.find(|file| file.is_file());
        say(name, found.is_some());
        match found {
            Some(file) => println!("cargo::rerun-if-changed={}", file.to_string_lossy()),
            None => lacks_one = true,
        }
    }
    // A program that was just installed is noticed. Folders of other names may hold anything, and are not looked through.
    for folder in folders {
        if lacks_one && folder.is_dir() && folder.ends_with("bin") {
            println!("cargo::rerun-if-changed={}", folder.to_string_lossy());
        }
    }
    say(
        "maplines",
        Path::new(MAPLINES).is_file() && python_reads_yaml(),
    );
    say("permissions", obeys_permissions());
}

/// Sets `without_NAME` where it is missing.
fn say(name: &str, is_here: bool) {
    println!("cargo::rustc-check-cfg=cfg(without_{name})");
    if !is_here {
        println!("cargo::rustc-cfg=without_{name}");
    }
}

/// Whether there is a Python that has the package `pyyaml`.
fn python_reads_yaml() -> bool {
    let tried = Command::new("python3").args(["-c", "import yaml"]).output();
    tried.is_ok_and(|output| output.status.success())
}

/// Whether this user is stopped by the mode of a file. The user of most containers is not.
#[cfg(unix)]
fn obeys_permissions() -> bool {
    use std::os::unix::fs::OpenOptionsExt;
    let probe = Path::new(&var_os("OUT_DIR").unwrap_or_default()).join("probe");
    let _ = std::fs::remove_file(&probe);
    let mut options = std::fs::OpenOptions::new();
    let made = options
        .write(true)
        .create_new(true)
        .mode(0o400)
        .open(&probe);
    made.is_ok()
        && std::fs::OpenOptions::new()
            .write(true)
            .open(&probe)
            .is_err()
}

#[cfg(not(unix))]
fn obeys_permissions() -> bool {
    false
}
