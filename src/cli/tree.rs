//! `threatboard tree`: what threats rest on, as text for people and as JSON for programs.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::{Done, Failure};
use crate::areas::tree::lines;
use crate::check::left::ids;
use crate::domain::{Gate, Session, ThreatId};
use crate::risk::{Branch, Model, Stand, roots, stand, tree};
use crate::shell::own;
use crate::store::session;

const ABOUT: &str = "\
Say what a threat rests on with `threatboard set FILE T1 rests-on \"one of T4, T7\"`. A threat that stands in a tree \
several times is printed in full once.";

/// What may be said after `tree`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub(in crate::cli) struct TreeArgs {
    /// The session
    file: PathBuf,
    /// Only the tree of this threat
    threat: Option<ThreatId>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Prints the tree of one threat, or every tree.
pub(super) fn run(asked: &TreeArgs, ascii: bool) -> Result<Done, Failure> {
    let session = session::load(&asked.file)?.session;
    let (scales, mut notes) = own::for_risk();
    let model = Model::of(&session, &scales.conventions);
    let roots = match asked.threat {
        Some(id) => {
            let threat = session.threat(id);
            let threat = threat.ok_or_else(|| Failure::usage(format!("There is no {id} here.")))?;
            vec![threat.id]
        }
        None => roots(&session),
    };
    let trees = roots.iter().map(|root| tree(&session, *root));
    let node = |branch: Branch| (stand(&model, model.now(), branch.threat), branch);
    let trees: Vec<Vec<(Stand, Branch)>> = trees
        .map(|branches| branches.into_iter().map(node).collect())
        .collect();
    if trees.is_empty() {
        notes.push("No threat rests on others yet.".to_owned());
    }
    let out = if asked.json {
        let values = trees.iter().zip(&roots).map(|(nodes, root)| {
            json!({
                "root": root.to_string(),
                "nodes": nodes.iter().map(|node| value(&session, node)).collect::<Vec<_>>(),
            })
        });
        let whole = json!({
            "uuid": session.uuid.to_string(),
            "title": session.title.as_str(),
            "trees": values.collect::<Vec<_>>(),
        });
        let text = serde_json::to_string_pretty(&whole).map_err(|error| {
            Failure::system(format!("The trees could not be written as JSON: {error}."))
        })?;
        format!("{text}\n")
    } else {
        let trees = trees.iter().map(|nodes| {
            let rows = nodes.iter().map(|node| row(&session, node, ascii));
            let rows: String = rows.collect();
            rows + &likelihood_alone(nodes)
        });
        trees.collect::<Vec<_>>().join("\n")
    };
    Ok(Done {
        notes,
        ..Done::with(out)
    })
}

/// `├─ T4 Mailbox taken over (one of 2): high, medium left; cut by M3`.
fn row(session: &Session, (stand, branch): &(Stand, Branch), ascii: bool) -> String {
    let rails = lines(&branch.rails);
    let rails = if ascii { plain(&rails) } else { rails };
    let id = branch.threat;
    if branch.above && branch.rests.is_some() {
        return format!("{rails}{id} (above)\n");
    }
    let words = session.threat(id).map(|threat| threat.text.to_string());
    let gate = match branch.gate() {
        gate if gate.is_empty() => gate,
        gate => format!(" ({gate})"),
    };
    let cut: Vec<String> = stand.cut_by.iter().map(ToString::to_string).collect();
    let cut = if cut.is_empty() {
        String::new()
    } else {
        format!("; cut by {}", cut.join(", "))
    };
    let words = words.unwrap_or_default();
    format!("{rails}{id} {words}{gate}: {}{cut}\n", stand.words())
}

/// Why what rests on a part may stay where it is though less is left of the part.
fn likelihood_alone(nodes: &[(Stand, Branch)]) -> String {
    let parts = nodes.iter().filter(|(stand, branch)| {
        stand.impact_falls && branch.depth() > 0 && !(branch.above && branch.rests.is_some())
    });
    let mut parts: Vec<ThreatId> = parts.map(|(_, branch)| branch.threat).collect();
    parts.sort_unstable();
    parts.dedup();
    if parts.is_empty() {
        return String::new();
    }
    format!(
        "Only steps of likelihood count for what rests on them: what lowers the impact of {} does not.\n",
        ids(&parts)
    )
}

fn plain(lines: &str) -> String {
    let sign = |c| match c {
        '│' => '|',
        '─' => '-',
        '├' | '└' => '+',
        c => c,
    };
    lines.chars().map(sign).collect()
}

fn value(session: &Session, (stand, branch): &(Stand, Branch)) -> Value {
    let rests = branch.rests.as_ref();
    let gate = rests.map(|rests| match rests.gate {
        Gate::All => "all",
        Gate::One => "one",
    });
    let some = |words: &str| (!words.is_empty()).then(|| words.to_owned());
    json!({
        "id": branch.threat.to_string(),
        "depth": branch.depth(),
        "text": session.threat(branch.threat).map(|threat| threat.text.to_string()),
        "gate": gate,
        "parts": rests.into_iter().flat_map(|r| &r.of).map(ToString::to_string).collect::<Vec<_>>(),
        "above": branch.above,
        "rated": some(&stand.rated),
        "from_parts": stand.from_parts,
        "left": some(&stand.left),
        "impact_falls": stand.impact_falls,
        "cut_by": stand.cut_by.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}
