//! What the edge tells of a threat that was copied.

/// What became of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// What was copied: `T3`.
    pub what: String,
    /// It was sent to the terminal's clipboard. Whether the terminal took it, it does not say.
    pub sent: bool,
    /// The file that it was written to, or why it was not; `None` when nobody wanted one.
    pub kept: Option<Result<String, String>>,
}
