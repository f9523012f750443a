//! What a ticket says below its title: line by line, in the markup of each tracker. What is missing is asked.

use super::fit::fitted;
use super::{Ticket, View};
use crate::catalogue::Work;
use crate::domain::{QuestionState, Stride, Text, Threat};
use crate::export::cited;
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::wiki;

/// A line: words of this program, and words of the room behind them. A question of this program stands alone.
pub(super) struct Line {
    label: String,
    pub(super) words: String,
    /// The page that the words lead to.
    url: Option<String>,
}

impl Line {
    pub(super) fn new(label: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            words: words.into(),
            url: None,
        }
    }

    /// A reference, which leads to its page where that is known.
    fn refers(label: String, reference: &Text) -> Self {
        let (words, url) = cited::told(reference);
        Self { label, words, url }
    }

    pub(super) fn asks(question: &str) -> Self {
        Self::new(question, "")
    }

    /// The label as it stands before words, or alone.
    pub(super) fn lead(&self) -> String {
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
        lines.push(Line::new("Full text", ticket.words));
    }
    for threat in &ticket.threats {
        about_threat(view, threat, &mut lines);
    }
    about_mitigations(ticket, &mut lines);
    for question in &ticket.questions {
        let state = match question.state {
            QuestionState::Moved => "became an action",
            other => other.words(),
        };
        let label = format!("Question {}, {state}", question.id);
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
        lines.extend(links.map(|link| Line::refers(format!("Reference for {}", threat.id), link)));
    }
    if ticket.is_open() {
        who_and_when(view, ticket, &mut lines);
    }
    if let Some(key) = ticket.key {
        lines.push(Line::new("Tracked as", key));
    }
    lines
}

/// The same where a ticket stands alone: where it comes from, and what kind of work it is, unless it is the usual one.
fn alone(view: &View, ticket: &Ticket) -> Vec<Line> {
    let mut all = vec![from(view)];
    if ticket.work != Work::Change {
        all.push(Line::new("Kind of work", ticket.work.words()));
    }
    all.append(&mut lines(view, ticket));
    all
}

/// Where a ticket comes from. Markup begins with it, as a spreadsheet would take the bullet of a list for a formula.
fn from(view: &View) -> Line {
    match view.session.title.as_str() {
        "" => Line::new("From a threat model", ""),
        title => Line::new("From the threat model", title),
    }
}

fn about_threat(view: &View, threat: &Threat, lines: &mut Vec<Line>) {
    let rated = view.session.level_words(threat).unwrap_or("not rated yet");
    lines.push(Line::new(
        format!("Threat {}, {rated}", threat.id),
        threat.text.as_str(),
    ));
    let of = |what: &str| format!("{what} ({})", threat.id);
    if let Some(sentence) = view.session.sentence(threat) {
        lines.push(Line::new(of("What happens"), sentence));
    }
    if !threat.stride.is_empty() {
        let words: Vec<String> = threat
            .stride
            .iter()
            .map(|it: &Stride| it.words().to_owned())
            .collect();
        lines.push(Line::new(of("STRIDE"), phrase::and(&words)));
    }
    if !threat.categories.is_empty() {
        let words: Vec<String> = threat.categories.iter().map(ToString::to_string).collect();
        lines.push(Line::new(of("Categories"), phrase::and(&words)));
    }
    if !threat.places.is_empty() {
        let places: Vec<String> = threat
            .places
            .iter()
            .map(|place| view.session.place_words(*place))
            .collect();
        lines.push(Line::new(of("Where"), phrase::and(&places)));
    }
    let impact = view.session.business_words(threat);
    if !impact.is_empty() {
        lines.push(Line::new(of("Business impact"), impact.as_str()));
    }
    let assets = view.session.assets_of(threat);
    let assets: Vec<String> = assets.map(|asset| asset.name.to_string()).collect();
    if !assets.is_empty() {
        lines.push(Line::new(of("Assets"), phrase::and(&assets)));
    }
}

fn about_mitigations(ticket: &Ticket, lines: &mut Vec<Line>) {
    let own = ticket.work == Work::Mitigation;
    for mitigation in &ticket.mitigations {
        let mut label = if own {
            format!(
                "Mitigation {}, {}",
                mitigation.id,
                mitigation.standing_words()
            )
        } else {
            format!(
                "For mitigation {}, {}",
                mitigation.id,
                mitigation.standing_words()
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
            lines.push(Line::new("Verification", "none yet"));
        } else {
            lines.push(Line::new("Verification", mitigation.verify.as_str()));
        }
    }
    if ticket.mitigations.is_empty() && ticket.work == Work::Change {
        lines.push(Line::new("Verification", "none yet"));
    }
    if ticket.threats.is_empty() && matches!(ticket.work, Work::Change | Work::Mitigation) {
        lines.push(Line::new("Threat", "none yet"));
    }
}

fn who_and_when(view: &View, ticket: &Ticket, lines: &mut Vec<Line>) {
    match (ticket.owner, view.label(ticket.owner)) {
        (None, _) => lines.push(Line::new("Owner", "none yet")),
        (Some(_), Some(who)) => {
            let yes = match ticket.said_yes {
                Some(true) => ", agreed",
                _ => ", not agreed yet",
            };
            lines.push(Line::new("Owner", format!("{who}{yes}")));
        }
        (Some(_), None) => {}
    }
    match ticket.due {
        Some(due) => lines.push(Line::new("Due", phrase::date(due))),
        None => lines.push(Line::new("Due", "no date yet")),
    }
}

/// As plain text.
pub(in crate::export) fn plain(view: &View, ticket: &Ticket) -> String {
    let said: Vec<String> = alone(view, ticket)
        .iter()
        .map(|line| {
            let words = match &line.url {
                Some(url) => format!("{} {url}", line.words),
                None => line.words.clone(),
            };
            said(line.lead(), &words)
        })
        .collect();
    said.join("\n")
}

/// As a list in Markdown below an item of another list.
pub(in crate::export) fn nested(view: &View, ticket: &Ticket) -> String {
    list(&lines(view, ticket), "  ")
}

/// A way to write a ticket that stands alone: its lines, the heading first, and its name.
type Markup = fn(&[Line], &str) -> String;

/// How a tracker reads what a ticket says, and how much it takes, in units of UTF-16.
#[derive(Clone, Copy)]
pub(in crate::export) struct Paper {
    markup: Markup,
    longest: usize,
}

impl Paper {
    /// A list in Markdown, and the ticket's name in a line by which a script knows it.
    pub(in crate::export) const fn markdown(longest: usize) -> Self {
        let markup = markdown;
        Self { markup, longest }
    }

    /// The wiki markup of Jira, and the ticket's name.
    pub(in crate::export) const fn jira(longest: usize) -> Self {
        let markup = jira;
        Self { markup, longest }
    }

    /// HTML, and the ticket's name.
    pub(in crate::export) const fn html(longest: usize) -> Self {
        let markup = html;
        Self { markup, longest }
    }

    /// What a ticket says.
    pub(in crate::export) fn says(self, view: &View, ticket: &Ticket) -> String {
        self.fit(view, ticket).0
    }

    /// What was shortened of these tickets, as a sentence, if anything was.
    pub(in crate::export) fn remark(self, view: &View, tickets: &[Ticket]) -> Option<String> {
        let long = |ticket: &&Ticket| self.fit(view, ticket).1;
        let ids: Vec<String> = tickets
            .iter()
            .filter(long)
            .map(|ticket| ticket.id.to_string())
            .collect();
        let (text, is) = match ids.len() {
            0 => return None,
            1 => ("text", "is"),
            _ => ("texts", "are"),
        };
        let ids = phrase::and(&ids);
        Some(format!(
            "The {text} of {ids} {is} shortened to the tracker's limit of {} characters.",
            self.longest
        ))
    }

    fn fit(self, view: &View, ticket: &Ticket) -> (String, bool) {
        fitted(alone(view, ticket), self.longest, |lines| {
            (self.markup)(lines, &ticket.name)
        })
    }
}

/// A lead and words, which may be none.
fn said(lead: String, words: &str) -> String {
    let mut said = lead;
    if !words.is_empty() {
        said.extend([" ", words]);
    }
    said
}

fn markdown(lines: &[Line], name: &str) -> String {
    let Some((from, rest)) = lines.split_first() else {
        return String::new();
    };
    let title = said(from.lead(), &escape(&from.words));
    format!("{title}\n\n{}- **Ticket:** {name}\n", list(rest, ""))
}

fn list(lines: &[Line], indent: &str) -> String {
    let mut out = String::new();
    for line in lines {
        let lead = format!("{indent}- **{}**", line.lead());
        let words = match &line.url {
            Some(url) => cited::linked(&line.words, url),
            None => escape(&line.words),
        };
        out.extend([&said(lead, &words), "\n"]);
    }
    out
}

fn jira(lines: &[Line], name: &str) -> String {
    let Some((from, rest)) = lines.split_first() else {
        return String::new();
    };
    let mut all = vec![said(from.lead(), &wiki::escape(&from.words))];
    all.extend(rest.iter().map(|line| {
        let words = wiki::escape(&line.words);
        let words = match &line.url {
            Some(url) => format!("[{words}|{url}]"),
            None => words,
        };
        said(format!("* *{}*", line.lead()), &words)
    }));
    all.push(format!("* *Ticket:* {name}"));
    all.join("\n")
}

fn html(lines: &[Line], name: &str) -> String {
    let Some((from, rest)) = lines.split_first() else {
        return String::new();
    };
    let title = said(from.lead(), &wiki::html(&from.words));
    let mut out = format!("<p>{title}</p><ul>");
    for line in rest {
        let lead = format!("<li><b>{}</b>", line.lead());
        let words = wiki::html(&line.words);
        let words = match &line.url {
            Some(url) => format!("<a href=\"{url}\">{words}</a>"),
            None => words,
        };
        out.extend([&said(lead, &words), "</li>"]);
    }
    out.push_str(&format!("<li><b>Ticket:</b> {name}</li></ul>"));
    out
}
