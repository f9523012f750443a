//! Real browsers, treated as a person treats them: a page is opened from the disk, keys are typed, buttons are clicked,
//! and what is to be seen is read back.
//!
//! Chromium is driven by the `Chrome DevTools Protocol` and Firefox by `WebDriver BiDi`, which both speak by themselves: no
//! driver has to be installed beside them. A test is written once and runs in both ([`in_browsers`]). Every wait is for a
//! condition; a browser is ended when its test is, however that ends.

mod chromium;
mod firefox;
mod harness;
pub(crate) mod heard;
mod page;
mod process;
pub(crate) mod strokes;
mod wire;

use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

pub(crate) use page::Page;
use strokes::Stroke;

/// How long a file may take to be saved. Far more than a busy machine needs.
const LIMIT: Duration = Duration::from_mins(1);

/// A browser that tests run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Chromium,
    Firefox,
}

/// How a browser is started.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Start {
    /// Pages are shown in the dark.
    pub(crate) dark: bool,
    /// Pages run no script, as in the preview of a mail program.
    pub(crate) without_script: bool,
    /// The port of a proxy on this machine that everything goes through.
    pub(crate) proxy: Option<u16>,
}

/// What can be done with any browser. A tab is named by the browser's own name for it.
trait Driver {
    /// An empty tab that shares nothing with other tabs, as on another person's computer.
    fn open(&self) -> String;
    /// An empty tab of the same person.
    fn beside(&self, tab: &str) -> String;
    /// Brings a tab to the front: a person looks at what they do.
    fn front(&self, tab: &str);
    /// Goes to an address and waits until it is shown.
    fn go(&self, tab: &str, address: &str) -> Result<(), String>;
    /// Loads again, and says whether the page asked whether that may be. It is told yes.
    fn reload(&self, tab: &str) -> bool;
    /// The text that a script comes to, or what it threw.
    fn run(&self, tab: &str, script: &str) -> Result<String, String>;
    /// Presses keys one after the other.
    fn strike(&self, tab: &str, strokes: &[Stroke]);
    /// Presses the mouse at a place of the window.
    fn click(&self, tab: &str, x: f64, y: f64);
    /// Gives the window a size in pixels of the page, and so many pixels of the screen for each.
    fn size(&self, tab: &str, columns: u32, rows: u32, zoom: u32);
    /// What the window shows, as PNG.
    fn picture(&self, tab: &str) -> Vec<u8>;
    /// The page as a PDF.
    fn print(&self, tab: &str) -> Vec<u8>;
    /// The addresses that were asked for since the browser was started, without files of this machine and without what
    /// the page's own policy stopped.
    fn requests(&self, tab: &str) -> Vec<String>;
    /// Where pages save files.
    fn downloads(&self) -> PathBuf;
    /// What pages wrote to the console as an error, a breach of their policy among it.
    fn complaints(&self, tab: &str) -> Vec<String>;
}

/// A running browser. Dropping it ends it.
pub(crate) struct Browser {
    driver: Rc<dyn Driver>,
    kind: Kind,
}

impl Browser {
    /// Starts a browser as it is after it was installed.
    pub(crate) fn start(kind: Kind) -> Self {
        Self::start_with(kind, Start::default())
    }

    /// Starts a browser.
    pub(crate) fn start_with(kind: Kind, start: Start) -> Self {
        let driver: Rc<dyn Driver> = match kind {
            Kind::Chromium => Rc::new(chromium::Chromium::start(start)),
            Kind::Firefox => Rc::new(firefox::Firefox::start(start)),
        };
        Self { driver, kind }
    }

    /// Another person's window, which shares nothing with the others.
    pub(crate) fn person(&self) -> Page {
        Page::new(Rc::clone(&self.driver), self.driver.open(), self.kind)
    }

    /// Waits for the file that a page saves, and gives its name and what is in it.
    pub(crate) fn saved(&self) -> (String, String) {
        let folder = self.driver.downloads();
        let began = Instant::now();
        loop {
            let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
            let files: Vec<PathBuf> = files.map(|entry| entry.path()).collect();
            // While it is written a second file stands beside it, or the only one has another ending.
            if let [file] = files.as_slice()
                && file.extension().is_some_and(|ending| ending == "txt")
                && let Ok(bytes) = std::fs::read(file)
                && !bytes.is_empty()
            {
                let name = file.file_name().unwrap().to_str().unwrap();
                return (name.to_owned(), String::from_utf8(bytes).unwrap());
            }
            assert!(began.elapsed() < LIMIT, "nothing was saved: {files:?}");
            std::thread::yield_now();
        }
    }
}

/// Runs each function as a test in Chromium and in Firefox; after `with axe:`, where the accessibility checker is there too.
macro_rules! in_browsers {
    (with axe: $($name:ident),+ $(,)?) => {
        $crate::browsers::in_browsers!(
            @ any(without_browser, without_axe), "needs THREATBOARD_AXE and chromium or google-chrome";
            any(without_firefox, without_axe), "needs THREATBOARD_AXE and firefox-esr or firefox"; $($name)+
        );
    };
    (@ $chromium:meta, $needs_chromium:literal; $firefox:meta, $needs_firefox:literal; $($name:ident)+) => {
        mod chromium {
            $(
                #[test]
                #[cfg_attr($chromium, ignore = $needs_chromium)]
                fn $name() {
                    super::$name($crate::browsers::Kind::Chromium);
                }
            )+
        }
        mod firefox {
            $(
                #[test]
                #[cfg_attr($firefox, ignore = $needs_firefox)]
                fn $name() {
                    super::$name($crate::browsers::Kind::Firefox);
                }
            )+
        }
    };
    ($($name:ident),+ $(,)?) => {
        $crate::browsers::in_browsers!(
            @ without_browser, "needs chromium or google-chrome";
            without_firefox, "needs firefox-esr or firefox"; $($name)+
        );
    };
}
pub(crate) use in_browsers;
