//! Lines about assets and business risks: what is understood of one before Enter, and what Tab makes of it.

use super::bar::Bar;
use super::editor::Editor;
use super::{links, table};
use crate::domain::{ItemId, Session, needs_words};
use crate::parse::tokens::{self, What};

/// What Enter would make of the line as it stands, in words; `None` where it is no such line or holds nothing.
pub fn understood(bar: &Bar, session: &Session, today: chrono::NaiveDate) -> Option<String> {
    let text = bar.editor.text();
    if bar.editor.is_blank() {
        return None;
    }
    if let Some(ids) = tokens::only_ids(text, session)
        && (bar.is(&table::ASSET) || bar.is(&table::BUSINESS_RISK))
    {
        let words = ids.iter().filter_map(|id| session.words_of(*id));
        return Some(format!("link {}", words.collect::<Vec<_>>().join(", ")));
    }
    if bar.is(&table::BUSINESS_RISK) {
        return Some(match session.business_risk_called(text) {
            Some(risk) => format!("link {}{}", risk.id, led_to_by(session, risk.id.into())),
            None => "add a new business risk".to_owned(),
        });
    }
    if !bar.is(&table::ASSET) {
        return None;
    }
    let parsed = tokens::parse(text, What::Asset, session, today);
    let known = session.asset_called(&parsed.text);
    let mut says = Vec::new();
    if let Some(asset) = known {
        let otherwise = asset.otherwise(parsed.asset, parsed.needs);
        says.push(match otherwise.as_slice() {
            [] => format!("add to {}", asset.id),
            all => format!("change {}: {}", asset.id, all.join(", ")),
        });
    } else {
        says.push("add as new".to_owned());
        says.extend(parsed.asset.map(|kind| kind.words().to_owned()));
        says.extend(Some(needs_words(parsed.needs)).filter(|needs| !needs.is_empty()));
    }
    let places = parsed.places.iter().filter_map(|place| place.item());
    let on: Vec<ItemId> = places.chain(parsed.about.iter().copied()).collect();
    if !on.is_empty() {
        says.push(format!("on {}", session.called_all(&on)));
    }
    Some(says.join(", "))
}

/// Which threats lead to a business risk already: `, also T4, T9`.
fn led_to_by(session: &Session, id: ItemId) -> String {
    let leads = |t: &&crate::domain::Threat| t.business_risks.iter().any(|b| id == (*b).into());
    let from = session.threats.iter().filter(leads);
    let from: Vec<String> = from.map(|threat| threat.id.to_string()).collect();
    if from.is_empty() {
        String::new()
    } else {
        format!(", also {}", from.join(", "))
    }
}

/// Puts in the words of an asset or a business risk that begins like what is typed, and says which it is. Says nothing
/// where the line is no such line, or where the word at the caret is a token.
pub fn complete(bar: &mut Bar, session: &Session) -> Option<String> {
    let is_asset = bar.is(&table::ASSET);
    if !is_asset && !bar.is(&table::BUSINESS_RISK) {
        return None;
    }
    let text = bar.editor.text();
    let (stem, turn) = match &bar.completing {
        Some((stem, turn)) => (stem.clone(), turn + 1),
        None => (text.trim().to_owned(), 0),
    };
    let own: Vec<(ItemId, &str)> = if is_asset {
        session
            .assets
            .iter()
            .map(|a| (a.id.into(), &*a.name))
            .collect()
    } else {
        let risks = session.business_risks.iter();
        risks.map(|b| (b.id.into(), &*b.text)).collect()
    };
    let found = links::named(&own, &stem);
    let place = turn % found.len().max(1);
    let (id, words) = *found.get(place)?;
    bar.editor = Editor::new(words);
    bar.refusal = None;
    bar.completing = Some((stem, turn));
    Some(match found.len() {
        1 => format!("{id}: {words}"),
        n => format!("{id}: {words}   {} of {n}, Tab for the next", place + 1),
    })
}
