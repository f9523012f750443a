//! What a reader of the files sees, and what must hold whatever someone types.

mod backlog;
mod charts;
mod cited;
mod composer;
mod coverage;
mod director;
mod escaping;
mod findings;
mod invite;
mod labels;
mod laws;
mod minutes;
mod naming;
mod on_map;
mod own_scale;
mod report;
mod rests;
mod rich;
mod sheet;
mod wording;

use std::sync::Arc;

use chrono::NaiveDate;
use insta::assert_snapshot;

use super::{Audience, Format, Names, Options, SheetOptions, one_threat};
use crate::catalogue::{Catalogue, Trackers};
use crate::domain::{Session, SessionKind, ThreatId, Waiver};
use crate::facts::Thresholds;
use rich::{at, rich};

/// The text of an export that is one file.
fn render(format: Format, session: &Session, options: &Options) -> String {
    let files = super::render(format, session, options);
    assert_eq!(files.len(), 1, "{} files", files.len());
    if format != Format::SUMMARY || options.audience == Audience::Everyone {
        assert_eq!(files[0].name, format.file_name());
    } else {
        let name = format!("summary-{}.md", options.audience.name());
        assert_eq!(files[0].name, name, "beside the page for everyone");
    }
    files[0].contents.clone()
}

/// All files of an export, each below its name where there are several.
fn whole(format: Format, session: &Session, options: &Options) -> String {
    let files = super::render(format, session, options);
    match files.as_slice() {
        [] => "no file\n".to_owned(),
        [only] => only.contents.clone(),
        files => files
            .iter()
            .map(|file| format!("=== {} ===\n{}\n", file.name, file.contents))
            .collect(),
    }
}

fn options(names: Names) -> Options {
    told_to(Audience::default(), names)
}

fn told_to(audience: Audience, names: Names) -> Options {
    Options {
        names,
        audience,
        today: NaiveDate::from_ymd_opt(2026, 5, 20).unwrap(),
        trackers: Arc::new(Trackers::bundled()),
        catalogue: Arc::new(Catalogue::bundled().unwrap()),
        limits: Arc::new(Thresholds::bundled()),
        scales: Arc::new(crate::risk::Scales::bundled()),
        since: None,
        sheet: SheetOptions::default(),
        at: None,
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
fn a_summary_is_cut_for_its_audience() {
    for audience in Audience::ALL {
        let text = render(
            Format::SUMMARY,
            &rich(),
            &told_to(audience, Names::Initials),
        );
        if audience != Audience::Everyone {
            assert_snapshot!(format!("summary_for_{}", audience.name()), text);
        }
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
fn each_page_for_people_reads_well() {
    for format in [
        Format::QUESTIONS,
        Format::MINUTES,
        Format::BOARD,
        Format::PENTEST,
        Format::RESPOND,
    ] {
        for names in [Names::Full, Names::None] {
            let text = render(format, &rich(), &options(names));
            assert_snapshot!(format!("{}_{}", format.name(), names.name()), text);
        }
    }
}

#[test]
fn one_threat_is_copied_with_everything_that_belongs_to_it() {
    let session = rich();
    let copied: Vec<String> = [1, 2, 3, 5, 10]
        .into_iter()
        .filter_map(|id| one_threat(&session, ThreatId(id), &options(Names::Initials)))
        .map(|file| format!("=== {} ===\n{}", file.name, file.contents))
        .collect();
    assert_snapshot!("one_threat", copied.join("\n"));
    let merged = one_threat(&session, ThreatId(9), &options(Names::None)).unwrap();
    assert_eq!(
        merged.name, "T1.md",
        "a merged threat is found where it went"
    );
    assert_eq!(
        one_threat(&session, ThreatId(77), &options(Names::Full)),
        None
    );
}

#[test]
fn action_items_make_a_table() {
    for names in Names::ALL {
        let text = render(Format::ACTIONS_CSV, &rich(), &options(names));
        assert_snapshot!(format!("actions_csv_{}", names.name()), text);
    }
}

#[test]
fn who_raised_which_hand_and_what_was_waived_stays_in_the_room() {
    let mut session = rich();
    session.sittings[0].confidence = vec![1, 5, 5, 5];
    let mut other = session.clone();
    other.sittings[0].confidence.rotate_left(2);
    other.waived.push(Waiver {
        rule: "R01".into(),
        reason: "nobody from support came".into(),
        at: at(5),
    });
    for audience in Audience::ALL {
        for format in Format::ALL.iter().copied() {
            let [one, two] = [&session, &other]
                .map(|session| whole(format, session, &told_to(audience, Names::Full)));
            assert_eq!(one, two, "{format:?} for {}", audience.name());
        }
    }
}

#[test]
fn questions_make_a_part_of_a_threagile_model() {
    let text = render(Format::THREAGILE, &rich(), &options(Names::Full));
    assert_snapshot!("threagile", text);
}

#[test]
fn an_empty_session_says_so_and_claims_nothing() {
    for kind in [SessionKind::Meeting, SessionKind::Whiteboard] {
        let session = Session::new(uuid::Uuid::nil(), "Lunch".into(), kind, at(0));
        for format in Format::ALL.iter().copied() {
            let mut text = whole(format, &session, &options(Names::default()));
            if format == Format::HTML {
                text = report::words(&text);
            }
            if format == Format::SHEET {
                text = text.split_once("=== sheet.txt ===\n").unwrap().1.to_owned();
            }
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
    for audience in Audience::ALL {
        assert_eq!(Audience::from_name(audience.name()), Some(audience));
    }
    assert_eq!(Audience::from_name("nobody"), None);
    assert_eq!(Format::from_name("pdf"), None);
    assert_eq!(Names::from_name("nicknames"), None);
}

#[test]
fn no_name_is_written_when_names_are_left_out() {
    for format in Format::ALL.iter().copied() {
        let text = whole(format, &rich(), &options(Names::None));
        for name in ["Ana", "Lopez", "Flo", "AL2"] {
            assert!(
                !text.contains(name),
                "{name} in {}:\n{text}",
                format.file_name()
            );
        }
    }
}

#[test]
fn the_readme_counts_and_names_every_format() {
    let readme = include_str!("../../README.md");
    let counts = format!("`x` lists {} export formats", Format::ALL.len());
    assert!(readme.contains(&counts), "{counts}");
    let table = readme.split("| for people |").nth(1).unwrap();
    let table = table.split("\n\n").next().unwrap();
    for name in Format::ALL.iter().map(|format| format.name()) {
        let is_named = ['`', ' ']
            .iter()
            .any(|end| table.contains(&format!("`{name}{end}")));
        assert!(is_named, "{name}");
    }
}
