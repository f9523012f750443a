//! Changing one field of an item.

use super::Work;
use crate::domain::action::Action;
use crate::domain::edit::{Did, Field};
use crate::domain::fold::fold;
use crate::domain::id::ItemId;
use crate::domain::item::Item;
use crate::domain::mitigation::Mitigation;
use crate::domain::people::Seat;
use crate::domain::question::QuestionState;
use crate::domain::refusal::Refusal;
use crate::domain::says;
use crate::domain::text::Text;
use crate::domain::threat::{Response, ResponseKind};
use crate::domain::verb::Verb;

impl Work<'_> {
    pub(super) fn set(&mut self, id: ItemId, field: &Field) -> Result<(), Refusal> {
        let mut item = self.find(id)?;
        if let (Item::Action(action), Field::SaidYes(true)) = (&item, field)
            && action.owner.is_none()
        {
            return Err(Refusal::new(format!(
                "{id} has no owner who could say yes. Name one first."
            )));
        }
        if let Field::Heap(name) = field {
            return self.put_on_heap(id, name);
        }
        if let Field::Clarity(hands) = field {
            return self.set_clarity(id, hands);
        }
        if let Field::Map(field) = field {
            return self.set_map(id, field);
        }
        if let (Item::Zone(zone), Field::ElementOwner(owner)) = (&item, field) {
            return self.own_zone(zone, owner.as_ref());
        }
        let says = match &mut item {
            Item::Threat(item) => self.set_risk(item, field)?,
            Item::Mitigation(item) => self.set_strength(item, field)?,
            Item::Asset(item) => Self::set_asset(item, field),
            _ => None,
        };
        if let Some(says) = says {
            // Until when a response holds that the same change gave is said behind it.
            match (self.did, field) {
                (Some(did @ Did::Responded(of)), Field::Until(Some(until))) if id == of.into() => {
                    let says = format!("{} until {until}", self.says);
                    self.tell(says);
                    self.did = Some(did);
                }
                _ => self.tell(says),
            }
        } else if let Field::Text(text) = field {
            self.set_text(&mut item, text)?;
        } else if !self.set_shared(&mut item, field) && !self.set_own(&mut item, field) {
            return Err(Refusal::new(format!("{id} has no such field.")));
        }
        self.replace(item);
        if self.says.is_empty() {
            self.tell(format!("{id} changed"));
            self.did = Some(Did::Changed(id));
        }
        Ok(())
    }

    fn set_text(&mut self, item: &mut Item, text: &Text) -> Result<(), Refusal> {
        let id = item.id();
        if text.is_empty() {
            let needs = format!("{id} cannot be empty. To delete it: ");
            return Err(Refusal::new(says![needs, Verb::Delete, "."]));
        }
        match item {
            Item::Note(item) => item.text = text.clone(),
            Item::Participant(item) => {
                let mut others = self.session.participants.iter().filter(|p| p.id != item.id);
                if others.any(|p| fold(&p.name) == fold(text)) {
                    return Err(Refusal::new(format!(
                        "{text} is already listed. Add an initial to tell them apart."
                    )));
                }
                item.name = text.clone();
            }
            Item::Assumption(item) => item.text = text.clone(),
            Item::Zone(item) => {
                self.is_no_id(id, text)?;
                let twin = self.session.zone_called(text).map(|twin| twin.id);
                is_free(id, twin.map(ItemId::from))?;
                item.name = text.clone();
            }
            Item::Element(item) => {
                self.is_no_id(id, text)?;
                let twin = self.session.element_called(text).map(|twin| twin.id);
                is_free(id, twin.map(ItemId::from))?;
                item.name = text.clone();
            }
            Item::Flow(item) => {
                item.data = text.clone();
                self.is_only_flow(item)?;
            }
            Item::Threat(item) => {
                item.reword &= item.text == *text;
                let before = std::mem::replace(&mut item.text, text.clone());
                item.reworded(self.session, &before);
            }
            Item::Mitigation(item) => item.text = text.clone(),
            Item::Question(item) => {
                // New words have not been confirmed by anyone.
                item.confirmed &= item.text == *text;
                item.text = text.clone();
            }
            Item::Action(item) => item.text = text.clone(),
            Item::Parked(item) => item.text = text.clone(),
            Item::Asset(item) => {
                let twin = self.session.asset_called(text).map(|twin| twin.id);
                is_free(id, twin.map(ItemId::from))?;
                item.name = text.clone();
            }
            Item::BusinessRisk(item) => {
                let twin = self.session.business_risk_called(text).map(|twin| twin.id);
                is_free(id, twin.map(ItemId::from))?;
                item.text = text.clone();
            }
        }
        Ok(())
    }

    /// Refuses a name that is the id of something else: an id means what has it.
    pub(super) fn is_no_id(&self, id: ItemId, name: &Text) -> Result<(), Refusal> {
        let other = name.parse::<ItemId>().ok();
        let other = other.and_then(|other| self.session.leads_to(other));
        match other.filter(|other| *other != id) {
            None => Ok(()),
            Some(other) => {
                let of = match other {
                    ItemId::Element(_) | ItemId::Flow(_) | ItemId::Zone(_) => {
                        self.session.label_of(other)
                    }
                    _ => other.with_article().to_owned(),
                };
                Err(Refusal::new(format!(
                    "{name} is the id of {of}. Choose a name that is not an id."
                )))
            }
        }
    }

    /// Fields that several kinds of item have.
    fn set_shared(&mut self, item: &mut Item, field: &Field) -> bool {
        let id = item.id();
        match (item, field) {
            (Item::Threat(item), Field::Speaker(who)) => item.speaker = *who,
            (Item::Mitigation(item), Field::Speaker(who)) => item.speaker = *who,
            (Item::Question(item), Field::Speaker(who)) => item.speaker = *who,
            (Item::Assumption(item), Field::Speaker(who)) => item.speaker = *who,
            (Item::Parked(item), Field::Speaker(who)) => item.speaker = *who,
            (Item::Question(item), Field::Owner(who)) => {
                item.owner = *who;
                self.tell(self.owner_says(id, *who));
            }
            (
                Item::Action(Action { external, .. })
                | Item::Mitigation(Mitigation { external, .. }),
                Field::External(key),
            ) => {
                external.clone_from(key);
                self.tell(key.as_ref().map_or_else(
                    || format!("{id} has no ticket"),
                    |key| format!("{id} is tracked as {key}"),
                ));
            }
            (Item::Action(item), Field::Owner(who)) => {
                // A yes was said by the former owner.
                item.said_yes &= item.owner == *who;
                item.owner = *who;
                self.tell(self.owner_says(id, *who));
            }
            _ => return false,
        }
        true
    }

    /// Fields that one kind of item has.
    fn set_own(&mut self, item: &mut Item, field: &Field) -> bool {
        let id = item.id();
        match item {
            Item::Threat(item) => match field {
                Field::Places(places) => {
                    item.places.clone_from(places);
                    item.placed();
                }
                Field::Stride(stride) => item.stride.clone_from(stride),
                Field::Categories(categories) => item.categories.clone_from(categories),
                Field::BusinessRisk(text) => item.business_risk = text.clone(),
                Field::Response(response) => {
                    // What shows it belongs to the decision, not to who took it or how they said why. Until when it
                    // holds belongs to the reason, too: another reason is another decision.
                    let old = item.response.take();
                    let same = |(kind, reason, _): &(ResponseKind, Text, _)| {
                        old.as_ref()
                            .filter(|old| old.kind == *kind && old.reason == *reason)
                    };
                    let until = response.as_ref().and_then(same);
                    let until = until.and_then(|old| old.until.clone());
                    let evidence = old.map(|old| (old.kind, old.evidence));
                    item.response = response.as_ref().map(|(kind, reason, by)| Response {
                        kind: *kind,
                        reason: reason.clone(),
                        evidence: evidence
                            .filter(|(old, _)| old == kind)
                            .map(|(_, evidence)| evidence)
                            .unwrap_or_default(),
                        by: *by,
                        until,
                        at: self.at,
                    });
                    if let Some((kind, _, _)) = response {
                        item.deferred = None;
                        self.tell(format!("{id}: {}", kind.words()));
                        self.did = Some(Did::Responded(item.id));
                    } else {
                        self.tell(format!("{id} has no response"));
                    }
                }
                Field::Evidence(text) => {
                    let Some(response) = &mut item.response else {
                        return false;
                    };
                    response.evidence = text.clone();
                    self.tell(format!("{id}: evidence saved"));
                }
                Field::Reword(yes) => {
                    item.reword = *yes;
                    self.tell(if *yes {
                        format!("{id} marked for rewording")
                    } else {
                        format!("{id}: wording is clear")
                    });
                }
                Field::NotDeferred => item.deferred = None,
                Field::References(references) => item.references.clone_from(references),
                Field::Applies(applies) => {
                    item.applies = *applies;
                    self.tell(applies.map_or_else(
                        || format!("{id}: not known if it affects us"),
                        |applies| format!("{id} affects us: {}", applies.words()),
                    ));
                }
                Field::Attached(from) => item.attached = *from,
                _ => return false,
            },
            Item::Mitigation(item) => match field {
                Field::Status(status) => {
                    item.status = *status;
                    self.tell(format!("{id} is {}", status.words()));
                }
                Field::ControlKind(kind) => item.kind = *kind,
                Field::Effort(effort) => item.effort = *effort,
                Field::Verify(text) => item.verify = text.clone(),
                _ => return false,
            },
            Item::Question(item) => match field {
                Field::Answer(text) => {
                    item.state = if text.is_empty() {
                        QuestionState::Open
                    } else {
                        QuestionState::Answered
                    };
                    item.answer = text.clone();
                    self.tell(format!("{id} is {}", item.state.words()));
                }
                Field::Confirmed(yes) => {
                    item.confirmed = *yes;
                    self.tell(format!(
                        "{id} {}",
                        if *yes { "confirmed" } else { "not confirmed" }
                    ));
                }
                Field::QuestionState(state) => {
                    item.state = *state;
                    self.tell(format!("{id}: {}", state.words()));
                }
                _ => return false,
            },
            Item::Action(item) => match field {
                Field::Due(due) => {
                    item.said_yes &= item.due == *due;
                    item.due = *due;
                    self.tell(due.map_or_else(
                        || format!("{id} has no date"),
                        |due| format!("{id} by {}", due.format("%a %-d %b %Y")),
                    ));
                }
                Field::SaidYes(yes) => {
                    item.said_yes = *yes;
                    self.tell(match (yes, item.due) {
                        (false, _) => format!("{id}: not agreed yet"),
                        (true, None) => format!("{id}: agreed, no date yet"),
                        (true, Some(due)) => {
                            format!("{id}: agreed, by {}", due.format("%a %-d %b %Y"))
                        }
                    });
                }
                Field::Still => {
                    item.still = Some(self.at);
                    self.tell(format!("{id} is still to do"));
                }
                Field::ActionStatus(status) => {
                    item.status = *status;
                    self.tell(format!("{id} is {}", status.words()));
                }
                Field::ActionKind(kind) => item.kind = *kind,
                _ => return false,
            },
            Item::Assumption(item) => match field {
                Field::Assumption(state) => {
                    item.state = *state;
                    self.tell(format!("{id}: {}", state.words()));
                    self.did = Some(Did::Judged(item.id));
                }
                Field::Until(until) => {
                    item.until.clone_from(until);
                    self.tell(until.as_ref().map_or_else(
                        || format!("{id}: no end"),
                        |until| format!("{id}: until {until}"),
                    ));
                }
                _ => return false,
            },
            Item::Element(item) => match field {
                Field::ElementKind(kind) => {
                    item.kind = *kind;
                    self.tell(format!("{} is now {}", item.name, kind.with_article()));
                }
                Field::ElementOwner(owner) => {
                    item.owner.clone_from(owner);
                    self.tell(owner.as_ref().map_or_else(
                        || format!("{id} has no owner"),
                        |owner| format!("{id}: owner {owner}"),
                    ));
                }
                _ => return false,
            },
            Item::Participant(item) => match field {
                Field::Role(role) => item.role = role.clone(),
                Field::Seat(seat) => {
                    item.seat = *seat;
                    self.tell(match seat {
                        Some(Seat::Recorder) => format!("{} is the scribe", item.name),
                        Some(Seat::Facilitator) => format!("{} is the facilitator", item.name),
                        None => format!("{} is neither scribe nor facilitator", item.name),
                    });
                }
                Field::Absent(absent) => {
                    item.absent_since = absent.then(|| item.absent_since.unwrap_or(self.at));
                    item.absent = *absent;
                    let is = if *absent { "absent" } else { "in the meeting" };
                    self.tell(format!("{} is {is}", item.name));
                }
                _ => return false,
            },
            Item::Note(_)
            | Item::Zone(_)
            | Item::Flow(_)
            | Item::Parked(_)
            | Item::Asset(_)
            | Item::BusinessRisk(_) => return false,
        }
        true
    }

    fn owner_says(&self, id: ItemId, who: Option<crate::domain::id::ParticipantId>) -> String {
        self.session.name_of(who).map_or_else(
            || format!("{id} has no owner"),
            |name| format!("{id}: owner {name}"),
        )
    }
}

/// Whether a name is no other one's.
fn is_free(id: ItemId, twin: Option<ItemId>) -> Result<(), Refusal> {
    match twin.filter(|twin| *twin != id) {
        Some(twin) => Err(Refusal::new(format!(
            "{twin} already has that name. Merge {id} into it if they are the same."
        ))),
        None => Ok(()),
    }
}
