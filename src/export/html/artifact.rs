//! Every threat in full: what it is and where, what is done about it, its mitigations, questions and action items.

use maud::{Markup, html};

use super::page::{Page, listed, term, words};
use super::severity::chip;
use crate::domain::{
    Action, Deferral, Effort, ItemId, Level, Mitigation, Question, QuestionState, Response, Text,
    Threat,
};
use crate::export::cited;
use crate::export::phrase;
use crate::export::view::is_open;

/// The threats, the worst first, and the mitigations that answer none.
pub(super) fn section(page: &Page) -> Option<Markup> {
    let all = &page.view.session.mitigations;
    let orphans: Vec<&Mitigation> = all.iter().filter(|m| m.threats.is_empty()).collect();
    if page.threats.is_empty() && orphans.is_empty() {
        return None;
    }
    Some(html! {
        @for threat in &page.threats { (artifact(page, threat)) }
        @if !orphans.is_empty() {
            article.threat {
                h3 { "Mitigations for no threat on this list" }
                ul { @for mitigation in orphans { (whole_mitigation(mitigation)) } }
            }
        }
    })
}

fn artifact(page: &Page, threat: &Threat) -> Markup {
    let heading = format!("{}-heading", threat.id);
    html! {
        article.threat id=(threat.id) aria-labelledby=(heading) {
            h3 id=(heading) { span.id { (threat.id) } " " (words(&threat.text)) " " (chip(page.view.session, threat)) }
            dl.facts { (facts(page, threat)) }
            (mitigations(page, threat))
            (questions(page, threat))
            (actions(page, threat))
        }
    }
}

fn facts(page: &Page, threat: &Threat) -> Markup {
    let quoted = |texts: &[Text]| {
        let quote = |text| html! { q { (words(text)) } };
        (!texts.is_empty()).then(|| listed(texts.iter().map(|t| quote(t)).collect()))
    };
    let places: Vec<Markup> = threat.places.iter().map(|p| page.place(*p)).collect();
    let where_it_is = match places.len() {
        0 if page.view.session.elements.is_empty() => None,
        0 => Some(html! { span.quiet { "not recorded" } }),
        _ => Some(listed(places)),
    };
    let letters: Vec<String> = threat.kinds().into_iter().map(str::to_owned).collect();
    let merged = threat.merged.iter().map(|m| html! { (m.id) }).collect();
    let rests: Vec<Markup> = page
        .view
        .session
        .assumptions
        .iter()
        .filter(|a| a.about.contains(&ItemId::from(threat.id)))
        .map(|a| page.named(a.id.into()))
        .collect();
    let references: Vec<Markup> = threat.references.iter().map(cited::markup).collect();
    let impact = page.view.session.business_words(threat);
    let assets = page.view.session.assets_of(threat);
    let assets: Vec<Markup> = assets.map(|asset| page.named(asset.id.into())).collect();
    html! {
        (term("What happens", page.view.session.sentence(threat).map(|says| words(&says))))
        (term("Also worded as", quoted(&threat.also)))
        (term("Includes", (!threat.merged.is_empty()).then(|| listed(merged))))
        (term("Split from", threat.parent.map(|id| page.link(id))))
        (term("Wording", threat.reword.then(|| html! { "Marked for rewording." })))
        (term("Affects us", threat.applies.map(|applies| html! { (applies.words()) })))
        (term("Where", where_it_is))
        (term("Kind", (!letters.is_empty()).then(|| html! { (phrase::and(&letters)) })))
        (term("Likelihood", threat.likelihood.map(|level| html! { (level_words(level)) })))
        (term("Impact", threat.impact.map(|level| html! { (level_words(level)) })))
        (term("Business impact", (!impact.is_empty()).then(|| words(&impact))))
        (term("Assets", (!assets.is_empty()).then(|| listed(assets))))
        (term("Votes", page.view.votes(threat.id).map(|votes| html! { (votes) })))
        (term("Understood", page.view.session.clarity_hands(threat.id).map(|hands| html! {
            "hands from 1 to 5: " (hands)
        })))
        (term("Response", Some(match &threat.response {
            Some(response) => decided(page, response),
            None => html! { "None yet." },
        })))
        (term("Deferred", threat.deferred.as_ref().map(|deferral| put_off(page, deferral))))
        (term("Depends on assumptions", (!rests.is_empty()).then(|| listed(rests))))
        (term("See", (!references.is_empty()).then(|| listed(references))))
    }
}

fn level_words(level: Level) -> &'static str {
    match level {
        Level::Low => "low",
        Level::Medium => "medium",
        Level::High => "high",
    }
}

/// What was decided, why, who and when.
fn decided(page: &Page, response: &Response) -> Markup {
    html! {
        strong { (phrase::capital(response.kind.words())) }
        @if response.reason.is_empty() {
            @if response.kind.wants_reason() { ". No reason recorded." } @else { "." }
        } @else {
            ": " (words(&phrase::sentence(&response.reason)))
        }
        @if !response.evidence.is_empty() {
            " Evidence: " (words(&phrase::sentence(&response.evidence)))
        }
        " Decided"
        @if let Some(label) = page.label(response.by) { " by " (label) }
        " on " (phrase::date(response.at.date_naive()))
        @if let Some(until) = &response.until { ", until " (words(&phrase::until(until))) }
        "."
    }
}

fn put_off(page: &Page, deferral: &Deferral) -> Markup {
    html! {
        @match &deferral.until {
            Some(until) => { "Until " (phrase::until(until)) },
            None => { "Without a date" },
        }
        @if deferral.reason.is_empty() { ". No reason recorded." }
        @else { ": " (words(&phrase::sentence(&deferral.reason))) }
        @if let Some(label) = page.label(deferral.by) { " Decided by " (label) "." }
    }
}

fn mitigations(page: &Page, threat: &Threat) -> Markup {
    let all = page.view.mitigations_for(threat.id);
    html! {
        @if !all.is_empty() {
            h4 { "Mitigations" }
            ul.parts {
                @for mitigation in all {
                    @if page.is_home(mitigation, threat.id) {
                        (whole_mitigation(mitigation))
                    } @else {
                        li { (page.named(mitigation.id.into())) " " (status(mitigation)) }
                    }
                }
            }
        }
    }
}

fn status(mitigation: &Mitigation) -> Markup {
    html! { span.status { (mitigation.standing_words()) } }
}

fn whole_mitigation(mitigation: &Mitigation) -> Markup {
    let effort = |effort| match effort {
        Effort::Small => "days of work",
        Effort::Medium => "weeks of work",
        Effort::Large => "more than weeks of work",
    };
    let mut marks: Vec<&str> = Vec::new();
    marks.extend(mitigation.kind.map(|kind| match kind {
        crate::domain::ControlKind::Preventive => "prevents it",
        crate::domain::ControlKind::Detective => "detects it",
        crate::domain::ControlKind::Corrective => "limits it",
        crate::domain::ControlKind::Recovery => "restores what was lost",
        crate::domain::ControlKind::Deterrent => "deters attackers",
        crate::domain::ControlKind::Compensating => "compensates for another control",
    }));
    marks.extend(mitigation.effort.map(effort));
    html! {
        li id=(mitigation.id) {
            span.id { (mitigation.id) } " " (words(&mitigation.text)) " " (status(mitigation))
            @if !marks.is_empty() { span.quiet { " " (marks.join(", ")) } }
            @if !mitigation.also.is_empty() {
                p { "Also worded as " (listed(mitigation.also.iter().map(|t| html! { q { (words(t)) } }).collect())) "." }
            }
            @if !mitigation.verify.is_empty() {
                p { "Verification: " (words(&phrase::sentence(&mitigation.verify))) }
            }
            @if let Some(key) = mitigation.external.as_ref().filter(|key| !key.is_empty()) {
                p { "Tracked as " (words(key)) "." }
            }
        }
    }
}

fn questions(page: &Page, threat: &Threat) -> Markup {
    let all = page.view.questions_about(threat.id);
    html! {
        @if !all.is_empty() {
            h4 { "Questions" }
            ul.parts {
                @for question in all {
                    li { (page.named(question.id.into())) " " (answer(page, question)) }
                }
            }
        }
    }
}

/// Where a question stands, and its answer.
pub(super) fn answer(page: &Page, question: &Question) -> Markup {
    let moved = page.view.actions_for(question.id);
    html! {
        span.status {
            (match question.state {
                QuestionState::Moved => "became an action",
                QuestionState::OutOfScope => "out of scope",
                other => other.words(),
            })
        }
        @if !question.answer.is_empty() { " " (words(&phrase::sentence(&question.answer))) }
        @if question.confirmed { span.quiet { " Wording confirmed." } }
        @if !moved.is_empty() {
            " " span.quiet { "See " (page.links(moved.iter().map(|a| a.id))) "." }
        }
    }
}

fn actions(page: &Page, threat: &Threat) -> Markup {
    let all = page.view.steps_for(threat.id);
    html! {
        @if !all.is_empty() {
            h4 { "Action items" }
            ul.parts { @for action in all { li { (step(page, action)) } } }
        }
    }
}

/// `A1 Bind the token to the device: Ana, by 30 May 2026`
fn step(page: &Page, action: &Action) -> Markup {
    html! {
        (page.named(action.id.into())) " "
        @if is_open(action) {
            span.status { (page.owner(action.owner)) ", " (page.view.by_when(action)) }
        } @else {
            span.status { (action.status.words()) }
        }
    }
}
