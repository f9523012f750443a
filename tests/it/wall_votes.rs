//! A vote on the wall: heaps or lines, by hands or by ballots, and its result. Before, keys, after.

use threatboard::domain::{AgendaStep, ItemId, Session, SessionKind, Text};
use threatboard::plain::{Seen, narrate};

use crate::support::{Desk, PLAIN, SMALL, WIDE, ten};

/// A wall with two threats, a question between them and a tangent, and letters as commands.
fn wall() -> Desk {
    let topic = Text::new("our data exports");
    let session = Session::new(uuid::Uuid::nil(), topic, SessionKind::Whiteboard, ten());
    let mut desk = Desk::with(session);
    desk.keys("«Links work for anyone»<enter>«What if the wrong customer gets it?»<enter>");
    desk.keys("«Nobody logs the download»<enter><esc>p«the new office»<enter><esc>");
    desk
}

/// The same with lines 1 and 3 on a heap.
fn heaped() -> Desk {
    let mut desk = wall();
    desk.keys("<home>h«access»<enter>/3<enter>h«access»<enter>");
    desk
}

/// The votes of the lines, by their numbers.
fn votes(desk: &Desk) -> Vec<(u32, u32)> {
    let session = desk.session();
    let votes = session.wall_votes_since(None).unwrap();
    let wall = session.wall();
    wall.iter()
        .map(|line| (line.number, votes.line(line.id)))
        .collect()
}

#[test]
fn any_line_of_the_wall_can_be_voted_on() {
    let mut desk = wall();
    desk.keys("v<wait:1 of 4>2<wait:2 of 4>7<wait:3 of 4>0<wait:4 of 4>1<enter>");
    assert_eq!(votes(&desk), [(1, 2), (2, 7), (3, 0), (4, 1)]);
    let saved = desk.session().clone();
    saved.validate().unwrap();
}

#[test]
fn a_vote_never_shows_a_number_before_all_are_in() {
    let mut desk = wall();
    desk.keys("v79");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("**") && !screen.contains("79"), "{screen}");
    assert!(screen.contains("4 the new office"), "{screen}");
}

#[test]
fn heaps_are_voted_on_where_there_are_some_and_the_lines_on_none() {
    let mut desk = heaped();
    desk.keys("v<wait:1 of 3>5<wait:2 of 3>60<enter><wait:V O T E S><gone:W H A T>");
    let voting = desk.session().voting().unwrap();
    assert_eq!(voting.heaps, [(Text::new("access"), 5)]);
    assert_eq!(voting.lines, [(2, 6), (4, 0)]);
}

#[test]
fn ballots_give_the_numbers_that_the_wall_shows() {
    let mut desk = heaped();
    desk.keys(r"v<paste:Ana: 2 3\nBo: 1, 4\nCy: access><wait:3 ballots, 5 votes><enter>");
    let screen = desk.screen(WIDE);
    for words in [
        "access (2 lines)",
        "2 What if the wrong customer",
        "4 the new office",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    let result = desk.session().wall_result(None);
    let result: Vec<u32> = result.iter().map(|it| it.votes).collect();
    assert_eq!(result, [3, 1, 1]);
}

#[test]
fn the_result_has_bars_with_numbers_and_a_rule_above_what_got_none() {
    let mut desk = wall();
    desk.keys("v2701<enter>");
    for size in [WIDE, PLAIN, SMALL, (160, 50), (40, 10)] {
        let screen = desk.screen(size);
        let at = |words: &str| {
            screen
                .find(words)
                .unwrap_or_else(|| panic!("{words} at {size:?}\n{screen}"))
        };
        let order = ["What if", "Links work", "the new", "no votes", "Nobody"];
        assert!(order.map(at).is_sorted(), "{screen}");
        assert!(screen.contains("█"), "{screen}");
    }
    insta::assert_snapshot!("result", desk.styled(WIDE));
    insta::assert_snapshot!("result_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("result_small", desk.picture(SMALL));
    insta::assert_snapshot!("result_huge", desk.picture((160, 50)));
    insta::assert_snapshot!("result_ascii", desk.ascii(WIDE));
}

#[test]
fn a_result_of_many_lines_says_how_many_are_not_in_sight() {
    let mut desk = wall();
    let lines: String = (5..=40)
        .map(|n| format!("«Number {n} fails»<enter>"))
        .collect();
    desk.keys(&format!("t{lines}<esc>v{}<enter><enter>", "21".repeat(15)));
    let screen = desk.screen(SMALL);
    let hidden: usize = screen
        .lines()
        .find_map(|line| line.split_once(" more below"))
        .and_then(|(before, _)| before.split_whitespace().last()?.parse().ok())
        .unwrap_or_else(|| panic!("{screen}"));
    let result = desk.session().wall_result(None);
    let shown = result
        .iter()
        .filter(|it| screen.contains(&it.candidate.in_full()))
        .count();
    assert_eq!(shown + hidden, 40, "{screen}");
}

#[test]
fn any_key_goes_back_to_the_wall_in_the_order_of_the_votes_and_changes_no_line_there() {
    for key in ["d", "C", "K", "J", "<down>", "<enter>"] {
        let mut desk = wall();
        desk.keys("v2701<enter><wait:any key>");
        let before = desk.session().clone();
        desk.keys(key).keys("<gone:any key>");
        assert_eq!(*desk.session(), before, "{key} changed a line");
    }
    let mut desk = wall();
    desk.keys("v2701<enter><wait:any key><esc>");
    let screen = desk.screen(WIDE);
    let at = |words: &str| screen.find(words).unwrap();
    assert!(at("What if") < at("Links work"), "{screen}");
    assert!(at("Links work") < at("Nobody logs"), "{screen}");
    assert_eq!(desk.app.selected(), Some("Q1".parse::<ItemId>().unwrap()));
}

#[test]
fn what_only_looks_or_gives_time_leaves_the_result_in_sight() {
    let mut desk = wall();
    desk.keys("v2701<enter><wait:any key>");
    for key in [
        "+",
        "-",
        "?<esc>",
        "<ctrl-p><esc>",
        "<ctrl-p>«show keys»<enter>",
    ] {
        desk.keys(key);
        let screen = desk.screen(WIDE);
        assert!(screen.contains("any key"), "{key}\n{screen}");
    }
    let mut told = wall();
    told.app.keys = std::sync::Arc::new(threatboard::keys::KeyMap::spoken().unwrap());
    told.app.spoken = true;
    told.keys("v2701<enter>l");
    assert!(threatboard::app::voting::is_shown(&told.app));
}

#[test]
fn a_key_that_opens_a_line_opens_it_from_the_result_so_that_the_words_are_text() {
    let mut desk = wall();
    desk.keys("v2701<enter><wait:any key>P«Ana, Dina»<enter><esc>");
    let names: Vec<&str> = desk
        .session()
        .participants
        .iter()
        .map(|p| p.name.as_str())
        .collect();
    assert!(names.ends_with(&["Ana", "Dina"]), "{names:?}");
    assert_eq!(desk.session().wall().len(), 4, "no line was deleted");
}

#[test]
fn the_same_key_shows_the_result_again_and_then_begins_a_new_vote() {
    let mut desk = wall();
    desk.keys("v2701<enter><esc>v<wait:any key>");
    assert!(desk.app.bar.is_none());
    desk.keys("v<wait:1 of 4>1111<enter>");
    assert_eq!(votes(&desk), [(1, 1), (2, 1), (3, 1), (4, 1)]);
    desk.keys("u<gone:any key>");
    assert_eq!(votes(&desk), [(1, 2), (2, 7), (3, 0), (4, 1)]);
}

#[test]
fn without_a_line_there_is_nothing_to_vote_on() {
    let topic = Text::new("our data exports");
    let session = Session::new(uuid::Uuid::nil(), topic, SessionKind::Whiteboard, ten());
    let mut desk = Desk::with(session);
    desk.keys("<esc>v<wait:No lines to vote on yet>");
    assert!(desk.app.bar.is_none());
}

#[test]
fn the_result_is_told_line_by_line() {
    let mut desk = heaped();
    desk.keys("v240");
    let seen = Seen::of(&desk.app);
    desk.keys("<enter>");
    let said = narrate(&seen, &desk.app).join("\n");
    for line in [
        "The result: 6 votes.",
        "2 What if the wrong customer gets it?: 4 votes.",
        "access (2 lines): 2 votes.",
        "4 the new office: no votes.",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
}

#[test]
fn a_ballot_that_is_not_understood_is_shown_with_its_words_and_can_be_put_right() {
    let mut desk = wall();
    desk.keys(r"v<paste:Ana: 1 2\nBo: the second one!\nthanks all>");
    for size in [WIDE, SMALL] {
        let screen = desk.screen(size);
        assert!(screen.contains("Bo: the second one!"), "{screen}");
        assert!(screen.contains("thanks all"), "{screen}");
    }
    desk.keys("<paste:Bo: 2><gone:the second one><wait:2 ballots, 3 votes><enter>");
    assert_eq!(votes(&desk), [(1, 1), (2, 2), (3, 0), (4, 0)]);
}

#[test]
fn a_paste_without_any_ballot_says_what_it_could_not_read() {
    let mut desk = wall();
    desk.keys("v<paste:the second one>");
    let refusal = desk.app.bar.as_ref().unwrap().refusal.clone().unwrap();
    assert!(
        refusal.ends_with("Not understood: the second one."),
        "{refusal}"
    );
    assert!(desk.app.overlay.is_none());
}

#[test]
fn the_votes_of_a_line_go_with_it_into_another_one() {
    let mut desk = wall();
    desk.keys("v2751<enter><enter>/1<enter>g«3»<enter>");
    assert_eq!(votes(&desk), [(2, 7), (3, 7), (4, 1)]);
    desk.keys("<esc>u");
    assert_eq!(votes(&desk), [(1, 2), (2, 7), (3, 5), (4, 1)]);
}

#[test]
fn the_votes_of_a_heap_go_with_its_last_line() {
    let mut desk = heaped();
    desk.keys("/3<enter>h«logs»<enter>v<wait:1 of 4>5<wait:2 of 4>604<enter>");
    let before: u32 = desk
        .session()
        .wall_result(None)
        .iter()
        .map(|it| it.votes)
        .sum();
    desk.keys("<enter>/1<enter>g«3»<enter>");
    let result = desk.session().wall_result(None);
    let after: u32 = result.iter().map(|it| it.votes).sum();
    assert_eq!((before, after), (15, 15), "{result:?}");
    assert_eq!(desk.session().voting().unwrap().heaps.len(), 1);
}

#[test]
fn after_the_vote_each_line_shows_its_votes_and_what_got_most_stands_first() {
    // The winner lies on no heap, and is a question.
    let mut desk = heaped();
    desk.keys("v260<enter><enter><esc>");
    for size in [WIDE, PLAIN, SMALL, (160, 50)] {
        let screen = desk.screen(size);
        let at = |words: &str| {
            screen
                .find(words)
                .unwrap_or_else(|| panic!("{words} at {size:?}\n{screen}"))
        };
        assert!(
            at("gets it?   6 votes") < at("access  2   2 votes"),
            "{screen}"
        );
        assert!(!screen.contains("0 votes"), "{screen}");
    }
}

#[test]
fn a_line_on_a_heap_shows_the_votes_that_it_got_itself() {
    let mut desk = wall();
    desk.keys("v0730<enter><esc>/1<enter>h«access»<enter>/3<enter>h«access»<enter>");
    let screen = desk.screen(WIDE);
    for words in [
        "access  2   3 votes",
        "3   Nobody logs the download   3 votes",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    assert!(!screen.contains("for anyone   "), "{screen}");
}

/// The number of the line at which the mark is.
fn number(desk: &Desk) -> Option<u32> {
    let wall = desk.session().wall();
    let mut lines = wall.iter();
    let line = lines.find(|line| Some(line.id) == desk.app.selected());
    line.map(|line| line.number)
}

#[test]
fn one_thing_begins_at_the_question_or_the_heap_that_got_most_also_after_reopening() {
    for (digits, first) in [("260", 2), ("620", 1), ("005", 4)] {
        let mut desk = Desk::home();
        desk.keys(
            "w«our data exports»<enter>«Links work for anyone»<enter>«What if it leaks?»<enter>",
        );
        desk.keys("«Nobody logs the download»<enter><esc>p«the new office»<enter><esc>");
        desk.keys("<home>h«access»<enter>/3<enter>h«access»<enter>");
        desk.keys(&format!("nn<esc>nn{digits}<enter>n"));
        assert_eq!(desk.app.step(), Some(AgendaStep::TopThree));
        assert_eq!(number(&desk), Some(first), "{digits}");
        desk.after(2).keys("P«Ana»<enter><esc>");
        let mut again = Desk::home();
        again.open(desk.last_saved());
        assert_eq!(again.app.step(), Some(AgendaStep::TopThree));
        assert_eq!(number(&again), Some(first), "{digits}");
    }
}

#[test]
fn a_count_that_was_kept_is_there_after_reopening() {
    for leave in ["<ctrl-q>y", "<esc>P«Ana»<enter><esc><ctrl-q>y"] {
        let mut desk = wall();
        desk.keys("nn<esc>nn<wait:1 of 4>53<esc>nN").keys(leave);
        let mut again = Desk::home();
        let mut left = desk.last_saved();
        left.draft = desk.last_draft();
        again.open(left);
        again.keys("<esc><esc>v<gone:The list changed>");
        let bar = again.app.bar.as_ref().expect("the count");
        assert_eq!(bar.editor.text(), "53", "{leave}");
    }
}

#[test]
fn a_count_of_another_list_is_not_gone_on_with_after_reopening() {
    for leave in ["<ctrl-q>y", "<esc>P«Ana»<enter><esc><ctrl-q>y"] {
        let mut desk = wall();
        desk.keys("v53").keys(leave);
        let draft = desk.last_draft();
        let mut other = wall();
        other.keys("t«One more»<enter><esc>");
        let mut left = other.last_saved();
        left.draft = draft;
        let mut again = Desk::home();
        again.open(left);
        again.keys("<esc><esc>v<wait:1 of 5>");
        assert!(again.app.bar.as_ref().unwrap().editor.is_blank(), "{leave}");
    }
}
