//! In-line tokens: `@di` who, `>sftp` where, `!h` severity, `#detect` kind, `%S` effort, `=CVE-2024-1` reference,
//! `due fri`. All are optional, a token that means nothing stays in the text, so that nothing typed is ever lost, and a
//! doubled symbol is that symbol as text.

use chrono::NaiveDate;

use super::when;
use crate::domain::{
    ActionKind, ControlKind, Effort, ItemId, ParticipantId, Place, Session, Severity, Stride, Text,
};

/// What is being written down, which decides what `#` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A threat: `#` is a STRIDE category.
    Threat,
    /// A mitigation: `#` is what it does.
    Mitigation,
    /// An action item: `#` is its kind.
    Action,
    /// A parked item: `#off` is an off-topic item.
    Parked,
    /// Why threats are put off: `until 12 aug` is a date, and nothing else is a token.
    Deferral,
    /// Why a response was chosen: `@` is who decided, and nothing else is a token.
    Reason,
    /// Anything else that people say.
    Said,
}

/// A typed line, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The line without the tokens that meant something.
    pub text: Text,
    /// `@`
    pub who: Option<ParticipantId>,
    /// `>` elements, flows and the whole system.
    pub places: Vec<Place>,
    /// `>` anything else, by its id.
    pub about: Vec<ItemId>,
    /// `!`
    pub severity: Option<Severity>,
    /// `#` for a threat.
    pub stride: Vec<Stride>,
    /// `#` for a mitigation.
    pub control: Option<ControlKind>,
    /// `#` for an action item.
    pub action: Option<ActionKind>,
    /// `#off` for a parked item.
    pub off_topic: bool,
    /// `%`
    pub effort: Option<Effort>,
    /// `=`
    pub references: Vec<Text>,
    /// `due` or `until`.
    pub due: Option<NaiveDate>,
}

/// Takes a line apart. `today` is what dates are counted from.
pub(crate) fn parse(line: &str, what: What, session: &Session, today: NaiveDate) -> Parsed {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let mut parsed = Parsed::default();
    // Only what is done by a day has a date: a threat may well say that a payment is due on Friday.
    if matches!(what, What::Action | What::Deferral)
        && let Some((range, date)) = when::find_due(&words, today)
    {
        words.drain(range);
        parsed.due = Some(date);
    }
    let before = words.len();
    words.retain(|word| !parsed.take(word, what, session));
    // A doubled symbol is that symbol as text: `##detect` says #detect.
    let doubled = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(|sign| {
            "@>!#%=".contains(sign) && chars.next() == Some(sign) && chars.next().is_some()
        })
    };
    if words.iter().any(|word| doubled(word)) {
        let plain: Vec<&str> = words
            .iter()
            .map(|word| {
                if doubled(word) {
                    word.get(1..).unwrap_or(word)
                } else {
                    word
                }
            })
            .collect();
        parsed.text = Text::new(&plain.join(" "));
        return parsed;
    }
    // Without a token the line stays as it was typed, inner blanks included.
    parsed.text = if before == words.len() && parsed.due.is_none() {
        Text::new(line)
    } else {
        Text::new(&words.join(" "))
    };
    parsed
}

/// The items that a line names, when it is made of nothing but ids of this session: `M3` or `T2 T9`.
pub(crate) fn only_ids(line: &str, session: &Session) -> Option<Vec<ItemId>> {
    let words: Vec<&str> = line
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let ids: Vec<ItemId> = words.iter().map_while(|word| word.parse().ok()).collect();
    let all_known = ids.iter().all(|id| {
        session.holds(*id) || matches!(id, ItemId::Threat(t) if session.threat(*t).is_some())
    });
    (!ids.is_empty() && ids.len() == words.len() && all_known).then_some(ids)
}

/// What Tab can make of the word at the caret: whole tokens, the likeliest first.
pub(crate) fn complete(word: &str, what: What, session: &Session) -> Vec<String> {
    let mut chars = word.chars();
    let Some(sign) = chars.next() else {
        return Vec::new();
    };
    let stem = squeeze(chars.as_str());
    let fits = |candidate: &str| squeeze(candidate).starts_with(&stem);
    let offer = |candidates: Vec<String>| -> Vec<String> {
        candidates
            .into_iter()
            .filter(|c| fits(c))
            .map(|c| format!("{sign}{}", c.replace(' ', "-")))
            .collect()
    };
    match sign {
        '@' => offer(
            session
                .participants
                .iter()
                .map(|p| p.name.to_lowercase())
                .collect(),
        ),
        '>' => {
            let mut names: Vec<String> = session
                .elements
                .iter()
                .map(|e| e.name.to_string())
                .collect();
            names.push("all".to_owned());
            offer(names)
        }
        '!' if what == What::Threat => offer(
            Severity::ALL
                .iter()
                .rev()
                .map(|s| s.words().to_owned())
                .collect(),
        ),
        '#' => offer(match what {
            What::Threat => Stride::ALL.iter().map(|s| s.words().to_owned()).collect(),
            What::Mitigation => ControlKind::ALL
                .iter()
                .map(|k| k.words().to_owned())
                .collect(),
            What::Action => ActionKind::ALL
                .iter()
                .map(|k| k.words().to_owned())
                .collect(),
            What::Parked => vec!["off".to_owned()],
            What::Said | What::Deferral | What::Reason => Vec::new(),
        }),
        '%' if what == What::Mitigation => {
            offer(Effort::ALL.iter().map(|e| e.letter().to_string()).collect())
        }
        _ => Vec::new(),
    }
}

/// The place that a name or an id calls: an element, a flow (`F6` or `web>ledger`), or `all`.
pub(crate) fn place(name: &str, session: &Session) -> Option<Place> {
    if let Ok(place) = name.to_uppercase().parse::<Place>() {
        let known = match place {
            Place::Element(id) => session.holds(id.into()),
            Place::Flow(id) => session.holds(id.into()),
            Place::Whole => true,
        };
        if known {
            return Some(place);
        }
    }
    if name.eq_ignore_ascii_case("all") {
        return Some(Place::Whole);
    }
    if let Some((from, to)) = name.split_once('>') {
        let (from, to) = (element(from, session)?, element(to, session)?);
        return session
            .flows
            .iter()
            .find(|f| (f.from, f.to) == (from, to))
            .map(|f| Place::Flow(f.id));
    }
    element(name, session).map(Place::Element)
}

/// The element of this name, or the only one whose name begins so.
fn element(name: &str, session: &Session) -> Option<crate::domain::ElementId> {
    let stem = squeeze(name);
    if stem.is_empty() {
        return None;
    }
    let named = |exact: bool| {
        let stem = stem.clone();
        session.elements.iter().filter(move |e| {
            if exact {
                squeeze(&e.name) == stem
            } else {
                squeeze(&e.name).starts_with(&stem)
            }
        })
    };
    if let Some(element) = named(true).next() {
        return Some(element.id);
    }
    let mut begins = named(false);
    match (begins.next(), begins.next()) {
        (Some(only), None) => Some(only.id),
        _ => None,
    }
}

/// Names as people type them in a hurry: case, blanks, hyphens and underscores do not matter.
pub(crate) fn squeeze(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The one of `all` whose words begin with `stem`, or whose letter is `stem`.
fn choose<T: Copy>(stem: &str, all: &[T], words: impl Fn(T) -> &'static str) -> Option<T> {
    let stem = squeeze(stem);
    if stem.is_empty() {
        return None;
    }
    all.iter()
        .copied()
        .find(|t| squeeze(words(*t)).starts_with(&stem))
}

impl Parsed {
    /// Takes a word as a token, if it means something to what is being written down; else it stays text, as whatever
    /// reads the parsed line would not know what to do with it.
    fn take(&mut self, word: &str, what: What, session: &Session) -> bool {
        let mut chars = word.chars();
        let sign = chars.next();
        let rest = chars.as_str();
        if rest.is_empty() {
            return false;
        }
        match sign {
            Some('@') if what != What::Deferral => {
                match session.participant_called(&rest.replace('-', " ")) {
                    Some(person) => self.who = Some(person.id),
                    None => return false,
                }
            }
            Some('>') if !matches!(what, What::Deferral | What::Reason) => {
                let id = rest.parse::<ItemId>().ok().filter(|id| session.holds(*id));
                // A mitigation is where its threats are.
                let place = place(rest, session).filter(|_| what != What::Mitigation);
                match (place, id) {
                    (Some(place), _) => self.places.push(place),
                    (None, Some(id)) => self.about.push(id),
                    (None, None) => return false,
                }
            }
            Some('!') if what == What::Threat => {
                match choose(rest, &Severity::ALL, Severity::words) {
                    Some(severity) => self.severity = Some(severity),
                    None => return false,
                }
            }
            Some('#') => return self.take_kind(rest, what),
            Some('%') if what == What::Mitigation => {
                match Effort::ALL
                    .iter()
                    .find(|e| rest.eq_ignore_ascii_case(&e.letter().to_string()))
                {
                    Some(effort) => self.effort = Some(*effort),
                    None => return false,
                }
            }
            Some('=') if what == What::Threat && !rest.starts_with('=') => {
                self.references.push(Text::new(rest))
            }
            _ => return false,
        }
        true
    }

    fn take_kind(&mut self, rest: &str, what: What) -> bool {
        match what {
            What::Threat => match choose(rest, &Stride::ALL, Stride::words) {
                Some(stride) if self.stride.contains(&stride) => true,
                Some(stride) => {
                    self.stride.push(stride);
                    true
                }
                None => false,
            },
            What::Mitigation => {
                let kind = choose(rest, &ControlKind::ALL, ControlKind::words);
                self.control = kind.or(self.control);
                kind.is_some()
            }
            What::Action => {
                let kind = choose(rest, &ActionKind::ALL, ActionKind::words);
                self.action = kind.or(self.action);
                kind.is_some()
            }
            What::Parked => {
                let off = "offtopic".starts_with(&squeeze(rest));
                self.off_topic |= off;
                off
            }
            What::Said | What::Deferral | What::Reason => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, New, SessionKind, Stamp};

    fn refunds() -> Session {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let mut session = Session::new(
            uuid::Uuid::nil(),
            Text::new("Refunds"),
            SessionKind::Meeting,
            at,
        );
        let mut add = |new| session.apply(&Edit::Add(new), at).unwrap();
        for name in ["Ana", "Bo", "Di", "Dilan Kaya"] {
            add(New::Participant(name.into(), "eng".into()));
        }
        add(New::Flow {
            from: "web".into(),
            to: "refund-api".into(),
            data: "request".into(),
        });
        add(New::Flow {
            from: "refund-api".into(),
            to: "audit log".into(),
            data: "who".into(),
        });
        session
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, 9).unwrap()
    }

    #[test]
    fn tokens_leave_the_text_and_say_who_where_and_how_bad() {
        let parsed = parse(
            "Someone edits the log to hide a refund >audit @3 !h #tamp",
            What::Threat,
            &refunds(),
            today(),
        );
        assert_eq!(
            parsed.text.as_str(),
            "Someone edits the log to hide a refund"
        );
        assert_eq!(parsed.who, Some(ParticipantId(3)));
        assert_eq!(parsed.places, [Place::Element(crate::domain::ElementId(3))]);
        assert_eq!(parsed.severity, Some(Severity::High));
        assert_eq!(parsed.stride, [Stride::Tampering]);
    }

    #[test]
    fn a_token_that_means_nothing_stays_text() {
        for line in [
            "pay @nobody now",
            "a > b",
            "5 >nowhere",
            "50% of 3 %X",
            "wow!",
            "#wat",
            "a  b",
        ] {
            assert_eq!(
                parse(line, What::Threat, &refunds(), today()).text.as_str(),
                line
            );
        }
    }

    #[test]
    fn what_has_no_use_for_a_token_keeps_it_as_text() {
        for (line, what) in [
            ("Is this really !high", What::Said),
            ("Sign files at >web", What::Mitigation),
            ("Sign !h", What::Mitigation),
            ("Tell @bo about >web !c", What::Deferral),
            ("Rare at >web", What::Reason),
            ("Ask %S =CVE-1", What::Action),
        ] {
            assert_eq!(parse(line, what, &refunds(), today()).text.as_str(), line);
        }
    }

    #[test]
    fn a_doubled_symbol_is_text() {
        let parsed = parse(
            "mail ##tampering to @@bo ==x >>audit",
            What::Threat,
            &refunds(),
            today(),
        );
        assert_eq!(parsed.text.as_str(), "mail #tampering to @bo =x >audit");
        assert_eq!(
            (parsed.who, parsed.stride.len(), parsed.places.len()),
            (None, 0, 0)
        );
    }

    #[test]
    fn only_what_is_done_by_a_day_has_a_date() {
        let line = "The payment is due friday";
        assert_eq!(
            parse(line, What::Threat, &refunds(), today()).text.as_str(),
            line
        );
        assert_eq!(
            parse("Pay due friday", What::Action, &refunds(), today()).due,
            NaiveDate::from_ymd_opt(2026, 5, 15)
        );
    }

    #[test]
    fn a_first_name_wins_over_the_beginning_of_another() {
        assert_eq!(
            parse("x @di", What::Said, &refunds(), today()).who,
            Some(ParticipantId(3))
        );
        assert_eq!(
            parse("x @dilan", What::Said, &refunds(), today()).who,
            Some(ParticipantId(4))
        );
        assert_eq!(parse("x @d", What::Said, &refunds(), today()).who, None);
    }

    #[test]
    fn a_flow_is_a_place_by_its_ends_or_its_id() {
        let flow = Some(Place::Flow(crate::domain::FlowId(1)));
        assert_eq!(place("web>refund", &refunds()), flow);
        assert_eq!(place("f1", &refunds()), flow);
        assert_eq!(place("all", &refunds()), Some(Place::Whole));
        assert_eq!(place("F9", &refunds()), None);
    }

    #[test]
    fn tab_offers_names_that_begin_so() {
        assert_eq!(complete(">au", What::Threat, &refunds()), [">audit-log"]);
        assert_eq!(
            complete("@di", What::Threat, &refunds()),
            ["@di", "@dilan-kaya"]
        );
        assert_eq!(
            complete("#de", What::Mitigation, &refunds()),
            ["#detect", "#deter"]
        );
        assert_eq!(
            parse("x >audit-log", What::Threat, &refunds(), today())
                .places
                .len(),
            1
        );
    }

    #[test]
    fn a_line_of_ids_links_instead_of_writing() {
        let mut session = refunds();
        let at = session.started().unwrap();
        session
            .apply(
                &Edit::Add(New::threat("x", crate::domain::FourQuestion::GoWrong)),
                at,
            )
            .unwrap();
        assert_eq!(
            only_ids(" t1 ", &session),
            Some(vec![ItemId::Threat(crate::domain::ThreatId(1))])
        );
        assert_eq!(only_ids("T1 T2", &session), None);
        assert_eq!(only_ids("T1 is bad", &session), None);
    }
}
