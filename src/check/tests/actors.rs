//! Checks that look at who does it, in the same form as the others.

use super::rows::{Row, rows};

rows! {
    "generic-threat" "T1 does not name any element of our system"
        speaks "MAP
            threat Someone gets hacked
            T1 who outsider"
        content "MAP
            threat Someone gets hacked
            T1 who outsider
            T1 does swaps the amounts"
    "accidents" "None of the 8 threats is an accident. What could break by itself?"
        speaks "8x threat Swap
            T1 who insider
            T2 who outsider
            T3 who outsider
            T4 who Mallory"
        content "8x threat Swap
            T1 who insider
            T2 who accident
            T3 who outsider
            T4 who Mallory"
    "accidents" "None of the 9 threats is an accident. What could break by itself?"
        speaks "9x threat Swap
            T1 who insider
            T2 who outsider
            T3 who outsider
            T4 who outsider
            T5 who outsider"
        content "8x threat Swap
            threat Swap by mistake
            T1 who insider
            T2 who outsider
            T3 who outsider
            T4 who outsider
            T5 who outsider"
    "insiders" "None of the 8 threats comes from an insider, a partner or an admin"
        speaks "8x threat Swap
            T1 who outsider
            T2 who accident
            T3 who outsider
            T4 who Mallory"
        content "8x threat Swap
            T1 who outsider
            T2 who accident
            T3 who outsider
            T4 who fired admin"
    "insiders" "None of the 8 threats comes from an insider, a partner or an admin"
        speaks "8x threat Swap
            T1 who outsider
            T2 who accident
            T3 who outsider
            T4 who outsider"
        content "8x threat Swap
            T1 who outsider
            T2 who accident
            T3 who outsider"
    "incident-accidents" "None of the 4 threats is an accident. Could the incident have been one?"
        speaks "4x threat Swap
            closed 60
            again
            incident
            T1 who outsider
            T2 who outsider"
        content "4x threat Swap
            closed 60
            again
            incident
            T1 who outsider
            T2 who accident"
}
