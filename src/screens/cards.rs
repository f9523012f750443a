//! The cards that prompt a room: which pack was chosen for which question, which of its cards lies on top, and on which
//! screen it is shown.

use std::collections::HashMap;

use super::{Deed, Look, Rooms, room};
use crate::catalogue::{Card, Catalogue, Pack};
use crate::domain::Text;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::card::FromCard;
use crate::lines::table;
use crate::parse::tokens;

/// What a verb means while a card is shown, where that is not what the screen makes of it.
pub(crate) fn means(look: &Look, rooms: &mut Rooms, verb: Verb) -> Option<Deed> {
    let (pack, place, card) = rooms.cards.card(look.screen, look.catalogue)?;
    let several = room(look.screen)
        .stage
        .is_some_and(|stage| look.catalogue.packs(stage).nth(1).is_some());
    Some(match verb {
        // In question 4 an answer is written down as anything else is.
        Verb::Open if look.screen == Screen::GoWrong => draft(pack, place, card),
        Verb::PreviousInTurn => Deed::Verb(Verb::Card),
        Verb::NextPane | Verb::PreviousPane if several => Deed::Verb(Verb::Packs),
        Verb::Back => {
            rooms.cards.shown = None;
            Deed::Quiet
        }
        _ => return None,
    })
}

/// Enter on a card: its words in a line, to be made ours.
fn draft(pack: &Pack, place: usize, card: &Card) -> Deed {
    // Without the full stop, the line can be carried on to where it would be.
    let line = tokens::as_text(card.says.trim_end_matches('.'));
    let from = FromCard {
        pack: pack.name.clone(),
        card: pack.label(place),
        line: line.clone(),
        stride: card.stride,
        asked: false,
    };
    Deed::line(Bar {
        card: Some(from),
        ..Bar::holding(&table::CARD, None, &line)
    })
}

/// What is known of the cards while a session is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The screen on which a card is shown.
    pub shown: Option<Screen>,
    /// That own ideas come first was said.
    pub told: bool,
    chosen: HashMap<Screen, Text>,
    places: HashMap<Text, usize>,
}

impl State {
    /// The card that is shown on a screen, with its pack and its place in it.
    pub fn card<'a>(
        &self,
        screen: Screen,
        catalogue: &'a Catalogue,
    ) -> Option<(&'a Pack, usize, &'a Card)> {
        let chosen = self.chosen(self.shown.filter(|shown| *shown == screen)?)?;
        let pack = catalogue.pack(chosen)?;
        let place = self.place(chosen).min(pack.cards.len().saturating_sub(1));
        Some((pack, place, pack.cards.get(place)?))
    }

    /// The name of the pack that was chosen for a screen.
    pub fn chosen(&self, screen: Screen) -> Option<&Text> {
        self.chosen.get(&screen)
    }

    /// Which card of a pack lies on top, from 0.
    pub fn place(&self, pack: &Text) -> usize {
        self.places.get(pack).copied().unwrap_or_default()
    }

    /// Chooses a pack for a screen, and shows the card on which it was left.
    pub fn choose(&mut self, screen: Screen, pack: Text) {
        self.chosen.insert(screen, pack);
        self.shown = Some(screen);
    }

    /// Goes so many cards forward (1) or back (-1) in a pack of `len` cards, and round at its ends; says whether it
    /// came round.
    pub fn turn(&mut self, pack: &Text, by: isize, len: usize) -> bool {
        let last = len.saturating_sub(1);
        let place = self.place(pack).min(last);
        let (next, round) = match place.checked_add_signed(by) {
            None => (last, true),
            Some(next) if next > last => (0, true),
            Some(next) => (next, false),
        };
        self.places.insert(pack.clone(), next);
        round
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Stage;

    #[test]
    fn the_words_of_a_card_are_never_a_token() {
        for (says, line) in [
            ("Who is @home?", "Who is @@home?"),
            ("Who is ＠home?", "Who is ＠＠home?"),
            ("##x", "###x"),
            ("a > b", "a > b"),
        ] {
            assert_eq!(tokens::as_text(says), line);
        }
        let catalogue = Catalogue::bundled().unwrap();
        for pack in [Stage::GoWrong, Stage::GoodEnough]
            .into_iter()
            .flat_map(|on| catalogue.packs(on))
        {
            for card in &pack.cards {
                assert_eq!(
                    tokens::as_text(&card.says),
                    card.says.as_str(),
                    "{}",
                    pack.name
                );
            }
        }
    }
}
