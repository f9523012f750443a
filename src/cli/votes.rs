//! Votes from a script: numbers in the order of the list, or ballots as a chat has them.

use crate::domain::{Session, SessionKind, Stamp, Voting, counted};
use crate::parse::votes;
use crate::shell::own;

/// The votes that the words of `threatboard set FILE session votes` stand for: `7 6 0`, one number for each threat
/// that is neither deferred nor ruled out, or lines such as `Ana: 1 4 4 9`. On a whiteboard they are for the heaps and
/// lines of the last lunch, in the order in which they stand there.
///
/// # Errors
/// What is missing or not understood: no one looks at a script's votes before they count.
pub(super) fn read(session: &Session, words: &str, now: Stamp) -> Result<Voting, String> {
    let (limits, ..) = own::for_checks()?;
    let since = session.lunch_day();
    let candidates = session.candidates(since);
    let (one, several) = session.candidate_words(&candidates);
    let mut voting = Voting::begun(limits.voting.per_person(candidates.len()), now);
    let hands: Result<Vec<u32>, _> = words.split_whitespace().map(str::parse).collect();
    if let Ok(hands) = hands {
        if hands.len() != candidates.len() {
            let is = if hands.len() == 1 { "is" } else { "are" };
            let what = if candidates.len() == 1 { one } else { several };
            return Err(format!(
                "There {is} {} for {} {what}. Give one number per {one}, in the order of the list.",
                counted(hands.len(), "number"),
                candidates.len()
            ));
        }
        for (candidate, count) in candidates.iter().zip(hands) {
            voting.add_hands(candidate, count);
        }
        return Ok(voting);
    }
    let read = votes::ballots(words, session, since, voting.per_person);
    let how = match session.kind {
        SessionKind::Whiteboard => {
            "Write a ballot as a line such as Ana: 1 4 4 9, with the numbers on the whiteboard."
        }
        _ => "Write a ballot as a line such as Ana: 1 4 4 9, or Ana: T1, T4.",
    };
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
