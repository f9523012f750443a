//! A typed line as the [`Edit`] that changes what is there: new words, links, a merge, hands. Shared by the capture bar
//! and the command line.

use chrono::NaiveDate;

use super::{map_change, people, tokens};
use crate::domain::{Edit, Field, ItemId, Place, Rated, Session, Text};

/// What the tokens in the words of an item mean; `None` where its words have none.
pub(crate) fn what(id: ItemId) -> Option<tokens::What> {
    match id {
        ItemId::Threat(_) => Some(tokens::What::Threat),
        ItemId::Mitigation(_) => Some(tokens::What::Mitigation),
        ItemId::Action(_) => Some(tokens::What::Action),
        ItemId::Question(_) | ItemId::Assumption(_) | ItemId::Parked(_) => Some(tokens::What::Said),
        ItemId::Asset(_) => Some(tokens::What::Asset),
        ItemId::Note(_)
        | ItemId::Zone(_)
        | ItemId::Element(_)
        | ItemId::Flow(_)
        | ItemId::Participant(_)
        | ItemId::BusinessRisk(_) => None,
    }
}

/// New words for an item; tokens in them change its other fields.
///
/// # Errors
/// A sentence when a line for one person names several, a token can mean several things, or an arrow leads nowhere.
pub(crate) fn reworded(
    session: &Session,
    id: ItemId,
    line: &str,
    today: NaiveDate,
) -> Result<Edit, String> {
    if let ItemId::Participant(_) = id {
        let [(name, role)] =
            <[_; 1]>::try_from(people::parse(line)).map_err(|_| "One person at a time.")?;
        return Ok(Edit::All(vec![
            Edit::Set(id, Field::Text(name)),
            Edit::Set(id, Field::Role(role)),
        ]));
    }
    if let ItemId::Flow(flow) = id {
        return map_change::flow(session, flow, line);
    }
    if what(id).is_none() {
        if map_change::is_none(line) && matches!(id, ItemId::Element(_) | ItemId::Zone(_)) {
            return Err(format!(
                "{id} needs a name, so none cannot clear it. Type another name, or delete it."
            ));
        }
        return Ok(Edit::Set(id, Field::Text(Text::new(line))));
    }
    let what = what(id).unwrap_or(tokens::What::Said).within(session);
    let typed = tokens::parse(line, what, session, today);
    if let Some(unclear) = typed.unclear.first() {
        return Err(unclear.told());
    }
    let mut edits = vec![Edit::Set(id, Field::Text(typed.text))];
    let mut set = |field| edits.push(Edit::Set(id, field));
    if typed.who.is_some() {
        set(if matches!(id, ItemId::Action(_)) {
            Field::Owner(typed.who)
        } else {
            Field::Speaker(typed.who)
        });
    }
    match what {
        tokens::What::Threat => {
            if !typed.places.is_empty() {
                set(Field::Places(typed.places.clone()));
            }
            if !typed.stride.is_empty() {
                set(Field::Stride(typed.stride));
            }
            if !typed.categories.is_empty() {
                set(Field::Categories(typed.categories));
            }
            if let Some(level) = typed.level {
                set(Field::Rating(Rated::Single(level)));
                if typed.who.is_some() {
                    set(Field::RatedBy(typed.who));
                }
            }
            if !typed.references.is_empty() {
                set(Field::References(typed.references));
            }
        }
        tokens::What::Mitigation => {
            if typed.control.is_some() {
                set(Field::ControlKind(typed.control));
            }
            if typed.strength.is_some() {
                set(Field::Strength(typed.strength));
            }
            if typed.effort.is_some() {
                set(Field::Effort(typed.effort));
            }
        }
        tokens::What::Asset => {
            if !typed.places.is_empty() {
                set(Field::Places(typed.places.clone()));
            }
            if typed.asset.is_some() {
                set(Field::AssetKind(typed.asset));
            }
            if let ItemId::Asset(asset) = id
                && typed.needs != [None; 3]
                && let Some(asset) = session.asset(asset)
            {
                set(Field::Needs(asset.needs_with(typed.needs)));
            }
        }
        tokens::What::Action | tokens::What::WallAction => {
            if typed.due.is_some() {
                set(Field::Due(typed.due));
            }
            if let Some(kind) = typed.action {
                set(Field::ActionKind(kind));
            }
        }
        tokens::What::Parked
        | tokens::What::Reason
        | tokens::What::Decision
        | tokens::What::Said
        | tokens::What::OnWall => {}
    }
    let mut others = typed.about;
    if !matches!(what, tokens::What::Threat | tokens::What::Asset) {
        others.extend(typed.places.iter().filter_map(|place| match place {
            Place::Element(id) => Some(ItemId::Element(*id)),
            Place::Flow(id) => Some(ItemId::Flow(*id)),
            Place::Whole => None,
        }));
    }
    edits.extend(others.into_iter().map(|other| Edit::Link(id, other)));
    Ok(Edit::All(edits))
}

/// The item of the same kind with the number that was typed: `9` or `T9`.
///
/// # Errors
/// A sentence when the word is neither a number nor an id.
pub(crate) fn sibling(id: ItemId, line: &str) -> Result<ItemId, String> {
    let word = line.trim();
    let prefix: String = id.to_string().chars().take(1).collect();
    word.parse()
        .or_else(|_| format!("{prefix}{word}").parse())
        .map_err(|_: crate::domain::NotAnId| {
            format!("Type the number of the one to merge into, such as {prefix}9.")
        })
}

/// Joins or parts `id` and each of the items that the line names; `edit` is [`Edit::Link`] or [`Edit::Unlink`].
///
/// # Errors
/// A sentence when the line holds anything but ids of this session.
pub(crate) fn links(
    session: &Session,
    id: ItemId,
    line: &str,
    edit: impl Fn(ItemId, ItemId) -> Edit,
) -> Result<Edit, String> {
    let ids = tokens::only_ids(line, session).ok_or("Type ids of this session, such as T2 T9.")?;
    Ok(Edit::All(
        ids.into_iter().map(|other| edit(id, other)).collect(),
    ))
}

/// Hands as digits, one per person, from `least` to 5.
///
/// # Errors
/// A sentence when something else was typed.
pub(crate) fn hands(line: &str, least: u8) -> Result<Vec<u8>, String> {
    line.chars()
        .filter(|c| !c.is_whitespace() && *c != ',')
        .map(|c| {
            c.to_digit(10)
                .and_then(|d| u8::try_from(d).ok())
                .filter(|d| (least..=5).contains(d))
        })
        .collect::<Option<Vec<u8>>>()
        .ok_or_else(|| format!("One digit per person, {least} to 5."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ControlKind, Effort, FourQuestion, New, NewMitigation, SessionKind, Stamp, Status,
        Strength, ThreatId,
    };

    #[test]
    fn tokens_in_new_words_of_a_mitigation_change_its_kind_its_strength_and_its_effort() {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let uuid = uuid::Uuid::nil();
        let mut session = Session::new(uuid, "Refunds".into(), SessionKind::Meeting, at);
        let fix = NewMitigation {
            text: "Sign it".into(),
            threats: vec![ThreatId(1)],
            status: Status::CouldDo,
            kind: None,
            strength: None,
            effort: None,
            speaker: None,
        };
        for edit in [
            Edit::Add(New::threat("Refund replayed", FourQuestion::GoWrong)),
            Edit::Add(New::Mitigation(fix)),
        ] {
            session.apply(&edit, at).unwrap();
        }
        let id = "M1".parse().unwrap();
        let edit = reworded(&session, id, "Sign all #prev #most %L", at.date_naive()).unwrap();
        session.apply(&edit, at).unwrap();
        let mitigation = &session.mitigations[0];
        assert_eq!(mitigation.text.as_str(), "Sign all");
        assert_eq!(mitigation.kind, Some(ControlKind::Preventive));
        assert_eq!(mitigation.strength, Some(Strength::Most));
        assert_eq!(mitigation.effort, Some(Effort::Large));
    }
}
