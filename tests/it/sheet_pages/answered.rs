//! Eight people answer on their sheets, and what they sent is pasted into the real program.

use std::fs;
use std::path::Path;
use std::time::Duration;

use threatboard::domain::{Moment, ParticipantId, Session, Text};
use threatboard::store::session;

use super::wraps::{ALL, Message, Wrap};
use super::{Handed, PEOPLE, copied, finish, write};
use crate::browsers::{Browser, Kind, in_browsers};
use crate::support::{WIDE, room};
use crate::terminal::keys::Step;
use crate::terminal::program::{Program, Terminal};

in_browsers!(eight_people_answer_and_vote_and_a_paste_and_a_key_take_it_in);

/// How long the way out may take on a busy machine.
const SOON: Duration = Duration::from_secs(20);

/// What each of them writes: three threats, a question and a fix.
const WRITTEN: [[&str; 5]; 8] = [
    [
        "Refund replayed from a stolen session token",
        "Amount changed between app and ledger",
        "Nightly job pays open refunds a second time",
        "Who may refund more than the order?",
        "Bind tokens to the device",
    ],
    [
        "Partner file swapped on the sftp drop",
        "Old partner keys still open the drop",
        "Upload names break out of the folder ../../etc",
        "How do partners learn that a file was refused?",
        "Sign every partner file",
    ],
    [
        "Support agent refunds a friend",
        "Shared support login hides who did it",
        "Phishing page asks agents for their codes",
        "Does anyone read the agent log?",
        "Two people for large refunds",
    ],
    [
        "Ledger write succeeds, audit write fails",
        "Disk full on a Friday night stops refunds",
        "Backups were never restored — «only written»",
        "Who is paged at night?",
        "Outbox for audit writes",
    ],
    [
        "Test cards work in production",
        "A negative amount becomes a charge",
        "Rounding loses a cent on each of many refunds",
        "Is the currency checked against the order?",
        "Property tests for amounts",
    ],
    [
        "Customers see ids of other people's refunds in the URL",
        "Mails about refunds name the bank account",
        "Screen readers speak the card number aloud",
        "What do we tell a customer whose refund is late?",
        "Show the last four digits alone",
    ],
    [
        "Service account can read every table",
        "Webhook without a signature is believed",
        "Debug endpoint left open to the internet",
        "Which scanner covers the sftp host?",
        "Rotate the webhook secret each month",
    ],
    [
        "Refund data kept longer than the law allows",
        "Processor in another country gets the names",
        "Nobody can prove who approved a refund — § 147",
        "Do we need consent for the fraud score?",
        "Delete after ten years by a job",
    ],
];

/// What they sent, a message each.
fn messages(texts: &[String]) -> Vec<Message> {
    let sent = PEOPLE.iter().zip(texts).enumerate();
    sent.map(|(minute, (who, text))| Message {
        who,
        minute,
        text: text.clone(),
    })
    .collect()
}

/// The real program on a session, which ends when it is dropped.
struct Running {
    program: Program,
    keys: usize,
}

impl Running {
    fn on(file: &Path) -> Self {
        let terminal = Terminal::new(WIDE).folder(file.parent().unwrap());
        let program = terminal.start(&[file.to_str().unwrap()]);
        program.wait_for("Payments API");
        Self { program, keys: 0 }
    }

    /// A paste is one key for whoever presses it.
    fn paste(&mut self, text: &str) {
        self.keys += 1;
        self.program.play_steps(&[Step::Paste(text.to_owned())]);
    }

    fn enter(&mut self) {
        self.keys += 1;
        self.program.play("<enter>");
    }

    fn leave(self) {
        self.program.play("<ctrl-q><wait:Quit?>y");
        assert!(self.program.wait_exit(SOON).success());
    }
}

/// Pastes what eight people sent into a copy of a session, and gives what is in its file then, and the keys that took.
fn taken_in(
    from: &Path,
    wrap: Wrap,
    texts: &[String],
    shows: &str,
    then: &str,
) -> (Session, usize) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("refunds.ron");
    fs::copy(from, &file).unwrap();
    let mut running = Running::on(&file);
    running.paste(&wrap(&messages(texts)));
    running.program.wait_for(shows);
    running.enter();
    running.program.wait_for(then);
    let keys = running.keys;
    running.leave();
    (session::load(&file).unwrap().session, keys)
}

/// Every item with the number of its speaker, in no order.
fn items(session: &Session) -> Vec<(Option<ParticipantId>, String)> {
    let threats = session
        .threats
        .iter()
        .map(|it| (it.speaker, it.text.to_string()));
    let questions = session
        .questions
        .iter()
        .map(|it| (it.speaker, it.text.to_string()));
    let parked = session
        .parked
        .iter()
        .map(|it| (it.speaker, it.text.to_string()));
    let mut items: Vec<_> = threats.chain(questions).chain(parked).collect();
    items.sort();
    items
}

fn written() -> Vec<(Option<ParticipantId>, String)> {
    let all = (1..).zip(WRITTEN);
    let mut items: Vec<_> = all
        .flat_map(|(who, texts)| texts.map(|text| (Some(ParticipantId(who)), text.to_owned())))
        .collect();
    items.sort();
    items
}

fn eight_people_answer_and_vote_and_a_paste_and_a_key_take_it_in(kind: Kind) {
    let handed = Handed::of(&room(), "silent");
    let browser = Browser::start(kind);
    let answers: Vec<String> = PEOPLE
        .iter()
        .zip(WRITTEN)
        .map(|(name, [one, two, three, question, fix])| {
            let person = handed.opened(&browser);
            person.pick("#who", name);
            write(&person, 't', &[one, two, three]);
            write(&person, 'q', &[question]);
            write(&person, 'm', &[fix]);
            finish(&person);
            copied(&person)
        })
        .collect();
    let sheet = room().sheet_id(Moment::Silent);
    let mut after = None;
    // How chats wrap what was copied does not depend on the browser that it was copied from.
    let programs = match kind {
        Kind::Chromium => ALL.len(),
        Kind::Firefox => 1,
    };
    for (program, wrap) in ALL.into_iter().take(programs) {
        let (session, keys) = taken_in(
            &handed.session(),
            wrap,
            &answers,
            "Finished 8 of 8",
            "40 items added",
        );
        assert_eq!(items(&session), written(), "{program}");
        assert_eq!(session.answers_to(sheet).count(), 8, "{program}");
        assert!(keys <= 3, "{keys} keys for {program}");
        after = Some(session);
    }
    let session = after.unwrap();

    let handed = Handed::of(&session, "vote");
    let sheet = session.sheet_id(Moment::Vote);
    let ballots: Vec<String> = PEOPLE
        .iter()
        .enumerate()
        .map(|(n, name)| {
            let person = handed.opened(&browser);
            person.pick("#who", name);
            // Everyone for the first, and once for one of their own.
            person.click("li:nth-child(1) .more");
            person.click(&format!("li:nth-child({}) .more", 3 * n + 2));
            finish(&person);
            copied(&person)
        })
        .collect();
    for (program, wrap) in ALL.into_iter().take(programs) {
        let (session, keys) = taken_in(
            &handed.session(),
            wrap,
            &ballots,
            "Finished 8 of 8: 8 ballots",
            "Finished 8 of 8. The ballots wait",
        );
        let votes: Vec<Vec<Text>> = session
            .answers_to(sheet)
            .map(|it| it.votes.clone())
            .collect();
        let expected: Vec<Vec<Text>> = (0..8)
            .map(|n| vec![Text::new("T1"), Text::new(&format!("T{}", 3 * n + 2))])
            .collect();
        assert_eq!(votes, expected, "{program}");
        assert_eq!(
            session.voting(),
            None,
            "{program}: shown before the facilitator wants it"
        );
        assert!(keys <= 3, "{keys} keys for {program}");
    }
}
