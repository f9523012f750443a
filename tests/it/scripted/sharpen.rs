//! Twelve threats that are sharpened, and what the meeting hands out then.

use threatboard::domain::{ActorKind, PartName};
use threatboard::export::{Format, Names, render};

use crate::support::{Desk, export_options};

/// The keys.
pub(super) const SCRIPT: &str = include_str!("../../scripts/sharpen.keys");

/// Who, what they do and what happens then, of each threat.
const SAID: [(&str, &str, &str); 12] = [
    (
        "an outsider",
        "replaces the payout file",
        "the bank pays the wrong accounts",
    ),
    (
        "an outsider",
        "replays a session token",
        "orders are placed in another name",
    ),
    (
        "an insider",
        "reads all orders",
        "prices reach a competitor",
    ),
    (
        "an accident",
        "loses the last backup",
        "a day of orders is gone",
    ),
    (
        "a partner",
        "sends the refund again",
        "the same money leaves twice",
    ),
    (
        "the night shift",
        "copies the logs",
        "passwords leave the building",
    ),
    (
        "an automated attack",
        "sends forms all night",
        "nobody can order",
    ),
    (
        "a careless insider",
        "leaves the key in a ticket",
        "anyone can deploy",
    ),
    (
        "an accident",
        "mixes two addresses up",
        "a customer reads another's order",
    ),
    (
        "an insider",
        "resets a password on the phone",
        "an account is taken over",
    ),
    ("", "", "orders can be read for years"),
    (
        "an accident",
        "lets the certificate expire",
        "nobody can pay",
    ),
];

fn played() -> Desk {
    let mut desk = Desk::home();
    desk.play(SCRIPT);
    desk
}

#[test]
fn twelve_threats_have_what_was_said_of_them() {
    let desk = played();
    let session = desk.session();
    assert_eq!(session.threats.len(), 12);
    for (threat, (who, does, so_that)) in session.threats.iter().zip(SAID) {
        let parts = threat.parts.as_deref().unwrap();
        let actor = session.actor_words(threat).unwrap_or_default();
        assert_eq!(actor, who, "{}", threat.id);
        assert_eq!(parts.part(PartName::Does).as_str(), does, "{}", threat.id);
        assert_eq!(
            parts.part(PartName::SoThat).as_str(),
            so_that,
            "{}",
            threat.id
        );
    }
    assert_eq!(
        session.threats[7].parts.as_deref().unwrap().actor,
        Some(ActorKind::Insider)
    );
    let names: Vec<&str> = session.assets.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["payouts", "customer accounts", "orders"]);
    // One risk of the business, two threats lead to it.
    let wrong = &session.business_risks[0];
    let lead: Vec<String> = session
        .threats
        .iter()
        .filter(|t| t.business_risks.contains(&wrong.id))
        .map(|t| t.id.to_string())
        .collect();
    assert_eq!(lead, ["T1", "T5"]);
    assert_eq!(session.elements.len(), 4, "no part of the map was made up");
}

#[test]
fn the_summary_says_the_sentence_beside_the_words() {
    let desk = played();
    let options = export_options(Names::default(), desk.app.today());
    let files = render(Format::SUMMARY, desk.session(), &options);
    let summary = &files[0].contents;
    for says in [
        "Payout file changed",
        "An outsider, starting from a stolen password, replaces the payout file on sftp, so that the bank pays the \
         wrong accounts, which harms payouts.",
        "Someone: Old exports stay, so that orders can be read for years, which harms orders.",
        "By accident, someone lets the certificate expire on sftp, so that nobody can pay, which harms payouts.",
    ] {
        assert!(summary.contains(says), "{says}: {summary}");
    }
}
