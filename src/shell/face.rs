//! What a person has of the running program: a screen that is drawn, or a voice that tells it line by line. Both hear of
//! everything that happens; nothing else in the program knows which of the two it is.

use std::io::{self, Write};

use crossterm::clipboard::CopyToClipboard;
use ratatui::Terminal;
use ratatui::layout::Size;

use super::frame::{self, FrameWriter};
use super::guard;
use super::looks::Looks;
use super::outlet::Outlet;
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
    fn follow(&mut self, app: &App);
    /// Someone asked to hear something.
    fn read(&mut self, app: &App, reading: Reading);
    /// The themes to choose from, as their files are now.
    fn themes(&mut self) -> Vec<ThemeOffer>;
    /// Sends a copy to the terminal's clipboard. Whether the terminal takes it, it does not say.
    fn copy(&mut self, text: &str) -> io::Result<()>;
    /// The terminal was someone else's for a while.
    fn resume(&mut self, app: &App) -> io::Result<()>;
    /// Brings before the person what has happened since the last time.
    fn show(&mut self, app: &App) -> io::Result<()>;
    /// The last words; what was said before is waited for, but not for ever.
    fn end(&mut self) -> io::Result<()>;
}

/// The screen.
pub(super) struct Screen<W: Write> {
    terminal: Terminal<FrameWriter<W>>,
    looks: Looks,
    /// What the terminal shows is not what was last drawn.
    stale: bool,
    /// The way there, if it can be busy. A frame that it has no room for is not drawn.
    outlet: Option<Outlet>,
}

impl<W: Write> Screen<W> {
    /// A screen of this size that looks so.
    pub(super) fn new(looks: Looks, (width, height): (u16, u16), out: W) -> io::Result<Self> {
        let out = FrameWriter::new(out, Size { width, height });
        Ok(Self {
            terminal: Terminal::new(out)?,
            looks,
            stale: false,
            outlet: None,
        })
    }
}

impl Screen<Outlet> {
    /// A screen on the terminal.
    pub(super) fn on(outlet: &Outlet, looks: Looks, size: (u16, u16)) -> io::Result<Self> {
        let screen = Self::new(looks, size, outlet.clone())?;
        Ok(Self {
            outlet: Some(outlet.clone()),
            ..screen
        })
    }
}

/// The terminal, past the buffer of standard output, which would cut a frame in two.
#[cfg(unix)]
pub(super) fn terminal() -> io::Result<impl Write + Send + use<>> {
    use std::os::fd::AsFd;
    let out = io::stdout().as_fd().try_clone_to_owned()?;
    Ok(std::fs::File::from(out))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(super) fn terminal() -> io::Result<impl Write + Send + use<>> {
    Ok(io::BufWriter::with_capacity(1 << 16, io::stdout()))
}

impl<W: Write> Face for Screen<W> {
    fn take(&mut self, msg: Msg, _app: &App) -> Vec<Msg> {
        self.stale |= matches!(msg, Msg::Resize(..));
        vec![msg]
    }

    fn follow(&mut self, app: &App) {
        self.looks.show(app.theme_shown());
    }

    fn read(&mut self, _app: &App, _reading: Reading) {}

    fn themes(&mut self) -> Vec<ThemeOffer> {
        self.looks.offers()
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.terminal.backend_mut().send(&copy(text)?)
    }

    fn resume(&mut self, _app: &App) -> io::Result<()> {
        // Another size is told by the event that follows each return.
        self.stale = true;
        Ok(())
    }

    fn show(&mut self, app: &App) -> io::Result<()> {
        if self.outlet.as_ref().is_some_and(|outlet| !outlet.is_free()) {
            return Ok(());
        }
        let (width, height) = app.size;
        if std::mem::take(&mut self.stale) {
            frame::start_over(&mut self.terminal, Size { width, height })?;
        }
        self.terminal
            .draw(|frame| ui::view(app, &self.looks.styles, frame))
            .map(|_| ())
    }

    fn end(&mut self) -> io::Result<()> {
        end(self.outlet.as_ref());
        Ok(())
    }
}

/// Waits for the terminal, which may be slow, or not take any output at all.
fn end(outlet: Option<&Outlet>) {
    if let Some(outlet) = outlet {
        outlet.drain(guard::PATIENCE);
    }
}

/// A copy for the terminal's clipboard, as OSC 52.
fn copy(text: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    crossterm::queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
    Ok(bytes)
}

/// The voice: what is said, kept until it is written.
pub(super) struct Voice {
    teller: Teller,
    unsaid: String,
    /// What the screen would look like, the next time there is one.
    looks: Looks,
    outlet: Outlet,
}

impl Voice {
    /// A voice in a terminal of this width, that can tell of the themes for a screen.
    pub(super) fn new(columns: u16, app: &App, looks: Looks, outlet: Outlet) -> Self {
        let mut teller = Teller::new(columns);
        let unsaid = teller.welcome(app);
        Self {
            teller,
            unsaid,
            looks,
            outlet,
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
        guard::set_mid_line(mid_line);
        self.outlet.write_all(said.as_bytes())?;
        self.outlet.flush()
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
            msg => match app.one_by_one(&msg) {
                Some(keys) => keys.into_iter().map(Msg::Key).collect(),
                None => vec![msg],
            },
        }
    }

    fn follow(&mut self, app: &App) {
        self.unsaid.push_str(&self.teller.tell(app));
    }

    fn read(&mut self, app: &App, reading: Reading) {
        self.unsaid.push_str(&self.teller.read(app, reading));
    }

    fn themes(&mut self) -> Vec<ThemeOffer> {
        self.looks.offers()
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.outlet.write_all(&copy(text)?)?;
        self.outlet.flush()
    }

    fn resume(&mut self, app: &App) -> io::Result<()> {
        self.unsaid.push_str(&self.teller.resume(app));
        Ok(())
    }

    fn show(&mut self, _app: &App) -> io::Result<()> {
        self.write()
    }

    fn end(&mut self) -> io::Result<()> {
        let written = self.write();
        end(Some(&self.outlet));
        written
    }
}

#[cfg(test)]
mod tests;
