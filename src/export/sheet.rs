//! `sheet.html` and `sheet.txt`: one page that everyone in the meeting opens, writes on and answers from.
//!
//! The page talks to no one: its content security policy allows its own script and its own style and nothing else, it has
//! no link, and what people type goes nowhere but into the line that they copy. Without a script it is whole, too: it
//! shows what the moment is about and how to answer in plain words.

mod before;
mod end;
mod fields;
mod page;
mod room;
mod silent;
mod system;
mod text;
mod vote;

use std::collections::HashMap;

use chrono::NaiveDate;

use super::view::View;
use super::{File, Kind, Shelf, Takes, phrase, picture};
use crate::catalogue::Language;
use crate::catalogue::sheet::{SheetWords, fill};
use crate::domain::{Candidate, ItemId, Moment, Participant, Session, SessionKind, Text};
use room::Room;

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "sheet",
    file: "sheet.html",
    describes: "page to write and vote on",
    shelf: Shelf::People,
    write: |view| Sheet::of(view).map_or_else(Vec::new, |sheet| files(&sheet)),
    takes: Takes::Less(missing),
};

/// The highest number of a participant that two digits of a line can say.
const MOST_PEOPLE: u32 = 62 * 62 - 1;

/// What is chosen for a sheet; what is not goes by the session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SheetOptions {
    /// What it is for.
    pub moment: Option<Moment>,
    /// How many dots each person has in a vote.
    pub dots: Option<u32>,
    /// The language of the page.
    pub language: Option<Language>,
    /// On a whiteboard: the vote is on what was said on this day or later.
    pub since: Option<NaiveDate>,
    /// Whether the sheet for before the meeting goes out with the invitation, so that this can say so.
    pub is_invited_with: bool,
}

/// The moment that a session is at: no threats are there to vote on, no one voted yet, or there was a vote.
fn moment_of(session: &Session, since: Option<NaiveDate>) -> Moment {
    if session.candidates(since).is_empty() {
        Moment::Silent
    } else if session.voting_since(since).is_none() {
        Moment::Vote
    } else {
        Moment::End
    }
}

/// A session on its way to a sheet.
struct Sheet<'a> {
    view: &'a View<'a>,
    session: &'a Session,
    words: &'a SheetWords,
    language: Language,
    moment: Moment,
    /// What can be voted on; empty where there is no vote.
    candidates: Vec<Candidate<'a>>,
    /// How much of it the page has room for.
    room: Room,
    /// The numbers of what was said on a wall, under which people vote in plain words.
    numbers: HashMap<ItemId, u32>,
    /// How many dots each person has.
    dots: u32,
}

impl<'a> Sheet<'a> {
    /// Nothing where the catalogue has no words for it, which a test rules out.
    fn of(view: &'a View<'a>) -> Option<Self> {
        let asked = view.sheet;
        let catalogue = view.catalogue();
        let language = asked.language.unwrap_or(catalogue.sheet_language);
        let moment = asked
            .moment
            .unwrap_or_else(|| moment_of(view.session, asked.since));
        let candidates = match moment {
            Moment::Vote => view.session.candidates(asked.since),
            Moment::Before | Moment::Silent | Moment::End => Vec::new(),
        };
        let is_wall = view.session.kind == SessionKind::Whiteboard && !candidates.is_empty();
        let wall = is_wall.then(|| view.session.wall_since(asked.since));
        let wall = wall.iter().flatten();
        let usual = view.limits.voting.per_person(candidates.len());
        Some(Self {
            view,
            session: view.session,
            words: catalogue.sheet_words(language)?,
            language,
            moment,
            dots: asked.dots.unwrap_or(usual).max(1),
            room: Room::of(&candidates),
            numbers: wall.map(|line| (line.id, line.number)).collect(),
            candidates,
        })
    }

    /// What the meeting is about.
    fn title(&self) -> &str {
        match self.session.title.as_str() {
            "" => &self.words.page.untitled,
            title => title,
        }
    }

    /// What the sheet is for, and what it asks, in a sentence.
    fn heading(&self) -> (&str, String) {
        let says = &self.words.page;
        let (kind, prompt) = match self.moment {
            Moment::Before => (&says.kind_before, &says.prompt_before),
            Moment::Silent => (&says.kind_silent, &says.prompt_silent),
            Moment::Vote => (&says.kind_vote, &says.prompt_vote),
            Moment::End => (&says.kind_end, &says.prompt_end),
        };
        (kind, fill(prompt, &[("dots", &self.dots_in_words())]))
    }

    /// `3 votes`
    fn dots_in_words(&self) -> String {
        let says = &self.words.page;
        match self.dots {
            1 => says.dot.to_string(),
            n => fill(&says.dots, &[("n", &n.to_string())]),
        }
    }

    /// A day, as the language writes it.
    fn date(&self, day: NaiveDate) -> String {
        match self.language {
            Language::En => phrase::date(day),
            Language::De => day.format("%-d.%-m.%Y").to_string(),
        }
    }

    /// How anyone would write a vote for a candidate: a heap by the number of its first line.
    fn number(&self, candidate: &Candidate<'_>) -> String {
        let number = self.numbers.get(&candidate.id);
        let heap = candidate.is_heap().then_some(number).flatten();
        heap.map_or_else(|| candidate.label(), ToString::to_string)
    }

    /// How a line names a candidate. A heap's name ends at a quote, two names are told apart by a comma, and a number is
    /// that of a line: a heap that is called like that goes by its number.
    fn label(&self, candidate: &Candidate<'_>) -> String {
        let name = candidate.words.as_str();
        let is_plain = !name.contains(['"', ',', ';']) && name.parse::<u32>().is_err();
        if candidate.is_heap() && is_plain {
            format!("\"{name}\"")
        } else {
            self.number(candidate)
        }
    }

    /// Who can be chosen, by the two digits that a line says and as they are called; no one where names are left out.
    fn people(&self) -> Vec<(String, &str)> {
        let here = self.session.participants.iter().filter(|p| !p.absent);
        here.filter_map(|person| Some((code(person)?, self.view.label(Some(person.id))?)))
            .collect()
    }
}

/// The two digits of a participant.
fn code(person: &Participant) -> Option<String> {
    let digit = |n: u32| {
        let digit = crate::domain::DIGITS.get(usize::try_from(n).ok()?)?;
        Some(char::from(*digit))
    };
    let number = person.id.0;
    (number <= MOST_PEOPLE).then_some(())?;
    Some([digit(number / 62)?, digit(number % 62)?].iter().collect())
}

/// Words that were typed, on one line.
fn line(text: &Text) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn files(sheet: &Sheet) -> Vec<File> {
    let file = |name: &str, contents: String| File {
        name: name.to_owned(),
        contents,
    };
    vec![
        file("sheet.html", page::render(sheet)),
        file("sheet.txt", text::render(sheet)),
    ]
}

/// What of the map is only there in words, and what of the candidates is not on the page.
fn missing(view: &View) -> Vec<String> {
    let Some(sheet) = Sheet::of(view) else {
        return Vec::new();
    };
    match sheet.moment {
        Moment::Silent | Moment::Before => picture::missing(view.session),
        Moment::Vote => {
            let called = view.session.candidate_words(&sheet.candidates);
            sheet.room.missing(&sheet.candidates, called)
        }
        Moment::End => Vec::new(),
    }
}
