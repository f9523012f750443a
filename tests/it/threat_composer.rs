//! A Threat Composer workspace as the keys of a facilitator who types it in from the start screen, and as what the
//! session must hold afterwards. Content that no one here wrote finds the mistakes that our own examples do not.

mod holds;
mod typist;

use std::path::{Path, PathBuf};

use serde::Deserialize;
use threatboard::domain::text::clean;
use threatboard::domain::{ResponseKind, Severity, Stride};

pub(crate) use holds::assert_held;
pub(crate) use typist::{Typed, keys};

/// A workspace, as far as a meeting has a place for it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Workspace {
    #[serde(default)]
    application_info: ApplicationInfo,
    threats: Vec<Threat>,
    mitigations: Vec<Mitigation>,
    #[serde(default)]
    assumptions: Vec<Assumption>,
    #[serde(default)]
    mitigation_links: Vec<MitigationLink>,
    #[serde(default)]
    assumption_links: Vec<AssumptionLink>,
}

#[derive(Default, Deserialize)]
struct ApplicationInfo {
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
struct Threat {
    id: String,
    #[serde(default)]
    statement: String,
    #[serde(default, rename = "threatSource")]
    source: String,
    #[serde(default)]
    prerequisites: String,
    #[serde(default, rename = "threatAction")]
    action: String,
    #[serde(default, rename = "threatImpact")]
    impact: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    metadata: Vec<Metadata>,
    status: Option<String>,
}

#[derive(Deserialize)]
struct Metadata {
    key: String,
    value: serde_json::Value,
}

#[derive(Deserialize)]
struct Mitigation {
    id: String,
    content: String,
    status: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Deserialize)]
struct Assumption {
    id: String,
    content: String,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MitigationLink {
    mitigation_id: String,
    linked_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AssumptionLink {
    assumption_id: String,
    linked_id: String,
}

/// The words of a text, as a line that is typed has them: without breaks, tabs or doubled blanks.
fn words(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn number(len: usize) -> u32 {
    u32::try_from(len).expect("a list that fits into a meeting")
}

impl Threat {
    fn text(&self) -> String {
        if !words(&self.statement).is_empty() {
            return words(&self.statement);
        }
        let mut text = format!("{} {} can {}", self.source, self.prerequisites, self.action);
        if !self.impact.is_empty() {
            text = format!("{text}, which leads to {}", self.impact);
        }
        words(&text)
    }

    fn values(&self, key: &str) -> Vec<String> {
        self.metadata
            .iter()
            .filter(|m| m.key == key)
            .flat_map(|m| match &m.value {
                serde_json::Value::Array(all) => all.clone(),
                one => vec![one.clone()],
            })
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect()
    }

    fn stride(&self) -> Vec<Stride> {
        let mut found = Vec::new();
        for value in self.values("STRIDE") {
            let stride = Stride::ALL
                .into_iter()
                .find(|s| value.starts_with(s.letter()));
            if let Some(stride) = stride.filter(|s| !found.contains(s)) {
                found.push(stride);
            }
        }
        found
    }

    fn severity(&self) -> Option<Severity> {
        let priority = self.values("Priority");
        Severity::ALL
            .into_iter()
            .find(|s| priority.iter().any(|p| p.to_lowercase() == s.words()))
    }

    /// A token is one word.
    fn references(&self) -> Vec<String> {
        self.tags
            .iter()
            .map(|tag| {
                words(tag)
                    .replace(' ', "-")
                    .trim_start_matches('=')
                    .to_owned()
            })
            .filter(|tag| !tag.is_empty())
            .collect()
    }

    fn response(&self) -> Option<ResponseKind> {
        match self.status.as_deref() {
            Some("threatResolved") => Some(ResponseKind::Reduce),
            Some("threatResolvedNotUseful") => Some(ResponseKind::NotApplicable),
            _ => None,
        }
    }
}

/// The models to type in: what `THREATBOARD_CORPUS` names (a file or a folder), else the corpus beside the checkout.
pub(crate) fn models() -> Vec<PathBuf> {
    let given = std::env::var_os("THREATBOARD_CORPUS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let root = given.unwrap_or(beside);
    let mut found = Vec::new();
    gather(&root, &mut found);
    found.sort();
    assert!(
        !found.is_empty(),
        "there is no .json file in {root:?}: set THREATBOARD_CORPUS to a file or a folder with Threat Composer workspaces"
    );
    found
}

fn gather(path: &Path, found: &mut Vec<PathBuf>) {
    let json = path.extension().is_some_and(|ending| ending == "json");
    if path.is_file() && json {
        found.push(path.to_owned());
    }
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        gather(&entry.path(), found);
    }
}
