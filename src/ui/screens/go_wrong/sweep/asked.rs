//! What the room is asked at a stop: the question of one letter in large, and those of the others.

use ratatui::text::Line;

use super::Stopped;
use crate::check::count;
use crate::check::coverage::{State, state_words};
use crate::domain::{Asked, Session, Swept};
use crate::screens::go_wrong::Known;
use crate::ui::wrap;

impl Stopped<'_> {
    /// What the room is asked, in large.
    pub(super) fn question(&self, session: &Session) -> Vec<Line<'static>> {
        let look = self.here.look();
        let prompt = self.app.catalogue.sweep_prompt(session, &look);
        let asked = &self.here.asked;
        let set = self.set(asked).map(|set| format!("{set} "));
        let says = match self.app.catalogue.mark(asked) {
            Some(mark) => {
                let set = set.unwrap_or_default();
                format!("{set}{mark} {}: {prompt}", asked.words())
            }
            None => prompt,
        };
        wrap::wrap(&says, self.width)
            .into_iter()
            .map(|line| Line::styled(self.indented(&line), self.styles.strong()))
            .collect()
    }

    /// The questions of the other letters, each with what is known of it.
    pub(super) fn others(&self, session: &Session) -> Vec<Line<'static>> {
        let stop = &self.here.stop;
        let sets = stop.asked.iter().filter_map(|asked| self.set(asked));
        let widest = sets.map(|set| wrap::width(&set)).max();
        let letters = self.sweep.letters(stop).into_iter();
        let others = letters.filter(|(asked, _)| **asked != self.here.asked);
        let line = |(asked, known): (&Asked, Known)| {
            let look = Swept {
                place: stop.place,
                asked: asked.clone(),
            };
            let prompt = self.app.catalogue.sweep_prompt(session, &look);
            let mark = self.app.catalogue.mark(asked);
            let mark = mark.map_or_else(String::new, |mark| format!("{mark:2} "));
            let set = self.set(asked).unwrap_or_default();
            let set = widest.map(|widest| format!("{}  ", wrap::pad(&set, widest)));
            let set = set.unwrap_or_default();
            let state = match known {
                Known::Found(n) => format!("{n} found"),
                Known::Nothing => state_words(State::Nothing).to_owned(),
                Known::NotYet => state_words(State::Open).to_owned(),
            };
            let room = self.width.saturating_sub(wrap::width(&state) + 2);
            let says = wrap::shorten(&format!("{set}{mark}{prompt}"), room);
            let says = format!("{}  {state}", wrap::pad(&says, room));
            Line::styled(self.indented(&says), self.styles.muted())
        };
        others.map(line).collect()
    }

    /// As many of these questions as there are rows for, and how many there are besides.
    pub(super) fn cut(&self, mut others: Vec<Line<'static>>, rows: usize) -> Vec<Line<'static>> {
        if others.len() <= rows {
            return others;
        }
        let shown = rows.saturating_sub(1);
        let says = count(others.len() - shown, "more question");
        others.truncate(shown);
        others.push(Line::styled(self.indented(&says), self.styles.muted()));
        others
    }

    /// The title of the set to which a letter belongs, where this stop asks about more than one.
    fn set(&self, asked: &Asked) -> Option<String> {
        let first = self.here.stop.asked.iter().find_map(set_of);
        let mut sets = self.here.stop.asked.iter().filter_map(set_of);
        if sets.all(|set| Some(set) == first) {
            return None;
        }
        let set = self.app.catalogue.set_named(set_of(asked)?)?;
        Some(set.title.to_string())
    }
}

/// The name of the set to which a letter belongs.
pub(super) fn set_of(asked: &Asked) -> Option<&str> {
    match asked {
        Asked::Letter(_) => Some(crate::domain::STRIDE),
        Asked::Of(category) => Some(category.set()),
        Asked::Whole | Asked::Accidents => None,
    }
}
