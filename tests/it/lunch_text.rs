//! What `lunch.txt` and `board.txt` say is what the screen says. Before, keys, after.

use threatboard::app::effect::Effect;
use threatboard::domain::{Session, SessionKind, Text};
use threatboard::export::{Format, Names, render};

use crate::support::{Desk, WIDE, export_options, ten, today};

/// A wall with three lines, and letters as commands.
fn wall() -> Desk {
    let mut desk = Desk::home();
    desk.keys("w«our data exports»<enter>");
    desk.keys("«Link works for anyone»<enter>«Old files stay»<enter>«Slow at noon»<enter><esc>");
    desk
}

/// The same wall, opened so many days after its end.
fn later(desk: &mut Desk, days: i64) -> Desk {
    desk.keys("E<enter>");
    let mut back = Desk::home();
    back.app.now = ten() + chrono::TimeDelta::days(days);
    back.open(desk.last_saved());
    back
}

/// What the end of the lunch copied.
fn copied(desk: &Desk) -> String {
    let mut copies = desk.effects.iter().rev().filter_map(|effect| match effect {
        Effect::Copy { file, .. } => Some(file.contents.clone()),
        _ => None,
    });
    copies.next().expect("a copy")
}

/// The votes in `lunch.txt`, after the end.
fn votes(desk: &mut Desk) -> Vec<String> {
    desk.keys("<esc>E<enter>");
    let text = copied(desk);
    let lines = text.lines().filter(|line| line.contains(" vote"));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_heap_has_its_votes_and_the_lines_of_this_lunch() {
    let mut desk = wall();
    desk.keys("<home>h«access»<enter>/2<enter>h«access»<enter>v«51»<enter>");
    assert_eq!(
        votes(&mut desk),
        ["5 votes: access (2 lines)", "1 vote: Slow at noon"]
    );

    let mut back = later(&mut desk, 30);
    back.keys("«A guest reads it»<enter>«Nobody logs it»<enter><esc>");
    back.keys("/4<enter>h«access»<enter>v«32»<enter>");
    let screen = back.screen(WIDE);
    assert!(screen.contains("access (1 line)"), "{screen}");
    assert_eq!(
        votes(&mut back),
        ["3 votes: access (1 line)", "2 votes: Nobody logs it"]
    );
}

#[test]
fn two_lines_with_the_same_words_keep_their_own_votes() {
    let mut desk = wall();
    desk.keys("t«Slow at noon»<enter><esc>v«0124»<enter>");
    assert_eq!(
        votes(&mut desk),
        [
            "4 votes: Slow at noon",
            "2 votes: Slow at noon",
            "1 vote: Old files stay"
        ]
    );
}

#[test]
fn the_votes_of_a_line_that_is_put_on_a_heap_later_are_those_of_the_heap() {
    let mut desk = wall();
    desk.keys("<home>h«access»<enter>v«234»<enter><wait:V O T E S><esc>/3<enter>h«access»<enter>");
    let screen = desk.keys("v").screen(WIDE);
    assert!(screen.contains("access (2 lines)"), "{screen}");
    assert_eq!(
        votes(&mut desk),
        ["6 votes: access (2 lines)", "3 votes: Old files stay"]
    );
}

#[test]
fn what_was_promised_at_an_earlier_lunch_is_in_it_only_when_it_was_promised_again() {
    let mut desk = wall();
    desk.keys("E«Ana: sign the links»<enter>«Bo: delete old files»<enter>«Cy: count the calls»<enter><enter>");
    let mut back = Desk::home();
    back.app.now = ten() + chrono::TimeDelta::days(30);
    back.open(desk.last_saved());
    back.keys("fy<wait:Cy>n«A guest reads it»<enter><esc>E«Di: ask the guests»<enter><enter>");
    let text = copied(&back);
    let tries: Vec<&str> = text
        .lines()
        .filter(|line| line.contains(": "))
        .skip(1)
        .collect();
    assert_eq!(
        tries,
        [
            "Bo: delete old files",
            "Di: ask the guests",
            "Again: no date yet"
        ],
        "{text}"
    );
}

/// A whiteboard as text.
fn board(desk: &Desk) -> String {
    let files = render(
        Format::BOARD,
        desk.session(),
        &export_options(Names::Full, today()),
    );
    files.into_iter().map(|file| file.contents).collect()
}

#[test]
fn the_board_has_the_numbers_of_the_wall_its_kinds_and_its_heaps() {
    let topic = Text::new("our data exports");
    let session = Session::new(uuid::Uuid::nil(), topic, SessionKind::Whiteboard, ten());
    let mut desk = Desk::with(session);
    desk.keys("«Link works for anyone»<enter>«Who gets the file?»<enter>«Old files stay»<enter>");
    desk.keys("<esc>p«the new office»<enter><esc>/3<enter>m«delete them»<enter><esc>");
    let expected = "\
WHAT CAN GO WRONG?
our data exports

  1  Link works for anyone
  2  ? Who gets the file?
  3  Old files stay
      proposed: delete them
  4  off topic: the new office
";
    assert_eq!(board(&desk), expected);
    desk.keys("/1<enter>C/4<enter>h«access»<enter>/3<enter>h«access»<enter>");
    let expected = "\
WHAT CAN GO WRONG?
our data exports

access, 2 lines
  3  Old files stay
      proposed: delete them
  4  off topic: the new office

On no heap, 2 lines
  1  ? Link works for anyone
  2  ? Who gets the file?
";
    assert_eq!(board(&desk), expected);
}
