//! How a rehearsal went: what was said and is in the file, what is not, what landed elsewhere, and what to work on.

mod found;
mod page;

use std::collections::HashMap;

use crate::catalogue::Catalogue;
use crate::catalogue::rehearsals::{Habit, Item, Kind, Line, Rules, Script};
use crate::domain::fold::fold;
use crate::domain::{ParticipantId, Says, Session};
use found::{Entry, entries, look};
pub use page::{Row, page};

/// How many rules someone can work on at once.
const WORK_ON: usize = 3;

/// How it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What became of each line that a facilitator would have added, in the order of the script.
    pub lines: Vec<Heard>,
    /// What else is in the file, by id and words: it may be a line in other words.
    pub others: Vec<(String, String)>,
    /// How many of those lines the facilitator left before they were said.
    pub left: usize,
    /// How many of them are still to come.
    pub to_come: usize,
    /// Keys besides the words, and how many a practiced facilitator needs.
    pub keys: (usize, usize),
    /// Who had no turn, and is not in the file.
    pub never_asked: Vec<String>,
    /// What to work on.
    pub rules: Vec<Says>,
}

/// A line that was said, and what the file holds of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Its place in the script.
    pub place: usize,
    /// Who said it.
    pub by: String,
    /// The words.
    pub says: String,
    /// The list that it belongs on.
    pub item: Item,
    /// Whether it came in the chat.
    pub in_chat: bool,
    /// What is there; `None` when it was missed.
    pub found: Option<Found>,
}

/// What the file holds of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its id, as the screen shows it.
    pub id: String,
    /// Its words.
    pub text: String,
    /// What is not right about it.
    pub slips: Vec<Slip>,
}

/// What is not right about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// It stands on another list.
    Is(Item),
    /// It is about something else: what it should be about, and what it is about, if anything.
    About(String, String),
    /// It has another speaker, or none.
    By(String),
}

impl Report {
    /// The same with so many keys besides the words.
    #[must_use]
    pub fn with_keys(mut self, keys: usize, rules: &Rules) -> Self {
        self.keys.0 = keys;
        self.rules = self.to_work_on(rules);
        self
    }

    /// Whether the file holds something of the line at this place of the script.
    pub fn holds(&self, place: usize) -> bool {
        let heard = self.lines.iter().find(|heard| heard.place == place);
        heard.is_some_and(|heard| heard.found.is_some())
    }

    /// How many lines are in the file as they should be.
    pub fn right(&self) -> usize {
        let right = |heard: &&Heard| heard.found.as_ref().is_some_and(|f| f.slips.is_empty());
        self.lines.iter().filter(right).count()
    }

    /// Looks back at a rehearsal: the lines that were said and those that were left before, by their places in the
    /// script, what the file holds, and how many keys were pressed besides the words.
    pub fn of(
        script: &Script,
        (said, left): (&[usize], &[usize]),
        session: &Session,
        keys: usize,
        (catalogue, rules): (&Catalogue, &Rules),
    ) -> Self {
        let all = script.lines.iter().enumerate();
        let wanted = all.filter(|(_, line)| line.expect.is_some());
        let (heard, unsaid): (Vec<_>, Vec<_>) = wanted.partition(|(place, _)| said.contains(place));
        let (places, heard): (Vec<usize>, Vec<&Line>) = heard.into_iter().unzip();
        let were_left = unsaid.iter().filter(|(place, _)| left.contains(place));
        let were_left = were_left.count();
        let people = people_of(script, session);
        let entries = entries(session);
        let least = f64::from(rules.percent) / 100.0;
        let found = look(&heard, session, &entries, (catalogue, least));
        let others = entries.iter().enumerate();
        let others = others.filter(|(place, _)| !found.contains(&Some(*place)));
        let others = others.map(|(_, entry)| (entry.id.to_string(), entry.first().to_owned()));
        let others = others.collect();
        let of_line: HashMap<&str, &Entry> = heard
            .iter()
            .zip(&found)
            .filter_map(|(line, found)| Some((line.id.as_str(), entries.get((*found)?)?)))
            .collect();
        let lines = places.iter().zip(heard.iter().zip(&found));
        let lines = lines.map(|(place, (line, found))| {
            let entry = found.and_then(|place| entries.get(place));
            Heard {
                place: *place,
                by: line.by.to_string(),
                says: line.says.to_string(),
                item: line.expect.as_ref().map_or(Item::Threat, |e| e.item),
                in_chat: line.kind == Kind::Chat,
                found: entry.map(|entry| Found {
                    id: entry.id.to_string(),
                    text: entry.first().to_owned(),
                    slips: slips(line, entry, &of_line, (&people, session)),
                }),
            }
        });
        let mut report = Self {
            lines: lines.collect(),
            others,
            left: were_left,
            to_come: unsaid.len() - were_left,
            keys: (keys, script.keys),
            never_asked: never_asked(&people, session, &entries),
            rules: Vec::new(),
        };
        report.rules = report.to_work_on(rules);
        report
    }

    /// What went wrong how often.
    fn habits(&self) -> HashMap<Habit, usize> {
        let mut habits: HashMap<Habit, usize> = HashMap::new();
        let mut count = |habit| *habits.entry(habit).or_default() += 1;
        for heard in &self.lines {
            let Some(found) = &heard.found else {
                count(match heard.item {
                    _ if heard.in_chat => Habit::Chat,
                    Item::Threat => Habit::Threats,
                    Item::Question | Item::OffTopic => Habit::Questions,
                    Item::Fix => Habit::Fixes,
                    Item::Action => Habit::Actions,
                    _ => Habit::System,
                });
                continue;
            };
            for slip in &found.slips {
                count(match slip {
                    Slip::Is(_) if heard.item == Item::Fix => Habit::Fixes,
                    Slip::Is(_) | Slip::About(..) => Habit::Place,
                    Slip::By(_) => Habit::Speaker,
                });
            }
        }
        let (used, budget) = self.keys;
        for (habit, times) in [
            (Habit::Asked, self.never_asked.len()),
            (Habit::Hurry, self.left),
            (Habit::Keys, usize::from(used > budget)),
        ] {
            if times > 0 {
                habits.insert(habit, times);
            }
        }
        habits
    }

    /// The rules for what went wrong most, then those that are always worth it.
    fn to_work_on(&self, rules: &Rules) -> Vec<Says> {
        let habits = self.habits();
        let times = |habit: Habit| habits.get(&habit).copied().unwrap_or_default();
        let mut needed: Vec<_> = rules.rules.iter().collect();
        needed.retain(|rule| times(rule.on) > 0 || rule.on == Habit::Always);
        // The sort is stable: of two that went wrong equally often the more important one is first.
        needed.sort_by_key(|rule| std::cmp::Reverse(times(rule.on)));
        needed
            .into_iter()
            .take(WORK_ON)
            .map(|rule| rule.says.clone())
            .collect()
    }
}

/// What is not right about the item that a line became.
fn slips(
    line: &Line,
    entry: &Entry,
    of_line: &HashMap<&str, &Entry>,
    (people, session): (&People, &Session),
) -> Vec<Slip> {
    let mut slips = Vec::new();
    let Some(expect) = &line.expect else {
        return slips;
    };
    if entry.item != expect.item {
        slips.push(Slip::Is(entry.item));
    }
    // On another list it is about other things.
    if let Some(other) = of_line.get(expect.about.as_str())
        && slips.is_empty()
        && !entry.about.contains(&other.id)
    {
        let about = entry.about.iter().map(ToString::to_string);
        let about: Vec<String> = about.collect();
        slips.push(Slip::About(other.id.to_string(), about.join(", ")));
    }
    let by = people.iter().find(|(name, _)| *name == line.by.as_str());
    let by = by.and_then(|(_, id)| *id);
    if by.is_some_and(|by| entry.speakers.contains(&by)) {
        return slips;
    }
    // Where several were merged, the names may be those of the others, and only a threat keeps all of them.
    let is_wrong = match (entry.is_merged(), entry.speakers.is_empty()) {
        (false, false) => true,
        (true, false) => expect.named && entry.item == Item::Threat,
        (_, true) => expect.named,
    };
    if is_wrong {
        let names = entry.speakers.iter();
        let names = names.filter_map(|id| session.name_of(Some(*id)));
        slips.push(Slip::By(names.collect::<Vec<_>>().join(", ")));
    }
    slips
}

/// The people of a script, and who of the session each of them is.
type People<'a> = Vec<(&'a str, Option<ParticipantId>)>;

/// Who of the session the people of the script are: they are noted first and in the order of the script, so that one who
/// got another name since is still known by the number.
fn people_of<'a>(script: &'a Script, session: &Session) -> People<'a> {
    let participants = || session.participants.iter();
    let named = |name: &str| participants().find(|p| fold(&p.name) == fold(name));
    let is_of_script = |name: &str| script.people.iter().any(|p| fold(&p.name) == fold(name));
    let people = script.people.iter().zip(1..).map(|(person, number)| {
        let numbered = || {
            let mut numbered = participants().filter(|p| p.id == ParticipantId(number));
            numbered.find(|p| !is_of_script(&p.name))
        };
        let found = named(&person.name).or_else(numbered);
        (person.name.as_str(), found.map(|p| p.id))
    });
    people.collect()
}

/// Those of the room who had no turn, own nothing, and are named at nothing in the file.
fn never_asked(people: &People, session: &Session, entries: &[Entry]) -> Vec<String> {
    let turns = session.sittings.iter().flat_map(|s| {
        let turns = s.turns.iter().map(|turn| turn.who);
        turns.chain(s.turn)
    });
    let owners = session.actions.iter().filter_map(|action| action.owner);
    let askers = session.questions.iter().filter_map(|q| q.owner);
    let speakers = entries
        .iter()
        .flat_map(|entry| entry.speakers.iter().copied());
    let asked: Vec<_> = turns.chain(owners).chain(askers).chain(speakers).collect();
    let quiet = people
        .iter()
        .filter(|(_, id)| id.is_none_or(|id| !asked.contains(&id)));
    quiet.map(|(name, _)| (*name).to_owned()).collect()
}

#[cfg(test)]
mod tests;
