//! Examples for the boxes of a one-threat exercise for two: one story from the news to what was learned.

use serde::Deserialize;

use super::{Catalogue, CatalogueError, read};
use crate::domain::Text;

/// The bundled examples.
const BUNDLED: &str = include_str!("boxes.ron");

/// What someone wrote into a box.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BoxExample {
    /// The box, by the name that its prompt has.
    pub step: Text,
    /// What stands in it.
    pub example: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Boxes {
    boxes: Vec<BoxExample>,
}

/// The examples that come with the program.
pub(super) fn bundled() -> Result<Vec<BoxExample>, CatalogueError> {
    Ok(read::<Boxes>(BUNDLED)?.boxes)
}

impl Catalogue {
    /// The example for a box, by the name that its prompt has.
    pub fn box_example(&self, step: &str) -> Option<&str> {
        let example = self.boxes.iter().find(|example| *example.step == *step);
        example.map(|example| example.example.as_str())
    }

    /// The same with another example for a box.
    ///
    /// # Errors
    /// The boxes that there are, when this is none.
    pub(super) fn put_box(&mut self, own: BoxExample) -> Result<(), String> {
        match self.boxes.iter_mut().find(|other| other.step == own.step) {
            Some(place) => *place = own,
            None => {
                let known: Vec<String> = self
                    .boxes
                    .iter()
                    .map(|example| format!("\"{}\"", example.step))
                    .collect();
                return Err(format!(
                    "the form has no field \"{}\". Write {}.",
                    own.step,
                    known.join(" or ")
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Stage;

    #[test]
    fn every_example_belongs_to_a_field_of_the_form_and_is_short_enough_to_read_at_a_glance() {
        let catalogue = Catalogue::bundled().unwrap();
        for BoxExample { step, example } in &catalogue.boxes {
            let asks = catalogue.prompt(Stage::OneThreat, step);
            assert!(asks.is_some(), "{step}");
            assert!((20..=100).contains(&example.chars().count()), "{example}");
        }
        assert_eq!(catalogue.boxes.len(), 11);
        assert_eq!(catalogue.box_example("nothing"), None);
    }

    #[test]
    fn a_teams_own_example_takes_the_place_of_the_one_for_its_field() {
        let bundled = Catalogue::bundled().unwrap();
        let with = |text: &str| bundled.with(text).map_err(|error| error.to_string());
        let own =
            with("(boxes: [(step: \"threat\", example: \"The ferry leaves early.\")])").unwrap();
        assert_eq!(own.box_example("threat"), Some("The ferry leaves early."));
        assert_eq!(own.box_example("heard"), bundled.box_example("heard"));
        let says = with("(\n boxes: [\n  (step: \"threats\", example: \"x\"),\n ])").unwrap_err();
        let begins = "line 3: the form has no field \"threats\". Write \"heard\" or \"system\" or ";
        assert!(says.starts_with(begins), "{says}");
        let says = with("(boxes: [\n  (step: \"threat\", example: \"\"),\n ])").unwrap_err();
        assert!(says.starts_with("line 2: this text is empty."), "{says}");
    }
}
