//! Fields of a threat: what a line such as `Severity: high` says of the threat above it.

use super::make::Maker;
use super::words::{self, Label};
use crate::domain::{ActorKind, LIMITS, Parts, Text, ThreatId};
use crate::import::model::{self, at, decided, is_nothing};

/// Sets what a labeled line says of the threat above it.
pub(super) fn describe(id: ThreatId, label: Label, words: &str, maker: &mut Maker) {
    let draft = &mut maker.draft;
    let Some(threat) = at(id.0).and_then(|at| draft.session.threats.get_mut(at)) else {
        return;
    };
    if is_nothing(words) {
        return;
    }
    match label {
        Label::Severity => match words::severity(words) {
            Some(severity) => threat.severity = Some(severity),
            None => draft.leave_out_one("severity", words, "is not low, medium, high or critical"),
        },
        Label::Stride => match words::stride(words) {
            Some(stride) => threat.stride = stride,
            None => draft.leave_out_one("STRIDE", words, "is not one of its six names or letters"),
        },
        Label::Likelihood => match words::level(words) {
            Some(level) => threat.likelihood = Some(level),
            None => draft.leave_out_one("likelihood", words, "is not low, medium or high"),
        },
        Label::Impact => match words::level(words) {
            Some(level) => threat.impact = Some(level),
            None => draft.leave_out_one("impact", words, "is not low, medium or high"),
        },
        Label::Status => match model::response(words) {
            Some(kind) => threat.response = Some(decided(kind)),
            None if words.eq_ignore_ascii_case("open") => {}
            None => draft.leave_out_one("status", words, "is no decision about a threat"),
        },
        Label::Owner => draft.leave_out_one("owner", words, "a threat has no owner"),
        Label::Actor => {
            let mut parts = Parts::default();
            match ActorKind::named(words) {
                Some(kind) => parts.actor = Some(kind),
                None => parts.who = Text::new(words),
            }
            threat.parts = Some(Box::new(parts));
        }
        Label::Reference if threat.references.len() < LIMITS.links => {
            threat.references.push(Text::new(words));
        }
        Label::Reference => draft.leave_out("reference", "is over the limit of its threat"),
        // Items of their own are made where they stand.
        Label::Kind(_) => {}
    }
}
