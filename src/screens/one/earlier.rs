//! What was looked at before: an earlier answer to the same CVE or GHSA number, or the same address.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::{Applies, Session};
use crate::parse::{news, when};
use crate::screens::home::{self, Recent};

/// So many earlier answers are shown.
const SHOWN: usize = 3;

/// The CVE and GHSA numbers and the addresses that what was heard names.
pub(crate) fn ids_of(session: &Session) -> Vec<String> {
    let source = session.source.as_ref();
    let texts = source.into_iter().flat_map(|source| {
        let title = [&source.title, &source.url];
        title.into_iter().chain(&source.excerpt)
    });
    texts.flat_map(|text| news::ids(text)).collect()
}

/// The earlier answers to news with one of these numbers or addresses; the last one first.
pub fn earlier<'a>(
    home: &'a home::State,
    ids: &[String],
    (uuid, path): (Option<Uuid>, &str),
) -> Vec<&'a Recent> {
    if ids.is_empty() {
        return Vec::new();
    }
    // The screen shows a path shorter than it is, and a file may have been copied to begin another answer: only the same
    // session in a file of the same name is this one.
    let name = |path: &str| path.rsplit(['/', '\\']).next().map(str::to_owned);
    let here = (uuid, name(path));
    let recents = home.recents.iter().flatten();
    let mut earlier: Vec<&Recent> = recents
        .filter(|recent| {
            let heard = recent.heard.as_ref();
            heard.is_some_and(|heard| heard.ids.iter().any(|id| ids.contains(id)))
        })
        .filter(|recent| (Some(recent.uuid), name(&recent.path)) != here)
        .collect();
    let seen = |recent: &&Recent| recent.heard.as_ref().map(|heard| heard.seen);
    earlier.sort_by_key(|recent| std::cmp::Reverse(seen(recent)));
    earlier.truncate(SHOWN);
    earlier
}

/// When and what was answered: `3 Nov: Billing, no`.
pub fn answered(recent: &Recent, today: NaiveDate) -> String {
    let Some(heard) = &recent.heard else {
        return String::new();
    };
    let answer = Applies::answer(heard.applies);
    let day = when::show(heard.seen, today);
    if heard.system.is_empty() {
        format!("{day}: {answer}")
    } else {
        format!("{day}: {}, {answer}", heard.system)
    }
}

/// What was begun when an earlier answer was opened from it: Esc goes back there.
#[derive(Clone, Debug)]
pub struct Begun {
    /// The file of the earlier answer.
    pub earlier: String,
    /// Where the other one is.
    pub begun: Left,
}

/// Where what was begun is.
#[derive(Clone, Debug)]
pub enum Left {
    /// In this file.
    File(String),
    /// No file was made of the headline yet.
    Line(String),
}
