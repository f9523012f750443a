//! What is left of a step, in the words of the shared screen.

/// From this many seconds on, what is left is shown to the second, and the program looks every second.
pub(super) const CLOSE: i64 = 120;

/// Minutes, a begun one as a whole.
pub(super) fn up(seconds: i64) -> i64 {
    (seconds + 59).div_euclid(60)
}

/// Whole minutes until two are left, then to the second, as no one can use more on a shared screen.
pub(super) fn words(left: i64) -> String {
    match left {
        left if left > CLOSE => format!("{} min left", up(left)),
        left if left > 0 => format!("{}:{:02} left", left / 60, left % 60),
        left if left > -60 => "time is up".to_owned(),
        left => format!("{} min over", -left / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_sees_whole_minutes_until_two_are_left() {
        let says: Vec<String> = [540, 539, 121, 120, 61, 5, 0, -59, -60, -200]
            .map(words)
            .to_vec();
        assert_eq!(
            says,
            [
                "9 min left",
                "9 min left",
                "3 min left",
                "2:00 left",
                "1:01 left",
                "0:05 left",
                "time is up",
                "time is up",
                "1 min over",
                "3 min over",
            ]
        );
    }
}
