//! What can go wrong.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::category::Category;
use super::figures::Figures;
use super::four::FourQuestion;
use super::id::{AssetId, BusinessRiskId, ElementId, FlowId, NotAnId, ParticipantId, ThreatId};
use super::identity::{Identity, Key};
use super::origin::Origin;
use super::pack::PackCard;
use super::parts::Parts;
use super::rated::LastRated;
use super::rests_on::RestsOn;
use super::scale::{Rated, Rating, Scale};
use super::source::Applies;
use super::stamp::Stamp;
use super::text::Text;
use super::until::Until;
use super::wall::Spot;

/// One thing that can go wrong. Its mitigations, questions and action items point at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threat {
    /// `T14`.
    pub id: ThreatId,
    /// Who it is on every branch; items of old files have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Numbers and identities that it had before branches met; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Identity<ThreatId>>,
    /// Its text, as it was said.
    pub text: Text,
    /// Other wordings of the same threat, kept when threats are merged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Text>,
    /// The text is unclear to someone; new text clears the mark (R34).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reword: bool,
    /// Threats that were merged into this one; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<Identity<ThreatId>>,
    /// The threat it was split from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<ThreatId>,
    /// Where in the system.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// STRIDE categories.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stride: Vec<Stride>,
    /// Categories of other sets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<ParticipantId>,
    /// Who said the same in other words: the speakers of what was merged into it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_said_by: Vec<ParticipantId>,
    /// During which question it was said.
    pub found_in: FourQuestion,
    /// How bad it is, once the team has talked about that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// How likely, for rooms that rate by likelihood and impact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<Level>,
    /// How much it would hurt, for rooms that rate by likelihood and impact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Level>,
    /// The rating on the session's own scale, which the severity follows from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// When it was rated, and by whom; nothing where the rating comes from elsewhere or from an old file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_rated: Option<LastRated>,
    /// The parts of its sentence. Boxed, as few threats have them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<Box<Parts>>,
    /// What it harms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assets: Vec<AssetId>,
    /// The business risks that it leads to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub business_risks: Vec<BusinessRiskId>,
    /// The threats that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rests_on: Option<Box<RestsOn>>,
    /// How often and at what cost, where numbers were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Box<Figures>>,
    /// What this threat would cost the business, in words of its own.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub business_risk: Text,
    /// What the team does about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Response>,
    /// Put off on purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deferred: Option<Deferral>,
    /// Where it comes from: a link, a CVE, a finding.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Text>,
    /// Whether it touches us, for a threat that was heard of elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies: Option<Applies>,
    /// The one-threat session that it was attached from, so that it is not attached twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attached: Option<Uuid>,
    /// The card that it began as. Boxed, as few threats have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<Box<PackCard>>,
    /// Where it stands on the wall of a whiteboard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wall: Option<Box<Spot>>,
    /// What it was in the file that it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// It came along from another session, and is as it was there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub copied: bool,
    /// When it was captured.
    pub at: Stamp,
}

/// Where in the system a threat bites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// An element.
    Element(ElementId),
    /// A data flow.
    Flow(FlowId),
    /// The system as a whole, typed `>all`.
    Whole,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Element(id) => id.fmt(f),
            Self::Flow(id) => id.fmt(f),
            Self::Whole => f.pad("all"),
        }
    }
}

impl FromStr for Place {
    type Err = NotAnId;
    fn from_str(word: &str) -> Result<Self, NotAnId> {
        if word == "all" {
            return Ok(Self::Whole);
        }
        match word.parse::<FlowId>() {
            Ok(flow) => Ok(Self::Flow(flow)),
            Err(_) => word.parse().map(Self::Element),
        }
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// The six categories of STRIDE (Kohnfelder and Garg, 1999).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stride {
    /// Pretending to be someone or something else.
    Spoofing,
    /// Changing what should not be changed.
    Tampering,
    /// Denying having done something.
    Repudiation,
    /// Seeing what should not be seen.
    InformationDisclosure,
    /// Keeping the service from those who need it.
    DenialOfService,
    /// Doing what one is not allowed to do.
    ElevationOfPrivilege,
}

impl Threat {
    /// A threat with nothing but its words.
    pub fn new(id: ThreatId, text: Text, found_in: FourQuestion, at: Stamp) -> Self {
        Self {
            id,
            key: None,
            was: Vec::new(),
            text,
            also: Vec::new(),
            reword: false,
            merged: Vec::new(),
            parent: None,
            places: Vec::new(),
            stride: Vec::new(),
            categories: Vec::new(),
            speaker: None,
            also_said_by: Vec::new(),
            found_in,
            severity: None,
            likelihood: None,
            impact: None,
            rating: None,
            last_rated: None,
            parts: None,
            assets: Vec::new(),
            business_risks: Vec::new(),
            rests_on: None,
            figures: None,
            business_risk: Text::default(),
            response: None,
            deferred: None,
            references: Vec::new(),
            applies: None,
            attached: None,
            pack: None,
            wall: None,
            origin: None,
            copied: false,
            at,
        }
    }

    /// Its categories in words, those of STRIDE first.
    pub fn kinds(&self) -> Vec<&str> {
        let stride = self.stride.iter().map(|stride| stride.words());
        stride
            .chain(self.categories.iter().map(Category::name))
            .collect()
    }

    /// Its rating as it was made: on the session's own scale, or by likelihood and impact on the standard one. `None`
    /// where only a severity was said.
    pub fn said_rating(&self) -> Option<Rating> {
        self.rating.clone().or_else(|| {
            let (likelihood, impact) = (self.likelihood?, self.impact?);
            Scale::standard().rating(Rated::Matrix(likelihood.step(), impact.step()))
        })
    }

    /// Rates it, or takes its rating away.
    ///
    /// A rating is kept in one of two forms. On the standard scale it is what files had before there were other scales:
    /// the severity, with likelihood and impact where it followed from them. So a file that uses no scale of its own
    /// stays as it was, byte by byte, and a version that knows no scales still reads it. On any other scale it is the
    /// ids of its levels, as only these say what was said; the severity beside it is what the level counts as. A
    /// session whose scale is the standard one has none of its own (`use_scale`), so whether a scale is the standard
    /// one and whether it says the same are one question.
    pub(super) fn rate(&mut self, rated: Option<Rated>, scale: &Scale, said: LastRated) {
        self.last_rated = rated.map(|_| said).filter(LastRated::is_known);
        let level = rated.and_then(|rated| scale.level_of(rated));
        self.severity = level.and_then(|level| scale.counts_as(level));
        (self.likelihood, self.impact, self.rating) = (None, None, None);
        let Some(rated) = rated else { return };
        if scale != Scale::standard() {
            self.rating = scale.rating(rated);
        } else if let Rated::Matrix(likelihood, impact) = rated {
            let level = |step: usize| Level::ALL.get(step).copied();
            (self.likelihood, self.impact) = (level(likelihood), level(impact));
        }
    }

    /// The threats that it rests on.
    pub fn rests_on(&self) -> &[ThreatId] {
        self.rests_on.as_ref().map_or(&[], |rests| &rests.of)
    }

    /// Everyone who said it, in these or in other words.
    pub fn speakers(&self) -> impl Iterator<Item = ParticipantId> {
        let also = self.also_said_by.iter().copied();
        self.speaker.into_iter().chain(also)
    }
}

impl Stride {
    /// All six, in the order of the word.
    pub const ALL: [Self; 6] = [
        Self::Spoofing,
        Self::Tampering,
        Self::Repudiation,
        Self::InformationDisclosure,
        Self::DenialOfService,
        Self::ElevationOfPrivilege,
    ];

    /// Its letter in the word STRIDE.
    pub fn letter(self) -> char {
        match self {
            Self::Spoofing => 'S',
            Self::Tampering => 'T',
            Self::Repudiation => 'R',
            Self::InformationDisclosure => 'I',
            Self::DenialOfService => 'D',
            Self::ElevationOfPrivilege => 'E',
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Spoofing => "spoofing",
            Self::Tampering => "tampering",
            Self::Repudiation => "repudiation",
            Self::InformationDisclosure => "information disclosure",
            Self::DenialOfService => "denial of service",
            Self::ElevationOfPrivilege => "elevation of privilege",
        }
    }
}

/// How bad a threat is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// We can live with it for now.
    Low,
    /// It hurts, and we want it handled.
    Medium,
    /// It hurts badly.
    High,
    /// It threatens the business.
    Critical,
}

impl Severity {
    /// All four, lowest first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Critical];

    /// In words, as lists and exports write it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// At most four capitals, for columns.
    pub fn short(self) -> &'static str {
        match self {
            Self::Low => "LOW",
            Self::Medium => "MED",
            Self::High => "HIGH",
            Self::Critical => "CRIT",
        }
    }

    /// High or critical: what question 4 looks at first.
    pub fn is_high(self) -> bool {
        self >= Self::High
    }

    /// What likelihood and impact make together on the standard scale: a table that a room can follow, as published
    /// scores are weak (see the seeds on risk scoring).
    pub fn of(likelihood: Level, impact: Level) -> Self {
        let scale = Scale::standard();
        let level = scale.cell(likelihood.step(), impact.step());
        level
            .and_then(|level| scale.counts_as(level))
            .unwrap_or(Self::Low)
    }
}

/// One of three steps of likelihood or of impact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// Little.
    Low,
    /// Some.
    Medium,
    /// Much.
    High,
}

impl Level {
    /// All three, lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// Its place on an axis of the standard scale.
    pub fn step(self) -> usize {
        match self {
            Self::Low => 0,
            Self::Medium => 1,
            Self::High => 2,
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// What the team decided about a threat, why and who decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// The decision.
    pub kind: ResponseKind,
    /// Why; asked for everything but reduce.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub reason: Text,
    /// The test that was run, or what shows it; asked for what is ruled out (R46).
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub evidence: Text,
    /// Who decided; asked for everything but reduce.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ParticipantId>,
    /// Until when it holds, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Until>,
    /// When.
    pub at: Stamp,
}

/// The ways to deal with a threat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ResponseKind {
    /// Make it less likely or less harmful.
    Reduce,
    /// Live with it.
    Accept,
    /// Let someone else carry the risk.
    Transfer,
    /// Stop doing what makes it possible.
    Avoid,
    /// It does not concern this system.
    NotApplicable,
}

impl ResponseKind {
    /// All five, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Reduce,
        Self::Accept,
        Self::Transfer,
        Self::Avoid,
        Self::NotApplicable,
    ];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reduce => "mitigate",
            Self::Accept => "accept",
            Self::Transfer => "transfer",
            Self::Avoid => "avoid",
            Self::NotApplicable => "not applicable",
        }
    }

    /// Whether a reason and a name are asked for (everything but reduce).
    pub fn wants_reason(self) -> bool {
        self != Self::Reduce
    }
}

/// A threat deferred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deferral {
    /// Why it can wait.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub reason: Text,
    /// Who decided that, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ParticipantId>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Until>,
    /// When that was decided.
    pub at: Stamp,
}
