//! What is too delicate for the shared screen, in one sentence each: time, voices, seats, who is missing. Every function
//! is one rule of the facilitator's craft and names no one but to the facilitator.

use super::Scene;
use super::turns::{current, names, quiet, waiting};
use crate::check;
use crate::domain::{AgendaStep, FourQuestion, NoteKind, Participant, Seat, SessionKind};

/// The nudges that hold now, most urgent first.
pub(super) fn all(scene: &Scene) -> Vec<String> {
    if !scene.live {
        return Vec::new();
    }
    let time = [over(scene), buffer(scene)];
    // One engineer with a news item is no room.
    let room = if scene.session.kind == SessionKind::OneThreat {
        Vec::new()
    } else {
        let voices = [
            senior(scene),
            loudest(scene),
            still_quiet(scene),
            own_threats(scene),
        ];
        let seats = [recorder(scene), junior(scene), owner(scene)];
        let people = voices.into_iter().chain(seats);
        let notes = waiting_notes(scene).into_iter();
        notes
            .chain(people.flatten())
            .chain(missing(scene))
            .collect()
    };
    time.into_iter().flatten().chain(room).collect()
}

/// R64: the end is sacred.
fn over(scene: &Scene) -> Option<String> {
    let clock = &scene.clock;
    clock.is_over().then(|| {
        let minutes = clock.planned() / 60;
        format!("The {minutes} minutes are used up. Wrap up now; questions can get owners later.")
    })
}

/// The buffer is there for everyone, once.
fn buffer(scene: &Scene) -> Option<String> {
    let clock = &scene.clock;
    let place = clock.place_of(AgendaStep::Buffer)?;
    let slot = clock.slots.get(place)?;
    let used = clock.is_live() && clock.at < place && slot.planned > 0 && slot.left() <= 0;
    (used && !clock.is_over()).then(|| {
        "The buffer is used up. From now on, extra minutes come out of the later steps.".to_owned()
    })
}

/// What people wrote before the meeting is heard in it, first of all in question 1.
fn waiting_notes(scene: &Scene) -> Option<String> {
    let says = scene.session.waiting_words()?;
    Some(format!(
        "Not looked at yet: {says}, from before the meeting. They took the time; give them a minute."
    ))
}

/// R11: whom others wait for speaks last.
fn senior(scene: &Scene) -> Option<String> {
    let seniors: Vec<&Participant> = check::voices(scene.session)
        .filter(|p| scene.limits.is_senior(&p.role))
        .collect();
    if seniors.is_empty() || seniors.len() == scene.session.participants.len() {
        return None;
    }
    let who = names(&seniors);
    let one = seniors.len() == 1;
    let (leads, speaks) = if one {
        ("leads", "speaks")
    } else {
        ("lead", "speak")
    };
    let turn = current(scene);
    let others: Vec<&Participant> = waiting(scene)
        .into_iter()
        .filter(|p| p.seat != Some(Seat::Facilitator) && !scene.limits.is_senior(&p.role))
        .collect();
    match scene.step()? {
        AgendaStep::Round => {
            if let Some(now) = seniors.iter().find(|p| Some(p.id) == turn)
                && !others.is_empty()
            {
                return Some(format!(
                    "{} {leads} others here, and {} may hold back. Ask {} to speak last.",
                    now.name,
                    names(&others),
                    now.name
                ));
            }
            (turn.is_none() && !others.is_empty()).then(|| {
                format!(
                    "{who} {leads} others here. Start the round elsewhere; {who} {speaks} last."
                )
            })
        }
        AgendaStep::Vote | AgendaStep::Confidence => Some(format!(
            "{who} {leads} others here. Raise all hands at once, so that no one waits for {who}."
        )),
        _ => scene.is_until(AgendaStep::Round).then(|| {
            format!("{who} {leads} others here. Let others answer first; {who} {speaks} last.")
        }),
    }
}

/// One voice and two, with names, as soon as it can be told.
fn loudest(scene: &Scene) -> Option<String> {
    let loudest = check::loudest(scene.session, scene.since()?, scene.limits)?;
    let people = scene.session.participants.iter();
    let who: Vec<&Participant> = people.filter(|p| loudest.who.contains(&p.id)).collect();
    let verb = if who.len() == 1 { "has" } else { "have" };
    Some(format!(
        "{} {verb} named {} of {} threats. Ask the others first.",
        names(&who),
        loudest.threats,
        loudest.of
    ))
}

/// R27: after the round, those who have not spoken are asked by name, while there is still time to hear them.
fn still_quiet(scene: &Scene) -> Option<String> {
    let after = scene.clock.place_of(AgendaStep::Round)? < scene.clock.at;
    let soon = scene.is_until(AgendaStep::DoAbout);
    let quiet = quiet(scene);
    // Where no line carries a name, nothing is known about who spoke.
    let known = quiet.len() < check::voices(scene.session).count();
    (after && soon && known && !quiet.is_empty()).then(|| {
        let has = if quiet.len() == 1 { "has" } else { "have" };
        format!(
            "The round is over and {} {has} not spoken. Ask by name, with an easy question.",
            names(&quiet)
        )
    })
}

/// R28: the facilitator's own threats come last.
fn own_threats(scene: &Scene) -> Option<String> {
    let session = scene.session;
    let is_me = |p: &&Participant| p.seat == Some(Seat::Facilitator);
    let me = session.participants.iter().find(is_me)?;
    if !scene.is_until(AgendaStep::Round) {
        return None;
    }
    let since = scene.since()?;
    let mine = session.threats.iter();
    let mine = mine.filter(|t| t.speaker == Some(me.id) && t.at >= since);
    let quiet = quiet(scene);
    match (mine.count(), scene.step()?) {
        (0, AgendaStep::Round) => Some("Give your own threats last in the round.".to_owned()),
        (0, _) => None,
        _ if quiet.is_empty() => None,
        (n, _) => {
            let (are, have) = (
                if n == 1 { "threat is" } else { "threats are" },
                if quiet.len() == 1 { "has" } else { "have" },
            );
            Some(format!(
                "{n} {are} yours, and {} {have} not spoken. Give yours last.",
                names(&quiet)
            ))
        }
    }
}

/// R05: a recorder is named and is not the facilitator.
fn recorder(scene: &Scene) -> Option<String> {
    let people = &scene.session.participants;
    let has = |seat| people.iter().any(|p| p.seat == Some(seat));
    if people.len() < 2 || has(Seat::Recorder) || !is_early(scene) {
        return None;
    }
    Some(if has(Seat::Facilitator) {
        "You facilitate and take notes. Ask someone else to be the scribe.".to_owned()
    } else {
        "No scribe yet. Ask someone; it should not be you.".to_owned()
    })
}

/// R05: and not always the most junior.
fn junior(scene: &Scene) -> Option<String> {
    let mut people = scene.session.participants.iter();
    let recorder = people.find(|p| p.seat == Some(Seat::Recorder))?;
    (is_early(scene) && scene.limits.is_junior(&recorder.role)).then(|| {
        format!(
            "Scribe: {}. Do not always ask the most junior person.",
            recorder.name
        )
    })
}

/// R07: someone who owns the system is here, or hears of it.
fn owner(scene: &Scene) -> Option<String> {
    let session = scene.session;
    let people = &session.participants;
    let here = people.iter().any(|p| scene.limits.owns_system(&p.role));
    let hears = session
        .notes_of(NoteKind::ShouldHear)
        .any(|note| scene.limits.owns_system(&note.text));
    let owner = session.elements.iter().filter_map(|e| e.owner.as_ref());
    let named = owner
        .into_iter()
        .any(|o| session.participant_called(o).is_some());
    (is_early(scene) && !people.is_empty() && !here && !hears && !named)
        .then(|| "No system owner listed. Are they here? If not, who will inform them?".to_owned())
}

/// R03 and R04: whom the meeting misses, by its own list and by the checks of roles.
fn missing(scene: &Scene) -> Vec<String> {
    if !is_early(scene) {
        return Vec::new();
    }
    let roles: Vec<&str> = scene
        .session
        .notes_of(NoteKind::MissingRole)
        .map(|note| note.text.as_str())
        .collect();
    let listed = (!roles.is_empty()).then(|| {
        format!(
            "Missing today: {}. Who can speak for them?",
            roles.join(", ")
        )
    });
    let report = check::run(scene.session, scene.now.date_naive(), scene.limits);
    let counted = report.findings.into_iter();
    let counted = counted
        .filter(|finding| ["security-role", "missing-builders"].contains(&finding.check))
        .map(|finding| format!("{}. Who could join for 10 minutes?", finding.sentence()));
    listed.into_iter().chain(counted).collect()
}

/// While there is still time to fetch someone: until question 2.
fn is_early(scene: &Scene) -> bool {
    let asks = |step: AgendaStep| step.question() == Some(FourQuestion::WorkingOn);
    let step = scene.step();
    step.is_some_and(|step| {
        asks(step)
            || matches!(
                step,
                AgendaStep::Orientation | AgendaStep::Welcome | AgendaStep::SinceLastTime
            )
    })
}
