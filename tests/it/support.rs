//! A desk to run a meeting at without a terminal: the program's core, a clock that the test moves, and what a person
//! would see.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta, Timelike};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use threatboard::app::App;
use threatboard::app::effect::{Effect, Sheet};
use threatboard::app::intake::Incoming;
use threatboard::app::msg::{Failure, Found, Msg, Opened, Sought};
use threatboard::app::themes::ThemeOffer;
use threatboard::catalogue::{Catalogue, Trackers};
use threatboard::check::Thresholds;
use threatboard::domain::{
    Edit, ElementId, FlowId, Identity, New, Session, SessionKind, Stamp, Text, ThreatId,
};
use threatboard::export::{Audience, File, Names, Options, SheetOptions};
use threatboard::keys::KeyMap;
use threatboard::keys::key::{Key, KeyCode};
use threatboard::plain::Teller;
use threatboard::theme::{self, Depth, Signs, Styles};
use threatboard::ui;

use crate::looks::{drawn, picture, styled_text, text_of};
use crate::terminal::keys::{Step, parse};

/// The identity of sessions that are made at a desk.
const EXAMPLE: uuid::Uuid = uuid::Uuid::from_u128(0x7b0e_6c1d_52a4_4f0b_9d36_1f8e_a2c4_90d7);

/// The design size.
pub(crate) const WIDE: (u16, u16) = (100, 30);
/// A plain terminal.
pub(crate) const PLAIN: (u16, u16) = (80, 24);
/// Columns enough that no line is broken.
pub(crate) const ENDLESS: u16 = 400;
/// A small window on a shared screen.
pub(crate) const SMALL: (u16, u16) = (60, 20);

/// The program's core at ten o'clock on Saturday 9 May 2026, and everything it wanted done outside.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) effects: Vec<Effect>,
    pub(crate) exported: Vec<File>,
    /// Files that can be imported, by their path.
    pub(crate) files: Vec<(String, Incoming)>,
    /// What the sessions of the start screen hold: the path, where, and the text. They are looked through at once.
    pub(crate) holds: Option<Vec<[&'static str; 3]>>,
    /// Where nothing is drawn: who tells what happens, and everything that was sent to the terminal.
    pub(crate) voice: Option<(Teller, String)>,
}

/// Ten o'clock on Saturday 9 May 2026, in Berlin.
pub(crate) fn ten() -> Stamp {
    Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

/// The day of [`ten`].
pub(crate) fn today() -> NaiveDate {
    ten().date_naive()
}

/// Whether a line of a session's file names an item by a key, which follows from when the item was written down.
pub(crate) fn names_a_key(line: &str) -> bool {
    let word = line.trim_matches(|c| matches!(c, ' ' | '"' | ','));
    let threat = word.parse::<Identity<ThreatId>>().ok();
    let element = word.parse::<Identity<ElementId>>().ok();
    let flow = word.parse::<Identity<FlowId>>().ok();
    let keys = [
        threat.and_then(|id| id.key),
        element.and_then(|id| id.key),
        flow.and_then(|id| id.key),
    ];
    keys.iter().any(Option::is_some)
}

/// A session that has just begun, with eight participants.
pub(crate) fn room() -> Session {
    let mut session = Session::new(
        uuid::Uuid::nil(),
        Text::new("Payments API: refund flow"),
        SessionKind::Meeting,
        ten(),
    );
    let line = "Ana eng, Bo eng, Cy eng, Di ops, Ed QA, Flo product, Gus security, Hal legal";
    for (name, role) in threatboard::parse::people::parse(line) {
        session
            .apply(&Edit::Add(New::Participant(name, role)), ten())
            .unwrap();
    }
    session
}

/// What an export depends on unless someone chooses.
pub(crate) fn export_options(names: Names, today: NaiveDate) -> Options {
    Options {
        names,
        audience: Audience::default(),
        today,
        trackers: Arc::new(Trackers::bundled()),
        catalogue: Arc::new(Catalogue::bundled().unwrap()),
        limits: Arc::new(Thresholds::bundled()),
        scales: Arc::new(threatboard::risk::Scales::bundled()),
        since: None,
        sheet: SheetOptions::default(),
        at: None,
    }
}

impl Desk {
    /// The start screen.
    pub(crate) fn home() -> Self {
        let keys = Arc::new(KeyMap::bundled().unwrap());
        let catalogue = Arc::new(Catalogue::bundled().unwrap());
        let app = App::new(
            ten(),
            WIDE,
            keys,
            catalogue,
            Arc::new(Thresholds::bundled()),
        );
        Self {
            app,
            effects: Vec::new(),
            exported: Vec::new(),
            files: Vec::new(),
            holds: Some(Vec::new()),
            voice: None,
        }
    }

    /// The start screen of a program that tells everything instead of drawing it.
    pub(crate) fn plain() -> Self {
        let mut desk = Self::home();
        desk.app.keys = Arc::new(KeyMap::spoken().unwrap());
        desk.app.spoken = true;
        let mut teller = Teller::new(ENDLESS);
        let welcome = teller.welcome(&desk.app);
        desk.voice = Some((teller, welcome));
        desk.hear();
        desk
    }

    fn hear(&mut self) {
        if let Some((teller, said)) = &mut self.voice {
            said.push_str(&teller.tell(&self.app));
        }
    }

    /// A session that was opened from `refund.ron`.
    pub(crate) fn with(session: Session) -> Self {
        let mut desk = Self::home();
        desk.open(session);
        desk
    }

    /// A session is opened from `refund.ron`.
    pub(crate) fn open(&mut self, session: Session) {
        self.tell(Msg::Opened(Ok(Opened {
            session: Arc::new(session),
            path: "~/models/refund.ron".to_owned(),
            held_by: None,
            warning: None,
            new: false,
        })));
    }

    /// What was saved last.
    pub(crate) fn last_saved(&self) -> Session {
        let saved = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Save(snapshot) => Some((*snapshot.session).clone()),
            _ => None,
        });
        saved.expect("something was saved")
    }

    /// The half-typed line that was saved last.
    pub(crate) fn last_draft(&self) -> Option<threatboard::domain::Draft> {
        let saved = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Save(snapshot) => Some(snapshot.draft.clone()),
            _ => None,
        });
        saved.expect("something was saved")
    }

    /// Something happens. What the core wants done outside is done at once, in memory.
    pub(crate) fn tell(&mut self, msg: Msg) {
        let now = self.app.now;
        let effects = self.app.update(now, msg);
        self.hear();
        for effect in effects {
            self.effects.push(effect.clone());
            match effect {
                Effect::Create(title, people, kind) => {
                    let at = now.with_nanosecond(0).unwrap();
                    let mut session = Session::new(EXAMPLE, title, kind, at);
                    for (name, role) in people {
                        let person = Edit::Add(New::Participant(name, role));
                        session.apply(&person, at).unwrap();
                    }
                    self.tell(Msg::Opened(Ok(Opened {
                        session: Arc::new(session),
                        path: "~/models/refund.ron".to_owned(),
                        held_by: None,
                        warning: None,
                        new: true,
                    })));
                }
                Effect::CreateOne { heard, pair } => {
                    let at = now.with_nanosecond(0).unwrap();
                    let mut session = threatboard::parse::one::begin(EXAMPLE, &heard, at).unwrap();
                    session.pair = pair.then(threatboard::domain::Pair::default);
                    self.tell(Msg::Opened(Ok(Opened {
                        session: Arc::new(session),
                        path: "~/models/one/2026-05-09-news.ron".to_owned(),
                        held_by: None,
                        warning: None,
                        new: true,
                    })));
                }
                Effect::NextOne { of, .. } => {
                    let next = threatboard::parse::one::following(&of, EXAMPLE, now).unwrap();
                    self.tell(Msg::Opened(Ok(Opened {
                        session: Arc::new(next),
                        path: "~/models/one/2026-05-09-news-2.ron".to_owned(),
                        held_by: None,
                        warning: None,
                        new: false,
                    })));
                }
                Effect::Export(exports) => {
                    let made = exports.make().map_err(Into::into);
                    let names = made.map(|files| {
                        self.exported = files;
                        let files = self.exported.iter();
                        files.map(|file| file.name.clone()).collect()
                    });
                    self.tell(Msg::Exported(names));
                }
                Effect::HandOut(Sheet::Open(files)) => {
                    let names = files.iter().map(|file| file.name.clone()).collect();
                    self.exported = files;
                    self.tell(Msg::Exported(Ok(names)));
                }
                Effect::Seek(words, paths) => {
                    let Some(holds) = &self.holds else { continue };
                    let fits = |[path, _, text]: &&[&str; 3]| {
                        let known = paths.iter().any(|other| other == path);
                        known && text.to_lowercase().contains(&words.to_lowercase())
                    };
                    let found = holds.iter().filter(fits).map(|[path, at, text]| Found {
                        path: (*path).to_owned(),
                        at: at.split(' ').next().and_then(|id| id.parse().ok()),
                        says: format!("{at}: {text}"),
                        more: 2,
                    });
                    let found = found.collect();
                    self.tell(Msg::Sought(Sought { words, found }));
                }
                Effect::Import { path, .. } => {
                    let file = self.files.iter().find(|(name, _)| *name == path);
                    let read = file.map(|(_, incoming)| Box::new(incoming.clone()));
                    self.tell(Msg::Imported(read.ok_or_else(|| Failure {
                        says: format!("There is no file {path}. Check the name."),
                        path,
                        line: None,
                    })));
                }
                Effect::Understand(text) => {
                    let read = threatboard::import::source("transcript").unwrap().read;
                    let mut draft = read(&text).unwrap();
                    draft.said_in("pasted transcript");
                    self.tell(Msg::Imported(Ok(Box::new(Incoming {
                        draft,
                        file: "pasted transcript".to_owned(),
                        format: "transcript".to_owned(),
                    }))));
                }
                Effect::Cheapest(search) => self.tell(Msg::Cheapest(search.make().map(Box::new))),
                // What is looked for in a thread comes when it comes; what is only drawn there is drawn at once.
                Effect::Draw(order) if !order.search => {
                    self.tell(Msg::Drawn(order.make(&mut || true).map(Box::new)));
                }
                Effect::Simulate(order) => self.tell(Msg::Simulated(Box::new(order.make()))),
                Effect::FindThemes => self.tell(Msg::Themes(
                    theme::offers(&[])
                        .into_iter()
                        .map(|offer| ThemeOffer {
                            name: offer.name,
                            says: offer.says,
                            problem: None,
                        })
                        .collect(),
                )),
                Effect::Read(reading) => {
                    if let Some((teller, said)) = &mut self.voice {
                        said.push_str(&teller.read(&self.app, reading));
                    }
                }
                _ => {}
            }
        }
    }

    /// Time passes, and the program is awake.
    pub(crate) fn after(&mut self, minutes: i64) -> &mut Self {
        self.until(self.app.now + TimeDelta::minutes(minutes))
    }

    /// Time passes until then, and the program is awake.
    pub(crate) fn until(&mut self, then: Stamp) -> &mut Self {
        while self.app.now < then {
            self.app.now = (self.app.now + TimeDelta::minutes(1)).min(then);
            self.tell(Msg::Tick);
        }
        self
    }

    /// The laptop is closed for this many minutes.
    pub(crate) fn asleep(&mut self, minutes: i64) -> &mut Self {
        self.app.now += TimeDelta::minutes(minutes);
        self.tell(Msg::Tick);
        self
    }

    /// Someone types: plain text, and keys in angle brackets.
    pub(crate) fn keys(&mut self, script: &str) -> &mut Self {
        for step in parse(script).unwrap() {
            self.step(&step);
        }
        self
    }

    /// One step of a script.
    pub(crate) fn step(&mut self, step: &Step) {
        match step {
            Step::Key(bytes) => self.tell(Msg::Key(key_of(bytes))),
            Step::Text(c) => self.tell(Msg::Key(Key::char(*c))),
            Step::Paste(text) => self.tell(Msg::Paste(text.clone())),
            Step::Resize(columns, rows) => self.tell(Msg::Resize(*columns, *rows)),
            Step::Wait(text) => assert!(
                self.screen(WIDE).contains(text),
                "no {text:?} in\n{}",
                self.screen(WIDE)
            ),
            Step::Gone(text) => assert!(
                !self.screen(WIDE).contains(text),
                "{text:?} in\n{}",
                self.screen(WIDE)
            ),
        }
    }

    /// A whole script is played; a line `#@ 7` says that it is seven minutes past ten.
    pub(crate) fn play(&mut self, script: &str) -> &mut Self {
        for line in script.lines() {
            if let Some(minute) = line.strip_prefix("#@ ") {
                let minute = minute.split(' ').next().unwrap().parse().unwrap();
                self.until(ten() + TimeDelta::minutes(minute));
            }
            self.keys(line);
        }
        self
    }

    /// The session on the desk.
    pub(crate) fn session(&self) -> &Session {
        self.app.session().expect("a session is open")
    }

    /// The screen cell by cell, with these characters.
    pub(crate) fn cells(&self, size: (u16, u16), signs: Signs) -> Buffer {
        let styles = Styles::new(&theme::load("dark", &[]).0, Depth::TrueColor);
        let styles = styles.with_signs(signs);
        drawn(size, |frame| ui::view(&self.app, &styles, frame))
    }

    /// Where the terminal's caret stands, column and row, if it is shown.
    pub(crate) fn caret(&self, (columns, rows): (u16, u16)) -> (u16, u16) {
        let styles = Styles::new(&theme::load("dark", &[]).0, Depth::None);
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal
            .draw(|frame| ui::view(&self.app, &styles, frame))
            .unwrap();
        terminal.get_cursor_position().unwrap().into()
    }

    /// The screen as text.
    pub(crate) fn screen(&self, size: (u16, u16)) -> String {
        text_of(&self.cells(size, Signs::default()))
    }

    /// The screen as text, in ASCII.
    pub(crate) fn ascii(&self, size: (u16, u16)) -> String {
        text_of(&self.cells(size, Signs::Ascii))
    }

    /// The screen as text for a snapshot, which keeps the laws of looks.
    pub(crate) fn picture(&self, size: (u16, u16)) -> String {
        text_of(&self.looks(size))
    }

    /// The same with the styles: a highlight that moves is a difference.
    pub(crate) fn styled(&self, size: (u16, u16)) -> String {
        styled_text(&self.looks(size))
    }

    /// The files that were written, by name.
    pub(crate) fn exported_names(&self) -> Vec<&str> {
        self.exported
            .iter()
            .map(|file| file.name.as_str())
            .collect()
    }

    /// The screen in the dark theme, after a look at all others.
    pub(crate) fn looks(&self, size: (u16, u16)) -> Buffer {
        picture(size, |styles, frame| ui::view(&self.app, styles, frame))
    }
}

/// The key that a terminal's bytes stand for.
fn key_of(bytes: &[u8]) -> Key {
    let plain = Key::plain;
    match bytes {
        b"\r" => plain(KeyCode::Enter),
        b"\x1b" => plain(KeyCode::Esc),
        b"\t" => plain(KeyCode::Tab),
        b"\x1b[Z" => plain(KeyCode::BackTab),
        b"\x7f" => plain(KeyCode::Backspace),
        b"\x1b[3~" => plain(KeyCode::Delete),
        b"\x1b[A" => plain(KeyCode::Up),
        b"\x1b[B" => plain(KeyCode::Down),
        b"\x1b[C" => plain(KeyCode::Right),
        b"\x1b[D" => plain(KeyCode::Left),
        b"\x1b[H" => plain(KeyCode::Home),
        b"\x1b[F" => plain(KeyCode::End),
        b"\x1b[5~" => plain(KeyCode::PageUp),
        b"\x1b[6~" => plain(KeyCode::PageDown),
        b"\x1bOP" => plain(KeyCode::F(1)),
        b"\x1bOQ" => plain(KeyCode::F(2)),
        b"\x1bOR" => plain(KeyCode::F(3)),
        b"\x1bOS" => plain(KeyCode::F(4)),
        b"\x1b[15~" => plain(KeyCode::F(5)),
        [c @ 1..=26] => Key::ctrl(char::from(c + b'a' - 1)),
        [b'\x1b', c] => Key {
            alt: true,
            ..Key::char(char::from(*c))
        },
        [c] => Key::char(char::from(*c)),
        other => panic!("no key for {other:?}"),
    }
}
