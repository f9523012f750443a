//! Laws: what holds for every session and every row of keys, tried with random ones.

mod copied;
mod fields;
mod going_back;
mod identity;
mod limits;
mod looks;
mod lookups;
mod map;
mod risk;
mod together;
mod undo;
mod units;
mod votes;

use proptest::prelude::*;
use proptest::sample::select;
use threatboard::app::effect::Effect;
use threatboard::app::intake::Incoming;
use threatboard::app::msg::{Msg, Opened, SaveNews};
use threatboard::domain::{
    ActionKind, Asked, AssetKind, AttachedTo, Ballot, ControlKind, Edit, Effort, ElementKind,
    Field, Foreseen, FourQuestion, ItemId, Level, New, NewAction, NewMitigation, NewThreat,
    NoteKind, PackCard, Pair, ParkedKind, Place, Rated, ReturnReason, Said, Session, SessionField,
    SessionKind, Severity, Source, Status, Strength, Stride, Swept, Text, ThreatId, Voting,
};
use threatboard::import::Draft;
use threatboard::keys::key::{Key, KeyCode};
use threatboard::risk::{Model, Scales};
use threatboard::store::format;
use threatboard::theme::{self, Depth, Styles};
use threatboard::ui;
use uuid::Uuid;

use crate::coming_back::left_open;
use crate::looks::drawn;
use crate::support::{Desk, room, ten, today};

/// Numbers from which a change is made once the session is known that it changes.
#[derive(Clone, Debug)]
struct Dice {
    what: u8,
    a: usize,
    b: usize,
    c: usize,
    words: String,
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-c]{1,3}( [a-c@>!#%=]{1,4}){0,3}",
        2 => "\\PC{0,12}",
        1 => any::<String>(),
    ]
}

fn dice() -> impl Strategy<Value = Dice> {
    (
        any::<u8>(),
        0..1000_usize,
        0..1000_usize,
        0..1000_usize,
        words(),
    )
        .prop_map(|(what, a, b, c, words)| Dice {
            what,
            a,
            b,
            c,
            words,
        })
}

/// Every item of a session.
fn items(s: &Session) -> Vec<ItemId> {
    let mut all: Vec<ItemId> = s.threats.iter().map(|i| i.id.into()).collect();
    all.extend(s.mitigations.iter().map(|i| ItemId::from(i.id)));
    all.extend(s.questions.iter().map(|i| ItemId::from(i.id)));
    all.extend(s.actions.iter().map(|i| ItemId::from(i.id)));
    all.extend(s.assumptions.iter().map(|i| ItemId::from(i.id)));
    all.extend(s.parked.iter().map(|i| ItemId::from(i.id)));
    all.extend(s.elements.iter().map(|i| ItemId::from(i.id)));
    all.extend(s.flows.iter().map(|i| ItemId::from(i.id)));
    all.extend(s.zones.iter().map(|i| ItemId::from(i.id)));
    all.extend(s.notes.iter().map(|i| ItemId::from(i.id)));
    all.extend(s.participants.iter().map(|i| ItemId::from(i.id)));
    all.extend(s.assets.iter().map(|i| ItemId::from(i.id)));
    all.extend(s.business_risks.iter().map(|i| ItemId::from(i.id)));
    all
}

fn pick<T: Clone>(all: &[T], n: usize) -> Option<T> {
    all.get(n % all.len().max(1)).cloned()
}

impl Dice {
    fn text(&self) -> Text {
        Text::new(&self.words)
    }

    fn threat(s: &Session, n: usize) -> ThreatId {
        pick(&s.threats, n).map_or(ThreatId(77), |t| t.id)
    }

    /// An item, now and then one that is not there.
    fn item(s: &Session, n: usize) -> ItemId {
        if n.is_multiple_of(31) {
            ItemId::Threat(ThreatId(999))
        } else {
            pick(&items(s), n).unwrap_or(ItemId::Threat(ThreatId(1)))
        }
    }

    fn new_item(&self, s: &Session) -> New {
        let speaker = pick(&s.participants, self.b).map(|p| p.id);
        let about = vec![Self::item(s, self.a)];
        let name = |n: usize| Text::new(["web", "api", "db", "log"][n % 4]);
        match self.c % 18 {
            0..=2 => New::Threat(NewThreat {
                text: self.text(),
                places: pick(&s.elements, self.a)
                    .map(|e| Place::Element(e.id))
                    .into_iter()
                    .collect(),
                stride: pick(&Stride::ALL, self.a).into_iter().collect(),
                categories: ["linddun/linking".parse(), "cia/integrity".parse()]
                    .into_iter()
                    .flatten()
                    .take(self.b % 3)
                    .collect(),
                speaker,
                severity: pick(&Severity::ALL, self.b),
                rated: self
                    .b
                    .is_multiple_of(4)
                    .then_some(Rated::Single(self.a % 5)),
                references: vec![self.text()],
                found_in: FourQuestion::GoWrong,
                pack: self.b.is_multiple_of(3).then(|| PackCard {
                    pack: Text::new("stride"),
                    card: Text::new("3"),
                    edited: self.a.is_multiple_of(2),
                }),
            }),
            3 | 4 => New::Mitigation(NewMitigation {
                text: self.text(),
                threats: vec![Self::threat(s, self.a)],
                status: Status::ALL[self.b % 7],
                kind: pick(&ControlKind::ALL, self.a),
                strength: pick(&Strength::ALL, self.a),
                effort: pick(&Effort::ALL, self.b),
                speaker,
            }),
            5 => New::Question {
                text: self.text(),
                about,
                speaker,
                owner: speaker,
            },
            6 => New::Action(NewAction {
                text: self.text(),
                kind: pick(&ActionKind::ALL, self.a),
                about,
                owner: speaker,
                due: Some(today()),
            }),
            7 => match self.a % 3 {
                0 => New::Assumption {
                    text: self.text(),
                    about,
                    speaker,
                },
                1 => New::Parked {
                    text: self.text(),
                    kind: ParkedKind::Fix,
                    about: about.first().copied(),
                    speaker,
                },
                _ => New::Note(
                    [NoteKind::InScope, NoteKind::Keep, NoteKind::WhyNow][self.b % 3],
                    self.text(),
                ),
            },
            8 => New::Flow {
                from: name(self.a),
                to: name(self.b),
                data: self.text(),
            },
            _ => match self.a % 5 {
                3 => New::Asset {
                    name: name(self.b),
                    kind: pick(&AssetKind::ALL, self.c),
                    needs: [pick(&Level::ALL, self.c), None, pick(&Level::ALL, self.b)],
                    places: pick(&s.elements, self.a)
                        .map(|e| Place::Element(e.id))
                        .into_iter()
                        .collect(),
                    threats: pick(&s.threats, self.b).map(|t| t.id).into_iter().collect(),
                },
                4 => New::BusinessRisk(name(self.c), vec![Self::threat(s, self.b)]),
                0 => New::Zone(self.text(), vec![name(self.b)]),
                1 => New::Element {
                    name: self.text(),
                    kind: Some(ElementKind::DataStore),
                    unknown: self.b.is_multiple_of(2),
                },
                _ => New::Participant(self.text(), self.text()),
            },
        }
    }

    /// A change of one field, which may not fit the item or the session.
    fn field(&self, s: &Session) -> Field {
        fields::DRAWN[self.c % fields::DRAWN.len()](self, s)
    }

    /// Votes of a round, now and then for a threat that is not there, and now and then none.
    fn voting(&self, s: &Session) -> Option<Voting> {
        let n = u32::try_from(self.b).unwrap();
        let someone = Ballot {
            lines: vec![1; self.c % 2],
            heaps: Vec::new(),
            who: pick(&s.participants, self.b).map(|p| p.id),
            votes: vec![Self::threat(s, self.a), Self::threat(s, self.b)],
        };
        (!self.a.is_multiple_of(7)).then(|| Voting {
            sheet: Text::default(),
            lines: vec![(1 + n % 3, n % 5); self.c % 2],
            heaps: vec![("links".into(), n % 7); self.a % 2],
            per_person: 2 + n % 3,
            hands: vec![(Self::threat(s, self.a), n % 9)],
            ballots: vec![someone],
            at: ten(),
        })
    }

    /// A change of the session itself, or of the meeting.
    fn session_field(&self, s: &Session, a: ItemId) -> SessionField {
        match self.c % 24 {
            18 => SessionField::Kind(SessionKind::Whiteboard),
            10 => SessionField::Kind(SessionKind::OneThreat),
            11 => SessionField::Source(Some(Source {
                title: self.text(),
                url: self.text(),
                seen_on: today(),
                excerpt: vec![self.text()],
            })),
            12 => SessionField::System(Some(self.text())),
            13 => SessionField::Better(Some(self.b.is_multiple_of(2))),
            19 => SessionField::AttachedTo(vec![AttachedTo {
                model: Uuid::nil(),
                title: self.text(),
                threat: Self::threat(s, self.a),
                on: today(),
            }]),
            20 => SessionField::MoreSystems(vec![self.text()]),
            21 => SessionField::Pair(
                (!self.a.is_multiple_of(3))
                    .then(|| Pair::default().with_beside("threat", self.text())),
            ),
            0 => SessionField::Title(self.text()),
            1 => SessionField::Confidence(vec![0, 5]),
            22 => SessionField::Scale(risk::scale(self.b)),
            23 => SessionField::StillHolds(a),
            2 => SessionField::Revisit(Some(today())),
            3 => SessionField::Dismiss(Text::new("Q23"), self.text()),
            4 => SessionField::Undismiss(Text::new("Q23")),
            5 => SessionField::Begin,
            9 => SessionField::Waive(Text::new("R01"), self.text()),
            14 => SessionField::Sweep(
                Swept {
                    place: Place::Whole,
                    asked: Asked::Accidents,
                },
                self.b.is_multiple_of(2),
            ),
            6 => SessionField::Why(ReturnReason::ALL[self.b % 3]),
            7 => SessionField::Incident(self.text()),
            8 => SessionField::Foreseen(Some(match self.b % 3 {
                0 => Foreseen::No,
                _ => Foreseen::As(Self::threat(s, self.a)),
            })),
            15 | 16 => SessionField::Voting(self.voting(s)),
            _ => SessionField::Close,
        }
    }

    fn edit(&self, s: &Session) -> Edit {
        let (a, b) = (Self::item(s, self.a), Self::item(s, self.b));
        match self.what % 25 {
            0..=8 => Edit::Add(self.new_item(s)),
            9..=12 => Edit::Set(a, self.field(s)),
            13 => Edit::Session(self.session_field(s, a)),
            14 | 15 => Edit::Link(a, b),
            16 => Edit::Unlink(a, b),
            17 => Edit::Delete(a),
            18 | 19 => Edit::Merge(
                Self::threat(s, self.a).into(),
                Self::threat(s, self.b).into(),
            ),
            20 => Edit::Merge(a, b),
            21 => Edit::Split(
                Self::threat(s, self.a),
                self.text(),
                Text::new("second half"),
            ),
            22 => match pick(&s.parked, self.a) {
                Some(parked) => Edit::UseParked(parked.id, Self::threat(s, self.b)),
                None => Edit::Defer(
                    vec![Self::threat(s, self.a)],
                    self.text(),
                    pick(&s.participants, self.b).map(|person| person.id),
                    Some(today().into()),
                ),
            },
            23 => match self.a % 2 {
                0 => Edit::SayAs(b, Said::ALL[self.c % 3]),
                _ => Edit::NameHeap("links".into(), ["Leaks", ""][self.b % 2].into()),
            },
            _ => match self.c % 3 {
                0 => Edit::Move(a, if self.b.is_multiple_of(2) { 1 } else { -1 }),
                1 => Edit::All(vec![
                    Edit::Add(self.new_item(s)),
                    Edit::Set(a, self.field(s)),
                    Edit::Delete(b),
                ]),
                _ => Edit::Move(a, 3),
            },
        }
    }
}

fn reads_back(session: &Session) -> Result<(), TestCaseError> {
    let text = format::write(session).unwrap();
    let again =
        format::read(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
    prop_assert_eq!(&again, session);
    prop_assert_eq!(format::write(&again).unwrap(), text);
    Ok(())
}

/// Something that happens to the program.
#[derive(Clone, Debug)]
enum Event {
    Key(Key),
    /// A line typed into whatever is open.
    Words(String),
    Paste(String),
    Resize(u16, u16),
    SaveFails,
    Saved,
    Opened(bool),
    /// A file of lines was read; each threat may be only a candidate.
    Imported(bool, String),
}

fn key() -> impl Strategy<Value = Key> {
    use KeyCode as K;
    let letters = "tqapmiOWAfPRHnN1234567kjw/.,edsrhBobyXCKJgSLDcxMu? -@>!#%=ylhv:ZQ"
        .chars()
        .map(Key::char);
    let named = [
        K::Enter,
        K::Enter,
        K::Enter,
        K::Esc,
        K::Tab,
        K::BackTab,
        K::Backspace,
        K::Delete,
        K::Up,
        K::Down,
        K::Left,
        K::Right,
        K::Home,
        K::End,
        K::PageUp,
        K::PageDown,
        K::F(1),
        K::F(12),
    ];
    let keys: Vec<Key> = letters
        .chain(named.map(Key::plain))
        .chain(['p', 'r', 'c', 'q', 'a', 'e', 'k', 'w', 'u', 'z'].map(Key::ctrl))
        .chain([
            Key {
                alt: true,
                ..Key::char('b')
            },
            Key {
                alt: true,
                ..Key::char('d')
            },
        ])
        .collect();
    select(keys)
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        30 => key().prop_map(Event::Key),
        6 => words().prop_map(Event::Words),
        2 => prop::collection::vec(words(), 0..4).prop_map(|lines| Event::Paste(lines.join("\r"))),
        2 => (0..=120_u16, 0..=50_u16).prop_map(|(columns, rows)| Event::Resize(columns, rows)),
        1 => Just(Event::SaveFails),
        1 => Just(Event::Saved),
        1 => any::<bool>().prop_map(Event::Opened),
        1 => (any::<bool>(), words()).prop_map(|(asks, words)| Event::Imported(asks, words)),
    ]
}

fn happen(desk: &mut Desk, event: &Event) {
    match event {
        Event::Key(key) => desk.tell(Msg::Key(*key)),
        Event::Words(words) => words
            .chars()
            .take(40)
            .for_each(|c| desk.tell(Msg::Key(Key::char(c)))),
        Event::Paste(text) => desk.tell(Msg::Paste(text.clone())),
        Event::Resize(columns, rows) => desk.tell(Msg::Resize(*columns, *rows)),
        Event::SaveFails => desk.tell(Msg::Saved(SaveNews::Failed {
            says: "The disk is full.".to_owned(),
            rescue: None,
        })),
        Event::Saved => {
            let (number, at) = (desk.app.saves, ten());
            desk.tell(Msg::Saved(SaveNews::Done { number, at }));
        }
        Event::Imported(asks, words) => {
            let text = format!("{words}\nToken replayed\nWho pays?\nweb -> db : orders\nOne more");
            let draft = (threatboard::import::lines::SOURCE.read)(&text);
            desk.tell(Msg::Imported(Ok(Box::new(Incoming {
                draft: Draft {
                    candidates: *asks,
                    ..draft.unwrap()
                },
                file: words.clone(),
                format: "lines".to_owned(),
            }))));
        }
        Event::Opened(read_only) => {
            // As after a crash: with the line that was being typed.
            let saved = desk.effects.iter().rev().find_map(|effect| match effect {
                Effect::Save(snapshot) => Some(snapshot.clone()),
                _ => None,
            });
            let mut session = saved
                .as_ref()
                .map_or_else(room, |saved| Session::clone(&saved.session));
            session.draft = saved.and_then(|saved| saved.draft);
            desk.tell(Msg::Opened(Ok(Opened {
                session: std::sync::Arc::new(session),
                path: "~/refund.ron".to_owned(),
                held_by: read_only.then(|| "1@host ana".to_owned()),
                warning: None,
                new: false,
            })));
        }
    }
}

/// A session that was begun as a whiteboard.
fn lunch() -> Session {
    Session {
        kind: SessionKind::Whiteboard,
        ..room()
    }
}

/// The start screen, or a session of one of three kinds.
fn begun(begins: u8) -> Desk {
    match begins {
        0 => Desk::home(),
        1 => Desk::with(room()),
        2 => Desk::with(lunch()),
        _ => Desk::with(left_open()),
    }
}

/// Everything of the program that a frame could have changed.
fn state(desk: &Desk) -> String {
    let app = &desk.app;
    format!(
        "{:?}{:?}{:?}{:?}{:?}{:?}{:?}",
        app.open(),
        app.bar,
        app.choice,
        app.overlay,
        app.home,
        app.notice,
        app.screen()
    )
}

fn draw(desk: &Desk, styles: &Styles) {
    let _ = drawn(desk.app.size, |frame| ui::view(&desk.app, styles, frame));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn what_is_saved_is_read_as_the_same_and_saved_as_the_same_bytes(rolls in prop::collection::vec(dice(), 0..60)) {
        let mut session = room();
        for roll in &rolls {
            let edit = roll.edit(&session);
            let _ = session.apply(&edit, ten());
        }
        reads_back(&session)?;
    }

    #[test]
    fn what_is_left_of_a_threat_comes_about_in_the_same_way_without_the_others(rolls in prop::collection::vec(dice(), 0..60)) {
        let mut session = room();
        for roll in &rolls {
            let edit = roll.edit(&session);
            let _ = session.apply(&edit, ten());
        }
        let conventions = Scales::bundled().conventions;
        let whole = Model::of(&session, &conventions);
        for id in session.threats.iter().map(|threat| threat.id) {
            let alone = Model::about(&session, &conventions, id);
            prop_assert_eq!(alone.why(alone.now(), id), whole.why(whole.now(), id), "{}", id);
            prop_assert_eq!(
                alone.residual_from_parts(alone.now(), id),
                whole.residual_from_parts(whole.now(), id)
            );
        }
    }

    #[test]
    fn no_row_of_keys_pastes_and_sizes_breaks_anything(
        begins in 0..4_u8,
        events in prop::collection::vec(event(), 0..120),
        size in (0..=120_u16, 0..=50_u16),
    ) {
        let styles = Styles::new(&theme::load("dark", &[]).0, Depth::TrueColor);
        let mut desk = begun(begins);
        desk.tell(Msg::Resize(size.0, size.1));
        for event in &events {
            happen(&mut desk, event);
            let before = state(&desk);
            draw(&desk, &styles);
            prop_assert_eq!(state(&desk), before, "drawing changes nothing");
            if let (Some(session), Some(selected)) = (desk.app.session(), desk.app.selected()) {
                prop_assert!(session.holds(selected), "{} is selected and gone after {:?}", selected, event);
            }
            if let (Some(session), Some(threat)) = (desk.app.session(), desk.app.threat_in_focus()) {
                prop_assert!(session.holds(threat.into()), "{} is in focus and gone after {:?}", threat, event);
            }
        }
        let saved = desk.effects.iter().rev().find_map(|effect| match effect {
            Effect::Save(snapshot) => Some(snapshot.clone()),
            _ => None,
        });
        if let Some(saved) = saved {
            let mut session = Session::clone(&saved.session);
            session.draft = saved.draft;
            reads_back(&session)?;
        }
    }
}
