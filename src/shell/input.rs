//! The terminal's input, read here and not by crossterm: what came in one read is known to have come together, Esc and
//! an arrow are two keys, and what a terminal answers late, to whoever asked, is never typed into a line. crossterm types
//! what it does not know letter by letter, or waits with every key for an end that does not come.

mod sequence;

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, IsTerminal, Read as _};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use filedescriptor::{POLLIN, poll, pollfd};
use signal_hook::consts::SIGWINCH;

use super::events::Read;
use sequence::{Next, next};

/// How long the rest of a sequence may be on its way. Then its first letters are keys.
const REST: Duration = Duration::from_millis(100);

/// The same for a paste, which may be long.
const REST_OF_PASTE: Duration = Duration::from_secs(2);

/// How long to look for what comes behind a paste, where it must not be missed because the machine did something else
/// meanwhile. No one presses a key as soon as that.
const BEHIND_A_PASTE: Duration = Duration::from_micros(200);

/// The terminal, as what comes from it.
pub(super) struct Input {
    terminal: Terminal,
    /// Readable when the window has a new size.
    resized: UnixStream,
    /// Bytes that are not understood yet.
    pending: Vec<u8>,
    /// Where to go on looking for the end of a paste.
    looked: usize,
    ready: VecDeque<Read>,
    /// What comes now came with a paste.
    spilt: bool,
}

enum Terminal {
    Stdin,
    Own(File),
}

impl AsFd for Terminal {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Stdin => rustix::stdio::stdin(),
            Self::Own(file) => file.as_fd(),
        }
    }
}

impl Input {
    /// The terminal of this program. From now on a new size is an event.
    pub(super) fn open() -> io::Result<Self> {
        let terminal = if io::stdin().is_terminal() {
            Terminal::Stdin
        } else {
            Terminal::Own(File::open("/dev/tty")?)
        };
        let (resized, signal) = UnixStream::pair()?;
        resized.set_nonblocking(true)?;
        signal.set_nonblocking(true)?;
        signal_hook::low_level::pipe::register(SIGWINCH, signal)?;
        Ok(Self {
            terminal,
            resized,
            pending: Vec::new(),
            looked: 0,
            ready: VecDeque::new(),
            spilt: false,
        })
    }

    /// Waits for what comes next. `None` when the terminal is gone, which others notice for themselves.
    pub(super) fn read(&mut self) -> io::Result<Option<Read>> {
        loop {
            if let Some(read) = self.ready.pop_front() {
                return Ok(Some(read));
            }
            let patience = match self.pending.as_slice() {
                [] => None,
                pending if sequence::is_paste(pending) => Some(REST_OF_PASTE),
                _ => Some(REST),
            };
            let (typed, resized) = self.wait(patience)?;
            if resized {
                while self.resized.read(&mut [0; 64]).is_ok_and(|read| read > 0) {}
                let (columns, rows) = crossterm::terminal::size()?;
                let more = typed || !self.pending.is_empty();
                self.ready.push_back((Event::Resize(columns, rows), more));
            } else if !typed {
                self.understand(true);
            } else if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// Whether something was typed, and whether the size changed, before this time is over.
    fn wait(&self, time: Option<Duration>) -> io::Result<(bool, bool)> {
        let asked = |fd| pollfd {
            fd,
            events: POLLIN,
            revents: 0,
        };
        let mut asked = [
            asked(self.terminal.as_fd().as_raw_fd()),
            asked(self.resized.as_raw_fd()),
        ];
        loop {
            match poll(&mut asked, time) {
                Ok(_) => break,
                Err(filedescriptor::Error::Poll(error) | filedescriptor::Error::Io(error))
                    if error.kind() != io::ErrorKind::Interrupted =>
                {
                    return Err(error);
                }
                // A signal, such as that of a new size, which is then read.
                Err(filedescriptor::Error::Poll(_) | filedescriptor::Error::Io(_)) => {}
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        let [typed, resized] = asked.map(|fd| fd.revents != 0);
        Ok((typed, resized))
    }

    /// Reads what is there. False when nothing can come any more.
    fn fill(&mut self) -> io::Result<bool> {
        let mut bytes = [0; 4096];
        let count = match rustix::io::read(self.terminal.as_fd(), &mut bytes) {
            Ok(0) => return Ok(false),
            Ok(count) => count,
            Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => return Ok(true),
            Err(error) => return Err(error.into()),
        };
        self.pending.extend(bytes.iter().take(count));
        self.understand(false);
        Ok(true)
    }

    /// Makes events of the pending bytes. With `waited`, nothing came for so long that they are all there is.
    fn understand(&mut self, waited: bool) {
        let more = !waited && self.is_more(Duration::ZERO);
        let mut events = Vec::new();
        let mut taken = 0;
        let mut pasted = self.spilt;
        while let Some(rest) = self.pending.get(taken..).filter(|rest| !rest.is_empty()) {
            let looked = std::mem::take(&mut self.looked);
            match next(rest, looked, more, waited) {
                Next::Wait(looked) => {
                    self.looked = looked;
                    break;
                }
                Next::Nothing(bytes) => taken += bytes,
                // A paste that holds its own end mark lets the rest of it through as keys, in the same breath, and a slow
                // network brings what was typed behind a paste with it: words of it, and no commands.
                Next::Event(Event::Key(key), bytes) if pasted => {
                    taken += bytes;
                    spill(&mut events, key);
                }
                Next::Event(event, bytes) => {
                    pasted |= matches!(event, Event::Paste(_));
                    taken += bytes;
                    events.push(event);
                }
            }
        }
        self.pending.drain(..taken);
        let more = more || (pasted && self.is_more(BEHIND_A_PASTE));
        self.spilt = pasted && more;
        let last = events.len();
        let events = events.into_iter().zip(1..);
        let events = events.map(|(event, place)| (event, place < last || more));
        self.ready.extend(events);
    }

    fn is_more(&self, time: Duration) -> bool {
        self.wait(Some(time)).is_ok_and(|(typed, _)| typed)
    }
}

/// Adds what a key writes to the paste that it came with. Any other key is dropped.
fn spill(events: &mut Vec<Event>, key: KeyEvent) {
    let letter = match key.code {
        KeyCode::Enter => '\n',
        KeyCode::Tab => '\t',
        KeyCode::Char(letter) if (key.modifiers - KeyModifiers::SHIFT).is_empty() => letter,
        _ => return,
    };
    if let Some(Event::Paste(text)) = events.last_mut() {
        text.push(letter);
    } else {
        events.push(Event::Paste(letter.to_string()));
    }
}
