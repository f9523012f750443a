//! What the bytes of a terminal mean: a key, a paste, or an answer that no one here asked for.
//!
//! crossterm has such a parser but keeps it private, and it types an answer that it does not know (its issue 834) or
//! waits with all keys behind one (1104). termwiz types what it does not know as well, and vte reads what a program
//! writes to a terminal: it knows neither keys nor a lone Esc nor the end of a paste.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// Longer than any answer of a terminal but a copy of its clipboard.
const LONGEST_ANSWER: usize = 1 << 16;

const PASTE: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// What the first bytes are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// This event, in so many bytes.
    Event(Event, usize),
    /// So many bytes that mean nothing to us.
    Nothing(usize),
    /// Their rest is still to come. So many bytes need not be looked at again.
    Wait(usize),
}

use Next::{Nothing, Wait};

/// Whether a paste has begun.
pub(super) fn is_paste(bytes: &[u8]) -> bool {
    bytes.starts_with(PASTE)
}

/// What the first of these bytes are, which are not empty. `more`: more can be read at once. `waited`: nothing came for
/// long, so that these are keys.
pub(super) fn next(bytes: &[u8], looked: usize, more: bool, waited: bool) -> Next {
    match bytes {
        [0x1b] if more => Wait(0),
        [0x1b] => key(KeyCode::Esc, 1),
        [0x1b, b'[', ..] => csi(bytes, looked, waited),
        [0x1b, b'O', b'A'..=b'D' | b'F' | b'H' | b'P'..=b'S', ..] => {
            let code = bytes.get(2).and_then(|last| letter(*last));
            code.map_or(Nothing(3), |code| key(code, 3))
        }
        [0x1b, b'O'] if more => Wait(0),
        [0x1b, b']' | b'P' | b'_', ..] => answer(bytes, waited),
        // What stands behind a second Esc is looked at with it.
        [0x1b, b'O' | 0x1b, ..] => key(KeyCode::Esc, 1),
        [0x1b, rest @ ..] => match plain(rest, waited) {
            Next::Event(Event::Key(pressed), len) => {
                let modifiers = pressed.modifiers | KeyModifiers::ALT;
                let pressed = KeyEvent::new(pressed.code, modifiers);
                Next::Event(Event::Key(pressed), len + 1)
            }
            Nothing(len) => Nothing(len + 1),
            next => next,
        },
        _ => plain(bytes, waited),
    }
}

fn key(code: KeyCode, len: usize) -> Next {
    Next::Event(Event::Key(code.into()), len)
}

/// A character or a control code.
fn plain(bytes: &[u8], waited: bool) -> Next {
    let Some(first) = bytes.first().copied() else {
        return Wait(0);
    };
    let ctrl = |offset: u8, from: char| {
        let letter = char::from_u32(u32::from(from) + u32::from(first - offset));
        let code = letter.map_or(KeyCode::Null, KeyCode::Char);
        Next::Event(Event::Key(KeyEvent::new(code, KeyModifiers::CONTROL)), 1)
    };
    match first {
        b'\r' => key(KeyCode::Enter, 1),
        b'\t' => key(KeyCode::Tab, 1),
        0x7f => key(KeyCode::Backspace, 1),
        0 => ctrl(0, ' '),
        1..=0x1a => ctrl(1, 'a'),
        0x1c..=0x1f => ctrl(0x1c, '4'),
        _ => character(bytes, waited),
    }
}

fn character(bytes: &[u8], waited: bool) -> Next {
    let some = bytes.get(..4).unwrap_or(bytes);
    let valid = match std::str::from_utf8(some) {
        Ok(text) => text,
        // A letter may come in two reads.
        Err(error) if error.valid_up_to() == 0 => {
            return match error.error_len() {
                None if !waited => Wait(0),
                wrong => Nothing(wrong.unwrap_or(some.len())),
            };
        }
        Err(error) => {
            let valid = some.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(valid).unwrap_or_default()
        }
    };
    match valid.chars().next() {
        Some(letter) => key(KeyCode::Char(letter), letter.len_utf8()),
        None => Nothing(1),
    }
}

/// `Esc ]`, `Esc P` or `Esc _`: an answer up to its end mark if it looks like one, else Esc and a key.
fn answer(bytes: &[u8], waited: bool) -> Next {
    let looks_so = match bytes {
        [_, _] => true,
        [_, b']', third, ..] => third.is_ascii_digit(),
        [_, b'P', third, ..] => matches!(third, b'0'..=b'9' | b'>' | b'!' | b'$' | b'+' | b'|'),
        [_, b'_', third, ..] => *third == b'G',
        _ => false,
    };
    // No answer holds other controls.
    let typed = bytes
        .iter()
        .skip(2)
        .any(|byte| *byte < 0x20 && !matches!(byte, 0x07 | 0x1b));
    if !looks_so || typed {
        return key(KeyCode::Esc, 1);
    }
    let ends = |pair: &[u8]| pair.first() == Some(&0x07) || pair == [0x1b, b'\\'];
    let end = bytes.windows(2).skip(2).position(ends);
    match end.and_then(|end| bytes.get(end + 2)) {
        Some(0x07) => return Nothing(end.map_or(0, |end| end + 3)),
        Some(_) => return Nothing(end.map_or(0, |end| end + 4)),
        None if bytes.ends_with(&[0x07]) => return Nothing(bytes.len()),
        None => {}
    }
    match bytes.len() {
        len if len > LONGEST_ANSWER => Nothing(len),
        _ if !waited => Wait(0),
        // A few are keys. More is an answer that was cut off.
        len if len > 4 => Nothing(len),
        _ => key(KeyCode::Esc, 1),
    }
}

/// `Esc [`: a key, a paste or an answer.
fn csi(bytes: &[u8], looked: usize, waited: bool) -> Next {
    if is_paste(bytes) {
        return paste(bytes, looked, waited);
    }
    // The Linux console has F1 to F5 so.
    if let [_, _, b'[', rest @ ..] = bytes {
        return match rest.first() {
            Some(last @ b'A'..=b'E') => key(KeyCode::F(last - b'A' + 1), 4),
            None if !waited => Wait(0),
            _ => Nothing(3),
        };
    }
    let body = bytes.get(2..).unwrap_or_default();
    let len = body
        .iter()
        .take_while(|byte| matches!(byte, 0x20..=0x3f))
        .count();
    let Some(last) = body.get(len).copied() else {
        return match len {
            _ if !waited => Wait(0),
            0 => key(KeyCode::Esc, 1),
            len => Nothing(len + 2),
        };
    };
    if !matches!(last, 0x40..=0x7e) {
        return Nothing(len + 2);
    }
    let len_of_all = len + 3;
    // A mouse that another program switched on.
    if (last, len) == (b'M', 0) {
        return match bytes.len() {
            6.. => Nothing(6),
            _ if waited => Nothing(bytes.len()),
            _ => Wait(0),
        };
    }
    let numbers = body
        .get(..len)
        .and_then(|body| std::str::from_utf8(body).ok());
    let pressed = numbers.and_then(|numbers| named(numbers, last));
    pressed.map_or(Nothing(len_of_all), |pressed| {
        Next::Event(Event::Key(pressed), len_of_all)
    })
}

/// The key of a sequence with these numbers and this letter.
fn named(numbers: &str, last: u8) -> Option<KeyEvent> {
    let mut numbers = numbers.split(';');
    let first = numbers.next().unwrap_or_default();
    let (modifiers, kind) = match numbers.next() {
        None => ("1", "1"),
        Some(second) => second.split_once(':').unwrap_or((second, "1")),
    };
    let modifiers = self::modifiers(modifiers.parse().ok()?);
    let code = match last {
        // With a row in front it says where the caret is.
        b'R' if !first.is_empty() => return None,
        b'~' => numbered(first.parse().ok()?)?,
        b'u' => match first.split(':').next()?.parse().ok()? {
            13 => KeyCode::Enter,
            9 => KeyCode::Tab,
            27 => KeyCode::Esc,
            127 => KeyCode::Backspace,
            letter => KeyCode::Char(char::from_u32(letter).filter(|c| !c.is_control())?),
        },
        b'Z' => return Some(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        last if matches!(first, "" | "1") => letter(last)?,
        _ => return None,
    };
    // A key that is let go is no key.
    (kind != "3").then(|| KeyEvent::new(code, modifiers))
}

fn modifiers(number: u8) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let known = [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
    ];
    let set = known.into_iter().filter(|(bit, _)| bits & bit != 0);
    set.map(|(_, modifier)| modifier).collect()
}

fn letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23 | 24 => KeyCode::F(number - 12),
        _ => return None,
    })
}

/// Everything between the brackets of a paste.
fn paste(bytes: &[u8], looked: usize, waited: bool) -> Next {
    let from = looked.max(PASTE.len());
    let rest = bytes.get(from..).unwrap_or_default();
    let end = rest
        .windows(PASTE_END.len())
        .position(|part| part == PASTE_END);
    let (end, len) = match end {
        Some(end) => (from + end, from + end + PASTE_END.len()),
        // Its end was lost on the way: what came is there, and the keyboard is not stuck.
        None if waited => (bytes.len(), bytes.len()),
        None => return Wait(bytes.len().saturating_sub(PASTE_END.len()).max(PASTE.len())),
    };
    let text = bytes.get(PASTE.len()..end).unwrap_or_default();
    let text = String::from_utf8_lossy(text).into_owned();
    Next::Event(Event::Paste(text), len)
}

#[cfg(test)]
mod tests;
