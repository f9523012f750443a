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
        check: "loss-twice",
        speaks: "3x threat Swap
            T1 rests one of T2
            T2 rests all of T3
            T1 costs 500
            T3 costs 20",
        content: "3x threat Swap
            T1 rests one of T2
            T2 rests all of T3
            T1 costs 500
            T3 costs often",
        says: "T1 has a loss and rests on T3, which has one too. Counted twice?",
    },
    Row {
        check: "loss-twice",
        speaks: "4x threat Swap
            T1 rests one of T3
            T2 rests all of T3, T4
            T1 costs 500
            T2 costs 500
            T3 costs 20",
        content: "4x threat Swap
            T1 rests one of T3
            T2 rests all of T3, T4
            T1 costs 500
            T2 costs 500
            T3 costs 20
            T3 ruledout no files",
        says: "2 threats have a loss, and so have others that they rest on: T1 and T2",
    },
    Row {
        check: "loss-twice",
        speaks: "3x threat Swap
            T1 rests one of T2
            T2 rests one of T3
            T1 costs 5
            T2 costs 5
            T3 costs often",
        content: "3x threat Swap
            T1 rests one of T3
            T2 rests one of T3
            T1 costs 5
            T2 costs 5",
        says: "T1 has a loss and rests on T2, which has one too. Counted twice?",
    },
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
