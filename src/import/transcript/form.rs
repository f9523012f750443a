//! The ways in which transcripts are written. Which one a text is, is decided here and nowhere else: another way is one
//! arm of each of these, and the module that reads it.

use super::{How, Transcript, cues, meet};
use crate::import::ImportError;

/// How a transcript is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `WebVTT`, with its first line.
    WebVtt,
    /// What Google Meet exports as text.
    Meet,
    /// SRT, and `WebVTT` whose first line is missing.
    Srt,
}

impl Form {
    /// In the order in which a text is held against them.
    const ALL: [Self; 3] = [Self::WebVtt, Self::Meet, Self::Srt];

    /// How a text is written that no one calls a transcript; `None` where it may as well be something else.
    pub(super) fn surely(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| match form {
            Self::WebVtt => cues::is_webvtt(text),
            Self::Meet => meet::looks(text),
            Self::Srt => cues::has_times(text),
        })
    }

    /// How a text is written that someone calls a transcript.
    pub(super) fn of(text: &str) -> Option<Self> {
        Self::surely(text).or_else(|| {
            Self::ALL.into_iter().find(|form| match form {
                Self::WebVtt => false,
                Self::Meet => meet::has_times(text),
                Self::Srt => cues::has_arrow(text),
            })
        })
    }

    /// Reads all of it.
    ///
    /// # Errors
    /// When nothing of it can be read.
    pub(super) fn read(self, text: &str, how: &How) -> Result<Transcript, ImportError> {
        match self {
            Self::WebVtt => cues::webvtt(text),
            Self::Meet => Ok(meet::read(text, how)),
            Self::Srt => cues::srt(text),
        }
    }

    /// What holds one thing that was said.
    pub(super) fn holder(self) -> &'static str {
        match self {
            Self::WebVtt | Self::Srt => "cue",
            Self::Meet => "line",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_in_one_way_and_less_is_needed_where_it_is_called_a_transcript() {
        let timing = "00:00:01,000 --> 00:00:02,000";
        let late = format!("{}{timing}\nKeys leak.\n", "above\n".repeat(50));
        let cases = [
            ("WEBVTT", Some(Form::WebVtt), Some(Form::WebVtt)),
            (
                "Refunds - Transcript\n00:00:00\nAna: Keys leak",
                Some(Form::Meet),
                Some(Form::Meet),
            ),
            ("00:00:00\nAna: Keys leak, a --> b", None, Some(Form::Meet)),
            (timing, Some(Form::Srt), Some(Form::Srt)),
            (&late, None, Some(Form::Srt)),
            ("1\n1 --> 2\nKeys leak", None, Some(Form::Srt)),
            ("Ana: Keys leak", None, None),
            ("", None, None),
        ];
        for (text, surely, called) in cases {
            assert_eq!(Form::surely(text), surely, "{text}");
            assert_eq!(Form::of(text), called, "{text}");
        }
    }
}
