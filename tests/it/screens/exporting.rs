//! The export screen: choosing a file, reading the whole of it, and going back.

use threatboard::export::Format;
use threatboard::keys::Screen;

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// A session with enough in it that its summary does not fit on a screen.
fn long() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2t");
    for n in 1..=30 {
        desk.keys(&format!(
            "«Threat {n} is told in so many words that one line of the preview cannot hold it whole on a screen»<enter>"
        ));
    }
    desk.keys("<esc>x");
    desk
}

/// Every threat's number that is somewhere on the screen.
fn seen(screen: &str) -> Vec<u32> {
    (1..=30)
        .filter(|n| screen.contains(&format!("Threat {n} is told")))
        .collect()
}

#[test]
fn paging_through_the_preview_shows_every_threat() {
    for (size, resize) in [
        (WIDE, "<resize:100x30>"),
        (PLAIN, "<resize:80x24>"),
        (SMALL, "<resize:60x20>"),
    ] {
        for read in ["", "<tab>"] {
            let mut desk = long();
            desk.keys(resize).keys(read);
            let mut all = Vec::new();
            for _ in 0..200 {
                all.extend(seen(&desk.screen(size)));
                desk.keys("<pgdn>");
            }
            all.sort_unstable();
            all.dedup();
            assert_eq!(all, (1..=30).collect::<Vec<_>>(), "{size:?} {read}");
            let end = desk.screen(size);
            desk.keys("<pgup>");
            assert_ne!(
                desk.screen(size),
                end,
                "{size:?} {read}: one key up is seen"
            );
        }
    }
}

#[test]
fn tab_reads_the_preview_and_esc_goes_back_to_the_list_and_then_out() {
    let mut desk = long();
    desk.keys("<resize:80x24><tab>");
    assert!(
        !desk.screen(PLAIN).contains("NAMES"),
        "{}",
        desk.screen(PLAIN)
    );
    desk.keys("<down><down>");
    assert!(desk.screen(PLAIN).contains("> PREVIEW  summary.md"));
    assert!(desk.screen(PLAIN).contains("line 3 of"));
    desk.keys("<esc>");
    assert!(desk.screen(PLAIN).contains("NAMES"));
    assert_eq!(desk.app.screen(), Screen::Export);
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::GoWrong);
}

#[test]
fn undo_leaves_the_selected_file_selected() {
    let mut desk = long();
    desk.keys("<down>u");
    assert_eq!(
        desk.app.open().unwrap().rooms.export.selected,
        Format::ACTIONS
    );
    assert_eq!(desk.session().threats.len(), 29);
}
