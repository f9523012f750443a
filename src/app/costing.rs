//! What a year costs is simulated outside, when its screen is shown and the session is not the one that it was simulated
//! for. The numbers of a threat are asked for one after the other.

use super::bars::open_bar;
use super::effect::Effect;
use super::making::nothing_selected;
use super::state::App;
use crate::domain::{Estimate, ItemId, Threat, amount};
use crate::keys::Screen;
use crate::lines::bar::Bar;
use crate::lines::{Line, table};
use crate::screens::costs::{Made, Order};

impl App {
    /// After every message: what is shown is about the session as it is.
    pub(super) fn follow_costs(&mut self, effects: &mut Vec<Effect>) {
        if self.screen() != Screen::Costs {
            return;
        }
        let scales = self.scales.clone();
        let Some(open) = self.place.open_mut() else {
            return;
        };
        let revision = open.revision;
        if open.rooms.costs.follow(revision) {
            effects.push(Effect::Simulate(Box::new(Order {
                session: open.session.share(),
                scales,
                revision,
            })));
        }
    }

    /// What a year costs was simulated.
    pub(super) fn take_costs(&mut self, made: Made) {
        if let Some(open) = self.place.open_mut() {
            open.rooms.costs.take(made);
        }
    }
}

/// Asks how often the threat that the room talks about comes, and then what it costs.
pub(super) fn numbers(app: &mut App) {
    let threat = app.threat_in_focus();
    match threat.and_then(|id| app.session()?.threat(id)) {
        Some(threat) => {
            let bar = line(&table::FREQUENCY, threat);
            open_bar(app, bar);
        }
        None => nothing_selected(app),
    }
}

/// Asks what one time costs.
pub(super) fn then_the_loss(app: &mut App, about: Option<ItemId>) {
    let Some(ItemId::Threat(id)) = about else {
        return;
    };
    let threat = app.session().and_then(|session| session.threat(id));
    if let Some(bar) = threat.map(|threat| line(&table::LOSS, threat)) {
        app.bar = Some(bar);
    }
}

/// The line with what it holds already.
fn line(line: &'static Line, threat: &Threat) -> Bar {
    let figures = threat.figures.as_deref();
    let typed = |estimate: &Estimate| {
        let values = estimate.range.values().iter();
        let values: Vec<String> = values.map(|value| amount(value.get(), "")).collect();
        values.join("..")
    };
    let held = figures.and_then(|figures| {
        if *line == table::LOSS {
            let held = figures.loss.as_ref().map(typed)?;
            Some(format!("{held} {}", figures.currency))
        } else {
            let once = if figures.once { " once" } else { "" };
            Some(figures.frequency.as_ref().map(typed)? + once)
        }
    });
    Bar::holding(
        line,
        Some(threat.id.into()),
        held.unwrap_or_default().trim(),
    )
}
