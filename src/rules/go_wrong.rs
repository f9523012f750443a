//! Question 2: everything that is said counts, and no single thing takes all the time.

use super::{Moment, Situation};
use crate::catalogue::Stage;
use crate::check::{count, flow};
use crate::domain::{AgendaStep, ItemId, Says, Verb, says};

/// R23: a threat that begins as fixes do.
pub(super) fn reads_like_fix(s: &Situation<'_>) -> Option<Says> {
    let Moment::Changed(Some(ItemId::Threat(id))) = s.moment else {
        return None;
    };
    let threat = s.facts.session.threat(id)?;
    s.catalogue.reads_like_fix(&threat.text).then(|| {
        says![
            "This reads like a fix. To park it instead: ",
            Verb::Undo,
            ", then ",
            Verb::Park
        ]
    })
}

/// R24: what is handled already stays on the list, so that the room sees by what. The sweep asks for nothing of the kind.
pub(super) fn handled_counts(s: &Situation<'_>) -> Option<Says> {
    let is_out = matches!(s.moment, Moment::TakenOut(ItemId::Threat(_)));
    (is_out && s.step != Some(AgendaStep::Sweep))
        .then(|| "Threats already handled still count".into())
}

/// R32: one item, one debate; it can go on later.
pub(super) fn long_on_one(s: &Situation<'_>) -> Option<Says> {
    let id = s.selected?;
    let seconds = s.facts.limits.rules.long_on_one;
    let debatable = matches!(
        id,
        ItemId::Threat(_) | ItemId::Question(_) | ItemId::Assumption(_)
    );
    let long = (s.now - s.since).num_seconds() >= seconds;
    // While the room goes round, whoever's turn it is may think as long as they like.
    let goes_round = s.facts.session.turn().is_some();
    if goes_round && matches!(id, ItemId::Threat(_)) {
        return None;
    }
    (s.clock_runs() && debatable && long).then(|| match id {
        ItemId::Question(_) => {
            says![
                format!("{seconds} seconds on {id}. Press "),
                Verb::Owner,
                " to say who finds out, ",
                Verb::Park,
                " to park the rest."
            ]
        }
        _ => says![
            format!("{seconds} seconds on {id}. Press "),
            Verb::Park,
            " to park it, ",
            Verb::Question,
            " to make it a question."
        ],
    })
}

/// R36: said when question 2 is left: few threats in a whole meeting, or a boundary that no one looked at.
pub(super) fn left_too_early(s: &Situation<'_>) -> Option<Says> {
    if s.before != Some(Stage::GoWrong) || !s.facts.is_meeting() {
        return None;
    }
    let rules = &s.facts.limits.rules;
    let n = s.facts.session.threats.len();
    if n < rules.few_threats && s.clock.planned() >= rules.whole_meeting * 60 {
        let n = count(n, "threat");
        return Some(says![
            format!("Only {n} so far. Is that all that can go wrong? Press "),
            Verb::GoGoWrong,
            " to go back."
        ]);
    }
    let ids = s.facts.quiet_boundary().found()?;
    let ItemId::Flow(id) = *ids.first()? else {
        return None;
    };
    let name = flow(&s.facts, id);
    Some(says![
        format!("No threats yet for {name}, which crosses a boundary. Press "),
        Verb::GoGoWrong,
        " to go back."
    ])
}
