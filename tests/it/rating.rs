//! How bad a threat is, on the room's own scale: two keys, its own words everywhere, and the matrix where all threats sit.

use threatboard::domain::{
    AxisLevel, Edit, Field, New, Rated, Scale, ScaleLevel, Session, SessionField, Severity,
    Strength, Text, ThreatId,
};
use threatboard::keys::Screen;
use threatboard::plain::{Seen, narrate};

use crate::support::{Desk, PLAIN, SMALL, WIDE, room, ten};

/// Five levels, of which two count as high, and likelihood by impact in five steps each.
fn wide_scale() -> Scale {
    use Severity::{Critical, High, Low, Medium};
    let levels = [
        ("note", "we note it and go on", Low),
        ("minor", "the team plans it with its other work", Medium),
        ("serious", "it comes before new features", High),
        (
            "severe",
            "someone from outside the team has to hear of it today",
            High,
        ),
        ("disaster", "we stop until it is lower", Critical),
    ];
    let step = |(word, meaning): &(&str, &str)| AxisLevel {
        id: Text::new(word),
        word: Text::new(word),
        meaning: Text::new(meaning),
    };
    let row = |words: [&str; 5]| words.map(Text::new).to_vec();
    Scale {
        name: Text::new("clinic"),
        version: 3,
        levels: levels
            .iter()
            .map(|(word, meaning, counts_as)| ScaleLevel {
                id: Text::new(word),
                word: Text::new(word),
                meaning: Text::new(meaning),
                counts_as: *counts_as,
            })
            .collect(),
        likelihood: [
            ("rare", "not within ten years"),
            ("unlikely", "once in ten years"),
            ("possible", "once in three years"),
            ("likely", "once a year"),
            ("expected", "several times a year"),
        ]
        .iter()
        .map(step)
        .collect(),
        impact: [
            ("slight", "an hour of one person's work"),
            ("small", "a day's work; no one outside the team notices it"),
            ("medium", "patients notice; a week's work"),
            (
                "large",
                "patients are harmed, or we have to tell an authority",
            ),
            ("extreme", "someone dies, or the clinic closes"),
        ]
        .iter()
        .map(step)
        .collect(),
        matrix: vec![
            row(["note", "note", "note", "minor", "serious"]),
            row(["note", "note", "minor", "minor", "serious"]),
            row(["note", "minor", "minor", "serious", "severe"]),
            row(["note", "minor", "serious", "severe", "disaster"]),
            row(["minor", "minor", "serious", "disaster", "disaster"]),
        ],
    }
}

fn with_scale(scale: Scale) -> Session {
    let mut session = room();
    let edit = Edit::Session(SessionField::Scale(Some(Box::new(scale))));
    session.apply(&edit, ten()).unwrap();
    session
}

/// A meeting on its own scale with three threats, on question 3.
fn clinic() -> Desk {
    let mut desk = Desk::with(with_scale(wide_scale()));
    desk.keys("2t«Wrong patient»<enter>«Alarm is muted»<enter>«Notes are read by a visitor»<enter><esc>3<home>");
    desk
}

fn level(desk: &Desk, threat: u32) -> Option<&str> {
    let session = desk.session();
    session.level_words(session.threat(ThreatId(threat))?)
}

/// A session on the standard scale with a threat for each of these ratings.
fn rated(ratings: &[Option<Rated>]) -> Desk {
    let mut session = room();
    for (number, rating) in (1..).zip(ratings) {
        let text = format!("Threat number {number} that somebody said");
        let found_in = threatboard::domain::FourQuestion::GoWrong;
        session
            .apply(&Edit::Add(New::threat(text.as_str(), found_in)), ten())
            .unwrap();
        if let Some(rated) = rating {
            let edit = Edit::Set(ThreatId(number).into(), Field::Rating(*rated));
            session.apply(&edit, ten()).unwrap();
        }
    }
    Desk::with(session)
}

/// Ratings all over the matrix, some by one level, some missing.
fn spread() -> Desk {
    let at = |l, i| Some(Rated::Matrix(l, i));
    let mut all = vec![
        at(2, 2),
        at(2, 2),
        at(2, 1),
        at(0, 0),
        at(1, 1),
        at(1, 2),
        None,
    ];
    all.extend([Some(Rated::Single(2)), Some(Rated::Single(3)), None]);
    all.extend([at(1, 1); 9]);
    rated(&all)
}

#[test]
fn rating_takes_two_keys_on_a_scale_of_the_rooms_own() {
    let mut desk = clinic();
    desk.keys("sv");
    assert_eq!(
        level(&desk, 1),
        Some("severe"),
        "s is for likelihood, e for serious"
    );
    desk.keys("<down>ss");
    assert!(
        desk.screen(WIDE)
            .contains("T2 likelihood: r rare   u unlikely")
    );
    desk.keys("el");
    assert_eq!(level(&desk, 2), Some("disaster"));
    desk.keys("s-");
    assert_eq!(level(&desk, 2), None);
    desk.keys("u");
    assert_eq!(
        level(&desk, 2),
        Some("disaster"),
        "undo restores both halves"
    );
    let session = desk.session();
    let rated = session.rated(session.threat(ThreatId(2)).unwrap());
    assert_eq!(rated, Some(Rated::Matrix(4, 3)));
}

#[test]
fn the_words_of_the_scale_stand_wherever_the_room_reads_a_severity() {
    let mut desk = clinic();
    desk.keys("sv<down>se<down>sn");
    let screen = desk.screen(WIDE);
    for word in ["SEVERE", "SERIOUS"] {
        assert!(screen.contains(word), "{word}\n{screen}");
    }
    assert!(!screen.contains("HIGH"), "{screen}");
    desk.keys("2");
    assert!(
        desk.screen(WIDE).contains(" SEVERE"),
        "{}",
        desk.screen(WIDE)
    );
    // Of two that count as high the worse comes first, with a vote each.
    let session = desk.session();
    let level = |n: u32| session.level(session.threat(ThreatId(n)).unwrap());
    assert!(level(1) > level(2));
}

#[test]
fn a_typed_level_may_be_a_word_of_the_scale_or_one_of_the_four_severities() {
    let mut desk = clinic();
    desk.keys(
        "t«A pump stops !sev»<enter>«A log is lost !note»<enter>«A bed is lost !crit»<enter>",
    );
    desk.keys("«A key is lost !high»<enter><esc>");
    assert_eq!(level(&desk, 4), Some("severe"));
    assert_eq!(level(&desk, 5), Some("note"));
    assert_eq!(level(&desk, 6), Some("disaster"));
    assert_eq!(
        level(&desk, 7),
        Some("serious"),
        "the lowest that counts as high"
    );
}

#[test]
fn the_meanings_are_shown_whole_and_lead_back_to_what_was_asked() {
    let mut desk = clinic();
    desk.keys("ss?");
    insta::assert_snapshot!("meanings_wide", desk.picture(WIDE));
    insta::assert_snapshot!("meanings_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("meanings_small", desk.picture(SMALL));
    desk.keys("<down><esc>");
    assert!(
        desk.screen(WIDE).contains("T1 likelihood:"),
        "what was asked stays"
    );
    desk.keys("ps");
    let session = desk.session();
    let rated = session.rated(session.threat(ThreatId(1)).unwrap());
    assert_eq!(rated, Some(Rated::Matrix(2, 0)));
}

#[test]
fn the_matrix_shows_where_all_threats_sit() {
    let mut desk = spread();
    desk.keys("3M");
    assert_eq!(desk.app.screen(), Screen::Matrix);
    insta::assert_snapshot!("matrix_wide", desk.styled(WIDE));
    insta::assert_snapshot!("matrix_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("matrix_small", desk.picture(SMALL));
    insta::assert_snapshot!("matrix_least", desk.picture((40, 10)));
}

#[test]
fn a_matrix_of_five_by_five_is_whole_and_in_a_small_window_a_list() {
    let mut desk = clinic();
    desk.keys("ssee<down>ssps<down>ssul");
    desk.keys("M");
    insta::assert_snapshot!("matrix_five_wide", desk.picture(WIDE));
    insta::assert_snapshot!("matrix_five_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("matrix_five_small", desk.picture(SMALL));
}

#[test]
fn arrows_walk_the_matrix_and_what_is_beside_it() {
    let mut desk = spread();
    desk.keys("4M");
    let at = |desk: &Desk| {
        let screen = desk.screen(WIDE);
        let words = screen.lines().filter(|l| {
            l.contains("likelihood and") || l.contains("as a whole: ") || l.contains("not rated: ")
        });
        words.map(str::trim).collect::<Vec<_>>().join("|")
    };
    assert_eq!(
        at(&desk),
        "high likelihood and high impact (critical): 2 threats"
    );
    desk.keys("<left>");
    assert_eq!(
        at(&desk),
        "high likelihood and medium impact (high): 1 threat"
    );
    desk.keys("<down><down>");
    assert_eq!(
        at(&desk),
        "low likelihood and medium impact (low): 0 threats"
    );
    desk.keys("<down>");
    assert_eq!(at(&desk), "rated high as a whole: 1 threat");
    desk.keys("<left>");
    assert_eq!(at(&desk), "rated critical as a whole: 1 threat");
    desk.keys("<down><down>");
    assert_eq!(at(&desk), "not rated: 2 threats");
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::GoodEnough);
}

#[test]
fn a_cell_lists_its_threats_and_leads_to_one_and_back() {
    let mut desk = spread();
    desk.keys("3M<enter>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("2 THREATS at high likelihood and high impact"),
        "{screen}"
    );
    desk.keys("<down><enter>");
    assert_eq!(desk.app.screen(), Screen::DoAbout);
    assert_eq!(desk.app.threat_in_focus(), Some(ThreatId(2)));
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("T2: high likelihood and high impact (critical)   M goes back"),
        "{screen}"
    );
    desk.keys("M<left><left><enter>");
    assert!(
        desk.screen(WIDE)
            .contains("high likelihood and low impact (medium): no threats.")
    );
}

#[test]
fn tab_shows_what_is_left_with_what_is_in_place_and_follows_the_threat() {
    let mut desk = rated(&[Some(Rated::Matrix(2, 2)), Some(Rated::Matrix(1, 1))]);
    desk.keys("3<home>i«Keys are rotated every night #prevent»<enter><esc>");
    let strong = Edit::Set("M1".parse().unwrap(), Field::Strength(Some(Strength::All)));
    let mut session = desk.session().clone();
    session.apply(&strong, ten()).unwrap();
    let mut desk = Desk::with(session);
    desk.keys("3M");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("AS RATED: BEFORE MITIGATIONS   1 critical, 1 medium"),
        "{screen}"
    );
    desk.keys("<tab>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("WHAT IS LEFT: WITH MITIGATIONS IN PLACE   2 medium"),
        "{screen}"
    );
    assert!(
        screen.contains("low likelihood and high impact (medium): 1 threat"),
        "{screen}"
    );
    // Where it fell from stands beside it in words, without color and line drawing, too.
    let ascii = desk.ascii(WIDE);
    assert!(
        ascii.contains("T1 (rated critical)  Threat number 1"),
        "{ascii}"
    );
    assert!(ascii.contains(">medium 1"), "{ascii}");
    assert!(ascii.is_ascii(), "{ascii}");
    desk.keys("<tab>");
    let ascii = desk.ascii(WIDE);
    assert!(
        ascii.contains("AS RATED") && !ascii.contains("(rated"),
        "{ascii}"
    );
}

#[test]
fn another_scale_is_chosen_by_name_and_older_ratings_stay_and_say_so() {
    let mut desk = rated(&[Some(Rated::Matrix(2, 2)), Some(Rated::Single(1))]);
    desk.keys("3<home><ctrl-p>«rating scale»<enter>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("rating scale: 1 standard, in use   2 5x5   3 three levels"),
        "{screen}"
    );
    desk.keys("2");
    assert_eq!(level(&desk, 1), Some("critical"));
    assert!(
        desk.screen(WIDE)
            .contains("rated with an earlier scale (s to rate it again)")
    );
    desk.keys("ssem");
    assert!(!desk.screen(WIDE).contains("rated with an earlier scale"));
    assert_eq!(
        desk.session().scale().version,
        2,
        "ratings can be told apart"
    );
    desk.keys("uu");
    assert_eq!(desk.session().scale().name.as_str(), "standard");
    assert_eq!(level(&desk, 2), Some("medium"));
}

#[test]
fn without_a_matrix_and_without_threats_the_screen_still_says_what_there_is() {
    let mut scale = wide_scale();
    (scale.likelihood, scale.impact, scale.matrix) = (Vec::new(), Vec::new(), Vec::new());
    let mut desk = Desk::with(with_scale(scale));
    desk.keys("3").keys("<ctrl-p>«matrix»<enter>");
    assert!(
        desk.screen(WIDE).contains("No threats yet."),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("2t«Alarm is muted !disaster»<enter>«Pump stops»<enter><esc>3M");
    insta::assert_snapshot!("matrix_of_levels", desk.picture(SMALL));
}

#[test]
fn what_is_not_applicable_is_not_in_the_matrix() {
    let mut desk = rated(&[Some(Rated::Matrix(2, 2)), Some(Rated::Matrix(2, 2))]);
    desk.keys("3<home>rn«we have no such thing»<enter><esc>M");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("1 critical"), "{screen}");
    assert!(!screen.contains("T1"), "{screen}");
}

#[test]
fn a_listener_hears_each_place_that_holds_threats() {
    let mut desk = spread();
    desk.keys("3");
    let before = Seen::of(&desk.app);
    desk.keys("M");
    let says = narrate(&before, &desk.app).join("\n");
    insta::assert_snapshot!("matrix_heard", says);
}

/// A water board's own words, with as many threats as a morning brings.
fn water() -> Desk {
    let mut scale = Scale::standard().clone();
    scale.name = "water board".into();
    for (level, word) in [
        "nothing seen",
        "taste or smell",
        "boil notice",
        "people harmed",
    ]
    .iter()
    .enumerate()
    {
        scale.levels[level].word = (*word).into();
    }
    let mut session = with_scale(scale);
    let at = |l, i| Some(Rated::Matrix(l, i));
    let ratings = [
        at(2, 2),
        at(2, 1),
        at(1, 2),
        at(1, 1),
        at(0, 2),
        Some(Rated::Single(2)),
        Some(Rated::Single(2)),
    ];
    let more = [
        Some(Rated::Single(2)),
        Some(Rated::Single(3)),
        Some(Rated::Single(1)),
        None,
        None,
    ];
    for (number, rating) in (1..).zip(ratings.into_iter().chain(more)) {
        let text = format!("Supplier account number {number} is used from outside");
        let found_in = threatboard::domain::FourQuestion::GoWrong;
        let edit = Edit::Add(New::threat(text.as_str(), found_in));
        session.apply(&edit, ten()).unwrap();
        if let Some(rated) = rating {
            let edit = Edit::Set(ThreatId(number).into(), Field::Rating(rated));
            session.apply(&edit, ten()).unwrap();
        }
    }
    Desk::with(session)
}

#[test]
fn own_words_of_two_words_stand_whole_in_two_rows_of_the_lists_and_in_the_title() {
    let mut desk = water();
    desk.keys("3<home>");
    let screen = desk.screen(WIDE);
    for says in ["BOIL", "NOTICE", "PEOPLE", "HARMED"] {
        assert!(screen.contains(says), "{says}: {screen}");
    }
    assert!(
        screen.contains("PEOPLE HARMED"),
        "the title is whole: {screen}"
    );
    for cut in ["BOIL…", "PEOPLE…", "Supplie…"] {
        assert!(!screen.contains(cut), "{cut}: {screen}");
    }
    desk.keys("2");
    for size in [WIDE, PLAIN] {
        let screen = desk.screen(size);
        assert!(
            screen.contains("HARMED") && !screen.contains("PEOPLE…"),
            "{screen}"
        );
    }
}

#[test]
fn a_matrix_in_own_words_counts_all_and_names_threats_before_it_counts_them() {
    let mut desk = water();
    desk.keys("3M");
    for size in [WIDE, PLAIN] {
        let screen = desk.screen(size);
        for says in [
            "2 people harmed, ",
            "2 not rated",
            "boil notice 3: T6 T7 T8",
            "people harmed 1: T9",
            "taste or smell 1: T10",
            "Not rated  2: T11 T12",
        ] {
            assert!(screen.contains(says), "{says}: {screen}");
        }
    }
}
