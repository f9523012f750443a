//! What is seen of the map: drawn once for each change of the system, the level and the window, and shown until the
//! next drawing is there. Selecting and scrolling draw nothing anew.

use std::sync::Arc;

use crate::areas::map::NARROW;
use crate::domain::{ElementId, ItemId, Session};
use crate::layout::{self, Area, Around, Arrangement, Picture, Signs, Sketch, Window};

/// From this many elements on, the overview of the zones is the map, and the rest is looked at part by part.
const MANY: usize = 60;
/// A drawing that needs this many windows side by side, or one below the other, does not fit by much. In halves.
const MUCH: usize = 3;
/// How much is seen at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// A box for each trust zone.
    Zones,
    /// Every element and every flow.
    #[default]
    Whole,
    /// One element in the middle, with all that it sends and receives in words.
    Near,
}

impl Zoom {
    /// What the heading calls it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Zones => "MAP, zones",
            Self::Whole => "MAP",
            Self::Near => "MAP, close-up",
        }
    }
}

/// What a drawing shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Every element and every flow.
    #[default]
    Whole,
    /// The overview of the zones.
    Zones,
}

/// A drawing that is to be made beside the screen: its sketch and window say which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What it shows.
    pub view: View,
    /// What is drawn.
    pub sketch: Arc<Sketch>,
    /// Where it should fit.
    pub window: Window,
    /// Where everything stood before.
    pub from: Option<Arc<Arrangement>>,
    /// Look for the arrangement that reads best, instead of the first that there is room for.
    pub search: bool,
}

/// A drawing that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What it shows.
    pub view: View,
    /// Which sketch it is of.
    pub key: u64,
    /// For which window.
    pub window: Window,
    /// Where everything stands.
    pub arrangement: Arc<Arrangement>,
    /// The drawing.
    pub picture: Arc<Picture>,
    /// It was looked for.
    pub searched: bool,
}

impl Order {
    /// Makes the drawing, unless it is known before that no one waits for it. `go_on` is asked now and then; false ends
    /// a search early.
    pub fn make(&self, go_on: &mut dyn FnMut() -> bool) -> Option<Made> {
        go_on().then(|| self.made(go_on))
    }

    fn made(&self, go_on: &mut dyn FnMut() -> bool) -> Made {
        let from = self.from.as_deref();
        let arrangement = if let (View::Zones, None) = (self.view, from) {
            layout::place_zones(&self.sketch, self.window)
        } else if self.search {
            layout::search(&self.sketch, self.window, from, go_on)
        } else {
            layout::place(&self.sketch, self.window, from)
        };
        let picture = layout::draw(&self.sketch, &arrangement, self.window, Signs::default());
        Made {
            view: self.view,
            key: self.sketch.key(),
            window: self.window,
            arrangement: Arc::new(arrangement),
            picture: Arc::new(picture),
            searched: self.search,
        }
    }
}

/// What the map is drawn of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    revision: u64,
    level: Option<ElementId>,
    window: Window,
}

/// A close-up, and what it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Near {
    seen: Seen,
    center: ItemId,
    around: Option<Around>,
}

/// The sketch of the overview, which counts what is on inner maps too.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Overview {
    revision: u64,
    sketch: Arc<Sketch>,
    key: u64,
}

/// What is seen of the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    seen: Option<Seen>,
    sketch: Option<Arc<Sketch>>,
    key: u64,
    /// It is so large that it is not drawn whole.
    vast: bool,
    drawn: Option<Arc<Made>>,
    zones: Option<Arc<Made>>,
    /// The overview that is to be drawn.
    overview: Option<Overview>,
    near: Option<Arc<Near>>,
    /// The best arrangement was looked for on this level. From then on what fits the window keeps its places.
    settled: bool,
    /// What is to be drawn beside the screen was asked for: placed, or looked for.
    asked: Option<bool>,
    /// What is being drawn beside the screen. One thing at a time: whoever asks again wants no older one.
    awaits: Option<View>,
}

impl Overview {
    fn of(session: &Session, revision: u64) -> Self {
        let sketch = layout::overview(session);
        let key = sketch.key();
        Self {
            revision,
            sketch: Arc::new(sketch),
            key,
        }
    }
}

impl Sight {
    /// The drawing of the whole system, if one was made yet.
    pub fn whole(&self) -> Option<&Picture> {
        Some(&*self.drawn.as_ref()?.picture)
    }

    /// Why there is no drawing of the whole or of its zones, if they are too large for one.
    pub fn too_large(&self, zoom: Zoom) -> Option<String> {
        let sketch = match zoom {
            Zoom::Whole => self.sketch.as_ref().filter(|_| self.vast)?,
            Zoom::Zones => self.overview.as_ref().map(|overview| &overview.sketch)?,
            Zoom::Near => return None,
        };
        let what = match zoom {
            Zoom::Zones if !sketch.is_too_large() => return None,
            Zoom::Zones => {
                let boxes = sketch.parts.len();
                format!("{boxes} zones and elements outside zones")
            }
            _ => sketch.size(),
        };
        Some(format!("{what} are too many for one drawing."))
    }

    /// The overview of the zones, if it was looked at.
    pub fn zones(&self) -> Option<&Picture> {
        Some(&*self.zones.as_ref()?.picture)
    }

    /// What is drawn, if anything is.
    pub fn sketch(&self) -> Option<&Sketch> {
        self.sketch.as_deref()
    }

    /// The window that it is drawn for.
    pub fn window(&self) -> Option<Window> {
        Some(self.seen?.window)
    }

    /// Whether an area is seen at once.
    pub fn fits(&self, area: Area) -> bool {
        self.window().is_some_and(|window| {
            area.width <= usize::from(window.columns) && area.height <= usize::from(window.rows)
        })
    }

    /// Whether the whole drawing is seen at once.
    pub fn is_whole(&self) -> bool {
        self.whole().is_some_and(|whole| {
            self.fits(Area {
                x: 0,
                y: 0,
                width: whole.width(),
                height: whole.height(),
            })
        })
    }

    /// The zoom at which the map opens.
    pub fn usual(&self) -> Zoom {
        let Some((sketch, window)) = self.sketch.as_ref().zip(self.window()) else {
            return Zoom::Whole;
        };
        let far = if sketch.zones.is_empty() {
            Zoom::Near
        } else {
            Zoom::Zones
        };
        if sketch.parts.len() >= MANY || self.vast {
            return far;
        }
        let Some(whole) = self.whole() else {
            return far;
        };
        if self.is_whole() {
            return Zoom::Whole;
        }
        if window.columns < NARROW {
            return Zoom::Near;
        }
        let exceeds = |cells: usize, room: u16| 2 * cells > MUCH * usize::from(room);
        if exceeds(whole.width(), window.columns) || exceeds(whole.height(), window.rows) {
            return far;
        }
        Zoom::Whole
    }

    /// Follows the session, the level and the window. What takes its time is given back, to be made beside the screen:
    /// a drawing of many elements, and the search for a better one once the room does not type at the map.
    pub fn follow(
        &mut self,
        session: &Session,
        (revision, level): (u64, Option<ElementId>),
        window: Window,
        typing: bool,
    ) -> Option<Order> {
        let seen = Seen {
            revision,
            level,
            window,
        };
        if self.seen != Some(seen) {
            self.draw(session, seen);
        }
        let sketch = self.sketch.as_ref()?;
        let search = self.is_drawn();
        // What the room looks at keeps its places, unless it grows out of sight: while it types, and for good once the
        // best arrangement was looked for.
        let waits = search && (typing || self.settled) && self.is_whole();
        if self.asked >= Some(search)
            || waits
            || sketch.parts.is_empty()
            || self.vast
            || self.awaits.is_some()
        {
            return None;
        }
        self.asked = Some(search);
        self.awaits = Some(View::Whole);
        Some(Order {
            view: View::Whole,
            sketch: Arc::clone(sketch),
            window,
            from: self
                .drawn
                .as_ref()
                .map(|drawn| Arc::clone(&drawn.arrangement)),
            search,
        })
    }

    /// Whether what is shown is drawn of what there is now.
    fn is_drawn(&self) -> bool {
        let window = self.window();
        self.drawn
            .as_ref()
            .is_some_and(|drawn| drawn.key == self.key && Some(drawn.window) == window)
    }

    fn draw(&mut self, session: &Session, seen: Seen) {
        let sketch = Sketch::of(session, seen.level);
        let key = sketch.key();
        let before = self.seen.replace(seen);
        let same = before.is_some_and(|before| before.window == seen.window);
        if same && key == self.key && self.sketch.is_some() {
            return;
        }
        if before.is_some_and(|before| before.level != seen.level) {
            self.drawn = None;
            self.zones = None;
            self.settled = false;
        }
        self.key = key;
        self.vast = sketch.is_too_large();
        if self.vast {
            self.drawn = None;
        }
        self.asked = None;
        self.awaits = None;
        let sketch = Arc::new(sketch);
        self.sketch = Some(Arc::clone(&sketch));
        if sketch.is_quick() {
            let order = Order {
                view: View::Whole,
                sketch,
                window: seen.window,
                from: self
                    .drawn
                    .as_ref()
                    .map(|drawn| Arc::clone(&drawn.arrangement)),
                search: false,
            };
            self.drawn = Some(Arc::new(order.made(&mut || true)));
        }
    }

    /// Follows the overview of the zones, which is looked at. A large one is given back, to be drawn beside the screen.
    pub fn look_at_zones(&mut self, session: &Session) -> Option<Order> {
        let Seen {
            revision, window, ..
        } = self.seen?;
        let before = self.overview.take();
        let known = before.as_ref().map(|overview| overview.key);
        let stood = before.as_ref().map(|overview| Arc::clone(&overview.sketch));
        let Overview { sketch, key, .. } = before
            .filter(|overview| overview.revision == revision)
            .unwrap_or_else(|| Overview::of(session, revision));
        let sketch = &self
            .overview
            .insert(Overview {
                revision,
                sketch,
                key,
            })
            .sketch;
        if known != Some(key) {
            // What is being drawn of it is no longer wanted.
            self.awaits = self.awaits.filter(|view| *view != View::Zones);
        }
        let is_drawn = |made: &Arc<Made>| made.key == key && made.window == window;
        if self.zones.as_ref().is_some_and(is_drawn) || self.awaits == Some(View::Zones) {
            return None;
        }
        // A threat more, or a flow, moves no zone.
        let stands = stood.is_some_and(|stood| stood.has_parts_of(sketch));
        let from = self.zones.as_ref().filter(|_| stands);
        let from = from.filter(|made| made.window == window);
        let order = Order {
            view: View::Zones,
            sketch: Arc::clone(sketch),
            window,
            from: from.map(|made| Arc::clone(&made.arrangement)),
            search: false,
        };
        if order.sketch.is_too_large() {
            self.zones = None;
            return None;
        }
        if order.sketch.is_quick() {
            self.zones = Some(Arc::new(order.made(&mut || true)));
            return None;
        }
        // What it takes the turn of is asked for again when it is there.
        if self.awaits.replace(View::Zones).is_some() {
            self.asked = self.is_drawn().then_some(false);
        }
        Some(order)
    }

    /// The close-up, if it was looked at.
    pub fn near(&self) -> Option<&Around> {
        self.near.as_ref()?.around.as_ref()
    }

    /// Draws what is around an item, unless it is drawn.
    pub fn look_near(&mut self, session: &Session, center: ItemId) {
        let Some(seen) = self.seen else { return };
        let is_drawn = |near: &Arc<Near>| near.seen == seen && near.center == center;
        if self.near.as_ref().is_some_and(is_drawn) {
            return;
        }
        let Window { columns, rows } = seen.window;
        let around = layout::around(session, center, columns, rows, Signs::default());
        self.near = Some(Arc::new(Near {
            seen,
            center,
            around,
        }));
    }

    /// Takes a drawing that was made beside the screen. One of what the map was before is dropped.
    pub fn take(&mut self, made: Made) {
        let key = match made.view {
            View::Whole => Some(self.key),
            View::Zones => self.overview.as_ref().map(|overview| overview.key),
        };
        if key != Some(made.key) || self.window() != Some(made.window) {
            return;
        }
        self.awaits = self.awaits.filter(|view| *view != made.view);
        if made.view == View::Zones {
            self.zones = Some(Arc::new(made));
            return;
        }
        let is_better = self.drawn.as_ref().is_none_or(|drawn| {
            !drawn.searched || drawn.key != made.key || drawn.window != made.window
        });
        if is_better {
            self.settled |= made.searched;
            self.drawn = Some(Arc::new(made));
        }
    }

    /// Has the arrangement looked for again; else says why there is nothing to look for.
    pub fn tidy(&mut self) -> Result<(), String> {
        let Some(sketch) = self.sketch.as_ref().filter(|s| s.parts.len() > 1) else {
            return Err("Nothing to arrange yet.".to_owned());
        };
        if sketch.is_vast() {
            let size = sketch.size();
            return Err(format!(
                "{size} are too many to look for a clearer arrangement."
            ));
        }
        if let Some(drawn) = &mut self.drawn {
            Arc::make_mut(drawn).searched = false;
        }
        self.settled = false;
        self.asked = self.asked.min(Some(false));
        Ok(())
    }

    /// The box or part that stands for an item in the overview of the zones.
    pub fn box_of(&self, session: &Session, id: ItemId) -> Option<ItemId> {
        let zones = self.zones()?;
        if zones.area(id).is_some() {
            return Some(id);
        }
        let element = match id {
            ItemId::Element(id) => id,
            ItemId::Flow(id) => session.flows.iter().find(|flow| flow.id == id)?.from,
            _ => return None,
        };
        let mut around = session.zone_path(element).into_iter().map(ItemId::from);
        around.find(|zone| zones.area(*zone).is_some())
    }
}
