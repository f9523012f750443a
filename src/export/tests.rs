//! What a reader of the files sees, and what must hold whatever somebody types.

mod composer;
mod escaping;
mod laws;
mod rich;

use chrono::NaiveDate;
use insta::assert_snapshot;

use super::{Format, Names, Options};
use crate::domain::{Session, SessionKind};
use rich::{at, rich};

/// The text of an export that is one file.
fn render(format: Format, session: &Session, options: &Options) -> String {
    let files = super::render(format, session, options);
    assert_eq!(files.len(), 1, "{} files", files.len());
    assert_eq!(files[0].name, format.file_name());
    files[0].contents.clone()
}

fn options(names: Names) -> Options {
    Options {
        names,
        today: NaiveDate::from_ymd_opt(2026, 5, 20).unwrap(),
    }
}

#[test]
fn a_summary_reads_like_one_page() {
    for names in Names::ALL {
        let text = render(Format::SUMMARY, &rich(), &options(names));
        assert_snapshot!(format!("summary_{}", names.name()), text);
    }
}

#[test]
fn action_items_are_listed_by_person() {
    for names in Names::ALL {
        let text = render(Format::ACTIONS, &rich(), &options(names));
        assert_snapshot!(format!("actions_{}", names.name()), text);
    }
}

#[test]
fn action_items_make_a_table() {
    for names in Names::ALL {
        let text = render(Format::ACTIONS_CSV, &rich(), &options(names));
        assert_snapshot!(format!("actions_csv_{}", names.name()), text);
    }
}

#[test]
fn an_empty_session_says_so_and_claims_nothing() {
    for kind in [SessionKind::Meeting, SessionKind::Whiteboard] {
        let session = Session::new(uuid::Uuid::nil(), "Lunch".into(), kind, at(0));
        for format in Format::ALL.iter().copied() {
            let text = render(format, &session, &options(Names::default()));
            assert_snapshot!(format!("empty_{kind:?}_{}", format.name()), text);
        }
    }
}

#[test]
fn formats_and_names_are_found_by_what_they_are_called() {
    for format in Format::ALL.iter().copied() {
        assert_eq!(Format::from_name(format.name()), Some(format));
    }
    for names in Names::ALL {
        assert_eq!(Names::from_name(names.name()), Some(names));
    }
    assert_eq!(Format::from_name("pdf"), None);
    assert_eq!(Names::from_name("nicknames"), None);
}

#[test]
fn no_name_is_written_when_names_are_left_out() {
    for format in Format::ALL.iter().copied() {
        let text = render(format, &rich(), &options(Names::None));
        for name in ["Ana", "Lopez", "Flo", "AL2"] {
            assert!(
                !text.contains(name),
                "{name} in {}:\n{text}",
                format.file_name()
            );
        }
    }
}
