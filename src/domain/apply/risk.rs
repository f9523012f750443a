//! Scales, assets, business risks, and the fields of threats and mitigations that say how much risk is left.

use super::Work;
use super::add::{needs_words, next};
use super::restructure::{add_all, add_once};
use crate::domain::asset::{Asset, AssetKind, BusinessRisk};
use crate::domain::edit::{Did, Field};
use crate::domain::fields::Header;
use crate::domain::id::{AssetId, BusinessRiskId, ItemId, ParticipantId, ThreatId};
use crate::domain::item::Item;
use crate::domain::mitigation::{Checked, LinkTerms, Mitigation};
use crate::domain::rated::LastRated;
use crate::domain::refusal::Refusal;
use crate::domain::rests_on::RestsOn;
use crate::domain::scale::{Rated, Scale};
use crate::domain::text::Text;
use crate::domain::threat::{Level, Place, Threat};
use crate::domain::until::Until;
use crate::domain::validate::risk::{loop_says, validate_scale};

impl Work<'_> {
    /// Adds an asset, or says more of the one that has this name, and which threats harm it.
    pub(super) fn add_asset(
        &mut self,
        name: &Text,
        (kind, needs): (Option<AssetKind>, [Option<Level>; 3]),
        places: &[Place],
        threats: &[ThreatId],
    ) -> Result<(), Refusal> {
        needs_words(name, "asset")?;
        let [confidentiality, integrity, availability] = needs;
        let known = self.session.asset_called(name).cloned();
        let mut otherwise = None;
        let id = if let Some(known) = &known {
            let mut asset = known.clone();
            asset.kind = kind.or(asset.kind);
            asset.confidentiality = confidentiality.or(asset.confidentiality);
            asset.integrity = integrity.or(asset.integrity);
            asset.availability = availability.or(asset.availability);
            add_all(&mut asset.places, places.to_vec());
            let id = asset.id;
            let mut new = known.otherwise(kind, needs);
            let on = places.iter().filter(|place| !known.places.contains(place));
            let on: Vec<ItemId> = on.filter_map(|place| place.item()).collect();
            if !on.is_empty() {
                new.push(format!("on {}", self.session.called_all(&on)));
            }
            if new.is_empty() {
                self.tell(format!("{id} {} is listed already", known.name));
            } else {
                let new = new.join(", ");
                let says = format!("{id} {} is listed already and changed: {new}", known.name);
                self.tell_aside(says.clone());
                otherwise = Some(says);
            }
            self.did = Some(Did::Changed(id.into()));
            self.replace(asset);
            id
        } else {
            let id = AssetId(next(&mut self.session.counters.asset));
            let mut once = Vec::new();
            add_all(&mut once, places.to_vec());
            self.push(Asset {
                id,
                key: None,
                was: Vec::new(),
                name: name.clone(),
                kind,
                confidentiality,
                integrity,
                availability,
                places: once,
                origin: None,
                at: self.at,
            });
            id
        };
        for threat in threats {
            let Item::Threat(mut threat) = self.find((*threat).into())? else {
                continue;
            };
            add_once(&mut threat.assets, id);
            self.replace(threat);
        }
        let harmed_by = threats.iter().copied().map(ItemId::from);
        if let (Some(_), Some(threat)) = (&known, threats.first()) {
            let harms = format!("{threat} harms {id}");
            self.tell(match otherwise {
                Some(otherwise) => format!("{harms}. {otherwise}"),
                None => harms,
            });
        } else if known.is_none() {
            let on = places.iter().copied().filter_map(Place::item);
            let join = if places.is_empty() { "for" } else { "on" };
            let about: Vec<ItemId> = on.chain(harmed_by).collect();
            self.added_to(id.into(), join, &about);
        }
        self.focus = Some(id.into());
        Ok(())
    }

    /// Adds a business risk, or takes the one in these words, and says which threats lead to it.
    pub(super) fn add_business_risk(
        &mut self,
        text: &Text,
        threats: &[ThreatId],
    ) -> Result<(), Refusal> {
        needs_words(text, "business risk")?;
        let known = self.session.business_risk_called(text).map(|risk| risk.id);
        let id = if let Some(id) = known {
            self.touch(id.into());
            self.tell(format!("{id} is listed already"));
            id
        } else {
            let id = BusinessRiskId(next(&mut self.session.counters.business_risk));
            self.push(BusinessRisk {
                id,
                key: None,
                was: Vec::new(),
                text: text.clone(),
                origin: None,
                at: self.at,
            });
            id
        };
        for threat in threats {
            let Item::Threat(mut threat) = self.find((*threat).into())? else {
                continue;
            };
            add_once(&mut threat.business_risks, id);
            self.replace(threat);
        }
        let from: Vec<ItemId> = threats.iter().copied().map(ItemId::from).collect();
        if known.is_none() {
            self.added_to(id.into(), "for", &from);
        } else if let Some(threat) = from.first() {
            self.tell(format!("{threat} leads to {id}"));
        }
        self.focus = Some(from.first().copied().unwrap_or(id.into()));
        Ok(())
    }

    /// Rates with another scale from now on. Ratings stay as they were made.
    pub(super) fn use_scale(&mut self, scale: Option<&Scale>) -> Result<(), Refusal> {
        if let Some(scale) = scale {
            validate_scale(scale).map_err(Refusal::new)?;
        }
        let own = scale.filter(|scale| *scale != Scale::standard());
        self.header(Header::Scale(own.cloned().map(Box::new)));
        let name = scale.unwrap_or_else(|| Scale::standard()).name.clone();
        self.tell(format!("Threats are rated with the scale {name}"));
        Ok(())
    }

    /// What is kept of a rating that is made now: the name that was given, else the scribe's.
    pub(super) fn rated_now(&self, by: Option<ParticipantId>) -> LastRated {
        let scribe = self.session.scribe().map(|person| person.id);
        LastRated {
            by: by.or(scribe),
            at: self.at,
        }
    }

    /// Fields of a threat that say how much risk there is; what the change is called.
    pub(super) fn set_risk(
        &self,
        item: &mut Threat,
        field: &Field,
    ) -> Result<Option<String>, Refusal> {
        let id = item.id;
        let says = match field {
            Field::Severity(severity) => {
                let scale = self.session.scale();
                let rated = severity.map(|s| Rated::Single(scale.level_for(s)));
                self.set_rating(item, rated)?
            }
            Field::Rating(rated) => self.set_rating(item, Some(*rated))?,
            Field::RatedBy(by) => {
                let Some(last) = &mut item.last_rated else {
                    return Err(Refusal::new(format!("{id} is not rated. Rate it first.")));
                };
                last.by = *by;
                match self.session.name_of(*by) {
                    Some(name) => format!("{id}: rated by {name}"),
                    None => format!("{id}: rated, no name"),
                }
            }
            Field::Actor(_) | Field::Part(..) | Field::Goals(_) => {
                return Ok(set_part(item, field));
            }
            Field::RestsOn(rests) => {
                if let Some(rests) = rests {
                    self.can_rest(id, rests)?;
                }
                item.rests_on = rests.clone().map(Box::new);
                rests.as_ref().map_or_else(
                    || format!("{id} rests on nothing else"),
                    |rests| format!("{id} rests on {}", rests.words()),
                )
            }
            Field::Figures(figures) => {
                item.figures.clone_from(figures);
                match figures {
                    None => format!("{id} has no numbers"),
                    Some(_) => format!("{id}: numbers noted"),
                }
            }
            Field::Until(until) => set_end(item, until.as_ref())?,
            _ => return Ok(None),
        };
        Ok(Some(says))
    }

    /// Rates a threat on the session's scale, or takes its rating away.
    fn set_rating(&self, item: &mut Threat, rated: Option<Rated>) -> Result<String, Refusal> {
        let (id, scale) = (item.id, self.session.scale());
        if rated.is_some_and(|rated| scale.level_of(rated).is_none()) {
            return Err(Refusal::new(format!(
                "That is not on the scale {}.",
                scale.name
            )));
        }
        item.rate(rated, scale, self.rated_now(None));
        Ok(rated.map_or_else(
            || format!("{id} has no severity"),
            |rated| {
                let level = scale.level_of(rated).unwrap_or_default();
                format!("{id} is {}", scale.word(level))
            },
        ))
    }

    /// Whether a threat can rest on others without resting on itself in the end.
    fn can_rest(&self, id: ThreatId, rests: &RestsOn) -> Result<(), Refusal> {
        for part in &rests.of {
            self.find((*part).into())?;
            if *part == id {
                return Err(Refusal::new(format!("{id} cannot rest on itself.")));
            }
            if let Some(path) = self.session.rests_path(*part, id) {
                let path: Vec<ThreatId> = std::iter::once(id).chain(path).collect();
                return Err(Refusal::new(loop_says(&path)));
            }
        }
        Ok(())
    }

    /// Fields of a mitigation that say how much it does; what the change is called.
    pub(super) fn set_strength(
        &self,
        item: &mut Mitigation,
        field: &Field,
    ) -> Result<Option<String>, Refusal> {
        let id = item.id;
        let says = match field {
            Field::Strength(strength) => {
                item.strength = *strength;
                strength.map_or_else(
                    || format!("{id} has no strength"),
                    |strength| format!("{id} takes away {} of it", strength.words()),
                )
            }
            Field::InsteadOf(kind) => {
                item.instead_of = *kind;
                kind.map_or_else(
                    || format!("{id} stands in for nothing"),
                    |kind| format!("{id} stands in for a {} mitigation", kind.words()),
                )
            }
            Field::LinkTerms(terms) => {
                let to = terms.threat;
                if !item.threats.contains(&to) {
                    return Err(Refusal::new(format!(
                        "{id} is not linked to {to}. Link them first."
                    )));
                }
                item.links.retain(|old| old.threat != to);
                if *terms != LinkTerms::of(to) {
                    item.links.push(*terms);
                }
                format!("{id}: changed for {to}")
            }
            Field::Checked(checked) => {
                item.checked = checked.map(|(passed, by)| Checked {
                    passed,
                    by,
                    at: self.at,
                });
                match checked {
                    None => format!("{id}: not checked"),
                    Some((true, _)) => format!("{id}: checked, it works"),
                    Some((false, _)) => format!("{id}: checked, it does not work"),
                }
            }
            _ => return Ok(None),
        };
        Ok(Some(says))
    }

    /// Fields of an asset; what the change is called.
    pub(super) fn set_asset(item: &mut Asset, field: &Field) -> Option<String> {
        match field {
            Field::AssetKind(kind) => item.kind = *kind,
            Field::Needs([confidentiality, integrity, availability]) => {
                item.confidentiality = *confidentiality;
                item.integrity = *integrity;
                item.availability = *availability;
            }
            Field::Places(places) => item.places.clone_from(places),
            _ => return None,
        }
        Some(format!("{} {} changed", item.id, item.name))
    }
}

/// A part of a threat's sentence.
fn set_part(item: &mut Threat, field: &Field) -> Option<String> {
    let id = item.id;
    let mut parts = item.parts.take().unwrap_or_default();
    let says = match field {
        Field::Actor(actor) => {
            parts.actor = *actor;
            Some(actor.map_or_else(
                || format!("{id} has no kind of actor"),
                |actor| format!("{id}: {}", actor.words()),
            ))
        }
        Field::Part(name, words) => {
            parts.part_mut(*name).clone_from(words);
            Some(match words.as_str() {
                "" => format!("{id}: no {}", name.words()),
                _ => format!("{id}: {} noted", name.words()),
            })
        }
        Field::Goals(goals) => {
            parts.goals.clone_from(goals);
            Some(format!("{id} changed"))
        }
        _ => None,
    };
    item.parts = (!parts.is_empty()).then_some(parts);
    says
}

/// Until when the decision about a threat holds.
fn set_end(item: &mut Threat, until: Option<&Until>) -> Result<String, Refusal> {
    let id = item.id;
    match (&mut item.response, &mut item.deferred) {
        (Some(response), _) => response.until = until.cloned(),
        (None, Some(deferred)) => deferred.until = until.cloned(),
        (None, None) => {
            return Err(Refusal::new(format!(
                "{id} has no decision that could end. Respond to it first."
            )));
        }
    }
    Ok(until.map_or_else(
        || format!("{id}: no end"),
        |until| format!("{id}: until {until}"),
    ))
}
