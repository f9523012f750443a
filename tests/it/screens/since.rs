//! Show what the last meeting left open: nothing, something of every kind, and more than a screen holds.

use chrono::TimeDelta;
use threatboard::app::msg::{Msg, Recent};
use threatboard::domain::{Edit, New, NewAction, Session, SessionKind};

use crate::coming_back::{all_fine, left_open};
use crate::support::{Desk, PLAIN, SMALL, WIDE, ten, today};

/// Forty late action items with long words.
fn much() -> Session {
    let mut session = left_open();
    for n in 1..=40 {
        let action = NewAction {
            text: format!(
                "Ask the partner for signed files of the {n}. lot, with the account number and the name of who signed"
            )
            .into(),
            kind: None,
            about: Vec::new(),
            owner: None,
            due: Some(today() - TimeDelta::days(n)),
        };
        let at = ten() - TimeDelta::days(7);
        session.apply(&Edit::Add(New::Action(action)), at).unwrap();
    }
    session
}

macro_rules! looks {
    ($name:ident, $session:expr, $keys:literal) => {
        #[test]
        fn $name() {
            let mut desk = Desk::with($session);
            desk.keys($keys);
            let name = stringify!($name);
            insta::assert_snapshot!(format!("{name}_wide"), desk.styled(WIDE));
            insta::assert_snapshot!(format!("{name}_plain"), desk.picture(PLAIN));
            insta::assert_snapshot!(format!("{name}_small"), desk.picture(SMALL));
        }
    };
}

looks!(nothing_open, all_fine(), "");
looks!(something_open, left_open(), "fy");
looks!(much_open, much(), "<down>");
looks!(
    was_it_on_the_list,
    left_open(),
    "Wi«A partner file was swapped on its way»<enter><enter>"
);

#[test]
fn the_sessions_to_come_back_to_stand_late_ones_first() {
    let recent = |title: &str, late_actions, due: Option<i64>| Recent {
        kind: Some(SessionKind::Meeting),
        path: format!("~/models/{title}.ron"),
        title: title.to_owned(),
        touched: ten(),
        met: Some(ten() - TimeDelta::days(9)),
        threats: 14,
        open_actions: 6,
        actions: 8,
        late_actions,
        open_questions: 4,
        revisit_due: due.map(|days| today() - TimeDelta::days(days)),
        broken: None,
        ..Recent::default()
    };
    let mut desk = Desk::home();
    desk.tell(Msg::Recents(vec![
        recent("Payments API: refund flow", 0, None),
        recent("Partner onboarding", 0, Some(8)),
        recent("Mobile login", 2, None),
    ]));
    desk.keys("r");
    insta::assert_snapshot!("come_back_to", desk.styled(WIDE));
    insta::assert_snapshot!("come_back_to_small", desk.picture(SMALL));
}

#[test]
fn it_can_be_drawn_at_any_size() {
    let mut desk = Desk::with(much());
    for keys in ["", "Wi«It happened»<enter>", "<enter>"] {
        desk.keys(keys);
        for columns in (0..=200).step_by(9) {
            for rows in (0..=60).step_by(7) {
                desk.screen((columns.max(1), rows.max(1)));
            }
        }
    }
}

#[test]
fn esc_stays_where_the_session_begins() {
    let mut desk = Desk::with(much());
    desk.keys("<esc><wait:This is where the session begins.><wait:LATE  43>");
}
