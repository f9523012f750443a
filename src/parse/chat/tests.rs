use proptest::prelude::*;

use super::*;

const ROOM: [(u32, &str); 6] = [
    (1, "Ana"),
    (2, "Bo Lind"),
    (3, "Di"),
    (4, "Ed Ost"),
    (5, "Ed West"),
    (6, "Zoë"),
];

/// `text` or `text @1` or `text @name` a line.
fn told(paste: &str) -> Vec<String> {
    lines(paste, &ROOM)
        .lines
        .into_iter()
        .map(|line| match (line.speaker, line.speaker_name) {
            (Some(id), None) => format!("{} @{id}", line.text),
            (None, Some(name)) => format!("{} @{name}", line.text),
            (None, None) => line.text,
            both => panic!("both known and unknown: {both:?}"),
        })
        .collect()
}

#[test]
fn a_pasted_chat_line_loses_what_stands_before_the_text() {
    for (line, expected) in [
        ("keys leak", "keys leak"),
        ("10:31 keys leak", "keys leak"),
        ("10:31:05 keys leak", "keys leak"),
        ("[10:31 AM] keys leak", "keys leak"),
        ("10:31\u{202f}pm keys leak", "keys leak"),
        ("2026-05-09 10:31 keys leak", "keys leak"),
        ("2026-05-09T10:31:05Z keys leak", "keys leak"),
        ("[09/05/2026, 10:31:05] Ana: keys leak", "keys leak @1"),
        ("- keys leak", "keys leak"),
        ("* keys leak", "keys leak"),
        ("•keys leak", "keys leak"),
        ("– keys leak", "keys leak"),
        ("·\tkeys leak", "keys leak"),
        ("o keys leak", "keys leak"),
        ("1. keys leak", "keys leak"),
        ("12) keys leak", "keys leak"),
        ("(1) keys leak", "keys leak"),
        ("#1 keys leak", "keys leak"),
        ("[ ] keys leak", "keys leak"),
        ("- [x] keys leak", "keys leak"),
        (">> keys leak", "keys leak"),
        ("> 10:31 Ana: 1. - [ ] keys leak", "keys leak @1"),
        ("Ana: keys leak", "keys leak @1"),
        ("ANA:keys leak", "keys leak @1"),
        ("zoë : keys leak", "keys leak @6"),
        ("Ana (Payments): keys leak", "keys leak @1"),
        ("Ana Lopez: keys leak", "keys leak @1"),
        ("Lopez, Ana: keys leak", "keys leak @1"),
        ("Ana 10:31: keys leak", "keys leak @1"),
        ("bo: keys leak", "keys leak @2"),
        ("Ed West: keys leak", "keys leak @5"),
        ("From Ana to Everyone: keys leak", "keys leak @1"),
        (
            "10:31:05 From  Ana Lopez  to  Everyone : keys leak",
            "keys leak @1",
        ),
        (
            "From Ana Lopez to Everyone 10:31: keys leak",
            "keys leak @1",
        ),
        ("From Ana to Di (Direct Message): keys leak", "keys leak @1"),
        (
            "From Zed Quinn to Everyone: keys leak",
            "keys leak @Zed Quinn",
        ),
        ("From Ana to Everyone: Bo: keys leak", "Bo: keys leak @1"),
        (
            "\u{200e}[09/05/2026, 10:31:05] Ana: keys leak",
            "keys leak @1",
        ),
        (
            "[09/05/2026, 10:31:05] Ana: \u{200e}keys leak",
            "keys leak @1",
        ),
        ("\u{2068}Ana\u{2069}: keys leak", "keys leak @1"),
        ("\u{202a}10:31\u{202c} keys leak", "keys leak"),
        ("[21:52, 28.2.2026] Di: keys leak", "keys leak @3"),
        ("[9:52 PM, 2/28/2026] bo: keys leak", "keys leak @2"),
        ("(21:52 today) Ana: keys leak", "keys leak @1"),
        ("21:52 2026-02-28 Ana: keys leak", "keys leak @1"),
        ("Ana：keys leak", "keys leak @1"),
        ("10：31 Ana：keys leak", "keys leak @1"),
        ("[10：31]：keys leak", "keys leak"),
    ] {
        assert_eq!(told(line), [expected], "{line}");
    }
}

#[test]
fn what_may_be_text_stays_text() {
    for line in [
        "Risk: keys leak",
        "Ed: which one of two?",
        "Bo Berg: another Bo",
        "Ana and Bo: check keys",
        "Ana agrees: keys leak",
        "Ana agrees",
        "Di, Ana",
        "From browser to API: tokens leak",
        ">sftp file is not signed",
        "1.5 MB limit can be passed",
        "10:31-10:45 nobody watches",
        "25:61 is no time",
        "100% of refunds",
        "-> web has no check",
        "[web] trusts the header",
        "#tampering of the file",
        "2026-05-09 release is unsigned",
        "Outage 10:31",
        "often",
        "https://example.org leaks",
        "@di says it twice",
    ] {
        assert_eq!(told(line), [line], "{line}");
    }
}

#[test]
fn a_head_on_its_own_line_names_who_says_the_lines_below() {
    for (paste, expected) in [
        (
            "Ana 10:31 AM\nkeys leak\nfile unsigned\n\nDi 10:32 AM\nno alarm",
            vec!["keys leak @1", "file unsigned @1", "no alarm @3"],
        ),
        ("[10:31 AM] Bo Lind\nkeys leak", vec!["keys leak @2"]),
        ("Ana Lopez\n10:31 AM\nkeys leak", vec!["keys leak @1"]),
        ("Ana Lopez, Today at 10:31\nkeys leak", vec!["keys leak @1"]),
        ("From Ana to Everyone:\r\n\tkeys leak", vec!["keys leak @1"]),
        (
            "Zed Quinn 10:31 AM\nkeys leak",
            vec!["keys leak @Zed Quinn"],
        ),
        (
            "Ana 10:31\nkeys leak\nDi: me too\nand more",
            vec!["keys leak @1", "me too @3", "and more @1"],
        ),
        (
            "Ana 10:31\nkeys leak\nzed 10:32\nno alarm",
            vec!["keys leak @1", "zed 10:32", "no alarm"],
        ),
    ] {
        assert_eq!(told(paste), expected, "{paste}");
    }
}

#[test]
fn someone_who_is_not_on_the_list_speaks_for_themselves() {
    for (paste, expected) in [
        // Slack
        (
            "Ana  10:27 AM\nkeys leak\nGus  10:28 AM\nno alarm\nand no log",
            vec!["keys leak @1", "no alarm @Gus", "and no log @Gus"],
        ),
        (
            "Ana 10:27\nkeys leak\nGus 10:28\nno alarm",
            vec!["keys leak @1", "no alarm @Gus"],
        ),
        ("Hal  [10:26 AM]\nkeys leak", vec!["keys leak @Hal"]),
        ("gus.lee  10:28 AM\nkeys leak", vec!["keys leak @gus.lee"]),
        ("Hal (vendor)  10:28 AM\nkeys leak", vec!["keys leak @Hal"]),
        (
            "Jan van Dyk 10:28\nkeys leak",
            vec!["keys leak @Jan van Dyk"],
        ),
        // Teams
        (
            "Ana Lopez\n10:23 AM\nkeys leak\nHal Vendor\n10:24 AM\nno alarm\nHal\n10:25\nno log",
            vec!["keys leak @1", "no alarm @Hal Vendor", "no log @Hal"],
        ),
        (
            "Vendor, Hal (External)\n\nMonday 10:24 AM\n\nno alarm",
            vec!["no alarm @Hal Vendor"],
        ),
        (
            "[10:23] Ana Lopez\nkeys leak\n[10:24 AM] Hal Vendor\nno alarm",
            vec!["keys leak @1", "no alarm @Hal Vendor"],
        ),
        // Copied as Markdown
        (
            "**Ana** 10:02\nkeys leak\n**Gus** 10:03\nno alarm\n**Di:** no log\n**Di**: no trace",
            vec!["keys leak @1", "no alarm @Gus", "no log @3", "no trace @3"],
        ),
        // Mail
        (
            "Ana wrote:\n> keys leak\n\nChidi wrote:\n> no alarm\nHal Vendor <hal@example.org> schrieb:\nno log",
            vec!["keys leak @1", "no alarm @Chidi", "no log @Hal Vendor"],
        ),
        // Zoom
        (
            "00:12:39\tAna:\tkeys leak\n00:12:40\tHal (vendor):\tno alarm: none",
            vec!["keys leak @1", "no alarm: none @Hal"],
        ),
    ] {
        assert_eq!(told(paste), expected, "{paste}");
    }
}

#[test]
fn a_paste_that_was_kept_has_the_same_speakers() {
    let paste = "00:12:40\tHal (vendor):\tno alarm\nGus  10:28 AM\n\nno log\nHal Vendor\n10:24 AM\nkeys leak";
    let rows = lines(paste, &ROOM).rows;
    let kept: Vec<&str> = rows.iter().flatten().map(text::Text::as_str).collect();
    assert_eq!(told(&kept.join("\n")), told(paste));
    assert_eq!(told(paste).len(), 3);
}

#[test]
fn what_only_looks_like_a_head_is_what_someone_said() {
    for (paste, expected) in [
        ("Outage 10:31", vec!["Outage 10:31"]),
        (
            "Outage 10:31\nRestore 12:00",
            vec!["Outage 10:31", "Restore 12:00"],
        ),
        (
            "Ana\nPhishing\n10:24 AM\nSpoofing\n10:25 AM\nBo\nTampering\n10:26 AM\nno log",
            vec!["Phishing @1", "Spoofing @1", "Tampering @2", "no log @2"],
        ),
        ("Phishing\n10:24 AM", vec!["Phishing"]),
        ("keys leak\n10:24 AM\nno log", vec!["keys leak", "no log"]),
        (
            "[10:24] Token Replayed\n[10:25] File Swapped",
            vec!["Token Replayed", "File Swapped"],
        ),
        ("Nobody wrote:", vec!["Nobody wrote:"]),
        (
            "Ana: the scanner wrote:\nkeys leak",
            vec!["the scanner wrote: @1", "keys leak"],
        ),
        ("Risk:\tkeys leak", vec!["Risk: keys leak"]),
        ("10:31\tRisk\tkeys leak", vec!["Risk keys leak"]),
        ("Monday 10:31\nkeys leak", vec!["keys leak"]),
        ("**Risk:** keys leak", vec!["**Risk:** keys leak"]),
    ] {
        assert_eq!(told(paste), expected, "{paste}");
    }
}

#[test]
fn a_chat_with_marks_and_flags_matches_its_speakers() {
    let paste = include_str!("../../../tests/files/paste/chat-marks.txt");
    assert_eq!(
        told(paste),
        [
            "The export has no owner @3",
            "image omitted @3",
            "Anyone can read the bucket @3",
            "Keys never rotate @2",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} fans flood the shop @2",
        ]
    );
}

#[test]
fn a_reaction_alone_is_no_item() {
    for line in [
        "👍",
        "👍🏽",
        "👩\u{200d}🚀 🎉",
        "❤\u{fe0f}",
        ":+1:",
        ":+1::skin-tone-3:",
        ":thumbsup: 3",
        "+1",
        "👍 2",
        "++",
        "lol",
        "LOL",
        "haha :)",
        ":D",
        "...",
        "???",
        "Ana: +1",
        "[10:31] Ana: 🎉",
        "image omitted",
        "<Media omitted>",
        "Reacted to \"Keys leak with time\" with 👍",
        "8 replies",
        "1 reply",
        "Ana: Thanks, Bo!",
        "[10:31] Ana: ok 👍",
        "On Sat, 9 May 2026 at 10:30, Ana <ana@shop.example> wrote:",
        "Am Sa., 9. Mai 2026 um 10:30 Uhr schrieb Ana <ana@shop.example>:",
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    ] {
        let got = lines(line, &ROOM).lines;
        assert!(got.len() == 1 && got[0].noise, "{line}: {got:?}");
    }
    for line in [
        "keys leak",
        "+1 keys leak",
        "lol the keys leak",
        "👍 keys",
        "2",
        "42 👍",
        "TLS",
        "漢",
        "image omitted from the log",
        "Reacted to late",
        "8 replies get lost",
        "replies",
        "On Fridays nobody reads what the scanner wrote:",
        "::1 answers",
    ] {
        let got = lines(line, &ROOM).lines;
        assert!(got.len() == 1 && !got[0].noise, "{line}: {got:?}");
    }
}

#[test]
fn every_kind_of_line_end_is_one() {
    for paste in [
        "a\nb",
        "a\rb",
        "a\r\nb",
        "a\r\n\r\n\r\nb\r\n",
        "a\u{2028}b",
        " a \n\t\n b ",
    ] {
        let got = lines(paste, &ROOM);
        assert_eq!(
            (told(paste), got.skipped),
            (vec!["a".to_owned(), "b".to_owned()], 0),
            "{paste:?}"
        );
    }
}

#[test]
fn a_line_without_a_text_is_counted_as_skipped() {
    let got = lines("10:31\n- \n1.\nAna:\n[ ]\n\n  \nkeys leak", &ROOM);
    assert_eq!((got.lines.len(), got.skipped, got.cut), (1, 5, 0));
}

#[test]
fn a_pasted_escape_sequence_is_harmless() {
    assert_eq!(
        told("Ana: \u{1b}[31mkeys\u{202e} leak"),
        ["[31mkeys\u{fffd} leak @1"]
    );
}

#[test]
fn a_paste_that_is_too_long_says_how_many_lines_were_cut() {
    let line = "x".repeat(1023);
    let paste = format!("{}\nshort", vec![line.as_str(); 70].join("\n"));
    let got = lines(&paste, &ROOM);
    assert_eq!((got.lines.len(), got.cut), (64, 7));
    let giant = lines(&format!("{}\nnext", "y".repeat(MAX_PASTE + 5)), &ROOM);
    assert_eq!(
        (giant.lines[0].text.len(), giant.lines.len(), giant.cut),
        (MAX_PASTE, 1, 2)
    );
}

proptest! {
    #[test]
    fn every_line_is_an_item_or_counted(
        paste in "([-*o>#1:() \\[\\]x.A-Z]|Ana|From | to |Everyone|10:31| AM|\n|\r|é|漢){0,40}"
    ) {
        let got = lines(&paste, &ROOM);
        let filled = paste.split(is_break).filter(|line| !line.trim().is_empty()).count();
        prop_assert_eq!(got.lines.len() + got.skipped + got.cut, filled);
        for line in got.lines {
            prop_assert!(!line.text.is_empty());
            prop_assert_eq!(text::Text::new(&line.text).to_string(), line.text);
        }
    }
}

#[test]
fn a_name_in_a_cell_calls_whom_it_calls_in_a_line() {
    let room = [
        (1, "Dr. Hassan"),
        (2, "Jean-Luc Picard"),
        (3, "Kim Lee"),
        (4, "Lee Wong (Ops)"),
        (5, "Ana Meyer"),
        (6, "Siobhán O’Neil"),
        (7, "Bo"),
        (8, "Bo Li"),
    ];
    for (name, number) in [
        ("Hassan", Some(1)),
        ("hassan (Legal)", Some(1)),
        ("Dr Hassan", Some(1)),
        ("Picard", Some(2)),
        ("Jean-Luc", Some(2)),
        ("jeanluc picard", Some(2)),
        ("Kim", Some(3)),
        ("Lee", None),
        ("Lee Wong", Some(4)),
        ("Meyer, Ana", Some(5)),
        ("Meyer", Some(5)),
        ("oneil", Some(6)),
        ("Bo", Some(7)),
        ("Bo Li", Some(8)),
        ("Has", None),
        ("Ana Silva", None),
        ("3", None),
        ("", None),
    ] {
        assert_eq!(person(name, &room), number, "{name}");
    }
}

#[test]
fn a_family_name_says_who_speaks_and_a_word_that_is_also_a_name_does_not() {
    let room = [(1, "Dr. Hassan"), (2, "Kim So"), (3, "Ana K")];
    let told = |paste: &str| -> Vec<(Option<u32>, String)> {
        let read = lines(paste, &room).lines.into_iter();
        read.map(|line| (line.speaker, line.text)).collect()
    };
    assert_eq!(
        told("Hassan: keys leak"),
        [(Some(1), "keys leak".to_owned())]
    );
    assert_eq!(
        told("Hassan\nkeys leak"),
        [(Some(1), "keys leak".to_owned())]
    );
    for said in ["so", "k", "K"] {
        let both = told(&format!("{said}\nkeys leak"));
        assert!(
            both.contains(&(None, "keys leak".to_owned())),
            "{said}: {both:?}"
        );
    }
    assert_eq!(told("so: keys leak"), [(None, "so: keys leak".to_owned())]);
}
