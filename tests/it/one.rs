//! One threat: a news item held against what we have, in three minutes. Before, keys, after.

mod acts;
mod earlier;
mod ends;
mod pair;
mod real;
mod several;
mod ten_weeks;

use threatboard::app::effect::Effect;
use threatboard::app::msg::{Msg, Opened, Recent};
use threatboard::domain::{
    ActionKind, Applies, ItemId, ResponseKind, Session, SessionKind, Status,
};
use threatboard::keys::Screen;
use threatboard::keys::key::{Key, KeyCode};

use crate::support::{Desk, PLAIN, WIDE, ten};
use crate::terminal::keys::{count, parse};

/// The exercise of the handbook, key by key.
pub(crate) const SCRIPT: &str = include_str!("../scripts/one-threat.keys");
/// The same for news that does not touch us, until it is done and kept.
pub(crate) const NO: &str = "o<paste:Mail server flaw https://example.org/mail><enter><enter>n\
                             «we do not run mail»<enter><wait:Complete.>";

/// A meeting on the start screen.
pub(crate) fn known(title: &str) -> Recent {
    Recent {
        path: format!("~/models/{title}.ron"),
        title: title.to_owned(),
        kind: Some(SessionKind::Meeting),
        touched: ten(),
        threats: 3,
        open_actions: 0,
        actions: 0,
        late_actions: 0,
        open_questions: 0,
        revisit_due: None,
        broken: None,
        ..Recent::default()
    }
}

/// The start screen of someone with three meetings and an earlier news item.
pub(crate) fn desk() -> Desk {
    let mut desk = Desk::home();
    let news = Recent {
        kind: Some(SessionKind::OneThreat),
        ..known("Bilge pump worm")
    };
    desk.tell(Msg::Recents(vec![
        news,
        known("Mobile login"),
        known("Billing"),
        known("Old billing"),
    ]));
    desk
}

/// The form, after a headline was pasted.
pub(crate) fn worm() -> Desk {
    let mut desk = desk();
    desk.keys("o<paste:Package worm spreads https://example.org/worm><enter>");
    desk
}

fn open(session: Session) -> Desk {
    let mut desk = desk();
    desk.tell(Msg::Opened(Ok(Opened {
        session: session.into(),
        path: "~/models/one/worm.ron".to_owned(),
        held_by: None,
        warning: None,
        new: false,
    })));
    desk
}

/// What the last save holds.
fn saved(desk: &Desk) -> (Session, Option<String>) {
    let save = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Save(snapshot) => Some(snapshot.clone()),
        _ => None,
    });
    let save = save.expect("something was saved");
    let line = save.draft.map(|draft| draft.text.to_string());
    ((*save.session).clone(), line)
}

/// What the session holds after the exercise was typed.
pub(crate) fn holds_the_exercise(session: &Session) {
    assert_eq!(session.kind, SessionKind::OneThreat);
    let headline = "Package worm spreads through install scripts";
    assert_eq!(session.title.as_str(), headline);
    let source = session.source.clone().expect("a source");
    assert_eq!(
        (source.title.as_str(), source.url.as_str()),
        (headline, "https://example.org/worm")
    );
    assert_eq!(source.seen_on, session.sittings[0].started.date_naive());
    assert_eq!(session.system.as_deref(), Some("Billing"));
    let [threat] = session.threats.as_slice() else {
        panic!("{:?}", session.threats)
    };
    assert_eq!(
        threat.text.as_str(),
        "A package update steals the deploy key from our build server."
    );
    assert_eq!(threat.applies, Some(Applies::Maybe));
    let mitigations: Vec<(&str, Status)> = session
        .mitigations
        .iter()
        .map(|m| (m.text.as_str(), m.status))
        .collect();
    assert_eq!(
        mitigations,
        [
            ("lockfile", Status::InPlace),
            ("block install scripts in CI", Status::CouldDo)
        ]
    );
    let [action] = session.actions.as_slice() else {
        panic!("{:?}", session.actions)
    };
    assert_eq!(action.text.as_str(), "try it on one repo");
    assert_eq!(session.name_of(action.owner), Some("me"));
    let due = action.due.expect("a date");
    assert_eq!(due.format("%a").to_string(), "Fri");
    assert_eq!(action.about, [ItemId::from(threat.id)]);
    let [question] = session.questions.as_slice() else {
        panic!("{:?}", session.questions)
    };
    assert_eq!(
        question.text.as_str(),
        "does the base image run install scripts?"
    );
    assert_eq!(session.better, Some(true));
    assert!(session.sittings[0].ended.is_some(), "leaving closes it");
    assert_eq!(session.draft, None);
}

#[test]
fn the_exercise_costs_fourteen_keys_at_most_and_a_no_five() {
    for (script, most) in [(SCRIPT, 14), (NO, 5)] {
        let cost = count(&parse(script).unwrap());
        let keys = cost.keys_besides_text;
        assert!(keys <= most, "{keys} keys besides the text: {cost:?}");
    }
}

#[test]
fn the_exercise_is_in_the_file_when_it_is_left() {
    let mut desk = desk();
    desk.play(SCRIPT);
    let (session, draft) = saved(&desk);
    holds_the_exercise(&session);
    assert_eq!(draft, None);
    assert_eq!(
        desk.app.screen(),
        Screen::Home,
        "Esc goes back to where o was"
    );
}

#[test]
fn no_is_a_whole_answer() {
    let mut desk = desk();
    desk.keys(NO);
    let (session, _) = saved(&desk);
    let threat = &session.threats[0];
    assert_eq!(threat.text.as_str(), "Mail server flaw");
    assert_eq!(threat.applies, Some(Applies::No));
    let response = threat.response.clone().unwrap();
    assert_eq!(
        (response.kind, response.reason.as_str()),
        (ResponseKind::NotApplicable, "we do not run mail")
    );
    assert!(session.actions.is_empty(), "nothing is left to decide");
}

#[test]
fn a_no_that_was_a_mistake_is_taken_back_with_its_response() {
    let mut desk = worm();
    desk.keys("<enter>n«we do not»<backtab>y«Our key is stolen»<enter>");
    let threat = &desk.session().threats[0];
    assert_eq!(threat.applies, Some(Applies::Yes));
    assert_eq!(threat.response, None);
    assert_eq!(threat.text.as_str(), "Our key is stolen");
}

#[test]
fn nothing_in_place_and_no_idea_is_something_to_decide() {
    let mut desk = worm();
    desk.keys("<enter>y«Our key is stolen»<enter><enter><enter><wait:A1 added to decide on one>");
    let action = &desk.session().actions[0];
    assert_eq!(action.kind, ActionKind::Decide);
    // Going back and forth does not add it again.
    desk.keys("<backtab><backtab><backtab><enter><enter>");
    assert_eq!(desk.session().actions.len(), 1);
}

#[test]
fn tab_completes_our_things_meetings_only_and_the_likeliest_first() {
    let mut desk = worm();
    desk.keys("«bil»<wait:known: Billing, Old billing><tab>");
    let line = |desk: &Desk| desk.app.bar.as_ref().unwrap().editor.text().to_owned();
    assert_eq!(line(&desk), "Billing");
    desk.keys("<tab>");
    assert_eq!(line(&desk), "Old billing");
    desk.keys("<enter>");
    assert_eq!(desk.session().system.as_deref(), Some("Old billing"));
}

#[test]
fn no_meeting_is_named_before_its_letters_are_typed() {
    let mut desk = worm();
    let named = |desk: &Desk| {
        let screen = desk.screen(WIDE);
        let titles = ["Mobile login", "Billing", "Old billing"];
        let there = titles.into_iter().filter(|title| screen.contains(title));
        there.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(named(&desk), "");
    desk.keys("«x»");
    assert_eq!(named(&desk), "");
    desk.keys("<bs>«m»");
    assert_eq!(named(&desk), "Mobile login");
    // Tab shows what else the letters mean.
    desk.keys("<bs>«o»<tab>");
    assert_eq!(named(&desk), "Old billing");
    // What was kept is there, and nothing that no one asked for.
    desk.keys("<ctrl-u>«Mobile»<enter><backtab>");
    assert!(
        !desk.screen(WIDE).contains("known:"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("« »");
    desk.keys("<wait:known: Mobile login>");
}

#[test]
fn tab_skips_a_box_and_shift_tab_goes_back_with_what_was_kept() {
    let mut desk = worm();
    desk.keys("<tab><tab>«Our key is stolen»<tab>«lockfile»<backtab><backtab>");
    let bar = desk.app.bar.as_ref().unwrap();
    assert_eq!(bar.editor.text(), "Our key is stolen");
    assert_eq!(desk.session().mitigations[0].text.as_str(), "lockfile");
    desk.keys("<ctrl-a>«Look: »<backtab>");
    assert_eq!(
        desk.session().threats[0].text.as_str(),
        "Look: Our key is stolen"
    );
}

#[test]
fn a_line_of_a_box_is_changed_where_it_stands_and_an_emptied_one_is_gone() {
    let mut desk = worm();
    desk.keys("<enter>y«Our key is stolen»<enter><enter>«one»<enter>«two»<enter>");
    desk.keys("<backtab>« more»<enter>");
    let texts = |desk: &Desk| -> Vec<String> {
        let all = desk.session().mitigations.iter();
        all.map(|m| m.text.to_string()).collect()
    };
    assert_eq!(texts(&desk), ["one", "two more"]);
    desk.keys("<backtab><backtab><backtab><bs><bs><bs><enter>");
    assert_eq!(texts(&desk), ["two more"]);
}

#[test]
fn only_the_threat_is_needed() {
    let mut desk = desk();
    desk.keys("o<enter><tab>y");
    let refusal = desk.app.bar.as_ref().unwrap().refusal.clone();
    assert!(refusal.unwrap().starts_with("No headline yet"));
    desk.keys("<tab>«Our build key is stolen»<esc>");
    let (session, _) = saved(&desk);
    assert_eq!(session.title.as_str(), "Our build key is stolen");
    assert_eq!(session.threats.len(), 1);
}

#[test]
fn a_threat_that_is_the_headline_again_is_taken_with_a_hint() {
    let mut desk = worm();
    desk.keys("«Billing»<enter>y«A package steals keys»<enter><wait:what would it do to Billing?>");
    assert_eq!(
        desk.session().threats[0].text.as_str(),
        "A package steals keys"
    );
    desk.keys("<enter><gone:what would it do to Billing?>");
}

#[test]
fn one_key_boxes_take_their_keys_and_nothing_else() {
    let mut desk = worm();
    desk.keys("<enter>x<wait:Type y, m, n or d>");
    desk.keys("<paste:yes>");
    assert!(desk.session().threats.is_empty());
    desk.keys("?<wait:ONE THREAT><esc>");
    assert!(desk.app.overlay.is_none());
    desk.tell(Msg::Typed("d".to_owned()));
    assert_eq!(desk.session().threats[0].applies, Some(Applies::Unknown));
}

#[test]
fn a_question_mark_is_a_letter_in_a_line() {
    let mut desk = worm();
    desk.keys("«Billing?»<enter>");
    assert_eq!(desk.session().system.as_deref(), Some("Billing?"));
}

#[test]
fn a_pasted_list_is_one_idea_a_line_after_one_look() {
    let mut desk = worm();
    desk.keys(r"<enter>y«Our key is stolen»<enter><enter><paste:pin versions\nblock scripts>");
    assert!(desk.session().mitigations.is_empty());
    desk.keys("<enter>");
    assert_eq!(desk.session().mitigations.len(), 2);
    desk.keys("<enter><wait:One next step>");
}

#[test]
fn a_half_typed_line_is_in_every_save_and_comes_back_in_its_box() {
    let mut desk = worm();
    desk.keys("<enter>y«Our key is st»");
    let (session, draft) = saved(&desk);
    assert_eq!(draft.as_deref(), Some("Our key is st"));
    let Some(Effect::Save(snapshot)) = desk.effects.last() else {
        panic!("{:?}", desk.effects)
    };
    let draft = snapshot.draft.clone();
    let mut again = open(Session { draft, ..session });
    again.keys("<wait:is back>«olen»<enter>");
    assert_eq!(
        again.session().threats[0].text.as_str(),
        "Our key is stolen"
    );
}

#[test]
fn a_finished_file_opens_as_the_card_and_tab_goes_into_its_boxes() {
    let mut desk = desk();
    desk.play(SCRIPT);
    let (session, _) = saved(&desk);
    let mut desk = open(session.clone());
    assert_eq!(desk.app.screen(), Screen::OneThreat);
    assert!(desk.app.bar.is_none());
    assert!(desk.screen(PLAIN).contains("[MAYBE]"));
    desk.keys("<tab>");
    let bar = desk.app.bar.as_ref().unwrap();
    assert_eq!(
        bar.editor.text(),
        "Package worm spreads through install scripts https://example.org/worm"
    );
    desk.keys("<tab><tab><tab><tab><esc>");
    assert!(
        !desk.effects.iter().any(|e| matches!(e, Effect::Save(_))),
        "looking changes nothing"
    );
}

#[test]
fn an_unfinished_file_opens_where_it_was_left() {
    let mut desk = worm();
    desk.keys("<enter>y<esc>");
    let (session, _) = saved(&desk);
    let desk = open(session);
    assert!(
        desk.screen(WIDE)
            .contains("Describe how it would happen here")
    );
    assert!(desk.app.bar.is_some());
}

#[test]
fn it_opens_as_a_meeting_with_nothing_typed_again_and_u_takes_it_back() {
    let mut desk = desk();
    desk.play(SCRIPT);
    let (session, _) = saved(&desk);
    let mut desk = open(session.clone());
    desk.keys("<ctrl-p>«as a meeting»<enter><wait:WHAT ARE WE WORKING ON>");
    assert_eq!(desk.session().kind, SessionKind::Meeting);
    let screen = desk.screen(WIDE);
    assert!(screen.contains("Billing"), "{screen}");
    desk.keys("2");
    assert!(
        desk.screen(WIDE).contains("A package update steals"),
        "{}",
        desk.screen(WIDE)
    );
    assert_eq!(desk.session().threats[0].references.len(), 1);
    desk.keys("u");
    let mut back = desk.session().clone();
    back.counters = session.counters;
    back.sittings.clone_from(&session.sittings); // another day's sitting did begin
    assert_eq!(back, session);
}

#[test]
fn the_headline_can_be_put_right_and_its_threat_follows() {
    let mut desk = worm();
    desk.keys("<enter>y<backtab><backtab><backtab>");
    let bar = desk.app.bar.as_ref().unwrap();
    assert_eq!(
        bar.editor.text(),
        "Package worm spreads https://example.org/worm"
    );
    desk.keys("<ctrl-a>«NPM: »<enter>");
    assert_eq!(desk.session().title.as_str(), "NPM: Package worm spreads");
    assert_eq!(
        desk.session().threats[0].text.as_str(),
        "NPM: Package worm spreads"
    );
}

#[test]
fn somebody_elses_file_can_be_looked_at_and_not_typed_into() {
    let mut desk = desk();
    desk.play(SCRIPT);
    let (session, _) = saved(&desk);
    desk.tell(Msg::Opened(Ok(Opened {
        session: session.into(),
        path: "~/models/one/worm.ron".to_owned(),
        held_by: Some("ana".to_owned()),
        warning: None,
        new: false,
    })));
    desk.keys("<tab>");
    assert!(desk.app.bar.is_none());
    assert!(desk.screen(PLAIN).contains("READ ONLY"));
    // What is typed as if a box were open changes and opens nothing; help and the commands are for everyone.
    let before = (desk.session().clone(), desk.effects.len());
    for c in (' '..='~').filter(|c| !"?:".contains(*c)) {
        desk.tell(Msg::Key(Key::plain(KeyCode::Char(c))));
        let open = (&desk.app.bar, &desk.app.choice, &desk.app.overlay);
        assert!(matches!(open, (None, None, None)), "{c}");
    }
    desk.keys("<paste:two\\nlines>");
    assert_eq!((desk.session().clone(), desk.effects.len()), before);
    assert_eq!(desk.app.screen(), Screen::OneThreat);
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::Home);
}

#[test]
fn leaving_the_empty_form_leaves_nothing_behind() {
    let mut desk = desk();
    desk.keys("o«half a head»<esc>");
    assert_eq!(desk.app.screen(), Screen::Home);
    assert!(desk.app.session().is_none());
    desk.keys("o<ctrl-c>");
    assert_eq!(desk.app.screen(), Screen::Home);
    assert!(!desk.effects.iter().any(|e| matches!(e, Effect::Create(..))));
}

#[test]
fn started_for_one_threat_esc_goes_back_to_the_shell() {
    let mut desk = desk();
    desk.app.ask_what_was_heard();
    desk.keys("«Worm»<enter><enter>n«not here»<enter><esc>");
    assert_eq!(desk.effects.last(), Some(&Effect::Quit));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn no_row_of_keys_breaks_the_form_or_its_file(keys in proptest::collection::vec(0..18_usize, 0..40)) {
        const KEYS: [&str; 18] = [
            "<enter>", "<enter>", "<enter>", "<tab>", "<backtab>", "y", "m", "n", "d", "«a @me >T1»",
            "«due fri #det»", "<bs>", "<esc>", "o", "<ctrl-r>", "u", "<paste:x https://e.org>", "?<esc>",
        ];
        let mut desk = worm();
        for key in keys {
            desk.keys(KEYS[key]);
            desk.screen(PLAIN);
        }
        if let Some(session) = desk.app.session() {
            session.validate().unwrap();
            let text = threatboard::store::format::write(session).unwrap();
            assert_eq!(&threatboard::store::format::read(&text).unwrap(), session);
        }
    }
}
