//! One threat in five lines for a team's chat: plain words, with nothing in them that a chat would take for markup, a
//! mention or a preview of something else.

use chrono::NaiveDate;

use crate::domain::{ActionStatus, Applies, QuestionState, Session, Status, Threat};

/// The file that has them, wherever they were copied from.
pub const FIVE_LINES: &str = "five-lines.txt";

/// The five lines: what was heard, whether it touches us, how or why not, what stops it or could, what is next.
pub fn five_lines(session: &Session) -> String {
    let threat = session.threats.first();
    let applies = threat.and_then(|threat| threat.applies);
    let heard = heard(session);
    let touches = touches(session, applies);
    let lines = if applies == Some(Applies::No) {
        [
            heard,
            touches,
            why_not(threat),
            looked_at(session),
            next(session),
        ]
    } else {
        [
            heard,
            touches,
            here(session, threat),
            stops(session),
            next(session),
        ]
    };
    let [news, touches, here, stops, next] = lines;
    let beside = |line: String, steps: &[&str]| line + &senior(session, steps);
    [
        news,
        beside(touches, &["system", "applies"]),
        beside(here, &["threat", "reason"]),
        beside(stops, &["in place", "could do"]),
        beside(next, &["next step", "question"]) + &learned(session),
    ]
    .map(|line| line + "\n")
    .concat()
}

/// What the senior added to these answers, where two people gave them.
fn senior(session: &Session, steps: &[&str]) -> String {
    let pair = session.pair.iter();
    let said = pair.flat_map(|pair| steps.iter().map(|step| pair.beside(step)));
    let said: Vec<String> = said.filter(|said| !said.is_empty()).map(plain).collect();
    if said.is_empty() {
        String::new()
    } else {
        format!(". Senior: {}", said.join("; "))
    }
}

/// What the junior learned.
fn learned(session: &Session) -> String {
    let learned = session.pair.as_ref().map(|pair| plain(&pair.learned));
    let learned = learned.filter(|learned| !learned.is_empty());
    learned.map_or_else(String::new, |learned| format!(". Learned: {learned}"))
}

/// The first words are ours, as a line that begins with a symbol could be a heading or a list.
fn heard(session: &Session) -> String {
    let says = match &session.source {
        Some(source) if source.url.is_empty() => plain(&source.title),
        Some(source) => format!("{} {}", plain(&source.title), address(&source.url)),
        None => plain(&session.title),
    };
    format!("News: {says}")
}

fn touches(session: &Session, applies: Option<Applies>) -> String {
    let answer = match applies {
        Some(Applies::Yes) => "Yes",
        Some(Applies::Maybe) => "Maybe",
        Some(Applies::No) => "No",
        Some(Applies::Unknown) => "Not known",
        None => "Not answered",
    };
    match &session.system {
        Some(system) => format!("Does it affect us? {answer}: {}", plain(system)),
        None => format!("Does it affect us? {answer}"),
    }
}

fn here(session: &Session, threat: Option<&Threat>) -> String {
    let headline = session.source.as_ref().map(|source| &source.title);
    match threat.filter(|threat| Some(&threat.text) != headline) {
        Some(threat) => format!("What would happen here: {}", plain(&threat.text)),
        None => "What would happen here: not described yet".to_owned(),
    }
}

fn why_not(threat: Option<&Threat>) -> String {
    let reason = threat.and_then(|threat| threat.response.as_ref());
    match reason.filter(|response| !response.reason.is_empty()) {
        Some(response) => format!("Reason: {}", plain(&response.reason)),
        None => "Reason: none recorded".to_owned(),
    }
}

fn looked_at(session: &Session) -> String {
    let day = session
        .source
        .as_ref()
        .map(|source| source.seen_on)
        .or_else(|| session.started().map(|at| at.date_naive()));
    let by = session.who_said();
    let by = by.map_or_else(String::new, |who| format!(" by {}", plain(who)));
    day.map_or_else(String::new, |day| format!("Reviewed on {}{by}", date(day)))
}

fn stops(session: &Session) -> String {
    let of = |in_place: bool| -> Vec<String> {
        session
            .mitigations
            .iter()
            .filter(|m| m.status != Status::Rejected)
            .filter(|m| m.works() == in_place)
            .map(|m| plain(&m.text))
            .collect()
    };
    let (in_place, could_do) = (of(true), of(false));
    match (in_place.is_empty(), could_do.is_empty()) {
        (true, true) => "No known mitigation, in place or proposed".to_owned(),
        (true, false) => format!("In place: nothing yet. Proposed: {}", could_do.join("; ")),
        (false, true) => format!("In place: {}", in_place.join("; ")),
        (false, false) => format!(
            "In place: {}. Proposed: {}",
            in_place.join("; "),
            could_do.join("; ")
        ),
    }
}

fn next(session: &Session) -> String {
    let steps = session
        .actions
        .iter()
        .filter(|action| action.status == ActionStatus::Open)
        .map(|action| {
            let who = session
                .name_of(action.owner)
                .map_or_else(String::new, |name| format!("{}: ", plain(name)));
            let by = action
                .due
                .map_or_else(String::new, |due| format!(", by {}", date(due)));
            format!("{who}{}{by}", plain(&action.text))
        });
    let steps: Vec<String> = steps.collect();
    let open = |state| matches!(state, QuestionState::Open | QuestionState::Moved);
    let questions = session.questions.iter().filter(|q| open(q.state));
    let questions: Vec<String> = questions.map(|q| plain(&q.text)).collect();
    let next = match (steps.is_empty(), questions.is_empty()) {
        (true, true) => "Next: nothing".to_owned(),
        (false, true) => format!("Next: {}", steps.join("; ")),
        (true, false) => format!("Open question: {}", questions.join("; ")),
        (false, false) => format!(
            "Next: {}. Open question: {}",
            steps.join("; "),
            questions.join("; ")
        ),
    };
    let again = session.look_again();
    let again = again.map_or_else(String::new, |day| format!(". Look again on {}", date(day)));
    let models = session.attached_to.iter();
    let models: Vec<String> = models
        .map(|to| format!("{} as {}", plain(&to.title), to.threat))
        .collect();
    let attached = if models.is_empty() {
        String::new()
    } else {
        format!(". Attached to {}", models.join("; "))
    };
    format!("{next}{again}{attached}")
}

pub(super) fn date(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// Text without the characters that chats take for bold, code, strikes, spoilers, links, headings, quotes and mentions.
/// Each becomes the character that looks most like it and means nothing.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = before.is_alphanumeric() && chars.peek().is_some_and(|c| c.is_alphanumeric());
        out.push(match c {
            '*' => '∗',
            '`' => '\'',
            '~' => '∼',
            '|' => '/',
            '[' => '(',
            ']' => ')',
            '<' => '‹',
            '>' => '›',
            '\\' => '/',
            '_' if !inside => '‗',
            // Only at the beginning of a word do these call someone or something.
            '@' | '#' if before.is_whitespace() || !inside => fullwidth(c),
            c => c,
        });
        before = c;
    }
    // The lines end without a stop, whatever the words end with.
    out.trim_end_matches(['.', ' ']).to_owned()
}

fn fullwidth(c: char) -> char {
    if c == '@' { '＠' } else { '＃' }
}

/// An address as it was pasted; what is no address is words.
fn address(url: &str) -> String {
    let lower = url.to_ascii_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    if !web {
        return plain(url);
    }
    url.chars()
        .map(|c| match c {
            '<' => "%3C".to_owned(),
            '>' => "%3E".to_owned(),
            '|' => "%7C".to_owned(),
            '`' => "%60".to_owned(),
            '*' => "%2A".to_owned(),
            '\\' => "%5C".to_owned(),
            ' ' => "%20".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Stamp;
    use crate::parse::one::{self, Answers};

    fn at() -> Stamp {
        Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
    }

    fn told(heard: &str, answers: &Answers) -> String {
        let mut session = one::begin(uuid::Uuid::nil(), heard, at()).unwrap();
        one::answer(&mut session, answers, at()).unwrap();
        five_lines(&session)
    }

    #[test]
    fn a_threat_is_told_in_five_lines() {
        let answers = Answers {
            system: "Billing".to_owned(),
            applies: Some(Applies::Maybe),
            threat: "An update steals our deploy key.".to_owned(),
            in_place: vec!["lockfile".to_owned()],
            could_do: vec!["block scripts".to_owned(), "pin versions".to_owned()],
            next_step: "try it @me due fri".to_owned(),
            question: "does the base image run scripts?".to_owned(),
            ..Answers::default()
        };
        assert_eq!(
            told("Package worm https://example.org/worm", &answers),
            "News: Package worm https://example.org/worm\n\
             Does it affect us? Maybe: Billing\n\
             What would happen here: An update steals our deploy key\n\
             In place: lockfile. Proposed: block scripts; pin versions\n\
             Next: me: try it, by Fri 15 May 2026. Open question: does the base image run scripts?\n"
        );
    }

    #[test]
    fn a_no_says_why_and_that_there_is_nothing_to_do() {
        let answers = Answers {
            applies: Some(Applies::No),
            reason: "we do not run mail".to_owned(),
            ..Answers::default()
        };
        assert_eq!(
            told("Mail server flaw", &answers),
            "News: Mail server flaw\n\
             Does it affect us? No\n\
             Reason: we do not run mail\n\
             Reviewed on Sat 9 May 2026\n\
             Next: nothing\n"
        );
    }

    #[test]
    fn a_chat_finds_no_markup_and_calls_nobody() {
        let heard = "# *Worm* `rm -rf` ~~gone~~ ||secret|| [here](x) @everyone <!channel> > _x_ a_b a@b.c https://e.org/<b>|c";
        let says = told(heard, &Answers::default());
        assert_eq!(says.lines().count(), 5, "{says}");
        let first = says.lines().next().unwrap();
        for sign in ["*", "`", "~", "|", "[", "<", ">", "#", " @", " _", "_ "] {
            assert!(!first.contains(sign), "{sign} in {first}");
        }
        for kept in ["a_b", "a@b.c", "https://e.org/%3Cb%3E%7Cc"] {
            assert!(first.contains(kept), "{kept} in {first}");
        }
        assert!(!says.chars().any(|c| c.is_control() && c != '\n'));
    }
}
