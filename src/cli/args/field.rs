//! The names of the fields that `set` changes.

use clap::ValueEnum;

/// A field of an item or of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FieldName {
    /// The text, or a name; may contain tokens. An arrow (a -> b : data) leads a flow elsewhere
    #[value(alias = "name")]
    Text,
    /// Threat: low, medium, high, critical
    Severity,
    /// Threat: likelihood/impact, such as high/low
    Risk,
    /// Threat: mitigate, accept, transfer, avoid, not-applicable
    Response,
    /// Threat: the test or fact behind its response
    Evidence,
    /// Threat: yes to mark it for rewording
    Reword,
    /// Threat: none ends its deferral
    Deferred,
    /// Threat: its business impact
    BusinessRisk,
    /// Threat: elements and flows, separated by commas
    Where,
    /// Threat: STRIDE categories, separated by commas
    Stride,
    /// Threat: categories of other sets, such as linddun/linking, separated by commas
    Categories,
    /// Threat: links and numbers, separated by commas
    References,
    /// Who said it
    Speaker,
    /// The owner of an action item, a question or an element
    Owner,
    /// Action item: fri, 2w, 12 aug
    Due,
    /// Its status
    Status,
    /// Mitigation, action item or element (external, process, store): what kind; session: meeting
    Kind,
    /// Element or zone: the zone in which it lies, by id or name
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

impl FieldName {
    /// Whether the name alone says what to change.
    pub(in crate::cli) fn needs_no_value(self) -> bool {
        matches!(self, Self::In | Self::Unknown)
    }
}
