//! `threatboard map`: the map as the screen draws it, as text.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;

use super::{Done, Failure};
use crate::domain::fold::squeeze;
use crate::domain::{Called, ElementId, ItemId, Session, having_part, named};
use crate::layout::{Signs, Sketch, Window, around, draw, overview, place_zones, search};
use crate::store::session;

/// What the arguments mean, below them in the help.
pub(super) const ABOUT: &str = "\
Zooms:
  zones   a box per trust zone, and how many flows cross between two of them
  whole   every element and every flow by its number
  ITEM    the neighborhood of an element or a flow, by its id (E2, F3) or name:
          what comes in and what goes out, in words

With --level, zoom whole prints the map of an element of its own. A drawing that does not fit is
printed larger; a neighborhood says how many flows it leaves out.
";

/// How long the best order is looked for on a slow machine; then the best so far is printed.
const LONGEST: Duration = Duration::from_secs(2);

/// What is printed, and how large.
#[derive(Args, Debug)]
pub(super) struct MapArgs {
    /// The session
    file: PathBuf,
    /// How near: zones, whole, or an element or a flow
    #[arg(long, value_name = "zones|whole|ITEM", default_value = "whole")]
    zoom: String,
    /// The element whose own map is printed; the map of the whole system when not given
    #[arg(long, value_name = "ELEMENT")]
    level: Option<String>,
    /// The columns that it should fit
    #[arg(long, value_name = "N", default_value_t = 98, value_parser = clap::value_parser!(u16).range(16..=2000))]
    columns: u16,
    /// The rows that it should fit
    #[arg(long, value_name = "N", default_value_t = 23, value_parser = clap::value_parser!(u16).range(1..=2000))]
    rows: u16,
}

/// Prints one zoom of the map.
pub(super) fn run(asked: &MapArgs, ascii: bool) -> Result<Done, Failure> {
    let session = session::load(&asked.file)?.session;
    let signs = if ascii { Signs::Ascii } else { Signs::Lines };
    let window = Window {
        columns: asked.columns,
        rows: asked.rows,
    };
    if session.elements.is_empty() {
        return Ok(Done {
            notes: vec!["The map is empty. Add lines with threatboard add FILE map.".to_owned()],
            ..Done::default()
        });
    }
    if asked.level.is_some() && asked.zoom != "whole" {
        return Err(Failure::usage(
            "Give --level without --zoom, or with --zoom whole.",
        ));
    }
    let text = match asked.zoom.as_str() {
        "zones" => {
            let sketch = overview(&session);
            if sketch.is_too_large() {
                return Err(Failure::usage(format!(
                    "{} are too many for one drawing. Print one part of the map with --zoom PART.",
                    sketch.size()
                )));
            }
            let placed = place_zones(&sketch, window);
            draw(&sketch, &placed, window, signs).canvas().text()
        }
        "whole" => {
            let sketch = Sketch::of(&session, level(&session, asked.level.as_deref())?);
            if sketch.is_too_large() {
                return Err(Failure::usage(format!(
                    "{} are too many for one drawing. Print the trust zones with --zoom zones, or one part of the map with --zoom PART.",
                    sketch.size()
                )));
            }
            let begun = Instant::now();
            let found = search(&sketch, window, None, &mut || begun.elapsed() < LONGEST);
            draw(&sketch, &found, window, signs).canvas().text()
        }
        part => {
            let center = find(&session, part)?;
            let drawn = around(&session, center, asked.columns, asked.rows, signs);
            drawn.map(|drawn| drawn.text()).unwrap_or_default()
        }
    };
    Ok(Done::with(text))
}

/// The element whose own map is asked for.
fn level(session: &Session, word: Option<&str>) -> Result<Option<ElementId>, Failure> {
    let Some(word) = word else { return Ok(None) };
    let ItemId::Element(id) = find(session, word)? else {
        return Err(Failure::usage(format!(
            "{word} is a flow. Give an element."
        )));
    };
    if session.elements_on(Some(id)).next().is_none() {
        let name = session.element_name(id);
        return Err(Failure::usage(format!(
            "{name} has no map of its own. Add one with threatboard add FILE map \"into {name}: parser\"."
        )));
    }
    Ok(Some(id))
}

/// The element or flow that a word calls: by its id, by its whole name, or by a part of the name that no other has.
fn find(session: &Session, word: &str) -> Result<ItemId, Failure> {
    let names: Vec<(ElementId, &str)> = session
        .elements
        .iter()
        .map(|element| (element.id, element.name.as_str()))
        .collect();
    if let Some(id) = named(word, &names).one() {
        return Ok(id.into());
    }
    if let Ok(id) = word.parse::<ItemId>() {
        return match id {
            ItemId::Element(_) | ItemId::Flow(_) if session.holds(id) => Ok(id),
            ItemId::Element(_) | ItemId::Flow(_) => Err(Failure::usage(format!(
                "There is no {id} in this session. `threatboard list FILE elements` lists what there is."
            ))),
            _ => Err(Failure::usage(format!(
                "{id} is not an element or a flow. Give one, or zones, or whole."
            ))),
        };
    }
    match having_part(word, &names) {
        Called::One(id) => Ok(id.into()),
        Called::Several(ids) => Err(Failure::usage(format!(
            "\"{word}\" is in the names of {}. Give the whole name or the id.",
            listed(session, &ids)
        ))),
        Called::Nothing => {
            let near = near(word, &names);
            let near = if near.is_empty() {
                "`threatboard list FILE elements` lists what there is.".to_owned()
            } else {
                format!("Did you mean {}?", listed(session, &near))
            };
            Err(Failure::usage(format!(
                "There is no element \"{word}\". {near}"
            )))
        }
    }
}

/// `web (E2), web-admin (E7)`.
fn listed(session: &Session, ids: &[ElementId]) -> String {
    const MOST: usize = 5;
    let names = ids.iter().take(MOST);
    let names: Vec<String> = names
        .map(|id| format!("{} ({id})", session.element_name(*id)))
        .collect();
    names.join(", ")
}

/// The elements whose names are most like a word, the likest first.
fn near(word: &str, names: &[(ElementId, &str)]) -> Vec<ElementId> {
    const ALIKE: f64 = 0.8;
    let wanted = squeeze(word);
    let like = |name: &str| strsim::jaro_winkler(&wanted, &squeeze(name));
    let mut found: Vec<(f64, ElementId)> = names
        .iter()
        .map(|(id, name)| (like(name), *id))
        .filter(|(like, _)| *like >= ALIKE)
        .collect();
    found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    found.into_iter().map(|(_, id)| id).collect()
}
