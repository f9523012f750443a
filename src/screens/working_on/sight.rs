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
/// Up to this many elements a drawing is made before the next frame; a larger one is made beside it.
const AT_ONCE: usize = 30;

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
            Self::Zones => "zones",
            Self::Whole => "whole",
            Self::Near => "close-up",
        }
    }
}

/// A drawing that is to be made beside the screen: its sketch and window say which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
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
    /// Makes the drawing, unless it is known before that no one waits for it. `go_on` is asked now and then; false ends a
    /// search early.
    pub fn make(&self, go_on: &mut dyn FnMut() -> bool) -> Option<Made> {
        go_on().then(|| self.made(go_on))
    }

    fn made(&self, go_on: &mut dyn FnMut() -> bool) -> Made {
        let from = self.from.as_deref();
        let arrangement = if self.search {
            layout::search(&self.sketch, self.window, from, go_on)
        } else {
            layout::place(&self.sketch, self.window, from)
        };
        let picture = layout::draw(&self.sketch, &arrangement, self.window, Signs::default());
        Made {
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

/// What is seen of the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    seen: Option<Seen>,
    sketch: Option<Arc<Sketch>>,
    key: u64,
    drawn: Option<Arc<Made>>,
    zones: Option<Arc<Picture>>,
    near: Option<Arc<Near>>,
    /// What is to be drawn beside the screen was asked for: placed, or looked for.
    asked: Option<bool>,
}

impl Sight {
    /// The drawing of the whole system, if one was made yet.
    pub fn whole(&self) -> Option<&Picture> {
        Some(&*self.drawn.as_ref()?.picture)
    }

    /// The overview of the zones, if it was looked at.
    pub fn zones(&self) -> Option<&Picture> {
        self.zones.as_deref()
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
        if sketch.parts.len() >= MANY {
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
        // What the room looks at while it types keeps its places, unless it grows out of sight.
        let waits = search && typing && self.is_whole();
        if self.asked >= Some(search) || waits || sketch.parts.is_empty() {
            return None;
        }
        self.asked = Some(search);
        Some(Order {
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
        }
        self.key = key;
        self.zones = None;
        self.asked = None;
        let sketch = Arc::new(sketch);
        self.sketch = Some(Arc::clone(&sketch));
        if sketch.parts.len() <= AT_ONCE {
            let order = Order {
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

    /// Draws the overview of the zones, unless it is drawn.
    pub fn look_at_zones(&mut self, session: &Session) {
        if let (None, Some(window)) = (&self.zones, self.window()) {
            let (_, picture) = layout::zones(session, window, Signs::default());
            self.zones = Some(Arc::new(picture));
        }
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
        let is_better = self.drawn.as_ref().is_none_or(|drawn| {
            !drawn.searched || drawn.key != made.key || drawn.window != made.window
        });
        if made.key == self.key && Some(made.window) == self.window() && is_better {
            self.drawn = Some(Arc::new(made));
        }
    }

    /// Has the arrangement looked for again.
    pub fn tidy(&mut self) {
        if let Some(drawn) = &mut self.drawn {
            Arc::make_mut(drawn).searched = false;
        }
        self.asked = self.asked.min(Some(false));
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
