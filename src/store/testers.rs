//! What testers may ask of the program by its environment. A release build asks for none of it.

use std::env::var_os;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Whether this build listens to testers at all.
const LISTENS: bool = cfg!(debug_assertions);

/// The file that says what time it is: `THREATBOARD_CLOCK`.
pub(super) fn clock() -> Option<&'static PathBuf> {
    static FILE: OnceLock<Option<PathBuf>> = OnceLock::new();
    if !LISTENS {
        return None;
    }
    FILE.get_or_init(|| var_os("THREATBOARD_CLOCK").map(PathBuf::from))
        .as_ref()
}

/// Whether a key (F12) is to be a fault of the program's own: `THREATBOARD_FAULTS=1`.
pub(crate) fn is_faulty() -> bool {
    LISTENS && var_os("THREATBOARD_FAULTS").is_some_and(|value| value == "1")
}

/// Waits until the named pipe that `THREATBOARD_HOLD` names was written to and closed, so that what the screen does
/// meanwhile can be seen.
pub(crate) fn wait() {
    if let Some(pipe) = LISTENS.then(|| var_os("THREATBOARD_HOLD")).flatten() {
        let _ = fs::read(pipe);
    }
}
