//! What a ticket says below its title: line by line, in the markup of each tracker. What is missing is asked.

use super::{Ticket, View};
use crate::catalogue::Work;
use crate::domain::{QuestionState, Stride, Threat};
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::wiki;

/// A line: words of this program, and words of the room behind them. A question of this program stands alone.
struct Line {
    label: String,
    words: String,
}

impl Line {
    fn new(label: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            words: words.into(),
        }
    }

    fn asks(question: &str) -> Self {
        Self::new(question, "")
    }

    /// The label as it stands before words, or alone.
    fn lead(&self) -> String {
        if self.words.is_empty() {
            self.label.clone()
        } else {
            format!("{}:", self.label)
        }
    }
}

/// All that a ticket says, without its title and its name.
fn lines(view: &View, ticket: &Ticket) -> Vec<Line> {
    let mut lines = Vec::new();
    if ticket.is_cut() {
        lines.push(Line::new("In full", ticket.words));
    }
    for threat in &ticket.threats {
        about_threat(view, threat, &mut lines);
    }
    about_mitigations(ticket, &mut lines);
    for question in &ticket.questions {
        let label = format!("Question {}, {}", question.id, question.state.words());
        lines.push(Line::new(label, question.text.as_str()));
        if question.state == QuestionState::Answered && !question.answer.is_empty() {
            lines.push(Line::new(
                format!("Answer to {}", question.id),
                question.answer.as_str(),
            ));
        }
    }
    for id in &ticket.rest {
        lines.push(Line::new(format!("For {id}"), view.words(*id)));
    }
    for threat in &ticket.threats {
        let links = threat.references.iter().filter(|link| !link.is_empty());
        lines.extend(links.map(|link| Line::new(format!("See, for {}", threat.id), link.as_str())));
    }
    if ticket.is_open() {
        who_and_when(view, ticket, &mut lines);
    }
    if let Some(key) = ticket.key {
        lines.push(Line::new("Tracked as", key));
    }
    lines
}

/// The same where a ticket stands alone: what kind of work it is, unless it is the usual one.
fn alone(view: &View, ticket: &Ticket) -> Vec<Line> {
    let mut lines = lines(view, ticket);
    if ticket.work != Work::Change {
        lines.insert(0, Line::new("Kind of work", ticket.work.words()));
    }
    lines
}

/// Where a ticket comes from. Markup begins with it, as a spreadsheet would take the sign of a list for a formula.
fn from(view: &View) -> Line {
    match view.session.title.as_str() {
        "" => Line::new("From a threat model", ""),
        title => Line::new("From the threat model", title),
    }
}

fn about_threat(view: &View, threat: &Threat, lines: &mut Vec<Line>) {
    let rated = threat
        .severity
        .map_or("not rated yet", crate::domain::Severity::words);
    lines.push(Line::new(
        format!("Threat {}, {rated}", threat.id),
        threat.text.as_str(),
    ));
    let of = |what: &str| format!("{what} ({})", threat.id);
    if !threat.stride.is_empty() {
        let words: Vec<String> = threat
            .stride
            .iter()
            .map(|it: &Stride| it.words().to_owned())
            .collect();
        lines.push(Line::new(of("What kind"), phrase::and(&words)));
    }
    if !threat.places.is_empty() {
        let places: Vec<String> = threat
            .places
            .iter()
            .map(|place| view.session.place_words(*place))
            .collect();
        lines.push(Line::new(of("Where"), phrase::and(&places)));
    }
    if !threat.business_risk.is_empty() {
        lines.push(Line::new(
            of("What we would lose"),
            threat.business_risk.as_str(),
        ));
    }
}

fn about_mitigations(ticket: &Ticket, lines: &mut Vec<Line>) {
    let own = ticket.work == Work::Mitigation;
    for mitigation in &ticket.mitigations {
        let mut label = if own {
            format!(
                "Mitigation {}, {}",
                mitigation.id,
                mitigation.status.words()
            )
        } else {
            format!(
                "For mitigation {}, {}",
                mitigation.id,
                mitigation.status.words()
            )
        };
        if let Some(effort) = mitigation.effort {
            label.push_str(&format!(", effort {}", effort.letter()));
        }
        if own {
            lines.push(Line::asks(&label));
        } else {
            lines.push(Line::new(label, mitigation.text.as_str()));
        }
        if mitigation.verify.is_empty() {
            lines.push(Line::asks("How will we know that it works?"));
        } else {
            lines.push(Line::new("How it is verified", mitigation.verify.as_str()));
        }
    }
    if ticket.mitigations.is_empty() && ticket.work == Work::Change {
        lines.push(Line::asks("How will we know that it works?"));
    }
    if ticket.threats.is_empty() && matches!(ticket.work, Work::Change | Work::Mitigation) {
        lines.push(Line::asks("Which threat does it avoid?"));
    }
}

fn who_and_when(view: &View, ticket: &Ticket, lines: &mut Vec<Line>) {
    match (ticket.owner, view.label(ticket.owner)) {
        (None, _) => lines.push(Line::asks("Who does this?")),
        (Some(_), Some(who)) => {
            let yes = match ticket.said_yes {
                Some(true) => ", said yes",
                _ => ", has not said yes",
            };
            lines.push(Line::new("Who", format!("{who}{yes}")));
        }
        (Some(_), None) => {}
    }
    match ticket.due {
        Some(due) => lines.push(Line::new("By", phrase::date(due))),
        None => lines.push(Line::asks("By when?")),
    }
}

/// As plain text.
pub(in crate::export) fn plain(view: &View, ticket: &Ticket) -> String {
    let lines = alone(view, ticket);
    let said: Vec<String> = std::iter::once(&from(view))
        .chain(&lines)
        .map(|line| {
            format!("{} {}", line.lead(), line.words)
                .trim_end()
                .to_owned()
        })
        .collect();
    said.join("\n")
}

/// As a list in Markdown, and the ticket's name in a line by which a script knows it.
pub(in crate::export) fn markdown(view: &View, ticket: &Ticket) -> String {
    let from = from(view);
    let title = format!("{} {}", from.lead(), escape(&from.words));
    let list = list(&alone(view, ticket), "");
    format!(
        "{}\n\n{list}- **Ticket:** {}\n",
        title.trim_end(),
        ticket.name
    )
}

/// As a list in Markdown below an item of another list.
pub(in crate::export) fn nested(view: &View, ticket: &Ticket) -> String {
    list(&lines(view, ticket), "  ")
}

fn list(lines: &[Line], indent: &str) -> String {
    let mut out = String::new();
    for line in lines {
        let words = escape(&line.words);
        let said = format!("{indent}- **{}** {words}", line.lead());
        out.extend([said.trim_end(), "\n"]);
    }
    out
}

/// In the wiki markup of Jira, and the ticket's name.
pub(in crate::export) fn jira(view: &View, ticket: &Ticket) -> String {
    let lines = alone(view, ticket);
    let said = lines.iter().map(|line| {
        let said = format!("* *{}* {}", line.lead(), wiki::escape(&line.words));
        said.trim_end().to_owned()
    });
    let from = from(view);
    let title = format!("{} {}", from.lead(), wiki::escape(&from.words));
    let mut said: Vec<String> = std::iter::once(title.trim_end().to_owned())
        .chain(said)
        .collect();
    said.push(format!("* *Ticket:* {}", ticket.name));
    said.join("\n")
}

/// As HTML, and the ticket's name.
pub(in crate::export) fn html(view: &View, ticket: &Ticket) -> String {
    let from = from(view);
    let mut out = format!("<p>{} {}</p><ul>", from.lead(), wiki::html(&from.words));
    for line in alone(view, ticket) {
        let words = wiki::html(&line.words);
        let said = format!("<li><b>{}</b> {words}", line.lead());
        out.extend([said.trim_end(), "</li>"]);
    }
    out.push_str(&format!("<li><b>Ticket:</b> {}</li></ul>", ticket.name));
    out
}
