//! The keys that type a workspace in, in the order in which a meeting would hear it: title, what is taken for granted,
//! threats, then threat by threat what is done about them.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use threatboard::domain::{ItemId, ResponseKind, Status};

use super::holds::{HeldAssumption, HeldMitigation, HeldThreat, Holds};
use super::{Mitigation, Workspace, number, words};
use crate::terminal::keys::said;

/// A workspace as keys.
pub(crate) struct Typed {
    /// Key scripts, one for every few keys that belong together.
    pub(crate) scripts: Vec<String>,
    /// What must be there afterwards.
    pub(crate) holds: Holds,
    /// Links to something that is not in the workspace.
    pub(crate) dangling: usize,
    /// Tags and comments of items for which a meeting has no place for them.
    pub(crate) left_out: usize,
}

/// The keys that make `text` and nothing else of it: a symbol that would begin a token is doubled.
fn literal(text: &str) -> String {
    let doubled = words(text)
        .split(' ')
        .map(|word| {
            let sign = word.chars().next().filter(|sign| "@>!#%=".contains(*sign));
            let first_two_only = word.chars().count() < 2
                || word.chars().all(|c| Some(c) == sign) && word.chars().count() == 2;
            match sign {
                Some(sign) if !first_two_only => format!("{sign}{word}"),
                _ => word.to_owned(),
            }
        })
        .collect::<Vec<_>>()
        .join(" ");
    said(&doubled)
}

/// Whether a line of nothing but this would be read as ids of items that exist.
fn looks_like_ids(text: &str) -> bool {
    words(text)
        .split([' ', ','])
        .all(|word| word.parse::<ItemId>().is_ok())
}

/// The key that sets a status after `C`, and the status. What was only identified stays as it was written down.
fn status(said: Option<&str>) -> (Option<char>, Status) {
    match said {
        Some("mitigationInProgress") => (Some('w'), Status::InProgress),
        Some("mitigationResolved") => (Some('b'), Status::Implemented),
        Some("mitigationResolvedWillNotAction") => (Some('r'), Status::Rejected),
        _ => (None, Status::CouldDo),
    }
}

/// Turns a workspace into keys. `name` is used as the title of one without a name.
///
/// # Errors
/// Why this is no workspace: not JSON, or without threats and mitigations.
pub(crate) fn keys(json: &str, name: &str) -> Result<Typed, String> {
    let mut workspace: Workspace = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let mut typist = Typist::default();
    // Nothing was said, so there is nothing to type.
    workspace
        .mitigations
        .retain(|m| !words(&m.content).is_empty());
    workspace
        .assumptions
        .retain(|a| !words(&a.content).is_empty());
    workspace.threats.retain(|t| t.text() != "can");
    typist.title(&workspace, name);
    typist.assumptions(&workspace);
    typist.lot(&workspace);
    typist.threats(&workspace);
    typist.mitigations(&workspace);
    typist.answers(&workspace);
    typist.assumption_links(&workspace);
    typist.count_what_is_left_out(&workspace);
    Ok(typist.typed)
}

struct Typist {
    typed: Typed,
    /// Our number of each threat, mitigation and assumption that was typed.
    threat: HashMap<String, u32>,
    mitigation: HashMap<String, u32>,
    assumption: HashMap<String, u32>,
}

impl Default for Typist {
    fn default() -> Self {
        Self {
            typed: Typed {
                scripts: Vec::new(),
                holds: Holds::default(),
                dangling: 0,
                left_out: 0,
            },
            threat: HashMap::new(),
            mitigation: HashMap::new(),
            assumption: HashMap::new(),
        }
    }
}

impl Typist {
    fn keys(&mut self, script: impl Into<String>) {
        self.typed.scripts.push(script.into());
    }

    fn title(&mut self, workspace: &Workspace, name: &str) {
        let title = match words(&workspace.application_info.name) {
            title if title.is_empty() => words(name),
            title => title,
        };
        self.keys(format!(
            "m{}<enter><wait:participants><enter>",
            said(&title)
        ));
        self.keys("<wait:WHAT ARE WE WORKING ON>");
        self.typed.holds.title = title;
    }

    fn assumptions(&mut self, workspace: &Workspace) {
        for (place, assumption) in workspace.assumptions.iter().enumerate() {
            let id = number(place + 1);
            let open = if place == 0 { "A" } else { "" };
            self.keys(format!(
                "{open}{}<enter><wait:+ S{id} added>",
                literal(&assumption.content)
            ));
            self.assumption.insert(assumption.id.clone(), id);
            self.typed.holds.assumptions.push(HeldAssumption {
                text: words(&assumption.content),
                about: BTreeSet::new(),
            });
        }
        if !workspace.assumptions.is_empty() {
            self.keys("<esc>");
        }
    }

    /// In question 1 there is no threat to answer yet, so a mitigation goes to the lot (R49).
    fn lot(&mut self, workspace: &Workspace) {
        let answers_nothing = |m: &&Mitigation| {
            !workspace.mitigation_links.iter().any(|link| {
                link.mitigation_id == m.id
                    && workspace.threats.iter().any(|t| t.id == link.linked_id)
            })
        };
        for mitigation in workspace.mitigations.iter().filter(answers_nothing) {
            let id = self.typed.holds.parked.len() + 1;
            self.keys(format!(
                "m{}<enter><wait:K{id} parked><esc>",
                literal(&mitigation.content)
            ));
            self.typed.holds.parked.push(words(&mitigation.content));
        }
    }

    fn threats(&mut self, workspace: &Workspace) {
        self.keys("2");
        for (place, threat) in workspace.threats.iter().enumerate() {
            let id = number(place + 1);
            let mut tokens = String::new();
            for stride in threat.stride() {
                write!(
                    tokens,
                    " #{}",
                    stride.words().split(' ').next().unwrap_or_default()
                )
                .unwrap();
            }
            if let Some(severity) = threat.severity() {
                write!(tokens, " !{}", severity.words()).unwrap();
            }
            for reference in threat.references() {
                write!(tokens, " ={reference}").unwrap();
            }
            let open = if place == 0 { "t" } else { "" };
            let text = literal(&threat.text());
            self.keys(format!(
                "{open}{text}{}<enter><wait:+ T{id} added>",
                said(&tokens)
            ));
            self.threat.insert(threat.id.clone(), id);
            self.typed.holds.threats.push(HeldThreat {
                text: threat.text(),
                stride: threat.stride(),
                severity: threat.severity(),
                references: threat.references(),
                response: threat.response(),
            });
        }
        self.keys(if workspace.threats.is_empty() {
            "3"
        } else {
            "<esc>3"
        });
    }

    /// Threat by threat, as a room does: what is new is written down, what was said before is linked by its id.
    fn mitigations(&mut self, workspace: &Workspace) {
        for threat in &workspace.threats {
            let on = self.threat[&threat.id];
            let mut seen = BTreeSet::new();
            let mut script = String::new();
            for link in workspace
                .mitigation_links
                .iter()
                .filter(|l| l.linked_id == threat.id)
            {
                let Some(mitigation) = workspace
                    .mitigations
                    .iter()
                    .find(|m| m.id == link.mitigation_id)
                else {
                    continue; // counted below
                };
                if !seen.insert(&mitigation.id) {
                    continue;
                }
                if let Some(known) = self.mitigation.get(&mitigation.id) {
                    write!(script, "«M{known}»<enter><wait:M{known} linked to T{on}>").unwrap();
                    self.typed.holds.mitigations[*known as usize - 1]
                        .threats
                        .insert(on);
                    continue;
                }
                let id = number(self.mitigation.len() + 1);
                self.mitigation.insert(mitigation.id.clone(), id);
                let itself = if looks_like_ids(&mitigation.content) {
                    format!("« >T{on}»")
                } else {
                    String::new()
                };
                write!(
                    script,
                    "{}{itself}<enter><wait:+ M{id} added>",
                    literal(&mitigation.content)
                )
                .unwrap();
                self.typed.holds.mitigations.push(HeldMitigation {
                    text: words(&mitigation.content),
                    threats: BTreeSet::from([on]),
                    status: status(mitigation.status.as_deref()).1,
                });
            }
            if !script.is_empty() {
                self.keys(format!("/«T{on}»<enter>m{script}<esc>"));
            }
        }
        let known = |id: &str| workspace.threats.iter().any(|t| t.id == id);
        let ours = |id: &str| workspace.mitigations.iter().any(|m| m.id == id);
        self.typed.dangling += workspace
            .mitigation_links
            .iter()
            .filter(|l| !known(&l.linked_id) || !ours(&l.mitigation_id))
            .count();
    }

    /// How far each mitigation is, and what is done about each threat.
    fn answers(&mut self, workspace: &Workspace) {
        for mitigation in &workspace.mitigations {
            let Some(id) = self.mitigation.get(&mitigation.id) else {
                continue;
            };
            if let (Some(key), status) = status(mitigation.status.as_deref()) {
                self.keys(format!(
                    "/«M{id}»<enter>C{key}<wait:M{id} is {}>",
                    status.words()
                ));
            }
        }
        for threat in &workspace.threats {
            let id = self.threat[&threat.id];
            match threat.response() {
                Some(ResponseKind::Reduce) => {
                    self.keys(format!("/«T{id}»<enter>rr<wait:T{id}: mitigate>"));
                }
                // Who decided is asked next; the workspace does not say.
                Some(_) => self.keys(format!(
                    "/«T{id}»<enter>rn«not useful»<enter><wait:evidence><enter><wait:T{id} decided by><esc><gone:decided by>"
                )),
                None => {}
            }
        }
    }

    fn assumption_links(&mut self, workspace: &Workspace) {
        let mut done = BTreeSet::new();
        for link in &workspace.assumption_links {
            let Some(assumption) = self.assumption.get(&link.assumption_id).copied() else {
                self.typed.dangling += 1;
                continue;
            };
            let about = match (
                self.threat.get(&link.linked_id),
                self.mitigation.get(&link.linked_id),
            ) {
                (Some(id), _) => format!("T{id}"),
                (_, Some(id)) => format!("M{id}"),
                _ => {
                    self.typed.dangling += 1;
                    continue;
                }
            };
            if done.insert((assumption, about.clone())) {
                self.keys(format!(
                    "/«{about}»<enter>A«S{assumption}»<enter><wait:S{assumption} linked to {about}><esc>"
                ));
                self.typed.holds.assumptions[assumption as usize - 1]
                    .about
                    .insert(about);
            }
        }
    }

    fn count_what_is_left_out(&mut self, workspace: &Workspace) {
        let comments = workspace
            .threats
            .iter()
            .map(|t| t.values("Comments").len())
            .sum::<usize>();
        let tags = workspace
            .mitigations
            .iter()
            .map(|m| m.tags.len())
            .sum::<usize>()
            + workspace
                .assumptions
                .iter()
                .map(|a| a.tags.len())
                .sum::<usize>();
        self.typed.left_out = comments + tags;
    }
}
