//! Ids that are typed where a name may stand, and names that cannot be cleared.

use super::{drawn, notice};

/// The names of all elements.
fn names(desk: &crate::support::Desk) -> Vec<&str> {
    let elements = desk.session().elements.iter();
    elements.map(|e| e.name.as_str()).collect()
}

#[test]
fn an_id_in_a_line_of_the_map_is_what_it_is_the_id_of() {
    let mut desk = drawn();
    let before = names(&desk).len();
    desk.keys("f«E2 -> E4 : receipt»<enter>");
    let flow = desk.session().flows.last().unwrap();
    assert_eq!((flow.from.0, flow.to.0), (2, 4), "{}", notice(&desk));
    desk.keys("«e1 -> web -> E3»<enter>");
    assert_eq!(desk.session().flows.len(), 9);
    desk.keys("«zone core: E7»<enter>");
    assert_eq!(notice(&desk), "sftp moved from dmz to core");
    desk.keys("«zone Z2 in Z3:»<enter>");
    assert_eq!(notice(&desk), "dmz is now in core");
    desk.keys("«zone cloud: Z3»<enter>");
    assert_eq!(notice(&desk), "core is now in cloud");
    desk.keys("«E4 in Z2»<enter>");
    assert_eq!(notice(&desk), "ledger moved from core to dmz");
    desk.keys("«into E3: E5»<enter>");
    assert_eq!(
        notice(&desk),
        "audit log moved from the map of the system to the map of refund-api"
    );
    desk.keys("«E4 within E3»<enter>");
    assert_eq!(
        notice(&desk),
        "ledger moved from the map of the system to the map of refund-api"
    );
    desk.keys("«?E7»<enter>");
    assert!(desk.session().elements[6].unknown);
    assert_eq!(names(&desk).len(), before, "{:?}", names(&desk));
    assert_eq!(desk.session().zones.len(), 4);
    desk.keys("<esc>/F1<enter>e<ctrl-u>«E1 -> E3»<enter>");
    let flow = &desk.session().flows[0];
    assert_eq!((flow.from.0, flow.to.0), (1, 3), "{}", notice(&desk));
}

#[test]
fn an_id_that_no_one_has_adds_nothing_and_is_said() {
    for (line, says) in [
        (
            "E2 -> E9 : order",
            "There is no E9 on the map. Write [E9] for an element of that name.",
        ),
        ("zone core: web, E9", "There is no E9 on the map."),
        (
            "zone Z9: web",
            "There is no Z9 on the map. Write [Z9] for a trust zone of that name.",
        ),
        ("zone core in Z9:", "There is no Z9 on the map."),
        ("E9 within web", "There is no E9 on the map."),
        ("into E9: web", "There is no E9 on the map."),
        ("web -> F2", "F2 is the flow web -> refund-api."),
        ("web -> Z2", "Z2 is the trust zone dmz."),
    ] {
        let mut desk = drawn();
        let before = desk.session().clone();
        desk.keys(&format!("f«{line}»<enter><wait:{says}>"));
        assert_eq!(*desk.session(), before, "{line}");
    }
    // Brackets say that it is a name.
    let mut desk = drawn();
    desk.keys("f«web -> [E9]»<enter>«web -> S3»<enter>");
    assert!(names(&desk).contains(&"E9"), "{}", notice(&desk));
    assert!(names(&desk).contains(&"S3"), "{}", notice(&desk));
}

#[test]
fn none_clears_what_can_be_empty_and_is_no_name() {
    let mut desk = drawn();
    desk.keys("/F2<enter>r«https»<enter>r<ctrl-u>«none»<enter>");
    assert_eq!(desk.session().flows[1].protocol.as_str(), "");
    desk.keys("e<ctrl-u>«none»<enter>");
    assert_eq!(desk.session().flows[1].data.as_str(), "");
    assert_eq!(notice(&desk), "F2: no data");
    desk.keys("/E2<enter>c«runs twice»<enter>c<ctrl-u>«none»<enter>");
    assert_eq!(desk.session().elements[1].note.as_str(), "");
    desk.keys("e<ctrl-u>«none»<enter><wait:E2 needs a name>");
    assert_eq!(desk.session().elements[1].name.as_str(), "web");
    desk.keys("<esc>/Z2<enter>e<ctrl-u>«none»<enter><wait:Z2 needs a name>");
    assert_eq!(desk.session().zones[1].name.as_str(), "dmz");
}
