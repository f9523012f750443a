//! What an item is called outside of its session: names that stay the same however often it leaves.

use std::collections::HashMap;

use uuid::Uuid;

use super::id::ItemId;
use super::identity::{Identity, Key};
use super::session::Session;

/// What begins the name of every ticket of ours.
const PREFIX: &str = "TB-";

/// What a ticket of this session may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// What it names.
    pub named: Identity<ItemId>,
    /// Every item here that it may mean; none when that was deleted.
    pub items: Vec<ItemId>,
    /// There is one, and it can be no other.
    pub is_certain: bool,
}

impl Session {
    /// What trackers know an item by: `TB-1f0c9e2a-A7-4e6f913`, without the last part for an item that has no key.
    pub fn ticket_id(&self, item: impl Into<Identity<ItemId>>) -> String {
        format!("{}-{}", self.ticket_prefix(), item.into())
    }

    /// What all tickets of this session begin with: `TB-1f0c9e2a`, of which the second half is the beginning of its UUID.
    pub fn ticket_prefix(&self) -> String {
        let uuid = self.uuid.simple().to_string();
        format!("{PREFIX}{}", uuid.get(..8).unwrap_or_default())
    }

    /// Which items of this session a tracker may mean by `ticket`; case does not matter. `None` when it is no ticket of
    /// this session.
    pub fn meant_by_ticket(&self, ticket: &str) -> Option<Meant> {
        let rest = ticket.trim().to_ascii_lowercase();
        let ours = self.ticket_prefix().to_ascii_lowercase();
        let named: Identity<ItemId> = rest.strip_prefix(&ours)?.strip_prefix('-')?.parse().ok()?;
        Some(match named.key {
            Some(key) => self.meant_by_key(named, key),
            None => self.meant_by_number(named),
        })
    }

    /// The key decides, whatever number the item has by now.
    fn meant_by_key(&self, named: Identity<ItemId>, key: Key) -> Meant {
        let mut items: Vec<ItemId> = self
            .identities()
            .filter(|it| it.key == Some(key))
            .map(|it| it.id)
            .collect();
        if items.is_empty() {
            let went = self.former().filter(|(_, f)| f.identity.key == Some(key));
            items = went.map(|(id, _)| id).collect();
            items.dedup();
        }
        Meant {
            named,
            is_certain: items.len() == 1,
            items,
        }
    }

    /// What left without a key had none, so one that has a key is only perhaps the one that is meant: the other may be
    /// on a branch that was not merged yet.
    fn meant_by_number(&self, named: Identity<ItemId>) -> Meant {
        let here = self.identities().find(|it| it.id == named.id);
        let mut claims: Vec<(ItemId, bool)> = Vec::new();
        claims.extend(here.map(|it| (it.id, it.key.is_none())));
        for (id, former) in self.former() {
            if former.identity.id == named.id && claims.iter().all(|(other, _)| *other != id) {
                let left_so = former.merged || self.identity(id).key.is_none();
                claims.push((id, left_so && former.identity.key.is_none()));
            }
        }
        Meant {
            named,
            is_certain: matches!(claims.as_slice(), [(_, true)]),
            items: claims.into_iter().map(|(id, _)| id).collect(),
        }
    }

    /// The UUID of an item for formats that want one: always the same for the same item.
    pub fn uuid_of(&self, item: impl Into<Identity<ItemId>>) -> Uuid {
        let Identity { id, key } = item.into();
        let name = key.map_or_else(|| id.to_string(), |key| key.to_string());
        Uuid::new_v5(&self.uuid, name.as_bytes())
    }

    /// The UUID of every item.
    pub fn uuids(&self) -> HashMap<ItemId, Uuid> {
        let with_uuid = |it: Identity<ItemId>| (it.id, self.uuid_of(it));
        self.identities().map(with_uuid).collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::domain::{
        ActionId, Edit, MitigationId, New, NewAction, SessionKind, Stamp, Status, ThreatId,
    };

    const OURS: u128 = 0x1f0c_9e2a_0000_4000_8000_0000_0000_0000;

    fn at() -> Stamp {
        DateTime::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
    }

    fn session(uuid: u128) -> Session {
        let mut session = Session::new(
            Uuid::from_u128(uuid),
            "t".into(),
            SessionKind::Meeting,
            at(),
        );
        add(&mut session, "Sign");
        session
    }

    fn add(session: &mut Session, text: &str) {
        let new = New::Action(NewAction {
            text: text.into(),
            kind: None,
            about: Vec::new(),
            owner: None,
            due: None,
        });
        session.apply(&Edit::Add(new), at()).unwrap();
    }

    /// As an older program left it.
    fn old(uuid: u128) -> Session {
        let mut session = session(uuid);
        session.actions[0].key = None;
        session
    }

    fn a(number: u32) -> ItemId {
        ActionId(number).into()
    }

    /// What the name of a ticket may mean, and whether that is certain.
    fn meant(session: &Session, ticket: &str) -> (Vec<ItemId>, bool) {
        let meant = session.meant_by_ticket(ticket).unwrap();
        (meant.items, meant.is_certain)
    }

    #[test]
    fn a_ticket_leads_back_to_its_item_and_only_in_its_session() {
        let (ours, key) = (session(OURS), session(OURS).actions[0].key.unwrap());
        let ticket = format!("TB-1f0c9e2a-A1-{key}");
        assert_eq!(ours.ticket_id(&ours.actions[0]), ticket);
        let typed = format!(" {} ", ticket.to_uppercase());
        assert_eq!(meant(&ours, &typed), (vec![a(1)], true));
        assert_eq!(session(1).meant_by_ticket(&ticket), None);
        for other in [
            "",
            "TB-",
            "TB-1f0c9e2a",
            "TB-1f0c9e2a-",
            "TB-1f0c9e2a-X7",
            "TB-1f0c9e2a-A1-4e6f91",
            "TB-1f0c9e2aA1",
            "JIRA-12",
        ] {
            assert_eq!(ours.meant_by_ticket(other), None, "{other}");
        }
    }

    #[test]
    fn an_item_without_a_key_is_known_by_its_number() {
        let ours = old(OURS);
        assert_eq!(ours.ticket_id(&ours.actions[0]), "TB-1f0c9e2a-A1");
        assert_eq!(meant(&ours, "tb-1F0C9E2A-a1"), (vec![a(1)], true));
        assert_eq!(meant(&ours, "TB-1f0c9e2a-A7"), (vec![], false));
    }

    #[test]
    fn the_key_decides_and_not_the_number() {
        let mut ours = session(OURS);
        let ticket = ours.ticket_id(&ours.actions[0]);
        add(&mut ours, "Try");
        // As after branches met: the older A1 kept the number.
        ours.actions[0].id = ActionId(9);
        ours.actions[0].was = vec![Identity::new(ActionId(1), None)];
        ours.actions[1].id = ActionId(1);
        assert_eq!(meant(&ours, &ticket), (vec![a(9)], true));
        // A number alone may mean both, and no longer the one that has it.
        assert_eq!(meant(&ours, "TB-1f0c9e2a-A1"), (vec![a(1), a(9)], false));
        ours.actions.remove(0);
        assert_eq!(meant(&ours, &ticket), (vec![], false), "it was taken out");
        assert_eq!(meant(&ours, "TB-1f0c9e2a-A1"), (vec![a(1)], false));
    }

    #[test]
    fn what_was_merged_leads_to_where_it_went() {
        let mut ours = session(OURS);
        let threat = New::threat("Replay", crate::domain::FourQuestion::GoWrong);
        ours.apply(&Edit::Add(threat), at()).unwrap();
        for text in ["Sign", "Sign all"] {
            let new = New::mitigation(text, ThreatId(1), Status::Planned);
            ours.apply(&Edit::Add(new), at()).unwrap();
        }
        let ticket = ours.ticket_id(&ours.mitigations[1]);
        let merge = Edit::Merge(MitigationId(2).into(), MitigationId(1).into());
        let mut old = ours.clone();
        ours.apply(&merge, at()).unwrap();
        let m1 = ItemId::from(MitigationId(1));
        assert_eq!(meant(&ours, &ticket), (vec![m1], true));
        assert_eq!(meant(&ours, "TB-1f0c9e2a-M2"), (vec![m1], false));
        old.mitigations[1].key = None;
        old.apply(&merge, at()).unwrap();
        assert_eq!(meant(&old, "TB-1f0c9e2a-M2"), (vec![m1], true));
    }

    #[test]
    fn the_uuid_of_an_item_is_its_own_and_lasts() {
        let (ours, older) = (session(1), old(1));
        let uuid = |session: &Session| session.uuid_of(&session.actions[0]);
        assert_eq!(uuid(&ours), uuid(&session(1)));
        assert_ne!(uuid(&ours), uuid(&session(2)));
        assert_ne!(uuid(&ours), uuid(&older));
        assert_eq!(ours.uuids()[&a(1)], uuid(&ours));
        // What left older programs has this name already.
        assert_eq!(uuid(&older), Uuid::new_v5(&older.uuid, b"A1"));
        let mut renumbered = ours.clone();
        renumbered.actions[0].id = ActionId(9);
        assert_eq!(uuid(&renumbered), uuid(&ours));
    }
}
