//! Firefox, by `WebDriver BiDi`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use threatboard::store::atomic;

use super::process::{Process, downloads, program};
use super::strokes::{Key, Stroke};
use super::wire::Wire;
use super::{Driver, Start};

/// What Firefox is called on different systems.
pub(super) const NAMES: [&str; 2] = ["firefox-esr", "firefox"];

/// Settings that keep it from asking its maker for anything, and pages as pages are for a person.
const SETTINGS: [(&str, &str); 24] = [
    ("app.normandy.enabled", "false"),
    ("app.update.disabledForTesting", "true"),
    ("browser.aboutwelcome.enabled", "false"),
    ("browser.newtabpage.enabled", "false"),
    ("browser.region.network.url", "\"\""),
    ("browser.safebrowsing.downloads.enabled", "false"),
    ("browser.safebrowsing.malware.enabled", "false"),
    ("browser.safebrowsing.phishing.enabled", "false"),
    ("browser.search.update", "false"),
    ("browser.shell.checkDefaultBrowser", "false"),
    ("browser.startup.homepage", "\"about:blank\""),
    ("browser.startup.page", "0"),
    ("datareporting.policy.dataSubmissionEnabled", "false"),
    ("dom.disable_beforeunload", "false"),
    ("dom.push.connection.enabled", "false"),
    ("extensions.blocklist.enabled", "false"),
    ("extensions.getAddons.cache.enabled", "false"),
    ("extensions.systemAddon.update.enabled", "false"),
    ("extensions.update.enabled", "false"),
    ("network.captive-portal-service.enabled", "false"),
    ("network.connectivity-service.enabled", "false"),
    (
        "services.settings.server",
        "\"data:,#remote-settings-dummy/v1\"",
    ),
    ("toolkit.telemetry.enabled", "false"),
    ("toolkit.telemetry.server", "\"\""),
];

pub(super) struct Firefox {
    wire: Wire,
    /// The person that a tab belongs to.
    tabs: RefCell<BTreeMap<String, String>>,
    process: Process,
}

impl Firefox {
    pub(super) fn start(start: Start) -> Self {
        let home = tempfile::tempdir().unwrap();
        let scheme = if start.dark { "0" } else { "1" };
        let mut settings: String = SETTINGS.iter().map(setting).collect();
        settings += &setting(&("layout.css.prefers-color-scheme.content-override", scheme));
        let saved = format!("{:?}", downloads(home.path()).to_str().unwrap());
        for (name, value) in [
            ("browser.download.dir", saved.as_str()),
            ("browser.download.folderList", "2"),
            ("browser.download.useDownloadDir", "true"),
        ] {
            settings += &setting(&(name, value));
        }
        if start.without_script {
            settings += &setting(&("javascript.enabled", "false"));
        }
        if let Some(port) = start.proxy {
            let port = port.to_string();
            let proxy = [
                ("network.proxy.type", "1"),
                ("network.proxy.no_proxies_on", "\"\""),
                ("network.proxy.allow_hijacking_localhost", "true"),
                ("network.proxy.http", "\"127.0.0.1\""),
                ("network.proxy.http_port", &port),
                ("network.proxy.ssl", "\"127.0.0.1\""),
                ("network.proxy.ssl_port", &port),
            ];
            settings.extend(proxy.iter().map(setting));
        }
        atomic::write_new(&home.path().join("user.js"), settings.as_bytes(), false).unwrap();
        let arguments = [
            "--headless",
            "--no-remote",
            "--remote-debugging-port=0",
            "--profile",
            home.path().to_str().unwrap(),
            "about:blank",
        ]
        .map(str::to_owned);
        let process = Process::start(&program(&NAMES), &arguments, home);
        let wire = Wire::connect(&format!("{}/session", process.address));
        // A question of the page is left to be answered by us.
        let handler = json!({ "default": "ignore", "beforeUnload": "ignore" });
        let capabilities = json!({ "alwaysMatch": { "unhandledPromptBehavior": handler } });
        wire.call(
            None,
            "session.new",
            &json!({ "capabilities": capabilities }),
        );
        let events = [
            "browsingContext.userPromptOpened",
            "browsingContext.load",
            "network.beforeRequestSent",
            "network.fetchError",
            "log.entryAdded",
        ];
        wire.call(None, "session.subscribe", &json!({ "events": events }));
        Self {
            wire,
            tabs: RefCell::default(),
            process,
        }
    }

    fn call(&self, method: &str, params: &Value) -> Value {
        self.wire.call(None, method, params)
    }

    fn tab(&self, person: &str) -> String {
        let params = json!({ "type": "tab", "userContext": person });
        let made = self.call("browsingContext.create", &params);
        let tab = text(&made["context"]);
        self.tabs
            .borrow_mut()
            .insert(tab.clone(), person.to_owned());
        tab
    }

    /// The events of a tab with this name.
    fn events(&self, tab: &str, method: &str) -> Vec<Value> {
        let mut events = self.wire.events();
        events.retain(|event| event["method"] == method);
        let mut events: Vec<Value> = events
            .into_iter()
            .map(|mut event| event["params"].take())
            .collect();
        events.retain(|event| event["context"] == tab || event["source"]["context"] == tab);
        events
    }

    fn act(&self, tab: &str, actions: &Value) {
        self.call(
            "input.performActions",
            &json!({ "context": tab, "actions": [actions] }),
        );
    }
}

impl Driver for Firefox {
    fn open(&self) -> String {
        let made = self.call("browser.createUserContext", &json!({}));
        self.tab(made["userContext"].as_str().unwrap())
    }

    fn beside(&self, tab: &str) -> String {
        let person = self.tabs.borrow()[tab].clone();
        self.tab(&person)
    }

    fn front(&self, tab: &str) {
        self.call("browsingContext.activate", &json!({ "context": tab }));
    }

    fn go(&self, tab: &str, address: &str) -> Result<(), String> {
        let params = json!({ "context": tab, "url": address, "wait": "complete" });
        self.wire.ask(None, "browsingContext.navigate", &params)?;
        Ok(())
    }

    fn reload(&self, tab: &str) -> bool {
        self.front(tab);
        let of_tab = |event: &Value, method: &str| {
            event["method"] == method && event["params"]["context"] == tab
        };
        let since = self.wire.heard();
        let params = json!({ "context": tab, "wait": "none" });
        self.wire.send(None, "browsingContext.reload", &params);
        let first = self.wire.wait(since, "a reload", |event| {
            of_tab(event, "browsingContext.userPromptOpened")
                || of_tab(event, "browsingContext.load")
        });
        let asked = first["method"] == "browsingContext.userPromptOpened";
        if asked {
            let yes = json!({ "context": tab, "accept": true });
            self.call("browsingContext.handleUserPrompt", &yes);
            self.wire.wait(since, "a reload", |event| {
                of_tab(event, "browsingContext.load")
            });
        }
        asked
    }

    fn run(&self, tab: &str, script: &str) -> Result<String, String> {
        let params =
            json!({ "expression": script, "awaitPromise": true, "target": { "context": tab } });
        let ran = self.wire.ask(None, "script.evaluate", &params)?;
        if ran["type"] == "success" {
            Ok(text(&ran["result"]["value"]))
        } else {
            Err(ran["exceptionDetails"].to_string())
        }
    }

    fn strike(&self, tab: &str, strokes: &[Stroke]) {
        self.front(tab);
        let mut actions = Vec::new();
        for stroke in strokes {
            let key = match stroke.key {
                Key::Letter(letter) => letter,
                Key::Named(named) => named.character,
            };
            let held = [(stroke.control, '\u{e009}'), (stroke.shift, '\u{e008}')];
            let held = held.into_iter().filter_map(|(is, key)| is.then_some(key));
            let keys: Vec<char> = held.chain([key]).collect();
            for (kind, keys) in [
                ("keyDown", keys.clone()),
                ("keyUp", keys.into_iter().rev().collect()),
            ] {
                let keys = keys.into_iter();
                actions.extend(keys.map(|key| json!({ "type": kind, "value": key.to_string() })));
            }
        }
        let actions = json!({ "type": "key", "id": "keys", "actions": actions });
        self.act(tab, &actions);
    }

    fn click(&self, tab: &str, x: f64, y: f64) {
        let actions = json!([
            { "type": "pointerMove", "x": x.round(), "y": y.round() },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]);
        self.act(
            tab,
            &json!({ "type": "pointer", "id": "mouse", "actions": actions }),
        );
    }

    fn size(&self, tab: &str, columns: u32, rows: u32, zoom: u32) {
        let params = json!({ "context": tab, "viewport": { "width": columns, "height": rows },
            "devicePixelRatio": zoom });
        self.call("browsingContext.setViewport", &params);
    }

    fn picture(&self, tab: &str) -> Vec<u8> {
        self.front(tab);
        let params = json!({ "context": tab, "origin": "document" });
        bytes(&self.call("browsingContext.captureScreenshot", &params))
    }

    fn print(&self, tab: &str) -> Vec<u8> {
        let page = json!({ "width": 21.0, "height": 29.7 });
        let params = json!({ "context": tab, "page": page, "background": false });
        bytes(&self.call("browsingContext.print", &params))
    }

    fn requests(&self, tab: &str) -> Vec<String> {
        let asked = self.events(tab, "network.beforeRequestSent").into_iter();
        asked
            .map(|asked| text(&asked["request"]["url"]))
            .filter(|address| super::page::leaves(address))
            .collect()
    }

    fn downloads(&self) -> PathBuf {
        self.process.downloads()
    }

    fn complaints(&self, tab: &str) -> Vec<String> {
        let entries = self.events(tab, "log.entryAdded").into_iter();
        let errors = entries.filter(|entry| entry["level"] == "error");
        errors.map(|entry| text(&entry["text"])).collect()
    }
}

/// A line of the file that Firefox reads its settings from.
fn setting((name, value): &(&str, &str)) -> String {
    format!("user_pref(\"{name}\", {value});\n")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn bytes(answer: &Value) -> Vec<u8> {
    STANDARD.decode(answer["data"].as_str().unwrap()).unwrap()
}
