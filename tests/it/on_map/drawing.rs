//! The map is drawn once for each change, and what takes its time is drawn beside the screen.

use threatboard::app::effect::Effect;
use threatboard::app::msg::Msg;
use threatboard::layout::Picture;
use threatboard::screens::working_on::{Order, View};

use super::{MAP, drawn, selected};
use crate::support::{Desk, WIDE, room};

/// The searches that were asked for so far.
fn searches(desk: &Desk) -> Vec<Order> {
    let orders = desk.effects.iter().filter_map(|effect| match effect {
        Effect::Draw(order) if order.search => Some((**order).clone()),
        _ => None,
    });
    orders.collect()
}

/// Where the shown drawing is kept: another address is another drawing.
fn kept(desk: &Desk) -> *const Picture {
    let open = desk.app.open().unwrap();
    std::ptr::from_ref(open.rooms.working_on.sight.whole().unwrap())
}

#[test]
fn keys_that_change_nothing_draw_nothing() {
    let mut desk = drawn();
    let shown = kept(&desk);
    desk.keys("/E2<enter><right><down><tab><tab>t«words»<esc>M M<pgdn>><lt><lt>><esc>");
    assert_eq!(kept(&desk), shown, "it was drawn again");
    let before = searches(&desk).len();
    desk.keys("/E2<enter><right><down><tab><tab>t«words»<esc>M M<pgdn>w<esc>");
    // The map alone has a window of its own, and is looked for once there and once back.
    assert!(searches(&desk).len() <= before + 2);
    desk.keys("<left><up><tab>>><esc>");
    assert!(searches(&desk).len() <= before + 2);
}

#[test]
fn what_the_room_types_at_keeps_its_places_until_the_line_is_closed() {
    let mut desk = Desk::with(room());
    desk.keys(MAP.trim_end_matches("<esc>"));
    assert_eq!(searches(&desk).len(), 0, "{:?}", desk.screen(WIDE));
    desk.keys("<esc>");
    assert_eq!(searches(&desk).len(), 1);
}

#[test]
fn a_drawing_that_was_looked_for_comes_without_moving_the_selection() {
    let mut desk = drawn();
    desk.keys("/F2<enter>");
    let order = searches(&desk).pop().unwrap();
    let before = selected(&desk);
    let made = order.make(&mut || true).unwrap();
    desk.tell(Msg::Drawn(Some(Box::new(made.clone()))));
    assert_eq!(selected(&desk), before);
    let open = desk.app.open().unwrap();
    assert_eq!(open.rooms.working_on.sight.whole(), Some(&*made.picture));
    // The same search is not asked for again.
    let count = searches(&desk).len();
    desk.keys("<tab><tab>");
    assert_eq!(searches(&desk).len(), count);
}

#[test]
fn a_drawing_of_what_the_map_was_before_is_dropped() {
    let mut desk = drawn();
    let order = searches(&desk).pop().unwrap();
    desk.keys("f«web -> (mail) : receipt»<enter><esc>");
    let shown = |desk: &Desk| {
        let open = desk.app.open().unwrap();
        open.rooms.working_on.sight.whole().unwrap().canvas().text()
    };
    let before = shown(&desk);
    assert!(before.contains("(mail)"), "{before}");
    desk.tell(Msg::Drawn(order.make(&mut || true).map(Box::new)));
    assert_eq!(shown(&desk), before);
    // So is one for another window.
    let order = searches(&desk).pop().unwrap();
    desk.keys("<resize:140x40>");
    let before = shown(&desk);
    desk.tell(Msg::Drawn(order.make(&mut || true).map(Box::new)));
    assert_eq!(shown(&desk), before);
}

#[test]
fn a_map_that_fits_keeps_its_places_once_it_was_looked_for() {
    let mut desk = drawn();
    let order = searches(&desk).pop().unwrap();
    desk.tell(Msg::Drawn(order.make(&mut || true).map(Box::new)));
    let before = searches(&desk).len();
    desk.keys("f«web -> (mail) : receipt»<enter><esc>/E2<enter>e<ctrl-u>«shop»<enter>");
    desk.keys("/E7<enter>z1/E6<enter>dd/E2<enter>w<resize:140x40>");
    assert_eq!(searches(&desk).len(), before);
    // What no longer fits is looked for.
    desk.keys("w<resize:76x14>");
    assert_eq!(
        searches(&desk).len(),
        before + 1,
        "{}",
        desk.screen((76, 14))
    );
}

#[test]
fn tidy_looks_again() {
    let mut desk = drawn();
    let order = searches(&desk).pop().unwrap();
    desk.tell(Msg::Drawn(order.make(&mut || true).map(Box::new)));
    let before = searches(&desk).len();
    desk.keys("=");
    assert_eq!(searches(&desk).len(), before + 1);
}

#[test]
fn of_many_elements_the_last_drawing_stays_until_the_next_is_there() {
    let mut desk = Desk::with(room());
    desk.keys("f");
    for n in 1..40 {
        desk.keys(&format!("«part {n} -> part {}»<enter>", n + 1));
    }
    desk.keys("<esc>");
    let shown = |desk: &Desk| {
        let open = desk.app.open().unwrap();
        open.rooms
            .working_on
            .sight
            .whole()
            .map(|whole| whole.canvas().text())
    };
    let before = shown(&desk).unwrap();
    assert!(before.contains("[part 40]"), "{before}");
    let now = desk.app.now;
    desk.keys("f«part 40 -> part 41»");
    let enter = threatboard::keys::key::Key::plain(threatboard::keys::key::KeyCode::Enter);
    let effects = desk.app.update(now, Msg::Key(enter));
    assert_eq!(shown(&desk).as_ref(), Some(&before));
    let order = effects.into_iter().find_map(|effect| match effect {
        Effect::Draw(order) => Some(order),
        _ => None,
    });
    let made = order.unwrap().make(&mut || true).unwrap();
    desk.tell(Msg::Drawn(Some(Box::new(made))));
    assert!(shown(&desk).unwrap().contains("[part 41]"));
}

#[test]
fn what_no_one_waits_for_is_not_placed() {
    let mut desk = drawn();
    let order = searches(&desk).pop().unwrap();
    let order = Order {
        search: false,
        ..order
    };
    let mut asked = 0;
    let made = order.make(&mut || {
        asked += 1;
        false
    });
    assert_eq!((made, asked), (None, 1));
    assert!(order.make(&mut || true).is_some());
    desk.tell(Msg::Drawn(None));
    assert_eq!(searches(&desk).len(), 1, "it is not asked for twice");
}

/// A session with a map of 14 elements in 14 zones, each in the one before: more frames than are drawn within a frame.
fn nested() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("f");
    for n in 1..=14 {
        let outer = if n > 1 {
            format!(" in zone {}", n - 1)
        } else {
            String::new()
        };
        desk.keys(&format!("«zone zone {n}{outer}: part {n}»<enter>"));
    }
    desk.keys("<esc>");
    desk
}

/// What a message asks for, none of which is done.
fn asks(desk: &mut Desk, msg: Msg) -> Vec<Order> {
    let now = desk.app.now;
    let effects = desk.app.update(now, msg).into_iter();
    let orders = effects.filter_map(|effect| match effect {
        Effect::Draw(order) => Some(*order),
        _ => None,
    });
    orders.collect()
}

#[test]
fn a_large_map_is_drawn_beside_the_screen_for_the_last_of_many_windows() {
    let mut desk = nested();
    desk.keys("><lt>");
    let shown = |desk: &Desk| {
        let sight = &desk.app.open().unwrap().rooms.working_on.sight;
        let text = |picture: Option<&threatboard::layout::Picture>| {
            picture.map(|picture| picture.canvas().text())
        };
        (text(sight.whole()), text(sight.zones()))
    };
    let before = shown(&desk);
    assert!(before.0.is_some() && before.1.is_some(), "{before:?}");
    let mut last = Vec::new();
    for by in 0..60 {
        last = asks(&mut desk, Msg::Resize(90 + by, 30));
        assert_eq!(
            last.len(),
            1,
            "one wish at a time, which replaces the one before"
        );
        assert_eq!(shown(&desk), before, "nothing is drawn before the frame");
    }
    // What is looked at comes first, then the rest.
    let order = last.pop().unwrap();
    assert_eq!(order.view, View::Zones);
    assert_eq!(order.window.columns, 149 - 2);
    let made = order.make(&mut || true).unwrap();
    let next = asks(&mut desk, Msg::Drawn(Some(Box::new(made.clone()))));
    assert_eq!(shown(&desk).1, Some(made.picture.canvas().text()));
    assert_eq!(shown(&desk).0, before.0);
    assert_eq!(next.len(), 1);
    let whole = &next[0];
    assert_eq!((whole.view, whole.search), (View::Whole, false));
    let made = whole.make(&mut || true).unwrap();
    let next = asks(&mut desk, Msg::Drawn(Some(Box::new(made.clone()))));
    assert_eq!(shown(&desk).0, Some(made.picture.canvas().text()));
    assert_eq!(next.len(), 1, "then the search");
    assert!(next.iter().all(|order| order.search));
}

#[test]
fn what_is_typed_along_the_way_reads_down() {
    let mut desk = Desk::with(room());
    desk.keys("f");
    let mut before = Vec::new();
    for line in [
        "(customer) -> web : ask",
        "web -> api : order",
        "api -> {ledger} : amount",
    ] {
        desk.keys(&format!("«{line}»<enter>"));
        let screen = desk.screen(WIDE);
        let row = |name: &str| screen.lines().position(|row| row.contains(name));
        let rows = ["(customer)", "[web]", "[api]", "{ledger}"].map(row);
        let drawn: Vec<usize> = rows.into_iter().flatten().collect();
        assert!(drawn.is_sorted_by(|a, b| a < b), "{line}: {screen}");
        assert_eq!(drawn.len(), before.len().max(1) + 1, "{screen}");
        before = drawn;
    }
}
