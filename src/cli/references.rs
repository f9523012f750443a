//! `threatboard references`: what Tab finds in the line for references, for scripts; and the notices of the lists.

use clap::Args;
use serde_json::json;

use super::list::columns;
use super::{Done, Failure};
use crate::catalogue::references::{self, NOTICES};
use crate::domain::Text;

/// How many entries are printed; the last ones fit worst.
const MOST: usize = 50;

const ABOUT: &str = "\
Set what a threat refers to with `threatboard set FILE T3 references \"cwe 79, T1566\"`. docs/references.md says where the \
lists come from.";

/// What may be said after `references`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub(in crate::cli) struct ReferencesArgs {
    /// An id, its start, or words of a name: sql inj, cwe 89, t1566
    #[arg(required_unless_present = "notices")]
    words: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Print the notices of those who own the lists
    #[arg(long, exclusive = true)]
    notices: bool,
}

/// Prints the entries that the words may mean, the likeliest first.
pub(super) fn run(asked: &ReferencesArgs) -> Result<Done, Failure> {
    if asked.notices {
        let all = NOTICES.map(|(list, notice)| format!("{list}\n\n{notice}"));
        return Ok(Done::with(all.join("\n\n")));
    }
    let found = references::fitting(&asked.words.join(" "), MOST);
    if asked.json {
        let ids: Vec<Text> = found.iter().map(|cited| cited.0.into()).collect();
        let text =
            serde_json::to_string_pretty(&references::details(&ids).unwrap_or_else(|| json!([])))
                .map_err(|error| {
                Failure::system(format!("The list could not be written as JSON: {error}."))
            })?;
        return Ok(Done::with(text + "\n"));
    }
    let row = |cited: &references::Cited| {
        let name = cited.full_name().unwrap_or_default();
        vec![cited.0.to_string(), cited.url(), name]
    };
    let rows: Vec<Vec<String>> = found.iter().map(row).collect();
    let mut done = Done::with(columns(&rows));
    if found.is_empty() {
        done.notes
            .push("No entry of CWE, ATT&CK or OWASP Top 10 has these words.".to_owned());
    }
    Ok(done)
}
