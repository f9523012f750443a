//! The foot of the page: what was taken for granted and kept for later, who was there, when it goes on, and the system.

use super::cuts::Cut;
use crate::domain::{
    Assumption, AssumptionState, Element, ElementKind, Flow, NoteKind, ParkedKind, Seat, Session,
};
use crate::export::Names;
use crate::export::markdown::escape;
use crate::export::mermaid;
use crate::export::phrase;
use crate::export::view::View;

/// What was taken for granted, and how that stands.
pub(super) fn assumptions(view: &View) -> Vec<String> {
    let of = |state: AssumptionState| {
        view.session
            .assumptions
            .iter()
            .filter(move |a| a.state == state)
    };
    of(AssumptionState::Unconfirmed)
        .chain(of(AssumptionState::Rejected))
        .chain(of(AssumptionState::Confirmed))
        .map(|a| {
            let stands = match a.state {
                AssumptionState::Unconfirmed => "Not confirmed.",
                AssumptionState::Confirmed => "Confirmed.",
                AssumptionState::Rejected => "False.",
            };
            assumption(a, stands)
        })
        .collect()
}

/// An assumption, how it stands, and what rests on it.
pub(in crate::export) fn assumption(a: &Assumption, stands: &str) -> String {
    let ids: Vec<String> = a.about.iter().map(ToString::to_string).collect();
    let rests = match ids.as_slice() {
        [] => String::new(),
        [only] => format!(" {only} depends on it."),
        many => format!(" {} depend on it.", phrase::and(many)),
    };
    let words = phrase::sentence(&escape(&a.text));
    format!("- **{}** {words} {stands}{rests}", a.id)
}

/// Fixes that no threat has used yet, and what belongs to another meeting.
pub(super) fn parked(view: &View) -> Vec<String> {
    let mut lines = Vec::new();
    let mut used = Vec::new();
    for item in &view.session.parked {
        let words = escape(&item.text);
        let about = item
            .about
            .map_or(String::new(), |id| format!(", about {id}"));
        match (item.kind, item.used_as) {
            (_, Some(mitigation)) => used.push(format!("{} became {mitigation}", item.id)),
            (ParkedKind::Fix, None) => {
                lines.push(format!("- Parked fix: {words} ({}{about})", item.id));
            }
            (ParkedKind::OffTopic, None) => {
                lines.push(format!("- Off topic, parked: {words} ({}{about})", item.id));
            }
        }
    }
    if !used.is_empty() {
        lines.push(format!("- Used as mitigations: {}.", used.join(", ")));
    }
    lines
}

/// Who was there, as the choice of names allows, and who was not.
pub(in crate::export) fn people(view: &View) -> Vec<String> {
    let session = view.session;
    let there: Vec<String> = session
        .participants
        .iter()
        .filter(|p| !p.absent)
        .filter_map(|p| {
            let label = view.label_md(Some(p.id))?;
            let role = escape(&p.role);
            let mut more = Vec::new();
            if !role.is_empty() && view.names != Names::Roles {
                more.push(role);
            }
            more.extend(p.seat.map(|seat| {
                match seat {
                    Seat::Facilitator => "facilitator",
                    Seat::Recorder => "scribe",
                }
                .to_owned()
            }));
            Some(if more.is_empty() {
                label
            } else {
                format!("{label} ({})", more.join(", "))
            })
        })
        .collect();
    let mut lines = Vec::new();
    if !there.is_empty() {
        lines.push(format!("- {}", there.join(", ")));
    }
    lines.extend(noted(session, NoteKind::MissingRole, "Missing"));
    lines
}

/// `Next review on 12 Aug 2026, or if: a new partner joins`; nothing when neither is set.
pub(super) fn come_back(view: &View) -> String {
    let session = view.session;
    let when: Vec<String> = session
        .notes_of(NoteKind::RevisitWhen)
        .map(|n| escape(&n.text))
        .collect();
    match (session.revisit, when.is_empty()) {
        (None, true) => String::new(),
        (Some(on), true) => format!("Next review on {}", phrase::date(on)),
        (None, false) => format!("Next review if: {}", when.join("; ")),
        (Some(on), false) => format!(
            "Next review on {}, or if: {}",
            phrase::date(on),
            when.join("; ")
        ),
    }
}

/// When it goes on, and who should hear until then.
pub(super) fn again(view: &View) -> Vec<String> {
    let session = view.session;
    let mut lines = Vec::new();
    lines.extend(
        session
            .revisit
            .map(|on| format!("- On {}", phrase::date(on))),
    );
    let label = if lines.is_empty() { "If" } else { "Or if" };
    lines.extend(noted(session, NoteKind::RevisitWhen, label));
    lines.extend(noted(session, NoteKind::ShouldHear, "To inform"));
    lines
}

/// The system as the room described it: parts by trust zone, then data flows.
pub(super) fn system(view: &View, cut: &Cut) -> Vec<String> {
    let session = view.session;
    let mut lines = parts_by_zone(view, cut.plain);
    lines.extend(session.flows.iter().map(|f| {
        let crosses = match (session.crosses(f), cut.plain) {
            (false, _) => "",
            (true, false) => ", crosses a trust boundary",
            (true, true) => ", crosses a boundary",
        };
        flow(view, f, crosses)
    }));
    lines
}

/// The parts, zone by zone.
pub(super) fn parts_by_zone(view: &View, plain: bool) -> Vec<String> {
    let session = view.session;
    let zones = session.elements.iter().map(|e| (session.zone_of(e.id), e));
    let zones: Vec<_> = zones.collect();
    let parts = |zone| {
        let inside = zones.iter().filter(|(of, _)| *of == zone);
        inside
            .map(|(_, e)| element(session, e, plain))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut lines = Vec::new();
    for zone in &session.zones {
        let inside = parts(Some(zone.id));
        let inside = if inside.is_empty() {
            "no elements".to_owned()
        } else {
            inside
        };
        let name = escape(&zone.name);
        let label = if plain { "Zone" } else { "Trust zone" };
        let around = zone.parent.and_then(|around| session.zone(around));
        let around = around.map(|around| format!(", in {}", escape(&around.name)));
        let around = around.unwrap_or_default();
        lines.push(format!("- {label} {name} ({}{around}): {inside}", zone.id));
    }
    let outside = parts(None);
    if !outside.is_empty() {
        let label = match (session.zones.is_empty(), plain) {
            (true, _) => "Elements",
            (false, false) => "In no trust zone",
            (false, true) => "In no zone",
        };
        lines.push(format!("- {label}: {outside}"));
    }
    lines
}

/// `- web -> refund-api: order and amount (F2, crosses a trust boundary)`, with the marks that are handed in.
pub(super) fn flow(view: &View, flow: &Flow, marks: &str) -> String {
    let ends = [flow.from, flow.to].map(|id| escape(&view.session.element_name(id)));
    let data = if flow.data.is_empty() {
        String::new()
    } else {
        format!(": {}", escape(&flow.data))
    };
    let protocol = match flow.protocol.as_str() {
        "" => String::new(),
        protocol => format!(", {}", escape(protocol)),
    };
    format!(
        "- {} -> {}{data} ({}{protocol}{marks})",
        ends[0], ends[1], flow.id
    )
}

/// `ledger (E3, data store)`.
fn element(session: &Session, element: &Element, plain: bool) -> String {
    let mut marks = element.id.to_string();
    if element.kind != ElementKind::Process {
        marks.push_str(", ");
        marks.push_str(match (element.kind, plain) {
            (ElementKind::ExternalEntity, true) => "external",
            (ElementKind::DataStore, true) => "stores data",
            (kind, _) => kind.words(),
        });
    }
    if element.unknown {
        marks.push_str(", how it works is unknown");
    }
    if let Some(host) = element.within {
        let host = escape(&session.element_name(host));
        marks.push_str(&format!(", inside {host}"));
    }
    if let Some(why) = &element.out_of_scope {
        marks.push_str(&format!(", out of scope: {}", escape(why)));
    }
    if !element.note.is_empty() {
        marks.push_str(&format!(", {}", escape(&element.note)));
    }
    format!("{} ({marks})", escape(&element.name))
}

/// What the room said about its own time.
pub(super) fn feedback(view: &View) -> Vec<String> {
    let session = view.session;
    let mut lines = Vec::new();
    lines.extend(
        view.tally
            .time_well_spent_tenths
            .map(|mean| format!("- Time well spent: {} of 5", phrase::tenths(mean))),
    );
    lines.extend(noted(session, NoteKind::Keep, "Keep"));
    lines.extend(noted(session, NoteKind::Change, "Change"));
    lines
}

/// What the senior added to the answers, box by box, and what the junior learned.
pub(super) fn for_two(view: &View) -> Vec<String> {
    let Some(pair) = &view.session.pair else {
        return Vec::new();
    };
    // The boxes by the names that they have in the file, in words that mean something to a reader.
    let label = |step: &str| match step {
        "system" => "the system".to_owned(),
        "applies" => "whether it affects us".to_owned(),
        "reason" => "the reason".to_owned(),
        "threat" => "the threat".to_owned(),
        "in place" => "what is in place".to_owned(),
        "could do" => "mitigations".to_owned(),
        "next step" => "the next step".to_owned(),
        "question" => "the question".to_owned(),
        other => escape(other),
    };
    let beside = pair.beside.iter().map(|beside| {
        let says = phrase::sentence(&escape(&beside.text));
        format!("- Senior on {}: {says}", label(&beside.step))
    });
    let learned = Some(&pair.learned).filter(|learned| !learned.is_empty());
    let learned = learned.map(|says| format!("- Learned: {}", phrase::sentence(&escape(says))));
    beside.chain(learned).collect()
}

/// All lines of one list after their label; nothing when the list is empty.
fn noted(session: &Session, kind: NoteKind, label: &str) -> Option<String> {
    let texts: Vec<String> = session.notes_of(kind).map(|n| escape(&n.text)).collect();
    (!texts.is_empty()).then(|| format!("- {label}: {}", texts.join("; ")))
}

/// The map as a picture: a block of Mermaid, which GitHub and GitLab draw.
pub(super) fn map(view: &View) -> Vec<String> {
    let session = view.session;
    if session.elements.is_empty() {
        return Vec::new();
    }
    if mermaid::too_large(session).is_some() {
        return vec![
            "The map is too large to be drawn here. The report (`report.html`) has it.".to_owned(),
        ];
    }
    vec![format!("```mermaid\n{}```", mermaid::chart(session))]
}
