//! One token of a line: what its symbol and its words mean to what is being written down.

use std::ops::Range;

use chrono::NaiveDate;

use super::category::{Kind, category};
use super::place::{find, shown};
use super::sign::{self, has_symbol};
use super::{Due, Parsed, Unclear, Unknown, What, either, when};
use crate::domain::fold::{joins, squeeze};
use crate::domain::{
    ActionKind, AssetKind, Called, ControlKind, Effort, ItemId, Participant, Place, Reference,
    Scale, Session, Severity, Strength, reference,
};

/// A word without the punctuation behind it.
pub(super) fn without_tail(word: &str) -> &str {
    word.trim_end_matches([',', ';', ':', '!', '?', '.', ')'])
}

/// What came of a token.
enum Token {
    /// It means something of this name and takes so many words.
    Taken(usize, String),
    /// It can mean any of these; it takes so many words.
    Unclear(usize, Vec<(String, String)>),
    /// It looks like a token, and this is what is wrong with it.
    Unknown(&'static str),
    /// It is text.
    Text,
}

impl Parsed {
    /// Takes the words at the front as a token, if they mean something to what is being written down; else they stay
    /// text, as whatever reads the parsed line would not know what to do with them. Says how many words it took, and
    /// which punctuation followed.
    pub(super) fn take<'a>(
        &mut self,
        words: &[&'a str],
        at: usize,
        what: What,
        session: &Session,
    ) -> Option<(usize, &'a str)> {
        let word = *words.first()?;
        let mut chars = word.chars();
        let sign = chars.next().and_then(sign::sign)?;
        let rest = chars.as_str();
        let bare = without_tail(rest);
        let first = at == 0;
        let mut found = self.read(sign, rest, (words, first), what, session);
        if matches!(found, Token::Text | Token::Unknown(_)) && bare != rest && !bare.is_empty() {
            let again = self.read(sign, bare, (words, first), what, session);
            if !matches!(again, Token::Text) {
                found = again;
            }
        }
        match found {
            Token::Taken(taken, name) => {
                let last = *words.get(taken.saturating_sub(1))?;
                let tail = last.strip_prefix(without_tail(last));
                // The point of `Acme Inc.` is the name's.
                let tail = tail.filter(|tail| !name.ends_with(tail));
                Some((taken, tail.unwrap_or_default()))
            }
            Token::Unclear(taken, offers) => {
                let whole = words.get(..taken).unwrap_or_default().join(" ");
                let token = without_tail(&whole);
                let names = either(offers.iter().map(|(name, _)| name));
                self.unknown.push(Unknown {
                    says: format!("{token} can be {names}"),
                    token: token.to_owned(),
                });
                self.unclear.push(Unclear {
                    words: at..at + taken,
                    asks: format!("{token}: {names}?"),
                    offers,
                    as_text: Some(format!("{sign}{token}")),
                    tail: whole.strip_prefix(token).unwrap_or_default().to_owned(),
                });
                None
            }
            Token::Unknown(says) => {
                let token = without_tail(word);
                self.unknown.push(Unknown {
                    token: token.to_owned(),
                    says: format!("{token} {says}"),
                });
                None
            }
            Token::Text => None,
        }
    }

    /// A date that cannot be taken as it stands.
    pub(super) fn keep_date(&mut self, words: &[&str], range: Range<usize>, due: &Due) {
        let token = words.get(range.clone()).unwrap_or_default().join(" ");
        let says = match due {
            Due::Date(_) | Due::Event(_) => return,
            Due::Unknown(says) => says.clone(),
            Due::Unclear(unclear) => {
                let word = words.get(range.start).copied().unwrap_or("due");
                let word = format!("{word} ");
                self.unclear.push(unclear_date(unclear, range, &word));
                unclear.says.replace('`', "")
            }
        };
        self.unknown.push(Unknown { token, says });
    }

    /// A date before the one that counts.
    pub(super) fn tell_other_date(&mut self, before: &[&str], today: NaiveDate) {
        if let Some((range, Due::Date(_) | Due::Unclear(_))) = when::find_due(before, today) {
            let token = before.get(range).unwrap_or_default().join(" ");
            let says = format!("{token} stays text: one date per line");
            self.unknown.push(Unknown { token, says });
        }
    }

    fn read(
        &mut self,
        sign: char,
        rest: &str,
        (words, first): (&[&str], bool),
        what: What,
        session: &Session,
    ) -> Token {
        // `#12`, `>5` and `%20` are of the sentence.
        let is_name = rest.starts_with(char::is_alphabetic);
        let unless_text = |says| {
            if is_name {
                Token::Unknown(says)
            } else {
                Token::Text
            }
        };
        if !what.takes(sign) {
            return Token::Text;
        }
        match sign {
            '@' => match who(rest, words, session) {
                // `Ask @cem about it` is a sentence, and would be none without the name.
                (taken, _) if what == What::OnWall && !first && !ends_names(words, taken) => {
                    Token::Text
                }
                (_, found) if self.has_other_than(&found) => {
                    Token::Unknown("stays text: one name per line")
                }
                (taken, Called::One(person)) => {
                    self.who = Some(person.id);
                    Token::Taken(taken, person.name.to_string())
                }
                (taken, Called::Several(people)) => {
                    let offer = |p: &Participant| (p.name.to_string(), format!("@{}", p.id.0));
                    Token::Unclear(taken, people.into_iter().map(offer).collect())
                }
                (_, Called::Nothing) if rest.starts_with(char::is_alphanumeric) => {
                    Token::Unknown(super::NOBODY)
                }
                (_, Called::Nothing) => Token::Text,
            },
            '>' => {
                let id = rest.parse::<ItemId>().ok().filter(|id| session.holds(*id));
                let found = if what.has_places() {
                    find(rest, words, session)
                } else {
                    (1, Called::Nothing)
                };
                match (found, id) {
                    ((_, Called::One(Place::Whole)), _) if !what.can_be_everywhere() => {
                        Token::Unknown("is only for threats")
                    }
                    ((taken, Called::One(place)), _) => {
                        if !self.places.contains(&place) {
                            self.places.push(place);
                        }
                        Token::Taken(taken, session.place_words(place))
                    }
                    (_, Some(id)) => {
                        self.about.push(id);
                        Token::Taken(1, String::new())
                    }
                    ((taken, Called::Several(places)), None) => {
                        let offer = |place| (shown(place, session), format!(">{place}"));
                        Token::Unclear(taken, places.into_iter().map(offer).collect())
                    }
                    ((_, Called::Nothing), None) if what == What::Mitigation => {
                        unless_text("is not a threat")
                    }
                    ((_, Called::Nothing), None) => unless_text("is not on the map"),
                }
            }
            '!' => match level(rest, session.scale()) {
                None => unless_text("is not a severity"),
                level if self.level.is_some() && self.level != level => {
                    Token::Unknown("stays text: one severity per line")
                }
                Some(level) => {
                    self.level = Some(level);
                    self.severity = session.scale().counts_as(level);
                    Token::Taken(1, String::new())
                }
            },
            '#' => match self.kind(rest, what, session) {
                Token::Text => match what {
                    What::Threat => unless_text("is not a category"),
                    What::Mitigation => unless_text("is not a kind or a strength"),
                    What::Action | What::Asset => unless_text("is not a kind"),
                    _ => Token::Text,
                },
                Token::Unknown("") => Token::Unknown("stays text: one kind per line"),
                token => token,
            },
            '%' => {
                match Effort::ALL
                    .iter()
                    .find(|e| rest.eq_ignore_ascii_case(&e.letter().to_string()))
                {
                    Some(effort) if self.effort.is_some_and(|first| first != *effort) => {
                        Token::Unknown("stays text: one effort per line")
                    }
                    Some(effort) => {
                        self.effort = Some(*effort);
                        Token::Taken(1, String::new())
                    }
                    None => unless_text("is not S, M or L"),
                }
            }
            '=' if rest
                .chars()
                .next()
                .is_some_and(|c| sign::sign(c) != Some('=')) =>
            {
                let bare = without_tail(rest);
                let is_id = Reference::parse(bare).is_some();
                self.references
                    .push(reference::kept(if is_id { bare } else { rest }));
                Token::Taken(1, String::new())
            }
            _ => Token::Text,
        }
    }

    /// Whether the line named someone else before: the first name counts, as the second would replace it in silence.
    fn has_other_than(&self, found: &Called<&Participant>) -> bool {
        let same = match found {
            Called::One(person) => self.who == Some(person.id),
            Called::Several(_) => false,
            Called::Nothing => true,
        };
        self.who.is_some() && !same
    }

    fn kind(&mut self, rest: &str, what: What, session: &Session) -> Token {
        match what {
            What::Threat => {
                match category(rest, session) {
                    Some(Kind::Stride(stride)) if !self.stride.contains(&stride) => {
                        self.stride.push(stride);
                    }
                    Some(Kind::Of(category)) if !self.categories.contains(&category) => {
                        self.categories.push(category);
                    }
                    Some(_) => {}
                    None => return Token::Text,
                }
                Token::Taken(1, String::new())
            }
            What::Mitigation => {
                let (kinds, words) = (&ControlKind::ALL, ControlKind::words);
                match chosen(rest, kinds, words, &mut self.control) {
                    Token::Text => self.strength(rest),
                    token => token,
                }
            }
            What::Action => chosen(rest, &ActionKind::ALL, ActionKind::words, &mut self.action),
            What::Asset => chosen(rest, &AssetKind::ALL, AssetKind::words, &mut self.asset),
            What::Parked => {
                let stem = squeeze(rest);
                if !stem.is_empty() && "offtopic".starts_with(&stem) {
                    self.off_topic = true;
                    Token::Taken(1, String::new())
                } else {
                    Token::Text
                }
            }
            What::Said | What::Reason | What::Decision | What::OnWall | What::WallAction => {
                Token::Text
            }
        }
    }
}

impl Parsed {
    /// How much a mitigation takes away. No kind of one begins as these words do, so that a letter is enough for both.
    fn strength(&mut self, rest: &str) -> Token {
        match chosen(rest, &Strength::ALL, Strength::words, &mut self.strength) {
            Token::Unknown(_) => Token::Unknown("stays text: one strength per line"),
            token => token,
        }
    }
}

/// How many of these words can be one name: up to the next token.
pub(super) fn reach(words: &[&str]) -> usize {
    let more = words.iter().skip(1);
    1 + more.take_while(|word| !has_symbol(word)).count()
}

/// Whether nothing but names stands behind the first of these words.
fn ends_names(words: &[&str], taken: usize) -> bool {
    let mut behind = words.iter().skip(taken);
    behind.all(|word| word.starts_with('@'))
}

/// Whom the words behind `@` call, and how many words that takes: a whole name of several words, else the first one.
fn who<'a>(rest: &str, words: &[&str], session: &'a Session) -> (usize, Called<&'a Participant>) {
    let names = session.participants.iter();
    let most = names
        .map(|p| p.name.split(joins).count())
        .max()
        .unwrap_or(1);
    for taken in (2..=most.min(reach(words))).rev() {
        let whole = together(rest, words, taken);
        let found = session.named(&whole);
        let found = found.or_else(|| session.named(without_tail(&whole)));
        if found != Called::Nothing {
            return (taken, found);
        }
    }
    (1, session.called(rest))
}

/// The first word without its symbol, and the words behind it, as they were typed.
pub(super) fn together(rest: &str, words: &[&str], taken: usize) -> String {
    let more = words.get(1..taken).unwrap_or_default();
    [&[rest], more].concat().join(" ")
}

/// The level that a word begins: by its own word, else by its id, else by the severity that it counts as.
fn level(stem: &str, scale: &Scale) -> Option<usize> {
    let stem = squeeze(stem);
    let begins = |word: &str| !stem.is_empty() && squeeze(word).starts_with(&stem);
    let levels = &scale.levels;
    let is = levels.iter().position(|level| squeeze(&level.word) == stem);
    let word = || levels.iter().position(|level| begins(&level.word));
    let id = || levels.iter().position(|level| begins(&level.id));
    let counts = || {
        let mut all = Severity::ALL.into_iter();
        all.find(|severity| begins(severity.words()))
    };
    let counts = || counts().map(|severity| scale.level_for(severity));
    is.or_else(word).or_else(id).or_else(counts)
}

/// The first of `all` whose words begin with `stem`, as `#d` is always the same kind. It is taken, unless the line said
/// another one before.
fn chosen<T: Copy + PartialEq>(
    stem: &str,
    all: &[T],
    words: fn(T) -> &'static str,
    into: &mut Option<T>,
) -> Token {
    let stem = squeeze(stem);
    let begins = |t: &T| !stem.is_empty() && squeeze(words(*t)).starts_with(&stem);
    match all.iter().copied().find(begins) {
        Some(found) if into.is_some_and(|first| first != found) => Token::Unknown(""),
        Some(found) => {
            *into = Some(found);
            Token::Taken(1, String::new())
        }
        None => Token::Text,
    }
}

/// A date that can be meant in two ways as something to ask; `before` is what stands before it in its token.
pub(crate) fn unclear_date(date: &when::Unclear, words: Range<usize>, before: &str) -> Unclear {
    let shown = |day: NaiveDate| day.format("%a %-d %b %Y").to_string();
    let days = date.days.iter();
    Unclear {
        words,
        asks: format!("{}.", date.says),
        offers: days
            .map(|(day, typed)| (shown(*day), format!("{before}{typed}")))
            .collect(),
        as_text: None,
        tail: String::new(),
    }
}
