//! Who is in the room, on one line: `Ana eng, Bo eng, Di ops`.

use crate::domain::Text;

/// The names and roles of a line. The last word is the role, unless the role stands in brackets or after a colon:
/// `Ana Lopez eng`, `Hal (legal counsel)`, `Flo: product owner`. One word alone is a name.
pub fn parse(line: &str) -> Vec<(Text, Text)> {
    line.split([',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(person)
        .collect()
}

fn person(part: &str) -> (Text, Text) {
    let explicit = part.split_once('(').or_else(|| part.split_once(':'));
    if let Some((name, role)) = explicit
        && !name.trim().is_empty()
    {
        return (Text::new(name), Text::new(role.trim_end_matches(')')));
    }
    match part.rsplit_once(char::is_whitespace) {
        Some((name, role)) => (Text::new(name), Text::new(role)),
        None => (Text::new(part), Text::default()),
    }
}

/// What stands before the first colon, and behind it. Keyboards for Chinese and Japanese write a wide one.
pub(crate) fn split_head(text: &str) -> Option<(&str, &str)> {
    text.split_once([':', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_roles_come_from_one_line() {
        let people = parse("Ana eng, Bo Lee eng,Hal (legal counsel) , Flo: product owner, Gus,,");
        let people: Vec<(&str, &str)> = people
            .iter()
            .map(|(n, r)| (n.as_str(), r.as_str()))
            .collect();
        assert_eq!(
            people,
            [
                ("Ana", "eng"),
                ("Bo Lee", "eng"),
                ("Hal", "legal counsel"),
                ("Flo", "product owner"),
                ("Gus", "")
            ]
        );
    }
}
