//! What the page folds, the program reads: the page's own script in Node, the program's own reader.

use std::io::Write as _;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use threatboard::domain::{DIGITS, Moment, Session, SessionKind};
use threatboard::parse::folded;

/// The part of the page's script that folds.
const CODEC: &str = include_str!("../../src/export/sheet/codec.js");

/// Folds what comes in on standard input, once with and once without a browser that can deflate.
const DRIVER: &str = "
const asked = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const all = () => Promise.all(asked.map((it) => codec.fold(...it)));
(async () => {
  const packed = await all();
  delete globalThis.CompressionStream;
  console.log(JSON.stringify([packed, await all()]));
})();
";

/// What people write, and what no one does.
fn payload() -> impl Strategy<Value = String> {
    let sentence = prop::sample::select(vec![
        "tSFTP password is guessed >E4",
        "tSomeone replays a refund request from yesterday",
        "qWho rotates the key, and when?",
        "mUse keys",
        "vT1 T4*2 T9 T22",
        "tStörung im Rechenzentrum 数据泄露 🔥",
    ]);
    let sentences = prop::collection::vec(sentence, 1..60).prop_map(|lines| lines.join("\n"));
    let anything = prop::collection::vec(any::<char>(), 0..2_000)
        .prop_map(|all| all.into_iter().collect::<String>());
    prop_oneof![3 => sentences, 2 => anything, 1 => "[ -~]{0,30}"]
}

/// Runs the page's script.
fn folded(asked: &[Value]) -> Vec<Vec<Option<Vec<String>>>> {
    let mut node = Command::new("node")
        .args(["-e", &format!("{CODEC}{DRIVER}")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = node.stdin.take().unwrap();
    input
        .write_all(json!(asked).to_string().as_bytes())
        .unwrap();
    drop(input);
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
#[cfg_attr(without_node, ignore = "needs node")]
fn what_the_page_folds_the_program_reads() {
    let started = "2026-05-20T10:00:00+00:00".parse().unwrap();
    let session = Session::new(uuid::Uuid::nil(), "A".into(), SessionKind::Meeting, started);
    let sheet = session.sheet_id(Moment::Silent);
    let mut runner = TestRunner::deterministic();
    let strategy = (payload(), 0_u32..62 * 62, 1_u32..62);
    let all: Vec<(String, u32, u32)> = (0..400)
        .map(|_| strategy.new_tree(&mut runner).unwrap().current())
        .collect();
    let digits = |n: u32| -> String {
        let digit = |n: u32| char::from(DIGITS[n as usize]);
        [digit(n / 62), digit(n % 62)].iter().collect()
    };
    let asked: Vec<Value> = all
        .iter()
        .map(|(payload, who, rev)| json!([sheet.to_string(), digits(*who), rev, payload]))
        .collect();
    let [packed, plain] = folded(&asked).try_into().unwrap();
    let mut several = 0;
    for (place, (payload, who, rev)) in all.iter().enumerate() {
        for lines in [&packed[place], &plain[place]] {
            let lines = lines.as_ref().unwrap();
            several += usize::from(lines.len() > 1);
            for line in lines {
                assert!(line.len() <= folded::LONGEST_LINE, "{line}");
                assert!(
                    line.bytes().all(|byte| byte.is_ascii_alphanumeric()),
                    "{line}"
                );
            }
            // As a chat has them: in any order, with other words around.
            let chat: Vec<String> = lines
                .iter()
                .rev()
                .map(|it| format!("Ana: {it}, ok?"))
                .collect();
            let read = folded::read(&chat.join("\n"));
            assert_eq!(read.broken, [], "{payload:?}");
            let [only] = read.folded.as_slice() else {
                panic!("{} answers in {chat:?}", read.folded.len());
            };
            assert_eq!((only.sheet, only.who, only.rev), (sheet, *who, *rev));
            assert_eq!(&only.payload, payload);
        }
        let length =
            |lines: &Option<Vec<String>>| lines.iter().flatten().map(String::len).sum::<usize>();
        assert!(
            length(&packed[place]) <= length(&plain[place]),
            "the shorter is taken"
        );
    }
    assert!(several > 50, "{several} in several parts");
}

#[test]
#[cfg_attr(without_node, ignore = "needs node")]
fn the_example_of_the_design_is_folded_as_it_is_there() {
    let asked = [json!(["k7Qm", "01", 1, "vT1 T4*2 T9 T22"])];
    let [packed, plain] = folded(&asked).try_into().unwrap();
    assert_eq!(packed, plain, "a ballot is shorter as it is");
    let line = packed[0].as_ref().unwrap()[0].clone();
    assert!(
        line.starts_with("tb1k7Qm011tUjp110LA9rQqXSS89a0ffz8zyJHO"),
        "{line}"
    );
    assert_eq!(line.len(), 41);
}

#[test]
#[cfg_attr(without_node, ignore = "needs node")]
fn more_than_fits_is_refused_and_not_cut() {
    let long: String = (0..40_000_u32)
        .map(|n| char::from_u32(0x4e00 + n * 7919 % 20_000).unwrap())
        .collect();
    // Packed it would fit, and is more than anyone unfolds.
    let even = "a".repeat(folded::MOST_UNFOLDED + 1);
    let asked = [long, even].map(|text| json!(["k7Qm", "01", 1, text]));
    for refused in folded(&asked) {
        assert_eq!(refused, [None, None]);
    }
}
