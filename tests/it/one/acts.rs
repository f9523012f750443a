//! What the finished form does. Before, keys, after.

use chrono::NaiveDate;
use threatboard::app::effect::Effect;
use threatboard::app::msg::{Msg, Recent};
use threatboard::domain::{ActionStatus, AttachedTo, SessionKind, ThreatId};
use threatboard::keys::Screen;

use super::{NO, desk, known, worm};
use crate::support::{Desk, WIDE, today};

/// The form, filled in, with a next step and nothing that is typed.
fn finished() -> Desk {
    let mut desk = worm();
    desk.keys("<enter>y«Our key is stolen»<enter>«lockfile»<enter><enter>«pin it @me due fri»<enter><enter>y");
    assert!(desk.app.bar.is_none());
    desk
}

fn notice(desk: &Desk) -> String {
    let notice = desk.app.notice.as_ref();
    notice.map(|notice| notice.says.clone()).unwrap_or_default()
}

/// The model that the last wish to attach names.
fn model(desk: &Desk) -> Option<&str> {
    desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Attach { model, .. } => Some(model.as_str()),
        _ => None,
    })
}

#[test]
fn the_finished_form_names_what_can_be_done_with_it() {
    let screen = finished().screen(WIDE);
    for key in ["Y copy", "a attach", "f done", "b look again", "x export"] {
        assert!(screen.contains(key), "{key}:\n{screen}");
    }
}

#[test]
fn copying_gives_the_five_lines_and_once_more_a_file() {
    let mut desk = finished();
    desk.keys("YY");
    let copies: Vec<(&str, bool)> = desk
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Copy { file, keep } => Some((file.contents.as_str(), *keep)),
            _ => None,
        })
        .collect();
    let [(five, false), (again, true)] = copies.as_slice() else {
        panic!("{copies:?}")
    };
    assert_eq!(five, again);
    assert_eq!(five.lines().count(), 5);
    assert!(
        five.contains("Next: me: pin it, by Fri 15 May 2026"),
        "{five}"
    );
}

#[test]
fn done_closes_the_next_step_and_undo_opens_it_again() {
    let mut desk = finished();
    let status = |desk: &Desk| desk.session().actions[0].status;
    desk.keys("f");
    assert_eq!(status(&desk), ActionStatus::Done);
    desk.keys("f<wait:No open next step>u");
    assert_eq!(status(&desk), ActionStatus::Open);
}

#[test]
fn a_day_to_look_again_can_be_given_when_all_is_done() {
    let mut desk = finished();
    desk.keys("by");
    assert_eq!(
        desk.session()
            .look_again()
            .map(|d| d.to_string())
            .as_deref(),
        Some("2026-05-23")
    );
    desk.keys("<wait:23 May>b<ctrl-u>«1 jun»<enter><wait:1 Jun>");
    desk.keys("YY");
    let five = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Copy { file, .. } => Some(file.contents.clone()),
        _ => None,
    });
    assert!(five.unwrap().ends_with("Look again on Mon 1 Jun 2026\n"));
}

#[test]
fn it_is_exported_and_esc_comes_back_to_the_form() {
    let mut desk = finished();
    desk.keys("x");
    assert_eq!(desk.app.screen(), Screen::Export);
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::OneThreat);
}

#[test]
fn it_goes_into_a_model_that_tab_completes_and_says_where_it_went() {
    let mut desk = finished();
    desk.keys("a«bil»<tab>");
    assert_eq!(desk.app.bar.as_ref().unwrap().editor.text(), "Billing");
    desk.keys("<tab>");
    assert_eq!(desk.app.bar.as_ref().unwrap().editor.text(), "Old billing");
    desk.keys("<tab><enter>");
    assert_eq!(model(&desk), Some("~/models/Billing.ron"));
    desk.tell(Msg::Attached(Ok(AttachedTo {
        model: uuid::Uuid::nil(),
        title: "Billing".into(),
        threat: ThreatId(4),
        on: today(),
    })));
    assert_eq!(notice(&desk), "Attached to Billing as T4");
    desk.keys("<wait:attached to          Billing as T4, 9 May>");
    let on: Vec<NaiveDate> = desk.session().attached_to.iter().map(|to| to.on).collect();
    assert_eq!(on, [today()]);
    // A path that no one knows is tried.
    desk.keys("a«other/model.ron»<enter>");
    assert_eq!(model(&desk), Some("other/model.ron"));
    desk.tell(Msg::Attached(Err(
        "other/model.ron is not there.".to_owned()
    )));
    assert_eq!(notice(&desk), "other/model.ron is not there.");
}

#[test]
fn of_several_models_of_one_title_none_is_guessed() {
    let mut desk = finished();
    let at = |path: &str| Recent {
        path: path.to_owned(),
        ..known("Billing")
    };
    let news = Recent {
        kind: Some(SessionKind::OneThreat),
        ..known("Billing")
    };
    desk.tell(Msg::Recents(vec![
        news.clone(),
        at("/a/billing.ron"),
        at("/b/billing.ron"),
    ]));
    desk.keys("a«billing»<enter>");
    assert_eq!(model(&desk), None);
    let refusal = desk.app.bar.as_ref().and_then(|bar| bar.refusal.clone());
    assert_eq!(
        refusal.as_deref(),
        Some("2 models are called Billing. Press Tab to choose one by its path.")
    );
    desk.keys("<tab><tab>");
    assert_eq!(
        desk.app.bar.as_ref().unwrap().editor.text(),
        "/b/billing.ron"
    );
    desk.keys("<enter>");
    assert_eq!(model(&desk), Some("/b/billing.ron"));
    // A one-threat session of that title is no second model.
    desk.tell(Msg::Recents(vec![news, at("/a/billing.ron")]));
    desk.keys("a«Billing»<enter>");
    assert_eq!(model(&desk), Some("/a/billing.ron"));
}

#[test]
fn what_is_no_model_is_refused_by_its_name() {
    let mut desk = finished();
    let broken = Recent {
        kind: None,
        broken: Some("line 3: expected a comma.".to_owned()),
        ..known("Portal.ron")
    };
    let news = Recent {
        kind: Some(SessionKind::OneThreat),
        ..known("Bilge pump worm")
    };
    desk.tell(Msg::Recents(vec![broken, news, known("Billing")]));
    for (typed, says) in [
        (
            "Bilge pump worm",
            "Bilge pump worm is a one-threat session, not a system's model. Choose a meeting.",
        ),
        (
            "portal.ron",
            "Portal.ron cannot be read: line 3: expected a comma. Repair it, or choose another model.",
        ),
    ] {
        desk.keys(&format!("a«{typed}»<enter>"));
        let refusal = desk.app.bar.as_ref().and_then(|bar| bar.refusal.clone());
        assert_eq!(refusal.as_deref(), Some(says));
        desk.keys("<ctrl-u><esc>");
    }
    assert_eq!(model(&desk), None);
    desk.keys("a«por»<tab><wait:No model of that name>");
}

#[test]
fn nothing_is_attached_or_copied_before_it_says_anything() {
    let mut desk = worm();
    desk.keys("<tab><tab><tab><tab><tab><tab><tab><tab>");
    assert!(desk.app.bar.is_none());
    desk.keys("a<wait:Nothing to attach yet>Y<wait:Nothing to copy yet>");
    let mut desk = self::desk();
    desk.keys(NO);
    desk.keys("a");
    assert!(desk.app.bar.is_some());
}

#[test]
fn the_owner_of_the_next_step_is_a_digit_or_a_name() {
    let owner = |desk: &Desk| {
        let session = desk.session();
        session.name_of(session.actions[0].owner).map(str::to_owned)
    };
    let mut desk = worm();
    desk.keys("<enter>y«Our key is stolen»<enter>«lockfile»<enter><enter>«pin it»<enter><enter>y");
    // Nobody is here yet: a name comes in.
    desk.keys("o«Bo Lee»<enter>");
    assert_eq!(owner(&desk).as_deref(), Some("Bo Lee"));
    desk.keys("oAna<enter>");
    assert_eq!(owner(&desk).as_deref(), Some("Ana"));
    desk.keys("o1");
    assert_eq!(owner(&desk).as_deref(), Some("Bo Lee"));
    desk.keys("oan<enter>");
    assert_eq!(
        owner(&desk).as_deref(),
        Some("Ana"),
        "a part of a name is enough"
    );
    desk.keys("o-");
    assert_eq!(owner(&desk), None);
    desk.keys("o@me<enter>");
    assert_eq!(owner(&desk).as_deref(), Some("me"));
    let names: Vec<&str> = desk
        .session()
        .participants
        .iter()
        .map(|p| p.name.as_str())
        .collect();
    assert_eq!(names, ["Bo Lee", "Ana", "me"]);
}

#[test]
fn at_and_a_name_that_no_one_knows_is_someone_new() {
    let mut desk = worm();
    desk.keys("<enter>y«Our key is stolen»<enter>«lockfile»<enter><enter>«pin it @bo due fri»<enter>«is it used? @Cy,»<enter>y");
    let session = desk.session();
    assert_eq!(session.name_of(session.actions[0].owner), Some("bo"));
    assert_eq!(
        session
            .name_of(session.questions[0].speaker)
            .or(session.name_of(session.questions[0].owner)),
        Some("Cy")
    );
    assert_eq!(session.actions[0].text.as_str(), "pin it");
    // What is no name stays text.
    let mut desk = worm();
    desk.keys(
        "<enter>y«Our key is stolen»<enter>«lockfile»<enter><enter>«pin @angular/core»<enter>",
    );
    assert!(desk.session().participants.is_empty());
    assert_eq!(desk.session().actions[0].text.as_str(), "pin @angular/core");
}

#[test]
fn undo_does_not_take_back_that_it_is_in_a_model() {
    let mut desk = finished();
    desk.tell(Msg::Attached(Ok(AttachedTo {
        model: uuid::Uuid::nil(),
        title: "Billing".into(),
        threat: ThreatId(4),
        on: today(),
    })));
    desk.keys("u");
    assert_eq!(
        notice(&desk),
        "It is in Billing; delete T4 there if it should not be."
    );
    assert_eq!(desk.session().attached_to.len(), 1);
    // What was done before it can still be undone.
    desk.keys("u");
    assert_eq!(desk.session().better, None);
    assert_eq!(desk.session().attached_to.len(), 1);
}
