//! Votes by the labels that a sheet or a chat gives them.

use chrono::NaiveDate;

use super::ballots::{Field, Voter};
use crate::domain::{Ballot, ParticipantId, Session, Text};

/// The ballot of someone, by labels, once per vote. What is no longer there is left out, and of too many votes the
/// first ones count.
pub(crate) fn ballot_of(
    session: &Session,
    since: Option<NaiveDate>,
    who: ParticipantId,
    labels: &[Text],
    per_person: u32,
) -> Ballot {
    let field = Field::of(session, since);
    // The name of a heap is one vote, whatever is in it.
    let votes = labels.iter().filter_map(|label| {
        let heap = field.heap(label).map(|heap| vec![heap]);
        heap.or_else(|| field.votes(label))
    });
    let votes = votes.flatten().filter(|vote| !vote.is_unknown());
    let most = usize::try_from(per_person).unwrap_or(usize::MAX);
    Voter::ballot(Some(who), votes.take(most).collect())
}

/// The labels of a line that is nothing but votes: `1 4 4`, `T1, T4`.
pub(crate) fn labels(session: &Session, since: Option<NaiveDate>, line: &str) -> Option<Vec<Text>> {
    let is_number = |word: &str| {
        word.trim_start_matches(['T', 't', '#'])
            .parse::<u32>()
            .is_ok()
    };
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '+'))
        .filter(|word| !word.is_empty())
        .collect();
    let field = Field::of(session, since);
    let are_votes = words.iter().all(|word| is_number(word));
    if words.is_empty() || !are_votes || field.votes(line).is_none() {
        return None;
    }
    Some(words.into_iter().map(Text::new).collect())
}
