//! What the edge tells of the themes that there are.

/// A theme that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeOffer {
    /// What it is called.
    pub name: String,
    /// What it is for, or whose it is.
    pub says: String,
    /// Why it cannot be used, with the place in its file.
    pub problem: Option<String>,
}
