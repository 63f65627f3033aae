//! The worker: messages in, [`Session`], messages out, and a turn of the layout whenever nothing else waits.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

use super::listener::Listener;
use crate::diagnostic::Diagnostic;
use crate::protocol::{self, Request, Response, Ticket};
use crate::read::Reading;
use crate::session::{self, Session};

thread_local! {
    /// The worker's one engine. It lives as long as the worker.
    static ENGINE: RefCell<Option<Rc<Engine>>> = const { RefCell::new(None) };
}

struct Engine {
    scope: DedicatedWorkerGlobalScope,
    session: RefCell<Session>,
    listener: RefCell<Option<Listener>>,
    turn: RefCell<Option<Closure<dyn FnMut()>>>,
    turn_is_due: Cell<bool>,
    /// When it last gave a sign of life, in milliseconds.
    told: Cell<f64>,
}

/// Milliseconds between two signs of life: the page looks at all it shows when it hears one.
const SIGNS: f64 = 1000.0;

/// Comes up and says so.
pub fn start() {
    let engine = Rc::new(Engine {
        scope: js_sys::global().unchecked_into(),
        session: RefCell::new(Session::default()),
        listener: RefCell::new(None),
        turn: RefCell::new(None),
        turn_is_due: Cell::new(false),
        told: Cell::new(0.0),
    });
    let heard = Rc::clone(&engine);
    let listener = Listener::new(&engine.scope, "message", move |event: MessageEvent| heard.hear(&event));
    engine.listener.replace(Some(listener));
    let turned = Rc::clone(&engine);
    engine.turn.replace(Some(Closure::new(move || turned.take_turn())));
    engine.post(&[Response::Up]);
    ENGINE.set(Some(engine));
}

impl Engine {
    fn hear(self: &Rc<Self>, event: &MessageEvent) {
        let parts: Array = event.data().unchecked_into();
        let mut parts = parts.iter();
        let Some(bytes) = parts.next().map(|bytes| bytes.unchecked_into::<Uint8Array>().to_vec()) else {
            return;
        };
        let Some(request) = protocol::decode::<Request>(&bytes) else { return };
        if let Request::Read { tickets } = request {
            let engine = Rc::clone(self);
            let files: Vec<JsValue> = parts.collect();
            spawn_local(async move { engine.read(tickets, files).await });
        } else {
            let files = parts.map(|file| load(&file)).collect();
            let responses = self.session.borrow_mut().handle(request, files);
            self.post(&responses);
        }
        self.ask_for_turn();
    }

    /// Reads files, one after the other; the session is free while one is being opened.
    async fn read(&self, tickets: Vec<Ticket>, files: Vec<JsValue>) {
        let mut found = Vec::with_capacity(tickets.len());
        for (ticket, file) in tickets.iter().zip(files) {
            let reading = Response::Reading { ticket: ticket.id };
            self.post(std::slice::from_ref(&reading));
            let begun = || {
                let now = js_sys::Date::now();
                if now - self.told.get() > SIGNS {
                    self.told.set(now);
                    self.post(std::slice::from_ref(&reading));
                }
            };
            let read = self.session.borrow().read(ticket, load(&file));
            found.push(match read {
                Ok(found) => found,
                Err(bytes) => {
                    let reading = opened(ticket, bytes).await;
                    self.session.borrow().find_names(ticket, reading, begun)
                }
            });
        }
        self.post(&[session::analysed(found)]);
    }

    fn take_turn(&self) {
        self.turn_is_due.set(false);
        let responses = self.session.borrow_mut().step();
        self.post(&responses);
        self.ask_for_turn();
    }

    /// A turn comes after what waits in the queue: a request never waits for a whole layout.
    fn ask_for_turn(&self) {
        if self.session.borrow().is_busy()
            && !self.turn_is_due.replace(true)
            && let Some(turn) = &*self.turn.borrow()
        {
            let _ = self.scope.set_timeout_with_callback(turn.as_ref().unchecked_ref());
        }
    }

    fn post(&self, responses: &[Response]) {
        for response in responses {
            let bytes = Uint8Array::from(&protocol::encode(response)[..]);
            // Posting fails only for what cannot be transferred; a buffer can.
            let _ = self.scope.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
        }
    }
}

#[wasm_bindgen]
extern "C" {
    /// See `pool.rs` and `static/open.js`.
    #[wasm_bindgen(js_name = coterieOpen, catch)]
    async fn coterie_open(
        name: &str,
        bytes: Uint8Array,
        options: Uint8Array,
        password: Option<String>,
        sign: Uint8Array,
    ) -> Result<JsValue, JsValue>;
}

/// What came of a file that is no text.
async fn opened(Ticket { id, name, options }: &Ticket, bytes: Vec<u8>) -> Reading {
    let handed = Uint8Array::from(&bytes[..]);
    // A large file need not lie here a second time while it is opened.
    drop(bytes);
    let said = Uint8Array::from(&protocol::encode(options)[..]);
    let sign = Uint8Array::from(&protocol::encode(&Response::Reading { ticket: *id })[..]);
    let Ok(readings) = coterie_open(name, handed, said, options.password.clone(), sign).await else {
        let message = "What opens such files could not be fetched, or stopped at this one.";
        let hint = "Try once more with a connection; if it stays so, save it as plain text.";
        return Reading { documents: Vec::new(), diagnostics: vec![Diagnostic::error(name, message, hint)] };
    };
    let mut all = Reading::default();
    for reading in readings.unchecked_into::<Array>().iter() {
        let bytes = reading.unchecked_into::<Uint8Array>().to_vec();
        let reading: Reading = protocol::decode(&bytes).unwrap_or_default();
        all.documents.extend(reading.documents);
        all.diagnostics.extend(reading.diagnostics);
    }
    all
}

/// The bytes of what rode beside a message: a file's handle, or a buffer.
fn load(file: &JsValue) -> Result<Vec<u8>, String> {
    if let Some(buffer) = file.dyn_ref::<ArrayBuffer>() {
        return Ok(Uint8Array::new(buffer).to_vec());
    }
    let unreadable = |_| "The browser could not read this file.".to_owned();
    let blob = file.dyn_ref::<Blob>().ok_or("This is not a file.")?;
    let reader = FileReaderSync::new().map_err(unreadable)?;
    reader.read_as_array_buffer(blob).map(|buffer| Uint8Array::new(&buffer).to_vec()).map_err(unreadable)
}
