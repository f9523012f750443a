//! A scan that came before: what it says otherwise now of the candidates that are here.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::Work;
use super::adopt::Names;
use crate::domain::id::ItemId;
use crate::domain::item::{Item, Step};
use crate::domain::origin::Origin;
use crate::domain::session::Session;
use crate::domain::text::Text;
use crate::domain::threat::Severity;

impl Work<'_> {
    /// Notes what a scan says otherwise than the scan before: worse, at more places, or no longer found. What it says
    /// now is kept, so that the next scan is held against this one.
    pub(super) fn scanned_again(&mut self, from: &Session, names: &Names) {
        let theirs: Vec<(ItemId, &Origin)> = candidates(from).collect();
        let tools: HashSet<&str> = theirs.iter().filter_map(|(_, o)| tool(o)).collect();
        if tools.is_empty() {
            return;
        }
        let found: HashMap<&Text, &Origin> = theirs.iter().map(|(_, o)| (&o.id, *o)).collect();
        let known: HashSet<ItemId> = names
            .known
            .iter()
            .filter_map(|id| names.ids.get(id).copied())
            .collect();
        let here: Vec<(ItemId, Origin)> = candidates(self.session)
            .filter(|(_, origin)| tool(origin).is_some_and(|tool| tools.contains(tool)))
            .map(|(id, origin)| (id, origin.clone()))
            .collect();
        for (id, was) in here {
            let now = found.get(&was.id).filter(|_| known.contains(&id));
            let (says, value) = match now {
                Some(now) => (otherwise(&was.value, &now.value), now.value.clone()),
                None if found.contains_key(&was.id) || is_gone(&was.value) => continue,
                None => {
                    let mut value = was.value.clone();
                    if let Some(fields) = value.as_object_mut() {
                        fields.insert("gone".to_owned(), Value::Bool(true));
                    }
                    (Some("The scan does not find it any more".to_owned()), value)
                }
            };
            self.scanned.extend(says.map(|says| (id, says)));
            if value != was.value {
                self.keep_scan(id, Origin { value, ..was });
            }
        }
    }

    /// What a scanner says is no work on the item, so the time of its last change stays.
    fn keep_scan(&mut self, id: ItemId, origin: Origin) {
        let Some(mut item) = self.session.item(id) else {
            return;
        };
        match &mut item {
            Item::Threat(item) => item.origin = Some(Box::new(origin)),
            Item::Parked(item) => item.origin = Some(Box::new(origin)),
            _ => return,
        }
        let step = Step::Replace(Box::new(item));
        self.back.extend(self.session.step(step));
    }
}

/// What came from a scan, and may have been decided about.
fn candidates(session: &Session) -> impl Iterator<Item = (ItemId, &Origin)> {
    let threats = session.threats.iter().map(|i| (i.id.into(), &i.origin));
    let parked = session.parked.iter().map(|i| (i.id.into(), &i.origin));
    let all = threats.chain(parked);
    all.filter_map(|(id, origin)| Some((id, origin.as_deref()?)))
        .filter(|(_, origin)| tool(origin).is_some())
}

/// The scanner that found it.
fn tool(origin: &Origin) -> Option<&str> {
    origin.value.get("results")?;
    origin.value.get("tool")?.as_str()
}

fn is_gone(value: &Value) -> bool {
    value.get("gone").is_some_and(|gone| gone == true)
}

/// What is worse than it was.
fn otherwise(was: &Value, now: &Value) -> Option<String> {
    let severity = |value: &Value| {
        let words = value.get("severity")?.as_str()?;
        Severity::ALL.into_iter().find(|s| s.words() == words)
    };
    let places = |value: &Value| value.get("places").and_then(Value::as_u64);
    let mut says = Vec::new();
    if let (Some(was), Some(now)) = (severity(was), severity(now))
        && now > was
    {
        says.push(format!("{} instead of {}", now.words(), was.words()));
    }
    if let (Some(was), Some(now)) = (places(was), places(now))
        && now > was
    {
        says.push(format!("{now} places instead of {was}"));
    }
    if is_gone(was) {
        says.push("it is found again".to_owned());
    }
    (!says.is_empty()).then(|| format!("The scan says more: {}", says.join(", ")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{
        Edit, Event, FourQuestion, History, New, ParkedKind, SessionField, SessionKind, Stamp,
    };

    fn at() -> Stamp {
        Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
    }

    /// A scan by one tool: each rule with its severity and at how many places it was found.
    fn scan(tool: &str, rules: &[(&str, &str, u64)]) -> Session {
        let mut session = Session::new(Uuid::nil(), "Scan".into(), SessionKind::Meeting, at());
        for (rule, severity, places) in rules {
            let new = New::threat(*rule, FourQuestion::GoWrong);
            session.apply(&Edit::Add(new), at()).unwrap();
            let value = json!({
                "tool": tool, "severity": severity, "results": places, "places": places,
            });
            if let Some(threat) = session.threats.last_mut() {
                threat.origin = Some(Box::new(Origin {
                    format: "sarif".into(),
                    id: format!("{tool}/{rule}").into(),
                    value,
                }));
            }
        }
        session
    }

    #[test]
    fn scan_says_otherwise() {
        let first = scan(
            "lint",
            &[("sqli", "medium", 2), ("xss", "low", 1), ("log", "low", 1)],
        );
        let mut session = Session::new(Uuid::nil(), "Refunds".into(), SessionKind::Meeting, at());
        let mut history = History::default();
        let mut take = |session: &mut Session, from: &Session| {
            let adopt = Edit::Adopt(Box::new(from.clone()));
            history.apply(session, &adopt, at()).unwrap().says
        };
        take(&mut session, &first);
        // The third one was parked.
        let park = New::Parked {
            text: "log".into(),
            kind: ParkedKind::OffTopic,
            about: None,
            speaker: None,
        };
        session.apply(&Edit::Add(park), at()).unwrap();
        let gone = Edit::Delete("T3".parse().unwrap());
        session.parked[0]
            .origin
            .clone_from(&session.threats[2].origin);
        session.apply(&gone, at()).unwrap();
        take(&mut session, &first);
        take(&mut session, &scan("other", &[("sqli", "high", 9)]));
        assert_eq!(
            session.look_again,
            [],
            "the same, and what another tool found"
        );

        let before = session.clone();
        let second = scan("lint", &[("sqli", "high", 5), ("log", "low", 3)]);
        let says = take(&mut session, &second);
        assert_eq!(
            says,
            "Nothing new: 2 items already here; 3 to look at again"
        );
        let looks = |s: &Session| -> Vec<String> {
            assert!(s.look_again.iter().all(|look| look.why == Event::ScanSays));
            let all = s.look_again.iter();
            all.map(|look| format!("{}: {}", look.of, look.reason()))
                .collect()
        };
        assert_eq!(
            looks(&session),
            [
                "T1: The scan says more: high instead of medium, 5 places instead of 2",
                "T2: The scan does not find it any more",
                "K1: The scan says more: 3 places instead of 1",
            ]
        );
        session.validate().unwrap();
        let after = session.clone();
        history.undo(&mut session).unwrap();
        assert_eq!(session, before);
        history.redo(&mut session).unwrap();
        assert_eq!(session, after);
        for of in ["T1", "T2", "K1"] {
            let holds = SessionField::StillHolds(of.parse().unwrap());
            session.apply(&Edit::Session(holds), at()).unwrap();
        }
        assert_eq!(session.look_again, []);
        session.apply(&Edit::Adopt(Box::new(second)), at()).unwrap();
        assert_eq!(session.look_again, [], "what was said is not said again");
        session.apply(&Edit::Adopt(Box::new(first)), at()).unwrap();
        assert_eq!(
            looks(&session),
            ["T2: The scan says more: it is found again"]
        );
    }
}
