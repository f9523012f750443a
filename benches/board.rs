//! How long a frame, a load, a save, a key, the checks and each export take with 10, 1,000 and 10,000 threats, each
//! with the mitigation, question and action item of a typical one; how long a key takes at a stop of the sweep with 18 and
//! with 300 stops; how long the map takes with 8 to 200 elements; and how long a text takes that looks like answers to sheets.

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot be set up should stop"
)]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use threatboard::app::App;
use threatboard::app::msg::{Msg, Opened};
use threatboard::catalogue::{Catalogue, Trackers};
use threatboard::check::{self, Thresholds};
use threatboard::domain::{
    Edit, Field, FourQuestion, ItemId, New, NewAction, Session, SessionKind, Severity, Stamp,
    Status, Text, ThreatId,
};
use threatboard::export::{self, Audience, Format, Names, Options};
use threatboard::keys::KeyMap;
use threatboard::keys::key::{Key, KeyCode};
use threatboard::layout::{self, Signs, Sketch, Window};
use threatboard::parse::folded;
use threatboard::store::format;
use threatboard::theme::{self, Depth, Styles};
use threatboard::ui;

const SIZES: [u32; 3] = [10, 1_000, 10_000];

fn at() -> Stamp {
    Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").expect("a date")
}

/// A session with this many threats.
fn session(threats: u32) -> Session {
    let mut session = Session::new(
        uuid::Uuid::nil(),
        Text::new("Payments"),
        SessionKind::Meeting,
        at(),
    );
    let mut make = |edit: Edit| {
        session
            .apply(&edit, at())
            .expect("a change that can be made");
    };
    for name in ["Ana", "Bo", "Cy", "Di", "Ed"] {
        make(Edit::Add(New::Participant(name.into(), "eng".into())));
    }
    for n in 1..=threats {
        let threat = ThreatId(n);
        let words = format!(
            "Threat {n}: somebody replays a refund with a token that was stolen from a session"
        );
        make(Edit::Add(New::threat(words, FourQuestion::GoWrong)));
        make(Edit::Set(
            threat.into(),
            Field::Severity(Some(Severity::High)),
        ));
        make(Edit::Add(New::mitigation(
            format!("Bind the token of case {n} to the device and expire it early"),
            threat,
            Status::CouldDo,
        )));
        make(Edit::Add(New::Question {
            text: format!("How long do tokens of kind {n} live today?").into(),
            about: vec![threat.into()],
            speaker: None,
            owner: None,
        }));
        make(Edit::Add(New::Action(NewAction {
            text: format!("Test: replay an old token of kind {n}, expect a refusal").into(),
            kind: None,
            about: vec![ItemId::Threat(threat)],
            owner: None,
            due: at().date_naive().succ_opt(),
        })));
    }
    session
}

/// The program with that session open on question 2.
fn app(session: Session) -> App {
    let mut app = App::new(
        at(),
        (100, 30),
        Arc::new(KeyMap::bundled().expect("keys")),
        Arc::new(Catalogue::bundled().expect("prompts")),
        Arc::new(Thresholds::bundled()),
    );
    let opened = Opened {
        session: Arc::new(session),
        path: "bench.ron".to_owned(),
        held_by: None,
        warning: None,
        new: false,
    };
    app.update(at(), Msg::Opened(Ok(opened)));
    app.update(at(), Msg::Key(Key::char('2')));
    app
}

fn board(criterion: &mut Criterion) {
    let styles = Styles::new(&theme::load("dark", &[]).0, Depth::TrueColor);
    for threats in SIZES {
        let session = session(threats);
        let text = format::write(&session).expect("a session can be written");
        let mut group = criterion.benchmark_group("board");
        group.sample_size(20);

        for (screen, key) in [
            ("frame of question 2", '2'),
            ("frame of question 3", '3'),
            ("frame of the actions", '6'),
            ("frame of the matrix", 'M'),
        ] {
            let mut app = app(session.clone());
            if key == 'M' {
                // The matrix is opened from question 3.
                app.update(at(), Msg::Key(Key::char('3')));
            }
            app.update(at(), Msg::Key(Key::char(key)));
            let mut terminal =
                Terminal::new(TestBackend::new(100, 30)).expect("a terminal of memory");
            group.bench_with_input(BenchmarkId::new(screen, threats), &threats, |bencher, _| {
                bencher.iter(|| {
                    terminal
                        .draw(|frame| ui::view(black_box(&app), &styles, frame))
                        .map(|_| ())
                });
            });
        }
        let mut typing = app(session.clone());
        typing.update(at(), Msg::Key(Key::char('t')));
        group.bench_with_input(
            BenchmarkId::new("key in the bar", threats),
            &threats,
            |bencher, _| {
                bencher.iter(|| {
                    typing.update(at(), Msg::Key(Key::char('x')));
                    typing.update(at(), Msg::Key(Key::plain(KeyCode::Backspace)))
                });
            },
        );
        // A threat from its letter to its Enter, the frame with it, and back; what is left is shown beside.
        let mut adding = app(session.clone());
        adding.update(at(), Msg::Key(Key::char('3')));
        let mut terminal = Terminal::new(TestBackend::new(100, 30)).expect("a terminal of memory");
        group.bench_with_input(
            BenchmarkId::new("threat added on question 3 and undone", threats),
            &threats,
            |bencher, _| {
                let codes = [KeyCode::Char('t'), KeyCode::Char('x'), KeyCode::Enter];
                let back = [KeyCode::Esc, KeyCode::Char('u')];
                bencher.iter(|| {
                    for code in codes.into_iter().chain(back) {
                        adding.update(at(), Msg::Key(Key::plain(code)));
                        let drawn = terminal.draw(|frame| ui::view(&adding, &styles, frame));
                        drawn.map(|_| ()).expect("a frame");
                    }
                });
            },
        );
        // A tick in a what-if, the frame with it.
        let mut ticking = app(session.clone());
        for key in "3I".chars() {
            ticking.update(at(), Msg::Key(Key::char(key)));
        }
        group.bench_with_input(
            BenchmarkId::new("tick in a what-if", threats),
            &threats,
            |bencher, _| {
                bencher.iter(|| {
                    ticking.update(at(), Msg::Key(Key::char(' ')));
                    let drawn = terminal.draw(|frame| ui::view(&ticking, &styles, frame));
                    drawn.map(|_| ()).expect("a frame");
                });
            },
        );
        // All that a move costs, the frame with it. Far from the first line, where most moves are.
        for (screen, key) in [
            ("down in question 2", '2'),
            ("down in question 3", '3'),
            ("down in the questions", '5'),
            ("down in question 4", '4'),
            ("down in the actions", '6'),
        ] {
            let mut moving = app(session.clone());
            let mut terminal =
                Terminal::new(TestBackend::new(100, 30)).expect("a terminal of memory");
            moving.update(at(), Msg::Key(Key::char(key)));
            moving.update(at(), Msg::Key(Key::plain(KeyCode::PageDown)));
            group.bench_with_input(BenchmarkId::new(screen, threats), &threats, |bencher, _| {
                bencher.iter(|| {
                    for code in [KeyCode::Down, KeyCode::Up] {
                        moving.update(at(), Msg::Key(Key::plain(code)));
                        let drawn = terminal.draw(|frame| ui::view(&moving, &styles, frame));
                        drawn.map(|_| ()).expect("a frame");
                    }
                });
            });
        }
        group.bench_with_input(BenchmarkId::new("load", threats), &threats, |bencher, _| {
            bencher.iter(|| format::read(black_box(&text)));
        });
        group.bench_with_input(BenchmarkId::new("save", threats), &threats, |bencher, _| {
            bencher.iter(|| format::write(black_box(&session)));
        });
        group.bench_with_input(
            BenchmarkId::new("checks", threats),
            &threats,
            |bencher, _| {
                bencher.iter(|| {
                    check::run(
                        black_box(&session),
                        at().date_naive(),
                        &Thresholds::bundled(),
                    )
                });
            },
        );
        let options = Options {
            names: Names::Initials,
            audience: Audience::Everyone,
            today: at().date_naive(),
            trackers: Arc::new(Trackers::bundled()),
            catalogue: Arc::new(Catalogue::bundled().expect("prompts")),
            limits: Arc::new(Thresholds::bundled()),
            scales: Arc::new(threatboard::risk::Scales::bundled()),
            since: None,
            sheet: export::SheetOptions::default(),
            at: None,
        };
        for format in Format::ALL {
            let name = format!("export as {}", format.name());
            group.bench_with_input(BenchmarkId::new(name, threats), &threats, |bencher, _| {
                bencher.iter(|| export::render(*format, black_box(&session), &options));
            });
        }
        group.finish();
    }
}

/// What a key costs at a stop of the sweep, the frame with it: a letter in the line, the next letter, and the next stop.
/// The stop that is measured has as much around it whatever the map is like elsewhere.
fn sweep(criterion: &mut Criterion) {
    let styles = Styles::new(&theme::load("dark", &[]).0, Depth::TrueColor);
    let mut group = criterion.benchmark_group("sweep");
    group.sample_size(20);
    for stops in [18, 300] {
        // Pairs of elements with one flow each, and the system as a whole.
        let mut session = session(10);
        for n in 0..(stops - 1) / 3 {
            let flow = New::Flow {
                from: Text::new(&format!("client {n}")),
                to: Text::new(&format!("server {n}")),
                data: Text::new("orders"),
            };
            let added = session.apply(&Edit::Add(flow), at());
            added.expect("a flow");
        }
        let mut app = app(session);
        // The agenda of a meeting, at its sweep.
        for key in "G12n".chars() {
            app.update(at(), Msg::Key(Key::char(key)));
        }
        assert!(app.sweep().is_some(), "the sweep is shown");
        let mut terminal = Terminal::new(TestBackend::new(100, 30)).expect("a terminal of memory");
        let mut measure = |name: &str, app: &App, keys: [Key; 2]| {
            let mut app = app.clone();
            group.bench_with_input(BenchmarkId::new(name, stops), &stops, |bencher, _| {
                bencher.iter(|| {
                    for key in keys {
                        app.update(at(), Msg::Key(key));
                        let drawn = terminal.draw(|frame| ui::view(&app, &styles, frame));
                        drawn.map(|_| ()).expect("a frame");
                    }
                });
            });
        };
        let [right, left] = [KeyCode::Right, KeyCode::Left].map(Key::plain);
        measure("letter", &app, [right, left]);
        measure("stop", &app, [Key::char('j'), Key::char('k')]);
        app.update(at(), Msg::Key(Key::char('t')));
        measure(
            "key in the bar",
            &app,
            [Key::char('x'), Key::plain(KeyCode::Backspace)],
        );
    }
    group.finish();
}

/// A map of so many elements in zones of eight, some in a zone inside, and a fifth more flows than elements.
fn sketch(parts: u32) -> Sketch {
    let mut session = Session::new(
        uuid::Uuid::nil(),
        Text::new("Payments"),
        SessionKind::Meeting,
        at(),
    );
    let name = |n: u32| Text::new(&format!("service {n}"));
    let flow = |from: u32, to: u32| New::Flow {
        from: name(from),
        to: name(to),
        data: Text::default(),
    };
    let mut news = Vec::new();
    for n in 1..parts {
        news.push(flow(n / 3, n));
        if n % 5 == 0 {
            news.push(flow(n, n * 7 % parts));
        }
    }
    for zone in 0..parts / 8 {
        let members = (zone * 8..zone * 8 + 7).map(name).collect();
        news.push(New::Zone(Text::new(&format!("area {zone}")), members));
    }
    for new in news {
        session
            .apply(&Edit::Add(new), at())
            .expect("a change that can be made");
    }
    Sketch::of(&session, None)
}

/// What a line costs that is typed into the map, what showing it again costs, and the search in the background.
fn map(criterion: &mut Criterion) {
    let window = Window {
        columns: 98,
        rows: 23,
    };
    let mut group = criterion.benchmark_group("map");
    group.sample_size(10);
    for parts in [8, 20, 40, 100, 200] {
        let whole = sketch(parts);
        let mut before = whole.clone();
        before.flows.pop();
        let order = layout::place(&before, window, None);
        group.bench_with_input(BenchmarkId::new("place", parts), &parts, |bencher, _| {
            bencher.iter(|| layout::place(black_box(&whole), window, Some(&order)));
        });
        let next = layout::place(&whole, window, Some(&order));
        group.bench_with_input(BenchmarkId::new("draw", parts), &parts, |bencher, _| {
            bencher.iter(|| layout::draw(black_box(&whole), &next, window, Signs::Lines));
        });
        group.bench_with_input(BenchmarkId::new("search", parts), &parts, |bencher, _| {
            bencher.iter(|| layout::search(black_box(&whole), window, None, &mut || true));
        });
    }
    group.finish();
}

/// A paste, and the largest chat of the command line, that look like answers at each of their letters and hold none.
fn answers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("answers");
    group.sample_size(10);
    for kibibytes in [64, 4_096] {
        let text = format!("x{}", "tb1".repeat(kibibytes * 1_024 / 3));
        group.bench_with_input(
            BenchmarkId::new("read", kibibytes),
            &text,
            |bencher, text| {
                bencher.iter(|| folded::read(black_box(text)));
            },
        );
    }
    group.finish();
}

// The large sessions of the board are made whatever is asked for, so it comes last.
criterion_group!(benches, answers, sweep, map, board);
criterion_main!(benches);
