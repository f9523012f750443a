//! What can be done with a form that is filled in.

use super::{Move, completions_among};
use crate::domain::{ActionId, ActionStatus, Edit, Field, Session, SessionKind};
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::parse::one;
use crate::screens::choice::Choice;
use crate::screens::{Deed, Look, home};

/// What a verb does with the next step, or with the form as a whole.
pub(super) fn means(look: &Look<'_>, verb: Verb) -> Deed {
    let acts = [
        Verb::CopyThreat,
        Verb::Attach,
        Verb::Finished,
        Verb::Revisit,
        Verb::Owner,
        Verb::GoExport,
        Verb::ForTwo,
    ];
    // What is typed as if a box were open does nothing in a file that someone else has open.
    if look.held && acts.contains(&verb) {
        return Deed::Form(Move::ReadOnly);
    }
    let step = next_step(look.session);
    match (verb, step) {
        (Verb::CopyThreat, _) => Deed::Form(Move::Copy),
        (Verb::Revisit, _) => Deed::Form(Move::LookAgain),
        (Verb::OpenEarlier, _) => Deed::Form(Move::OpenEarlier),
        (Verb::Article, _) => Deed::Form(Move::Article),
        (Verb::ForTwo, _) => Deed::Form(Move::ForTwo),
        (Verb::Examples, _) => Deed::Form(Move::Examples),
        (Verb::Attach, _) if look.session.threats.is_empty() => {
            Deed::Say("Nothing to attach yet: say first whether it affects us.".into())
        }
        (Verb::Finished | Verb::Owner, None) => {
            Deed::Say("No open next step. Go to its field to add one.".into())
        }
        (Verb::Finished, Some(id)) => {
            let done = Field::ActionStatus(ActionStatus::Done);
            Deed::Make(Edit::Set(id.into(), done), None)
        }
        (Verb::Owner, Some(id)) if look.session.participants.is_empty() => {
            Deed::line(Bar::new(&table::ONE_OWNER, Some(id.into())))
        }
        (Verb::Owner, Some(id)) => Deed::Choose(Choice::Owner(id.into())),
        _ => Deed::Usual,
    }
}

/// The next step that is open.
pub fn next_step(session: &Session) -> Option<ActionId> {
    one::last_step(session, ActionStatus::Open).map(|action| action.id)
}

/// The models that a threat can be attached to, whose title fits what was typed; those that share a title by their paths.
pub fn models<'a>(home: &'a home::State, typed: &str) -> Vec<&'a str> {
    let meetings = home.recents.iter().flatten();
    let meetings = meetings.filter(|recent| recent.kind == Some(SessionKind::Meeting));
    let titles = completions_among(meetings.clone().map(|recent| recent.title.as_str()), typed);
    let called = |title: &'a str| {
        let called = meetings.clone().filter(move |recent| recent.title == title);
        let called: Vec<&str> = called.map(|recent| recent.path.as_str()).collect();
        if called.len() > 1 {
            called
        } else {
            vec![title]
        }
    };
    titles.into_iter().flat_map(called).collect()
}
