//! A lunch with the real program: one question on the wall, and what becomes of it.

use threatboard::domain::{ParkedKind, Session, SessionKind, Status};
use threatboard::store::session;

use super::meeting::{SIZE, SOON, threats};
use super::program::Terminal;

#[test]
fn a_lunch_is_written_read_back_and_carried_on_as_a_meeting() {
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal::new(SIZE).folder(folder.path());
    let saved = || -> Session {
        session::load(&folder.path().join("lunch.ron"))
            .unwrap()
            .session
    };

    let program = terminal.start(&["lunch", "our data exports", "--file", "lunch.ron"]);
    program.play("<wait:our data exports><wait:lunch is over>");
    program.play(
        "«user -> app : ask»<enter>«app -> bucket : file»<enter><wait:app -\\> bucket: file>",
    );
    program.play("«Export link works for anyone»<enter><wait:1   Export link>");
    program.play("«Who can list the bucket?»<enter><wait:1 question>");
    program.play("«Old exports stay for years»<enter><wait:3   Old exports><gone:T2>");
    program.play("<esc><wait:Press t to keep typing>p«the new office»<enter><wait:1 off topic>");
    program.play("<esc>P«Ana eng, Bo ops»<enter><esc>...<wait:   3>");
    program.play(
        "m«delete them after a week»<enter><enter><wait:mitigation: delete them after a week>",
    );
    program.play("a<enter><wait:no owner: delete>o2<wait:Bo: delete>b«fri»<enter><wait:, by >");
    program.play("x<wait:EXPORT><enter><wait:Exported><esc><wait:our data exports><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let lunch = saved();
    assert_eq!(lunch.kind, SessionKind::Whiteboard);
    assert_eq!(lunch.title.as_str(), "our data exports");

    let program = terminal.start(&["lunch.ron"]);
    program.play(
        "<wait:3   Old exports><ctrl-p>pro<enter><wait:Nothing is in scope yet>1<wait:IN SCOPE>",
    );
    program.play("<ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let meeting = saved();
    assert_eq!(meeting.kind, SessionKind::Meeting);
    assert_eq!(
        threats(&meeting),
        ["Export link works for anyone", "Old exports stay for years"]
    );
    assert_eq!(
        (&meeting.threats, &meeting.flows),
        (&lunch.threats, &lunch.flows)
    );
    assert_eq!(meeting.counters, lunch.counters, "nothing has a new id");
    assert_eq!(
        meeting.questions[0].text.as_str(),
        "Who can list the bucket?"
    );
    assert_eq!(meeting.parked[0].kind, ParkedKind::OffTopic);
    assert_eq!(meeting.mitigations[0].threats, [meeting.threats[1].id]);
    assert_eq!(meeting.mitigations[0].status, Status::Planned);
    assert_eq!(meeting.name_of(meeting.actions[0].owner), Some("Bo"));
    assert!(meeting.actions[0].due.is_some());

    // It opens as the meeting that it is now, on what that left open.
    let program = terminal.start(&["lunch.ron"]);
    program.play("<wait:STILL OPEN>2<wait:Export link>");
}

#[test]
fn a_lunch_without_a_topic_asks_for_it_and_a_killed_one_offers_the_line_again() {
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal::new(SIZE).folder(folder.path());
    let program = terminal.start(&["lunch", "--file", "lunch.ron"]);
    program.play("<wait:topic\\>>«our data exports»<enter><wait:lunch is over>");
    program.play(
        "«Old exports stay»<enter><wait:1   Old exports stay>«half a line»<wait:half a line>",
    );
    program.signal(rustix::process::Signal::TERM);
    program.wait_exit(SOON);
    let program = terminal.start(&["lunch.ron"]);
    program.play("<wait:is back><wait:half a line><enter><wait:2   half a line>");
}
