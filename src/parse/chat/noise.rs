//! What a chat holds beside what people said: reactions alone, the words that stand for a picture, and chatter.

use super::chatter;

/// Words that are a reaction and nothing else, in lower case.
const REACTIONS: [&str; 11] = [
    "+1", "-1", "++", "lol", "lmao", "rofl", "haha", "hahaha", "hehe", "xd", ":d",
];

/// What chat programs write in place of what they cannot show as text, in lower case.
const INSTEAD: [&str; 12] = [
    "<media omitted>",
    "image omitted",
    "video omitted",
    "audio omitted",
    "gif omitted",
    "sticker omitted",
    "document omitted",
    "contact card omitted",
    "this message was deleted",
    "this message was deleted.",
    "you deleted this message",
    "you deleted this message.",
];

/// Whether a text could not be an item: a lone reaction, what stands for a picture, or chatter.
pub(super) fn is_noise(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    INSTEAD.contains(&lower.as_str())
        || is_tapback(&lower)
        || is_reaction(&lower)
        || is_chatter(text)
}

/// Whether a text is small talk, or what programs write between what people said.
pub(super) fn is_chatter(text: &str) -> bool {
    chatter::is_chatter(text.trim()) || is_mail_head(&text.trim().to_lowercase())
}

/// `Reacted to "Keys never rotate" with 👍`, as Zoom writes it.
fn is_tapback(text: &str) -> bool {
    let rest = text.strip_prefix("reacted to ");
    rest.is_some_and(|rest| rest.starts_with(['"', '“']) && rest.contains(" with "))
}

/// `On Sat, 9 May 2026 at 10:30, Ana <ana@shop.example> wrote:`, which mail programs write above what they quote.
fn is_mail_head(text: &str) -> bool {
    let has_day = text.contains(|c: char| c.is_ascii_digit());
    let english = text.starts_with("on ") && text.ends_with(" wrote:");
    let german = text.starts_with("am ") && text.contains(" schrieb ") && text.ends_with(':');
    has_day && (english || german)
}

/// Emoji, `:+1:`, `+1` and the like alone, each perhaps with how many people gave it.
pub(super) fn is_reaction(text: &str) -> bool {
    let mut found = false;
    text.split_whitespace().all(|word| {
        let is_one = REACTIONS.contains(&word) || is_shortcode(word) || has_no_letters(word);
        found |= is_one;
        is_one || (found && word.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// `:+1:`, `:thumbsup:`, `:+1::skin-tone-3:`.
fn is_shortcode(word: &str) -> bool {
    let inside = word.strip_prefix(':').and_then(|w| w.strip_suffix(':'));
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-' | ':');
    inside.is_some_and(|inside| !inside.is_empty() && inside.chars().all(is_name))
}

fn has_no_letters(word: &str) -> bool {
    !word.chars().any(char::is_alphanumeric)
}
