//! The saver against a real folder: what is reported, what is on the disk, and that no word depends on luck. Nothing
//! here sleeps; the tests wait for reports.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};

use tempfile::TempDir;

use super::*;
use crate::store::read;

/// Long enough for any disk; reached only when a test fails.
const PATIENCE: Duration = Duration::from_secs(20);

struct Words(&'static str);

impl Snapshot for Words {
    fn text(&self) -> Result<Arc<String>, String> {
        Ok(Arc::new(self.0.to_string()))
    }
}

/// Says when it is being written out and waits to be let go.
struct Gate(Sender<()>, Mutex<Receiver<()>>);

impl Snapshot for Gate {
    fn text(&self) -> Result<Arc<String>, String> {
        self.0.send(()).map_err(|error| error.to_string())?;
        let open = self.1.lock().map_err(|error| error.to_string())?;
        open.recv_timeout(PATIENCE)
            .map_err(|error| error.to_string())?;
        Ok(Arc::new("gate".to_owned()))
    }
}

struct Broken;

impl Snapshot for Broken {
    fn text(&self) -> Result<Arc<String>, String> {
        panic!("a fault on purpose")
    }
}

struct Room {
    dir: TempDir,
    path: PathBuf,
    settings: Settings,
}

fn room() -> Room {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("in/a.ron");
    fs::create_dir(dir.path().join("in")).unwrap();
    let settings = Settings {
        path: path.clone(),
        stamp: None,
        keep_former: None,
        rescue_folders: vec![dir.path().join("state")],
        pace: Pace {
            between: Duration::from_millis(1),
            retry: Duration::from_millis(1),
        },
    };
    Room {
        dir,
        path,
        settings,
    }
}

fn start(settings: Settings) -> (Saver, Receiver<SaveReport>) {
    let (send, receive) = channel();
    let saver = Saver::spawn(settings, move |report| drop(send.send(report))).unwrap();
    (saver, receive)
}

fn next(reports: &Receiver<SaveReport>) -> SaveReport {
    reports.recv_timeout(PATIENCE).unwrap()
}

fn until(reports: &Receiver<SaveReport>, wanted: impl Fn(&SaveReport) -> bool) -> SaveReport {
    loop {
        let report = next(reports);
        if wanted(&report) {
            return report;
        }
    }
}

fn write(path: &Path, content: &str) {
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(path)
        .unwrap();
    file.write_all(content.as_bytes()).unwrap();
}

fn text(path: &Path) -> String {
    read::read(path).unwrap().text().to_owned()
}

fn saved(seq: u64, path: &Path) -> SaveReport {
    SaveReport::Saved {
        seq,
        path: path.into(),
    }
}

#[test]
fn the_first_words_are_saved_without_being_asked_for() {
    let room = room();
    let (saver, reports) = start(room.settings);
    saver.put(1, Arc::new(Words("one")));
    assert_eq!(next(&reports), saved(1, &room.path));
    assert_eq!(text(&room.path), "one");
}

#[test]
fn while_one_is_saved_only_the_latest_of_the_others_waits() {
    let room = room();
    let (saver, reports) = start(room.settings);
    let (entered, inside) = channel();
    let (open, gate) = channel();
    saver.put(1, Arc::new(Gate(entered, Mutex::new(gate))));
    inside.recv_timeout(PATIENCE).unwrap();
    // The saver is busy, and putting does not wait for it.
    for seq in 2..100 {
        saver.put(seq, Arc::new(Words("older")));
    }
    saver.put(100, Arc::new(Words("latest")));
    assert!(
        !saver.flush(Duration::ZERO),
        "a flush gives up when its time is over"
    );
    open.send(()).unwrap();
    assert!(saver.flush(PATIENCE));
    assert_eq!(
        [next(&reports), next(&reports)],
        [1, 100].map(|seq| saved(seq, &room.path))
    );
    assert_eq!(text(&room.path), "latest");
}

#[test]
fn a_flush_saves_at_once_what_would_have_waited() {
    let mut room = room();
    room.settings.pace.between = Duration::from_hours(1);
    let (saver, reports) = start(room.settings);
    saver.put(1, Arc::new(Words("one")));
    next(&reports);
    saver.put(2, Arc::new(Words("two")));
    assert_eq!(text(&room.path), "one");
    assert!(saver.flush(PATIENCE));
    assert_eq!(text(&room.path), "two");
    assert!(
        saver.flush(Duration::ZERO),
        "with nothing to save a flush is done at once"
    );
}

#[test]
fn dropping_the_saver_saves_what_is_left() {
    let mut room = room();
    room.settings.pace.between = Duration::from_hours(1);
    let (saver, reports) = start(room.settings);
    saver.put(1, Arc::new(Words("one")));
    next(&reports);
    saver.put(2, Arc::new(Words("two")));
    drop(saver);
    assert_eq!(text(&room.path), "two");
    assert_eq!(next(&reports), saved(2, &room.path));
    assert!(reports.recv_timeout(PATIENCE).is_err(), "the thread ends");
}

#[test]
fn a_folder_that_vanishes_is_reported_and_nothing_is_lost_when_it_comes_back() {
    let room = room();
    let (saver, reports) = start(room.settings);
    saver.put(1, Arc::new(Words("one")));
    next(&reports);
    let away = room.dir.path().join("away");
    fs::rename(room.path.parent().unwrap(), &away).unwrap();
    saver.put(2, Arc::new(Words("two")));
    let SaveReport::Failed { message, .. } = next(&reports) else {
        panic!("it cannot be saved")
    };
    assert!(message.contains("a.ron was not saved"), "{message}");
    saver.put(3, Arc::new(Words("three")));
    fs::rename(&away, room.path.parent().unwrap()).unwrap();
    assert_eq!(
        until(&reports, |r| !matches!(r, SaveReport::Failed { .. })),
        saved(3, &room.path)
    );
    assert_eq!(text(&room.path), "three");
}

#[test]
fn after_three_failures_a_private_copy_holds_the_latest_words_until_saving_works() {
    let room = room();
    let (saver, reports) = start(room.settings);
    let folder = room.path.parent().unwrap();
    fs::remove_dir(folder).unwrap();
    saver.put(1, Arc::new(Words("one")));
    for _ in 0..2 {
        assert!(matches!(
            next(&reports),
            SaveReport::Failed { rescue: None, .. }
        ));
    }
    let SaveReport::Failed {
        rescue: Some(rescue),
        ..
    } = next(&reports)
    else {
        panic!("the third failure keeps a copy")
    };
    assert!(rescue.starts_with(room.dir.path().join("state")));
    assert_eq!(text(&rescue), "one");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            fs::metadata(&rescue).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    saver.put(2, Arc::new(Words("two")));
    assert!(!saver.flush(PATIENCE));
    assert_eq!(
        text(&rescue),
        "two",
        "the copy is kept up with what is typed"
    );
    fs::create_dir(folder).unwrap();
    until(&reports, |r| *r == saved(2, &room.path));
    assert!(!rescue.exists(), "the session file holds all of it now");
}

#[test]
fn someone_elses_change_is_left_alone_and_the_session_goes_on_beside_it() {
    let room = room();
    let (saver, reports) = start(room.settings);
    saver.put(1, Arc::new(Words("one")));
    next(&reports);
    write(&room.path, "theirs");
    saver.put(2, Arc::new(Words("two")));
    let SaveReport::Conflict { kept_as } = next(&reports) else {
        panic!("it was changed")
    };
    assert_eq!(next(&reports), saved(2, &kept_as));
    saver.put(3, Arc::new(Words("three")));
    assert_eq!(next(&reports), saved(3, &kept_as), "reported once");
    assert_eq!(
        (text(&room.path).as_str(), text(&kept_as).as_str()),
        ("theirs", "three")
    );
    let name = kept_as.file_name().unwrap().to_str().unwrap();
    assert!(
        name.starts_with("a.conflict-") && name.ends_with("Z.ron"),
        "{name}"
    );
    assert_eq!(kept_as.parent(), room.path.canonicalize().unwrap().parent());
}

#[test]
fn a_new_session_does_not_overwrite_a_file_of_the_same_name() {
    let room = room();
    write(&room.path, "theirs");
    let (saver, reports) = start(room.settings);
    saver.put(1, Arc::new(Words("one")));
    assert!(matches!(next(&reports), SaveReport::Conflict { .. }));
    assert_eq!(text(&room.path), "theirs");
}

#[test]
fn the_former_bytes_are_kept_once_before_the_first_save() {
    let mut room = room();
    write(&room.path, "// a comment");
    let loaded = read::read(&room.path).unwrap();
    room.settings.stamp = Some(loaded.stamp.clone());
    let bytes = loaded.into_bytes();
    room.settings.keep_former = Some(Arc::new(move || Some(bytes.clone())));
    let (saver, reports) = start(room.settings);
    saver.put(1, Arc::new(Words("one")));
    next(&reports);
    let former = room.path.with_file_name("a.ron.bak");
    assert_eq!(
        (text(&former).as_str(), text(&room.path).as_str()),
        ("// a comment", "one")
    );
    fs::remove_file(&former).unwrap();
    saver.put(2, Arc::new(Words("two")));
    next(&reports);
    assert!(!former.exists());
}

#[test]
fn of_a_file_that_would_lose_nothing_nothing_is_held() {
    struct Held(Sender<()>);
    impl Drop for Held {
        fn drop(&mut self) {
            let _ = self.0.send(());
        }
    }
    let mut room = room();
    let (let_go, is_let_go) = channel();
    let held = Held(let_go);
    room.settings.keep_former = Some(Arc::new(move || {
        let _ = &held;
        None
    }));
    let (saver, _reports) = start(room.settings);
    assert_eq!(is_let_go.recv_timeout(PATIENCE), Ok(()), "before any save");
    drop(saver);
}

#[test]
fn a_file_that_cannot_keep_its_comments_is_not_overwritten() {
    let mut room = room();
    write(&room.path, "// a comment");
    let loaded = read::read(&room.path).unwrap();
    room.settings.stamp = Some(loaded.stamp.clone());
    let bytes = loaded.into_bytes();
    room.settings.keep_former = Some(Arc::new(move || Some(bytes.clone())));
    let former = room.path.with_file_name("a.ron.bak");
    fs::create_dir(&former).unwrap();
    let (saver, reports) = start(room.settings);
    saver.put(1, Arc::new(Words("one")));
    assert!(matches!(next(&reports), SaveReport::Failed { .. }));
    assert_eq!(text(&room.path), "// a comment");
    fs::remove_dir(&former).unwrap();
    until(&reports, |r| *r == saved(1, &room.path));
    assert_eq!(text(&former), "// a comment");
}

#[test]
fn a_session_that_cannot_be_written_out_does_not_end_the_saver() {
    let room = room();
    let (saver, reports) = start(room.settings);
    saver.put(1, Arc::new(Broken));
    assert!(matches!(
        next(&reports),
        SaveReport::Failed { rescue: None, .. }
    ));
    saver.put(2, Arc::new(Words("two")));
    until(&reports, |r| *r == saved(2, &room.path));
    assert_eq!(text(&room.path), "two");
}

#[test]
fn many_threads_may_flush_at_once() {
    let room = room();
    let (saver, _reports) = start(room.settings);
    saver.put(1, Arc::new(Words("one")));
    thread::scope(|scope| {
        let flushes: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| saver.flush(PATIENCE)))
            .collect();
        assert!(flushes.into_iter().all(|flush| flush.join().unwrap()));
    });
    assert_eq!(text(&room.path), "one");
}

#[test]
fn a_flush_that_fails_keeps_a_copy_at_once_and_in_the_next_place_when_the_first_is_full() {
    let mut room = room();
    room.settings.pace.retry = PATIENCE;
    let (full, next_best) = (room.dir.path().join("state"), room.dir.path().join("tmp"));
    // No folder can be made where a file is.
    write(&full, "");
    room.settings.rescue_folders = vec![full, next_best.clone()];
    fs::rename(room.dir.path().join("in"), room.dir.path().join("away")).unwrap();
    let (saver, reports) = start(room.settings);
    saver.put(1, Arc::new(Words("one")));
    assert!(matches!(
        next(&reports),
        SaveReport::Failed { rescue: None, .. }
    ));
    // As when a signal comes within a second of the first failure.
    assert!(!saver.flush(PATIENCE));
    let SaveReport::Failed {
        rescue: Some(rescue),
        ..
    } = next(&reports)
    else {
        panic!("a copy is kept before the program ends")
    };
    assert!(rescue.starts_with(next_best));
    assert_eq!(text(&rescue), "one");
}
