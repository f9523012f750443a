//! Nothing leaves a sheet, whatever a session holds.

use threatboard::domain::Text;

use super::{Handed, MOMENTS, finish};
use crate::browsers::heard::Proxy;
use crate::browsers::{Browser, Kind, Start, in_browsers};

in_browsers!(
    a_hostile_session_runs_nothing_and_asks_for_nothing,
    a_sheet_that_wants_to_talk_is_heard_without_its_policy_and_not_with_it,
);

/// What ends a title, an attribute, a script or a text, and then asks for something.
const HOSTILE: &str = "</title></script></textarea>\"'><img src=x onerror=hacked=1><script>hacked=1</script><meta \
    http-equiv=refresh content='0;url=http://refresh.example/'><link rel=preconnect href=https://connect.example><!--";

/// What someone could have put into a page to be told who reads it.
const TALKS: &str =
    "<img src='http://picture.example/'><script>fetch('http://script.example/')</script>";

fn start(proxy: &Proxy) -> Start {
    Start {
        proxy: Some(proxy.port()),
        ..Start::default()
    }
}

fn a_hostile_session_runs_nothing_and_asks_for_nothing(kind: Kind) {
    let proxy = Proxy::start();
    let browser = Browser::start_with(kind, start(&proxy));
    for moment in MOMENTS {
        let handed = Handed::of_changed(moment, |session| {
            let hostile = || Text::new(HOSTILE);
            session.title = hostile();
            session.participants[1].name = hostile();
            session.elements[0].name = hostile();
            session.flows[0].data = hostile();
            for note in &mut session.notes {
                note.text = hostile();
            }
            for threat in &mut session.threats {
                threat.text = hostile();
            }
            for action in &mut session.actions {
                action.text = hostile();
            }
        });
        let person = handed.opened(&browser);
        assert!(person.text("h1").contains(HOSTILE), "{}", person.text("h1"));
        person.pick("#who", "Ana");
        match moment {
            "silent" | "before" => {
                person.click("#t-1");
                person.type_text("</script><img src=x onerror=hacked=1>");
            }
            "vote" => person.click(".more"),
            _ => person.click("[name=scale-c][value='3']"),
        }
        finish(&person);
        assert!(person.run("typeof hacked").as_str() == Some("undefined"));
        assert_eq!(person.requests(), [""; 0], "{moment}");
        assert_eq!(person.complaints(), [""; 0], "{moment}");
        assert!(
            person
                .run("location.href")
                .as_str()
                .unwrap()
                .starts_with("file:")
        );
    }
    browser.person().go_in_vain("http://last.example/");
    assert_eq!(proxy.until("http://last.example/"), [""; 0]);
}

fn a_sheet_that_wants_to_talk_is_heard_without_its_policy_and_not_with_it(kind: Kind) {
    let handed = Handed::of_example("silent");
    let talks = handed
        .html()
        .replacen("<header>", &format!("{TALKS}<header>"), 1);
    let (before, rest) = talks
        .split_once("<meta http-equiv=\"Content-Security-Policy\"")
        .unwrap();
    let (_, after) = rest.split_once('>').unwrap();
    let heard = |html: &str| {
        handed.replace(html);
        let proxy = Proxy::start();
        let browser = Browser::start_with(kind, start(&proxy));
        let person = handed.opened(&browser);
        let requests = person.requests();
        browser.person().go_in_vain("http://last.example/");
        (requests, proxy.until("http://last.example/"))
    };
    let (requests, asked) = heard(&format!("{before}{after}"));
    for host in ["picture.example", "script.example"] {
        for told in [&requests, &asked] {
            assert!(
                told.iter().any(|told| told.contains(host)),
                "{host}: {told:?}"
            );
        }
    }
    assert_eq!(heard(&talks), (Vec::new(), Vec::new()));
}
