//! The lines, one row each. A new one is a row here, and a key in `keys.ron` if a verb opens it.

use super::figures;
use super::links::links;
use super::make::{self, on_map, one};
use super::sharpen::part;
use super::{About, Empty, Line, Made, Then};
use crate::domain::{Edit, Field, MapField, NoteKind, ResponseKind, SessionField};
use crate::keys::verb::Verb;
use crate::parse::tokens::What;

/// A line that Enter takes and closes; the file keeps it half typed.
const LINE: Line = Line {
    id: "",
    verb: None,
    about: About::Nothing,
    prompt: "",
    hint: "Enter",
    aloud: "",
    prompt_about: "",
    stays: false,
    kept: true,
    one_key: false,
    items: None,
    what: What::Said,
    empty: Empty::Closes,
    make: make::counted,
    then: Then::Nothing,
    formerly: &[],
};

/// A line that stays open, so that the next item costs only its words.
const STAYS: Line = Line {
    hint: "Enter adds, line stays open",
    stays: true,
    items: Some(("line", "lines")),
    ..LINE
};

/// A line that asks for one part of a threat's sentence, and after it for the next.
const PART: Line = Line {
    empty: Empty::Skips,
    then: Then::Sharpen,
    ..LINE
};

/// A row: the id by which a file keeps it, the prompt, what Enter makes of it, and what is not as in [`LINE`].
macro_rules! lines {
    ($($(#[$doc:meta])* $name:ident($id:literal, $prompt:literal, $make:expr) { $($rest:tt)* };)*) => {
        $($(#[$doc])* pub static $name: Line = Line { id: $id, prompt: $prompt, make: $make, $($rest)* };)*

        /// All lines.
        pub static ALL: &[&Line] = &[$(&$name),*];
    };
}

lines! {
    /// A threat.
    THREAT("threat", "threat", make::threat) { verb: Some(Verb::Threat), about: About::Place, prompt_about: "threat on {}",
        items: Some(("threat", "threats")), what: What::Threat, ..STAYS };
    /// A threat that began as a card.
    CARD("card", "threat from card", make::card) {
        about: About::Place, prompt_about: "threat from card on {}", hint: "name your system    Enter", what: What::Threat,
        formerly: &["threat from card"], ..LINE
    };
    /// A question.
    QUESTION("question", "question", make::question) { verb: Some(Verb::Question), about: About::Subject, prompt_about: "question about {}",
        items: Some(("question", "questions")), ..STAYS };
    /// An action item.
    ACTION("action_item", "action", make::action) { about: About::Subject, prompt_about: "action for {}",
        hint: "@who   due fri    Enter adds, line stays open",
        items: Some(("action item", "action items")), what: What::Action, formerly: &["action"], ..STAYS
    };
    /// A parked item.
    PARK("park", "park", make::parked) { verb: Some(Verb::Park), about: About::Subject, prompt_about: "park for {}",
        items: Some(("parked item", "parked items")), what: What::Parked, ..STAYS };
    /// A mitigation that could be done.
    COULD_DO("could_do", "mitigation", make::could_do) { verb: Some(Verb::CouldDo), about: About::Threat, prompt_about: "mitigation for {}",
        hint: "#most strength   %S effort   Enter adds, line stays open",
        items: Some(("mitigation", "mitigations")), what: What::Mitigation, formerly: &["could do"], ..STAYS
    };
    /// A mitigation that is in place.
    IN_PLACE("in_place", "in place", make::in_place) { verb: Some(Verb::InPlace), about: About::Threat, prompt_about: "in place for {}",
        hint: "#most strength   Enter adds, line stays open",
        items: Some(("mitigation", "mitigations")), what: What::Mitigation, formerly: &["in place"], ..STAYS
    };
    /// What is in scope.
    IN_SCOPE("in_scope", "in scope", |typed| Ok(make::note(typed, NoteKind::InScope))) { verb: Some(Verb::InScope),
        formerly: &["in scope"], ..STAYS
    };
    /// What is out of scope.
    OUT_OF_SCOPE("out_of_scope", "out of scope", |typed| Ok(make::note(typed, NoteKind::OutOfScope))) { verb: Some(Verb::OutOfScope),
        formerly: &["out of scope"], ..STAYS
    };
    /// Why the team looks at it now.
    WHY_NOW("why_now", "why now", |typed| Ok(make::note(typed, NoteKind::WhyNow))) { verb: Some(Verb::WhyNow), formerly: &["why now"], ..STAYS };
    /// An assumption.
    ASSUMPTION("assumption", "assumption", make::assumption) { verb: Some(Verb::Assumption), about: About::Subject, prompt_about: "assumption about {}",
        items: Some(("assumption", "assumptions")), ..STAYS };
    /// A line of the map.
    MAP_LINE("map_line", "map", make::map_line) { verb: Some(Verb::MapLine),
        hint: "customer -> web : request    zone core: web    Enter adds, stays open",
        items: Some(("line of the map", "lines of the map")), then: Then::Map, formerly: &["map"], ..STAYS
    };
    /// Participants.
    PEOPLE("people", "participants", make::people) { verb: Some(Verb::People),
        hint: "Ana eng, Bo eng, Di ops    Enter", formerly: &["in the room"], ..STAYS
    };
    /// A role that is missing.
    MISSING_ROLE("missing_role", "missing role", |typed| Ok(make::note(typed, NoteKind::MissingRole))) { verb: Some(Verb::MissingRole),
        items: Some(("missing role", "missing roles")), formerly: &["missing"], ..STAYS
    };
    /// Somebody to inform.
    SHOULD_HEAR("should_hear", "to inform", |typed| Ok(make::note(typed, NoteKind::ShouldHear))) { verb: Some(Verb::ShouldHear),
        formerly: &["should hear"], ..STAYS
    };
    /// What to keep or change next time.
    FEEDBACK("feedback", "keep + or change -", make::feedback) { verb: Some(Verb::Feedback),
        hint: "+ keep   - change    Enter adds, line stays open", aloud: "plus to keep, or minus to change",
        formerly: &["keep + or change -"], ..STAYS
    };
    /// An event after which to review.
    REVISIT_WHEN("revisit_when", "review when", |typed| Ok(make::note(typed, NoteKind::RevisitWhen))) { verb: Some(Verb::RevisitWhen),
        formerly: &["come back when"], ..STAYS
    };
    /// New words for an item.
    EDIT("edit", "edit", make::reworded) { prompt_about: "edit {}", ..LINE };
    /// The answer to a question.
    ANSWER("answer", "answer", |typed| make::field(typed, Field::Answer)) { prompt_about: "answer {}", ..LINE };
    /// Why a threat is accepted.
    ACCEPT("accept", "accept because", |typed| make::response(typed, ResponseKind::Accept)) {
        hint: "a reason, @who decided, until 12 aug    Enter", prompt_about: "{} accept because", what: What::Decision,
        then: Then::WhoDecided, formerly: &["accept because"], ..LINE
    };
    /// Why a threat is transferred.
    TRANSFER("transfer", "transfer because", |typed| make::response(typed, ResponseKind::Transfer)) {
        hint: "a reason, @who decided, until 12 aug    Enter", prompt_about: "{} transfer because", what: What::Decision,
        then: Then::WhoDecided, formerly: &["transfer because"], ..LINE
    };
    /// Why a threat is avoided.
    AVOID("avoid", "avoid because", |typed| make::response(typed, ResponseKind::Avoid)) {
        hint: "a reason, @who decided, until 12 aug    Enter", prompt_about: "{} avoid because", what: What::Decision,
        then: Then::WhoDecided, formerly: &["avoid because"], ..LINE
    };
    /// Why a threat is not applicable.
    NOT_APPLICABLE("not_applicable", "not applicable because", |typed| make::response(typed, ResponseKind::NotApplicable)) {
        hint: "a reason, @who decided    Enter", prompt_about: "{} not applicable because", what: What::Reason,
        then: Then::Evidence, formerly: &["not applicable because"], ..LINE
    };
    /// The test or fact on which it rests that a threat is ruled out.
    EVIDENCE("evidence", "evidence", |typed| make::field(typed, Field::Evidence)) {
        hint: "a test or a fact; empty Enter skips", prompt_about: "{} evidence", empty: Empty::Skips, then: Then::WhoDecided,
        formerly: &["shown by"], ..LINE
    };
    /// How a mitigation is verified.
    VERIFY("verify", "verified by", |typed| make::field(typed, Field::Verify)) {
        prompt_about: "{} verified by", formerly: &["we will know by"], ..LINE
    };
    /// What the business would lose by a threat: a business risk that exists, or a new one.
    BUSINESS_RISK("business_risk", "business impact", make::business_risk) {
        hint: "in a sentence, or B1; Tab completes    Enter", prompt_about: "{} business impact", formerly: &["business risk"], ..LINE
    };
    /// Something worth protecting, where it is held and carried, or the threat that harms it.
    ASSET("asset", "asset", make::asset) { verb: Some(Verb::Asset), about: About::Subject, prompt_about: "asset for {}",
        hint: "customer records #data c:high >db    Enter adds, stays open",
        aloud: "asset: a name, number sign and its kind, c colon high, i colon medium, a colon low, and what holds it",
        items: Some(("asset", "assets")), what: What::Asset, ..STAYS
    };
    /// How often a threat comes in a year.
    FREQUENCY("frequency", "how often a year", figures::make) {
        hint: "0.1..0.5..2, or 5% once; @who    Enter", prompt_about: "{} how often a year", empty: Empty::Skips,
        what: What::Reason, then: Then::Loss, ..LINE
    };
    /// What a threat costs each time.
    LOSS("loss", "what one time costs", figures::make) {
        hint: "10k..50k..400k EUR; @who    Enter", prompt_about: "{} what one time costs", what: What::Reason, ..LINE
    };
    /// What a threat refers to.
    REFERENCES("references", "references", make::references) {
        hint: "CWE-89, T1566, a link; Tab finds by name    Enter", prompt_about: "{} references", empty: Empty::IsTaken, ..LINE
    };
    /// A show of hands on how well a threat is understood, 1 to 5.
    CLARITY("clarity", "understood", make::clarity) {
        hint: "1 to 5, one digit per person: could you explain it?    Enter", prompt_about: "{} understood", ..LINE
    };
    /// Who does it: a kind of actor by its digit, or words.
    SHARPEN_WHO("sharpen_who", "who", part) { hint: "1 to 5, or words    empty Enter skips", prompt_about: "{} who", ..PART };
    /// What they do.
    SHARPEN_DOES("sharpen_does", "does what", part) {
        hint: "replaces the file    empty Enter skips", prompt_about: "{} does what", ..PART
    };
    /// What happens then.
    SHARPEN_SO_THAT("sharpen_so_that", "so that", part) {
        hint: "what happens then    empty Enter skips", prompt_about: "{} so that", ..PART
    };
    /// To which part of the system.
    SHARPEN_TO("sharpen_to", "to which part", part) {
        hint: "a part of the map, Tab completes; or words    empty Enter skips", prompt_about: "{} to which part", ..PART
    };
    /// What must be so before.
    SHARPEN_FROM("sharpen_from", "starting from", part) {
        hint: "what they need first    empty Enter skips", prompt_about: "{} starting from", ..PART
    };
    /// Which asset it harms.
    SHARPEN_ASSET("sharpen_asset", "which asset", part) {
        hint: "its name, Tab completes    empty Enter skips", prompt_about: "{} which asset", ..PART
    };
    /// What it costs the business.
    SHARPEN_COST("sharpen_cost", "business cost", part) {
        hint: "what the business would lose, Tab completes    empty Enter skips", prompt_about: "{} business cost", ..PART
    };
    /// What a threat rests on.
    RESTS_ON("rests_on", "rests on", make::rests_on) {
        hint: "all of T4, T7    one of T4 | + a new threat    none    Enter", prompt_about: "{} rests on", empty: Empty::IsTaken, ..LINE
    };
    /// Who owns an element, in words.
    ELEMENT_OWNER("element_owner", "owner", on_map::owner) {
        hint: "a name, or the number of a participant    Enter", prompt_about: "{} owner", formerly: &["owned by"], ..LINE
    };
    /// The zone in which an element or a zone lies: its name or its id, or none.
    ZONE_OF("zone_of", "zone", on_map::zone) {
        hint: "a zone, Tab completes; none    Enter", prompt_about: "{} zone", ..LINE
    };
    /// What else there is to say about an element; an empty line takes the note out.
    ELEMENT_NOTE("element_note", "note", |typed| on_map::field(typed, MapField::Note)) {
        prompt_about: "{} note", empty: Empty::IsTaken, ..LINE
    };
    /// Why no one looks at an element.
    ELEMENT_OUT("element_out", "out of scope because", |typed| on_map::field(typed, |why| MapField::OutOfScope(Some(why)))) {
        hint: "a reason    Enter", prompt_about: "{} out of scope because",
        empty: Empty::Refused("Give a short reason, so this is not asked again."), ..LINE
    };
    /// How data moves; an empty line says that no one knows.
    FLOW_PROTOCOL("flow_protocol", "protocol", |typed| on_map::field(typed, MapField::Protocol)) {
        hint: "https, sftp, mail    Enter", prompt_about: "{} protocol", empty: Empty::IsTaken, ..LINE
    };
    /// What moves; an empty line says that no one knows.
    FLOW_DATA("flow_data", "data", |typed| on_map::field(typed, MapField::Data)) {
        hint: "what moves    Enter", prompt_about: "{} data", empty: Empty::IsTaken, ..LINE
    };
    /// The date of an action item.
    DUE("due", "due date", make::due) {
        hint: "fri, 2w, 12 aug    Enter", prompt_about: "{} due date", formerly: &["by when"], ..LINE
    };
    /// The item to merge into.
    MERGE("merge", "merge into", make::merge) {
        hint: "a number or an id    Enter", prompt_about: "merge {} into", kept: false, ..LINE
    };
    /// A threat with the caret where it is to be split.
    SPLIT("split", "split here (Tab moves)", make::split) {
        hint: "Tab: next word   Enter: what follows is a threat of its own", prompt_about: "split {} at the caret",
        formerly: &["split at the caret"], ..LINE
    };
    /// Ids to link to.
    LINK("link", "link to", |typed| links(typed, Edit::Link)) { verb: Some(Verb::Link), about: About::Selected,
        hint: "T2 T9, or a name; Tab completes    Enter", prompt_about: "link {} to", formerly: &["link to"], ..LINE
    };
    /// Ids to unlink from.
    UNLINK("unlink", "unlink from", |typed| links(typed, Edit::Unlink)) { verb: Some(Verb::Unlink), about: About::Selected,
        hint: "T2 T9, or a name; Tab completes    Enter", prompt_about: "unlink {} from", kept: false, ..LINE
    };
    /// Why a threat or the untouched ones are deferred, and until when.
    DEFER("defer", "defer because", make::deferral) { prompt_about: "{} defer because",
        hint: "a reason, @who decided, until 12 aug    Enter", what: What::Decision, formerly: &["put off because"], ..LINE
    };
    /// Why a finding does not matter here.
    DISMISS("dismiss", "dismiss because", |typed| Ok(make::dismissal(typed))) { kept: false, ..LINE };
    /// A show of hands on confidence, 0 to 5.
    CONFIDENCE("confidence", "confidence", make::confidence) { verb: Some(Verb::Confidence), hint: "0 to 5, one digit per person    Enter", ..LINE };
    /// A show of hands on the time spent, 1 to 5.
    TIME_WELL_SPENT("time_well_spent", "time well spent", make::time_well_spent) { verb: Some(Verb::TimeWellSpent),
        hint: "1 to 5, one digit per person    Enter", formerly: &["time well spent"], ..LINE
    };
    /// Votes, one digit per person. The line is shown to no one; it is counted key by key.
    VOTE("vote", "vote", make::counted) { hint: "Enter shows the votes", ..LINE };
    /// The date of the next review.
    REVISIT("revisit", "next review on", make::revisit) { verb: Some(Verb::Revisit),
        hint: "fri, 2w, 12 aug    Enter", formerly: &["come back on"], ..LINE
    };
    /// What happened, when an incident is why the team is back.
    INCIDENT("incident", "what happened", |typed| Ok(make::header(typed, SessionField::Incident))) {
        formerly: &["what happened"], ..LINE
    };
    /// A new title of the session.
    RENAME("rename", "title", |typed| Ok(make::header(typed, SessionField::Title))) { formerly: &["title"], ..LINE };
    /// Words or an id to look for.
    FIND("find", "find", |_| Ok(Made::Find)) {
        hint: "words or an id    Enter goes there", kept: false, empty: Empty::IsTaken, ..LINE
    };
    /// Why the room goes on without what a gate asks for.
    WAIVE("waive", "go on because", |typed| Ok(make::waiver(typed))) { kept: false, ..LINE };
    /// The title of a new meeting.
    TITLE("new_title", "title", make::title) { aloud: "title of the meeting", kept: false, ..LINE };
    /// Who is in a new meeting.
    NAMES("names", "participants", |typed| Ok(make::names(typed))) {
        hint: "Ana eng, Bo eng, Di ops    Enter", kept: false, empty: Empty::IsTaken, ..LINE
    };
    /// A line on the whiteboard: a threat, a question or a line of its sketch, by how it is written. Only `@` means
    /// something in it.
    WALL("wall", "whiteboard", make::wall) { formerly: &["wall"], empty: Empty::Nothing, ..STAYS };
    /// The heap of a line on the whiteboard; an empty line takes it off.
    HEAP("heap", "heap", make::heap) {
        hint: "a word; Tab completes; empty takes it off    Enter", prompt_about: "heap for {}", empty: Empty::IsTaken, ..LINE
    };
    /// Another name for a heap; an empty one dissolves it.
    NAME_HEAP("name_heap", "rename heap", make::name_heap) {
        hint: "another name; empty dissolves it    Enter", prompt_about: "rename heap", kept: false, empty: Empty::IsTaken, ..LINE
    };
    /// Who tries one thing by when, at the end of a lunch.
    TRIES("tries", "who tries what by when", make::tries) {
        hint: "Ana: sign the links by fri    empty Enter ends", stays: true, items: Some(("action item", "action items")),
        empty: Empty::Does(Verb::CloseMeeting), ..LINE
    };
    /// The topic of a new whiteboard.
    TOPIC("topic", "topic", make::topic) { kept: false, ..LINE };
    /// The path of a file to import.
    IMPORT_PATH("import_path", "import file", |typed| Ok(Made::Import(typed.text.to_owned()))) { verb: Some(Verb::Import),
        hint: "file path    Enter shows a preview", kept: false, ..LINE
    };
    /// Why a candidate does not affect us.
    NOT_AFFECTED("not_affected", "not affected because", |typed| Ok(Made::NotAffected(typed.text.to_owned()))) {
        hint: "a reason, @who decided    Enter", kept: false, what: What::Reason,
        empty: Empty::Refused("Give a short reason, so this is not asked again."), ..LINE
    };
    /// What was heard. A box of the one-threat form.
    ONE_HEARD("one_heard", "news item", one::heard) {
        hint: "headline and address", formerly: &["what I heard"], ..LINE
    };
    /// Which system it is about. A box of the one-threat form.
    ONE_SYSTEM("one_system", "system", one::system) {
        hint: "Tab completes", formerly: &["which of our things"], ..LINE
    };
    /// Whether it affects us. One key answers. A box of the one-threat form.
    ONE_APPLIES("one_applies", "does it affect us", make::one_key) {
        hint: "y yes   m maybe   n no   d don't know", one_key: true, formerly: &["does it touch us"], ..LINE
    };
    /// Why it does not. A box of the one-threat form.
    ONE_REASON("one_reason", "why not", one::reason) { hint: "Enter finishes", formerly: &["why not"], ..LINE };
    /// How it would happen here. A box of the one-threat form.
    ONE_THREAT("one_threat", "how it happens here", one::threat) {
        hint: "one line", what: What::Threat, formerly: &["here it would be"], ..LINE
    };
    /// What is in place already. A box of the one-threat form.
    ONE_IN_PLACE("one_in_place", "already in place", one::in_place) {
        hint: "may stay empty", items: Some(("line", "lines")), what: What::Mitigation,
        formerly: &["stops it already"], ..LINE
    };
    /// What could be done. A box of the one-threat form.
    ONE_COULD_DO("one_could_do", "mitigations", one::could_do) {
        hint: "1 to 3 lines, empty Enter continues", items: Some(("line", "lines")), what: What::Mitigation,
        formerly: &["we could do"], ..LINE
    };
    /// One next step, its owner and its date. A box of the one-threat form.
    ONE_NEXT_STEP("one_next_step", "next step", one::next_step) {
        hint: "@me   due fri", what: What::Action, formerly: &["one next step"], ..LINE
    };
    /// What is not known. A box of the one-threat form.
    ONE_QUESTION("one_question", "open question", one::question) {
        hint: "may stay empty", formerly: &["an open question"], ..LINE
    };
    /// Who an item of one threat belongs to.
    ONE_OWNER("owner_name", "owner", one::owner) { about: About::Selected, prompt_about: "owner of {}",
        hint: "a name or a number    Enter", ..LINE
    };
    /// The model that one threat goes into.
    ATTACH("attach", "attach to", |typed| Ok(Made::Attach(typed.text.to_owned()))) { verb: Some(Verb::Attach),
        hint: "Tab completes a model, or type a file path", kept: false, ..LINE
    };
    /// When to look again at the selected row of the journal.
    JOURNAL_AGAIN("journal_again", "look again", |typed| make::date(typed).map(Made::LookAgain)) {
        hint: "fri, 2w, 12 aug    Enter", kept: false, ..LINE
    };
    /// When to look at it again. A box of the one-threat form.
    ONE_LOOK_AGAIN("one_look_again", "look again", one::look_again) { hint: "y in two weeks, or fri, 2w, 12 aug", ..LINE };
    /// What the junior learned. A box of the one-threat form for two.
    ONE_LEARNED("one_learned", "what I learned", one::learned) { hint: "one line, or Enter to skip", ..LINE };
    /// What the senior adds to which system it is about. A box of the one-threat form for two.
    BESIDE_SYSTEM("beside_system", "senior", |typed| one::beside(typed, "system")) { hint: "one line, or Enter to skip", ..LINE };
    /// What the senior adds to whether it affects us. A box of the one-threat form for two.
    BESIDE_APPLIES("beside_applies", "senior", |typed| one::beside(typed, "applies")) { hint: "one line, or Enter to skip", ..LINE };
    /// What the senior adds to why it does not affect us. A box of the one-threat form for two.
    BESIDE_REASON("beside_reason", "senior", |typed| one::beside(typed, "reason")) { hint: "one line, or Enter to skip", ..LINE };
    /// What the senior adds to how it would happen here. A box of the one-threat form for two.
    BESIDE_THREAT("beside_threat", "senior", |typed| one::beside(typed, "threat")) { hint: "one line, or Enter to skip", ..LINE };
    /// What the senior adds to what is in place already. A box of the one-threat form for two.
    BESIDE_IN_PLACE("beside_in_place", "senior", |typed| one::beside(typed, "in place")) { hint: "one line, or Enter to skip", ..LINE };
    /// What the senior adds to what could be done. A box of the one-threat form for two.
    BESIDE_COULD_DO("beside_could_do", "senior", |typed| one::beside(typed, "could do")) { hint: "one line, or Enter to skip", ..LINE };
    /// What the senior adds to the next step. A box of the one-threat form for two.
    BESIDE_NEXT_STEP("beside_next_step", "senior", |typed| one::beside(typed, "next step")) { hint: "one line, or Enter to skip", ..LINE };
    /// What the senior adds to what is not known. A box of the one-threat form for two.
    BESIDE_QUESTION("beside_question", "senior", |typed| one::beside(typed, "question")) { hint: "one line, or Enter to skip", ..LINE };
    /// The user's name, asked once. A box of the one-threat form.
    ONE_ME("one_me", "your name", make::one_key) { hint: "kept for next time", kept: false, ..LINE };
    /// Whether we know more than before. One key answers. A box of the one-threat form.
    ONE_BETTER("one_better", "do we know more", make::one_key) {
        hint: "y yes   n no", one_key: true, formerly: &["better than before"], ..LINE
    };
}

/// The line that asks why a threat has this response; a threat that is reduced needs no reason.
pub fn reason(kind: ResponseKind) -> Option<&'static Line> {
    match kind {
        ResponseKind::Reduce => None,
        ResponseKind::Accept => Some(&ACCEPT),
        ResponseKind::Transfer => Some(&TRANSFER),
        ResponseKind::Avoid => Some(&AVOID),
        ResponseKind::NotApplicable => Some(&NOT_APPLICABLE),
    }
}
