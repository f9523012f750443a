//! What no importer claims is refused as what it is, and never read as prose.

use std::process::Command;

use threatboard::import::guess;

/// Files that nothing here reads, and what each is.
const UNCLAIMED: [(&str, &str, &str); 19] = [
    ("settings.yaml", "name: a\nlist:\n- one\n- two\n", "YAML"),
    (
        "",
        "service:\n  name: a\n  port: 1\nother:\n  - b\n",
        "YAML",
    ),
    ("", "- name: a\n  port: 1\n- name: b\n  port: 2\n", "YAML"),
    ("notes.txt", "{\"a\": 1}", "JSON"),
    ("list.csv", "a,b\n1,2\n", "a CSV table"),
    ("", "id,name,owner\n1,Token,Ana\n2,Disk,Bo\n", "a CSV table"),
    ("", "id;name;owner\n1;Token;Ana\n2;Disk;Bo\n", "a CSV table"),
    (
        "page.html",
        "<!DOCTYPE html><html><body>- one</body></html>",
        "a web page",
    ),
    (
        "feed.xml",
        "<?xml version=\"1.0\"?><a>- one\n- two</a>",
        "XML",
    ),
    ("server.log", "started\n- one\n", "a log"),
    (
        "",
        "2026-05-09 10:00:00 INFO up\n2026-05-09 10:00:01 WARN slow\n2026-05-09 10:00:02 ERROR down\n",
        "a log",
    ),
    ("main.tf", "resource \"a\" \"b\" {\n}\n", "HCL"),
    ("a.hcl", "spec_version = \"0.1.0\"\n", "a threatcl model"),
    (
        "",
        "threatmodel \"Shop\" {\n  author = \"@a\"\n}\n",
        "a threatcl model",
    ),
    (
        "a.tm7",
        "<ThreatModel xmlns=\"http://schemas\"><DrawingSurfaceList/></ThreatModel>",
        "a model of the Microsoft Threat Modeling Tool",
    ),
    (
        "a.json",
        "{\"specFormat\": \"CycloneDX\", \"specVersion\": \"2.0\"}",
        "a CycloneDX file",
    ),
    (
        "a.json",
        "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"properties\": {\"otmVersion\": {}}}",
        "a JSON Schema, the description of a format",
    ),
    (
        "a.json",
        "{\"elements\": [], \"flows\": [], \"boundaries\": []}",
        "a pytm model",
    ),
    (
        "",
        "[{\"SID\": \"INP01\", \"condition\": \"any\"}]",
        "a file of pytm",
    ),
];

/// What people write, however much it looks like something else.
const PROSE: [(&str, &str, &str); 8] = [
    ("", "One\nTwo\n", "lines"),
    (
        "",
        "Ana: the token, the disk, and the log\nBo: who pays, when, and why\n",
        "lines",
    ),
    (
        "a.txt",
        "Threats, mostly, are here\nOthers, too, are there\nLast, not least, this\n",
        "lines",
    ),
    (
        "",
        "Threats:\n- Token replayed\n- Disk full\nQuestions:\n- Who pays?\n",
        "markdown",
    ),
    ("", "threats:\n- token replayed\n- disk: full\n", "markdown"),
    (
        "a.md",
        "---\ntitle: Shop\nowner: Ana\n---\n# Threats\n- Token replayed\n",
        "markdown",
    ),
    (
        "a.md",
        "# Threats\n- Token: replayed\n  - owner: Ana\n",
        "markdown",
    ),
    (
        "",
        "2026-05-09 we met\n- Token replayed\n- Disk full\n",
        "markdown",
    ),
];

#[test]
fn what_no_importer_claims_is_refused_as_what_it_is() {
    for (name, text, is) in UNCLAIMED {
        let guessed = guess(name, text).map(|source| source.name);
        assert_eq!(guessed, None, "{is}: {text}");
        let folder = tempfile::tempdir().unwrap();
        let name = if name.is_empty() { "file" } else { name };
        let path = folder.path().join(name);
        threatboard::store::atomic::write_new(&path, text.as_bytes(), true).unwrap();
        let run = Command::new(env!("CARGO_BIN_EXE_threatboard"))
            .current_dir(folder.path())
            .args(["import", name, "--out", "new.ron"])
            .output()
            .unwrap();
        let says = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(3), "{says}");
        assert!(
            says.contains(&format!("This is {is}, which")),
            "{is}: {says}"
        );
        assert!(says.contains("--from"), "{says}");
        assert!(!folder.path().join("new.ron").exists());
    }
}

#[test]
fn what_people_write_is_prose_however_much_it_looks_like_something_else() {
    for (name, text, format) in PROSE {
        let guessed = guess(name, text).map(|source| source.name);
        assert_eq!(guessed, Some(format), "{text}");
    }
}
