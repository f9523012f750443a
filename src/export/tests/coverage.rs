//! Where the room looked, on every page that says so: the same counts, in the same words.

use super::rich::{at, rich};
use super::{options, whole};
use crate::domain::{Edit, Session, SessionField, Stop};
use crate::export::{Format, Names};

/// The rich session after half a sweep with two sets.
fn swept() -> Session {
    let mut session = rich();
    session.swept.clear();
    session.sets = vec!["stride".into(), "cia".into()];
    let catalogue = options(Names::None).catalogue;
    let looks: Vec<_> = catalogue
        .stops(&session)
        .iter()
        .flat_map(Stop::looks)
        .collect();
    for look in looks.into_iter().step_by(2) {
        let edit = Edit::Session(SessionField::Sweep(look, true));
        session.apply(&edit, at(50)).unwrap();
    }
    session
}

#[test]
fn summary_report_and_minutes_count_what_the_grid_counts() {
    let session = swept();
    let catalogue = options(Names::None).catalogue;
    for walked in catalogue.walked_sets(&session) {
        let grid = crate::check::coverage::coverage(&session, &walked);
        let says = crate::check::coverage::in_short(grid.count());
        let says = format!("{}: {says}", grid.title);
        assert!(grid.count().nothing > 0 && grid.count().open > 0);
        for format in [Format::SUMMARY, Format::HTML, Format::MINUTES] {
            let page = whole(format, &session, &options(Names::None));
            assert!(page.contains(&says), "{format:?}: {says}");
        }
        let summary = whole(Format::SUMMARY, &session, &options(Names::None));
        let head = format!("| {} | {}", grid.title, grid.columns[0].sign);
        let table: Vec<&str> = summary
            .lines()
            .skip_while(|line| !line.starts_with(&head))
            .take_while(|line| line.starts_with('|'))
            .collect();
        assert_eq!(table.len(), grid.rows.len() + 2);
        for (line, row) in table.iter().skip(2).zip(&grid.rows) {
            for id in row.cells.iter().flat_map(|cell| &cell.threats) {
                assert!(line.contains(&id.to_string()), "{line}: {id}");
            }
        }
    }
}

#[test]
fn a_session_that_never_swept_says_nothing_of_it() {
    let mut session = rich();
    session.swept.clear();
    for format in [Format::SUMMARY, Format::MINUTES] {
        let page = whole(format, &session, &options(Names::Full));
        assert!(!page.contains("looked at"), "{page}");
        assert!(!page.contains("## Coverage"), "{page}");
    }
}
