//! The result for programs, unrounded.

use serde_json::{Value, json};

use crate::domain::{Estimate, Session, ThreatId};
use crate::risk::numbers::{Assumed, Costs, Lacks, Left, Losses, Summary};

/// How many points of the curve are written.
const POINTS: u32 = 41;

/// Everything, with the mean in closed form beside what was simulated.
pub(super) fn value(session: &Session, of: &Costs) -> Value {
    let portfolio = &of.portfolio;
    let (without, with) = portfolio.means();
    let carry = portfolio.carry();
    let threats = portfolio.entries.iter().zip(&of.outcome.threats);
    let threats = threats.map(|(entry, outcome)| {
        let mean = |left| entry.yearly.mean(left);
        json!({
            "id": entry.id.to_string(),
            "given": given(session, entry.id),
            "frequency_left": entry.left.frequency,
            "loss_left": entry.left.loss,
            "chance_of_an_attempt": entry.chance.map(|chance| json!({
                "chance": chance.chance,
                "standard_error": chance.standard_error,
            })),
            "cut_by": entry.cut_by.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "without": summary(&outcome.without, mean(Left::WHOLE)),
            "with": summary(&outcome.with, mean(entry.left)),
        })
    });
    let worth = of.worth.iter().map(|worth| {
        json!({
            "mitigation": worth.mitigation.to_string(),
            "saves_now": worth.now,
            "would_save_more": worth.more,
        })
    });
    let lacking = portfolio.without.iter().map(|(id, lacks)| {
        let lacks: &[&str] = match lacks {
            Lacks::Frequency => &["frequency"],
            Lacks::Loss => &["loss"],
            Lacks::Both => &["frequency", "loss"],
        };
        json!({ "id": id.to_string(), "lacks": lacks })
    });
    json!({
        "uuid": session.uuid.to_string(),
        "title": session.title.as_str(),
        "seed": of.draw.seed,
        "trials": of.draw.trials,
        "currency": portfolio.currency.as_str(),
        "independent": true,
        "all": {
            "without": summary(&of.outcome.without, without),
            "with": summary(&of.outcome.with, with),
            "curve_without": curve(&of.outcome.years_without),
            "curve_with": curve(&of.outcome.years_with),
        },
        "threats": threats.collect::<Vec<_>>(),
        "worth": worth.collect::<Vec<_>>(),
        "carry": {
            "threats": carry.carry.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "of": carry.of,
            "share": carry.share,
        },
        "without_numbers": lacking.collect::<Vec<_>>(),
        "defaults": portfolio.assumed.iter().map(assumed).collect::<Vec<_>>(),
    })
}

/// The ranges of a threat, and who gave them.
fn given(session: &Session, id: ThreatId) -> Value {
    let figures = session
        .threat(id)
        .and_then(|threat| threat.figures.as_deref());
    let estimate = |estimate: Option<&Estimate>| {
        estimate.map(|estimate| {
            let range = estimate.range.values().iter().map(|value| value.get());
            let by = estimate
                .by
                .and_then(|by| session.participants.iter().find(|p| p.id == by));
            json!({
                "range": range.collect::<Vec<f64>>(),
                "by": by.map(|by| by.name.as_str()),
                "at": estimate.at.to_rfc3339(),
            })
        })
    };
    json!({
        "frequency": estimate(figures.and_then(|figures| figures.frequency.as_ref())),
        "once": figures.is_some_and(|figures| figures.once),
        "loss": estimate(figures.and_then(|figures| figures.loss.as_ref())),
    })
}

fn summary(of: &Summary, mean: f64) -> Value {
    json!({
        "mean": mean,
        "simulated_mean": of.mean,
        "standard_error": of.standard_error,
        "sd": of.sd,
        "q05": of.q05,
        "q50": of.q50,
        "q95": of.q95,
        "chance_of_no_loss": of.none,
    })
}

fn curve(years: &Losses) -> Value {
    let points = years.curve(POINTS).into_iter().map(|point| {
        json!({
            "loss": point.loss,
            "chance_of_more": point.chance,
            "standard_error": point.standard_error,
        })
    });
    points.collect()
}

fn assumed(assumed: &Assumed) -> Value {
    match assumed {
        Assumed::NoStrength(id) => {
            json!({ "item": id.to_string(), "default": "no strength: cuts nothing" })
        }
        Assumed::NoKind(id) => {
            json!({ "item": id.to_string(), "default": "no kind: lowers the frequency" })
        }
        Assumed::NoCurrency(id) => {
            json!({ "item": id.to_string(), "default": "no currency: taken as that of the others" })
        }
        Assumed::NoChance(id, part) => json!({
            "item": id.to_string(),
            "default": format!("{part} has no chance: the chances of the parts are not used"),
        }),
    }
}
