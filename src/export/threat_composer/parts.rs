//! The parts of a threat's sentence as the parts of a statement there. Its words may have changed since: a part that was
//! in them and is not any more would say something else than they do, and is left out.

use serde_json::{Value, json};

use super::Out;
use super::item::{Item, SHORTENED};
use crate::domain::fold::fold;
use crate::domain::text::words_of;
use crate::domain::{Parts, Text, Threat};
use crate::import::threat_composer::PART;
use crate::import::threat_composer::parts::{FIELDS, assets, source};
use crate::import::threat_composer::shortened;

const NO_PARTS: &str = "The parts of the statement (source, action, impact and so on) that are no longer in its words were left out";

/// Writes what is different from what the threat was there.
pub(super) fn write(
    out: &mut Out,
    item: &mut Item,
    base: Option<&Value>,
    was: Option<&Threat>,
    now: &Threat,
) {
    let none = Parts::default();
    let then = was.and_then(|was| was.parts.as_deref()).unwrap_or(&none);
    // A threat that an earlier version took in has its parts there alone.
    let is_older = now.parts.is_none() && now.assets.is_empty();
    let said = match now.parts.as_deref() {
        Some(parts) => parts,
        None if is_older => then,
        None => &none,
    };
    let before = was.filter(|was| was.text != now.text);
    // Whole words: whoever guesses is not said to guess.
    let spaced = |text: &str| format!(" {} ", words_of(text).join(" "));
    let before = before.map(|was| spaced(&was.text));
    let words = spaced(&now.text);
    let is_gone = |part: &str| {
        let part = spaced(part);
        let was_there = before.as_ref().is_some_and(|before| before.contains(&part));
        !part.trim().is_empty() && was_there && !words.contains(&part)
    };
    let mut left_out = false;
    for (name, key, _) in FIELDS {
        let of = |parts: &Parts| match key {
            "threatSource" => source(parts).to_owned(),
            _ => parts.part(name).to_string(),
        };
        let (had, has) = (of(then), of(said));
        if had == has && is_gone(&has) {
            left_out |= item.value.remove(key).is_some();
        } else if had != has {
            one(out, item, key, &has);
        }
    }
    let goals: Vec<Text> = said.goals.clone();
    let had = goals.as_slice() == then.goals.as_slice();
    left_out |= list(out, item, "impactedGoal", &goals, had, &is_gone);
    let had = base.map(assets).unwrap_or_default();
    let has: Vec<Text> = if is_older {
        had.clone()
    } else {
        let all = now.assets.iter();
        let all = all.filter_map(|id| out.view.session.asset(*id));
        all.map(|asset| asset.name.clone()).collect()
    };
    let folded = |all: &[Text]| all.iter().map(|name| fold(name)).collect::<Vec<_>>();
    let same = folded(&had) == folded(&has);
    left_out |= list(out, item, "impactedAssets", &has, same, &is_gone);
    if left_out {
        item.value.remove("customTemplate");
        out.remark(NO_PARTS, item.id);
    }
}

fn one(out: &mut Out, item: &mut Item, key: &str, words: &str) {
    if words.is_empty() {
        item.value.remove(key);
        return;
    }
    let cut = shortened(words, PART);
    if cut != words {
        out.remark(SHORTENED, item.id);
    }
    item.set(key, json!(cut));
}

/// Writes a list where it is not the same; one that is the same stays as it came, but for what is no longer in the
/// words. Says whether anything was left out.
fn list(
    out: &mut Out,
    item: &mut Item,
    key: &str,
    all: &[Text],
    same: bool,
    is_gone: &impl Fn(&str) -> bool,
) -> bool {
    if same {
        let Some(Value::Array(there)) = item.value.get_mut(key) else {
            return false;
        };
        let before = there.len();
        there.retain(|word| !word.as_str().is_some_and(is_gone));
        let gone = there.len() < before;
        if gone && there.is_empty() {
            item.value.remove(key);
        }
        return gone;
    }
    if all.is_empty() {
        item.value.remove(key);
        return false;
    }
    let cut: Vec<String> = all.iter().map(|text| shortened(text, PART)).collect();
    if cut.iter().zip(all).any(|(cut, all)| cut != all.as_str()) {
        out.remark(SHORTENED, item.id);
    }
    item.set(key, json!(cut));
    false
}
