//! The real program on a meeting that ended months ago: what it left open is walked through, and the file says so.

use std::fs;

use threatboard::domain::{ActionStatus, Session};
use threatboard::store::session;

use super::meeting::{SIZE, SOON};
use super::program::{Program, Terminal};

const EXAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/sessions/example-refund-flow.ron"
);

/// Plays keys on a copy of the example, and gives the session before and after.
fn come_back(keys: &str) -> (Session, Session) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("refund.ron");
    fs::copy(EXAMPLE, &file).unwrap();
    let before = session::load(&file).unwrap().session;
    let terminal = Terminal::new(SIZE).folder(folder.path());
    let program: Program = terminal.start(&["refund.ron"]);
    program.play("<wait:Last meeting: 9 May 2026>");
    program.play(keys);
    let status = program.wait_exit(SOON);
    assert!(status.success(), "{}", program.screen());
    (before, session::load(&file).unwrap().session)
}

#[test]
fn the_rows_of_a_meeting_that_ended_are_walked_through_with_a_key_each() {
    let (before, after) = come_back(
        "<down>f<wait:is done>y<wait:is still to do>X<wait:is dropped>n<wait:WHAT ARE WE WORKING ON?>\
         2t«A partner changes its bank»<enter><wait:+ T16 added><esc><ctrl-q>y",
    );
    let with = |session: &Session, status| {
        let actions = session.actions.iter();
        actions.filter(|a| a.status == status).count()
    };
    for status in [ActionStatus::Done, ActionStatus::Dropped] {
        assert_eq!(
            with(&after, status),
            with(&before, status) + 1,
            "{status:?}"
        );
    }
    let still: Vec<_> = after.actions.iter().filter_map(|a| a.still).collect();
    assert_eq!(still.len(), 1);
    let [first, second] = after.sittings.as_slice() else {
        panic!("{:?}", after.sittings)
    };
    assert_eq!(first, &before.sittings[0], "it keeps its hands");
    assert!(after.confidence().is_empty());
    assert!(second.started <= still[0] && second.ended.is_some());
}

#[test]
fn looking_at_what_is_open_leaves_the_file_as_it_was() {
    let (before, after) =
        come_back("...<down>,1<wait:WHAT ARE WE WORKING ON?>7<ctrl-q><wait:Quit>y");
    assert_eq!(after, before);
}
