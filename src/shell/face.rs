//! What a person has of the running program: a screen that is drawn, or a voice that tells it line by line. Both hear of
//! everything that happens; nothing else in the program knows which of the two it is.

use std::io::{self, BufWriter, Stdout, Write};

use crossterm::clipboard::CopyToClipboard;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use super::guard;
use super::looks::Looks;
use crate::app::App;
use crate::app::effect::Reading;
use crate::app::msg::Msg;
use crate::app::themes::ThemeOffer;
use crate::keys::key::Key;
use crate::plain::Teller;
use crate::ui;

/// From this many columns on, both panes of question 3 are there. A voice has room for everything.
const ROOM: u16 = 100;

/// What a person has of the program.
pub(super) trait Face {
    /// What a message of the terminal is for the core.
    fn take(&mut self, msg: Msg, app: &App) -> Vec<Msg>;
    /// Something has happened, or, at the beginning, is there.
    fn heed(&mut self, app: &App);
    /// Somebody asked to hear something.
    fn read(&mut self, app: &App, reading: Reading);
    /// The themes to choose from, as their files are now.
    fn themes(&mut self) -> Vec<ThemeOffer>;
    /// Sends a copy to the terminal's clipboard. Whether the terminal takes it, it does not say.
    fn copy(&mut self, text: &str) -> io::Result<()>;
    /// The terminal was somebody else's for a while.
    fn resume(&mut self, app: &App) -> io::Result<()>;
    /// Brings before the person what has happened since the last time.
    fn show(&mut self, app: &App) -> io::Result<()>;
    /// The last words.
    fn end(&mut self) -> io::Result<()>;
}

/// The screen.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    looks: Looks,
}

impl Screen {
    /// A screen that looks so.
    pub(super) fn new(looks: Looks) -> io::Result<Self> {
        let out = BufWriter::with_capacity(1 << 16, io::stdout());
        Ok(Self {
            terminal: Terminal::new(CrosstermBackend::new(out))?,
            looks,
        })
    }
}

impl Face for Screen {
    fn take(&mut self, msg: Msg, _app: &App) -> Vec<Msg> {
        vec![msg]
    }

    fn heed(&mut self, app: &App) {
        self.looks.show(app.theme_shown());
    }

    fn read(&mut self, _app: &App, _reading: Reading) {}

    fn themes(&mut self) -> Vec<ThemeOffer> {
        self.looks.offers()
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        send_copy(self.terminal.backend_mut(), text)
    }

    fn resume(&mut self, _app: &App) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal
            .resize(Rect::new(0, 0, size.width, size.height))
    }

    fn show(&mut self, app: &App) -> io::Result<()> {
        guard::while_drawing(|| {
            self.terminal
                .draw(|frame| ui::view(app, &self.looks.styles, frame))
                .map(|_| ())
        })
        .unwrap_or(Ok(()))
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes a copy to the terminal as OSC 52, between two frames.
fn send_copy(out: &mut impl Write, text: &str) -> io::Result<()> {
    let written =
        guard::while_drawing(|| crossterm::execute!(out, CopyToClipboard::to_clipboard_from(text)));
    written.unwrap_or(Ok(()))
}

/// The voice: what is said, kept until it is written.
pub(super) struct Voice {
    teller: Teller,
    unsaid: String,
    /// What the screen would look like, the next time there is one.
    looks: Looks,
}

impl Voice {
    /// A voice in a terminal of so many columns, that can tell of the themes for a screen.
    pub(super) fn new(columns: u16, looks: Looks) -> Self {
        let mut teller = Teller::new(columns);
        let unsaid = teller.welcome();
        Self {
            teller,
            unsaid,
            looks,
        }
    }

    /// The size that the core is told for a terminal of this one: lines need no columns.
    pub(super) fn room((columns, rows): (u16, u16)) -> (u16, u16) {
        (columns.max(ROOM), rows)
    }

    fn write(&mut self) -> io::Result<()> {
        if self.unsaid.is_empty() {
            return Ok(());
        }
        let said = std::mem::take(&mut self.unsaid);
        let mid_line = self.teller.is_typing();
        let written = guard::while_drawing(|| {
            guard::set_mid_line(mid_line);
            let mut out = io::stdout();
            out.write_all(said.as_bytes()).and_then(|()| out.flush())
        });
        written.unwrap_or(Ok(()))
    }
}

impl Face for Voice {
    /// Each key alone, as each may change something that has to be told.
    fn take(&mut self, msg: Msg, app: &App) -> Vec<Msg> {
        match msg {
            Msg::Typed(text) => text.chars().map(|c| Msg::Key(Key::char(c))).collect(),
            Msg::Resize(columns, rows) => {
                self.unsaid.push_str(&self.teller.resize(app, columns));
                let (columns, rows) = Self::room((columns, rows));
                vec![Msg::Resize(columns, rows)]
            }
            msg => vec![msg],
        }
    }

    fn heed(&mut self, app: &App) {
        self.unsaid.push_str(&self.teller.tell(app));
    }

    fn read(&mut self, app: &App, reading: Reading) {
        self.unsaid.push_str(&self.teller.read(app, reading));
    }

    fn themes(&mut self) -> Vec<ThemeOffer> {
        self.looks.offers()
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        send_copy(&mut io::stdout(), text)
    }

    fn resume(&mut self, app: &App) -> io::Result<()> {
        self.unsaid.push_str(&self.teller.resume(app));
        Ok(())
    }

    fn show(&mut self, _app: &App) -> io::Result<()> {
        self.write()
    }

    fn end(&mut self) -> io::Result<()> {
        self.write()
    }
}
