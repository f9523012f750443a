//! One look at a pasted list before it becomes items.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{boxed, lines};
use crate::app::App;
use crate::capture::chat::ChatLine;
use crate::domain::ParticipantId;
use crate::theme::Styles;
use crate::ui::wrap;

pub(super) fn draw(
    app: &App,
    chat: &[ChatLine],
    (names, skipped, cut): (usize, usize, usize),
    styles: &Styles,
    body: Rect,
    buf: &mut Buffer,
) {
    let what = app.bar.as_ref().map_or("line", |bar| bar.kind.prompt());
    let several = |n: usize, one: &str| {
        if n == 1 {
            format!("1 {one}")
        } else {
            format!("{n} {one}s")
        }
    };
    let mut says = format!(
        "{}, {} matched",
        several(chat.len(), what),
        several(names, "name")
    );
    if skipped > 0 {
        says.push_str(&format!(
            ", {} skipped (only a name or a time)",
            several(skipped, "line")
        ));
    }
    if cut > 0 {
        says.push_str(&format!(
            ", {} cut: more than one paste holds",
            several(cut, "line")
        ));
    }
    let height = u16::try_from(chat.len())
        .unwrap_or(u16::MAX)
        .saturating_add(3)
        .min(body.height);
    let inner = boxed(
        "PASTED",
        (body.width.saturating_sub(8), height),
        styles,
        body,
        buf,
    );
    let room = usize::from(inner.width).saturating_sub(10);
    let shown = usize::from(inner.height).saturating_sub(3);
    let mut out = vec![Line::styled(says, styles.strong()), Line::default()];
    for line in chat.iter().take(shown) {
        let who = line.speaker.map(ParticipantId);
        let known = app.session().and_then(|session| session.name_of(who));
        let name = known.or(line.speaker_name.as_deref()).unwrap_or_default();
        out.push(Line::from(vec![
            Span::styled(
                wrap::pad(name, 9),
                if known.is_some() {
                    styles.focus()
                } else {
                    styles.muted()
                },
            ),
            Span::styled(
                format!(" {}", wrap::shorten(&line.text, room)),
                styles.text(),
            ),
        ]));
    }
    if chat.len() > shown {
        out.push(Line::styled(
            format!("and {} more", chat.len() - shown),
            styles.muted(),
        ));
    }
    lines(buf, inner, out);
}
