//! Workspaces as the schema allows them: every field there or not, ids used twice, links that lead nowhere, text of
//! several lines, and entries that look nearly like ours.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Ids of few, so that links meet items, and sometimes none or two of them.
fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (0..12_u32).prop_map(|n| format!("00000000-0000-4000-8000-{n:012}")),
        1 => prop::sample::select(vec!["", "EXAMPLE_1", " x ", "a\nb"]).prop_map(str::to_owned),
    ]
}

fn long_id() -> impl Strategy<Value = String> {
    (0..14_u32).prop_map(|n| format!("00000000-0000-4000-8000-{n:012}"))
}

/// Text with what is easily lost on the way, at most this many UTF-16 units.
fn text(max: usize) -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "",
        "a",
        "An actor can",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        "### Head\n\n- **x**",
        "\u{0}",
        "\u{1b}[31m",
        "\u{202e}",
        "\u{200b}",
        "é",
        "e\u{301}",
        "漢字",
        "👩\u{200d}👩",
        "\"",
        "\\",
        "\\u{41}",
        "{}",
        "null",
        "word: said",
        "status: verified",
        ")\n]",
        "data:image/png;base64,AAAA",
    ]);
    let pieces = prop::collection::vec(piece, 0..9).prop_map(|all| all.concat());
    let pieces = prop_oneof![9 => pieces, 1 => Just("x y ".repeat(400))];
    pieces.prop_map(move |text| {
        let mut left = max;
        text.chars()
            .take_while(|c| {
                left.checked_sub(c.len_utf16())
                    .map(|rest| left = rest)
                    .is_some()
            })
            .collect()
    })
}

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => (0..30_u32).prop_map(|n| json!(n)),
        1 => any::<i64>().prop_map(|n| json!(n)),
        1 => any::<u64>().prop_map(|n| json!(n)),
        1 => (-1.0e12..1.0e12_f64).prop_map(|n| json!(n)),
        1 => Just(json!(-1)),
    ]
}

/// A field that is there or not.
fn maybe(
    key: &'static str,
    value: impl Strategy<Value = Value> + 'static,
) -> BoxedStrategy<Option<(String, Value)>> {
    let field = value.prop_map(move |value| (key.to_owned(), value));
    prop::option::weighted(0.6, field).boxed()
}

fn must(
    key: &'static str,
    value: impl Strategy<Value = Value> + 'static,
) -> BoxedStrategy<Option<(String, Value)>> {
    value
        .prop_map(move |value| Some((key.to_owned(), value)))
        .boxed()
}

fn object(fields: Vec<BoxedStrategy<Option<(String, Value)>>>) -> impl Strategy<Value = Value> {
    fields.prop_map(|fields| Value::Object(fields.into_iter().flatten().collect::<Map<_, _>>()))
}

fn string(max: usize) -> impl Strategy<Value = Value> {
    text(max).prop_map(|text| json!(text))
}

fn strings(max: usize) -> impl Strategy<Value = Value> {
    prop::collection::vec(text(max), 0..4).prop_map(|all| json!(all))
}

fn tags() -> impl Strategy<Value = Value> {
    let tag = prop_oneof![
        text(29).prop_map(|text| format!("t{text}")),
        prop::sample::select(vec!["CWE-79", "capec-66", "CVE-2026-1", " CWE-1", "CWE-79"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(tag, 0..4).prop_map(|all| json!(all))
}

fn word(words: &'static [&'static str]) -> impl Strategy<Value = Value> {
    prop::sample::select(words).prop_map(|word| json!(word))
}

/// An entry that any kind of item may have, some of them nearly ours.
fn entry(own: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        prop::sample::select(vec![
            "custom:x",
            "custom:",
            "custom:threatboard",
            "custom:question:Q1",
            "custom:action:A1",
            "custom:question:A1",
            "custom:action:7",
            "custom:question:q2",
        ])
        .prop_map(str::to_owned),
        text(40).prop_map(|text| format!("custom:{text}")),
    ];
    let value = prop_oneof![string(3000), strings(100)];
    let custom = (key, value).prop_map(|(key, value)| json!({ "key": key, "value": value }));
    let comments = text(1000).prop_map(|text| json!({ "key": "Comments", "value": text }));
    prop_oneof![custom, comments, own]
}

fn metadata(own: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    prop::collection::vec(entry(own), 0..5).prop_map(|all| json!(all))
}

fn threat() -> impl Strategy<Value = Value> {
    let stride = prop::collection::vec(
        prop::sample::select(vec!["S", "T", "R", "I", "D", "E"]),
        0..4,
    );
    let own = prop_oneof![
        stride.prop_map(|all| json!({ "key": "STRIDE", "value": all })),
        word(&["High", "Medium", "Low"]).prop_map(|p| json!({ "key": "Priority", "value": p })),
        Just(json!({ "key": "source", "value": "threatPack" })),
        id().prop_map(|id| json!({ "key": "threatPackThreatId", "value": id })),
        id().prop_map(|id| json!({ "key": "threatPackMitigationCandidateId", "value": id })),
        Just(json!({ "key": "threatPackId", "value": "pack" })),
    ];
    object(vec![
        must("id", id().prop_map(|id| json!(id))),
        must("numericId", number()),
        maybe("displayOrder", number()),
        maybe("metadata", metadata(own.boxed())),
        maybe("tags", tags()),
        maybe("threatSource", string(200)),
        maybe("prerequisites", string(200)),
        maybe("threatAction", string(200)),
        maybe("threatImpact", string(200)),
        maybe("impactedGoal", strings(200)),
        maybe("impactedAssets", strings(200)),
        maybe("statement", string(1400)),
        maybe("customTemplate", string(200)),
        maybe(
            "status",
            word(&[
                "threatIdentified",
                "threatResolved",
                "threatResolvedNotUseful",
            ]),
        ),
    ])
}

fn mitigation() -> impl Strategy<Value = Value> {
    let own = prop_oneof![
        Just(json!({ "key": "source", "value": "mitigationPack" })),
        Just(json!({ "key": "mitigationPackId", "value": "pack" })),
        id().prop_map(|id| json!({ "key": "mitigationPackMitigationId", "value": id })),
    ];
    object(vec![
        must("id", id().prop_map(|id| json!(id))),
        must("numericId", number()),
        maybe("displayOrder", number()),
        maybe("metadata", metadata(own.boxed())),
        maybe("tags", tags()),
        must("content", string(1000)),
        maybe(
            "status",
            word(&[
                "mitigationIdentified",
                "mitigationInProgress",
                "mitigationResolved",
                "mitigationResolvedWillNotAction",
            ]),
        ),
    ])
}

fn assumption() -> impl Strategy<Value = Value> {
    let comments = Just(json!({ "key": "Comments", "value": "" }));
    object(vec![
        must("id", id().prop_map(|id| json!(id))),
        must("numericId", number()),
        maybe("displayOrder", number()),
        maybe("metadata", metadata(comments.boxed())),
        maybe("tags", tags()),
        must("content", string(1000)),
    ])
}

fn list(item: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop::collection::vec(item, 0..6).prop_map(|all| json!(all))
}

/// A whole workspace.
pub(super) fn workspace() -> impl Strategy<Value = Value> {
    let mitigation_link = (long_id(), long_id())
        .prop_map(|(from, to)| json!({ "mitigationId": from, "linkedId": to }));
    let assumption_link = (long_id(), long_id(), word(&["Mitigation", "Threat"]))
        .prop_map(|(from, to, kind)| json!({ "assumptionId": from, "linkedId": to, "type": kind }));
    let idea = (id(), text(200)).prop_map(|(id, text)| {
        json!({ "id": id, "content": text, "createdAt": "2026-01-15T14:30:45.123Z", "createdBy": "ana" })
    });
    let part = || {
        object(vec![
            maybe("description", string(2000)),
            maybe("image", string(2000)),
        ])
    };
    object(vec![
        must(
            "schema",
            prop_oneof![9 => Just(json!(1)), 1 => Just(json!(1.0)), 1 => Just(json!(0.5))],
        ),
        maybe(
            "applicationInfo",
            object(vec![
                maybe("name", string(200)),
                maybe("description", string(2000)),
            ]),
        ),
        maybe("architecture", part()),
        maybe("dataflow", part()),
        maybe("threats", list(threat())),
        maybe("mitigations", list(mitigation())),
        maybe("assumptions", list(assumption())),
        maybe("mitigationLinks", list(mitigation_link)),
        maybe("assumptionLinks", list(assumption_link)),
        maybe("brainstorm", object(vec![maybe("assets", list(idea))])),
    ])
}
