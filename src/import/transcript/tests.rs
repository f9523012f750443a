use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Draft {
    super::read(text, &How::bundled()).unwrap()
}

/// When, who and what, a line each.
fn told(draft: &Draft) -> Vec<String> {
    let s = &draft.session;
    let line = |threat: &crate::domain::Threat| {
        let who = s.name_of(threat.speaker).unwrap_or("-");
        format!("{} {who}: {}", threat.references[0], threat.text)
    };
    s.threats.iter().map(line).collect()
}

#[test]
fn neighbors_of_one_speaker_are_joined_across_filler_of_others() {
    let draft = read(
        "WEBVTT\n\n\
         00:01.000 --> 00:02.000\n<v Ana Marin>A token is replayed</v>\n\n\
         00:02.500 --> 00:03.000\n<v Bo>Hm.</v>\n\n\
         00:03.000 --> 00:05.000\n<v Ana Marin>from a stolen laptop.</v>\n\n\
         00:30.000 --> 00:31.000\n<v Ana Marin>Next.</v>\n\n\
         00:31.000 --> 00:33.000\n<v Bo>Who rotates the keys?</v>",
    );
    assert_eq!(
        told(&draft),
        [
            "00:00:01 Ana Marin: A token is replayed from a stolen laptop.",
            "00:00:30 Ana Marin: Next.",
            "00:00:31 Bo: Who rotates the keys?",
        ]
    );
    assert_eq!(draft.heard, Some(Heard { cues: 5, folded: 1 }));
}

#[test]
fn two_voices_in_one_cue_are_two_and_names_before_a_colon_count_where_most_have_one() {
    let both = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Ana>Replayed &amp; sold twice</v>\n<v Bo>By whom?</v>\n";
    assert_eq!(
        told(&read(both)),
        [
            "00:00:01 Ana: Replayed & sold twice",
            "00:00:01 Bo: By whom?"
        ]
    );
    let voices = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Keys leak.</v>\n\n00:03.000 --> 00:04.000\nNote: since March\n";
    assert_eq!(told(&read(voices))[1], "00:00:03 -: Note: since March");
    let few = "1\n00:00:01,000 --> 00:00:02,000\nNote: keys are shared.\n\n2\n00:00:03,000 --> 00:00:04,000\nNobody rotates them.\n\n3\n00:00:05,000 --> 00:00:06,000\nSince 10:30 at least.\n";
    assert_eq!(
        told(&read(few)),
        [
            "00:00:01 -: Note: keys are shared.",
            "00:00:03 -: Nobody rotates them.",
            "00:00:05 -: Since 10:30 at least."
        ]
    );
}

#[test]
fn the_same_words_at_the_same_time_are_two_candidates_with_their_own_identity() {
    let cue = "00:01.000 --> 00:02.000\n<v Ana>Keys leak.</v>\n\n00:01.000 --> 00:02.000\n<v Bo>Do they?</v>\n\n";
    let draft = read(&format!("WEBVTT\n\n{cue}{cue}"));
    let ids: std::collections::BTreeSet<&str> = (draft.session.threats.iter())
        .map(|threat| threat.origin.as_ref().unwrap().id.as_str())
        .collect();
    assert_eq!((draft.session.threats.len(), ids.len()), (4, 4), "{ids:?}");
}

#[test]
fn a_threat_is_not_lost_in_the_question_behind_it() {
    let cue = |at: u32, who: &str, says: &str| {
        format!("00:{at:02}.000 --> 00:{:02}.000\n{who}{says}\n\n", at + 1)
    };
    let said = [
        (1, "People come to an appointment"),
        (2, "that was moved."),
        (3, "Do we resend?"),
        (4, "And to whom?"),
        (5, "Nobody knows. It is sent twice! Should"),
        (6, "it be?"),
    ];
    let with = |who: &str| {
        let cues: String = said.iter().map(|(at, says)| cue(*at, who, says)).collect();
        told(&read(&format!("WEBVTT\n\n{cues}")))
    };
    assert_eq!(
        with("<v Ana>"),
        [
            "00:00:01 Ana: People come to an appointment that was moved.",
            "00:00:03 Ana: Do we resend? And to whom?",
            "00:00:05 Ana: Nobody knows. It is sent twice!",
            "00:00:05 Ana: Should it be?",
        ]
    );
    assert_eq!(
        with(""),
        [
            "00:00:01 -: People come to an appointment that was moved.",
            "00:00:03 -: Do we resend?",
            "00:00:04 -: And to whom?",
            "00:00:05 -: Nobody knows. It is sent twice!",
            "00:00:05 -: Should it be?",
        ]
    );
}

#[test]
fn a_line_that_is_not_known_is_not_named() {
    let mut whole = Transcript::default();
    whole.leave_out("cue", "it is broken", &[]);
    whole.leave_out("cue", "it is broken", &[None, None]);
    whole.leave_out("cue", "it is bent", &[None, Some(7)]);
    let said: Vec<String> = whole.dropped.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "cue (2 times): it is broken",
            "cue (2 times): it is bent; the first is line 7",
        ]
    );
}

#[test]
fn the_file_is_named_with_each_time() {
    let mut draft = read("WEBVTT\n\n00:12:31.000 --> 00:12:32.000\n<v Ana>Keys leak.</v>");
    draft.said_in("meeting.vtt");
    let threat = &draft.session.threats[0];
    assert_eq!(threat.references[0].as_str(), "meeting.vtt 00:12:31");
    assert_eq!(
        threat.origin.as_ref().unwrap().value,
        Value::String("meeting.vtt 00:12:31".to_owned())
    );
}

#[test]
fn what_only_has_an_arrow_or_a_clock_is_no_transcript() {
    for no in [
        "flowchart LR\na --> b",
        "a --> b",
        "10:31\nAna: Token replayed\n10:32\nBo: Who?",
        "00:10:31\nAna: Token replayed",
        "10:31:05 From Ana to Everyone: see the transcript\nKeys leak",
        "WEBVTTX",
    ] {
        assert!(!looks(no), "{no}");
    }
    for yes in [
        "WEBVTT",
        "\u{feff}WEBVTT\r\n",
        "1\n00:00:01,000 --> 00:00:02,000\nHi",
        "00:01.000 --> 00:02.000 align:start\nHi",
        "Refunds – Transcript\n00:00:00\n\nAna Marin: Token replayed",
    ] {
        assert!(looks(yes), "{yes}");
    }
}

#[test]
fn tags_without_end_take_no_time_without_end() {
    let hostile = "<".repeat(2_000_000);
    let draft = read(&format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{hostile}>\n"));
    assert_eq!(draft.session.threats.len(), 0, "no letter in it");
    let hostile = "<a".repeat(1_000_000);
    let draft = read(&format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{hostile}>\n"));
    assert_eq!(draft.session.threats.len(), 1);
    assert!(
        draft.dropped[0].why.contains("64 KiB"),
        "{:?}",
        draft.dropped
    );
}

fn piece() -> impl Strategy<Value = (u8, u32, u32, String)> {
    let words = prop::sample::select(vec![
        "hm",
        "Okay, yeah.",
        "A token is replayed",
        "from a stolen laptop",
        "Who rotates the keys?",
        "Mal sehen: vielleicht",
        "…",
        "1",
        "漢字",
    ]);
    (0..4_u8, 0..20_u32, 0..8_u32, words.prop_map(str::to_owned))
}

proptest! {
    /// Everything that was said is in what is shown or in what is folded, in its order.
    #[test]
    fn no_word_is_lost(pieces in prop::collection::vec(piece(), 1..60), vtt in any::<bool>()) {
        let mut text = String::from(if vtt { "WEBVTT\n\n" } else { "" });
        let mut at = 0;
        let mut words = Vec::new();
        for (n, (who, gap, long, said)) in pieces.iter().enumerate() {
            at += gap;
            let until = at + long;
            let head = match (who, vtt) {
                (0, _) => String::new(),
                (n, true) => format!("<v Voice {n}>"),
                (n, false) => format!("Voice {n}: "),
            };
            let time = |s: u32| format!("00:{:02}:{:02}.000", s / 60 % 60, s % 60);
            text.push_str(&format!("{}\n{} --> {}\n{head}{said}\n\n", n + 1, time(at), time(until)));
            if *who > 0 {
                words.extend(["Voice".to_owned(), format!("{who}:")]);
            }
            words.extend(said.split_whitespace().map(str::to_owned));
        }
        let whole = Form::of(&text).unwrap().read(&text, &How::bundled()).unwrap();
        prop_assert_eq!(whole.said.len(), pieces.len());
        prop_assert!(whole.dropped.is_empty(), "{:?}", whole.dropped);
        let all = whole.said.clone();
        let joined = join::join(whole.said, &How::bundled());
        // Parts and folded cues, each in order, merge to all that was said.
        let mut parts = joined.parts.iter().map(|part| part.text.as_str());
        let mut part: Vec<&str> = Vec::new();
        let mut folded = joined.folded.iter();
        let mut next = folded.next();
        for said in &all {
            if next == Some(said) {
                next = folded.next();
                continue;
            }
            for word in said.text.split_whitespace() {
                if part.is_empty() {
                    part = parts.next().unwrap_or_default().split_whitespace().rev().collect();
                }
                prop_assert_eq!(part.pop(), Some(word));
            }
        }
        prop_assert!(next.is_none() && part.is_empty() && parts.next().is_none());
        // A name stands before its colon, or in front of a voice.
        let said = all.iter().map(|said| match &said.speaker {
            Some(name) => format!("{name}: {}", said.text),
            None => said.text.clone(),
        });
        let said: Vec<String> = said.collect();
        let said: Vec<&str> = said.iter().flat_map(|said| said.split_whitespace()).collect();
        prop_assert_eq!(said, words);
    }

    /// Whatever a file holds, it is read or refused.
    #[test]
    fn any_text_is_read_or_refused(text in "(WEBVTT\n|)([0-9:.,]{0,9} --> [0-9:.,]{0,9}\n|<v [a-z]{0,3}>|\\PC{0,6}|\n|\u{0}|\u{1b}){0,40}") {
        if let Ok(draft) = super::read(&text, &How::bundled()) {
            prop_assert!(draft.candidates && draft.heard.is_some());
        }
    }
}
