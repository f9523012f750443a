//! How the real program looks: which theme it takes from where, what it says of one that it cannot take, and that no
//! color and no character of ambiguous width is sent where none is wanted.

use std::fs;
use std::path::PathBuf;

use threatboard::store::atomic;
use vt100::Color;

use super::meeting::{Meeting, SOON};
use super::program::Program;

/// Ground of each theme that has one of its own, and the terminal's for the one that has none.
const GROUNDS: [(&str, Color); 4] = [
    ("dark", Color::Rgb(0x10, 0x14, 0x18)),
    ("light", Color::Rgb(0xff, 0xff, 0xff)),
    ("terminal", Color::Default),
    ("contrast", Color::Rgb(0, 0, 0)),
];

/// The configuration folder of the program in this terminal, with these files.
fn configure(meeting: &Meeting, files: &[(&str, &[u8])]) -> PathBuf {
    let home = meeting.terminal.home();
    let folder = if cfg!(target_os = "macos") {
        home.join("Library/Application Support/threatboard")
    } else {
        home.join("config/threatboard")
    };
    fs::create_dir_all(folder.join("themes")).unwrap();
    for (name, bytes) in files {
        atomic::write_new(&folder.join(name), bytes, true).unwrap();
    }
    folder
}

fn start(meeting: &Meeting, arguments: &[&str]) -> Program {
    let program = meeting
        .terminal
        .start(&[arguments, &["refund.ron"]].concat());
    // The meeting ended long ago, so what it left open comes first.
    program.play("<wait:Last meeting: 9 May 2026>1<wait:WHAT ARE WE WORKING ON?>");
    program
}

fn ground(program: &Program) -> Color {
    program.cell_of("Refunds").bgcolor()
}

fn leave(program: Program) {
    program.play("<ctrl-q><wait:Quit?>y");
    assert!(program.wait_exit(SOON).success());
}

/// What was sent, without the sequences that have nothing to do with color.
fn colours(program: &Program) -> Vec<String> {
    let sent = String::from_utf8_lossy(&program.raw_output()).into_owned();
    let codes = sent.split("\x1b[").skip(1);
    let styles = codes.filter_map(|code| {
        let end = code.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        let (numbers, rest) = code.split_at(end);
        rest.starts_with('m').then(|| numbers.to_owned())
    });
    let colour = |style: &String| {
        let first: u32 = style.split(';').next().unwrap().parse().unwrap_or(0);
        matches!(first, 30..=38 | 40..=48 | 90..=107)
    };
    styles.filter(colour).collect()
}

#[test]
fn each_theme_is_shown_where_the_terminal_has_its_colours() {
    for (name, expected) in GROUNDS {
        let meeting = Meeting::new();
        let program = start(&meeting, &["--theme", name]);
        assert_eq!(ground(&program), expected, "{name}");
        assert!(!colours(&program).is_empty(), "{name} has accents");
    }
}

#[test]
fn a_refusal_of_colour_wins_over_every_theme() {
    for (name, _) in GROUNDS {
        for by_flag in [true, false] {
            let mut meeting = Meeting::new();
            let mut arguments = vec!["--theme", name];
            if by_flag {
                arguments.push("--no-color");
            } else {
                meeting.terminal = meeting.terminal.variable("NO_COLOR", "1");
            }
            let program = start(&meeting, &arguments);
            program.play("2t«Replayed»<enter><wait:+ T1 added><esc>sh3<ctrl-p>theme<enter>");
            program.wait_for("Without colors, all");
            assert_eq!(colours(&program), [""; 0], "{name}, by flag: {by_flag}");
        }
    }
}

#[test]
fn a_terminal_with_few_colours_gets_its_own_and_is_told_why_nothing_changes() {
    let mut meeting = Meeting::new();
    meeting.terminal = meeting.terminal.variable("COLORTERM", "");
    let program = start(&meeting, &["--theme", "contrast"]);
    assert_eq!(ground(&program), Color::Default);
    assert_eq!(program.cell_of("[1 WORKING ON]").fgcolor(), Color::Idx(6));
    program.play("<ctrl-p>theme<enter>");
    program.wait_for("only 16 colors");
}

#[test]
fn a_theme_is_looked_at_chosen_and_remembered_with_the_other_settings() {
    let meeting = Meeting::new();
    let before = b"(theme: Some(\"light\"), ascii: true)";
    let folder = configure(&meeting, &[("settings.ron", before)]);
    let program = start(&meeting, &[]);
    assert_eq!(ground(&program), GROUNDS[1].1, "the theme of last time");
    program.play("<ctrl-p>theme<enter><wait:THEME><down><down>");
    program.wait_until(
        |screen| screen.cell(0, 1).unwrap().bgcolor() == GROUNDS[3].1,
        "the contrast theme while it is looked at",
    );
    program.play("<esc><gone:THEME>");
    assert_eq!(ground(&program), GROUNDS[1].1, "Esc goes back");
    program.play("<ctrl-p>theme<enter><wait:THEME><down><down><enter>");
    program.wait_for("Theme set to contrast on this machine");
    leave(program);
    let kept = String::from_utf8(fs::read(folder.join("settings.ron")).unwrap()).unwrap();
    assert!(
        kept.contains("theme: \"contrast\"") && kept.contains("ascii: true"),
        "{kept}"
    );
    let again = start(&meeting, &[]);
    assert_eq!(ground(&again), GROUNDS[3].1);
}

#[test]
fn settings_that_cannot_be_read_stop_nothing_and_are_left_as_they_are() {
    let meeting = Meeting::new();
    let folder = configure(&meeting, &[("settings.ron", b"(theme: light)")]);
    let program = start(&meeting, &[]);
    assert_eq!(ground(&program), GROUNDS[0].1);
    program.play("<ctrl-p>theme<enter><wait:THEME><down><enter>");
    program.wait_for("The theme could not be saved:");
    assert_eq!(ground(&program), GROUNDS[1].1, "for today it is shown");
    leave(program);
    assert_eq!(
        fs::read(folder.join("settings.ron")).unwrap(),
        b"(theme: light)"
    );
}

#[test]
fn a_users_theme_names_only_what_it_changes_and_can_be_fixed_while_it_is_looked_at() {
    let meeting = Meeting::new();
    let mine = b"(name: \"mine\", extends: \"light\", focus: \"#004B75\")";
    let folder = configure(&meeting, &[("themes/mine.ron", mine)]);
    let program = start(&meeting, &["--theme", "mine"]);
    assert_eq!(ground(&program), GROUNDS[1].1);
    let focus = |program: &Program| program.cell_of("[1 WORKING ON]").fgcolor();
    assert_eq!(focus(&program), Color::Rgb(0x00, 0x4b, 0x75));
    let fixed = b"(name: \"mine\", extends: \"light\", focus: \"#660066\")";
    atomic::write_new(&folder.join("themes/mine.ron"), fixed, true).unwrap();
    program.play("<ctrl-p>theme<enter><wait:mine.ron>");
    assert_eq!(focus(&program), Color::Rgb(0x66, 0x00, 0x66));
}

#[test]
fn a_theme_that_cannot_be_used_is_said_with_its_place_and_the_default_is_shown() {
    let table: [(&str, &[u8], &str, &str); 5] = [
        (
            "a bad colour",
            b"(name: \"mine\",\n focus: \"mauve\")",
            "The theme dark is shown: mine.ron:2:10 cannot be used.",
            "`mauve`",
        ),
        (
            "an unknown parent",
            b"(name: \"mine\",\n extends: \"drak\")",
            "The theme dark is shown: mine.ron:2:12 cannot be used.",
            "`drak`",
        ),
        (
            "a circle",
            b"(name: \"mine\", extends: \"mine\")",
            "The theme dark is shown: mine.ron:1:26 cannot be used.",
            "loop",
        ),
        (
            "half a file",
            b"(name: \"mine\",",
            "The theme dark is shown: mine.ron:1:15 cannot be used.",
            "(Unexpected",
        ),
        (
            "no text",
            b"(name: \"mine\xff\")",
            "Using the theme dark: the file of mine cannot be read.",
            "UTF-8",
        ),
    ];
    // One word of what is said in full, as that wraps.
    for (case, bytes, short, word) in table {
        let meeting = Meeting::new();
        let settings: &[u8] = b"(theme: \"mine\")";
        configure(
            &meeting,
            &[("themes/mine.ron", bytes), ("settings.ron", settings)],
        );
        let program = meeting.terminal.start(&["refund.ron"]);
        program.wait_for(short);
        assert_eq!(ground(&program), GROUNDS[0].1, "{case}");
        program.play("<ctrl-p>theme<enter><wait:cannot be used><end>");
        program.wait_for(word);
        assert_eq!(ground(&program), GROUNDS[0].1, "{case}");
        leave_list(program);
    }
}

fn leave_list(program: Program) {
    program.play("<esc><gone:THEME>");
    leave(program);
}

#[test]
fn a_theme_that_nobody_has_is_said_and_the_list_is_one_command_away() {
    let meeting = Meeting::new();
    let program = meeting
        .terminal
        .start(&["--theme", "solarized", "refund.ron"]);
    program.wait_for("The theme dark is shown: there is no theme solarized.");
    program.play("<ctrl-p>theme<enter><wait:contrast>");
}

#[test]
fn nothing_but_ascii_is_sent_where_ascii_is_asked_for() {
    // The flag, the variable, the settings; the flag wins over the variable, the variable over the settings.
    let table: [(&[&str], &str, &[u8], bool); 9] = [
        (&[], "", b"()", false),
        (&["--ascii"], "", b"()", true),
        (&["--ascii=yes"], "0", b"(ascii: false)", true),
        (&["--ascii=no"], "1", b"(ascii: true)", false),
        (&[], "1", b"()", true),
        (&[], "yes", b"(ascii: false)", true),
        (&[], "0", b"(ascii: true)", false),
        (&[], "", b"(ascii: true)", true),
        (&[], "", b"(ascii: false)", false),
    ];
    for (arguments, variable, settings, ascii) in table {
        let mut meeting = Meeting::new();
        meeting.terminal = meeting.terminal.variable("THREATBOARD_ASCII", variable);
        configure(&meeting, &[("settings.ron", settings)]);
        let program = start(&meeting, arguments);
        program.play("f«(customer) -> web -> {ledger} : refund»<enter><esc><wait:2 flows added>");
        program.play("2t«Replayed»<enter><wait:+ T1 added><esc>3?<wait:ADD><esc>");
        program.play("<ctrl-p>theme<enter><wait:THEME>");
        assert_eq!(
            program.raw_output().is_ascii(),
            ascii,
            "{arguments:?} {variable:?} {settings:?}\n{}",
            program.screen()
        );
    }
}
