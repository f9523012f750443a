//! Makes words that someone typed harmless in Markdown: they read as typed, and do nothing.
//!
//! A backslash goes before a character only where it would act, so that the file itself stays pleasant to read. Words
//! that a forge turns into something after the Markdown is parsed (`#1`, `GH-1`, addresses of pages) become code: GitHub
//! looks for them in the rendered text, where a backslash or an entity is already gone (github/cmark-gfm#181), and hidden
//! characters would be copied along. Code is left alone by every forge. A name after an at sign is no code to a reader: a
//! space between the two keeps it readable, and no one of that name on the forge is notified.

/// The words of `raw` on one line of Markdown, with no markup in them. Runs of white space become one space. Only an
/// e-mail address may still become a link.
pub(super) fn escape(raw: &str) -> String {
    let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut letters = text.chars();
    while let Some(c) = letters.clone().next() {
        if is_mention(before, letters.as_str()) {
            letters.next();
            out.push_str("@ ");
            before = Some(' ');
            continue;
        }
        if let Some(word) = live_word(before, letters.as_str()) {
            out.push('`');
            out.push_str(word);
            out.push('`');
            before = word.chars().next_back();
            letters.nth(word.chars().count().saturating_sub(1));
            continue;
        }
        letters.next();
        if acts(&out, before, c, letters.as_str()) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// Whether `c` would act as markup between what is already written, the character before it and what follows.
fn acts(out: &str, before: Option<char>, c: char, rest: &str) -> bool {
    let next = rest.chars().next();
    let digit_next = next.is_some_and(|n| n.is_ascii_digit());
    match c {
        '\\' | '`' | '*' | '[' | '<' | '|' | '~' | '$' => true,
        // Inside a word, as in `refund_api`, it neither opens nor closes emphasis.
        '_' => {
            !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric))
        }
        // A heading, or the closing characters of one; a tag such as `#eop` is neither.
        '#' => before.is_none_or(|b| b == ' ') && next.is_none_or(|n| n == ' ' || n == '#'),
        // A merge request, a milestone and an epic of GitLab, which does listen to a backslash.
        '!' | '%' => digit_next,
        '&' => digit_next || is_entity(rest),
        // A quotation, a list, the underline of a heading: only where a line begins.
        '>' | '-' | '+' | '=' => before.is_none(),
        // A numbered list.
        '.' | ')' => {
            !out.is_empty()
                && out.bytes().all(|b| b.is_ascii_digit())
                && next.is_none_or(|n| n == ' ')
        }
        _ => false,
    }
}

/// Whether what follows an ampersand makes it a character reference: `amp;`, `#35;`.
fn is_entity(rest: &str) -> bool {
    rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#')
        .starts_with(';')
}

/// Whether `rest` begins with a name that a forge would notify: `@hassan`, and not a path such as `@org/team`.
fn is_mention(before: Option<char>, rest: &str) -> bool {
    rest.starts_with('@') && live_word(before, rest).is_some_and(|word| !word.contains('/'))
}

/// The word at the start of `rest` that a forge would turn into a link or a notification, if there is one.
fn live_word(before: Option<char>, rest: &str) -> Option<&str> {
    let trigger = trigger(before, rest)?;
    let end = rest.find([' ', '`', '|']).unwrap_or(rest.len());
    let word = rest.get(..end)?;
    let bare = word.trim_end_matches([
        '.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '\'', '"', '*',
    ]);
    Some(if bare.len() < trigger {
        rest.get(..trigger)?
    } else {
        bare
    })
}

/// How many bytes at the start of `rest` make it live.
fn trigger(before: Option<char>, rest: &str) -> Option<usize> {
    let begins = |prefix: &str| {
        rest.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let after = |prefix: &str| rest.get(prefix.len()..).and_then(|r| r.bytes().next());
    let inside_word = before.is_some_and(|b| b.is_ascii_alphanumeric());
    let digit = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_digit());
    match rest.bytes().next()? {
        b'@' if !inside_word && before != Some('_') => after("@")
            .is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_')
            .then_some(2),
        b'#' => digit(after("#")).then_some(2),
        b if b.is_ascii_alphabetic() => {
            if !inside_word && begins("gh-") && digit(after("gh-")) {
                return Some(4);
            }
            if !inside_word && begins("www.") {
                return Some(4);
            }
            if begins("xmpp:") {
                return Some(5);
            }
            // `xmailto:a@b.example` links to a scheme that no one knows; without the x it is an e-mail address.
            let joined = before.is_some_and(|b| b.is_alphanumeric() || "._+-".contains(b));
            if joined && begins("mailto:") {
                return Some(7);
            }
            if before.is_some_and(|b| b.is_ascii_alphabetic()) {
                return None;
            }
            let after_scheme = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            after_scheme
                .starts_with("://")
                .then_some(rest.len() - after_scheme.len() + 3)
        }
        _ => None,
    }
}
