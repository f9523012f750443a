//! A list of choices takes a key: a digit or a letter chooses, and what was chosen is done.

use super::bars::{self, is_only_read};
use super::effect::Effect;
use super::overlay::Overlay;
use super::state::{App, Tone};
use super::{mapping, one, pasting, verbs};
use crate::domain::ItemId;
use crate::keys::key::{Key, KeyCode};
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;
use crate::lines::table;
use crate::screens::choice::{Choice, Offer, Pick, meanings};

impl App {
    /// What the words of the scale mean, in lines of at most this many cells; what is being chosen comes first.
    pub fn meanings(&self, width: usize) -> Vec<meanings::Line> {
        let choice = self.choice.as_ref().map(|(choice, _)| *choice);
        self.session().map_or_else(Vec::new, |session| {
            meanings::lines(session, &self.catalogue, choice, width)
        })
    }

    /// A key while a list of choices is open.
    pub(super) fn on_choice_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let Some((choice, typed)) = self.choice.take() else {
            return;
        };
        let Some(session) = self.session() else {
            return;
        };
        let options = choice.options(session, &self.catalogue, &self.scales);
        let (KeyCode::Char(c), true) = (key.code, key.writes()) else {
            // Enter takes what the digits so far say; anything else closes the list.
            if key.code == KeyCode::Enter
                && let Some(offer) = options.into_iter().find(|offer| offer.key == typed)
            {
                self.pick(offer.does, effects);
            }
            return;
        };
        let word = format!("{typed}{c}");
        let begins = options
            .iter()
            .filter(|offer| offer.key.starts_with(&word))
            .count();
        match options.into_iter().find(|offer| offer.key == word) {
            // What is asked stays below the meanings.
            Some(Offer {
                does: Pick::Meanings,
                ..
            }) => {
                self.choice = Some((choice, String::new()));
                self.overlay = Some(Overlay::Meanings { scroll: 0 });
            }
            Some(offer) if begins == 1 => self.pick(offer.does, effects),
            // `1` may still become `12`: wait for the next digit or Enter, never for a clock.
            _ if begins > 0 => self.choice = Some((choice, word)),
            _ => match choice {
                Choice::Owner(id) if one::types_owner(self, id, &word) => {}
                // Who is not in the list is typed.
                Choice::Owner(ItemId::Element(_) | ItemId::Zone(_)) | Choice::Zone(_)
                    if c.is_alphabetic() =>
                {
                    if let Some(pick) = choice.in_words() {
                        self.pick(pick, effects);
                    }
                    if let Some(bar) = &mut self.bar {
                        bar.editor = Editor::new(&word);
                    }
                    self.save(effects);
                }
                _ => {
                    self.say(
                        Tone::Attention,
                        format!("{word} is not in this list. Esc closes the list."),
                    );
                    self.choice = Some((choice, String::new()));
                }
            },
        }
    }

    /// Does what was chosen.
    pub(super) fn pick(&mut self, pick: Pick, effects: &mut Vec<Effect>) {
        if is_only_read(self) {
            return;
        }
        match pick {
            Pick::Make(edit) => {
                let edit = mapping::on_shown_map(self, edit);
                self.make(&edit, effects);
            }
            Pick::MakeAndAsk(edit, choice) => {
                self.make(&edit, effects);
                self.choice = Some((choice, String::new()));
            }
            Pick::Follow(name) => self.follow_agenda(&name),
            Pick::Meanings => self.overlay = Some(Overlay::Meanings { scroll: 0 }),
            Pick::Ask(choice) => self.choice = Some((choice, String::new())),
            Pick::Reason(threat, kind) => {
                self.bar = table::reason(kind).map(|line| Bar::new(line, Some(threat.into())));
            }
            Pick::Speaker(who) => pasting::set_speaker(self, who),
            Pick::Incident => verbs::since::ask_what_happened(self, effects),
            Pick::Words(id) => verbs::ask_in_words(self, id),
            Pick::ZoneName(id) => bars::open_bar(self, Bar::new(&table::ZONE_OF, Some(id))),
        }
    }
}
