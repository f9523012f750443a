//! The language in which tests say what a person types: text as it stands, keys by name.
//!
//! Plain text is typed as it stands. Names stand in angle brackets:
//!
//! ```text
//! <enter> <esc> <tab> <backtab> <space> <bs> <del> <up> <down> <left> <right> <home> <end>
//! <pgup> <pgdn> <f1>..<f12> <ctrl-x> <alt-x>
//! <lt> <laquo> <raquo>  the characters that the language uses: < « »
//! <paste:TEXT>          one bracketed paste
//! <wait:TEXT>           wait until TEXT is on the screen
//! <gone:TEXT>           wait until TEXT is no longer there
//! <resize:COLSxROWS>    change the terminal's size
//! <shot:NAME>           ignored here: a picture is for people
//! ```
//!
//! In `TEXT`, `\n` is a new line and a backslash before `<`, `>` or `\` takes away its meaning. Line ends are
//! ignored, and a line that starts with `#` is a comment. Guillemets mark what was said in the room, `t«Spoofed
//! login»<enter>`; they are not sent, and tell the key budget which keys are the tool's price.

/// One thing that a script does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A key that someone has to know: the bytes that a terminal sends for it.
    Key(Vec<u8>),
    /// A character of a text that was said, which any tool would make one type.
    Text(char),
    /// One bracketed paste, with `\n` for new lines.
    Paste(String),
    /// Wait until the text is on the screen.
    Wait(String),
    /// Wait until the text is no longer on the screen.
    Gone(String),
    /// Change the terminal's size: columns, rows.
    Resize(u16, u16),
}

/// What a script costs its typist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeyCount {
    /// Keys outside guillemets, and keys inside that make no character (a Tab that completes).
    pub(crate) keys_besides_text: usize,
    /// Characters inside guillemets.
    pub(crate) text_chars: usize,
    /// Pastes. The budget counts each as one key.
    pub(crate) pastes: usize,
}

/// Reads a script.
///
/// # Errors
/// A sentence that quotes the part that is not understood.
pub(crate) fn parse(script: &str) -> Result<Vec<Step>, String> {
    let script: String = script
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let mut steps = Vec::new();
    let mut said = false;
    let mut rest = script.chars();
    while let Some(letter) = rest.next() {
        match letter {
            '«' if said => return Err("A « stands inside «…»: write <laquo>.".to_owned()),
            '»' if !said => return Err("A » has no « before it: write <raquo>.".to_owned()),
            '«' | '»' => said = letter == '«',
            '<' => {
                let (name, value) = bracket(&mut rest)?;
                steps.extend(named(&name, value, said)?);
            }
            '>' if !said => steps.push(key(">")),
            letter => steps.push(character(letter, said)),
        }
    }
    if said {
        Err("A « has no » after it.".to_owned())
    } else {
        Ok(steps)
    }
}

/// Counts what a script costs.
pub(crate) fn count(steps: &[Step]) -> KeyCount {
    let mut cost = KeyCount::default();
    for step in steps {
        match step {
            Step::Key(_) => cost.keys_besides_text += 1,
            Step::Text(_) => cost.text_chars += 1,
            Step::Paste(_) => cost.pastes += 1,
            Step::Wait(_) | Step::Gone(_) | Step::Resize(..) => {}
        }
    }
    cost
}

/// A script that types `text`, whatever it holds. Line breaks become spaces: a capture line has none.
pub(crate) fn said(text: &str) -> String {
    let mut script = String::from("«");
    for letter in text.chars() {
        match letter {
            '<' => script.push_str("<lt>"),
            '«' => script.push_str("<laquo>"),
            '»' => script.push_str("<raquo>"),
            letter if letter.is_control() => script.push(' '),
            letter => script.push(letter),
        }
    }
    script + "»"
}

/// Reads up to the closing bracket: the name, and what stands behind the colon if there is one.
fn bracket(rest: &mut std::str::Chars<'_>) -> Result<(String, Option<String>), String> {
    let (mut name, mut value) = (String::new(), None::<String>);
    while let Some(letter) = rest.next() {
        let letter = match (letter, &value) {
            ('>', _) => return Ok((name, value)),
            ('<', _) => break,
            (':', None) => {
                value = Some(String::new());
                continue;
            }
            ('\\', Some(_)) => match rest.next() {
                Some('n') => '\n',
                Some(escaped @ ('<' | '>' | '\\')) => escaped,
                other => {
                    return Err(format!(
                        "<{name}:…> holds `\\{}`.",
                        other.map_or(String::new(), String::from)
                    ));
                }
            },
            (letter, _) => letter,
        };
        value.as_mut().unwrap_or(&mut name).push(letter);
    }
    Err(format!(
        "<{name} is not closed: a literal `<` is written <lt>."
    ))
}

fn named(name: &str, value: Option<String>, said: bool) -> Result<Option<Step>, String> {
    let unknown = || Err(format!("There is no key <{name}>."));
    let Some(value) = value else {
        let sent = match name {
            "space" => return Ok(Some(character(' ', said))),
            "lt" => return Ok(Some(character('<', said))),
            "laquo" => return Ok(Some(character('«', said))),
            "raquo" => return Ok(Some(character('»', said))),
            "enter" => "\r",
            "esc" => "\x1b",
            "tab" => "\t",
            "backtab" => "\x1b[Z",
            "bs" => "\x7f",
            "del" => "\x1b[3~",
            "up" => "\x1b[A",
            "down" => "\x1b[B",
            "right" => "\x1b[C",
            "left" => "\x1b[D",
            "home" => "\x1b[H",
            "end" => "\x1b[F",
            "pgup" => "\x1b[5~",
            "pgdn" => "\x1b[6~",
            "f1" => "\x1bOP",
            "f2" => "\x1bOQ",
            "f3" => "\x1bOR",
            "f4" => "\x1bOS",
            "f5" => "\x1b[15~",
            "f6" => "\x1b[17~",
            "f7" => "\x1b[18~",
            "f8" => "\x1b[19~",
            "f9" => "\x1b[20~",
            "f10" => "\x1b[21~",
            "f11" => "\x1b[23~",
            "f12" => "\x1b[24~",
            _ => return chord(name).map_or_else(unknown, |step| Ok(Some(step))),
        };
        return Ok(Some(key(sent)));
    };
    match name {
        "paste" => Ok(Some(Step::Paste(value))),
        "wait" | "gone" if value.is_empty() => Err(format!("<{name}:> waits for nothing.")),
        "wait" => Ok(Some(Step::Wait(value))),
        "gone" => Ok(Some(Step::Gone(value))),
        "resize" => {
            let size = value.split_once('x').and_then(|(columns, rows)| {
                Some((
                    columns.parse().ok().filter(|n| *n > 0)?,
                    rows.parse().ok().filter(|n| *n > 0)?,
                ))
            });
            let (columns, rows) =
                size.ok_or_else(|| format!("<resize:{value}> is not <resize:COLSxROWS>."))?;
            Ok(Some(Step::Resize(columns, rows)))
        }
        "shot" => Ok(None),
        _ => unknown(),
    }
}

/// `ctrl-x` and `alt-x`.
fn chord(name: &str) -> Option<Step> {
    let (modifier, letter) = name.split_once('-')?;
    let mut letters = letter.chars();
    let (letter, None) = (letters.next()?, letters.next()) else {
        return None;
    };
    match modifier {
        "ctrl" if letter.is_ascii_lowercase() => {
            Some(Step::Key(vec![u8::try_from(letter).ok()? & 0x1f]))
        }
        "alt" => Some(key(&format!("\x1b{letter}"))),
        _ => None,
    }
}

fn character(letter: char, said: bool) -> Step {
    if said {
        Step::Text(letter)
    } else {
        key(&letter.to_string())
    }
}

fn key(sent: &str) -> Step {
    Step::Key(sent.as_bytes().to_vec())
}

mod tests {
    use super::{KeyCount, Step, count, key, parse, said};

    #[test]
    fn plain_text_is_typed_key_by_key_and_names_send_what_a_terminal_sends() {
        let steps = parse("tü<enter><up><f12><ctrl-q><alt-ß><lt>").unwrap();
        let sent = ["t", "ü", "\r", "\x1b[A", "\x1b[24~", "\x11", "\x1bß", "<"];
        assert_eq!(steps, sent.map(key));
    }

    #[test]
    fn what_was_said_costs_no_keys() {
        let steps =
            parse("t«ab <lt>c»<enter>«x<tab>»<paste:1\\n2><wait:T2><resize:60x20>").unwrap();
        assert_eq!(
            count(&steps),
            KeyCount {
                keys_besides_text: 3,
                text_chars: 6,
                pastes: 1
            }
        );
    }

    #[test]
    fn values_may_hold_line_breaks_and_brackets() {
        let steps = parse(r"<paste:a \<b\> c:d\n\\>").unwrap();
        assert_eq!(steps, [Step::Paste("a <b> c:d\n\\".to_owned())]);
    }

    #[test]
    fn waits_and_sizes_are_steps_and_pictures_are_not() {
        let steps = parse("<wait:What can go wrong?><gone:T1><resize:80x24><shot:q2>").unwrap();
        let expected = [
            Step::Wait("What can go wrong?".to_owned()),
            Step::Gone("T1".to_owned()),
            Step::Resize(80, 24),
        ];
        assert_eq!(steps, expected);
    }

    #[test]
    fn line_ends_and_comments_are_not_typed() {
        assert_eq!(
            parse("# opening\r\nt\n# said by Ana\nu\n").unwrap(),
            parse("tu").unwrap()
        );
    }

    #[test]
    fn a_mistake_in_a_script_is_named() {
        let mistakes = [
            ("<entr>", "There is no key <entr>."),
            ("<sleep:50>", "There is no key <sleep>."),
            ("<ctrl-xx>", "There is no key <ctrl-xx>."),
            ("a < b", "< b is not closed: a literal `<` is written <lt>."),
            ("<wait:>", "<wait:> waits for nothing."),
            (r"<paste:\t>", r"<paste:…> holds `\t`."),
            ("<resize:80>", "<resize:80> is not <resize:COLSxROWS>."),
            ("<resize:0x5>", "<resize:0x5> is not <resize:COLSxROWS>."),
            ("«a", "A « has no » after it."),
            ("a»", "A » has no « before it: write <raquo>."),
            ("«a«", "A « stands inside «…»: write <laquo>."),
        ];
        for (script, message) in mistakes {
            assert_eq!(parse(script), Err(message.to_owned()), "{script}");
        }
    }

    #[test]
    fn any_text_can_be_said() {
        let steps = parse(&said("#1 <b>«x»</b>\nend")).unwrap();
        let typed: String = steps
            .iter()
            .filter_map(|s| {
                if let Step::Text(c) = s {
                    Some(*c)
                } else {
                    None
                }
            })
            .collect();
        assert_eq!(
            (typed.as_str(), count(&steps).keys_besides_text),
            ("#1 <b>«x»</b> end", 0)
        );
    }
}
