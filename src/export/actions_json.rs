//! `actions.json`: action items as JSON, in a shape that is described in `docs/trackers.md`.

use serde_json::{Value, json};

use super::ticket::{State, Ticket, tickets};
use super::view::View;
use super::{Kind, Shelf, Takes, one};
use crate::catalogue::references;
use crate::domain::{ItemId, Severity};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "json",
    file: "actions.json",
    describes: "action items as JSON",
    shelf: Shelf::Backlog,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Everything,
};

/// Grows when a program that reads the file would have to change. In version 1 a proposed mitigation was `could do`.
const VERSION: u32 = 2;

/// The whole file.
fn render(view: &View) -> String {
    let mut all = tickets(view);
    // A rejected mitigation was never work.
    all.retain(|it| it.state != State::Dropped || matches!(it.id, ItemId::Action(_)));
    let value = json!({
        "format": "threatboard-actions",
        "version": VERSION,
        "session": { "uuid": view.session.uuid, "title": view.session.title.as_str() },
        "day": view.today,
        "tickets": all.iter().map(|it| ticket(view, it)).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

fn ticket(view: &View, it: &Ticket) -> Value {
    let threats = it.threats.iter().map(|threat| {
        let places = threat
            .places
            .iter()
            .map(|place| view.session.place_words(*place));
        let mut threat_as_json = json!({
            "id": threat.id,
            "text": threat.text,
            "severity": threat.severity.map(Severity::words),
            "stride": threat.stride.iter().map(|it| it.words()).collect::<Vec<_>>(),
            "where": places.collect::<Vec<_>>(),
            "business_risk": view.session.business_words(threat),
            "references": threat.references,
        });
        let assets = view.session.assets_of(threat);
        let assets: Vec<Value> = assets
            .map(|asset| json!({ "id": asset.id, "name": asset.name }))
            .collect();
        if let (false, Value::Object(fields)) = (assets.is_empty(), &mut threat_as_json) {
            fields.insert("assets".to_owned(), Value::Array(assets));
        }
        // Only where a session asks about more than STRIDE.
        if let (false, Value::Object(fields)) = (threat.categories.is_empty(), &mut threat_as_json)
        {
            fields.insert("categories".to_owned(), json!(threat.categories));
        }
        let details = references::details(&threat.references);
        if let (Some(details), Value::Object(fields)) = (details, &mut threat_as_json) {
            fields.insert("reference_details".to_owned(), details);
        }
        threat_as_json
    });
    let mitigations = it.mitigations.iter().map(|mitigation| {
        json!({
            "id": mitigation.id,
            "text": mitigation.text,
            "status": mitigation.status.words(),
            "verify": mitigation.verify,
        })
    });
    let questions = it.questions.iter().map(|question| {
        json!({
            "id": question.id,
            "text": question.text,
            "state": question.state.words(),
            "answer": question.answer,
        })
    });
    let rest = it
        .rest
        .iter()
        .map(|id| json!({ "id": id, "text": view.words(*id) }));
    json!({
        "id": it.name,
        "uuid": it.uuid,
        "item": it.id,
        "kind": it.work.words(),
        "text": it.words,
        "status": it.state.words(),
        "severity": it.severity.map(Severity::words),
        "owner": view.label(it.owner),
        "said_yes": it.said_yes,
        "due": it.due,
        "external": it.key,
        "captured": it.at.to_rfc3339(),
        "touched": it.touched.to_rfc3339(),
        "threats": threats.collect::<Vec<_>>(),
        "mitigations": mitigations.collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
        "about": rest.collect::<Vec<_>>(),
    })
}
