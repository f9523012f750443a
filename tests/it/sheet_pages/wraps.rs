//! What several people sent, as the facilitator gets it out of a chat or a mail program. The names and times around the
//! messages and the way lines are broken follow what these programs are known for; the texts are ours.

/// One message: who sent it, so many minutes after half past ten, and what was pasted.
pub(crate) struct Message {
    pub(crate) who: &'static str,
    pub(crate) minute: usize,
    pub(crate) text: String,
}

/// A way to get a chat out of a program.
pub(crate) type Wrap = fn(&[Message]) -> String;

/// Every way, with the name of the program.
pub(crate) const ALL: [(&str, Wrap); 5] = [
    ("Zoom", zoom),
    ("Teams", teams),
    ("Meet", meet),
    ("Slack", slack),
    ("mail", mail),
];

/// So many characters are in a line of a mail that was broken on the way.
const MAIL_WIDTH: usize = 76;

fn clock(message: &Message) -> String {
    format!("10:{:02}", 30 + message.minute)
}

/// The file that Zoom saves: a head line with the day, and the message with a tab before each of its lines.
pub(crate) fn zoom(messages: &[Message]) -> String {
    let said = messages.iter().map(|message| {
        let lines: String = message
            .text
            .lines()
            .map(|line| format!("\t{line}\n"))
            .collect();
        format!(
            "2026-05-09 {}:07 From {} to Everyone:\n{lines}",
            clock(message),
            message.who
        )
    });
    said.collect()
}

/// Messages that were selected in Teams: time and name in one line, the message below, an empty line behind it.
pub(crate) fn teams(messages: &[Message]) -> String {
    let said = messages.iter().map(|message| {
        format!(
            "[5/9/2026 {} AM] {}\r\n{}\r\n\r\n",
            clock(message),
            message.who,
            message.text.replace('\n', "\r\n")
        )
    });
    said.collect()
}

/// Messages that were selected beside a call in Meet: name, time and message each in a line of their own.
pub(crate) fn meet(messages: &[Message]) -> String {
    let said = messages
        .iter()
        .map(|message| format!("{}\n{} AM\n{}\n", message.who, clock(message), message.text));
    said.collect()
}

/// A thread that was selected in Slack: how many replies there are, then name and time in one line, and room below.
pub(crate) fn slack(messages: &[Message]) -> String {
    let said = messages.iter().map(|message| {
        format!(
            "{}  [{} AM]\n{}\n\n",
            message.who,
            clock(message),
            message.text
        )
    });
    format!("{} replies\n{}", messages.len(), said.collect::<String>())
}

/// Answers to a mail, each quoted by the next program: a mark before each line, and long words broken wherever they are.
pub(crate) fn mail(messages: &[Message]) -> String {
    let said = messages.iter().map(|message| {
        let mut quoted = String::new();
        for line in message.text.lines() {
            let letters: Vec<char> = line.chars().collect();
            for piece in letters.chunks(MAIL_WIDTH - 2) {
                quoted.push_str(&format!("> {}\n", piece.iter().collect::<String>()));
            }
        }
        format!(
            "On Sat, 9 May 2026 at {}, {} <{}@shop.example> wrote:\n{quoted}>\n\n",
            clock(message),
            message.who,
            message.who.to_lowercase()
        )
    });
    said.collect()
}
