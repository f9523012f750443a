//! How the program looks: the theme, the colors that the terminal understands, and the characters that lines are made of;
//! weighed from the command line, the environment and the settings.

use super::start::Options;
use crate::app::themes::ThemeOffer;
use crate::store::settings::{self, UserThemes};
use crate::theme::{self, ColourEnv, DEFAULT, Depth, Signs, Styles};

/// What the program is drawn with.
pub(super) struct Looks {
    pub(super) styles: Styles,
    /// The theme that the styles are of.
    name: String,
    depth: Depth,
    signs: Signs,
    themes: UserThemes,
}

impl Looks {
    /// Whether only plain characters are drawn.
    pub(super) fn is_ascii(&self) -> bool {
        self.signs == Signs::Ascii
    }

    /// What was asked for, and what to say when it cannot be had.
    pub(super) fn new(options: &Options) -> (Self, Option<String>) {
        let env = settings::colour_wishes();
        let depth = theme::depth(&ColourEnv {
            no_color_flag: options.no_color,
            no_color: env.no_color.as_deref(),
            colorterm: env.colorterm.as_deref(),
            term: env.term.as_deref(),
        });
        let ascii = options.ascii.or_else(settings::ascii).unwrap_or_default();
        let wanted = options.theme.clone().or_else(settings::theme);
        let mut looks = Self {
            styles: Styles::new(&theme::Theme::default(), depth),
            name: DEFAULT.to_owned(),
            depth,
            signs: if ascii { Signs::Ascii } else { Signs::Lines },
            themes: settings::user_themes(),
        };
        let says = looks.load(&wanted.unwrap_or_else(|| DEFAULT.to_owned()));
        (looks, says)
    }

    /// The theme that is shown.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Shows the theme `name`, unless it is shown already.
    pub(super) fn show(&mut self, name: &str) {
        if self.name != name {
            self.load(name);
            // What cannot be used is not tried again on every key.
            name.clone_into(&mut self.name);
        }
    }

    /// Takes the theme `name`, or the default one with a line that says why.
    fn load(&mut self, name: &str) -> Option<String> {
        let (theme, problem) = theme::load(name, &self.themes.files);
        self.styles = Styles::new(&theme, self.depth).with_signs(self.signs);
        theme.name().clone_into(&mut self.name);
        // A file that cannot even be read as text has no name but its own.
        let unread = self.themes.unread.iter().find(|(stem, _)| stem == name);
        problem.map(|problem| match unread {
            Some((stem, _)) => {
                format!("Using the theme {DEFAULT}: the file of {stem} cannot be read.")
            }
            None => problem.in_short(),
        })
    }

    /// Why a theme looks like others here: choosing it must not seem to do nothing.
    fn poverty(&self, name: &str) -> &'static str {
        let here = |name| Styles::new(&theme::load(name, &self.themes.files).0, self.depth);
        match self.depth {
            Depth::None => " Without colors, all themes look alike.",
            Depth::Ansi if name != "terminal" && here(name) == here("terminal") => {
                " Here it looks like terminal: only 16 colors."
            }
            Depth::Ansi | Depth::TrueColor => "",
        }
    }

    /// The themes to choose from, the user's own as their files are now.
    pub(super) fn offers(&mut self) -> Vec<ThemeOffer> {
        self.themes = settings::user_themes();
        // Mended or changed meanwhile, it is to be seen.
        let shown = self.name.clone();
        self.load(&shown);
        self.name = shown;
        let readable = theme::offers(&self.themes.files)
            .into_iter()
            .map(|offer| ThemeOffer {
                says: offer.says + self.poverty(&offer.name),
                name: offer.name,
                problem: offer.problem.map(|problem| problem.to_string()),
            });
        let unread = self.themes.unread.iter().map(|(stem, why)| ThemeOffer {
            name: stem.clone(),
            says: String::new(),
            problem: Some(why.clone()),
        });
        readable.chain(unread).collect()
    }
}
