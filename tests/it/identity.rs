//! Files of both versions, as a team keeps them: what a save changes in them, and who an item is on two branches.

use threatboard::domain::{
    Edit, Field, FourQuestion, History, ItemId, New, Session, SessionField, Status, ThreatId,
    Voting,
};
use threatboard::store::format;

use crate::support::ten;

const OLD: &str = include_str!("../files/versions/1.ron");
const NEW: &str = include_str!("../files/versions/2.ron");

fn after(text: &str, edits: &[Edit]) -> Session {
    let mut session = format::read(text).unwrap();
    for edit in edits {
        session.apply(edit, ten()).unwrap();
    }
    session
}

fn threat(text: &str) -> Edit {
    Edit::Add(New::threat(text, FourQuestion::GoWrong))
}

/// The lines of a text that another one does not have, in order.
fn only_in<'a>(text: &'a str, other: &str) -> Vec<&'a str> {
    let other: Vec<&str> = other.lines().collect();
    text.lines()
        .filter(|line| !other.contains(line))
        .map(str::trim)
        .collect()
}

#[test]
fn files_of_both_versions_are_saved_as_they_were() {
    for text in [OLD, NEW] {
        assert_eq!(format::write(&format::read(text).unwrap()).unwrap(), text);
    }
    assert!(OLD.contains("    version: 1,\n") && !OLD.contains("key:"));
    assert!(NEW.contains("    version: 2,\n") && NEW.contains("            key: \""));
}

#[test]
fn the_first_thing_that_is_added_makes_an_old_file_a_new_one_and_leaves_the_rest() {
    let reworded = Edit::Set(ThreatId(1).into(), Field::BusinessRisk("Money".into()));
    let same = format::write(&after(OLD, &[reworded])).unwrap();
    assert_eq!(only_in(&same, OLD), ["business_risk: \"Money\","]);

    let session = after(OLD, &[threat("Refund twice")]);
    let text = format::write(&session).unwrap();
    let id = session.threats.last().unwrap().id;
    let key = session.identity(id.into()).key.unwrap();
    let id = format!("id: \"{id}\",");
    let key = format!("key: \"{key}\",");
    let new = only_in(&text, OLD);
    assert!(new.contains(&"version: 2,"), "{new:?}");
    assert!(text.contains(&format!(
        "{id}\n            {key}\n            text: \"Refund twice\","
    )));
    assert_eq!(
        text.matches(" key: ").count(),
        1,
        "what was here before stays as it was"
    );
}

#[test]
fn two_branches_that_add_the_same_number_add_two_items() {
    let ours = after(NEW, &[threat("Refund twice")]);
    let theirs = after(NEW, &[threat("Log is edited")]);
    let same = after(NEW, &[threat("Refund twice")]);
    let last = |session: &Session| {
        session
            .identities()
            .find(|it| it.id == ItemId::from(session.threats.last().unwrap().id))
    };
    assert_eq!(last(&ours).unwrap().id, last(&theirs).unwrap().id);
    assert_ne!(last(&ours).unwrap().key, last(&theirs).unwrap().key);
    assert_eq!(last(&ours), last(&same), "the same change is the same item");
}

#[test]
fn what_is_merged_is_named_with_its_key_where_it_went() {
    let mut session = after(OLD, &[threat("Refund twice"), threat("Paid back twice")]);
    let [.., first, second] = session.threats.as_slice() else {
        panic!("two were added")
    };
    let (first, second) = (first.id, second.id);
    let edits = [
        Edit::Merge(second.into(), first.into()),
        // An old item has no key.
        Edit::Merge(ThreatId(1).into(), first.into()),
        Edit::Add(New::mitigation("Sign", first, Status::CouldDo)),
        Edit::Add(New::mitigation("Sign all", first, Status::CouldDo)),
    ];
    let key = session.identity(second.into()).key.unwrap();
    for edit in &edits {
        session.apply(edit, ten()).unwrap();
    }
    let [.., one, two] = session.mitigations.as_slice() else {
        panic!("two were added")
    };
    let (one, two) = (one.id, two.id);
    let mitigation = session.identity(two.into());
    session
        .apply(&Edit::Merge(two.into(), one.into()), ten())
        .unwrap();

    let text = format::write(&session).unwrap();
    let list = |lines: &[String]| {
        let lines: String = lines
            .iter()
            .map(|line| format!("                \"{line}\",\n"))
            .collect();
        format!("            merged: [\n{lines}            ],\n")
    };
    assert!(text.contains(&list(&[format!("{second}-{key}"), "T1".to_owned()])));
    assert!(text.contains(&list(&[mitigation.to_string()])));
    assert_eq!(format::read(&text).unwrap(), session);
    assert_eq!(session.threat(second).unwrap().id, first);
    assert_eq!(session.mitigation(two).unwrap().id, one);
}

#[test]
fn mitigations_of_an_old_file_that_are_merged_make_it_a_new_one() {
    let old = format::read(OLD).unwrap();
    let (from, into) = (old.mitigations[1].id, old.mitigations[0].id);
    let session = after(OLD, &[Edit::Merge(from.into(), into.into())]);
    assert_eq!(session.version, 2);
    assert_eq!(
        session.mitigations[0].merged[0].to_string(),
        from.to_string()
    );
    assert_eq!(format::read(&format::write(&session).unwrap()), Ok(session));
}

#[test]
fn an_item_that_was_copied_in_an_editor_becomes_one_of_its_own() {
    let session = after(NEW, &[threat("Refund twice")]);
    let last = session.threats.last().unwrap();
    let (id, key) = (last.id, session.identity(last.id.into()).key.unwrap());
    let mut copy = last.clone();
    copy.id = ThreatId(id.0 + 1);
    copy.text = "Refund three times".into();
    let mut copied = session.clone();
    // In front of the older one: the number decides.
    copied.threats.insert(0, copy);
    copied.counters.threat += 1;
    let read = format::read(&format::write(&copied).unwrap()).unwrap();
    assert_eq!(read.identity(id.into()).key, Some(key));
    let other = read.identity(ThreatId(id.0 + 1).into()).key;
    assert!(other.is_some() && other != Some(key));
    let again = format::read(&format::write(&read).unwrap()).unwrap();
    assert_eq!(again, read, "once");
}

#[test]
fn an_item_keeps_its_uuid_and_its_ticket_when_its_number_changes() {
    let old = format::read(OLD).unwrap();
    let action = &old.actions[0];
    assert_eq!(
        old.ticket_id(action),
        format!("TB-7b0e6c1d-{}", action.id),
        "as it is in trackers already"
    );
    let mut session = format::read(NEW).unwrap();
    let action = session.actions[0].clone();
    let key = session.identity(action.id.into()).key.unwrap();
    let (ticket, uuid) = (session.ticket_id(&action), session.uuid_of(&action));
    assert_eq!(ticket, format!("TB-7b0e6c1d-{}-{key}", action.id));
    session.actions[0].id = threatboard::domain::ActionId(99);
    assert_eq!(session.uuid_of(&session.actions[0]), uuid);
    let meant = session.meant_by_ticket(&ticket.to_lowercase()).unwrap();
    assert!(meant.is_certain);
    assert_eq!(meant.items, ["A99".parse::<ItemId>().unwrap()]);
}

/// The old file with what its meeting raised, after it came to a second meeting of the same.
fn raised() -> Session {
    let mut session = format::read(OLD).unwrap();
    session.old_confidence = vec![1, 2];
    session.old_voting = Some(Voting {
        sheet: threatboard::domain::Text::default(),
        lines: Vec::new(),
        heaps: Vec::new(),
        per_person: 2,
        hands: vec![(ThreatId(1), 3)],
        ballots: Vec::new(),
        at: ten(),
    });
    session
}

#[test]
fn hands_and_votes_move_into_their_meeting_with_the_first_thing_that_is_added() {
    let old = raised();
    let written = format::write(&old).unwrap();
    assert_eq!(format::read(&written).unwrap(), old);
    assert_eq!(
        (old.confidence(), old.votes(ThreatId(1))),
        (&[1, 2][..], Some(3))
    );

    let mut session = old.clone();
    let mut history = History::default();
    history
        .apply(&mut session, &threat("Refund twice"), ten())
        .unwrap();
    assert_eq!(session.sittings[0].confidence, [1, 2]);
    assert!(session.old_confidence.is_empty() && session.old_voting.is_none());
    assert_eq!(session.votes(ThreatId(1)), Some(3));
    assert_eq!(
        format::read(&format::write(&session).unwrap()),
        Ok(session.clone())
    );

    history.undo(&mut session).unwrap();
    session.counters = old.counters;
    assert_eq!(format::write(&session).unwrap(), written);
}

#[test]
fn another_meeting_has_hands_of_its_own_and_the_votes_of_the_last_one_count() {
    let mut session = raised();
    let mut history = History::default();
    for edit in [
        threat("Refund twice"),
        Edit::Session(SessionField::Begin),
        Edit::Session(SessionField::Confidence(vec![5])),
    ] {
        history.apply(&mut session, &edit, ten()).unwrap();
    }
    let hands = |session: &Session| -> Vec<Vec<u8>> {
        session
            .sittings
            .iter()
            .map(|s| s.confidence.clone())
            .collect()
    };
    assert_eq!(hands(&session), [vec![1, 2], vec![5]]);
    assert_eq!(session.votes(ThreatId(1)), Some(3));
    // The meeting stays when everything else is undone, and so do the hands of the one before.
    while history.undo(&mut session).is_some() {}
    assert_eq!(hands(&session), [vec![1, 2], vec![]]);
    assert_eq!(session.votes(ThreatId(1)), Some(3));
    assert_eq!(format::read(&format::write(&session).unwrap()), Ok(session));
}

#[test]
fn votes_of_a_later_meeting_take_the_place_of_earlier_ones_and_give_it_back() {
    let mut session = raised();
    let again = Voting {
        sheet: threatboard::domain::Text::default(),
        lines: Vec::new(),
        heaps: Vec::new(),
        per_person: 1,
        hands: vec![(ThreatId(1), 1)],
        ballots: Vec::new(),
        at: ten(),
    };
    for (edit, votes) in [
        (SessionField::Begin, Some(3)),
        (SessionField::Voting(Some(again)), Some(1)),
        (SessionField::Voting(None), Some(3)),
        (SessionField::Voting(None), None),
    ] {
        session.apply(&Edit::Session(edit.clone()), ten()).unwrap();
        assert_eq!(session.votes(ThreatId(1)), votes, "after {edit:?}");
    }
    // A threat that goes takes its votes along, in every meeting.
    let mut session = raised();
    for edit in [threat("Refund twice"), Edit::Delete(ThreatId(1).into())] {
        session.apply(&edit, ten()).unwrap();
    }
    session.validate().unwrap();
    assert_eq!(session.voting().unwrap().total(), 0);
}

/// A meeting that dismissed two findings when checks still had numbers.
const DISMISSED: &str = include_str!("../files/versions/1-dismissed.ron");

/// The checks whose findings are dismissed, with the reasons.
fn dismissed(session: &Session) -> Vec<(&'static str, String)> {
    let thresholds = threatboard::check::Thresholds::bundled();
    let report = threatboard::check::run(session, ten().date_naive(), &thresholds);
    let dismissed = report.dismissed.into_iter();
    dismissed
        .map(|(finding, reason)| (finding.check, reason))
        .collect()
}

/// The checks that a file names, in order.
fn named(session: &Session) -> Vec<&str> {
    session.dismissed.iter().map(|d| d.check.as_str()).collect()
}

fn dismiss(check: &str, reason: &str) -> Edit {
    Edit::Session(SessionField::Dismiss(check.into(), reason.into()))
}

fn undismiss(check: &str) -> Edit {
    Edit::Session(SessionField::Undismiss(check.into()))
}

#[test]
fn a_finding_that_was_dismissed_by_its_number_stays_dismissed_and_the_file_as_it_was() {
    let session = format::read(DISMISSED).unwrap();
    assert_eq!(format::write(&session).unwrap(), DISMISSED);
    let monday = "facilities confirm it on Monday".to_owned();
    let confirm = [("assumption-confirmed", monday)];
    assert_eq!(dismissed(&session), confirm);
    let after = after(DISMISSED, &[threat("The printer keeps old badges")]);
    assert_eq!(dismissed(&after), confirm);
    assert_eq!(named(&after), ["Q35", "Q13"]);
}

#[test]
fn a_finding_is_dismissed_once_whichever_name_says_so() {
    let again = after(
        DISMISSED,
        &[dismiss("assumption-confirmed", "they confirmed half of it")],
    );
    assert_eq!(named(&again), ["Q13", "assumption-confirmed"]);
    let reason = &dismissed(&again).last().unwrap().1.clone();
    assert_eq!(reason, "they confirmed half of it");
    let by_number = after(DISMISSED, &[dismiss("Q20", "agreed by mail")]);
    assert_eq!(named(&by_number), ["Q35", "Q13", "scope"]);
}

#[test]
fn a_finding_is_shown_again_whichever_name_the_file_has_for_it() {
    let shown = after(DISMISSED, &[undismiss("assumption-confirmed")]);
    assert_eq!(named(&shown), ["Q13"]);
    let by_number = after(
        DISMISSED,
        &[
            dismiss("scope", "agreed"),
            undismiss("Q20"),
            undismiss("Q35"),
        ],
    );
    assert_eq!(named(&by_number), ["Q13"]);
}

#[test]
fn a_number_that_two_checks_had_is_given_up_for_one_of_them() {
    let talk = after(DISMISSED, &[undismiss("no-threats")]);
    assert_eq!(named(&talk), ["Q35", "only-talk"]);
    assert_eq!(talk.dismissed[1].reason.as_str(), "we only listed today");
    let neither = after(DISMISSED, &[undismiss("Q13")]);
    assert_eq!(named(&neither), ["Q35"]);
}
