//! An element has a map of its own; the list of threats is one.

use threatboard::domain::ItemId;
use threatboard::screens::working_on::Zoom;

use super::{drawn, notice, selected};
use crate::support::{Desk, WIDE};

fn level(desk: &Desk) -> Option<u32> {
    let level = desk.app.open().unwrap().rooms.working_on.level;
    level.map(|level| level.0)
}

#[test]
fn enter_at_the_closest_goes_into_the_map_of_an_element_and_esc_out() {
    let mut desk = drawn();
    desk.keys("f«into refund-api: parser, {cache}»<enter>«parser -> cache : parsed»<enter><esc>");
    desk.keys("/E3<enter><gone:[parser]><enter><enter><wait:MAP inside refund-api><wait:[parser]><wait:{cache}>");
    assert_eq!((level(&desk), selected(&desk).as_str()), (Some(3), "E8"));
    desk.keys("<tab>");
    assert_eq!(selected(&desk), "F7");
    desk.keys("<esc>");
    assert_eq!((level(&desk), selected(&desk).as_str()), (None, "E3"));
    desk.keys("<gone:inside refund-api><wait:[web]>");
}

#[test]
fn what_is_typed_inside_an_element_stands_there_and_its_threats_are_in_the_one_list() {
    let mut desk = drawn();
    desk.keys("/E3<enter>>>");
    assert_eq!(level(&desk), Some(3));
    desk.keys("<wait:refund-api has no map of its own yet.>f«parser -> {cache} : parsed»<enter>«web -> parser : request»<enter><esc>");
    let within = |name: &str| {
        let mut elements = desk.session().elements.iter();
        elements.find(|e| e.name.as_str() == name).unwrap().within
    };
    assert_eq!(
        within("parser").map(|id| id.0),
        Some(3),
        "{}",
        notice(&desk)
    );
    assert_eq!(within("cache").map(|id| id.0), Some(3));
    assert_eq!(within("web"), None, "what was known stays where it is");
    // What comes from outside is there as a stub.
    let screen = desk.screen(WIDE);
    assert!(screen.contains("web"), "{screen}");
    desk.keys("/E8<enter>t«Parser crashes»<enter><esc>");
    assert_eq!(desk.session().threats[0].places[0].to_string(), "E8");
    desk.keys("2<wait:Parser crashes>1<lt>");
    assert_eq!(level(&desk), None);
}

#[test]
fn going_to_an_item_shows_the_map_on_which_it_stands() {
    let mut desk = drawn();
    desk.keys("f«into refund-api: parser, {cache}»<enter>«parser -> cache : parsed»<enter><esc>");
    desk.keys("/F7<enter>");
    assert_eq!(level(&desk), Some(3));
    desk.keys("<wait:[parser]>/E1<enter>");
    assert_eq!(level(&desk), None);
    desk.keys("/«parser»<enter>");
    assert_eq!(
        (level(&desk), desk.app.selected()),
        (Some(3), "E8".parse::<ItemId>().ok())
    );
    let open = desk.app.open().unwrap();
    assert_eq!(open.rooms.working_on.zoom(), Zoom::Whole);
}

#[test]
fn a_map_whose_element_is_deleted_is_left() {
    let mut desk = drawn();
    desk.keys("/E3<enter>>>f«parser -> {cache}»<enter><esc><esc>dd");
    assert_eq!(level(&desk), None);
    desk.keys("u<wait:[refund-api +]>");
}

/// Whether the flow that is selected is on the drawing that is shown.
fn is_drawn(desk: &Desk) -> bool {
    let open = desk.app.open().unwrap();
    let Some(ItemId::Flow(flow)) = desk.app.selected() else {
        return false;
    };
    let sketch = open.rooms.working_on.sight.sketch().unwrap();
    sketch.flows.iter().any(|drawn| drawn.id == flow)
}

#[test]
fn going_to_a_flow_between_two_maps_shows_one_on_which_it_is_drawn() {
    let mut desk = drawn();
    desk.keys("f«into refund-api: parser»<enter>«into parser: rules»<enter>");
    desk.keys("«refund-api -> parser : x»<enter>«parser -> rules : y»<enter>«web -> rules : z»<enter><esc>");
    for (flow, host) in [("F7", Some(3)), ("F8", Some(8)), ("F1", None)] {
        desk.keys(&format!("/{flow}<enter>"));
        assert_eq!((level(&desk), selected(&desk).as_str()), (host, flow));
        assert!(is_drawn(&desk), "{flow}");
    }
    // One that is drawn on the map that is shown leads nowhere else.
    desk.keys("/F9<enter>");
    assert_eq!(level(&desk), None);
    assert!(is_drawn(&desk));
}

#[test]
fn closer_at_a_zone_goes_to_an_element_of_the_shown_map() {
    let mut desk = drawn();
    desk.keys("f«into refund-api: parser, vault»<enter>«zone inner: parser»<enter>«zone inner: mail»<enter><esc>");
    desk.keys("/«inner»<enter>><wait:[mail]>");
    assert_eq!((level(&desk), selected(&desk).as_str()), (None, "E10"));
    desk.keys("f«zone deep: vault»<enter><esc>/«deep»<enter>>");
    assert_eq!(selected(&desk), "Z5");
    assert_eq!(notice(&desk), "Z5 has no elements on this map.");
}

#[test]
fn a_zone_with_zones_or_inner_elements_is_not_empty() {
    let mut desk = drawn();
    desk.keys("f«into refund-api: parser»<enter>«zone network: dmz»<enter>«zone core in cloud:»<enter>«zone inner: parser»<enter>«zone spare: mail»<enter>«zone core: mail»<enter><esc>M");
    let screen = desk.screen((100, 60));
    let empty: Vec<&str> = screen
        .lines()
        .filter_map(|line| line.trim().strip_prefix("EMPTY ZONES  "))
        .collect();
    assert_eq!(empty, ["spare"], "{screen}");
    let line = |start: &str| screen.lines().find(|line| line.contains(start)).unwrap();
    assert!(line("Z4 ").contains("web, sftp"), "{screen}");
    assert!(line("Z7 ").contains("nothing in it yet"), "{screen}");
}

#[test]
fn on_a_narrow_screen_the_title_says_inside_what_the_map_is() {
    let mut desk = drawn();
    desk.keys("f«into refund-api: parser»<enter><esc>/«parser»<enter>");
    let screen = desk.screen(crate::support::SMALL);
    assert!(screen.contains("MAP inside refund-api"), "{screen}");
}
