//! What a line of the map makes, or does not make, of words that are no arrow and no zone. Before, keys, after.

use super::{drawn, notice};
use crate::support::Desk;

/// The names of all elements.
fn names(desk: &Desk) -> Vec<&str> {
    let elements = desk.session().elements.iter();
    elements.map(|e| e.name.as_str()).collect()
}

#[test]
fn the_notice_of_a_new_element_names_it() {
    let mut desk = drawn();
    desk.keys("f«print house is run by Gus»<enter>");
    assert_eq!(
        notice(&desk),
        "E8 added: print house is run by Gus, a new element"
    );
    desk.keys("<wait:+ E8 added: print house is run by Gus, a new element.   u undo>");
    desk.keys("«delete bank»<enter><wait:+ E9 added: delete bank, a new element.>");
    desk.keys("«shop, kiosk»<enter><wait:2 elements added: E10 to E11 · new: shop, kiosk.>");
    desk.keys("<esc>u");
    assert_eq!(names(&desk).len(), 9);
}

#[test]
fn what_is_said_of_a_known_element_is_not_a_new_one() {
    for (line, says) in [
        (
            "E2 owner ana",
            "E2 is web. Select it to change it, or write [E2 owner ana] for a new element.",
        ),
        (
            "e2 is slow",
            "E2 is web. Select it to change it, or write [e2 is slow] for a new element.",
        ),
        (
            "Web is run by Gus",
            "web is E2. Select it to change it, or write [Web is run by Gus] for a new element.",
        ),
        (
            "audit log owner ana",
            "audit log is E5. Select it to change it, or write [audit log owner ana] for a new element.",
        ),
        (
            "F2 is https",
            "F2 is web -> refund-api : request, user id. Select it to change it, or write [F2 is https] for a new element.",
        ),
        (
            "web in vault",
            "There is no zone vault. Write `zone vault: web` for a new one, or [web in vault] for a new element.",
        ),
        (
            "web within vault",
            "There is no element vault. Write `into vault: web` for a new one, or [web within vault] for a new element.",
        ),
        (
            "shop, E2 owner ana",
            "E2 is web. Select it to change it, or write [E2 owner ana] for a new element.",
        ),
    ] {
        let mut desk = drawn();
        let before = desk.session().clone();
        desk.keys(&format!("f«{line}»<enter>"));
        let bar = desk.app.bar.as_ref().unwrap();
        assert_eq!(bar.refusal.as_deref(), Some(says));
        assert_eq!(bar.editor.text(), line, "the line stays");
        assert_eq!(*desk.session(), before, "{line}");
    }
    // Brackets say that it is a name, and what has a name of its own keeps it.
    let mut desk = drawn();
    desk.keys("f«[web is slow]»<enter>«web is slow»<enter>«web, web shop»<enter>");
    assert_eq!(
        names(&desk).get(7..),
        Some(["web is slow", "web shop"].as_slice())
    );
}

#[test]
fn a_known_name_is_put_into_a_known_zone_or_element_as_its_id_is() {
    let mut desk = drawn();
    for (line, says) in [
        ("ledger in dmz", "ledger moved from core to dmz"),
        ("Audit Log in DMZ", "audit log moved from core to dmz"),
        (
            "ledger within refund-api",
            "ledger moved from the map of the system to the map of refund-api",
        ),
        ("dmz in core", "dmz is now in core"),
        ("Z1 in core", "internet is now in core"),
    ] {
        desk.keys(&format!("f«{line}»<enter><esc>"));
        assert_eq!(notice(&desk), says);
    }
    assert_eq!((names(&desk).len(), desk.session().zones.len()), (7, 3));
}

#[test]
fn a_person_on_a_line_of_the_map_is_not_part_of_a_name() {
    let mut desk = drawn();
    let before = desk.session().clone();
    let says =
        "`@ana` is not understood on the map. Take it out, or write [web @ana] for that name.";
    for line in [
        "admin console -> web @ana : x",
        "web @ana",
        "zone web @ana: shop",
    ] {
        desk.keys(&format!("f«{line}»<enter>"));
        let refusal = desk.app.bar.as_ref().and_then(|bar| bar.refusal.as_deref());
        assert_eq!(refusal, Some(says), "{line}");
        desk.keys("<ctrl-u><esc>");
    }
    assert_eq!(*desk.session(), before);
    desk.keys("f<gone:@who><wait:Tab complete names><esc>");
    desk.keys("/F1<enter>e<ctrl-u>«web @ana -> E3»<enter>");
    assert_eq!(*desk.session(), before, "{}", notice(&desk));
    desk.keys("<esc>f«[web @ana] -> @acme/shop : mail @ noon»<enter>");
    assert_eq!(
        names(&desk).get(7..),
        Some(["web @ana", "@acme/shop"].as_slice())
    );
}

#[test]
fn quotes_around_a_name_are_not_part_of_it() {
    let mut desk = drawn();
    desk.keys("f«zone \"the lab\": tester»<enter>«“the lab” -> 'web' : report»<enter>");
    desk.keys("«zone \"attic\" in \"the lab\": \"cold store\"»<enter>«into \"web\": \"old\" parser»<enter>");
    desk.keys("«[\"quoted\"], ?\"odd job\"»<enter>");
    let zones: Vec<_> = desk
        .session()
        .zones
        .iter()
        .map(|z| z.name.as_str())
        .collect();
    assert_eq!(zones, ["internet", "dmz", "core", "the lab", "attic"]);
    assert_eq!(
        names(&desk).get(7..),
        Some(
            [
                "tester",
                "the lab",
                "cold store",
                "\"old\" parser",
                "\"quoted\"",
                "odd job"
            ]
            .as_slice()
        )
    );
    assert!(desk.session().elements.last().unwrap().unknown);
}

#[test]
fn a_name_that_is_part_of_a_known_one_is_told_beside_it() {
    let mut desk = drawn();
    desk.keys("f«web -> log : line»<enter><wait:new: log (like audit log?).>");
    desk.keys("«web -> partner bank : file»<enter><wait:new: partner bank (like partner?).>");
    desk.keys("«web -> api : x»<enter><wait:new: api (like refund-api?).>");
    desk.keys("«web -> blog : x»<enter><wait:new: blog.>");
    desk.keys("<esc>u");
    assert_eq!(desk.session().flows.len(), 9);
}

#[test]
fn a_name_that_an_element_had_is_told_beside_the_one_it_has() {
    let mut desk = drawn();
    desk.keys("/E7<enter>e<ctrl-u>«file drop»<enter>");
    desk.keys("f«web -> SFTP : pay»<enter><wait:new: SFTP (like file drop?).>");
    let flows = desk.session().flows.len();
    desk.keys("<esc>u");
    assert_eq!(names(&desk).len(), 7);
    assert_eq!(desk.session().flows.len(), flows - 1);
    // Two that had the name: no one knows which.
    desk.keys("/E2<enter>e<ctrl-u>«sftp»<enter>e<ctrl-u>«front»<enter>");
    desk.keys("f«ledger -> sftp : pay»<enter><wait:new: sftp.>");
}
