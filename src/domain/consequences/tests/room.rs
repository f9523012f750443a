//! A session with a little of everything, and what an event flags in it.

use super::*;

pub(super) struct Room {
    pub(super) session: Session,
    pub(super) history: History,
}

impl Room {
    /// Two zones with an element each, and one outside; a flow between each two; a threat at `web` (T1), at `db` (T2),
    /// on the first flow (T3) and nowhere (T4), of which T1 and T4 are decided about; M1 answers T1.
    pub(super) fn new() -> Self {
        let title = "Refunds".into();
        let mut room = Self {
            session: Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at(1)),
            history: History::default(),
        };
        for name in ["Ana", "Gus"] {
            room.add(New::Participant(name.into(), "eng".into()));
        }
        room.add(New::Zone("dmz".into(), vec!["web".into()]));
        room.add(New::Zone("core".into(), vec!["db".into()]));
        for (from, to) in [("web", "db"), ("db", "log")] {
            room.add(New::Flow {
                from: from.into(),
                to: to.into(),
                data: "orders".into(),
            });
        }
        for (n, place) in ["E1", "E2", "F1", ""].into_iter().enumerate() {
            let threat = format!("Threat {}", n + 1);
            room.add(New::threat(threat, FourQuestion::GoWrong));
            if !place.is_empty() {
                room.edit(Edit::Link(id(&format!("T{}", n + 1)), id(place)));
            }
        }
        let text = "Sign it";
        room.add(New::mitigation(
            text,
            "T1".parse().unwrap(),
            Status::Implemented,
        ));
        room.decide("T1", ResponseKind::Accept, "rare enough");
        room.decide("T4", ResponseKind::NotApplicable, "as S1 says");
        room
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        self.edit_on(9, edit);
    }

    pub(super) fn edit_on(&mut self, day: u32, edit: Edit) {
        self.history
            .apply(&mut self.session, &edit, at(day))
            .unwrap_or_else(|refusal| panic!("{refusal}"));
    }

    pub(super) fn add(&mut self, new: New) {
        self.edit(Edit::Add(new));
    }

    pub(super) fn set(&mut self, of: &str, field: Field) {
        self.edit(Edit::Set(id(of), field));
    }

    pub(super) fn decide(&mut self, of: &str, kind: ResponseKind, why: &str) {
        let who = "P2".parse().unwrap();
        self.set(of, Field::Response(Some((kind, why.into(), Some(who)))));
    }

    pub(super) fn assume(&mut self, about: &[&str]) {
        self.add(New::Assumption {
            text: "only staff have access".into(),
            about: about.iter().map(|word| id(word)).collect(),
            speaker: None,
        });
    }

    pub(super) fn looks(&self) -> Vec<LookAgain> {
        self.session.looks_again(at(9).date_naive())
    }

    /// The event flags exactly these items with this reason; undo takes that back; saying that each holds clears it.
    pub(super) fn flags(&mut self, event: Event, edit: Edit, of: &[&str], reason: &str) {
        assert_eq!(self.looks(), [], "nothing is to be looked at before");
        let before = self.session.clone();
        self.edit(edit);
        self.are_flagged(event, of, reason);
        let after = self.session.clone();
        self.history.undo(&mut self.session).unwrap();
        assert_eq!(self.looks(), [], "undo takes it back");
        let counters = self.session.counters;
        assert_eq!(self.session, Session { counters, ..before });
        self.history.redo(&mut self.session).unwrap();
        assert_eq!(self.session, after);
        self.all_hold(of);
    }

    pub(super) fn are_flagged(&self, event: Event, of: &[&str], reason: &str) {
        self.session.validate().unwrap();
        let mut flagged: Vec<ItemId> = self.looks().iter().map(|look| look.of).collect();
        let mut wanted: Vec<ItemId> = of.iter().map(|word| id(word)).collect();
        flagged.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(flagged, wanted);
        for look in self.looks() {
            assert_eq!((look.why, look.reason().as_str()), (event, reason));
            SEEN.with_borrow_mut(|seen| seen.push(look.why));
        }
    }

    pub(super) fn all_hold(&mut self, of: &[&str]) {
        for (n, word) in of.iter().enumerate() {
            assert_eq!(self.looks().len(), of.len() - n);
            self.edit(Edit::Session(SessionField::StillHolds(id(word))));
        }
        assert_eq!(self.looks(), []);
        self.session.validate().unwrap();
        let again = Edit::Session(SessionField::StillHolds(id(of[0])));
        let refused = self.session.apply(&again, at(9)).unwrap_err();
        let says = format!("{} has nothing to look at again.", of[0]);
        assert_eq!(refused.to_string(), says);
    }
}
