//! The last look at a change: what could not be read back from its file is not made.
//!
//! [`Session::validate`](crate::domain::Session::validate) runs on every load and looks at everything. Here only what
//! was changed is looked at, so that a key costs the same in a session of ten items and of ten thousand.

use chrono::{Datelike, NaiveDate};

use super::Work;
use crate::domain::fields::Header;
use crate::domain::id::{ItemId, ParticipantId};
use crate::domain::item::{Item, Step};
use crate::domain::refusal::Refusal;
use crate::domain::session::Session;
use crate::domain::stamp::YEARS;
use crate::domain::text::Text;
use crate::domain::threat::Place;
use crate::domain::until::Until;
use crate::domain::validate::LIMITS;
use crate::domain::validate::names::validate_names_of;
use crate::domain::validate::risk::validate_risk_of;

/// Whether a session may have this title.
///
/// # Errors
/// How much too long it is.
pub(super) fn title(title: &Text) -> Result<(), Refusal> {
    if title.len() <= LIMITS.title {
        return Ok(());
    }
    Err(Refusal::new(format!(
        "The title is longer than {} bytes. Shorten it.",
        LIMITS.title
    )))
}

impl Work<'_> {
    /// Looks at every item that the steps of this change touched.
    pub(super) fn look(&self) -> Result<(), Refusal> {
        for step in &self.back {
            match step {
                Step::Remove(id) => {
                    self.has_a_number(*id)?;
                    is_not_too_many(self.session.siblings(*id))?;
                    self.is_sound(*id)?;
                }
                Step::Replace(item) => self.is_sound(item.id())?,
                Step::Set(header) => self.is_sound_header(header)?,
                Step::SetSitting(place, was) => self.is_sound_sitting(*place, was)?,
                Step::PopSitting => is_not_too_many(self.session.sittings.len())?,
                Step::RemoveSwept(_) => is_not_too_many(self.session.swept.len())?,
                Step::Keep(_)
                | Step::Insert(..)
                | Step::LeaveRound(..)
                | Step::RejoinRound(..)
                | Step::PushSitting(_)
                | Step::InsertSwept(..) => {}
            }
        }
        Ok(())
    }

    fn is_sound_header(&self, was: &Header) -> Result<(), Refusal> {
        let session = &self.session;
        match was {
            Header::Title(_) => title(&session.title),
            Header::OldVoting(_) => session
                .validate_voting()
                .map_err(|invalid| Refusal::new(invalid.says)),
            Header::Dismissed(_) => is_not_too_many(session.dismissed.len()),
            Header::LookAgain(_) => is_not_too_many(session.look_again.len()),
            Header::StillHolds(_) => is_not_too_many(session.still_holds.len()),
            Header::Sets(_) => session
                .validate_sets()
                .map_err(|invalid| Refusal::new(invalid.says)),
            Header::Waiting(_) => session
                .validate_answers()
                .map_err(|invalid| Refusal::new(invalid.says)),
            Header::Waived(_) => is_not_too_many(session.waived.len()),
            Header::Origins(_) => is_not_too_many(session.origins.len()),
            Header::Revisit(_) => is_sane(session.revisit),
            Header::Source(_) => {
                is_sane(session.source.as_ref().map(|source| source.seen_on))?;
                is_sound_one_threat(session)
            }
            Header::AttachedTo(_) | Header::MoreSystems(_) | Header::Pair(_) => {
                is_sound_one_threat(session)
            }
            // Looked at before it was set.
            Header::Scale(_)
            | Header::Kind(_)
            | Header::System(_)
            | Header::Better(_)
            | Header::Draft(_) => Ok(()),
        }
    }

    /// What was added has a number that can be read again.
    fn has_a_number(&self, id: ItemId) -> Result<(), Refusal> {
        if !self.session.holds(id) {
            return Ok(());
        }
        // The numbers of the wall are used up on their own.
        let item = self.session.item(id);
        let spot = item.as_ref().and_then(Item::spot);
        if spot.is_some_and(|spot| spot.number > LIMITS.number) {
            return Err(Refusal::new(format!(
                "The lines of the whiteboard have used all numbers up to {}. Start a new session.",
                LIMITS.number
            )));
        }
        if id.number() <= LIMITS.number {
            return Ok(());
        }
        Err(Refusal::new(format!(
            "The {} of this session have used all numbers up to {}. Start a new session.",
            id.plural(),
            LIMITS.number
        )))
    }

    fn is_sound(&self, id: ItemId) -> Result<(), Refusal> {
        // Added and deleted again within one change.
        let Some(item) = self.session.item(id) else {
            return Ok(());
        };
        if longest_list(&item) > LIMITS.links {
            return Err(Refusal::new(format!(
                "A list of {id} would have more than {} entries. Leave some out.",
                LIMITS.links
            )));
        }
        is_sound_alone(id, &item)?;
        validate_names_of(&item).map_err(|invalid| Refusal::new(invalid.says))?;
        self.session
            .validate_spot_of(&item)
            .map_err(|invalid| Refusal::new(invalid.says))?;
        self.session
            .validate_nesting_of(id)
            .map_err(|invalid| Refusal::new(invalid.says))?;
        match links(&item).into_iter().find(|to| !self.session.holds(*to)) {
            Some(gone) => Err(Refusal::new(format!("There is no {gone} in this session."))),
            None => Ok(()),
        }
    }
}

fn is_not_too_many(count: usize) -> Result<(), Refusal> {
    if count <= LIMITS.items {
        return Ok(());
    }
    Err(Refusal::new(format!(
        "The limit is {} items of one kind per session. Start a new session.",
        LIMITS.items
    )))
}

fn is_sound_one_threat(session: &Session) -> Result<(), Refusal> {
    let sound = session.validate_one_threat();
    sound.map_err(|invalid| Refusal::new(invalid.says))
}

/// Whether a session may speak of this day.
fn is_sane(on: Option<NaiveDate>) -> Result<(), Refusal> {
    match on.map(|on| on.year()) {
        Some(year) if !YEARS.contains(&year) => Err(Refusal::new(format!(
            "The year {year} is not between 2000 and 2199. Give another date."
        ))),
        _ => Ok(()),
    }
}

/// What an item must be whatever else is in the session.
fn is_sound_alone(id: ItemId, item: &Item) -> Result<(), Refusal> {
    validate_risk_of(item).map_err(|invalid| Refusal::new(invalid.says))?;
    match item {
        Item::Threat(threat) => {
            let deferred = threat.deferred.as_ref().and_then(|d| d.until.as_ref());
            let decided = threat.response.as_ref().and_then(|r| r.until.as_ref());
            is_sane(deferred.and_then(Until::day))?;
            is_sane(decided.and_then(Until::day))?;
            let mut card = threat.pack.iter().flat_map(|pack| [&pack.pack, &pack.card]);
            if card.any(|word| word.is_empty() || word.len() > LIMITS.title) {
                return Err(Refusal::new(format!(
                    "The pack and the card of {id} must have 1 to {} bytes each.",
                    LIMITS.title
                )));
            }
            Ok(())
        }
        Item::Action(action) => is_sane(action.due),
        Item::Assumption(item) => is_sane(item.until.as_ref().and_then(Until::day)),
        _ => Ok(()),
    }
}

fn longest_list(item: &Item) -> usize {
    let lens = match item {
        Item::Threat(t) => [
            t.also.len(),
            t.merged.len(),
            t.places.len(),
            t.references
                .len()
                .max(t.assets.len())
                .max(t.business_risks.len()),
            t.was.len().max(t.categories.len()).max(t.rests_on().len()),
        ],
        Item::Mitigation(m) => [
            m.also.len(),
            m.merged.len(),
            m.threats.len(),
            m.was.len(),
            m.links.len(),
        ],
        Item::Question(q) => [q.also.len(), q.merged.len(), q.about.len(), q.was.len(), 0],
        Item::Action(a) => [a.about.len(), a.was.len(), 0, 0, 0],
        Item::Assumption(a) => [a.about.len(), a.was.len(), 0, 0, 0],
        Item::Element(e) => [e.was.len(), 0, 0, 0, 0],
        Item::Flow(f) => [f.was.len(), 0, 0, 0, 0],
        Item::Zone(z) => [z.was.len(), 0, 0, 0, 0],
        Item::Asset(a) => [a.was.len(), a.places.len(), 0, 0, 0],
        Item::BusinessRisk(b) => [b.was.len(), 0, 0, 0, 0],
        _ => [0; 5],
    };
    lens.into_iter().max().unwrap_or_default()
}

/// Everything that an item points at.
fn links(item: &Item) -> Vec<ItemId> {
    let mut to: Vec<ItemId> = Vec::new();
    let mut who = |id: Option<ParticipantId>| to.extend(id.map(ItemId::from));
    match item {
        Item::Threat(t) => {
            t.speakers().for_each(|speaker| who(Some(speaker)));
            who(t.response.as_ref().and_then(|r| r.by));
            who(t.deferred.as_ref().and_then(|d| d.by));
            who(t.last_rated.and_then(|last| last.by));
            to.extend(t.places.iter().filter_map(|place| match place {
                Place::Element(id) => Some(ItemId::from(*id)),
                Place::Flow(id) => Some((*id).into()),
                Place::Whole => None,
            }));
            to.extend(t.assets.iter().map(|id| ItemId::from(*id)));
            to.extend(t.business_risks.iter().map(|id| ItemId::from(*id)));
            to.extend(t.rests_on().iter().map(|id| ItemId::from(*id)));
            let figures = t.figures.iter().flat_map(|figures| figures.estimates());
            to.extend(figures.filter_map(|e| e.by).map(ItemId::from));
        }
        Item::Mitigation(m) => {
            who(m.speaker);
            who(m.checked.as_ref().and_then(|checked| checked.by));
            to.extend(m.threats.iter().map(|id| ItemId::from(*id)));
            to.extend(m.links.iter().map(|terms| ItemId::from(terms.threat)));
        }
        Item::Question(q) => {
            who(q.speaker);
            who(q.owner);
            to.extend(&q.about);
        }
        Item::Action(a) => {
            who(a.owner);
            to.extend(&a.about);
        }
        Item::Assumption(a) => {
            who(a.speaker);
            to.extend(&a.about);
        }
        Item::Parked(p) => {
            who(p.speaker);
            to.extend(p.about);
            to.extend(p.used_as.map(ItemId::from));
        }
        Item::Element(e) => {
            to.extend(e.zone.map(ItemId::from));
            to.extend(e.within.map(ItemId::from));
        }
        Item::Zone(z) => to.extend(z.parent.map(ItemId::from)),
        Item::Flow(f) => to.extend([ItemId::from(f.from), f.to.into()]),
        Item::Asset(asset) => to.extend(asset.places.iter().filter_map(|place| place.item())),
        Item::Note(_) | Item::Participant(_) | Item::BusinessRisk(_) => {}
    }
    to
}

#[cfg(test)]
mod tests {
    use crate::domain::{
        Edit, FourQuestion, ItemId, New, ParticipantId, QuestionId, Session, SessionField,
        SessionKind, Stamp, Status, Text, ThreatId, Turn,
    };

    fn at() -> Stamp {
        Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
    }

    fn session(threats: usize) -> Session {
        let mut session = Session::new(
            uuid::Uuid::nil(),
            "Refunds".into(),
            SessionKind::Meeting,
            at(),
        );
        for n in 1..=threats {
            let new = New::threat(format!("Threat {n}"), FourQuestion::GoWrong);
            session.apply(&Edit::Add(new), at()).unwrap();
        }
        session
    }

    /// The change is refused with this sentence, and the session is as it was.
    fn refused(session: &Session, edit: &Edit, says: &str) {
        let mut after = session.clone();
        assert_eq!(after.apply(edit, at()).unwrap_err().to_string(), says);
        assert_eq!(&after, session);
    }

    #[test]
    fn a_title_that_no_file_may_have_is_refused_when_it_is_typed() {
        let title = Edit::Session(SessionField::Title(Text::new(&"漢".repeat(171))));
        refused(
            &session(0),
            &title,
            "The title is longer than 512 bytes. Shorten it.",
        );
    }

    #[test]
    fn a_link_too_many_is_refused_before_it_is_saved() {
        let mut session = session(201);
        let new = New::mitigation("Sign it", ThreatId(1), Status::CouldDo);
        session.apply(&Edit::Add(new), at()).unwrap();
        let m1: ItemId = "M1".parse().unwrap();
        for n in 2..=200 {
            session
                .apply(&Edit::Link(m1, ThreatId(n).into()), at())
                .unwrap();
        }
        refused(
            &session,
            &Edit::Link(m1, ThreatId(201).into()),
            "A list of M1 would have more than 200 entries. Leave some out.",
        );
        session.validate().unwrap();
    }

    #[test]
    fn what_is_about_something_that_is_not_there_is_refused() {
        let question = New::Question {
            text: "Why?".into(),
            about: vec![QuestionId(7).into()],
            speaker: None,
            owner: None,
        };
        refused(
            &session(1),
            &Edit::Add(question),
            "There is no Q7 in this session.",
        );
    }

    #[test]
    fn a_turn_too_many_is_refused() {
        let turn = Turn {
            who: ParticipantId(1),
            passed: false,
        };
        let turns = Edit::Session(SessionField::Turns(None, vec![turn; 201]));
        refused(
            &session(0),
            &turns,
            "A round has at most 200 turns. Shorten it.",
        );
    }

    #[test]
    fn a_paste_beyond_what_a_session_holds_is_refused_whole() {
        let mut full = session(1);
        let one = full.threats[0].clone();
        full.threats = (1..=20_000)
            .map(|n| {
                let mut threat = one.clone();
                threat.id = ThreatId(n);
                threat
            })
            .collect();
        full.counters.threat = 20_000;
        let new = New::threat("One more", FourQuestion::GoWrong);
        refused(
            &full,
            &Edit::All(vec![Edit::Add(new)]),
            "The limit is 20000 items of one kind per session. Start a new session.",
        );
    }
}
