//! One row a check: whether what was decided says why and by whom.

use super::rows::{Row, rows};

rows! {
    "ruled-out-evidence" "T1 was ruled out without evidence"
        speaks "person Ana eng
            threat Swap
            T1 ruledout no partner by Ana"
        content "person Ana eng
            threat Swap
            T1 ruledout no partner by Ana
            T1 shown by the list of contracts"
    "decision-reason" "The decision on T1 does not say who decided"
        speaks "person Ana eng
            threat Swap
            T1 accept rare"
        content "person Ana eng
            threat Swap
            T1 accept rare by Ana"
    "decision-reason" "The decision on T1 has no reason and does not say who decided"
        speaks "threat Swap
            T1 accept"
        content "person Ana eng
            threat Swap
            T1 accept rare by Ana"
}
