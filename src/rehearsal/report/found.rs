//! Which item of a session a line became: the one whose words are most like its own.

use crate::catalogue::Catalogue;
use crate::catalogue::rehearsals::{Item, Line};
use crate::domain::fold::fold;
use crate::domain::{ElementId, ItemId, NoteKind, ParkedKind, ParticipantId, Session};

/// How much less it counts that all words of an item are in the line than that both are alike.
const PARTLY: f64 = 0.9;

/// What an item of the same kind is ahead of one of another.
const SAME_KIND: f64 = 0.1;

/// How alike two words must be to be the same one.
const SAME_WORD: f64 = 0.9;

/// Fewer words than this may stand in any line.
const TELLING: usize = 2;

/// An item that a line may have become.
pub(super) struct Entry {
    pub(super) id: ItemId,
    pub(super) item: Item,
    /// Its words, and those of what was merged into it.
    pub(super) texts: Vec<String>,
    pub(super) about: Vec<ItemId>,
    /// Everyone who is noted as having said it.
    pub(super) speakers: Vec<ParticipantId>,
}

impl Entry {
    /// Whether several things that were said are one item by now.
    pub(super) fn is_merged(&self) -> bool {
        self.texts.len() > 1
    }

    pub(super) fn first(&self) -> &str {
        self.texts.first().map_or("", String::as_str)
    }
}

/// Every item of a session that a line may have become.
pub(super) fn entries(session: &Session) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut add =
        |id, item, texts: Vec<String>, about: Vec<ItemId>, speakers: Vec<ParticipantId>| {
            entries.push(Entry {
                id,
                item,
                texts,
                about,
                speakers,
            });
        };
    let only = |speaker: Option<ParticipantId>| speaker.into_iter().collect();
    let one = |text: &crate::domain::Text| vec![text.to_string()];
    let all = |text: &crate::domain::Text, also: &[crate::domain::Text]| {
        let texts = std::iter::once(text).chain(also);
        texts.map(ToString::to_string).collect::<Vec<_>>()
    };
    for note in &session.notes {
        let item = match note.kind {
            NoteKind::InScope => Item::InScope,
            NoteKind::OutOfScope => Item::OutOfScope,
            _ => continue,
        };
        add(
            note.id.into(),
            item,
            one(&note.text),
            Vec::new(),
            Vec::new(),
        );
    }
    for flow in &session.flows {
        let name = |id: ElementId| {
            let element = session.element(id);
            element.map_or_else(String::new, |element| element.name.to_string())
        };
        let text = format!("{} -> {}", name(flow.from), name(flow.to));
        add(
            flow.id.into(),
            Item::Flow,
            vec![text],
            Vec::new(),
            Vec::new(),
        );
    }
    for it in &session.assumptions {
        let (about, text) = (it.about.clone(), one(&it.text));
        add(
            it.id.into(),
            Item::Assumption,
            text,
            about,
            only(it.speaker),
        );
    }
    for it in &session.threats {
        let texts = all(&it.text, &it.also);
        let speakers = it.speakers().collect();
        add(it.id.into(), Item::Threat, texts, Vec::new(), speakers);
    }
    for it in &session.questions {
        let texts = all(&it.text, &it.also);
        add(
            it.id.into(),
            Item::Question,
            texts,
            it.about.clone(),
            only(it.speaker),
        );
    }
    for it in &session.parked {
        let item = match it.kind {
            ParkedKind::Fix => Item::Fix,
            ParkedKind::OffTopic => Item::OffTopic,
        };
        let about = it.about.into_iter().collect();
        add(it.id.into(), item, one(&it.text), about, only(it.speaker));
    }
    for it in &session.mitigations {
        let about = it.threats.iter().map(|id| ItemId::from(*id)).collect();
        let texts = all(&it.text, &it.also);
        add(it.id.into(), Item::Fix, texts, about, only(it.speaker));
    }
    for it in &session.actions {
        let about = it.about.clone();
        add(it.id.into(), Item::Action, one(&it.text), about, Vec::new());
    }
    entries
}

/// For each line the place of the entry that it became. An entry is that of one line only, of the one that is most like
/// it; each wording that was merged into it may be that of another.
pub(super) fn look(
    lines: &[&Line],
    session: &Session,
    entries: &[Entry],
    (catalogue, least): (&Catalogue, f64),
) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    let telling = |text: &str| {
        let mut words = catalogue.telling(text);
        words.sort_unstable();
        words
    };
    let known: Vec<Vec<Vec<String>>> = entries
        .iter()
        .map(|entry| entry.texts.iter().map(|text| telling(text)).collect())
        .collect();
    for (line_place, line) in lines.iter().enumerate() {
        let Some(expect) = &line.expect else { continue };
        if expect.item == Item::Flow {
            let flow = flow(session, entries, &expect.words);
            pairs.extend(flow.map(|place| (2.0, line_place, (place, 0))));
            continue;
        }
        let wanted = [telling(&line.says), telling(&expect.words)];
        for (place, (entry, texts)) in entries.iter().zip(&known).enumerate() {
            if entry.item == Item::Flow {
                continue;
            }
            let ahead = if entry.item == expect.item {
                SAME_KIND
            } else {
                0.0
            };
            for (wording, words) in texts.iter().enumerate() {
                let few = few_words(expect.item, entry.item);
                let likeness = wanted.iter().map(|wanted| likeness(wanted, words, few));
                let likeness = likeness.fold(0.0, f64::max);
                if likeness >= least {
                    pairs.push((likeness + ahead, line_place, (place, wording)));
                }
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut found = vec![None; lines.len()];
    let mut taken = Vec::new();
    for (_, line, text) in pairs {
        let Some(slot) = found.get_mut(line) else {
            continue;
        };
        if slot.is_none() && !taken.contains(&text) {
            *slot = Some(text.0);
            taken.push(text);
        }
    }
    found
}

/// How many telling words an item needs so that it may be the line that they stand in. What is in and out of scope is
/// often one word, and few lines are about that.
fn few_words(expected: Item, item: Item) -> usize {
    match expected {
        Item::InScope | Item::OutOfScope if item == expected => 1,
        _ => TELLING,
    }
}

/// How alike the telling words of a line and of an item are, from 0 to 1. Whoever types fast leaves words out: an item
/// whose words all stand in the line is like it, too.
fn likeness(line: &[String], item: &[String], few: usize) -> f64 {
    if line.is_empty() || item.is_empty() {
        return 0.0;
    }
    let whole = strsim::sorensen_dice(&line.join(" "), &item.join(" "));
    let is_in_line = |word: &&String| {
        line.iter()
            .any(|other| strsim::jaro_winkler(word, other) >= SAME_WORD)
    };
    let inside = item.iter().filter(is_in_line).count();
    if item.len() < few {
        return whole;
    }
    let part = PARTLY * share(inside, item.len());
    whole.max(part)
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    number(part) / number(whole)
}

/// The flow that goes from and to where a line says: `member -> app`, also where more is known of its ends, such as
/// `mobile app`.
fn flow(session: &Session, entries: &[Entry], words: &str) -> Option<usize> {
    let (from, to) = words.split_once(" -> ")?;
    let is = |wanted: &str, id: ElementId| {
        let name = session.element(id).map(|element| fold(&element.name));
        name.is_some_and(|name| {
            let wanted = fold(wanted.trim());
            name == wanted || name.ends_with(&format!(" {wanted}"))
        })
    };
    let flow = session
        .flows
        .iter()
        .find(|flow| is(from, flow.from) && is(to, flow.to))?;
    let id = ItemId::from(flow.id);
    entries.iter().position(|entry| entry.id == id)
}
