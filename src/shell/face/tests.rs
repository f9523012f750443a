use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::*;
use crate::app::effect::Effect;
use crate::app::msg::{Opened, SaveNews};
use crate::catalogue::Catalogue;
use crate::check::Thresholds;
use crate::domain::{Edit, FourQuestion, New, Session, SessionKind, Stamp, Text};
use crate::keys::KeyMap;
use crate::keys::key::KeyCode;
use crate::shell::start::Options;

/// What was written to the terminal.
#[derive(Default)]
struct Counter {
    writes: usize,
    frames: usize,
    bytes: usize,
}

#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Counter>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let begins = b"\x1b[?2026h";
        let mut counter = self.0.borrow_mut();
        counter.writes += 1;
        counter.frames += bytes.windows(begins.len()).filter(|w| w == begins).count();
        counter.bytes += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The program at its screen, without the threads around it.
struct Meeting {
    app: App,
    screen: Screen<Wire>,
    wire: Wire,
    now: Stamp,
    /// The number of the last save that was asked for.
    saves: u64,
}

impl Meeting {
    fn new(threats: usize) -> Self {
        let now = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let (meeting, title) = (SessionKind::Meeting, Text::new("Refunds"));
        let mut session = Session::new(uuid::Uuid::nil(), title, meeting, now);
        for number in 1..=threats {
            // Texts that share no words: what moves is written whole.
            let words: Vec<_> = (0..9)
                .map(|n| format!("{:x}", number * 7_919 * (n + 31)))
                .collect();
            let words = format!("Refund {}", words.join(" "));
            let new = New::threat(words, FourQuestion::GoWrong);
            session.apply(&Edit::Add(new), now).unwrap();
        }
        let app = App::new(
            now,
            (100, 30),
            Arc::new(KeyMap::bundled().unwrap()),
            Arc::new(Catalogue::bundled().unwrap()),
            Arc::new(Thresholds::bundled()),
        );
        let (looks, _) = Looks::new(&Options::default());
        let wire = Wire::default();
        let screen = Screen::new(looks, app.size, wire.clone()).unwrap();
        let mut program = Self {
            app,
            screen,
            wire,
            now,
            saves: 0,
        };
        program.hear(Msg::Opened(Ok(Opened {
            session: Arc::new(session),
            path: "refunds.ron".to_owned(),
            held_by: None,
            warning: None,
            new: false,
        })));
        program.press("2");
        program
    }

    fn hear(&mut self, msg: Msg) {
        for effect in self.app.update(self.now, msg) {
            if let Effect::Save(snapshot) = effect {
                self.saves = snapshot.number;
            }
        }
        self.screen.follow(&self.app);
        self.screen.show(&self.app).unwrap();
    }

    fn press(&mut self, keys: &str) {
        for c in keys.chars() {
            self.hear(Msg::Key(Key::char(c)));
        }
    }

    fn down(&mut self) {
        self.hear(Msg::Key(Key::plain(KeyCode::Down)));
    }

    /// The saver reports, as it does four times a second while someone types.
    fn saved(&mut self) {
        let (number, at) = (self.saves, self.now);
        self.hear(Msg::Saved(SaveNews::Done { number, at }));
    }

    fn pass(&mut self, milliseconds: i64) {
        self.now += chrono::TimeDelta::milliseconds(milliseconds);
    }

    /// Events of the terminal that came at once: one frame for all of them.
    fn sized(&mut self, sizes: &[(u16, u16)]) {
        for (columns, rows) in sizes {
            for msg in self.screen.take(Msg::Resize(*columns, *rows), &self.app) {
                self.app.update(self.now, msg);
            }
        }
        self.screen.show(&self.app).unwrap();
    }

    fn count(&mut self, what: impl FnOnce(&mut Self)) -> Counter {
        self.wire.0.take();
        what(self);
        self.wire.0.take()
    }
}

#[test]
fn a_minute_of_typing_is_one_write_a_key_and_none_a_save() {
    let mut meeting = Meeting::new(200);
    meeting.press("t");
    let counted = meeting.count(|meeting| {
        // A key each 120 ms, a save each 240 ms.
        for beat in 0..490_u32 {
            meeting.pass(120);
            meeting.press(if beat % 6 == 5 { " " } else { "x" });
            if beat % 2 == 1 {
                meeting.saved();
            }
        }
    });
    assert_eq!((counted.frames, counted.writes), (490, 490));
    let each = counted.bytes / 490;
    assert!(each <= 120, "{each} bytes a key");
}

#[test]
fn moving_through_a_list_is_one_write_a_key_and_few_bytes() {
    let mut meeting = Meeting::new(200);
    for _ in 0..20 {
        meeting.down();
    }
    let counted = meeting.count(|meeting| (0..100).for_each(|_| meeting.down()));
    assert_eq!((counted.frames, counted.writes), (100, 100));
    let each = counted.bytes / 100;
    assert!(each <= 800, "{each} bytes a move");
}

#[test]
fn what_changes_nothing_on_the_screen_is_not_written() {
    let mut meeting = Meeting::new(3);
    let counted = meeting.count(|meeting| {
        meeting.hear(Msg::Tick);
        meeting.saved();
        // Already the first of the list.
        meeting.hear(Msg::Key(Key::plain(KeyCode::Up)));
    });
    assert_eq!(counted.writes, 0);
    let counted = meeting.count(|meeting| {
        meeting.pass(60_000);
        meeting.hear(Msg::Tick);
    });
    assert_eq!(counted.writes, 1, "the clock");
}

/// A terminal that is narrower for a moment loses what was at its right, and one that was too narrow for a frame shows
/// it wrong. The program may hear of it when the size is again the one that it knew.
#[test]
fn a_change_of_size_that_ends_where_it_began_draws_everything_again() {
    let mut meeting = Meeting::new(3);
    let all = meeting.count(|meeting| meeting.sized(&[(101, 30)]));
    for sizes in [&[(101, 30)][..], &[(80, 30), (101, 30)]] {
        let again = meeting.count(|meeting| meeting.sized(sizes));
        assert_eq!((again.frames, again.writes), (1, 1), "{sizes:?}");
        assert_eq!(again.bytes, all.bytes, "{sizes:?}");
    }
    let counted = meeting.count(|meeting| meeting.hear(Msg::Tick));
    assert_eq!(counted.writes, 0, "only once");
}
