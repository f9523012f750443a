//! The time of a recording, in milliseconds from its start.

/// As people write it: `00:12:31`.
pub(super) fn shown(at: i64) -> String {
    let seconds = at.max(0) / 1000;
    let (minutes, hours) = (seconds / 60, seconds / 3600);
    format!("{hours:02}:{:02}:{:02}", minutes % 60, seconds % 60)
}

/// Reads `0:12:31` or `00:12:31` and nothing else, as Meet writes a time above what was said.
pub(super) fn alone(line: &str) -> Option<i64> {
    let parts: Vec<&str> = line.trim().split(':').collect();
    let [hours, minutes, seconds] = parts.as_slice() else {
        return None;
    };
    let number = |digits: &str, most: usize| {
        let is_one =
            (1..=most).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_one.then(|| digits.parse::<i64>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours, 3)?, number(minutes, 2)?);
    let seconds = number(seconds, 2)?;
    (minutes < 60 && seconds < 60).then_some(((hours * 60 + minutes) * 60 + seconds) * 1000)
}

/// Whether a word is a time as `WebVTT` and SRT write it: `00:01.500`, `01:00:01,500`.
pub(super) fn is_time(word: &str) -> bool {
    let Some((clock, millis)) = word.split_once(['.', ',']) else {
        return false;
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = clock.split(':').count();
    (2..=3).contains(&parts) && clock.split(':').all(digits) && digits(millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_shown_as_people_write_it_and_read_as_meet_writes_it() {
        assert_eq!(shown(751_999), "00:12:31");
        assert_eq!(shown(-5), "00:00:00");
        assert_eq!(shown(100 * 3_600_000), "100:00:00");
        assert_eq!(alone(" 00:12:31 "), Some(751_000));
        for no in ["12:31", "00:12:61", "00:12:31.5", "a:b:c", "1:2:3:4", "::"] {
            assert_eq!(alone(no), None, "{no}");
        }
        assert!(is_time("00:01.500") && is_time("101:00:01,5"));
        for no in ["00:01", "1.5", "a:00.1", "00:01.", ":.1"] {
            assert!(!is_time(no), "{no}");
        }
    }
}
