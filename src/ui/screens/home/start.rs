//! The ways to begin: a table where there is room, names side by side where a list needs the rows.

use ratatui::text::{Line, Span};

use crate::screens::home::doors::Door;
use crate::theme::Styles;
use crate::ui::wrap;

/// From this many columns on, each way to begin has a line of its own above the list too.
const ONE_A_LINE: usize = 76;

/// The ways to begin, one line each; above a list on a narrow screen, side by side.
pub(super) fn lines(
    doors: &[(String, Door)],
    above_a_list: bool,
    styles: &Styles,
    width: u16,
) -> Vec<Line<'static>> {
    let width = usize::from(width);
    let keys = doors.iter().map(|(key, _)| wrap::width(key)).max();
    let names = doors.iter().map(|(_, door)| wrap::width(door.name)).max();
    let takes = doors.iter().map(|(_, door)| wrap::width(door.takes)).max();
    let side_by_side = width < ONE_A_LINE && above_a_list;
    let gap = " ".repeat(if width < ONE_A_LINE { 2 } else { 4 });
    let mut lines: Vec<Line> = Vec::new();
    for (key, door) in doors {
        if side_by_side {
            let space = wrap::width(key) + wrap::width(door.name) + 4;
            let spans = [
                Span::styled(format!("   {key}"), styles.focus()),
                Span::styled(format!(" {}", door.name), styles.heading()),
            ];
            match lines.last_mut() {
                Some(line) if line.width() + space <= width => line.spans.extend(spans),
                _ => lines.push(Line::from(spans.to_vec())),
            }
            continue;
        }
        let key = wrap::pad(key, keys.unwrap_or_default());
        let name = wrap::pad(door.name, names.unwrap_or_default());
        let time = wrap::pad(door.takes, takes.unwrap_or_default());
        let mut line = Line::from(vec![
            Span::styled(format!("   {key}"), styles.focus()),
            Span::styled(format!("{gap}{name}"), styles.heading()),
            Span::styled(format!("{gap}{time}"), styles.text()),
        ]);
        let whom = format!("{gap}{}", door.for_whom);
        if line.width() + wrap::width(&whom) <= width {
            line.spans.push(Span::styled(whom, styles.text()));
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::verb::Verb;
    use crate::theme::{self, Depth};

    fn shown(above_a_list: bool, width: u16) -> Vec<String> {
        let door = |key: &str, name, takes, for_whom| {
            let act = Verb::NewMeeting;
            let door = Door {
                act,
                name,
                takes,
                for_whom,
            };
            (key.to_owned(), door)
        };
        let doors = [
            door(
                "m",
                "Meeting",
                "60 or 90 min",
                "3 to 10 people, all four questions",
            ),
            door(
                "o",
                "One threat",
                "3 min",
                "check one news item against your system",
            ),
            door(
                "w",
                "Whiteboard",
                "45 min",
                "one big question, for a lunch session",
            ),
            door(
                "r",
                "Follow-up",
                "45 min or so",
                "after a change, an incident, or on the review date",
            ),
        ];
        let styles = Styles::new(&theme::load("dark", &[]).0, Depth::None);
        let lines = lines(&doors, above_a_list, &styles, width);
        lines
            .iter()
            .map(|line| line.to_string().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn several_ways_to_begin_stand_in_columns() {
        for above_a_list in [true, false] {
            assert_eq!(
                shown(above_a_list, 100),
                [
                    "   m    Meeting       60 or 90 min    3 to 10 people, all four questions",
                    "   o    One threat    3 min           check one news item against your system",
                    "   w    Whiteboard    45 min          one big question, for a lunch session",
                    "   r    Follow-up     45 min or so    after a change, an incident, or on the review date",
                ]
            );
        }
    }

    #[test]
    fn above_a_list_on_a_narrow_screen_they_take_one_line() {
        assert_eq!(
            shown(true, 60),
            ["   m Meeting   o One threat   w Whiteboard   r Follow-up"]
        );
        assert_eq!(
            shown(true, 40),
            [
                "   m Meeting   o One threat",
                "   w Whiteboard   r Follow-up"
            ]
        );
        assert_eq!(
            shown(false, 60).len(),
            4,
            "without a list there is room for all"
        );
    }
}
