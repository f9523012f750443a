//! The category of a threat behind `#`: of STRIDE, or of another set that the session uses.

use crate::domain::fold::squeeze;
use crate::domain::{Category, STRIDE, Session, Stride};

/// A category that was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One of STRIDE.
    Stride(Stride),
    /// One of another set.
    Of(Category),
}

impl Kind {
    fn words(&self) -> &str {
        match self {
            Self::Stride(stride) => stride.words(),
            Self::Of(category) => category.name(),
        }
    }

    fn set(&self) -> &str {
        match self {
            Self::Stride(_) => STRIDE,
            Self::Of(category) => category.set(),
        }
    }
}

/// Every category that can be named, those of the session's sets first and in the order of the sets.
fn all(session: &Session) -> Vec<Kind> {
    let stride = || Stride::ALL.into_iter().map(Kind::Stride);
    let mut all = Vec::new();
    for name in session.set_names() {
        if squeeze(name) == STRIDE {
            all.extend(stride());
        }
        let name = squeeze(name);
        let known = session.known_categories().iter();
        let ours = known.filter(|category| squeeze(category.set()) == name);
        all.extend(ours.cloned().map(Kind::Of));
    }
    // What is not asked about can be named all the same.
    let rest = stride().chain(session.known_categories().iter().cloned().map(Kind::Of));
    for kind in rest {
        if !all.contains(&kind) {
            all.push(kind);
        }
    }
    all
}

/// The first category whose name begins with `stem`, as `#d` is always the same kind; `linddun/d` is one of that set.
/// A category of a set that the session does not use is found only by its set.
pub(crate) fn category(stem: &str, session: &Session) -> Option<Kind> {
    let (set, name) = stem.split_once('/').unwrap_or(("", stem));
    let (set, name) = (squeeze(set), squeeze(name));
    let fits = |kind: &Kind| {
        let is_open = kind.set() == STRIDE || session.uses_set(kind.set());
        let is_set = if set.is_empty() {
            is_open
        } else {
            squeeze(kind.set()) == set
        };
        is_set && squeeze(kind.words()).starts_with(&name)
    };
    let mut all = all(session).into_iter();
    all.find(fits).filter(|_| !name.is_empty())
}

/// What Tab makes of `stem`: each name that begins with it, with its set where the name alone means another one.
pub(super) fn complete(stem: &str, session: &Session) -> Vec<String> {
    let (set, name) = stem.split_once('/').unwrap_or(("", stem));
    let (set, name) = (squeeze(set), squeeze(name));
    let fits = |kind: &Kind| {
        let is_set = match set.as_str() {
            "" => kind.set() == STRIDE || session.uses_set(kind.set()),
            set => squeeze(kind.set()) == set,
        };
        is_set && squeeze(kind.words()).starts_with(&name)
    };
    let written = |kind: Kind| {
        let word = super::complete::typed(kind.words());
        if category(&word, session).as_ref() == Some(&kind) {
            format!("#{word}")
        } else {
            format!("#{}/{word}", super::complete::typed(kind.set()))
        }
    };
    all(session).into_iter().filter(fits).map(written).collect()
}
