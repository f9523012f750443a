//! Rehearsals as data: a room of people, what each says and when, and what a facilitator would make of it.

use std::collections::HashSet;

use serde::Deserialize;

use super::CatalogueError;
use crate::data::{self, Misread};
use crate::domain::fold::fold;
use crate::domain::{AgendaStep, Clock, Planned, Says, SessionKind, Text};

/// The scripts that come with the program; the first is for a first try.
const BUNDLED: [&str; 2] = [
    include_str!("rehearsals/first.ron"),
    include_str!("rehearsals/facilitator.ron"),
];

/// The bundled rules to work on.
const RULES: &str = include_str!("rehearsals/rules.ron");

/// The most lines that a script may have, and the most people.
const MOST: (usize, usize) = (400, 20);

/// The most minutes of all steps together: a day.
const MOST_MINUTES: u32 = 24 * 60;

/// The longest line that a strip of a few rows can show, in characters.
const LONGEST: usize = 200;

/// A meeting to practice on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Its name on the command line.
    pub name: Text,
    /// What the meeting is about: the title of its session.
    pub title: Text,
    /// The keys besides the words that a practiced facilitator needs.
    pub keys: usize,
    /// The people in the room.
    pub people: Vec<Person>,
    /// The steps, in order.
    pub steps: Vec<Planned>,
    /// What is said, in order.
    pub lines: Vec<Line>,
}

/// Someone in the room.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// What they are called.
    pub name: Text,
    /// What they do.
    #[serde(default)]
    pub role: Text,
}

/// Something that is said.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// What other lines call it.
    pub id: Text,
    /// Who says it; empty where the room is silent.
    #[serde(default)]
    pub by: Text,
    /// When.
    pub when: When,
    /// What kind of line it is.
    pub kind: Kind,
    /// The words.
    pub says: Text,
    /// What to do about it, for someone who has never done this.
    #[serde(default)]
    pub hint: Option<Hint>,
    /// What to do next, once the file holds the line.
    #[serde(default)]
    pub then: Option<Hint>,
    /// What a facilitator would make of it; nothing of small talk.
    #[serde(default)]
    pub expect: Option<Expect>,
}

/// A sentence with verbs in braces: `{threat}`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Hint(pub Says);

/// The moment of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum When {
    /// So many seconds after the room came to the step, counting only the time it spends there.
    In(AgendaStep, u32),
    /// So many seconds after the room has left the step.
    After(AgendaStep, u32),
}

impl When {
    /// The step that it is counted from.
    pub fn step(self) -> AgendaStep {
        match self {
            Self::In(step, _) | Self::After(step, _) => step,
        }
    }
}

/// What people do in a room. Only the chat and a silence change what happens; the others are for who reads the script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Kind {
    /// Someone describes the system.
    Describe,
    /// Someone says what can go wrong.
    Threat,
    /// Someone says what to do about it.
    Fix,
    /// Someone asks.
    Question,
    /// Someone writes in the chat.
    Chat,
    /// Someone disagrees.
    Disagree,
    /// Someone says something that is not about the system.
    SmallTalk,
    /// No one says anything.
    Silence,
}

/// What the file should hold of a line.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// The list that it belongs on.
    pub item: Item,
    /// In which words, where those of the line are too many; a flow as `member -> app`.
    #[serde(default)]
    pub words: Text,
    /// The line whose item it is about, by its id.
    #[serde(default)]
    pub about: Text,
    /// Whether it should also hold who said it.
    #[serde(default)]
    pub named: bool,
}

/// The lists of a session that a line can belong on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Item {
    /// In scope.
    InScope,
    /// Out of scope.
    OutOfScope,
    /// A flow of the map.
    Flow,
    /// An assumption.
    Assumption,
    /// A threat.
    Threat,
    /// A question.
    Question,
    /// A fix: parked before question 3, a mitigation from then on.
    Fix,
    /// Off topic, parked.
    OffTopic,
    /// An action item.
    Action,
}

impl Item {
    /// As the page calls it behind a colon.
    pub fn words(self) -> &'static str {
        match self {
            Self::InScope => "in scope",
            Self::OutOfScope => "out of scope",
            Self::Flow => "flow",
            Self::Assumption => "assumption",
            Self::Threat => "threat",
            Self::Question => "question",
            Self::Fix => "fix",
            Self::OffTopic => "off-topic item",
            Self::Action => "action item",
        }
    }
}

/// What someone can work on after a rehearsal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Habit {
    /// A threat was said and is not in the file.
    Threats,
    /// The same for what the system is made of, its scope and assumptions.
    System,
    /// The same for a question.
    Questions,
    /// A fix was lost, or stands among the threats.
    Fixes,
    /// Nobody took the chat.
    Chat,
    /// Something is about the wrong item, or on the wrong list.
    Place,
    /// Who said it is missing or wrong.
    Speaker,
    /// Someone was never asked.
    Asked,
    /// Many keys.
    Keys,
    /// A step was left before everyone had spoken.
    Hurry,
    /// An action item was lost.
    Actions,
    /// Always worth it.
    Always,
}

/// A rule to work on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What it helps with.
    pub on: Habit,
    /// The rule.
    pub says: Says,
}

/// How a line is found in a session, and what to work on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// How alike the words of a line and of an item must be, in percent.
    pub percent: u32,
    /// The rules, the most important first.
    pub rules: Vec<Rule>,
}

impl Script {
    /// The scripts that come with the program.
    ///
    /// # Errors
    /// Never for a released program: a test proves the bundled files.
    pub fn bundled() -> Result<Vec<Self>, CatalogueError> {
        BUNDLED.iter().map(|text| Self::parse(text)).collect()
    }

    /// The text of the bundled script of this name; of the first where none is named.
    pub fn bundled_text(name: Option<&str>) -> Option<&'static str> {
        let mut texts = BUNDLED.iter();
        let found = texts.find(|text| {
            let script = Self::parse(text).ok();
            name.is_none_or(|name| script.is_some_and(|script| *script.name == *name))
        });
        found.copied()
    }

    /// Reads a script.
    ///
    /// # Errors
    /// Where the text is no script, or what in it does not go together, with what to do.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let refusal = |misread: Misread| CatalogueError(misread.to_string());
        let script: Self = data::read(text).map_err(refusal)?;
        script
            .whole(text)
            .map_err(|(line, says)| refusal(Misread::at_line(line, says)))?;
        Ok(script)
    }

    fn whole(&self, text: &str) -> Result<(), (usize, String)> {
        if self.name.is_empty() || self.title.is_empty() {
            let says = "a script needs a name and a title. Write both.";
            return Err((1, says.to_owned()));
        }
        self.steps_fit(&data::entries(text, "steps"))?;
        if self.people.is_empty() || self.people.len() > MOST.1 {
            let (most, there) = (MOST.1, self.people.len());
            let says = format!("`people` has {there}. A room has 1 to {most}.");
            return Err((1, says));
        }
        let mut names = HashSet::new();
        let at = data::entries(text, "people");
        for (person, line) in self.people.iter().zip(at) {
            if person.name.is_empty() || !names.insert(fold(&person.name)) {
                let says = format!(
                    "the name \"{}\" is empty or appears twice. Write another.",
                    person.name
                );
                return Err((line, says));
            }
        }
        let mut ids = HashSet::new();
        let at = data::entries(text, "lines");
        if self.lines.is_empty() || self.lines.len() > MOST.0 {
            let (most, there) = (MOST.0, self.lines.len());
            let says = format!("`lines` has {there}. A script has 1 to {most}.");
            return Err((at.get(most).copied().unwrap_or(1), says));
        }
        for (line, place) in self.lines.iter().zip(at) {
            self.fits(line, &ids).map_err(|says| (place, says))?;
            ids.insert(line.id.as_str());
        }
        Ok(())
    }

    /// Whether the steps can be followed, with the line of each.
    fn steps_fit(&self, at: &[usize]) -> Result<(), (usize, String)> {
        let mut seen = Vec::new();
        for (place, planned) in self.steps.iter().enumerate() {
            let line = at.get(place).copied().unwrap_or(1);
            let step = planned.step;
            if !is_of_a_meeting(step) {
                let says = format!("{step:?} is not a step of a meeting. Remove it.");
                return Err((line, says));
            }
            if seen.contains(&step) {
                let says = format!("the step {step:?} appears twice. Remove one.");
                return Err((line, says));
            }
            // Whoever goes on from question 2 comes to question 3.
            let later = seen.iter().find(|former| {
                let earlier = step.question().zip(AgendaStep::question(**former));
                earlier.is_some_and(|(this, former)| this < former)
            });
            if let Some(later) = later {
                let says = format!(
                    "{step:?} comes before {later:?} in a meeting. Write the steps in the order of the four questions."
                );
                return Err((line, says));
            }
            seen.push(step);
        }
        let minutes = self.minutes();
        if minutes == 0 || minutes > MOST_MINUTES {
            let line = at.first().copied().unwrap_or(1);
            let says =
                format!("the steps take {minutes} minutes together. Plan 1 to {MOST_MINUTES}.");
            return Err((line, says));
        }
        Ok(())
    }

    /// The seconds of all steps after this one.
    fn seconds_after(&self, step: AgendaStep) -> u32 {
        let later = self.steps.iter().skip_while(|planned| planned.step != step);
        sum(later.skip(1)).saturating_mul(60)
    }

    /// Whether a line goes together with the script and with the lines before it.
    fn fits(&self, line: &Line, before: &HashSet<&str>) -> Result<(), String> {
        let id = &line.id;
        if id.is_empty() || before.contains(id.as_str()) {
            return Err(format!(
                "the id \"{id}\" is empty or appears twice. Write another."
            ));
        }
        let names: Vec<String> = self.people.iter().map(|p| p.name.to_string()).collect();
        let is_here = names.iter().any(|name| *name == *line.by);
        if !(is_here || line.kind == Kind::Silence && line.by.is_empty()) {
            return Err(format!(
                "\"{}\" is not in the room. Write {}.",
                line.by,
                names.join(", ")
            ));
        }
        let length = line.says.chars().count();
        if length == 0 || length > LONGEST {
            return Err(format!(
                "a line has 1 to {LONGEST} characters; this one has {length}. Shorten or split it."
            ));
        }
        let step = line.when.step();
        let Some(planned) = self.steps.iter().find(|planned| planned.step == step) else {
            return Err(format!(
                "{step:?} is not in `steps`. Add it there, or write another step."
            ));
        };
        if let When::In(_, at) = line.when
            && at >= planned.minutes.saturating_mul(60)
        {
            let most = planned.minutes.saturating_mul(60);
            return Err(format!(
                "{step:?} ends after {most} seconds, before second {at}. Write an earlier one."
            ));
        }
        if let When::After(_, at) = line.when
            && at >= self.seconds_after(step)
        {
            let most = self.seconds_after(step);
            return Err(format!(
                "the steps after {step:?} take {most} seconds, and this line waits {at}. Write an earlier moment."
            ));
        }
        let Some(expect) = &line.expect else {
            return Ok(());
        };
        if !expect.about.is_empty() && !before.contains(expect.about.as_str()) {
            return Err(format!(
                "no line before this has the id \"{}\". Write one that has been said.",
                expect.about
            ));
        }
        if expect.item == Item::Flow && !expect.words.contains(" -> ") {
            return Err("a flow needs words such as \"member -> app\". Write them.".to_owned());
        }
        Ok(())
    }

    /// The clock of its meeting, which no one has started.
    pub fn clock(&self) -> Clock {
        Clock::new(self.name.clone(), &self.steps)
    }

    /// Minutes of the whole meeting.
    pub fn minutes(&self) -> u32 {
        sum(self.steps.iter())
    }
}

impl Rules {
    /// The rules that come with the program.
    ///
    /// # Errors
    /// Never for a released program: a test proves the bundled file.
    pub fn bundled() -> Result<Self, CatalogueError> {
        super::read(RULES)
    }
}

/// The minutes of steps. A script may say any number.
fn sum<'a>(steps: impl Iterator<Item = &'a Planned>) -> u32 {
    steps.fold(0, |sum, planned| sum.saturating_add(planned.minutes))
}

/// Whether a first meeting can have this step: a rehearsal has no last time.
fn is_of_a_meeting(step: AgendaStep) -> bool {
    step.kind() == SessionKind::Meeting && step != AgendaStep::SinceLastTime
}

#[cfg(test)]
mod tests;
