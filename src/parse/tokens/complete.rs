//! What Tab makes of the word at the caret. What it writes is understood as what it was made from.

use super::What;
use super::place::place;
use super::sign::sign;
use crate::domain::fold::squeeze;
use crate::domain::{
    ActionKind, AssetKind, Called, ControlKind, Effort, Place, Session, Strength, tails,
};

/// What Tab can make of the word at the caret: whole tokens, the likeliest first.
pub(crate) fn complete(word: &str, what: What, session: &Session) -> Vec<String> {
    if what == What::Asset {
        let needs = super::need::complete(word);
        if !needs.is_empty() {
            return needs;
        }
    }
    let mut chars = word.chars();
    let sign = chars.next().and_then(sign);
    let Some(sign) = sign.filter(|sign| what.takes(*sign)) else {
        return Vec::new();
    };
    let stem = squeeze(chars.as_str());
    let fits = |candidate: &str| tails(candidate).any(|tail| tail.starts_with(&stem));
    let offer = |candidates: Vec<&str>| -> Vec<String> {
        let fitting = candidates
            .into_iter()
            .filter(|c| squeeze(c).starts_with(&stem));
        fitting.map(|c| format!("{sign}{}", typed(c))).collect()
    };
    match sign {
        '@' => {
            let (first, second): (Vec<_>, Vec<_>) = session
                .participants
                .iter()
                .filter(|p| fits(&p.name))
                .partition(|p| squeeze(&p.name).starts_with(&stem));
            let token = |p: &crate::domain::Participant| {
                let name = typed(&p.name.to_lowercase());
                match session.called(&name) {
                    Called::One(called) if called.id == p.id => format!("@{name}"),
                    // Another has this name, too: the number is theirs alone.
                    _ => format!("@{}", p.id.0),
                }
            };
            first.into_iter().chain(second).map(token).collect()
        }
        '>' if what.has_places() => {
            let (first, second): (Vec<_>, Vec<_>) = session
                .elements
                .iter()
                .filter(|e| fits(&e.name))
                .partition(|e| squeeze(&e.name).starts_with(&stem));
            let token = |e: &crate::domain::Element| {
                let name = typed(&e.name);
                match place(&name, session) {
                    Called::One(Place::Element(id)) if id == e.id => format!(">{name}"),
                    _ => format!(">{}", e.id),
                }
            };
            let mut all: Vec<String> = first.into_iter().chain(second).map(token).collect();
            if what.can_be_everywhere() {
                all.extend(offer(vec!["all"]));
            }
            all
        }
        '!' => {
            let levels = session.scale().levels.iter().rev();
            offer(levels.map(|level| level.word.as_str()).collect())
        }
        '#' if what == What::Threat => super::category::complete(chars.as_str(), session),
        '#' => offer(match what {
            What::Mitigation => {
                let kinds = ControlKind::ALL.iter().map(|k| k.words());
                kinds
                    .chain(Strength::ALL.iter().map(|s| s.words()))
                    .collect()
            }
            What::Action => ActionKind::ALL.iter().map(|k| k.words()).collect(),
            What::Asset => AssetKind::ALL.iter().map(|k| k.words()).collect(),
            What::Parked => vec!["off"],
            What::Threat
            | What::Said
            | What::Reason
            | What::Decision
            | What::OnWall
            | What::WallAction => Vec::new(),
        }),
        '%' => Effort::ALL
            .iter()
            .map(|e| e.letter().to_string())
            .filter(|letter| squeeze(letter).starts_with(&stem))
            .map(|letter| format!("%{letter}"))
            .collect(),
        _ => Vec::new(),
    }
}

/// A name as one word.
pub(super) fn typed(name: &str) -> String {
    name.replace(char::is_whitespace, "-")
}
