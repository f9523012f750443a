//! Checks of what was taken over and not thought about again: words of a rating, another session, one who understands.

use super::rows::{Row, rows};

rows! {
    "copied-threats" "8 of 10 copied threats are unchanged. Do they still hold here?"
        speaks "10x threat Swap
            copied
            T1 holds
            T2 loses 1 day of refunds
            threat Another one"
        content "10x threat Swap
            copied
            T1 holds
            T2 loses 1 day of refunds
            T3 reduce"
    "copied-threats" "The copied threat is unchanged. Does it still hold here?"
        speaks "threat Swap
            copied"
        content "threat Swap"
    "scale-meaning" "No one said what high means here. Choose a rating scale, or dismiss this."
        speaks "threat Swap !low"
        content "scale clinic
            threat Swap !low"
    "scale-meaning" "No one said what high means here. Choose a rating scale, or dismiss this."
        speaks "2x threat Swap !high"
        content "2x threat Swap"
    "scale-meaning" "The scale clinic does not say what low means"
        speaks "scale clinic without low
            threat Swap !high"
        content "scale clinic without low
            threat Swap"
    "scale-meaning" "The scale clinic does not say what low and high mean"
        speaks "scale clinic without low high
            threat Swap !high"
        content "solo
            threat Swap !high"
    "two-understand" "T1 is understood by only 2 of 4. Explain it again?"
        speaks "threat Swap
            T1 clear 5322
            again
            T1 clear 5321"
        content "threat Swap
            T1 clear 5321
            again
            T1 clear 53213"
    "two-understand" "T2 is understood by no one. Explain it again?"
        speaks "3x threat Swap
            T1 clear 333
            T2 clear 2212"
        content "3x threat Swap
            T1 clear 333"
    "two-understand" "2 threats are understood by fewer than 3 people: T1 and T3"
        speaks "3x threat Swap
            T1 clear 55
            T3 clear 1"
        content "8x threat Swap
            votes 8 7 6 5 4 3 2 1
            T8 clear 55"
}
