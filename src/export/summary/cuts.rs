//! The cuts of the page as data: for each audience the sections in the order in which it needs them, under headings in
//! its words.
//!
//! Every cut has the same facts. A kind of section that a cut splits (actions, mitigations) is split so that the pieces
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
        ("Still open", S::StillOpen),
        ("In short", S::InShort),
        ("Decisions", S::Decisions),
        ("Top threats", S::Top),
        ("Actions", S::Actions),
        ("Questions", S::Questions),
        ("Put off on purpose", S::PutOff),
        ("Assumptions", S::Assumptions),
        ("Also on the list", S::Also),
        ("Kept for later", S::Parked),
        ("Who was there", S::People),
        ("We meet again", S::Again),
        ("What we looked at", S::System),
        ("About the meeting itself", S::Feedback),
    ],
};

static TEAM: Cut = Cut {
    plain: false,
    apart: false,
    sections: &[
        ("Still open", S::StillOpen),
        ("Who does what by when", S::Actions),
        ("Questions to answer", S::Questions),
        ("Top threats", S::Top),
        ("Decisions", S::Decisions),
        ("In short", S::InShort),
        ("Put off on purpose", S::PutOff),
        ("Assumptions", S::Assumptions),
        ("Also on the list", S::Also),
        ("We meet again", S::Again),
        ("Kept for later", S::Parked),
        ("About the meeting itself", S::Feedback),
        ("Who was there", S::People),
        ("What we looked at", S::System),
    ],
};

static BUSINESS: Cut = Cut {
    plain: true,
    apart: false,
    sections: &[
        ("Still open", S::StillOpen),
        ("In short", S::InShort),
        ("What was decided", S::Decisions),
        ("Still to be decided", S::ActionsOf(&[Decide])),
        ("The biggest risks", S::TopWithLoss),
        ("Put off on purpose", S::PutOff),
        ("Who does what by when", S::ActionsBut(&[Decide])),
        ("When we look again", S::Again),
        ("Other risks", S::Also),
        ("What we do not know yet", S::Questions),
        ("What we take for granted", S::Assumptions),
        ("Kept for later", S::Parked),
        ("Who was there", S::People),
        ("What we looked at", S::System),
        ("About the meeting itself", S::Feedback),
    ],
};

static SECURITY: Cut = Cut {
    plain: false,
    apart: false,
    sections: &[
        ("Still open", S::StillOpen),
        ("Attack surface", S::Surface),
        ("Top threats", S::Top),
        ("What rests on assumptions", S::Assumptions),
        ("Also on the list", S::Also),
        ("Put off on purpose", S::PutOff),
        ("Decisions", S::Decisions),
        ("Questions", S::Questions),
        ("In short", S::InShort),
        ("Actions", S::Actions),
        ("Kept for later", S::Parked),
        ("We meet again", S::Again),
        ("Who was there", S::People),
        ("About the meeting itself", S::Feedback),
    ],
};

static QA: Cut = Cut {
    plain: false,
    apart: true,
    sections: &[
        ("Still open", S::StillOpen),
        ("How we know that it works", S::Verified),
        ("To be tested", S::ActionsOf(&[Test])),
        ("What it stops: the top threats", S::TopInShort),
        ("Also on the list", S::Also),
        ("Questions", S::Questions),
        ("Assumptions to try", S::Assumptions),
        ("In short", S::InShort),
        ("Actions", S::ActionsBut(&[Test])),
        ("Put off on purpose", S::PutOff),
        ("Decisions", S::Decisions),
        ("What we looked at", S::System),
        ("Kept for later", S::Parked),
        ("We meet again", S::Again),
        ("Who was there", S::People),
        ("About the meeting itself", S::Feedback),
    ],
};

static OPERATIONS: Cut = Cut {
    plain: false,
    apart: true,
    sections: &[
        ("Still open", S::StillOpen),
        ("How we would notice", S::Detection),
        ("What to do when it happens", S::Runbooks),
        ("What to watch: the top threats", S::TopInShort),
        ("What stops it, and what comes", S::NotDetection),
        ("Where it runs", S::System),
        ("Actions", S::ActionsBut(&[Runbook])),
        ("Questions", S::Questions),
        ("Assumptions", S::Assumptions),
        ("In short", S::InShort),
        ("Also on the list", S::Also),
        ("Put off on purpose", S::PutOff),
        ("Decisions", S::Decisions),
        ("Kept for later", S::Parked),
        ("We meet again", S::Again),
        ("Who was there", S::People),
        ("About the meeting itself", S::Feedback),
    ],
};

static SUPPORT: Cut = Cut {
    plain: true,
    apart: true,
    sections: &[
        ("Still open", S::StillOpen),
        ("What customers will see", S::Coming),
        ("Whom to tell", S::Telling),
        ("What can go wrong, the worst first", S::TopInShort),
        ("What was decided", S::Decisions),
        ("What we do not know yet", S::Questions),
        ("In short", S::InShort),
        ("What is there already, and ideas", S::NotComing),
        ("Who does what by when", S::ActionsBut(&[Tell])),
        ("Other risks", S::Also),
        ("Put off on purpose", S::PutOff),
        ("What we take for granted", S::Assumptions),
        ("Kept for later", S::Parked),
        ("When we look again", S::Again),
        ("Who was there", S::People),
        ("What we looked at", S::System),
        ("About the meeting itself", S::Feedback),
    ],
};

static COMPLIANCE: Cut = Cut {
    plain: false,
    apart: true,
    sections: &[
        ("Still open", S::StillOpen),
        ("Decisions", S::DecisionsUntil),
        ("Put off on purpose", S::PutOff),
        ("Controls, and how we know that they work", S::Verified),
        ("Top threats", S::TopInShort),
        ("Also on the list", S::Also),
        ("Assumptions", S::Assumptions),
        ("In short", S::InShort),
        ("Who was there", S::People),
        ("When we look again", S::Again),
        ("Actions", S::Actions),
        ("Questions", S::Questions),
        ("What we looked at", S::System),
        ("Kept for later", S::Parked),
        ("About the meeting itself", S::Feedback),
    ],
};
