//! Random changes of every field that an item can have.

use std::collections::BTreeSet;

use threatboard::domain::{
    ActionKind, ActionStatus, ActorKind, Applies, AssetKind, AssumptionState, ControlKind, Effort,
    ElementKind, Field, Gate, Level, LinkTerms, MapField, PartName, ParticipantId, Place,
    QuestionState, Rated, ResponseKind, RestsOn, Seat, Session, Severity, Status, Strength, Stride,
    Text, Until,
};

use super::{Dice, pick, risk, room, today};

/// Draws a value for one field.
type Draw = fn(&Dice, &Session) -> Field;

fn who(dice: &Dice, s: &Session) -> Option<ParticipantId> {
    pick(&s.participants, dice.b).map(|p| p.id)
}

fn level(n: usize) -> Option<Level> {
    pick(&Level::ALL, n)
}

fn place(dice: &Dice, s: &Session) -> Vec<Place> {
    let part = pick(&s.elements, dice.a).map(|e| Place::Element(e.id));
    let flow = pick(&s.flows, dice.b).map(|f| Place::Flow(f.id));
    part.into_iter().chain(flow).take(dice.b % 3).collect()
}

/// One for each field, in the order of [`Field`].
pub(super) const DRAWN: &[Draw] = &[
    |dice, _| Field::Text(dice.text()),
    |dice, s| Field::Places(place(dice, s)),
    |dice, _| {
        let all = [Stride::Spoofing, Stride::Tampering].into_iter();
        Field::Stride(all.take(dice.a % 3).collect())
    },
    |dice, _| {
        let all = ["linddun/linking".parse(), "cia/integrity".parse()];
        Field::Categories(all.into_iter().flatten().take(dice.b % 3).collect())
    },
    |dice, s| Field::Speaker(who(dice, s)),
    |dice, _| Field::Severity(pick(&Severity::ALL, dice.b).filter(|_| !dice.a.is_multiple_of(5))),
    |dice, _| {
        Field::Rating(match dice.a % 2 {
            0 => Rated::Single(dice.b % 5),
            _ => Rated::Matrix(dice.a % 4, dice.b % 4),
        })
    },
    |dice, s| Field::RatedBy(who(dice, s)),
    |dice, _| Field::BusinessRisk(dice.text()),
    |dice, _| Field::Actor(pick(&ActorKind::ALL, dice.a).filter(|_| !dice.b.is_multiple_of(5))),
    |dice, _| Field::Part(PartName::ALL[dice.b % 5], dice.text()),
    |dice, _| Field::Goals(vec![dice.text(); dice.a % 3]),
    |dice, s| {
        Field::RestsOn((!dice.a.is_multiple_of(5)).then(|| RestsOn {
            gate: [Gate::All, Gate::One][dice.a % 2],
            of: vec![Dice::threat(s, dice.a), Dice::threat(s, dice.b)],
        }))
    },
    |dice, s| Field::Figures(risk::figures(dice, who(dice, s))),
    |dice, _| {
        Field::Until(match dice.a % 3 {
            0 => None,
            1 => Some(today().into()),
            _ => Until::of(&dice.text()),
        })
    },
    |dice, s| {
        let kind = pick(&ResponseKind::ALL, dice.b).filter(|_| !dice.a.is_multiple_of(4));
        Field::Response(kind.map(|kind| (kind, dice.text(), who(dice, s))))
    },
    |dice, _| Field::Evidence(dice.text()),
    |dice, _| Field::Reword(dice.b.is_multiple_of(2)),
    |dice, _| {
        let hands = (0..dice.b % 4).map(|n| [1, 3, 5, 6][(dice.a + n) % 4]);
        Field::Clarity(hands.collect())
    },
    |_, _| Field::NotDeferred,
    |dice, _| Field::References(vec![dice.text()]),
    |dice, _| Field::Applies(pick(&Applies::ALL, dice.b)),
    |_, s| Field::Attached(Some(s.uuid)),
    |dice, _| Field::Heap(Text::new(["links", "Links", ""][dice.a % 3])),
    |dice, _| Field::Status(Status::ALL[dice.b % 7]),
    |dice, _| Field::ControlKind(pick(&ControlKind::ALL, dice.a)),
    |dice, _| Field::Strength(pick(&Strength::ALL, dice.a)),
    |dice, _| Field::InsteadOf(pick(&ControlKind::ALL, dice.a)),
    |dice, s| {
        Field::LinkTerms(LinkTerms {
            strength: pick(&Strength::ALL, dice.b),
            kind: pick(&ControlKind::ALL, dice.b).filter(|_| dice.b.is_multiple_of(3)),
            in_rating: dice.b.is_multiple_of(2),
            ..LinkTerms::of(Dice::threat(s, dice.a))
        })
    },
    |dice, s| {
        let checked = (dice.a % 3 == 1, who(dice, s));
        Field::Checked((!dice.a.is_multiple_of(3)).then_some(checked))
    },
    |dice, _| Field::AssetKind(pick(&AssetKind::ALL, dice.b)),
    |dice, _| Field::Needs([level(dice.a), None, level(dice.b)]),
    |dice, _| Field::Effort(pick(&Effort::ALL, dice.a).filter(|_| !dice.b.is_multiple_of(4))),
    |dice, _| Field::Verify(dice.text()),
    |dice, s| Field::Owner(who(dice, s)),
    |dice, _| Field::ElementOwner(Some(dice.text())),
    |dice, _| {
        Field::ElementKind(match dice.a % 2 {
            0 => ElementKind::DataStore,
            _ => ElementKind::ExternalEntity,
        })
    },
    |dice, s| {
        let text = dice.text();
        Field::Map(match dice.a % 6 {
            0 => MapField::Zone(pick(&s.zones, dice.b).map(|zone| zone.id)),
            1 => MapField::Note(text),
            2 => MapField::OutOfScope(dice.b.is_multiple_of(2).then_some(text)),
            3 => MapField::Unknown(dice.b.is_multiple_of(2)),
            4 => MapField::Data(text),
            _ => MapField::Protocol(text),
        })
    },
    |dice, _| Field::Answer(dice.text()),
    |dice, _| Field::Confirmed(dice.b.is_multiple_of(2)),
    |dice, _| Field::QuestionState(QuestionState::ALL[dice.b % 5]),
    |dice, _| Field::External(dice.a.is_multiple_of(2).then(|| dice.text())),
    |dice, _| Field::Due((!dice.a.is_multiple_of(4)).then(today)),
    |dice, _| Field::SaidYes(!dice.b.is_multiple_of(4)),
    |_, _| Field::Still,
    |dice, _| {
        let all = [
            ActionStatus::Done,
            ActionStatus::Open,
            ActionStatus::Dropped,
        ];
        Field::ActionStatus(all[dice.b % 3])
    },
    |dice, _| Field::ActionKind(ActionKind::ALL[dice.b % ActionKind::ALL.len()]),
    |dice, _| {
        Field::Assumption(match dice.b % 3 {
            0 => AssumptionState::Unconfirmed,
            _ => AssumptionState::Rejected,
        })
    },
    |dice, _| Field::Role(dice.text()),
    |dice, _| Field::Seat([Some(Seat::Recorder), Some(Seat::Facilitator), None][dice.a % 3]),
    |dice, _| Field::Absent(dice.b.is_multiple_of(2)),
];

macro_rules! kinds {
    ($($kind:ident)*) => {
        /// The name of a field. A new one does not compile until it is in the list, and then it must be drawn.
        fn kind(field: &Field) -> &'static str {
            match field {
                $(Field::$kind { .. } => stringify!($kind),)*
            }
        }

        const KINDS: &[&str] = &[$(stringify!($kind)),*];
    };
}

kinds! {
    Text Places Stride Categories Speaker Severity Rating RatedBy BusinessRisk Actor Part Goals RestsOn Figures Until Response
    Evidence Reword Clarity NotDeferred References Applies Attached Heap Status ControlKind Strength InsteadOf LinkTerms Checked
    AssetKind Needs Effort Verify Owner ElementOwner ElementKind Map Answer Confirmed QuestionState External Due SaidYes
    Still ActionStatus ActionKind Assumption Role Seat Absent
}

#[test]
fn every_field_is_drawn_and_what_few_of_them_hold_too() {
    let session = room();
    let mut drawn = BTreeSet::new();
    for c in 0..1000 {
        let (a, b) = (c / 7, c / 3);
        let words = "x".to_owned();
        let dice = Dice {
            what: 0,
            a,
            b,
            c,
            words,
        };
        let field = dice.field(&session);
        drawn.insert(kind(&field));
        match field {
            Field::LinkTerms(terms) if terms.kind.is_some() => {
                drawn.insert("kind of a link");
            }
            Field::Figures(Some(figures)) if figures.chance.is_some() => {
                drawn.insert("chance");
            }
            _ => {}
        }
    }
    let rare = ["chance", "kind of a link"];
    let wanted: BTreeSet<&str> = KINDS.iter().copied().chain(rare).collect();
    assert_eq!(drawn, wanted);
}
