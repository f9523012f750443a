//! The labels of Mermaid charts, read as Mermaid reads them, by a reader that knows nothing of how we write them.
//!
//! Mermaid makes `&#42;` of `#42;`. A label with a `<` then goes through a filter of HTML, which makes `*` of that; any
//! other label skips the filter. What comes out is read as Markdown. So codes stay characters only where no `<` is.

use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::charts::{maps, name};
use super::rich::at;
use super::{options, render};
use crate::domain::{
    Edit, Field, FourQuestion, Gate, New, RestsOn, Session, SessionKind, Text, ThreatId,
};
use crate::export::{Format, Names};

/// What a label shows, or what of it acts as Markdown or HTML.
fn shown(label: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut rest = label;
    while let Some((before, from)) = rest.split_once('#') {
        text.push_str(before);
        let (code, behind) = from
            .split_once(';')
            .ok_or_else(|| format!("a # that no code follows: {label}"))?;
        let sign = code.parse().ok().and_then(char::from_u32);
        let sign = sign.ok_or_else(|| format!("no code: {code}"))?;
        if label.contains('<') {
            text.push(sign);
        } else {
            text.push_str(&format!("&#{code};"));
        }
        rest = behind;
    }
    text.push_str(rest);
    // GitHub's Markdown makes links of these where nothing else says so.
    if ["www.", "://", "@"].iter().any(|link| text.contains(link)) {
        return Err(format!("a link: {text}"));
    }
    let mut words = String::new();
    for event in Parser::new(&text) {
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Text(text) => words.push_str(&text),
            Event::SoftBreak => words.push(' '),
            Event::InlineHtml(tag) if &*tag == "<br/>" => words.push(' '),
            other => return Err(format!("{other:?} in {text}")),
        }
    }
    Ok(plain(&words))
}

fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The label of a node: what stands in its quotes.
fn label<'a>(chart: &'a str, id: &str) -> &'a str {
    let line = chart.lines().map(str::trim_start).find(|line| {
        let behind = line.strip_prefix(id);
        behind.is_some_and(|behind| behind.starts_with(['(', '[']))
    });
    line.unwrap().split('"').nth(1).unwrap()
}

proptest! {
    #[test]
    fn mermaid_shows_each_element_as_it_is_called_with_the_reason_why_it_is_out(session in maps()) {
        let chart = render(Format::MERMAID, &session, &options(Names::Full));
        for element in &session.elements {
            let label = label(&chart, &element.id.to_string());
            let expected = match &element.out_of_scope {
                None => element.name.to_string(),
                Some(why) => format!("{} - out of scope: {why}", element.name),
            };
            prop_assert_eq!(shown(label), Ok(plain(&expected)), "{}", label);
        }
        for line in chart.lines().filter(|line| line.contains("-->|") || line.contains("subgraph")) {
            let label = line.split('"').nth(1).unwrap();
            prop_assert!(shown(label).is_ok(), "{:?}", shown(label));
        }
    }

    #[test]
    fn mermaid_shows_the_words_of_each_threat_of_a_tree(words in prop::collection::vec(name(), 3)) {
        let mut session = Session::new(uuid::Uuid::nil(), "T".into(), SessionKind::Meeting, at(0));
        for text in words {
            let text = Text::from(text);
            prop_assume!(!text.is_empty());
            session.apply(&Edit::Add(New::threat(&*text, FourQuestion::GoWrong)), at(1)).unwrap();
        }
        let rests = RestsOn { gate: Gate::One, of: vec![ThreatId(2), ThreatId(3)] };
        session.apply(&Edit::Set(ThreatId(1).into(), Field::RestsOn(Some(rests))), at(2)).unwrap();
        let chart = render(Format::TREES, &session, &options(Names::Full));
        for threat in &session.threats {
            let label = label(&chart, &threat.id.to_string());
            let begins = plain(&format!("{} {}", threat.id, threat.text));
            let found = shown(label);
            prop_assert!(found.as_ref().is_ok_and(|found| found.starts_with(&begins)), "{:?} {}", found, label);
        }
    }
}

#[test]
fn the_reader_sees_what_a_line_break_does_to_codes() {
    assert_eq!(shown("#42;bank#42;"), Ok("*bank*".to_owned()));
    assert!(shown("#42;bank#42;<br/>out of scope: theirs").is_err());
    assert!(shown("1. bank").is_err());
    assert!(shown("[bank](x)").is_err());
}
