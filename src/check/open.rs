//! What a session leaves open, in as few words as a status line has room for.

use chrono::NaiveDate;

use super::count;
use crate::domain::Session;
use crate::facts::{Facts, Open, ReturnGap, Thresholds};

/// What is open, a phrase each, what matters most first: `3 actions (1 not agreed)`. What it names is what the pages and
/// the report list below "Still open".
pub fn still_open(session: &Session, today: NaiveDate, thresholds: &Thresholds) -> Vec<String> {
    let facts = Facts::new(session, today, thresholds);
    let mut phrases = Vec::new();
    let mut lacks: Vec<String> = Vec::new();
    let mut undecided = "threat";
    for (what, ids) in facts.still_open() {
        let n = ids.len();
        // What some of them lack stands behind all of them.
        let whole = |noun: &str, lacks: &mut Vec<String>| {
            let lacks = std::mem::take(lacks);
            let behind = if lacks.is_empty() {
                String::new()
            } else {
                format!(" ({})", lacks.join(", "))
            };
            format!("{}{behind}", count(n, noun))
        };
        phrases.push(match what {
            Open::NoScope => "no scope".to_owned(),
            Open::NoThreats => "no threats".to_owned(),
            Open::HighThreats => {
                // They are not counted twice.
                undecided = "other threat";
                format!("{} without a response", count(n, "high threat"))
            }
            Open::LookAgain => format!("{n} to look at again"),
            Open::Undecided => format!("{} undecided", count(n, undecided)),
            Open::Unreasoned => format!("{} without a reason", count(n, "decision")),
            Open::Unnamed => format!("{} without a name", count(n, "decision")),
            Open::UndatedDeferrals => format!("{} deferred without a date", count(n, "threat")),
            Open::Unowned | Open::UnownedQuestions => {
                lacks.push(format!("{n} without an owner"));
                continue;
            }
            Open::Undated => {
                lacks.push(format!("{n} without a date"));
                continue;
            }
            Open::NotAgreed => {
                lacks.push(format!("{n} not agreed"));
                continue;
            }
            Open::Late => {
                lacks.push(format!("{n} late"));
                continue;
            }
            Open::Actions => whole("action", &mut lacks),
            Open::Questions => whole("question", &mut lacks),
            Open::Assumptions => count(n, "assumption"),
            Open::Review(ReturnGap::None) => "no next review".to_owned(),
            Open::Review(ReturnGap::Over(_)) => "the review date has passed".to_owned(),
        });
    }
    phrases
}
