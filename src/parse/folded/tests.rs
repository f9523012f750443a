use proptest::prelude::*;

use super::*;

fn sheet() -> SheetId {
    SheetId::parse("k7Qm").unwrap()
}

fn fold(who: u32, rev: u32, payload: &str) -> Vec<String> {
    super::fold(sheet(), who, rev, payload)
}

fn folded(who: u32, payload: &str) -> Folded {
    Folded {
        sheet: sheet(),
        who,
        rev: 1,
        payload: payload.to_owned(),
        places: vec![0],
    }
}

/// Words of no pattern, so that deflate does not make them short.
fn long() -> String {
    let words = (0..400_u64).map(|n| format!("{:x} ", n.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
    words.collect()
}

#[test]
fn the_line_of_the_design_is_written_and_read() {
    let lines = fold(1, 1, "vT1 T4*2 T9 T22");
    let [line] = lines.as_slice() else {
        panic!("{lines:?}")
    };
    let (front, check) = line.split_at(line.len() - 2);
    assert_eq!(front, "tb1k7Qm011tUjp110LA9rQqXSS89a0ffz8zyJHO");
    let read = read(line);
    assert_eq!(read.folded, [folded(1, "vT1 T4*2 T9 T22")], "{check}");
    assert_eq!(read.broken, []);
    assert_eq!(marks(&read.text), Some((vec![0], String::new())));
}

#[test]
fn a_line_is_found_whatever_a_chat_puts_around_it_and_a_mail_in_between() {
    let payload = "tToken replayed >E4\nqWho rotates the key?\nmUse short tokens";
    let line = fold(1, 1, payload).concat();
    let quoted: Vec<String> = line
        .as_bytes()
        .chunks(20)
        .map(|piece| format!("> {}", String::from_utf8_lossy(piece)))
        .collect();
    let invisible = line.replace('a', "a\u{200b}");
    let ways = [
        format!("Ana 10:31 AM\r\n{line}\r\nBo: thanks"),
        format!("**{line}**"),
        format!("[{line}](https://example.org)"),
        format!("<{line}>, bye"),
        quoted.join("\r\n"),
        invisible,
        format!("10:31 AM{line}"),
        format!("_{line}_"),
    ];
    for text in ways {
        let read = read(&text);
        assert_eq!(read.folded, [folded(1, payload)], "{text}");
        assert_eq!(read.broken, [], "{text}");
    }
}

#[test]
fn parts_come_in_any_order_twice_and_between_those_of_others() {
    let (flo, di) = (long(), long().to_uppercase());
    let (flos, dis) = (fold(6, 1, &flo), fold(4, 1, &di));
    assert!(flos.len() > 2, "{}", flos.len());
    assert!(
        flos.iter()
            .chain(&dis)
            .all(|line| line.len() <= LONGEST_LINE)
    );
    let mut lines: Vec<&String> = flos.iter().rev().chain(&dis).collect();
    lines.swap(0, 4);
    lines.extend(&flos);
    let text: Vec<&str> = lines.iter().map(|line| line.as_str()).collect();
    let read = read(&text.join("\n"));
    let payloads: Vec<(u32, &str)> = read
        .folded
        .iter()
        .map(|folded| (folded.who, folded.payload.as_str()))
        .collect();
    assert_eq!(read.broken, []);
    assert!(payloads == [(6, flo.as_str()), (4, di.as_str())]);
}

#[test]
fn a_part_that_did_not_come_is_missed_by_name_and_number() {
    let lines = fold(6, 1, &long());
    let without = [lines[0].as_str(), lines[2].as_str()].join("\n");
    let of = u32::try_from(lines.len()).unwrap();
    let missing = Broken::Missing {
        sheet: sheet(),
        who: 6,
        rev: 1,
        parts: std::iter::once(2).chain(4..=of).collect(),
        of,
    };
    assert_eq!(read(&without).broken, std::slice::from_ref(&missing));
    // A damaged part is one that is missing.
    let damaged = format!("{without}\n{}x", lines[1].get(..100).unwrap());
    assert_eq!(read(&damaged).broken, [missing]);
    // A later answer that came whole misses nothing.
    let later = format!("{without}\n{}", fold(6, 2, "tShort").concat());
    assert_eq!(read(&later).broken, []);
}

#[test]
fn damage_is_said_only_where_no_whole_copy_came() {
    let line = fold(3, 1, "tToken replayed").concat();
    let cut = line.get(..30).unwrap();
    let damaged = Broken::Damaged {
        sheet: Some(sheet()),
        who: Some(3),
        part: Some(1),
    };
    assert_eq!(read(cut).broken, [damaged]);
    let both = format!("{line} ({cut})");
    assert_eq!(read(&both).broken, []);
    assert_eq!(read(&both).folded, [folded(3, "tToken replayed")]);
    // A whole answer to another sheet says nothing of this one.
    let other = SheetId::parse("0000").unwrap();
    let other = super::fold(other, 3, 1, "tElse").concat();
    assert_eq!(read(&format!("{other}\n{cut}")).broken.len(), 1);
}

#[test]
fn words_that_only_look_like_a_line_stay_text() {
    for text in [
        "tb1",
        "The tb1 file",
        "tb1 and more words",
        "outb1k7Qm011tUjp110LA9rQqXSS89",
    ] {
        assert_eq!(
            read(text),
            Read {
                text: text.to_owned(),
                ..Read::default()
            }
        );
    }
}

#[test]
fn no_one_marks_lines_but_the_reader() {
    let read = read("Ana: \u{27e6}tb1:0\u{27e7} and \u{27e6}tb1:99\u{27e7}");
    assert_eq!(read.text, "Ana: 0\u{27e7} and 99\u{27e7}");
    assert_eq!(marks(&read.text), None);
}

#[test]
fn what_unfolds_to_too_much_is_refused() {
    let bomb = fold(2, 1, &"t".repeat(1_000_000));
    assert!(bomb.concat().len() < 2_000, "{}", bomb.concat().len());
    let refused = Broken::Unreadable {
        sheet: sheet(),
        who: 2,
        too_long: true,
    };
    assert_eq!(read(&bomb.join("\n")).broken, [refused]);
    let exactly = "t".repeat(MOST_UNFOLDED);
    let most = read(&fold(2, 1, &exactly).join("\n"));
    assert_eq!(most.folded[0].payload, exactly);
}

#[test]
fn another_way_of_packing_is_named_as_newer() {
    let line = fold(2, 1, "vT1").concat();
    let front = line.get(..line.len() - 2).unwrap().replacen('p', "s", 1);
    let check = digits::sum(front.as_bytes(), 2);
    let digit = |n: u32| char::from(crate::domain::DIGITS[usize::try_from(n).unwrap()]);
    let sealed = format!("{front}{}{}", digit(check / 62), digit(check % 62));
    assert_eq!(
        read(&sealed).broken,
        [Broken::Newer {
            sheet: sheet(),
            who: 2
        }]
    );
}

/// What happens to a line on its way.
#[derive(Clone, Debug)]
enum Harm {
    Replace(prop::sample::Index, char),
    Remove(prop::sample::Index),
    Insert(prop::sample::Index, char),
    Cut(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
}

fn harm() -> impl Strategy<Value = Harm> {
    let place = any::<prop::sample::Index>;
    prop_oneof![
        (place(), any::<char>()).prop_map(|(at, c)| Harm::Replace(at, c)),
        (
            place(),
            "[0-9A-Za-z]".prop_map(|s| s.chars().next().unwrap_or('0'))
        )
            .prop_map(|(at, c)| Harm::Replace(at, c)),
        place().prop_map(Harm::Remove),
        (place(), any::<char>()).prop_map(|(at, c)| Harm::Insert(at, c)),
        place().prop_map(Harm::Cut),
        (place(), place()).prop_map(|(a, b)| Harm::Swap(a, b)),
    ]
}

fn harmed(text: &str, harms: &[Harm]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for harm in harms {
        if chars.is_empty() {
            break;
        }
        let at = |index: &prop::sample::Index| index.index(chars.len());
        match harm {
            Harm::Replace(index, c) => {
                let at = at(index);
                chars[at] = *c;
            }
            Harm::Remove(index) => {
                let at = at(index);
                chars.remove(at);
            }
            Harm::Insert(index, c) => {
                let at = at(index);
                chars.insert(at, *c);
            }
            Harm::Cut(index) => {
                let at = at(index);
                chars.truncate(at);
            }
            Harm::Swap(one, other) => {
                let (one, other) = (at(one), at(other));
                chars.swap(one, other);
            }
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #[test]
    fn whatever_is_folded_is_read_again(payload in "(?s).{0,3000}", who in 0_u32..3844, rev in 1_u32..62) {
        let lines = fold(who, rev, &payload);
        let read = read(&lines.join(" "));
        prop_assert_eq!(read.folded.len(), 1, "{:?}", read.broken);
        prop_assert_eq!(&read.folded[0].payload, &payload);
        prop_assert_eq!((read.folded[0].who, read.folded[0].rev), (who, rev));
    }

    #[test]
    fn any_text_is_read_without_a_panic_and_without_losing_a_letter(text in "(?s)(tb1|[0-9A-Za-z]{0,40}|.){0,60}") {
        let read = read(&text);
        let lines = read.folded.iter().flat_map(|f| &f.places).count();
        if lines == 0 && read.broken.is_empty() {
            prop_assert_eq!(read.text, text.replace("\u{27e6}tb1:", ""));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a_mangled_line_is_whole_or_refused_and_never_wrong(
        items in prop::collection::vec("[tqm][a-z ]{3,30}", 1..6),
        harms in prop::collection::vec(harm(), 1..5),
    ) {
        let payload = items.join("\n");
        let line = fold(7, 2, &payload).join("\n");
        let read = read(&harmed(&line, &harms));
        for folded in &read.folded {
            prop_assert_eq!(&folded.payload, &payload);
            prop_assert_eq!((folded.who, folded.rev), (7, 2));
        }
    }
}
