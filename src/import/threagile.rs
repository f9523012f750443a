//! Threagile's `threagile.yaml`: its questions with their answers, and of the rest what a session has a place for.
//!
//! The title, questions (an empty answer is an open question), abuse cases and individually identified risks as threats
//! (a risk category's mitigation with them), technical assets as elements, trust boundaries as zones and communication
//! links as flows, data assets and what technical assets need as assets. Everything else is left out and counted: tags, risk
//! tracking, technical details. Found again by
//! their texts and ids, so that importing a changed model adds what is new.

pub(crate) mod assets;
mod risks;
mod system;

use serde_json::Value;

use super::yaml::{self, Node};
use super::{Draft, ImportError, MAX_BYTES, Source};
use crate::domain::{LIMITS, Origin, QuestionState, Text};

/// The format's name, also of the export.
pub(crate) const NAME: &str = "threagile";

/// Parts of a model that have no place here.
const LEFT_OUT: [&str; 11] = [
    "application_description",
    "author",
    "business_criticality",
    "business_overview",
    "contributors",
    "management_summary_comment",
    "risk_tracking",
    "security_requirements",
    "shared_runtimes",
    "tags_available",
    "technical_overview",
];

/// All about it.
pub(super) const SOURCE: Source = Source {
    name: NAME,
    describes: "a Threagile model: questions, system and risks",
    endings: &["threagile.yaml", ".yaml", ".yml"],
    prose: false,
    looks,
    read,
};

fn looks(text: &str) -> bool {
    const FIRST: [&str; 3] = ["threagile_version:", "questions:", "technical_assets:"];
    text.trim_start_matches('\u{feff}')
        .lines()
        .any(|line| FIRST.iter().any(|word| line.starts_with(word)))
}

fn read(text: &str) -> Result<Draft, ImportError> {
    if text.len() > MAX_BYTES {
        return Err(ImportError::whole(
            "The file is larger than 50 MB. Split the model into included files.",
        ));
    }
    let text = text.trim_start_matches('\u{feff}');
    let model = yaml::parse(text)?;
    if matches!(model, Node::Null) {
        return Err(ImportError::whole(
            "The file is empty. A Threagile model starts with `threagile_version:`.",
        ));
    }
    let Some(parts) = model.map() else {
        return Err(ImportError::at(
            1,
            1,
            "A Threagile model is a list of `name: value`. Start it with `threagile_version:`.",
        ));
    };
    let mut draft = Draft::new("A Threagile model");
    let title = Text::from(plain(model.get("title").text()));
    if !title.is_empty() && title.len() <= LIMITS.title {
        draft.session.title = title;
    }
    for (name, part) in parts {
        match name.as_str() {
            "questions" => questions(part, text, &mut draft)?,
            "includes" => (0..part.len()).for_each(|_| {
                draft.leave_out("included file", "is a separate file; import it too");
            }),
            "threagile_version"
            | "title"
            | "date"
            | "abuse_cases"
            | "data_assets"
            | "technical_assets"
            | "trust_boundaries"
            | "individual_risk_categories" => {}
            known if LEFT_OUT.contains(&known) => (0..part.len()).for_each(|_| {
                draft.leave_out(format!("entry of {known}"), "has no field here");
            }),
            _ if part.is_nothing() => {}
            _ => draft.leave_out("other part of the model", "has no field here"),
        }
    }
    let names = system::take(&model, &mut draft);
    risks::take(&model, &names, &mut draft);
    if draft.session.counters == crate::domain::Counters::default() {
        return Err(ImportError::whole(
            "This model has no question, asset or risk. Start with `questions:`, each as `question: answer`.",
        ));
    }
    Ok(draft)
}

fn questions(part: &Node, text: &str, draft: &mut Draft) -> Result<(), ImportError> {
    let Some(all) = part.map() else {
        if part.is_nothing() {
            return Ok(());
        }
        let line = text.lines().position(|line| line.starts_with("questions:"));
        return Err(ImportError::at(
            line.map_or(0, |line| line + 1),
            0,
            "`questions` is not a list of `question: answer`. Write each that way, with \"\" where the answer is unknown.",
        ));
    };
    for (raw, answer) in all {
        let name = plain(raw);
        let words = draft.words(&name, "question");
        if words.is_empty() {
            draft.leave_out("question", "has no text");
            continue;
        }
        if answer.map().is_some() || answer.list().is_some() {
            draft.leave_out("answer", "is not text");
        }
        let answer = draft.words(&plain(answer.text()), "answer");
        let Some(question) = draft.question(words) else {
            continue;
        };
        question.origin = Some(Box::new(origin("question", &name)));
        if !answer.is_empty() {
            (question.state, question.answer) = (QuestionState::Answered, answer);
        }
    }
    Ok(())
}

/// Where an item came from. Nothing is kept of it but its name: a model is written by hand and is not written back.
fn origin(kind: &str, name: &str) -> Origin {
    Origin {
        format: NAME.into(),
        id: Text::from(format!("{kind}/{name}")),
        value: Value::Null,
    }
}

/// Words without the little HTML that Threagile's reports show: `<b>Risk</b> at <b>Server</b>`.
pub(super) fn plain(html: &str) -> String {
    const TAGS: [&str; 12] = [
        "a", "b", "br", "code", "em", "i", "li", "p", "span", "strong", "u", "ul",
    ];
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(place) = rest.find('<') {
        let (before, from) = rest.split_at(place);
        out.push_str(before);
        let inner = from.trim_start_matches('<').trim_start_matches('/');
        let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        // A tag ends soon: else each `<` of a hostile text would look through all of it.
        let end = from.bytes().take(300).position(|b| b == b'>');
        match end.filter(|_| TAGS.contains(&name.as_str())) {
            Some(end) => {
                if matches!(name.as_str(), "br" | "li" | "p") {
                    out.push(' ');
                }
                rest = from.get(end + 1..).unwrap_or_default();
            }
            None => {
                out.push('<');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    for (entity, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, sign);
    }
    out
}
