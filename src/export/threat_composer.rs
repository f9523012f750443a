//! `model.tc.json`: a workspace of Threat Composer, schema 1.
//!
//! What came from a workspace goes out as it came in: an item begins as what it was there, and only that is written
//! anew which would not be read again as what it is now. What the workspace has no field for is said in lines of its
//! metadata, and what goes nowhere is remarked on.

mod entries;
mod file;
mod item;
mod lines;
mod links;
mod parts;
mod ties;

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};
use uuid::Uuid;

use super::view::View;
use super::{Kind, Names, Shelf, Takes, one};
use crate::domain::{ItemId, Origin, ParticipantId, Session};
use crate::import::threat_composer::{self as theirs, Links, string};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: theirs::NAME,
    file: "model.tc.json",
    describes: "for Threat Composer",
    shelf: Shelf::Programs,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Less(remarks),
};

/// The whole file.
fn render(view: &View) -> String {
    format!("{:#}\n", Value::Object(build(view).0))
}

/// What had to be shortened, changed or left out.
pub(super) fn remarks(view: &View) -> Vec<String> {
    build(view).1
}

fn build(view: &View) -> (Map<String, Value>, Vec<String>) {
    let mut out = Out::new(view);
    let file = file::whole(&mut out);
    (file, out.remarks())
}

/// A file of theirs that was taken in.
struct Taken<'a> {
    /// All of it but its items and links.
    file: &'a Map<String, Value>,
    links: Links,
}

/// An export on its way.
struct Out<'a> {
    view: &'a View<'a>,
    /// What each item is called there.
    ids: HashMap<ItemId, String>,
    /// Under which UUID each item goes out that did not come from there.
    uuids: HashMap<ItemId, Uuid>,
    /// The files that were taken in, the one that this export continues first.
    taken: Vec<Taken<'a>>,
    /// What each item says of assets and business risks.
    hosted: ties::Hosted,
    /// Sentences, and the items that each is about.
    said: Vec<(String, Vec<ItemId>)>,
    named: bool,
}

impl<'a> Out<'a> {
    fn new(view: &'a View<'a>) -> Self {
        let session = view.session;
        let uuids = session.uuids();
        let mut taken: Vec<Taken> = session.origins.iter().filter_map(taken).collect();
        // A pack has no place for a whole model: a workspace, if there is one, is what the others are put into.
        taken.sort_by_key(|taken| taken.file.contains_key("type"));
        let ids = bases(session)
            .map(|(id, base)| {
                let there = base.map(|value| string(value, "id").to_owned());
                let ours = || uuids.get(&id).map(Uuid::to_string);
                (id, there.or_else(ours).unwrap_or_default())
            })
            .collect();
        Self {
            view,
            ids,
            uuids,
            taken,
            hosted: ties::Hosted::new(),
            said: Vec::new(),
            named: false,
        }
    }

    /// Remarks on an item.
    fn remark(&mut self, sentence: &str, id: ItemId) {
        match self.said.iter_mut().find(|(said, _)| said == sentence) {
            Some((_, ids)) => ids.push(id),
            None => self.said.push((sentence.to_owned(), vec![id])),
        }
    }

    /// Remarks on the whole.
    fn say(&mut self, sentence: String) {
        self.said.push((sentence, Vec::new()));
    }

    /// What an item is called there when it did not come from there.
    fn uuid(&self, id: ItemId) -> String {
        self.uuids.get(&id).map(Uuid::to_string).unwrap_or_default()
    }

    /// What an item is called there.
    fn id(&self, id: ItemId) -> Option<&str> {
        self.ids.get(&id).map(String::as_str)
    }

    /// What someone is called, by the names that the export was asked for.
    fn who(&self, id: Option<ParticipantId>) -> Option<String> {
        let name = self.view.session.name_of(id)?;
        // Initials that came back from an earlier export are not made into the initial of initials.
        let short = !name.contains(char::is_lowercase) && !name.contains(' ');
        if self.view.names == Names::Initials && short {
            return Some(name.to_owned());
        }
        // Two people of one name come back as who they are; a number would come back as a third one.
        if self.view.names == Names::Full {
            return Some(name.to_owned());
        }
        self.view.label(id).map(str::to_owned)
    }

    fn remarks(self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let mut people = self.view.session.participants.iter();
        let in_full = self.view.names == Names::Full
            || people.all(|p| self.view.label(Some(p.id)) == Some(p.name.as_str()));
        if self.named && !in_full {
            all.push(
                "People are not named in full here. Export with --names full, and they come back as who they are."
                    .to_owned(),
            );
        }
        all.extend(self.said.into_iter().map(|(said, ids)| {
            if ids.is_empty() {
                return said;
            }
            let mut seen = HashSet::new();
            let ids: Vec<String> = ids
                .into_iter()
                .filter(|id| seen.insert(*id))
                .map(|id| id.to_string())
                .collect();
            format!("{said}: {}.", ids.join(", "))
        }));
        all
    }
}

/// The file of an origin, if it is one of theirs.
fn taken(origin: &Origin) -> Option<Taken<'_>> {
    if origin.format.as_str() != theirs::NAME {
        return None;
    }
    let links = origin.value.get("links")?;
    Some(Taken {
        file: origin.value.get("file")?.as_object()?,
        links: serde_json::from_value(links.clone()).unwrap_or_default(),
    })
}

/// What an item was there, if it came from there.
fn base(origin: Option<&Origin>) -> Option<&Value> {
    let origin = origin.filter(|origin| origin.format.as_str() == theirs::NAME)?;
    Some(&origin.value).filter(|value| value.get("id").is_some_and(Value::is_string))
}

/// Everything that becomes an item there, and what it was there.
fn bases(session: &Session) -> impl Iterator<Item = (ItemId, Option<&Value>)> {
    let threats = session.threats.iter();
    let mitigations = session.mitigations.iter();
    let assumptions = session.assumptions.iter();
    threats
        .map(|i| (i.id.into(), base(i.origin.as_deref())))
        .chain(mitigations.map(|i| (i.id.into(), base(i.origin.as_deref()))))
        .chain(assumptions.map(|i| (i.id.into(), base(i.origin.as_deref()))))
}
