//! The sentence of a threat, made of what was said of it: *An outsider, starting from a stolen password, replaces the
//! payout file on sftp, so that the bank pays the wrong accounts.*
//!
//! Nothing is guessed from the threat's own words: they stay what was said, and the sentence stands beside them.

use super::fold::fold;
use super::parts::{ActorKind, PartName, Parts};
use super::session::Session;
use super::text::Text;
use super::threat::{Place, Threat};

/// What a threat can be sharpened by, one line each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SentencePart {
    /// Who.
    Who,
    /// What must be so before.
    StartingFrom,
    /// What they do.
    Does,
    /// To which part of the system.
    To,
    /// What happens then.
    SoThat,
    /// What it harms.
    Asset,
    /// What it costs the business.
    Cost,
}

impl SentencePart {
    /// All of them, the most useful to know first: who does what with which effect is a scenario; where it bites and
    /// what it takes make it one that can be answered.
    pub const ALL: [Self; 7] = [
        Self::Who,
        Self::Does,
        Self::SoThat,
        Self::To,
        Self::StartingFrom,
        Self::Asset,
        Self::Cost,
    ];

    /// The field of the threat that it is, where it is one of words.
    pub fn field(self) -> Option<PartName> {
        Some(match self {
            Self::Who => PartName::Who,
            Self::StartingFrom => PartName::StartingFrom,
            Self::Does => PartName::Does,
            Self::To => PartName::To,
            Self::SoThat => PartName::SoThat,
            Self::Asset | Self::Cost => return None,
        })
    }

    /// What stands in its place while no one has said it.
    pub fn gap(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::StartingFrom => "starting from",
            Self::Does => "does what",
            Self::To => "to which part",
            Self::SoThat => "so that",
            Self::Asset => "which asset",
            Self::Cost => "business cost",
        }
    }
}

/// A piece of a sentence that grows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words, with the blanks and commas around them.
    pub says: String,
    /// No one has said it yet.
    pub gap: bool,
}

impl Session {
    /// Whether a part of the sentence is said. Where it bites may be said by the threat's place.
    pub fn says_part(&self, threat: &Threat, part: SentencePart) -> bool {
        let parts = threat.parts.as_deref();
        let said = |name| parts.is_some_and(|parts| !parts.part(name).is_empty());
        match part {
            SentencePart::Who => {
                said(PartName::Who) || parts.is_some_and(|parts| parts.actor.is_some())
            }
            SentencePart::To => said(PartName::To) || !threat.places.is_empty(),
            SentencePart::Asset => !threat.assets.is_empty(),
            SentencePart::Cost => {
                !threat.business_risks.is_empty() || !threat.business_risk.is_empty()
            }
            part => part.field().is_some_and(said),
        }
    }

    /// The parts that no one has said, the most useful first.
    pub fn missing_parts(&self, threat: &Threat) -> Vec<SentencePart> {
        let all = SentencePart::ALL.into_iter();
        all.filter(|part| !self.says_part(threat, *part)).collect()
    }

    /// The sentence as it grows, with a gap for each part that no one has said. What is being typed stands in its
    /// place already.
    pub fn sentence_so_far(
        &self,
        threat: &Threat,
        typing: Option<(SentencePart, &str)>,
    ) -> Vec<Piece> {
        let mut parts = threat.parts.as_deref().cloned().unwrap_or_default();
        let typed = |part| {
            let here = typing.filter(|(typed, _)| *typed == part);
            here.map(|(_, words)| words.trim())
                .filter(|words| !words.is_empty())
        };
        for part in SentencePart::ALL {
            if let (Some(name), Some(words)) = (part.field(), typed(part)) {
                *parts.part_mut(name) = Text::new(words);
            }
        }
        let mut assets = self.names_of_assets(threat);
        assets.extend(typed(SentencePart::Asset).map(str::to_owned));
        let mut costs = self.costs(threat);
        costs.extend(typed(SentencePart::Cost).map(str::to_owned));
        let asks = |part| typing.is_some_and(|(typed, _)| typed == part);
        let mut out = self.act(threat, &parts, Missing::Gap);
        match so_that(threat, &parts.so_that) {
            Some(so_that) => out.say(format!(", {so_that}")),
            None => out.gap(", ", SentencePart::SoThat),
        }
        match harms(&parts.goals, &assets) {
            Some(harms) if !assets.is_empty() || !asks(SentencePart::Asset) => {
                out.say(format!(", {harms}"));
            }
            Some(harms) => out.gap(&format!(", {harms} of "), SentencePart::Asset),
            None if asks(SentencePart::Asset) => {
                out.gap(", which harms ", SentencePart::Asset);
            }
            None => {}
        }
        out.say(".".to_owned());
        if !costs.is_empty() {
            out.say(format!(" For the business: {}.", costs.join("; ")));
        } else if asks(SentencePart::Cost) {
            out.gap(" For the business: ", SentencePart::Cost);
            out.say(".".to_owned());
        }
        out.0
    }

    /// The sentence for a document: without gaps, and only where the threat's own words do not say all of it already.
    pub fn sentence(&self, threat: &Threat) -> Option<String> {
        let parts = threat.parts.as_deref()?;
        let words = fold(&threat.text);
        let new = |name: &PartName| !words.contains(&fold(parts.part(*name)));
        let is_kind = parts.actor.is_some() && parts.who.is_empty();
        (is_kind || PartName::ALL.iter().any(new)).then(|| self.whole(threat, parts))
    }

    /// What is said of it so far, without gaps; `None` where no part is.
    pub fn said_so_far(&self, threat: &Threat) -> Option<String> {
        let parts = threat.parts.as_deref()?;
        Some(self.whole(threat, parts))
    }

    fn whole(&self, threat: &Threat, parts: &Parts) -> String {
        let mut said = self.act(threat, parts, Missing::Stands).joined();
        if let Some(so_that) = so_that(threat, &parts.so_that) {
            said.push_str(&format!(", {so_that}"));
        }
        if let Some(harms) = harms(&parts.goals, &self.names_of_assets(threat)) {
            said.push_str(&format!(", {harms}"));
        }
        capital(said.trim_end_matches('.')) + "."
    }

    /// Who, as the subject of a sentence: *an outsider*, *the night shift*.
    pub fn actor_words(&self, threat: &Threat) -> Option<String> {
        who(threat.parts.as_deref()?)
    }

    /// What happens, in one line for a scenario: *an outsider, starting from a stolen password, replaces the payout
    /// file on sftp*; `None` where no one said who.
    pub fn scenario(&self, threat: &Threat) -> Option<String> {
        let parts = threat.parts.as_deref()?;
        who(parts)?;
        Some(self.act(threat, parts, Missing::Stands).joined())
    }

    /// Who does what to which part.
    fn act(&self, threat: &Threat, parts: &Parts, missing: Missing) -> Pieces {
        let mut out = Pieces(Vec::new());
        // An accident does nothing: it happens to someone who does.
        let by_accident = parts.actor == Some(ActorKind::Accident) && parts.who.is_empty();
        let who = if by_accident && !parts.does.is_empty() {
            Some("by accident, someone".to_owned())
        } else {
            who(parts)
        };
        match (who, missing) {
            (Some(who), Missing::Gap) => out.say(capital(&who)),
            (Some(who), Missing::Stands) => out.say(who),
            (None, Missing::Gap) => out.gap("", SentencePart::Who),
            (None, Missing::Stands) => out.say("someone".to_owned()),
        }
        match (starting_from(&parts.starting_from), missing) {
            (Some(from), _) => out.say(format!(", {from},")),
            (None, Missing::Gap) => {
                out.gap(", ", SentencePart::StartingFrom);
                out.say(",".to_owned());
            }
            (None, Missing::Stands) => {}
        }
        match (does(&parts.does), missing) {
            (Some(does), _) => out.say(format!(" {does}")),
            (None, Missing::Gap) => out.gap(" ", SentencePart::Does),
            // What they do is in the threat's own words, which name their place or do not.
            (None, Missing::Stands) => {
                let so_far = out.joined();
                let own = threat.text.trim_end_matches(['.', ' ']);
                return Pieces(vec![Piece {
                    says: format!("{}: {own}", so_far.trim_end_matches(',')),
                    gap: false,
                }]);
            }
        }
        match (self.target(threat, parts), missing) {
            (Target::Said(to), _) => out.say(format!(" {to}")),
            (Target::Nowhere, Missing::Gap) => out.gap(" ", SentencePart::To),
            (Target::WithinWords, _) | (Target::Nowhere, Missing::Stands) => {}
        }
        out
    }

    /// What happens then, as it goes on: *so that the bank pays the wrong accounts*.
    pub fn effect_words(&self, threat: &Threat) -> Option<String> {
        so_that(threat, &threat.parts.as_deref()?.so_that)
    }

    fn names_of_assets(&self, threat: &Threat) -> Vec<String> {
        let assets = threat.assets.iter().filter_map(|id| self.asset(*id));
        assets.map(|asset| asset.name.to_string()).collect()
    }

    fn costs(&self, threat: &Threat) -> Vec<String> {
        let risks = self.business_risks.iter();
        let risks = risks.filter(|risk| threat.business_risks.contains(&risk.id));
        let mut costs: Vec<String> = risks.map(|risk| plain_end(&risk.text)).collect();
        if !threat.business_risk.is_empty() {
            costs.push(plain_end(&threat.business_risk));
        }
        costs
    }

    fn target(&self, threat: &Threat, parts: &Parts) -> Target {
        if !parts.to.is_empty() {
            return Target::Said(with(&parts.to, "on"));
        }
        let done = fold(&parts.does);
        let places: Vec<String> = threat
            .places
            .iter()
            .map(|place| match place {
                Place::Flow(_) => format!("the flow {}", self.place_words(*place)),
                place => self.place_words(*place),
            })
            .collect();
        if places.is_empty() {
            return Target::Nowhere;
        }
        let bare = |name: &String| name.trim_start_matches("the flow ").to_owned();
        let new: Vec<&str> = places
            .iter()
            .filter(|name| !done.contains(&fold(&bare(name))))
            .map(String::as_str)
            .collect();
        match new.as_slice() {
            [] => Target::WithinWords,
            new => Target::Said(format!("on {}", in_a_row(new))),
        }
    }
}

/// What stands in the place of a part that no one has said.
#[derive(Clone, Copy)]
enum Missing {
    /// A gap in brackets.
    Gap,
    /// Words that are true without it.
    Stands,
}

/// To which part it is done.
enum Target {
    /// In words of its own, or by the threat's places.
    Said(String),
    /// What they do names it already.
    WithinWords,
    /// No one said.
    Nowhere,
}

struct Pieces(Vec<Piece>);

impl Pieces {
    fn say(&mut self, says: String) {
        self.0.push(Piece { says, gap: false });
    }

    fn joined(&self) -> String {
        self.0.iter().map(|piece| piece.says.as_str()).collect()
    }

    fn gap(&mut self, before: &str, part: SentencePart) {
        if !before.is_empty() {
            self.say(before.to_owned());
        }
        self.0.push(Piece {
            says: format!("[{}]", part.gap()),
            gap: true,
        });
    }
}

impl ActorKind {
    /// The kind that these words name by themselves: `outsider`, `an insider`, `accident`.
    pub fn named(words: &str) -> Option<Self> {
        let words = fold(words);
        let bare = ["an ", "a ", "the "]
            .iter()
            .find_map(|article| words.strip_prefix(article))
            .unwrap_or(&words);
        let also = |kind: Self| match kind {
            Self::Automated => &["automated attack", "automation", "bot", "a program"][..],
            Self::Accident => &["accident", "nature", "nature or accident", "mishap"][..],
            _ => &[][..],
        };
        let mut all = Self::ALL.into_iter();
        all.find(|kind| kind.words() == bare || also(*kind).contains(&bare))
    }
}

/// Who, as a subject.
fn who(parts: &Parts) -> Option<String> {
    let words = parts.who.trim_end_matches(['.', ',']);
    if words.is_empty() {
        return parts.actor.map(|actor| actor.subject().to_owned());
    }
    let first = words.split_whitespace().next().unwrap_or_default();
    let last = words.split_whitespace().last().unwrap_or_default();
    let named = first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let several = last.ends_with('s') && !last.ends_with("ss");
    if named || several || DETERMINERS.contains(&fold(first).as_str()) {
        return Some(words.to_owned());
    }
    let vowel = first.starts_with(['a', 'e', 'i', 'o', 'u']);
    Some(format!("{} {words}", if vowel { "an" } else { "a" }))
}

/// Words before which no article stands.
const DETERMINERS: [&str; 25] = [
    "a",
    "an",
    "the",
    "any",
    "every",
    "each",
    "some",
    "someone",
    "somebody",
    "anyone",
    "anybody",
    "everyone",
    "everybody",
    "another",
    "one",
    "two",
    "three",
    "our",
    "their",
    "its",
    "my",
    "your",
    "whoever",
    "nobody",
    "people",
];

/// What must be so before, in words that fit behind the subject.
fn starting_from(said: &str) -> Option<String> {
    const JOINS: [&str; 16] = [
        "with", "who", "that", "having", "from", "via", "able", "on", "in", "at", "through",
        "after", "while", "using", "without", "when",
    ];
    let said = said.trim_end_matches(['.', ',']);
    if said.is_empty() {
        return None;
    }
    let first = fold(said.split_whitespace().next().unwrap_or_default());
    let own = JOINS.contains(&first.as_str()) || starts(said, "starting from ");
    Some(if own {
        said.to_owned()
    } else {
        format!("starting from {said}")
    })
}

/// What they do, as a verb: `replaces the file`, and `can replace the file` where it was said so.
fn does(said: &str) -> Option<String> {
    let said = said.trim_end_matches(['.', ',']);
    if said.is_empty() {
        return None;
    }
    let first = fold(said.split_whitespace().next().unwrap_or_default());
    let third = first.ends_with('s') && !["ss", "us"].iter().any(|end| first.ends_with(end));
    let past = ["can", "could", "may", "might", "will", "is", "has", "does"];
    Some(if third || past.contains(&first.as_str()) {
        said.to_owned()
    } else {
        format!("can {said}")
    })
}

/// What happens then. Threat Composer asks for a thing where we ask for a sentence.
fn so_that(threat: &Threat, said: &str) -> Option<String> {
    let said = said.trim_end_matches(['.', ',']);
    if said.is_empty() {
        return None;
    }
    let origin = threat.origin.as_deref();
    let there = origin.and_then(|origin| origin.value.get("threatImpact")?.as_str());
    Some(if there.is_some_and(|there| there.trim() == said) {
        format!("which leads {}", with(said, "to"))
    } else if starts(said, "so that ") || starts(said, "which ") {
        said.to_owned()
    } else {
        format!("so that {said}")
    })
}

/// What suffers, of what.
fn harms(goals: &[Text], assets: &[String]) -> Option<String> {
    let goals: Vec<&str> = goals.iter().map(Text::as_str).collect();
    let assets: Vec<&str> = assets.iter().map(String::as_str).collect();
    match (goals.is_empty(), assets.is_empty()) {
        (true, true) => None,
        (true, false) => Some(format!("which harms {}", in_a_row(&assets))),
        (false, true) => Some(format!("which reduces {}", in_a_row(&goals))),
        (false, false) => Some(format!(
            "which reduces {} of {}",
            in_a_row(&goals),
            in_a_row(&assets)
        )),
    }
}

/// The words behind a preposition, unless they begin with one.
fn with(said: &str, preposition: &str) -> String {
    const BEGIN: [&str; 14] = [
        "on", "to", "in", "at", "of", "from", "into", "inside", "within", "behind", "through",
        "between", "against", "via",
    ];
    let said = said.trim_end_matches(['.', ',']);
    let first = fold(said.split_whitespace().next().unwrap_or_default());
    if BEGIN.contains(&first.as_str()) {
        said.to_owned()
    } else {
        format!("{preposition} {said}")
    }
}

fn starts(said: &str, with: &str) -> bool {
    fold(said).starts_with(with)
}

fn plain_end(said: &str) -> String {
    said.trim_end_matches('.').to_owned()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// `a`, `a and b`, `a, b and c`.
fn in_a_row(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
