//! Answers to sheets in a paste: their items as lines, and what is to be known about them.

use super::{Becomes, Fact, IsFix, Line, State};
use crate::domain::{ActionId, Moment, ParticipantId, Session, SheetOf, Verb, WaitingKind, says};
use crate::keys::Screen;
use crate::lines::bar::Bar;
use crate::lines::table as lines;
use crate::parse::chat::ChatLine;
use crate::parse::folded::{Broken, MOST_LINES, MOST_UNFOLDED};
use crate::parse::sheets::{Back, Kind, Sheet, Who};

/// So many lines that were not understood are quoted.
const QUOTED: usize = 3;

/// So many lines that cannot be read are told one by one: the items below them stay in sight.
const TOLD: usize = 6;

/// Answers that are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// What came back.
    pub back: Back,
    /// What is to be known about it.
    facts: Vec<Fact>,
    /// Who sent what someone else wrote was asked about.
    pub asked: bool,
}

impl Answers {
    /// Whose answers someone else sent, as a question; `None` where that is clear or was asked.
    pub fn unsure(&self, session: &Session) -> Option<String> {
        let sheets = self.back.sheets.iter().filter(|_| !self.asked);
        let mut unsure = sheets.filter_map(|sheet| {
            let sender = session.name_of(sheet.sent_by)?;
            Some(format!(
                "{sender} sent the answers of {}",
                name(&sheet.who, session)
            ))
        });
        unsure.next()
    }
}

/// What someone is called; a new name as they typed it.
pub fn name<'a>(who: &'a Who, session: &'a Session) -> &'a str {
    match who {
        Who::Known(id) => session.name_of(Some(*id)).unwrap_or("someone"),
        Who::New(name) => name,
        Who::Unknown => "someone",
    }
}

impl State {
    /// Answers that were read, with the lines of the chat around them.
    pub(crate) fn of_answers(
        bar: Bar,
        back_to: Screen,
        mut back: Back,
        session: &Session,
        is_fix: IsFix<'_>,
    ) -> Self {
        let rest = std::mem::take(&mut back.rest);
        // A line that takes no lists, as the one for hands, says nothing of what the others are.
        let takes_lists = bar.line.takes_lists();
        let reads = if takes_lists {
            bar.clone()
        } else {
            Bar::new(&lines::THREAT, None)
        };
        let mut state = Self::new(reads, back_to, rest, is_fix);
        state.bar = bar;
        let mut around = std::mem::take(&mut state.lines);
        let usual = around
            .iter_mut()
            .filter(|line| line.becomes == Becomes::Usual);
        // While hands are counted, what people say beside their ballots is said about the vote.
        for line in usual.filter(|_| !takes_lists) {
            line.becomes = Becomes::Threat;
            line.written = Becomes::Threat;
            line.dropped = true;
        }
        for (place, sheet) in back.sheets.iter().enumerate() {
            let items = sheet.items.iter().map(|item| (item, !sheet.is_for_now()));
            let gone = sheet.withdrawn.iter().map(|item| (item, true));
            state
                .lines
                .extend(items.chain(gone).map(|(item, dropped)| Line {
                    said: ChatLine {
                        text: item.text.to_string(),
                        speaker: match &sheet.who {
                            Who::Known(id) => Some(id.0),
                            Who::New(_) | Who::Unknown => None,
                        },
                        speaker_name: match &sheet.who {
                            Who::New(name) => Some(name.to_string()),
                            Who::Known(_) | Who::Unknown => None,
                        },
                        noise: false,
                    },
                    head: None,
                    mark: String::new(),
                    unread: None,
                    becomes: becomes(sheet, item.kind),
                    written: becomes(sheet, item.kind),
                    dropped,
                    fix: item.kind == Kind::Fix
                        || item.kind == Kind::Threat && !sheet.waits() && is_fix(&item.text),
                    rated: None,
                    due: None,
                    of: Some(place),
                }));
        }
        state.lines.extend(around);
        let facts = facts(&back, session, true);
        state.answers = Some(Box::new(Answers {
            back,
            facts,
            asked: false,
        }));
        state
    }

    /// Says whose answers a whole sheet holds. Says how many lines that were.
    pub(super) fn sign(&mut self, place: usize, who: ParticipantId) -> usize {
        if let Some(answers) = &mut self.answers {
            if let Some(sheet) = answers.back.sheets.get_mut(place) {
                sheet.who = Who::Known(who);
                sheet.sent_by = None;
            }
            answers.asked = true;
        }
        let lines = self.lines.iter_mut();
        let lines = lines.filter(|line| line.of == Some(place)).map(|line| {
            line.said.speaker = Some(who.0);
            line.said.speaker_name = None;
        });
        lines.count()
    }

    /// What is to be known about the answers in it.
    pub(super) fn facts_of_answers(&self) -> Vec<Fact> {
        let answers = self.answers.as_ref();
        answers
            .map(|answers| answers.facts.clone())
            .unwrap_or_default()
    }
}

fn becomes(sheet: &Sheet, kind: Kind) -> Becomes {
    let waits = sheet.waits();
    match kind {
        Kind::Threat if waits => Becomes::Waits(WaitingKind::Threat),
        Kind::Question if waits => Becomes::Waits(WaitingKind::Question),
        Kind::Fix if waits => Becomes::Waits(WaitingKind::Fix),
        Kind::Assumption => Becomes::Waits(WaitingKind::Assumption),
        Kind::Map => Becomes::Waits(WaitingKind::Map),
        Kind::Threat => Becomes::Threat,
        Kind::Question => Becomes::Question,
        Kind::Fix => Becomes::Parked,
    }
}

/// `Ana`, `Ana and Bo`, `Ana, Bo and Cy`: each once.
fn list(names: Vec<&str>) -> String {
    let mut known: Vec<&str> = Vec::new();
    for name in names {
        if !known.contains(&name) {
            known.push(name);
        }
    }
    match known.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
    }
}

/// Everything that is to be known about answers besides their items; with keys where there are some to press.
pub(crate) fn facts(back: &Back, session: &Session, has_keys: bool) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    facts.extend(finished(back, session).map(|says| (says.into(), false)));
    let names = |is: &dyn Fn(&Sheet) -> bool| {
        let sheets = back.sheets.iter().filter(|sheet| is(sheet));
        list(sheets.map(|sheet| name(&sheet.who, session)).collect())
    };
    let person = |number: u32| {
        session
            .name_of(Some(ParticipantId(number)))
            .unwrap_or("someone")
    };
    for broken in back.broken.iter().take(TOLD) {
        facts.push((said(broken, &person).into(), true));
    }
    if let more @ 1.. = back.broken.len().saturating_sub(TOLD) {
        let lines = super::several(
            more,
            "more line that cannot be read",
            "more lines that cannot be read",
        );
        facts.push((lines.into(), true));
    }
    let earlier = names(&|sheet| !sheet.is_for_now());
    let has_lines = |sheet: &Sheet| !sheet.is_for_now() && !sheet.items.is_empty();
    if !earlier.is_empty() {
        let fact = if has_keys && back.sheets.iter().any(has_lines) {
            says![
                format!("{earlier}: of an earlier meeting or vote, so left out. Press "),
                Verb::Pick,
                " to keep a line."
            ]
        } else {
            format!("{earlier}: of an earlier meeting or vote, so left out.").into()
        };
        facts.push((fact, true));
    }
    if back.strange > 0 {
        let (sheets, them) = match back.strange {
            1 => ("1 sheet belongs".to_owned(), "it"),
            n => (format!("{n} sheets belong"), "them"),
        };
        let says = format!("{sheets} to another session. Open that one to paste {them} there.");
        facts.push((says.into(), true));
    }
    for sheet in &back.sheets {
        if let Some(sender) = session.name_of(sheet.sent_by) {
            let sent = format!(
                "{sender} sent the answers of {}.",
                name(&sheet.who, session)
            );
            let fact = if has_keys {
                says![
                    sent + " Press ",
                    Verb::Owner,
                    " on a line to change who said it."
                ]
            } else {
                sent.into()
            };
            facts.push((fact, true));
        }
    }
    let signed = names(&|sheet| sheet.is_signed_twice);
    if !signed.is_empty() {
        let says = format!(
            "Two different answers are signed {signed}. Both are taken; of their votes and hands, the last ones count."
        );
        facts.push((says.into(), true));
    }
    let gone = names(&|sheet| sheet.is_of_someone_gone());
    if !gone.is_empty() {
        let says = format!(
            "{gone} sent a sheet of someone who is no longer on the list. It counts as theirs."
        );
        facts.push((says.into(), true));
    }
    let others = names(&|sheet| sheet.answers_for_others(session));
    if !others.is_empty() {
        let says = format!(
            "{others} answers for the action item of someone else, or one that is gone, which is left out."
        );
        facts.push((says.into(), true));
    }
    let changed = names(&|sheet| !sheet.withdrawn.is_empty());
    if !changed.is_empty() {
        let says = format!("{changed} took lines back in a later answer; they are left out.");
        facts.push((says.into(), false));
    }
    for sheet in &back.sheets {
        let own = |id: &ActionId| {
            let action = session.actions.iter().find(|action| action.id == *id);
            action.is_some_and(|action| action.owner.map(Who::Known) == Some(sheet.who.clone()))
        };
        for (id, _) in sheet.agreed.iter().filter(|(id, yes)| !yes && own(id)) {
            let says = format!(
                "{id} not agreed: {}. A question is added.",
                name(&sheet.who, session)
            );
            facts.push((says.into(), true));
        }
    }
    let new = names(&|sheet| matches!(sheet.who, Who::New(_)));
    if !new.is_empty() {
        facts.push((format!("New in the meeting: {new}").into(), false));
    }
    let nameless = back.sheets.iter().filter(|sheet| sheet.who == Who::Unknown);
    if nameless.count() > 0 {
        let fact = if has_keys {
            says![
                "A sheet has no name. Press ",
                Verb::Owner,
                " on one of its lines to say who wrote it."
            ]
        } else {
            "A sheet has no name, so its items have no speaker and its votes do not count.".into()
        };
        facts.push((fact, true));
    }
    if !back.known.is_empty() {
        let names = list(back.known.iter().map(|who| name(who, session)).collect());
        facts.push((format!("Nothing new from {names}").into(), false));
    }
    for sheet in &back.sheets {
        let name = name(&sheet.who, session);
        if !sheet.not_understood.is_empty() {
            let quoted: Vec<String> = sheet
                .not_understood
                .iter()
                .take(QUOTED)
                .map(|line| format!("\"{line}\""))
                .collect();
            let more = match sheet.not_understood.len().saturating_sub(QUOTED) {
                0 => String::new(),
                n => format!(" and {n} more"),
            };
            let says = format!("Not understood from {name}: {}{more}", quoted.join(", "));
            facts.push((says.into(), true));
        }
        if sheet.cut > 0 {
            let lines = super::several(
                sheet.cut,
                "line too many, which is",
                "lines too many, which are",
            );
            let says = format!("{name} wrote {lines} left out");
            facts.push((says.into(), true));
        }
    }
    facts
}

/// `Finished 7 of 8: 5 ballots, 5 hands`: how far each moment is, with what is counted and not shown.
fn finished(back: &Back, session: &Session) -> Option<String> {
    let mut told = Vec::new();
    for moment in Moment::ALL {
        let now: Vec<&Sheet> = back
            .sheets
            .iter()
            .filter(|sheet| match sheet.of {
                SheetOf::Now(of) => of == moment,
                SheetOf::Voted => moment == Moment::Vote,
                SheetOf::Earlier(_) => false,
            })
            .collect();
        let Some(first) = now.first() else { continue };
        let mut done: Vec<ParticipantId> = session.answers_to(first.id).map(|a| a.who).collect();
        let mut new = 0;
        for sheet in &now {
            match sheet.who {
                Who::Known(id) if !done.contains(&id) => done.push(id),
                Who::Known(_) | Who::Unknown => {}
                Who::New(_) => new += 1,
            }
        }
        let people = session.participants.iter();
        let here = people.filter(|p| !p.absent || done.contains(&p.id)).count() + new;
        let done = done.len() + new;
        let ballots = now.iter().filter(|sheet| sheet.votes.is_some()).count();
        let hands = now
            .iter()
            .filter(|sheet| sheet.confidence.is_some())
            .count();
        let agreed: usize = now.iter().map(|sheet| sheet.agreed.len()).sum();
        let notes: usize = now.iter().map(|sheet| sheet.notes.len()).sum();
        let counts = [
            (ballots, "ballot", "ballots"),
            (hands, "hand", "hands"),
            (
                agreed,
                "answer about an action item",
                "answers about action items",
            ),
            (notes, "note about the meeting", "notes about the meeting"),
        ];
        let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(count, one, many)| super::several(count, one, many))
            .collect();
        let what = if counts.is_empty() {
            String::new()
        } else {
            format!(": {}", counts.join(", "))
        };
        told.push(match moment {
            Moment::Before => format!("Answered before the meeting: {done} of {here}{what}"),
            _ => format!("Finished {done} of {here}{what}"),
        });
    }
    (!told.is_empty()).then(|| told.join("; "))
}

/// Why something could not be read, and what to do.
fn said<'a>(broken: &Broken, person: &dyn Fn(u32) -> &'a str) -> String {
    match broken {
        Broken::Damaged {
            who: Some(who),
            part: Some(part),
            ..
        } => {
            let name = person(*who);
            format!("Part {part} of the answers of {name} is damaged. Ask for it again.")
        }
        Broken::Damaged { who: Some(who), .. } => {
            format!(
                "The answers of {} are damaged. Ask for them again.",
                person(*who)
            )
        }
        Broken::Damaged { .. } => "A folded line is damaged. Ask for it again.".to_owned(),
        Broken::Missing { who, parts, of, .. } => {
            let name = person(*who);
            let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
            let (part, is, it) = match parts.len() {
                1 => ("Part", "is", "it"),
                _ => ("Parts", "are", "them"),
            };
            let which = list(parts.iter().map(String::as_str).collect());
            format!(
                "{part} {which} of {of} of the answers of {name} {is} missing. Ask for {it}, and paste {it} here."
            )
        }
        Broken::TooMany => {
            format!("More than {MOST_LINES} folded lines. The rest is left out.")
        }
        Broken::Newer { who, .. } => {
            let name = person(*who);
            format!(
                "The answers of {name} are folded by a newer version. Ask for them in plain words."
            )
        }
        Broken::Unreadable {
            who,
            too_long: true,
            ..
        } => {
            let most = MOST_UNFOLDED / 1024;
            format!(
                "The answers of {} unfold to more than {most} KiB, so they are left out.",
                person(*who)
            )
        }
        Broken::Unreadable { who, .. } => {
            format!(
                "The answers of {} are not text, so they are left out.",
                person(*who)
            )
        }
    }
}
