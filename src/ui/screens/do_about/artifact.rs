//! What the artifact of a threat says, block by block: how bad and where, what is in place and what could be done, the
//! response, and what is linked to it. In the order of [`crate::screens::do_about::spots`], so that Down never jumps.

mod below;

use ratatui::style::Style;
use ratatui::text::Span;

use super::page::Page;
use crate::app::{App, Open};
use crate::catalogue::references;
use crate::check::left;
use crate::domain::{
    Effort, ItemId, Mitigation, ParticipantId, ResponseKind, Session, Status, Threat, Until, says,
};
use crate::keys::verb::Verb;
use crate::lines::figures;
use crate::parse::when;
use crate::screens::Row;
use crate::screens::do_about::spots;
use crate::screens::level;
use crate::theme::Styles;
use crate::ui::wrap;

/// Cells of an owner's name.
const NAME: usize = 12;
/// Cells of the longest date without its year.
const DATE: usize = 11;

/// What the parts of an artifact have in common.
struct Facts<'a> {
    app: &'a App,
    session: &'a Session,
    threat: &'a Threat,
    /// The room has the time to look for several mitigations.
    above_the_line: bool,
    styles: &'a Styles,
}

/// The page of a threat, this many cells wide. `position` says which of how many it is. Only above the line several
/// mitigations are aimed for (R44).
pub(super) fn page<'s>(
    app: &App,
    open: &Open,
    (threat, above_the_line): (&Threat, bool),
    position: &str,
    styles: &'s Styles,
    width: usize,
) -> Page<'s> {
    let session = &*open.session;
    let facts = Facts {
        app,
        session,
        threat,
        above_the_line,
        styles,
    };
    let items: Vec<ItemId> = spots(session, threat.id)
        .into_iter()
        .filter_map(|spot| match spot {
            Row::Item(id) => Some(id),
            _ => None,
        })
        .collect();
    let mut page = Page::new(styles, width);
    facts.head(&mut page, position);
    facts.numbers(&mut page);
    facts.mitigations(&mut page, &items);
    facts.response(&mut page);
    facts.questions(&mut page, &items);
    facts.actions(&mut page, &items);
    facts.assumptions(&mut page, &items);
    facts.parked(&mut page);
    facts.rest(&mut page);
    page
}

impl Facts<'_> {
    fn head(&self, page: &mut Page<'_>, position: &str) {
        let Self {
            session,
            threat,
            styles,
            ..
        } = self;
        let severity = match level::whole(session, threat) {
            rated if !rated.is_empty() => rated,
            _ => "not rated".to_owned(),
        };
        let gap = if position.is_empty() { "" } else { "   " };
        page.title(
            &threat.id.to_string(),
            &threat.text.to_uppercase(),
            &format!("{severity}{gap}{position}"),
        );
        let left = self
            .app
            .open()
            .and_then(|open| open.rooms.do_about.left_of(threat.id));
        // Beside the rating, however far the page is scrolled: what is left is what counts.
        if let Some(left) = left {
            page.below_title(left, styles.strong());
        }
        if session.is_rated_before(threat) {
            let key = self.key(Verb::Severity);
            let says = format!("rated with an earlier scale ({key} to rate it again)");
            page.words(None, &says, styles.text());
        }
        let places: Vec<String> = threat
            .places
            .iter()
            .map(|place| session.place_words(*place))
            .collect();
        let kinds = threat.kinds();
        let mut says = Vec::new();
        if !places.is_empty() {
            says.push(format!("where: {}", places.join(", ")));
        }
        if !kinds.is_empty() {
            says.push(kinds.join(", "));
        }
        let names = session.said_by(threat);
        if !names.is_empty() {
            says.push(format!("from {names}"));
        }
        if !says.is_empty() {
            page.words(None, &says.join("   "), styles.text());
        }
        let parts = session.rests(threat).into_iter();
        let parts = parts.map(|rests| format!("rests on {}", rests.words()));
        let wholes: Vec<String> = session
            .wholes_of(threat.id)
            .map(|t| t.id.to_string())
            .collect();
        let wholes = (!wholes.is_empty()).then(|| format!("part of {}", wholes.join(", ")));
        let tree: Vec<String> = parts.chain(wholes).collect();
        if !tree.is_empty() {
            page.words(None, &tree.join("   "), styles.text());
        }
        if let Some(says) = self.again(threat.id.into()) {
            let key = self.key(Verb::Yes);
            page.words(
                None,
                &format!("{says} ({key}: still holds)"),
                styles.attention(),
            );
        }
        if let Some(says) = session.copied_words(threat.id.into()) {
            let key = self.key(Verb::Yes);
            let says = format!("{says} ({key}: still holds)");
            page.words(None, &says, styles.attention());
        }
        if let Some(sentence) = session.sentence(threat) {
            page.words(None, &sentence, styles.text());
        }
        if threat.business_risk.is_empty() && threat.business_risks.is_empty() {
            let key = self.key(Verb::BusinessRisk);
            page.words(
                Some(Row::BusinessRisk),
                &format!("business impact: not stated ({key} to add)"),
                styles.muted(),
            );
            page.loosen();
        } else if !threat.business_risk.is_empty() {
            page.words(
                Some(Row::BusinessRisk),
                &format!("business impact: {}", threat.business_risk),
                styles.text(),
            );
        }
        self.costs(page);
    }

    /// The business risks that it leads to, with the other threats that do, and the assets that it harms.
    fn costs(&self, page: &mut Page<'_>) {
        let Self {
            session, threat, ..
        } = self;
        for risk in session.business_risks_of(threat) {
            let leads = |other: &&Threat| other.business_risks.contains(&risk.id);
            let also = self.others(leads);
            let says = format!("business impact: {} {}{also}", risk.id, risk.text);
            let spot = Row::Item(risk.id.into());
            page.words(Some(spot), &says, self.styles.text());
        }
        for asset in session.assets_of(threat) {
            let needs = asset.needs_words();
            let needs = if needs.is_empty() {
                String::new()
            } else {
                format!(" ({needs})")
            };
            let also = self.others(|other| other.assets.contains(&asset.id));
            let says = format!("harms: {} {}{needs}{also}", asset.id, asset.name);
            let spot = Row::Item(asset.id.into());
            page.words(Some(spot), &says, self.styles.text());
        }
    }

    /// The other threats of which this is so: `   also T4 T9`.
    fn others(&self, is: impl Fn(&&Threat) -> bool) -> String {
        let others = self.session.threats.iter();
        let others = others.filter(|other| other.id != self.threat.id).filter(is);
        let others: Vec<String> = others.map(|other| other.id.to_string()).collect();
        if others.is_empty() {
            String::new()
        } else {
            format!("   also {}", others.join(" "))
        }
    }

    /// What somebody said of how often it comes and what it costs, and how well it is understood.
    fn numbers(&self, page: &mut Page<'_>) {
        if let Some(figures) = self.threat.figures.as_deref() {
            let says = format!("numbers: {}", figures::noted(figures));
            page.words(None, &says, self.styles.text());
        }
        if let Some(says) = self.session.clarity_words(self.threat.id) {
            page.words(None, &says, self.styles.text());
        }
    }

    fn mitigations(&self, page: &mut Page<'_>, items: &[ItemId]) {
        let all: Vec<&Mitigation> = items
            .iter()
            .filter_map(|id| match id {
                ItemId::Mitigation(id) => self.session.mitigation(*id),
                _ => None,
            })
            .collect();
        let (in_place, could_do): (Vec<&Mitigation>, Vec<&Mitigation>) =
            all.into_iter().partition(|m| m.works());
        let asks = if in_place.is_empty() {
            "what already protects us?"
        } else {
            ""
        };
        page.heading(&format!("ALREADY IN PLACE  {}", in_place.len()), asks);
        for m in &in_place {
            self.mitigation(page, m);
        }
        let taken = could_do
            .iter()
            .filter(|m| m.status != Status::Rejected)
            .count();
        page.heading(
            &format!("PROPOSED  {taken}"),
            if self.above_the_line {
                "aim for 3 to 6, of different kinds"
            } else {
                ""
            },
        );
        for m in &could_do {
            self.mitigation(page, m);
        }
    }

    fn mitigation(&self, page: &mut Page<'_>, m: &Mitigation) {
        let mut notes = Vec::new();
        let mut state = Vec::new();
        if m.has_failed() || !matches!(m.status, Status::CouldDo | Status::InPlace) {
            state.push(m.status.words().to_owned());
        }
        let others: Vec<String> = m
            .threats
            .iter()
            .filter(|id| **id != self.threat.id)
            .map(ToString::to_string)
            .collect();
        if !others.is_empty() {
            state.push(format!("also {}", others.join(" ")));
        }
        if !state.is_empty() {
            notes.push(state.join("   "));
        }
        let takes = left::strength_notes(m, self.threat.id);
        if !takes.is_empty() {
            notes.push(takes);
        }
        if !m.verify.is_empty() {
            notes.push(format!("verified by: {}", m.verify));
        } else if m.is_unverifiable() {
            notes.push(format!(
                "how will we verify it? ({} to add)",
                self.key(Verb::Verify)
            ));
        }
        notes.extend(self.again(m.id.into()));
        notes.extend(self.session.copied_words(m.id.into()));
        notes.extend(m.also.iter().map(|also| format!("also worded \"{also}\"")));
        let columns = if m.effort.is_some() || m.kind.is_some() {
            let effort = m.effort.map_or(' ', Effort::letter);
            let kind = m.kind.map_or("", |kind| kind.words());
            vec![self.plain(format!("{effort}  {kind:10}"))]
        } else {
            Vec::new()
        };
        page.item(
            Row::Item(m.id.into()),
            &m.id.to_string(),
            &m.text,
            columns,
            &notes,
        );
    }

    fn response(&self, page: &mut Page<'_>) {
        let Self {
            session,
            threat,
            styles,
            ..
        } = self;
        let chosen = threat.response.as_ref();
        let words: Vec<(String, Style)> = ResponseKind::ALL
            .into_iter()
            .map(|kind| match chosen {
                Some(response) if response.kind == kind => {
                    (kind.words().to_uppercase(), styles.strong())
                }
                Some(_) => (kind.words().to_owned(), styles.muted()),
                None => (kind.words().to_owned(), styles.text()),
            })
            .collect();
        page.line_of(Row::Response, "RESPONSE", &words);
        if let Some(response) = chosen {
            let who = session.name_of(response.by);
            let says = match (response.reason.is_empty(), who) {
                (false, Some(who)) => format!("because {} ({who})", response.reason),
                (false, None) => format!("because {}", response.reason),
                (true, Some(who)) => format!("decided by {who}, no reason given"),
                (true, None) if response.kind.wants_reason() => "no reason given".to_owned(),
                (true, None) => String::new(),
            };
            if !says.is_empty() {
                page.words(None, &says, styles.text());
            }
        }
        if let Some(until) = chosen.and_then(|response| response.until.as_ref()) {
            page.words(None, &format!("until {}", self.until(until)), styles.text());
        }
        if let Some(response) = chosen.filter(|response| !response.evidence.is_empty()) {
            let says = format!("evidence: {}", response.evidence);
            page.words(None, &says, styles.text());
        }
        if let Some(deferred) = &threat.deferred {
            let until = deferred
                .until
                .as_ref()
                .map_or_else(String::new, |until| format!(" until {}", self.until(until)));
            let reason = if deferred.reason.is_empty() {
                String::new()
            } else {
                format!(": {}", deferred.reason)
            };
            let who = session.name_of(deferred.by);
            let who = who.map_or_else(String::new, |who| format!(" ({who})"));
            page.words(
                None,
                &format!("deferred{until}{reason}{who}"),
                styles.text(),
            );
        }
    }

    /// Other wordings, and where it comes from.
    fn rest(&self, page: &mut Page<'_>) {
        if !self.threat.also.is_empty() {
            page.heading("ALSO WORDED", "");
        }
        for also in &self.threat.also {
            page.words(None, &format!("\"{also}\""), self.styles.text());
        }
        if !self.threat.references.is_empty() {
            let hint = self.app.says(&says![Verb::References, " to edit"]);
            page.heading("SEE ALSO", &hint);
        }
        for reference in &self.threat.references {
            page.words(None, &references::words(reference), self.styles.text());
        }
    }

    fn owner(&self, owner: Option<ParticipantId>) -> Span<'static> {
        let name = self.session.name_of(owner).unwrap_or("no owner");
        self.plain(wrap::pad(&wrap::shorten(name, NAME), NAME))
    }

    fn plain(&self, words: String) -> Span<'static> {
        Span::styled(words, self.styles.text())
    }

    /// Why an item has to be looked at again.
    fn again(&self, id: ItemId) -> Option<String> {
        let words = self.session.look_again_words(id, self.app.today())?;
        Some(format!("look again: {words}"))
    }

    fn until(&self, until: &Until) -> String {
        match until {
            Until::Day(day) => self.date(*day),
            Until::Event(words) => words.to_string(),
        }
    }

    fn date(&self, date: chrono::NaiveDate) -> String {
        when::show(date, self.app.today())
    }

    fn key(&self, verb: Verb) -> String {
        self.app.keys.key_for(self.app.screen(), verb)
    }
}

/// A heading with a count; without any, it is left out where rows are scarce.
fn counted(page: &mut Page<'_>, words: &str, count: usize) {
    page.heading(&format!("{words}  {count}"), "");
    if count == 0 {
        page.loosen();
    }
}
