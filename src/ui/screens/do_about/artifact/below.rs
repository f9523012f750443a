//! What hangs on a threat below its mitigations and its response: questions, action items, assumptions, parked fixes.

use super::super::page::Page;
use super::{DATE, Facts, NAME, counted};
use crate::domain::{
    Action, ActionStatus, Assumption, Fit, ItemId, Parked, Question, QuestionState, says,
};
use crate::keys::verb::Verb;
use crate::screens::Row;
use crate::ui::wrap;
use ratatui::text::Span;

impl Facts<'_> {
    pub(super) fn questions(&self, page: &mut Page<'_>, items: &[ItemId]) {
        let wanted = items.iter().filter_map(|id| {
            let place = self.session.position(*id);
            let place = place.filter(|_| matches!(id, ItemId::Question(_)))?;
            self.session.questions.get(place)
        });
        let questions: Vec<&Question> = wanted.collect();
        counted(page, "QUESTIONS", questions.len());
        for q in questions {
            let state = match q.state {
                QuestionState::Open => self.owner(q.owner),
                state => self.plain(wrap::pad(state.words(), NAME)),
            };
            let mut notes = Vec::new();
            if !q.answer.is_empty() {
                notes.push(format!("answer: {}", q.answer));
            }
            notes.extend(self.again(q.id.into()));
            page.item(
                Row::Item(q.id.into()),
                &q.id.to_string(),
                &q.text,
                vec![state],
                &notes,
            );
        }
    }

    pub(super) fn actions(&self, page: &mut Page<'_>, items: &[ItemId]) {
        let wanted = items.iter().filter_map(|id| {
            let place = self.session.position(*id);
            let place = place.filter(|_| matches!(id, ItemId::Action(_)))?;
            self.session.actions.get(place)
        });
        let actions: Vec<&Action> = wanted.collect();
        counted(page, "ACTIONS", actions.len());
        let mut dates: Vec<Span<'static>> = Vec::new();
        for a in &actions {
            dates.push(match (a.status, a.due) {
                (ActionStatus::Open, Some(due)) if a.is_late(self.app.today()) => {
                    Span::styled(format!("LATE {}", self.date(due)), self.styles.attention())
                }
                (ActionStatus::Open, Some(due)) => self.plain(self.date(due)),
                (ActionStatus::Open, None) => self.plain("no date".to_owned()),
                (status, _) => self.plain(status.words().to_owned()),
            });
        }
        let widest = dates.iter().map(Span::width).max().unwrap_or_default();
        for (a, mut when) in actions.into_iter().zip(dates) {
            // The owners stand below each other, and so do the dates.
            when.content = wrap::pad(&when.content, widest.max(DATE)).into();
            let columns = vec![self.owner(a.owner), Span::raw("  "), when];
            page.item(
                Row::Item(a.id.into()),
                &a.id.to_string(),
                &a.text,
                columns,
                self.again(a.id.into()).as_slice(),
            );
        }
    }

    pub(super) fn assumptions(&self, page: &mut Page<'_>, items: &[ItemId]) {
        let wanted = items.iter().filter_map(|id| {
            let place = self.session.position(*id);
            let place = place.filter(|_| matches!(id, ItemId::Assumption(_)))?;
            self.session.assumptions.get(place)
        });
        let assumptions: Vec<&Assumption> = wanted.collect();
        if assumptions.is_empty() {
            return;
        }
        page.heading(&format!("ASSUMPTIONS  {}", assumptions.len()), "");
        for a in assumptions {
            let state = self.plain(a.state.words().to_owned());
            let until = a
                .until
                .as_ref()
                .map(|until| format!("until {}", self.until(until)));
            let notes: Vec<String> = until.into_iter().chain(self.again(a.id.into())).collect();
            page.item(
                Row::Item(a.id.into()),
                &a.id.to_string(),
                &a.text,
                vec![state],
                &notes,
            );
        }
    }

    pub(super) fn parked(&self, page: &mut Page<'_>) {
        let fixes = self.session.fixes_offered(self.threat.id);
        let is_other = |(fit, _): &(Fit, &Parked)| *fit == Fit::Unused;
        let (others, fixes): (Vec<_>, Vec<_>) = fixes.into_iter().partition(is_other);
        self.parked_list(page, "PARKED FIXES", &fixes);
        self.parked_list(page, "OTHER PARKED FIXES", &others);
    }

    fn parked_list(&self, page: &mut Page<'_>, heading: &str, fixes: &[(Fit, &Parked)]) {
        if fixes.is_empty() {
            return;
        }
        // Enter edits anything else that is selected.
        let hint = match self.app.selected() {
            Some(ItemId::Parked(_)) => self.app.says(&says![Verb::Open, " to use"]),
            _ => "select to use".to_owned(),
        };
        page.heading(heading, &hint);
        for (fit, fix) in fixes {
            let who = self
                .session
                .name_of(fix.speaker)
                .map_or_else(String::new, |who| format!(" ({who})"));
            let of = fix.about.filter(|_| *fit != Fit::Own);
            let of = of.map_or_else(String::new, |id| format!(", parked for {id}"));
            let says = format!("\"{}\"{who}{of}", fix.text);
            page.words(Some(Row::Item(fix.id.into())), &says, self.styles.text());
        }
    }
}
