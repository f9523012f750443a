//! One row a check: whether the list is worth something to those who pay for it, and how it was found.

use super::rows::Row;

/// Thirteen elements on one map.
const LARGE: &str = "element a1
    element a2
    element a3
    element a4
    element a5
    element a6
    element a7
    element a8
    element a9
    element b1
    element b2
    element b3
    element b4";

/// Twelve of them.
const SMALLER: &str = "element a1
    element a2
    element a3
    element a4
    element a5
    element a6
    element a7
    element a8
    element a9
    element b1
    element b2
    element b3";

pub(super) const ROWS: &[Row] = &[
    Row {
        check: "business-impact",
        speaks: "threat Swap !high",
        content: "threat Swap !high
            loss T1 Pays out to the wrong accounts",
        says: "T1 is high and has no business impact stated",
    },
    Row {
        check: "top-impact",
        speaks: "3x threat Swap !high",
        content: "3x threat Swap !high
            loss T1 Pays out to the wrong accounts
            T2 loses a day of refunds",
        says: "None of the 3 top threats states its business impact",
    },
    Row {
        check: "top-impact",
        speaks: "3x threat Swap !high
            loss T1 Pays out to the wrong accounts",
        content: "2x threat Swap !high",
        says: "Only 1 of 3 top threats states its business impact",
    },
    Row {
        check: "top-impact",
        speaks: "5x threat Swap !high
            loss T1 Pays out to the wrong accounts
            loss T2 Pays out to the wrong accounts",
        content: "5x threat Swap !high
            loss T1 Pays out to the wrong accounts
            loss T2 Pays out to the wrong accounts
            loss T3 Pays out to the wrong accounts",
        says: "Only 2 of 5 top threats state their business impact",
    },
    Row {
        check: "one-map",
        speaks: LARGE,
        content: SMALLER,
        says: "All 13 elements are on one map. Give a part a map of its own.",
    },
    Row {
        check: "both-ways",
        speaks: "MAP
            6x threat Swap",
        content: "MAP
            looked E1 tampering
            6x threat Swap",
        says: "The sweep looked at none of 3 elements",
    },
    Row {
        check: "both-ways",
        speaks: "MAP
            looked E1 tampering
            6x threat Swap >sftp #T",
        content: "MAP
            looked E1 tampering
            5x threat Swap >sftp #T
            threat Swap",
        says: "All 6 threats came from cards or the sweep. What else could happen?",
    },
];
