//! What stands beside the form of one threat: the article that was pasted, and what was answered before.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::App;
use crate::app::one::earlier_ones;
use crate::areas::article::Article;
use crate::keys::verb::Verb;
use crate::screens::one::answered_before;
use crate::theme::Styles;
use crate::ui::frame;

/// What was answered before to the same news, and with which key it opens.
pub(super) fn earlier(app: &App) -> Vec<String> {
    let ones = earlier_ones(app).into_iter();
    let key = app.keys.key_for(app.screen(), Verb::OpenEarlier);
    ones.enumerate()
        .map(|(place, recent)| {
            let says = answered_before(recent, app.today());
            if place == 0 {
                format!("{says}   {key}: open")
            } else {
                says
            }
        })
        .collect()
}

/// Draws the article beside the form where there is room for both, or instead of it; what is left is for the form.
pub(super) fn article(app: &App, styles: &Styles, area: Rect, buf: &mut Buffer) -> Option<Rect> {
    let source = app.session().and_then(|session| session.source.as_ref());
    let lines = source
        .map(|source| &source.excerpt)
        .filter(|lines| !lines.is_empty());
    let Some(lines) = lines else {
        return Some(area);
    };
    let asked = app.open().map_or(0, |open| open.rooms.one.article);
    let article = Article::of(area);
    if !article.beside && asked == 0 {
        return Some(area);
    }
    let pages = article.pages(lines);
    let many = pages.len();
    let page = asked.clamp(1, many.max(1));
    let key = app.keys.key_for(app.screen(), Verb::Article);
    let does = match (page < many, article.beside) {
        (true, _) => format!("   {key}: next page"),
        (false, false) => format!("   {key} folds it"),
        (false, true) if many > 1 => format!("   {key}: first page"),
        (false, true) => String::new(),
    };
    let place = if many > 1 {
        format!(" {page} of {many}")
    } else {
        String::new()
    };
    let heading = format!(" ARTICLE{place}{does}");
    let rows = std::iter::once(Line::styled(heading, styles.heading()));
    let words = pages.into_iter().nth(page - 1).unwrap_or_default();
    let words = words
        .into_iter()
        .map(|line| Line::styled(format!(" {line}"), styles.text()));
    for (row, line) in article.place.rows().zip(rows.chain(words)) {
        frame::put(buf, row, line.spans);
    }
    article.form(area)
}
