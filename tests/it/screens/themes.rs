//! Each theme as the room sees it, and choosing one while looking at it.

use threatboard::app::effect::Effect;
use threatboard::app::msg::Msg;
use threatboard::app::themes::ThemeOffer;
use threatboard::theme;

use super::wrong;
use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// What the list would offer with two themes of the user's, of which one is broken.
fn offers() -> Vec<ThemeOffer> {
    let user = [
        (
            "~/.config/threatboard/themes/beamer.ron".to_owned(),
            "(name: \"beamer\", extends: \"light\", focus: \"#004B75\")".to_owned(),
        ),
        (
            "~/.config/threatboard/themes/mauve.ron".to_owned(),
            "(\n  name: \"mauve\",\n  focus: \"mauve\",\n)".to_owned(),
        ),
    ];
    let offers = theme::offers(&user).into_iter().map(|offer| ThemeOffer {
        name: offer.name,
        says: offer.says,
        problem: offer.problem.map(|problem| problem.to_string()),
    });
    offers.collect()
}

/// Over question 2.
pub(super) fn choosing() -> Desk {
    let mut desk = wrong::busy();
    desk.tell(Msg::Themes(offers()));
    desk
}

fn used(desk: &Desk) -> Vec<&str> {
    let names = desk.effects.iter().filter_map(|effect| match effect {
        Effect::UseTheme(name) => Some(name.as_str()),
        _ => None,
    });
    names.collect()
}

#[test]
fn the_list_shows_each_theme_with_what_it_is_for() {
    let mut desk = choosing();
    insta::assert_snapshot!("themes_wide", desk.styled(WIDE));
    insta::assert_snapshot!("themes_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("themes_small", desk.picture(SMALL));
    insta::assert_snapshot!("themes_least", desk.picture((40, 10)));
    desk.keys("<down>");
    insta::assert_snapshot!("themes_second", desk.picture(PLAIN));
}

#[test]
fn the_selected_theme_is_shown_at_once_and_enter_takes_it() {
    let mut desk = Desk::with(room());
    desk.keys("2<ctrl-p>theme<enter><wait:THEME>");
    assert_eq!(desk.app.theme_shown(), "dark");
    desk.keys("<down>");
    assert_eq!(desk.app.theme_shown(), "light");
    assert_eq!(used(&desk), [""; 0], "looking is not choosing");
    desk.keys("<down><down><down><enter><gone:THEME><wait:Theme set to contrast on this machine>");
    assert_eq!(desk.app.theme_shown(), "contrast");
    assert_eq!(used(&desk), ["contrast"]);
    desk.keys(r"<ctrl-p>theme<enter><wait:\> contrast>");
}

#[test]
fn whatever_closes_the_list_but_enter_goes_back_to_the_theme_of_before() {
    for closing in ["<esc>", "<ctrl-c>", "<ctrl-q>", "<ctrl-q><esc>"] {
        let mut desk = choosing();
        desk.keys("<down>");
        assert_eq!(desk.app.theme_shown(), "light");
        desk.keys(closing);
        assert_eq!(desk.app.theme_shown(), "dark", "after {closing}");
        assert_eq!(used(&desk), [""; 0], "after {closing}");
    }
}

#[test]
fn a_broken_theme_is_in_the_list_with_the_place_and_cannot_be_taken() {
    let mut desk = choosing();
    desk.keys("<end><wait:mauve.ron:3:11:>");
    insta::assert_snapshot!("themes_broken", desk.styled(WIDE));
    insta::assert_snapshot!("themes_broken_small", desk.picture(SMALL));
    desk.keys("<enter><wait:! Theme mauve cannot be used. Choose another.><wait:THEME>");
    assert_eq!(used(&desk), [""; 0]);
    desk.keys("k<enter>");
    assert_eq!(used(&desk), ["beamer"]);
}
