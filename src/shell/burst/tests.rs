use crossterm::event::{KeyCode as Code, KeyEvent, KeyModifiers};

use super::*;

fn press(letter: char) -> Event {
    let (code, modifiers) = match letter {
        '\r' => (Code::Enter, KeyModifiers::NONE),
        '\n' => (Code::Char('j'), KeyModifiers::CONTROL),
        '\t' => (Code::Tab, KeyModifiers::NONE),
        '\x7f' => (Code::Backspace, KeyModifiers::NONE),
        '\x11' => (Code::Char('q'), KeyModifiers::CONTROL),
        letter => (Code::Char(letter), KeyModifiers::NONE),
    };
    Event::Key(KeyEvent::new(code, modifiers))
}

/// Every text is one read.
fn reads(texts: &[&str]) -> Burst {
    let mut burst = Burst::default();
    for text in texts {
        let last = text.chars().count() - 1;
        for (place, letter) in text.chars().enumerate() {
            burst.push((press(letter), place < last));
        }
    }
    burst
}

/// The messages, as long as nothing opens or closes.
fn messages(mut burst: Burst, in_line: bool) -> Vec<Msg> {
    std::iter::from_fn(|| burst.next(in_line, |_| None)).collect()
}

fn paste(text: &str) -> Vec<Msg> {
    vec![Msg::Paste(text.to_owned())]
}

/// What messages type, if none of them is a paste.
fn typed(messages: &[Msg]) -> String {
    messages
        .iter()
        .map(|msg| match msg {
            Msg::Typed(text) => text.clone(),
            Msg::Key(Key {
                code: KeyCode::Char(letter),
                ..
            }) => letter.to_string(),
            Msg::Key(Key {
                code: KeyCode::Enter,
                ..
            }) => "\r".to_owned(),
            Msg::Key(Key {
                code: KeyCode::Backspace,
                ..
            }) => "\x7f".to_owned(),
            msg => panic!("{msg:?}"),
        })
        .collect()
}

/// Each key alone.
fn one_by_one(text: &str) -> Burst {
    let mut burst = Burst::default();
    text.chars()
        .for_each(|letter| burst.push((press(letter), false)));
    burst
}

/// The keys of question 2, as far as they matter here.
fn verb(letter: char) -> Option<Verb> {
    Some(match letter {
        't' => Verb::Threat,
        'a' => Verb::ActionItem,
        'i' => Verb::InPlace,
        'm' => Verb::CouldDo,
        'P' => Verb::People,
        'O' => Verb::OutOfScope,
        'f' => Verb::MapLine,
        'e' => Verb::Edit,
        'd' => Verb::Delete,
        '/' => Verb::Find,
        ':' => Verb::Palette,
        _ => return None,
    })
}

const LINES: &str = "Refund replayed by a thief\rFile swapped\rDisk full\r";

#[test]
fn lines_faster_than_anybody_types_are_a_paste() {
    for in_line in [true, false] {
        let lines = LINES.replace('\r', "\n");
        assert_eq!(messages(reads(&[LINES]), in_line), paste(&lines));
        assert_eq!(messages(reads(&[&lines]), in_line), paste(&lines));
    }
}

#[test]
fn a_paste_in_pieces_is_one_paste() {
    let whole = "Refund replayed by a thief\nFile swapped\nDisk full\n";
    for in_line in [true, false] {
        let pieces = reads(&[
            "Refund replayed by a th",
            "ief\rFile swapped\rDisk",
            " full\r",
        ]);
        assert!(pieces.holds_paste(in_line));
        assert_eq!(messages(pieces, in_line), paste(whole));
    }
}

#[test]
fn keys_that_waited_for_a_slow_program_are_keys() {
    for in_line in [true, false] {
        assert_eq!(typed(&messages(one_by_one(LINES), in_line)), LINES);
        assert!(!one_by_one(LINES).holds_paste(in_line));
    }
}

#[test]
fn one_line_and_enter_is_typing_in_a_line_however_fast() {
    let line = "A long line that was typed ahead while the disk was busy\r";
    assert_eq!(typed(&messages(reads(&[line]), true)), line);
    let taken_back = "One\rTwp\x7fo\r";
    assert_eq!(typed(&messages(reads(&[taken_back]), true)), taken_back);
}

#[test]
fn short_lines_are_not_submitted_in_silence() {
    assert_eq!(messages(reads(&["a\rb\rc\r"]), true), paste("a\nb\nc\n"));
    assert_eq!(messages(reads(&["One\rTwo"]), true), paste("One\nTwo"));
}

#[test]
fn without_a_line_a_few_keys_are_commands_and_more_are_words() {
    for keys in ["2t", "nnnnn", "tqap-", "\r", "y\r", "jjjjjjjjjjjjjjjjjjjj"] {
        assert_eq!(typed(&messages(reads(&[keys]), false)), keys);
    }
    for words in ["dd\r", "\rDelete", "tokens"] {
        let text = words.replace('\r', "\n");
        assert_eq!(messages(reads(&[words]), false), paste(&text));
    }
}

#[test]
fn control_keys_among_pasted_words_do_nothing() {
    let quits = "Deleted\x11y accounts\rstill";
    for in_line in [true, false] {
        let words = paste("Deletedy accounts\nstill");
        assert_eq!(messages(reads(&[quits]), in_line), words);
    }
}

#[test]
fn what_a_key_opened_before_the_burst_takes_its_words() {
    let mut burst = reads(&["t", "Refund replayed"]);
    assert_eq!(burst.next(false, verb), Some(Msg::Key(Key::char('t'))));
    assert_eq!(
        burst.next(true, verb),
        Some(Msg::Typed("Refund replayed".to_owned()))
    );
    assert_eq!(burst.next(true, verb), None);
    let mut burst = reads(&["t", "Refund replayed"]);
    burst.next(false, verb);
    assert_eq!(
        burst.next(false, verb),
        Some(Msg::Paste("Refund replayed".to_owned()))
    );
}

#[test]
fn keys_behind_a_paste_and_sizes_between_keys_stay_what_they_are() {
    let mut burst = Burst::default();
    burst.push((Event::Paste("a".to_owned()), false));
    burst.push((press('\r'), false));
    burst.push((Event::Resize(80, 24), false));
    let enter = Msg::Key(Key::plain(KeyCode::Enter));
    let pasted = Msg::Paste("a".to_owned());
    assert_eq!(messages(burst, false), [pasted, enter, Msg::Resize(80, 24)]);
}

#[test]
fn what_came_with_a_paste_is_of_it() {
    let mut burst = Burst::default();
    burst.push((Event::Paste("a\n".to_owned()), true));
    burst.push((Event::Paste("b".to_owned()), false));
    burst.push((Event::Paste("c".to_owned()), false));
    let pasted = |text: &str| Msg::Paste(text.to_owned());
    assert_eq!(messages(burst, false), [pasted("a\nb"), pasted("c")]);
}

#[test]
fn a_sentence_that_is_typed_through_a_slow_network_opens_its_line() {
    for (keys, words) in [
        ("t", "Refund replayed"),
        ("2t", "Refund replayed"),
        ("nnt", "A thief"),
        ("3.m", "Sign each request"),
        ("a", "Ask legal due fri"),
        ("P", "Ana eng, Bo eng"),
        ("f", "customer -> web"),
        ("f", "zone core: web"),
        ("/", "refund"),
        (":", "wrap up"),
    ] {
        let mut burst = reads(&[&format!("{keys}{words}\r")]);
        assert_eq!(burst.next(false, verb), Some(Msg::Typed(keys.to_owned())));
        assert_eq!(burst.next(true, verb), Some(Msg::Typed(words.to_owned())));
        let mut list = reads(&[&format!("{keys}{words}\rMore words\r")]);
        list.next(false, verb);
        let pasted = Msg::Paste(format!("{words}\nMore words\n"));
        assert_eq!(list.next(true, verb), Some(pasted));
    }
}

#[test]
fn no_letter_of_a_pasted_sentence_is_a_key() {
    for words in [
        "tokens leak",
        "Deleted accounts",
        "mTLS is missing",
        "iPhone stolen",
        "OAuth token leaks",
        "PMs read all",
        "API keys leak",
        "export All data",
        "from web to db",
        "/etc/passwd leaks",
        "12:31 Ana: Token",
        "dd Everything",
        "2FA is missing",
        "TLS is old",
    ] {
        let mut burst = reads(&[words]);
        let pasted = Some(Msg::Paste(words.to_owned()));
        assert_eq!(burst.next(false, verb), pasted);
    }
}
