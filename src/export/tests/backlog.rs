//! What leaves for a backlog is read back by readers that we did not write: of the example, and whatever someone types.

mod calendar;
mod limits;
mod pages;
mod scenarios;
mod script;
mod since;
mod tables;

use std::collections::HashMap;

use insta::assert_snapshot;

use super::rich::{at, rich};
use super::{options, whole};
use crate::domain::{
    ActionStatus, Edit, Field, ItemId, New, NewAction, ParticipantId, Session, Status, Text,
};
use crate::export::{File, Format, Names};

/// The session that comes with the program.
pub(super) fn example() -> Session {
    crate::data::read(include_str!("../../../sessions/example-refund-flow.ron")).unwrap()
}

/// The files of an export.
fn files(format: Format, session: &Session) -> Vec<File> {
    crate::export::render(format, session, &options(Names::Full))
}

/// The one file of an export.
fn only(format: Format, session: &Session) -> String {
    super::render(format, session, &options(Names::Full))
}

/// A ticket as a reader should find it: its name, its words, whether it is done.
struct Expected {
    id: ItemId,
    name: String,
    words: Text,
    state: ActionStatus,
}

/// What is work, by the rule in words: each action item, and each mitigation that was picked and that no action item
/// is for, unless that was dropped.
fn expected(session: &Session) -> Vec<Expected> {
    let ticket = |id: ItemId, words: &Text, state| Expected {
        id,
        name: session.ticket_id(session.identity(id)),
        words: words.clone(),
        state,
    };
    let mut all: Vec<Expected> = Vec::new();
    for action in &session.actions {
        all.push(ticket(action.id.into(), &action.text, action.status));
    }
    for mitigation in &session.mitigations {
        let mut about = session.actions_about(mitigation.id.into());
        let is_covered = about.any(|action| action.status != ActionStatus::Dropped);
        if mitigation.status.is_picked() && !is_covered {
            let state = if mitigation.status.is_built() {
                ActionStatus::Done
            } else {
                ActionStatus::Open
            };
            all.push(ticket(mitigation.id.into(), &mitigation.text, state));
        }
    }
    all
}

/// The same without what is done or dropped.
fn expected_open(session: &Session) -> Vec<Expected> {
    let mut all = expected(session);
    all.retain(|ticket| ticket.state == ActionStatus::Open);
    all
}

/// The rich session with tickets that trackers know already.
fn tracked() -> Session {
    let mut session = rich();
    for (id, key) in [
        ("A1", "PAY-12"),
        ("A2", "#7"),
        ("A3", "AB#31"),
        ("M7", "x'; rm -rf /"),
    ] {
        let edit = Edit::Set(id.parse().unwrap(), Field::External(Some(key.into())));
        session.apply(&edit, at(70)).unwrap();
    }
    session
}

/// How often a word stands in a text, not counting where it begins a longer one.
fn count(text: &str, word: &str) -> usize {
    let pieces = text.split(word).skip(1);
    let whole = |rest: &&str| !rest.starts_with(char::is_alphanumeric);
    pieces.filter(whole).count()
}

const BACKLOG: [Format; 10] = [
    Format::STORIES,
    Format::FEATURE,
    Format::JIRA,
    Format::GITLAB,
    Format::AZURE,
    Format::GITHUB,
    Format::TASKS,
    Format::TODO_TXT,
    Format::ICS,
    Format::JSON,
];

#[test]
fn the_example_becomes_work() {
    for format in BACKLOG {
        let text = whole(format, &example(), &options(Names::Initials));
        assert_snapshot!(format!("example_{}", format.name()), text);
    }
}

#[test]
fn a_session_with_something_of_everything_becomes_work() {
    for format in BACKLOG {
        let text = whole(format, &tracked(), &options(Names::Roles));
        assert_snapshot!(format!("tracked_{}", format.name()), text);
    }
}

#[test]
fn the_same_session_makes_the_same_bytes() {
    for format in BACKLOG {
        assert_eq!(
            files(format, &tracked()),
            files(format, &tracked()),
            "{format:?}"
        );
    }
}

#[test]
fn a_mitigation_is_work_of_its_own_until_somebody_has_an_action_item_for_it() {
    let text = |session: &Session| only(Format::JSON, session);
    let mut session = rich();
    assert!(
        text(&session).contains("TB-00000000-M7"),
        "planned, and nobody has it"
    );
    assert!(!text(&session).contains("TB-00000000-M3"), "only an idea");
    let link = Edit::Link("A4".parse().unwrap(), "M7".parse().unwrap());
    session.apply(&link, at(70)).unwrap();
    assert!(!text(&session).contains("TB-00000000-M7"), "A4 is for it");
    let dropped = Edit::Set(
        "A4".parse().unwrap(),
        Field::ActionStatus(ActionStatus::Dropped),
    );
    session.apply(&dropped, at(70)).unwrap();
    assert!(text(&session).contains("TB-00000000-M7"), "A4 was dropped");
    let rejected = Edit::Set("M7".parse().unwrap(), Field::Status(Status::Rejected));
    session.apply(&rejected, at(70)).unwrap();
    assert!(
        !text(&session).contains("TB-00000000-M7"),
        "nobody will build it"
    );
    let script = only(Format::GITHUB, &session);
    let ticket = session.ticket_id(session.identity("M7".parse().unwrap()));
    assert!(
        script.contains(&format!("closed {ticket} 'not planned'")),
        "{script}"
    );
}

#[test]
fn long_words_are_cut_in_the_title_and_whole_below() {
    let mut session = rich();
    let long = "Ünicode ".repeat(100);
    let edit = Edit::Set("A1".parse().unwrap(), Field::Text(long.as_str().into()));
    session.apply(&edit, at(70)).unwrap();
    let table = only(Format::JIRA, &session);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let row = reader.records().next().unwrap().unwrap();
    assert!(
        row[0].chars().count() <= 255 && row[0].ends_with('…'),
        "{}",
        &row[0]
    );
    assert!(row[5].contains(long.trim()), "{}", &row[5]);
}

#[test]
fn each_ticket_of_json_says_what_it_is_for() {
    let mut session = example();
    for mitigation in &mut session.mitigations {
        mitigation.status = crate::domain::Status::CouldDo;
    }
    let json: serde_json::Value = serde_json::from_str(&only(Format::JSON, &session)).unwrap();
    assert_eq!(json["format"], "threatboard-actions");
    assert_eq!(json["version"], 2);
    let tickets: HashMap<&str, &serde_json::Value> = json["tickets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["item"].as_str().unwrap(), it))
        .collect();
    let sign = tickets["A3"];
    assert_eq!(sign["threats"][0]["id"], "T2");
    assert_eq!(sign["severity"], "high");
    // The word that version 1 had otherwise.
    assert_eq!(sign["mitigations"][0]["status"], "proposed");
    assert_eq!(
        sign["mitigations"][0]["verify"],
        "replay an unsigned file in staging, expect reject"
    );
    assert_eq!(
        sign["uuid"],
        session.uuid_of(&session.actions[2]).to_string()
    );
}

/// Of whom a story is, as the page and the scenario have it.
fn wanted_by(session: &Session) -> (String, String) {
    let line = |text: &str, before: &str| {
        let mut lines = text.lines().map(str::trim);
        let line = lines.find(|line| line.starts_with(before));
        line.unwrap_or(text).to_owned()
    };
    let story = only(Format::STORIES, session);
    let story = story.split("\n## ").find(|part| part.starts_with("M7 "));
    let features = files(Format::FEATURE, session);
    let feature = features.iter().find(|file| file.contents.contains("M7"));
    (
        line(story.unwrap(), "As "),
        line(&feature.unwrap().contents, "As "),
    )
}

#[test]
fn a_story_is_of_who_said_the_mitigation_and_of_no_one_else() {
    let mut session = rich();
    let no_one = (
        "As a stakeholder (**who?**), I want".to_owned(),
        "As a stakeholder (who?), I want this,".to_owned(),
    );
    assert_eq!(wanted_by(&session), no_one);
    // What Ed of QA does for the threat or for the mitigation makes it no wish of QA.
    for about in ["T8", "M7"] {
        let action = Edit::Add(New::Action(NewAction {
            text: "Look at it".into(),
            kind: None,
            about: vec![about.parse().unwrap()],
            owner: Some(ParticipantId(5)),
            due: None,
        }));
        session.apply(&action, at(61)).unwrap();
        assert_eq!(wanted_by(&session), no_one, "{about}");
    }
    session.mitigations[6].speaker = Some(ParticipantId(7));
    let security = (
        "As **security**, I want".to_owned(),
        "As security, I want this,".to_owned(),
    );
    assert_eq!(wanted_by(&session), security);
    // Who said it has no role.
    session.mitigations[6].speaker = Some(ParticipantId(8));
    assert_eq!(wanted_by(&session), no_one);
}
