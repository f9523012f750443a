//! Pages of Markdown, read by comrak.

use proptest::prelude::*;

use super::super::escaping::{folded, is_live, read, still_live};
use super::super::laws::{core, hostile};
use super::{count, example, expected, only};
use crate::domain::{ActionStatus, Session, Status};
use crate::export::Format;

fn holds(session: &Session) -> Result<(), TestCaseError> {
    for format in [Format::STORIES, Format::TASKS] {
        let page = only(format, session);
        let found = read(&page);
        for node in &found.nodes {
            let ours = [
                "document",
                "paragraph",
                "h1",
                "h2",
                "list",
                "item",
                "strong",
                "task",
                "softbreak",
            ];
            prop_assert!(ours.contains(&node.as_str()), "a {} in\n{}", node, page);
        }
        prop_assert_eq!(still_live(&found.prose), None, "in\n{}", page);
        for code in &found.code {
            prop_assert!(is_live(code), "{:?} is code in\n{}", code, page);
        }
        prop_assert!(page.ends_with('\n') && !page.ends_with("\n\n"));
    }
    let page = only(Format::TASKS, session);
    let words = folded(&read(&page).words);
    let wanted = expected(session);
    for ticket in &wanted {
        prop_assert!(
            words.contains(&core(&ticket.words)),
            "{:?} is not in\n{}",
            ticket.words.as_str(),
            page
        );
        prop_assert_eq!(count(&page, &ticket.name), 1, "{}", page);
    }
    let boxes = read(&page)
        .nodes
        .iter()
        .filter(|node| *node == "task")
        .count();
    let tasks = wanted.iter().filter(|it| it.state != ActionStatus::Dropped);
    prop_assert_eq!(boxes, tasks.count(), "{}", page);

    let page = only(Format::STORIES, session);
    let words = folded(&read(&page).words);
    for mitigation in &session.mitigations {
        let built = !mitigation.status.is_built() && mitigation.status != Status::Rejected;
        let name = session.ticket_id(mitigation);
        prop_assert_eq!(count(&page, &name), usize::from(built), "{}", page);
        if !built {
            continue;
        }
        prop_assert!(words.contains(&core(&mitigation.text)), "{}", page);
        prop_assert!(words.contains(&folded(&mitigation.verify)), "{}", page);
        for threat in mitigation
            .threats
            .iter()
            .filter_map(|id| session.threat(*id))
        {
            prop_assert!(words.contains(&core(&threat.text)), "{}", page);
        }
        for action in session.actions_about(mitigation.id.into()) {
            if action.status == ActionStatus::Open {
                prop_assert!(words.contains(&core(&action.text)), "{}", page);
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn pages_hold_all_work_and_no_words_act_in_them(session in hostile()) {
        holds(&session)?;
    }
}

#[test]
fn the_pages_of_the_example_hold_all_work() {
    holds(&example()).unwrap();
}
