//! What is still open, said in words instead of keeping the page back.

use super::cuts;
use crate::domain::ItemId;
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::view::View;
use crate::facts::{Open, ReturnGap};

/// How many items a line names; the rest is counted, and stands elsewhere on the page.
pub(in crate::export) const NAMED: usize = 3;

/// What has to be looked at again, each with the reason.
const AGAIN: &str = "To look at again";

/// Said where nothing is open.
pub(in crate::export) const NOTHING: &str = "No action, question or assumption is open.";

/// Something that is still open.
pub(in crate::export) struct Gap {
    /// What is open, in words.
    pub(in crate::export) what: &'static str,
    /// Where; nothing for what the session as a whole lacks.
    pub(in crate::export) ids: Vec<ItemId>,
    /// Only how many there are is said, as they are a list of their own.
    pub(in crate::export) only_counted: bool,
}

impl Gap {
    /// Those that a line names, and how many it does not.
    pub(in crate::export) fn named(&self) -> (&[ItemId], usize) {
        // To count a single one takes as much room as to name it.
        let most = if self.ids.len() == NAMED + 1 {
            NAMED + 1
        } else {
            NAMED
        };
        let (named, rest) = self.ids.split_at(most.min(self.ids.len()));
        (named, rest.len())
    }
}

/// One line for each kind of thing that is open, naming the items in words.
pub(super) fn lines(view: &View) -> Vec<String> {
    let found = found(view);
    if found.is_empty() {
        return vec![NOTHING.to_owned()];
    }
    found.iter().map(|gap| line(view, gap)).collect()
}

/// `- Assumptions not confirmed: Partner keys rotate (S1); Support cannot refund (S2)`.
fn line(view: &View, gap: &Gap) -> String {
    if gap.ids.is_empty() {
        return format!("- {}", phrase::sentence(gap.what));
    }
    if gap.only_counted {
        return format!("- {}: {}", gap.what, gap.ids.len());
    }
    let (named, rest) = gap.named();
    let items = named.iter().map(|id| {
        let why = why(view, gap, *id).map(|why| format!(": {}", escape(&why)));
        item(view, *id) + &why.unwrap_or_default()
    });
    let mut items: Vec<String> = items.collect();
    if rest > 0 {
        items.push(format!("and {rest} more"));
    }
    format!("- {}: {}", gap.what, items.join("; "))
}

/// Why an item of a gap has to be looked at again.
pub(in crate::export) fn why(view: &View, gap: &Gap, id: ItemId) -> Option<String> {
    let words = view.session.look_again_words(id, view.today);
    words.filter(|_| gap.what == AGAIN)
}

/// `Ask the partner (A2, Flo)`.
fn item(view: &View, id: ItemId) -> String {
    let words = escape(&view.words(id));
    let owner = match id {
        ItemId::Action(id) => {
            let action = view.session.actions.iter().find(|a| a.id == id);
            action.and_then(|a| a.owner)
        }
        ItemId::Question(id) => {
            let question = view.session.questions.iter().find(|q| q.id == id);
            question.and_then(|q| q.owner)
        }
        _ => None,
    };
    match view.label_md(owner) {
        Some(who) => format!("{} ({id}, {who})", phrase::stem(&words)),
        None => format!("{} ({id})", phrase::stem(&words)),
    }
}

/// Everything that is still open, what matters most first: what the key that wraps up says, too.
pub(in crate::export) fn found(view: &View) -> Vec<Gap> {
    let cut = cuts::of(view.audience);
    let word = |usual, plain| if cut.plain { plain } else { usual };
    let open = view.facts().still_open().into_iter();
    open.map(|(open, ids)| Gap {
        what: match open {
            Open::NoScope => "Nothing is in scope yet",
            Open::NoThreats => word("No threats yet", "No risks yet"),
            Open::HighThreats => word(
                "High threats without a response",
                "High risks without a decision",
            ),
            Open::LookAgain => AGAIN,
            Open::Undecided => word(
                "Other threats with nothing decided",
                "Other risks with nothing decided",
            ),
            Open::Unreasoned => "Decisions without a reason",
            Open::Unnamed => "Decisions without a decision maker",
            Open::Unowned => "Actions without an owner",
            Open::Undated => "Actions without a date",
            Open::NotAgreed => "Actions not agreed by their owner",
            Open::Late => "Actions overdue",
            Open::Actions => "Actions to do",
            Open::UnownedQuestions => "Questions without an owner",
            Open::Questions => "Open questions",
            Open::Assumptions => word("Assumptions not confirmed", "Assumed and not checked"),
            Open::UndatedDeferrals => "Deferred without a date",
            Open::Review(ReturnGap::None) => "No review planned",
            Open::Review(ReturnGap::Over(_)) => "The review date has passed",
        },
        ids,
        only_counted: open == Open::Actions,
    })
    .collect()
}
