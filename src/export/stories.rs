//! `stories.md`: each mitigation that is to be built as a user story of three parts: for whom, what, and against which
//! threat; and what it takes. What no one said yet stands as a question.

use super::actions::title;
use super::markdown::escape;
use super::phrase;
use super::story::{Story, stories};
use super::view::View;
use super::{Kind, Shelf, Takes, one};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "stories",
    file: "stories.md",
    describes: "user stories, one per mitigation",
    shelf: Shelf::Backlog,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Everything,
};

/// The whole file.
fn render(view: &View) -> String {
    let mut out = format!("# Stories: {}\n", title(&view.session.title));
    let stories = stories(view);
    if stories.is_empty() {
        out.push_str("\nNo mitigation is proposed or planned.\n");
    }
    for story in &stories {
        out.push('\n');
        out.push_str(&text(view, story));
    }
    out
}

fn text(view: &View, story: &Story) -> String {
    let mitigation = story.mitigation;
    let words = if mitigation.text.is_empty() {
        "(what?)".to_owned()
    } else {
        escape(&mitigation.text)
    };
    let words = phrase::stem(&words);
    let mut out = format!("## {} {words}\n\n", mitigation.id);
    match story.audience {
        Some(who) => out.push_str(&format!("As **{}**, I want\n", escape(who))),
        None => out.push_str("As a stakeholder (**who?**), I want\n"),
    }
    out.push_str(&format!("**{words}**,\nso that we avoid "));
    let threats: Vec<String> = story
        .threats
        .iter()
        .map(|threat| {
            let rated = view.session.level_words(threat);
            let rated = rated.map_or_else(|| "not rated yet".to_owned(), escape);
            let words = escape(&threat.text);
            format!("**{}** ({}, {rated})", phrase::stem(&words), threat.id)
        })
        .collect();
    if threats.is_empty() {
        out.push_str("a threat (**which one?**).\n");
    } else {
        out.extend([&phrase::and(&threats), ".\n"]);
    }
    let sharpened = story.threats.iter().filter_map(|threat| {
        let sentence = view.session.sentence(threat)?;
        Some(format!("- {}: {}\n", threat.id, escape(&sentence)))
    });
    let sharpened: String = sharpened.collect();
    if !sharpened.is_empty() {
        out.push_str(&format!("\nWhat happens:\n\n{sharpened}"));
    }
    out.push_str("\nTasks:\n\n");
    out.push_str(&needs(view, story));
    if mitigation.verify.is_empty() {
        out.push_str("\n**Acceptance criteria: none yet**\n");
    } else {
        let verify = escape(&mitigation.verify);
        out.push_str(&format!(
            "\nAcceptance criteria: {}\n",
            phrase::sentence(&verify)
        ));
    }
    let status = mitigation.standing_words();
    let effort = mitigation
        .effort
        .map(|effort| format!(", effort {}", effort.letter()))
        .unwrap_or_default();
    let ticket = view.session.ticket_id(mitigation);
    out.push_str(&format!("\n{ticket}, {status}{effort}\n"));
    out
}

/// Action items, and a spike for each question that is open.
fn needs(view: &View, story: &Story) -> String {
    let mut out = String::new();
    for action in &story.actions {
        let words = escape(&action.text);
        let words = phrase::stem(&words);
        let who = match (action.owner, view.label_md(action.owner)) {
            (_, Some(who)) => format!(", {who}"),
            (None, None) => ", **owner?**".to_owned(),
            (Some(_), None) => String::new(),
        };
        let when = match action.due {
            Some(_) => view.by_when(action),
            None => "**due?**".to_owned(),
        };
        out.push_str(&format!("- [ ] **{}** {words}{who}, {when}\n", action.id));
    }
    for question in &story.questions {
        let words = escape(&question.text);
        let who = match (question.owner, view.label_md(question.owner)) {
            (_, Some(who)) => format!(" ({who})"),
            (None, None) => " (**owner?**)".to_owned(),
            (Some(_), None) => String::new(),
        };
        out.push_str(&format!("- [ ] Spike: **{}** {words}{who}\n", question.id));
    }
    if out.is_empty() {
        out.push_str("- [ ] **No task yet**\n");
    }
    out
}
