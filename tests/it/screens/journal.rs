//! The journal: what was heard, whether it affects us, and what became of it.

use chrono::{NaiveDate, TimeDelta};
use threatboard::app::effect::Effect;
use threatboard::app::msg::{Found, Msg, Recent, Sought};
use threatboard::domain::{ActionId, ActionStatus, Applies, SessionKind};
use threatboard::keys::Screen;
use threatboard::screens::home::{Heard, Step};

use crate::support::{Desk, PLAIN, SMALL, WIDE, ten, today};

fn step(text: &str, owner: &str, due: Option<i64>) -> Step {
    Step {
        id: ActionId(2),
        text: text.to_owned(),
        owner: owner.to_owned(),
        due: due.map(|days| today() + TimeDelta::days(days)),
        status: ActionStatus::Open,
    }
}

/// News that was seen so many days ago.
fn news(headline: &str, days: i64, system: &str, applies: Option<Applies>) -> Recent {
    Recent {
        path: format!("~/one/{}.ron", headline.to_lowercase().replace(' ', "-")),
        title: headline.to_owned(),
        kind: Some(SessionKind::OneThreat),
        // All were copied today.
        touched: ten(),
        met: Some(ten() - TimeDelta::days(days)),
        people: vec!["me".to_owned()],
        heard: Some(Heard {
            headline: headline.to_owned(),
            seen: today() - TimeDelta::days(days),
            system: system.to_owned(),
            applies,
            ids: Vec::new(),
            look_again: None,
            attached: Vec::new(),
            next: None,
        }),
        ..Recent::default()
    }
}

fn with(recent: Recent, change: impl FnOnce(&mut Heard)) -> Recent {
    let mut heard = recent.heard.unwrap();
    change(&mut heard);
    let revisit_due = heard.look_again.filter(|day| *day <= today());
    Recent {
        heard: Some(heard),
        revisit_due,
        ..recent
    }
}

/// Five news items in no order, and a meeting.
fn half_a_year() -> Vec<Recent> {
    let meeting = Recent {
        path: "~/models/billing.ron".to_owned(),
        title: "Billing".to_owned(),
        kind: Some(SessionKind::Meeting),
        met: Some(ten()),
        ..Recent::default()
    };
    vec![
        with(
            news(
                "Mail gateway remote code execution",
                60,
                "",
                Some(Applies::Unknown),
            ),
            |heard| {
                heard.look_again = Some(today() - TimeDelta::days(1));
            },
        ),
        meeting,
        with(
            news(
                "Package worm spreads through build scripts of three large package registries",
                3,
                "Billing",
                Some(Applies::Maybe),
            ),
            |heard| {
                heard.ids = vec!["CVE-2026-12345".to_owned(), "example.org/worm".to_owned()];
                heard.next = Some(step(
                    "Pin the package on one repository and watch its build",
                    "Ana",
                    Some(6),
                ));
                heard.attached = vec!["Payments API: refund flow".to_owned()];
            },
        ),
        with(
            news(
                "OAuth tokens leaked by a chat plugin",
                24,
                "Mobile login",
                Some(Applies::Yes),
            ),
            |heard| {
                heard.next = Some(step("Rotate the tokens", "me", Some(-2)));
            },
        ),
        news(
            "Bilge pump default password",
            200,
            "Exports",
            Some(Applies::No),
        ),
        news("DNS hijack", 0, "", None),
    ]
}

fn journal() -> Desk {
    let mut desk = Desk::home();
    desk.tell(Msg::Recents(half_a_year()));
    desk.keys("J");
    desk
}

/// The headlines that are seen, from top to bottom, by their first words.
fn seen(desk: &Desk) -> Vec<&'static str> {
    let picture = desk.picture(WIDE);
    let words = [
        "Package worm",
        "Mail gateway",
        "OAuth tokens",
        "Bilge pump",
        "DNS hijack",
    ];
    let mut found: Vec<_> = words
        .iter()
        .filter_map(|it| Some((picture.find(it)?, *it)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, words)| words).collect()
}

#[test]
fn what_was_heard_stands_by_the_day_it_was_seen_and_not_by_the_files_time() {
    let mut desk = journal();
    assert_eq!(
        seen(&desk),
        [
            "DNS hijack",
            "Package worm",
            "OAuth tokens",
            "Mail gateway",
            "Bilge pump"
        ]
    );
    desk.keys("<down>");
    insta::assert_snapshot!("wide", desk.styled(WIDE));
    insta::assert_snapshot!("small", desk.picture(SMALL));
    insta::assert_snapshot!("ascii", desk.picture(PLAIN));
}

#[test]
fn there_is_a_journal_once_something_was_heard_and_esc_leaves_it() {
    let mut desk = Desk::home();
    desk.tell(Msg::Recents(vec![half_a_year()[1].clone()]));
    assert!(!desk.picture(WIDE).contains("Journal"));
    desk.keys("J");
    assert!(
        desk.picture(WIDE)
            .contains("No news items yet. Press o to check one")
    );
    desk.keys("f");
    assert!(desk.picture(WIDE).contains("No news items yet."));
    desk.keys("Y<esc>");
    assert_eq!(desk.app.screen(), Screen::Home);
    desk.tell(Msg::Recents(half_a_year()));
    let home = desk.picture(WIDE);
    assert!(home.contains("J    Journal"), "{home}");
    assert!(home.contains("1 one-threat to look at again."), "{home}");
    // No session is named there, even after the journal was seen.
    desk.keys("J<esc>");
    assert_eq!(seen(&desk), [""; 0]);
}

#[test]
fn what_is_to_be_looked_at_again_is_counted_and_stands_among_the_sessions_to_come_back_to() {
    let mut desk = Desk::home();
    desk.tell(Msg::Recents(half_a_year()));
    desk.keys("r");
    let list = desk.picture(WIDE);
    assert!(list.contains("! 1 one-threat to look at again."), "{list}");
    let line = list
        .lines()
        .find(|line| line.contains("Mail gateway"))
        .unwrap();
    assert!(line.starts_with(" > 1") && line.contains("AGAIN"), "{list}");
    let mut desk = Desk::plain();
    desk.tell(Msg::Recents(half_a_year()));
    desk.keys("r");
    assert!(
        heard(&desk).contains("one threat, last met 8 weeks ago, to look at again"),
        "{}",
        heard(&desk)
    );
}

#[test]
fn a_news_item_is_found_by_its_text_system_person_or_number() {
    for (words, expected) in [
        ("worm", "Package worm"),
        ("mobile", "OAuth tokens"),
        ("cve-2026-12345", "Package worm"),
    ] {
        let mut desk = journal();
        desk.keys(&format!("/«{words}»"));
        assert_eq!(seen(&desk), [expected], "{words}");
        let says = desk.picture(WIDE);
        assert!(says.contains("1 news item of 5"), "{says}");
    }
    // What only reading tells is found when the files were looked through.
    let mut desk = journal();
    desk.keys("/«replay»");
    assert_eq!(seen(&desk), [""; 0]);
    let found = Found {
        path: "~/one/dns-hijack.ron".to_owned(),
        at: None,
        says: "T1: Tokens are replayed".to_owned(),
        more: 0,
    };
    desk.tell(Msg::Sought(Sought {
        words: "replay".to_owned(),
        found: vec![found],
    }));
    assert_eq!(seen(&desk), ["DNS hijack"]);
    assert!(desk.picture(WIDE).contains("T1: Tokens are replayed"));
    desk.keys("<enter>");
    assert!(
        desk.effects
            .contains(&Effect::Open("~/one/dns-hijack.ron".to_owned()))
    );
}

#[test]
fn whoever_opens_one_from_the_journal_comes_back_to_it() {
    let mut desk = journal();
    desk.keys("<enter>");
    desk.open(crate::support::room());
    assert_ne!(desk.app.screen(), Screen::Journal);
    desk.keys("<ctrl-p>«start screen»<enter>");
    assert_eq!(desk.app.screen(), Screen::Journal);
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::Home);
}

#[test]
fn whoever_leaves_a_session_is_told_nothing_about_a_list() {
    let mut desk = Desk::home();
    desk.tell(Msg::Recents(half_a_year()));
    desk.keys("o«Worm»<enter><esc>");
    assert_eq!(desk.app.screen(), Screen::Home);
    assert_eq!(desk.app.notice, None);
    desk.keys("<down><wait:Press l to list the sessions first>");
}

#[test]
fn what_is_due_is_counted_again_on_another_day() {
    for keys in ["", "J"] {
        let mut desk = Desk::home();
        desk.tell(Msg::Recents(half_a_year()));
        desk.keys(keys);
        let mut find = |hours| {
            let then = ten() + TimeDelta::hours(hours);
            let effects = desk.app.update(then, Msg::Tick);
            effects.contains(&Effect::FindRecents)
        };
        assert_eq!([1, 13, 14, 15].map(&mut find), [false, false, true, false]);
    }
}

#[test]
fn a_step_is_done_from_its_row_and_the_row_is_read_again() {
    let mut desk = journal();
    desk.keys("<down>f");
    let path = half_a_year()[2].path.clone();
    assert_eq!(
        desk.effects.last(),
        Some(&Effect::Finish(path, ActionId(2)))
    );
    desk.tell(Msg::ChangedAside(Ok("Done: Pin the package".to_owned())));
    assert_eq!(desk.effects.last(), Some(&Effect::FindRecents));
    assert!(
        desk.picture(WIDE)
            .contains("Done: Pin the package. Press u to undo.")
    );
    let mut more = half_a_year();
    more[2] = with(more[2].clone(), |heard| {
        heard.next.as_mut().unwrap().status = ActionStatus::Done;
    });
    desk.tell(Msg::Recents(more));
    let row = desk.picture(WIDE);
    let row = row
        .lines()
        .find(|line| line.contains("Package worm"))
        .unwrap();
    assert!(
        row.starts_with(" > ") && row.trim_end().ends_with("done"),
        "{row}"
    );
    desk.keys("f");
    assert!(desk.picture(WIDE).contains("No next step is open."));
    // The file has it, and a key takes it back there, once.
    desk.keys("u");
    let path = half_a_year()[2].path.clone();
    assert_eq!(
        desk.effects.last(),
        Some(&Effect::Reopen(path, ActionId(2)))
    );
    desk.tell(Msg::ChangedAside(Ok(
        "Open again: Pin the package".to_owned()
    )));
    let says = desk.picture(WIDE);
    assert!(
        says.contains("Open again: Pin the package") && !says.contains("to undo"),
        "{says}"
    );
    desk.keys("u");
    assert!(desk.picture(WIDE).contains("Nothing to undo."));
    let held = "worm.ron is open in another terminal. Close it there, or make this change there.";
    desk.tell(Msg::ChangedAside(Err(held.to_owned())));
    assert!(desk.picture(WIDE).contains(held));
}

#[test]
fn a_journal_in_which_nothing_is_found_does_not_say_that_it_is_empty() {
    let mut desk = journal();
    // As with a key of one's own that works while words are typed.
    desk.app.home.filter = "no such thing".to_owned();
    for key in ["f", "Y"] {
        desk.keys(key);
        let notice = desk.app.notice.as_ref().unwrap().says.clone();
        assert!(
            notice.starts_with("No news item contains these words."),
            "{notice}"
        );
        assert!(
            !desk.picture(WIDE).contains("No news items yet"),
            "{}",
            desk.picture(WIDE)
        );
    }
}

#[test]
fn a_row_is_copied_for_the_chat_and_asked_again_into_a_file() {
    let mut desk = journal();
    let path = half_a_year()[5].path.clone();
    for keep in [false, true] {
        desk.keys("Y");
        let copy = Effect::CopyNews {
            path: path.clone(),
            keep,
        };
        assert_eq!(desk.effects.last(), Some(&copy));
    }
    desk.keys("<down>Y");
    assert!(matches!(
        desk.effects.last(),
        Some(Effect::CopyNews { keep: false, .. })
    ));
}

#[test]
fn a_row_is_attached_to_a_model_and_says_so_at_once() {
    let mut more = half_a_year();
    more[2].threats = 1;
    let mut desk = Desk::home();
    desk.tell(Msg::Recents(more.clone()));
    desk.keys("J<down>a<wait:attach to>«bil»<tab><wait:Billing><enter>");
    let attach = Effect::AttachNews {
        path: more[2].path.clone(),
        model: "~/models/billing.ron".to_owned(),
        me: String::new(),
    };
    assert_eq!(desk.effects.last(), Some(&attach));
    assert!(desk.app.bar.is_none());
    desk.tell(Msg::ChangedAside(
        Ok("Attached to Billing as T4".to_owned()),
    ));
    assert_eq!(desk.effects.last(), Some(&Effect::FindRecents));
    more[2] = with(more[2].clone(), |heard| {
        heard.attached = vec!["Billing".to_owned()]
    });
    desk.tell(Msg::Recents(more));
    assert!(desk.picture(WIDE).contains("Attached to: Billing"));
    // The same refusals as on the form: a one-threat session is no model.
    desk.keys("a«~/one/dns-hijack.ron»<enter><wait:not a system's model><esc>");
    // What was not answered has nothing to attach.
    desk.keys("<up>a<wait:Nothing to attach yet>");
    assert!(desk.app.bar.is_none());
    let mut none = Desk::home();
    none.tell(Msg::Recents(Vec::new()));
    none.keys("Ja<wait:No news items yet.>b<wait:No news items yet.>");
}

#[test]
fn the_day_to_look_again_is_set_from_the_row_even_when_the_list_moves_meanwhile() {
    let mut desk = journal();
    desk.keys("<down>b<wait:look again>«soon»<enter><wait:soon>");
    assert!(desk.app.bar.as_ref().unwrap().refusal.is_some());
    desk.tell(Msg::Recents(half_a_year()[1..].to_vec()));
    desk.keys("<ctrl-u>«2w»<enter>");
    let path = half_a_year()[2].path.clone();
    let day = today() + TimeDelta::days(14);
    assert_eq!(desk.effects.last(), Some(&Effect::LookAgain(path, day)));
    assert!(desk.app.bar.is_none());
    desk.keys("b<enter>");
    assert!(desk.app.bar.is_none(), "nothing typed changes nothing");
}

#[test]
fn no_state_is_cut_on_the_smallest_screen() {
    let desk = journal();
    let small = desk.screen(SMALL);
    assert!(small.contains("open today"), "{small}");
}

#[test]
fn the_line_counts_what_is_shown() {
    let mut desk = journal();
    let year = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    assert!(today() > year);
    let all = "5 seen since Oct 2025: 1 yes, 1 maybe, 1 unknown, 1 no, 1 not answered; 4 open";
    assert!(desk.picture(WIDE).contains(all), "{}", desk.picture(WIDE));
    desk.keys("/«worm»");
    assert!(
        desk.picture(WIDE)
            .contains("1 seen since May: 1 maybe; 1 open")
    );
}

/// Everything that was heard so far.
fn heard(desk: &Desk) -> String {
    format!("{:?}", desk.voice.as_ref().unwrap().1)
}

#[test]
fn a_listener_hears_the_line_that_counts_and_every_row() {
    let mut desk = Desk::plain();
    desk.tell(Msg::Recents(half_a_year()));
    desk.keys("J");
    let heard = heard(&desk);
    assert!(heard.contains("Journal."), "{heard}");
    assert!(heard.contains("5 seen since Oct 2025"), "{heard}");
    assert!(
        heard.contains("DNS hijack, seen 9 May, not answered, open today"),
        "{heard}"
    );
    desk.keys("<down>");
    let heard = self::heard(&desk);
    let row = "seen 6 May, system: Billing, affects us: maybe, \
               next: Pin the package on one repository and watch its build @Ana, open 3 days, \
               attached to Payments API: refund flow.";
    assert!(heard.contains(row), "{heard}");
}

#[test]
fn a_day_of_another_year_is_no_day_of_this_one() {
    let mut desk = Desk::home();
    desk.tell(Msg::Recents(vec![news("Old worm", 132, "Billing", None)]));
    desk.keys("J");
    for size in [WIDE, PLAIN, SMALL] {
        let picture = desk.picture(size);
        assert!(picture.contains("Dec 2025"), "{picture}");
        assert!(!picture.contains("12/25"), "{picture}");
    }
}
