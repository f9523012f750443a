//! The one-threat exercise as changes: what each answer makes of a session. The form on the screen and the flags of the
//! command line both speak these, so the same answers make the same file.

use chrono::NaiveDate;
use uuid::Uuid;

mod attach;
mod me;
mod several;

pub use attach::{Attached, Called, attach, remembers};
pub(crate) use me::comes;
pub use me::{as_me, as_said, meaning_me, named, owned};
use me::{with_me, with_user};
pub use several::{following, system, systems, systems_of};

use super::{changes, lines, news, tokens, tries};
use crate::domain::{
    Action, ActionId, ActionKind, ActionStatus, Applies, Edit, Field, FourQuestion, New, NewAction,
    NoteKind, Refusal, ResponseKind, Session, SessionField, SessionKind, Source, Stamp, Status,
    Text, Threat, ThreatId,
};

/// Answers that were given all at once; what is empty was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Who answers; empty where no one knows.
    pub me: String,
    /// Which of our things.
    pub system: String,
    /// Whether it touches us.
    pub applies: Option<Applies>,
    /// Why it does not.
    pub reason: String,
    /// How it would happen here.
    pub threat: String,
    /// What stops it already.
    pub in_place: Vec<String>,
    /// What could be done.
    pub could_do: Vec<String>,
    /// The next step, with who and by when.
    pub next_step: String,
    /// What is not known.
    pub question: String,
    /// Whether we are better off than three minutes ago.
    pub better: Option<bool>,
}

/// A session about what was heard, words and address on one line. More lines are an excerpt of it.
///
/// # Errors
/// A sentence when the line cannot be kept.
pub fn begin(uuid: Uuid, line: &str, at: Stamp) -> Result<Session, Refusal> {
    let mut session = Session::new(uuid, Text::default(), SessionKind::OneThreat, at);
    if !line.trim().is_empty() {
        let edit = heard(&session, line, at.date_naive());
        session.apply(&edit, at)?;
    }
    Ok(session)
}

/// Gives all answers in the order of the form; a "no" needs nothing after its reason.
///
/// # Errors
/// The sentence of the first answer that cannot be taken.
pub fn answer(session: &mut Session, answers: &Answers, at: Stamp) -> Result<(), String> {
    let today = at.date_naive();
    let make = |session: &mut Session, edit: Edit| {
        session
            .apply(&edit, at)
            .map(|_| ())
            .map_err(|refusal| refusal.to_string())
    };
    let said = |line: &str| !line.trim().is_empty();
    if said(&answers.system) {
        make(session, system(&answers.system))?;
    }
    // Where nothing was heard, the threat is what the answer is about.
    let heard = !headline(session).is_empty();
    let threat_line = &answers.threat;
    if !heard && said(threat_line) {
        let edit = threat(session, threat_line, today)?;
        make(session, edit)?;
    }
    if let Some(applies_to_us) = answers.applies {
        let edit = applies(session, applies_to_us)?;
        make(session, edit)?;
    }
    if heard && said(threat_line) {
        let edit = threat(session, threat_line, today)?;
        make(session, edit)?;
    }
    if said(&answers.reason) {
        let edit = reason(session, &answers.me, &answers.reason, today)?;
        make(session, edit)?;
    }
    for (texts, status) in [
        (&answers.in_place, Status::InPlace),
        (&answers.could_do, Status::CouldDo),
    ] {
        for line in texts.iter().filter(|line| said(line)) {
            let edit = mitigation(session, line, status, today)?;
            make(session, edit)?;
        }
    }
    let to_decide = the_threat(session).filter(|_| said(threat_line));
    if let Some(edit) = to_decide.and_then(|threat| decide(session, threat.id)) {
        make(session, edit)?;
    }
    if said(&answers.next_step) {
        let edit = as_said(session, &answers.me, &answers.next_step, |session, line| {
            Ok(next_step(session, line, today))
        })?;
        make(session, edit)?;
    }
    if said(&answers.question) {
        let edit = as_said(session, &answers.me, &answers.question, |session, line| {
            Ok(question(session, line, today))
        })?;
        make(session, edit)?;
    }
    if let Some(better) = answers.better {
        make(session, Edit::Session(SessionField::Better(Some(better))))?;
    }
    Ok(())
}

/// The one threat, once there is one.
pub fn the_threat(session: &Session) -> Option<&Threat> {
    session.threats.first()
}

/// The next step of this status: the last one, as a decision to make comes first and is then followed by what was decided.
pub fn last_step(session: &Session, status: ActionStatus) -> Option<&Action> {
    let mut steps = session.actions.iter();
    steps.rfind(|action| action.status == status)
}

/// What was heard, without its address.
pub fn headline(session: &Session) -> &str {
    session
        .source
        .as_ref()
        .map_or(&*session.title, |source| &*source.title)
}

/// Whether the threat is still only the headline: no one has said yet what it would do here.
pub fn is_headline(session: &Session, threat: &Threat) -> bool {
    session.source.is_some() && *threat.text == *headline(session)
}

/// Whether it was said that it does not touch us.
pub fn is_no(session: &Session) -> bool {
    the_threat(session).is_some_and(|threat| threat.applies == Some(Applies::No))
}

/// What was heard: the words become the title, the address is kept beside them.
pub fn heard(session: &Session, line: &str, today: NaiveDate) -> Edit {
    let (line, article) = news::article(line);
    let (words, url) = news::split(line);
    let source = (!words.is_empty()).then(|| Source {
        title: words.clone(),
        url,
        seen_on: session.source.as_ref().map_or(today, |s| s.seen_on),
        excerpt: match &session.source {
            Some(source) if article.is_empty() => source.excerpt.clone(),
            _ => article,
        },
    });
    let mut edits = vec![Edit::Session(SessionField::Source(source))];
    let named = *session.title == *news::title(headline(session));
    if session.title.is_empty() || (named && !words.is_empty()) {
        edits.push(Edit::Session(SessionField::Title(news::title(&words))));
    }
    if let Some(threat) = the_threat(session).filter(|t| is_headline(session, t))
        && !words.is_empty()
    {
        edits.push(Edit::Set(threat.id.into(), Field::Text(words)));
    }
    Edit::All(edits)
}

/// Whether it touches us. The first answer makes the threat, in the words of the headline until they are said anew. A
/// "no" is a response; another answer takes that response back.
///
/// # Errors
/// A sentence when there are no words yet that a threat could have.
pub fn applies(session: &Session, applies: Applies) -> Result<Edit, String> {
    let mut edits = Vec::new();
    let (id, response) = match the_threat(session) {
        Some(threat) => (threat.id, threat.response.as_ref().map(|r| r.kind)),
        None => {
            let (edit, id) = of_headline(session)
                .ok_or("No headline yet. Type one, or say what would happen here.")?;
            edits.push(edit);
            (id, None)
        }
    };
    edits.push(Edit::Set(id.into(), Field::Applies(Some(applies))));
    let not_here = response == Some(ResponseKind::NotApplicable);
    if applies == Applies::No && response.is_none() {
        let no = (ResponseKind::NotApplicable, Text::default(), None);
        edits.push(Edit::Set(id.into(), Field::Response(Some(no))));
    } else if applies != Applies::No && not_here {
        edits.push(Edit::Set(id.into(), Field::Response(None)));
    }
    Ok(Edit::All(edits))
}

/// The change that makes the threat in the words of the headline, and what it is called then; `None` without a headline.
fn of_headline(session: &Session) -> Option<(Edit, ThreatId)> {
    let text = headline(session);
    let id = ThreatId(session.counters.threat.saturating_add(1));
    let threat = Edit::Add(New::threat(text, FourQuestion::GoWrong));
    (!text.is_empty()).then_some((threat, id))
}

/// How it would happen here, in one line in which only `@` means something.
///
/// # Errors
/// As [`changes::reworded`].
pub fn threat(session: &Session, line: &str, today: NaiveDate) -> Result<Edit, String> {
    if let Some(threat) = the_threat(session) {
        return changes::reworded(session, threat.id.into(), line, today);
    }
    let typed = tokens::parse(line, tokens::What::Threat.within(session), session, today);
    let title = news::title(&typed.text);
    let mut edits = vec![lines::threat(typed, FourQuestion::GoWrong)];
    if session.title.is_empty() {
        edits.push(Edit::Session(SessionField::Title(title)));
    }
    Ok(Edit::All(edits))
}

/// Why it does not touch us. Who answers decided it, unless the line names someone else.
///
/// # Errors
/// A sentence when there is no threat yet.
pub fn reason(session: &Session, me: &str, line: &str, today: NaiveDate) -> Result<Edit, String> {
    let id = needed(session)?;
    let not_here = |text, by| {
        let response = (ResponseKind::NotApplicable, text, by);
        Edit::Set(id.into(), Field::Response(Some(response)))
    };
    as_said(session, me, line, |session, line| {
        Ok(with_me(session, line, |session| {
            let typed = tokens::parse(line, tokens::What::Reason, session, today);
            let before = the_threat(session).and_then(|threat| threat.response.as_ref());
            let by = typed.who.or_else(|| before?.by);
            if by.is_some() || me.is_empty() {
                return not_here(typed.text, by);
            }
            with_user(session, me, |_, me| not_here(typed.text, Some(me)))
        }))
    })
}

/// What stops it already, or what could be done.
///
/// # Errors
/// A sentence when there is no threat yet, or the line names what is not a threat.
pub fn mitigation(
    session: &Session,
    line: &str,
    status: Status,
    today: NaiveDate,
) -> Result<Edit, String> {
    let (first, id) = match the_threat(session) {
        Some(threat) => (None, threat.id),
        // Said before anyone said whether it affects us: it is about the news.
        None => {
            let (edit, id) = of_headline(session).ok_or_else(no_threat)?;
            (Some(edit), id)
        }
    };
    let what = tokens::What::Mitigation.within(session);
    let typed = tokens::parse(line, what, session, today);
    let mitigation = lines::mitigation(typed, vec![id], status)?;
    Ok(match first {
        Some(first) => Edit::All(vec![first, mitigation]),
        None => mitigation,
    })
}

/// One next step, who, and by when: `try it on one repo @me due fri`, or `by fri`. It is what was decided, so that nothing is left to
/// decide.
pub fn next_step(session: &Session, line: &str, today: NaiveDate) -> Edit {
    let about = the_threat(session).map(|t| t.id.into());
    let step = with_me(session, line, |session| {
        let line = tries::with_due(line, today);
        let what = tokens::What::Action.within(session);
        let typed = tokens::parse(&line, what, session, today);
        lines::action(typed, session, about, None)
    });
    match undecided(session) {
        Some(decide) => Edit::All(vec![Edit::Delete(decide.into()), step]),
        None => step,
    }
}

/// The action to decide that was added because nothing else was said, as long as no one took it.
fn undecided(session: &Session) -> Option<ActionId> {
    let threat = the_threat(session)?;
    let mut actions = session.actions.iter();
    let action = actions.find(|action| {
        action.kind == ActionKind::Decide
            && action.status == ActionStatus::Open
            && action.owner.is_none()
            && action.due.is_none()
            && [
                to_decide(threat.id, None),
                to_decide(threat.id, Some(Applies::Yes)),
            ]
            .contains(&action.text)
    });
    action.map(|action| action.id)
}

/// What is to be decided of a threat: whether it touches us, unless someone said so.
fn to_decide(id: ThreatId, applies: Option<Applies>) -> Text {
    match applies {
        Some(Applies::Yes) => format!("Decide: what do we do first about {id}?").into(),
        _ => format!("Decide: does {id} affect us, and what comes first?").into(),
    }
}

/// What is not known.
pub fn question(session: &Session, line: &str, today: NaiveDate) -> Edit {
    let about = the_threat(session).map(|t| t.id.into());
    with_me(session, line, |session| {
        let what = tokens::What::Said.within(session);
        let typed = tokens::parse(line, what, session, today);
        lines::question(typed, about)
    })
}

/// The action that a threat with nothing in place and no idea gets at once (R43), if this is one.
pub fn decide(session: &Session, id: ThreatId) -> Option<Edit> {
    let threat = session.threat(id)?;
    let untouched = threat.response.is_none()
        && threat.deferred.is_none()
        && session.mitigations_for(id).next().is_none()
        && session.actions_about(id.into()).next().is_none();
    untouched.then(|| {
        Edit::Add(New::Action(NewAction {
            text: to_decide(id, threat.applies),
            kind: Some(ActionKind::Decide),
            about: vec![id.into()],
            owner: None,
            due: None,
        }))
    })
}

/// What makes a meeting of it with nothing to type again: the thing is in scope, the news is why we look at it now, and
/// the threat says where it comes from.
pub fn open_as_meeting(session: &Session) -> Edit {
    let mut edits = vec![Edit::Session(SessionField::Kind(SessionKind::Meeting))];
    let mut note = |kind: NoteKind, text: Text| {
        let known = session.notes_of(kind).any(|note| note.text == text);
        if !text.is_empty() && !known {
            edits.push(Edit::Add(New::Note(kind, text)));
        }
    };
    note(
        NoteKind::InScope,
        session.system.clone().unwrap_or_default(),
    );
    if let Some(source) = &session.source {
        let why = format!("{} {}", source.title, source.url);
        note(NoteKind::WhyNow, Text::new(&why));
    }
    if let Some(threat) = the_threat(session).filter(|t| t.references.is_empty()) {
        let all = references(session);
        if !all.is_empty() {
            edits.push(Edit::Set(threat.id.into(), Field::References(all)));
        }
    }
    Edit::All(edits)
}

/// Where the threat comes from: the address, or the headline where there is none.
pub fn references(session: &Session) -> Vec<Text> {
    let from = session.source.as_ref().map(|source| {
        if source.url.is_empty() {
            source.title.clone()
        } else {
            source.url.clone()
        }
    });
    from.into_iter().collect()
}

/// Whether a threat names anything of ours: our thing by one of its words, or one of the words that mean us. The
/// headline again does not.
pub fn names_ours(session: &Session, text: &str) -> bool {
    const US: [&str; 6] = ["our", "ours", "us", "we", "my", "here"];
    let words = crate::domain::text::words_of;
    if words(text) == words(headline(session)) {
        return false;
    }
    let system = words(session.system.as_deref().unwrap_or_default());
    words(text)
        .iter()
        .any(|word| US.contains(&word.as_str()) || system.contains(word))
}

fn needed(session: &Session) -> Result<ThreatId, String> {
    the_threat(session).map(|t| t.id).ok_or_else(no_threat)
}

fn no_threat() -> String {
    "No threat yet. Say if it affects us, or what would happen here.".to_owned()
}

#[cfg(test)]
mod tests;
