//! Making one of two mitigations makes no threat smaller: a claim and an idea are no working control.

use uuid::Uuid;

use super::*;
use crate::domain::{Edit, Field, FourQuestion, LinkTerms, New, Session, SessionKind, Stamp, Text};

fn now() -> Stamp {
    Stamp::parse_from_rfc3339("2027-05-09T10:00:00+02:00").unwrap()
}

/// One mitigation as it is drawn: its status and its check, what it says for all, and what it answers on which terms.
#[derive(Clone, Debug)]
struct Drawn {
    status: Status,
    passed: Option<bool>,
    strength: Option<Strength>,
    kind: Option<ControlKind>,
    instead_of: Option<ControlKind>,
    links: Vec<(bool, Option<Strength>, Option<ControlKind>, bool)>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let strength = || option::of(select(Strength::ALL.to_vec()));
    let kind = || option::of(select(ControlKind::ALL.to_vec()));
    let instead = option::of(select(ControlKind::ALL[..5].to_vec()));
    let link = (any::<bool>(), strength(), kind(), any::<bool>());
    (
        select(Status::ALL.to_vec()),
        option::of(any::<bool>()),
        strength(),
        kind(),
        instead,
        vec(link, 3),
    )
        .prop_map(
            |(status, passed, strength, kind, instead_of, links)| Drawn {
                status,
                passed,
                strength,
                kind,
                instead_of,
                links,
            },
        )
}

fn session(mitigations: &[Drawn]) -> Session {
    let mut session = Session::new(Uuid::nil(), Text::new("Pay"), SessionKind::Meeting, now());
    let mut edits = Vec::new();
    for n in 1..=3 {
        let text = format!("{n} is stolen");
        edits.push(Edit::Add(New::threat(text, FourQuestion::GoWrong)));
    }
    edits.push(Edit::Set(
        ThreatId(1).into(),
        Field::Rating(Rated::Matrix(2, 2)),
    ));
    edits.push(Edit::Set(
        ThreatId(2).into(),
        Field::Rating(Rated::Single(3)),
    ));
    edits.push(Edit::Set(
        ThreatId(3).into(),
        Field::Rating(Rated::Matrix(1, 2)),
    ));
    for (n, it) in mitigations.iter().enumerate() {
        let id = MitigationId(u32::try_from(n).unwrap() + 1);
        let answered = |n: &usize| it.links[*n].0;
        let threats: Vec<usize> = (0..3).filter(answered).collect();
        let threats = if threats.is_empty() { vec![n] } else { threats };
        let threat = |n: usize| ThreatId(u32::try_from(n).unwrap() + 1);
        edits.push(Edit::Add(New::mitigation(
            "Lock it",
            threat(threats[0]),
            it.status,
        )));
        for other in &threats[1..] {
            edits.push(Edit::Link(id.into(), threat(*other).into()));
        }
        let mut set = |field| edits.push(Edit::Set(id.into(), field));
        set(Field::Strength(it.strength));
        set(Field::ControlKind(it.kind));
        set(Field::InsteadOf(it.instead_of));
        set(Field::Checked(it.passed.map(|passed| (passed, None))));
        for n in threats {
            let (_, strength, kind, in_rating) = it.links[n];
            set(Field::LinkTerms(LinkTerms {
                threat: threat(n),
                strength,
                kind,
                in_rating,
            }));
        }
    }
    for edit in edits {
        session.apply(&edit, now()).unwrap();
    }
    session
}

proptest! {
    #[test]
    fn no_threat_is_less_for_two_mitigations_that_are_merged(all in vec(drawn(), 2..4)) {
        let mut session = session(&all);
        let left = |session: &Session| {
            let model = Model::of(session, &Conventions::bundled());
            model.residuals(model.now())
        };
        let before = left(&session);
        let merge = Edit::Merge(MitigationId(1).into(), MitigationId(2).into());
        session.apply(&merge, now()).unwrap();
        session.validate().unwrap();
        for (id, after) in left(&session) {
            prop_assert!(after >= before[&id], "{id}: {} before, {after} after", before[&id]);
        }
    }
}
