//! A session from lines, in the words a facilitator would use: `threat File swapped !high @Ana`, `T1 reduce`.

use chrono::{Duration, NaiveDate};
use uuid::Uuid;

use crate::domain::{
    ActionStatus, Amount, Asked, AssumptionState, ControlKind, Edit, ElementKind, Estimate, Field,
    Figures, FourQuestion, Gate, ItemId, MapField, New, NewAction, NewMitigation, NewThreat,
    NoteKind, PackCard, ParkedKind, ParticipantId, Place, Range, ResponseKind, RestsOn,
    ReturnReason, Scale, Seat, Session, SessionField, SessionKind, Severity, Stamp, Status, Stride,
    Swept, Text, ThreatId, Voting, Waiting, WaitingKind,
};

/// When every session of the tests begins.
pub(super) fn start() -> Stamp {
    Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The session that these lines make. `6x threat ...` is six of them.
pub(super) fn session(script: &str) -> Session {
    let mut session = Session::new(
        Uuid::nil(),
        Text::new("Refunds"),
        SessionKind::Meeting,
        start(),
    );
    for line in script.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let (times, line) = match line.split_once("x ") {
            Some((n, rest)) if n.parse::<u32>().is_ok() => (n.parse().unwrap(), rest),
            _ => (1, line),
        };
        for _ in 0..times {
            apply(&mut session, line);
        }
    }
    session.validate().unwrap();
    session
}

fn apply(session: &mut Session, line: &str) {
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    let mut at = start();
    let edit = match verb {
        "in" => note(NoteKind::InScope, rest),
        "out" => note(NoteKind::OutOfScope, rest),
        "missing" => note(NoteKind::MissingRole, rest),
        "tell" => note(NoteKind::ShouldHear, rest),
        "when" => note(NoteKind::RevisitWhen, rest),
        "person" => {
            let (name, role) = rest.split_once(' ').unwrap_or((rest, ""));
            Edit::Add(New::Participant(name.into(), role.into()))
        }
        "facilitator" => set(rest, Field::Seat(Some(Seat::Facilitator))),
        "element" => element(rest, None, false),
        "outside" => element(rest, Some(ElementKind::ExternalEntity), false),
        "unknown" => element(rest, None, true),
        "flow" => {
            let (from, rest) = rest.split_once(" -> ").unwrap();
            let (to, data) = rest.split_once(" : ").unwrap_or((rest, ""));
            let [from, to, data] = [from, to, data].map(Text::new);
            Edit::Add(New::Flow { from, to, data })
        }
        "zone" => {
            let (name, parts) = rest.split_once(": ").unwrap();
            Edit::Add(New::Zone(
                name.into(),
                parts.split(", ").map(Text::new).collect(),
            ))
        }
        "threat" => threat(session, rest),
        "loss" => {
            let (threat, words) = rest.split_once(' ').unwrap();
            Edit::Add(New::BusinessRisk(
                words.into(),
                vec![threat.parse().unwrap()],
            ))
        }
        "could" => mitigation(Status::CouldDo, rest),
        "built" => mitigation(Status::Implemented, rest),
        "planned" => mitigation(Status::Planned, rest),
        "inplace" => mitigation(Status::InPlace, rest),
        "waiting" => {
            let (speaker, text) = speaker(session, rest);
            let mut notes = session.waiting.clone();
            notes.push(Waiting {
                kind: WaitingKind::Question,
                text: text.into(),
                speaker,
                at,
            });
            Edit::Session(SessionField::Waiting(notes))
        }
        "question" => {
            let (speaker, text) = speaker(session, rest);
            let (about, text) = about(&text);
            Edit::Add(New::Question {
                text,
                about,
                speaker,
                owner: None,
            })
        }
        "assume" => {
            let (about, text) = about(rest);
            Edit::Add(New::Assumption {
                text,
                about,
                speaker: None,
            })
        }
        "action" => {
            let (about, text) = about(rest);
            Edit::Add(New::Action(NewAction {
                text,
                kind: None,
                about,
                owner: None,
                due: None,
            }))
        }
        "park" => Edit::Add(New::Parked {
            text: rest.into(),
            kind: ParkedKind::Fix,
            about: None,
            speaker: None,
        }),
        "hands" => Edit::Session(SessionField::Confidence(
            rest.bytes().map(|b| b - b'0').collect(),
        )),
        "votes" => Edit::Session(SessionField::Voting(Some(Voting {
            sheet: Text::default(),
            lines: Vec::new(),
            heaps: Vec::new(),
            per_person: 3,
            hands: (1..)
                .map(ThreatId)
                .zip(rest.split(' ').map(|n| n.parse().unwrap()))
                .collect(),
            ballots: Vec::new(),
            at,
        }))),
        "looked" => {
            let (place, asked) = rest.split_once(' ').unwrap();
            Edit::Session(SessionField::Sweep(
                Swept {
                    place: place.parse().unwrap(),
                    asked: match asked {
                        "whole" => Asked::Whole,
                        "accidents" => Asked::Accidents,
                        letter => Asked::Letter(
                            Stride::ALL
                                .into_iter()
                                .find(|s| s.words() == letter)
                                .unwrap(),
                        ),
                    },
                },
                true,
            ))
        }
        "back" => Edit::Session(SessionField::Revisit(Some(date(rest)))),
        "scale" => Edit::Session(SessionField::Scale(Some(Box::new(scale(rest))))),
        "dismiss" => {
            let (check, why) = rest.split_once(' ').unwrap();
            Edit::Session(SessionField::Dismiss(check.into(), why.into()))
        }
        "closed" => {
            at += Duration::minutes(rest.parse().unwrap());
            Edit::Session(SessionField::Close)
        }
        "again" => {
            at += Duration::days(1);
            Edit::Session(SessionField::Begin)
        }
        "incident" => Edit::Session(SessionField::Why(ReturnReason::Incident)),
        "foreseen" => Edit::Session(SessionField::Foreseen(rest.parse().ok())),
        // Minutes that question 1, 2 and 3 took, of ten each.
        "took" => return took(session, rest),
        "ago" => return earlier(session, Duration::days(rest.parse().unwrap())),
        "copied" => {
            *session = session.copied(Uuid::max(), session.title.clone(), start());
            return;
        }
        "solo" => {
            session.kind = SessionKind::OneThreat;
            return;
        }
        id => change(
            session,
            id.parse().unwrap_or_else(|_| panic!("{line}")),
            rest,
        ),
    };
    session
        .apply(&edit, at)
        .unwrap_or_else(|refusal| panic!("{line}: {refusal}"));
}

/// All that was written down so far, this many days earlier.
fn earlier(session: &mut Session, days: Duration) {
    for sitting in &mut session.sittings {
        sitting.started -= days;
        sitting.ended = sitting.ended.map(|at| at - days);
    }
    for mitigation in &mut session.mitigations {
        mitigation.at -= days;
    }
}

/// A line that begins with an id: `A1 owner Ana`.
fn change(session: &Session, id: ItemId, rest: &str) -> Edit {
    let (what, value) = rest.split_once(' ').unwrap_or((rest, ""));
    let person = |name: &str| Some(session.participant_called(name).unwrap().id);
    let decided = |kind| {
        let (why, by) = value.split_once(" by ").unwrap_or((value, ""));
        let by = session.participant_called(by).map(|p| p.id);
        Field::Response(Some((kind, why.into(), by)))
    };
    let field = match (what, id) {
        ("owner", ItemId::Element(_)) => Field::ElementOwner(Some(value.into())),
        ("skipped", _) => Field::Map(MapField::OutOfScope(Some(value.into()))),
        ("owner", _) => Field::Owner(person(value)),
        ("due", _) => Field::Due(Some(date(value))),
        ("yes", ItemId::Action(_)) => Field::SaidYes(true),
        ("yes", _) => Field::Assumption(AssumptionState::Confirmed),
        ("false", _) => Field::Assumption(AssumptionState::Rejected),
        ("holds", _) => return Edit::Session(SessionField::StillHolds(id)),
        ("done", _) => Field::ActionStatus(ActionStatus::Done),
        ("answer", _) => Field::Answer(value.into()),
        ("confirmed", _) => Field::Confirmed(true),
        ("verified", _) => Field::Status(Status::Verified),
        ("passed", _) => Field::Checked(Some((true, None))),
        ("failed", _) => Field::Checked(Some((false, None))),
        ("verify", _) => Field::Verify(value.into()),
        ("who", _) => {
            let kind = crate::domain::ActorKind::named(value);
            match kind {
                Some(kind) => Field::Actor(Some(kind)),
                None => Field::Part(crate::domain::PartName::Who, value.into()),
            }
        }
        ("does", _) => Field::Part(crate::domain::PartName::Does, value.into()),
        ("costs", _) => Field::Figures(Some(Box::new(costs(value)))),
        ("rests", _) => {
            let (gate, of) = value.split_once(" of ").unwrap();
            Field::RestsOn(Some(RestsOn {
                gate: if gate == "all" { Gate::All } else { Gate::One },
                of: of.split(", ").map(|id| id.parse().unwrap()).collect(),
            }))
        }
        ("loses", _) => Field::BusinessRisk(value.into()),
        ("reduce", _) => decided(ResponseKind::Reduce),
        ("accept", _) => decided(ResponseKind::Accept),
        ("ruledout", _) => decided(ResponseKind::NotApplicable),
        ("clear", _) => Field::Clarity(value.bytes().map(|b| b - b'0').collect()),
        ("until", _) => Field::Until(crate::domain::Until::of(value)),
        ("shown", _) => Field::Evidence(value.into()),
        ("later", ItemId::Threat(id)) => {
            let until = crate::domain::Until::of(value);
            return Edit::Defer(vec![id], "not now".into(), None, until);
        }
        ("used", ItemId::Parked(id)) => {
            return match value.parse() {
                Ok(ItemId::Threat(threat)) => Edit::UseParked(id, threat),
                _ => panic!("{rest}"),
            };
        }
        ("parts", _) => return Edit::Unlink(id, value.parse().unwrap()),
        _ => panic!("{rest}"),
    };
    Edit::Set(id, field)
}

/// What one time costs, in euros; `often` instead says only how often it happens.
fn costs(amount: &str) -> Figures {
    let estimate = |amount: f64| Estimate {
        range: Range::new(vec![Amount::new(amount).unwrap()]).unwrap(),
        by: None,
        at: start(),
    };
    match amount.parse() {
        Ok(amount) => Figures {
            loss: Some(estimate(amount)),
            currency: "EUR".into(),
            ..Figures::default()
        },
        Err(_) => Figures {
            frequency: Some(estimate(1.0)),
            ..Figures::default()
        },
    }
}

fn note(kind: NoteKind, text: &str) -> Edit {
    Edit::Add(New::Note(kind, text.into()))
}

fn set(id: &str, field: Field) -> Edit {
    Edit::Set(id.parse().unwrap(), field)
}

fn element(name: &str, kind: Option<ElementKind>, unknown: bool) -> Edit {
    let name = name.into();
    Edit::Add(New::Element {
        name,
        kind,
        unknown,
    })
}

/// `text @Ana !high >web #S ~`
fn threat(session: &Session, line: &str) -> Edit {
    let (speaker, line) = speaker(session, line);
    let mut new = NewThreat {
        text: Text::default(),
        places: Vec::new(),
        stride: Vec::new(),
        categories: Vec::new(),
        speaker,
        severity: None,
        rated: None,
        references: Vec::new(),
        found_in: FourQuestion::GoWrong,
        pack: None,
    };
    let mut text = Vec::new();
    for word in line.split(' ') {
        match (word.chars().next(), word.get(1..).unwrap_or_default()) {
            (Some('!'), name) => {
                new.severity = Severity::ALL.into_iter().find(|s| s.words() == name);
            }
            // `~` is a card as it was, `~!` one that names something of ours.
            (Some('~'), edited) => {
                new.pack = Some(PackCard {
                    pack: "stride".into(),
                    card: "1".into(),
                    edited: edited == "!",
                });
            }
            (Some('>'), "all") => new.places.push(Place::Whole),
            (Some('>'), name) => {
                let place = session.elements.iter().find(|e| &*e.name == name);
                new.places.push(match place {
                    Some(element) => Place::Element(element.id),
                    None => name.parse().unwrap(),
                });
            }
            (Some('#'), letter) => new.stride.extend(
                Stride::ALL
                    .into_iter()
                    .find(|s| letter.starts_with(s.letter())),
            ),
            _ => text.push(word),
        }
    }
    new.text = text.join(" ").into();
    Edit::Add(New::Threat(new))
}

/// `T1: text #detect`
fn mitigation(status: Status, line: &str) -> Edit {
    let (threats, text) = about(line);
    let (text, kind) = text.split_once(" #").unwrap_or((&text, ""));
    Edit::Add(New::Mitigation(NewMitigation {
        text: text.into(),
        threats: threats
            .iter()
            .map(|id| match id {
                ItemId::Threat(id) => *id,
                _ => panic!("{line}"),
            })
            .collect(),
        status,
        kind: ControlKind::ALL.into_iter().find(|k| k.words() == kind),
        strength: None,
        effort: None,
        speaker: None,
    }))
}

/// The standard scale under a name of its own; `clinic without low` says nothing of one of its levels.
fn scale(line: &str) -> Scale {
    let (name, silent) = line.split_once(" without ").unwrap_or((line, ""));
    let mut scale = Scale::standard().clone();
    scale.name = name.into();
    for level in &mut scale.levels {
        if silent.split(' ').any(|word| word == &*level.word) {
            level.meaning = Text::default();
        }
    }
    scale
}

/// `T1: text` is about T1.
fn about(line: &str) -> (Vec<ItemId>, Text) {
    match line.split_once(": ") {
        Some((id, text)) => (vec![id.parse().unwrap()], text.into()),
        None => (Vec::new(), line.into()),
    }
}

/// The person after `@`, and the rest of the line.
fn speaker(session: &Session, line: &str) -> (Option<ParticipantId>, String) {
    match line.split_once(" @") {
        Some((text, name)) => {
            let (name, rest) = name.split_once(' ').unwrap_or((name, ""));
            let who = session.participant_called(name).unwrap().id;
            (Some(who), format!("{text} {rest}").trim().to_owned())
        }
        None => (None, line.to_owned()),
    }
}

/// The last meeting by its clock: minutes of the first three questions, each planned to take ten.
fn took(session: &mut Session, minutes: &str) {
    use crate::domain::{AgendaStep, Clock, Planned};
    let steps = [AgendaStep::Map, AgendaStep::Round, AgendaStep::DoAbout]
        .map(|step| Planned { step, minutes: 10 });
    let mut clock = Clock::new("short".into(), &steps);
    for (slot, minutes) in clock.slots.iter_mut().zip(minutes.split(' ')) {
        slot.spent = minutes.parse::<u32>().unwrap() * 60;
    }
    session.sittings.last_mut().unwrap().clock = Some(clock);
}
