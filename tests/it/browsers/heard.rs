//! A proxy that lets nothing through, and remembers who wanted to go where.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long a request that must come may take. Far more than a busy machine needs.
const LIMIT: Duration = Duration::from_mins(1);

/// Where browsers ask for updates, for their search engine and the like, whatever they are told. No page of a test names them.
const MAKERS: [&str; 5] = [
    ".google.com",
    ".gstatic.com",
    ".googleapis.com",
    ".mozilla.",
    // The search engine of Debian's Chromium.
    ".duckduckgo.com",
];

/// A listener on this machine that a browser is told to send everything to.
pub(crate) struct Proxy {
    port: u16,
    asked: Receiver<String>,
}

impl Proxy {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (tell, asked) = channel();
        // It ends with the test: nothing waits for it.
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let tell = tell.clone();
                std::thread::spawn(move || {
                    let mut line = String::new();
                    // Chromium opens connections in advance for itself, and says nothing on some of them.
                    if BufReader::new(stream)
                        .read_line(&mut line)
                        .is_ok_and(|read| read > 0)
                    {
                        // The test may be over.
                        let _ = tell.send(line.trim_end().to_owned());
                    }
                });
            }
        });
        Self { port, asked }
    }

    /// Where it listens.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// What was asked for since the last look, up to a request that has `last` in it, which is waited for; without what a
    /// browser asks its maker for by itself.
    pub(crate) fn until(&self, last: &str) -> Vec<String> {
        let mut asked = Vec::new();
        loop {
            let line = self.asked.recv_timeout(LIMIT);
            let line =
                line.unwrap_or_else(|_| panic!("nobody asked for {last}, but for {asked:?}"));
            if line.contains(last) {
                return asked;
            }
            if !MAKERS.iter().any(|maker| line.contains(maker)) {
                asked.push(line);
            }
        }
    }
}
