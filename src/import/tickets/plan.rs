//! What a tracker's list would change in a session: found first, shown, and then made as one change.

use crate::domain::fold::fold;
use std::collections::{HashMap, HashSet};

use super::{Ticket, TicketState};
use crate::domain::{ActionStatus, Edit, Field, ItemId, New, Participant, Session, Status, Text};

/// What would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The item, what happens to it in words, and the change itself.
    pub changes: Vec<(ItemId, String, Vec<Step>)>,
    /// Sentences about what does not change, and why.
    pub remarks: Vec<String>,
}

/// A part of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A field gets a value.
    Set(Field),
    /// It becomes the item of the person of this name, who may not be known yet.
    Owner(Text),
}

/// Holds the tickets against the session.
pub(crate) fn plan(session: &Session, tickets: &[Ticket]) -> Plan {
    let mut plan = Plan::default();
    let mut seen: HashMap<ItemId, &Text> = HashMap::new();
    let mut said: HashSet<ItemId> = HashSet::new();
    let (mut strangers, mut same, mut more) = (0_usize, 0_usize, 0_usize);
    for ticket in tickets {
        let id = match about(session, ticket) {
            About::One(id) => id,
            About::Nothing => {
                strangers += 1;
                continue;
            }
            About::Gone(named) => {
                plan.remarks.push(format!(
                    "{} is about {named}, which is no longer in this session.",
                    called_there(ticket)
                ));
                continue;
            }
            About::Unsure(named, items) => {
                plan.remarks.push(ask(ticket, &named, &items));
                continue;
            }
            About::Several(items) => {
                plan.remarks.push(ask_again(ticket, &items));
                continue;
            }
        };
        if let Some(first) = seen.get(&id) {
            if **first == ticket.key && !first.is_empty() {
                same += 1;
            } else if said.insert(id) {
                plan.remarks.push(format!(
                    "{id} has several tickets; {} is left out.",
                    ticket.key
                ));
            } else {
                more += 1;
            }
            continue;
        }
        seen.insert(id, &ticket.key);
        let Some((says, steps)) = change(session, id, ticket, &mut plan.remarks) else {
            continue;
        };
        if steps.is_empty() {
            same += 1;
        } else {
            plan.changes.push((id, says.join(", "), steps));
        }
    }
    if tickets.is_empty() {
        plan.remarks
            .push("There is no ticket in this file.".to_owned());
    }
    let tickets = |n: usize, rest: &str| match n {
        0 => None,
        1 => Some(format!("1 ticket {rest}")),
        n => Some(format!("{n} tickets {rest}")),
    };
    plan.remarks.extend(tickets(
        more,
        "of items that already have one: left out too.",
    ));
    plan.remarks.extend(tickets(same, "without changes."));
    plan.remarks
        .extend(tickets(strangers, "of other sessions: skipped."));
    plan
}

impl Plan {
    /// The whole plan as one change. Who is not known yet is added to the room.
    pub(crate) fn edit(&self, session: &Session) -> Edit {
        let mut edits = Vec::new();
        let mut known: Vec<(Text, crate::domain::ParticipantId)> = Vec::new();
        let mut next = session.counters.participant;
        for (id, _, steps) in &self.changes {
            for step in steps {
                match step {
                    Step::Set(field) => edits.push(Edit::Set(*id, field.clone())),
                    Step::Owner(name) => {
                        let here = called(session, name).map(|p| p.id);
                        let new = known.iter().find(|(n, _)| n == name).map(|(_, id)| *id);
                        let who = here.or(new).unwrap_or_else(|| {
                            next = next.saturating_add(1);
                            let who = crate::domain::ParticipantId(next);
                            known.push((name.clone(), who));
                            edits.push(Edit::Add(New::Participant(name.clone(), Text::default())));
                            who
                        });
                        edits.push(Edit::Set(*id, Field::Owner(Some(who))));
                    }
                }
            }
        }
        Edit::All(edits)
    }
}

/// What a ticket is about.
enum About {
    One(ItemId),
    /// Named by our id, and not here.
    Gone(String),
    /// Named in a way that several items may mean, or another than the one that is here.
    Unsure(String, Vec<ItemId>),
    /// Named by none of our ids, and the key of several items.
    Several(Vec<ItemId>),
    Nothing,
}

/// The item that a ticket is about: the first of ours that its title, its labels or its description names, else the one
/// that has the ticket's key. Where a name may mean several, the ticket's key decides, and nothing is guessed.
fn about(session: &Session, ticket: &Ticket) -> About {
    let words = ticket
        .texts
        .iter()
        .flat_map(|text| text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')));
    let is_work = |id: &ItemId| matches!(id, ItemId::Action(_) | ItemId::Mitigation(_));
    let named = words
        .filter_map(|word| session.meant_by_ticket(word.trim_matches('-')))
        .find(|meant| is_work(&meant.named.id));
    let tracked = tracked_as(session, &ticket.key);
    let Some(meant) = named else {
        return match tracked.as_slice() {
            [] => About::Nothing,
            [only] => About::One(*only),
            _ => About::Several(tracked),
        };
    };
    let items = meant.items;
    let mut said = items.iter().filter(|id| tracked.contains(id));
    match (items.as_slice(), said.next(), said.next()) {
        ([], ..) => About::Gone(meant.named.to_string()),
        ([only], ..) if meant.is_certain => About::One(*only),
        (_, Some(said), None) => About::One(*said),
        _ => About::Unsure(meant.named.to_string(), items),
    }
}

/// The items that have this ticket's key.
fn tracked_as(session: &Session, key: &Text) -> Vec<ItemId> {
    if key.is_empty() {
        return Vec::new();
    }
    let has = |external: &Option<Text>| external.as_ref() == Some(key);
    let actions = session.actions.iter().filter(|a| has(&a.external));
    let mitigations = session.mitigations.iter().filter(|m| has(&m.external));
    actions
        .map(|a| a.id.into())
        .chain(mitigations.map(|m| m.id.into()))
        .collect()
}

/// Asks which of several items a ticket is about, and says how to answer.
fn ask(ticket: &Ticket, named: &str, items: &[ItemId]) -> String {
    let all: Vec<String> = items.iter().map(ItemId::to_string).collect();
    let (key, list) = (called_there(ticket), all.join(" or "));
    let asks = match items {
        [only] => format!(
            "{key} is about {named}, and {only} may be another one: it was added since, or on another branch."
        ),
        _ => format!("{key} is about {named}, which may be {list}."),
    };
    match (ticket.key.is_empty(), all.first()) {
        (false, Some(first)) => {
            format!("{asks} Which is it? `threatboard set FILE {first} ticket {key}` says {first}.")
        }
        _ => format!("{asks} Which is it? Write the item's whole id into the ticket."),
    }
}

/// The same where several items say that this is their ticket.
fn ask_again(ticket: &Ticket, items: &[ItemId]) -> String {
    let all: Vec<String> = items.iter().map(ItemId::to_string).collect();
    let (key, list) = (called_there(ticket), all.join(" and "));
    let last = all.last().map_or("", |id| id);
    format!(
        "{key} is the ticket of {list}. Which is it? `threatboard set FILE {last} ticket none` takes it from {last}."
    )
}

fn called_there(ticket: &Ticket) -> &str {
    match ticket.key.as_str() {
        "" => "A ticket",
        key => key,
    }
}

/// What a ticket changes in its item; `None` when the item is gone.
fn change(
    session: &Session,
    id: ItemId,
    ticket: &Ticket,
    remarks: &mut Vec<String>,
) -> Option<(Vec<String>, Vec<Step>)> {
    let (mut says, mut steps) = (Vec::new(), Vec::new());
    let external = match id {
        ItemId::Action(id) => {
            let action = session.actions.iter().find(|a| a.id == id)?;
            let status = match ticket.state {
                TicketState::Open => ActionStatus::Open,
                TicketState::Done => ActionStatus::Done,
                TicketState::Dropped => ActionStatus::Dropped,
            };
            match (action.status, status) {
                (here, there) if here == there => {}
                // What the team decided is not taken back by a ticket that no one closed.
                (here, ActionStatus::Open) => remarks.push(format!(
                    "{id} is {} here, but its ticket {} is still open.",
                    here.words(),
                    ticket.key
                )),
                (_, there) => {
                    says.push(there.words().to_owned());
                    steps.push(Step::Set(Field::ActionStatus(there)));
                }
            }
            let owner = session.name_of(action.owner);
            let is_theirs =
                called(session, &ticket.owner).is_some_and(|p| action.owner == Some(p.id));
            if !ticket.owner.is_empty() && !is_theirs {
                let name = called(session, &ticket.owner).map_or(&ticket.owner, |p| &p.name);
                says.push(format!("owner {name} (was {})", owner.unwrap_or("no one")));
                steps.push(Step::Owner(name.clone()));
            }
            &action.external
        }
        ItemId::Mitigation(id) => {
            let mitigation = session.mitigation(id)?;
            let status = match ticket.state {
                TicketState::Open => None,
                TicketState::Done => Some(Status::Implemented),
                TicketState::Dropped => Some(Status::Rejected),
            };
            if let Some(status) = status
                && status != mitigation.status
                && !mitigation.status.is_built()
            {
                says.push(status.words().to_owned());
                steps.push(Step::Set(Field::Status(status)));
            }
            &mitigation.external
        }
        _ => return None,
    };
    if !ticket.key.is_empty() && external.as_ref() != Some(&ticket.key) {
        says.push(format!("ticket {}", ticket.key));
        steps.push(Step::Set(Field::External(Some(ticket.key.clone()))));
    }
    Some((says, steps))
}

/// The participant whom a tracker calls by this name: the same name, or the only name that is known of them.
fn called<'a>(session: &'a Session, name: &str) -> Option<&'a Participant> {
    let name = fold(name.trim());
    if name.is_empty() {
        return None;
    }
    let mut all = session.participants.iter();
    let first = name.split_whitespace().next().unwrap_or_default();
    all.clone()
        .find(|p| fold(&p.name) == name)
        .or_else(|| all.find(|p| fold(&p.name) == first))
}

#[cfg(test)]
mod tests;
