//! Zones lie in zones and elements on the maps of elements, but nothing lies in itself.

use super::{DEEPEST_ZONE, Invalid, wrong};
use crate::domain::id::ItemId;
use crate::domain::session::{Session, VERSION};

impl Session {
    pub(super) fn validate_nesting(&self) -> Result<(), Invalid> {
        let zones = self.zones.iter().filter(|zone| zone.parent.is_some());
        let parts = self.elements.iter().filter(|part| part.within.is_some());
        zones
            .map(|zone| ItemId::from(zone.id))
            .chain(parts.map(|part| part.id.into()))
            .try_for_each(|id| self.validate_nesting_of(id))
    }

    /// Whether one zone or element lies in itself, by itself or through others.
    pub(in crate::domain) fn validate_nesting_of(&self, id: ItemId) -> Result<(), Invalid> {
        let (name, field, around) = match id {
            ItemId::Zone(id) => {
                let around = self.zones_from(self.zone(id).and_then(|zone| zone.parent));
                let around: Vec<ItemId> = around.map(ItemId::from).collect();
                (self.words_of(id.into()), "parent", around)
            }
            ItemId::Element(id) => {
                let around = self.elements_from(self.level_of(id)).map(ItemId::from);
                (self.words_of(id.into()), "within", around.collect())
            }
            _ => return Ok(()),
        };
        let Some(back) = around.iter().position(|outer| *outer == id) else {
            if field == "parent" && around.len() >= DEEPEST_ZONE {
                let says = format!(
                    "{} ({id}) lies too deep: zones lie at most {DEEPEST_ZONE} deep in each other. \
                     Delete the `parent` of one of them.",
                    name.unwrap_or_default()
                );
                return Err(wrong(id, says).at(format!("{field}:")));
            }
            return Ok(());
        };
        let name = name.unwrap_or_default();
        let through: Vec<String> = around
            .iter()
            .take(back)
            .map(|id| self.words_of(*id).unwrap_or_else(|| id.to_string()))
            .collect();
        let lies = if through.is_empty() {
            format!("{name} ({id}) cannot lie in itself.")
        } else {
            let through = through.join(", which is in ");
            format!("{name} ({id}) cannot lie in itself: it is in {through}, which is in {name}.")
        };
        let says = format!("{lies} Delete the `{field}` of one of them.");
        Err(wrong(id, says).at(format!("{field}:")))
    }

    /// What the map of a file of version 1 has no place for.
    pub(super) fn validate_map_of_one(&self) -> Result<(), Invalid> {
        if self.version >= VERSION {
            return Ok(());
        }
        for zone in self.zones.iter().filter(|zone| zone.parent.is_some()) {
            self.needs_two(zone.id.into(), "parent")?;
        }
        for part in &self.elements {
            let fields = [
                ("within", part.within.is_some()),
                ("note", !part.note.is_empty()),
                ("out_of_scope", part.out_of_scope.is_some()),
            ];
            if let Some((field, _)) = fields.into_iter().find(|(_, is_there)| *is_there) {
                self.needs_two(part.id.into(), field)?;
            }
        }
        let with_protocol = self.flows.iter().find(|flow| !flow.protocol.is_empty());
        with_protocol.map_or(Ok(()), |flow| self.needs_two(flow.id.into(), "protocol"))
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{Edit, ElementId, New, Session, SessionKind, Stamp, Text, VERSION, ZoneId};

    fn session() -> Session {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let title = "Refunds".into();
        let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at);
        for (zone, part) in [("cloud", "db"), ("core", "api"), ("vault", "keys")] {
            let new = New::Zone(zone.into(), vec![part.into()]);
            session.apply(&Edit::Add(new), at).unwrap();
        }
        session
    }

    fn says(change: impl Fn(&mut Session)) -> String {
        let mut session = session();
        change(&mut session);
        match session.validate() {
            Ok(()) => "valid".to_owned(),
            Err(invalid) => format!("{} [{}]", invalid.says, invalid.word.unwrap_or_default()),
        }
    }

    #[test]
    fn zones_and_elements_lie_in_others_but_never_in_themselves() {
        assert_eq!(
            says(|s| {
                s.zones[1].parent = Some(ZoneId(1));
                s.zones[2].parent = Some(ZoneId(2));
                s.elements[0].within = Some(ElementId(2));
            }),
            "valid"
        );
        assert_eq!(
            says(|s| s.zones[0].parent = Some(ZoneId(2))),
            "valid",
            "the order of the list does not matter"
        );
        assert_eq!(
            says(|s| s.zones[1].parent = Some(ZoneId(2))),
            "core (Z2) cannot lie in itself. Delete the `parent` of one of them. [parent:]"
        );
        assert_eq!(
            says(|s| {
                s.zones[0].parent = Some(ZoneId(3));
                s.zones[1].parent = Some(ZoneId(1));
                s.zones[2].parent = Some(ZoneId(2));
            }),
            "cloud (Z1) cannot lie in itself: it is in vault, which is in core, which is in cloud. \
             Delete the `parent` of one of them. [parent:]"
        );
        assert_eq!(
            says(|s| {
                s.elements[0].within = Some(ElementId(2));
                s.elements[1].within = Some(ElementId(1));
            }),
            "db (E1) cannot lie in itself: it is in api, which is in db. \
             Delete the `within` of one of them. [within:]"
        );
    }

    /// A session with this many zones, each in the one before, as a file may have it.
    fn deep(count: u32) -> Session {
        let mut session = session();
        let zone = session.zones[0].clone();
        session.zones = (1..=count)
            .map(|number| crate::domain::Zone {
                id: ZoneId(number),
                key: None,
                name: format!("zone {number}").into(),
                parent: (number > 1).then(|| ZoneId(number - 1)),
                ..zone.clone()
            })
            .collect();
        session
            .elements
            .iter_mut()
            .for_each(|part| part.zone = None);
        session.counters.zone = count;
        session
    }

    #[test]
    fn zones_lie_at_most_32_deep() {
        assert_eq!(deep(32).validate_nesting().map_err(|e| e.says), Ok(()));
        assert_eq!(
            deep(33).validate_nesting().map_err(|e| e.says),
            Err(
                "zone 33 (Z33) lies too deep: zones lie at most 32 deep in each other. \
                 Delete the `parent` of one of them."
                    .to_owned()
            )
        );
        // What would push the zones inside it too deep is refused, too.
        let mut session = deep(32);
        session.zones[10].parent = None;
        assert_eq!(session.zones_with(ZoneId(11), ZoneId(10)), 32);
        assert_eq!(session.zones_with(ZoneId(10), ZoneId(32)), 23);
        let says = |session: &mut Session, parent: &str| {
            let line = crate::domain::ZoneLine {
                head: Text::new(&format!("zone 11 in {parent}")),
                is_one_name: false,
                inside: Vec::new(),
            };
            let edit = Edit::Add(New::ZoneLine(line));
            let refused = session.apply(&edit, session.sittings[0].started);
            refused.err().map(|refused| refused.to_string())
        };
        assert_eq!(says(&mut session, "zone 10"), None);
        session.zones[10].parent = None;
        session.zones.push(crate::domain::Zone {
            id: ZoneId(33),
            name: "outermost".into(),
            parent: None,
            ..session.zones[0].clone()
        });
        session.counters.zone = 33;
        session.zones[0].parent = Some(ZoneId(33));
        assert_eq!(
            says(&mut session, "zone 10").as_deref(),
            Some(
                "zone 11 cannot lie in zone 10: zones lie at most 32 deep. Put it into an outer zone."
            )
        );
    }

    #[test]
    fn what_lies_in_something_that_is_not_there_is_refused_with_its_place() {
        assert_eq!(
            says(|s| s.zones[1].parent = Some(ZoneId(9))),
            "Z2 refers to Z9, which is not in this file. Delete the link. [\"Z9\"]"
        );
        assert_eq!(
            says(|s| s.elements[1].within = Some(ElementId(9))),
            "E2 refers to E9, which is not in this file. Delete the link. [\"E9\"]"
        );
    }

    #[test]
    fn a_file_of_version_1_has_no_place_for_them() {
        let old = |change: fn(&mut Session)| {
            says(|s| {
                s.version = VERSION - 1;
                s.zones.iter_mut().for_each(|z| z.key = None);
                s.elements.iter_mut().for_each(|e| e.key = None);
                change(s);
            })
        };
        assert_eq!(old(|_| ()), "valid");
        assert_eq!(
            old(|s| s.elements[1].note = Text::new("runs twice")),
            "`note` of E2 came with version 2 of this file. Write `version: 2`, or take the line out. [note:]"
        );
        assert!(old(|s| s.zones[1].parent = Some(ZoneId(1))).starts_with("`parent` of Z2 came"));
        assert!(old(|s| s.elements[0].within = Some(ElementId(2))).starts_with("`within` of E1"));
        let out = |s: &mut Session| s.elements[2].out_of_scope = Some(Text::new("not ours"));
        assert!(old(out).starts_with("`out_of_scope` of E3"));
    }
}
