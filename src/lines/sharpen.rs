//! The lines that sharpen a threat: one for each part of its sentence, each skippable.

use super::bar::Bar;
use super::editor::Editor;
use super::{Line, Made, Typed, table};
use crate::domain::fold::squeeze;
use crate::domain::{
    ActorKind, AssetId, Edit, Field, ItemId, New, PartName, Place, SentencePart, Session, Text,
    Threat, ThreatId, tails,
};
use crate::parse::lines as typed_lines;
use crate::parse::tokens;

/// What is kept in [`Bar::extra`] while every part is gone through, said or not.
pub const ALL: &str = "all";

/// The line that asks for a part.
pub fn line(part: SentencePart) -> &'static Line {
    match part {
        SentencePart::Who => &table::SHARPEN_WHO,
        SentencePart::StartingFrom => &table::SHARPEN_FROM,
        SentencePart::Does => &table::SHARPEN_DOES,
        SentencePart::To => &table::SHARPEN_TO,
        SentencePart::SoThat => &table::SHARPEN_SO_THAT,
        SentencePart::Asset => &table::SHARPEN_ASSET,
        SentencePart::Cost => &table::SHARPEN_COST,
    }
}

/// The part that a line asks for.
pub fn asked(bar: &Bar) -> Option<SentencePart> {
    let mut all = SentencePart::ALL.into_iter();
    all.find(|part| bar.is(line(*part)))
}

/// The part that the open line asks for, and the threat that it is about.
pub fn about(bar: &Bar) -> Option<(SentencePart, ThreatId)> {
    match (asked(bar)?, bar.about?) {
        (part, ItemId::Threat(id)) => Some((part, id)),
        _ => None,
    }
}

/// The line for a part of this threat. Where all are gone through, it holds what was said.
pub fn bar(threat: &Threat, part: SentencePart, all: bool) -> Bar {
    let (line, about) = (line(part), Some(threat.id.into()));
    if all {
        Bar::holding(line, about, &said(threat, part)).with_extra(ALL)
    } else {
        Bar::new(line, about)
    }
}

/// What was said of a part, as it is typed.
fn said(threat: &Threat, part: SentencePart) -> String {
    let Some((parts, name)) = threat.parts.as_deref().zip(part.field()) else {
        return String::new();
    };
    match (parts.part(name).as_str(), parts.actor, name) {
        ("", Some(kind), PartName::Who) => kind.words().to_owned(),
        (words, ..) => words.to_owned(),
    }
}

/// Whether a line holds what was said already, and nothing else.
pub fn is_unchanged(bar: &Bar) -> bool {
    asked(bar).is_some() && !bar.held.is_empty() && bar.editor.text() == bar.held
}

/// The kind of actor that a digit picks in a line that is still empty.
pub fn picked(bar: &Bar, digit: char) -> Option<ActorKind> {
    let waits = bar.is(&table::SHARPEN_WHO) && bar.editor.is_blank();
    let place = digit.to_digit(10).and_then(|n| n.checked_sub(1))?;
    let place = usize::try_from(place).ok()?;
    ActorKind::ALL.get(place).copied().filter(|_| waits)
}

/// What Enter makes of a part. Words that are taken out leave the part unsaid.
pub(super) fn part(typed: &Typed<'_>) -> Result<Made, String> {
    let (session, id) = (typed.session()?, typed.about()?);
    let ItemId::Threat(threat) = id else {
        return Err("Only a threat can be sharpened.".to_owned());
    };
    let part = asked(typed.bar).ok_or("Nothing to change in this line.")?;
    let words = Text::new(typed.text.trim());
    let set = |name| Edit::Set(id, Field::Part(name, words.clone()));
    Ok(Made::Edit(match part {
        SentencePart::Who => who(session, threat, &words),
        SentencePart::To => match place(session, &words)? {
            Some(place) => Edit::Link(id, place),
            None => set(PartName::To),
        },
        SentencePart::Asset => {
            let had = session
                .threat(threat)
                .map_or(&[][..], |threat| &threat.assets);
            let had = had.iter().filter_map(|id| session.asset(*id));
            let mut names: Vec<Text> = had.map(|asset| asset.name.clone()).collect();
            names.push(words);
            assets(session, threat, &names)?
        }
        SentencePart::Cost => cost(session, threat, &words)?,
        SentencePart::StartingFrom => set(PartName::StartingFrom),
        SentencePart::Does => set(PartName::Does),
        SentencePart::SoThat => set(PartName::SoThat),
    }))
}

/// A kind of actor alone is that kind; words of which one names a kind are both.
pub fn who(session: &Session, id: ThreatId, words: &Text) -> Edit {
    let parts = session
        .threat(id)
        .and_then(|threat| threat.parts.as_deref());
    let had = parts.map(|parts| (parts.actor, !parts.who.is_empty()));
    let (had_kind, had_words) = had.unwrap_or_default();
    let named = ActorKind::named(words);
    let within = || {
        let mut all = words.split_whitespace();
        all.find_map(|word| ActorKind::named(word.trim_matches([',', ':'])))
    };
    let kind = if words.is_empty() {
        None
    } else {
        named.or_else(within).or(had_kind)
    };
    let said = if named.is_some() {
        Text::default()
    } else {
        words.clone()
    };
    let mut edits = Vec::new();
    if kind != had_kind {
        edits.push(Edit::Set(id.into(), Field::Actor(kind)));
    }
    if !said.is_empty() || had_words {
        edits.push(Edit::Set(id.into(), Field::Part(PartName::Who, said)));
    }
    match edits.as_slice() {
        [] => Edit::Set(id.into(), Field::Actor(kind)),
        [only] => only.clone(),
        _ => Edit::All(edits),
    }
}

/// The business risks that the words name by their ids, or the one in these words.
pub fn cost(session: &Session, threat: ThreatId, words: &str) -> Result<Edit, String> {
    match tokens::only_ids(words, session) {
        Some(_) => typed_lines::business_risk(session, words, &[threat]),
        None => {
            not_an_id(session, words)?;
            Ok(Edit::Add(New::BusinessRisk(Text::new(words), vec![threat])))
        }
    }
}

/// Refuses an id where a name is asked for: one that nothing has, or that something else has.
pub fn not_an_id(session: &Session, words: &str) -> Result<(), String> {
    match words.parse::<ItemId>() {
        Err(_) => Ok(()),
        Ok(id) if session.holds(id) => Err(format!(
            "{id} is {}, which cannot stand here.",
            id.with_article()
        )),
        Ok(id) => Err(format!("There is no {id} in this session. Type a name.")),
    }
}

/// The one part of the map that is called so, or that has this id.
///
/// # Errors
/// A sentence about an id that no part of the map has.
pub fn place(session: &Session, name: &str) -> Result<Option<ItemId>, String> {
    if let Ok(id) = name.trim().parse::<ItemId>() {
        if matches!(id, ItemId::Element(_) | ItemId::Flow(_)) && session.holds(id) {
            return Ok(Some(id));
        }
        not_an_id(session, name.trim())?;
    }
    let name = squeeze(name);
    let elements = session.elements.iter();
    let elements = elements.filter(|element| squeeze(&element.name) == name);
    let flows = session.flows.iter();
    let flows = flows.filter(|flow| squeeze(&session.place_words(Place::Flow(flow.id))) == name);
    let all: Vec<ItemId> = elements
        .map(|element| element.id.into())
        .chain(flows.map(|flow| flow.id.into()))
        .collect();
    Ok(match all.as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}

/// The threat harms exactly the assets of these names or ids; those of a new name are added.
///
/// # Errors
/// A sentence about an id that no asset has.
pub fn assets(session: &Session, threat: ThreatId, names: &[Text]) -> Result<Edit, String> {
    let had = session
        .threat(threat)
        .map_or(&[][..], |threat| &threat.assets);
    let mut next = session.next_asset();
    let mut new: Vec<(String, AssetId)> = Vec::new();
    let mut edits = Vec::new();
    let mut has = Vec::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        let by_id = name.parse().ok().and_then(|id| session.asset(id));
        if by_id.is_none() {
            not_an_id(session, name)?;
        }
        let known = by_id.or_else(|| session.asset_called(name));
        let known = known.map(|asset| asset.id);
        let twice = new.iter().find(|(known, _)| *known == squeeze(name));
        let id = known.or(twice.map(|(_, id)| *id)).unwrap_or_else(|| {
            let id = next;
            next = AssetId(id.0.saturating_add(1));
            new.push((squeeze(name), id));
            edits.push(Edit::Add(New::Asset {
                name: name.clone(),
                kind: None,
                needs: [None; 3],
                places: Vec::new(),
                threats: Vec::new(),
            }));
            id
        });
        has.push(id);
    }
    let gone = had.iter().filter(|id| !has.contains(id));
    edits.extend(gone.map(|id| Edit::Unlink(threat.into(), (*id).into())));
    let added = has.iter().filter(|id| !had.contains(id));
    edits.extend(added.map(|id| Edit::Link(threat.into(), (*id).into())));
    Ok(Edit::All(edits))
}

/// Puts in what begins like the words before the caret; Tab again puts in the next.
pub fn complete(bar: &mut Bar, session: &Session) {
    let names: Vec<String> = match asked(bar) {
        Some(SentencePart::Who) => ActorKind::ALL.map(|kind| kind.subject().to_owned()).into(),
        Some(SentencePart::To) => {
            let elements = session.elements.iter().map(|e| e.name.to_string());
            let flows = session.flows.iter();
            let flows = flows.map(|flow| session.place_words(Place::Flow(flow.id)));
            elements.chain(flows).collect()
        }
        Some(SentencePart::Asset) => session.assets.iter().map(|a| a.name.to_string()).collect(),
        Some(SentencePart::Cost) => {
            let risks = session.business_risks.iter();
            risks.map(|risk| risk.text.to_string()).collect()
        }
        _ => return,
    };
    let (stem, turn) = match &bar.completing {
        Some((stem, turn)) => (stem.clone(), turn + 1),
        None => (squeeze(bar.editor.text()), 0),
    };
    if stem.is_empty() {
        return;
    }
    let fits = |name: &&String| tails(name).any(|tail| tail.starts_with(&stem));
    let fitting: Vec<&String> = names.iter().filter(fits).collect();
    let Some(offer) = fitting.get(turn % fitting.len().max(1)) else {
        return;
    };
    bar.editor = Editor::new(offer);
    bar.refusal = None;
    bar.completing = Some((stem, turn));
}
