//! Fields whose values depend on what the item is: how far it is, and what kind it is.

use super::{Said, no_such, one_of, with_words};
use crate::domain::fold::squeeze;
use crate::domain::{
    ActionKind, ActionStatus, AssetKind, AssumptionState, ControlKind, ElementKind, Field, ItemId,
    QuestionState, Status,
};

/// How far an item is: a mitigation, a question, an action item or an assumption.
pub(super) fn status(id: ItemId, said: &Said<'_>) -> Result<Field, String> {
    Ok(match id {
        ItemId::Mitigation(_) => Field::Status(one_of(
            said.value,
            &with_words(&Status::ALL, Status::words),
        )?),
        ItemId::Question(_) => Field::QuestionState(one_of(
            said.value,
            &with_words(&QuestionState::ALL, QuestionState::words),
        )?),
        ItemId::Action(_) => {
            use ActionStatus::{Done, Dropped, Open};
            let all = [Open, Done, Dropped];
            Field::ActionStatus(one_of(said.value, &with_words(&all, ActionStatus::words))?)
        }
        ItemId::Assumption(_) => {
            use AssumptionState::{Confirmed, Rejected, Unconfirmed};
            let all = [
                ("unknown", Unconfirmed),
                ("true", Confirmed),
                ("false", Rejected),
            ];
            // As earlier versions called them.
            let value = match squeeze(said.value).as_str() {
                "unconfirmed" => "unknown",
                "confirmed" => "true",
                "rejected" => "false",
                _ => said.value,
            };
            Field::Assumption(one_of(value, &all)?)
        }
        _ => return Err(no_such(id)),
    })
}

/// What kind an item is: a mitigation, an action item, an element or an asset.
pub(super) fn kind(id: ItemId, said: &Said<'_>) -> Result<Field, String> {
    Ok(match id {
        ItemId::Mitigation(_) => Field::ControlKind(said.unless_none(|value| {
            one_of(value, &with_words(&ControlKind::ALL, ControlKind::words))
        })?),
        ItemId::Action(_) => Field::ActionKind(one_of(
            said.value,
            &with_words(&ActionKind::ALL, ActionKind::words),
        )?),
        ItemId::Element(_) => {
            use ElementKind::{DataStore, ExternalEntity, Process};
            // A word that is short for another one comes after it: the whole words are named when neither is meant.
            let short = match squeeze(said.value).as_str() {
                "external" | "entity" => ExternalEntity.words(),
                "store" => DataStore.words(),
                _ => said.value,
            };
            let all = [ExternalEntity, Process, DataStore];
            Field::ElementKind(one_of(short, &with_words(&all, ElementKind::words))?)
        }
        ItemId::Asset(_) => {
            Field::AssetKind(said.unless_none(|value| {
                one_of(value, &with_words(&AssetKind::ALL, AssetKind::words))
            })?)
        }
        _ => return Err(no_such(id)),
    })
}
