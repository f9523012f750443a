//! Choosing a theme: a list in which the selected theme is shown at once, kept by Enter and gone with Esc. Which themes
//! there are is asked of the edge each time the list is opened, so that a theme can be fixed while it is looked at.

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
