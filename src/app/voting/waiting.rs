//! Ballots that came in on sheets or in plain words: no one is shown them before the result.

use crate::app::state::App;
use crate::domain::{AgendaStep, Answers, Ballot, Moment, Session, Text};
use crate::parse::votes;

/// Whether it is the step of the vote, or ballots came in and wait.
pub(super) fn is_due(app: &App) -> bool {
    let waits = app
        .session()
        .is_some_and(|session| waiting(session).next().is_some());
    app.step() == Some(AgendaStep::Vote) || waits
}

/// Ballots that came in on sheets or in plain words, and that no one is shown before the result.
pub fn waiting(session: &Session) -> impl Iterator<Item = &Answers> {
    let answers = session.answers_to(session.sheet_id(Moment::Vote));
    answers.filter(|answers| !answers.votes.is_empty())
}

/// The same ballots with those that waited, and the sheet on which these were given. Whoever wrote a ballot into the
/// chat afterwards has changed their mind. The number is how many votes do not count.
pub(super) fn with_waiting(
    app: &App,
    mut ballots: Vec<Ballot>,
    per_person: u32,
) -> (Text, Vec<Ballot>, usize) {
    let mut left_out = 0;
    let Some(session) = app.session() else {
        return (Text::default(), ballots, left_out);
    };
    let since = app.wall_since();
    let mut sheet = Text::default();
    for answers in waiting(session) {
        sheet = answers.sheet.clone();
        if ballots.iter().all(|ballot| ballot.who != Some(answers.who)) {
            let labels = &answers.votes;
            let ballot = votes::ballot_of(session, since, answers.who, labels, per_person);
            let counted = ballot.votes.len() + ballot.lines.len() + ballot.heaps.len();
            left_out += labels.len().saturating_sub(counted);
            ballots.push(ballot);
        }
    }
    (sheet, ballots, left_out)
}
