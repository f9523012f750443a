use super::*;

fn words(language: Language) -> SheetWords {
    let catalogue = Catalogue::bundled().unwrap();
    catalogue.sheet_words(language).unwrap().clone()
}

fn all(words: &SheetWords) -> Vec<(&'static str, &str)> {
    let mut all = words.page.all();
    all.extend(words.script.all());
    all
}

#[test]
fn every_language_says_everything_with_the_same_places_to_fill_in() {
    let english = words(Language::En);
    for language in Language::ALL {
        let words = words(language);
        assert_eq!(words.page.lang.as_str(), language.name());
        for ((key, says), (same, english)) in all(&words).into_iter().zip(all(&english)) {
            assert_eq!(key, same);
            assert!(!says.is_empty(), "{key} in {}", language.name());
            assert!(says.chars().count() <= 300, "{key}: too long to read");
            assert_eq!(
                places(says),
                places(english),
                "{key} in {}",
                language.name()
            );
        }
    }
    // A word that is the same in both is a word that was not translated.
    let may = ["step_vote", "in_zone", "paper_name", "map_picture"];
    let german = words(Language::De);
    for ((key, says), (_, english)) in all(&german).into_iter().zip(all(&english)) {
        assert!(
            says != english || may.contains(&key),
            "{key} is not translated"
        );
    }
}

#[test]
fn everything_that_can_be_said_is_said_somewhere() {
    let rust = [
        include_str!("../../export/agenda.rs"),
        include_str!("../../export/sheet.rs"),
        include_str!("../../export/sheet/page.rs"),
        include_str!("../../export/sheet/fields.rs"),
        include_str!("../../export/sheet/before.rs"),
        include_str!("../../export/sheet/silent.rs"),
        include_str!("../../export/sheet/vote.rs"),
        include_str!("../../export/sheet/end.rs"),
        include_str!("../../export/sheet/system.rs"),
        include_str!("../../export/sheet/text.rs"),
    ]
    .concat();
    let script = include_str!("../../export/sheet/script.js");
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let has = |text: &str, name: &str| {
        text.match_indices(name).any(|(at, _)| {
            let behind = text
                .get(at + name.len()..)
                .and_then(|rest| rest.chars().next());
            !behind.is_some_and(is_word)
        })
    };
    let words = words(Language::En);
    for (key, _) in words.page.all() {
        let is_said = ["says", "page"]
            .iter()
            .any(|of| has(&rust, &format!("{of}.{key}")));
        assert!(is_said, "{key} is never said");
    }
    for (key, _) in words.script.all() {
        assert!(has(script, &format!("says.{key}")), "{key} is never said");
    }
}

#[test]
fn places_are_filled_in_and_nothing_that_was_typed_is_read_again() {
    let filled = fill("{n} of {m}", &[("n", "{m}"), ("m", "2")]);
    assert_eq!(filled, "{m} of 2");
    assert_eq!(fill("a { b", &[]), "a  b");
}

#[test]
fn a_team_says_it_in_its_own_words() {
    let bundled = Catalogue::bundled().unwrap();
    let with = |text: &str| bundled.with(text).map_err(|error| error.to_string());
    let own = with(
        "(sheets: [(language: De, page: (finished: \"Erledigt\"), script: (n_left: \"{n} übrig\"))])",
    )
    .unwrap();
    let german = own.sheet_words(Language::De).unwrap();
    assert_eq!(german.page.finished.as_str(), "Erledigt");
    assert_eq!(german.script.n_left.as_str(), "{n} übrig");
    assert_eq!(german.page.threats, words(Language::De).page.threats);
    assert_eq!(
        own.sheet_words(Language::En),
        bundled.sheet_words(Language::En)
    );

    let table = [
        (
            "(page: (finished: \"\"))",
            "the words for finished are empty",
        ),
        (
            "(script: (n_left: \"left\"))",
            "the words for n_left must have {n} once each.",
        ),
        (
            "(page: (finished: \"{n}\"))",
            "the words for finished have nothing to fill in.",
        ),
        ("(page: (finnished: \"x\"))", "finnished"),
    ];
    for (own, expected) in table {
        let own = own.replacen('(', "(language: En, ", 1);
        let says = with(&format!("(\n sheets: [\n  {own},\n ])")).unwrap_err();
        assert!(
            says.starts_with("line 3") && says.contains(expected),
            "{says}"
        );
    }
}

#[test]
fn a_team_hands_out_its_sheets_in_its_own_language() {
    let bundled = Catalogue::bundled().unwrap();
    assert_eq!(bundled.sheet_language, Language::En);
    let own = bundled.with("(sheet_language: De)").unwrap();
    assert_eq!(own.sheet_language, Language::De);
}
