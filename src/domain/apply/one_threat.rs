//! Changes to what a one-threat session says of itself.

use super::Work;
use crate::domain::edit::SessionField as F;
use crate::domain::fields::Header;

impl Work<'_> {
    pub(super) fn set_one_threat(&mut self, field: &F) {
        match field {
            F::Source(source) => {
                self.header(Header::Source(source.clone()));
                self.tell("Source saved");
            }
            F::System(system) => {
                self.header(Header::System(system.clone()));
                self.tell(system.as_ref().map_or_else(
                    || "No system set".to_owned(),
                    |system| format!("About {system}"),
                ));
            }
            F::Better(better) => {
                self.header(Header::Better(*better));
                self.tell(match better {
                    Some(true) => "Better than before",
                    Some(false) => "Not better than before",
                    None => "Not known if it is better",
                });
            }
            F::AttachedTo(models) => {
                self.modernize();
                self.header(Header::AttachedTo(models.clone()));
                self.tell(models.last().map_or_else(
                    || "Not attached".to_owned(),
                    |last| format!("Attached to {} as {}", last.title, last.threat),
                ));
            }
            F::MoreSystems(systems) => {
                self.modernize();
                self.header(Header::MoreSystems(systems.clone()));
                let names: Vec<&str> = systems.iter().map(|name| name.as_str()).collect();
                self.tell(if names.is_empty() {
                    "No more systems".to_owned()
                } else {
                    format!("Next: {}", names.join(", "))
                });
            }
            F::Pair(pair) => {
                self.modernize();
                let before = self.session.pair.clone().unwrap_or_default();
                self.header(Header::Pair(pair.clone()));
                self.tell(match pair {
                    Some(pair) if pair.learned != before.learned => "What was learned",
                    Some(pair) if pair.beside != before.beside => "The senior's line",
                    Some(_) => "For two people",
                    None => "For one person",
                });
            }
            _ => {}
        }
    }
}
