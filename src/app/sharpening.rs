//! Sharpening a threat: one part of its sentence after the other, the most useful missing one first. Offered, never
//! asked: Esc leaves with what there is, and an empty Enter goes on.

use super::bars::open_bar;
use super::effect::Effect;
use super::state::{App, Tone};
use super::submit;
use crate::domain::{ItemId, Piece, SentencePart, Session, Threat, ThreatId};
use crate::keys::key::{Key, KeyCode};
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;
use crate::lines::sharpen;

/// Opens the line for the most useful part that is missing; where none is, goes through all.
pub(super) fn begin(app: &mut App) {
    let selected = app.selected();
    let id = match selected {
        Some(ItemId::Threat(id)) => Some(id),
        _ => app.threat_in_focus(),
    };
    let threat = id.and_then(|id| app.session()?.threat(id).cloned());
    let (Some(threat), Some(session)) = (threat, app.session()) else {
        return app.say(Tone::Info, "Select a threat to sharpen.");
    };
    match session.missing_parts(&threat).first() {
        Some(part) => open_bar(app, sharpen::bar(&threat, *part, false)),
        None => {
            let says = format!(
                "{} has all its parts. Enter keeps each as it is.",
                threat.id
            );
            open_bar(app, sharpen::bar(&threat, SentencePart::Who, true));
            app.say(Tone::Info, says);
        }
    }
}

/// Opens the line for the part after this one, or says what is still missing.
pub(super) fn goes_on(app: &mut App, bar: &Bar) {
    let Some((part, id)) = sharpen::about(bar) else {
        return;
    };
    let Some((session, threat)) = app.session().and_then(|s| Some((s, s.threat(id)?))) else {
        return;
    };
    let threat = threat.clone();
    let all = bar.extra == sharpen::ALL;
    if let Some(next) = after(session, &threat, part, all) {
        return open_next(app, sharpen::bar(&threat, next, all));
    }
    let missing = session.missing_parts(&threat);
    let missing: Vec<&str> = missing.into_iter().map(SentencePart::gap).collect();
    let says = match missing.as_slice() {
        [] => format!("{id} has all its parts."),
        missing => format!("{id} is sharpened. Still missing: {}.", missing.join(", ")),
    };
    app.say(Tone::Info, says);
}

/// What was said of the change stays, as it is about the part before.
fn open_next(app: &mut App, bar: Bar) {
    let said = app.notice.take();
    open_bar(app, bar);
    app.notice = said.or(app.notice.take());
}

/// The part that is asked for after another one.
fn after(
    session: &Session,
    threat: &Threat,
    part: SentencePart,
    all: bool,
) -> Option<SentencePart> {
    let mut rest = SentencePart::ALL.into_iter();
    rest.find(|other| *other == part);
    if all {
        // Links are changed where links are, and where it bites may be said by a place.
        let said = |part: &SentencePart| {
            let parts = threat.parts.as_deref();
            part.field()
                .zip(parts)
                .is_some_and(|(name, parts)| !parts.part(name).is_empty())
        };
        return rest.find(said);
    }
    rest.find(|part| !session.says_part(threat, *part))
}

/// Takes a digit in the empty line for who as a kind of actor; says whether it was one.
pub(super) fn picks(app: &mut App, key: Key, effects: &mut Vec<Effect>) -> bool {
    let KeyCode::Char(digit) = key.code else {
        return false;
    };
    let Some(bar) = app.bar.as_mut().filter(|_| key.writes()) else {
        return false;
    };
    let Some(kind) = sharpen::picked(bar, digit) else {
        return false;
    };
    bar.editor = Editor::new(kind.words());
    submit::enter(app, effects);
    true
}

impl App {
    /// The threat that the open line sharpens.
    fn sharpened(&self) -> Option<(&Session, &Threat, SentencePart, &Bar)> {
        let bar = self.bar.as_ref().filter(|_| self.choice.is_none())?;
        let (part, id): (SentencePart, ThreatId) = sharpen::about(bar)?;
        let session = self.session()?;
        Some((session, session.threat(id)?, part, bar))
    }

    /// The sentence of the threat that is being sharpened, with what is being typed in its place.
    pub fn growing_sentence(&self) -> Option<Vec<Piece>> {
        let (session, threat, part, bar) = self.sharpened()?;
        Some(session.sentence_so_far(threat, Some((part, bar.editor.text()))))
    }

    /// The same for someone who hears it: what is said, what is missing, and what one key picks.
    pub fn sharpening_aloud(&self) -> Vec<String> {
        let Some((session, threat, _, _)) = self.sharpened() else {
            return Vec::new();
        };
        let so_far = session.said_so_far(threat);
        let so_far = so_far.map(|says| format!("So far: {says}"));
        let missing = session.missing_parts(threat);
        let missing: Vec<&str> = missing.into_iter().map(SentencePart::gap).collect();
        let missing = (!missing.is_empty()).then(|| format!("Missing: {}.", missing.join(", ")));
        let offers = self.sharpening_offers();
        let offers = (!offers.is_empty()).then(|| format!("{}.", offers.join(", ")));
        so_far.into_iter().chain(missing).chain(offers).collect()
    }

    /// What one key picks in the line that sharpens, in words: `1 outsider`.
    pub fn sharpening_offers(&self) -> Vec<String> {
        let Some((_, _, SentencePart::Who, _)) = self.sharpened() else {
            return Vec::new();
        };
        let kinds = crate::domain::ActorKind::ALL.into_iter().zip(1..);
        let kinds = kinds.map(|(kind, n)| format!("{n} {}", kind.words()));
        kinds.chain(["or who, in words".to_owned()]).collect()
    }
}
