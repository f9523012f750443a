//! A line that began as a prompt card (R30).

use super::Typed;
use crate::domain::fold::fold;
use crate::domain::{Edit, FourQuestion, New, PackCard, Session, Stride, Text, pack};
use crate::parse::{lines, tokens};

/// The card that a line began as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromCard {
    /// The pack's name.
    pub pack: Text,
    /// Which of its cards.
    pub card: Text,
    /// The line as the card filled it in.
    pub line: String,
    /// The category that a threat takes from it.
    pub stride: Option<Stride>,
    /// The room was asked to name something of ours.
    pub asked: bool,
}

impl FromCard {
    /// Whether a line says more than the card, and names something of ours.
    pub fn is_ours(&self, session: &Session, line: &str, typed: &tokens::Parsed) -> bool {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        fold(&squeezed(line)) != fold(&squeezed(&self.line))
            && (pack::on_the_map(&typed.places) || session.names_ours(&typed.text, &self.line))
    }
}

/// The threat that such a line makes; after a crash the card is forgotten, the words are not.
pub(super) fn threat(typed: &Typed<'_>, found_in: FourQuestion) -> Result<Edit, String> {
    let (session, parsed) = (typed.session()?, super::make::placed(typed)?);
    let from = typed.bar.card.as_ref();
    let card = from.map(|from| (from, from.is_ours(session, typed.text, &parsed)));
    let mut edit = lines::threat(parsed, found_in);
    if let (Edit::Add(New::Threat(new)), Some((from, edited))) = (&mut edit, card) {
        if new.stride.is_empty() && new.categories.is_empty() {
            new.stride.extend(from.stride);
        }
        new.pack = Some(PackCard {
            pack: from.pack.clone(),
            card: from.card.clone(),
            edited,
        });
    }
    Ok(edit)
}
