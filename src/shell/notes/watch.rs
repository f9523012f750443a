//! Hears of changes of the session file from the system. The folder is watched and not the file, as a save puts a new
//! file in its place.

use std::ffi::OsStr;
use std::path::Path;

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::store::names::{folder_of, resolve};

/// Calls `tell`, on a thread of the watcher's, when the file at `path` may have changed, for as long as what is returned
/// lives. `None` where the system does not watch; some network drives say that they do and stay silent, so no one may
/// rely on being told.
pub(super) fn watch(path: &Path, tell: impl Fn() + Send + 'static) -> Option<RecommendedWatcher> {
    let target = resolve(path).unwrap_or_else(|_| path.to_owned());
    let name = target.file_name()?.to_owned();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| concerns(&event, &name)) {
            tell();
        }
    })
    .ok()?;
    watcher
        .watch(folder_of(&target), RecursiveMode::NonRecursive)
        .ok()?;
    Some(watcher)
}

/// Whether an event may have changed the file of this name. That it was read is one too, and would be told for ever.
fn concerns(event: &Event, name: &OsStr) -> bool {
    let changes = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    let ours = event
        .paths
        .iter()
        .any(|path| path.file_name() == Some(name));
    changes && (ours || event.need_rescan())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::store::atomic;

    #[test]
    fn a_file_that_is_replaced_is_told_and_one_that_is_read_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("refund.ron");
        atomic::write_new(&path, b"one", true).unwrap();
        let (told, heard) = mpsc::channel();
        let Some(_watcher) = watch(&path, move || told.send(()).unwrap_or_default()) else {
            return;
        };
        atomic::write_new(&path, b"two", true).unwrap();
        heard.recv_timeout(Duration::from_secs(10)).unwrap();

        let read = EventKind::Access(AccessKind::Open(AccessMode::Read));
        let event = |kind, path: &Path| Event::new(kind).add_path(path.to_owned());
        let name = OsStr::new("refund.ron");
        assert!(!concerns(&event(read, &path), name));
        assert!(concerns(&event(EventKind::Any, &path), name));
        let other = PathBuf::from("/x/.refund.ron.tmp");
        assert!(!concerns(&event(EventKind::Any, &other), name));
    }
}
