use proptest::prelude::*;

use super::*;

const ROOM: [(u32, &str); 3] = [(1, "Ana"), (2, "Bo Lind"), (3, "Di")];

fn reading(owned: bool) -> Reading<'static> {
    Reading {
        known: &ROOM,
        today: NaiveDate::from_ymd_opt(2026, 5, 9).unwrap(),
        owned,
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
            let severity = item.severity.map(|s| s.words().to_owned());
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
