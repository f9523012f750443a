//! The connection to a browser: commands with their answers, and events in between. Both protocols send the same kind of
//! JSON, an object with an `id` as an answer and one with a `method` as an event.

use std::cell::RefCell;
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Message, WebSocket};

/// How long anything may take before a test gives up. Far more than a busy machine needs.
const LIMIT: Duration = Duration::from_mins(2);

/// A connection, and everything that happened.
pub(super) struct Wire {
    open: RefCell<Open>,
}

struct Open {
    socket: WebSocket<TcpStream>,
    last: u64,
    events: Vec<Value>,
}

impl Wire {
    pub(super) fn connect(address: &str) -> Self {
        let rest = address.strip_prefix("ws://").unwrap();
        let host = rest.split('/').next().unwrap();
        let stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        stream.set_nodelay(true).unwrap();
        // A picture of a long page is larger than what is allowed by default.
        let sizes = WebSocketConfig::default()
            .max_message_size(None)
            .max_frame_size(None);
        let (socket, _) =
            tungstenite::client::client_with_config(address, stream, Some(sizes)).unwrap();
        let open = Open {
            socket,
            last: 0,
            events: Vec::new(),
        };
        Self {
            open: RefCell::new(open),
        }
    }

    /// Sends a command and does not wait for its answer, which is to be had by [`Self::answer`].
    pub(super) fn send(&self, session: Option<&str>, method: &str, params: &Value) -> u64 {
        let mut open = self.open.borrow_mut();
        open.last += 1;
        let id = open.last;
        let mut command = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            command["sessionId"] = json!(session);
        }
        let message = Message::text(command.to_string());
        open.socket
            .send(message)
            .unwrap_or_else(|error| panic!("{method}: {error}"));
        id
    }

    /// The answer to a command, or what the browser has against it.
    pub(super) fn answer(&self, id: u64, method: &str) -> Result<Value, String> {
        let mut open = self.open.borrow_mut();
        loop {
            let said = open.read(method);
            if said["id"] == id {
                let error = &said["error"];
                return if error.is_null() {
                    Ok(said["result"].clone())
                } else {
                    Err(format!("{method}: {error} {}", said["message"]))
                };
            }
            open.keep(said);
        }
    }

    /// Sends a command and waits for its answer.
    pub(super) fn ask(
        &self,
        session: Option<&str>,
        method: &str,
        params: &Value,
    ) -> Result<Value, String> {
        let id = self.send(session, method, params);
        self.answer(id, method)
    }

    /// Does what must succeed.
    pub(super) fn call(&self, session: Option<&str>, method: &str, params: &Value) -> Value {
        self.ask(session, method, params)
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// How many events there were.
    pub(super) fn heard(&self) -> usize {
        self.open.borrow().events.len()
    }

    /// Waits for an event that fits, among those after the first `since`.
    pub(super) fn wait(&self, since: usize, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let mut open = self.open.borrow_mut();
        let mut next = since;
        loop {
            if let Some(event) = open.events[next..].iter().find(|event| fits(event)) {
                return event.clone();
            }
            next = open.events.len();
            let said = open.read(what);
            open.keep(said);
        }
    }

    /// Everything that happened so far.
    pub(super) fn events(&self) -> Vec<Value> {
        self.open.borrow().events.clone()
    }
}

impl Open {
    fn read(&mut self, what: &str) -> Value {
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => return serde_json::from_str(text.as_str()).unwrap(),
                Ok(Message::Close(_)) => panic!("{what}: the browser hung up"),
                Ok(_) => {}
                Err(error) => panic!("{what}: {error}"),
            }
        }
    }

    fn keep(&mut self, said: Value) {
        if said["method"].is_string() {
            self.events.push(said);
        }
    }
}
