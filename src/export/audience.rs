//! Whom a page is written for: the facts are the same for all, the order and the words are not.

/// Someone who reads what a meeting found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Who does the work: who does what by when comes first.
    Team,
    /// Who carries the risk: plain words, decisions first.
    Business,
    /// Who attacks it in thought: where it can be reached, and what rests on assumptions.
    Security,
    /// Who tests it: how each mitigation is shown to work.
    Qa,
    /// Who runs it: what would show it, and what to do then.
    Operations,
    /// Who talks with customers: what they will see, in plain words.
    Support,
    /// Who answers for it: decisions with who, why and until when.
    Compliance,
    /// Anyone who was not in the room.
    #[default]
    Everyone,
}

impl Audience {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Team,
        Self::Business,
        Self::Security,
        Self::Qa,
        Self::Operations,
        Self::Support,
        Self::Compliance,
        Self::Everyone,
    ];

    /// Its name on the command line and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Business => "business",
            Self::Security => "security",
            Self::Qa => "qa",
            Self::Operations => "operations",
            Self::Support => "support",
            Self::Compliance => "compliance",
            Self::Everyone => "everyone",
        }
    }

    /// The audience of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|audience| audience.name() == name)
    }
}
