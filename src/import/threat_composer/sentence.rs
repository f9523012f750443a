//! The sentence that the parts of a threat make, for a threat that has parts and no statement.

use serde_json::Value;

/// `A [source] [prerequisites] can [action], which leads to [impact], resulting in reduced [goals] of [assets]`, as far
/// as there are parts; empty when there are none. The grammar is Threat Composer's.
pub(super) fn of_parts(threat: &Value) -> String {
    let part = |key: &str| {
        let text = threat.get(key).and_then(Value::as_str).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let list = |key: &str| {
        let all = threat.get(key).and_then(Value::as_array);
        let words: Vec<&str> = all
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .collect();
        in_a_row(&words)
    };
    let (source, before) = (part("threatSource"), part("prerequisites"));
    let (action, impact) = (part("threatAction"), part("threatImpact"));
    let (goals, assets) = (list("impactedGoal"), list("impactedAssets"));
    let parts = [&source, &before, &action, &impact, &goals, &assets];
    if parts.iter().all(|part| part.is_empty()) {
        return String::new();
    }
    let actor = if source.is_empty() {
        "threat source"
    } else {
        &source
    };
    let vowel = actor.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    let mut said = format!("{} {actor}", if vowel { "An" } else { "A" });
    if !before.is_empty() {
        said += &format!(" {before}");
    }
    said += " can ";
    said += if action.is_empty() {
        "do harm"
    } else {
        &action
    };
    if !impact.is_empty() {
        said += &format!(", which leads to {impact}");
    }
    match (goals.is_empty(), assets.is_empty()) {
        (false, false) => said += &format!(", resulting in reduced {goals} of {assets}"),
        (false, true) => said += &format!(", resulting in reduced {goals}"),
        (true, false) => said += &format!(", negatively impacting {assets}"),
        (true, true) => {}
    }
    said
}

/// `a`, `a and b`, `a, b and c`.
fn in_a_row(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parts_make_a_sentence_and_missing_parts_leave_no_gap() {
        let whole = json!({
            "threatSource": "internal actor", "prerequisites": "with a badge",
            "threatAction": "copy the ledger", "threatImpact": "leaked totals",
            "impactedGoal": ["confidentiality", "integrity"], "impactedAssets": ["ledger"],
        });
        assert_eq!(
            of_parts(&whole),
            "An internal actor with a badge can copy the ledger, which leads to leaked totals, \
             resulting in reduced confidentiality and integrity of ledger"
        );
        let some = json!({"threatSource": "thief", "threatAction": "guess", "impactedAssets": ["a", "b", "c"]});
        assert_eq!(
            of_parts(&some),
            "A thief can guess, negatively impacting a, b and c"
        );
        assert_eq!(of_parts(&json!({"impactedGoal": [""]})), "");
    }
}
