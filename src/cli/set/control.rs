//! What a mitigation does to its threats: how much of them it takes away, which half of a rating it lowers, whether it
//! was shown to work, and what of that differs for one threat.

use super::{Said, one_of, person, with_words, yes};
use crate::cli::args::FieldName;
use crate::domain::{
    ControlKind, Edit, Field, ItemId, LinkTerms, Mitigation, Session, Strength, ThreatId,
};

/// The change of one of these fields; `None` if it is another field or not a mitigation's.
pub(super) fn edit(
    session: &Session,
    id: ItemId,
    field: FieldName,
    said: &Said<'_>,
) -> Result<Option<Edit>, String> {
    use FieldName as F;
    let ItemId::Mitigation(mitigation) = id else {
        return Ok(None);
    };
    if let Some(threat) = said.for_threat {
        let Some(mitigation) = session.mitigation(mitigation) else {
            return Ok(None);
        };
        let terms = terms(session, mitigation, threat, field, said)?;
        return Ok(Some(Edit::Set(id, Field::LinkTerms(terms))));
    }
    let field = match field {
        F::Strength => Field::Strength(strength(said)?),
        F::InsteadOf => {
            let kind = kind(said)?;
            if kind == Some(ControlKind::Compensating) {
                return Err("A compensating mitigation stands in for another kind: prevent, detect, correct, recover or deter.".to_owned());
            }
            Field::InsteadOf(kind)
        }
        F::Checked => {
            let passed =
                said.unless_none(|word| one_of(word, &[("passed", true), ("failed", false)]))?;
            let by = said.by.map(|name| person(session, name)).transpose()?;
            if by.is_some() && passed.is_none() {
                return Err("none clears the check, so --by has nothing to say.".to_owned());
            }
            Field::Checked(passed.map(|passed| (passed, by)))
        }
        F::InRating => {
            return Err(format!(
                "Say for which threat: `in-rating yes --for {}`.",
                first_threat(session, id)
            ));
        }
        _ => return Ok(None),
    };
    Ok(Some(Edit::Set(id, field)))
}

/// What is different for one threat, with this said too.
fn terms(
    session: &Session,
    mitigation: &Mitigation,
    threat: ThreatId,
    field: FieldName,
    said: &Said<'_>,
) -> Result<LinkTerms, String> {
    use FieldName as F;
    let threat = session.threat(threat).map_or(threat, |threat| threat.id);
    let mut terms = mitigation
        .terms(threat)
        .copied()
        .unwrap_or_else(|| LinkTerms::of(threat));
    match field {
        F::Strength => terms.strength = strength(said)?,
        F::Kind => terms.kind = kind(said)?,
        F::InRating => terms.in_rating = !said.is_none() && yes(said.value)?,
        _ => return Err(for_what()),
    }
    Ok(terms)
}

/// What `--for` is for.
pub(super) fn for_what() -> String {
    "--for says for which threat a mitigation's strength, kind or in-rating is meant.".to_owned()
}

fn strength(said: &Said<'_>) -> Result<Option<Strength>, String> {
    said.unless_none(|word| one_of(word, &with_words(&Strength::ALL, Strength::words)))
}

fn kind(said: &Said<'_>) -> Result<Option<ControlKind>, String> {
    said.unless_none(|word| {
        let kinds = with_words(&ControlKind::ALL, ControlKind::words);
        // As they are called in files: detective for detect.
        let called = ControlKind::ALL.iter().find(|kind| {
            let name = format!("{kind:?}");
            name.eq_ignore_ascii_case(word.trim())
        });
        called.map_or_else(|| one_of(word, &kinds), |kind| Ok(*kind))
    })
}

/// A threat to name in an example.
fn first_threat(session: &Session, id: ItemId) -> ThreatId {
    let mut mitigations = session.mitigations.iter();
    let mitigation = mitigations.find(|mitigation| ItemId::from(mitigation.id) == id);
    mitigation
        .and_then(|mitigation| mitigation.threats.first().copied())
        .unwrap_or(ThreatId(1))
}
