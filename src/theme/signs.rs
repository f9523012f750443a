//! The characters that the program itself draws beside text: rules, bars and boxes. They have one home, because every
//! one of them is of ambiguous East-Asian width: where a terminal draws them two cells wide, or a font has none of
//! them, `--ascii` draws the same screen without. What people typed is never changed.

/// Which characters are drawn, also by the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signs {
    /// Box-drawing characters.
    #[default]
    Lines,
    /// ASCII only.
    Ascii,
}

impl Signs {
    /// What stands behind a text that was cut until it is known which characters are drawn: two characters that mean
    /// nothing and that no typed text can hold.
    pub const CUT: &str = "\u{fdd0}\u{fdd1}";

    /// Bars for a row of counts, the lowest first; none where only ASCII is drawn, as numbers stand beside them.
    pub fn bars(self) -> &'static [char] {
        match self {
            Self::Lines => &['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
            Self::Ascii => &[],
        }
    }

    /// Whether there are blocks to draw large letters with.
    pub fn have_blocks(self) -> bool {
        matches!(self, Self::Lines)
    }

    /// A level line of this many cells.
    pub fn rule(self, width: usize) -> String {
        match self {
            Self::Lines => "─",
            Self::Ascii => "-",
        }
        .repeat(width)
    }

    /// One cell of an upright line.
    pub fn bar(self) -> &'static str {
        match self {
            Self::Lines => "│",
            Self::Ascii => "|",
        }
    }

    /// Lines and arrow heads of a drawing that was made with box-drawing characters.
    pub fn drawn(self, text: String) -> String {
        if self == Self::Lines {
            return text;
        }
        let sign = |c| match c {
            '─' | '╌' => '-',
            '│' => '|',
            '╎' => ':',
            '▶' => '>',
            '◀' => '<',
            '▲' => '^',
            '▼' => 'v',
            '\u{2500}'..='\u{257f}' => '+',
            c => c,
        };
        text.chars().map(sign).collect()
    }

    /// Stands behind what is lower than it was.
    pub fn fell(self) -> &'static str {
        match self {
            Self::Lines => "▼",
            Self::Ascii => "v",
        }
    }

    /// One cell of a bar that is as long as a number is large.
    pub fn block(self) -> &'static str {
        match self {
            Self::Lines => "█",
            Self::Ascii => "#",
        }
    }

    /// What stands between two parts of a sentence.
    pub fn dot(self) -> &'static str {
        match self {
            Self::Lines => "·",
            Self::Ascii => "-",
        }
    }

    /// The two cells behind a text that was cut.
    pub fn cut(self) -> [&'static str; 2] {
        match self {
            Self::Lines => ["…", " "],
            Self::Ascii => [".", "."],
        }
    }

    /// One cell of a map's line that goes on to these sides: east, south, west, north.
    pub fn joint(self, sides: [bool; 4]) -> char {
        let [level, upright, corner] = match self {
            Self::Lines => ['─', '│', '┼'],
            Self::Ascii => ['-', '|', '+'],
        };
        match (sides, self) {
            ([_, false, _, false], _) => level,
            ([false, _, false, _], _) => upright,
            ([true, true, false, false], Self::Lines) => '┌',
            ([false, true, true, false], Self::Lines) => '┐',
            ([true, false, false, true], Self::Lines) => '└',
            ([false, false, true, true], Self::Lines) => '┘',
            _ => corner,
        }
    }

    /// The arrow heads of a map's lines: to the west, north, east, south.
    pub fn heads(self) -> [char; 4] {
        match self {
            Self::Lines => ['◀', '▲', '▶', '▼'],
            Self::Ascii => ['<', '^', '>', 'v'],
        }
    }

    /// The characters of a trust zone's frame: level, upright, and its four corners from the upper left on.
    pub fn frame(self) -> [char; 6] {
        match self {
            Self::Lines => ['╌', '╎', '┌', '┐', '└', '┘'],
            Self::Ascii => ['.', ':', '.', '.', ':', ':'],
        }
    }

    /// The upper edge of a box of this many cells; the two corners stay where there is room for nothing else.
    pub fn top(self, width: usize) -> String {
        self.edge(["┌", "┐"], width)
    }

    /// The lower edge of a box of this many cells.
    pub fn bottom(self, width: usize) -> String {
        self.edge(["└", "┘"], width)
    }

    fn edge(self, [left, right]: [&str; 2], width: usize) -> String {
        let [left, right] = match self {
            Self::Lines => [left, right],
            Self::Ascii => ["+", "+"],
        };
        format!("{left}{}{right}", self.rule(width.saturating_sub(2)))
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn both_choices_draw_the_same_shape() {
        for width in [0, 1, 2, 3, 80] {
            let shape = |signs: Signs| {
                [
                    signs.rule(width),
                    signs.top(width),
                    signs.bottom(width),
                    signs.bar().to_owned(),
                    signs.cut().concat(),
                ]
            };
            let (lines, ascii) = (shape(Signs::Lines), shape(Signs::Ascii));
            for (one, other) in lines.iter().zip(&ascii) {
                assert_eq!(one.width(), other.width(), "{one} {other}");
                assert!(other.is_ascii(), "{other}");
            }
        }
        assert_eq!(Signs::Ascii.top(4), "+--+");
        assert_eq!(Signs::Lines.bottom(4), "└──┘");
        let map = "┌╌╌┐ ╎─5▶│▼18 └┘ ┼ ◀▲".to_owned();
        assert_eq!(Signs::Lines.drawn(map.clone()), map);
        assert_eq!(Signs::Ascii.drawn(map), "+--+ :-5>|v18 ++ + <^");
    }
}
