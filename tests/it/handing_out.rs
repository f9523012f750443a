//! One key writes a sheet for the moment that the meeting is at, and never counts, votes or changes anything.

use threatboard::domain::Moment;

use crate::support::{Desk, room};

/// The moment of the sheet that was written last, as its page says.
fn moment(desk: &Desk) -> Option<Moment> {
    let page = desk
        .exported
        .iter()
        .find(|file| file.name == "sheet.html")?;
    Moment::ALL.into_iter().find(|moment| {
        let id = desk.session().sheet_id(*moment);
        page.contents.contains(&format!("\"sheet\":\"{id}\""))
    })
}

#[test]
fn each_step_hands_out_its_own_sheet() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Token replayed»<enter>«Disk full»<enter><esc>");
    desk.keys("F");
    assert_eq!(
        moment(&desk),
        Some(Moment::Vote),
        "there is something to vote on"
    );
    let before = desk.session().clone();
    desk.keys("v");
    desk.exported.clear();
    desk.keys("F");
    assert_eq!(moment(&desk), Some(Moment::Vote));
    desk.keys("<wait:Sheet written to sheet.html. Drop the file into the meeting's chat.>");
    assert_eq!(desk.session(), &before, "nothing was counted");
    desk.keys("21<enter>");
    assert_eq!(
        desk.session().voting().map(|voting| voting.hands.len()),
        Some(2)
    );
    desk.keys("4F");
    assert_eq!(moment(&desk), Some(Moment::End));
}

#[test]
fn the_silent_step_asks_for_threats_even_where_some_are_there() {
    let mut desk = Desk::with(room());
    desk.keys("G22Nt«Token replayed»<enter><esc>F");
    assert_eq!(moment(&desk), Some(Moment::Silent));
}
