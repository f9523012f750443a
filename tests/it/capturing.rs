//! Writing things down while people talk: before, keys, after.

use threatboard::app::msg::{Msg, SaveNews};
use threatboard::domain::{ItemId, ParkedKind, ParticipantId, Severity, Status, Stride};

use crate::support::{Desk, room, ten};

/// The texts of the threats.
fn threats(desk: &Desk) -> Vec<String> {
    desk.session()
        .threats
        .iter()
        .map(|t| format!("{} {}", t.id, t.text))
        .collect()
}

#[test]
fn the_second_threat_costs_its_words_and_enter() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refund replayed»<enter>«File swapped»<enter><enter>");
    assert_eq!(threats(&desk), ["T1 Refund replayed", "T2 File swapped"]);
    assert!(desk.app.bar.is_none(), "an empty Enter closes the bar");
}

#[test]
fn q_is_a_question_and_esc_is_harmless() {
    let mut desk = Desk::with(room());
    desk.keys("q<esc>");
    assert!(desk.session().questions.is_empty());
    assert!(desk.app.bar.is_none());
}

#[test]
fn tokens_say_who_where_what_and_how_bad() {
    let mut desk = Desk::with(room());
    desk.keys("f«web -> sftp : file»<enter><esc>2t«File swapped >sf»<tab>« @4 #tamp !h»<enter>");
    let threat = &desk.session().threats[0];
    assert_eq!(threat.text.as_str(), "File swapped");
    assert_eq!(threat.speaker, Some(ParticipantId(4)));
    assert_eq!(threat.stride, [Stride::Tampering]);
    assert_eq!(threat.severity, Some(Severity::High));
    assert_eq!(desk.session().place_words(threat.places[0]), "sftp");
}

/// The words in the line that is being typed.
fn typed(desk: &Desk) -> &str {
    desk.app.bar.as_ref().map_or("", |bar| bar.editor.text())
}

#[test]
fn tab_completes_what_enter_takes_in_a_line_that_changes_an_item() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Link opens twice»<enter><esc>e« #tamp»<tab>« !hi»<tab>");
    assert_eq!(typed(&desk), "Link opens twice #tampering !high");
    desk.keys("<enter>");
    let threat = &desk.session().threats[0];
    assert_eq!(threat.text.as_str(), "Link opens twice");
    assert_eq!(
        (&threat.stride[..], threat.severity),
        (&[Stride::Tampering][..], Some(Severity::High))
    );
}

#[test]
fn tab_completes_no_token_where_enter_takes_none() {
    let mut desk = Desk::with(room());
    desk.keys("1i«refunds @an»<tab>");
    assert_eq!(typed(&desk), "refunds @an");
}

#[test]
fn a_fix_in_question_2_waits_for_question_3_on_its_threat() {
    let mut desk = Desk::with(room());
    desk.keys("2t«File swapped»<enter><esc>m«just sign the files @bo»<enter><esc>");
    let parked = &desk.session().parked[0];
    assert_eq!(
        (parked.kind, parked.speaker),
        (ParkedKind::Fix, Some(ParticipantId(2)))
    );
    assert!(
        desk.session().mitigations.is_empty(),
        "nothing is decided in question 2"
    );
    // Enter into the artifact, where the cursor waits on the fix; Enter uses it.
    desk.keys("3<enter><enter>");
    let mitigation = &desk.session().mitigations[0];
    assert_eq!(mitigation.text.as_str(), "just sign the files");
    assert_eq!(
        (mitigation.status, mitigation.speaker),
        (Status::CouldDo, Some(ParticipantId(2)))
    );
    assert_eq!(desk.session().parked[0].used_as, Some(mitigation.id));
}

#[test]
fn an_id_alone_links_the_mitigation_that_exists() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter>«Two»<enter><esc>3<home>m«Sign it»<enter><esc>.m«M1»<enter><esc>");
    assert_eq!(desk.session().mitigations.len(), 1);
    assert_eq!(desk.session().mitigations[0].threats.len(), 2);
}

#[test]
fn a_pasted_chat_becomes_threats_with_their_speakers_as_one_change() {
    let mut desk = Desk::with(room());
    desk.keys(r"2t<paste:10:31 Ana: Token replayed\n10:32 From Bo to Everyone: File swapped\n- Disk full>");
    assert!(
        threats(&desk).is_empty(),
        "nothing is added before the preview is taken"
    );
    desk.keys("<enter>");
    assert_eq!(
        threats(&desk),
        ["T1 Token replayed", "T2 File swapped", "T3 Disk full"]
    );
    let who: Vec<_> = desk.session().threats.iter().map(|t| t.speaker).collect();
    assert_eq!(who, [Some(ParticipantId(1)), Some(ParticipantId(2)), None]);
    desk.keys("<esc>u");
    assert!(
        threats(&desk).is_empty(),
        "one u takes the whole paste back"
    );
}

#[test]
fn an_action_from_a_mitigation_costs_two_keys_and_owner_and_date_two_more_each() {
    let mut desk = Desk::with(room());
    desk.keys(
        "2t«File swapped»<enter><esc>3m«Ask partner to sign»<enter><esc>a<enter>o6b«fri»<enter>",
    );
    let action = &desk.session().actions[0];
    assert_eq!(action.text.as_str(), "Ask partner to sign");
    assert_eq!(action.owner, Some(ParticipantId(6)));
    assert_eq!(action.due.unwrap().to_string(), "2026-05-15");
    assert_eq!(action.about.len(), 2, "for the threat and the mitigation");
    assert_eq!(desk.session().mitigations[0].status, Status::Planned);
}

#[test]
fn a_suggested_action_is_replaced_by_the_first_letter_typed() {
    let mut desk = Desk::with(room());
    desk.keys("2t«File swapped»<enter><esc>3m«Sign»<enter><esc>a«Spike: signing»<enter><esc>");
    assert_eq!(desk.session().actions[0].text.as_str(), "Spike: signing");
}

#[test]
fn who_and_when_typed_behind_a_suggested_action_keep_its_words() {
    for line in ["«@bo due fri»", "« @bo due fri»"] {
        let mut desk = Desk::with(room());
        desk.keys(&format!(
            "2t«File swapped»<enter><esc>3m«Sign»<enter><esc>a{line}<enter><esc>"
        ));
        let action = &desk.session().actions[0];
        assert_eq!(action.text.as_str(), "Sign", "{line}");
        assert_eq!(desk.session().name_of(action.owner), Some("Bo"), "{line}");
        assert_eq!(action.due.unwrap().to_string(), "2026-05-15", "{line}");
    }
}

#[test]
fn a_threat_with_nothing_in_place_and_no_idea_gets_a_decide_action_at_once() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter>«Two»<enter><esc>3<home>.");
    assert_eq!(desk.session().actions.len(), 1);
    assert!(
        desk.session().actions[0]
            .about
            .contains(&desk.session().threats[0].id.into())
    );
    assert_eq!(
        desk.app.selected(),
        Some(ItemId::from(desk.session().threats[1].id))
    );
}

#[test]
fn a_refused_line_stays_to_be_mended() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter><esc>3a«Do it»<enter><esc>b«someday»<enter>");
    let bar = desk.app.bar.as_ref().expect("the line is still there");
    assert_eq!(bar.editor.text(), "someday");
    assert!(
        bar.refusal.as_ref().unwrap().contains("fri"),
        "{:?}",
        bar.refusal
    );
}

#[test]
fn accepting_asks_why_and_who() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter><esc>3ra«too rare»<enter>8");
    let response = desk.session().threats[0].response.clone().unwrap();
    assert_eq!(
        (response.reason.as_str(), response.by),
        ("too rare", Some(ParticipantId(8)))
    );
}

#[test]
fn undo_goes_back_to_the_opening_and_no_further() {
    let mut desk = Desk::with(room());
    let before = desk.session().clone();
    desk.keys("2t«One»<enter>«Two»<enter><esc>shdq«Why?»<enter><esc>uuuuuuu");
    let mut after = desk.session().clone();
    after.counters = before.counters; // numbers are never given twice
    assert_eq!(after, before);
}

#[test]
fn the_first_change_after_a_meeting_ended_begins_another() {
    let mut session = room();
    session.sittings[0].ended = Some(ten());
    let mut desk = Desk::with(session);
    desk.after(60 * 24 * 7)
        .keys("2t«One»<enter>«Two»<enter><esc>");
    let sittings = &desk.session().sittings;
    assert_eq!(sittings.len(), 2);
    assert_eq!((sittings[1].started - ten()).num_days(), 7);
    assert_eq!(desk.session().tally(desk.app.today()).minutes, 0);
}

#[test]
fn looking_at_a_finished_session_changes_nothing() {
    let mut session = room();
    session.sittings[0].ended = Some(ten());
    let mut desk = Desk::with(session.clone());
    desk.after(60 * 24 * 7)
        .keys("1234561n?<esc>/Ana<esc>x<esc><ctrl-q>y");
    assert_eq!(*desk.session(), session);
}

#[test]
fn a_threat_that_reads_like_a_fix_is_taken_and_said_so() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Use mTLS everywhere»<enter><wait:reads like a fix>");
    assert_eq!(threats(&desk), ["T1 Use mTLS everywhere"]);
    desk.keys("«Token stolen»<enter><gone:reads like a fix>");
}

#[test]
fn a_second_assumption_is_not_about_the_first() {
    let mut desk = Desk::with(room());
    desk.keys("A«TLS ends at the gateway»<enter><esc>A«Partners rotate keys»<enter><esc>");
    assert!(
        desk.session()
            .assumptions
            .iter()
            .all(|a| a.about.is_empty())
    );
}

#[test]
fn no_word_of_a_line_is_lost_to_a_token_that_the_line_cannot_hold() {
    let mut desk = Desk::with(room());
    desk.keys("f«web -> db : file»<enter><esc>2t«One»<enter>«Two»<enter><esc>");
    desk.keys("q«Why !high >web @bo?»<enter><esc>3<home>m«Sign at >web !h»<enter><esc>ra«rare at >web @8»<enter>");
    let session = desk.session();
    assert_eq!(session.questions[0].text.as_str(), "Why !high?");
    assert_eq!(session.questions[0].speaker, Some(ParticipantId(2)));
    assert_eq!(session.questions[0].about, ["E1".parse().unwrap()]);
    assert_eq!(session.mitigations[0].text.as_str(), "Sign at >web !h");
    let response = session.threats[0].response.clone().unwrap();
    assert_eq!(
        (response.reason.as_str(), response.by),
        ("rare at >web", Some(ParticipantId(8)))
    );
    desk.keys("p«sign it >web»<enter>«both >T1 >T2»<enter>");
    assert_eq!(desk.session().parked[0].about, Some("E1".parse().unwrap()));
    assert_eq!(desk.session().parked[1].text.as_str(), "both >T2");
}

#[test]
fn a_line_that_an_older_version_kept_by_its_prompt_is_offered_again() {
    let file = include_str!("../files/old/half-typed-line-by-its-prompt.ron");
    let mut desk = Desk::with(threatboard::store::format::read(file).unwrap());
    let bar = desk.app.bar.as_ref().unwrap();
    assert_eq!(bar.line.id, "could_do");
    assert_eq!(bar.editor.text(), "Sign each ref");
    desk.keys("«und»<enter>");
    assert_eq!(
        desk.session().mitigations[0].text.as_str(),
        "Sign each refund"
    );
}

#[test]
fn a_half_typed_line_is_kept_by_its_name_and_not_by_its_prompt() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refund replayed»<enter><enter>3m«Sign each ref»");
    let kept = desk.effects.iter().rev().find_map(|effect| match effect {
        threatboard::app::effect::Effect::Save(snapshot) => snapshot.draft.clone(),
        _ => None,
    });
    assert_eq!(kept.unwrap().bar.as_str(), "could_do");
}

#[test]
fn a_pasted_list_leaves_the_half_typed_line_as_it_was() {
    let mut desk = Desk::with(room());
    desk.keys(r"2t«half a thr»<paste:Token replayed\nFile swapped><enter>");
    assert_eq!(threats(&desk), ["T1 Token replayed", "T2 File swapped"]);
    desk.keys("«eat»<enter>");
    assert_eq!(threats(&desk)[2], "T3 half a threat");
}

#[test]
fn what_is_pasted_is_said_by_whose_turn_it_is_as_what_is_typed() {
    let mut desk = Desk::with(room());
    desk.keys("2.");
    let who = desk.app.turn();
    assert!(who.is_some());
    desk.keys(r"t«Typed»<enter><paste:Pasted\n10:32 From Bo to Everyone: File swapped><enter>");
    let speakers: Vec<_> = desk.session().threats.iter().map(|t| t.speaker).collect();
    assert_eq!(speakers, [who, who, Some(ParticipantId(2))]);
}

#[test]
fn a_refused_line_is_back_before_a_key_is_named() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter><esc>e<bs><bs><bs>«@di»<enter>");
    let screen = desk.screen(crate::support::WIDE);
    assert!(screen.contains("To delete it: Esc, then d"), "{screen}");
    assert!(screen.contains("@di"), "{screen}");
}

#[test]
fn saving_works_again_only_once_the_last_change_is_saved() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter>");
    let first = desk.app.saves;
    desk.tell(Msg::Saved(SaveNews::Failed {
        says: "No space left".to_owned(),
        rescue: None,
    }));
    desk.keys("«Two»<enter><esc>");
    let done = |number| Msg::Saved(SaveNews::Done { number, at: ten() });
    desk.tell(done(first));
    assert!(desk.screen(crate::support::WIDE).contains("NOT SAVED"));
    desk.tell(done(desk.app.saves));
    let screen = desk.screen(crate::support::WIDE);
    assert!(
        screen.contains("Saving works again: everything is saved."),
        "{screen}"
    );
}

#[test]
fn what_is_parked_is_about_the_threat_that_the_room_talks_about() {
    let mut desk = Desk::with(room());
    desk.keys("2t«File swapped»<enter>«Disk full»<enter><esc><home>p«just sign the files»<enter>");
    assert_eq!(desk.session().parked[0].about, Some("T1".parse().unwrap()));
}

#[test]
fn the_previous_threat_is_one_key_away_from_inside_an_artifact() {
    let mut desk = Desk::with(room());
    desk.keys("2t«File swapped»<enter>«Disk full»<enter><esc>3<end><enter>,");
    assert_eq!(desk.app.threat_in_focus().unwrap().to_string(), "T1");
    desk.keys("<down>");
    assert_eq!(desk.app.threat_in_focus().unwrap().to_string(), "T2");
}

#[test]
fn a_pasted_list_says_what_was_added_and_so_does_undo() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refund replayed»<enter><esc>3m«Sign it»<enter><esc><wait:M1 added>");
    desk.keys(r"a<paste:Write a test\nAsk legal><enter><wait:+ 2 action items added: A1 to A2.>");
    desk.keys("<esc>u<wait:Undone: 2 action items added: A1 to A2>");
    assert_eq!(desk.session().actions, []);
}

#[test]
fn a_flow_is_what_was_added_and_not_its_elements() {
    let mut desk = Desk::with(room());
    desk.keys("f«web -> db : card»<enter><wait:+ F1 added · new: web, db.>«web -> log»<enter><wait:+ F2 added · new: log.>");
    desk.keys("«a -> b -> c»<enter><wait:+ 2 flows added: F3 to F4 · new: a, b, c.><esc>");
    desk.keys("P«Ina eng, Joe ops»<enter><wait:+ 2 participants added: P9 to P10.>");
}

#[test]
fn what_will_be_deferred_is_named_before_enter() {
    let mut desk = Desk::with(room());
    desk.keys("2t");
    for n in 1..=9 {
        desk.keys(&format!("«Threat {n}»<enter>"));
    }
    desk.keys("<esc>3<home>m«Sign it»<enter><esc>D");
    desk.keys("<wait:Defers T2, T3, T4, T5, T6, T7 and 2 more, which have no work yet.><esc>");
    desk.keys("2<end>ddddddd3D<wait:Defers T2, which has no work yet.>");
}

#[test]
fn one_threat_is_deferred_by_the_command_that_names_it_and_the_others_stay() {
    let mut desk = Desk::with(room());
    desk.keys("2t«File swapped»<enter>«Token stolen»<enter><esc>3<home><down>");
    desk.keys("<ctrl-p>«defer this»<enter><wait:T2 defer because>");
    desk.keys("«after the launch @bo until the audit»<enter><wait:T2 deferred>");
    desk.keys("<wait:deferred until the audit: after the launch (Bo)>");
    let [first, second] = desk.session().threats.as_slice() else {
        panic!("two threats");
    };
    assert_eq!(first.deferred, None);
    let deferred = second.deferred.as_ref().unwrap();
    assert_eq!(deferred.reason.as_str(), "after the launch");
    let until = deferred.until.as_ref().unwrap();
    assert_eq!(until.written(), "the audit");
    assert_eq!(desk.session().name_of(deferred.by), Some("Bo"));
}

#[test]
fn the_notice_of_an_action_item_names_its_owner_and_its_date() {
    let mut desk = Desk::with(room());
    desk.keys("6a«Rotate the keys @bo due 15 may»<enter><wait:A1 added · Bo · Fri 15 May.>");
    desk.keys("«Ask legal due 2027-01-04»<enter><wait:A2 added · Mon 4 Jan 2027.>");
    desk.keys("«Read the log due 2026-05-01»<enter><wait:A3 added · 1 May 2026 is past.>");
    desk.keys("<esc>b«2026-05-02»<enter><wait:by Sat 2 May 2026 · 2 May 2026 is past.>");
}

#[test]
fn the_notice_of_a_map_line_names_what_is_new_and_what_looks_like_a_slip() {
    let mut desk = Desk::with(room());
    desk.keys("1f«roster database -> web : x»<enter><wait:F1 added · new: roster database, web.>");
    desk.keys("«web -> roster database : y»<enter><wait:F2 added><gone:new:>");
    desk.keys("«rostre database -> web -> queue : x»<enter>");
    desk.keys("<wait:new: rostre database (like roster database?), queue.>");
    desk.keys("«zone core: queeu, web»<enter><wait:new: queeu (like queue?).>");
    desk.keys(
        "«(roster databse), [teller]»<enter><wait:new: roster databse (like roster database?), teller.>",
    );
}

#[test]
fn tab_completes_a_name_of_the_map() {
    let mut desk = Desk::with(room());
    desk.keys("1f«roster database -> web : x»<enter>«web -> roster da»<tab>« : y»<enter>");
    assert_eq!(desk.session().elements.len(), 2);
    assert_eq!(desk.session().flows.len(), 2);
}
