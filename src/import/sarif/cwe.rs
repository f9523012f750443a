//! Weaknesses (CWE) that a scanner names. There is no one place for them: tags, properties, taxa and relationships are
//! all in use.

use serde_json::Value;

/// The most that one rule or result can name.
const MOST: usize = 20;

/// The weaknesses that a result names.
pub(super) fn of_result(result: &Value) -> Vec<u32> {
    let mut found = Vec::new();
    of_properties(result.get("properties"), &mut found);
    for taxon in list(result.get("taxa")) {
        of_taxon(taxon, &mut found);
    }
    found
}

/// The weaknesses that a rule names.
pub(super) fn of_rule(rule: &Value) -> Vec<u32> {
    let mut found = Vec::new();
    of_properties(rule.get("properties"), &mut found);
    for relation in list(rule.get("relationships")) {
        relation
            .get("target")
            .into_iter()
            .for_each(|target| of_taxon(target, &mut found));
    }
    found
}

fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

fn add(number: Option<u32>, found: &mut Vec<u32>) {
    if let Some(number) = number
        && found.len() < MOST
        && !found.contains(&number)
    {
        found.push(number);
    }
}

fn of_properties(properties: Option<&Value>, found: &mut Vec<u32>) {
    for name in ["tags", "cwe", "cwes", "CWE"] {
        let value = properties.and_then(|p| p.get(name));
        let one = value.into_iter().filter(|value| !value.is_array());
        for value in one.chain(list(value)) {
            match value {
                Value::String(text) => add(in_text(text), found),
                Value::Number(number) if name != "tags" => {
                    add(number.as_u64().and_then(|n| u32::try_from(n).ok()), found);
                }
                _ => {}
            }
        }
    }
}

fn of_taxon(taxon: &Value, found: &mut Vec<u32>) {
    let id = taxon.get("id").and_then(Value::as_str).unwrap_or_default();
    let of = taxon.pointer("/toolComponent/name").and_then(Value::as_str);
    let of_cwe = of.is_some_and(|name| name.eq_ignore_ascii_case("cwe"));
    let bare = id.parse().ok().filter(|_| of_cwe);
    add(in_text(id).or(bare), found);
}

/// The number in `CWE-89: SQL injection`, `external/cwe/cwe-089` and the like.
fn in_text(text: &str) -> Option<u32> {
    let lower = text.to_ascii_lowercase();
    lower.match_indices("cwe").find_map(|(place, name)| {
        let rest = lower.get(place + name.len()..)?;
        let rest = rest.strip_prefix(['-', ':', '_', '/', ' ']).unwrap_or(rest);
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|number| *number > 0)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_weakness_is_found_wherever_scanners_write_it() {
        for (text, number) in [
            ("external/cwe/cwe-079", Some(79)),
            ("CWE-89: SQL injection", Some(89)),
            ("CWE:22", Some(22)),
            ("cwe", None),
            ("CWE-0", None),
            ("CWE-99999999999", None),
            ("cweé-1", None),
            ("security", None),
        ] {
            assert_eq!(in_text(text), number, "{text}");
        }
        let rule = json!({
            "properties": {"tags": ["security", "external/cwe/cwe-079", 7], "cwe": ["CWE-20", 79], "cwes": 611},
            "relationships": [
                {"target": {"id": "401", "toolComponent": {"name": "CWE"}}},
                {"target": {"id": "402", "toolComponent": {"name": "OWASP"}}},
                {"target": {"id": "CWE-327"}},
            ],
        });
        assert_eq!(of_rule(&rule), [79, 20, 611, 401, 327]);
        let result = json!({"taxa": [{"id": "89", "toolComponent": {"name": "cwe"}}]});
        assert_eq!(of_result(&result), [89]);
    }
}
