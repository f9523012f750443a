//! The names of the fields that `set` changes, and what has each. The words before the colon of each say the same in the
//! help; a test holds the two together.

use clap::ValueEnum;

use crate::domain::ItemId;

/// A field of an item or of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FieldName {
    /// Any item: its text or name; may contain tokens. An arrow (a -> b : data) leads a flow elsewhere
    #[value(alias = "name")]
    Text,
    /// Threat: low, medium, high, critical
    Severity,
    /// Threat: likelihood/impact, such as high/low
    Risk,
    /// Threat: times a year, as one number, two (5 to 95 %) or three (least..likely..most); or a chance: 5% once
    Frequency,
    /// Threat: what it costs each time, such as 10k..50k..400k EUR
    Loss,
    /// Threat: as a part of another, the chance that an attempt gets through it, such as 20%
    Chance,
    /// Threat: mitigate, accept, transfer, avoid, not-applicable
    Response,
    /// Threat: the test or fact behind its response
    Evidence,
    /// Threat or assumption: until when it holds: 12 aug, or what has to happen first
    Until,
    /// Any item: yes if it still holds after it was looked at again
    Holds,
    /// Threat: yes to mark it for rewording
    Reword,
    /// Threat: none ends its deferral
    Deferred,
    /// Threat: its business impact in words, or business risks by id
    BusinessRisk,
    /// Threat: who does it: outsider, insider, partner, automated, accident, or words
    #[value(alias = "who")]
    Actor,
    /// Threat: what they need first
    #[value(alias = "prerequisites")]
    StartingFrom,
    /// Threat: what they do, such as "replaces the file"
    #[value(alias = "does")]
    Action,
    /// Threat: to which part of the system, in words; `where` links it to the map
    Target,
    /// Threat: what happens then (the rating is `severity` or `risk`)
    #[value(alias = "so-that")]
    Impact,
    /// Threat: what suffers, such as integrity, separated by commas
    Goals,
    /// Threat: the assets that it harms, by name or id, separated by commas; new names are added
    Assets,
    /// Threat or asset: elements and flows, separated by commas
    #[value(alias = "places")]
    Where,
    /// Threat: STRIDE categories, separated by commas
    Stride,
    /// Threat: categories of other sets, such as linddun/linking, separated by commas
    Categories,
    /// Threat: ids such as CWE-79, T1566 or A03:2021, and links, separated by commas
    References,
    /// Threat: how well it is understood, by hands from 1 to 5, one digit per person
    Clarity,
    /// Threat: the threats that it rests on: all of T4, T7; one of T4 | + a new threat; and T9; without T4
    RestsOn,
    /// Threat, mitigation, question, assumption or parked item: who said it
    Speaker,
    /// Action item, question, element or trust zone: its owner
    Owner,
    /// Action item: fri, 2w, 12 aug
    Due,
    /// Mitigation, question, action item or assumption: its status
    Status,
    /// Mitigation, action item, element, asset or session: what kind (element: external, process, store; asset: data, service,
    /// money, safety, reputation; session: meeting)
    Kind,
    /// Asset: low, medium or high: how much it matters that nobody else sees it
    Confidentiality,
    /// Asset: low, medium or high: how much it matters that nobody changes it
    Integrity,
    /// Asset: low, medium or high: how much it matters that it is there
    Availability,
    /// Element or trust zone: the trust zone in which it lies, by id or name
    #[value(alias = "parent")]
    Zone,
    /// Element: the element on whose map it stands
    Within,
    /// Element: what else there is to say
    Note,
    /// Element: out of scope, with the reason as the value
    Out,
    /// Element: back in scope; no value
    In,
    /// Element: no one here knows it; no value, or no
    Unknown,
    /// Flow: what moves
    Data,
    /// Flow: how it moves, such as https
    Protocol,
    /// Flow: where it starts
    From,
    /// Flow: where it ends
    To,
    /// Mitigation: S, M or L
    Effort,
    /// Mitigation: how much of a threat it takes away: some, most, all
    Strength,
    /// Mitigation: the kind that a compensating one stands in for
    InsteadOf,
    /// Mitigation: passed or failed, once someone looked whether it works; who in --by
    Checked,
    /// Mitigation: yes if the rating of the threat in --for counts on it already
    InRating,
    /// Mitigation: how it is verified
    Verify,
    /// Question: the answer
    Answer,
    /// Question: yes when its wording is confirmed
    Confirmed,
    /// Action item or mitigation: its key in the tracker
    Ticket,
    /// Action item: yes when the owner agreed
    Yes,
    /// Participant: what they do
    Role,
    /// Participant: facilitator, scribe
    Seat,
    /// Threat: yes, maybe, no, unknown
    Applies,
    /// One-threat session: the headline and its link
    Heard,
    /// One-threat session: which of our systems
    System,
    /// One-threat session: yes if we know more than before, or no
    Better,
    /// Participant: yes when they are absent today
    Absent,
    /// Session: what it is about
    Title,
    /// Session: votes from 0 to 5, one digit per person
    Confidence,
    /// Session: votes from 1 to 5, one digit per person
    TimeWellSpent,
    /// Session: one number per threat, or one line per ballot, such as Ana: 1 4 4 9
    Votes,
    /// Session: the category sets that the sweep asks about, such as stride,linddun
    Sets,
    /// Session: the date of the next review
    Revisit,
    /// Session: the id of a check, with the reason in --because
    Dismiss,
    /// Session: the id of a check
    Undismiss,
    /// Session: now
    Close,
    /// Session: now, to start another meeting
    Begin,
    /// Session: the reason for this meeting: change, incident, date
    Why,
    /// Session: what happened
    Incident,
    /// Session: the threat that foresaw the incident, or no
    Foreseen,
    /// Action item: now, if it is still to do
    Still,
}

/// What can have a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    AnyItem,
    Threat,
    Mitigation,
    Question,
    Action,
    Assumption,
    Parked,
    Participant,
    Element,
    Flow,
    Zone,
    Asset,
    Session,
    OneThreatSession,
}

impl Owner {
    fn is(self, id: ItemId) -> bool {
        match self {
            Self::AnyItem => true,
            Self::Threat => matches!(id, ItemId::Threat(_)),
            Self::Mitigation => matches!(id, ItemId::Mitigation(_)),
            Self::Question => matches!(id, ItemId::Question(_)),
            Self::Action => matches!(id, ItemId::Action(_)),
            Self::Assumption => matches!(id, ItemId::Assumption(_)),
            Self::Parked => matches!(id, ItemId::Parked(_)),
            Self::Participant => matches!(id, ItemId::Participant(_)),
            Self::Element => matches!(id, ItemId::Element(_)),
            Self::Flow => matches!(id, ItemId::Flow(_)),
            Self::Zone => matches!(id, ItemId::Zone(_)),
            Self::Asset => matches!(id, ItemId::Asset(_)),
            Self::Session | Self::OneThreatSession => false,
        }
    }
}

impl FieldName {
    /// What has this field.
    fn owners(self) -> &'static [Owner] {
        use Owner::{
            Action, AnyItem, Asset, Assumption, Element, Flow, Mitigation, OneThreatSession,
            Parked, Participant, Question, Session, Threat, Zone,
        };
        match self {
            Self::Text | Self::Holds => &[AnyItem],
            Self::Severity
            | Self::Risk
            | Self::Frequency
            | Self::Loss
            | Self::Chance
            | Self::Response
            | Self::Evidence
            | Self::Reword
            | Self::Clarity
            | Self::Deferred
            | Self::BusinessRisk
            | Self::Actor
            | Self::StartingFrom
            | Self::Action
            | Self::Target
            | Self::Impact
            | Self::Goals
            | Self::Assets
            | Self::Stride
            | Self::Categories
            | Self::References
            | Self::RestsOn
            | Self::Applies => &[Threat],
            Self::Until => &[Threat, Assumption],
            Self::Where => &[Threat, Asset],
            Self::Speaker => &[Threat, Mitigation, Question, Assumption, Parked],
            Self::Owner => &[Action, Question, Element, Zone],
            Self::Status => &[Mitigation, Question, Action, Assumption],
            Self::Kind => &[Mitigation, Action, Element, Asset, Session],
            Self::Ticket => &[Action, Mitigation],
            Self::Due | Self::Yes | Self::Still => &[Action],
            Self::Confidentiality | Self::Integrity | Self::Availability => &[Asset],
            Self::Zone => &[Element, Zone],
            Self::Within | Self::Note | Self::Out | Self::In | Self::Unknown => &[Element],
            Self::Data | Self::Protocol | Self::From | Self::To => &[Flow],
            Self::Effort
            | Self::Strength
            | Self::InsteadOf
            | Self::Checked
            | Self::InRating
            | Self::Verify => &[Mitigation],
            Self::Answer | Self::Confirmed => &[Question],
            Self::Role | Self::Seat | Self::Absent => &[Participant],
            Self::Heard | Self::System | Self::Better => &[OneThreatSession],
            Self::Title
            | Self::Confidence
            | Self::TimeWellSpent
            | Self::Votes
            | Self::Sets
            | Self::Revisit
            | Self::Dismiss
            | Self::Undismiss
            | Self::Close
            | Self::Begin
            | Self::Why
            | Self::Incident
            | Self::Foreseen => &[Session],
        }
    }

    /// The names of the fields that an item has.
    pub(in crate::cli) fn of(id: ItemId) -> Vec<String> {
        let all = Self::value_variants().iter();
        let values = all.filter(|field| field.belongs_to(id));
        let values = values.filter_map(ValueEnum::to_possible_value);
        values.map(|value| value.get_name().to_owned()).collect()
    }

    /// Whether an item has this field.
    pub(in crate::cli) fn belongs_to(self, id: ItemId) -> bool {
        self.owners().iter().any(|owner| owner.is(id))
    }

    /// Whether the name alone says what to change.
    pub(in crate::cli) fn needs_no_value(self) -> bool {
        matches!(self, Self::In | Self::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the help calls it.
    fn words(owner: Owner) -> &'static str {
        match owner {
            Owner::AnyItem => "any item",
            Owner::Threat => "threat",
            Owner::Mitigation => "mitigation",
            Owner::Question => "question",
            Owner::Action => "action item",
            Owner::Assumption => "assumption",
            Owner::Parked => "parked item",
            Owner::Participant => "participant",
            Owner::Element => "element",
            Owner::Flow => "flow",
            Owner::Zone => "trust zone",
            Owner::Asset => "asset",
            Owner::Session => "session",
            Owner::OneThreatSession => "one-threat session",
        }
    }

    #[test]
    fn the_help_of_each_field_begins_with_what_has_it() {
        for field in FieldName::value_variants() {
            let value = field.to_possible_value().unwrap();
            let help = value.get_help().unwrap().to_string().to_lowercase();
            let (who, _) = help.split_once(": ").unwrap();
            let said: Vec<&str> = who.split(", ").flat_map(|who| who.split(" or ")).collect();
            let owners: Vec<&str> = field.owners().iter().copied().map(words).collect();
            assert_eq!(said, owners, "{field:?}");
        }
    }

    #[test]
    fn each_owner_but_a_session_is_one_kind_of_item() {
        let ids = [
            "T1", "M1", "Q1", "A1", "S1", "K1", "P1", "E1", "F1", "Z1", "V1",
        ];
        for id in ids.map(|id| id.parse::<ItemId>().unwrap()) {
            let fields = FieldName::value_variants().iter();
            let owners = fields.flat_map(|field| field.owners());
            let is = owners.filter(|owner| **owner != Owner::AnyItem && owner.is(id));
            let (_, kind) = id.with_article().split_once(' ').unwrap();
            for owner in is {
                assert_eq!(words(*owner), kind);
            }
            assert!(FieldName::of(id).len() > 2, "{id}");
        }
    }
}
