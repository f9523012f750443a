//! How much risk was left at the end of each meeting, beside how much is left now: counts by level, never a sum of levels.

use std::collections::BTreeMap;

use super::conventions::Conventions;
use super::model::Model;
use super::sittings::{Compared, compare, counts, left_at};
use crate::domain::{RiskAtClose, Session, Sitting, Stamp, Text, ThreatId};

/// The meetings at whose end something was rated, and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverTime {
    /// The words of the levels of the session's scale, lowest first.
    pub levels: Vec<Text>,
    /// From which of them on threats are counted.
    pub line: usize,
    /// The meetings, oldest first.
    pub meetings: Vec<AtMeeting>,
    /// How many threats are at each level now, from the bottom.
    pub now: Vec<usize>,
    /// What happened since the meeting that now is compared with; `None` where there was none before.
    pub since: Option<Since>,
}

/// How much risk was left at the end of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtMeeting {
    /// When it ended.
    pub ended: Stamp,
    /// How many threats were at each level, from the bottom; `None` where they are on another scale.
    pub counts: Option<Vec<usize>>,
    /// The same by the ids of the levels, as the meeting kept them.
    pub kept: Vec<(Text, usize)>,
    /// Whether the scale was another one at the meeting before.
    pub breaks: bool,
}

/// What became of the threats since a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// When that meeting ended.
    pub ended: Stamp,
    /// When what was left then was kept: as it was closed, or else as the next one began.
    pub kept: Stamp,
    /// What moved; `None` where the scale is another one now.
    pub moved: Option<Compared>,
    /// The levels that threats had then, from the bottom.
    pub then: BTreeMap<ThreatId, usize>,
    /// The levels that they have now.
    pub now: BTreeMap<ThreatId, usize>,
}

/// A meeting that kept how much risk was left, beside the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<'a> {
    /// The meeting.
    pub sitting: &'a Sitting,
    /// What it kept.
    pub risk: &'a RiskAtClose,
    /// When it ended; when it began, where nobody closed it.
    pub ended: Stamp,
    /// What moved since the meeting before; `None` for the first, and where not both are on the scale of today.
    pub since: Option<Compared>,
}

/// The meetings that kept how much risk was left, oldest first.
pub fn kept<'a>(session: &'a Session, conventions: &Conventions) -> Vec<Kept<'a>> {
    let scale = session.scale();
    let line = scale.level_for(conventions.line);
    let mut before: Option<BTreeMap<ThreatId, usize>> = None;
    let all = session.sittings.iter();
    let all = all.filter_map(|sitting| Some((sitting, sitting.risk.as_deref()?)));
    all.map(|(sitting, risk)| {
        let now = left_at(sitting, scale);
        let both = before.take().zip(now.as_ref());
        let since = both.map(|(then, now)| compare(&then, now, scale.levels.len(), line));
        before = now;
        Kept {
            sitting,
            risk,
            ended: ended(sitting),
            since,
        }
    })
    .collect()
}

impl OverTime {
    /// What is known of a session whose current meeting began at `from`; without it, the current one is the last that
    /// left something else than there is now. `None` as long as no meeting ended with a rated threat.
    pub fn of(session: &Session, conventions: &Conventions, from: Option<Stamp>) -> Option<Self> {
        let kept: Vec<&Sitting> = session
            .sittings
            .iter()
            .filter(|sitting| sitting.risk.is_some())
            .collect();
        if kept.is_empty() {
            return None;
        }
        let scale = session.scale();
        let model = Model::of(session, conventions);
        let now = model.residuals(model.now());
        let mut meetings: Vec<AtMeeting> = Vec::new();
        let mut before = None;
        for sitting in &kept {
            let Some(risk) = sitting.risk.as_deref() else {
                continue;
            };
            let this = (&risk.scale, risk.version);
            let breaks = before.replace(this).is_some_and(|before| before != this);
            let left = left_at(sitting, scale);
            let by_id = risk.left.iter();
            meetings.push(AtMeeting {
                ended: ended(sitting),
                counts: left.map(|left| counts(&left, scale.levels.len())),
                kept: by_id.map(|l| (l.level.clone(), l.threats.len())).collect(),
                breaks,
            });
        }
        let line = model.line();
        let is_before = |sitting: &&Sitting| match from {
            Some(from) => sitting.started < from,
            None => left_at(sitting, scale).as_ref() != Some(&now) || !is_last(session, sitting),
        };
        let base = kept.into_iter().rev().find(is_before);
        let since = base.map(|sitting| {
            let then = left_at(sitting, scale);
            Since {
                ended: ended(sitting),
                kept: kept_at(session, sitting),
                moved: then
                    .as_ref()
                    .map(|then| compare(then, &now, scale.levels.len(), line)),
                then: then.unwrap_or_default(),
                now: now.clone(),
            }
        });
        Some(Self {
            levels: scale.levels.iter().map(|l| l.word.clone()).collect(),
            line,
            now: counts(&now, scale.levels.len()),
            meetings,
            since,
        })
    }

    /// How many threats were at the line or above, of each meeting since the scale changed last, and how many are now.
    pub fn at_line(&self) -> (Vec<(Stamp, usize)>, usize) {
        let above = |counts: &[usize]| counts.iter().skip(self.line).sum();
        let mut line: Vec<(Stamp, usize)> = self
            .meetings
            .iter()
            .rev()
            .map_while(|meeting| Some((meeting.ended, above(meeting.counts.as_deref()?))))
            .collect();
        line.reverse();
        (line, above(&self.now))
    }

    /// Only the numbers of [`OverTime::at_line`], now the last.
    pub fn each_at_line(&self) -> Vec<usize> {
        let (meetings, now) = self.at_line();
        let meetings = meetings.into_iter().map(|(_, count)| count);
        meetings.chain([now]).collect()
    }

    /// The last meeting that was rated on another scale than now.
    pub fn broke_after(&self) -> Option<Stamp> {
        let other = self.meetings.iter().rev().find(|m| m.counts.is_none());
        other.map(|meeting| meeting.ended)
    }

    /// Whether what is left now is what the last meeting kept.
    pub fn is_as_kept(&self) -> bool {
        let last = self.meetings.last().and_then(|last| last.counts.as_ref());
        last == Some(&self.now)
    }
}

impl Since {
    /// The threats at the line or above now.
    pub fn above(&self, line: usize) -> Vec<ThreatId> {
        let above = self.now.iter().filter(|(_, level)| **level >= line);
        above.map(|(id, _)| *id).collect()
    }
}

fn ended(sitting: &Sitting) -> Stamp {
    sitting.ended.unwrap_or(sitting.started)
}

/// When what was left in a meeting was kept.
fn kept_at(session: &Session, sitting: &Sitting) -> Stamp {
    let all = session.sittings.iter();
    let next = all.skip_while(|other| other.started != sitting.started);
    let next = next
        .map(|other| other.started)
        .find(|at| *at > sitting.started);
    sitting.ended.or(next).unwrap_or(sitting.started)
}

fn is_last(session: &Session, sitting: &Sitting) -> bool {
    session
        .sittings
        .last()
        .is_some_and(|last| last.started == sitting.started)
}
