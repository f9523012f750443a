//! What became of a save: it went well, it failed, or someone else had changed the file.

use super::msg::SaveNews;
use super::open::Conflict;
use super::state::{App, Saving, Tone};

impl App {
    /// A save went well, or it did not.
    pub(super) fn on_saved(&mut self, news: SaveNews) {
        let latest = self.saves;
        let Some(open) = self.place.open_mut() else {
            return;
        };
        match news {
            SaveNews::Done { number, at } => {
                let failed = matches!(open.saving, Saving::Failed(_));
                if number >= latest {
                    open.saving = Saving::Saved(Some(at));
                    if failed {
                        self.say(Tone::Info, "Saving works again: everything is saved.");
                    }
                }
            }
            SaveNews::Failed { says, rescue } => {
                // The copy first: a narrow screen cuts the end, and that it is safe matters more than why.
                open.saving = Saving::Failed(match rescue {
                    Some(path) => format!("NOT SAVED. A copy is in {path}. {says}"),
                    None => format!("NOT SAVED: {says}"),
                });
            }
            SaveNews::Conflict { kept_as } => {
                let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
                let conflict = Conflict {
                    changed: name(&open.path),
                    kept_as: name(&kept_as),
                    seen: false,
                };
                let says = conflict.says();
                open.path = kept_as;
                open.conflict = Some(conflict);
                self.say(Tone::Attention, says);
            }
        }
    }
}
