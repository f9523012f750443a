//! A typed line as the [`Edit`] that adds what it says. The capture bar and the command line both speak these, so a
//! script and a keyboard make the same session.

use super::{map_ids, map_line, people, tokens};
use crate::domain::{
    Edit, ElementKind, Field, FourQuestion, ItemId, Named, New, NewAction, NewMitigation,
    NewThreat, NoteKind, ParkedKind, Place, Rated, Session, Status, Text, ThreatId, ZoneLine,
};

/// A threat, said during the question `found_in`.
pub(crate) fn threat(typed: tokens::Parsed, found_in: FourQuestion) -> Edit {
    // A threat is at places only; what else was pointed at stays in its words rather than being lost.
    Edit::Add(New::Threat(NewThreat {
        text: with_ids(&typed.text, &typed.about),
        places: typed.places,
        stride: typed.stride,
        categories: typed.categories,
        speaker: typed.who,
        severity: typed.severity,
        rated: typed.level.map(Rated::Single),
        references: typed.references,
        found_in,
        pack: None,
    }))
}

/// A mitigation for `threats` and for those that the line names.
///
/// # Errors
/// A sentence when the line names something that is not a threat.
pub(crate) fn mitigation(
    typed: tokens::Parsed,
    mut threats: Vec<ThreatId>,
    status: Status,
) -> Result<Edit, String> {
    for id in &typed.about {
        match id {
            ItemId::Threat(id) if !threats.contains(id) => threats.push(*id),
            ItemId::Threat(_) => {}
            other => {
                return Err(format!(
                    "A mitigation is for threats; {other} is not a threat."
                ));
            }
        }
    }
    Ok(Edit::Add(New::Mitigation(NewMitigation {
        text: typed.text,
        threats,
        status,
        kind: typed.control,
        strength: typed.strength,
        effort: typed.effort,
        speaker: typed.who,
    })))
}

/// An asset that what the line names holds, carries or harms, else `about`.
///
/// # Errors
/// A sentence when the line names something that neither holds nor harms an asset, or an asset by its id.
pub(crate) fn asset(
    session: &Session,
    typed: tokens::Parsed,
    about: &[ItemId],
) -> Result<Edit, String> {
    let (mut places, mut threats) = (typed.places, Vec::new());
    // Where the line itself says it, that counts, as for a threat.
    let names_place = !places.is_empty();
    for (id, is_typed) in typed
        .about
        .iter()
        .map(|id| (*id, true))
        .chain(about.iter().map(|id| (*id, false)))
    {
        match id {
            ItemId::Threat(id) => threats.push(id),
            ItemId::Zone(zone) if !names_place => {
                places.extend(session.elements_in(zone).map(|e| Place::Element(e.id)));
            }
            ItemId::Element(_) | ItemId::Flow(_) if is_typed || !names_place => {
                places.extend(Place::of(id));
            }
            ItemId::Element(_) | ItemId::Flow(_) | ItemId::Zone(_) => {}
            other => {
                return Err(format!(
                    "An asset is on elements and flows, and threats harm it; {other} is neither."
                ));
            }
        }
    }
    if let Ok(id) = typed.text.parse::<ItemId>() {
        return Err(match (session.holds(id), id) {
            (true, ItemId::Asset(_)) => {
                format!("{id} is listed already. Select what holds it or a threat, or link it.")
            }
            (true, _) => format!("{id} is {}, not an asset.", id.with_article()),
            (false, _) => format!("There is no {id} in this session. Type a name."),
        });
    }
    Ok(Edit::Add(New::Asset {
        name: typed.text,
        kind: typed.asset,
        needs: typed.needs,
        places,
        threats,
    }))
}

/// What the business would lose by these threats: business risks by their ids, or one in words, which may exist. Words
/// of its own that a threat has are taken up by it.
///
/// # Errors
/// A sentence when the line names something else by its id.
pub(crate) fn business_risk(
    session: &Session,
    line: &str,
    threats: &[ThreatId],
) -> Result<Edit, String> {
    let cleared = threats.iter().filter(|id| {
        let threat = session.threat(**id);
        threat.is_some_and(|threat| !threat.business_risk.is_empty())
    });
    let mut edits: Vec<Edit> = cleared
        .map(|id| Edit::Set((*id).into(), Field::BusinessRisk(Text::default())))
        .collect();
    if let Some(ids) = tokens::only_ids(line, session) {
        // What stood there in words of its own stays: nobody said that it is one of these.
        edits.clear();
        for id in ids {
            if !matches!(id, ItemId::BusinessRisk(_)) {
                return Err(format!(
                    "{id} is {}. Type a business risk, such as B1, or its words.",
                    id.with_article()
                ));
            }
            edits.extend(
                threats
                    .iter()
                    .map(|threat| Edit::Link((*threat).into(), id)),
            );
        }
    } else if let Ok(id) = line.trim().parse::<ItemId>() {
        return Err(format!(
            "There is no {id} in this session. Type the words of a business risk."
        ));
    } else {
        edits.push(Edit::Add(New::BusinessRisk(
            Text::new(line),
            threats.to_vec(),
        )));
    }
    Ok(Edit::All(edits))
}

/// A question about what the line names, else about `about`.
pub(crate) fn question(typed: tokens::Parsed, about: Option<ItemId>) -> Edit {
    Edit::Add(New::Question {
        about: about_all(about, &typed.about, &typed.places),
        text: typed.text,
        speaker: typed.who,
        owner: None,
    })
}

/// An action item for what the line names, else for `about`; `focus` is the threat that the room talks about.
pub(crate) fn action(
    typed: tokens::Parsed,
    session: &Session,
    about: Option<ItemId>,
    focus: Option<ThreatId>,
) -> Edit {
    let about = about_all(about, &typed.about, &typed.places);
    Edit::Add(New::Action(NewAction {
        text: typed.text,
        kind: typed.action,
        about: with_threat(session, about, focus),
        owner: typed.who,
        due: typed.due,
    }))
}

/// An assumption on which what the line names rests, else `about`.
pub(crate) fn assumption(typed: tokens::Parsed, about: Option<ItemId>) -> Edit {
    Edit::Add(New::Assumption {
        about: about_all(about, &typed.about, &typed.places),
        text: typed.text,
        speaker: typed.who,
    })
}

/// Something that came too early, about the first thing that the line names, else about `about`.
pub(crate) fn parked(typed: &tokens::Parsed, about: Option<ItemId>, kind: ParkedKind) -> Edit {
    let named = about_all(about, &typed.about, &typed.places);
    let (about, rest) = match named.split_first() {
        Some((first, rest)) => (Some(*first), rest),
        None => (None, [].as_slice()),
    };
    Edit::Add(New::Parked {
        text: with_ids(&typed.text, rest),
        kind,
        about,
        speaker: typed.who,
    })
}

/// A text with what it points at and cannot be linked to, as it was typed.
fn with_ids(text: &Text, ids: &[ItemId]) -> Text {
    let tokens: Vec<String> = ids.iter().map(|id| format!(" >{id}")).collect();
    Text::new(&format!("{text}{}", tokens.concat()))
}

/// A line of one of the session's lists.
pub(crate) fn note(kind: NoteKind, line: &str) -> Edit {
    Edit::Add(New::Note(kind, Text::new(line)))
}

/// The people of a line such as `Ana eng, Bo eng`.
pub(crate) fn participants(line: &str) -> Edit {
    Edit::All(
        people::parse(line)
            .into_iter()
            .map(|(name, role)| Edit::Add(New::Participant(name, role)))
            .collect(),
    )
}

/// A line of ids alone links what exists to what is selected, instead of writing it again.
pub(crate) fn linked(
    session: &Session,
    line: &str,
    about: Option<ItemId>,
    ours: impl Fn(&ItemId) -> bool,
) -> Option<Edit> {
    let ids = tokens::only_ids(line, session)?;
    let about = about?;
    ids.iter()
        .all(ours)
        .then(|| Edit::All(ids.into_iter().map(|id| Edit::Link(id, about)).collect()))
}

fn about_all(about: Option<ItemId>, typed: &[ItemId], places: &[Place]) -> Vec<ItemId> {
    let places = places.iter().filter_map(|place| match place {
        Place::Element(id) => Some((*id).into()),
        Place::Flow(id) => Some((*id).into()),
        Place::Whole => None,
    });
    let mut all: Vec<ItemId> = typed.iter().copied().chain(places).collect();
    if all.is_empty() {
        all.extend(about.filter(|id| !matches!(id, ItemId::Note(_) | ItemId::Participant(_))));
    }
    all
}

/// An action item made from a mitigation or a question is also for the threat that the room talks about.
pub(crate) fn with_threat(
    session: &Session,
    mut about: Vec<ItemId>,
    threat: Option<ThreatId>,
) -> Vec<ItemId> {
    let belongs = |threat: ThreatId| {
        about.iter().any(|id| match id {
            ItemId::Mitigation(id) => session
                .mitigation(*id)
                .is_some_and(|m| m.threats.contains(&threat)),
            ItemId::Question(id) => session
                .questions
                .iter()
                .any(|q| q.id == *id && q.about.contains(&threat.into())),
            _ => false,
        })
    };
    if let Some(threat) = threat.filter(|threat| belongs(*threat))
        && !about.contains(&threat.into())
    {
        about.insert(0, threat.into());
    } else if let [ItemId::Question(id)] = about.as_slice() {
        let threats = session
            .questions
            .iter()
            .filter(|q| q.id == *id)
            .flat_map(|q| q.about.clone());
        about = threats.chain(about.clone()).collect();
    }
    about
}

/// A line of the map as changes. An id in it means what has it.
///
/// # Errors
/// A sentence that says which part of the line cannot be read, or which id nothing has.
pub(crate) fn map_of(session: &Session, line: &str) -> Result<Edit, String> {
    let line = map_line::parse(line).map_err(|error| error.to_string())?;
    map_ids::with_names(session, line).map(|line| changes_of(&line))
}

/// The same where there is no session that could have ids.
///
/// # Errors
/// A sentence that says which part of the line cannot be read.
#[cfg(test)]
pub(crate) fn map(line: &str) -> Result<Edit, String> {
    let line = map_line::parse(line).map_err(|error| error.to_string())?;
    Ok(changes_of(&line))
}

fn changes_of(line: &map_line::MapLine) -> Edit {
    use map_line::MapLine;
    let element = |part: &map_line::Part| {
        let Named {
            name,
            kind,
            unknown,
        } = named(part);
        Edit::Add(New::Element {
            name,
            kind,
            unknown,
        })
    };
    let edits = match line {
        MapLine::Parts(parts) => parts.iter().map(element).collect(),
        MapLine::Zone {
            name,
            is_one_name,
            parts,
        } => vec![Edit::Add(New::ZoneLine(ZoneLine {
            head: Text::new(name),
            is_one_name: *is_one_name,
            inside: parts.iter().map(named).collect(),
        }))],
        MapLine::Into { host, parts } => {
            let inside = parts.iter().map(named).collect();
            vec![Edit::Add(New::Into(named(host), inside))]
        }
        MapLine::Flow(flows) => {
            let mut edits = Vec::new();
            for flow in flows {
                // In the order in which they are named, so that the drawing grows from left to right.
                edits.extend([&flow.from, &flow.to].into_iter().map(element));
                edits.push(Edit::Add(New::Flow {
                    from: Text::new(&flow.from.name),
                    to: Text::new(&flow.to.name),
                    data: Text::new(flow.data.as_deref().unwrap_or_default()),
                }));
            }
            edits
        }
    };
    Edit::All(edits)
}

/// An element as the line names it.
pub(super) fn named(part: &map_line::Part) -> Named {
    use map_line::PartKind;
    Named {
        name: Text::new(&part.name),
        kind: part.kind.map(|kind| match kind {
            PartKind::External => ElementKind::ExternalEntity,
            PartKind::Process => ElementKind::Process,
            PartKind::Store => ElementKind::DataStore,
        }),
        unknown: part.unknown,
    }
}

#[cfg(test)]
mod tests;
