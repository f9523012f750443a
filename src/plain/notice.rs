//! What the status line says, for someone who cannot look at the list beside it: with the words of what was added or
//! changed, where the notice has only its id.

use super::item::{With, say_added, say_item, say_response};
use super::speech::{capital, sentence, spoken};
use crate::app::{App, Part};
use crate::domain::{Did, ItemId};

/// The refusal of the line, else the notice; and the item that it names.
pub(super) fn notice(app: &App) -> Option<(String, Option<ItemId>)> {
    if let Some(says) = app.bar.as_ref().and_then(|bar| bar.refusal.as_ref()) {
        return Some((spoken(says), None));
    }
    let notice = app.notice.as_ref().filter(|n| !n.says.is_empty())?;
    let about = notice.did.map(Did::item);
    let Some(full) = notice.did.and_then(|did| in_full(app, did)) else {
        return Some((spoken(&notice.parted_by("  ")), about));
    };
    let parts = notice.parts.iter().filter_map(|part| match part {
        Part::OfItem(_) => None,
        Part::Beside(says) | Part::Confirms(says) => Some(capital(says)),
    });
    let unread = notice.unread.iter().flat_map(|unread| &unread.says);
    let all = parts.chain(unread.cloned());
    let unread: Vec<String> = all.map(|says| sentence(&says)).collect();
    let beside = spoken(&notice.beside);
    let says = format!("{full} {} {beside}", unread.join(" "));
    Some((sentence(&says), about))
}

/// The item in words, where the sentence of the change leaves them to the list.
fn in_full(app: &App, did: Did) -> Option<String> {
    let (session, with) = (app.session()?, With::of(app));
    match did {
        Did::Added(id) => say_added(session, id, with),
        Did::Changed(id) => Some(format!("Changed: {}", say_item(session, id, with))),
        Did::Responded(id) => {
            let response = session.threat(id)?.response.as_ref()?;
            Some(sentence(&format!(
                "{id}: {}",
                say_response(session, response)
            )))
        }
        Did::Judged(id) => Some(say_item(session, id.into(), with)),
        Did::Told(_) => None,
    }
}
