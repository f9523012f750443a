//! What Enter makes of a line, where a row needs more than one call.

pub(super) mod on_map;
pub(super) mod one;

use super::bar::Bar;
use super::editor::Editor;
use super::{Made, Typed, card, table};
use crate::domain::{
    Called, Edit, Field, FourQuestion, ItemId, LIMITS, NoteKind, ParkedKind, Place, ResponseKind,
    Session, SessionField, SessionKind, Status, Text, ThreatId, Until, reference,
};
use crate::keys::Screen;
use crate::parse::tokens::Parsed;
use crate::parse::{
    changes, lines as read, map_change, people, rests_on, tries, wall as whiteboard, when,
};

type Result = std::result::Result<Made, String>;

/// People who are here, and behind a minus who is not: `Ana eng, -Bo`.
pub(super) fn people(typed: &Typed<'_>) -> Result {
    let parts = typed.text.split([',', ';']).map(str::trim);
    let (gone, here): (Vec<&str>, Vec<&str>) = parts.partition(|part| part.starts_with('-'));
    let Edit::All(mut edits) = read::participants(&here.join(",")) else {
        return Err("Type names, such as Ana eng, Bo eng.".to_owned());
    };
    for name in gone {
        let name = name.trim_start_matches('-').trim();
        match typed.session()?.named(name) {
            Called::One(person) => edits.push(Edit::Delete(person.id.into())),
            Called::Several(_) => {
                return Err(format!(
                    "{name} can be several people. Type more of the name."
                ));
            }
            Called::Nothing => return Err(format!("{name} is not a participant.")),
        }
    }
    Ok(Made::Edit(Edit::All(edits)))
}

/// A line that changes nothing by itself: its digits are counted as they are typed.
pub(super) fn counted(_: &Typed<'_>) -> Result {
    Err("Nothing to change in this line.".to_owned())
}

pub(super) fn one_key(_: &Typed<'_>) -> Result {
    Err("This takes a single key.".to_owned())
}

/// During which question something typed on a screen is said.
fn found_in(screen: Screen) -> FourQuestion {
    match screen {
        Screen::WorkingOn => FourQuestion::WorkingOn,
        Screen::DoAbout | Screen::Tree => FourQuestion::DoAbout,
        Screen::GoodEnough => FourQuestion::GoodEnough,
        _ => FourQuestion::GoWrong,
    }
}

pub(super) fn threat(typed: &Typed<'_>) -> Result {
    let edit = read::threat(placed(typed)?, found_in(typed.screen));
    Ok(Made::Edit(edit))
}

/// What was typed, at the place that the line is about unless it names another.
pub(super) fn placed(typed: &Typed<'_>) -> std::result::Result<Parsed, String> {
    let mut parsed = typed.parsed()?;
    if parsed.places.is_empty() {
        parsed.places.extend(typed.bar.about.and_then(Place::of));
        parsed.places.extend(in_zone(typed));
    }
    Ok(parsed)
}

/// A threat to a trust zone is one to each element in it.
fn in_zone(typed: &Typed<'_>) -> Vec<Place> {
    let (Some(ItemId::Zone(zone)), Some(session)) = (typed.bar.about, typed.session) else {
        return Vec::new();
    };
    let within = session.elements_in(zone);
    within.map(|e| Place::Element(e.id)).collect()
}

/// Puts a line of the wall on a heap.
pub(super) fn heap(typed: &Typed<'_>) -> Result {
    let heap = Field::Heap(Text::new(typed.text));
    Ok(Made::Edit(Edit::Set(typed.about()?, heap)))
}

/// Gives the heap of a line another name.
pub(super) fn name_heap(typed: &Typed<'_>) -> Result {
    let about = typed.about()?;
    let wall = typed.session()?.wall();
    let heap = wall.iter().find(|line| line.id == about);
    let old = heap.and_then(|line| line.heap).cloned();
    let old = old.ok_or("This line is on no heap.")?;
    Ok(Made::Edit(Edit::NameHeap(old, Text::new(typed.text))))
}

pub(super) fn card(typed: &Typed<'_>) -> Result {
    card::threat(typed, found_in(typed.screen)).map(Made::Edit)
}

/// Ids alone link what exists to what the line is about.
fn linked(typed: &Typed<'_>, ours: fn(&ItemId) -> bool) -> Option<Edit> {
    read::linked(typed.session?, typed.text, typed.bar.about, ours)
}

pub(super) fn question(typed: &Typed<'_>) -> Result {
    let parsed = typed.parsed()?;
    let edit = linked(typed, |id| matches!(id, ItemId::Question(_)))
        .unwrap_or_else(|| read::question(parsed, typed.bar.about));
    Ok(Made::Edit(edit))
}

pub(super) fn action(typed: &Typed<'_>) -> Result {
    let (session, parsed) = (typed.session()?, typed.parsed()?);
    let edit = linked(typed, |id| matches!(id, ItemId::Action(_)))
        .unwrap_or_else(|| read::action(parsed, session, typed.bar.about, typed.focus));
    Ok(Made::Edit(edit))
}

pub(super) fn assumption(typed: &Typed<'_>) -> Result {
    let parsed = typed.parsed()?;
    let edit = linked(typed, |id| matches!(id, ItemId::Assumption(_)))
        .unwrap_or_else(|| read::assumption(parsed, typed.bar.about));
    Ok(Made::Edit(edit))
}

pub(super) fn parked(typed: &Typed<'_>) -> Result {
    let parsed = typed.parsed()?;
    let on_threats = matches!(
        typed.screen,
        Screen::GoWrong | Screen::DoAbout | Screen::Tree
    );
    let kind = if on_threats && !parsed.off_topic {
        ParkedKind::Fix
    } else {
        ParkedKind::OffTopic
    };
    Ok(Made::Edit(read::parked(&parsed, typed.bar.about, kind)))
}

pub(super) fn could_do(typed: &Typed<'_>) -> Result {
    mitigation(typed, Status::CouldDo)
}

pub(super) fn in_place(typed: &Typed<'_>) -> Result {
    mitigation(typed, Status::InPlace)
}

/// A mitigation for the threat that the line is about. What could be done waits for question 3 (R22), and for a threat
/// (R49): until then it is parked. What is in place already is no fix that could wait, and a parked one would forget
/// that it is. Ids alone link mitigations that exist.
fn mitigation(typed: &Typed<'_>, status: Status) -> Result {
    let (parsed, about) = (typed.parsed()?, typed.bar.about);
    let is_time = matches!(
        typed.screen,
        Screen::DoAbout | Screen::Whiteboard | Screen::Tree
    );
    let threats = match about {
        Some(ItemId::Threat(id)) => vec![id],
        _ => Vec::new(),
    };
    if status == Status::CouldDo && (!is_time || threats.is_empty()) {
        return Ok(Made::Edit(read::parked(&parsed, about, ParkedKind::Fix)));
    }
    if let Some(edit) = linked(typed, |id| matches!(id, ItemId::Mitigation(_))) {
        return Ok(Made::Edit(edit));
    }
    // A line that says for which threat is not about the one that is selected.
    let named = !parsed.about.is_empty() && !is_time;
    let threats = if named { Vec::new() } else { threats };
    if threats.is_empty() && parsed.about.is_empty() {
        return Err("Say for which threat this is in place, such as >T3.".to_owned());
    }
    read::mitigation(parsed, threats, status).map(Made::Edit)
}

/// An asset of what the line is about. Ids alone link assets that exist to that.
pub(super) fn asset(typed: &Typed<'_>) -> Result {
    let (session, parsed) = (typed.session()?, typed.parsed()?);
    if let Some(edit) = linked(typed, |id| matches!(id, ItemId::Asset(_))) {
        return Ok(Made::Edit(edit));
    }
    read::asset(session, parsed, typed.bar.about.as_slice()).map(Made::Edit)
}

/// What the business would lose by the threat that the line is about.
pub(super) fn business_risk(typed: &Typed<'_>) -> Result {
    let ItemId::Threat(threat) = typed.about()? else {
        return Err("Select a threat first.".to_owned());
    };
    read::business_risk(typed.session()?, typed.text, &[threat]).map(Made::Edit)
}

pub(super) fn note(typed: &Typed<'_>, kind: NoteKind) -> Made {
    Made::Edit(read::note(kind, typed.text))
}

pub(super) fn feedback(typed: &Typed<'_>) -> Result {
    let edit = match typed.text.trim().split_at_checked(1) {
        Some(("+", rest)) => read::note(NoteKind::Keep, rest),
        Some(("-", rest)) => read::note(NoteKind::Change, rest),
        _ => return Err("Start with + for what to keep, or - for what to change.".to_owned()),
    };
    Ok(Made::Edit(edit))
}

/// While the map of an element is shown, the line is about that element, and what is new in it stands on that map.
pub(super) fn map_line(typed: &Typed<'_>) -> Result {
    let edit = read::map_of(typed.session()?, typed.text)?;
    Ok(Made::Edit(match typed.bar.about {
        Some(ItemId::Element(level)) => Edit::Within(level, Box::new(edit)),
        _ => edit,
    }))
}

/// Who tries what by when.
pub(super) fn tries(typed: &Typed<'_>) -> Result {
    tries::edit(typed.text, typed.session()?, typed.today).map(Made::Edit)
}

pub(super) fn wall(typed: &Typed<'_>) -> Result {
    // A line of a pasted list names nobody new: two of them could name the same person.
    let is_typed = typed.text == typed.bar.editor.text();
    let read = if is_typed {
        whiteboard::typed
    } else {
        whiteboard::line
    };
    Ok(Made::Edit(read(typed.text, typed.session()?, typed.today)))
}

pub(super) fn reworded(typed: &Typed<'_>) -> Result {
    changes::reworded(typed.session()?, typed.about()?, typed.text, typed.today).map(Made::Edit)
}

/// Sets a field of what the line is about to its words.
pub(super) fn field(typed: &Typed<'_>, field: impl FnOnce(Text) -> Field) -> Result {
    let edit = Edit::Set(typed.about()?, field(Text::new(typed.text)));
    Ok(Made::Edit(edit))
}

/// What a threat refers to. What it referred to before stays as it was written.
pub(super) fn references(typed: &Typed<'_>) -> Result {
    let (session, id) = (typed.session()?, typed.about()?);
    let there = match id {
        ItemId::Threat(id) => session.threat(id).map_or(&[][..], |it| &it.references),
        _ => &[],
    };
    let all = reference::list(typed.text, there);
    Ok(Made::Edit(Edit::Set(id, Field::References(all))))
}

/// What a threat rests on. Words are shown as the id that they mean before they count.
pub(super) fn rests_on(typed: &Typed<'_>) -> Result {
    let (session, id) = (typed.session()?, typed.about()?);
    let ItemId::Threat(threat) = id else {
        return Err("Only a threat can rest on others.".to_owned());
    };
    if let Some(line) = rests_on::with_ids(session, threat, typed.text)? {
        let bar = Bar {
            editor: Editor::new(&line),
            refusal: None,
            ..typed.bar.clone()
        };
        return Ok(Made::Ask(Box::new(bar)));
    }
    let found_in = found_in(typed.screen);
    rests_on::edit(session, threat, typed.text, typed.today, found_in).map(Made::Edit)
}

/// Sets a field of the session to the line's words.
pub(super) fn header(typed: &Typed<'_>, field: impl FnOnce(Text) -> SessionField) -> Made {
    Made::Edit(Edit::Session(field(Text::new(typed.text))))
}

pub(super) fn response(typed: &Typed<'_>, kind: ResponseKind) -> Result {
    let (id, parsed) = (typed.about()?, typed.parsed()?);
    let field = Field::Response(Some((kind, parsed.text, parsed.who)));
    let response = Edit::Set(id, field);
    Ok(Made::Edit(match parsed.until {
        Some(until) => Edit::All(vec![response, Edit::Set(id, Field::Until(Some(until)))]),
        None => response,
    }))
}

pub(super) fn date(typed: &Typed<'_>) -> std::result::Result<chrono::NaiveDate, String> {
    when::alone(typed.text, typed.today).map_err(|error| error.to_string())
}

/// A new date. On what last time left open it says that the action item is still to do, or defers the threat again.
pub(super) fn due(typed: &Typed<'_>) -> Result {
    let (id, to) = (typed.about()?, date(typed)?);
    let due = Edit::Set(id, Field::Due(Some(to)));
    Ok(Made::Edit(match (typed.screen, id) {
        (Screen::SinceLastTime, ItemId::Threat(threat)) => {
            deferred_again(typed.session()?, threat, Some(to)).ok_or_else(|| {
                format!("{id} is no longer deferred. Press Esc to close this line.")
            })?
        }
        (Screen::SinceLastTime, _) => Edit::All(vec![Edit::Set(id, Field::Still), due]),
        _ => due,
    }))
}

/// Defers a threat again for the same reason, until another day or the same.
pub fn deferred_again(
    session: &Session,
    id: ThreatId,
    until: Option<chrono::NaiveDate>,
) -> Option<Edit> {
    let deferral = session.threat(id)?.deferred.as_ref()?;
    let until = until.map(Until::from).or_else(|| deferral.until.clone());
    Some(Edit::Defer(
        vec![id],
        deferral.reason.clone(),
        deferral.by,
        until,
    ))
}

pub(super) fn revisit(typed: &Typed<'_>) -> Result {
    let day = date(typed)?;
    Ok(Made::Edit(Edit::Session(SessionField::Revisit(Some(day)))))
}

/// Of two threats that say the same the first keeps its number, which the room has heard.
pub(super) fn merge(typed: &Typed<'_>) -> Result {
    let this = typed.about()?;
    let other = match typed.screen {
        Screen::Whiteboard => on_wall(typed.session()?, this, typed.text)?,
        _ => map_change::sibling(typed.session()?, this, typed.text)?,
    };
    let keeps_this = typed.bar.suggested && this.number() < other.number();
    Ok(Made::Edit(if keeps_this {
        Edit::Merge(other, this)
    } else {
        Edit::Merge(this, other)
    }))
}

/// The line of the wall with the number that was typed, if it is of the same kind.
fn on_wall(session: &Session, this: ItemId, text: &str) -> std::result::Result<ItemId, String> {
    let wall = session.wall();
    let number: Option<u32> = text.trim().parse().ok();
    let Some(other) = wall.iter().find(|line| Some(line.number) == number) else {
        return Err("Type the number of the line to merge into, such as 3.".to_owned());
    };
    match wall.iter().find(|line| line.id == this) {
        Some(this) if this.said != other.said => Err(format!(
            "{} is {}, and {} is {}. Change the kind of one first.",
            this.number,
            this.said.with_article(),
            other.number,
            other.said.with_article()
        )),
        Some(this) if this.number == other.number => Err(format!(
            "{} cannot be merged into itself. Type another number.",
            this.number
        )),
        _ => Ok(other.id),
    }
}

pub(super) fn split(typed: &Typed<'_>) -> Result {
    let ItemId::Threat(id) = typed.about()? else {
        return Err("Only a threat can be split.".to_owned());
    };
    let (text, caret) = (typed.bar.editor.text(), typed.bar.editor.caret());
    let first: String = text.chars().take(caret).collect();
    let second: String = text.chars().skip(caret).collect();
    if first.trim().is_empty() || second.trim().is_empty() {
        return Err(
            "Both threats need text. Put the cursor where the second one begins.".to_owned(),
        );
    }
    Ok(Made::Edit(Edit::Split(
        id,
        Text::new(&first),
        Text::new(&second),
    )))
}

pub(super) fn deferral(typed: &Typed<'_>) -> Result {
    let (session, parsed) = (typed.session()?, typed.parsed()?);
    let threats = match typed.bar.about {
        Some(ItemId::Threat(only)) => vec![only],
        _ => untouched(session),
    };
    Ok(Made::Edit(Edit::Defer(
        threats,
        parsed.text,
        parsed.who,
        parsed.until,
    )))
}

/// The threats without a response, a mitigation or an action item that are not deferred yet.
pub fn untouched(session: &Session) -> Vec<ThreatId> {
    let touched: std::collections::HashSet<ThreatId> = session
        .mitigations
        .iter()
        .flat_map(|m| m.threats.iter().copied())
        .chain(
            session
                .actions
                .iter()
                .flat_map(|a| &a.about)
                .filter_map(|id| match id {
                    ItemId::Threat(id) => Some(*id),
                    _ => None,
                }),
        )
        .collect();
    session
        .threats
        .iter()
        .filter(|t| t.response.is_none() && t.deferred.is_none() && !touched.contains(&t.id))
        .map(|t| t.id)
        .collect()
}

pub(super) fn dismissal(typed: &Typed<'_>) -> Made {
    let check = Text::new(&typed.bar.extra);
    header(typed, |reason| SessionField::Dismiss(check, reason))
}

pub(super) fn confidence(typed: &Typed<'_>) -> Result {
    let hands = changes::hands(typed.text, 0)?;
    Ok(Made::Edit(Edit::Session(SessionField::Confidence(hands))))
}

pub(super) fn time_well_spent(typed: &Typed<'_>) -> Result {
    let hands = changes::hands(typed.text, 1)?;
    Ok(Made::Edit(Edit::Session(SessionField::TimeWellSpent(
        hands,
    ))))
}

pub(super) fn clarity(typed: &Typed<'_>) -> Result {
    let hands = changes::hands(typed.text, 1)?;
    Ok(Made::Edit(Edit::Set(typed.about()?, Field::Clarity(hands))))
}

pub(super) fn waiver(typed: &Typed<'_>) -> Made {
    Made::Waive(typed.bar.extra.clone(), typed.text.to_owned())
}

/// A title as the file takes it.
fn titled(line: &str) -> std::result::Result<Text, String> {
    let (title, most) = (Text::new(line), LIMITS.title);
    if title.len() > most {
        return Err(format!(
            "The title is too long (limit: {most} bytes). Shorten it."
        ));
    }
    Ok(title)
}

pub(super) fn title(typed: &Typed<'_>) -> Result {
    titled(typed.text)?;
    let names = Bar::new(&table::NAMES, None).with_extra(typed.text);
    Ok(Made::Ask(Box::new(names)))
}

pub(super) fn names(typed: &Typed<'_>) -> Made {
    let (title, people) = (Text::new(&typed.bar.extra), people::parse(typed.text));
    Made::Create(title, people, SessionKind::Meeting)
}

pub(super) fn topic(typed: &Typed<'_>) -> Result {
    let topic = titled(typed.text)?;
    Ok(Made::Create(topic, Vec::new(), SessionKind::Whiteboard))
}
