//! Whether a copy can be sent to the terminal's clipboard (OSC 52). A terminal does not answer, so it is sent wherever it
//! is not known to be lost.

/// How many bytes a copy may have in base64: what xterm takes, and others no less.
const MOST: usize = 74_994;

/// Whether a terminal of this name (`TERM`) may take a copy of so many bytes. The Linux console and a dumb terminal have
/// no clipboard.
pub(super) fn may_take(term: Option<&str>, bytes: usize) -> bool {
    let has_one = term.is_some_and(|term| !matches!(term, "" | "linux" | "dumb"));
    // Three bytes become four letters.
    (cfg!(windows) || has_one) && bytes.div_ceil(3).saturating_mul(4) <= MOST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_goes_where_it_is_not_known_to_be_lost() {
        assert!(may_take(Some("xterm-256color"), 2000));
        assert!(may_take(Some("tmux-256color"), 56_243));
        assert!(!may_take(Some("xterm-256color"), 56_246), "too long");
        if !cfg!(windows) {
            for term in [Some("linux"), Some("dumb"), Some(""), None] {
                assert!(!may_take(term, 2000), "{term:?}");
            }
        }
    }
}
