//! The threats that are known at a stop: as many as there are rows for, the selected one among them.

use std::ops::Range;

use ratatui::text::{Line, Span};

use super::Stopped;
use crate::domain::{Asked, Session, Threat};
use crate::screens::go_wrong::threats_at;
use crate::ui::wrap;

/// Lines of a threat that is known at a place.
const LINES: usize = 2;

impl Stopped<'_> {
    /// What is on the list for this place already, in at most so many rows, and for how many threats the rows are too
    /// few without saying so; all of them where not even one fits. The selected one is among those that are shown.
    pub(super) fn known(
        &self,
        session: &Session,
        rows: usize,
    ) -> Result<(Vec<Line<'static>>, usize), usize> {
        let threats = threats_at(session, self.here.stop.place);
        if threats.is_empty() {
            let looked = session.swept.contains(&self.here.look());
            let says = if looked {
                "Looked at: no threats found."
            } else {
                "No threats here yet."
            };
            let line = Line::styled(self.indented(says), self.styles.muted());
            return if rows > 0 {
                Ok((vec![line], 0))
            } else {
                Err(0)
            };
        }
        let selected = self.app.selected();
        let said: Vec<Vec<String>> = threats
            .iter()
            .map(|threat| {
                let says = format!("{}  {}{}", threat.id, threat.text, self.marks(threat));
                wrap::wrap_to(&says, self.width, LINES.min(rows.saturating_sub(1)).max(1))
            })
            .collect();
        let at = threats.iter().position(|t| Some(t.id.into()) == selected);
        let at = at.unwrap_or(0);
        let seen = window(&said, at, rows.saturating_sub(1).max(1));
        if rows == 0 || seen.is_empty() {
            return Err(threats.len());
        }
        let (above, below) = (seen.start, threats.len() - seen.end);
        let mut lines = Vec::new();
        let shown = threats.iter().zip(said).skip(seen.start).take(seen.len());
        for (threat, words) in shown {
            let here = Some(threat.id.into()) == selected;
            let style = if here {
                self.styles.selected()
            } else {
                self.styles.text()
            };
            for (n, line) in words.into_iter().enumerate() {
                let mark = if here && n == 0 { " > " } else { "   " };
                lines.push(Line::from(vec![
                    Span::styled(mark, self.styles.focus()),
                    Span::styled(line, style),
                ]));
            }
        }
        // In one row there is no room for a head.
        if rows == 1 {
            return Ok((lines, above + below));
        }
        let beyond = [(above, "above"), (below, "below")].into_iter();
        let beyond = beyond.filter(|(n, _)| *n > 0);
        let beyond: String = beyond.map(|(n, way)| format!("   {n} {way}")).collect();
        let head = Line::from(vec![
            Span::styled(self.indented("THREATS HERE"), self.styles.heading()),
            Span::styled(beyond, self.styles.muted()),
        ]);
        lines.insert(0, head);
        Ok((lines, 0))
    }

    /// The letters under which a threat was found: `  (T I)`.
    fn marks(&self, threat: &Threat) -> String {
        let mut marks: Vec<String> = threat.stride.iter().map(|s| s.letter().into()).collect();
        let others = threat.categories.iter().cloned().map(Asked::Of);
        marks.extend(others.filter_map(|asked| self.app.catalogue.mark(&asked)));
        match marks.as_slice() {
            [] => String::new(),
            marks => format!("  ({})", marks.join(" ")),
        }
    }
}

/// Which of these texts are shown in so many rows: from the first on, as long as the one at `at` is among them.
fn window(said: &[Vec<String>], at: usize, rows: usize) -> Range<usize> {
    let fits = |seen: &Range<usize>| {
        let seen = said.iter().skip(seen.start).take(seen.len());
        seen.map(Vec::len).sum::<usize>() <= rows
    };
    let start = (0..=at).find(|start| fits(&(*start..at + 1))).unwrap_or(at);
    let ends = (at + 1..=said.len()).rev();
    let end = ends.clone().find(|end| fits(&(start..*end)));
    start..end.unwrap_or(start)
}
