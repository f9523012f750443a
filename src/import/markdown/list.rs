//! Bullets, and what is nested below them.

use super::describe::describe;
use super::inline::Words;
use super::make::{Kind, Maker};
use super::words::{self, Label};
use crate::domain::{ItemId, ThreatId};

/// The bullets that are open, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Bullet>,
    depth: usize,
}

/// A bullet whose end was not seen yet.
#[derive(Debug, Default)]
struct Bullet {
    task: Option<bool>,
    /// Its words were taken: what comes now is below it.
    taken: bool,
    /// What it became, if anything.
    made: Option<ItemId>,
    /// The threat that what is below it belongs to.
    threat: Option<ThreatId>,
    /// What a word says that the bullets below it are.
    below: Option<Kind>,
    /// Of its own kind.
    kind: Option<Kind>,
}

impl Lists {
    pub(super) fn is_open(&self) -> bool {
        self.depth > 0
    }

    pub(super) fn begin_list(&mut self, words: Words, section: Option<Kind>, maker: &mut Maker) {
        self.take(words, section, true, maker);
        self.depth += 1;
    }

    /// The words before something else than a list.
    pub(super) fn hold(&mut self, words: Words, section: Option<Kind>, maker: &mut Maker) {
        if !words.lines.is_empty() {
            self.take(words, section, false, maker);
        }
    }

    pub(super) fn end_list(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    pub(super) fn begin_item(&mut self) {
        self.open.push(Bullet::default());
    }

    pub(super) fn task(&mut self, done: bool) {
        if let Some(bullet) = self.open.last_mut() {
            bullet.task = Some(done);
        }
    }

    pub(super) fn end_item(&mut self, words: Words, section: Option<Kind>, maker: &mut Maker) {
        self.take(words, section, false, maker);
        self.open.pop();
    }

    /// Makes an item of the words of the innermost bullet. `follows` says that a list is nested below them.
    fn take(&mut self, mut words: Words, section: Option<Kind>, follows: bool, maker: &mut Maker) {
        let Some((bullet, above)) = self.open.split_last_mut() else {
            return;
        };
        // The last line may be a word for what is below: `Mitigations:`.
        let word = words.lines.last().and_then(|line| words::only_named(line));
        if let Some(kind) = word.filter(|_| follows) {
            bullet.below = Some(kind);
            words.lines.pop();
        }
        if bullet.taken {
            if !words.lines.is_empty() {
                maker
                    .draft
                    .leave_out("paragraph", "comes after the nested list of its bullet");
            }
            return;
        }
        let parent = above.last();
        bullet.taken = true;
        bullet.threat = parent.and_then(|parent| parent.threat);
        if words.lines.is_empty() {
            // A bare word, or nothing at all: what is below stands as if it were one level up.
            bullet.made = parent.and_then(|parent| parent.made);
            bullet.kind = parent.and_then(|parent| parent.kind);
            bullet.below = bullet
                .below
                .or_else(|| parent.and_then(|parent| parent.below));
            return;
        }
        bullet.become_item(parent, &words, section, maker);
    }
}

impl Bullet {
    fn become_item(
        &mut self,
        parent: Option<&Self>,
        words: &Words,
        section: Option<Kind>,
        maker: &mut Maker,
    ) {
        let text = words.words();
        let (label, text) = match words::label(&text) {
            Some((label, rest)) => (Some(label), rest.to_owned()),
            None => (None, text),
        };
        // Below a heading that is a threat, a field belongs to that.
        if label.is_some() && parent.is_none() {
            self.threat = maker.headed();
        }
        let kind = match label {
            Some(Label::Kind(kind)) => kind,
            Some(label) => {
                match self.threat {
                    Some(threat) => describe(threat, label, &text, maker),
                    None => {
                        let why = "says something of a threat, and there is none above it";
                        maker.draft.leave_out_one("line", &words.words(), why);
                    }
                }
                return;
            }
            None => {
                let said = match parent {
                    Some(parent) => parent.below,
                    None => section.filter(|kind| *kind != Kind::Threat),
                };
                let above = parent.and_then(|parent| parent.kind).or(section);
                match said {
                    Some(kind) => kind,
                    None if self.task.is_some() => Kind::Action,
                    None if text.ends_with('?') => Kind::Question,
                    None => {
                        if let Some(ItemId::Question(question)) = parent.and_then(|p| p.made) {
                            maker.answer(question, &text);
                            return;
                        }
                        above.unwrap_or(Kind::Threat)
                    }
                }
            }
        };
        self.kind = Some(kind);
        self.made = maker.make(kind, &text, self.threat);
        if let Some(made) = self.made {
            maker.check(made, self.task == Some(true));
            maker.refer(made, &words.links);
            if let ItemId::Threat(threat) = made {
                self.threat = Some(threat);
            }
        }
    }
}
