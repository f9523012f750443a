//! Words of earlier versions. Files, tickets and scripts still contain them, so they stay readable.

/// The word that a status or a response has now, for one that it had before.
pub fn current_word(word: &str) -> &str {
    match word {
        "could do" | "coulddo" => "proposed",
        "reduce" => "mitigate",
        word => word,
    }
}
