//! Words of earlier versions. Files, tickets and scripts still contain them, so they stay readable.

/// The word that a status or a response has now, for one that it had before.
pub fn current_word(word: &str) -> &str {
    match word {
        "could do" | "coulddo" => "proposed",
        "reduce" => "mitigate",
        word => word,
    }
}

#[cfg(test)]
mod tests {
    use super::current_word;
    use crate::domain::{ResponseKind, Status};

    #[test]
    fn a_former_word_is_one_that_is_used_now() {
        for former in ["could do", "coulddo"] {
            assert_eq!(current_word(former), Status::CouldDo.words());
        }
        assert_eq!(current_word("reduce"), ResponseKind::Reduce.words());
        assert_eq!(current_word("planned"), "planned");
    }
}
