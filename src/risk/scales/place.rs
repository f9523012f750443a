//! Where something stands in a file of scales that was read: RON tells the places of what it cannot read, and a level that
//! is right by itself may be wrong beside its neighbor.

/// A word, a text in quotes or a mark, with its place.
struct Token {
    line: usize,
    column: usize,
    is: Is,
}

#[derive(PartialEq)]
enum Is {
    Word(String),
    Quoted,
    Mark(char),
}

/// The words, quoted texts and marks of a text that RON has read. Comments are left out.
fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let (mut line, mut column) = (1, 0);
    let mut rest = text
        .strip_prefix('\u{feff}')
        .unwrap_or(text)
        .chars()
        .map(move |c| {
            column += 1;
            let place = (line, column);
            if c == '\n' {
                (line, column) = (line + 1, 0);
            }
            (c, place)
        })
        .peekable();
    let mut joins = false;
    while let Some((c, (line, column))) = rest.next() {
        let next = rest.peek().map(|(c, _)| *c);
        let is = match (c, next) {
            ('"', _) => {
                while let Some((c, _)) = rest.next() {
                    match c {
                        '\\' => _ = rest.next(),
                        '"' => break,
                        _ => {}
                    }
                }
                Is::Quoted
            }
            ('/', Some('/')) => {
                while rest.next_if(|(c, _)| *c != '\n').is_some() {}
                continue;
            }
            ('/', Some('*')) => {
                let mut before = ' ';
                for (c, _) in rest.by_ref() {
                    if (before, c) == ('*', '/') {
                        break;
                    }
                    before = c;
                }
                continue;
            }
            (c, _) if c.is_alphanumeric() || c == '_' => match found.last_mut() {
                Some(Token {
                    is: Is::Word(word), ..
                }) if joins => {
                    word.push(c);
                    continue;
                }
                _ => Is::Word(c.to_string()),
            },
            (c, _) if c.is_whitespace() => {
                joins = false;
                continue;
            }
            (c, _) => Is::Mark(c),
        };
        joins = matches!(is, Is::Word(_));
        found.push(Token { line, column, is });
    }
    found
}

/// Where a field of the outermost group is named; 0 where it is not.
pub(super) fn name_of(text: &str, field: &str) -> (usize, usize) {
    let tokens = tokens(text);
    let place = field_of(&tokens, field);
    place
        .and_then(|place| tokens.get(place))
        .map_or((0, 0), |token| (token.line, token.column))
}

/// The place among the tokens of a field of the outermost group.
fn field_of(tokens: &[Token], field: &str) -> Option<usize> {
    let mut depth = 0_usize;
    tokens.iter().position(|token| {
        match &token.is {
            Is::Mark('(' | '[' | '{') => depth += 1,
            Is::Mark(')' | ']' | '}') => depth = depth.saturating_sub(1),
            Is::Word(word) => return depth == 1 && word == field,
            _ => {}
        }
        false
    })
}

/// The tokens of the scale with this place in the list.
fn scale_of(tokens: &[Token], index: usize) -> &[Token] {
    let start = field_of(tokens, "scales").map_or(tokens.len(), |place| place + 1);
    let rest = tokens.get(start..).unwrap_or_default();
    let (mut depth, mut seen) = (0_usize, 0);
    for (place, token) in rest.iter().enumerate() {
        match token.is {
            Is::Mark('(' | '[' | '{') => {
                if depth == 1 {
                    if seen == index {
                        return rest.get(place..).unwrap_or_default();
                    }
                    seen += 1;
                }
                depth += 1;
            }
            Is::Mark(')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    &[]
}

/// Where a scale begins; 0 where it is not found.
pub(super) fn entry(text: &str, index: usize) -> (usize, usize) {
    let tokens = tokens(text);
    let first = scale_of(&tokens, index).first();
    first.map_or((0, 0), |token| (token.line, token.column))
}

/// Where a cell of the matrix of a scale stands.
pub(super) fn matrix_cell(
    text: &str,
    index: usize,
    (row, cell): (usize, usize),
) -> Option<(usize, usize)> {
    let tokens = tokens(text);
    let scale = scale_of(&tokens, index);
    let start = field_of(scale, "matrix")?;
    let rest = scale.get(start..)?;
    let rows = rest
        .iter()
        .enumerate()
        .filter(|(_, token)| token.is == Is::Mark('['));
    // The first bracket is that of the matrix itself.
    let (start, opens) = rows.skip(1).nth(row)?;
    let row = rest.get(start..)?.iter();
    let inside = row.take_while(|token| token.is != Is::Mark(']'));
    let found = inside
        .filter(|token| token.is == Is::Quoted)
        .nth(cell)
        .unwrap_or(opens);
    Some((found.line, found.column))
}
