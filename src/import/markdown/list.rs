//! Bullets, and what is nested below them.

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
        let kind = match label {
            Some(Label::Severity | Label::Stride) => {
                if let Some(threat) = self.threat {
                    describe(threat, label, &text, maker);
                    return;
                }
                maker
                    .draft
                    .leave_out("severity or STRIDE", "is not below a threat");
                return;
            }
            Some(Label::Kind(kind)) => kind,
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

/// Sets what a labeled bullet says of the threat above it.
fn describe(id: ThreatId, label: Option<Label>, words: &str, maker: &mut Maker) {
    let threats = &mut maker.draft.session.threats;
    // Threats are numbered as they come, so the place of one is its number.
    let place = usize::try_from(id.0).ok().and_then(|n| n.checked_sub(1));
    let Some(threat) = place.and_then(|place| threats.get_mut(place)) else {
        return;
    };
    if label == Some(Label::Severity) {
        match words::severity(words) {
            Some(severity) => threat.severity = Some(severity),
            None => maker
                .draft
                .leave_out("severity", "is not low, medium, high or critical"),
        }
    } else {
        match words::stride(words) {
            Some(stride) => threat.stride = stride,
            None => maker
                .draft
                .leave_out("STRIDE", "is not one of its six names or letters"),
        }
    }
}
