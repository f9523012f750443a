//! The private modes that a program switches in its terminal, read from the bytes that it sent.
//!
//! The emulator knows some of them, but not whether a program ever touched one, and not what it did at the very end
//! in a sequence that was cut.

/// What `sent` last did with mode `number`: on, off, or nothing.
pub(super) fn last(sent: &[u8], number: u16) -> Option<bool> {
    let start = b"\x1b[?";
    let found = sent
        .windows(start.len())
        .enumerate()
        .rev()
        .filter(|(_, window)| window == start);
    found
        .map(|(place, _)| &sent[place + start.len()..])
        .find_map(|sequence| {
            let end = sequence
                .iter()
                .position(|byte| !matches!(byte, b'0'..=b'9' | b';'))?;
            let mut numbers = std::str::from_utf8(&sequence[..end]).ok()?.split(';');
            let on = match sequence[end] {
                b'h' => true,
                b'l' => false,
                _ => return None,
            };
            numbers.any(|mode| mode.parse() == Ok(number)).then_some(on)
        })
}

mod tests {
    use super::last;

    #[test]
    fn the_last_switch_of_a_mode_counts() {
        let sent = b"\x1b[?1049h\x1b[?25l text \x1b[?2004;25h\x1b[?u\x1b[?1049l\x1b[?2004";
        let modes = [1049, 25, 2004, 1000].map(|number| last(sent, number));
        assert_eq!(modes, [Some(false), Some(true), Some(true), None]);
    }
}
