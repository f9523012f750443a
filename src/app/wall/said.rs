//! What stands on the wall of a whiteboard session.

use super::item::{Item, Wall};
use crate::app::{App, Open, voting};
use crate::catalogue::Stage;
use crate::domain::{ItemId, Said, Session, Threat, counted};
use crate::lines::table;
use crate::parse::when;
use crate::screens::whiteboard::kind;
use crate::screens::whiteboard::lines::{Line, Lines};

/// The one question.
const QUESTION: &str = "WHAT CAN GO WRONG?";

pub(crate) fn wall<'a>(app: &'a App, open: &'a Open) -> Wall<'a> {
    let session = &*open.session;
    let state = &open.rooms.whiteboard;
    let lines = state.lines(session, open.revision);
    // While hands are counted, the line that they are counted for stands alone.
    let counting = voting::counting(app);
    let counted = counting.as_ref().and_then(|c| c.now().map(|it| it.id));
    let selected = counted.or(state.selected).and_then(|id| lines.place(id));
    let counts = counts(&lines);
    let writes = app.bar.as_ref().is_some_and(|bar| bar.is(&table::WALL));
    let quiet = writes && state.is_quiet(app.now);
    let drawn = !session.flows.is_empty() || !session.zones.is_empty();
    let begun = drawn || lines.len() > 0;
    let welcome = if begun {
        Vec::new()
    } else {
        let lines = app.catalogue.rules(Stage::Whiteboard);
        lines.map(|says| app.says(says)).collect()
    };
    Wall {
        heading: QUESTION,
        big: true,
        topic: session.title.to_string(),
        strip: if state.reading {
            Vec::new()
        } else {
            strip(session)
        },
        welcome,
        len: lines.len(),
        selected,
        most: lines.most(),
        line: Box::new(move |place| {
            let line = lines.get(place);
            line.map_or_else(Item::default, |line| Item {
                head: lines.head(line).cloned(),
                first: line.first,
                ..said(app, session, line)
            })
        }),
        alone: state.reading || counted.is_some(),
        counts,
        counting,
        corner: if quiet {
            let asks = app.catalogue.prompt(Stage::Whiteboard, "quiet");
            asks.map_or_else(String::new, |says| app.says(says))
        } else {
            String::new()
        },
    }
}

/// A line with its number, what it is, and what belongs to it.
fn said(app: &App, session: &Session, row: &Line) -> Item {
    let actions = || {
        let actions = session.actions_about(row.id);
        actions.map(|action| doer(app, session, action)).collect()
    };
    let threat = match row.id {
        ItemId::Threat(id) => session.threat(id),
        _ => None,
    };
    let words = session.words_of(row.id).unwrap_or_default();
    Item {
        number: row.number as usize,
        marked: row.in_list(session, &words),
        words,
        kind: kind(session, row.id),
        muted: row.said == Said::OffTopic,
        under: threat.map_or_else(actions, |threat| under(app, session, threat)),
        ..Item::default()
    }
}

/// The threat at a place of the list, by the number that it keeps.
pub(crate) fn threat(app: &App, session: &Session, place: usize) -> Item {
    let threat = session.threats.get(place);
    Item {
        number: threat.map_or(0, |threat| threat.id.0 as usize),
        under: threat.map_or_else(Vec::new, |threat| under(app, session, threat)),
        ..Item::of(threat.map_or_else(String::new, |threat| threat.text.to_string()))
    }
}

/// What we could do about a threat, and who does what.
fn under(app: &App, session: &Session, threat: &Threat) -> Vec<String> {
    // What someone does already is said once, with their name; what they do in other words is another line.
    let ideas = session.mitigations_for(threat.id).filter(|m| {
        let mut actions = session.actions_about(ItemId::Mitigation(m.id));
        m.works() || !actions.any(|action| action.text == m.text)
    });
    let ideas = ideas.map(|m| {
        let lead = if m.works() { "in place" } else { "mitigation" };
        format!("{lead}: {}", m.text)
    });
    let actions = session.actions_about(ItemId::Threat(threat.id));
    let actions = actions.map(|action| doer(app, session, action));
    ideas.chain(actions).collect()
}

/// An action item as it is read back: who, what, by when.
pub(crate) fn doer(app: &App, session: &Session, action: &crate::domain::Action) -> String {
    let who = session.name_of(action.owner).unwrap_or("no owner");
    let by = action.due.map_or_else(String::new, |due| {
        format!(", by {}", when::show(due, app.today()))
    });
    format!("{who}: {}{by}", action.text)
}

/// How it goes, from whom to whom, one way in one piece, then what runs where.
fn strip(session: &Session) -> Vec<String> {
    let mut ways: Vec<String> = Vec::new();
    let mut end = None;
    for flow in &session.flows {
        let (from, to) = (
            session.element_name(flow.from),
            session.element_name(flow.to),
        );
        match ways.last_mut() {
            Some(way) if end == Some(flow.from) && flow.data.is_empty() => {
                way.push_str(" -> ");
                way.push_str(&to);
            }
            _ if flow.data.is_empty() => ways.push(format!("{from} -> {to}")),
            _ => ways.push(format!("{from} -> {to}: {}", flow.data)),
        }
        // What is said of one flow would be read as said of the whole way.
        end = flow.data.is_empty().then_some(flow.to);
    }
    let zones = session.zones.iter().map(|zone| {
        let inside = session.elements_in(zone.id);
        let names: Vec<&str> = inside.map(|e| e.name.as_str()).collect();
        format!("[{}: {}]", zone.name, names.join(", "))
    });
    ways.extend(zones);
    ways
}

/// `35 said, 9 questions, 2 off topic`, of the lines that are in sight.
fn counts(lines: &Lines) -> String {
    let (questions, parked) = lines.besides();
    let mut says: Vec<String> = Vec::new();
    if lines.len() > 0 {
        says.push(format!("{} said", lines.len()));
    }
    if questions > 0 {
        says.push(counted(questions, "question"));
    }
    if parked > 0 {
        says.push(format!("{parked} off topic"));
    }
    says.join(", ")
}
