//! What the status line says, for someone who cannot look at the list beside it: with the words of what was added or
//! changed, where the notice has only its id.

use super::item::{say_added, say_item, say_response};
use super::seen::Seen;
use super::speech::{sentence, spoken};
use crate::app::{App, Tone};
use crate::domain::{Counters, ItemId, Session};

/// The refusal of the line, else the notice; and the item that it names.
pub(super) fn notice(before: &Seen, app: &App) -> Option<(String, Option<ItemId>)> {
    if let Some(says) = app.bar.as_ref().and_then(|bar| bar.refusal.as_ref()) {
        return Some((spoken(says), None));
    }
    let notice = app.notice.as_ref().filter(|n| !n.says.is_empty())?;
    if let (Tone::Change, Some(session)) = (notice.tone, app.session()) {
        let said = added(before, session, &notice.says, app);
        if let Some((id, said)) = said.or_else(|| changed(session, &notice.says, app)) {
            return Some((said, Some(id)));
        }
    }
    Some((spoken(&notice.says), subject(&notice.says)))
}

/// The item whose id a notice begins with.
fn subject(says: &str) -> Option<ItemId> {
    let first = says.split_whitespace().next()?;
    first.trim_end_matches(':').parse().ok()
}

/// One item was added, and the notice says little more than that.
fn added(before: &Seen, session: &Session, says: &str, app: &App) -> Option<(ItemId, String)> {
    let id = the_new(before.counters, session)?;
    let said = say_added(session, id, app.today())?;
    if let Some(rest) = says.strip_prefix(&format!("{id} added")) {
        let rest = spoken(rest.trim_start_matches('.'));
        return Some((id, format!("{said} {rest}").trim().to_owned()));
    }
    let says_so =
        says.starts_with("Added: ") || says.ends_with(" changes") || says.contains(" contains ");
    says_so.then_some((id, said))
}

/// The one item that is new, if it is one: a flow brings its elements along.
fn the_new(before: Counters, session: &Session) -> Option<ItemId> {
    use ItemId as I;
    let is_new = |id: &I| id_number(*id) > before.of(*id);
    let notes = session.notes.iter().map(|item| I::from(item.id));
    let flows = session.flows.iter().map(|item| I::from(item.id));
    let zones = session.zones.iter().map(|item| I::from(item.id));
    let elements = session.elements.iter().map(|item| I::from(item.id));
    let others = session.threats.iter().map(|item| I::from(item.id));
    let others = others.chain(session.mitigations.iter().map(|item| item.id.into()));
    let others = others.chain(session.questions.iter().map(|item| item.id.into()));
    let others = others.chain(session.actions.iter().map(|item| item.id.into()));
    let others = others.chain(session.assumptions.iter().map(|item| item.id.into()));
    let mut new = notes.chain(flows).chain(zones).chain(others).filter(is_new);
    match (new.next(), new.next()) {
        (Some(only), None) => Some(only),
        (None, _) => {
            let mut new = elements.filter(is_new);
            new.next().filter(|_| new.next().is_none())
        }
        _ => None,
    }
}

fn id_number(id: ItemId) -> u32 {
    let number = id.to_string();
    number
        .trim_start_matches(char::is_alphabetic)
        .parse()
        .unwrap_or_default()
}

/// A notice that says only that something changed, or in a word to what.
fn changed(session: &Session, says: &str, app: &App) -> Option<(ItemId, String)> {
    let id = subject(says)?;
    if says == format!("{id} changed") {
        let said = say_item(session, id, app.today());
        return Some((id, format!("Changed: {said}")));
    }
    let word = says.strip_prefix(&format!("{id}: "))?;
    match id {
        ItemId::Threat(threat) => {
            let response = session.threat(threat)?.response.as_ref()?;
            (response.kind.words() == word).then(|| {
                (
                    id,
                    sentence(&format!("{id}: {}", say_response(session, response))),
                )
            })
        }
        ItemId::Assumption(_) => Some((id, say_item(session, id, app.today()))),
        _ => None,
    }
}
