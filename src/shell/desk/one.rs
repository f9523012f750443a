//! Where a one-threat session is kept: in a folder of its own, by its day and its headline.

use std::path::PathBuf;

use chrono::Timelike;
use uuid::Uuid;

use super::Desk;
use crate::app::msg::Opened;
use crate::domain::{Session, Stamp};
use crate::parse::one;
use crate::store::names::{shown, why};
use crate::store::paths;

impl Desk {
    /// Begins a session about what was heard.
    pub(in crate::shell) fn hear(
        &mut self,
        heard: &str,
        file: Option<PathBuf>,
        now: Stamp,
    ) -> Result<Opened, String> {
        let at = now.with_nanosecond(0).unwrap_or(now);
        let session = one::begin(Uuid::new_v4(), heard, at).map_err(|says| says.to_string())?;
        self.create_one(session, file, now)
    }

    /// Begins a one-threat session that was filled in elsewhere; its file is written by the first save.
    pub(in crate::shell) fn create_one(
        &mut self,
        session: Session,
        file: Option<PathBuf>,
        now: Stamp,
    ) -> Result<Opened, String> {
        session.validate().map_err(|invalid| invalid.to_string())?;
        let path = match file {
            Some(path) if path.exists() => {
                let path = shown(&path);
                return Err(format!(
                    "{path} already exists. Open it, or choose another name."
                ));
            }
            Some(path) => path,
            None => {
                let folder = paths::one_threat_folder(&paths::sessions_folder());
                paths::make_private_folder(&folder)
                    .map_err(|error| format!("{}: {}", shown(&folder), why(&error)))?;
                paths::new_one_threat_path(&folder, now.date_naive(), one::headline(&session))
            }
        };
        self.begin(session, path, now)
    }
}
