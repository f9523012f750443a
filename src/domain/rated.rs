//! How the threats of a session are rated, in words.

use serde::{Deserialize, Serialize};

use super::edit::{Edit, SessionField};
use super::id::ParticipantId;
use super::people::{Participant, Seat};
use super::scale::{Rated, Scale};
use super::session::Session;
use super::stamp::Stamp;
use super::threat::Threat;

/// When a rating was made, and by whom, where a name was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastRated {
    /// The name that was given with it, else the scribe of that meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ParticipantId>,
    /// When.
    pub at: Stamp,
}

impl LastRated {
    /// Whether the time is one: what comes from elsewhere has none.
    pub(super) fn is_known(&self) -> bool {
        self.at.timestamp() != 0
    }
}

impl Session {
    /// Who writes down what the room says.
    pub fn scribe(&self) -> Option<&Participant> {
        let mut people = self.participants.iter();
        people.find(|person| person.seat == Some(Seat::Recorder))
    }

    /// The scale that threats are rated with.
    pub fn scale(&self) -> &Scale {
        self.scale.as_deref().unwrap_or(Scale::standard())
    }

    /// How a threat is rated on the session's scale. A rating that is not on that scale, or from which its
    /// severity does not follow, stands where the severity does.
    pub fn rated(&self, threat: &Threat) -> Option<Rated> {
        let scale = self.scale();
        let said = threat.said_rating().and_then(|said| scale.rated(&said));
        let counts_as = |rated: &Rated| scale.counts_as(scale.level_of(*rated)?);
        let said = said.filter(|rated| counts_as(rated) == threat.severity);
        said.or_else(|| Some(Rated::Single(scale.level_for(threat.severity?))))
    }

    /// The level of a threat on the session's scale, from 0 at the bottom.
    pub fn level(&self, threat: &Threat) -> Option<usize> {
        self.scale().level_of(self.rated(threat)?)
    }

    /// The word of the level of a threat on the session's scale: `high`.
    pub fn level_words(&self, threat: &Threat) -> Option<&str> {
        Some(self.scale().word(self.level(threat)?))
    }

    /// The change to another scale. It has a version of its own from then on, so that ratings that were made with the one
    /// before can be told from later ones.
    pub fn use_scale(&self, scale: &Scale) -> Edit {
        let now = self.scale();
        let mut next = scale.clone();
        next.version = now.version;
        if next != *now {
            next.version = scale.version;
            if scale != Scale::standard() && scale.version <= now.version {
                next.version = now.version + 1;
            }
        }
        Edit::Session(SessionField::Scale(Some(Box::new(next))))
    }

    /// Whether a threat was rated with another scale than the session has now, or with an earlier version of it.
    pub fn is_rated_before(&self, threat: &Threat) -> bool {
        let is_standard = self.scale.is_none();
        threat.severity.is_some()
            && match &threat.rating {
                Some(rating) => is_standard || rating.scale != self.scale().version,
                None => !is_standard,
            }
    }
}
