//! `threatboard map`: the map as the screen draws it, as text.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;

use super::{Done, Failure};
use crate::areas::wrap::width;
use crate::domain::{ElementId, Session, counted};
use crate::layout::{Signs, Sketch, Window, around, draw, overview, place_zones, search};
use crate::parse::map_change;
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
                return Err(too_many(&session, &sketch, false));
            }
            let placed = place_zones(&sketch, window);
            draw(&sketch, &placed, window, signs).canvas().text()
        }
        "whole" => {
            let sketch = Sketch::of(&session, level(&session, asked.level.as_deref())?);
            if sketch.is_too_large() {
                let zones = !session.zones.is_empty() && !overview(&session).is_too_large();
                return Err(too_many(&session, &sketch, zones));
            }
            let begun = Instant::now();
            let found = search(&sketch, window, None, &mut || begun.elapsed() < LONGEST);
            draw(&sketch, &found, window, signs).canvas().text()
        }
        item => {
            let center = map_change::element_or_flow(&session, item).map_err(Failure::usage)?;
            let Some(center) = center else {
                return Err(Failure::usage(
                    "Give an element or a flow by its id or name, or zones, or whole.",
                ));
            };
            let drawn = around(&session, center, asked.columns, asked.rows, signs);
            drawn.map(|drawn| drawn.text()).unwrap_or_default()
        }
    };
    Ok(Done {
        notes: too_large(&text, window).into_iter().collect(),
        ..Done::with(text)
    })
}

/// What is said of a map that is too large for one drawing: its size, and what can be printed instead. The trust zones are
/// offered only where there are some, and not too many.
fn too_many(session: &Session, sketch: &Sketch, offers_zones: bool) -> Failure {
    let zones = if offers_zones {
        "the trust zones with --zoom zones, "
    } else {
        ""
    };
    Failure::usage(format!(
        "{}, {} and {} are too many for one drawing. Print {zones}one element with what is around it with --zoom ITEM, or \
         lists of them with `threatboard list FILE`.",
        counted(sketch.parts.len().min(session.elements.len()), "element"),
        counted(sketch.flows.len(), "flow"),
        counted(session.zones.len(), "trust zone"),
    ))
}

/// The element whose own map is asked for.
fn level(session: &Session, word: Option<&str>) -> Result<Option<ElementId>, Failure> {
    let Some(word) = word else { return Ok(None) };
    let id = map_change::element(session, word).map_err(Failure::usage)?;
    let Some(id) = id else {
        return Err(Failure::usage("Give an element by its id or name."));
    };
    if session.elements_on(Some(id)).next().is_none() {
        let name = session.element_name(id);
        return Err(Failure::usage(format!(
            "{name} has no map of its own. Add one with threatboard add FILE map \"into {name}: parser\"."
        )));
    }
    Ok(Some(id))
}

/// What is said of a drawing that does not fit; nothing of one that does.
fn too_large(text: &str, window: Window) -> Option<String> {
    let columns = text.lines().map(width).max().unwrap_or_default();
    let rows = text.lines().count();
    let fits = columns <= usize::from(window.columns) && rows <= usize::from(window.rows);
    (!fits).then(|| {
        format!(
            "The drawing has {columns} columns and {rows} rows, more than {} by {}.",
            window.columns, window.rows
        )
    })
}
