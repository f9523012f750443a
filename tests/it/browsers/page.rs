//! A page in front of a person.

use std::path::Path;
use std::rc::Rc;

use serde_json::{Value, json};

use super::strokes::{letters, stroke};
use super::{Driver, Kind};

/// How long a page may take to do anything, in its own milliseconds. Far more than a busy machine needs.
const LIMIT: u32 = 60_000;

/// One tab.
pub(crate) struct Page {
    driver: Rc<dyn Driver>,
    tab: String,
    kind: Kind,
}

/// Whether an address is asked of another machine, or of a server on this one.
pub(super) fn leaves(address: &str) -> bool {
    !["file:", "data:", "about:", "blob:", "chrome:", "resource:"]
        .iter()
        .any(|inside| address.starts_with(inside))
}

impl Page {
    pub(super) fn new(driver: Rc<dyn Driver>, tab: String, kind: Kind) -> Self {
        let page = Self { driver, tab, kind };
        page.size(1280, 800);
        page
    }

    /// Opens a file of this machine.
    pub(crate) fn open(&self, file: &Path) {
        self.go(&format!("file://{}", file.to_str().unwrap()));
    }

    /// Goes to an address.
    pub(crate) fn go(&self, address: &str) {
        self.driver
            .go(&self.tab, address)
            .unwrap_or_else(|error| panic!("{error}"));
    }

    /// Asks for an address that nobody answers for.
    pub(crate) fn go_in_vain(&self, address: &str) {
        let _ = self.driver.go(&self.tab, address);
    }

    /// Loads the page again, and says whether it asked first whether what was typed may be lost.
    pub(crate) fn reload(&self) -> bool {
        self.driver.reload(&self.tab)
    }

    /// What a script comes to. It is for the eye of a test: a person presses keys and clicks.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.try_to_run(script)
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    fn try_to_run(&self, script: &str) -> Result<Value, String> {
        // Where scripts are forbidden no promise is kept, not even one of ours.
        let script = format!(
            "(made => made instanceof Promise ? made.then(made => JSON.stringify(made) ?? 'null') : JSON.stringify(made) ?? 'null')({script})"
        );
        let said = self.driver.run(&self.tab, &script)?;
        serde_json::from_str(&said).map_err(|error| format!("{error}: {said}"))
    }

    /// Waits until a condition of the page is true.
    pub(crate) fn wait(&self, condition: &str) {
        let script = format!(
            "new Promise(end => {{
                const limit = Date.now() + {LIMIT};
                const look = () => ({condition}) ? end(true) : Date.now() > limit ? end(false) : setTimeout(look, 20);
                look();
            }})"
        );
        let came = self.run(&script) == json!(true);
        assert!(
            came,
            "waited in vain for `{condition}` in {:?}; the page says\n{}",
            self.kind,
            self.text("body")
        );
    }

    /// The text of an element, as it is shown.
    pub(crate) fn text(&self, selector: &str) -> String {
        let text = self.run(&format!(
            "(document.querySelector({}) ?? {{}}).innerText",
            json!(selector)
        ));
        let text = text.as_str();
        text.unwrap_or_else(|| panic!("there is no {selector}"))
            .to_owned()
    }

    /// What stands in a field.
    pub(crate) fn value(&self, selector: &str) -> String {
        let value = self.run(&format!(
            "document.querySelector({}).value",
            json!(selector)
        ));
        value.as_str().unwrap().to_owned()
    }

    /// Whether an element is there and takes room on the screen.
    pub(crate) fn shows(&self, selector: &str) -> bool {
        self.run(&format!(
            "(document.querySelector({}) ?? {{ getClientRects: () => [] }}).getClientRects().length > 0",
            json!(selector)
        )) == json!(true)
    }

    /// Presses keys by their names, one after the other: `Tab`, `Shift+Tab`, `Control+v`.
    pub(crate) fn press(&self, keys: &[&str]) {
        let strokes: Vec<_> = keys.iter().map(|key| stroke(key)).collect();
        self.driver.strike(&self.tab, &strokes);
    }

    /// Types a text where the caret is; a new line is Enter.
    pub(crate) fn type_text(&self, text: &str) {
        self.driver.strike(&self.tab, &letters(text));
    }

    /// Presses the mouse on an element that can be seen and that nothing covers.
    pub(crate) fn click(&self, selector: &str) {
        self.driver.front(&self.tab);
        // What is seen is a frame behind what is scrolled, and the mouse goes by what is seen.
        let place = self.run(&format!(
            "(async () => {{
                const element = document.querySelector({});
                if (!element) return 'is not there';
                element.scrollIntoView({{ block: 'center' }});
                const frame = () => new Promise(requestAnimationFrame);
                await frame();
                await frame();
                const box = element.getBoundingClientRect();
                const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
                const met = document.elementFromPoint(x, y);
                if (!met || !(element.contains(met) || met.contains(element))) return 'is covered by ' + met?.outerHTML;
                return [x, y];
            }})()",
            json!(selector)
        ));
        let [Some(x), Some(y)] = [place[0].as_f64(), place[1].as_f64()] else {
            panic!("{selector} {place}");
        };
        self.driver.click(&self.tab, x, y);
    }

    /// Walks by Tab until an element has the focus, and says how many stops that took.
    pub(crate) fn tab_to(&self, selector: &str) -> usize {
        let here = format!("!!document.activeElement?.matches({})", json!(selector));
        for stops in 0..200 {
            if self.run(&here) == json!(true) {
                return stops;
            }
            self.press(&["Tab"]);
        }
        panic!("Tab never comes to {selector}");
    }

    /// Picks an entry of a list by typing how it begins, as one does without a mouse.
    pub(crate) fn pick(&self, selector: &str, entry: &str) {
        self.run(&format!(
            "document.querySelector({}).focus()",
            json!(selector)
        ));
        self.type_text(entry);
        self.wait(&format!(
            "(list => list.selectedOptions[0].text.startsWith({}))(document.querySelector({}))",
            json!(entry),
            json!(selector)
        ));
    }

    /// What the clipboard holds, found out as a person does: by pasting it somewhere else.
    pub(crate) fn pasted_elsewhere(&self) -> String {
        let other = Self {
            driver: Rc::clone(&self.driver),
            tab: self.driver.beside(&self.tab),
            kind: self.kind,
        };
        other.go("data:text/html,<!doctype html><textarea></textarea>");
        other.click("textarea");
        other.press(&["Control+v"]);
        other.value("textarea")
    }

    /// Gives the window a size.
    pub(crate) fn size(&self, columns: u32, rows: u32) {
        self.driver.size(&self.tab, columns, rows, 1);
    }

    /// A window of this size with everything twice as large, which leaves room for half as much.
    pub(crate) fn size_at_200_percent(&self, columns: u32, rows: u32) {
        self.driver.size(&self.tab, columns / 2, rows / 2, 2);
    }

    /// The whole page, as PNG.
    pub(crate) fn picture(&self) -> Vec<u8> {
        self.driver.picture(&self.tab)
    }

    /// The page on paper, as PDF.
    pub(crate) fn print(&self) -> Vec<u8> {
        self.driver.print(&self.tab)
    }

    /// The addresses that the page asked for, of this machine's files none.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.driver.requests(&self.tab)
    }

    /// What the page wrote to the console as an error.
    pub(crate) fn complaints(&self) -> Vec<String> {
        self.driver.complaints(&self.tab)
    }
}
