//! Chromium, by the `Chrome DevTools Protocol`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::process::{Process, program};
use super::strokes::{Key, Stroke};
use super::wire::Wire;
use super::{Driver, Start};

/// What Chromium is called on different systems.
pub(super) const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

pub(super) struct Chromium {
    wire: Wire,
    start: Start,
    /// The session that speaks for a tab, and the context that the tab is in.
    tabs: RefCell<BTreeMap<String, (String, String)>>,
    process: Process,
}

impl Chromium {
    pub(super) fn start(start: Start) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut arguments: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-domain-reliability",
            "--disable-sync",
            "--disable-default-apps",
            "--disable-extensions",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            "--hide-scrollbars",
            "--password-store=basic",
            "--remote-debugging-port=0",
        ]
        .map(str::to_owned)
        .to_vec();
        arguments.push(format!("--user-data-dir={}", home.path().to_str().unwrap()));
        if let Some(port) = start.proxy {
            arguments.push(format!("--proxy-server=http://127.0.0.1:{port}"));
            // Without this, what goes to this machine goes past the proxy.
            arguments.push("--proxy-bypass-list=<-loopback>".to_owned());
        }
        // Otherwise it opens the start page that its distributor chose, and asks for that.
        arguments.push("about:blank".to_owned());
        let process = Process::start(&program(&NAMES), &arguments, home);
        Self {
            wire: Wire::connect(&process.address),
            start,
            tabs: RefCell::default(),
            process,
        }
    }

    fn tab(&self, context: &str) -> String {
        let made = self.wire.call(
            None,
            "Target.createTarget",
            &json!({ "url": "about:blank", "browserContextId": context }),
        );
        let tab = text(&made["targetId"]);
        let attached = self.wire.call(
            None,
            "Target.attachToTarget",
            &json!({ "targetId": tab, "flatten": true }),
        );
        let session = text(&attached["sessionId"]);
        self.tabs
            .borrow_mut()
            .insert(tab.clone(), (session, context.to_owned()));
        for domain in ["Page", "Network", "Log", "Runtime"] {
            self.call(&tab, &format!("{domain}.enable"), &json!({}));
        }
        // Each person looks at their own screen: no tab is behind another.
        self.call(
            &tab,
            "Emulation.setFocusEmulationEnabled",
            &json!({ "enabled": true }),
        );
        let scheme = if self.start.dark { "dark" } else { "light" };
        let feature = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call(
            &tab,
            "Emulation.setEmulatedMedia",
            &json!({ "features": feature }),
        );
        if self.start.without_script {
            self.call(
                &tab,
                "Emulation.setScriptExecutionDisabled",
                &json!({ "value": true }),
            );
        }
        tab
    }

    fn session(&self, tab: &str) -> String {
        self.tabs.borrow()[tab].0.clone()
    }

    fn call(&self, tab: &str, method: &str, params: &Value) -> Value {
        self.wire.call(Some(&self.session(tab)), method, params)
    }

    /// The events of a tab with this name.
    fn events(&self, tab: &str, method: &str) -> Vec<Value> {
        let session = self.session(tab);
        let mut events = self.wire.events();
        events.retain(|event| event["sessionId"] == session.as_str() && event["method"] == method);
        events
            .into_iter()
            .map(|mut event| event["params"].take())
            .collect()
    }
}

impl Driver for Chromium {
    fn open(&self) -> String {
        let made = self
            .wire
            .call(None, "Target.createBrowserContext", &json!({}));
        let context = made["browserContextId"].as_str().unwrap();
        let save = json!({ "behavior": "allow", "browserContextId": context,
            "downloadPath": self.downloads().to_str().unwrap() });
        self.wire.call(None, "Browser.setDownloadBehavior", &save);
        self.tab(context)
    }

    fn beside(&self, tab: &str) -> String {
        let context = self.tabs.borrow()[tab].1.clone();
        self.tab(&context)
    }

    fn front(&self, tab: &str) {
        self.call(tab, "Page.bringToFront", &json!({}));
    }

    fn go(&self, tab: &str, address: &str) -> Result<(), String> {
        let session = self.session(tab);
        let since = self.wire.heard();
        let gone = self.call(tab, "Page.navigate", &json!({ "url": address }));
        if !gone["errorText"].is_null() {
            return Err(format!("{address}: {gone}"));
        }
        self.wire.wait(since, address, |event| {
            event["method"] == "Page.loadEventFired" && event["sessionId"] == session.as_str()
        });
        Ok(())
    }

    fn reload(&self, tab: &str) -> bool {
        let session = self.session(tab);
        let of_tab = |event: &Value, method: &str| {
            event["method"] == method && event["sessionId"] == session.as_str()
        };
        let since = self.wire.heard();
        self.wire.send(Some(&session), "Page.reload", &json!({}));
        let first = self.wire.wait(since, "a reload", |event| {
            of_tab(event, "Page.javascriptDialogOpening") || of_tab(event, "Page.loadEventFired")
        });
        let asked = first["method"] == "Page.javascriptDialogOpening";
        if asked {
            let yes = json!({ "accept": true });
            self.call(tab, "Page.handleJavaScriptDialog", &yes);
            self.wire.wait(since, "a reload", |event| {
                of_tab(event, "Page.loadEventFired")
            });
        }
        asked
    }

    fn run(&self, tab: &str, script: &str) -> Result<String, String> {
        let params = json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        let ran = self
            .wire
            .ask(Some(&self.session(tab)), "Runtime.evaluate", &params)?;
        let thrown = &ran["exceptionDetails"];
        if thrown.is_null() {
            Ok(text(&ran["result"]["value"]))
        } else {
            Err(thrown.to_string())
        }
    }

    fn strike(&self, tab: &str, strokes: &[Stroke]) {
        for stroke in strokes {
            let mut key = match stroke.key {
                Key::Letter(letter) => {
                    let upper = letter.to_ascii_uppercase();
                    let number = if upper.is_ascii_alphanumeric() {
                        u32::from(upper)
                    } else {
                        0
                    };
                    json!({ "key": letter.to_string(), "text": letter.to_string(),
                            "windowsVirtualKeyCode": number })
                }
                Key::Named(named) => json!({ "key": named.name, "code": named.name,
                    "text": named.text, "windowsVirtualKeyCode": named.number }),
            };
            if stroke.control {
                key["text"] = json!("");
            }
            key["modifiers"] = json!(2 * u8::from(stroke.control) + 8 * u8::from(stroke.shift));
            for kind in ["keyDown", "keyUp"] {
                if kind == "keyUp" {
                    key["text"] = json!("");
                }
                key["type"] = json!(kind);
                self.call(tab, "Input.dispatchKeyEvent", &key);
            }
        }
    }

    fn click(&self, tab: &str, x: f64, y: f64) {
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            let params = json!({ "type": kind, "x": x, "y": y, "button": button, "clickCount": 1 });
            self.call(tab, "Input.dispatchMouseEvent", &params);
        }
    }

    fn size(&self, tab: &str, columns: u32, rows: u32, zoom: u32) {
        let params =
            json!({ "width": columns, "height": rows, "deviceScaleFactor": zoom, "mobile": false });
        self.call(tab, "Emulation.setDeviceMetricsOverride", &params);
    }

    fn picture(&self, tab: &str) -> Vec<u8> {
        let params = json!({ "format": "png", "captureBeyondViewport": true });
        bytes(&self.call(tab, "Page.captureScreenshot", &params))
    }

    fn print(&self, tab: &str) -> Vec<u8> {
        // A4, as in Firefox.
        let params = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "printBackground": false });
        bytes(&self.call(tab, "Page.printToPDF", &params))
    }

    fn requests(&self, tab: &str) -> Vec<String> {
        let stopped: Vec<Value> = self
            .events(tab, "Network.loadingFailed")
            .into_iter()
            .filter(|failed| failed["blockedReason"] == "csp")
            .map(|mut failed| failed["requestId"].take())
            .collect();
        let asked = self.events(tab, "Network.requestWillBeSent").into_iter();
        let asked = asked.filter(|asked| !stopped.contains(&asked["requestId"]));
        asked
            .map(|asked| text(&asked["request"]["url"]))
            .filter(|address| super::page::leaves(address))
            .collect()
    }

    fn downloads(&self) -> PathBuf {
        self.process.downloads()
    }

    fn complaints(&self, tab: &str) -> Vec<String> {
        let entries = self.events(tab, "Log.entryAdded").into_iter();
        let errors = entries.filter(|said| said["entry"]["level"] == "error");
        let said = errors.map(|said| text(&said["entry"]["text"]));
        let thrown = self.events(tab, "Runtime.exceptionThrown").into_iter();
        said.chain(thrown.map(|thrown| thrown["exceptionDetails"].to_string()))
            .collect()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn bytes(answer: &Value) -> Vec<u8> {
    STANDARD.decode(answer["data"].as_str().unwrap()).unwrap()
}
