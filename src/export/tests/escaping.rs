//! An independent reader of Markdown finds nothing in escaped words that no one put there.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};
use proptest::prelude::*;

use crate::domain::Text;
use crate::export::markdown::escape;

/// Everything that GitHub and GitLab read beyond `CommonMark`.
fn forge() -> Options<'static> {
    let mut options = Options::default();
    let e = &mut options.extension;
    e.strikethrough = true;
    e.table = true;
    e.autolink = true;
    e.tasklist = true;
    e.footnotes = true;
    e.inline_footnotes = true;
    e.alerts = true;
    e.math_dollars = true;
    e.math_code = true;
    e.multiline_block_quotes = true;
    options
}

/// What `text` holds: the names of the kinds of node but text, in order; the words; what was made into code.
pub(super) struct Read {
    pub(super) nodes: Vec<String>,
    pub(super) words: String,
    /// The words with each piece of code as one character that is not part of any word.
    pub(super) prose: String,
    pub(super) code: Vec<String>,
}

/// Reads Markdown as a forge does.
pub(super) fn read(text: &str) -> Read {
    fn walk<'a>(node: &'a AstNode<'a>, read: &mut Read) {
        let name = match &node.data.borrow().value {
            NodeValue::Text(words) => {
                read.words.push_str(words);
                read.prose.push_str(words);
                None
            }
            NodeValue::Code(code) => {
                read.words.push_str(&code.literal);
                read.prose.push('\u{fffc}');
                read.code.push(code.literal.clone());
                None
            }
            NodeValue::Link(link) if link.url.starts_with("mailto:") => None,
            NodeValue::Link(link) => Some(format!("link to {}", link.url)),
            NodeValue::Heading(heading) => Some(format!("h{}", heading.level)),
            NodeValue::TaskItem(_) => Some("task".to_owned()),
            other => {
                let debug = format!("{other:?}");
                let kind = debug.split(|c: char| !c.is_alphanumeric()).next();
                kind.map(str::to_lowercase)
            }
        };
        if let Some(name) = name {
            if node.data.borrow().value.block() {
                read.words.push('\n');
                read.prose.push('\n');
            }
            read.nodes.push(name);
        }
        for child in node.children() {
            walk(child, read);
        }
    }
    let arena = Arena::new();
    let root = parse_document(&arena, text, &forge());
    let mut read = Read {
        nodes: Vec::new(),
        words: String::new(),
        prose: String::new(),
        code: Vec::new(),
    };
    walk(root, &mut read);
    read
}

/// White space does not count, as Markdown folds it; nor does the space that keeps a name from being notified.
pub(super) fn folded(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace("@ ", "@")
}

/// Whether a forge would have made something of these words, so that they had to become code.
pub(super) fn is_live(code: &str) -> bool {
    let lower = code.to_lowercase();
    ["@", "#", "gh-", "www.", "xmpp:", "mailto:"]
        .iter()
        .any(|s| lower.starts_with(s))
        || lower.contains("://")
}

/// What GitHub would still notify or link in rendered words: `@team`, `#1`, `GH-1`.
pub(super) fn still_live(prose: &str) -> Option<&str> {
    prose.char_indices().find_map(|(place, _)| {
        let (before, rest) = prose.split_at(place);
        let starts_word = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let then = |prefix: &str, next: fn(&char) -> bool| {
            let (start, after) = rest.split_at_checked(prefix.len())?;
            let live = start.eq_ignore_ascii_case(prefix)
                && after.chars().next().is_some_and(|c| next(&c));
            live.then_some(rest)
        };
        then("#", char::is_ascii_digit).or_else(|| {
            let word = then("@", char::is_ascii_alphanumeric)
                .or_else(|| then("gh-", char::is_ascii_digit));
            word.filter(|_| starts_word)
        })
    })
}

/// Words made of what Markdown is made of.
pub(super) fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[!-/:-@\\[-`{-~]",
        2 => "[a-z0-9 ]{1,3}",
        1 => Just(" ".to_owned()),
        1 => any::<char>().prop_map(String::from),
        3 => prop::sample::select(vec![
            "https://x.example/a?b=c", "http://", "ftp://x.y", "www.x.example", "WWW.", "@team", "@a-b",
            "#1", "GH-12", "gh-3", "a@b.example", "mailto:a@b.example", "xmpp:a@b.example", "<b>",
            "</p>", "<!--", "-->", "<!x>", "<?x?>", "![", "](http://x)", "[ ]", "[x] ", "[^1]", "[^1]: x",
            "[a]: http://x", "&amp;", "&#35;", "&lt;", "$$", "$`x`$", "---", "===", "***", "~~", "```", "~~~",
            "1. ", "2) ", "- ", "+ ", "> ", ">>> ", "# ", "## ", " #", "|---|", "a|b", ":--", "> [!NOTE]",
            "**", "__", "_a_", "a_b", "*a*", "\\", "\\\\", "`", "``", "    ", "\t", "^[x]", "!12", "%3",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..10).prop_map(|pieces| pieces.concat())
}

/// The places in which the exports put words, each with the nodes that it makes by itself.
const PLACES: [(&str, &str, &[&str]); 6] = [
    ("", "\n", &["document", "paragraph"]),
    ("- ", "\n", &["document", "list", "item", "paragraph"]),
    ("- [ ] ", "\n", &["document", "list", "task", "paragraph"]),
    ("# ", "\n", &["document", "h1"]),
    (
        "1. **",
        "** (T1)\n",
        &["document", "list", "item", "paragraph", "strong"],
    ),
    (
        "- **T1** ",
        ": x\n",
        &["document", "list", "item", "paragraph", "strong"],
    ),
];

fn is_harmless(raw: &str) -> Result<(), TestCaseError> {
    let text = Text::new(raw);
    let escaped = escape(&text);
    if escaped.is_empty() {
        return Ok(());
    }
    for (before, after, nodes) in PLACES {
        let document = format!("{before}{escaped}{after}");
        let found = read(&document);
        prop_assert_eq!(&found.nodes, nodes, "{:?}", document);
        let plain = |words: &str| words.replace("**", "");
        let frame = [before, after].map(|s| {
            plain(s)
                .replace("- ", "")
                .replace("[ ] ", "")
                .replace("1. ", "")
                .replace("# ", "")
        });
        let expected = format!("{}{}{}", frame[0], folded(&text), frame[1]);
        prop_assert_eq!(folded(&found.words), folded(&expected), "{:?}", document);
        prop_assert_eq!(still_live(&found.prose), None, "{:?}", document);
        for code in &found.code {
            prop_assert!(is_live(code), "{:?} is code in {:?}", code, document);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn words_do_nothing_in_markdown(raw in nasty()) {
        is_harmless(&raw)?;
    }

    #[test]
    fn any_text_does_nothing_in_markdown(raw in any::<String>()) {
        is_harmless(&raw)?;
    }
}

#[test]
fn ordinary_words_are_written_as_typed() {
    for words in [
        "Refund replayed (again) - from a stolen token!",
        "refund_api > ledger: amount, account; 100 % sure? R&D says so.",
        "C# client at 10:42, \"quoted\", it's fine + cheap = good",
        "ana@example.com knows",
    ] {
        assert_eq!(escape(words), words);
    }
}

#[test]
fn what_a_forge_would_notify_or_link_is_shown_as_code() {
    for (words, written) in [
        ("read @org/team's page", "read `@org/team's` page"),
        ("(see #12).", "(see `#12`)."),
        ("as in org/repo#7", "as in org/repo`#7`"),
        ("GH-3 and gh-4", "`GH-3` and `gh-4`"),
        (
            "read https://example.com/a_b, now",
            "read `https://example.com/a_b`, now",
        ),
        ("www.example.com!", "`www.example.com`!"),
    ] {
        assert_eq!(escape(words), written);
    }
}

/// A name or a tag that the program did not understand stays in the text, as people read it.
#[test]
fn a_name_and_a_tag_stay_words() {
    for (words, written) in [
        ("ask @team first", "ask @ team first"),
        ("Rotate keys @hassan #eop", "Rotate keys @ hassan #eop"),
        ("@hassan.", "@ hassan."),
        ("#eop at the start", "#eop at the start"),
        ("(@jean-luc, @o_neil)", "(@ jean-luc, @ o_neil)"),
        ("a # b ## c", "a \\# b \\## c"),
        ("write to ana@example.com", "write to ana@example.com"),
    ] {
        assert_eq!(escape(words), written);
    }
}

#[test]
fn markup_is_shown_and_does_nothing() {
    assert_eq!(escape("<img src=x>"), "\\<img src=x>");
    assert_eq!(
        escape("![x](y) *b* `c` ~d~ $e$ a|b"),
        "!\\[x](y) \\*b\\* \\`c\\` \\~d\\~ \\$e\\$ a\\|b"
    );
    assert_eq!(escape("# a"), "\\# a");
    assert_eq!(escape("1. a"), "1\\. a");
    assert_eq!(escape("- [ ] a"), "\\- \\[ ] a");
}
