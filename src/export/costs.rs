//! What a year costs, as one paragraph: nothing where no threat has numbers.

use super::markdown::escape;
use super::view::View;
use crate::check::costs;

/// The paragraph.
pub(super) fn lines(view: &View) -> Vec<String> {
    let says = view.costs().map(costs::paragraph);
    says.map(|says| escape(&says)).into_iter().collect()
}
