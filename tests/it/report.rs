//! The report in a real browser, where one is installed: it shows without a complaint, becomes a PDF, and an
//! accessibility checker finds nothing to fix.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// What Chromium is called on different systems.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The browser to test with.
pub(crate) fn browser() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = BROWSERS
        .iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|program| program.is_file());
    found.unwrap_or_else(|| panic!("none of {} is installed", BROWSERS.join(", ")))
}

/// A folder with the report of the example in it.
fn reported() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    let session = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/example-refund-flow.ron");
    let output = Command::new(env!("CARGO_BIN_EXE_threatboard"))
        .arg("export")
        .arg(session)
        .args(["--to", "html", "--out"])
        .arg(&file)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    (folder, file)
}

/// Opens a page in the browser, without a window and without anything that it would do for its maker.
pub(crate) fn open(browser: &Path, page: &Path, more: &[&OsStr]) -> Output {
    let profile = tempfile::tempdir().unwrap();
    let mut data = std::ffi::OsString::from("--user-data-dir=");
    data.push(profile.path());
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
        ])
        .arg(data)
        .args(more)
        .arg(format!("file://{}", page.to_str().unwrap()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    output
}

/// The text of a file.
fn read(path: &Path) -> String {
    String::from_utf8(fs::read(path).unwrap()).unwrap()
}

/// Puts another text in the place of a file.
fn write(path: &Path, text: &str) {
    let mut options = fs::File::options();
    let mut file = options.write(true).truncate(true).open(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

/// What the page wrote to the browser's console: there every breach of its policy is reported.
fn complaints(output: &Output) -> Vec<String> {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let lines = said.lines().filter(|line| line.contains("CONSOLE"));
    lines.map(str::to_owned).collect()
}

#[test]
#[cfg_attr(without_browser, ignore = "needs chromium or google-chrome")]
fn a_browser_shows_the_report_without_a_complaint() {
    let browser = browser();
    let (_folder, page) = reported();
    let dump = [OsStr::new("--dump-dom")];
    let shown = open(&browser, &page, &dump);
    assert_eq!(complaints(&shown), Vec::<String>::new());
    let text = String::from_utf8(shown.stdout).unwrap();
    assert!(text.contains("Payments API: refund flow"), "{text}");

    // The same page with a style sheet that its policy does not know: the silence above means something.
    let changed = read(&page).replacen("<style>", "<style>p { margin: 0 }", 1);
    write(&page, &changed);
    let broken = open(&browser, &page, &dump);
    assert!(!complaints(&broken).is_empty(), "{broken:?}");
}

#[test]
#[cfg_attr(without_browser, ignore = "needs chromium or google-chrome")]
fn a_browser_prints_the_report() {
    let browser = browser();
    let (folder, page) = reported();
    let pdf = folder.path().join("report.pdf");
    let mut print = std::ffi::OsString::from("--print-to-pdf=");
    print.push(&pdf);
    open(&browser, &page, &[&print]);
    let printed = fs::read(&pdf).unwrap();
    assert!(printed.starts_with(b"%PDF"), "{} bytes", printed.len());
}

#[test]
#[cfg_attr(
    any(without_axe, without_browser),
    ignore = "needs THREATBOARD_AXE and chromium or google-chrome"
)]
fn an_accessibility_checker_finds_nothing_in_the_report() {
    let axe = std::env::var_os("THREATBOARD_AXE").unwrap();
    let browser = browser();
    let (_folder, page) = reported();
    let text = read(&page);
    // The checker is a script, which the report's own policy rightly refuses.
    let (before, rest) = text.split_once("<meta http-equiv").unwrap();
    let (_, after) = rest.split_once('>').unwrap();
    let checker = read(Path::new(&axe));
    let script = format!(
        "<script>{checker}</script><script>axe.run().then(found => {{
            const names = found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' '));
            document.body.textContent = 'checked ' + found.passes.length + ' rules, found: ' + names.join('; ') + '.';
        }});</script></body>"
    );
    let text = format!("{before}{after}").replacen("</body>", &script, 1);
    write(&page, &text);
    let wait = ["--virtual-time-budget=60000", "--dump-dom"].map(OsStr::new);
    let output = open(&browser, &page, &wait);
    let shown = String::from_utf8_lossy(&output.stdout);
    let said = shown.split("<body>").nth(1).unwrap_or_default();
    let said = said.split("</body>").next().unwrap_or_default();
    let (rules, violations) = said
        .strip_prefix("checked ")
        .and_then(|said| said.split_once(" rules, found: "))
        .unwrap_or_else(|| panic!("the checker did not come to an end: {said}"));
    assert!(rules.parse::<u32>().unwrap() > 20, "only {rules} rules");
    assert_eq!(violations.trim(), ".");
}
