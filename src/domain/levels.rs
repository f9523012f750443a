//! Where things on the map lie: elements in zones, zones in zones, and elements on the maps of other elements.

use std::iter::successors;

use super::fold::fold;
use super::id::{ElementId, FlowId, ItemId, ZoneId};
use super::session::Session;
use super::system::{Element, Flow, Zone};
use super::threat::Threat;

/// What stands for an element when one level of the map is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Where {
    /// The element itself: it is on this level.
    Here(ElementId),
    /// An element of this level, on whose own map it lies, however deep.
    Under(ElementId),
    /// An element that is not on this level: what stands for it on the nearest map that both share.
    Outside(ElementId),
}

impl Where {
    /// What is drawn.
    pub fn element(self) -> ElementId {
        match self {
            Self::Here(id) | Self::Under(id) | Self::Outside(id) => id,
        }
    }
}

impl Session {
    /// The element with this id, or the one that has been it since.
    pub fn element(&self, id: ElementId) -> Option<&Element> {
        let here = self.position(id.into());
        let former = |e: &&Element| e.was.iter().any(|was| was.id == id);
        here.and_then(|place| self.elements.get(place))
            .or_else(|| self.elements.iter().find(former))
    }

    /// The flow with this id, or the one that has been it since.
    pub fn flow(&self, id: FlowId) -> Option<&Flow> {
        let here = self.position(id.into());
        let former = |f: &&Flow| f.was.iter().any(|was| was.id == id);
        here.and_then(|place| self.flows.get(place))
            .or_else(|| self.flows.iter().find(former))
    }

    /// The element of this name: people do not type the same name the same way twice.
    pub fn element_called(&self, name: &str) -> Option<&Element> {
        let name = fold(name);
        let mut elements = self.elements.iter();
        elements.find(|element| fold(&element.name) == name)
    }

    /// The zone of this name, in the same way.
    pub fn zone_called(&self, name: &str) -> Option<&Zone> {
        let name = fold(name);
        let mut zones = self.zones.iter();
        zones.find(|zone| fold(&zone.name) == name)
    }

    /// The zone with this id, or the one that has been it since.
    pub fn zone(&self, id: ZoneId) -> Option<&Zone> {
        let here = self.position(id.into());
        let former = |z: &&Zone| z.was.iter().any(|was| was.id == id);
        here.and_then(|place| self.zones.get(place))
            .or_else(|| self.zones.iter().find(former))
    }

    /// A zone and every zone around it, innermost first.
    pub fn zones_from(&self, zone: Option<ZoneId>) -> impl Iterator<Item = ZoneId> {
        // A session that is only being made may go in circles.
        let most = self.zones.len();
        successors(zone, |id| self.zone(*id)?.parent).take(most)
    }

    /// How deep zones would lie if a zone lay in another one: that, those around it, and the longest chain inside.
    pub(super) fn zones_with(&self, zone: ZoneId, parent: ZoneId) -> usize {
        let inside = self.zones.iter().filter_map(|inner| {
            let mut chain = self.zones_from(Some(inner.id));
            chain.position(|outer| outer == zone)
        });
        self.zones_from(Some(parent)).count() + inside.max().unwrap_or(0) + 1
    }

    /// An element and every element on whose map it lies, innermost first.
    pub fn elements_from(&self, element: Option<ElementId>) -> impl Iterator<Item = ElementId> {
        let most = self.elements.len();
        successors(element, |id| self.element(*id)?.within).take(most)
    }

    /// The innermost zone in which an element lies: its own, else that of the element on whose map it stands.
    pub fn zone_of(&self, id: ElementId) -> Option<ZoneId> {
        self.elements_from(Some(id))
            .find_map(|id| self.element(id)?.zone)
    }

    /// Every zone in which an element lies, innermost first.
    pub fn zone_path(&self, id: ElementId) -> Vec<ZoneId> {
        self.zones_from(self.zone_of(id)).collect()
    }

    /// Whether a zone lies in another one, however deep. No zone lies in itself.
    pub fn zone_inside(&self, inner: ZoneId, outer: ZoneId) -> bool {
        inner != outer && self.zones_from(Some(inner)).any(|zone| zone == outer)
    }

    /// Whether a flow crosses a trust boundary: the innermost zones of its ends differ.
    pub fn crosses(&self, flow: &Flow) -> bool {
        self.zone_of(flow.from) != self.zone_of(flow.to)
    }

    /// The elements that lie in a zone, however deep.
    pub fn elements_in(&self, zone: ZoneId) -> impl Iterator<Item = &Element> {
        let elements = self.elements.iter();
        elements.filter(move |e| self.zones_from(self.zone_of(e.id)).any(|z| z == zone))
    }

    /// The innermost zone in which both ends of a flow lie.
    fn zone_around(&self, flow: &Flow) -> Option<ZoneId> {
        let to = self.zone_path(flow.to);
        self.zones_from(self.zone_of(flow.from))
            .find(|zone| to.contains(zone))
    }

    /// The threats whose place is in a zone, however deep: an element, or a flow that does not leave it. Each once, in
    /// order.
    pub fn threats_in(&self, zone: ZoneId) -> Vec<&Threat> {
        let is_in = |flow: &&Flow| {
            self.zones_from(self.zone_around(flow))
                .any(|around| around == zone)
        };
        let flows = self.flows.iter().filter(is_in).map(|flow| flow.id.into());
        let elements = self.elements_in(zone).map(|e| e.id.into());
        self.threats_at_all(elements.chain(flows))
    }

    /// The threats whose place is one of some flows: each once, in order.
    pub fn threats_at_flows(&self, flows: &[FlowId]) -> Vec<&Threat> {
        self.threats_at_all(flows.iter().map(|id| (*id).into()))
    }

    /// The elements of a zone that no zone inside it contains, those on the maps of its elements too.
    pub fn elements_directly_in(&self, zone: ZoneId) -> impl Iterator<Item = &Element> {
        let elements = self.elements.iter();
        elements.filter(move |e| self.zone_of(e.id) == Some(zone))
    }

    /// The threats whose place is an element of a zone that no zone inside it contains, or a flow between two of them:
    /// each once, in order.
    pub fn threats_directly_in(&self, zone: ZoneId) -> Vec<&Threat> {
        let is_in =
            |flow: &&Flow| [flow.from, flow.to].map(|end| self.zone_of(end)) == [Some(zone); 2];
        let flows = self.flows.iter().filter(is_in).map(|flow| flow.id.into());
        let elements = self.elements_directly_in(zone).map(|e| e.id.into());
        self.threats_at_all(elements.chain(flows))
    }

    /// The threats at an element of the map, or at what is on its own map, however deep: each once, in order.
    fn threats_on(&self, id: ElementId) -> Vec<&Threat> {
        let mut inside = vec![id];
        let mut from = 0;
        while let Some(host) = inside.get(from).copied() {
            from += 1;
            let own = self.elements_on(Some(host)).map(|e| e.id);
            let own: Vec<ElementId> = own.filter(|id| !inside.contains(id)).collect();
            inside.extend(own);
        }
        self.threats_at_all(inside.into_iter().map(ItemId::from))
    }

    /// The threats whose place is one of some items: each once, in order.
    fn threats_at_all(&self, items: impl Iterator<Item = ItemId>) -> Vec<&Threat> {
        let at = items.flat_map(|id| self.threats_at(id));
        let mut threats: Vec<&Threat> = at.collect();
        threats.sort_by_key(|threat| self.position(threat.id.into()));
        threats.dedup_by_key(|threat| threat.id);
        threats
    }

    /// The threats that are said of an item of the map wherever it is shown: at an element with all on its own map, in
    /// a zone however deep, at a flow.
    pub fn threats_of(&self, id: ItemId) -> Vec<&Threat> {
        match id {
            ItemId::Element(id) => self.threats_on(id),
            ItemId::Zone(id) => self.threats_in(id),
            id => self.threats_at(id).collect(),
        }
    }

    /// Whether nothing lies in a zone: no element, however deep, and no zone.
    pub fn is_empty_zone(&self, id: ZoneId) -> bool {
        self.elements_in(id).next().is_none() && self.zones.iter().all(|z| z.parent != Some(id))
    }

    /// The element on whose own map an element stands; `None` for the map of the whole system.
    pub fn level_of(&self, id: ElementId) -> Option<ElementId> {
        self.element(id)?.within
    }

    /// The elements on a level of the map, in order.
    pub fn elements_on(&self, level: Option<ElementId>) -> impl Iterator<Item = &Element> {
        let top = if level.is_none() {
            self.elements.as_slice()
        } else {
            &[]
        };
        let top = top.iter().filter(|e| e.within.is_none());
        let inside = level.into_iter();
        inside
            .flat_map(|level| self.elements_inside(level))
            .chain(top)
    }

    /// What stands for an element on a level of the map; `None` when there is no such element.
    pub fn lifted(&self, id: ElementId, level: Option<ElementId>) -> Option<Where> {
        let id = self.element(id)?.id;
        let levels = self.elements_from(level).map(Some).chain([None]);
        for map in levels {
            let stands = self
                .elements_from(Some(id))
                .find(|part| self.level_of(*part) == map);
            match stands {
                Some(part) if map != level => return Some(Where::Outside(part)),
                Some(part) if part == id => return Some(Where::Here(part)),
                Some(part) => return Some(Where::Under(part)),
                None => {}
            }
        }
        None
    }

    /// What stands for the ends of a flow on a level of the map; `None` where the flow is not drawn.
    pub fn ends_on(&self, flow: &Flow, level: Option<ElementId>) -> Option<[Where; 2]> {
        let (from, to) = (self.lifted(flow.from, level)?, self.lifted(flow.to, level)?);
        let outside = |end: Where| matches!(end, Where::Outside(_));
        // What stays on the map of one element is shown there, and what never comes here elsewhere.
        let within = from.element() == to.element() && flow.from != flow.to;
        let elsewhere = within || (outside(from) && outside(to));
        (!elsewhere).then_some([from, to])
    }

    /// The nearest level on which a flow is drawn, looked for from its deeper end outward.
    pub fn level_showing(&self, flow: &Flow) -> Option<ElementId> {
        let depth = |id: ElementId| self.elements_from(Some(id)).count();
        let deeper = if depth(flow.to) > depth(flow.from) {
            flow.to
        } else {
            flow.from
        };
        let mut levels = self.elements_from(self.level_of(deeper));
        levels.find(|level| self.ends_on(flow, Some(*level)).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, ElementKind, FourQuestion, New, SessionKind, Stamp};

    fn at() -> Stamp {
        Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
    }

    /// customer in internet; web in dmz; api in core, which is in cloud with db; parser and cache on the map of api, and
    /// rules on the map of parser.
    fn session() -> Session {
        let title = "Refunds".into();
        let mut s = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at());
        let zones = [
            ("internet", "customer"),
            ("dmz", "web"),
            ("core", "api"),
            ("cloud", "db"),
        ];
        for (zone, part) in zones {
            let new = New::Zone(zone.into(), vec![part.into()]);
            s.apply(&Edit::Add(new), at()).unwrap();
        }
        for name in ["parser", "cache", "rules"] {
            let new = New::Element {
                name: name.into(),
                kind: Some(ElementKind::Process),
                unknown: false,
            };
            s.apply(&Edit::Add(new), at()).unwrap();
        }
        s.zones[2].parent = Some(ZoneId(4));
        s.elements[4].within = Some(ElementId(3));
        s.elements[5].within = Some(ElementId(3));
        s.elements[6].within = Some(ElementId(5));
        for (from, to) in [
            ("customer", "api"),
            ("api", "db"),
            ("web", "rules"),
            ("parser", "api"),
        ] {
            let new = New::Flow {
                from: from.into(),
                to: to.into(),
                data: "x".into(),
            };
            s.apply(&Edit::Add(new), at()).unwrap();
        }
        s.validate().unwrap();
        s
    }

    fn names(s: &Session, zones: &[ZoneId]) -> String {
        let words = zones.iter().filter_map(|zone| s.words_of((*zone).into()));
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_part_lies_in_every_zone_around_its_own_and_around_the_part_on_whose_map_it_is() {
        let s = session();
        let path = |id| names(&s, &s.zone_path(ElementId(id)));
        assert_eq!(path(1), "internet");
        assert_eq!(path(3), "core cloud");
        assert_eq!(path(7), "core cloud", "rules, in parser, in api");
        assert!(s.zone_inside(ZoneId(3), ZoneId(4)));
        assert!(!s.zone_inside(ZoneId(4), ZoneId(3)));
        assert!(!s.zone_inside(ZoneId(3), ZoneId(3)));
        let inside = s.elements_in(ZoneId(4)).map(|e| e.name.to_string());
        let inside: Vec<String> = inside.collect();
        assert_eq!(inside, ["api", "db", "parser", "cache", "rules"]);
        let directly = |zone| s.elements_directly_in(ZoneId(zone)).count();
        assert_eq!(
            [directly(4), directly(3)],
            [1, 4],
            "db; api and its own map"
        );
    }

    #[test]
    fn a_flow_crosses_the_zones_that_its_ends_do_not_share() {
        let s = session();
        let crosses = s.flows.iter().map(|flow| s.crosses(flow));
        let crosses: Vec<bool> = crosses.collect();
        assert_eq!(crosses, [true, true, true, false]);
    }

    #[test]
    fn a_threat_to_a_flow_is_in_the_zones_that_the_flow_does_not_leave() {
        // F2 is api to db: from core into cloud, in which core lies. F1 is customer to api, across both.
        let mut s = session();
        for (text, place) in [("a", "F2"), ("b", "F1"), ("c", "F4")] {
            let new = New::threat(text, FourQuestion::GoWrong);
            let id = s.apply(&Edit::Add(new), at()).unwrap().focus.unwrap();
            let place = place.parse().unwrap();
            s.apply(&Edit::Link(id, place), at()).unwrap();
        }
        let says = |threats: Vec<&Threat>| -> Vec<String> {
            threats
                .iter()
                .map(|threat| threat.text.to_string())
                .collect()
        };
        assert_eq!(says(s.threats_in(ZoneId(4))), ["a", "c"]);
        assert_eq!(
            says(s.threats_in(ZoneId(3))),
            ["c"],
            "parser to api, both in core"
        );
        assert_eq!(says(s.threats_directly_in(ZoneId(4))), [""; 0]);
        assert_eq!(says(s.threats_directly_in(ZoneId(3))), ["c"]);
        assert_eq!(says(s.threats_in(ZoneId(1))), [""; 0]);
        assert_eq!(
            says(s.threats_at_flows(&[FlowId(1), FlowId(2)])),
            ["a", "b"]
        );
    }

    #[test]
    fn on_each_level_something_stands_for_every_part() {
        let s = session();
        let on = |level: Option<u32>| {
            let lifted = |e: &Element| match s.lifted(e.id, level.map(ElementId)).unwrap() {
                Where::Here(_) => e.name.to_string(),
                Where::Under(id) => format!("{}<{}", e.name, s.element_name(id)),
                Where::Outside(id) if id == e.id => format!("{}!", e.name),
                Where::Outside(id) => format!("{}!{}", e.name, s.element_name(id)),
            };
            s.elements.iter().map(lifted).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            on(None),
            "customer web api db parser<api cache<api rules<api"
        );
        assert_eq!(
            on(Some(3)),
            "customer! web! api! db! parser cache rules<parser"
        );
        assert_eq!(on(Some(5)), "customer! web! api! db! parser! cache! rules");
        let here: Vec<String> = s
            .elements_on(Some(ElementId(3)))
            .map(|e| e.name.to_string())
            .collect();
        assert_eq!(here, ["parser", "cache"]);
        assert_eq!(s.lifted(ElementId(9), None), None);
    }

    #[test]
    fn threats_are_counted_at_a_part_and_in_a_zone_with_and_without_what_is_kept() {
        let mut s = session();
        for (text, places) in [("a", "E3"), ("b", "F1"), ("c", "E7"), ("d", "E1")] {
            let new = New::threat(text, FourQuestion::GoWrong);
            let id = s.apply(&Edit::Add(new), at()).unwrap().focus.unwrap();
            let place = places.parse().unwrap();
            s.apply(&Edit::Link(id, place), at()).unwrap();
        }
        let both: ItemId = "T1".parse().unwrap();
        let rules: ItemId = "E7".parse().unwrap();
        s.apply(&Edit::Link(both, rules), at()).unwrap();
        for kept in [false, true] {
            if kept {
                s.keep_index();
            }
            let count = |id: &str| s.threats_at(id.parse().unwrap()).count();
            assert_eq!(
                [count("E3"), count("E7"), count("F1"), count("E2")],
                [1, 2, 1, 0]
            );
            let inside: Vec<String> = s
                .threats_in(ZoneId(4))
                .into_iter()
                .map(|t| t.id.to_string())
                .collect();
            assert_eq!(inside, ["T1", "T3"]);
            let on = |level: Option<u32>| {
                let elements = s.elements_on(level.map(ElementId));
                elements.map(|e| e.id.0).collect::<Vec<_>>()
            };
            let maps = [None, Some(3), Some(5), Some(1)].map(on);
            assert_eq!(maps, [vec![1, 2, 3, 4], vec![5, 6], vec![7], vec![]]);
        }
    }

    #[test]
    fn the_threats_at_an_element_are_also_those_on_its_own_map() {
        let mut s = session();
        for (text, place) in [("a", "E3"), ("b", "F4"), ("c", "E7"), ("d", "E1")] {
            let new = New::threat(text, FourQuestion::GoWrong);
            let id = s.apply(&Edit::Add(new), at()).unwrap().focus.unwrap();
            let place = place.parse().unwrap();
            s.apply(&Edit::Link(id, place), at()).unwrap();
        }
        let at = |id: &str| {
            let threats = s.threats_of(id.parse().unwrap()).into_iter();
            threats
                .map(|t| t.id.to_string())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let all = ["E3", "E5", "E7", "E1", "E2", "F4", "Z4", "Z3"].map(at);
        // F4 is parser to api: it stays in core, and so in cloud.
        assert_eq!(
            all,
            ["T1 T3", "T3", "T3", "T4", "", "T2", "T1 T2 T3", "T1 T2 T3"]
        );
    }

    #[test]
    fn going_in_circles_ends() {
        let mut s = session();
        s.zones[3].parent = Some(ZoneId(3));
        s.elements[2].within = Some(ElementId(7));
        assert_eq!(s.zone_path(ElementId(4)).len(), 4);
        assert_eq!(s.zone_of(ElementId(7)), Some(ZoneId(3)));
        assert_eq!(s.lifted(ElementId(7), None), None);
        assert!(s.threats_of("E7".parse().unwrap()).is_empty());
    }
}
