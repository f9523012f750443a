//! The words of a label as Mermaid shows them: without markup, with the characters that stand for themselves in codes.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Parser};
use serde_json::Value;

use crate::import::threagile::plain;

/// The longest piece of a file that a message repeats, in characters.
const SHORT: usize = 60;

/// The words of a label, and whether something that it shows besides words was left out.
pub(super) fn label(raw: &str) -> (String, bool) {
    let trimmed = raw.trim();
    let markdown = trimmed
        .strip_prefix('`')
        .and_then(|inside| inside.strip_suffix('`'));
    let text = match markdown {
        Some(inside) => text_of(inside),
        None => raw.to_owned(),
    };
    let broken = text.contains(['\n', '<', '&']) || text.contains("\\n");
    let text = if broken {
        let text = plain(&text.replace("\\n", " "));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text
    };
    let (text, icons) = without_icons(&text);
    (decoded(&text), icons)
}

/// Markdown without its markup.
fn text_of(markdown: &str) -> String {
    let mut out = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(words) | Event::Code(words) => out.push_str(&words),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// Words without `fa:fa-user`, which draws a picture.
fn without_icons(text: &str) -> (String, bool) {
    let is_icon = |word: &str| {
        let (family, name) = word.split_once(':').unwrap_or_default();
        family.starts_with("fa") && family.len() <= 3 && name.starts_with("fa-")
    };
    if !text.split(' ').any(is_icon) {
        return (text.to_owned(), false);
    }
    let words = text.split(' ').filter(|word| !is_icon(word));
    (words.collect::<Vec<_>>().join(" ").trim().to_owned(), true)
}

/// `#35;` and `#quot;` as the characters that they stand for.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('#') {
        out.push_str(before);
        let end = from
            .bytes()
            .take(33)
            .position(|b| !b.is_ascii_alphanumeric())
            .unwrap_or(0);
        let (code, behind) = from.split_at_checked(end).unwrap_or_default();
        match behind.strip_prefix(';').zip(character(code)) {
            Some((behind, sign)) => {
                out.push_str(&sign);
                rest = behind;
            }
            None => {
                out.push('#');
                rest = from;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character of a number or of a name that HTML knows.
fn character(code: &str) -> Option<String> {
    if code.is_empty() {
        return None;
    }
    if code.bytes().all(|b| b.is_ascii_digit()) {
        return char::from_u32(code.parse().ok()?).map(String::from);
    }
    // The reader of Markdown knows the names of HTML.
    let written = format!("&{code};");
    let read = text_of(&written);
    (read != written).then_some(read)
}

/// The title in the settings above a chart.
pub(super) fn title(settings: &str) -> String {
    let read: Result<BTreeMap<String, Value>, _> = serde_saphyr::from_str(settings);
    let title = read
        .ok()
        .and_then(|settings| settings.get("title").cloned());
    match title {
        Some(Value::String(title)) => title,
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// What stands in `@{ }`, by name.
pub(super) fn details(inside: &str) -> Option<BTreeMap<String, Value>> {
    let written = if inside.contains('\n') {
        inside.to_owned()
    } else {
        format!("{{{inside}}}")
    };
    serde_saphyr::from_str(&written).ok()
}

/// The beginning of a piece of a file, for a message.
pub(super) fn short(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_reads_as_mermaid_shows_it() {
        for (raw, shown) in [
            ("refund api", "refund api"),
            ("two  spaces", "two  spaces"),
            ("say #34;hi#34; #amp; #35;1", "say \"hi\" & #1"),
            ("#1 of #nothing; and # alone", "#1 of #nothing; and # alone"),
            ("web<br/>front <b>end</b>", "web front end"),
            ("a &lt; b", "a < b"),
            ("first\\nsecond", "first second"),
            ("`a **bold** name`", "a bold name"),
            ("fa:fa-user Customer", "Customer"),
            ("#9829;", "♥"),
        ] {
            assert_eq!(label(raw).0, shown, "{raw}");
        }
        assert!(label("fa:fa-user Customer").1);
    }
}
