use proptest::prelude::*;

use super::*;

const ROOM: [(u32, &str); 3] = [(1, "Ana"), (2, "Bo Lind"), (3, "Di")];

fn reading(owned: bool) -> Reading<'static> {
    Reading {
        known: &ROOM,
        today: NaiveDate::from_ymd_opt(2026, 5, 9).unwrap(),
        owned,
        scale: Scale::standard(),
    }
}

/// `text | whose | severity | date` a row.
fn told(paste: &str, owned: bool) -> Vec<String> {
    let cells = Cells::read(paste).unwrap();
    let columns = cells.columns(reading(owned));
    let items = cells.items(&columns, reading(owned)).rows.into_iter();
    items
        .map(|item| {
            let who = item.said.speaker.map(|who| who.to_string());
            let who = who.or(item.said.speaker_name.map(|name| format!("{name} ?")));
            let severity = item.rated.map(|(_, words)| words);
            let due = item.due.map(|due| due.to_string());
            let parts = [Some(item.said.text), who, severity, due];
            parts.map(Option::unwrap_or_default).join(" | ")
        })
        .collect()
}

#[test]
fn headings_say_what_the_columns_hold() {
    let paste = "ID\tThreat\tSeverity\tOwner\tDue date\tNotes\n\
                 R-1\tToken replayed\tHigh\tAna\t2026-06-01\tsee wiki\n\
                 R-2\tFile swapped\t\tBo Lind\t\t\n";
    assert_eq!(
        told(paste, true),
        [
            "Token replayed | 1 | high | 2026-06-01",
            "File swapped | 2 |  | "
        ]
    );
    // A threat has no owner: nobody is said to have said it.
    assert_eq!(
        told(paste, false),
        [
            "Token replayed |  | high | 2026-06-01",
            "File swapped |  |  | "
        ]
    );
}

#[test]
fn contents_say_it_where_there_are_no_headings() {
    let paste = "Token replayed by a partner\thigh\tDi\t2026-06-01\r\nFile swapped on the way\tlow\tAna\t2026-06-02\r\n";
    assert_eq!(
        told(paste, false),
        [
            "Token replayed by a partner | 3 | high | 2026-06-01",
            "File swapped on the way | 1 | low | 2026-06-02"
        ]
    );
    assert_eq!(
        told("Risk\tWhat\nhigh\tToken replayed\nlow\tFile swapped", false),
        ["Token replayed |  | high | ", "File swapped |  | low | "]
    );
}

#[test]
fn a_quoted_cell_may_hold_lines_tabs_and_quotes() {
    let paste = "Threat\tSeverity\n\"Token replayed\nby a \"\"partner\"\"\tor two\"\thigh\n\"half\" quoted\tlow\n";
    assert_eq!(
        told(paste, false),
        [
            "Token replayed by a \"partner\" or two |  | high | ",
            "half quoted |  | low | "
        ]
    );
    let open = "Threat\tSeverity\n\"Token replayed\thigh\nFile swapped\tlow";
    assert_eq!(
        told(open, false),
        ["\"Token replayed |  | high | ", "File swapped |  | low | "]
    );
}

#[test]
fn the_better_heading_has_the_words() {
    assert_eq!(
        told(
            "Description\tThreat\nlong words about it\tToken replayed\nmore\tFile swapped",
            false
        ),
        ["Token replayed |  |  | ", "File swapped |  |  | "]
    );
    assert_eq!(
        told("a\tToken replayed by a partner\nb\tFile swapped", false),
        [
            "Token replayed by a partner |  |  | ",
            "File swapped |  |  | "
        ]
    );
}

#[test]
fn what_is_not_understood_is_named_once() {
    let paste = "Threat\tSev\tDue\nOne\tP0\tsoon\nTwo\tP0\t2026-06-01\nThree\tlow\t\n\tlow\t\n";
    let cells = Cells::read(paste).unwrap();
    let columns = cells.columns(reading(false));
    let items = cells.items(&columns, reading(false));
    assert_eq!(items.not_understood, ["severity \"P0\"", "date \"soon\""]);
    assert_eq!((items.rows.len(), items.without_words), (3, 1));
}

/// A hospital's levels, with a matrix of two steps each way.
fn ward() -> Scale {
    let mut scale = Scale::standard().clone();
    for (level, word) in scale
        .levels
        .iter_mut()
        .zip(["calm", "watch", "act", "stop"])
    {
        (level.id, level.word) = (word.into(), word.into());
    }
    for (step, word) in scale.likelihood.iter_mut().zip(["rare", "seen", "weekly"]) {
        (step.id, step.word) = (word.into(), word.into());
    }
    for (step, word) in scale.impact.iter_mut().zip(["slight", "harm", "death"]) {
        (step.id, step.word) = (word.into(), word.into());
    }
    scale.matrix = vec![
        vec!["calm".into(), "calm".into(), "act".into()],
        vec!["calm".into(), "watch".into(), "stop".into()],
        vec!["watch".into(), "act".into(), "stop".into()],
    ];
    scale
}

/// What the rows of a paste are rated on that scale, and what was not understood.
fn on_the_ward(paste: &str) -> (Vec<Option<Rated>>, Vec<String>) {
    let (cells, scale) = (Cells::read(paste).unwrap(), ward());
    let reading = Reading {
        scale: &scale,
        ..reading(false)
    };
    let items = cells.items(&cells.columns(reading), reading);
    let rated = items.rows.into_iter();
    let rated = rated.map(|item| item.rated.map(|(rated, _)| rated));
    (rated.collect(), items.not_understood)
}

#[test]
fn the_words_of_an_own_scale_are_understood_with_or_without_a_heading() {
    use Rated::{Matrix, Single};
    let paste = "Threat\tSeverity\nOne\tSTOP\nTwo\thigh\nThree\tawful\n";
    let (rated, fails) = on_the_ward(paste);
    assert_eq!(
        rated,
        [Some(Single(3)), Some(Single(2)), None],
        "high counts as act"
    );
    assert_eq!(fails, ["severity \"awful\""]);
    let (rated, _) = on_the_ward("Token replayed by a partner\tstop\nFile swapped\tcalm\n");
    assert_eq!(rated, [Some(Single(3)), Some(Single(0))]);
    let paste = "Threat\tLikelihood\tImpact\nOne\tweekly\tharm\nTwo\tRare\t\nThree\tseen\tbad\n";
    let (rated, fails) = on_the_ward(paste);
    assert_eq!(rated, [Some(Matrix(2, 1)), None, None]);
    assert_eq!(
        fails,
        ["likelihood \"Rare\" without an impact", "impact \"bad\""]
    );
}

#[test]
fn a_level_beside_likelihood_and_impact_counts_where_it_is_another_one_and_that_is_said() {
    use Rated::{Matrix, Single};
    let paste =
        "Threat\tRating\tLikelihood\tImpact\nOne\tact\tweekly\tharm\nTwo\tcalm\tseen\tdeath\n";
    let (rated, fails) = on_the_ward(paste);
    assert_eq!(rated, [Some(Matrix(2, 1)), Some(Single(0))]);
    assert_eq!(
        fails,
        ["severity calm beside likelihood and impact that make stop"]
    );
}

#[test]
fn an_impact_in_words_of_its_own_is_not_a_step() {
    let (rated, fails) = on_the_ward("Threat\tImpact\nOne\twe lose a day\nTwo\tnobody knows\n");
    assert_eq!((rated, fails), (vec![None, None], Vec::new()));
}

#[test]
fn a_chat_or_a_list_between_tabs_is_no_table() {
    for paste in [
        "keys leak\nfile unsigned",
        "·\tkeys leak\n·\tfile unsigned",
        "1.\tkeys leak\n2.\tfile unsigned",
        "10:31\tAna:\tkeys leak\n10:32\tBo:\tfile unsigned",
        "10:31:05\tkeys leak\n10:32:05\tfile unsigned",
        "\tkeys leak\n\tfile unsigned",
        "keys leak\nfile\tunsigned\nno alarm",
    ] {
        assert_eq!(Cells::read(paste), None, "{paste:?}");
    }
}

#[test]
fn what_the_file_keeps_is_the_same_table() {
    let paste = "Threat\tSeverity\nOne\thigh\nTwo\tlow";
    let cells = Cells::read(paste).unwrap();
    assert_eq!(Cells::of(cells.all()), Some(cells));
}

#[test]
fn a_table_that_is_too_long_says_how_many_lines_were_cut() {
    let line = format!("{}\thigh", "x".repeat(1018));
    let paste = vec![line.as_str(); 70].join("\n");
    let cells = Cells::read(&paste).unwrap();
    let columns = cells.columns(reading(false));
    let items = cells.items(&columns, reading(false)).rows;
    assert_eq!((items.len(), cells.cut), (64, 6));
}

proptest! {
    #[test]
    fn every_row_is_an_item_or_counted(paste in "(One|Threat|high|Ana|2026-06-01|\"|\t|\t|\n|\n|\r){0,40}") {
        if let Some(cells) = Cells::read(&paste) {
            let columns = cells.columns(reading(false));
            prop_assert_eq!(columns.iter().filter(|c| **c == Column::Text).count(), 1);
            let items = cells.items(&columns, reading(false));
            prop_assert_eq!(items.rows.len() + items.without_words, cells.rows.len());
            prop_assert!(items.rows.iter().all(|item| !item.said.text.is_empty()));
        }
    }
}
