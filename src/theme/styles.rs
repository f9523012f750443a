//! What a theme means on the screen: one method a situation. Bold is for headings and for where the keyboard is,
//! bold and underlined for what needs someone, reversed for the one alarm and for where the keyboard is on the map. Dim and bright black are never used,
//! because many terminals show them as the background.

use ratatui::style::{Color, Modifier, Style};

use super::{Depth, Roles, Signs, Theme};

/// The styles of a theme at a depth. Meaning is carried by a word or symbol first (`>`, `!`, LATE, CRIT, crosses); a
/// style only repeats it, and each style that repeats a meaning also has a modifier, for eyes and terminals without
/// color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Styles {
    /// `None` is a terminal without color.
    roles: Option<Roles>,
    signs: Signs,
}

impl Styles {
    /// The styles of `theme` in a terminal that understands `depth`.
    pub fn new(theme: &Theme, depth: Depth) -> Self {
        let roles = match depth {
            Depth::None => None,
            Depth::TrueColor => Some(theme.roles),
            Depth::Ansi => Some(theme.roles.without_rgb()),
        };
        Self {
            roles,
            signs: Signs::default(),
        }
    }

    /// The same styles with these characters.
    pub fn with_signs(self, signs: Signs) -> Self {
        Self { signs, ..self }
    }

    /// What rules, bars and boxes are made of.
    pub fn signs(&self) -> Signs {
        self.signs
    }

    /// The ground of the whole screen, to be filled before anything is drawn. The others set no background, and so
    /// stand on this one.
    pub fn base(&self) -> Style {
        Style {
            bg: self.colour(|roles| roles.background),
            ..self.text()
        }
    }

    /// Everything that is to be read, and every bar that text is typed in.
    pub fn text(&self) -> Style {
        Style {
            fg: self.colour(|roles| roles.text),
            ..Style::new()
        }
    }

    /// The question as a sentence: bold, because thin letters blur first in a video call. One line a screen.
    pub fn strong(&self) -> Style {
        self.text().add_modifier(Modifier::BOLD)
    }

    /// The head of a pane or a group in the body.
    pub fn heading(&self) -> Style {
        self.strong()
    }

    /// Key hints and counts: nothing that must be read.
    pub fn muted(&self) -> Style {
        Style {
            fg: self.colour(|roles| roles.muted),
            ..Style::new()
        }
    }

    /// Where the keyboard is: the `>` before a row, the current question in brackets and capitals, the capture prompt.
    pub fn focus(&self) -> Style {
        let ink = Style {
            fg: self.colour(|roles| roles.focus),
            ..Style::new()
        };
        ink.add_modifier(Modifier::BOLD)
    }

    /// The text of the selected row, after its `>`.
    pub fn selected(&self) -> Style {
        self.focus()
    }

    /// The selected part of the map, before which no `>` can stand: a block in the color of the keyboard, which is seen
    /// without colors too.
    pub fn spot(&self) -> Style {
        self.focus().add_modifier(Modifier::REVERSED)
    }

    /// What needs someone: a finding behind its `!`, LATE, the last minute. Underlined as well as bold, so that it is
    /// not taken for the selection where colors are missing or look alike.
    pub fn attention(&self) -> Style {
        let ink = Style {
            fg: self.colour(|roles| roles.attention),
            ..Style::new()
        };
        ink.add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// A block in the attention color, for one thing only: the file could not be saved. Reversed, so that it also
    /// works with the terminal's own colors and with none.
    pub fn alarm(&self) -> Style {
        Style {
            fg: self.colour(|roles| roles.attention),
            bg: self.colour(|roles| roles.background),
            ..Style::new()
        }
        .add_modifier(Modifier::BOLD | Modifier::REVERSED)
    }

    /// The lines between the parts of a screen, and the bar between panes.
    pub fn rule(&self) -> Style {
        self.muted()
    }

    /// The box of a trust zone on the map, with its name: bold, so that it is not taken for an element's box.
    pub fn zone(&self) -> Style {
        self.muted().add_modifier(Modifier::BOLD)
    }

    /// A flow that crosses a trust boundary, beside the word that says so. Bold and no accent: a crossing is where to
    /// look, not yet something wrong.
    pub fn crossing(&self) -> Style {
        self.strong()
    }

    fn colour(&self, role: fn(&Roles) -> Color) -> Option<Color> {
        self.roles.as_ref().map(role)
    }
}

impl Roles {
    /// The same roles for a terminal without RGB. A theme that is written in the terminal's own colors stays as it
    /// is; any other is replaced whole, since half of it might stand unreadable on the terminal's background.
    fn without_rgb(self) -> Self {
        let all = [
            self.background,
            self.text,
            self.muted,
            self.focus,
            self.attention,
        ];
        if all.iter().any(|colour| matches!(colour, Color::Rgb(..))) {
            Self::PLAIN
        } else {
            self
        }
    }
}

/// Every style with its name, for tests that look at all of them.
#[cfg(test)]
pub(super) fn situations(styles: &Styles) -> [(&'static str, Style); 13] {
    [
        ("base", styles.base()),
        ("text", styles.text()),
        ("strong", styles.strong()),
        ("heading", styles.heading()),
        ("muted", styles.muted()),
        ("focus", styles.focus()),
        ("selected", styles.selected()),
        ("spot", styles.spot()),
        ("attention", styles.attention()),
        ("alarm", styles.alarm()),
        ("rule", styles.rule()),
        ("zone", styles.zone()),
        ("crossing", styles.crossing()),
    ]
}

#[cfg(test)]
mod tests {
    use super::{super::load, *};

    const DEPTHS: [Depth; 3] = [Depth::TrueColor, Depth::Ansi, Depth::None];

    #[test]
    fn without_colour_no_style_has_one() {
        for name in super::super::names(&[]) {
            let name = name.as_str();
            let theme = load(name, &[]).0;
            for (situation, style) in situations(&Styles::new(&theme, Depth::None)) {
                assert_eq!((style.fg, style.bg), (None, None), "{situation} in {name}");
            }
        }
    }

    #[test]
    fn a_terminal_without_rgb_gets_its_own_colours_and_two_accents() {
        let styles = Styles::new(&load("light", &[]).0, Depth::Ansi);
        for (situation, style) in situations(&styles) {
            for colour in [style.fg, style.bg].into_iter().flatten() {
                let allowed = [Color::Reset, Color::Cyan, Color::Yellow];
                assert!(allowed.contains(&colour), "{situation} is {colour:?}");
            }
        }
        assert_eq!(styles.focus().fg, Some(Color::Cyan));
        assert_eq!(styles.attention().fg, Some(Color::Yellow));
        assert_eq!(
            (styles.base().fg, styles.base().bg),
            (Some(Color::Reset), Some(Color::Reset))
        );
    }

    #[test]
    fn a_theme_in_the_terminals_own_colours_keeps_them_without_rgb() {
        let text = "(name: \"mine\", background: \"blue\", text: \"white\", muted: \"gray\", \
                    focus: \"light-cyan\", attention: \"light-yellow\")";
        let (theme, problem) = load("mine", &[("mine.ron".to_owned(), text.to_owned())]);
        assert_eq!(problem, None);
        assert_eq!(
            Styles::new(&theme, Depth::Ansi),
            Styles::new(&theme, Depth::TrueColor)
        );
    }

    #[test]
    fn dim_is_never_used() {
        for depth in DEPTHS {
            for (situation, style) in situations(&Styles::new(&Theme::default(), depth)) {
                assert!(
                    !style.add_modifier.contains(Modifier::DIM),
                    "{situation} at {depth:?}"
                );
                assert_ne!(style.fg, Some(Color::DarkGray), "{situation} at {depth:?}");
            }
        }
    }

    #[test]
    fn text_focus_attention_and_alarm_differ_without_looking_at_colour() {
        for depth in DEPTHS {
            let styles = Styles::new(&Theme::default(), depth);
            let all = [
                styles.text(),
                styles.focus(),
                styles.attention(),
                styles.alarm(),
            ];
            for (i, one) in all.iter().enumerate() {
                for other in &all[i + 1..] {
                    assert_ne!(one.add_modifier, other.add_modifier, "at {depth:?}");
                }
            }
        }
    }

    #[test]
    fn the_alarm_is_the_attention_colour_reversed_on_the_background() {
        let styles = Styles::new(&Theme::default(), Depth::TrueColor);
        assert_eq!(styles.alarm().fg, styles.attention().fg);
        assert_eq!(styles.alarm().bg, styles.base().bg);
        for depth in DEPTHS {
            for (situation, style) in situations(&Styles::new(&Theme::default(), depth)) {
                let reversed = style.add_modifier.contains(Modifier::REVERSED);
                let may = matches!(situation, "alarm" | "spot");
                assert_eq!(reversed, may, "{situation} at {depth:?}");
            }
        }
    }
}
