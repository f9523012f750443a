//! Packs of prompt cards: for question 2 what else could go wrong, for question 4 what the room takes away. All wording
//! that ships is this program's own; a user's files may add packs, replace them, and bring a card deck
//! (see `docs/packs.md`).

use serde::Deserialize;

use super::{Catalogue, Stage};
use crate::data::{self, Misread};
use crate::domain::{Stride, Text};

const BUNDLED: [&str; 7] = [
    include_str!("packs/stride.ron"),
    include_str!("packs/accidents.ron"),
    include_str!("packs/insiders.ron"),
    include_str!("packs/build-and-operate.ron"),
    include_str!("packs/privacy.ron"),
    include_str!("packs/whole-system.ron"),
    include_str!("packs/reflection.ron"),
];

/// How many cards a pack may have: several decks of playing cards.
const MOST_CARDS: usize = 500;
/// The longest words of a card, in characters: what a room can read from the screen at once.
const MOST_SAYS: usize = 300;
/// The longest name, title, suit or number, in characters.
const MOST_NAME: usize = 60;
/// The longest credit or license, in characters.
const MOST_CREDIT: usize = 200;

/// Cards that prompt a room.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// What it is called in files; a user's pack takes the place of a bundled one of the same name.
    pub name: Text,
    /// What it is called on the screen.
    pub title: Text,
    /// During which question it is offered: 2 or 4.
    #[serde(default = "go_wrong")]
    pub on: Stage,
    /// Who wrote it.
    #[serde(default)]
    pub credit: Text,
    /// Under which license it may be shown. Packs written with the British spelling are read, too.
    #[serde(default, alias = "licence")]
    pub license: Text,
    /// The cards, in the order in which they are shown.
    pub cards: Vec<Card>,
}

impl Pack {
    /// To whom its words are owed.
    pub fn owed(&self) -> String {
        let parts = [self.credit.as_str(), self.license.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

fn go_wrong() -> Stage {
    Stage::GoWrong
}

/// One card.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Its words, to be read aloud.
    pub says: Text,
    /// The STRIDE category of a threat that comes of it.
    #[serde(default)]
    pub stride: Option<Stride>,
    /// Its suit, in decks that have some.
    #[serde(default)]
    pub suit: Text,
    /// Its number within its suit: `7`, `Q`.
    #[serde(default)]
    pub number: Text,
}

impl Pack {
    /// Reads a pack from the text of its file.
    ///
    /// # Errors
    /// Where the text is no pack, or one that a room could not use.
    pub fn read(text: &str) -> Result<Self, Misread> {
        let pack: Self = data::read(text)?;
        if !matches!(pack.on, Stage::GoWrong | Stage::GoodEnough) {
            let says = "`on` must be GoWrong or GoodEnough: cards are shown only there.";
            return Err(Misread::at_line(line_of(text, "on"), says));
        }
        for (field, words, least, most) in [
            ("name", &pack.name, 1, MOST_NAME),
            ("title", &pack.title, 1, MOST_NAME),
            ("credit", &pack.credit, 0, MOST_CREDIT),
            ("license", &pack.license, 0, MOST_CREDIT),
        ] {
            fits(line_of(text, field), field, words, least, most)?;
        }
        if pack.cards.is_empty() || pack.cards.len() > MOST_CARDS {
            let says = format!(
                "a pack has 1 to {MOST_CARDS} cards; this one has {}.",
                pack.cards.len()
            );
            return Err(Misread::at_line(line_of(text, "cards"), says));
        }
        let mut lines = data::entries(text, "cards").into_iter();
        for card in &pack.cards {
            let line = lines.next().unwrap_or_default();
            fits(line, "says", &card.says, 1, MOST_SAYS)?;
            fits(line, "suit", &card.suit, 0, MOST_NAME)?;
            fits(line, "number", &card.number, 0, MOST_NAME)?;
        }
        Ok(pack)
    }

    /// What a threat keeps of the card at this place, from 0: `3`, or with a suit `Tampering 2`.
    pub fn label(&self, place: usize) -> Text {
        let card = self.cards.get(place);
        let number = card.map(|card| card.number.to_string());
        let number = number.filter(|number| !number.is_empty());
        let number = number.unwrap_or_else(|| (place + 1).to_string());
        let suit = card.map_or("", |card| card.suit.as_str());
        Text::new(&format!("{suit} {number}"))
    }
}

/// The line on which a field begins, from 1; 0 when it is nowhere.
fn line_of(text: &str, field: &str) -> usize {
    let begins = |line: &str| {
        let rest = line.trim_start().trim_start_matches('(').trim_start();
        let rest = rest.strip_prefix(field);
        rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    let place = text.lines().position(begins);
    place.map_or(0, |place| place + 1)
}

fn fits(line: usize, field: &str, words: &str, least: usize, most: usize) -> Result<(), Misread> {
    let long = words.chars().count();
    if (least..=most).contains(&long) {
        return Ok(());
    }
    let says = format!("`{field}` has {long} characters. Write {least} to {most}.");
    Err(Misread::at_line(line, says))
}

impl Catalogue {
    /// The packs that are offered during a part of the meeting, in their order.
    pub fn packs(&self, stage: Stage) -> impl Iterator<Item = &Pack> {
        self.packs.iter().filter(move |pack| pack.on == stage)
    }

    /// The pack of this name.
    pub fn pack(&self, name: &str) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.name.as_str() == name)
    }

    /// Adds a pack, or puts it in the place of the one of its name.
    pub fn add_pack(&mut self, pack: Pack) {
        match self.packs.iter_mut().find(|it| it.name == pack.name) {
            Some(place) => *place = pack,
            None => self.packs.push(pack),
        }
    }

    /// The packs that come with the program.
    ///
    /// # Errors
    /// Never for a released program: a test proves the bundled files.
    pub(super) fn bundled_packs() -> Result<Vec<Pack>, Misread> {
        BUNDLED.into_iter().map(Pack::read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_packs_are_short_and_whole() {
        let catalogue = Catalogue::bundled().unwrap();
        let names: Vec<&str> = catalogue
            .packs(Stage::GoWrong)
            .map(|pack| pack.name.as_str())
            .collect();
        assert_eq!(
            names,
            [
                "stride",
                "accidents",
                "insiders",
                "build-and-operate",
                "privacy",
                "whole-system"
            ]
        );
        for pack in &catalogue.packs {
            let name = &pack.name;
            assert!((6..=12).contains(&pack.cards.len()), "{name}");
            for card in &pack.cards {
                let says = &card.says;
                assert!(says.chars().count() <= 120, "{name}: {says}");
                assert!(
                    pack.on != Stage::GoWrong || !catalogue.reads_like_fix(says),
                    "{name}: {says} reads like a fix"
                );
            }
        }
        let stride = catalogue.pack("stride").unwrap();
        for category in Stride::ALL {
            let cards = stride.cards.iter();
            let of = cards.filter(|card| card.stride == Some(category)).count();
            assert_eq!(of, 2, "{category:?}");
        }
        assert_eq!(catalogue.packs(Stage::GoodEnough).count(), 1);
    }

    #[test]
    fn a_deck_of_a_users_is_read_with_suits_numbers_and_its_license() {
        let pack = Pack::read(
            "(name: \"deck\", title: \"Our deck\", credit: \"Zoe\", license: \"CC-BY-4.0\", cards: [\n\
             (says: \"One\\u{1b}[2J\", suit: \"Tampering\", number: \"Q\", stride: Tampering),\n\
             (says: \"Two\"),\n])",
        )
        .unwrap();
        assert_eq!(pack.label(0).as_str(), "Tampering Q");
        assert_eq!(pack.label(1).as_str(), "2");
        assert_eq!(pack.cards[0].says.as_str(), "One[2J", "made safe");
        assert_eq!(pack.on, Stage::GoWrong);
        assert_eq!(pack.license.as_str(), "CC-BY-4.0");
        let british = "(name: \"a\", title: \"b\", licence: \"MIT\", cards: [(says: \"x\")])";
        assert_eq!(Pack::read(british).unwrap().license.as_str(), "MIT");
        let mut catalogue = Catalogue::bundled().unwrap();
        catalogue.add_pack(pack.clone());
        assert_eq!(catalogue.packs(Stage::GoWrong).count(), 7);
        catalogue.add_pack(Pack {
            name: "stride".into(),
            ..pack
        });
        assert_eq!(catalogue.packs(Stage::GoWrong).count(), 7);
        assert_eq!(catalogue.pack("stride").unwrap().title.as_str(), "Our deck");
    }

    #[test]
    fn a_pack_that_a_room_could_not_use_is_refused_with_its_line() {
        let long = format!(
            "(\n name: \"a\",\n title: \"b\",\n cards: [\n  (says: \"x\"),\n  (says: \"{}\"),\n])",
            "a".repeat(301)
        );
        let many = format!(
            "(name: \"a\", title: \"b\",\n cards: [{}])",
            "(says: \"x\"),".repeat(501)
        );
        let table = [
            (
                "(\n name: \"a\",\n title: \"\",\n cards: [(says: \"x\")])",
                "line 3: `title` has 0 characters. Write 1 to 60.",
            ),
            (
                "(\n name: \"a\",\n title: \"b\",\n on: Export,\n cards: [(says: \"x\")])",
                "line 4: `on` must be GoWrong or GoodEnough: cards are shown only there.",
            ),
            (
                "(\n name: \"a\",\n title: \"b\",\n cards: [])",
                "line 4: a pack has 1 to 500 cards; this one has 0.",
            ),
            (
                "(name: \"a\", title: \"b\", cards: [\n (says: \"x\", stride: Spofing)])",
                "line 2, column 22: `Spofing` is not a valid value here. Write Spoofing,",
            ),
            (&long, "line 6: `says` has 301 characters. Write 1 to 300."),
            (
                &many,
                "line 2: a pack has 1 to 500 cards; this one has 501.",
            ),
        ];
        for (text, begins) in table {
            let says = Pack::read(text).unwrap_err().to_string();
            assert!(says.starts_with(begins), "{says}");
        }
    }
}
