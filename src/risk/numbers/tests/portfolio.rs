//! What the numbers of a session come to.

use crate::domain::{
    Amount, ControlKind, Edit, Estimate, Field, Figures, FourQuestion, Gate, ItemId, LinkTerms,
    MitigationId, New, Range, ResponseKind, RestsOn, Session, SessionKind, Stamp, Status, Strength,
    Text, ThreatId,
};
use crate::risk::Conventions;
use crate::risk::numbers::{Assumed, Draw, Lacks, Left, NoPortfolio, Portfolio, simulate};

fn at() -> Stamp {
    Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

fn estimate(numbers: &[f64]) -> Estimate {
    let amounts = numbers.iter().map(|n| Amount::new(*n).unwrap()).collect();
    Estimate {
        range: Range::new(amounts).unwrap(),
        by: None,
        at: at(),
    }
}

/// A session with so many threats, each of which comes once a year and costs 100 each time.
pub(super) struct Room(pub(super) Session);

impl Room {
    pub(super) fn new(threats: u32) -> Self {
        let title = Text::new("Refunds");
        let mut room = Self(Session::new(
            uuid::Uuid::nil(),
            title,
            SessionKind::Meeting,
            at(),
        ));
        for id in 1..=threats {
            room.make(Edit::Add(New::threat(
                format!("threat {id}"),
                FourQuestion::GoWrong,
            )));
            room.figures(id, &[1.0], &[100.0], "EUR");
        }
        room
    }

    pub(super) fn make(&mut self, edit: Edit) {
        self.0.apply(&edit, at()).unwrap();
    }

    fn set(&mut self, id: impl Into<ItemId>, field: Field) {
        self.make(Edit::Set(id.into(), field));
    }

    fn figures(&mut self, id: u32, frequency: &[f64], loss: &[f64], currency: &str) {
        let figures = Figures {
            frequency: Some(estimate(frequency)),
            loss: Some(estimate(loss)),
            currency: Text::new(currency),
            ..Figures::default()
        };
        self.set(ThreatId(id), Field::Figures(Some(Box::new(figures))));
    }

    /// A part with a chance and nothing else.
    pub(super) fn chance(&mut self, id: u32, chance: f64) {
        let figures = Figures {
            chance: Some(estimate(&[chance])),
            ..Figures::default()
        };
        self.set(ThreatId(id), Field::Figures(Some(Box::new(figures))));
    }

    pub(super) fn rests(&mut self, id: u32, gate: Gate, of: &[u32]) {
        let of = of.iter().map(|id| ThreatId(*id)).collect();
        self.set(ThreatId(id), Field::RestsOn(Some(RestsOn { gate, of })));
    }

    fn mitigation(
        &mut self,
        threat: u32,
        status: Status,
        strength: Option<Strength>,
        kind: Option<ControlKind>,
    ) -> MitigationId {
        let text = format!("mitigation {}", self.0.mitigations.len() + 1);
        self.make(Edit::Add(New::mitigation(text, ThreatId(threat), status)));
        let id = self.0.mitigations.last().unwrap().id;
        self.set(id, Field::Strength(strength));
        self.set(id, Field::ControlKind(kind));
        id
    }

    pub(super) fn most(&mut self, threat: u32, status: Status) -> MitigationId {
        let kind = Some(ControlKind::Preventive);
        self.mitigation(threat, status, Some(Strength::Most), kind)
    }

    pub(super) fn portfolio(&self) -> Portfolio {
        Portfolio::of(&self.0, &Conventions::bundled(), &Draw::default()).unwrap()
    }

    fn lefts(&self) -> Vec<(f64, f64)> {
        let portfolio = self.portfolio();
        let lefts = portfolio.entries.iter().map(|entry| entry.left);
        let two = |share: f64| (share * 1e9).round() / 1e9;
        lefts
            .map(|left| (two(left.frequency), two(left.loss)))
            .collect()
    }
}

#[test]
fn what_works_cuts_the_axis_of_its_kind_by_its_strength_and_how_far_it_is() {
    let mut room = Room::new(5);
    room.most(1, Status::Verified);
    room.most(2, Status::Implemented);
    room.most(3, Status::Planned);
    let (some, detect) = (Some(Strength::Some), Some(ControlKind::Detective));
    room.mitigation(4, Status::Verified, some, detect);
    room.mitigation(5, Status::Verified, None, None);
    let lefts = [
        (0.25, 1.0),
        (0.625, 1.0),
        (1.0, 1.0),
        (1.0, 0.6),
        (1.0, 1.0),
    ];
    assert_eq!(room.lefts(), lefts);
    let portfolio = room.portfolio();
    assert_eq!(portfolio.entries[0].cut_by, [MitigationId(1)]);
    assert_eq!(portfolio.entries[2].cut_by, []);
    assert_eq!(portfolio.assumed, [Assumed::NoStrength(MitigationId(5))]);
    assert!((portfolio.means().0 - 500.0).abs() < 1e-9);
    assert!((portfolio.means().1 - (25.0 + 62.5 + 100.0 + 60.0 + 100.0)).abs() < 1e-9);
}

#[test]
fn a_link_has_the_last_word_and_what_the_ranges_count_on_already_cuts_nothing() {
    let mut room = Room::new(2);
    let id = room.most(1, Status::Verified);
    room.make(Edit::Link(id.into(), ThreatId(2).into()));
    let terms = LinkTerms {
        strength: Some(Strength::Some),
        kind: Some(ControlKind::Recovery),
        ..LinkTerms::of(ThreatId(2))
    };
    room.set(id, Field::LinkTerms(terms));
    assert_eq!(room.lefts(), [(0.25, 1.0), (1.0, 0.6)]);
    let terms = LinkTerms {
        in_rating: true,
        ..LinkTerms::of(ThreatId(1))
    };
    room.set(id, Field::LinkTerms(terms));
    assert_eq!(room.lefts(), [(1.0, 1.0), (1.0, 0.6)]);
}

#[test]
fn without_chances_what_is_left_of_parts_is_left_of_what_rests_on_them() {
    for (gate, left) in [(Gate::All, 0.25), (Gate::One, 0.6)] {
        let mut room = Room::new(3);
        room.rests(1, gate, &[2, 3]);
        room.most(2, Status::Verified);
        let (some, prevent) = (Some(Strength::Some), Some(ControlKind::Preventive));
        room.mitigation(3, Status::Verified, some, prevent);
        assert_eq!(room.lefts(), [(left, 1.0), (0.25, 1.0), (0.6, 1.0)]);
        // One of its own that leaves more changes nothing.
        room.mitigation(1, Status::Implemented, some, prevent);
        assert_eq!(room.lefts()[0], (left.min(0.8), 1.0));
    }
}

#[test]
fn with_chances_the_frequency_is_that_of_attempts_and_a_cut_leaf_is_shared() {
    // Worked by hand: 0.296 with all leaves, T4 on both ways; a quarter of T4 is left by what is verified.
    let mut room = Room::new(6);
    room.rests(1, Gate::All, &[2, 3]);
    room.rests(2, Gate::One, &[4, 5]);
    room.rests(3, Gate::One, &[4, 6]);
    for (id, chance) in [(4, 0.2), (5, 0.3), (6, 0.4)] {
        room.chance(id, chance);
    }
    room.set(ThreatId(2), Field::Figures(None));
    room.set(ThreatId(3), Field::Figures(None));
    let before = room.portfolio();
    let entry = &before.entries[0];
    assert!((entry.yearly.chance - 0.296).abs() < 1e-12);
    assert_eq!(entry.left, Left::WHOLE);
    let lacks = [(ThreatId(2), Lacks::Both), (ThreatId(3), Lacks::Both)];
    assert_eq!(before.without, lacks);
    let most = room.most(4, Status::Verified);
    let after = room.portfolio();
    let (chance, left) = (after.entries[0].yearly.chance, after.entries[0].left);
    assert!((chance * left.frequency - (0.05 + 0.95 * 0.12)).abs() < 1e-12);
    assert!((chance - 0.296).abs() < 1e-12);
    let worth = after.worth();
    assert_eq!(worth[0].mitigation, most);
    assert!((worth[0].now - 100.0 * (0.296 - 0.164)).abs() < 1e-9);
    assert!(worth[0].more.abs() < 1e-12);
    // Without a chance of one leaf, none counts, and that is said.
    room.set(ThreatId(6), Field::Figures(None));
    let bare = room.portfolio();
    assert!((bare.entries[0].yearly.chance - 1.0).abs() < 1e-12);
    let says = Assumed::NoChance(ThreatId(1), ThreatId(6));
    assert_eq!(bare.assumed, [says]);
}

#[test]
fn what_is_not_built_is_worth_what_it_would_save_and_what_is_rejected_is_not_asked() {
    let mut room = Room::new(2);
    let planned = room.most(1, Status::Planned);
    let built = room.most(2, Status::Implemented);
    room.most(2, Status::Rejected);
    let worth = room.portfolio().worth();
    let found: Vec<_> = worth
        .iter()
        .map(|w| (w.mitigation, w.now, w.more))
        .collect();
    assert_eq!(found, [(planned, 0.0, 75.0), (built, 37.5, 37.5)]);
}

#[test]
fn threats_without_numbers_are_named_and_those_that_do_not_apply_are_not() {
    let mut room = Room::new(4);
    room.set(ThreatId(2), Field::Figures(None));
    let mut half = room.0.threat(ThreatId(3)).unwrap().figures.clone().unwrap();
    half.loss = None;
    room.set(ThreatId(3), Field::Figures(Some(half)));
    let no = (
        ResponseKind::NotApplicable,
        Text::new("no such thing here"),
        None,
    );
    room.set(ThreatId(4), Field::Response(Some(no)));
    let portfolio = room.portfolio();
    let ids: Vec<_> = portfolio.entries.iter().map(|entry| entry.id).collect();
    assert_eq!(ids, [ThreatId(1)]);
    let lacks = [(ThreatId(2), Lacks::Both), (ThreatId(3), Lacks::Loss)];
    assert_eq!(portfolio.without, lacks);
}

#[test]
fn two_currencies_are_not_added_and_wrong_numbers_name_their_threat() {
    let mut room = Room::new(3);
    room.figures(2, &[1.0], &[100.0], "");
    let portfolio = room.portfolio();
    assert_eq!(portfolio.currency.as_str(), "EUR");
    assert_eq!(portfolio.assumed, [Assumed::NoCurrency(ThreatId(2))]);
    room.figures(3, &[1.0], &[100.0], "USD");
    let says = |room: &Room| -> NoPortfolio {
        Portfolio::of(&room.0, &Conventions::bundled(), &Draw::default()).unwrap_err()
    };
    assert_eq!(
        says(&room).to_string(),
        "T1 is in EUR, T3 in USD. Set all losses in one currency."
    );
    room.figures(3, &[5_000.0], &[100.0], "EUR");
    assert_eq!(
        says(&room).to_string(),
        "T3: Frequency: 5000 a year is more than 1000. Count several events as one, and give the loss of all of them."
    );
}

#[test]
fn the_costliest_carry_most_and_a_threat_is_drawn_by_its_number() {
    let mut room = Room::new(3);
    room.figures(3, &[1.0], &[0.0, 1_000.0, 2_000.0], "EUR");
    let portfolio = room.portfolio();
    assert_eq!(portfolio.carry().carry, [ThreatId(3)]);
    let draw = Draw {
        trials: 2_000,
        ..Draw::default()
    };
    let outcome = simulate(&portfolio.cases(), &draw).unwrap();
    let ids: Vec<u32> = outcome.threats.iter().map(|threat| threat.id).collect();
    assert_eq!(ids, [1, 2, 3]);
    // Both come once a year and cost the same, in years of their own.
    let [first, second] = [0, 1].map(|place: usize| outcome.threats[place].without.mean);
    assert!((first - second).abs() > 0.0, "{first}");
}
