//! Which fields of an item are weighed, and what goes with a field that is taken: the same as when it is typed.

use super::sides::{Sides, Weigh};
use crate::domain::action::Action;
use crate::domain::assumption::Assumption;
use crate::domain::id::ItemId;
use crate::domain::item::Item;
use crate::domain::mitigation::{Mitigation, Strength};
use crate::domain::parts::{ActorKind, PartName};
use crate::domain::question::{Question, QuestionState};
use crate::domain::returned::Met;
use crate::domain::session::Session;
use crate::domain::text::Text;
use crate::domain::threat::{Response, Severity, Threat};
use crate::domain::until::Until;

/// Changes an item that is here to what a file says now, where it says something new and no one here does.
pub(super) fn weigh(
    here: &mut Item,
    was: Option<&Item>,
    theirs: &Item,
    sides: &Sides,
    session: &Session,
) -> Vec<Met> {
    let mut on = Weigh {
        id: here.id(),
        sides,
        met: Vec::new(),
    };
    match (here, was, theirs) {
        (Item::Threat(here), None, Item::Threat(new)) => on.threat(here, None, new, session),
        (Item::Threat(here), Some(Item::Threat(was)), Item::Threat(new)) => {
            on.threat(here, Some(was), new, session);
        }
        (Item::Mitigation(here), None, Item::Mitigation(new)) => on.mitigation(here, None, new),
        (Item::Mitigation(here), Some(Item::Mitigation(was)), Item::Mitigation(new)) => {
            on.mitigation(here, Some(was), new);
        }
        (Item::Assumption(here), None, Item::Assumption(new)) => on.assumption(here, None, new),
        (Item::Assumption(here), Some(Item::Assumption(was)), Item::Assumption(new)) => {
            on.assumption(here, Some(was), new);
        }
        (Item::Question(here), None, Item::Question(new)) => on.question(here, None, new),
        (Item::Question(here), Some(Item::Question(was)), Item::Question(new)) => {
            on.question(here, Some(was), new);
        }
        (Item::Action(here), None, Item::Action(new)) => on.action(here, None, new),
        (Item::Action(here), Some(Item::Action(was)), Item::Action(new)) => {
            on.action(here, Some(was), new);
        }
        _ => {}
    }
    on.met
}

fn quoted(text: &Text) -> String {
    match text.as_str() {
        "" => "empty".to_owned(),
        text => format!("\"{text}\""),
    }
}

/// A value in its words, or what there is without one.
pub(super) fn or<'a, T: Copy>(
    none: &'a str,
    words: impl Fn(T) -> &'a str + 'a,
) -> impl Fn(&Option<T>) -> String + 'a {
    move |value| value.map_or(none, &words).to_owned()
}

fn yes(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn key(text: Option<&Text>) -> String {
    text.map_or_else(|| "none".to_owned(), quoted)
}

/// Whether a question or an action item can be about this elsewhere too: a link to a part of the system stays here.
fn has_a_place(id: ItemId) -> bool {
    matches!(
        id,
        ItemId::Threat(_)
            | ItemId::Mitigation(_)
            | ItemId::Assumption(_)
            | ItemId::Question(_)
            | ItemId::Action(_)
    )
}

impl Weigh<'_> {
    fn words(&mut self, here: &mut Text, was: Option<&Text>, new: &Text) -> bool {
        !new.is_empty() && self.field("text", here, was, new, quoted)
    }

    fn threat(&mut self, here: &mut Threat, was: Option<&Threat>, new: &Threat, session: &Session) {
        let before = here.text.clone();
        if self.words(&mut here.text, was.map(|w| &w.text), &new.text) {
            here.reword = false;
            here.reworded(session, &before);
        }
        let stride = |s: &crate::domain::Stride| s.words().to_owned();
        self.set(
            "STRIDE",
            &mut here.stride,
            was.map(|w| &w.stride),
            &new.stride,
            stride,
        );
        let severity = or("not rated", Severity::words);
        let rated = self.field(
            "severity",
            &mut here.severity,
            was.map(|w| &w.severity),
            &new.severity,
            severity,
        );
        let mut risk = (here.likelihood, here.impact);
        let then = was.map(|w| (w.likelihood, w.impact));
        let said = |(likelihood, impact): &(Option<_>, Option<_>)| match (likelihood, impact) {
            (Some(likelihood), Some(impact)) => {
                format!("{likelihood:?} and {impact:?}").to_lowercase()
            }
            _ => "not set".to_owned(),
        };
        let theirs = (new.likelihood, new.impact);
        self.field(
            "likelihood and impact",
            &mut risk,
            then.as_ref(),
            &theirs,
            said,
        );
        if rated
            && let (Some(likelihood), Some(impact)) = risk
            && Some(Severity::of(likelihood, impact)) != here.severity
        {
            // A severity that is said by itself does not follow from the two any more.
            risk = (None, None);
        }
        (here.likelihood, here.impact) = risk;
        if rated {
            here.rating.clone_from(&new.rating);
            here.last_rated = new.last_rated;
        }
        self.field(
            "business risk",
            &mut here.business_risk,
            was.map(|w| &w.business_risk),
            &new.business_risk,
            quoted,
        );
        self.set(
            "references",
            &mut here.references,
            was.map(|w| &w.references),
            &new.references,
            Text::to_string,
        );
        self.field(
            "affects us",
            &mut here.applies,
            was.map(|w| &w.applies),
            &new.applies,
            or("not set", crate::domain::Applies::words),
        );
        self.parts(here, was, new);
        let assets = (&mut here.assets, was.map(|w| &w.assets));
        if was.is_some() || !new.assets.is_empty() {
            self.links(("harms", "harms"), assets.0, assets.1, &new.assets, |_| {
                true
            });
        }
        if was.is_some() || !new.business_risks.is_empty() {
            let was = was.map(|w| &w.business_risks);
            let risks = &mut here.business_risks;
            self.links(
                ("leads to", "leads to"),
                risks,
                was,
                &new.business_risks,
                |_| true,
            );
        }
        self.rests(here, was, new, session);
        self.put_off(here, was, new);
        self.response(here, was, new);
    }

    /// The parts of the sentence. A file that was never here with them, and says none, takes none away.
    fn parts(&mut self, here: &mut Threat, was: Option<&Threat>, new: &Threat) {
        let of = |threat: &Threat| threat.parts.as_deref().cloned().unwrap_or_default();
        let (mut ours, then, theirs) = (of(here), was.map(of), of(new));
        let then = then.as_ref();
        if then.is_some() || theirs.actor.is_some() {
            self.field(
                "kind of actor",
                &mut ours.actor,
                then.map(|then| &then.actor),
                &theirs.actor,
                or("not set", ActorKind::words),
            );
        }
        for name in PartName::ALL {
            let said = theirs.part(name);
            if then.is_none() && said.is_empty() {
                continue;
            }
            let was = then.map(|then| then.part(name));
            self.field(name.words(), ours.part_mut(name), was, said, quoted);
        }
        if then.is_some() || !theirs.goals.is_empty() {
            let was = then.map(|then| &then.goals);
            self.set(
                "goals",
                &mut ours.goals,
                was,
                &theirs.goals,
                Text::to_string,
            );
        }
        here.parts = (!ours.is_empty()).then(|| Box::new(ours));
    }

    fn put_off(&mut self, here: &mut Threat, was: Option<&Threat>, new: &Threat) {
        let plain = |threat: &Threat| {
            let deferred = threat.deferred.as_ref();
            deferred.map(|d| (d.reason.clone(), d.until.clone()))
        };
        let said = |put_off: &Option<(Text, Option<Until>)>| match put_off {
            None => "no".to_owned(),
            Some((reason, None)) => format!("{reason}"),
            Some((reason, Some(until))) => format!("until {until}: {reason}"),
        };
        let was = was.map(plain);
        if self.field(
            "deferred",
            &mut plain(here),
            was.as_ref(),
            &plain(new),
            said,
        ) {
            let by = here.deferred.as_ref().and_then(|deferred| deferred.by);
            here.deferred.clone_from(&new.deferred);
            if let Some(deferred) = &mut here.deferred {
                deferred.by = deferred.by.or(by);
            }
        }
    }

    fn response(&mut self, here: &mut Threat, was: Option<&Threat>, new: &Threat) {
        let plain = |threat: &Threat| {
            let response = threat.response.as_ref();
            response.map(|r| {
                (
                    r.kind,
                    r.reason.clone(),
                    r.evidence.clone(),
                    r.until.clone(),
                )
            })
        };
        let said = |response: &Option<(crate::domain::ResponseKind, Text, Text, Option<Until>)>| {
            match response {
                None => "none".to_owned(),
                Some((kind, reason, ..)) if reason.is_empty() => kind.words().to_owned(),
                Some((kind, reason, ..)) => format!("{}: {reason}", kind.words()),
            }
        };
        let was = was.map(plain);
        if !self.field(
            "response",
            &mut plain(here),
            was.as_ref(),
            &plain(new),
            said,
        ) {
            return;
        }
        let by = here.response.as_ref().and_then(|response| response.by);
        here.response = new.response.as_ref().map(|response| Response {
            by: response.by.or(by),
            ..response.clone()
        });
        if here.response.is_some() {
            here.deferred = None;
        }
    }

    fn mitigation(&mut self, here: &mut Mitigation, was: Option<&Mitigation>, new: &Mitigation) {
        self.words(&mut here.text, was.map(|w| &w.text), &new.text);
        self.field(
            "status",
            &mut here.status,
            was.map(|w| &w.status),
            &new.status,
            |status| status.words().to_owned(),
        );
        self.field(
            "kind",
            &mut here.kind,
            was.map(|w| &w.kind),
            &new.kind,
            or("not set", crate::domain::ControlKind::words),
        );
        if was.is_some() || new.strength.is_some() {
            self.field(
                "strength",
                &mut here.strength,
                was.map(|w| &w.strength),
                &new.strength,
                or("not set", Strength::words),
            );
        }
        self.field(
            "effort",
            &mut here.effort,
            was.map(|w| &w.effort),
            &new.effort,
            |effort| effort.map_or_else(|| "not set".to_owned(), |e| e.letter().to_string()),
        );
        self.field(
            "verification",
            &mut here.verify,
            was.map(|w| &w.verify),
            &new.verify,
            quoted,
        );
        self.field(
            "ticket",
            &mut here.external,
            was.map(|w| &w.external),
            &new.external,
            |ticket| key(ticket.as_ref()),
        );
        let verbs = ("mitigates", "mitigates");
        let linked = was.map(|w| &w.threats);
        self.links(verbs, &mut here.threats, linked, &new.threats, |_| true);
        self.checked(here, was, new);
    }

    fn assumption(&mut self, here: &mut Assumption, was: Option<&Assumption>, new: &Assumption) {
        self.words(&mut here.text, was.map(|w| &w.text), &new.text);
        self.field(
            "state",
            &mut here.state,
            was.map(|w| &w.state),
            &new.state,
            |state| state.words().to_owned(),
        );
        if was.is_some() || new.until.is_some() {
            self.field(
                "until",
                &mut here.until,
                was.map(|w| &w.until),
                &new.until,
                |until| {
                    until
                        .as_ref()
                        .map_or_else(|| "not set".to_owned(), Until::to_string)
                },
            );
        }
        let carried = |id| matches!(id, ItemId::Threat(_) | ItemId::Mitigation(_));
        self.about(&mut here.about, was.map(|w| &w.about), &new.about, carried);
    }

    fn about(
        &mut self,
        here: &mut Vec<ItemId>,
        was: Option<&Vec<ItemId>>,
        new: &[ItemId],
        carried: impl Fn(ItemId) -> bool,
    ) {
        self.links(("about", "about"), here, was, new, carried);
    }

    fn question(&mut self, here: &mut Question, was: Option<&Question>, new: &Question) {
        // New words have not been confirmed by anyone here.
        if self.words(&mut here.text, was.map(|w| &w.text), &new.text) {
            here.confirmed = false;
        }
        // What was confirmed there is the wording there.
        if !new.confirmed || here.text == new.text {
            self.field(
                "confirmed",
                &mut here.confirmed,
                was.map(|w| &w.confirmed),
                &new.confirmed,
                |said| yes(*said),
            );
        }
        let stood = self.field(
            "state",
            &mut here.state,
            was.map(|w| &w.state),
            &new.state,
            |state| state.words().to_owned(),
        );
        let answered = self.field(
            "answer",
            &mut here.answer,
            was.map(|w| &w.answer),
            &new.answer,
            quoted,
        );
        // Who writes an answer down there may not know that there is a state beside it.
        if answered && !stood && here.state == QuestionState::Open && !here.answer.is_empty() {
            here.state = QuestionState::Answered;
        }
        self.owner(&mut here.owner, was.map(|w| &w.owner), new.owner);
        self.about(
            &mut here.about,
            was.map(|w| &w.about),
            &new.about,
            has_a_place,
        );
    }

    fn action(&mut self, here: &mut Action, was: Option<&Action>, new: &Action) {
        self.words(&mut here.text, was.map(|w| &w.text), &new.text);
        self.field(
            "kind",
            &mut here.kind,
            was.map(|w| &w.kind),
            &new.kind,
            |kind| kind.words().to_owned(),
        );
        self.field(
            "status",
            &mut here.status,
            was.map(|w| &w.status),
            &new.status,
            |status| status.words().to_owned(),
        );
        let owned = self.owner(&mut here.owner, was.map(|w| &w.owner), new.owner);
        let is_theirs = self.is_same_person(new.owner, here.owner);
        let day = |due: &Option<chrono::NaiveDate>| {
            due.map_or_else(|| "not set".to_owned(), |due| due.to_string())
        };
        let dated = self.field("due", &mut here.due, was.map(|w| &w.due), &new.due, day);
        // A yes is said by one owner and to one date.
        let is_said_to_this = is_theirs && here.due == new.due;
        if owned || dated {
            here.said_yes = new.said_yes && is_said_to_this && was.is_some_and(|was| !was.said_yes);
        } else if !new.said_yes || is_said_to_this {
            self.field(
                "agreed",
                &mut here.said_yes,
                was.map(|w| &w.said_yes),
                &new.said_yes,
                |said| yes(*said),
            );
        }
        self.field(
            "ticket",
            &mut here.external,
            was.map(|w| &w.external),
            &new.external,
            |ticket| key(ticket.as_ref()),
        );
        self.about(
            &mut here.about,
            was.map(|w| &w.about),
            &new.about,
            has_a_place,
        );
    }
}
