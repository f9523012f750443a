//! A selected trust zone is a trust zone: keys act on it and on nothing else.

use threatboard::domain::ItemId;

use super::{drawn, notice, selected};

#[test]
fn a_zone_that_is_gone_to_is_selected_and_d_deletes_it_and_nothing_else() {
    let mut desk = drawn();
    desk.keys("/«Z2»<enter>");
    assert_eq!(selected(&desk), "Z2");
    let (flows, elements) = (desk.session().flows.clone(), desk.session().elements.len());
    desk.keys("d");
    if desk.session().zones.len() == 3 {
        desk.keys("d");
    }
    let zones: Vec<_> = desk.session().zones.iter().map(|z| z.id.0).collect();
    assert_eq!(zones, [1, 3], "{}", notice(&desk));
    assert_eq!(desk.session().flows, flows, "no flow goes with a zone");
    assert_eq!(desk.session().elements.len(), elements);
    desk.keys("u");
    assert_eq!(desk.session().zones.len(), 3);
}

#[test]
fn e_writes_into_the_selected_zone() {
    let mut desk = drawn();
    let flows = desk.session().flows.clone();
    desk.keys("/«Z2»<enter>e");
    let bar = desk.app.bar.as_ref().unwrap();
    assert_eq!(
        (bar.about, bar.editor.text()),
        (Some("Z2".parse::<ItemId>().unwrap()), "dmz")
    );
    desk.keys("«, public»<enter>");
    assert_eq!(desk.session().zones[1].name.as_str(), "dmz, public");
    assert_eq!(desk.session().flows, flows);
}

#[test]
fn a_zone_is_found_by_its_name() {
    let mut desk = drawn();
    desk.keys("/«dmz»<enter>");
    assert_eq!(selected(&desk), "Z2");
}

#[test]
fn the_owner_of_a_zone_owns_what_no_one_owns_in_it() {
    let mut desk = drawn();
    desk.keys("/«Z2»<enter>o4");
    let owners: Vec<_> = desk
        .session()
        .elements
        .iter()
        .map(|e| (e.name.as_str(), e.owner.as_deref().unwrap_or("-")))
        .collect();
    assert_eq!(
        owners,
        [
            ("customer", "-"),
            ("web", "Di"),
            ("refund-api", "-"),
            ("ledger", "-"),
            ("audit log", "-"),
            ("partner", "-"),
            ("sftp", "Di"),
        ],
        "{}",
        notice(&desk)
    );
    desk.keys("u");
    assert!(desk.session().elements.iter().all(|e| e.owner.is_none()));
}

#[test]
fn a_question_about_a_zone_says_so() {
    let mut desk = drawn();
    desk.keys("/«Z2»<enter>q«Who can log in there?»<enter><esc>");
    let question = &desk.session().questions[0];
    assert_eq!(
        question.about,
        ["Z2".parse::<ItemId>().unwrap()],
        "{}",
        notice(&desk)
    );
}

#[test]
fn an_empty_zone_says_that_there_is_nothing_to_see_closer() {
    let mut desk = drawn();
    desk.keys("f«zone spare in core:»<enter><esc>/«spare»<enter>>");
    assert_eq!(notice(&desk), "Z4 contains no element yet.");
    assert_eq!(selected(&desk), "Z4");
}

#[test]
fn a_zone_that_is_typed_leaves_the_selection_where_it_was() {
    let mut desk = drawn();
    desk.keys("/F2<enter>f«zone spare: audit log»<enter><esc>");
    assert_eq!(desk.session().zones.len(), 4);
    assert_eq!(selected(&desk), "F2");
}

/// Each element with its owner.
fn owners(desk: &crate::support::Desk) -> Vec<(&str, &str)> {
    let elements = desk.session().elements.iter();
    let owned = elements.map(|e| (e.name.as_str(), e.owner.as_deref().unwrap_or("-")));
    owned.collect()
}

#[test]
fn the_owner_of_a_zone_fills_the_gaps_in_it_and_takes_nothing_from_anyone() {
    let mut desk = drawn();
    desk.keys("/E3<enter>o2/E4<enter>o2/«Z3»<enter>o1");
    assert_eq!(
        notice(&desk),
        "1 element now has owner Ana; 2 keep their owner"
    );
    let of = |desk: &crate::support::Desk, name: &str| {
        let owners = owners(desk);
        let (_, owner) = owners.iter().find(|(other, _)| *other == name).unwrap();
        (*owner).to_owned()
    };
    assert_eq!(of(&desk, "refund-api"), "Bo");
    assert_eq!(of(&desk, "audit log"), "Ana");
    desk.keys("o1");
    assert_eq!(notice(&desk), "No gap in core: 3 keep their owner");
    // What is outside our control has no owner of ours.
    desk.keys("/«Z1»<enter>o1");
    assert_eq!(
        notice(&desk),
        "internet contains no element here that needs an owner"
    );
    assert_eq!(of(&desk, "customer"), "-");
    desk.keys("u");
    assert_eq!(of(&desk, "audit log"), "-");
    // Whoever is not here is typed.
    desk.keys("/«Z3»<enter>opayments team<enter>");
    assert_eq!(of(&desk, "audit log"), "payments team");
}

#[test]
fn the_owner_of_a_zone_stays_out_of_inner_zones_and_of_other_maps() {
    let mut desk = drawn();
    desk.keys("f«zone vault in core: ledger»<enter>«into refund-api: parser»<enter>«zone core: parser»<enter><esc>");
    desk.keys("/«core»<enter>o1");
    let mine = |desk: &crate::support::Desk| -> Vec<String> {
        let owners = owners(desk).into_iter();
        let owned = owners.filter(|(_, owner)| *owner != "-");
        owned.map(|(name, _)| name.to_owned()).collect()
    };
    assert_eq!(mine(&desk), ["refund-api", "audit log"]);
    assert_eq!(
        notice(&desk),
        "2 elements now have owner Ana; 1 element in zones inside has no owner"
    );
    // On the map of refund-api the same zone is what is seen of it there.
    desk.keys("/«parser»<enter><wait:inside refund-api>/«core»<enter><wait:inside refund-api>o2");
    assert_eq!(mine(&desk), ["refund-api", "audit log", "parser"]);
    assert_eq!(notice(&desk), "1 element now has owner Bo");
}

#[test]
fn the_owner_of_a_zone_owns_what_lies_in_it_on_the_map_of_an_element_in_it() {
    let mut desk = drawn();
    desk.keys("f«into refund-api: parser, {cache}»<enter><esc>/«parser»<enter>/«core»<enter>");
    assert_eq!(selected(&desk), "Z3");
    desk.keys("<wait:inside refund-api>o2");
    let owned = owners(&desk).into_iter().filter(|(_, owner)| *owner != "-");
    let owned: Vec<_> = owned.collect();
    assert_eq!(
        owned,
        [("parser", "Bo"), ("cache", "Bo")],
        "{}",
        notice(&desk)
    );
    // A zone that is not on this map is gone to where it is.
    desk.keys("/«dmz»<enter><gone:inside refund-api>");
    assert_eq!(selected(&desk), "Z2");
}
