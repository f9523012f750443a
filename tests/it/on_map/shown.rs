//! What is typed goes on the map that the room looks at, and what is shown is what there is now.

use threatboard::app::msg::Msg;
use threatboard::domain::{Edit, New};
use threatboard::screens::working_on::Zoom;

use super::{drawn, notice, selected};
use crate::support::{Desk, WIDE};

fn level(desk: &Desk) -> Option<u32> {
    let level = desk.app.open().unwrap().rooms.working_on.level;
    level.map(|level| level.0)
}

/// The element on whose map an element stands.
fn host(desk: &Desk, name: &str) -> Option<u32> {
    let mut elements = desk.session().elements.iter();
    let element = elements.find(|e| e.name.as_str() == name).unwrap();
    element.within.map(|id| id.0)
}

fn owner<'a>(desk: &'a Desk, name: &str) -> &'a str {
    let mut elements = desk.session().elements.iter();
    let element = elements.find(|e| e.name.as_str() == name).unwrap();
    element.owner.as_deref().unwrap_or("-")
}

#[test]
fn beside_the_scope_too_what_is_typed_inside_an_element_stands_there() {
    let mut desk = drawn();
    desk.tell(Msg::Resize(180, 50));
    desk.keys("/E3<enter>>>");
    assert_eq!(level(&desk), Some(3));
    assert!(desk.app.is_beside());
    desk.keys("f«parser»<enter><esc>");
    assert_eq!(host(&desk, "parser"), Some(3), "{}", notice(&desk));
    desk.keys("f«zone inner: parser»<enter><esc>/«inner»<enter>o1");
    assert_eq!(owner(&desk, "parser"), "Ana", "{}", notice(&desk));
}

#[test]
fn in_the_list_of_the_whole_system_a_new_element_stands_on_its_map() {
    let mut desk = drawn();
    desk.keys("f«into refund-api: parser, {cache}»<enter><esc>/«parser»<enter>M");
    assert!(desk.screen(WIDE).contains("LIST"));
    desk.keys("f«mail»<enter><esc>");
    assert_eq!(host(&desk, "mail"), None, "{}", notice(&desk));
    // The zone there is that of the whole system.
    desk.keys("f«zone core: parser»<enter><esc>/«parser»<enter><wait:LIST><end>");
    assert_eq!(selected(&desk), "Z3", "{}", desk.screen(WIDE));
    desk.keys("o1");
    assert_eq!(
        [owner(&desk, "ledger"), owner(&desk, "parser")],
        ["Ana", "-"],
        "{}",
        notice(&desk)
    );
}

#[test]
fn what_was_selected_in_the_list_is_on_the_map_that_follows() {
    for leave in ["M", ">", "<lt>", "<esc>", "<enter>"] {
        let mut desk = drawn();
        desk.keys("f«into refund-api: parser, {cache}»<enter><esc>/«parser»<enter>M<home>");
        assert_eq!((selected(&desk).as_str(), level(&desk)), ("E1", Some(3)));
        desk.keys(leave);
        assert_eq!(
            (selected(&desk).as_str(), level(&desk)),
            ("E1", None),
            "{leave}"
        );
        let state = &desk.app.open().unwrap().rooms.working_on;
        assert!(!state.list);
        let zoom = if leave == "<enter>" {
            Zoom::Near
        } else {
            Zoom::Whole
        };
        assert_eq!(state.zoom(), zoom, "{leave}");
    }
}

#[test]
fn the_zones_count_what_is_on_inner_maps_as_it_is_typed() {
    let mut desk = drawn();
    desk.keys("<lt><wait:MAP, zones><wait:3 elements, 0 threats>");
    desk.keys("f«into refund-api: parser»<enter><esc>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("4 elements, 0 threats"), "{screen}");
}

#[test]
fn the_ends_of_a_flow_in_a_close_up_are_those_on_the_shown_map() {
    let mut desk = drawn();
    desk.keys("f«into refund-api: parser»<enter>«web -> parser : x»<enter><esc>");
    desk.keys("/F7<enter>");
    assert_eq!(level(&desk), None);
    desk.keys(">");
    let zoom = |desk: &Desk| {
        let open = desk.app.open().unwrap();
        open.rooms.working_on.zoom()
    };
    assert_eq!(zoom(&desk), Zoom::Near);
    desk.keys("<right>");
    assert_eq!((selected(&desk).as_str(), level(&desk)), ("E3", None));
    desk.keys("/F7<enter>><left>");
    assert_eq!((selected(&desk).as_str(), level(&desk)), ("E2", None));
}

#[test]
fn looking_for_a_clearer_arrangement_says_why_none_follows() {
    let mut desk = drawn();
    desk.keys("=");
    assert_eq!(notice(&desk), "Looking for a clearer arrangement.");
    for (keys, says) in [
        ("M=", "A list has no arrangement. Press M for the map."),
        (
            "/E2<enter>>=",
            "A close-up has no arrangement. Press < for more of the map.",
        ),
        (
            "<lt>=",
            "The overview of zones has no other arrangement. Press > for the whole map.",
        ),
    ] {
        let mut desk = drawn();
        desk.keys(keys);
        assert_eq!(notice(&desk), says, "{keys}");
    }
    let mut desk = Desk::with(crate::support::room());
    desk.keys("f«web»<enter><esc>=");
    assert_eq!(notice(&desk), "Nothing to arrange yet.");
    let mut session = crate::support::room();
    for part in 0..101 {
        let new = New::Element {
            name: format!("part {part}").as_str().into(),
            kind: None,
            unknown: false,
        };
        session
            .apply(&Edit::Add(new), crate::support::ten())
            .unwrap();
    }
    let mut desk = Desk::with(session);
    desk.keys("/E2<enter><lt>=");
    assert_eq!(
        notice(&desk),
        "101 elements, 0 flows and 0 trust zones are too many to look for a clearer arrangement."
    );
}

#[test]
fn a_close_up_says_how_to_leave_it_where_there_are_no_zones() {
    let mut desk = Desk::with(crate::support::room());
    desk.keys("f«customer -> web : request»<enter><esc>/«web»<enter>");
    let heading = |desk: &Desk| {
        let screen = desk.screen(WIDE);
        screen.lines().nth(2).unwrap().to_owned()
    };
    assert!(!heading(&desk).contains("further"), "{}", heading(&desk));
    desk.keys(">");
    let close = heading(&desk);
    assert!(
        close.contains("close-up") && close.contains("< further"),
        "{close}"
    );
}

#[test]
fn the_row_that_says_what_is_selected_has_the_whole_width() {
    let mut desk = Desk::with(crate::support::room());
    desk.keys("f«Customer Web Client -> Load Balancer : Customer Traffic»<enter>");
    desk.keys("«zone Application Tier: Load Balancer»<enter><esc>/F1<enter>");
    let whole = " F1 Customer Web Client -> Load Balancer : Customer Traffic, into Application Tier from no zone";
    let screen = desk.screen((u16::try_from(whole.len()).unwrap() + 1, 30));
    assert!(screen.lines().any(|line| line == whole), "{screen}");
    desk.keys("f«Load Balancer -> log»<enter><esc>/F2<enter>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("F2 Load Balancer -> log, out of Application Tier into no zone"),
        "{screen}"
    );
}

#[test]
fn from_the_scope_alone_what_is_typed_comes_in_sight() {
    let mut desk = drawn();
    desk.keys("f«into refund-api: parser»<enter><esc>/«parser»<enter>s");
    desk.keys("f«mail»<enter><esc><wait:[mail]>");
    assert_eq!((host(&desk, "mail"), level(&desk)), (None, None));
}

#[test]
fn an_overview_that_is_too_large_counts_boxes() {
    let mut session = crate::support::room();
    for zone in 0..401 {
        let new = New::Zone(
            format!("zone {zone}").as_str().into(),
            vec![format!("part {zone}").as_str().into()],
        );
        session
            .apply(&Edit::Add(new), crate::support::ten())
            .unwrap();
    }
    let mut desk = Desk::with(session);
    desk.keys("/Z2<enter>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("401 zones and elements outside zones are too many for one drawing."),
        "{screen}"
    );
}

#[test]
fn a_threat_more_moves_no_zone() {
    let mut desk = drawn();
    desk.keys("<lt><wait:MAP, zones>");
    let boxes = |desk: &Desk| -> Vec<(String, usize)> {
        let screen = desk.screen(WIDE);
        let rows = screen.lines().enumerate();
        let rows = rows.filter(|(_, row)| row.contains("element"));
        rows.map(|(at, row)| {
            (
                row.replace(|c: char| c.is_ascii_digit(), "#")
                    .replace("threats", "threat"),
                at,
            )
        })
        .collect()
    };
    let before = boxes(&desk);
    assert!(before.len() > 1, "{}", desk.screen(WIDE));
    for place in ["refund-api", "ledger", "web"] {
        desk.keys(&format!("2t«Seen by others >{place}»<enter><esc>1"));
    }
    let places = |boxes: &[(String, usize)]| boxes.iter().map(|(_, at)| *at).collect::<Vec<_>>();
    assert_eq!(
        places(&boxes(&desk)),
        places(&before),
        "{}",
        desk.screen(WIDE)
    );
}

#[test]
fn an_element_with_a_map_of_its_own_says_so() {
    let mut desk = drawn();
    desk.keys("f«into refund-api: parser»<enter><esc>");
    assert!(
        desk.screen(WIDE).contains("[refund-api +]"),
        "{}",
        desk.screen(WIDE)
    );
}
