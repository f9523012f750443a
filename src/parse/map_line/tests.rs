use proptest::prelude::*;

use super::*;

/// A line as it was understood, in words.
fn told(line: &str) -> String {
    let part = |p: &Part| {
        let kind = match p.kind {
            Some(PartKind::External) => " external",
            Some(PartKind::Process) => " process",
            Some(PartKind::Store) => " store",
            None => "",
        };
        format!(
            "{}{kind}{}",
            p.name,
            if p.unknown { " unknown" } else { "" }
        )
    };
    let list = |parts: &[Part]| parts.iter().map(part).collect::<Vec<_>>().join(" + ");
    match parse(line) {
        Ok(MapLine::Flow(flows)) => flows
            .iter()
            .map(|f| {
                let data = f.data.as_deref().unwrap_or("-");
                format!("{} to {}: {data}", part(&f.from), part(&f.to))
            })
            .collect::<Vec<_>>()
            .join(" | "),
        Ok(MapLine::Parts(parts)) => list(&parts),
        Ok(MapLine::Zone {
            name,
            is_one_name,
            parts,
        }) => {
            let one = if is_one_name { " as one" } else { "" };
            format!("zone {name}{one}: {}", list(&parts))
        }
        Ok(MapLine::Into { host, parts }) => format!("into {}: {}", part(&host), list(&parts)),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_line_is_understood_as_it_is_said() {
    for (line, expected) in [
        (
            "customer -> web : refund request",
            "customer to web: refund request",
        ),
        (
            "  customer->web:refund   request ",
            "customer to web: refund request",
        ),
        ("a -> b -> c : data", "a to b: data | b to c: data"),
        ("a <-> b", "a to b: - | b to a: -"),
        ("a <-> b -> c : x", "a to b: x | b to a: x | b to c: x"),
        ("a => b", "a to b: -"),
        ("a → b", "a to b: -"),
        ("a --> b", "a to b: -"),
        ("a —> b :", "a to b: -"),
        (
            "refund-api->audit-log : who, what, when",
            "refund-api to audit-log: who, what, when",
        ),
        (
            "web -> auth : token: jwt -> cookie",
            "web to auth: token: jwt -> cookie",
        ),
        (
            "(customer) -> [web app] -> {ledger}: amount",
            "customer external to web app process: amount | web app process to ledger store: amount",
        ),
        ("?partner -> sftp", "partner unknown to sftp: -"),
        (
            "[web]? -> ?{old db}",
            "web process unknown to old db store unknown: -",
        ),
        ("[web:443] -> db", "web:443 process to db: -"),
        ("sftp", "sftp"),
        ("scheduler?", "scheduler unknown"),
        ("(customer)", "customer external"),
        (
            "(customer), [web] , {ledger}, node 2.1",
            "customer external + web process + ledger store + node 2.1",
        ),
        (
            "zone core: refund-api, ledger",
            "zone core: refund-api + ledger",
        ),
        (
            "Zone back office : (x), [y]",
            "zone back office: x external + y process",
        ),
        ("zone [core]: ledger", "zone core as one: ledger"),
        ("zone core in cloud: ledger", "zone core in cloud: ledger"),
        ("zone core in cloud:", "zone core in cloud: "),
        ("ZONE core IN cloud", "zone core IN cloud: "),
        (
            "zone [built in house]: ledger",
            "zone built in house as one: ledger",
        ),
        (
            "into api: parser, {cache}",
            "into api: parser + cache store",
        ),
        ("Into [api] : ?rules", "into api process: rules unknown"),
        ("into -> web", "into to web: -"),
        ("into the wild -> web", "into the wild to web: -"),
        ("intone, web", "intone + web"),
        ("zone -> web", "zone to web: -"),
        (
            "zone controller -> web : state",
            "zone controller to web: state",
        ),
        ("zones, web", "zones + web"),
    ] {
        assert_eq!(told(line), expected, "{line}");
    }
}

#[test]
fn a_refused_line_says_what_to_type() {
    for (line, expected) in [
        (
            "",
            "The line is empty: type `customer -> web : refund request`.",
        ),
        (
            "a ->",
            "There is nothing after the arrow: type who receives, as in `a -> web`.",
        ),
        (
            "a -> : data",
            "There is nothing after the arrow: type who receives, as in `a -> web`.",
        ),
        (
            "a -> -> b",
            "There is nothing after the arrow: type who receives, as in `a -> web`.",
        ),
        (
            "-> b",
            "There is nothing before the arrow: type who sends, as in `customer -> web`.",
        ),
        (
            "[web -> b",
            "The bracket of `[web -> b` is not closed: type `(customer)`, `[web]` or `{ledger}`.",
        ),
        (
            "a -> (web",
            "The bracket of `(web` is not closed: type `(customer)`, `[web]` or `{ledger}`.",
        ),
        (
            "[]",
            "An element has no name: type it, as in `[web]` or `?scheduler`.",
        ),
        (
            "? -> web",
            "An element has no name: type it, as in `[web]` or `?scheduler`.",
        ),
        (
            "[core] refund-api -> ledger",
            "There is nothing between `core` and `refund-api`: type `core -> refund-api`, `core, refund-api` or `zone core: refund-api`.",
        ),
        (
            "a, b -> c",
            "A flow has one element at each end: put what follows `a` on its own line.",
        ),
        (
            "a,, b",
            "A comma has nothing on one side: type elements as in `web, ledger`.",
        ),
        (
            "a,",
            "A comma has nothing on one side: type elements as in `web, ledger`.",
        ),
        (
            "zone",
            "The zone has no name: type `zone core: web, ledger`.",
        ),
        (
            "zone : x",
            "The zone has no name: type `zone core: web, ledger`.",
        ),
        (
            "zone core",
            "The zone has no elements: type them, as in `zone core: web, ledger`.",
        ),
        (
            "zone core:",
            "The zone has no elements: type them, as in `zone core: web, ledger`.",
        ),
        (
            "zone core: a -> b",
            "A zone lists elements, not flows: type `zone core: web, ledger` and put each flow on its own line.",
        ),
        (
            "zone [a in b]:",
            "The zone has no elements: type them, as in `zone a in b: web, ledger`.",
        ),
        (
            "into : x",
            "The element has no name: type `into api: parser, cache`.",
        ),
        (
            "into api:",
            "Nothing goes into `api`: type elements, as in `into api: parser, cache`.",
        ),
        (
            "into api: a -> b",
            "What goes into an element is a list, not flows: type `into api: parser, cache` and put each flow on its own line.",
        ),
        (
            "web : data",
            "A colon names the data of a flow: type `customer -> web : data`, or `zone web: ledger` for a zone.",
        ),
        (
            "a > b",
            "`> b` is not understood here: type `customer -> web : refund request`.",
        ),
    ] {
        assert_eq!(told(line), expected, "{line}");
    }
}

proptest! {
    #[test]
    fn every_part_that_is_read_has_a_name(line in "[ab ?,:()\\[\\]{}<>=→-]{0,24}|(zone|into) [ab ?,:()>-]{0,16}|zone [ab] in [ab: ]{0,4}") {
        match parse(&line) {
            Ok(MapLine::Flow(flows)) => {
                prop_assert!(!flows.is_empty());
                prop_assert!(flows.iter().all(|f| !f.from.name.is_empty() && !f.to.name.is_empty()));
            }
            Ok(MapLine::Zone { name, parts, .. }) if parts.is_empty() => {
                prop_assert!(name.to_ascii_lowercase().contains(" in "));
            }
            Ok(MapLine::Parts(parts) | MapLine::Zone { parts, .. } | MapLine::Into { parts, .. }) => {
                prop_assert!(!parts.is_empty());
                prop_assert!(parts.iter().all(|part| !part.name.is_empty()));
            }
            Err(error) => prop_assert!(error.to_string().ends_with('.')),
        }
    }
}
