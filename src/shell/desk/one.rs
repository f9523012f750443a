//! Where a one-threat session is kept: in a folder of its own, by its day and its headline.

use std::path::PathBuf;

use chrono::Timelike;
use uuid::Uuid;

use super::Desk;
use crate::app::msg::Opened;
use crate::domain::{Pair, Session, Stamp};
use crate::parse::one;
use crate::store::names::{shown, why};
use crate::store::{atomic, format, paths};

impl Desk {
    /// Begins a session about what was heard.
    pub(in crate::shell) fn hear(
        &mut self,
        heard: &str,
        pair: bool,
        file: Option<PathBuf>,
        now: Stamp,
    ) -> Result<Opened, String> {
        let at = now.with_nanosecond(0).unwrap_or(now);
        let mut session = one::begin(Uuid::new_v4(), heard, at).map_err(|says| says.to_string())?;
        session.pair = pair.then(Pair::default);
        self.create_one(session, file, now)
    }

    /// Writes the session about the same news and the next system, and says where.
    pub(in crate::shell) fn write_next(of: &Session, now: Stamp) -> Result<PathBuf, String> {
        let at = now.with_nanosecond(0).unwrap_or(now);
        let next = one::following(of, Uuid::new_v4(), at);
        let next = next.ok_or_else(|| "No other system comes next.".to_owned())?;
        let path = new_path(&next, now)?;
        let text = format::write(&next).map_err(|error| error.to_string())?;
        atomic::write_new_like(&path, text.as_bytes(), false, atomic::NEW_FILE)
            .map_err(|error| error.to_string())?;
        Ok(path)
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
            None => new_path(&session, now)?,
        };
        self.begin(session, path, now)
    }
}

/// Where a new one-threat session is kept.
fn new_path(session: &Session, now: Stamp) -> Result<PathBuf, String> {
    let folder = paths::one_threat_folder(&paths::sessions_folder());
    paths::make_private_folder(&folder)
        .map_err(|error| format!("{}: {}", shown(&folder), why(&error)))?;
    let headline = one::headline(session);
    Ok(paths::new_one_threat_path(
        &folder,
        now.date_naive(),
        headline,
    ))
}
