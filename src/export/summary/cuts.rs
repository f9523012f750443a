//! The cuts of the page as data: for each audience the sections in the order in which it needs them, under headings in
//! its words.
//!
//! The cut for everyone is one page for someone who reads nothing else, and an appendix with all that the page has no room
//! for. Every cut has the same facts. A kind of section that a cut splits (actions, mitigations) is split so that the pieces
//! make the whole; a law in the tests proves that no cut loses an item.

use super::section::Section;
use super::section::Section as S;
use crate::domain::ActionKind::{Decide, Runbook, Tell, Test};
use crate::export::Audience;

/// How a page is written for one audience.
pub(super) struct Cut {
    /// In words that need no training: risks instead of threats, no trust boundaries.
    pub(super) plain: bool,
    /// Mitigations have sections of their own, and threats only name them.
    pub(super) apart: bool,
    /// The headings with what stands below them.
    pub(super) sections: &'static [(&'static str, Section)],
    /// The same for what follows the page, so that the page stays short.
    pub(super) appendix: &'static [(&'static str, Section)],
}

/// The cut for an audience.
pub(super) fn of(audience: Audience) -> &'static Cut {
    match audience {
        Audience::Team => &TEAM,
        Audience::Business => &BUSINESS,
        Audience::Security => &SECURITY,
        Audience::Qa => &QA,
        Audience::Operations => &OPERATIONS,
        Audience::Support => &SUPPORT,
        Audience::Compliance => &COMPLIANCE,
        Audience::Everyone => &EVERYONE,
    }
}

static EVERYONE: Cut = Cut {
    plain: false,
    apart: false,
    sections: &[
        ("Summary", S::Numbers),
        ("Decisions", S::DecisionsInBrief),
        ("Top threats", S::TopInBrief),
        ("Actions", S::ActionsByOwner),
        ("Still open", S::StillOpen),
    ],
    appendix: &[
        ("Map", S::Map),
        ("Top threats in full", S::Top),
        ("Other threats", S::Also),
        ("What threats rest on", S::RestsOn),
        ("Decisions in full", S::Decisions),
        ("Deferred", S::PutOff),
        ("Actions in full", S::Actions),
        ("Questions", S::Questions),
        ("Risk matrix", S::Matrix),
        ("What is left", S::Left),
        ("Loss a year", S::Costs),
        ("Business risks", S::BusinessRisks),
        ("Assets", S::Assets),
        ("Assumptions", S::Assumptions),
        ("Parked", S::Parked),
        ("Scope", S::Scope),
        ("System", S::System),
        ("Coverage", S::Coverage),
        ("Participants", S::People),
        ("Next review", S::Again),
        ("For two people", S::ForTwo),
        ("Meeting feedback", S::Feedback),
    ],
};

static TEAM: Cut = Cut {
    plain: false,
    apart: false,
    sections: &[
        ("Still open", S::StillOpen),
        ("Actions", S::Actions),
        ("Questions", S::Questions),
        ("Top threats", S::Top),
        ("Decisions", S::Decisions),
        ("Summary", S::InShort),
        ("What is left", S::Left),
        ("What threats rest on", S::RestsOn),
        ("Deferred", S::PutOff),
        ("Business risks", S::BusinessRisks),
        ("Assets", S::Assets),
        ("Assumptions", S::Assumptions),
        ("Other threats", S::Also),
        ("Next review", S::Again),
        ("Parked", S::Parked),
        ("For two people", S::ForTwo),
        ("Meeting feedback", S::Feedback),
        ("Participants", S::People),
        ("System and scope", S::System),
    ],
    appendix: &[
        ("Loss a year", S::Costs),
        ("Risk matrix", S::Matrix),
        ("Map", S::Map),
        ("Coverage", S::Coverage),
    ],
};

static BUSINESS: Cut = Cut {
    plain: true,
    apart: false,
    sections: &[
        ("Still open", S::StillOpen),
        ("Summary", S::InShort),
        ("Risk since the last meeting", S::Fell),
        ("What is left", S::Left),
        ("Loss a year", S::Costs),
        ("Decisions", S::Decisions),
        ("Decisions to make", S::ActionsOf(&[Decide])),
        ("Top risks", S::TopWithLoss),
        ("Business risks", S::BusinessRisks),
        ("What risks rest on", S::RestsOn),
        ("Deferred", S::PutOff),
        ("Actions", S::ActionsBut(&[Decide])),
        ("Next review", S::Again),
        ("Other risks", S::Also),
        ("Questions", S::Questions),
        ("Assets", S::Assets),
        ("Assumptions", S::Assumptions),
        ("Parked", S::Parked),
        ("Participants", S::People),
        ("System and scope", S::System),
        ("For two people", S::ForTwo),
        ("Meeting feedback", S::Feedback),
    ],
    appendix: &[("Risk matrix", S::Matrix), ("Map", S::Map)],
};

static SECURITY: Cut = Cut {
    plain: false,
    apart: false,
    sections: &[
        ("Still open", S::StillOpen),
        ("Attack surface", S::Surface),
        ("Top threats", S::Top),
        ("Business risks", S::BusinessRisks),
        ("Assets", S::Assets),
        ("Assumptions", S::Assumptions),
        ("Other threats", S::Also),
        ("Deferred", S::PutOff),
        ("Decisions", S::Decisions),
        ("Questions", S::Questions),
        ("Summary", S::InShort),
        ("What is left", S::Left),
        ("What threats rest on", S::RestsOn),
        ("Actions", S::Actions),
        ("Parked", S::Parked),
        ("Next review", S::Again),
        ("Participants", S::People),
        ("For two people", S::ForTwo),
        ("Meeting feedback", S::Feedback),
    ],
    appendix: &[
        ("Loss a year", S::Costs),
        ("Risk matrix", S::Matrix),
        ("Map", S::Map),
        ("Coverage", S::Coverage),
    ],
};

static QA: Cut = Cut {
    plain: false,
    apart: true,
    sections: &[
        ("Still open", S::StillOpen),
        ("Verification", S::Verified),
        ("Tests", S::ActionsOf(&[Test])),
        ("Top threats", S::TopInShort),
        ("Other threats", S::Also),
        ("Questions", S::Questions),
        ("Business risks", S::BusinessRisks),
        ("Assets", S::Assets),
        ("Assumptions", S::Assumptions),
        ("Summary", S::InShort),
        ("What is left", S::Left),
        ("What threats rest on", S::RestsOn),
        ("Actions", S::ActionsBut(&[Test])),
        ("Deferred", S::PutOff),
        ("Decisions", S::Decisions),
        ("System and scope", S::System),
        ("Parked", S::Parked),
        ("Next review", S::Again),
        ("Participants", S::People),
        ("For two people", S::ForTwo),
        ("Meeting feedback", S::Feedback),
    ],
    appendix: &[
        ("Loss a year", S::Costs),
        ("Risk matrix", S::Matrix),
        ("Map", S::Map),
        ("Coverage", S::Coverage),
    ],
};

static OPERATIONS: Cut = Cut {
    plain: false,
    apart: true,
    sections: &[
        ("Still open", S::StillOpen),
        ("Detection", S::Detection),
        ("Runbooks", S::Runbooks),
        ("Top threats", S::TopInShort),
        ("Other mitigations", S::NotDetection),
        ("System and scope", S::System),
        ("Actions", S::ActionsBut(&[Runbook])),
        ("Questions", S::Questions),
        ("Business risks", S::BusinessRisks),
        ("Assets", S::Assets),
        ("Assumptions", S::Assumptions),
        ("Summary", S::InShort),
        ("What is left", S::Left),
        ("What threats rest on", S::RestsOn),
        ("Other threats", S::Also),
        ("Deferred", S::PutOff),
        ("Decisions", S::Decisions),
        ("Parked", S::Parked),
        ("Next review", S::Again),
        ("Participants", S::People),
        ("For two people", S::ForTwo),
        ("Meeting feedback", S::Feedback),
    ],
    appendix: &[
        ("Loss a year", S::Costs),
        ("Risk matrix", S::Matrix),
        ("Map", S::Map),
        ("Coverage", S::Coverage),
    ],
};

static SUPPORT: Cut = Cut {
    plain: true,
    apart: true,
    sections: &[
        ("Still open", S::StillOpen),
        ("Changes that customers may notice", S::Coming),
        ("People to inform", S::Telling),
        ("Top risks", S::TopInShort),
        ("Decisions", S::Decisions),
        ("Questions", S::Questions),
        ("Summary", S::InShort),
        ("What is left", S::Left),
        ("What risks rest on", S::RestsOn),
        ("Other mitigations", S::NotComing),
        ("Actions", S::ActionsBut(&[Tell])),
        ("Other risks", S::Also),
        ("Deferred", S::PutOff),
        ("Business risks", S::BusinessRisks),
        ("Assets", S::Assets),
        ("Assumptions", S::Assumptions),
        ("Parked", S::Parked),
        ("Next review", S::Again),
        ("Participants", S::People),
        ("System and scope", S::System),
        ("For two people", S::ForTwo),
        ("Meeting feedback", S::Feedback),
    ],
    appendix: &[
        ("Loss a year", S::Costs),
        ("Risk matrix", S::Matrix),
        ("Map", S::Map),
    ],
};

static COMPLIANCE: Cut = Cut {
    plain: false,
    apart: true,
    sections: &[
        ("Still open", S::StillOpen),
        ("Decisions", S::DecisionsUntil),
        ("Deferred", S::PutOff),
        ("Mitigations and their verification", S::Verified),
        ("Top threats", S::TopInShort),
        ("Other threats", S::Also),
        ("Business risks", S::BusinessRisks),
        ("Assets", S::Assets),
        ("Assumptions", S::Assumptions),
        ("Summary", S::InShort),
        ("What is left", S::Left),
        ("What threats rest on", S::RestsOn),
        ("Participants", S::People),
        ("Next review", S::Again),
        ("Actions", S::Actions),
        ("Questions", S::Questions),
        ("System and scope", S::System),
        ("Parked", S::Parked),
        ("For two people", S::ForTwo),
        ("Meeting feedback", S::Feedback),
    ],
    appendix: &[
        ("Loss a year", S::Costs),
        ("Risk matrix", S::Matrix),
        ("Map", S::Map),
        ("Coverage", S::Coverage),
    ],
};
