//! A session's own scale in what goes out: its words as tags, and the matrix as rated and as it is left.

use gherkin::{Feature, GherkinEnv};

use super::rich::at;
use super::{options, render, told_to, whole};
use crate::domain::{
    Edit, Field, FourQuestion, New, Rated, Scale, Session, SessionField, SessionKind, Status,
    Strength, ThreatId,
};
use crate::export::{Audience, Format, Names};

fn set(session: &mut Session, id: &str, field: Field) {
    let edit = Edit::Set(id.parse().unwrap(), field);
    session.apply(&edit, at(1)).unwrap();
}

/// T1 to T5 on four levels of these words, and one that nobody rated; a mitigation that is planned for all.
fn on_levels(words: [&str; 4]) -> Session {
    let (id, title) = (uuid::Uuid::nil(), "Refunds".into());
    let mut s = Session::new(id, title, SessionKind::Meeting, at(0));
    let mut scale = Scale::standard().clone();
    scale.version = 2;
    for (level, word) in scale.levels.iter_mut().zip(words) {
        level.word = word.into();
    }
    let edit = Edit::Session(SessionField::Scale(Some(Box::new(scale))));
    s.apply(&edit, at(0)).unwrap();
    for number in 1..=5 {
        let new = New::threat(format!("Threat {number}").as_str(), FourQuestion::GoWrong);
        s.apply(&Edit::Add(new), at(1)).unwrap();
    }
    for level in 0..4 {
        set(
            &mut s,
            &format!("T{}", level + 1),
            Field::Rating(Rated::Single(level)),
        );
    }
    let new = New::mitigation("Sign it", ThreatId(1), Status::Planned);
    s.apply(&Edit::Add(new), at(1)).unwrap();
    for threat in ["T2", "T3", "T4", "T5"] {
        let edit = Edit::Link("M1".parse().unwrap(), threat.parse().unwrap());
        s.apply(&edit, at(1)).unwrap();
    }
    s
}

/// The second tag of each scenario.
fn tags(session: &Session) -> Vec<String> {
    let text = whole(Format::FEATURE, session, &options(Names::Full));
    let feature = Feature::parse(&text, GherkinEnv::default()).unwrap();
    let scenarios = feature.scenarios.iter();
    scenarios.map(|scenario| scenario.tags[1].clone()).collect()
}

#[test]
fn the_words_of_an_own_scale_are_tags_that_a_reader_takes() {
    let s = on_levels(["calm", "Watch it", "stop @once #now", "Über-schlimm"]);
    let expected = [
        "calm",
        "watch-it",
        "stop-once-now",
        "über-schlimm",
        "unrated",
    ];
    assert_eq!(tags(&s), expected);
}

#[test]
fn a_word_that_makes_no_tag_of_its_own_is_counted_on_the_scale() {
    let s = on_levels(["!!", "very bad", "Very, bad", "unrated"]);
    assert_eq!(
        tags(&s),
        ["level-1", "level-2", "level-3", "level-4", "unrated"]
    );
    let mut standard = on_levels(["a", "b", "c", "d"]);
    standard.scale = None;
    let bands = ["low", "medium", "high", "critical", "unrated"];
    assert_eq!(tags(&standard), bands);
}

/// T1 is rated in the matrix and falls, T2 by a level alone and falls, T3 stays.
fn falling() -> Session {
    let mut s = on_levels(["calm", "watch", "act", "stop"]);
    set(&mut s, "T1", Field::Rating(Rated::Matrix(2, 2)));
    set(&mut s, "T2", Field::Rating(Rated::Single(3)));
    set(&mut s, "T3", Field::Rating(Rated::Matrix(0, 1)));
    for threat in ["T3", "T4", "T5"] {
        let edit = Edit::Unlink("M1".parse().unwrap(), threat.parse().unwrap());
        s.apply(&edit, at(1)).unwrap();
    }
    set(&mut s, "M1", Field::Strength(Some(Strength::Most)));
    s
}

#[test]
fn the_matrix_shows_what_is_left_too_where_something_falls() {
    let mut s = falling();
    let summary = |s: &Session| {
        render(
            Format::SUMMARY,
            s,
            &told_to(Audience::Security, Names::Full),
        )
    };
    let report = |s: &Session| render(Format::HTML, s, &options(Names::Full));
    let caption = "by likelihood and impact, what is left with the mitigations in place";
    assert!(
        !summary(&s).contains("The same matrix"),
        "nothing is built yet"
    );
    assert!(!report(&s).contains(caption));
    set(&mut s, "M1", Field::Status(Status::Verified));
    let text = summary(&s);
    let (rated, left) = text
        .split_once("The same matrix, what is left with the mitigations in place:")
        .unwrap();
    assert!(rated.contains("**stop**: T1"), "{rated}");
    assert!(
        rated.contains("Rated stop as a whole: T2 and T4."),
        "{rated}"
    );
    assert!(left.contains("Lower than rated: T1 and T2."), "{left}");
    assert!(left.contains("**watch**: T1"), "{left}");
    assert!(left.contains("Rated as a whole, now watch: T2."), "{left}");
    assert!(report(&s).contains(caption) && report(&s).contains("Lower than rated: T1 and T2."));
}
