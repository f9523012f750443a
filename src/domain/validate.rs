//! What a session must be beyond its shape: ids that are unique and counted, links that lead somewhere, sane dates.
//!
//! A session file is someone else's input, edited by hand or merged by git, so this runs on every load.

mod copied;
mod identity;
pub(super) mod names;
mod nesting;
mod one_threat;
pub(super) mod risk;
pub(super) mod room;
mod wall;

use std::collections::HashSet;
use std::fmt;

use chrono::Datelike;

use super::coming_back::Foreseen;
use super::id::{ItemId, ParticipantId};
use super::session::Session;
use super::sitting::Sitting;
use super::stamp::{Stamp, YEARS};
use super::threat::Place;
use super::until::Until;

/// Zones lie no deeper in each other than this: nobody could read more frames around one name.
pub(crate) const DEEPEST_ZONE: usize = 32;

/// How much one session may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Items of one kind.
    pub items: usize,
    /// Entries of one list of an item: links, places, other wordings.
    pub links: usize,
    /// Bytes of the title.
    pub title: usize,
    /// The highest number of an item: `T999999`.
    pub number: u32,
    /// Bytes of the file, beyond which nothing can be added. A file is read up to a little more than that, as a line
    /// that is being typed and what undo brings back are not refused.
    pub bytes: usize,
}

/// The limits of a session: far beyond any meeting, small enough that a hostile file cannot freeze one.
pub const LIMITS: Limits = Limits {
    items: 20_000,
    links: 200,
    title: 512,
    number: 999_999,
    bytes: 15 << 20,
};

/// What is wrong with a session that has the right shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The item it is about; its place in the file is found by this.
    pub item: Option<ItemId>,
    /// The wrong word as it stands in the file, after the item's id if there is one.
    pub word: Option<String>,
    /// A sentence with the remedy.
    pub says: String,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says)
    }
}

impl std::error::Error for Invalid {}

fn wrong(item: impl Into<Option<ItemId>>, says: impl Into<String>) -> Invalid {
    Invalid {
        item: item.into(),
        word: None,
        says: says.into(),
    }
}

impl Invalid {
    /// The same, found by this word.
    fn at(self, word: impl Into<String>) -> Self {
        Self {
            word: Some(word.into()),
            ..self
        }
    }
}

impl Session {
    /// Checks everything that the shape of the file cannot say.
    ///
    /// # Errors
    /// The first thing that is wrong, with the item it is about.
    pub fn validate(&self) -> Result<(), Invalid> {
        if self.title.len() > LIMITS.title {
            return Err(wrong(
                None,
                format!(
                    "The title is longer than {} bytes. Shorten it.",
                    LIMITS.title
                ),
            )
            .at("title:"));
        }
        self.validate_lists()?;
        self.validate_identities()?;
        let known = self.validate_ids()?;
        self.validate_names()?;
        self.validate_links(&known)?;
        self.validate_risk(&known)?;
        self.validate_nesting()?;
        self.validate_dates()?;
        self.validate_room()?;
        self.validate_wall()?;
        self.validate_one_threat()?;
        self.validate_copied()?;
        self.validate_hands()?;
        self.validate_answers()?;
        self.validate_voting()
    }

    fn validate_lists(&self) -> Result<(), Invalid> {
        let lists = [
            ("notes", self.notes.len()),
            ("participants", self.participants.len()),
            ("assumptions", self.assumptions.len()),
            ("zones", self.zones.len()),
            ("elements", self.elements.len()),
            ("flows", self.flows.len()),
            ("threats", self.threats.len()),
            ("mitigations", self.mitigations.len()),
            ("questions", self.questions.len()),
            ("actions", self.actions.len()),
            ("parked", self.parked.len()),
            ("assets", self.assets.len()),
            ("business_risks", self.business_risks.len()),
            ("sittings", self.sittings.len()),
            ("dismissed", self.dismissed.len()),
            ("look_again", self.look_again.len()),
            ("still_holds", self.still_holds.len()),
            ("waived", self.waived.len()),
            ("swept", self.swept.len()),
            ("origins", self.origins.len()),
        ];
        for (name, len) in lists {
            if len > LIMITS.items {
                return Err(wrong(
                    None,
                    format!(
                        "There are {len} {name}; a session can have at most {}. Split it.",
                        LIMITS.items
                    ),
                )
                .at(format!("{name}:")));
            }
        }
        if self.sittings.is_empty() {
            return Err(wrong(
                None,
                "No meeting recorded. Write `sittings: [(started: \"2026-01-31T10:00:00+00:00\")]`.",
            )
            .at("sittings:"));
        }
        self.validate_sets()?;
        let long = self
            .threats
            .iter()
            .map(|t| {
                (
                    ItemId::from(t.id),
                    [
                        t.also.len(),
                        t.categories.len(),
                        t.places.len(),
                        t.references
                            .len()
                            .max(t.assets.len())
                            .max(t.business_risks.len())
                            .max(t.rests_on().len()),
                    ],
                )
            })
            .chain(self.mitigations.iter().map(|m| {
                (
                    m.id.into(),
                    [m.also.len(), m.threats.len(), m.links.len(), 0],
                )
            }))
            .chain(
                self.questions
                    .iter()
                    .map(|q| (q.id.into(), [q.also.len(), q.about.len(), 0, 0])),
            )
            .chain(
                self.actions
                    .iter()
                    .map(|a| (a.id.into(), [a.about.len(), 0, 0, 0])),
            )
            .chain(
                self.assumptions
                    .iter()
                    .map(|a| (a.id.into(), [a.about.len(), 0, 0, 0])),
            )
            .find(|(_, lens)| lens.iter().any(|len| *len > LIMITS.links));
        match long {
            Some((id, _)) => Err(wrong(
                id,
                format!(
                    "A list of {id} has more than {} entries. Shorten it.",
                    LIMITS.links
                ),
            )),
            None => Ok(()),
        }
    }

    /// Every id once, and none beyond its counter: else a new item could take the number of an old one.
    fn validate_ids(&self) -> Result<HashSet<ItemId>, Invalid> {
        let mut known = HashSet::new();
        for id in self.identities().map(|it| it.id) {
            let counter = self.counters.of(id);
            if !known.insert(id) {
                return Err(wrong(
                    id,
                    format!("{id} is used twice. Give one of them the next free number."),
                ));
            }
            if id.number() > counter {
                return Err(wrong(
                    id,
                    format!(
                        "{id} is above its counter, {counter}. Set the counter to the highest number in use."
                    ),
                ));
            }
        }
        Ok(known)
    }

    fn validate_links(&self, known: &HashSet<ItemId>) -> Result<(), Invalid> {
        let lead = |from: ItemId, to: ItemId| {
            if known.contains(&to) {
                Ok(())
            } else {
                Err(wrong(
                    from,
                    format!("{from} refers to {to}, which is not in this file. Delete the link."),
                )
                .at(format!("\"{to}\"")))
            }
        };
        let who =
            |from: ItemId, to: Option<ParticipantId>| to.map_or(Ok(()), |to| lead(from, to.into()));
        for t in &self.threats {
            let id = t.id.into();
            t.speakers()
                .try_for_each(|speaker| who(id, Some(speaker)))?;
            who(id, t.response.as_ref().and_then(|r| r.by))?;
            who(id, t.deferred.as_ref().and_then(|d| d.by))?;
            who(id, t.last_rated.and_then(|last| last.by))?;
            let card = t.pack.iter().flat_map(|pack| [&pack.pack, &pack.card]);
            for word in card {
                if word.is_empty() || word.len() > LIMITS.title {
                    let most = LIMITS.title;
                    let says = format!(
                        "The pack and the card of {id} must have 1 to {most} bytes each. Correct them, or delete `pack`."
                    );
                    return Err(wrong(id, says).at("pack:"));
                }
            }
            for place in &t.places {
                match place {
                    Place::Element(e) => lead(id, (*e).into())?,
                    Place::Flow(f) => lead(id, (*f).into())?,
                    Place::Whole => {}
                }
            }
            if let Some(parent) = t.parent
                && (self.threat(parent).is_none() || parent == t.id)
            {
                return Err(wrong(
                    id,
                    format!("{id} has the parent {parent}, which is not another threat here."),
                )
                .at(format!("parent: \"{parent}\"")));
            }
        }
        for m in &self.mitigations {
            who(m.id.into(), m.speaker)?;
            m.threats
                .iter()
                .try_for_each(|t| lead(m.id.into(), (*t).into()))?;
        }
        for q in &self.questions {
            who(q.id.into(), q.speaker)?;
            who(q.id.into(), q.owner)?;
            q.about.iter().try_for_each(|to| lead(q.id.into(), *to))?;
        }
        for a in &self.actions {
            who(a.id.into(), a.owner)?;
            a.about.iter().try_for_each(|to| lead(a.id.into(), *to))?;
        }
        for a in &self.assumptions {
            who(a.id.into(), a.speaker)?;
            a.about.iter().try_for_each(|to| lead(a.id.into(), *to))?;
        }
        for p in &self.parked {
            who(p.id.into(), p.speaker)?;
            p.about.map_or(Ok(()), |to| lead(p.id.into(), to))?;
            p.used_as
                .map_or(Ok(()), |to| lead(p.id.into(), to.into()))?;
        }
        for e in &self.elements {
            e.zone.map_or(Ok(()), |to| lead(e.id.into(), to.into()))?;
            e.within.map_or(Ok(()), |to| lead(e.id.into(), to.into()))?;
        }
        for z in &self.zones {
            z.parent.map_or(Ok(()), |to| lead(z.id.into(), to.into()))?;
        }
        self.validate_looks(&lead)?;
        for f in &self.flows {
            lead(f.id.into(), f.from.into())?;
            lead(f.id.into(), f.to.into())?;
        }
        Ok(())
    }

    /// What has to be looked at again is here, and so is what it is looked at for.
    fn validate_looks(
        &self,
        lead: &impl Fn(ItemId, ItemId) -> Result<(), Invalid>,
    ) -> Result<(), Invalid> {
        for look in &self.look_again {
            lead(look.of, look.of)?;
            look.by.map_or(Ok(()), |by| lead(look.of, by))?;
        }
        self.still_holds
            .iter()
            .try_for_each(|held| lead(held.of, held.of))
    }

    fn validate_dates(&self) -> Result<(), Invalid> {
        let sane = |year: i32| YEARS.contains(&year);
        let check = |id: Option<ItemId>, year: i32| {
            if sane(year) {
                Ok(())
            } else {
                Err(wrong(
                    id,
                    format!("The year {year} is not between 2000 and 2199. Correct the date."),
                )
                .at(format!("{year:04}-")))
            }
        };
        let stamp = |id: ItemId, at: Stamp| check(Some(id), at.year());
        for sitting in &self.sittings {
            check(None, sitting.started.year())?;
            sitting.ended.map_or(Ok(()), |at| check(None, at.year()))?;
            self.validate_foreseen(sitting)?;
        }
        self.dismissed
            .iter()
            .try_for_each(|d| check(None, d.at.year()))?;
        self.waived
            .iter()
            .try_for_each(|w| check(None, w.at.year()))?;
        let looked = self.look_again.iter().map(|look| look.at);
        looked
            .chain(self.still_holds.iter().map(|held| held.at))
            .chain(self.participants.iter().filter_map(|p| p.absent_since))
            .try_for_each(|at| check(None, at.year()))?;
        self.revisit.map_or(Ok(()), |on| check(None, on.year()))?;
        self.source
            .as_ref()
            .map_or(Ok(()), |source| check(None, source.seen_on.year()))?;
        self.votings()
            .try_for_each(|voting| check(None, voting.at.year()))?;
        self.notes
            .iter()
            .try_for_each(|i| stamp(i.id.into(), i.at))?;
        self.assumptions
            .iter()
            .try_for_each(|i| stamp(i.id.into(), i.at))?;
        self.zones
            .iter()
            .try_for_each(|i| stamp(i.id.into(), i.at))?;
        self.elements
            .iter()
            .try_for_each(|i| stamp(i.id.into(), i.at))?;
        self.flows
            .iter()
            .try_for_each(|i| stamp(i.id.into(), i.at))?;
        for m in &self.mitigations {
            stamp(m.id.into(), m.at)?;
            let later = m.changed.into_iter().chain(m.status_changed);
            later
                .into_iter()
                .try_for_each(|at| stamp(m.id.into(), at))?;
        }
        for q in &self.questions {
            stamp(q.id.into(), q.at)?;
            q.changed.map_or(Ok(()), |at| stamp(q.id.into(), at))?;
        }
        self.parked
            .iter()
            .try_for_each(|i| stamp(i.id.into(), i.at))?;
        for t in &self.threats {
            stamp(t.id.into(), t.at)?;
            t.response
                .as_ref()
                .map_or(Ok(()), |r| stamp(t.id.into(), r.at))?;
            t.last_rated
                .map_or(Ok(()), |last| stamp(t.id.into(), last.at))?;
            if let Some(deferred) = &t.deferred {
                stamp(t.id.into(), deferred.at)?;
            }
            let deferred = t.deferred.as_ref().and_then(|d| d.until.as_ref());
            let decided = t.response.as_ref().and_then(|r| r.until.as_ref());
            for day in deferred.into_iter().chain(decided).filter_map(Until::day) {
                check(Some(t.id.into()), day.year())?;
            }
            let figures = t.figures.iter().flat_map(|figures| figures.estimates());
            for estimate in figures {
                stamp(t.id.into(), estimate.at)?;
            }
        }
        for a in &self.actions {
            stamp(a.id.into(), a.at)?;
            a.still.map_or(Ok(()), |at| stamp(a.id.into(), at))?;
            a.changed.map_or(Ok(()), |at| stamp(a.id.into(), at))?;
            a.due
                .map_or(Ok(()), |on| check(Some(a.id.into()), on.year()))?;
        }
        for a in &self.assumptions {
            let until = a.until.as_ref().and_then(Until::day);
            until.map_or(Ok(()), |on| check(Some(a.id.into()), on.year()))?;
        }
        Ok(())
    }

    /// What an incident was foreseen as must be a threat here, or one that was merged into it.
    fn validate_foreseen(&self, sitting: &Sitting) -> Result<(), Invalid> {
        match sitting.foreseen {
            Some(Foreseen::As(id)) if self.threat(id).is_none() => Err(wrong(
                None,
                format!("A meeting refers to {id}, which is not in this file. Write foreseen: \"no\", or delete the line."),
            )
            .at(format!("foreseen: \"{id}\""))),
            _ => Ok(()),
        }
    }

    fn validate_hands(&self) -> Result<(), Invalid> {
        let beside = [
            ("confidence:", self.old_confidence.len()),
            ("time_well_spent:", self.old_time_well_spent.len()),
        ];
        if let Some((word, _)) = beside.into_iter().find(|(_, len)| *len > LIMITS.links) {
            let says = format!(
                "A show of hands has at most {} hands. Shorten it.",
                LIMITS.links
            );
            return Err(wrong(None, says).at(word));
        }
        raised(&self.old_confidence, &self.old_time_well_spent)?;
        (0..self.sittings.len()).try_for_each(|place| self.validate_hands_of(place))
    }

    /// What the hands of one meeting may be.
    pub(super) fn validate_hands_of(&self, place: usize) -> Result<(), Invalid> {
        self.sittings.get(place).map_or(Ok(()), |sitting| {
            raised(&sitting.confidence, &sitting.time_well_spent)?;
            self.validate_clarity_of(sitting)
        })
    }
}

fn raised(confidence: &[u8], time_well_spent: &[u8]) -> Result<(), Invalid> {
    if confidence.iter().any(|hand| *hand > 5) {
        return Err(wrong(None, "Confidence is 0 to 5 per person.").at("confidence:"));
    }
    if time_well_spent.iter().any(|hand| !(1..=5).contains(hand)) {
        return Err(wrong(None, "Time well spent is 1 to 5 per person.").at("time_well_spent:"));
    }
    Ok(())
}
