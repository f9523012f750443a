//! What the terminal sends, as keys.

use crossterm::event::{Event, KeyCode as Code, KeyEventKind, KeyModifiers};

use crate::keys::key::{Key, KeyCode};

/// What the terminal sent, and whether more of it was waiting when it was read.
pub(super) type Read = (Event, bool);

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

#[cfg(test)]
mod tests {
    use crossterm::event::KeyEvent;

    use super::*;

    #[test]
    fn altgr_makes_signs() {
        let at = KeyEvent::new(Code::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT);
        assert_eq!(key(&Event::Key(at)), Some(Key::char('@')));
    }
}
