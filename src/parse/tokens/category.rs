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
/// Else the only one with that word in its name, or with a word that begins so: `disclosure`, `disclo`. A category of a set that the session does not use is found
/// only by its set.
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
    if name.is_empty() {
        return None;
    }
    let all = all(session);
    if let Some(kind) = all.iter().find(|kind| fits(kind)) {
        return Some(kind.clone());
    }
    let is_in_use = |kind: &&Kind| match set.as_str() {
        "" => session.uses_set(kind.set()),
        set => squeeze(kind.set()) == set,
    };
    let is_stride = |kind: &&Kind| set.is_empty() && kind.set() == STRIDE;
    let has_whole = |kind: &&Kind| has_word(kind.words(), &name);
    let mut named: Vec<&Kind> = all.iter().filter(has_whole).collect();
    if named.is_empty() {
        let begins = |kind: &&Kind| begins_word(kind.words(), &name);
        named = all.iter().filter(begins).collect();
    }
    let mut of_use = named.iter().copied().filter(is_in_use).peekable();
    if of_use.peek().is_some() {
        return of_use.next().filter(|_| of_use.next().is_none()).cloned();
    }
    let mut of_stride = named.iter().copied().filter(is_stride);
    let only = of_stride.next();
    only.filter(|_| of_stride.next().is_none()).cloned()
}

/// Whether a name of several words has this one, which is long enough to mean something: `disclosure`, not `of`.
pub(crate) fn has_word(name: &str, word: &str) -> bool {
    let mut words = name.split([' ', '-']).map(squeeze);
    word.chars().count() > 2 && words.any(|known| known == word)
}

/// Whether a word of this name begins so, with enough of it to mean something: `disclo`.
fn begins_word(name: &str, beginning: &str) -> bool {
    let mut words = name.split([' ', '-']).map(squeeze);
    beginning.chars().count() > 2 && words.any(|known| known.starts_with(beginning))
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
