//! Ratings and needs in the words of the session's scale.

use super::{Said, one_of, person, with_words};
use crate::cli::args::FieldName;
use crate::domain::{AxisLevel, Edit, Field, ItemId, Level, Rated, Session, Text};
use crate::parse::changes;

/// The needs of an asset, of which one is said anew.
pub(super) fn needs(
    session: &Session,
    id: ItemId,
    field: FieldName,
    said: &Said<'_>,
) -> Result<Field, String> {
    let asset = session.assets.iter().find(|a| ItemId::from(a.id) == id);
    let asset = asset.ok_or_else(|| format!("There is no {id} in this session."))?;
    let level = said.unless_none(|value| one_of(value, &with_words(&Level::ALL, Level::words)))?;
    let (c, i, a) = (asset.confidentiality, asset.integrity, asset.availability);
    Ok(Field::Needs(match field {
        FieldName::Confidentiality => [level, i, a],
        FieldName::Integrity => [c, level, a],
        _ => [c, i, level],
    }))
}

/// Hands on how well a threat is understood.
pub(super) fn clarity(said: &Said<'_>) -> Result<Field, String> {
    let hands = said.unless_none(|digits| changes::hands(digits, 1))?;
    Ok(Field::Clarity(hands.unwrap_or_default()))
}

/// Whether a field is the rating of a threat.
pub(super) fn is_one(field: FieldName) -> bool {
    matches!(field, FieldName::Severity | FieldName::Risk)
}

/// A rating by a level, in the words of the session's scale.
pub(super) fn level(session: &Session, said: &Said<'_>) -> Result<Field, String> {
    let levels = words(session.scale().levels.iter().map(|l| (&l.id, &l.word)));
    let level = said.unless_none(|value| one_of(value, &levels))?;
    Ok(level.map_or(Field::Severity(None), |level| {
        Field::Rating(Rated::Single(level))
    }))
}

/// A rating by likelihood and impact, with a slash between.
pub(super) fn risk(session: &Session, said: &Said<'_>) -> Result<Field, String> {
    let (likelihood, impact) = said
        .value
        .split_once('/')
        .ok_or("Write a risk as likelihood/impact, such as high/low.")?;
    rating(session, likelihood, impact)
}

/// The change of a rating, with who rated where that is said.
pub(super) fn by(
    session: &Session,
    id: ItemId,
    field: FieldName,
    said: &Said<'_>,
    set: Edit,
) -> Result<Edit, String> {
    let Some(name) = said.by.filter(|_| is_one(field)) else {
        return Ok(set);
    };
    if said.is_none() {
        return Err("none clears the rating, so --by has nothing to say.".to_owned());
    }
    let by = Field::RatedBy(Some(person(session, name)?));
    Ok(Edit::All(vec![set, Edit::Set(id, by)]))
}

/// A rating by likelihood and impact, in the words of the session's scale.
fn rating(session: &Session, likelihood: &str, impact: &str) -> Result<Field, String> {
    let scale = session.scale();
    if !scale.has_matrix() {
        return Err(format!(
            "The scale {} has no likelihood and impact. Set the severity.",
            scale.name
        ));
    }
    let step =
        |word, axis: &[AxisLevel]| one_of(word, &words(axis.iter().map(|l| (&l.id, &l.word))));
    let (l, i) = (
        step(likelihood, &scale.likelihood)?,
        step(impact, &scale.impact)?,
    );
    Ok(Field::Rating(Rated::Matrix(l, i)))
}

/// Words with their places, then the ids that differ from them.
pub(super) fn words<'a>(all: impl Iterator<Item = (&'a Text, &'a Text)>) -> Vec<(&'a str, usize)> {
    let all: Vec<_> = all.enumerate().collect();
    let words = all.iter().map(|(place, (_, word))| (word.as_str(), *place));
    let ids = all.iter().filter(|(_, (id, word))| id != word);
    let ids = ids.map(|(place, (id, _))| (id.as_str(), *place));
    words.chain(ids).collect()
}
