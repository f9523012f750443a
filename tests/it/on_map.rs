//! Working on the map: what is selected is what the keys act on. Before, keys, after.

mod changing;
mod drawing;
mod levels;
mod naming;
mod shown;
mod typed;
mod walking;
mod zones;

use crate::support::{Desk, room};

/// The map lines of the refund flow: 7 elements, 6 flows, 3 trust zones.
pub(crate) const MAP: &str = "f«(customer) -> web : refund request»<enter>\
    «web -> refund-api : request, user id»<enter>\
    «refund-api -> {ledger} : amount, account»<enter>\
    «refund-api -> {audit log} : who, what, when»<enter>\
    «(partner) -> sftp : refund file»<enter>\
    «sftp -> refund-api : refund file»<enter>\
    «zone internet: customer, partner»<enter>\
    «zone dmz: web, sftp»<enter>\
    «zone core: refund-api, ledger, audit log»<enter><esc>";

/// Eight people who drew the refund flow.
pub(crate) fn drawn() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys(MAP);
    desk
}

/// What is selected, by its id.
pub(crate) fn selected(desk: &Desk) -> String {
    desk.app
        .selected()
        .map_or_else(String::new, |id| id.to_string())
}

/// What the status line says.
pub(crate) fn notice(desk: &Desk) -> &str {
    desk.app.notice.as_ref().map_or("", |n| n.says.as_str())
}
