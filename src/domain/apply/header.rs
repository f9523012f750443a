//! Changing a field of the session itself.

use super::Work;
use crate::domain::edit::SessionField;
use crate::domain::fields::{Header, SittingField};
use crate::domain::former::current_checks;
use crate::domain::round::Waiver;
use crate::domain::session::{Dismissal, SessionKind};

impl Work<'_> {
    /// The findings that are dismissed, without those of a check. A former name that two checks had still means the
    /// other one.
    fn dismissed_but(&self, check: &str) -> Vec<Dismissal> {
        let gone = current_checks(check);
        let mut kept = Vec::new();
        for dismissal in &self.session.dismissed {
            let mut means = current_checks(&dismissal.check);
            let before = means.len();
            means.retain(|check| !gone.contains(check));
            if means.len() == before {
                kept.push(dismissal.clone());
            } else {
                kept.extend(means.into_iter().map(|check| Dismissal {
                    check: check.into(),
                    ..dismissal.clone()
                }));
            }
        }
        kept
    }

    pub(super) fn set_session(&mut self, field: &SessionField) {
        use SessionField as F;
        match field {
            F::Title(title) => {
                self.header(Header::Title(title.clone()));
                self.tell("Title changed");
            }
            F::Confidence(hands) => {
                self.raise(SittingField::Confidence(hands.clone()));
                self.tell(format!("Confidence recorded: {}", people(hands.len())));
            }
            F::TimeWellSpent(hands) => {
                self.raise(SittingField::TimeWellSpent(hands.clone()));
                self.tell(format!("Time rating recorded: {}", people(hands.len())));
            }
            F::Revisit(on) => {
                self.header(Header::Revisit(*on));
                self.tell(on.map_or_else(
                    || "Review date removed".to_owned(),
                    |on| format!("Next review on {}", on.format("%-d %b %Y")),
                ));
            }
            F::Voting(voting) => self.set_voting(voting.as_ref()),
            F::Answers(answers) => self.keep_answers(answers),
            F::Waiting(notes) => self.keep_waiting(notes),
            F::Dismiss(check, reason) => {
                let mut dismissed = self.dismissed_but(check);
                let checks = current_checks(check).into_iter();
                dismissed.extend(checks.map(|check| Dismissal {
                    check: check.into(),
                    reason: reason.clone(),
                    at: self.at,
                }));
                self.header(Header::Dismissed(dismissed));
                self.tell("Finding dismissed");
            }
            F::Undismiss(check) => {
                let dismissed = self.dismissed_but(check);
                self.header(Header::Dismissed(dismissed));
                self.tell("Finding shown again");
            }
            F::Waive(rule, reason) => {
                let mut waived = self.session.waived.clone();
                waived.retain(|w| w.rule != *rule);
                waived.push(Waiver {
                    rule: rule.clone(),
                    reason: reason.clone(),
                    at: self.at,
                });
                self.header(Header::Waived(waived));
                if !reason.is_empty() {
                    self.tell("Reason saved");
                }
            }
            F::Sweep(swept, looked) => self.sweep(swept, *looked),
            F::SweepStop(place, asked) => self.sweep_stop(*place, asked),
            F::Sets(names) => self.use_sets(names),
            // They can be refused.
            F::Scale(_) | F::StillHolds(_) => {}
            F::Kind(kind) => {
                self.header(Header::Kind(*kind));
                let says = match kind {
                    SessionKind::Meeting => "This is now a meeting",
                    SessionKind::OneThreat => "This is now a one-threat session",
                    SessionKind::Whiteboard => "This is now a whiteboard",
                };
                self.tell(says);
            }
            F::Source(_)
            | F::System(_)
            | F::Better(_)
            | F::AttachedTo(_)
            | F::MoreSystems(_)
            | F::Pair(_) => self.set_one_threat(field),
            F::Begin => self.begin(),
            F::Close
            | F::RiskAtClose(_)
            | F::Why(_)
            | F::Incident(_)
            | F::Foreseen(_)
            | F::Turns(..)
            | F::Clock(_) => self.set_sitting(field),
            F::Draft(draft) => self.header(Header::Draft(draft.clone())),
        }
    }
}

/// `1 person`, `8 people`.
fn people(n: usize) -> String {
    if n == 1 {
        "1 person".to_owned()
    } else {
        format!("{n} people")
    }
}
