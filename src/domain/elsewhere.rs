//! What an item is called outside of its session: names that stay the same however often it leaves.

use uuid::Uuid;

use super::id::ItemId;
use super::session::Session;

/// What begins the name of every ticket of ours.
const PREFIX: &str = "TB-";

impl Session {
    /// What trackers know an item by: `TB-1f0c9e2a-A7`. The middle is the beginning of the session's UUID.
    pub fn ticket_id(&self, id: impl Into<ItemId>) -> String {
        format!("{PREFIX}{}-{}", self.ticket_session(), id.into())
    }

    /// The item of this session that a tracker knows by `ticket`; case does not matter.
    pub fn item_of_ticket(&self, ticket: &str) -> Option<ItemId> {
        let rest = ticket.trim().to_ascii_uppercase();
        let (session, item) = rest.strip_prefix(PREFIX)?.split_once('-')?;
        let ours = session.eq_ignore_ascii_case(&self.ticket_session());
        ours.then(|| item.parse().ok()).flatten()
    }

    /// The UUID of an item for formats that want one: always the same for the same item.
    pub fn uuid_of(&self, id: impl Into<ItemId>) -> Uuid {
        Uuid::new_v5(&self.uuid, id.into().to_string().as_bytes())
    }

    fn ticket_session(&self) -> String {
        self.uuid.simple().to_string().chars().take(8).collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::domain::{ActionId, SessionKind, ThreatId};

    fn session(uuid: u128) -> Session {
        let at = DateTime::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        Session::new(Uuid::from_u128(uuid), "t".into(), SessionKind::Meeting, at)
    }

    #[test]
    fn a_ticket_leads_back_to_its_item_and_only_in_its_session() {
        let ours = session(0x1f0c_9e2a_0000_4000_8000_0000_0000_0000);
        assert_eq!(ours.ticket_id(ActionId(7)), "TB-1f0c9e2a-A7");
        let found = Some(ItemId::Action(ActionId(7)));
        assert_eq!(ours.item_of_ticket(" tb-1F0C9E2A-a7 "), found);
        assert_eq!(session(1).item_of_ticket("TB-1f0c9e2a-A7"), None);
        for other in [
            "",
            "TB-",
            "TB-1f0c9e2a",
            "TB-1f0c9e2a-",
            "TB-1f0c9e2a-X7",
            "JIRA-12",
        ] {
            assert_eq!(ours.item_of_ticket(other), None, "{other}");
        }
    }

    #[test]
    fn the_uuid_of_an_item_is_its_own_and_lasts() {
        let ours = session(1);
        assert_eq!(ours.uuid_of(ThreatId(1)), session(1).uuid_of(ThreatId(1)));
        assert_ne!(ours.uuid_of(ThreatId(1)), ours.uuid_of(ThreatId(2)));
        assert_ne!(ours.uuid_of(ThreatId(1)), session(2).uuid_of(ThreatId(1)));
    }
}
