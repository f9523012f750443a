//! What tests of pages rely on is tried with a small page that needs nothing of ours.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use tempfile::TempDir;

use super::heard::Proxy;
use super::{Browser, Kind, Start, in_browsers};

in_browsers!(
    a_page_is_filled_in_by_keys_and_clicks_and_read_back,
    two_people_share_nothing_but_a_clipboard,
    a_page_asks_before_it_forgets_what_was_typed,
    the_window_has_the_size_and_the_light_that_it_was_given,
    without_scripts_a_page_shows_what_it_is_by_itself,
    a_page_is_seen_and_printed,
    what_a_page_asks_for_is_heard,
    a_script_that_fails_is_a_complaint,
);

const FORM: &str = r#"<!doctype html><meta charset="utf-8"><title>Form</title>
<label for="who">Who</label> <select id="who"><option>Pick<option>Ana<option>Bo</select>
<textarea id="text"></textarea> <button id="copy">Copy</button> <p id="out">static</p>
<style>body { background: white } @media (prefers-color-scheme: dark) { body { background: black } }</style>
<script>
const at = id => document.getElementById(id);
at('out').textContent = 'live';
at('copy').onclick = () => navigator.clipboard.writeText(at('who').value + ': ' + at('text').value)
    .then(() => at('out').textContent = 'copied');
addEventListener('beforeunload', event => { if (at('text').value) event.preventDefault(); });
</script>"#;

fn page(html: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    let mut made = fs::File::options()
        .write(true)
        .create_new(true)
        .open(&file)
        .unwrap();
    made.write_all(html.as_bytes()).unwrap();
    (folder, file)
}

fn a_page_is_filled_in_by_keys_and_clicks_and_read_back(kind: Kind) {
    let (_folder, file) = page(FORM);
    let browser = Browser::start(kind);
    let person = browser.person();
    person.open(&file);
    assert_eq!(person.text("#out"), "live");
    person.pick("#who", "Bo");
    assert_eq!(person.tab_to("#text"), 1);
    person.type_text("Zoë says «no»\nand 1 < 2");
    person.press(&["Shift+Tab", "Tab", "Control+a", "ArrowRight", "Backspace"]);
    assert_eq!(person.value("#text"), "Zoë says «no»\nand 1 < ");
    person.click("#copy");
    person.wait("at('out').textContent === 'copied'");
    assert_eq!(person.pasted_elsewhere(), "Bo: Zoë says «no»\nand 1 < ");
    assert_eq!(person.complaints(), [""; 0]);
}

fn two_people_share_nothing_but_a_clipboard(kind: Kind) {
    let (_folder, file) = page(FORM);
    let browser = Browser::start(kind);
    let (one, other) = (browser.person(), browser.person());
    for person in [&one, &other] {
        person.open(&file);
        person.click("#text");
    }
    one.type_text("mine");
    other.type_text("yours");
    assert_eq!(
        (one.value("#text"), other.value("#text")),
        ("mine".to_owned(), "yours".to_owned())
    );
    one.run("localStorage.setItem('a', 'b')");
    assert!(other.run("localStorage.getItem('a')").is_null());
}

fn a_page_asks_before_it_forgets_what_was_typed(kind: Kind) {
    let (_folder, file) = page(FORM);
    let browser = Browser::start(kind);
    let person = browser.person();
    person.open(&file);
    assert!(!person.reload());
    person.click("#text");
    person.type_text("x");
    assert!(person.reload());
    assert!(person.shows("#text") && !person.shows("#nothing"));
}

fn the_window_has_the_size_and_the_light_that_it_was_given(kind: Kind) {
    let (_folder, file) = page(FORM);
    let shown = "[innerWidth, devicePixelRatio, getComputedStyle(document.body).backgroundColor]";
    for (dark, color) in [(false, "rgb(255, 255, 255)"), (true, "rgb(0, 0, 0)")] {
        let start = Start {
            dark,
            ..Start::default()
        };
        let browser = Browser::start_with(kind, start);
        let person = browser.person();
        person.open(&file);
        person.size(360, 640);
        assert_eq!(person.run(shown), serde_json::json!([360, 1, color]));
        person.size_at_200_percent(1280, 800);
        assert_eq!(person.run(shown), serde_json::json!([640, 2, color]));
    }
}

fn without_scripts_a_page_shows_what_it_is_by_itself(kind: Kind) {
    let (_folder, file) = page(FORM);
    let start = Start {
        without_script: true,
        ..Start::default()
    };
    let browser = Browser::start_with(kind, start);
    let person = browser.person();
    person.open(&file);
    assert_eq!(person.text("#out"), "static");
}

fn a_page_is_seen_and_printed(kind: Kind) {
    let (_folder, file) = page(FORM);
    let browser = Browser::start(kind);
    let person = browser.person();
    person.open(&file);
    assert!(person.picture().starts_with(b"\x89PNG"));
    assert!(person.print().starts_with(b"%PDF"));
}

fn what_a_page_asks_for_is_heard(kind: Kind) {
    const LOUD: &str =
        "<img src='http://picture.example/p'><link rel=stylesheet href='http://style.example/s'>
        <script>fetch('https://script.example/f')</script>";
    let heard = |policy: &str| {
        let (_folder, file) = page(&format!("<!doctype html>{policy}<title>Loud</title>{LOUD}"));
        let proxy = Proxy::start();
        let start = Start {
            proxy: Some(proxy.port()),
            ..Start::default()
        };
        let browser = Browser::start_with(kind, start);
        let person = browser.person();
        person.open(&file);
        let requests = person.requests();
        let last = browser.person();
        last.go_in_vain("http://last.example/");
        (requests, proxy.until("http://last.example/"))
    };
    let (requests, asked) = heard("");
    for host in ["picture.example", "style.example", "script.example"] {
        for told in [&requests, &asked] {
            assert!(
                told.iter().any(|told| told.contains(host)),
                "{host}: {told:?}"
            );
        }
    }
    let policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">";
    assert_eq!(heard(policy), (Vec::new(), Vec::new()));
}

fn a_script_that_fails_is_a_complaint(kind: Kind) {
    let (_folder, file) =
        page("<!doctype html><title>Wrong</title><script>nothing.at.all</script>");
    let browser = Browser::start(kind);
    let person = browser.person();
    person.open(&file);
    person.wait("document.readyState === 'complete'");
    let complaints = person.complaints();
    assert!(
        complaints
            .iter()
            .any(|said| said.contains("nothing is not defined")),
        "{complaints:?}"
    );
}
