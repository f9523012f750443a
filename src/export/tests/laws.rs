//! No export loses an item, whatever it says and whatever it is linked to.

use proptest::prelude::*;
use proptest::sample::select;

use super::escaping::{folded, is_live, nasty, read, still_live};
use super::rich::{at, rich};
use super::{options, render, told_to};
use crate::domain::{
    Edit, Field, ItemId, New, NewAction, NewThreat, NoteKind, ParkedKind, QuestionState,
    ResponseKind, Session, SessionField, Severity, Status, Text, ThreatId,
};
use crate::export::{Audience, Format, Names, one_threat};

/// What nearly every list of items can become: the finished session with every word exchanged.
pub(super) fn hostile() -> impl Strategy<Value = Session> {
    (
        prop::collection::vec(nasty(), 60),
        prop::collection::vec(any::<(u8, u8, u8)>(), 0..40),
    )
        .prop_map(|(words, edits)| {
            let mut session = rich();
            let mut words = words.iter().map(|raw| Text::new(raw)).cycle();
            let mut next = move || words.next().unwrap_or_default();
            let mut ids: Vec<ItemId> = Vec::new();
            ids.extend(session.participants.iter().map(|i| ItemId::from(i.id)));
            ids.extend(session.notes.iter().map(|i| ItemId::from(i.id)));
            ids.extend(session.assumptions.iter().map(|i| ItemId::from(i.id)));
            ids.extend(session.zones.iter().map(|i| ItemId::from(i.id)));
            ids.extend(session.elements.iter().map(|i| ItemId::from(i.id)));
            ids.extend(session.flows.iter().map(|i| ItemId::from(i.id)));
            ids.extend(session.threats.iter().map(|i| ItemId::from(i.id)));
            ids.extend(session.mitigations.iter().map(|i| ItemId::from(i.id)));
            ids.extend(session.questions.iter().map(|i| ItemId::from(i.id)));
            ids.extend(session.actions.iter().map(|i| ItemId::from(i.id)));
            ids.extend(session.parked.iter().map(|i| ItemId::from(i.id)));
            let mut make = |edit: Edit| drop(session.apply(&edit, at(70)));
            make(Edit::Session(SessionField::Title(next())));
            for id in &ids {
                make(Edit::Set(*id, Field::Text(next())));
                make(Edit::Set(*id, Field::Verify(next())));
                make(Edit::Set(*id, Field::BusinessRisk(next())));
                make(Edit::Set(*id, Field::Role(next())));
            }
            for (what, a, b) in edits {
                let pick = |n: u8| ids[usize::from(n) % ids.len()];
                let threat = ThreatId(u32::from(a % 10) + 1);
                make(match what % 12 {
                    0 => Edit::Link(pick(a), pick(b)),
                    1 => Edit::Unlink(pick(a), pick(b)),
                    2 | 3 => Edit::Delete(pick(a)),
                    4 => Edit::Merge(pick(a), pick(b)),
                    5 => Edit::Split(threat, next(), next()),
                    6 => Edit::Set(pick(a), Field::Status(Status::ALL[usize::from(b) % 7])),
                    7 => Edit::Set(
                        pick(a),
                        Field::Severity(Some(Severity::ALL[usize::from(b) % 4])),
                    ),
                    8 => Edit::Defer(vec![threat], next(), None, None),
                    9 => Edit::Add(New::Action(NewAction {
                        text: next(),
                        kind: None,
                        about: vec![pick(a), pick(b)],
                        owner: None,
                        due: None,
                    })),
                    10 => Edit::Add(New::Threat(NewThreat {
                        text: next(),
                        places: Vec::new(),
                        stride: Vec::new(),
                        categories: Vec::new(),
                        speaker: None,
                        severity: None,
                        rated: None,
                        references: vec![next()],
                        found_in: crate::domain::FourQuestion::GoWrong,
                        pack: None,
                    })),
                    _ => Edit::Add(New::Parked {
                        text: next(),
                        kind: ParkedKind::Fix,
                        about: Some(pick(a)),
                        speaker: None,
                    }),
                });
            }
            make(Edit::Add(New::Note(NoteKind::Keep, next())));
            session
        })
}

/// Whether an id stands in the words on its own: `T1` is not in `T12`.
pub(super) fn names(words: &str, id: &str) -> bool {
    words.match_indices(id).any(|(place, _)| {
        let (before, rest) = words.split_at(place);
        let after = rest.strip_prefix(id).unwrap_or(rest);
        let neighbours = [before.chars().next_back(), after.chars().next()];
        neighbours
            .into_iter()
            .flatten()
            .all(|c| !c.is_alphanumeric())
    })
}

/// Id and words of everything that must be on the page.
pub(super) fn items(session: &Session) -> Vec<(String, Text)> {
    let mut all: Vec<(String, Text)> = Vec::new();
    let s = session;
    all.extend(s.threats.iter().map(|i| (i.id.to_string(), i.text.clone())));
    all.extend(
        s.mitigations
            .iter()
            .map(|i| (i.id.to_string(), i.text.clone())),
    );
    all.extend(
        s.questions
            .iter()
            .map(|i| (i.id.to_string(), i.text.clone())),
    );
    all.extend(s.actions.iter().map(|i| (i.id.to_string(), i.text.clone())));
    all.extend(
        s.assumptions
            .iter()
            .map(|i| (i.id.to_string(), i.text.clone())),
    );
    all.extend(
        s.elements
            .iter()
            .map(|i| (i.id.to_string(), i.name.clone())),
    );
    all.extend(s.zones.iter().map(|i| (i.id.to_string(), i.name.clone())));
    all.extend(s.flows.iter().map(|i| (i.id.to_string(), i.data.clone())));
    all.extend(
        s.parked
            .iter()
            .filter(|p| p.used_as.is_none())
            .map(|i| (i.id.to_string(), i.text.clone())),
    );
    all.extend(s.parked.iter().map(|i| (i.id.to_string(), Text::default())));
    all.extend(s.notes.iter().map(|i| (String::new(), i.text.clone())));
    all.extend(
        s.participants
            .iter()
            .map(|i| (String::new(), i.name.clone())),
    );
    for threat in &s.threats {
        all.extend(
            threat
                .merged
                .iter()
                .map(|merged| (merged.id.to_string(), Text::default())),
        );
        all.extend(
            threat
                .also
                .iter()
                .chain(&threat.references)
                .map(|t| (String::new(), t.clone())),
        );
        all.push((String::new(), threat.business_risk.clone()));
        all.extend(
            threat
                .response
                .iter()
                .map(|r| (String::new(), r.reason.clone())),
        );
        all.extend(
            threat
                .deferred
                .iter()
                .map(|d| (String::new(), d.reason.clone())),
        );
    }
    for mitigation in &s.mitigations {
        all.extend(mitigation.also.iter().map(|t| (String::new(), t.clone())));
        if mitigation.status != Status::Rejected {
            all.push((String::new(), mitigation.verify.clone()));
        }
    }
    for question in &s.questions {
        all.extend(question.also.iter().map(|t| (String::new(), t.clone())));
        all.push((String::new(), question.answer.clone()));
    }
    all
}

/// Id and words of what a page must carry.
fn carried(format: Format, s: &Session) -> Vec<(String, Text)> {
    let mut all: Vec<(String, Text)> = Vec::new();
    let mut carry = |list: Vec<(ItemId, &Text)>| {
        let list = list.into_iter();
        all.extend(list.map(|(id, text)| (id.to_string(), text.clone())));
    };
    let open = |q: &&crate::domain::Question| {
        matches!(q.state, QuestionState::Open | QuestionState::Moved)
    };
    let waiting = |p: &&crate::domain::Parked| p.used_as.is_none();
    if format == Format::RESPOND {
        let high = s.threats.iter().filter(|t| {
            let reduced = t
                .response
                .as_ref()
                .is_none_or(|r| r.kind == ResponseKind::Reduce);
            t.severity.is_some_and(Severity::is_high) && t.deferred.is_none() && reduced
        });
        for threat in high {
            carry(vec![(threat.id.into(), &threat.text)]);
            let taken = s
                .mitigations_for(threat.id)
                .filter(|m| m.status != Status::Rejected);
            carry(taken.map(|m| (m.id.into(), &m.text)).collect());
            let asked = s.questions_about(threat.id.into()).filter(open);
            carry(asked.map(|q| (q.id.into(), &q.text)).collect());
        }
        return all;
    }
    if format == Format::QUESTIONS {
        carry(s.questions.iter().map(|q| (q.id.into(), &q.text)).collect());
        carry(
            s.questions
                .iter()
                .map(|q| (q.id.into(), &q.answer))
                .collect(),
        );
        return all;
    }
    carry(s.threats.iter().map(|t| (t.id.into(), &t.text)).collect());
    carry(
        s.mitigations
            .iter()
            .map(|m| (m.id.into(), &m.text))
            .collect(),
    );
    carry(s.flows.iter().map(|f| (f.id.into(), &f.data)).collect());
    carry(s.zones.iter().map(|z| (z.id.into(), &z.name)).collect());
    if format != Format::BOARD {
        carry(
            s.assumptions
                .iter()
                .map(|a| (a.id.into(), &a.text))
                .collect(),
        );
        carry(s.elements.iter().map(|e| (e.id.into(), &e.name)).collect());
    }
    if format == Format::PENTEST {
        carry(
            s.questions
                .iter()
                .filter(open)
                .map(|q| (q.id.into(), &q.text))
                .collect(),
        );
        return all;
    }
    carry(s.questions.iter().map(|q| (q.id.into(), &q.text)).collect());
    carry(s.actions.iter().map(|a| (a.id.into(), &a.text)).collect());
    carry(
        s.parked
            .iter()
            .filter(waiting)
            .map(|p| (p.id.into(), &p.text))
            .collect(),
    );
    all
}

/// A full stop may be taken off where a line goes on.
pub(super) fn core(text: &str) -> String {
    folded(text.strip_suffix('.').unwrap_or(text))
}

/// No words do anything on a page of Markdown that makes only these blocks.
fn is_quiet(page: &str, allowed: &[&str]) -> Result<(), TestCaseError> {
    let found = read(page);
    for node in &found.nodes {
        prop_assert!(allowed.contains(&node.as_str()), "a {} in\n{}", node, page);
    }
    prop_assert_eq!(still_live(&found.prose), None, "in\n{}", page);
    for code in &found.code {
        prop_assert!(is_live(code), "{:?} is code in\n{}", code, page);
    }
    prop_assert!(page.ends_with('\n') && !page.ends_with("\n\n"));
    Ok(())
}

proptest! {
    #[test]
    fn a_summary_loses_no_item(session in hostile(), audience in select(&Audience::ALL[..])) {
        let page = render(Format::SUMMARY, &session, &told_to(audience, Names::Full));
        let words = folded(&read(&page).words);
        for (id, text) in items(&session) {
            prop_assert!(id.is_empty() || names(&words, &id), "{} is not in\n{}", id, page);
            prop_assert!(words.contains(&core(&text)), "{:?} is not in\n{}", text.as_str(), page);
        }
    }

    #[test]
    fn no_page_loses_what_it_is_for(session in hostile()) {
        for format in [Format::QUESTIONS, Format::MINUTES, Format::PENTEST, Format::RESPOND] {
            let page = render(format, &session, &options(Names::Full));
            let words = folded(&read(&page).words);
            for (id, text) in carried(format, &session) {
                prop_assert!(id.is_empty() || names(&words, &id), "{} is not in\n{}", id, page);
                prop_assert!(words.contains(&core(&text)), "{:?} is not in\n{}", text.as_str(), page);
            }
        }
    }

    #[test]
    fn the_board_is_plain_text_and_loses_no_line(session in hostile()) {
        let page = render(Format::BOARD, &session, &options(Names::Full));
        prop_assert!(!page.contains(|c: char| c.is_control() && c != '\n'), "{:?}", page);
        let bare = |words: &str| words.split_whitespace().collect::<String>();
        let words = bare(&page);
        for (_, text) in carried(Format::BOARD, &session) {
            prop_assert!(words.contains(&bare(&core(&text))), "{:?} is not in\n{}", text.as_str(), page);
        }
    }

    #[test]
    fn a_copied_threat_is_whole_and_quiet(session in hostile(), named in select(&Names::ALL[..])) {
        for threat in &session.threats {
            let page = one_threat(&session, threat.id, &options(named)).unwrap().contents;
            is_quiet(&page, &["document", "paragraph", "h2", "list", "item", "strong"])?;
            let words = folded(&read(&page).words);
            let mut all = vec![(threat.id.to_string(), &threat.text)];
            all.extend(session.mitigations_for(threat.id).map(|m| (m.id.to_string(), &m.text)));
            let id = ItemId::from(threat.id);
            all.extend(session.questions_about(id).map(|q| (q.id.to_string(), &q.text)));
            all.extend(session.actions_about(id).map(|a| (a.id.to_string(), &a.text)));
            for (id, text) in all {
                prop_assert!(names(&words, &id), "{} is not in\n{}", id, page);
                prop_assert!(words.contains(&core(text)), "{:?} is not in\n{}", text.as_str(), page);
            }
        }
    }

    #[test]
    fn an_action_list_loses_no_action(session in hostile()) {
        let page = render(Format::ACTIONS, &session, &options(Names::Full));
        let words = folded(&read(&page).words);
        for action in &session.actions {
            prop_assert!(names(&words, &action.id.to_string()), "{} is not in\n{}", action.id, page);
            prop_assert!(words.contains(&core(&action.text)), "{} is not in\n{}", action.text, page);
        }
    }

    #[test]
    fn no_words_act_anywhere_on_a_page(
        session in hostile(),
        audience in select(&Audience::ALL[..]),
        named in select(&Names::ALL[..]),
    ) {
        let blocks = ["document", "paragraph", "h1", "h2", "list", "item", "strong"];
        for (format, more) in [
            (Format::SUMMARY, "codeblock"),
            (Format::ACTIONS, "task"),
            (Format::QUESTIONS, ""),
            (Format::MINUTES, "h3"),
            (Format::PENTEST, ""),
            (Format::RESPOND, ""),
        ] {
            let page = render(format, &session, &told_to(audience, named));
            is_quiet(&page, &[&blocks[..], &[more]].concat())?;
        }
    }

    #[test]
    fn a_table_has_a_row_for_each_action_and_no_formula(session in hostile()) {
        for names in Names::ALL {
            let table = render(Format::ACTIONS_CSV, &session, &options(names));
            let mut reader = csv::Reader::from_reader(table.as_bytes());
            let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
            prop_assert_eq!(head.join(","), "id,what,who,by,why,kind,priority,status,agreed");
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(rows.len(), session.actions.len());
            for (row, action) in rows.iter().zip(&session.actions) {
                prop_assert_eq!(&row[0], action.id.to_string());
                prop_assert_eq!(row[1].strip_prefix('\'').unwrap_or(&row[1]), action.text.strip_prefix('\'').unwrap_or(&action.text));
                for cell in row {
                    prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{:?}", cell);
                }
            }
        }
    }
}
