//! Walking on the map and looking at it from further away or closer.

use ratatui::style::Modifier;
use threatboard::domain::{Edit, ItemId, New, Session};
use threatboard::layout::Area;
use threatboard::screens::working_on::{Pane, Zoom};
use threatboard::theme::{self, Depth, Styles};
use threatboard::ui;

use super::{drawn, notice, selected};
use crate::looks;
use crate::support::{Desk, PLAIN, SMALL, WIDE, room, ten};

fn zoom(desk: &Desk) -> Zoom {
    let open = desk.app.open().unwrap();
    open.rooms.working_on.zoom()
}

fn area(desk: &Desk) -> Area {
    let open = desk.app.open().unwrap();
    let whole = open.rooms.working_on.sight.whole().unwrap();
    whole.area(desk.app.selected().unwrap()).unwrap()
}

#[test]
fn the_arrows_go_to_the_element_in_their_direction() {
    let mut desk = drawn();
    desk.keys("/E3<enter>");
    let mut moved = 0;
    for start in ["E1", "E2", "E3", "E4", "E5", "E6", "E7"] {
        for key in ["up", "down", "left", "right"] {
            desk.keys(&format!("/{start}<enter>"));
            let from = area(&desk);
            desk.keys(&format!("<{key}>"));
            assert!(matches!(desk.app.selected(), Some(ItemId::Element(_))));
            if selected(&desk) == start {
                continue;
            }
            moved += 1;
            let to = area(&desk);
            let is_there = match key {
                "up" => to.y + to.height <= from.y,
                "down" => to.y >= from.y + from.height,
                "left" => to.x + to.width <= from.x,
                _ => to.x >= from.x + from.width,
            };
            assert!(is_there, "{key} from {start}: {from:?} to {to:?}");
        }
    }
    assert!(moved >= 7, "the arrows hardly go anywhere");
}

#[test]
fn tab_goes_from_flow_to_flow_and_round() {
    let mut desk = drawn();
    desk.keys("/F1<enter>");
    let mut seen = vec![selected(&desk)];
    for _ in 0..6 {
        desk.keys("<tab>");
        seen.push(selected(&desk));
    }
    assert_eq!(seen, ["F1", "F2", "F3", "F4", "F5", "F6", "F1"]);
    desk.keys("<backtab>");
    assert_eq!(selected(&desk), "F6");
    // From an element its own flows come first.
    desk.keys("/E6<enter><tab>");
    assert_eq!(selected(&desk), "F5");
}

#[test]
fn from_the_scope_tab_goes_to_the_map_and_one_key_goes_back() {
    let mut desk = drawn();
    desk.keys("s");
    let pane = |desk: &Desk| desk.app.open().unwrap().rooms.working_on.pane;
    assert_eq!(pane(&desk), Pane::Scope);
    desk.keys("<tab>");
    assert_eq!(pane(&desk), Pane::System);
    desk.keys("<wait:s scope>s");
    assert_eq!(pane(&desk), Pane::Scope);
    desk.keys("<wait:s map>");
}

#[test]
fn what_is_pointed_at_on_the_map_is_what_a_line_is_about() {
    let mut desk = drawn();
    desk.keys("/E2<enter>t");
    assert_eq!(
        desk.app.asks(desk.app.bar.as_ref().unwrap()),
        "threat on web"
    );
    desk.keys("«Session stolen»<enter><esc>");
    assert_eq!(notice(&desk), "T1 added on web");
    desk.keys("<tab>t«Request forged»<enter><esc>");
    assert_eq!(notice(&desk), "T2 added on customer -> web");
    desk.keys(
        "a«Ask ops»<enter><esc>p«the new office»<enter><esc>/Z2<enter>t«Jump host»<enter><esc>",
    );
    let session = desk.session();
    assert_eq!(session.actions[0].about, ["F1".parse::<ItemId>().unwrap()]);
    assert_eq!(session.parked[0].about, "F1".parse().ok());
    let places: Vec<_> = session.threats[2]
        .places
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        places,
        ["E2", "E7"],
        "a threat to a zone is one to all in it"
    );
}

#[test]
fn the_threats_at_a_place_are_listed_and_esc_goes_back() {
    let mut desk = drawn();
    desk.keys("/E2<enter>T");
    assert_eq!(notice(&desk), "No threats at web. Press t to add one.");
    desk.keys("t«Session stolen»<enter>«Cookie readable»<enter><esc>T");
    desk.keys("<wait:2 THREATS at web><wait:Session stolen><esc><gone:2 THREATS>");
    assert_eq!(selected(&desk), "E2");
    // Enter in the close-up lists them too; Enter there goes to the threat.
    desk.keys("<enter><enter><wait:2 THREATS at web><down><enter>");
    assert_eq!(selected(&desk), "T2");
    desk.keys("<wait:T2 on web   1 goes back>1");
    assert_eq!(selected(&desk), "E2");
}

#[test]
fn enter_goes_in_and_esc_goes_out() {
    let mut desk = drawn();
    desk.keys("/E3<enter>");
    assert_eq!(zoom(&desk), Zoom::Whole);
    desk.keys("<enter>");
    assert_eq!(zoom(&desk), Zoom::Near);
    desk.keys("<wait:request, user id><esc>");
    assert_eq!((zoom(&desk), selected(&desk).as_str()), (Zoom::Whole, "E3"));
    desk.keys("<lt>");
    assert_eq!(zoom(&desk), Zoom::Zones);
    desk.keys(">");
    assert_eq!(zoom(&desk), Zoom::Whole);
    desk.keys(">");
    assert_eq!(zoom(&desk), Zoom::Near);
    desk.keys("<lt><lt><lt>");
    assert_eq!(
        (zoom(&desk), notice(&desk)),
        (Zoom::Zones, "This is the whole system.")
    );
}

#[test]
fn a_close_up_is_walked_along_its_flows() {
    let mut desk = drawn();
    desk.keys("/E3<enter><enter><left>");
    assert_eq!(selected(&desk), "F2");
    desk.keys("<left>");
    assert_eq!(selected(&desk), "E2");
    desk.keys("<right>");
    assert_eq!(selected(&desk), "F2");
    desk.keys("<right>");
    assert_eq!(selected(&desk), "E3");
    desk.keys("<down>");
    assert_eq!(selected(&desk), "F3");
    desk.keys("<down><right>");
    assert_eq!((zoom(&desk), selected(&desk).as_str()), (Zoom::Near, "E5"));
}

#[test]
fn both_ends_of_the_selected_flow_are_in_sight_at_every_size() {
    for (columns, rows) in [WIDE, PLAIN, SMALL, (40, 14)] {
        let mut desk = Desk::with(room());
        desk.keys(&format!("<resize:{columns}x{rows}>f"));
        for n in 1..20 {
            desk.keys(&format!("«step {n} -> step {} : data {n}»<enter>", n + 1));
        }
        desk.keys("<esc>");
        for n in 1..20 {
            desk.keys(&format!("/F{n}<enter>"));
            let screen = desk.screen((columns, rows));
            for end in [format!("[step {n}]"), format!("[step {}]", n + 1)] {
                assert!(
                    screen.contains(&end),
                    "no {end} at {columns}x{rows}:\n{screen}"
                );
            }
        }
    }
}

#[test]
fn the_selection_is_seen_without_colors_too() {
    let mut desk = drawn();
    // Of a flow its number, as a line looks like its neighbors; of an element no number of the lines that are its own.
    for (keys, says) in [
        ("/E4<enter>", "{ledger}"),
        ("/F3<enter>", "[refund-api]3{ledger}"),
    ] {
        desk.keys(keys);
        for name in ["dark", "light"] {
            for depth in [Depth::TrueColor, Depth::None] {
                let styles = Styles::new(&theme::load(name, &[]).0, depth);
                let seen = looks::drawn(WIDE, |frame| ui::view(&desk.app, &styles, frame));
                let block =
                    |cell: &&ratatui::buffer::Cell| cell.modifier.contains(Modifier::REVERSED);
                let block = seen.content.iter().filter(block).map(|cell| cell.symbol());
                let block: String = block.collect();
                assert_eq!(block, says, "{keys} in {name} at {depth:?}");
            }
        }
    }
}

#[test]
fn what_is_selected_is_said_in_words_beside_the_drawing() {
    let mut desk = drawn();
    desk.keys("/F2<enter>");
    let says = "F2 web -> refund-api : request, user id, crosses dmz -> core";
    assert!(desk.screen(WIDE).contains(says), "{}", desk.screen(WIDE));
    desk.keys("/E2<enter>o4<wait:E2 web: process, in dmz, owner Di>");
    desk.keys("t«Session stolen»<enter><esc><wait:T 1 threat>");
    desk.keys("/Z3<enter><wait:Z3 zone core: refund-api, ledger, audit log>");
}

#[test]
fn the_map_alone_has_nothing_on_the_screen_but_its_title() {
    let mut desk = drawn();
    desk.keys("/E2<enter>w");
    let screen = desk.screen(WIDE);
    let first = screen.lines().next().unwrap();
    assert!(first.contains("Payments API: refund flow"), "{first}");
    for words in ["WORKING ON", "Tab", "closer", "? help", "NO OWNER"] {
        assert!(!screen.contains(words), "{words} in\n{screen}");
    }
    desk.keys("t<wait:threat on web><esc><right><esc><wait:WORKING ON>w");
    assert!(!desk.screen(WIDE).contains("WORKING ON"));
    desk.keys("w<wait:WORKING ON>");
}

#[test]
fn a_name_that_is_looked_for_on_the_map_leads_to_what_is_drawn() {
    let mut desk = drawn();
    desk.keys("t«web is down for hours»<enter>«the sftp server is old»<enter><esc>");
    desk.keys("/web<enter>");
    assert_eq!(selected(&desk), "E2");
    // Part of a name, too; a threat with these words comes after it.
    desk.keys("/sft<enter>");
    assert_eq!(selected(&desk), "E7");
    // On question 2 what is called just so still comes first.
    desk.keys("2/web<enter>");
    assert_eq!(selected(&desk), "E2");
    desk.keys("2/server<enter>");
    assert_eq!(selected(&desk), "T2");
}

#[test]
fn the_arrows_reach_every_flow_that_a_close_up_draws() {
    let mut desk = drawn();
    desk.keys("f«into refund-api: parser»<enter>«web -> parser : raw request»<enter>«parser -> ledger : rows»<enter><esc>");
    let flows = |desk: &Desk| {
        let open = desk.app.open().unwrap();
        let spots = open.rooms.working_on.sight.near().unwrap().spots().iter();
        let flows = spots.filter(|spot| matches!(spot.item, ItemId::Flow(_)));
        flows.map(|spot| spot.item.to_string()).collect::<Vec<_>>()
    };
    desk.keys("/E3<enter>><wait:raw request>");
    let drawn = flows(&desk);
    assert!(drawn.contains(&"F7".to_owned()), "{drawn:?}");
    for _ in 0..10 {
        desk.keys("<up>");
    }
    let mut walked = Vec::new();
    for _ in 0..10 {
        let here = selected(&desk);
        if here.starts_with('F') && walked.last() != Some(&here) {
            walked.push(here);
        }
        desk.keys("<down>");
    }
    assert_eq!(walked, drawn);
    // With a flow in the middle, no others than those that are drawn.
    desk.keys("<esc>/F1<enter>><wait:refund request>");
    assert_eq!(flows(&desk), ["F1"]);
    desk.keys("<down>");
    assert_eq!(selected(&desk), "F1");
    desk.keys("<down><up><up>");
    assert_eq!(selected(&desk), "F1");
}

#[test]
fn an_item_has_one_number_of_threats_wherever_it_is_said() {
    let mut desk = drawn();
    desk.keys("f«into refund-api: parser»<enter>«zone vault in core: ledger»<enter><esc>");
    desk.keys("/E8<enter>t«Parser crashes»<enter><esc>/E3<enter>t«Refund replayed»<enter><esc>/E4<enter>t«Ledger wrong»<enter><esc>");
    let says = |desk: &Desk, words: &str| {
        let screen = desk.screen(WIDE);
        assert!(screen.contains(words), "{words}\n{screen}");
    };
    desk.keys("/E3<enter>");
    says(&desk, "[   !2 +   ]");
    says(&desk, "2 threats");
    desk.keys("T<wait:2 THREATS at refund-api><esc>>");
    says(&desk, "2 threats");
    desk.keys("<esc>/«core»<enter>");
    says(&desk, "3 threats");
    desk.keys("T<wait:3 THREATS at zone core><esc><lt>");
    // The box of the zone counts what is in no zone inside it, and says so; the row below says all.
    says(&desk, "core itself");
    says(&desk, "3 elements, 2 threats");
    says(&desk, "1 element, 1 threat");
    says(&desk, "T 3 threats");
}

#[test]
fn an_element_outside_our_control_needs_no_owner() {
    let mut desk = drawn();
    desk.keys("/E1<enter>><wait:internet>");
    let screen = desk.screen(WIDE);
    assert!(!screen.contains("no owner"), "{screen}");
    desk.keys("<esc>/E2<enter>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains(", no owner"), "{screen}");
    desk.keys(">");
    let screen = desk.screen(WIDE);
    let said = screen.lines().filter(|line| line.contains("no owner"));
    assert_eq!(said.count(), 2, "in the close-up and below it: {screen}");
}

#[test]
fn what_is_selected_comes_back_into_sight_after_scrolling() {
    let mut desk = drawn();
    let scroll = |desk: &Desk| desk.app.open().unwrap().rooms.working_on.scroll;
    for key in ["<tab>", "<up>", "/E7<enter>"] {
        desk.keys("/E2<enter><pgdn>");
        assert_eq!(scroll(&desk), 1);
        desk.keys(key);
        assert_eq!(scroll(&desk), 0, "{key} to {}", selected(&desk));
    }
}

/// A room with 61 elements in one zone, too many to be drawn at once, and two flows between them.
fn many() -> Session {
    let mut session = room();
    let names = (1..=61).map(|n| format!("part {n}").as_str().into());
    let mut edits = vec![New::Zone("core".into(), names.collect())];
    edits.extend([1, 2].map(|n| New::Flow {
        from: format!("part {n}").as_str().into(),
        to: format!("part {}", n + 1).as_str().into(),
        data: "call".into(),
    }));
    for new in edits {
        session.apply(&Edit::Add(new), ten()).unwrap();
    }
    session
}

#[test]
fn a_close_up_that_came_by_itself_is_left_until_something_else_is_selected() {
    let mut desk = Desk::with(many());
    desk.keys("1/F1<enter>");
    assert_eq!(zoom(&desk), Zoom::Near, "no flow is drawn between zones");
    desk.keys("<esc>");
    assert_eq!((zoom(&desk), selected(&desk).as_str()), (Zoom::Zones, "F1"));
    desk.keys("<tab>");
    assert_eq!((zoom(&desk), selected(&desk).as_str()), (Zoom::Near, "F2"));
    desk.keys("<esc>/«part 9»<enter>");
    assert_eq!(zoom(&desk), Zoom::Near, "nor is an element");
}

#[test]
fn the_map_inside_an_element_is_never_its_zones() {
    let mut session = many();
    let outer = session.elements[0].id;
    for element in session.elements.iter_mut().skip(1) {
        element.within = Some(outer);
    }
    let mut desk = Desk::with(session);
    desk.keys("1/E1<enter>>>");
    let level = desk.app.open().unwrap().rooms.working_on.level;
    assert_eq!((level, zoom(&desk)), (Some(outer), Zoom::Whole));
}

#[test]
fn the_zones_say_that_their_numbers_count_flows() {
    let mut desk = drawn();
    desk.keys("<lt>");
    assert!(
        desk.screen(WIDE)
            .contains("MAP, zones   numbers count flows")
    );
    assert!(desk.screen(crate::support::SMALL).contains("flow counts"));
    desk.keys(">");
    assert!(!desk.screen(WIDE).contains("count flows"));
}

#[test]
fn what_is_selected_on_the_map_alone_is_said_in_words() {
    let mut desk = drawn();
    desk.keys("/E3<enter>w<tab>");
    let id = selected(&desk);
    let screen = desk.screen(WIDE);
    let row = screen.lines().last().unwrap();
    assert!(row.contains(&id) && row.contains(" -> "), "{id}\n{screen}");
    desk.keys("<esc>");
}
