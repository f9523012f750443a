//! What the room sees and what it must not: the blank screen, the share check, the badge of keys.

use threatboard::app::effect::Effect;
use threatboard::app::msg::{Msg, Opened};
use threatboard::app::overlay::Overlay;
use threatboard::keys::Screen;
use threatboard::keys::key::Key;
use threatboard::lines::table;

use crate::support::{Desk, PLAIN, SMALL, WIDE, room, ten};
use crate::terminal::keys::{Step, parse};

const MEETING: &str = include_str!("../../scripts/meeting-60.keys");

fn meeting() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refund replayed from a stolen token»<enter><esc>");
    desk
}

/// The words on the screen, and nothing else.
fn words(desk: &Desk) -> Vec<String> {
    let screen = desk.screen(WIDE);
    screen
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// What the badge of keys shows at the end of the last row.
fn badge(desk: &Desk) -> String {
    let screen = desk.screen(WIDE);
    let last = screen.lines().last().unwrap().trim_end().to_owned();
    match last.rsplit_once("[ ") {
        Some((_, keys)) => keys.trim_end_matches(" ]").to_owned(),
        None => String::new(),
    }
}

#[test]
fn a_blank_screen_shows_the_name_and_when_to_be_back() {
    let mut desk = meeting();
    desk.keys("0");
    assert_eq!(words(&desk), ["Payments API: refund flow"]);
    desk.keys("10");
    insta::assert_snapshot!("blank", desk.styled(WIDE));
    insta::assert_snapshot!("blank_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("blank_small", desk.picture(SMALL));
}

#[test]
fn every_screen_of_an_open_session_can_be_blanked_and_comes_back_as_it_was() {
    for screen in ["1", "2", "3", "4", "5", "6", "x"] {
        let mut desk = meeting();
        desk.keys(screen);
        let before = desk.screen(WIDE);
        desk.keys("0");
        assert_eq!(
            words(&desk),
            ["Payments API: refund flow"],
            "on screen {screen}"
        );
        desk.keys("<enter>");
        assert_eq!(desk.screen(WIDE), before, "on screen {screen}");
    }
}

#[test]
fn the_minutes_of_a_break_are_typed_while_the_screen_is_blank() {
    let mut desk = meeting();
    let back = |desk: &Desk| words(desk).last().unwrap().clone();
    desk.keys("05");
    assert_eq!(back(&desk), "back at 10:05");
    desk.keys("0");
    assert_eq!(back(&desk), "back at 10:50");
    desk.keys("2");
    assert_eq!(
        back(&desk),
        "back at 10:02",
        "after two digits a number begins anew"
    );
    desk.keys("<esc>02");
    desk.after(2).keys("0");
    assert!(
        desk.screen(WIDE).contains("WHAT CAN GO WRONG?"),
        "once the break is over, 0 always comes back"
    );
    for away in ["0", "<enter>", "<esc>", "<ctrl-c>", "150"] {
        desk.keys("0");
        desk.keys(away);
        assert!(desk.app.sharing.cover.is_none(), "after {away}");
    }
}

#[test]
fn no_other_key_does_anything_or_is_shown_while_the_screen_is_blank() {
    let mut desk = meeting();
    let before = desk.session().clone();
    desk.keys("0");
    let blank = desk.screen(WIDE);
    desk.effects.clear();
    desk.keys(
        r"t«secret»duxesr<tab><up><down><left><home><pgdn><ctrl-q><ctrl-p><ctrl-z>?:/<f1><bs><del><paste:a secret\nlist>",
    );
    desk.tell(Msg::Typed("secret".to_owned()));
    assert_eq!(desk.screen(WIDE), blank);
    assert_eq!(desk.effects, []);
    desk.keys("<esc>");
    assert_eq!(*desk.session(), before);
}

#[test]
fn a_zero_in_a_line_is_a_zero() {
    let mut desk = meeting();
    desk.keys("t«10 tokens»<enter>");
    assert_eq!(desk.session().threats[1].text.as_str(), "10 tokens");
    assert!(desk.app.sharing.cover.is_none());
}

#[test]
fn a_line_that_is_being_typed_waits_under_the_blank_screen() {
    let mut desk = meeting();
    desk.keys("0");
    let line = threatboard::lines::bar::Bar::holding(&table::THREAT, None, "half a line");
    desk.app.bar = Some(line);
    desk.keys("secret10<enter>");
    let bar = desk.app.bar.as_ref().unwrap();
    assert_eq!(bar.editor.text(), "half a line");
}

#[test]
fn the_share_check_fills_the_terminal() {
    let mut desk = Desk::home();
    desk.keys("c");
    insta::assert_snapshot!("share_check", desk.styled(WIDE));
    insta::assert_snapshot!("share_check_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("share_check_small", desk.picture(SMALL));
    insta::assert_snapshot!("share_check_large", desk.picture((140, 40)));
    for size in [(40, 10), SMALL, PLAIN, WIDE, (140, 40), (200, 60)] {
        let screen = desk.screen(size);
        let lines: Vec<&str> = screen.lines().collect();
        let says = format!("{} x {}", size.0, size.1);
        assert!(screen.contains(&says), "{says}\n{screen}");
        assert!(lines[0].starts_with("MAPLE") && lines[0].ends_with("RIVER"));
        assert_eq!(lines[0].len(), usize::from(size.0), "up to the last column");
        let last = lines.last().unwrap();
        assert!(last.starts_with("CANDLE") && last.ends_with("WINTER"));
        for sign in ["> selected line", "! needs attention", "LATE"] {
            assert!(screen.contains(sign), "{sign} at {size:?}\n{screen}");
        }
        let wide = screen.contains("too small for people on laptops");
        assert_eq!(wide, size.0 > 120, "{screen}");
    }
}

#[test]
fn any_key_leaves_the_share_check_and_does_nothing_else() {
    for key in ["m", "<enter>", "<esc>", "<space>", "<ctrl-q>", "<up>"] {
        let mut desk = Desk::home();
        let before = desk.screen(WIDE);
        desk.keys("c");
        desk.keys(key);
        assert_eq!(desk.screen(WIDE), before, "after {key}");
        assert!(!desk.effects.contains(&Effect::Quit));
    }
}

fn open(desk: &mut Desk) {
    desk.tell(Msg::Opened(Ok(Opened {
        session: std::sync::Arc::new(room()),
        path: "refund.ron".to_owned(),
        held_by: None,
        warning: None,
        new: false,
    })));
}

#[test]
fn a_wide_terminal_is_spoken_of_once_unless_it_was_checked() {
    let wide = (140, 40);
    let says = "140 columns will look tiny on laptops";
    let mut desk = Desk::home();
    desk.tell(Msg::Resize(wide.0, wide.1));
    open(&mut desk);
    assert!(desk.screen(wide).contains(says), "{}", desk.screen(wide));
    open(&mut desk);
    assert!(!desk.screen(wide).contains(says), "once is enough");

    let mut desk = Desk::home();
    desk.tell(Msg::Resize(wide.0, wide.1));
    desk.keys("c<esc>");
    open(&mut desk);
    assert!(!desk.screen(wide).contains(says), "it was checked");

    let mut desk = Desk::home();
    desk.tell(Msg::Resize(120, 40));
    open(&mut desk);
    assert!(desk.app.notice.is_none(), "120 columns are fine");
}

#[test]
fn no_screen_that_covers_all_fails_at_any_size() {
    let mut desk = meeting();
    desk.keys("010");
    let mut home = Desk::home();
    home.keys("c");
    for columns in (1..=30).chain((31..=200).step_by(13)) {
        for rows in (1..=12).chain((13..=60).step_by(7)) {
            desk.screen((columns, rows));
            home.screen((columns, rows));
        }
    }
}

#[test]
fn the_badge_shows_the_last_command_keys_and_is_off_by_default() {
    let mut desk = meeting();
    desk.keys("1<tab><up>");
    assert_eq!(badge(&desk), "");
    desk.keys("<ctrl-p>show keys<enter>");
    assert_eq!(badge(&desk), "");
    desk.keys("2t«Disk full»<enter><esc>3su");
    assert_eq!(badge(&desk), "Enter  Esc  3  s");
    desk.keys("<esc>u");
    insta::assert_snapshot!("badge", desk.styled(WIDE));
    insta::assert_snapshot!("badge_small", desk.picture(SMALL));
    desk.keys("<ctrl-p>show keys<enter>");
    assert_eq!(badge(&desk), "");
}

/// Whether characters go into a line, a filter or a list of people.
fn takes_text(desk: &Desk) -> bool {
    desk.app.bar.is_some()
        || desk.app.overlay.is_some()
        || desk.app.choice.is_some()
        || desk.app.sharing.cover.is_some()
}

#[test]
fn in_a_whole_meeting_no_typed_sign_reaches_the_badge() {
    let mut desk = Desk::home();
    desk.keys("<ctrl-p>show keys<enter>");
    let (mut typed, mut commands) = (0, 0);
    for line in MEETING.lines() {
        for step in parse(line).unwrap() {
            let (sign, text) = match &step {
                Step::Text(c) => (Some(*c), takes_text(&desk)),
                Step::Key(bytes) => match bytes.as_slice() {
                    [c @ b' '..=b'~'] => (Some(char::from(*c)), takes_text(&desk)),
                    _ => (None, false),
                },
                Step::Paste(_) => (None, true),
                _ => (None, false),
            };
            // A key of a list of words is a command; what is typed anywhere else is not.
            let choosing = desk.app.choice.is_some() && sign.is_some_and(|c| !c.is_ascii_digit());
            let before = badge(&desk);
            desk.step(&step);
            let after = badge(&desk);
            if text && !choosing {
                typed += 1;
                assert_eq!(before, after, "{sign:?} is seen after {step:?}");
            } else if let Some(sign) = sign {
                commands += 1;
                assert!(
                    after.ends_with(sign) || after.ends_with("Space"),
                    "{after}: {sign:?}"
                );
            }
        }
    }
    assert!(typed > 2000 && commands > 60, "{typed}, {commands}");
}

#[test]
fn what_is_typed_while_something_is_looked_for_or_chosen_stays_hidden() {
    let mut desk = meeting();
    desk.keys("<ctrl-p>show keys<enter>6a«Sign»<enter><esc>o6");
    assert_eq!(
        badge(&desk),
        "a  Enter  Esc  o",
        "whose number was typed is not shown"
    );
    for script in ["?secret<esc>", "/secret<esc>", "<ctrl-p>secret<esc>"] {
        desk.keys(script);
        assert!(badge(&desk).ends_with("Esc"), "{}", badge(&desk));
        let shown = badge(&desk);
        let typed = shown.split("  ").find(|key| "secret".contains(key));
        assert_eq!(typed, None, "{shown}");
    }
    // A letter without a meaning here may be the first of a line for which no bar is open.
    desk.keys("z");
    desk.tell(Msg::Key(Key {
        alt: true,
        ..Key::char('s')
    }));
    assert!(badge(&desk).ends_with("Esc"), "{}", badge(&desk));
    desk.tell(Msg::Typed("tsecret".to_owned()));
    assert!(badge(&desk).ends_with("Esc  t"), "{}", badge(&desk));
    assert!(desk.app.overlay.is_none() || matches!(desk.app.overlay, Some(Overlay::Found { .. })));
    assert_eq!(desk.app.screen(), Screen::Actions);
    assert_eq!(desk.app.now, ten());
}
