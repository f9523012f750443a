//! Makes words that someone typed harmless in the wiki markup of Jira and in HTML: they read as typed, and do nothing.

/// The words on one line of Jira's wiki markup. A backslash goes before what would act; where a backslash itself would,
/// its number stands, as Jira has no other way to write one.
///
/// Addresses of pages stay as they are: Jira shows them as links whatever stands before them, and shows where they
/// lead.
pub(super) fn escape(raw: &str) -> String {
    let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        let rest = letters.as_str();
        let next = rest.chars().next();
        let outside = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        match c {
            '\\' => out.push_str("&#92;"),
            // The name or number of a character would come back as that character.
            '&' if is_entity(rest) => out.push_str("&amp;"),
            '{' | '}' | '[' | ']' | '!' | '|' | '^' | '~' | '*' | '<' => {
                out.push('\\');
                out.push(c);
            }
            // Inside a word, as in `refund_api` and `re-send`, these do nothing.
            '_' | '+' | '-' if outside(before) || outside(next) => {
                out.push('\\');
                out.push(c);
            }
            // A citation.
            '?' if before == Some('?') || next == Some('?') => out.push_str("\\?"),
            // A list, where a line begins.
            '#' if before.is_none() => out.push_str("\\#"),
            '(' | ':' | ';' if is_face(c, rest) => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
        before = Some(c);
    }
    out
}

/// Whether what follows an ampersand makes it a character reference: `amp;`, `#35;`.
fn is_entity(rest: &str) -> bool {
    rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#')
        .starts_with(';')
}

/// Whether Jira would draw a face or an icon here: `(x)`, `:-)`.
fn is_face(c: char, rest: &str) -> bool {
    let mut next = rest.chars();
    match (c, next.next(), next.next()) {
        ('(', Some(sign), Some(')')) => "ynix/!?+-*".contains(sign),
        (':' | ';', Some(mouth), after) => {
            mouth == '-' || (")(DPp".contains(mouth) && !after.is_some_and(char::is_alphanumeric))
        }
        _ => false,
    }
}

/// The words as the text of an HTML element.
pub(super) fn html(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 8);
    for c in raw.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_words_stay_as_typed_in_a_wiki() {
        for words in [
            "Refund replayed (again), from a stolen token?",
            "refund_api re-sends 100 % of it: who knows (not R&D)",
            "C# client at 10:42, \"quoted\", it's fine",
        ] {
            assert_eq!(escape(words), words);
        }
    }

    #[test]
    fn markup_is_shown_and_does_nothing_in_a_wiki() {
        for (words, written) in [
            ("{code} x {code}", "\\{code\\} x \\{code\\}"),
            ("[~admin] [a|http://x]", "\\[\\~admin\\] \\[a\\|http://x\\]"),
            ("!img.png!", "\\!img.png\\!"),
            ("*b* _i_ -d- +u+", "\\*b\\* \\_i\\_ \\-d\\- \\+u\\+"),
            ("C:\\temp \\\\ x", "C:&#92;temp &#92;&#92; x"),
            ("&#123;code}", "&amp;#123;code\\}"),
            ("# one", "\\# one"),
            ("(x) :)", "\\(x) \\:)"),
            ("??who??", "\\?\\?who\\?\\?"),
            ("---- x", "\\-\\-\\-\\- x"),
        ] {
            assert_eq!(escape(words), written);
        }
    }

    #[test]
    fn markup_is_shown_and_does_nothing_in_html() {
        assert_eq!(
            html("<img src=\"x\" onerror='y'> & <b>"),
            "&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt; &amp; &lt;b&gt;"
        );
    }
}
