//! What Enter makes of a line about an element, a flow or a zone.

use super::{Made, Result, Typed};
use crate::domain::{Edit, Field, MapField, Text};
use crate::parse::map_change;

/// Sets a field of the map to the line's words.
pub(in crate::lines) fn field(typed: &Typed<'_>, field: impl FnOnce(Text) -> MapField) -> Result {
    let words = typed.text.trim();
    // As on the command line.
    let words = if map_change::is_none(words) {
        ""
    } else {
        words
    };
    let field = Field::Map(field(Text::new(words)));
    Ok(Made::Edit(Edit::Set(typed.about()?, field)))
}

pub(in crate::lines) fn zone(typed: &Typed<'_>) -> Result {
    map_change::into_zone(typed.session()?, typed.about()?, typed.text).map(Made::Edit)
}

pub(in crate::lines) fn owner(typed: &Typed<'_>) -> Result {
    let owner = map_change::owner(typed.session()?, typed.text)?;
    let edit = Edit::Set(typed.about()?, Field::ElementOwner(owner));
    Ok(Made::Edit(edit))
}

#[cfg(test)]
mod tests {
    use crate::domain::{Session, SessionKind, Stamp};
    use crate::keys::Screen;
    use crate::lines::bar::Bar;
    use crate::lines::{Line, Made, Typed, table};
    use crate::parse::lines as read;

    fn at() -> Stamp {
        Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
    }

    /// What is said when this is typed into a line about that.
    fn typed(session: &mut Session, line: &'static Line, about: &str, text: &str) -> String {
        let bar = Bar::new(line, about.parse().ok());
        let made = (line.make)(&Typed {
            session: Some(session),
            today: at().date_naive(),
            now: at(),
            screen: Screen::WorkingOn,
            focus: None,
            bar: &bar,
            text,
            me: "",
        });
        match made {
            Ok(Made::Edit(edit)) => match session.apply(&edit, at()) {
                Ok(change) => change.says,
                Err(refusal) => refusal.to_string(),
            },
            Ok(made) => format!("{made:?}"),
            Err(says) => says,
        }
    }

    #[test]
    fn each_line_about_the_map_changes_what_it_is_about() {
        let title = "Refunds".into();
        let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at());
        for line in ["web -> api : order", "zone core: api", "shop"] {
            session.apply(&read::map(line).unwrap(), at()).unwrap();
        }
        let people = read::participants("Ana eng, Bo eng");
        session.apply(&people, at()).unwrap();
        for (line, about, text, says) in [
            (&table::ZONE_OF, "E1", "core", "web is now in core"),
            (
                &table::ZONE_OF,
                "E1",
                "office",
                "web moved from core to new zone office",
            ),
            (&table::ZONE_OF, "Z2", "core", "office is now in core"),
            (&table::ZONE_OF, "E1", "none", "web is no longer in office"),
            (&table::ELEMENT_NOTE, "E1", " runs twice ", "E1: note saved"),
            (&table::ELEMENT_NOTE, "E1", "", "E1: no note"),
            (
                &table::ELEMENT_OUT,
                "E1",
                "not ours",
                "web is out of scope: not ours",
            ),
            (&table::FLOW_PROTOCOL, "F1", "https", "F1: protocol https"),
            (
                &table::FLOW_DATA,
                "F1",
                "card number",
                "F1 carries card number",
            ),
            (&table::FLOW_DATA, "F1", "", "F1: no data"),
            (&table::ELEMENT_OWNER, "E1", "2", "E1: owner Bo"),
            (
                &table::ELEMENT_OWNER,
                "E1",
                "the bank",
                "E1: owner the bank",
            ),
            (
                &table::EDIT,
                "F1",
                "api -> shop : order",
                "F1 is now api -> shop",
            ),
            (&table::EDIT, "F1", "receipt", "F1 changed"),
            (
                &table::MERGE,
                "E3",
                "web",
                "E3 shop merged into E1 web. Not kept: out of scope: not ours",
            ),
            (
                &table::MERGE,
                "E1",
                "2",
                "E1 web merged into E2 api; F1 is now a flow to itself",
            ),
        ] {
            let said = typed(&mut session, line, about, text);
            assert_eq!(said, says, "{} {about} {text}", line.id);
            session.validate().unwrap();
        }
    }

    #[test]
    fn a_line_of_the_map_about_an_element_puts_what_is_new_on_its_map() {
        let title = "Refunds".into();
        let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at());
        session
            .apply(&read::map("web -> api").unwrap(), at())
            .unwrap();
        assert_eq!(
            typed(
                &mut session,
                &table::MAP_LINE,
                "E2",
                "web -> parser : order"
            ),
            "F2 added"
        );
        typed(&mut session, &table::MAP_LINE, "E2", "zone inner: rules");
        let lies = session
            .elements
            .iter()
            .map(|e| (e.name.as_str(), e.within.map(|e| e.0)));
        let lies: Vec<_> = lies.collect();
        assert_eq!(
            lies,
            [
                ("web", None),
                ("api", None),
                ("parser", Some(2)),
                ("rules", Some(2))
            ]
        );
    }
}
