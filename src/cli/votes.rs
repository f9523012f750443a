//! Votes from a script: numbers in the order of the list, or ballots as a chat has them.

use crate::domain::{Session, Stamp, ThreatId, Voting};
use crate::parse::votes;
use crate::shell::own;

/// The votes that the words of `threatboard set FILE session votes` stand for: `7 6 0`, one number for each threat
/// that is neither deferred nor ruled out, or lines such as `Ana: 1 4 4 9`.
///
/// # Errors
/// What is missing or not understood: no one looks at a script's votes before they count.
pub(super) fn read(session: &Session, words: &str, now: Stamp) -> Result<Voting, String> {
    let (limits, ..) = own::for_checks()?;
    let threats: Vec<ThreatId> = session
        .threats
        .iter()
        .filter(|t| t.is_in_play())
        .map(|t| t.id)
        .collect();
    let mut voting = Voting::begun(limits.voting.per_person(threats.len()), now);
    let hands: Result<Vec<u32>, _> = words.split_whitespace().map(str::parse).collect();
    if let Ok(hands) = hands {
        if hands.len() != threats.len() {
            return Err(format!(
                "There are {} numbers for {} threats. Give one number per threat, in the order of the list.",
                hands.len(),
                threats.len()
            ));
        }
        voting.hands = threats.into_iter().zip(hands).collect();
        return Ok(voting);
    }
    let read = votes::ballots(words, session, None, voting.per_person);
    let how = "Write a ballot as a line such as Ana: 1 4 4 9, or Ana: T1, T4.";
    if let Some(line) = read.not_understood.first() {
        return Err(format!("Not understood: {line}. {how}"));
    }
    if read.beyond > 0 || read.ballots.is_empty() {
        return Err(how.to_owned());
    }
    if !read.notes.is_empty() {
        return Err(read.notes.join(". "));
    }
    voting.ballots = read.ballots;
    Ok(voting)
}
