//! The finished meeting that comes with the program, for whoever looks at it for the first time.

use super::meeting::SOON;
use super::program::Terminal;

#[test]
fn a_newcomer_looks_around_changes_things_and_finds_the_copy_again() {
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal::new((100, 30)).folder(folder.path());
    let program = terminal.start(&[]);
    program.play("<wait:look around in a finished meeting>e<wait:First: what was in scope>");
    program.play("2t«Tried by a newcomer»<enter><wait:added><esc><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    // It is no session of theirs: the start screen offers none.
    let program = terminal.start(&[]);
    program.play("<wait:No sessions yet.><ctrl-q>");
    assert!(program.wait_exit(SOON).success());
    let program = terminal.start(&["example"]);
    program.play("<wait:First: what was in scope>2<wait:Tried by a newcomer><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert!(left.is_empty(), "nothing is put into the folder: {left:?}");
}
