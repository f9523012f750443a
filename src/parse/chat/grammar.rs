//! What a line of a chat is, by how it is written: the plain words with which people answer where they have no sheet.
//! The page of a sheet writes the same words.

use crate::domain::ActionId;

/// What a line says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says<'a> {
    /// Nothing: it is whatever is collected.
    Usual,
    /// It ends as a question does.
    Question,
    /// It names itself a fix; the words behind that.
    Fix(&'a str),
    /// It names what is missing from the map.
    Missing(&'a str),
    /// It names itself an assumption.
    Assumption(&'a str),
    /// It says what should stay as it is.
    Keep(&'a str),
    /// It says what should change.
    Change(&'a str),
    /// Yes or no to an action item: `A3 yes`.
    Agreed(ActionId, bool),
    /// A hand, 0 to 5: `confidence 4`.
    Confidence(u8),
    /// A hand, 1 to 5: `time 5`.
    TimeWellSpent(u8),
}

/// With which words a fix begins, in lower case, in the languages of the sheets.
const FIXES: [&str; 6] = ["fix", "mitigation", "idea", "lösung", "maßnahme", "idee"];
/// The same for what is missing from the map.
const MISSING: [&str; 2] = ["missing", "fehlt"];
/// The same for an assumption.
const ASSUMPTIONS: [&str; 2] = ["assumption", "annahme"];
/// The same for what should stay.
const KEEPS: [&str; 2] = ["keep", "beibehalten"];
/// The same for what should change.
const CHANGES: [&str; 2] = ["change", "ändern"];
/// The words before a hand.
const CONFIDENCE: [&str; 2] = ["confidence", "vertrauen"];
/// The words before the other hand.
const TIME: [&str; 2] = ["time", "zeit"];
/// Yes to an action item.
const YES: [&str; 2] = ["yes", "ja"];
/// No to an action item.
const NO: [&str; 2] = ["no", "nein"];

/// Reads one line.
pub(crate) fn read(line: &str) -> Says<'_> {
    let line = line.trim();
    if let Some((head, words)) = line.split_once(':') {
        let head = head.trim().to_lowercase();
        let words = words.trim();
        let is = |heads: &[&str]| heads.contains(&head.as_str()) && !words.is_empty();
        let heads: [(&[&str], Says<'_>); 5] = [
            (&FIXES, Says::Fix(words)),
            (&MISSING, Says::Missing(words)),
            (&ASSUMPTIONS, Says::Assumption(words)),
            (&KEEPS, Says::Keep(words)),
            (&CHANGES, Says::Change(words)),
        ];
        if let Some((_, says)) = heads.into_iter().find(|(heads, _)| is(heads)) {
            return says;
        }
    }
    if let Some(says) = two_words(line) {
        return says;
    }
    if is_question(line) {
        Says::Question
    } else {
        Says::Usual
    }
}

/// A hand, or yes or no to an action item: two words and no more, as everything else is a sentence.
fn two_words<'a>(line: &str) -> Option<Says<'a>> {
    let mut words = line.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let (first, second) = (first.to_lowercase(), second.to_lowercase());
    let (first, second) = (first.trim_end_matches(':'), second.as_str());
    let hand = |least: u8| match second.as_bytes() {
        [digit @ b'0'..=b'5'] => Some(digit - b'0').filter(|hand| *hand >= least),
        _ => None,
    };
    if CONFIDENCE.contains(&first) {
        return hand(0).map(Says::Confidence);
    }
    if TIME.contains(&first) {
        return hand(1).map(Says::TimeWellSpent);
    }
    let is_yes = YES.contains(&second);
    if !is_yes && !NO.contains(&second) {
        return None;
    }
    let id = first.to_uppercase().parse().ok()?;
    Some(Says::Agreed(id, is_yes))
}

/// Whether a text ends as a question does, in whatever closes behind it: `?`, `?!`, `?"`.
pub(crate) fn is_question(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| c == '!' || closes(c));
    end.ends_with(['?', '？', '؟'])
}

/// What may stand behind the end of a sentence and still belong to it.
pub(crate) fn closes(c: char) -> bool {
    c.is_whitespace() || ['"', '\'', ')', '”', '’', '»'].contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_its_end_or_its_head_says() {
        let cases = [
            ("Token replayed", Says::Usual),
            ("Who rotates the key?", Says::Question),
            ("Who rotates the key ?!", Says::Question),
            ("(is it logged?)", Says::Question),
            ("Is it? No, it is not", Says::Usual),
            ("fix: short tokens", Says::Fix("short tokens")),
            ("FIX : short tokens?", Says::Fix("short tokens?")),
            ("Lösung: kurze Token", Says::Fix("kurze Token")),
            ("fix:", Says::Usual),
            ("fix the tokens", Says::Usual),
            ("https://example.org/?a=b", Says::Usual),
            ("missing: the backup job?", Says::Missing("the backup job?")),
            ("Fehlt: die Sicherung", Says::Missing("die Sicherung")),
            ("assumption: staff only", Says::Assumption("staff only")),
            ("Annahme : nur wir", Says::Assumption("nur wir")),
            ("keep: the map", Says::Keep("the map")),
            ("Beibehalten: die Karte", Says::Keep("die Karte")),
            ("change: shorter", Says::Change("shorter")),
            ("Ändern: kürzer", Says::Change("kürzer")),
            ("changes: shorter", Says::Usual),
            ("missing:", Says::Usual),
            ("A3 yes", Says::Agreed(ActionId(3), true)),
            ("a12 NO", Says::Agreed(ActionId(12), false)),
            ("A3: ja", Says::Agreed(ActionId(3), true)),
            ("A3 nein", Says::Agreed(ActionId(3), false)),
            ("A3 yes please", Says::Usual),
            ("T3 yes", Says::Usual),
            ("A3", Says::Usual),
            ("confidence 0", Says::Confidence(0)),
            ("Vertrauen: 5", Says::Confidence(5)),
            ("confidence 6", Says::Usual),
            ("confidence 04", Says::Usual),
            ("time 5", Says::TimeWellSpent(5)),
            ("Zeit 1", Says::TimeWellSpent(1)),
            ("time 0", Says::Usual),
            ("time 5 minutes", Says::Usual),
            ("time server", Says::Usual),
            ("time 5?", Says::Question),
            ("", Says::Usual),
        ];
        for (line, says) in cases {
            assert_eq!(read(line), says, "{line}");
        }
    }
}
