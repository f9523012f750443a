//! Tab in a line of the map: the name at the caret, from the elements that are there, or the zones behind `zone` and
//! behind the `in` of a zone. What lies in a zone may be of both. Behind the colon of a flow, the assets that it carries.

use super::bar::Bar;
use super::editor::Editor;
use super::table;
use crate::domain::fold::squeeze;
use crate::domain::{Session, tails};
use crate::parse::map_line;

/// What a name of the map ends at.
const ENDS: [char; 13] = [
    ',', ':', '>', '(', '[', '{', '→', '⇒', '⟶', '↔', '⇔', '⟷', '?',
];

/// Whether the line is one of the map, so far as it is typed, or names a zone of it.
pub fn is_map(bar: &Bar) -> bool {
    let text = bar.editor.text();
    let zone = |text: &str| behind(text, "zone ").is_some();
    bar.is(&table::MAP_LINE)
        || bar.is(&table::ZONE_OF)
        || (bar.is(&table::WALL) && (text.contains("->") || text.contains('→') || zone(text)))
}

/// Puts in a name that begins like the one at the caret; Tab again puts in the next.
pub fn complete(bar: &mut Bar, session: &Session) {
    let text = bar.editor.text();
    let at = text.char_indices().nth(bar.editor.caret());
    let at = at.map_or(text.len(), |(at, _)| at);
    let Some((before, after)) = text.split_at_checked(at) else {
        return;
    };
    // A colon begins the data of a flow, which may be assets, or the parts of a zone.
    let (zone, into) = (behind(before, "zone "), behind(before, "into "));
    let is_data = before.contains(':') && zone.is_none() && into.is_none();
    let is_zone = bar.is(&table::ZONE_OF);
    let (zone, into) = if is_zone {
        (Some(before.trim_start()), None)
    } else {
        (zone, into)
    };
    let names_zone = is_zone || zone.is_some_and(|rest| !rest.contains(':'));
    let names_host = into.filter(|rest| !rest.contains(':'));
    let start = match zone.filter(|_| names_zone) {
        Some(rest) if is_zone => before.len() - rest.len(),
        Some(rest) => before.len() - outer_zone(rest, session).len(),
        None if names_host.is_some() => before.len() - names_host.map_or(0, str::len),
        None => before
            .rfind(ENDS)
            .map_or(0, |at| at + before.get(at..).map_or(0, first_len)),
    };
    let Some((head, typed)) = before.split_at_checked(start) else {
        return;
    };
    let (stem, turn) = match &bar.completing {
        Some((stem, turn)) => (stem.clone(), turn + 1),
        None => (typed.trim_start().to_owned(), 0),
    };
    let zones = session.zones.iter().map(|zone| zone.name.as_str());
    let elements = session.elements.iter().map(|e| e.name.as_str());
    let offers = if is_data {
        let assets = session.assets.iter().map(|asset| asset.name.as_str());
        fitting(&stem, assets)
    } else if names_zone {
        fitting(&stem, zones)
    } else if zone.is_some() {
        let mut offers = fitting(&stem, elements.chain(zones));
        let mut seen = std::collections::HashSet::new();
        offers.retain(|name| seen.insert(squeeze(name)));
        offers
    } else {
        fitting(&stem, elements)
    };
    let Some(offer) = offers.get(turn % offers.len().max(1)) else {
        return;
    };
    let gap = typed.len() - typed.trim_start().len();
    let gap = typed.get(..gap).unwrap_or_default();
    let before = format!("{head}{gap}{offer}");
    bar.editor = Editor::with_caret(&format!("{before}{after}"), before.chars().count());
    bar.refusal = None;
    bar.completing = Some((stem, turn));
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// What follows `zone ` or `into ` at the start of a line.
fn behind<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let text = text.trim_start();
    let (first, rest) = text.split_at_checked(word.len())?;
    first.eq_ignore_ascii_case(word).then(|| rest.trim_start())
}

/// The name of a zone that is being typed: what follows the last ` in `, unless all of it begins the name of a zone.
fn outer_zone<'a>(rest: &'a str, session: &Session) -> &'a str {
    let stem = squeeze(rest);
    let begins = |zone: &crate::domain::Zone| squeeze(&zone.name).starts_with(&stem);
    match rest.rsplit_once(" in ") {
        Some((_, outer)) if !session.zones.iter().any(begins) => outer.trim_start(),
        _ => rest,
    }
}

/// The names that begin so, then those of which a later word does. A name that a line cannot hold as it is, such as one
/// with a comma, would be read as two.
fn fitting<'a>(stem: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let stem = squeeze(stem);
    if stem.is_empty() {
        return Vec::new();
    }
    let fits = names.filter(|name| tails(name).any(|tail| tail.starts_with(&stem)));
    let typed = fits.filter(|name| map_line::is_one_name(name));
    let (first, second): (Vec<_>, Vec<_>) =
        typed.partition(|name| squeeze(name).starts_with(&stem));
    first.into_iter().chain(second).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{SessionKind, Stamp};
    use crate::parse::lines;

    #[test]
    fn tab_completes_a_zone_where_only_a_zone_is_meant() {
        assert_eq!(tabbed_in(&table::ZONE_OF, "co|", 1), "trusted core|");
        assert_eq!(tabbed_in(&table::ZONE_OF, "rost|", 1), "rost|");
    }

    /// The line after Tab this many times; `|` is the caret.
    fn tabbed(line: &str, times: usize) -> String {
        tabbed_in(&table::MAP_LINE, line, times)
    }

    fn tabbed_in(of: &'static super::super::Line, line: &str, times: usize) -> String {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let mut session = Session::new(uuid::Uuid::nil(), "x".into(), SessionKind::Meeting, at);
        for line in [
            "roster database -> reporting dashboard",
            "[a, b], roster archive, staff roster",
            "zone trusted core: roster database",
            "zone made in house: mill",
        ] {
            session.apply(&lines::map(line).unwrap(), at).unwrap();
        }
        for name in ["records of work", "records, old", "customer records"] {
            let asset = crate::domain::New::Asset {
                name: name.into(),
                kind: None,
                needs: [None; 3],
                threats: Vec::new(),
                places: Vec::new(),
            };
            session.apply(&crate::domain::Edit::Add(asset), at).unwrap();
        }
        let (before, after) = line.split_once('|').unwrap();
        let editor = Editor::with_caret(&format!("{before}{after}"), before.chars().count());
        let mut bar = Bar {
            editor,
            ..Bar::new(of, None)
        };
        for _ in 0..times {
            complete(&mut bar, &session);
        }
        let mut text: Vec<char> = bar.editor.text().chars().collect();
        text.insert(bar.editor.caret(), '|');
        text.into_iter().collect()
    }

    #[test]
    fn tab_completes_the_name_at_the_caret() {
        for (line, times, after) in [
            ("roster data|", 1, "roster database|"),
            ("x -> roster data|", 1, "x -> roster database|"),
            ("x->rep| : all", 1, "x->reporting dashboard| : all"),
            ("x → {ROSTER-d|}", 1, "x → {roster database|}"),
            ("rost|", 2, "roster archive|"),
            ("rost|", 3, "staff roster|"),
            ("rost|", 4, "roster database|"),
            ("zone tru|", 1, "zone trusted core|"),
            (
                "zone trusted core: arch|",
                1,
                "zone trusted core: roster archive|",
            ),
            ("zone dmz in tru|", 1, "zone dmz in trusted core|"),
            ("zone made in ho|", 1, "zone made in house|"),
            ("zone dmz: trus|", 1, "zone dmz: trusted core|"),
            ("into rost|", 2, "into roster archive|"),
            (
                "into roster archive: rep|",
                1,
                "into roster archive: reporting dashboard|",
            ),
            ("x -> y : rost|", 1, "x -> y : rost|"),
            ("x -> y : cust|", 1, "x -> y : customer records|"),
            ("x -> y: ids, rec|", 2, "x -> y: ids, customer records|"),
            ("x -> y: rec|", 1, "x -> y: records of work|"),
            ("x -> y: rec| , ids", 1, "x -> y: records of work| , ids"),
            ("customer r|", 1, "customer r|"),
            ("x -> |", 1, "x -> |"),
            ("a|", 1, "roster archive|"),
        ] {
            assert_eq!(tabbed(line, times), after, "{line}");
        }
    }
}
