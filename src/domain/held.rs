//! Every text that a session holds, with where it stands.

use super::id::ItemId;
use super::parts::PartName;
use super::session::Session;
use super::until::Until;

/// A text of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held<'a> {
    /// The item that it belongs to; `None` where it is the session's own.
    pub at: Option<ItemId>,
    /// What of that it is, in a word; empty for the words of an item.
    pub what: &'static str,
    /// The text.
    pub text: &'a str,
}

impl Session {
    /// Every text that it holds and that is not empty, its own ones first.
    pub fn held(&self) -> impl Iterator<Item = Held<'_>> {
        let own = [
            ("title", Some(&self.title)),
            ("system", self.system.as_ref()),
        ];
        let own = own
            .into_iter()
            .filter_map(|(what, text)| held(None, what, text?));
        let news = self.source.iter();
        let news = news.flat_map(|s| [held(None, "news", &s.title), held(None, "address", &s.url)]);
        let sittings = self.sittings.iter();
        let sittings = sittings.map(|s| held(None, "what happened", &s.incident));
        let dismissed = self.dismissed.iter();
        let dismissed = dismissed.map(|d| held(None, "dismissed", &d.reason));
        let waived = self.waived.iter().map(|w| held(None, "went on", &w.reason));
        let looks = self.look_again.iter();
        let looks = looks.map(|look| held(Some(look.of), "look again", &look.words));
        let waiting = self.waiting.iter().map(|n| held(None, "waiting", &n.text));
        let people = self.participants.iter();
        let people = people.flat_map(|p| {
            let id = Some(p.id.into());
            [held(id, "", &p.name), held(id, "role", &p.role)]
        });
        own.chain(news.flatten())
            .chain(sittings.flatten())
            .chain(dismissed.flatten())
            .chain(waived.flatten())
            .chain(looks.flatten())
            .chain(waiting.flatten())
            .chain(people.flatten())
            .chain(self.held_by_threats())
            .chain(self.held_by_work())
            .chain(self.held_by_system())
    }

    fn held_by_threats(&self) -> impl Iterator<Item = Held<'_>> {
        self.threats.iter().flat_map(|threat| {
            let id = Some(threat.id.into());
            let response = threat.response.iter();
            let response = response.flat_map(move |r| {
                [
                    held(id, "response", &r.reason),
                    held(id, "evidence", &r.evidence),
                ]
            });
            let deferred = threat.deferred.iter();
            [
                held(id, "", &threat.text),
                held(id, "impact", &threat.business_risk),
            ]
            .into_iter()
            .chain(threat.also.iter().map(move |also| held(id, "", also)))
            .chain(threat.parts.iter().flat_map(move |parts| {
                let part = move |name: PartName| held(id, name.words(), parts.part(name));
                PartName::ALL.map(part)
            }))
            .chain(
                threat
                    .response
                    .iter()
                    .map(move |r| until(id, r.until.as_ref())),
            )
            .chain(
                threat
                    .deferred
                    .iter()
                    .map(move |d| until(id, d.until.as_ref())),
            )
            .chain(
                threat
                    .references
                    .iter()
                    .map(move |r| held(id, "reference", r)),
            )
            .chain(response)
            .chain(deferred.map(move |d| held(id, "deferred", &d.reason)))
            .flatten()
        })
    }

    fn held_by_work(&self) -> impl Iterator<Item = Held<'_>> {
        let mitigations = self.mitigations.iter().flat_map(|m| {
            let id = Some(m.id.into());
            let own = [held(id, "", &m.text), held(id, "verification", &m.verify)];
            let ticket = m
                .external
                .as_ref()
                .and_then(|text| held(id, "ticket", text));
            let also = m.also.iter().map(move |also| held(id, "", also));
            own.into_iter().chain([ticket]).chain(also)
        });
        let questions = self.questions.iter().flat_map(|q| {
            let id = Some(q.id.into());
            let own = [held(id, "", &q.text), held(id, "answer", &q.answer)];
            own.into_iter()
                .chain(q.also.iter().map(move |also| held(id, "", also)))
        });
        let actions = self.actions.iter().flat_map(|a| {
            let id = Some(a.id.into());
            let ticket = a
                .external
                .as_ref()
                .and_then(|text| held(id, "ticket", text));
            [held(id, "", &a.text), ticket]
        });
        let parked = self
            .parked
            .iter()
            .map(|p| held(Some(p.id.into()), "parked", &p.text));
        mitigations
            .chain(questions)
            .chain(actions)
            .chain(parked)
            .flatten()
    }

    fn held_by_system(&self) -> impl Iterator<Item = Held<'_>> {
        let assumptions = self.assumptions.iter().flat_map(|a| {
            let id = Some(a.id.into());
            [held(id, "", &a.text), until(id, a.until.as_ref())]
        });
        let elements = self.elements.iter().flat_map(|e| {
            let id = Some(e.id.into());
            [
                held(id, "", &e.name),
                e.owner.as_ref().and_then(|owner| held(id, "owner", owner)),
            ]
        });
        let assets = self.assets.iter();
        let assets = assets.map(|a| held(Some(a.id.into()), "", &a.name));
        let risks = self.business_risks.iter();
        let risks = risks.map(|b| held(Some(b.id.into()), "", &b.text));
        let flows = self
            .flows
            .iter()
            .map(|f| held(Some(f.id.into()), "", &f.data));
        let zones = self
            .zones
            .iter()
            .map(|z| held(Some(z.id.into()), "", &z.name));
        let notes = self
            .notes
            .iter()
            .map(|n| held(Some(n.id.into()), "note", &n.text));
        assumptions
            .chain(elements)
            .chain(flows)
            .chain(zones)
            .chain(notes)
            .chain(assets)
            .chain(risks)
            .flatten()
    }
}

/// What has to happen before a decision ends.
fn until(at: Option<ItemId>, until: Option<&Until>) -> Option<Held<'_>> {
    match until? {
        Until::Day(_) => None,
        Until::Event(words) => held(at, "until", words),
    }
}

fn held<'a>(at: Option<ItemId>, what: &'static str, text: &'a str) -> Option<Held<'a>> {
    (!text.is_empty()).then_some(Held { at, what, text })
}
