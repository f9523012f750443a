//! How the program looks: the theme and the depth of colour that the command line, the settings and the environment ask
//! for.

use super::run::Options;
use crate::store::settings;
use crate::theme::{self, ColourEnv, Depth, Styles};

/// What was asked for, and what can be shown of it.
pub(super) struct Looks {
    pub(super) styles: Styles,
    pub(super) depth: Depth,
    /// The user's own themes: path and text.
    pub(super) themes: Vec<(String, String)>,
    /// The theme's name.
    pub(super) theme: String,
    /// Why it is another one than was asked for.
    pub(super) problem: Option<String>,
}

impl Looks {
    pub(super) fn of(options: &Options) -> Self {
        let env = settings::colour_wishes();
        let depth = theme::depth(&ColourEnv {
            no_color_flag: options.no_color,
            no_color: env.no_color.as_deref(),
            colorterm: env.colorterm.as_deref(),
            term: env.term.as_deref(),
        });
        let themes = settings::user_themes();
        let wanted = options
            .theme
            .clone()
            .or_else(settings::theme)
            .unwrap_or_else(|| theme::DEFAULT.to_owned());
        let (chosen, problem) = theme::load(&wanted, &themes);
        Self {
            styles: Styles::new(&chosen, depth),
            depth,
            themes,
            theme: chosen.name().to_owned(),
            problem: problem.map(|problem| problem.to_string()),
        }
    }
}
