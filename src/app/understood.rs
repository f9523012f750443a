//! What was understood of a line, told beside what was made of it: who has to do it and by when, and which parts of the
//! map are new. A slip is seen while the line is still in everyone's mind.

use chrono::{Datelike, NaiveDate};

use super::notice::Part;
use super::recorded::Recorded;
use super::state::App;
use crate::catalogue::references;
use crate::domain::fold::squeeze;
use crate::domain::text::words_of;
use crate::domain::{Change, Did, ElementId, ItemId, Session};
use crate::lines::bar::Bar;
use crate::lines::{figures, table};
use crate::parse::when;

/// How many new parts of the map are named; more would push everything else from the status line.
const NAMED: usize = 3;

/// The parts of the map before a line, by the last of their numbers.
pub(super) fn last_element(app: &App) -> Option<ElementId> {
    app.session()?.elements.iter().map(|e| e.id).max()
}

/// Tells what was understood of the line, where the notice tells of its change.
pub(super) fn tell(app: &mut App, bar: &Bar, before: Option<ElementId>, change: &Change) {
    let today = app.today();
    let Some(open) = app.open() else { return };
    let session = &open.session;
    let news = new_elements(&open.session, before, change);
    let named = match change.did {
        Some(Did::Added(ItemId::Element(id))) if news.is_none() => Some(session.element_name(id)),
        _ => None,
    };
    let mut parts: Vec<Part> = news.into_iter().collect();
    match change.did {
        Some(Did::Added(id)) => parts.extend(whose_and_when(session, id, today)),
        _ if bar.is(&table::FREQUENCY) || bar.is(&table::LOSS) => {
            parts.extend(figures::read_back(bar).map(Part::Beside));
        }
        _ if bar.is(&table::REFERENCES) => parts.extend(cited(session, bar.about)),
        _ if bar.is(&table::DUE) || bar.is(&table::REVISIT) => {
            let day = when::parse(bar.editor.text(), today).ok();
            let past = day.filter(|day| *day < today);
            parts.extend(past.map(|day| Part::Beside(shown(day, today))));
        }
        _ => {}
    }
    if let Some(notice) = app.notice.as_mut().filter(|n| n.tells_of_a_line()) {
        // Words that were not meant as a name are seen at once.
        if let Some(name) = named.filter(|_| notice.says == change.says) {
            notice.says = format!("{}: {name}, a new element", notice.says);
        }
        for part in parts {
            notice.add(part);
        }
    }
}

/// Which ids their list does not have.
fn cited(session: &Session, about: Option<ItemId>) -> Option<Part> {
    let Some(ItemId::Threat(id)) = about else {
        return None;
    };
    references::not_known(&session.threat(id)?.references).map(Part::Beside)
}

/// Who has to do what was added, and by when.
fn whose_and_when(session: &Session, id: ItemId, today: NaiveDate) -> Vec<Part> {
    let (owner, due) = match id {
        ItemId::Action(id) => match session.actions.iter().find(|a| a.id == id) {
            Some(action) => (action.owner, action.due),
            None => return Vec::new(),
        },
        ItemId::Question(id) => {
            let question = session.questions.iter().find(|q| q.id == id);
            (question.and_then(|question| question.owner), None)
        }
        _ => return Vec::new(),
    };
    let name = session.name_of(owner);
    let name = name.map(|name| Part::OfItem(name.to_owned()));
    let day = due.map(|day| {
        let says = shown(day, today);
        if day < today {
            Part::Beside(says)
        } else {
            Part::OfItem(says)
        }
    });
    name.into_iter().chain(day).collect()
}

/// `Fri 11 Dec`, with its year where that is another; a day that is over is said to be.
fn shown(day: NaiveDate, today: NaiveDate) -> String {
    if day < today {
        format!("{} is past", day.format("%-d %b %Y"))
    } else if day.year() == today.year() {
        day.format("%a %-d %b").to_string()
    } else {
        day.format("%a %-d %b %Y").to_string()
    }
}

/// The parts of the map that a line made: all but an only one, which is named by what says that it was added, unless it
/// looks like a slip.
fn new_elements(session: &Recorded, before: Option<ElementId>, change: &Change) -> Option<Part> {
    let is_new = |id: ElementId| Some(id) > before;
    let all = !matches!(change.did, Some(Did::Added(ItemId::Element(_))));
    let mut news: Vec<(&str, Option<&str>)> = Vec::new();
    for new in session.elements.iter().filter(|e| is_new(e.id)) {
        let known = || session.elements.iter().filter(|e| !is_new(e.id));
        let like = known().find(|known| is_like(&known.name, &new.name));
        let like = like.or_else(|| session.element(session.formerly(&new.name)?));
        let like = like.or_else(|| known().find(|known| is_part(&known.name, &new.name)));
        if all || like.is_some() {
            news.push((new.name.as_str(), like.map(|known| known.name.as_str())));
        }
    }
    if news.is_empty() {
        return None;
    }
    // What may be a slip comes first, so that it is never among those that are only counted.
    news.sort_by_key(|(_, like)| like.is_none());
    let named = news.iter().take(NAMED).map(|(name, like)| match like {
        Some(like) => format!("{name} (like {like}?)"),
        None => (*name).to_owned(),
    });
    let mut named: Vec<String> = named.collect();
    if news.len() > NAMED {
        named.push(format!("{} more", news.len() - NAMED));
    }
    let says = format!("new: {}", named.join(", "));
    let is_slip = news.iter().any(|(_, like)| like.is_some());
    Some(if is_slip {
        Part::Beside(says)
    } else {
        Part::Confirms(says)
    })
}

/// Whether one name may be a slip for the other: one letter is different, or two in a long name. Numbers are meant:
/// `web 2` stands beside `web 1`.
fn is_like(one: &str, other: &str) -> bool {
    let digits = |name: &str| {
        name.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let (a, b) = (squeeze(one), squeeze(other));
    let letters = a.chars().count().min(b.chars().count());
    let most = match letters {
        0..4 => 0,
        4..10 => 1,
        _ => 2,
    };
    digits(one) == digits(other) && strsim::damerau_levenshtein(&a, &b) <= most
}

/// Whether one name is a word, or a run of words, of the other: `printer` and `invoice printer`.
fn is_part(one: &str, other: &str) -> bool {
    let (a, b) = (words_of(one), words_of(other));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && long.windows(short.len()).any(|run| run == short)
}

#[cfg(test)]
mod tests {
    use super::{is_like, is_part};

    #[test]
    fn a_run_of_words_of_a_name_is_part_of_it_and_a_stretch_of_letters_is_not() {
        for (one, other) in [
            ("printer", "invoice printer"),
            ("Billing-Engine of Gus", "billing engine"),
            ("b c", "a b c d"),
        ] {
            assert!(
                is_part(one, other) && is_part(other, one),
                "{one} / {other}"
            );
        }
        for (one, other) in [("log", "blog post"), ("a c", "a b c"), ("?", "web")] {
            assert!(
                !is_part(one, other) && !is_part(other, one),
                "{one} / {other}"
            );
        }
    }

    #[test]
    fn a_slip_is_like_what_was_meant_and_another_name_is_not() {
        for (one, other) in [
            ("rostre database", "roster database"),
            ("Roster-Database", "roster database"),
            ("ldger", "ledger"),
            ("webs", "webs "),
        ] {
            assert!(is_like(one, other), "{one} / {other}");
        }
        for (one, other) in [
            ("web 1", "web 2"),
            ("app", "api"),
            ("read replica", "queue"),
            ("roster database", "order database"),
        ] {
            assert!(!is_like(one, other), "{one} / {other}");
        }
    }
}
