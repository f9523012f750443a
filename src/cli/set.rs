//! `threatboard set`: one field of an item or of the session, from words.

mod by_kind;
mod control;
mod rated;

use chrono::NaiveDate;

use super::args::{FieldName, Target};
use super::{set_figures, set_map};
use crate::domain::fold::squeeze;
use crate::domain::text::MAX_BYTES;
use crate::domain::{
    Applies, Called, Category, Edit, Effort, Field, Foreseen, FourQuestion, ItemId, PartName,
    ParticipantId, Place, ResponseKind, ReturnReason, STRIDE, Seat, Session, SessionField, Stamp,
    Stride, Text, Threat, ThreatId, Until, current_word, reference,
};
use crate::lines::sharpen;
use crate::parse::{changes, map_change, one, rests_on, tokens, until, when};

/// What was said about the new value.
pub(super) struct Said<'a> {
    pub(super) value: &'a str,
    pub(super) because: Option<&'a str>,
    pub(super) by: Option<&'a str>,
    pub(super) for_threat: Option<ThreatId>,
    pub(super) until: Option<&'a str>,
    pub(super) today: NaiveDate,
    pub(super) now: Stamp,
}

impl Said<'_> {
    fn text(&self) -> Text {
        Text::new(if self.is_none() { "" } else { self.value })
    }

    fn is_none(&self) -> bool {
        self.value.trim().is_empty() || map_change::is_none(self.value)
    }

    /// What `read` makes of the value, or nothing for `none`.
    pub(super) fn unless_none<T>(
        &self,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, String> {
        if self.is_none() {
            Ok(None)
        } else {
            read(self.value).map(Some)
        }
    }

    fn date(&self) -> Result<Option<NaiveDate>, String> {
        self.unless_none(|value| when::alone(value, self.today).map_err(|e| e.to_string()))
    }

    fn list<T>(&self, read: impl FnMut(&str) -> Result<T, String>) -> Result<Vec<T>, String> {
        if self.is_none() {
            return Ok(Vec::new());
        }
        self.value.split(',').map(str::trim).map(read).collect()
    }
}

/// The change that gives a field its new value.
pub(super) fn edit(
    session: &Session,
    target: Target,
    field: FieldName,
    said: &Said<'_>,
) -> Result<Edit, String> {
    if said.because.is_some() && !matches!(field, FieldName::Response | FieldName::Dismiss) {
        return Err("--because is the reason of a response or a dismissal.".to_owned());
    }
    let says_who = matches!(field, FieldName::Response | FieldName::Checked);
    let says_who = says_who || rated::is_one(field) || set_figures::is_one(field);
    if said.by.is_some() && !says_who {
        return Err(
            "--by says who decided a response, rated a threat, gave a range or looked whether a mitigation works."
                .to_owned(),
        );
    }
    let is_control = matches!(target, Target::Item(ItemId::Mitigation(_)));
    if said.for_threat.is_some() && !is_control {
        return Err(control::for_what());
    }
    if said.until.is_some() && field != FieldName::Response {
        return Err(
            "--until says when a response ends. To change that alone, set `until`.".to_owned(),
        );
    }
    let reason = said.because.unwrap_or_default();
    if said.value.len().max(reason.len()) > MAX_BYTES {
        return Err(format!(
            "The text is longer than the {MAX_BYTES} bytes an item can have. Shorten it."
        ));
    }
    match target {
        Target::Session if field == FieldName::Heard => {
            Ok(one::heard(session, &said.text(), said.today))
        }
        // What the screen does by "open as a meeting".
        Target::Session if field == FieldName::Kind => match said.value {
            "meeting" => Ok(one::open_as_meeting(session)),
            _ => Err("The only value is `meeting`: write `kind meeting`.".to_owned()),
        },
        Target::Session => of_session(session, field, said).map(Edit::Session),
        Target::Item(id) if !field.belongs_to(id) => Err(no_such(id)),
        Target::Item(id) if field == FieldName::Text => {
            let is_map = matches!(id, ItemId::Element(_) | ItemId::Zone(_) | ItemId::Flow(_));
            if map_change::is_none(said.value) && !is_map {
                return Err(format!(
                    "{id} needs a text, so none cannot clear it. To delete it, use `threatboard delete`."
                ));
            }
            changes::reworded(session, id, said.value, said.today)
        }
        Target::Item(id) if field == FieldName::Actor => {
            let words = said.unless_none(|words| Ok(Text::new(words)))?;
            Ok(sharpen::who(
                session,
                threat_id(id)?,
                &words.unwrap_or_default(),
            ))
        }
        Target::Item(id) if field == FieldName::Assets => {
            let names = said.list(|name| Ok(Text::new(name)))?;
            sharpen::assets(session, threat_id(id)?, &names)
        }
        // An id is a link; words of its own stay words.
        Target::Item(id)
            if field == FieldName::BusinessRisk && has_id(said.value) && !said.is_none() =>
        {
            sharpen::cost(session, threat_id(id)?, said.value)
        }
        Target::Item(id) if field == FieldName::Target && has_id(said.value) => {
            Ok(match sharpen::place(session, said.value)? {
                Some(place) => Edit::Link(id, place),
                None => Edit::Set(id, Field::Part(PartName::To, said.text())),
            })
        }
        Target::Item(ItemId::Threat(id)) if field == FieldName::RestsOn => {
            rests_on::edit(session, id, said.value, said.today, FourQuestion::DoAbout)
        }
        Target::Item(id) => {
            if let Some(edit) = control::edit(session, id, field, said)? {
                return Ok(edit);
            }
            match set_map::edit(session, id, field, said.value)? {
                Some(edit) => Ok(edit),
                None if field == FieldName::Holds => {
                    if yes(said.value)? {
                        Ok(Edit::Session(SessionField::StillHolds(id)))
                    } else {
                        Err("The only value is `yes`: write `holds yes`.".to_owned())
                    }
                }
                None => {
                    let set = Edit::Set(id, of_item(session, id, field, said)?);
                    let set = rated::by(session, id, field, said, set)?;
                    let until = said.until.map(|words| until::alone(words, said.today));
                    Ok(match until.transpose()? {
                        None => set,
                        until => Edit::All(vec![set, Edit::Set(id, Field::Until(until))]),
                    })
                }
            }
        }
    }
}

fn of_session(
    session: &Session,
    field: FieldName,
    said: &Said<'_>,
) -> Result<SessionField, String> {
    use FieldName as F;
    Ok(match field {
        F::Title => SessionField::Title(said.text()),
        F::Confidence => SessionField::Confidence(changes::hands(&said.text(), 0)?),
        F::TimeWellSpent => SessionField::TimeWellSpent(changes::hands(&said.text(), 1)?),
        F::Votes => SessionField::Voting(
            said.unless_none(|words| super::votes::read(session, words, said.now))?,
        ),
        F::Sets => SessionField::Sets(said.list(|name| set_called(session, name))?),
        F::Revisit => SessionField::Revisit(said.date()?),
        F::Dismiss => {
            let reason = Text::new(said.because.unwrap_or_default());
            if reason.is_empty() {
                return Err("Give the reason with --because.".to_owned());
            }
            SessionField::Dismiss(said.text(), reason)
        }
        F::Undismiss => SessionField::Undismiss(said.text()),
        F::System => SessionField::System(Some(said.text()).filter(|name| !name.is_empty())),
        F::Better => SessionField::Better(said.unless_none(yes)?),
        F::Close if said.value == "now" => SessionField::Close,
        F::Begin => begin(session, said)?,
        F::Why => SessionField::Why(one_of(
            said.value,
            &[
                ("change", ReturnReason::Change),
                ("incident", ReturnReason::Incident),
                ("date", ReturnReason::Date),
            ],
        )?),
        F::Incident => SessionField::Incident(said.text()),
        F::Foreseen => SessionField::Foreseen(said.unless_none(|value| {
            let unknown = |_| format!("\"{value}\" is not a threat id such as T4, and not no.");
            value.parse::<Foreseen>().map_err(unknown)
        })?),
        F::Close => return Err("The only value is `now`: write `close now`.".to_owned()),
        _ => {
            return Err(
                "The session itself has no such field. Give an item id, such as T4.".to_owned(),
            );
        }
    })
}

/// Another meeting begins, unless one is going on today.
fn begin(session: &Session, said: &Said<'_>) -> Result<SessionField, String> {
    let last = session.sittings.last();
    let goes_on = last.is_some_and(|s| s.ended.is_none() && s.started.date_naive() == said.today);
    match (said.value, goes_on) {
        ("now", false) => Ok(SessionField::Begin),
        ("now", true) => Err("A meeting is still open. Write `close now` first.".to_owned()),
        _ => Err("The only value is `now`: write `begin now`.".to_owned()),
    }
}

fn of_item(
    session: &Session,
    id: ItemId,
    field: FieldName,
    said: &Said<'_>,
) -> Result<Field, String> {
    use FieldName as F;
    Ok(match field {
        F::Severity => rated::level(session, said)?,
        F::Risk => rated::risk(session, said)?,
        F::Frequency | F::Loss | F::Chance => set_figures::field(session, id, field, said)?,
        F::Response => {
            let kind = said.unless_none(|value| {
                one_of(value, &with_words(&ResponseKind::ALL, ResponseKind::words))
            })?;
            let by = said.by.map(|name| person(session, name)).transpose()?;
            let reason = Text::new(said.because.unwrap_or_default());
            Field::Response(kind.map(|kind| (kind, reason, by)))
        }
        F::Until => Field::Until(said.unless_none(|words| until::alone(words, said.today))?),
        F::Evidence if !has_response(session, id) => {
            return Err(format!(
                "{id} has no response yet, so there is nothing to show by evidence. Set its response first."
            ));
        }
        F::Evidence => Field::Evidence(said.text()),
        F::Clarity => rated::clarity(said)?,
        F::Reword => Field::Reword(yes(said.value)?),
        F::Absent => Field::Absent(yes(said.value)?),
        F::Deferred if said.is_none() => Field::NotDeferred,
        F::Deferred => {
            return Err("Write `none` here, or defer the threat with `threatboard defer`.".into());
        }
        F::BusinessRisk => Field::BusinessRisk(said.text()),
        F::StartingFrom => Field::Part(PartName::StartingFrom, said.text()),
        F::Action => Field::Part(PartName::Does, said.text()),
        F::Target => Field::Part(PartName::To, said.text()),
        F::Impact => Field::Part(PartName::SoThat, said.text()),
        F::Goals => Field::Goals(said.list(|word| Ok(Text::new(word)))?),
        F::Applies => Field::Applies(said.unless_none(|value| {
            let all = [
                ("yes", Applies::Yes),
                ("maybe", Applies::Maybe),
                ("no", Applies::No),
                ("unknown", Applies::Unknown),
            ];
            one_of(value, &all)
        })?),
        F::Where => Field::Places(said.list(|name| place(session, name))?),
        F::Stride => {
            Field::Stride(said.list(|word| one_of(word, &with_words(&Stride::ALL, Stride::words)))?)
        }
        F::Categories => Field::Categories(said.list(|word| category(session, word))?),
        F::References => {
            let there = threat(session, id).map_or(&[][..], |threat| &threat.references);
            let line = if said.is_none() { "" } else { said.value };
            Field::References(reference::list(line, there))
        }
        F::Speaker => Field::Speaker(said.unless_none(|name| person(session, name))?),
        F::Owner if matches!(id, ItemId::Element(_) | ItemId::Zone(_)) => {
            Field::ElementOwner(map_change::owner(session, said.value)?)
        }
        F::Owner => Field::Owner(said.unless_none(|name| person(session, name))?),
        F::Due => Field::Due(said.date()?),
        F::Status => by_kind::status(id, said)?,
        F::Kind => by_kind::kind(id, said)?,
        F::Confidentiality | F::Integrity | F::Availability => {
            rated::needs(session, id, field, said)?
        }
        F::Effort => Field::Effort(said.unless_none(|value| {
            let all = [
                ("S", Effort::Small),
                ("M", Effort::Medium),
                ("L", Effort::Large),
            ];
            one_of(value, &all)
        })?),
        F::Verify => Field::Verify(said.text()),
        F::Answer => Field::Answer(said.text()),
        F::Confirmed => Field::Confirmed(yes(said.value)?),
        F::Ticket => Field::External(Some(said.text()).filter(|key| !key.is_empty())),
        F::Yes => Field::SaidYes(yes(said.value)?),
        F::Still if said.value == "now" => Field::Still,
        F::Still => return Err("The only value is `now`: write `still now`.".to_owned()),
        F::Role => Field::Role(said.text()),
        F::Seat => Field::Seat(said.unless_none(|value| {
            let all = [
                ("facilitator", Seat::Facilitator),
                ("scribe", Seat::Recorder),
            ];
            let former = squeeze(value) == "recorder";
            one_of(if former { "scribe" } else { value }, &all)
        })?),
        _ => return Err(no_such(id)),
    })
}

fn threat(session: &Session, id: ItemId) -> Option<&Threat> {
    match id {
        ItemId::Threat(id) => session.threat(id),
        _ => None,
    }
}

fn threat_id(id: ItemId) -> Result<ThreatId, String> {
    match id {
        ItemId::Threat(id) => Ok(id),
        _ => Err(no_such(id)),
    }
}

/// Until when a change says that a decision holds.
pub(super) fn until(edit: &Edit) -> Option<&Until> {
    match edit {
        Edit::Set(_, Field::Until(until)) => until.as_ref(),
        Edit::All(edits) => edits.iter().find_map(until),
        _ => None,
    }
}

/// Whether a value begins with an id, as in `B1` or `B1, B2`.
fn has_id(value: &str) -> bool {
    let mut words = value.split([' ', ',']).filter(|word| !word.is_empty());
    words.all(|word| word.parse::<ItemId>().is_ok())
}

fn has_response(session: &Session, id: ItemId) -> bool {
    threat(session, id).is_some_and(|threat| threat.response.is_some())
}

/// What is said of a field that an item does not have: those that it has.
fn no_such(id: ItemId) -> String {
    let fields = FieldName::of(id).join(", ");
    format!(
        "{id} has no such field. The fields of {} are: {fields}.",
        id.with_article()
    )
}

fn with_words<T: Copy>(all: &[T], words: impl Fn(T) -> &'static str) -> Vec<(&'static str, T)> {
    all.iter().map(|value| (words(*value), *value)).collect()
}

/// The value of this word. Scripts say the whole word; case, spaces and hyphens do not matter.
fn one_of<T: Copy>(word: &str, all: &[(&str, T)]) -> Result<T, String> {
    let squeezed = squeeze(word);
    let squeezed = current_word(&squeezed);
    all.iter()
        .find(|(name, _)| squeeze(name) == squeeze(squeezed))
        .map(|(_, value)| *value)
        .ok_or_else(|| {
            let names: Vec<String> = all.iter().map(|(name, _)| name.replace(' ', "-")).collect();
            format!("\"{word}\" is not one of {}.", names.join(", "))
        })
}

fn yes(word: &str) -> Result<bool, String> {
    one_of(word, &[("yes", true), ("no", false)])
}

/// The category of another set than STRIDE that a word names.
fn category(session: &Session, word: &str) -> Result<Category, String> {
    match tokens::category(word, session) {
        Some(tokens::Kind::Of(category)) => Ok(category),
        Some(tokens::Kind::Stride(_)) => Err(format!(
            "\"{word}\" is a category of STRIDE. Set the field stride instead."
        )),
        None => {
            let all = session.known_categories().iter();
            let all: Vec<String> = all.map(|c| c.to_string().replace(' ', "-")).collect();
            Err(format!("\"{word}\" is not one of {}.", all.join(", ")))
        }
    }
}

/// The name of a category set that is known here, or that the session uses already.
fn set_called(session: &Session, name: &str) -> Result<Text, String> {
    let known = session.known_categories().iter().map(Category::set);
    let mut all: Vec<&str> = vec![STRIDE];
    all.extend(known);
    all.extend(session.set_names());
    let mut seen = std::collections::HashSet::new();
    all.retain(|set| seen.insert(squeeze(set)));
    let set = all.iter().find(|set| squeeze(set) == squeeze(name));
    set.map(|set| Text::new(set))
        .ok_or_else(|| format!("\"{name}\" is not one of {}.", all.join(", ")))
}

pub(super) fn person(session: &Session, name: &str) -> Result<ParticipantId, String> {
    match session.called(name.trim().trim_start_matches(['@', '＠'])) {
        Called::One(person) => Ok(person.id),
        Called::Nothing => Err(format!(
            "\"{name}\" is not a participant. Add the participant first."
        )),
        Called::Several(people) => {
            let people = people
                .iter()
                .map(|p| (p.name.to_string(), p.id.to_string()));
            Err(which(name, people.collect()))
        }
    }
}

/// What is said of a name that several have.
fn which(name: &str, all: Vec<(String, String)>) -> String {
    let names = tokens::either(all.iter().map(|(name, _)| name));
    let ids = tokens::either(all.iter().map(|(_, id)| id));
    format!("\"{name}\" is {names}. Write {ids}.")
}

pub(super) fn place(session: &Session, name: &str) -> Result<Place, String> {
    let name = name.trim().trim_start_matches(['>', '＞']);
    set_map::is_one_of(
        session,
        name,
        |id| matches!(id, ItemId::Element(_) | ItemId::Flow(_)),
        "an element or a flow",
    )?;
    match tokens::place(name, session) {
        Called::One(place) => Ok(place),
        Called::Nothing => Err(format!(
            "\"{name}\" is not an element or flow in this session. Add it to the map first."
        )),
        Called::Several(places) => {
            let places = places
                .iter()
                .map(|p| (tokens::shown(*p, session), p.to_string()));
            Err(which(name, places.collect()))
        }
    }
}
