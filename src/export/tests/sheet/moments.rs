//! What a sheet shows and asks at each moment, and whom.

use scraper::Html;

use super::super::escaping::folded;
use super::super::options;
use super::super::rich::{at, rich};
use super::{add, both, faults, find, page, sheet, source, threat, words};
use crate::domain::{Ballot, Edit, Field, Moment, Session, SessionField, SessionKind, Voting};
use crate::export::{Names, Options};

#[test]
fn the_vote_shows_what_can_be_voted_on_and_no_other() {
    let session = rich();
    let (page, text) = both(&session, &sheet(Moment::Vote));
    let html = Html::parse_document(&page);
    let expected: Vec<String> = session
        .candidates(None)
        .iter()
        .map(|it| folded(&it.in_full()))
        .collect();
    assert!(expected.len() > 3 && expected.len() < session.threats.len());
    let shown: Vec<String> = find(&html, ".candidates > li .what")
        .into_iter()
        .map(words)
        .collect();
    assert_eq!(shown.len(), expected.len());
    for (shown, expected) in shown.iter().zip(&expected) {
        assert_eq!(shown.trim(), expected);
    }
    for threat in &session.threats {
        let is_in_play = threat.is_in_play();
        assert_eq!(
            page.contains(&format!(">{}<", threat.id)),
            is_in_play,
            "{}",
            threat.id
        );
        let is_listed = text.contains(&format!("- {} ", threat.id));
        assert_eq!(is_listed, is_in_play, "{}", threat.id);
    }
    // One stop per threat: the buttons are for fingers and the mouse.
    assert_eq!(find(&html, ".stepper button").len(), 0);
    let script = source(&html, "script:not([type])");
    assert!(
        script.contains("button.tabIndex = -1;"),
        "the buttons that it adds are no stops"
    );
    assert_eq!(find(&html, ".stepper input").len(), expected.len());
}

#[test]
fn everyone_has_as_many_dots_as_the_session_gives_or_as_is_said() {
    let session = rich();
    let usual = options(Names::First)
        .limits
        .voting
        .per_person(session.candidates(None).len());
    for (asked, dots) in [(None, usual), (Some(1), 1), (Some(5), 5), (Some(9), 9)] {
        let mut options = sheet(Moment::Vote);
        options.sheet.dots = asked;
        let html = Html::parse_document(&page(&session, &options));
        let inputs = find(&html, ".stepper input");
        let most = dots.to_string();
        assert!(inputs.iter().all(|it| it.attr("max") == Some(&most)));
        let data = source(&html, "#data");
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!(data["dots"], dots);
        let says = if dots == 1 {
            "You have 1 vote.".to_owned()
        } else {
            format!("You have {dots} votes.")
        };
        assert!(words(find(&html, ".prompt")[0]).ends_with(&says));
        let boxes = find(&html, ".list .candidates > li:first-child .box").len();
        assert_eq!(
            boxes,
            if dots > 5 {
                1
            } else {
                usize::try_from(dots).unwrap()
            }
        );
    }
}

#[test]
fn heaps_and_lines_of_a_whiteboard_are_voted_on_by_their_names() {
    let mut session = Session::new(
        uuid::Uuid::nil(),
        "Lunch".into(),
        SessionKind::Whiteboard,
        at(0),
    );
    for text in [
        "Links in mails",
        "A mail from the boss",
        "The printer is open",
    ] {
        add(&mut session, threat(text));
    }
    for place in [0, 1] {
        let id = session.threats[place].id;
        let heap = Field::Heap("\"mails\"".into());
        session.apply(&Edit::Set(id.into(), heap), at(2)).unwrap();
    }
    let (page, text) = both(&session, &sheet(Moment::Vote));
    assert_eq!(faults(&page), [""; 0]);
    let html = Html::parse_document(&page);
    let labels: Vec<&str> = find(&html, ".stepper input")
        .iter()
        .filter_map(|it| it.attr("data-label"))
        .collect();
    assert_eq!(
        labels,
        ["1", "3"],
        "quotes end a name, so that it goes by its number"
    );
    let heap = words(find(&html, ".what")[0]);
    assert!(
        heap.contains("Links in mails") && heap.contains("A mail from the boss"),
        "{heap}"
    );
    assert!(
        text.contains(
            "- 1 \"mails\"\n    Links in mails\n    A mail from the boss\n- 3 The printer is open\n"
        ),
        "{text}"
    );
}

#[test]
fn whoever_is_here_can_be_chosen_and_whoever_is_not_types_a_name() {
    let mut session = rich();
    session.participants[1].absent = true;
    let chosen = |names: Names| -> Vec<(String, String)> {
        let options = Options {
            names,
            ..sheet(Moment::Silent)
        };
        let html = Html::parse_document(&page(&session, &options));
        let shown = find(&html, "#who option");
        shown
            .iter()
            .map(|it| (it.attr("value").unwrap().to_owned(), words(*it)))
            .collect()
    };
    let full = chosen(Names::Full);
    assert_eq!(
        full.len(),
        session.participants.len() + 1,
        "the absent one is not there"
    );
    assert_eq!(full[0], (String::new(), "Choose your name".to_owned()));
    assert_eq!(full[1], ("01".to_owned(), "Ana Lopez".to_owned()));
    assert_eq!(full[2].0, "03", "by the number of the participant");
    assert_eq!(full.last().unwrap().0, "00");
    assert_eq!(chosen(Names::Initials)[1].1, "AL");
    assert_eq!(
        chosen(Names::None),
        [],
        "no name leaves the room, so everyone types their own"
    );
}

#[test]
fn the_silent_minutes_ask_where_among_what_is_in_scope() {
    let mut session = rich();
    let first = session.elements[0].id;
    session.elements[0].out_of_scope = Some("bought".into());
    let html = Html::parse_document(&page(&session, &sheet(Moment::Silent)));
    let places: Vec<&str> = find(&html, "#t-1-place option")
        .iter()
        .filter_map(|it| it.attr("value"))
        .collect();
    let elements = session.elements.iter().skip(1).map(|it| it.id.to_string());
    let expected: Vec<String> = std::iter::once(String::new())
        .chain(elements)
        .chain(session.flows.iter().map(|it| it.id.to_string()))
        .collect();
    assert_eq!(places, expected);
    assert!(!places.contains(&first.to_string().as_str()));
    // The map is a picture, and the same in words.
    assert_eq!(find(&html, ".pictures svg[aria-label]").len(), 1);
    let listed = words(find(&html, ".in-words")[0]);
    for element in &session.elements {
        assert!(
            listed.contains(&format!("{} {}", element.id, folded(&element.name))),
            "{listed}"
        );
    }
    for flow in &session.flows {
        assert!(listed.contains(&flow.id.to_string()), "{listed}");
    }
}

#[test]
fn the_key_of_the_map_explains_what_is_on_the_map_and_no_more() {
    let key = |session: &Session| {
        let html = Html::parse_document(&page(session, &sheet(Moment::Silent)));
        words(find(&html, ".key")[0])
    };
    let mut session = rich();
    for element in &mut session.elements {
        element.unknown = false;
    }
    session.threats.clear();
    let bare = key(&session);
    assert!(
        bare.contains("Dashed box") && !bare.contains('!') && !bare.contains('?'),
        "{bare}"
    );
    session.elements[0].unknown = true;
    let unknown = key(&session);
    assert!(
        unknown.contains("?: how it works is unknown.") && !unknown.contains('!'),
        "{unknown}"
    );
    assert!(key(&rich()).contains("!2: 2 threats so far."));
}

#[test]
fn a_place_is_named_by_its_ends_and_by_its_data_only_where_two_have_the_same() {
    let mut session = rich();
    let flow = session.flows[0].clone();
    let name = |session: &Session| {
        let html = Html::parse_document(&page(session, &sheet(Moment::Silent)));
        let option = format!("#t-1-place option[value=\"{}\"]", flow.id);
        words(find(&html, &option)[0])
    };
    let ends = format!(
        "{} {} -> {}",
        flow.id,
        folded(&session.element_name(flow.from)),
        folded(&session.element_name(flow.to))
    );
    session
        .flows
        .retain(|it| it.id == flow.id || (it.from, it.to) != (flow.from, flow.to));
    assert_eq!(folded(&name(&session)), ends);
    let mut twin = flow.clone();
    twin.id = crate::domain::FlowId(99);
    session.flows.push(twin);
    assert_eq!(
        folded(&name(&session)),
        format!("{ends}: {}", folded(&flow.data))
    );
}

#[test]
fn the_text_speaks_of_no_line_that_only_the_page_makes() {
    for moment in Moment::ALL {
        let (page, text) = both(&rich(), &sheet(moment));
        assert!(page.contains("the line can be decoded"));
        let last = text.lines().last().unwrap();
        assert!(
            last.starts_with("Send it to the facilitator alone"),
            "{last}"
        );
        assert!(!last.contains("decoded"), "{last}");
    }
}

#[test]
fn the_end_asks_each_owner_about_their_own_open_actions() {
    let session = rich();
    let (page, text) = both(&session, &sheet(Moment::End));
    let html = Html::parse_document(&page);
    let asked = find(&html, "[data-action]");
    let open: Vec<_> = session
        .actions
        .iter()
        .filter(|it| crate::export::view::is_open(it))
        .collect();
    assert!(!open.is_empty() && open.len() == asked.len());
    for (action, asked) in open.iter().zip(&asked) {
        assert_eq!(
            asked.attr("data-action"),
            Some(action.id.to_string().as_str())
        );
        let owner = action.owner.map(|id| format!("{:02}", id.0));
        assert_eq!(
            asked.attr("data-owner"),
            owner.as_deref(),
            "ids below 10 are their own digits"
        );
        assert!(text.contains(&action.id.to_string()), "{text}");
    }
    let values = |name: &str| find(&html, &format!("input[name={name}]")).len();
    assert_eq!((values("scale-c"), values("scale-w")), (6, 5));
}

#[test]
fn before_the_meeting_the_agenda_adds_up() {
    let mut session = rich();
    // After a meeting the next one is a follow-up, which has an agenda of its own.
    for sitting in &mut session.sittings {
        sitting.ended = None;
    }
    let catalogue = options(Names::First).catalogue;
    let planned = catalogue
        .clock(session.kind.into())
        .slots
        .iter()
        .map(|it| it.planned)
        .sum::<u32>();
    let (page, text) = both(&session, &sheet(Moment::Before));
    let all = format!("{planned} minutes in all");
    assert!(page.contains(&all), "{all}");
    let minutes = text.lines().filter_map(|line| {
        line.strip_suffix(" min")?
            .rsplit(' ')
            .next()?
            .parse::<u32>()
            .ok()
    });
    assert_eq!(minutes.sum::<u32>(), planned);
}

#[test]
fn a_sheet_is_for_the_moment_that_the_session_is_at() {
    let moment = |session: &Session| {
        let html = Html::parse_document(&page(session, &options(Names::First)));
        let data: serde_json::Value = serde_json::from_str(&source(&html, "#data")).unwrap();
        let id = Moment::from_name(data["moment"].as_str().unwrap()).unwrap();
        assert_eq!(data["sheet"], session.sheet_id(id).to_string());
        id
    };
    let mut session = Session::new(uuid::Uuid::nil(), "New".into(), SessionKind::Meeting, at(0));
    assert_eq!(moment(&session), Moment::Silent);
    add(&mut session, threat("Token replayed"));
    assert_eq!(moment(&session), Moment::Vote);
    let voting = Voting {
        ballots: vec![Ballot {
            who: None,
            votes: vec![session.threats[0].id],
            lines: Vec::new(),
            heaps: Vec::new(),
        }],
        ..Voting::begun(3, at(2))
    };
    session
        .apply(&Edit::Session(SessionField::Voting(Some(voting))), at(2))
        .unwrap();
    assert_eq!(moment(&session), Moment::End);
}
