//! What the terminal sends, as messages: keys, pastes, sizes; and a burst of typed lines as the paste that it is.

use crossterm::event::{Event, KeyCode as Code, KeyEventKind, KeyModifiers};

use crate::app::msg::Msg;
use crate::keys::key::{Key, KeyCode};

/// Fewer characters than this in one burst are someone typing ahead while the machine was busy.
const BURST_CHARS: usize = 24;

/// The key of an event, if it is one that was pressed and that we know.
pub(super) fn key(event: &Event) -> Option<Key> {
    let Event::Key(pressed) = event else {
        return None;
    };
    if pressed.kind == KeyEventKind::Release {
        return None;
    }
    let code = match pressed.code {
        Code::Char(c) => KeyCode::Char(c),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab if pressed.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::F(n) => KeyCode::F(n),
        _ => return None,
    };
    let ctrl = pressed.modifiers.contains(KeyModifiers::CONTROL);
    let alt = pressed.modifiers.contains(KeyModifiers::ALT);
    // AltGr arrives as Ctrl and Alt on some systems, with the character that it makes: that is typing.
    match code {
        KeyCode::Char(c) if ctrl && alt && !c.is_ascii_lowercase() => Some(Key::char(c)),
        _ => Some(Key { code, ctrl, alt }),
    }
}

/// What the terminal sent, and whether more of it was waiting when it was read.
pub(super) type Read = (Event, bool);

/// Whether these events look like the beginning of a paste that came without its brackets: a line, Enter, and more
/// text, all but together. A program that is slow to draw finds typed lines waiting too, so it does not count that they
/// came in one batch, but that nearly every key had the next one behind it when it was read.
pub(super) fn is_burst(events: &[Read]) -> bool {
    let keys: Vec<Key> = events.iter().filter_map(|(event, _)| key(event)).collect();
    let chars = keys.iter().filter(|key| key.writes()).count();
    let first_enter = keys.iter().position(|key| key.code == KeyCode::Enter);
    let goes_on = first_enter.is_some_and(|at| keys.iter().skip(at).any(|key| key.writes()));
    let only_text = keys
        .iter()
        .all(|key| key.writes() || matches!(key.code, KeyCode::Enter | KeyCode::Tab));
    let followed = events.iter().filter(|(_, more)| *more).count();
    only_text && goes_on && chars >= BURST_CHARS && followed * 4 >= events.len() * 3
}

/// The messages of everything that came at once. With `as_paste`, a burst of lines becomes one paste.
pub(super) fn messages(events: Vec<Read>, as_paste: bool) -> Vec<Msg> {
    if as_paste && is_burst(&events) {
        let text: String = events
            .iter()
            .filter_map(|(event, _)| key(event))
            .map(|key| match key.code {
                KeyCode::Char(c) => c,
                KeyCode::Tab => '\t',
                _ => '\n',
            })
            .collect();
        return vec![Msg::Paste(text)];
    }
    let mut messages = Vec::with_capacity(events.len());
    for (event, _) in events {
        match event {
            Event::Paste(text) => messages.push(Msg::Paste(text)),
            Event::Resize(columns, rows) => messages.push(Msg::Resize(columns, rows)),
            event => {
                let Some(key) = key(&event) else { continue };
                match (messages.last_mut(), key.code) {
                    (Some(Msg::Typed(text)), KeyCode::Char(c)) if key.writes() => text.push(c),
                    (Some(last @ Msg::Key(_)), KeyCode::Char(c)) if key.writes() => {
                        match typed_before(last) {
                            Some(before) => *last = Msg::Typed(format!("{before}{c}")),
                            None => messages.push(Msg::Key(key)),
                        }
                    }
                    _ => messages.push(Msg::Key(key)),
                }
            }
        }
    }
    messages
}

/// The character that a message types, if that is what it does.
fn typed_before(msg: &Msg) -> Option<char> {
    match msg {
        Msg::Key(Key {
            code: KeyCode::Char(c),
            ctrl: false,
            alt: false,
        }) => Some(*c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyEvent;

    use super::*;

    /// All at once.
    fn typed(text: &str) -> Vec<Read> {
        one_by_one(text)
            .into_iter()
            .map(|(event, _)| (event, true))
            .collect()
    }

    /// Each before the next was there.
    fn one_by_one(text: &str) -> Vec<Read> {
        text.chars()
            .map(|c| {
                if c == '\n' {
                    Code::Enter
                } else {
                    Code::Char(c)
                }
            })
            .map(|code| (Event::Key(KeyEvent::new(code, KeyModifiers::NONE)), false))
            .collect()
    }

    /// What messages type, if none of them is a paste.
    fn typed_out(messages: &[Msg]) -> String {
        messages
            .iter()
            .map(|msg| match msg {
                Msg::Typed(text) => text.clone(),
                Msg::Key(key) if key.code == KeyCode::Enter => "\n".to_owned(),
                msg => typed_before(msg).expect("a sign").to_string(),
            })
            .collect()
    }

    #[test]
    fn lines_faster_than_anybody_types_are_a_paste() {
        let lines = "Refund replayed by a thief\nFile swapped\nDisk full\n";
        assert_eq!(messages(typed(lines), true), [Msg::Paste(lines.to_owned())]);
    }

    #[test]
    fn lines_that_waited_for_a_slow_program_are_typing() {
        let lines = "Refund replayed by a thief\nFile swapped\nDisk full\n";
        assert_eq!(typed_out(&messages(one_by_one(lines), true)), lines);
    }

    #[test]
    fn one_line_and_enter_is_typing_however_fast() {
        let line = "A long line that was typed ahead while the disk was busy\n";
        assert_eq!(typed_out(&messages(typed(line), true)), line);
    }

    #[test]
    fn commands_are_never_a_paste() {
        assert_eq!(typed_out(&messages(typed("2t\n"), false)), "2t\n");
    }

    #[test]
    fn keys_that_waited_with_a_paste_for_a_slow_program_are_commands() {
        let mut events = vec![(Event::Paste("a".to_owned()), false)];
        events.extend(one_by_one("\n"));
        let enter = Msg::Key(Key::plain(KeyCode::Enter));
        assert_eq!(messages(events, false), [Msg::Paste("a".to_owned()), enter]);
    }

    #[test]
    fn altgr_makes_signs() {
        let at = KeyEvent::new(Code::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT);
        assert_eq!(
            messages(vec![(Event::Key(at), false)], false),
            [Msg::Key(Key::char('@'))]
        );
    }
}
