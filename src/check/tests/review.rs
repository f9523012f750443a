//! What the checks of the whole meeting say.

use super::rows::Row;

pub(super) const ROWS: &[Row] = &[Row {
    check: "low-confidence",
    speaks: "hands 54354243",
    content: "hands 54354343",
    says: "Lowest confidence is 2: hear that person first",
}];
