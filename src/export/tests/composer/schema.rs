//! The limits of the published schema, written down again by hand, so that they are checked where the schema is not
//! at hand. `tests/it/workspaces.rs` asks the schema itself.

use serde_json::{Map, Value};

/// What does not fit, each with its place.
pub(super) fn faults(file: &Value) -> Vec<String> {
    let mut check = Check(Vec::new());
    check.file(file);
    check.0
}

struct Check(Vec<String>);

/// Characters as the schema counts them, and UTF-16 units as the program counts them.
fn longer(text: &str, max: usize) -> bool {
    text.chars().count() > max || text.encode_utf16().count() > max
}

impl Check {
    fn fault(&mut self, place: &str, what: &str) {
        self.0.push(format!("{place} {what}"));
    }

    fn object<'a>(
        &mut self,
        place: &str,
        value: &'a Value,
        keys: &[&str],
        must: &[&str],
    ) -> Option<&'a Map<String, Value>> {
        let Some(map) = value.as_object() else {
            self.fault(place, "is no object");
            return None;
        };
        for key in map.keys().filter(|key| !keys.contains(&key.as_str())) {
            self.fault(place, &format!("has {key}"));
        }
        for key in must.iter().filter(|key| !map.contains_key(**key)) {
            self.fault(place, &format!("has no {key}"));
        }
        Some(map)
    }

    fn text(&mut self, place: &str, value: Option<&Value>, max: usize) {
        match value.map(|value| value.as_str()) {
            None => {}
            Some(Some(text)) if !longer(text, max) => {}
            _ => self.fault(place, &format!("is no text of at most {max}")),
        }
    }

    fn texts(&mut self, place: &str, value: Option<&Value>, max: usize) {
        match value.map(|value| value.as_array()) {
            None => {}
            Some(Some(list)) => list
                .iter()
                .for_each(|text| self.text(place, Some(text), max)),
            Some(None) => self.fault(place, "is no list"),
        }
    }

    fn word(&mut self, place: &str, value: Option<&Value>, words: &[&str]) {
        if value.is_some_and(|value| !value.as_str().is_some_and(|word| words.contains(&word))) {
            self.fault(place, "is no known word");
        }
    }

    fn list(&mut self, file: &Map<String, Value>, key: &str, check: fn(&mut Self, &str, &Value)) {
        match file.get(key).map(|value| value.as_array()) {
            None => {}
            Some(Some(list)) => list.iter().for_each(|value| check(self, key, value)),
            Some(None) => self.fault(key, "is no list"),
        }
    }

    fn file(&mut self, file: &Value) {
        let keys = [
            "schema",
            "applicationInfo",
            "architecture",
            "dataflow",
            "assumptions",
            "mitigations",
            "assumptionLinks",
            "mitigationLinks",
            "threats",
            "brainstorm",
        ];
        let Some(file) = self.object("file", file, &keys, &["schema"]) else {
            return;
        };
        if !file
            .get("schema")
            .and_then(Value::as_f64)
            .is_some_and(|n| n <= 1.0)
        {
            self.fault("schema", "is not 1");
        }
        if let Some(info) = file.get("applicationInfo")
            && let Some(info) = self.object("applicationInfo", info, &["name", "description"], &[])
        {
            self.text("name", info.get("name"), 200);
            self.text("description", info.get("description"), 100_000);
        }
        for key in ["architecture", "dataflow"] {
            if let Some(part) = file.get(key)
                && let Some(part) = self.object(key, part, &["description", "image"], &[])
            {
                self.text(key, part.get("description"), 100_000);
                self.text(key, part.get("image"), usize::MAX);
            }
        }
        self.list(file, "threats", Self::threat);
        self.list(file, "mitigations", Self::mitigation);
        self.list(file, "assumptions", Self::assumption);
        self.list(file, "mitigationLinks", |check, key, link| {
            let keys = ["mitigationId", "linkedId"];
            check.link(key, link, &keys);
        });
        self.list(file, "assumptionLinks", |check, key, link| {
            let keys = ["assumptionId", "linkedId", "type"];
            check.link(key, link, &keys);
            check.word("type", link.get("type"), &["Mitigation", "Threat"]);
        });
    }

    fn link(&mut self, key: &str, link: &Value, keys: &[&str]) {
        let Some(link) = self.object(key, link, keys, keys) else {
            return;
        };
        for (name, id) in link.iter().filter(|(name, _)| *name != "type") {
            if id.as_str().is_none_or(|id| id.chars().count() != 36) {
                self.fault(key, &format!("has a {name} that is not 36 long: {id}"));
            }
        }
    }

    fn item(&mut self, place: &str, item: &Map<String, Value>, packs: &[(&str, usize)]) {
        self.text(place, item.get("id"), 36);
        for key in ["numericId", "displayOrder"] {
            if item.get(key).is_some_and(|number| !number.is_number()) {
                self.fault(place, key);
            }
        }
        self.texts(place, item.get("tags"), 30);
        let tags = item.get("tags").and_then(Value::as_array);
        if tags
            .into_iter()
            .flatten()
            .any(|tag| tag.as_str() == Some(""))
        {
            self.fault(place, "has an empty tag");
        }
        let entries = item.get("metadata").and_then(Value::as_array);
        for entry in entries.into_iter().flatten() {
            let keys = ["key", "value"];
            let Some(entry) = self.object("entry", entry, &keys, &keys) else {
                continue;
            };
            let value = entry.get("value");
            match entry.get("key").and_then(Value::as_str).unwrap_or_default() {
                "Comments" => self.text("Comments", value, 1000),
                key if key.starts_with("custom:") => {
                    if longer(key, 50) {
                        self.fault("entry", "has a long key");
                    }
                    if !value.is_some_and(Value::is_string) {
                        self.texts("custom", value, usize::MAX);
                    }
                }
                "Priority" if place == "threats" => {
                    self.word("Priority", value, &["High", "Medium", "Low"])
                }
                "STRIDE" if place == "threats" => {
                    let list = value.and_then(Value::as_array);
                    let fits = list.is_some_and(|list| {
                        list.iter().all(|s| {
                            s.as_str()
                                .is_some_and(|s| ["S", "T", "R", "I", "D", "E"].contains(&s))
                        })
                    });
                    if !fits {
                        self.fault(place, "has no STRIDE");
                    }
                }
                "source" if place == "threats" => self.word("source", value, &["threatPack"]),
                "source" if place == "mitigations" => {
                    self.word("source", value, &["mitigationPack"])
                }
                key => match packs.iter().find(|(name, _)| *name == key) {
                    Some((_, max)) => self.text(key, value, *max),
                    None => self.fault(place, &format!("has the entry {key}")),
                },
            }
        }
    }

    fn threat(&mut self, place: &str, value: &Value) {
        let keys = [
            "id",
            "numericId",
            "displayOrder",
            "metadata",
            "tags",
            "threatSource",
            "prerequisites",
            "threatAction",
            "threatImpact",
            "impactedGoal",
            "impactedAssets",
            "statement",
            "customTemplate",
            "status",
        ];
        let Some(item) = self.object(place, value, &keys, &["id", "numericId"]) else {
            return;
        };
        for key in [
            "threatSource",
            "prerequisites",
            "threatAction",
            "threatImpact",
            "customTemplate",
        ] {
            self.text(key, item.get(key), 200);
        }
        for key in ["impactedGoal", "impactedAssets"] {
            self.texts(key, item.get(key), 200);
        }
        self.text("statement", item.get("statement"), 1400);
        let words = [
            "threatIdentified",
            "threatResolved",
            "threatResolvedNotUseful",
        ];
        self.word("status", item.get("status"), &words);
        let packs = [
            ("threatPackId", 30),
            ("threatPackThreatId", 36),
            ("threatPackMitigationCandidateId", 36),
        ];
        self.item(place, item, &packs);
    }

    fn mitigation(&mut self, place: &str, value: &Value) {
        let keys = [
            "id",
            "numericId",
            "displayOrder",
            "metadata",
            "tags",
            "content",
            "status",
        ];
        let must = ["id", "numericId", "content"];
        let Some(item) = self.object(place, value, &keys, &must) else {
            return;
        };
        self.text("content", item.get("content"), 1000);
        let words = [
            "mitigationIdentified",
            "mitigationInProgress",
            "mitigationResolved",
            "mitigationResolvedWillNotAction",
        ];
        self.word("status", item.get("status"), &words);
        self.item(
            place,
            item,
            &[("mitigationPackId", 30), ("mitigationPackMitigationId", 36)],
        );
    }

    fn assumption(&mut self, place: &str, value: &Value) {
        let keys = [
            "id",
            "numericId",
            "displayOrder",
            "metadata",
            "tags",
            "content",
        ];
        let must = ["id", "numericId", "content"];
        let Some(item) = self.object(place, value, &keys, &must) else {
            return;
        };
        self.text("content", item.get("content"), 1000);
        self.item(place, item, &[]);
    }
}
