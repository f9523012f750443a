//! The part of the saver that meets the disk: where the session is saved now, what is expected there, and what is done
//! when it fails.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::Utc;

use crate::domain::text::safe;
use crate::shell::saver::{Former, SaveReport, Settings};
use crate::store::atomic::{self, Expected, SaveError};
use crate::store::names::{CONFLICT, RESCUE, copy_beside, copy_name, resolve};
use crate::store::paths::make_private_folder;
use crate::store::session;
use crate::store::stamp::Stamp;

/// How many saves in a row fail before a copy is kept elsewhere.
const FAILURES_BEFORE_RESCUE: u32 = 3;

/// How many names are tried for a copy when the first is taken.
const NAMES: u32 = 100;

pub(super) struct Writer {
    path: PathBuf,
    stamp: Option<Stamp>,
    former: Option<Former>,
    /// What the first save would lose of the former file.
    by_hand: Option<Vec<u8>>,
    rescue_folders: Vec<PathBuf>,
    rescue: Option<PathBuf>,
    failures: u32,
}

impl Writer {
    pub(super) fn new(settings: Settings) -> io::Result<Self> {
        Ok(Self {
            path: std::path::absolute(settings.path)?,
            stamp: settings.stamp,
            former: settings.keep_former,
            by_hand: None,
            rescue_folders: settings.rescue_folders,
            rescue: None,
            failures: 0,
        })
    }

    /// Saves the text that `make` gives and says in `reports` what happened; true when it is on the disk. An `urgent`
    /// save may be the last, so that a copy is kept as soon as it fails.
    pub(super) fn save(
        &mut self,
        seq: u64,
        make: impl FnOnce() -> Result<Arc<String>, String>,
        urgent: bool,
        reports: &mut Vec<SaveReport>,
    ) -> bool {
        let kept = self.keep_former();
        let text = match make() {
            Ok(text) => text,
            Err(message) => return self.refused(&message, reports),
        };
        let bytes = text.as_bytes();
        match kept.and_then(|()| self.write(bytes, reports)) {
            Ok(()) => {
                self.failures = 0;
                if let Some(rescue) = self.rescue.take() {
                    // The session file holds all of it now; a forgotten copy would only leak.
                    let _ = fs::remove_file(rescue);
                }
                reports.push(SaveReport::Saved {
                    seq,
                    path: self.path.clone(),
                });
                true
            }
            Err(error) => {
                self.failures = self.failures.saturating_add(1);
                if urgent || self.failures >= FAILURES_BEFORE_RESCUE {
                    self.keep_rescue(bytes);
                }
                let message = error.to_string();
                reports.push(SaveReport::Failed {
                    message,
                    rescue: self.rescue.clone(),
                });
                false
            }
        }
    }

    /// Notes that there were no bytes to save.
    pub(super) fn refused(&mut self, message: &str, reports: &mut Vec<SaveReport>) -> bool {
        self.failures = self.failures.saturating_add(1);
        let rescue = self.rescue.clone();
        reports.push(SaveReport::Failed {
            message: safe(message),
            rescue,
        });
        false
    }

    fn write(&mut self, bytes: &[u8], reports: &mut Vec<SaveReport>) -> Result<(), SaveError> {
        let expected = self
            .stamp
            .as_ref()
            .map_or(Expected::Nothing, Expected::This);
        match atomic::replace(&self.path, bytes, expected) {
            Ok(stamp) => {
                self.stamp = Some(stamp);
                Ok(())
            }
            Err(SaveError::NotSynced(path, stamp, error)) => {
                // What is on disk is ours, or the next try would take it for someone else's.
                self.stamp = Some((*stamp).clone());
                Err(SaveError::NotSynced(path, stamp, error))
            }
            Err(SaveError::ChangedByOther(_)) => {
                let target = resolve(&self.path).unwrap_or_else(|_| self.path.clone());
                let mode = atomic::mode_like(&target);
                let name = |word: &str| copy_beside(&target, &format!("{CONFLICT}{word}"));
                let (kept_as, stamp, unsynced) = new_copy(bytes, mode, name)?;
                self.path.clone_from(&kept_as);
                self.stamp = Some(stamp);
                reports.push(SaveReport::Conflict { kept_as });
                unsynced.map_or(Ok(()), Err)
            }
            Err(error) => Err(error),
        }
    }

    /// Keeps the bytes that were loaded, once, and only while they are still what the file holds. If that fails the
    /// save fails: it would be the end of the comments in them.
    fn keep_former(&mut self) -> Result<(), SaveError> {
        self.look_at_former();
        let Some(former) = &self.by_hand else {
            return Ok(());
        };
        let target = resolve(&self.path).unwrap_or_else(|_| self.path.clone());
        let unchanged = match (&self.stamp, fs::metadata(&target)) {
            (Some(stamp), Ok(found)) => stamp.still_holds(&target, &found).unwrap_or(false),
            _ => true,
        };
        if unchanged {
            session::keep_former(&target, former)?;
        }
        self.by_hand = None;
        Ok(())
    }

    /// Looks at the file as it was loaded, once. Of one that the program wrote itself, nothing is held any longer.
    pub(super) fn look_at_former(&mut self) {
        if let Some(former) = &self.former {
            self.by_hand = former();
            self.former = None;
        }
    }

    /// Writes the rescue copy, or writes it anew with what was typed since. If that fails too, there is only memory.
    fn keep_rescue(&mut self, bytes: &[u8]) {
        if let Some(rescue) = &self.rescue
            && atomic::replace(rescue, bytes, Expected::Anything).is_ok()
        {
            return;
        }
        self.rescue = self.rescue_folders.iter().find_map(|folder| {
            make_private_folder(folder).ok()?;
            let name = |word: &str| folder.join(copy_name(&self.path, &format!("{RESCUE}{word}")));
            new_copy(bytes, atomic::NEW_FILE, name)
                .ok()
                .map(|(path, ..)| path)
        });
    }
}

/// Writes a copy under a name that was free, with the time (UTC) in it. The third is the failure, if any, to sync the
/// folder of a copy that is there.
fn new_copy(
    bytes: &[u8],
    mode: Option<u32>,
    name: impl Fn(&str) -> PathBuf,
) -> Result<(PathBuf, Stamp, Option<SaveError>), SaveError> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the name of a copy says when it was made"
    )]
    let time = Utc::now().format("%Y%m%dT%H%M%SZ").to_string();
    let mut number = 1;
    loop {
        let path = name(&if number == 1 {
            time.clone()
        } else {
            format!("{time}-{number}")
        });
        match atomic::write_new_like(&path, bytes, false, mode) {
            Err(SaveError::Exists(_) | SaveError::NotAFile(_)) if number < NAMES => number += 1,
            Err(SaveError::NotSynced(named, stamp, error)) => {
                let here = (*stamp).clone();
                return Ok((path, here, Some(SaveError::NotSynced(named, stamp, error))));
            }
            Err(error) => return Err(error),
            Ok(stamp) => return Ok((path, stamp, None)),
        }
    }
}
